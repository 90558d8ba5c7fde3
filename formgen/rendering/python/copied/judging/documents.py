"""A document: which of its papers are there, and what is asked once a word was said of it."""

from __future__ import annotations

from dataclasses import dataclass

from formgen.rendering.python.copied.frames import Frame, Given
from formgen.rendering.python.copied.judging.cases import NO_CASE, Case, Test, choose
from formgen.rendering.python.copied.judging.parts import Part


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A paper of a document. `stands_for_it`: the name of a field that does as well."""

    id: str
    stands_for_it: str = ""
    when: Test | None = None


@dataclass(frozen=True, kw_only=True)
class Document(Part):
    """A document: the papers of its rule, if a condition reads which of them are there."""

    cases: tuple[Case, ...] = ()

    def decide(self, v: Frame, given: Given) -> None:
        """Whether it is asked, what was said of it, which papers have a field that stands for them."""
        if not self.is_asked(v):
            return
        v.asked.add(self.path)
        if self.path in given.said:
            v.said[self.path] = given.said[self.path]
        handed_in = v.handed_in.get(self.path.removeprefix("documents."), ())
        papers = choose(self.cases, v)
        if papers is not NO_CASE:
            v[self.path] = frozenset(
                each.id
                for each in papers
                if (each.id in handed_in or (each.stands_for_it and v[each.stands_for_it] is not None))
                and (each.when is None or each.when(v) is True)
            )


@dataclass(frozen=True, kw_only=True)
class SaidOf(Part):
    """What is asked once a word was said of a document."""

    document: str
    word: str

    def is_asked(self, v: Frame) -> bool:
        """Whether the word was said."""
        return self.document in v.asked and v.said.get(self.document) == self.word
