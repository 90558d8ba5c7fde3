"""Words that leave a reader alone: row 39 (X703).

1. A link called "ici" or "here", one without words, the system's own link; in any text, in fragments.
2. A yes_no field and the question before a list must ask; a label needs a word.
3. Two fields of one page, one group or one item, and two options of one choice, may not have the same words,
   unless they are never there together.
4. A picture of help needs `alt`.
5. What is right is not told of.
"""

from __future__ import annotations

import pytest

from tests.checks.given import marked, problems, spec

PAGE = "start:\n  title: Start\n  %s\n"
FIELDS = "start:\n  title: Start\n  fields:\n%s"

LINKS = {
    "here": PAGE % 'text: "Read the rules ⟦[here](https://example.org)."',
    "ici, with a capital and a mark": PAGE % 'text: "⟦[Ici !](https://example.org)"',
    "two words": PAGE % 'text: "⟦[Cliquez ici](https://example.org)"',
    "the second of two": PAGE % 'text: "[The rules](https://a.example) and ⟦[more](https://b.example)"',
    "emphasis": PAGE % 'text: "⟦[**here**](https://example.org)"',
    "in a branch": PAGE % 'text: "A{{ when today > 2020-01-01 }} ⟦[here](https://example.org){{ end }}"',
    "no words": PAGE % 'text: "See ⟦[](https://example.org)"',
    "in a hint": FIELDS % "    a: {type: text, label: A, hint: 'See ⟦[this page](https://example.org)'}\n",
    "in an option": FIELDS
    % "    a: {type: choice, label: A, options: {x: X, y: {label: Y, hint: '⟦[here](/x)'}}}\n",
}


@pytest.mark.parametrize("pages", LINKS.values(), ids=LINKS)
def test_vague_links(pages: str) -> None:  # 1
    text, place = marked(spec(pages))
    (problem,) = problems(text)
    assert (problem.code, problem.severity, problem.line, problem.column) == ("X703", "warning", *place)
    assert problem.hint


def test_the_link_of_a_mail_and_of_a_fragment() -> None:  # 1
    rest = """workflow:
  states: {draft: Draft, filed: {label: Filed, final: true}}
  actions:
    file: {by: applicant, from: draft, to: filed, send: told}
messages:
  told: {mail: {subject: News, text: "Read it: ⟦{{ link | ici }}. {{ foot }}"}}
fragments:
  foot: "Our rules are [here](https://example.org)."
"""
    text, place = marked(spec(PAGE % "text: Begin", rest))
    found = [(each.code, each.line, each.column) for each in problems(text)]
    assert found == [("X703", *place), ("X703", place[0] + 2, rest.splitlines()[7].index("[") + 1)]


@pytest.mark.parametrize(
    "text",
    [
        "[The rules](https://example.org)",
        "[{{ today }}](https://example.org/)",
        "Here we are [in the rules](https://example.org)",
        "here (https://example.org)",
        "[More about the rules](https://example.org)",
    ],
)
def test_good_links(text: str) -> None:  # 5
    assert problems(spec(PAGE % f'text: "{text}"')) == ()


LABELS = {
    "yes or no to no question": "    a: {type: yes_no, label: ⟦Garden}\n",
    "in a case": (
        "    k: {type: choice, label: K, options: {x: X, y: Y}}\n    a:\n      type: yes_no\n      label:\n"
        "        cases:\n          - {when: k is x, is: 'Garden?'}\n"
        "          - {otherwise: true, is: ⟦Garden}\n"
    ),
    "before a list": "    a: {type: list, label: A, first_question: ⟦Children, fields: "
    "{n: {type: text, label: N}}}\n",
    "in an item": "    a: {type: list, label: A, fields: {n: {type: yes_no, label: ⟦Well}}}\n",
    "no word": "    a: {type: text, label: ⟦…}\n",
    "two fields": "    a: {type: text, label: Phone}\n    b: {type: text, label: ⟦phone}\n",
    "two fields, one of them behind an option": (
        "    a: {type: text, label: Phone}\n"
        "    b: {type: choice, label: B, options: {x: X, y: {label: Y, then_ask: "
        "{c: {type: text, label: ⟦Phone}}}}}\n"
    ),
    "two of a group": (
        "    g: {type: group, label: G, fields: {a: {type: text, label: P}, b: {type: text, label: ⟦P}}}\n"
    ),
    "two of an item": (
        "    g: {type: list, label: G, fields: {a: {type: text, label: P}, b: {type: text, label: ⟦P}}}\n"
    ),
    "two options": "    a: {type: choice, label: A, options: {x: Same, y: Other, z: ⟦Same}}\n",
}


@pytest.mark.parametrize("fields", LABELS.values(), ids=LABELS)
def test_labels(fields: str) -> None:  # 2, 3
    text, place = marked(spec(FIELDS % fields))
    (problem,) = problems(text)
    assert (problem.code, problem.severity, problem.line, problem.column) == ("X703", "warning", *place)
    assert problem.hint


@pytest.mark.parametrize(
    "fields",
    [
        "    a: {type: yes_no, label: 'Do you have a garden?'}\n",
        "    a: {type: yes_no, label: 'هل لديك حديقة؟'}\n",
        "    a: {type: agreement, label: I agree}\n",
        (
            "    a: {type: text, label: P}\n"
            "    g: {type: group, label: G, fields: {a: {type: text, label: P}}}\n"
        ),
        (
            "    k: {type: choice, label: K, options: {x: X, y: Y}}\n"
            "    a: {type: text, label: P, when: k is x}\n    b: {type: text, label: P, when: k is y}\n"
        ),
        (
            "    k: {type: choice, label: K, options: {x: {label: X, then_ask: {a: {type: text, label: P}}},"
            " y: {label: Y, then_ask: {b: {type: text, label: P}}}}}\n"
        ),
    ],
)
def test_good_labels(fields: str) -> None:  # 5
    assert problems(spec(FIELDS % fields)) == ()


def test_one_label_on_two_pages() -> None:  # 5
    pages = FIELDS % "    a: {type: text, label: P}\n"
    assert problems(spec(pages + pages.replace("start", "other").replace(" a:", " b:"))) == ()


def test_a_picture_without_words() -> None:  # 4
    text, place = marked(spec(FIELDS % "    a: {type: text, label: A, help: {text: T, image: ⟦card.svg}}\n"))
    (problem,) = problems(text)
    assert (problem.code, problem.severity, problem.line, problem.column) == ("X703", "error", *place)
