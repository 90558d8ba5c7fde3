"""An e-mail address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from formgen.language.constructs import optional
from formgen.language.expressions import TEXT, Type
from formgen.language.fields.base import Field, FieldContext, Form, Inventor, Read, Restated, Unreadable
from formgen.language.fields.text import UNSEEN, twice
from formgen.language.readers import flag

ADDRESS_LIMIT = 254


class EmailField(Field):
    """An e-mail address.

    For example:

        type: email
        label: E-mail address
        confirm: true
    """

    noun = "an e-mail field"
    type_name = "email"
    in_scripts = "text"
    one_line = True
    width = "30"
    default_form = "an address, such as `name@example.org`"
    fault_codes = ("not_an_email", "not_same_twice", "unreadable")
    confirm: bool = optional(flag(), "typed twice", default=False, example="confirm: true")

    def value_type(self, context: FieldContext) -> Type:
        return TEXT

    def collect(self, form: Form, name: str) -> str | dict[str, str] | None:
        typed, again = form.get(name) or "", form.get(f"{name}.again") or ""
        if not self.confirm:
            return typed if typed.strip() else None
        return {"": typed, "again": again} if typed.strip() or again.strip() else None

    def reader(self, context: FieldContext) -> Read:
        confirm = self.confirm

        def read(entry: Any) -> str | None:
            typed, again = (each.strip() for each in twice(entry))
            if confirm and typed.casefold() != again.casefold():
                raise Unreadable("not_same_twice", parts=("again",))
            return read_email(typed)

        return read

    def write(self, value: Any) -> str | dict[str, str]:
        return {"": str(value), "again": str(value)} if self.confirm else str(value)

    def invented(self, inventor: Inventor, path: str, offered: Sequence[str]) -> Any:
        return inventor.email()

    def restated(self, context: FieldContext) -> Restated:
        return Restated(kept_email, {}, {"format": "idn-email"})

    def annotation(self, context: FieldContext) -> Any:
        from pydantic import AfterValidator

        def valid(address: str) -> str:
            try:
                return read_email(address) or ""
            except Unreadable as fault:
                raise ValueError(fault.code) from fault

        return Annotated[str, AfterValidator(valid)]


def read_email(typed: str) -> str | None:
    """An address in its normal form; None when blank. The domain is not looked up. Raises Unreadable."""
    if not typed:
        return None
    from email_validator import EmailNotValidError, validate_email

    if len(typed) > ADDRESS_LIMIT:
        raise Unreadable("not_an_email")
    try:
        # Reserved names such as example.test are let through: whether mail arrives is found by sending one.
        return str(validate_email(typed, check_deliverability=False, test_environment=True).normalized)
    except EmailNotValidError as error:
        raise Unreadable("not_an_email") from error


def kept_email(typed: str) -> str | None:
    """An address as it is kept; where email-validator is not installed, its form is all that is verified."""
    try:
        return read_email(typed.translate(UNSEEN).strip())
    except ImportError:
        local, _, domain = typed.strip().rpartition("@")
        if not local or "." not in domain or any(sign.isspace() for sign in typed.strip()):
            raise Unreadable("not_an_email") from None
        return typed.strip()
