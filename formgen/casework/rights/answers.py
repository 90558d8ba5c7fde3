"""The answers of a dossier as JSON, each as it was typed and by the value that it was read as."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import asdict
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from formgen.casework.open_dossier import OpenDossier
from formgen.compiler.answers import Answers, Unread
from formgen.compiler.procedure import Field, Procedure
from formgen.language.values import Address, Duration
from formgen.rendering.wording import Wording


def answers_of(opened: OpenDossier, wording: Wording) -> dict[str, Any]:
    """By path: `label`, `typed`, `value`, and `counts`: whether the question is asked as things stand.

    An answer that could not be read has no value and says so in `unreadable`. A list has `items` instead of
    `typed` and `value`, each with its `id` and `answers`.
    """
    writer = _Writer(opened.procedure, wording)
    return writer.written(opened.entries, opened.answers, opened.evaluation.frame, opened.evaluation.asked)


class _Writer:
    def __init__(self, procedure: Procedure, wording: Wording) -> None:
        self._fields = procedure.fields
        self._wording = wording

    def written(
        self,
        entries: Mapping[str, Any],
        answers: Answers,
        frame: Sequence[Any],
        is_asked: Callable[[str], bool] | None,
        inside: str = "",
    ) -> dict[str, Any]:
        """The answers of a dossier, or of an item of the list `inside`, whose frame is given."""
        found: dict[str, Any] = {}
        for path, entry in entries.items():
            if path.startswith("$"):
                # The wizard's own notes: which pages were saved, and at which revision.
                continue
            field = self._fields.get(f"{inside}{path.removesuffix('?')}")
            label = "" if field is None else self._wording.short(field).text(list(frame))
            line: dict[str, Any] = {"label": label}
            if field is not None and field.type_name == "list" and not path.endswith("?"):
                line["items"] = self._items(field, entry, answers.get(path), frame)
            else:
                value = answers.get(path)
                line["typed"] = entry
                line["value"] = None if isinstance(value, Unread) else plain(value)
                if isinstance(value, Unread):
                    line["unreadable"] = value.code
            if is_asked is not None:
                line["counts"] = _counts(path, is_asked)
            found[path] = line
        return found

    def _items(self, field: Field, entry: Any, value: Any, frame: Sequence[Any]) -> list[dict[str, Any]]:
        read = {each.id: each for each in value} if isinstance(value, tuple) else {}
        frames = frame[field.binding.slot] or []
        return [
            {
                "id": item["id"],
                "answers": self.written(
                    item["entries"],
                    read.get(item["id"], Answers({})),
                    frames[position] if position < len(frames) else frame,
                    None,
                    f"{field.path}.",
                ),
            }
            for position, item in enumerate(entry)
        ]


def _counts(path: str, is_asked: Callable[[str], bool]) -> bool:
    try:
        return is_asked(path.removesuffix("?"))
    except LookupError:
        # What follows another answer is asked with it; a date of a paper is no question of its own.
        return True


def plain(value: Any) -> Any:
    """A runtime value as JSON: amounts and decimals as text, days and moments in ISO 8601, sets in order."""
    match value:
        case None | bool() | int() | str():
            return value
        case Decimal():
            return f"{value:f}"
        case datetime() | date() | time():
            return value.isoformat()
        case Address() | Duration():
            return asdict(value)
        case Mapping():
            return {str(name): plain(each) for name, each in value.items()}
        case Set():
            return sorted((plain(each) for each in value), key=str)
        case list() | tuple():
            return [plain(each) for each in value]
    return str(value)
