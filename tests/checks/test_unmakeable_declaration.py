"""J209: journeys that cannot be filed (row 29).

1. A required declaration whose id denies a yes_no question is told of, unless it is asked of others only.
2. Ids that deny nothing, declarations that need not be made, and what a stop has sorted out: no mistake.
3. A choice that must be answered, with no option offered in some situation, is told of.
"""

from __future__ import annotations

import pytest

from tests.checks.conditions import nothing, one_at_mark

PAGE = "a:\n  title: A\n  fields:\n    long_absence: {type: yes_no, label: L}\n%s"
REVIEW = "review:\n  declarations:\n    %s: {text: D%s}\n"


@pytest.mark.parametrize("name", ["no_long_absence", "not_long_absence", "no_absence", "never_long_absence"])
def test_denied(name: str) -> None:  # 1
    problem = one_at_mark("J209", PAGE % "", REVIEW % (f"⟦{name}", ""))
    assert problem.message == f"When `long_absence` is yes, a person must still declare `{name}`."
    assert problem.hint == "Give it `when: long_absence is no`."
    nothing(PAGE % "", REVIEW % (name, ", when: long_absence is no"))


def test_no_mistake() -> None:  # 2
    nothing(PAGE % "", REVIEW % ("no_absence", ", required: false"))
    nothing(PAGE % "", REVIEW % ("no_debts", ""))
    nothing(PAGE % "", REVIEW % ("long_absence_known", ""))
    nothing(PAGE % "  stop: {when: long_absence is yes, title: S}\n", REVIEW % ("no_long_absence", ""))


def test_no_option() -> None:  # 3
    field = (
        "b:\n  title: B\n  fields:\n    ⟦way:\n      type: choice\n      label: W\n      options:\n"
        "        post: {label: P, when: n < 5}\n        desk: {label: D, when: n > 5}\n"
    )
    first = "a: {title: A, fields: {n: {type: integer, label: N}}}\n"
    problem = one_at_mark("J209", first + field)
    assert problem.message == ("When `n is 5`, no option of `way` is offered, and yet it must be answered.")
    nothing((first + field).replace("⟦", "").replace("n > 5", "n >= 5"))
    nothing((first + field).replace("⟦", "").replace("label: W\n", "label: W\n      required: false\n"))
