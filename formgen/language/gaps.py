"""What is not known of a spec in which something could not be read, so that no mistake is told twice.

The rest of such a spec is still held against its names and types. What is then found counts only where it
would be found in the mended spec as well: a name may stand in the part that was not read, a type may hang on
it. Where that is in doubt nothing is said; the author is told once the first mistake is mended.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Final

from formgen.language.constructs import Trail
from formgen.language.expressions import RESERVED_NAMES, names
from formgen.language.problems import Problem, nearest
from formgen.language.readers import Formula, Text, proposed_id
from formgen.language.source import Document, Entry, Mapping, Node, Scalar
from formgen.language.ways import (
    BY_ID,
    GIVING_NAMES,
    WORD,
    Way,
    ids_below,
    keys_of,
    offset_of,
    way_to,
    way_to_problem,
    words_below,
)

_WITH_FIELDS: Final = frozenset(("actions", "field_groups", "pages", "steps"))
"""Keys below which each thing gives names of its own."""

_ALONE: Final = frozenset(
    (
        *("alt", "autocomplete", "checks", "code", "default", "errors", "first_question", "help", "hint"),
        *("image", "item", "label", "length", "max", "message", "min", "one", "pattern", "required"),
        *("sensitive", "short", "stop", "subject", "summary", "text", "title", "when", "why", "widget"),
    )
)
"""Keys without which everything else is what it is: no name and no type hangs on them."""

_QUESTIONS: Final = frozenset(
    ("account", "field_groups", "lists", "orientation", "preamble", "review", "steps")
)
"""Parts of a spec in which a key of `_ALONE` is nothing that checks of other parts look at."""

_NEVER_AN_ID: Final = frozenset(("cases", "columns", "fields", "options", "pages", "steps", "then_ask"))
_WORDS_OF_THE_LANGUAGE: Final = (
    _ALONE
    | GIVING_NAMES
    | BY_ID
    | frozenset(
        ("blocks", "by", "cases", "file", "from", "id", "is", "layout", "lookup", "mail", "to", "type")
    )
)
"""Keys that hardly anybody takes for an id: where one cannot be read as such, it is the key itself."""

_PATH: Final = re.compile(r"[A-Za-z0-9_.]+")
_PLACEHOLDER: Final = re.compile(r"\{\{.*?(?:\}\}|\Z)", re.DOTALL)
_QUOTED: Final = re.compile(r'"([^"]*)"')
_EMPTY_OR_ANOTHER: Final = ("S013", "S014")
_KEY_OUT_OF_PLACE: Final = ("S007", "S008")
_MISSING: Final = "S012"


class Gaps:
    """What is in doubt in one spec.

    `lost`: words that may be the name of something that was not read; `touched`: names of what was read in
    part. `parts`: the keys of the spec in which something is amiss that other parts may hang on.
    """

    def __init__(self, document: Document, problems: Iterable[Problem], trail: Trail, known: Iterable[str]):
        """`known`: the keys of a spec."""
        self.document = document
        self.lost: set[str] = set()
        self.touched: set[str] = set()
        self.parts: set[str] = set()
        self.hopeless = False
        """Whether any name at all may be meant by what was not read."""
        self._known = frozenset(known)
        self._around: list[tuple[int, int]] = []
        self._inside: list[tuple[int, int]] = []
        for problem in problems:
            if problem.severity == "error":
                self._problem(problem, trail.concerns)
        for node in trail.dropped:
            self._dropped(node)
        if "sources" in self.parts:
            # One may have the records of another.
            self.touched.update(each for node in self._parts_called("sources") for each in keys_of(node))
        if "use" in self.lost:
            # A field may have all those of a group of fields for its neighbours.
            self.lost.update(
                each for node in self._parts_called("field_groups") for each in words_below(node)
            )
        self.lost -= RESERVED_NAMES
        self.touched -= RESERVED_NAMES

    def doubts_name(self, path: str) -> bool:
        """Whether a dotted name that leads to nothing may lead to something once the spec is mended."""
        words = set(path.split("."))
        return not self.lost.isdisjoint(words) or (len(words) > 1 and not self.touched.isdisjoint(words))

    def meant_by(self, path: str) -> str | None:
        """The hint for an unknown name that is a slip for what stands in the file and was not read."""
        similar = nearest(path.rpartition(".")[2], self._lost_ids)
        return f"Did you mean `{similar}`?" if similar is not None else None

    def _parts_called(self, key: str) -> list[Node]:
        root = self.document.root
        found = root.get(key) if isinstance(root, Mapping) else None
        return [] if found is None else [found]

    @cached_property
    def _lost_ids(self) -> list[str]:
        return sorted(self.lost.intersection(ids_below(self.document.root)))

    def doubts_fault(self, code: str, part: Formula | Text, written: str, start: int) -> bool:
        """The same of a fault at `start` of a formula, or of a text in which its fragments stand."""
        if isinstance(part, Formula):
            words = {word for path in names(part.expression) for word in path}
            words.update(_QUOTED.findall(written))
        else:
            placeholders = list(_PLACEHOLDER.finditer(written))
            at = next((each for each in placeholders if each.start() <= start < each.end()), None)
            if at is None:
                # The words between hang only on the fragments that are put in.
                return any(not self.lost.isdisjoint(WORD.findall(each.group())) for each in placeholders)
            words = set(WORD.findall(at.group())) - RESERVED_NAMES
        if code == "N101":
            return self.doubts_name(_path_at(written, start))
        if code == "N104":
            # Two fields of one name stand in the file whatever else does.
            return False
        if "currency" in self.parts or self._lies_in(self._inside, part.node.start):
            return True
        return not (self.lost | self.touched).isdisjoint(words)

    def doubts(self, problem: Problem) -> bool:
        """Whether what a check tells may be gone once the spec is mended."""
        offset = offset_of(self.document, problem)
        if self._lies_in(self._around, offset):
            return True
        found = way_to(self.document, offset)
        words = set(WORD.findall(found.scalar.value)) if found.scalar is not None else set()
        return not (self.lost | self.touched).isdisjoint(words)

    @staticmethod
    def _lies_in(spans: list[tuple[int, int]], offset: int) -> bool:
        return any(start <= offset <= end for start, end in spans)

    def _problem(self, problem: Problem, concerns: dict[tuple[str, int, int], str]) -> None:
        way = way_to_problem(self.document, problem)
        if not way.entries or _out_of_line(way, problem.code):
            self.hopeless = True
            return
        written = way.entries[-1]
        meant = concerns.get((problem.code, problem.line, problem.column), "")
        about = meant or written.key.value
        self.lost.add(about)
        misplaced = problem.code == "S007"
        stands_alone = problem.code in (*_KEY_OUT_OF_PLACE, _MISSING)
        alone = _alone(way, about if stands_alone else None)
        # A key under the wrong parent is missing elsewhere, whatever stands alone around it; one that nobody
        # knows there may stand there because a line above is missing.
        elsewhere = misplaced and about not in _ALONE
        strange = problem.code == "S008" and not meant
        if alone is not None and not elsewhere and not strange:
            self._around.append(_span(way.mappings[alone]))
            if not isinstance(written.value, Scalar):
                self.lost.update(words_below(written.value, values=True))
            if problem.code in _KEY_OUT_OF_PLACE:
                self.lost.add(written.key.value)
            if problem.code == _MISSING:
                self._around.append(_span(written.value))
            if way.keys[0] not in _QUESTIONS:
                self.parts.add(way.keys[0])
            return
        self._names_below(way, written)
        if problem.code in _KEY_OUT_OF_PLACE:
            self._key_out_of_place(way, about)
        if misplaced and len(way.entries) == 1:
            # What follows it may have been swallowed by it.
            self.hopeless = True
        elif problem.code == _MISSING:
            self.hopeless |= about in GIVING_NAMES
        elif problem.code in _EMPTY_OR_ANOTHER and not way.at_key:
            last = len(way.keys) - 1
            self.hopeless |= way.keys[last - 1] in _WITH_FIELDS if way.is_id(last) else about in GIVING_NAMES

    def _names_below(self, way: Way, written: Entry) -> None:
        """What a place casts doubt on: the names around it, all those that stand with it."""
        last = len(way.entries) - 1
        self.parts.add(way.keys[0])
        self.touched.update(way.named)
        id = written.key.value
        self.lost.update(words_below(written.value, values=True), (id, proposed_id(id)))
        if last and not way.is_id(last):
            self.lost.update(words_below(way.mappings[-1]), (way.keys[last - 1],))
        self._around += [_span(each) for each in way.mappings[max(1, last - 2) :]]
        self._inside += [_span(each) for each in way.mappings[max(1, last) :]]

    def _key_out_of_place(self, way: Way, about: str) -> None:
        if about in self._known:
            self.parts.add(about)
        elif len(way.entries) <= 2:
            # It may be any key of the spec that is not there, or stand below one.
            missing = self._known - {each.key.value for each in way.mappings[0].entries}
            self.parts |= missing
            self.lost |= missing

    def _dropped(self, node: Node) -> None:
        way = way_to(self.document, node.start)
        way = way.to(node) if isinstance(node, Mapping) else way
        if not way.entries or _alone(way, None) is not None:
            return
        self.parts.add(way.keys[0])
        self.touched.update(way.named)
        self.lost.update(words_below(node, values=not isinstance(node, Mapping)), way.keys[-1:])


def _alone(way: Way, about: str | None) -> int | None:
    """Where on the way a key stands without which all else is as it is; `about`: the last one, as meant."""
    last = len(way.entries) - 1
    for place, each in enumerate(way.entries):
        if place == last and about is not None:
            return place if about in _ALONE else None
        if each.key.value in _ALONE and not way.is_id(place):
            return place
    return None


def _out_of_line(way: Way, code: str) -> bool:
    """Whether a word of the language stands for an id: the line of an id is missing, or lines are moved."""
    last = len(way.entries) - 1
    ids = [key for place, key in enumerate(way.keys) if way.is_id(place)]
    at_id = code != _MISSING and way.is_id(last)
    return not _NEVER_AN_ID.isdisjoint(ids) or (at_id and way.keys[last] in _WORDS_OF_THE_LANGUAGE)


def _span(node: Node) -> tuple[int, int]:
    return node.start, node.end


def _path_at(text: str, start: int) -> str:
    """The dotted name that stands at `start`, whole."""
    return next((each.group() for each in _PATH.finditer(text) if each.start() <= start < each.end()), "")
