"""Diagrams as Mermaid text: shown by many readers of Markdown, and compared line by line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from formgen.rendering.docs.changes import changes
from formgen.rendering.docs.lettering import shortened
from formgen.rendering.docs.route import Group, Station, Stretch, route
from formgen.rendering.docs.speech import Speech

if TYPE_CHECKING:
    from formgen.compiler.procedure import Procedure

_MOST: Final = 90
"""So many characters of a condition stand in a diagram."""
_ENTITIES: Final = (("#", "#35;"), ('"', "#quot;"), ("<", "#lt;"), (">", "#gt;"), ("`", "#96;"))


def journey_mermaid(procedure: Procedure, language: str) -> str:
    """The journey: steps as groups, conditions as questions answered yes or no, stops as ends."""
    speech = Speech(procedure, language)
    return _Journey(procedure, speech).text()


def workflow_mermaid(procedure: Procedure, language: str) -> str:
    """The workflow: states, and the actions and deadlines between them; "" where there is none."""
    if procedure.spec.workflow is None:
        return ""
    return "".join(f"{line}\n" for line in _workflow(Speech(procedure, language)))


def quoted(text: str) -> str:
    """A text that Mermaid takes as it is."""
    for sign, entity in _ENTITIES:
        text = text.replace(sign, entity)
    return f'"{text}"'


class _Journey:
    """Writes nodes group by group. `waiting`: what the next node is reached from, each with its label."""

    def __init__(self, procedure: Procedure, speech: Speech) -> None:
        self.speech = speech
        self.route = route(procedure, speech)
        self.waiting: list[tuple[str, str]] = [("start", "")]
        self.edges: list[str] = []
        self.lines: list[str] = []
        self.gates = 0

    def text(self) -> str:
        say = self.speech.say
        for number, group in enumerate(self.route.groups, 1):
            self._group(number, group)
        self._reach("filed")
        start, filed = quoted(say("diagram_start")), quoted(say("diagram_filed"))
        head = ["flowchart TD", f"  start([{start}])", *self.lines, f"  filed([{filed}])"]
        styles = ["  classDef stop stroke-dasharray: 4 3", "  classDef gate font-style: italic"]
        return "".join(f"{line}\n" for line in [*head, *self.edges, *styles])

    def _group(self, number: int, group: Group) -> None:
        passed = self._gate(group.condition)
        self.lines.append(f"  subgraph g{number}[{quoted(group.title)}]")
        for stretch in group.stretches:
            self._stretch(stretch)
        self.lines.append("  end")
        self.waiting += passed

    def _stretch(self, stretch: Stretch) -> None:
        passed = self._gate(stretch.condition)
        for station in stretch.stations:
            self._station(station)
        self.waiting += passed

    def _gate(self, condition: str) -> list[tuple[str, str]]:
        """A question before what may be passed over; gives the way around it."""
        if not condition:
            return []
        self.gates += 1
        gate = f"q{self.gates}"
        self.lines.append(f"    {gate}{{{{{quoted(shortened(condition, _MOST))}}}}}:::gate")
        self._reach(gate)
        self.waiting = [(gate, self.speech.say("diagram_yes"))]
        return [(gate, self.speech.say("diagram_no"))]

    def _station(self, station: Station) -> None:
        page = f"p{station.number}"
        self.lines.append(f"    {page}[{quoted(f'{station.number}. {station.title}')}]")
        self._reach(page)
        for place, end in enumerate(station.ends, 1):
            key = "diagram_stop_to" if end.target else "diagram_stop"
            title = self.speech.say(key, title=end.title, **({"target": end.target} if end.target else {}))
            self.lines.append(f"    {page}_{place}([{quoted(title)}]):::stop")
            self.edges.append(f"  {page} -. {quoted(shortened(end.condition, _MOST))} .-> {page}_{place}")
        self.waiting = [(page, "")]

    def _reach(self, node: str) -> None:
        for origin, label in self.waiting:
            self.edges.append(
                f"  {origin} -->|{quoted(label)}| {node}" if label else f"  {origin} --> {node}"
            )


def _workflow(speech: Speech) -> Iterator[str]:
    told = changes(speech)
    yield "flowchart LR"
    numbers = {state.id: f"s{number}" for number, state in enumerate(told.states, 1)}
    for state in told.states:
        shape = ("([", "])") if state.final else ("[", "]")
        yield f"  {numbers[state.id]}{shape[0]}{quoted(state.title)}{shape[1]}"
    for change in told.changes:
        arrow = "-. {} .->" if change.by_itself else "-- {} -->"
        label = quoted(shortened(change.label, _MOST))
        for origin in change.origins:
            yield f"  {numbers[origin]} {arrow.format(label)} {numbers[change.target]}"
