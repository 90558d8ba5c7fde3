"""Yes or no."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from formgen.language.expressions import YES_NO, Type
from formgen.language.fields.base import Field, FieldContext, Inventor, Read, Unreadable
from formgen.language.fields.text import single


class YesNoField(Field):
    """Yes or no, as two radio buttons.

    For example:

        type: yes_no
        label: Do you live alone?
    """

    noun = "a yes_no field"
    type_name = "yes_no"
    in_scripts = "yes_no"
    default_form = "`yes` or `no`"
    fault_codes = ("unknown_option", "unreadable")

    def value_type(self, context: FieldContext) -> Type:
        return YES_NO

    def reader(self, context: FieldContext) -> Read:
        return read_yes_no

    def write(self, value: Any) -> str:
        return "yes" if value else "no"

    def invented(self, inventor: Inventor, path: str, offered: Sequence[str]) -> Any:
        return inventor.random.random() < 0.5

    def annotation(self, context: FieldContext) -> Any:
        return bool


def read_yes_no(entry: Any) -> bool:
    """True for "yes", False for "no"; raises Unreadable for anything else."""
    word = single(entry)
    if word == "yes":
        return True
    if word == "no":
        return False
    raise Unreadable("unknown_option")
