"""The journey and the workflow as diagrams.

1. Every page stands in the drawing once, in its order, under its step; every stop as an end with its
   condition.
2. Every state, action and deadline stands in the drawing of the workflow, its arrow between its states.
3. Nothing lies on anything else: boxes of pages, conditions and ends are apart, at 44 pages too.
4. Lines break so that text stays in its box (tests/browser/test_diagrams.py looks at what is drawn).
5. A long journey is shown in columns on a sheet that is wider than high, not in one endless row.
6. The Mermaid text has the same pages, states and ends; labels cannot break out of their quotation marks.
7. Each page can be reached, and passed where its condition says so: the ways of the Mermaid text are those
   of the journey.
8. The same procedure gives the same bytes; both are well-formed.
9. In a language written from right to left the drawings are mirrored, their text is not.
10. A procedure without a workflow has no drawing of one.
"""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from lxml import etree  # type: ignore[import-untyped]  # - lxml publishes no types

from formgen.compiler.load import compile_file, load_text
from formgen.compiler.procedure import Procedure
from formgen.rendering.docs import journey_mermaid, journey_svg, workflow_mermaid, workflow_svg
from formgen.rendering.docs.lettering import lines, shortened, width
from tests.compiler.given import procedure_of
from tests.rendering.docs.long import long_procedure

ROOT = Path(__file__).parents[3]
CARD = compile_file(ROOT / "specs" / "tse_ue_renewal.yaml")
LONG = long_procedure()
EACH = [(CARD, "fr"), (CARD, "en"), (LONG, "en")]
NAMED = ["card-fr", "card-en", "long"]
SVG = "{http://www.w3.org/2000/svg}"


def parsed(svg: str) -> Any:
    return etree.fromstring(svg.encode())


def texts(svg: str) -> list[str]:
    return [
        " ".join(each.text for each in text.iter(f"{SVG}tspan")) for text in parsed(svg).iter(f"{SVG}text")
    ]


def boxes(svg: str, *looks: str) -> list[tuple[float, float, float, float]]:
    return [
        (x, y, x + float(box.get("width")), y + float(box.get("height")))
        for box in parsed(svg).iter(f"{SVG}rect")
        if box.get("class") in looks
        for x, y in [(float(box.get("x")), float(box.get("y")))]
    ]


@pytest.mark.parametrize(("procedure", "language"), EACH, ids=NAMED)
def test_every_page_in_its_order(procedure: Procedure, language: str) -> None:  # 1
    svg = journey_svg(procedure, language)
    numbers = [int(found[1]) for text in texts(svg) if (found := re.match(r"(\d+)\. ", text))]
    assert numbers == list(range(1, len(procedure.pages)))
    assert len(boxes(svg, "page")) == len(numbers)
    stops = [stop for page in procedure.pages.values() for stop in page.stops]
    assert len(boxes(svg, "stop")) == len(stops)
    for step in procedure.steps:
        if step.spec is not None and language == procedure.spec.language:
            assert any(text.startswith(step.spec.title.value) for text in texts(svg))


def test_ends_say_when_and_where(tmp_path: Path) -> None:  # 1
    written = " ".join(texts(journey_svg(LONG, "en")))
    assert "if the answer to “Who are you?” is “Nobody”" in written
    assert "This is for people → example.org" in written


@pytest.mark.parametrize(("procedure", "language"), EACH, ids=NAMED)
def test_every_change_of_state(procedure: Procedure, language: str) -> None:  # 2
    svg = workflow_svg(procedure, language)
    workflow = procedure.spec.workflow
    assert workflow is not None
    states = boxes(svg, "state", "final")
    assert len(states) == len(workflow.states)
    middles = sorted((left + right) / 2 for left, _, right, _ in states)
    dots = boxes(svg, "dot")
    assert {round((left + right) / 2, 1) for left, _, right, _ in dots} <= {
        round(each, 1) for each in middles
    }
    opened = sum(not state.final for state in workflow.states.values())
    origins = sum(len(action.from_) or opened for action in workflow.actions.values())
    assert len(dots) == origins + len(workflow.deadlines)
    places = dict(zip(workflow.states, middles, strict=True))
    ways = [
        each.get("d") for each in parsed(svg).iter(f"{SVG}path") if each.get("class") in ("move", "by-itself")
    ]
    tips = [float(way.split(" L")[-1].split()[0]) for way in ways]
    ends = [action.to.value for action in workflow.actions.values()]
    ends += [workflow.actions[each.do.value].to.value for each in workflow.deadlines if each.do]
    ends += [each.in_.value for each in workflow.deadlines if not each.do]
    assert len(tips) == len(ends)
    assert all(any(abs(tip - places[end]) <= 3 for tip in tips) for end in ends)


@pytest.mark.parametrize(("procedure", "language"), EACH, ids=NAMED)
def test_nothing_lies_on_anything(procedure: Procedure, language: str) -> None:  # 3
    for svg, looks in (
        (journey_svg(procedure, language), ("page", "gate", "stop", "end")),
        (workflow_svg(procedure, language), ("state", "final")),
    ):
        for one, other in combinations(boxes(svg, *looks), 2):
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            assert apart, (one, other)


@pytest.mark.parametrize(("procedure", "language"), EACH, ids=NAMED)
def test_no_text_lies_on_another(procedure: Procedure, language: str) -> None:  # 3
    for svg in (journey_svg(procedure, language), workflow_svg(procedure, language)):
        places = []
        for text in parsed(svg).iter(f"{SVG}text"):
            size = float(text.get("font-size"))
            for line in text.iter(f"{SVG}tspan"):
                room, x, y = width(line.text, size), float(line.get("x")), float(line.get("y"))
                left = x - room / 2 if text.get("text-anchor") == "middle" else x
                places.append((left, y - size * 0.8, left + room * 0.85, y + size * 0.2))
        for one, other in combinations(places, 2):
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            assert apart, (one, other)


@pytest.mark.parametrize(("procedure", "language"), EACH, ids=NAMED)
def test_pages_stand_in_their_group(procedure: Procedure, language: str) -> None:  # 1, 3
    svg = journey_svg(procedure, language)
    groups = boxes(svg, "group")
    for one, other in combinations(groups, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    for page in boxes(svg, "page", "gate", "stop"):
        around = [
            g for g in groups if g[0] <= page[0] and g[1] <= page[1] and page[2] <= g[2] and page[3] <= g[3]
        ]
        assert len(around) == 1


def test_a_long_journey_fits_a_sheet() -> None:  # 5
    root = parsed(journey_svg(LONG, "en"))
    wide, high = float(root.get("width")), float(root.get("height"))
    assert 1 < wide / high < 2
    # Letters of 14 pixels are 2 mm high at least when the sheet is printed on A3 (420 mm).
    assert 14 / wide * 420 * 0.72 > 2 * 0.72


@pytest.mark.parametrize(("procedure", "language"), EACH, ids=NAMED)
def test_mermaid_has_the_same(procedure: Procedure, language: str) -> None:  # 6
    journey = journey_mermaid(procedure, language)
    assert re.findall(r"^ +p(\d+)\[", journey, re.MULTILINE) == [
        str(number) for number in range(1, len(procedure.pages))
    ]
    stops = [stop for page in procedure.pages.values() for stop in page.stops]
    assert journey.count(":::stop") == len(stops)
    workflow = procedure.spec.workflow
    assert workflow is not None
    assert len(re.findall(r"^  s\d+[\[(]", workflow_mermaid(procedure, language), re.MULTILINE)) == len(
        workflow.states
    )


def ways(mermaid: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for line in mermaid.splitlines():
        if edge := re.fullmatch(r'  (\w+) (?:-->(?:\|"\w+"\|)?|-\. ".*" \.->) (\w+)', line):
            found.setdefault(edge[1], set()).add(edge[2])
    return found


def test_the_ways_are_those_of_the_journey() -> None:  # 7
    found = ways(journey_mermaid(LONG, "en"))
    reached, pending = {"start"}, ["start"]
    while pending:
        for each in found.get(pending.pop(), ()):
            if each not in reached:
                reached.add(each)
                pending.append(each)
    assert {f"p{number}" for number in range(1, len(LONG.pages))} <= reached
    assert "filed" in reached
    # A page goes on to one page or question, besides its ends; a question has two answers.
    for node, following in found.items():
        onward = {each for each in following if not re.fullmatch(r"p\d+_\d+", each)}
        assert len(onward) == (2 if node.startswith("q") else 1), node


def test_two_pages_with_one_condition_share_a_question() -> None:  # 7
    procedure = procedure_of(
        """
        first: {fields: {old: {type: yes_no, label: Old?}}}
        second: {title: B, when: old is yes, text: "B."}
        third: {title: C, when: old is yes, text: "C."}
        fourth: {title: D, text: "D."}
        """
    )
    found = ways(journey_mermaid(procedure, "en"))
    assert found["p1"] == {"q1"}
    assert found["q1"] == {"p2", "p4"}
    assert (found["p2"], found["p3"]) == ({"p3"}, {"p4"})


def test_labels_stay_in_their_quotation_marks() -> None:  # 6, 8
    procedure = procedure_of(
        'first: {title: \'A "quoted" <b> # `title`\', fields: {a: {type: text, label: "A]"}}}\n'
    )
    assert '["1. A #quot;quoted#quot; #lt;b#gt; #35; #96;title#96;"]' in journey_mermaid(procedure, "en")
    assert any('A "quoted" <b> # `title`' in text for text in texts(journey_svg(procedure, "en")))


@pytest.mark.parametrize("make", [journey_svg, workflow_svg, journey_mermaid, workflow_mermaid])
def test_the_same_bytes(make: Any) -> None:  # 8
    assert make(long_procedure(), "en") == make(LONG, "en")
    assert make(compile_file(ROOT / "specs" / "tse_ue_renewal.yaml"), "fr") == make(CARD, "fr")


def test_from_right_to_left() -> None:  # 9
    spec = (
        'formgen: 1\nid: hall\nversion: "1"\ntitle: القاعة\nlanguage: LANGUAGE\nservice: {name: البلدة}\n'
        "steps:\n  event:\n    title: المناسبة\n    pages:\n      who:\n        title: من أنت؟\n"
        "        fields: {name: {type: text, label: الاسم}}\n"
        "        stop: {when: name is empty, title: انتهى, go_to: b}\n"
        "workflow:\n  states: {draft: مسودة, filed: {label: مقدم, final: true}}\n"
        "  actions: {file: {label: تقديم, by: applicant, from: draft, to: filed}}\n"
    )
    made = [load_text(spec.replace("LANGUAGE", each), "hall.yaml").procedure for each in ("ar", "en")]
    assert made[0] is not None
    assert made[1] is not None
    for draw, looks in ((journey_svg, ("page", "stop", "group")), (workflow_svg, ("state", "final"))):
        mirrored, plain = draw(made[0], "ar"), draw(made[1], "en")
        sheet = float(parsed(plain).get("width"))
        expected = [(sheet - right, top, sheet - left, low) for left, top, right, low in boxes(plain, *looks)]
        found = boxes(mirrored, *looks)
        assert [box[0] for box in found] == pytest.approx([box[0] for box in expected], abs=0.11)
        assert any("من أنت؟" in text or "مسودة" in text for text in texts(mirrored))
        assert all(text.startswith("\u2067") and text.endswith("\u2069") for text in texts(mirrored))
    assert "← b" in " ".join(texts(journey_svg(made[0], "ar")))


def test_without_a_workflow() -> None:  # 10
    hall = compile_file(ROOT / "examples" / "village_hall.yaml")
    assert workflow_svg(hall, "en") == ""
    assert workflow_mermaid(hall, "en") == ""
    assert "Request filed" in journey_svg(hall, "en")


def test_lines_break_where_they_should() -> None:  # 4
    assert lines("one two three", width("one two", 10) + 0.1, 10) == ["one two", "three"]
    assert lines("one two three", width("one two…", 10) + 0.1, 10, most=1) == ["one two…"]
    assert "".join(lines("x" * 50, 60, 10)) == "x" * 50
    assert all(width(line, 10) <= 60 for line in lines("x" * 50, 60, 10))
    assert lines("a «\u00a0b\u00a0»", width("«\u00a0b\u00a0»", 10) + 0.1, 10) == ["a", "«\u00a0b\u00a0»"]
    assert width("日本", 10) > width("ab", 10)
    assert shortened("one two three", 9) == "one two…"
    assert shortened("short", 9) == "short"
