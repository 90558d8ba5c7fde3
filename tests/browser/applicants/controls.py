"""What the answers of applicants have in common."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.browser.people import paper

RECENTLY = datetime.now(UTC).date() - timedelta(days=30)
SOON = datetime.now(UTC).date() + timedelta(days=60)


def blank(name: str) -> dict[str, str]:
    """A date that is left empty."""
    return {f"{name}.{part}": "" for part in ("day", "month", "year")}


def pictures(folder: Path, **names: str) -> dict[str, Path]:
    """Files for controls: the name of a picture by that of its control, `__` for a colon."""
    return {f"file:{name.replace('__', ':')}": paper(folder, f"{each}.jpg") for name, each in names.items()}
