"""A number with rules of its own: IBAN, SIRET, social security numbers."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Sequence
from types import ModuleType
from typing import Annotated, Any

from formgen.language.constructs import Invalid, Place, Shape, Single, key
from formgen.language.expressions import TEXT, Type
from formgen.language.fields.base import Field, FieldContext, Inventor, Read, Restated, Unreadable
from formgen.language.fields.text import UNSEEN, single
from formgen.language.problems import nearest
from formgen.language.readers import scalar_text
from formgen.language.source import Node

_KIND = r"[a-z0-9_]+(\.[a-z0-9_]+)?"


class _Kind:
    expects = "a kind of number"
    shape: Shape = Single("a kind of number", "word", _KIND)

    def read(self, node: Node, place: Place) -> str | Invalid:
        hint = "Kinds are named as python-stdnum does: `iban`, `fr.siret`, `be.nn`."
        kind = scalar_text(node, place, self.expects, hint)
        if isinstance(kind, Invalid):
            return kind
        try:
            kind_module(kind)
        except ValueError:
            similar = nearest(kind, known_kinds())
            return place.report(
                "S016",
                node,
                f"`{kind}` is not a kind of number that can be verified.",
                f"Did you mean `{similar}`?" if similar else hint,
            )
        return kind


class IdentifierField(Field):
    """A number whose check digits are verified by python-stdnum.

    For example:

        type: identifier
        label: Account to be paid to
        kind: iban
    """

    noun = "an identifier field"
    type_name = "identifier"
    in_scripts = "text"
    one_line = True
    width = "30"
    fault_codes = ("identifier_length", "identifier_checksum", "identifier_format", "unreadable")
    kind: str = key(_Kind(), "the kind, by python-stdnum's name", example="kind: iban")

    def in_errors(self) -> str:
        return "text"

    def value_type(self, context: FieldContext) -> Type:
        return TEXT

    def reader(self, context: FieldContext) -> Read:
        module = kind_module(self.kind)

        def read(entry: Any) -> str | None:
            typed = single(entry).strip()
            return _validated(module, typed) if typed else None

        return read

    def invented(self, inventor: Inventor, path: str, offered: Sequence[str]) -> Any:
        return inventor.identifier(self.kind)

    def restated(self, context: FieldContext) -> Restated:
        return Restated(kept_identifier, {"kind": self.kind})

    def annotation(self, context: FieldContext) -> Any:
        from pydantic import AfterValidator

        module = kind_module(self.kind)

        def valid(number: str) -> str:
            try:
                return _validated(module, number)
            except Unreadable as fault:
                raise ValueError(fault.code) from fault

        return Annotated[str, AfterValidator(valid)]


def kind_module(kind: str) -> ModuleType:
    """The module of python-stdnum for a kind such as "iban" or "fr.siret". Raises ValueError."""
    if not re.fullmatch(_KIND, kind):
        raise ValueError(kind)
    try:
        module = importlib.import_module(f"stdnum.{kind}")
    except ImportError as error:
        raise ValueError(kind) from error
    if not hasattr(module, "validate"):
        raise ValueError(kind)
    return module


def known_kinds() -> list[str]:
    """All kinds: `iban`, and those of a country as `fr.siret`. For hints only: it lists folders."""
    import stdnum

    kinds: list[str] = []
    for found in pkgutil.iter_modules(stdnum.__path__):
        if not found.ispkg:
            kinds.append(found.name)
            continue
        inside = pkgutil.iter_modules([f"{folder}/{found.name}" for folder in stdnum.__path__])
        kinds += [f"{found.name}.{each.name}" for each in inside]
    return kinds


def _validated(module: ModuleType, typed: str) -> str:
    from stdnum.exceptions import InvalidChecksum, InvalidLength, ValidationError

    try:
        return str(module.validate(typed))
    except InvalidLength as error:
        raise Unreadable("identifier_length") from error
    except InvalidChecksum as error:
        raise Unreadable("identifier_checksum") from error
    except (ValidationError, ValueError, LookupError) as error:
        # Some modules look up or convert a part of the number before they have made sure of its form.
        raise Unreadable("identifier_format") from error


def kept_identifier(typed: str, *, kind: str) -> str | None:
    """A number as it is kept; where python-stdnum is not installed, any text is taken."""
    if not typed.strip():
        return None
    try:
        module = importlib.import_module(f"stdnum.{kind}")
    except ImportError:
        return typed.strip()
    return _validated(module, typed.translate(UNSEEN).strip())
