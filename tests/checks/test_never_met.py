"""J204, conditions that no answers meet.

1. A condition that contradicts itself: over options, yes and no, sets, numbers, dates, countries, texts.
2. A condition that can be met is let alone, whatever it is made of.
3. Named conditions and calculations of one expression are followed, and told of once; a question not asked
   has no answer, an option not offered is not chosen.
4. What stands around a condition counts: its page, its group, its document.
5. It is told at the condition: of steps, pages, fields, options, stops, documents, cases, declarations.
6. The hint says what was probably meant.
"""

from __future__ import annotations

import pytest

from formgen.language.problems import Problem
from tests.checks.given import HEAD, marked, problems, spec

QUESTIONS = """
questions:
  title: Questions
  fields:
    housing: {type: choice, label: H, options: {hotel: A, hosted: B, own: C}}
    kept: {type: yes_no, label: K}
    needs: {type: choices, label: N, options: {ramp: A, bed: B, other: C}}
    people: {type: integer, label: P}
    share: {type: decimal, label: S}
    born: {type: date, label: B}
    nationality: {type: country, label: N}
    town: {type: text, label: T}
    stay: {type: choice, label: S, options: {short: A, long: B}, or_say: {unsure: I do not know}}
    hosted_since: {type: date, label: H, when: housing is hosted}
    children:
      type: list
      label: C
      first_question: Any?
      fields: {age: {type: integer, label: A}}
"""


def told_of(text: str) -> list[Problem]:
    """What is told of conditions, not of labels and texts."""
    return [each for each in problems(text) if each.code[0] in "JDT"]


def found(condition: str, rest: str = "") -> list[Problem]:
    page = f"\ntold:\n  title: Told\n  when: {condition}\n  text: Hello.\n"
    return told_of(spec(QUESTIONS + page, rest))


@pytest.mark.parametrize(
    "condition",
    [
        "housing is hotel and housing is hosted",
        "housing is not hotel and housing is not hosted and housing is not own",
        "housing is one of hotel, own and housing is hosted",
        "kept is yes and kept is no",
        "not (kept is yes or kept is no) and kept is answered",
        "kept is yes and kept is empty",
        "needs includes ramp and needs is empty",
        "people > 5 and people < 3",
        "people > 5 and people < 6",
        "people is 4 and people is 5",
        "people between 3 and 5 and people > 5",
        "count of children < 0",
        "children is empty and any of children with age > 3",
        "count of children > 0 and children is empty",
        "born < 2000-01-01 and born > 2001-01-01",
        "today < 2000-01-01 and today > 2001-01-01",
        "age of born >= 18 and age of born < 18",
        "born > today and born < today",
        "born > today and today > born",
        "born >= today and not (today <= born)",
        "nationality is FRA and nationality is one of BEL, DEU",
        'town is "Lille" and town is "Paris"',
        "stay is said unsure and stay is short",
        "hosted_since is answered and housing is hotel",
        "hosted_since < 2020-01-01 and housing is own",
        "people + 1 > 5 and people is empty",
        "share > 0.5 and share <= 0.5",
    ],
)
def test_never_met(condition: str) -> None:  # 1, 3
    (problem,) = found(condition)
    assert (problem.code, problem.severity) == ("J204", "error")
    assert problem.message == "Nothing can meet this condition."
    assert problem.hint


@pytest.mark.parametrize(
    "condition",
    [
        "housing is hotel or housing is hosted",
        "housing is not hotel and housing is not hosted",
        "not (kept is yes)  and kept is answered",
        "needs includes ramp and needs includes bed",
        "needs is answered and not (needs includes ramp) and not (needs includes bed)",
        "people > 5 and people < 7",
        "share > 5 and share < 6",
        "people + 1 > 5 and people < 3",
        "(any of children with age > 3) and all of children with age > 3",
        "count of children is 0",
        "count of children is 0 and all of children with age > 3",
        "age of born >= 18 and age of born < 25",
        "born < today and born >= 2000-01-01",
        "nationality is not FRA and nationality is not BEL",
        'town is not "Lille"',
        "stay is said unsure",
        "hosted_since is answered and housing is hosted",
        "hosted_since is empty and housing is own",
        "stay is answered and not (stay is short) and not (stay is long) or stay is said unsure",
        "year of born > 2000 and born < 2020-01-01",
    ],
)
def test_may_be_met(condition: str) -> None:  # 2
    assert (
        found(condition if " or " not in condition or " and " not in condition else _grouped(condition)) == []
    )


def _grouped(condition: str) -> str:
    left, _, right = condition.rpartition(" or ")
    return f"({left}) or {right}"


def test_names_are_followed() -> None:  # 3
    rest = """conditions:
  sheltered: housing is one of hotel, hosted
calculations:
  places: {type: integer, is: people + 2}
"""
    assert [each.code for each in found("sheltered and housing is own", rest)] == ["J204"]
    told = found("places > 5 and places < 3 and not sheltered", rest)
    assert [each.code for each in told] == ["J204"]
    assert found("sheltered and places > 5", rest) == []


def test_an_option_that_is_not_offered() -> None:  # 3
    text = spec("""
a:
  title: A
  fields:
    kept: {type: yes_no, label: K}
    way:
      type: choice
      label: W
      options: {post: By post, desk: {label: At the desk, when: kept is yes}}
b: {title: B, text: T, when: way is desk and kept is no}
""")
    assert [each.code for each in told_of(text)] == ["J204"]


def hint_of(condition: str) -> str:
    (problem,) = found(condition)
    assert problem.hint is not None
    return problem.hint


def test_hints() -> None:  # 6
    assert hint_of("housing is hotel and housing is own").startswith("Did you mean `or`?")
    assert hint_of("hosted_since is answered and housing is hotel").startswith("`hosted_since` is not asked")
    assert hint_of("count of children < 0").startswith("No answer can be so")


NEVER = "k is x and k is y"
PLACES = [
    "when: ⟦NEVER",
    "stop: {when: ⟦NEVER, title: S}",
    "fields: {f: {type: text, label: F, when: ⟦NEVER}}",
    "fields: {f: {type: text, label: F, required: ⟦NEVER}}",
    "fields: {f: {type: choice, label: F, options: {o: O, p: {label: P, when: ⟦NEVER}}}}",
    "fields: {g: {type: group, label: G, when: k is x, fields: {f: {type: text, label: F, when: ⟦k is y}}}}",
    """when: k is x
  fields: {g: {type: list, label: G, fields: {f: {type: text, label: F, when: ⟦k is y}}}}""",
    """fields:
    g:
      type: list
      label: G
      fields: {f: {type: yes_no, label: F}, h: {type: text, label: H, when: ⟦f is yes and f is no}}""",
    "documents: [d] ---documents: {d: {title: D, when: ⟦NEVER}}",
    "documents: [d]\n  when: k is x ---documents: {d: {title: D, when: ⟦k is y}}",
    """documents: [d] ---documents:
  d: {title: D, when: k is x, all_of: {p: {title: P, when: ⟦k is y}, q: Q}}""",
    """documents: [d] ---documents:
  d:
    title: D
    cases:
      - {when: k is x, all_of: {p: P}}
      - {when: ⟦NEVER, all_of: {p: P}}
      - {otherwise: true, not_asked: true}""",
    " ---calculations: {c: {type: integer, cases: [{when: ⟦NEVER, is: 1}, {otherwise: true, is: 2}]}}",
    " ---conditions: {c: ⟦NEVER}",
    "when: c ---conditions: {c: ⟦NEVER}",
    " ---review: {declarations: {d: {text: D, when: ⟦NEVER}}}",
]
CHOICE = "q: {title: Q, fields: {k: {type: choice, label: K, options: {x: X, y: Y}}}}\n"


@pytest.mark.parametrize("written", PLACES)
def test_places(written: str) -> None:  # 4, 5
    page, _, rest = written.replace("NEVER", NEVER).partition(" ---")
    text, place = marked(spec(f"{CHOICE}a:\n  title: A\n  text: T\n  {page}\n", rest + "\n"))
    told = told_of(text)
    assert [(each.code, (each.line, each.column)) for each in told] == [("J204", place)]


FIRST_STEP = """steps:
  one:
    title: One
    pages:
      a: {title: A, fields: {k: {type: yes_no, label: K}}}
"""


def test_a_step_that_is_never_shown_is_one_mistake() -> None:  # 5
    text, place = marked(
        HEAD + FIRST_STEP + "  two:\n    title: Two\n    when: ⟦k is yes and k is no\n    pages:\n"
        "      b: {title: B, text: T}\n      c: {title: C, text: T}\n"
    )
    (problem,) = told_of(text)
    assert (problem.code, (problem.line, problem.column)) == ("J204", place)
