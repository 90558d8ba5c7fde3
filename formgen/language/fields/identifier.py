"""A number with rules of its own: IBAN, SIRET, social security numbers."""

from __future__ import annotations

import importlib
import re
from types import ModuleType
from typing import Annotated, Any

from formgen.language.constructs import key
from formgen.language.expressions import TEXT, Type
from formgen.language.fields.base import Field, FieldContext, Read, Unreadable
from formgen.language.fields.text import single
from formgen.language.readers import plain


class IdentifierField(Field):
    """A number whose check digits are verified by python-stdnum."""

    noun = "an identifier field"
    type_name = "identifier"
    kind: str = key(plain(), "the kind, by python-stdnum's name", example="kind: iban")

    def value_type(self, context: FieldContext) -> Type:
        return TEXT

    def reader(self, context: FieldContext) -> Read:
        module = kind_module(self.kind)

        def read(entry: Any) -> str | None:
            typed = single(entry).strip()
            return _validated(module, typed) if typed else None

        return read

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
    """The module of python-stdnum for a kind such as "iban" or "fr.siret". Raises ValueError for an unknown one."""
    if not re.fullmatch(r"[a-z0-9_]+(\.[a-z0-9_]+)?", kind):
        raise ValueError(kind)
    try:
        module = importlib.import_module(f"stdnum.{kind}")
    except ImportError as error:
        raise ValueError(kind) from error
    if not hasattr(module, "validate"):
        raise ValueError(kind)
    return module


def _validated(module: ModuleType, typed: str) -> str:
    from stdnum.exceptions import InvalidChecksum, InvalidLength, ValidationError

    try:
        return str(module.validate(typed))
    except InvalidLength as error:
        raise Unreadable("identifier_length") from error
    except InvalidChecksum as error:
        raise Unreadable("identifier_checksum") from error
    except ValidationError as error:
        raise Unreadable("identifier_format") from error
