"""Documents that nobody could hand in or date: rows 26 and 27. Fields that nobody could answer: row 28.

1. D405 (row 26): more papers, files or periods are wanted than there can be.
2. D406 (row 27): an age limit on a paper whose date nobody gives.
3. J208 (row 28): a locked field that must be answered though its source may lack it.
4. What is right is not told of.
5. D405 (row 26): papers with conditions, of which somebody is asked too few.
"""

from __future__ import annotations

import pytest

from tests.checks.given import marked, problems, spec

PAGE = """
start:
  title: Start
  fields:
    code: {type: text, label: Code}
    kind: {type: choice, label: Kind, options: {a: A, b: B}}
  documents: [proof]
"""
LOOK_BACK = "calculations: {look_back: {type: duration, is: 1 year}}\n"
AGENT = """roles: {agent: {label: Agent}}
workflow:
  states: {draft: Draft, filed: {label: Filed, final: true}, seen: {label: Seen, final: true}}
  actions:
    file: {by: applicant, from: draft, to: filed}
    look: {by: agent, from: filed, to: seen, produce: letter}
pdfs: {letter: {title: Letter, text: We have seen it.}}
"""

FOUND = {
    "26 three of two": ("D405", "at_least: {n: ⟦3, of: {x: X, y: Y}}"),
    "26 three of two in a case": (
        "D405",
        "cases: [{when: kind is a, at_least: {n: ⟦3, of: {x: X, y: Y}}}, {otherwise: true, all_of: {z: Z}}]",
    ),
    "26 three of the two of `one_of`": ("D405", "at_least: ⟦3\n    one_of: {x: X, y: Y}"),
    "26 a number beside `one_of`": ("D405", "at_least: ⟦2\n    one_of: {x: X, y: Y}"),
    "26 more files than one may send": ("D405", "at_least: ⟦6"),
    "26 more files than this one may have": ("D405", "at_least: ⟦3\n    max_files: 2"),
    "26 more periods than there are": ("D405", "at_least: ⟦3\n    one_per: {period: 6 months, over: 1 year}"),
    "26 more periods, through a calculation": (
        "D405",
        "at_least: ⟦3\n    one_per: {period: 6 months, over: look_back}",
    ),
    "27 an agent that is not": ("D406", "not_older_than: {limit: 6 months, dated: ⟦agent}"),
    "27 an agent that is not, in a paper": (
        "D406",
        "one_of: {x: {title: X, not_older_than: {limit: 6 months, dated: ⟦agent}}}",
    ),
    "27 a field has no date": ("D406", "one_of: {x: {field: code, not_older_than: ⟦6 months}, y: Y}"),
    "27 all are fields": ("D406", "not_older_than: ⟦6 months\n    one_of: {x: {field: code}}"),
}


@pytest.mark.parametrize(("code", "document"), FOUND.values(), ids=FOUND)
def test_found(code: str, document: str) -> None:  # 1, 2
    text, place = marked(spec(PAGE, f"{LOOK_BACK}documents:\n  proof:\n    title: Proof\n    {document}\n"))
    found = [each for each in problems(text) if each.code[0] == "D"]
    assert [(each.code, each.line, each.column) for each in found] == [(code, *place)]
    assert found[0].severity == "error"
    assert found[0].hint


@pytest.mark.parametrize(
    "document",
    [
        "at_least: {n: 2, of: {x: X, y: Y}}",
        "at_least: 5",
        "at_least: 8\n    max_files: 9",
        "at_least: 2\n    one_per: {period: 6 months, over: 1 year}",
        "at_least: 2\n    one_per: {period: 6 months, over: 7 months}",
        "at_least: 9\n    one_per: {period: 30 days, over: 1 year}",
        "not_older_than: 6 months",
        "not_older_than: 6 months\n    one_of: {x: {field: code}, y: Y}",
    ],
)
def test_right(document: str) -> None:  # 4
    found = problems(spec(PAGE, f"documents:\n  proof:\n    title: Proof\n    {document}\n"))
    assert [each for each in found if each.code[0] == "D"] == []


def test_an_agent_gives_the_date() -> None:  # 4
    document = "documents: {proof: {title: P, not_older_than: {limit: 6 months, dated: agent}}}\n"
    assert [each.code for each in problems(spec(PAGE, document + AGENT))] == []


LOCKED = """
start:
  title: Start
  fields:
    card: {type: text, label: Card}
    kind: {type: choice, label: Kind, options: {a: A, b: B}}
    name: {type: text, label: Name, copied_from: %s}
"""
REGISTER = "sources: {register: {lookup: {card: card}, record: {card: text, name: text}}}\n"


@pytest.mark.parametrize(
    "more",
    [
        "⟦register.name",
        "⟦register.name, when: register is found",
        "⟦register.name, required: kind is a",
        "⟦register.name, required: {cases: [{when: kind is a, is: false}, {otherwise: true, is: true}]}",
    ],
)
def test_stuck(more: str) -> None:  # 3
    text, place = marked(spec(LOCKED % more, REGISTER))
    (problem,) = problems(text)
    assert (problem.code, problem.severity, problem.line, problem.column) == ("J208", "warning", *place)
    assert "`name`" in problem.message
    assert "`register`" in problem.message


@pytest.mark.parametrize(
    "more",
    [
        "register.name, if_missing: ask",
        "register.name, required: false",
        "register.name, required: warn",
        "register.name, when: register.name is answered",
        "register.name, required: register.name is answered",
        "register.name, required: kind is a and kind is b",
    ],
)
def test_not_stuck(more: str) -> None:  # 3, 4
    assert [each for each in problems(spec(LOCKED % more, REGISTER)) if each.code == "J208"] == []


STUCK = {
    "26 no paper for some": "⟦one_of: {x: {title: X, when: kind is a}}",
    "26 one paper of two": "⟦at_least: {n: 2, of: {x: X, y: {title: Y, when: kind is a}}}",
    "26 in a case": (
        "cases:\n      - when: kind is a\n"
        "        ⟦one_of: {x: {title: X, when: code is answered and kind is b}}\n"
        "      - {otherwise: true, not_asked: true}"
    ),
}
NOT_STUCK = (
    "one_of: {x: {title: X, when: kind is a}, y: {title: Y, when: kind is b}}",
    "one_of: {x: {title: X, when: kind is a}}\n    when: kind is a",
    "one_of: {x: {title: X, when: kind is a}}\n    required: warn",
    "one_of: {x: {title: X, when: kind is a}}\n    or_say: {none: I have none}",
    "all_of: {x: {title: X, when: kind is a}}",
    "at_least: {n: 1, of: {x: X, y: {title: Y, when: kind is a}}}",
    "cases: [{when: kind is a, one_of: {x: X}}, {otherwise: true, one_of: {y: {title: Y, when: kind is b}}}]",
)


@pytest.mark.parametrize("document", STUCK.values(), ids=STUCK)
def test_stuck_document(document: str) -> None:  # 5
    text, place = marked(spec(PAGE, f"documents:\n  proof:\n    title: Proof\n    {document}\n"))
    found = [each for each in problems(text) if each.code == "D405"]
    assert [(each.severity, each.line) for each in found] == [("warning", place[0])]
    assert found[0].hint


@pytest.mark.parametrize("document", NOT_STUCK)
def test_document_for_everybody(document: str) -> None:  # 5, 4
    found = problems(spec(PAGE, f"documents:\n  proof:\n    title: Proof\n    {document}\n"))
    assert [each for each in found if each.code == "D405"] == []
