"""J206, pages that no answers lead to.

1. A condition that contradicts itself: over options, yes and no, sets, numbers, dates, countries, texts.
2. A condition that can be met is let alone, whatever it is made of.
3. Named conditions and calculations of one expression are followed; a question not asked has no answer.
4. Step and page, hidden questions, stops: each is told as what it is.
5. A stop that shuts out everybody is told once.
6. Too many combinations: nothing is said, and it can be asked which pages those are.
7. Quick, however many questions there are.
"""

from __future__ import annotations

import time

import pytest

from formgen.checks.unreachable_page import undecided_pages
from formgen.compiler.load import load_text
from formgen.language.problems import Problem
from tests.checks.given import HEAD, marked, problems, spec

QUESTIONS = """
questions:
  title: Questions
  fields:
    housing: {type: choice, label: H, options: {hotel: A, hosted: B, own: C}}
    kept: {type: yes_no, label: "K?"}
    needs: {type: choices, label: N, options: {ramp: A, bed: B, other: C}}
    people: {type: integer, label: P}
    share: {type: decimal, label: S}
    born: {type: date, label: B}
    nationality: {type: country, label: L}
    town: {type: text, label: T}
    stay: {type: choice, label: D, options: {short: A, long: B}, or_say: {unsure: I do not know}}
    hosted_since: {type: date, label: G, when: housing is hosted}
    children:
      type: list
      label: C
      first_question: Any?
      fields: {age: {type: integer, label: A}}
"""


def found(condition: str, rest: str = "") -> list[Problem]:
    page = f"\ntold:\n  title: Told\n  when: {condition}\n  text: Hello.\n"
    return list(problems(spec(QUESTIONS + page, rest)))


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
    assert (problem.code, problem.severity) == ("J206", "warning")
    assert problem.message == "No answers lead to the page `told`."
    assert problem.hint is not None
    assert "can never be met" in problem.hint


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
    assert [each.code for each in found("sheltered and housing is own", rest)] == ["J206"]
    told = found("places > 5 and places < 3 and not sheltered", rest)
    assert [each.code for each in told] == ["J206"]
    assert found("sheltered and places > 5", rest) == []


def test_an_option_that_is_not_offered() -> None:  # 3
    text = spec("""
a:
  title: A
  fields:
    kept: {type: yes_no, label: "K?"}
    way:
      type: choice
      label: W
      options: {post: By post, desk: {label: At the desk, when: kept is yes}}
b: {title: B, text: T, when: way is desk and kept is no}
""")
    assert [each.code for each in problems(text)] == ["J206"]


CHOICE = """
a:
  title: A
  fields:
    k: {type: choice, label: K, options: {x: X, y: Y}}
"""
HIDDEN = """
⟦b:
  title: B
  fields:
    x: {type: text, label: X, when: k is x and k is y}
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
        (CHOICE + HIDDEN, "It has no text, and when it could be shown, none of its questions is asked."),
        (CHOICE + EMPTY, "It asks nothing and says nothing: give it a text, fields or documents."),
        (CHOICE + STOPPED, "An earlier stop (line 16) shuts it out."),
        (CHOICE + STOPPED_TWICE, "Earlier stops (lines 17 and 18) together shut it out."),
    ],
)
def test_what_shuts_it_out(pages: str, hint: str) -> None:  # 4
    text, place = marked(spec(pages))
    (problem,) = problems(text)
    assert (problem.code, problem.hint, (problem.line, problem.column)) == ("J206", hint, place)


FIRST_STEP = """steps:
  one:
    title: One
    pages:
      a: {title: A, fields: {k: {type: yes_no, label: "K?"}}}
"""


def test_a_step_that_is_never_shown_is_one_mistake() -> None:  # 4
    text, place = marked(
        HEAD + FIRST_STEP + "  ⟦two:\n    title: Two\n    when: k is yes and k is no\n    pages:\n"
        "      b: {title: B, text: T}\n      c: {title: C, text: T}\n"
    )
    (problem,) = problems(text)
    assert problem.message == "No answers lead to the step `two`."
    assert problem.hint == "Its condition, at line 15, can never be met."
    assert (problem.line, problem.column) == place


def test_step_and_page_exclude_each_other() -> None:  # 4
    text = (
        HEAD + FIRST_STEP + "  two:\n    title: Two\n    when: k is yes\n    pages:\n"
        "      b: {title: B, text: T, when: k is no}\n      c: {title: C, text: T}\n"
    )
    (problem,) = problems(text)
    assert problem.hint == "The condition of its step and its own, at lines 15 and 17, exclude each other."


def test_everybody_is_stopped() -> None:  # 5
    text = spec("""
a:
  title: A
  fields: {k: {type: yes_no, label: "K?"}}
  stop:
    - {when: k is yes, title: No}
    - {when: k is no or k is empty, title: No}
b: {title: B, text: T}
c: {title: C, text: T, when: k is yes}
""")
    (problem,) = problems(text)
    assert problem.message == "No answers lead to the page `b`."


def test_too_many_combinations() -> None:  # 6
    fields = "\n".join(f"    k{n}: {{type: yes_no, label: K{n}?}}" for n in range(20))
    # Never true, which shows only once all answers to twenty questions were looked at.
    every = " and ".join(f"k{n} is yes" for n in range(20))
    never = f"({every} and k0 is no) or ({every} and k1 is no)"
    text = spec(f"a:\n  title: A\n  fields:\n{fields}\nb:\n  title: B\n  text: T\n  when: {never}\n")
    loaded = load_text(text, "given.yaml")
    assert [each.code for each in loaded.problems] == []
    assert loaded.procedure is not None
    assert list(undecided_pages(loaded.procedure.resolution)) == ["b"]


def test_quick() -> None:  # 7
    pages = "".join(
        f"p{n}:\n  title: P\n  fields: {{k{n}: {{type: choice, label: K, options: {{a: A, b: B, c: C}}}}}}\n"
        f"  stop: {{when: k{n} is c, title: No}}\n" + (f"  when: k{n - 1} is a\n" if n else "")
        for n in range(60)
    )
    loaded = load_text(spec(pages), "given.yaml")
    assert loaded.problems == ()
    assert loaded.procedure is not None
    begun = time.perf_counter()
    undecided = list(undecided_pages(loaded.procedure.resolution))
    assert time.perf_counter() - begun < 5
    # Forty pages, each shown because of the one before, are followed; a longer chain is left open.
    assert undecided[:1] == ["p41"]


def test_every_page_is_hard() -> None:  # 7
    pages = (
        "p0:\n  title: P\n  fields: {k0: {type: choice, label: K, options: {a: A, b: B, c: C}}}\n"
        + "".join(
            f"p{n}:\n  title: P\n  when: k{n - 1} is a or k{max(0, n - 7)} is b\n"
            f"  fields: {{k{n}: {{type: choice, label: K, options: {{a: A, b: B, c: C}}}}}}\n"
            f"  stop: {{when: k{n} is c and k{n - 1} is a, title: No}}\n"
            for n in range(1, 200)
        )
    )
    begun = time.perf_counter()
    assert load_text(spec(pages), "given.yaml").procedure is not None
    assert time.perf_counter() - begun < 15
