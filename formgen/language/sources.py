"""Sources: records that the administration already holds."""

from __future__ import annotations

from formgen.language.constructs import Construct, key, optional
from formgen.language.data import VALUE_TYPES
from formgen.language.readers import Text, by_id, by_key, list_of, path, text, word


class RecordColumn(Construct):
    """A column of the records of a source.

    For example:

        type: date
        label: Valid until
    """

    noun = "a column of a record"
    short_key = "type"
    type: str = key(word(*VALUE_TYPES), "the type of its values", example="type: date")
    label: Text | None = optional(
        text(),
        "what it is called where a condition is said as a sentence",
        example="label: Valid until",
    )


class Source(Construct):
    """Records looked up by key, for identification and for prefilling.

    For example:

        label: the register of permits
        lookup:
          - permit_number: permit_number
            valid_from: valid_from
        record:
          birth_name: text
          birth_date: date
    """

    noun = "a source"
    label: Text | None = optional(
        text(), "its name for people: “the register of permits”", example="label: the register of permits"
    )
    lookup: tuple[dict[str, Text], ...] = key(
        list_of(by_key(path(), "columns"), one_allowed=True),
        "ways to find a record: column of the record, name of the field",
        example="lookup:\n  - permit_number: permit_number\n    valid_from: valid_from",
    )
    record: dict[str, RecordColumn] = key(
        by_id(RecordColumn),
        "what a record holds, with types",
        example="record:\n  birth_name: text\n  birth_date: date",
    )
