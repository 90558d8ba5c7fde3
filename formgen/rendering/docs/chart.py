"""The workflow drawn: states side by side, below them a row for each action and deadline with its arrow.

A graph of states with a dozen actions is a knot; here every arrow has a line of its own, its words beside it,
and nothing crosses a text, however many there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from formgen.rendering.docs.changes import Change, Changes, changes
from formgen.rendering.docs.drawing import Box, Drawing, Lettering, Line
from formgen.rendering.docs.lettering import BOLD, lines
from formgen.rendering.docs.speech import Speech, capital

if TYPE_CHECKING:
    from formgen.compiler.procedure import Procedure

_MARGIN: Final = 28.0
_NAMES: Final = 330.0
_COLUMN: Final = 150.0
_STATE: Final = 132.0
_SIZE: Final = 14.0
_SMALL: Final = 12.0
_LEADING: Final = 18.0
_SMALL_LEADING: Final = 15.0
_PAD: Final = 12.0
_TITLE: Final = 40.0


def workflow_svg(procedure: Procedure, language: str, folders: Sequence[Path] = ()) -> str:
    """The workflow as SVG, "" for a procedure without one. `folders`: those of a theme."""
    if procedure.spec.workflow is None:
        return ""
    speech = Speech(procedure, language)
    return _Chart(speech, changes(speech)).drawing().svg(folders)


class _Chart:
    def __init__(self, speech: Speech, told: Changes) -> None:
        self.speech = speech
        self.told = told
        first = _MARGIN + _NAMES + _COLUMN / 2
        self.places = {state.id: first + number * _COLUMN for number, state in enumerate(told.states)}

    def drawing(self) -> Drawing:
        say = self.speech.say
        title = say("diagram_workflow", title=self.told.title)
        drawing = Drawing(title, say("diagram_workflow_described"), self.speech.wording.language)
        drawing.width = _MARGIN * 2 + _NAMES + _COLUMN * len(self.places)
        written = lines(title, drawing.width - 2 * _MARGIN, 20 * BOLD)
        drawing.letterings.append(Lettering(_MARGIN, _MARGIN + 16, tuple(written), "heading", 20, 26))
        top = _MARGIN + _TITLE + 26 * (len(written) - 1)
        y = top + self._states(drawing, top)
        first = y
        bands: list[Box] = []
        rows: list[tuple[Change, float, float]] = []
        for number, change in enumerate(self.told.changes):
            height = self._row(drawing, change, y)
            if number % 2 == 0:
                bands.append(Box(_MARGIN - 8, y, drawing.width - 2 * _MARGIN + 16, height, "band", 4))
            rows.append((change, y, height))
            y += height
        lives = [Box(x - 0.6, first - _PAD, 1.2, y - first + _PAD, "life", 0) for x in self.places.values()]
        drawing.boxes[:0] = [*bands, *lives]
        for change, at, height in rows:
            self._arrow(drawing, change, at + height / 2)
        legend = tuple(lines(self.speech.say("diagram_legend"), drawing.width - 2 * _MARGIN, _SMALL))
        drawing.letterings.append(Lettering(_MARGIN, y + 26, legend, "quiet", _SMALL, _SMALL_LEADING))
        drawing.height = y + 16 + len(legend) * _SMALL_LEADING + _MARGIN
        return drawing

    def _states(self, drawing: Drawing, top: float) -> float:
        """The states in a row; gives the room they take."""
        written = {state.id: lines(state.title, _STATE - _PAD, _SIZE * BOLD, 4) for state in self.told.states}
        most = max(len(each) for each in written.values())
        height = most * _LEADING + 2 * _PAD + _SMALL_LEADING
        for state in self.told.states:
            x = self.places[state.id]
            look = "final" if state.final else "state"
            drawing.boxes.append(Box(x - _STATE / 2, top, _STATE, height, look, 8, state.title))
            text = tuple(written[state.id])
            base = top + _PAD + 12 + (most - len(text)) * _LEADING / 2
            drawing.letterings.append(Lettering(x, base, text, "strong", _SIZE, _LEADING, "middle"))
            if state.final:
                said = (self.speech.say("diagram_final"),)
                below = top + height - _PAD + 2
                drawing.letterings.append(Lettering(x, below, said, "quiet", _SMALL, 15, "middle"))
        return height + _PAD * 2

    def _row(self, drawing: Drawing, change: Change, y: float) -> float:
        """The words of an action at the left; gives the height of its row."""
        room = _NAMES - 24
        if change.who:
            title = lines(change.title, room, _SIZE * BOLD, 4)
            notes = [*lines(capital(change.who), room, _SMALL, 2)]
            conditions = [line for note in change.notes for line in lines(note, room, _SMALL, 5)]
        else:
            title = lines(self.speech.say("diagram_deadline"), room, _SIZE, 1)
            notes, conditions = lines(capital(change.title), room, _SMALL, 6), []
        base = y + _PAD + 12
        drawing.letterings.append(Lettering(_MARGIN, base, tuple(title), "strong", _SIZE, _LEADING))
        base += len(title) * _LEADING
        drawing.letterings.append(Lettering(_MARGIN, base, tuple(notes), "quiet", _SMALL, _SMALL_LEADING))
        base += len(notes) * _SMALL_LEADING
        if conditions:
            text = tuple(conditions)
            drawing.letterings.append(Lettering(_MARGIN, base, text, "condition", _SMALL, _SMALL_LEADING))
            base += len(conditions) * _SMALL_LEADING
        return max(base - y + 4, 48)

    def _arrow(self, drawing: Drawing, change: Change, y: float) -> None:
        """From every state it starts from, a dot each, to the state it leads to."""
        look = "by-itself" if change.by_itself else "move"
        target = self.places[change.target]
        starts = [self.places[each] for each in change.origins]
        for start in starts:
            level = y - 9 if start == target else y
            drawing.boxes.append(Box(start - 5, level - 5, 10, 10, "dot", 5))
        if target in starts:
            around = target + 34
            way = ((target, y - 9), (around, y - 9), (around, y + 9), (target + 2, y + 9))
            drawing.lines.append(Line(way, look))
        if min(starts) < target:
            drawing.lines.append(Line(((min(starts), y), (target - 3, y)), look))
        if max(starts) > target:
            drawing.lines.append(Line(((max(starts), y), (target + 3, y)), look))
