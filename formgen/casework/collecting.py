"""From a posted page to entries: what was typed is taken as typed, what was not shown is left alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

from formgen.compiler.evaluation import DocumentState, Evaluation
from formgen.compiler.procedure import Document, Field, Page
from formgen.language.fields.base import Form
from formgen.rendering.html.documents import dated_path, document_path, paper_key

_DATE_PARTS = ("day", "month", "year")


class PostedForm(Form, Protocol):
    """The controls of a posted form, by their names."""

    def __contains__(self, name: object) -> bool:
        """Whether a control of this name was posted, blank or not."""
        ...


class Collected:
    """What a page posted.

    `entries` by path, None for what was left blank. `blank` are entries of controls that post nothing when
    blank: they count only if what they belong to is asked, because what is hidden posts nothing either.
    """

    __slots__ = ("blank", "entries")

    def __init__(self) -> None:
        self.entries: dict[str, Any] = {}
        self.blank: dict[str, Any] = {}

    def laid_over(self, before: Mapping[str, Any]) -> dict[str, Any]:
        """Earlier entries with what was posted put over them."""
        found = dict(before)
        for path, entry in (*self.entries.items(), *self.blank.items()):
            if entry is None:
                found.pop(path, None)
            else:
                found[path] = entry
        return found


def collect_page(page: Page, form: PostedForm, shown: Evaluation) -> Collected:
    """What was typed on a page. `shown` is the evaluation that the page was made from."""
    collected = Collected()
    collect_fields((*page.fields, *page.said_fields), form, collected)
    for document in page.documents:
        for state in shown.document(document.id).states:
            _collect_document(document, state, form, collected)
    return collected


def collect_fields(fields: Iterable[Field], form: PostedForm, collected: Collected) -> None:
    """Put in what was typed into fields and all that follows them; of a list, its first question."""
    entries, blank = collected.entries, collected.blank
    for control in _controls(tuple(fields)):
        if control.says:
            said = f"{control.path}?"
            if said in form:
                entries[said] = _first(form, said)
            elif not control.is_list:
                blank[said] = None
        if control.collect is None:
            continue
        for name in control.names:
            if name in form:
                entries[control.path] = control.collect(form, control.path)
                break
        else:
            if control.is_ticked:
                blank[control.path] = control.collect(form, control.path)


@dataclass(frozen=True, slots=True)
class _Control:
    """What collecting wants to know of a field. `collect` is None for what has no controls of its own.

    `says`: a word may be said instead, or a first question answered.
    """

    path: str
    names: tuple[str, ...]
    collect: Callable[[Form, str], Any] | None
    says: bool
    is_list: bool
    is_ticked: bool


@lru_cache(maxsize=4096)
def _controls(fields: tuple[Field, ...]) -> tuple[_Control, ...]:
    return tuple(_control(field) for field in _walk(fields))


def _control(field: Field) -> _Control:
    is_list = field.type_name == "list"
    asks = field.spec.asks and field.type_name not in ("list", "group")
    return _Control(
        path=field.path,
        names=tuple(f"{field.path}.{part}" for part in field.spec.parts()) or (field.path,),
        collect=field.spec.collect if asks else None,
        says=is_list or bool(field.spec.or_say),
        is_list=is_list,
        is_ticked=field.spec.ticked,
    )


def _walk(fields: Iterable[Field]) -> Iterator[Field]:
    for field in fields:
        yield field
        if field.type_name != "list":
            yield from _walk(field.members)


def _first(form: PostedForm, name: str) -> str | None:
    return next((typed for typed in form.getlist(name) if typed.strip()), None)


def _collect_document(
    document: Document, state: DocumentState, form: PostedForm, collected: Collected
) -> None:
    path = document_path(document.id, state.item)
    if document.said:
        collected.entries[f"{path}?"] = _first(form, f"{path}?")
        for word, fields in document.said_fields.items() if document.in_parts else ():
            for field in fields:
                name = f"{path}.{word}.{field.name}"
                if name in form:
                    collected.entries[name] = field.spec.collect(form, name)
    for paper in state.alternatives:
        control = f"dated:{paper_key(document.id, state.item, paper.id)}"
        typed = {part: form.get(f"{control}.{part}") for part in _DATE_PARTS}
        if any(each is not None for each in typed.values()):
            parts = {part: each or "" for part, each in typed.items()}
            blank = not any(each.strip() for each in parts.values())
            collected.entries[dated_path(document.id, state.item, paper.id)] = None if blank else parts


def restore(
    collected: Collected,
    before: Mapping[str, Any],
    entries: dict[str, Any],
    is_asked: Callable[[str], bool],
) -> bool:
    """Give hidden answers back that a page seemed to blank, because it did not show them; whether any."""
    changed = False
    for path in collected.blank:
        if is_asked(path.removesuffix("?")):
            continue
        kept = before.get(path)
        if entries.get(path) != kept:
            changed = True
            if kept is None:
                entries.pop(path, None)
            else:
                entries[path] = kept
    return changed


def differing(paths: Sequence[str], one: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    """The paths at which two sets of entries differ, blank being the same as absent."""
    return [path for path in paths if (one.get(path) or None) != (other.get(path) or None)]
