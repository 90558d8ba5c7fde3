"""The types of fields. To add one: a file here, a template in `renderers/html/fields/`, a line below."""

from __future__ import annotations

from formgen.language.constructs import Invalid, Place, read_construct
from formgen.language.fields.address import AddressField
from formgen.language.fields.agreement import AgreementField
from formgen.language.fields.base import Field
from formgen.language.fields.choice import ChoiceField
from formgen.language.fields.choices import ChoicesField
from formgen.language.fields.country import CountryField
from formgen.language.fields.date import DateField
from formgen.language.fields.datetime import DatetimeField
from formgen.language.fields.decimal import DecimalField
from formgen.language.fields.duration import DurationField
from formgen.language.fields.email import EmailField
from formgen.language.fields.group import GroupField
from formgen.language.fields.identifier import IdentifierField
from formgen.language.fields.integer import IntegerField
from formgen.language.fields.list import ListField
from formgen.language.fields.long_text import LongTextField
from formgen.language.fields.money import MoneyField
from formgen.language.fields.month import MonthField
from formgen.language.fields.note import NoteField
from formgen.language.fields.percentage import PercentageField
from formgen.language.fields.phone import PhoneField
from formgen.language.fields.text import TextField
from formgen.language.fields.time import TimeField
from formgen.language.fields.yes_no import YesNoField
from formgen.language.problems import nearest
from formgen.language.source import Mapping, Node, Scalar

FIELD_TYPES: tuple[type[Field], ...] = (
    TextField,
    LongTextField,
    IntegerField,
    DecimalField,
    MoneyField,
    PercentageField,
    DateField,
    MonthField,
    TimeField,
    DatetimeField,
    YesNoField,
    AgreementField,
    ChoiceField,
    ChoicesField,
    EmailField,
    PhoneField,
    CountryField,
    AddressField,
    IdentifierField,
    DurationField,
    GroupField,
    ListField,
    NoteField,
)

_BY_NAME = {each.type_name: each for each in FIELD_TYPES}


def read_field(node: Node, place: Place, id_node: Scalar) -> Field | Invalid:
    """A field of the type that its key `type` names; reports what is missing or unknown."""
    if not isinstance(node, Mapping):
        return place.report(
            "S014",
            node,
            "A field is written as keys with values.",
            "Put `type:` and `label:` below it, two spaces further in.",
        )
    written = node.get("type")
    if written is None:
        slip = next((entry.key for entry in node.entries if nearest(entry.key.value, ("type",))), None)
        if slip is not None:
            return place.report(
                "S008", slip, f"`{slip.value}` is not known in a field.", "Did you mean `type`?"
            )
        return place.report(
            "S012",
            id_node,
            f"`type` is missing in the field `{id_node.value}`.",
            f"Add `type:`, such as `type: text`. Types: {', '.join(_BY_NAME)}.",
        )
    if not isinstance(written, Scalar) or written.value not in _BY_NAME:
        from formgen.language.constructs.other_words import type_in_other_words  # only where one is wrong

        name = written.value if isinstance(written, Scalar) else "this"
        similar = nearest(name, _BY_NAME)
        hint = f"Did you mean `{similar}`?" if similar else None
        return place.report(
            "S016",
            written,
            f"`{name}` is not a type of field.",
            type_in_other_words(name) or hint or f"Types: {', '.join(_BY_NAME)}.",
        )
    return read_construct(_BY_NAME[written.value], node, place, id_node, ignored=("type",))
