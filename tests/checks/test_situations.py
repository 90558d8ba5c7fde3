"""Whether answers exist for which a condition holds: the search against every answer there is.

1. A condition can be met, or can not be met, just as when all answers are tried: with questions that are
   asked by condition, with stops, and, where it is wanted, with all that must be answered answered.
2. The answers that are found meet what was asked for.
3. What is decided does not depend on what was asked before.
4. Values that hang together (an age and a date of birth) make a finding uncertain.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formgen.checks.situations import EVERYWHERE, Found, Verdict, World
from formgen.compiler.compile import build
from formgen.compiler.evaluation import Evaluation, Facts
from formgen.language.expressions.typed import Typed
from formgen.language.read import read_text
from formgen.language.resolution import Resolution, visit
from tests.checks.given import spec
from tests.compiler.given import TODAY

ATOMS = {
    "k": ("k is a", "k is not b", "k is one of a, c", "k is answered", "k is not one of a, b"),
    "y": ("y is yes", "y is no", "y is empty", "not (y is yes)", "y is not yes"),
    "m": ("m is a", "m is answered", "m is same as l", "m is b"),
    "s": ("s includes p", "s includes q", "s is answered", "s is empty", "not (s includes q)"),
    "n": ("n > 1", "n is 2", "n between 1 and 2", "n < 1", "n is empty", "n >= 3", "n + 1 > 2"),
}
FIELDS = {
    "k": "type: choice, label: K, options: {a: A, b: B, c: C}",
    "y": "type: yes_no, label: Y",
    "m": "type: choice, label: M, options: {a: A, b: B}",
    "s": "type: choices, label: S, options: {p: P, q: Q}",
    "n": "type: integer, label: N, min: 0, max: 3",
}
VALUES: dict[str, tuple[Any, ...]] = {
    "k": (None, "a", "b", "c"),
    "y": (None, "yes", "no"),
    "m": (None, "a", "b"),
    "s": (None, [], ["p"], ["q"], ["p", "q"]),
    "n": (None, "0", "1", "2", "3"),
}
EASY = {name: tuple(each for each in atoms if "same" not in each) for name, atoms in ATOMS.items()}


def conditions(names: str) -> st.SearchStrategy[str]:
    """Conditions on some of the fields; sums are left out, whose values are taken for free."""
    atoms = [each for name in names for each in EASY[name] if "+" not in each]
    return st.recursive(
        st.sampled_from(atoms),
        lambda inner: st.one_of(
            inner.map(lambda each: f"not ({each})"),
            st.tuples(inner, st.sampled_from(("and", "or")), inner).map(
                lambda each: f"({each[0]}) {each[1]} ({each[2]})"
            ),
        ),
        max_leaves=4,
    )


@st.composite
def specs(draw: st.DrawFn) -> str:
    """A page for each field, asked by conditions on those before, some with stops and checks."""
    pages = []
    for index, (name, field) in enumerate(FIELDS.items()):
        before = "kymsn"[:index]
        lines = [f"p{name}:", "  title: P"]
        if before and draw(st.booleans()):
            lines.append(f"  when: {draw(conditions(before))}")
        extra = f", required: {draw(st.sampled_from(('true', 'true', 'false')))}"
        if before and draw(st.booleans()):
            extra += f", when: '{draw(conditions(before))}'"
        if draw(st.integers(0, 3)) == 0:
            must = draw(conditions(before + name))
            extra += f", checks: [{{must: '{must}', message: M}}]"
        lines.append(f"  fields: {{{name}: {{{field}{extra}}}}}")
        if draw(st.integers(0, 3)) == 0:
            lines.append(f"  stop: {{when: '{draw(conditions(before + name))}', title: T}}")
        pages.append("\n".join(lines))
    goals = draw(st.lists(conditions("kymsn"), min_size=3, max_size=3))
    named = "".join(f"  goal{index}: {{type: yes_no, is: '{goal}'}}\n" for index, goal in enumerate(goals))
    return spec("\n".join(pages), f"calculations:\n{named}")


def resolved(text: str) -> Resolution:
    reading = read_text(text, "given.yaml")
    assert reading.spec is not None, reading.problems
    resolution = Resolution(reading.spec, None)
    visit(resolution)
    assert not resolution.failed, resolution.problems
    return resolution


def goals_of(resolution: Resolution) -> list[Typed]:
    found = []
    for name, calculation in resolution.spec.calculations.items():
        assert calculation.is_ is not None
        kind = resolution.plan.calculations[name].type
        condition = resolution.formula(calculation.is_, resolution.scope, kind).typed
        assert condition is not None
        found.append(condition)
    return found


def all_answers(resolution: Resolution) -> Iterator[Evaluation]:
    """What every combination of answers leads to, all pages saved."""
    procedure = build(resolution)
    facts = Facts(today=TODAY, started_on=TODAY)
    for chosen in product(*VALUES.values()):
        entries = {name: each for name, each in zip(VALUES, chosen, strict=True) if each is not None}
        saved = [f"p{name}" for name in VALUES if not (name == "s" and "s" not in entries)]
        yield procedure.evaluate(procedure.read({**entries, "$saved": saved}), facts)


@settings(max_examples=40)
@given(specs())
def test_like_trying_all_answers(text: str) -> None:  # 1, 2, 3
    resolution = resolved(text)
    world = World(resolution)
    goals = goals_of(resolution)
    going_on = [each for each in all_answers(resolution) if each.stop is None]
    complete = [each for each in going_on if each.complete]
    for name, goal in zip(resolution.spec.calculations, goals, strict=True):
        for wanted, must, must_not in ((True, [goal], []), (False, [], [goal])):
            met = [each for each in going_on if (each.value(name) is True) is wanted]
            found = world.find(must, must_not, EVERYWHERE, 0)
            assert found.verdict is (Verdict.YES if met else Verdict.NO), (name, wanted)
            met = [each for each in complete if (each.value(name) is True) is wanted]
            found = world.find(must, must_not, EVERYWHERE, EVERYWHERE)
            if complete:
                assert found.verdict is (Verdict.YES if met else Verdict.NO), (name, wanted)
                assert_met(world, found, goal, wanted)
            else:
                assert world.journeys.ends_at < len(resolution.pages)


def assert_met(world: World, found: Found, goal: Typed, wanted: bool) -> None:
    """What was found meets the goal."""
    if found.verdict is Verdict.YES:
        meaning = world.journeys.meanings.of(world.sentences.read(goal))
        assert world.journeys.diagrams.holds(meaning.true, found.journey, {}) is wanted


TICKED = """
a:
  title: A
  fields:
    s: {type: choices, label: S, options: {p: P, q: {label: Q, excludes_others: true}}}
    k:
      type: choice
      label: K
      options: {x: X, y: {label: Y, then_ask: {why: {type: yes_no, label: W}}}}
    born: {type: date, label: B}
"""


@pytest.mark.parametrize(
    ("goal", "verdict", "certain"),
    [
        ("s includes p and s includes q", Verdict.NO, True),
        ("s is answered and not (s includes p) and not (s includes q)", Verdict.NO, True),
        ("why is yes and k is x", Verdict.NO, True),
        ("why is yes and k is y", Verdict.YES, True),
        ("age of born >= 18 and born > 2020-01-01", Verdict.YES, False),
        ("age of born >= 18 and k is y", Verdict.YES, True),
    ],
)
def test_what_hangs_together(goal: str, verdict: Verdict, certain: bool) -> None:  # 1, 4
    resolution = resolved(spec(TICKED, f"calculations:\n  goal: {{type: yes_no, is: '{goal}'}}\n"))
    found = World(resolution).find(goals_of(resolution), (), EVERYWHERE, EVERYWHERE)
    assert (found.verdict, found.certain) == (verdict, certain)
