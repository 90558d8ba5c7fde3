"""Cycles do not compile (language.md §11, rules 2 and 8): J202 with the shortest cycle, its lines, its place.

1. Named conditions, calculations, conditions of fields and options, of pages, and stops may be in a cycle.
2. The message names each part once, from the first in the file; the hint gives the line of each condition.
3. It is told at the name that leads on, and a cycle is told of once, the shortest.
4. Fields of one item may be in a cycle of their own; an item that reads its own list is one.
5. What is no cycle compiles: fields of one page in any order, checks and requirements that read each other.
"""

from __future__ import annotations

import pytest

from formgen.compiler.compile import build
from formgen.compiler.load import load_text
from formgen.language.problems import Problem, SpecError
from formgen.language.read import read_text
from formgen.language.resolution import Resolution, visit
from tests.compiler.given import procedure_of, spec_of, text_at

PLAIN = "page:\n  title: P\n  fields:\n    a: {type: integer, label: A}"


def cycle_in(spec: str) -> Problem:
    """The only error of a spec, a cycle."""
    errors = [each for each in load_text(spec, "given.yaml").problems if each.severity == "error"]
    assert [each.code for each in errors] == ["J202"]
    return errors[0]


@pytest.mark.parametrize(
    ("rest", "message", "place"),
    [
        (
            "conditions:\n  one: two and a > 1\n  two: one or a > 2\n",
            "`one` needs `two`, which needs `one`.",
            "two",
        ),
        ("conditions:\n  one: one or a > 2\n", "`one` needs itself.", "one"),
        (
            (
                "calculations:\n  x: {type: integer, is: y + 1}\n"
                "  y: {type: integer, cases: [{when: a > 1, is: z}]}\n"
                "  z: {type: integer, is: a + x}\n"
            ),
            "`x` needs `y`, which needs `z`, which needs `x`.",
            "y",
        ),
        (
            (
                "calculations:\n  x: {type: integer, is: y + 1}\n  y: {type: integer, is: x + z}\n"
                "  z: {type: integer, is: x + y}\n"
            ),
            "`x` needs `y`, which needs `x`.",
            "y",
        ),
    ],
)
def test_conditions_and_calculations(rest: str, message: str, place: str) -> None:  # 1, 2, 3
    spec = spec_of(PLAIN, rest)
    problem = cycle_in(spec)
    assert problem.message == message
    assert text_at(spec, problem) == place


def test_fields() -> None:  # 1, 2, 3
    spec = spec_of(
        """
        page:
          title: Page
          fields:
            a: {type: text, label: A, when: b is answered}
            b: {type: choice, label: B, options: {p: P, q: {label: Q, when: c is answered}}}
            c: {type: text, label: C, when: dossier.a is "x"}
        """
    )
    problem = cycle_in(spec)
    assert problem.message == "`a` needs `b`, which needs `c`, which needs `a`."
    assert problem.hint == "Write one of them so that it does without the next (lines 15, 16, 17)."
    assert text_at(spec, problem) == "b"
    assert problem.line == 15


def test_page_that_reads_its_own_field() -> None:  # 1, 3
    spec = spec_of("page:\n  title: P\n  when: a is answered\n  fields:\n    a: {type: integer, label: A}")
    problem = cycle_in(spec)
    assert problem.message == "The page `page` needs `a`, which needs the page `page`."
    assert text_at(spec, problem) == "a"


STOPPED = """
first:
  title: First
  fields: {a: {type: integer, label: A}}
  stop: {when: doubled > 3, title: Stop}
second:
  title: Second
  fields: {held: {type: integer, label: Held, copied_from: register.amount}}
"""
REGISTER = """
sources: {register: {lookup: [{number: a}], record: {number: text, amount: integer}}}
calculations: {doubled: {type: integer, is: held * 2}}
"""


def test_stop() -> None:  # 1, 2
    # A locked field may be read before its page; but a stop decides whether that page is asked at all.
    spec = spec_of(STOPPED, REGISTER)
    problem = cycle_in(spec)
    assert problem.message == (
        "`doubled` needs `held`, which needs the page `second`, which needs the stop of the page `first`, "
        "which needs `doubled`."
    )
    assert text_at(spec, problem) == "held"


ITEMS = """
page:
  title: Page
  fields:
    people:
      type: list
      label: People
      fields:
        a: {type: text, label: A, when: %s}
        b: {type: text, label: B, when: a is answered}
"""


def test_items() -> None:  # 4
    spec = spec_of(ITEMS % "b is answered")
    problem = cycle_in(spec)
    assert problem.message == "`people.a` needs `people.b`, which needs `people.a`."
    assert text_at(spec, problem) == "b"
    whole = spec_of(ITEMS % "(count of people) > 1")
    assert cycle_in(whole).message == "`people` needs itself."
    assert procedure_of(ITEMS % "today > 2020-01-01").fields


def test_no_cycle() -> None:  # 5
    procedure = procedure_of(
        """
        page:
          title: Page
          fields:
            c: {type: text, label: C, when: b is answered, required: a is answered}
            b: {type: text, label: B, when: a is answered, required: c is answered}
            a: {type: text, label: A, required: c is answered, checks: [{must: c is not "x", message: M}]}
        """
    )
    assert list(procedure.fields) == ["c", "b", "a"]


def test_build_refuses_a_cycle() -> None:  # 1
    reading = read_text(spec_of(PLAIN, "conditions:\n  one: one\n"), "given.yaml")
    assert reading.spec is not None
    resolution = Resolution(reading.spec, None)
    visit(resolution)
    with pytest.raises(SpecError) as refused:
        build(resolution)
    assert [each.code for each in refused.value.problems] == ["J202"]
