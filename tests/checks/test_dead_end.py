"""J207, questions after which nobody can go on (row 21).

1. Told at the question, with its options, whatever page stands behind; nothing more is told of these.
2. Stops that read several questions are told at their page, with their lines.
3. A question that may be left unanswered, an option without a stop, a stop under a condition: no mistake.
4. Stops of several pages together shut the way at the last of them.
"""

from __future__ import annotations

import pytest

from tests.checks.conditions import nothing, one_at_mark

PAGE = "a:\n  title: A\n  fields:\n    %sk: {type: choice, label: K, options: {x: X, y: Y}%s}\n"
STOPS = "  stop:\n    - {when: k is x, title: S}\n    - {when: %s, title: S}\n"
BEHIND = "b: {title: B, text: T}\nc: {title: C, text: T, when: k is x}\n"


@pytest.mark.parametrize("second", ["k is y", "k is not x", "k is answered"])
def test_every_option(second: str) -> None:  # 1
    for behind in ("", BEHIND):
        problem = one_at_mark("J207", PAGE % ("⟦", "") + STOPS % second + behind)
        assert problem.severity == "error"
        assert problem.message == "After `k` nobody can go on."
        assert (problem.hint or "").startswith("The stops cover x, y:")


def test_several_questions() -> None:  # 2
    pages = "⟦" + PAGE % ("", "") + "    j: {type: yes_no, label: J}\n" + STOPS % "k is y and j is no"
    problem = one_at_mark("J207", pages + "    - {when: j is yes, title: S}\n" + BEHIND)
    assert problem.message == "After the page `a` nobody can go on."
    assert "lines 18, 19, 20" in (problem.hint or "")


@pytest.mark.parametrize(
    ("more", "second"),
    [(", required: false", "k is y"), ("", "k is y and today > 2030-01-01"), ("", "k is x")],
)
def test_no_mistake(more: str, second: str) -> None:  # 3
    nothing(PAGE % ("", more) + STOPS % second + "b: {title: B, text: T}\n")


def test_several_pages() -> None:  # 4
    pages = PAGE % ("", "") + "  stop: {when: k is x, title: S}\n"
    problem = one_at_mark(
        "J207",
        pages
        + "b:\n  title: B\n  fields: {⟦m: {type: yes_no, label: M}}\n"
        "  stop:\n    - {when: m is yes and k is y, title: S}\n    - {when: m is no, title: S}\n".replace(
            " and k is y", ""
        ),
    )
    assert problem.message == "After `m` nobody can go on."
