"""Sources: records that the administration already holds."""

from __future__ import annotations

from typing import Any

from formgen.language.constructs import Construct, Place, key, optional
from formgen.language.data import VALUE_TYPES
from formgen.language.problems import nearest
from formgen.language.readers import Text, by_id, by_key, list_of, path, text, word
from formgen.language.source import Mapping


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
    label_: Text | None = optional(
        text(), "its name for people: “the register of permits”", example="label: the register of permits"
    )
    same_as: Text | None = optional(
        path(),
        "another source with the same records, searched for somebody else; label and record are its own",
        example="same_as: permit_register",
    )
    lookup: tuple[dict[str, Text], ...] = key(
        list_of(by_key(path(), "columns"), one_allowed=True),
        "ways to find a record: column of the record, name of the field; the first one answered is used",
        example="lookup:\n  - permit_number: permit_number\n    valid_from: valid_from",
    )
    record_: dict[str, RecordColumn] = optional(
        by_id(RecordColumn),
        "what a record holds, with types; left out only with `same_as`",
        default={},
        example="record:\n  birth_name: text\n  birth_date: date",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.__dict__["_first"] = self

    @property
    def label(self) -> Text | None:
        """Its name for people, or that of the source whose records it has."""
        first: Source = self.__dict__["_first"]
        return self.label_ or first.label_

    @property
    def record(self) -> dict[str, RecordColumn]:
        """What a record holds, by column."""
        first: Source = self.__dict__["_first"]
        return first.record_

    @property
    def register(self) -> str:
        """The register that is searched: the source's id, or that of the one whose records it has."""
        return self.same_as.value if self.same_as is not None else self.id

    def join(self, first: Source) -> None:
        """Take the records of another source for its own."""
        self.__dict__["_first"] = first

    @classmethod
    def check_keys(cls, values: dict[str, Any], node: Mapping, place: Place) -> bool:
        if ("record" in values) != ("same_as" in values):
            return True
        if "record" in values:
            place.report(
                "S012",
                node.get("record") or node,
                "`record` and `same_as` both say what the records hold.",
                "Delete `record`: the source named by `same_as` has it.",
            )
        else:
            place.report(
                "S012",
                node,
                "`record` is missing in a source.",
                "Add `record:` – what a record holds, with types; or `same_as:` with another source.",
            )
        return False


def join_sources(sources: dict[str, Source], place: Place) -> bool:
    """Give sources the records of those that they are the same as; False where there is no such source."""
    right = True
    for source in sources.values():
        if source.same_as is None:
            continue
        name = source.same_as.value
        first = sources.get(name)
        if first is not None and first.same_as is None:
            source.join(first)
            continue
        right = False
        others = [each for each, other in sources.items() if other.same_as is None]
        if first is None:
            similar = nearest(name, others)
            hint = f"Did you mean `{similar}`?" if similar else f"Name one of: {', '.join(others)}."
            place.report("N108", source.node_of("same_as"), f"No source is called `{name}`.", hint)
        else:
            assert first.same_as is not None
            message = f"`{name}` has no records of its own: it is the same as `{first.same_as.value}`."
            hint = f"Write `same_as: {first.same_as.value}`."
            place.report("N108", source.node_of("same_as"), message, hint)
    return right
