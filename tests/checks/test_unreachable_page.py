"""J206, pages that no answers lead to.

1. Step and page, stops: each is told as what it is.
2. A condition that can never be met is one mistake (J204), whatever else it shuts out.
3. Long chains of pages, each shown because of the one before, are followed to their end; all is decided too
   where every page hangs on the first, on the seven before it, or on two branches of a tree.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.checks.given import HEAD, marked, problems, spec

CHOICE = """
a:
  title: A
  fields:
    k: {type: choice, label: K, options: {x: X, y: Y}, required: false}
"""
EMPTY = "⟦b: {title: B}\n"
STOPPED = """  stop: {when: k is x, title: No}
⟦b: {title: B, text: T, when: k is x}
c: {title: C, text: T}
"""
STOPPED_TWICE = """  stop:
    - {when: k is x, title: No}
    - {when: k is y, title: No}
⟦b: {title: B, text: T, when: k is answered}
"""


@pytest.mark.parametrize(
    ("pages", "hint"),
    [
        (CHOICE + EMPTY, "It asks nothing and says nothing: give it a text, fields or documents."),
        (CHOICE + STOPPED, "An earlier stop (line 16) shuts it out."),
        (CHOICE + STOPPED_TWICE, "Earlier stops (lines 17 and 18) together shut it out."),
    ],
)
def test_what_shuts_it_out(pages: str, hint: str) -> None:  # 1
    text, place = marked(spec(pages))
    (problem,) = problems(text)
    assert (problem.code, problem.hint, (problem.line, problem.column)) == ("J206", hint, place)


FIRST_STEP = """steps:
  one:
    title: One
    pages:
      a: {title: A, fields: {k: {type: yes_no, label: K}}}
"""


def test_step_and_page_exclude_each_other() -> None:  # 1
    text = (
        HEAD + FIRST_STEP + "  two:\n    title: Two\n    when: k is yes\n    pages:\n"
        "      b: {title: B, text: T, when: k is no}\n      c: {title: C, text: T}\n"
    )
    (problem,) = (each for each in problems(text) if each.code == "J206")
    assert problem.hint == "The condition of its step and its own, at lines 15 and 17, exclude each other."


def test_a_condition_never_met_is_one_mistake() -> None:  # 2
    hidden = "b:\n  title: B\n  fields:\n    x: {type: text, label: X, when: k is x and k is y}\n"
    shut = "b: {title: B, text: T, when: k is x and k is y}\n"
    opposite = "b:\n  title: B\n  when: k is x\n  fields: {x: {type: text, label: X, when: k is y}}\n"
    for page in (hidden, shut, opposite):
        assert [each.code for each in problems(spec(CHOICE + page))] == ["J204"]


def chain(length: int) -> str:
    return "".join(
        f"p{n}:\n  title: P\n  fields: {{k{n}: {{type: choice, label: K, options: {{a: A, b: B, c: C}}}}}}\n"
        f"  stop: {{when: k{n} is c, title: No}}\n" + (f"  when: k{n - 1} is a\n" if n else "")
        for n in range(length)
    )


def test_a_long_chain() -> None:  # 3
    assert problems(spec(chain(60))) == ()
    # Sixty pages later, what the first answer must have been still counts.
    (problem,) = problems(spec(chain(60) + "told: {title: T, text: T, when: k59 is a and k0 is b}\n"))
    assert problem.code == "J204"


def test_every_page_is_hard() -> None:  # 3
    pages = (
        "p0:\n  title: P\n  fields: {k0: {type: choice, label: K, options: {a: A, b: B, c: C}}}\n"
        + "".join(
            f"p{n}:\n  title: P\n  when: k{n - 1} is a or k{max(0, n - 7)} is b\n"
            f"  fields: {{k{n}: {{type: choice, label: K, options: {{a: A, b: B, c: C}}}}}}\n"
            f"  stop: {{when: k{n} is c and k{n - 1} is a, title: No}}\n"
            for n in range(1, 200)
        )
    )
    assert problems(spec(pages)) == ()


@pytest.mark.parametrize(
    "condition",
    [
        lambda n: f"k{n - 1} is {'abc'[n % 3]}",
        lambda n: f"k0 is {'abc'[n % 3]}",
        lambda n: f"k{(n - 1) // 2} is {'ab'[n % 2]}",
    ],
    ids=["chain", "first", "tree"],
)
def test_shapes(condition: Callable[[int], str]) -> None:  # 3
    pages = "".join(
        f"p{n}:\n  title: P\n  fields: {{k{n}: {{type: choice, label: K, options: {{a: A, b: B, c: C}}}}}}\n"
        + (f"  when: {condition(n)}\n" if n else "")
        for n in range(150)
    )
    assert [each for each in problems(spec(pages)) if each.code[0] == "J"] == []
