"""The way back to a request without an account (P604).

1. The code goes by mail: one question that is asked again must be for an address of mail.
2. What is asked again is a question with an answer of its own, asked of everybody.
3. A warning for what may be left open, and for what is asked when most of the pages are behind.
4. Where everybody needs an account there is no such way.
5. What is right is not told of; an unknown name is told of as such, once.
"""

from __future__ import annotations

import pytest

from tests.checks.given import marked, problems, spec

PAGES = """
first:
  title: First
  fields:
    email: {type: email, label: E-mail address}
    postcode: {type: text, label: Postcode}
    home: {type: address, label: Address}
    kind: {type: choice, label: Kind, options: {a: A, b: B}}
    other: {type: email, label: Other address, when: kind is a}
    said: {type: text, label: Telephone, or_say: {none: I have none}}
    open: {type: text, label: Nickname, required: false}
    agreed: {type: agreement, label: I agree}
    people: {type: list, label: People, fields: {name: {type: text, label: Name}}}
"""
LATER = "".join(
    f"{name}:\n  title: {name}\n  fields:\n    {name}_field: {{type: text, label: {name}}}\n"
    for name in ("second", "third", "fourth", "fifth")
)
RULE = "account: {access: %s, return_with: {ask: %s}}\n"

FOUND = {
    "no address of mail": ("error", RULE % ("none", "⟦[postcode]")),
    "what is computed": (
        "error",
        RULE % ("none", "[email, ⟦half]") + "calculations: {half: {type: text, is: first 2 of postcode}}\n",
    ),
    "a list": ("error", RULE % ("none", "[email, ⟦people]")),
    "a box to tick": ("error", RULE % ("none", "[email, ⟦agreed]")),
    "asked at times": ("error", RULE % ("optional", "[⟦other, postcode]")),
    "something may be said instead": ("warning", RULE % ("none", "[email, ⟦said]")),
    "left open": ("warning", RULE % ("none", "[email, ⟦open]")),
    "late": ("warning", RULE % ("none", "[email, ⟦fifth_field]")),
    "an account for all": ("error", "account: {access: required, return_with: ⟦{ask: [email]}}\n"),
}


@pytest.mark.parametrize(("severity", "rest"), FOUND.values(), ids=FOUND)
def test_found(severity: str, rest: str) -> None:  # 1, 2, 3, 4
    text, place = marked(spec(PAGES + LATER, rest))
    (problem,) = problems(text)
    assert (problem.code, problem.severity, problem.line, problem.column) == ("P604", severity, *place)
    assert problem.hint


def test_told_when() -> None:  # 2
    (problem,) = problems(spec(PAGES, RULE % ("none", "[other]")))
    assert "is not asked when" in problem.message
    assert "`kind`" in problem.message or "kind is b" in problem.message


@pytest.mark.parametrize(
    "ask", ["[email]", "[email, postcode]", "[email, home]", "[postcode, email, third_field]"]
)
def test_right(ask: str) -> None:  # 5
    assert problems(spec(PAGES + LATER, RULE % ("none", ask))) == ()


def test_an_unknown_name() -> None:  # 5
    text, place = marked(spec(PAGES, RULE % ("none", "[email, ⟦postcod]")))
    (problem,) = problems(text)
    assert (problem.code, problem.line, problem.column) == ("N108", *place)
