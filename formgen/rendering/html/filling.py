"""From an evaluation to what a page shows: entries, items, what is hidden, what is locked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from formgen.compiler.evaluation import Evaluation, FieldProblem
from formgen.compiler.procedure import Field
from formgen.compiler.reading import pages_saved
from formgen.rendering.html.asked import AskedField, flat, is_required, requirement_of
from formgen.rendering.html.documents import DocumentViews
from formgen.rendering.html.item_pages import members_of, page_of_list
from formgen.rendering.html.messages import Messages
from formgen.rendering.html.script import values_read
from formgen.rendering.html.standing import Standing
from formgen.rendering.html.telling import TOLD_AT_ONCE, tell
from formgen.rendering.html.views.documents import StoredFile
from formgen.rendering.html.views.questions import ItemRow, Locked, PageView
from formgen.rendering.wording import Wording

if TYPE_CHECKING:
    from formgen.compiler.texts import CompiledText


class Filler:
    """Fills pages of a procedure in one language."""

    def __init__(self, wording: Wording) -> None:
        self.wording = wording
        self.messages = Messages(wording)
        self.documents = DocumentViews(wording, self.messages)
        self.standing = Standing(wording)
        self._pages: dict[str, tuple[AskedField, ...]] = {}
        self._reads: dict[str, tuple[Any, ...]] = {}
        self._paths: dict[str, frozenset[str]] = {}

    def page(
        self, id: str, evaluation: Evaluation, entries: Mapping[str, Any], *, with_errors: bool
    ) -> PageView:
        """What a page of questions shows, without its documents."""
        page = self.wording.procedure.pages[id]
        shown = self._pages.get(id)
        if shown is None:
            fields = (*page.fields, *page.said_fields)
            shown = self._pages[id] = tuple(self._all(fields))
            self._reads[id] = values_read(self.wording.procedure, fields, page.documents)
            self._paths[id] = frozenset(each.path for each in shown)
        view = PageView(frame=evaluation.frame, entries=flat(entries, shown))
        self._fill(view, shown, evaluation, entries)
        saved = id in evaluation.answers.saved
        if evaluation.answer_problems:
            told = with_errors or saved
            problems = [
                each
                for each in evaluation.answer_problems
                if each.path in self._paths[id] and (told or each.code in TOLD_AT_ONCE)
            ]
            if problems:
                tell(
                    self.messages,
                    view,
                    shown,
                    problems,
                    evaluation.frame,
                    with_errors=with_errors,
                    saved=saved,
                )
        reads = self._reads[id]
        if reads:
            view.values = json.dumps({name: convert(evaluation.frame) for name, convert in reads})
        self.standing.put(view, evaluation, page)
        return view

    def item(
        self,
        list_path: str,
        item_id: str,
        page: str,
        evaluation: Evaluation,
        entries: Mapping[str, Any],
        *,
        with_errors: bool,
    ) -> PageView:
        """What a page of an item shows. Raises LookupError when there is no such item."""
        field = self.wording.procedure.fields[list_path]
        items = entries.get(list_path) or []
        index = next((place for place, each in enumerate(items) if each["id"] == item_id), None)
        if index is None:
            raise LookupError(f"{list_path} has no item {item_id}")
        frame = evaluation.frame[field.binding.slot][index]
        key = f"{list_path}/{page}"
        members = members_of(field, page)
        shown = self._pages.get(key)
        if shown is None:
            shown = self._pages[key] = tuple(self._all(members))
            self._reads[key] = values_read(self.wording.procedure, members)
        written = items[index].get("entries", {})
        view = PageView(frame=frame, entries=flat(written, shown))
        self._fill(view, shown, evaluation, written, frame)
        prefix = f"{list_path}.{index}."
        problems = [
            (each, each.path.removeprefix(prefix))
            for each in evaluation.answer_problems
            if each.path.startswith(prefix)
        ]
        tell(
            self.messages,
            view,
            shown,
            (_moved(each, path) for each, path in problems),
            frame,
            with_errors=with_errors,
            saved=page in pages_saved(field, written),
        )
        if self._reads[key]:
            view.values = json.dumps({name: convert(evaluation.frame) for name, convert in self._reads[key]})
        view.item = self.row_names(field, evaluation, entries)[index].name
        self.standing.put(view, evaluation, page_of_list(self.wording.procedure, list_path))
        return view

    def add_documents(
        self,
        view: PageView,
        id: str,
        evaluation: Evaluation,
        entries: Mapping[str, Any],
        stored: Mapping[str, Sequence[StoredFile]],
        refused: Mapping[str, Sequence[str]],
        *,
        with_errors: bool,
    ) -> None:
        """Put the documents of the page in."""
        saved = id in evaluation.answers.saved
        views, lines = self.documents.of_page(
            self.wording.procedure.pages[id],
            evaluation,
            entries,
            stored,
            refused,
            with_errors=with_errors,
            saved=saved,
        )
        view.documents = views
        view.summary = [*view.summary, *lines]

    def row_names(self, field: Field, evaluation: Evaluation, entries: Mapping[str, Any]) -> list[ItemRow]:
        """The items of a list by their names."""
        items = entries.get(field.path) or []
        frames = evaluation.frame[field.binding.slot] or []
        item_text = getattr(field.spec, "item", None)
        label = self.wording.one_of(field).text(evaluation.frame)
        rows = []
        for index, item in enumerate(items):
            frame = frames[index] if index < len(frames) else None
            name = ""
            if item_text is not None and frame is not None:
                name = self._item_text(field).text(frame).strip()
            name = name or self.wording.words.get("list_item_number", label=label, number=index + 1)
            prefix = f"{field.path}.{index}."
            wrong = any(
                each.level == "error" and each.path.startswith(prefix) for each in evaluation.answer_problems
            )
            rows.append(ItemRow(id=item["id"], name=name, unfinished=wrong))
        return rows

    def _item_text(self, field: Field) -> CompiledText:
        scope = field.members[0].scope if field.members else field.scope
        return self.wording.text(field.spec.item, scope)  # type: ignore[attr-defined]  # - only lists get here

    def _all(self, fields: Iterable[Field]) -> Iterator[AskedField]:
        for field in fields:
            yield self._shown(field)
            if field.type_name != "list":
                yield from self._all(field.members)

    def _shown(self, field: Field) -> AskedField:
        is_list = field.type_name == "list"
        return AskedField(
            field=field,
            path=field.path,
            said=f"{field.path}?" if field.spec.or_say or is_list else "",
            is_list=is_list,
            slot=field.asked_slot,
            may_hide=field.when is not None
            or field.follows is not None
            or field.copied is not None
            or field.parent is not None,
            required=requirement_of(field),
            options=tuple(field.option_conditions.items()),
            source=self.source_of(field),
        )

    def source_of(self, field: Field) -> str:
        """Where a copied value comes from: "From the register of permits"."""
        copied = field.spec.copied_from
        if copied is None:
            return ""
        name = copied.value.partition(".")[0]
        source = self.wording.procedure.spec.sources.get(name)
        words = self.wording.words
        if source is None or source.label is None:
            return words.get("locked_from_register")
        return words.get(
            "locked_from", source=self.wording.text(source.label, self.wording.procedure.scope).text([])
        )

    def _fill(
        self,
        view: PageView,
        shown: Sequence[AskedField],
        evaluation: Evaluation,
        entries: Mapping[str, Any],
        item: Sequence[Any] | None = None,
    ) -> None:
        frame: Any = evaluation.frame if item is None else item
        hidden: set[str] = set()
        optional: set[str] = set()
        locked: dict[str, Locked] = {}
        for each in shown:
            if each.may_hide and not frame[each.slot]:
                hidden.add(each.path)
            if each.source:
                self._lock(each, frame, hidden, locked)
            for option, met in each.options:
                if met(frame) is not True:
                    hidden.add(f"{each.path}={option}")
            if each.required and not is_required(each.required, frame):
                optional.add(each.path)
            if each.is_list and item is None:
                view.items = {**view.items, each.path: self.row_names(each.field, evaluation, entries)}
        view.hidden, view.optional, view.locked = frozenset(hidden), frozenset(optional), locked

    def _lock(self, each: AskedField, frame: Any, hidden: set[str], locked: dict[str, Locked]) -> None:
        field = each.field
        if field.copied is None or each.path in hidden:
            return
        value = (
            frame[0][field.copied.slot]
            if field.scope.depth > field.copied.depth
            else frame[field.copied.slot]
        )
        if value is not None:
            write = self.wording.formatter.writer(field.type, field.binding.name, frame=frame)
            locked[each.path] = Locked(text=write(value), source=each.source)
        elif field.spec.if_missing != "ask":
            locked[each.path] = Locked(text="", source="")


def _moved(problem: FieldProblem, path: str) -> FieldProblem:
    return FieldProblem(
        path, problem.code, problem.level, problem.values, problem.parts, problem.check, problem.frame
    )
