"""What a text reads from a frame."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from formgen.compiler.formatting import Formatter, Writer
from formgen.language.expressions import Binding, Number
from formgen.language.expressions.tree import Part
from formgen.language.placeholders.segments import Insert, TextFormula

Frame: TypeAlias = list[Any]
Words: TypeAlias = Callable[[Frame], str]
Piece: TypeAlias = str | Words


class Values:
    """Readers of the expressions of texts, and writers of what they give."""

    def __init__(self, formatter: Formatter) -> None:
        self.formatter = formatter

    def words(self, insert: Insert, depth: int) -> Words:
        """A placeholder as words; "" for an empty value."""
        formula = insert.formula
        assert formula is not None
        assert formula.checked is not None
        read = formula.checked.python()
        if formula.binding is not None and formula.binding.name in self.formatter.labels_by_answers:
            return self._words_by_answers(read, insert, formula, depth)
        write = self._writer(insert, formula)
        if formula.binding is not None and formula.binding.said_slot is not None:
            return self._words_or_said(read, write, formula.binding, depth)

        def words(frame: Frame) -> str:
            value = read(frame)
            return "" if value is None else write(value)

        return words

    def raw(self, insert: Insert, depth: int) -> Words:
        """A placeholder as it stands in an address of a link: ISO days, numbers without groups."""
        if insert.filters:
            return self.words(insert, depth)
        formula = insert.formula
        assert formula is not None
        assert formula.checked is not None
        read, write = formula.checked.python(), self._writer(insert, formula)

        def raw(frame: Frame) -> str:
            match read(frame):
                case None:
                    return ""
                case str() as text:
                    return text
                case date() as day:
                    return day.isoformat()
                case int() | Decimal() as number:
                    return f"{number:f}" if isinstance(number, Decimal) else str(number)
                case other:
                    return write(other)

        return raw

    @staticmethod
    def condition(formula: TextFormula | None) -> Callable[[Frame], bool]:
        """Whether a branch is met; unknown is not met."""
        assert formula is not None
        assert formula.checked is not None
        read = formula.checked.python()
        return lambda frame: read(frame) is True

    @staticmethod
    def items(formula: TextFormula | None, depth: int) -> Callable[[Frame], Sequence[Frame]]:
        """The frames of a list's items; none while the list is unanswered."""
        assert formula is not None
        assert formula.binding is not None
        read = _slot(formula.binding.slot, formula.binding.depth, depth)
        return lambda frame: read(frame) or ()

    def _writer(self, insert: Insert, formula: TextFormula) -> Writer:
        assert formula.checked is not None
        type_, tree = formula.checked.type, formula.expression.tree
        assert type_ is not None
        if (
            isinstance(type_, Number)
            and not insert.filters
            and isinstance(tree, Part)
            and tree.part == "year"
        ):
            return self.formatter.numbers.plain
        return self.formatter.writer(type_, formula.binding.name if formula.binding else "", insert.filters)

    def _words_by_answers(
        self, read: Callable[[Frame], Any], insert: Insert, formula: TextFormula, depth: int
    ) -> Words:
        """A choice whose labels depend on answers."""
        binding, checked = formula.binding, formula.checked
        assert binding is not None
        assert checked is not None
        assert checked.type is not None
        type_, outside = checked.type, binding.depth == 0 and depth == 1
        writer = self.formatter.writer

        def words(frame: Frame) -> str:
            def write(value: Any) -> str:
                return writer(type_, binding.name, insert.filters, frame[0] if outside else frame)(value)

            value = read(frame)
            if value is not None:
                return write(value)
            return "" if said is None else said(frame)

        said = None if binding.said_slot is None else self._words_or_said(read, str, binding, depth)
        return words

    def _words_or_said(
        self, read: Callable[[Frame], Any], write: Writer, binding: Binding, depth: int
    ) -> Words:
        assert binding.said_slot is not None
        read_said = _slot(binding.said_slot, binding.depth, depth)
        labels = self.formatter.labels(binding.said, binding.name)

        def words(frame: Frame) -> str:
            value = read(frame)
            if value is not None:
                return write(value)
            said = read_said(frame)
            return "" if said is None else labels.get(said, said)

        return words


def _slot(slot: int, binding_depth: int, depth: int) -> Callable[[Frame], Any]:
    """Reads a slot of the dossier's frame, which an item's holds at 0, or of the item's own."""
    if binding_depth == 0 and depth == 1:
        return lambda frame: frame[0][slot]
    return lambda frame: frame[slot]


def joined(pieces: Sequence[Piece]) -> Words:
    """One function for pieces in a row; neighbouring constants become one."""
    folded: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str) and folded and isinstance(folded[-1], str):
            folded[-1] += piece
        elif piece != "":
            folded.append(piece)
    if not folded:
        return lambda _: ""
    if len(folded) == 1:
        only = folded[0]
        return (lambda _: only) if isinstance(only, str) else only
    row = tuple(folded)

    def join(frame: Frame) -> str:
        return "".join([piece if piece.__class__ is str else piece(frame) for piece in row])  # type: ignore[operator]  # - a class test is twice as fast as isinstance, and mypy does not narrow by it

    return join


def branching(
    cases: Sequence[tuple[Callable[[Frame], bool], Callable[[Frame], Any]]], otherwise: Callable[[Frame], Any]
) -> Callable[[Frame], Any]:
    """What the first met case gives, else `otherwise`."""
    if len(cases) == 1:
        met, give = cases[0]
        return lambda frame: give(frame) if met(frame) else otherwise(frame)

    def choose(frame: Frame) -> Any:
        for met, give in cases:
            if met(frame):
                return give(frame)
        return otherwise(frame)

    return choose
