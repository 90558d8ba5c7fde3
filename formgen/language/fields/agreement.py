"""One box to tick."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from formgen.language.expressions import YES_NO, Type
from formgen.language.fields.base import Field, FieldContext, Form, Inventor, Read
from formgen.language.fields.yes_no import read_yes_no


class AgreementField(Field):
    """One box to tick; saved unticked it is no. Required, it must be ticked.

    For example:

        type: agreement
        label: I want to be told by e-mail
    """

    noun = "an agreement"
    type_name = "agreement"
    in_scripts = "agreement"
    ticked = True
    default_form = "`yes` or `no`"
    fault_codes = ("not_agreed", "unknown_option", "unreadable")

    def value_type(self, context: FieldContext) -> Type:
        return YES_NO

    def collect(self, form: Form, name: str) -> str:
        return "yes" if form.get(name) == "yes" else "no"

    def reader(self, context: FieldContext) -> Read:
        return read_yes_no

    def write(self, value: Any) -> str:
        return "yes" if value else "no"

    def invented(self, inventor: Inventor, path: str, offered: Sequence[str]) -> Any:
        return True

    def annotation(self, context: FieldContext) -> Any:
        return bool
