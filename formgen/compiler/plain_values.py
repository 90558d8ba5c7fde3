"""Runtime values as JSON, and back by their declared types: what facts are kept and handed over as."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from formgen.language.values import Address, Duration


def write_value(value: Any) -> Any:
    """A runtime value as JSON."""
    match value:
        case None | bool() | int() | str():
            return value
        case Decimal():
            return f"{value:f}"
        case date():
            return value.isoformat()
        case Address() | Duration():
            return asdict(value)
    raise TypeError(f"a {type(value).__name__} is not kept among facts")


def read_value(kind: str, kept: Any) -> Any:
    """The runtime value of a declared type ("date", "address") that `write_value` wrote."""
    if kept is None:
        return None
    match kind:
        case "date":
            return date.fromisoformat(kept)
        case "decimal" | "money":
            return Decimal(kept)
        case "address":
            return Address(**kept)
        case "duration":
            return Duration(**kept)
        case _:
            return kept


__all__ = ["read_value", "write_value"]
