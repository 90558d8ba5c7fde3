"""libyaml's events to nodes. They are pulled one by one: a limit is checked before the next is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn

from yaml import (
    AliasEvent,
    CLoader,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from formgen.language.problems import Problem
from formgen.language.source.copies import Copies, is_merge
from formgen.language.source.lines import quoted, shortened, take_apart
from formgen.language.source.nodes import Document, Entry, Mapping, Node, Scalar, Sequence, Span, Style
from formgen.language.source.notices import (
    CURLY,
    colon_in_item,
    curly_quotes,
    cut_in_braces,
    dash_in_text,
    lost_after_hash,
    text_not_indented,
)

MAX_DEPTH = 64
MAX_NODES = 50_000
MAX_PROBLEMS = 100

_STYLES: dict[str | None, Style] = {
    None: "plain",
    "": "plain",
    "'": "single",
    '"': "double",
    "|": "literal",
    ">": "folded",
}
# `type` under a name that mypy does not take for a narrowing: events stay Any, see `Builder`.
_kind: Callable[[Any], object] = type


class Refused(Exception):
    """A limit is passed: nothing more is read from this file."""


def _left_empty(entry: Entry) -> bool:
    """Whether a key has nothing after its colon: what stands below was perhaps meant to stand under it."""
    value = entry.value
    return value.__class__ is Scalar and value.start == value.end


class Builder:
    """Nodes of one document.

    `problems` holds what was wrong so far, whether `build` ends well or raises `Refused` or `yaml.YAMLError`.
    """

    def __init__(self, document: Document) -> None:
        self.problems: list[Problem] = []
        self._document = document
        self._text = document.text
        # libyaml's events carry marks that the stubs call optional; they never are. Hence Any for events.
        self._next: Any = CLoader(document.text).get_event
        self._copies = Copies(document)
        self._nodes = 0

    def build(self) -> Node | None:
        """The root of the first document, None when there is none.

        Raises `Refused` beyond a limit and `yaml.YAMLError` where the text is no YAML.
        """
        self._next()
        event = self._next()
        if _kind(event) is StreamEndEvent:
            return None
        self._add(self._copies.directives(event))
        root = self._node(self._next(), 1)
        self._next()
        event = self._next()
        if _kind(event) is DocumentStartEvent:
            self._report(
                "S023",
                event.start_mark.index,
                event.end_mark.index,
                "A second document begins here; a file holds one spec.",
                "Delete the line ---, or move what follows into a file of its own.",
            )
        return root

    def _node(self, event: Any, depth: int) -> Node:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self._refuse(event, f"This file has more than {MAX_NODES:,} keys and values.")
        kind = _kind(event)
        if kind is AliasEvent:
            self._add(self._copies.alias(event))
            return self._empty(event)
        if event.anchor is not None or event.tag is not None:
            self._add(self._copies.anchor_or_tag(event))
        if kind is ScalarEvent:
            style = _STYLES[event.style]
            return Scalar(event.value, style, event.start_mark.index, event.end_mark.index, self._document)
        if depth > MAX_DEPTH:
            self._refuse(event, f"More than {MAX_DEPTH} levels stand inside each other here.")
        return self._mapping(event, depth) if kind is MappingStartEvent else self._sequence(event, depth)

    def _value(self, event: Any, depth: int) -> Node:
        node = self._node(event, depth)
        if type(node) is Scalar and node.style == "plain":
            if self._text.startswith(" #", node.end):
                self._add(lost_after_hash(node))
            if node.end - node.start != len(node.value):
                self._add(dash_in_text(node))
            if node.value[:1] in CURLY:
                self._add(curly_quotes(node))
        return node

    def _sequence(self, event: Any, depth: int) -> Sequence:
        flow, start = event.flow_style, event.start_mark.index
        end = event.end_mark.index
        items: list[Node] = []
        event = self._next()
        while _kind(event) is not SequenceEndEvent:
            items.append(self._value(event, depth + 1))
            event = self._next()
        if flow:
            end = event.end_mark.index
        elif items:
            end = items[-1].end
        return Sequence(tuple(items), flow, start, end, self._document)

    def _mapping(self, event: Any, depth: int) -> Mapping | Scalar:
        flow, start = event.flow_style, event.start_mark.index
        end = event.end_mark.index
        entries: list[Entry] = []
        seen: dict[str, Scalar] = {}
        earlier = len(self.problems)
        unquoted = unindented = False
        event = self._next()
        while _kind(event) is not MappingEndEvent:
            key, value = self._entry(event, depth)
            end = value.end
            if type(key) is not Scalar:
                if flow and self._text.startswith("{{", start):
                    unquoted = True
                else:
                    self._no_key(key)
            elif key.value in seen:
                if not unindented:
                    self._twice(key, value, seen[key.value], entries[-1])
                    unindented = _left_empty(entries[-1])
            elif not self._merge(key, value):
                seen[key.value] = key
                entries.append(Entry(key, value))
            event = self._next()
        if flow:
            end = event.end_mark.index
        if unquoted:
            return self._placeholder(start, end, earlier)
        mapping = Mapping(tuple(entries), flow, start, end, self._document)
        if flow:
            for problem in cut_in_braces(mapping):
                self._add(problem)
        elif len(entries) == 1:
            self._add(colon_in_item(mapping))
        else:
            self._add(text_not_indented(mapping))
        return mapping

    def _entry(self, event: Any, depth: int) -> tuple[Node, Node]:
        key = self._node(event, depth + 1)
        event = self._next()
        if is_merge(key) and _kind(event) is AliasEvent:
            self._add(self._copies.merge_of(key, event))
            return key, self._empty(event)
        return key, self._value(event, depth + 1)

    def _placeholder(self, start: int, end: int, earlier: int) -> Scalar:
        """S002: `{{ name }}` without quotes is a mapping in a mapping; its inner faults are no faults."""
        del self.problems[earlier:]
        document = self._document
        line = take_apart(document.lines[document.position(start)[0] - 1])
        written = self._text[start:end]
        key = f"{line.key}: " if line.key and line.value_column == document.position(start)[1] - 1 else ""
        self._report(
            "S002",
            start,
            end,
            'A text that begins with "{{" must be quoted; without quotes, braces hold keys.',
            f"Quote the text: {key}{quoted(written)}",
        )
        return Scalar(written, "plain", start, end, document)

    def _twice(self, key: Scalar, value: Node, first: Scalar, before: Entry) -> None:
        line = self._document.position(first.start)[0]
        hint = "Rename one, or delete it."
        if _left_empty(before):
            above = shortened(before.key.value)
            hint = (
                f"If it belongs to `{above}` above it, indent it and the lines below. Otherwise rename one."
            )
        elif isinstance(value, Mapping) and not value.flow:
            hint = f"Move what stands below it to the one in line {line} and delete this one, or rename one."
        self._report(
            "S001",
            key.start,
            key.end,
            f"`{shortened(key.value)}` is written twice here; the first is at line {line}.",
            hint,
        )

    def _no_key(self, key: Node) -> None:
        self._report(
            "S027",
            key.start,
            key.end,
            f"{'A list' if isinstance(key, Sequence) else 'Something in braces'} stands where a key belongs.",
            f"If it is a text, quote it: {quoted(key.source)}" if len(key.source) < 60 else "Quote the text.",
        )

    def _merge(self, key: Scalar, value: Node) -> bool:
        if not is_merge(key):
            return False
        if not self._text.startswith("*", value.start):
            self._add(self._copies.merge(key))
        return True

    def _empty(self, alias: Any) -> Scalar:
        """What stands in for an alias, since nothing is copied."""
        return Scalar("", "plain", alias.start_mark.index, alias.end_mark.index, self._document)

    def _refuse(self, event: Any, message: str) -> NoReturn:
        self._report(
            "S022",
            event.start_mark.index,
            event.end_mark.index,
            message,
            "Split the procedure, or move long lists into CSV files.",
        )
        raise Refused

    def _report(self, code: str, start: int, end: int, message: str, hint: str | None) -> None:
        span: Span = self._document.span(start, end)
        self._add(self._document.problem(code, "error", span, message, hint))

    def _add(self, problem: Problem | None) -> None:
        if problem is not None and (len(self.problems) < MAX_PROBLEMS or problem.code == "S022"):
            self.problems.append(problem)
