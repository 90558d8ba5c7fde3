"""Rows S and N of the catalogue of mistakes, from the text of a spec to its problems.

Each case is a spec with `⟦` before what is wrong; it names its row. Exactly one problem is told, at that
place, with a hint.
"""

from __future__ import annotations

import pytest

from formgen.language.problems import Problem
from tests.checks.given import HEAD, PAGES_FROM, marked, problems, spec

FIELDS = "people:\n  title: People\n  fields:\n"
MARITAL = """    marital_status:
      type: choice
      label: Family situation
      options: {single: Single, married: Married, widowed: Widowed}
"""

ROWS = {
    "1 two fields with one id": (
        "S001",
        FIELDS + "    phone: {type: phone, label: A}\n    ⟦phone: {type: phone, label: B}\n",
    ),
    "2 the end is lost behind a sign": ("S002", "people:\n  title: People\n  text: Building ⟦#3\n"),
    "2 a text that begins with a placeholder": (
        "S002",
        "people:\n  title: People\n  text: ⟦{{ today }} is the day\n",
    ),
    "3 a comma in braces": ("S003", "people: {title: Filed, ⟦under way}\n"),
    "4 a colon in a text": ("S004", "people:\n  title: Remark⟦ : optional\n"),
    "5 a list for a condition": (
        "S005",
        FIELDS + "    a:\n      type: text\n      label: A\n      required: ⟦[a, b]\n",
    ),
    "5 a list for a pattern": (
        "S005",
        FIELDS + "    a:\n      type: text\n      label: A\n      pattern: ⟦[0-9]\n",
    ),
    "5 a pattern of several lists": (
        "S027",
        FIELDS + "    a: {type: text, label: A, pattern: [A-Z]⟦{2}}\n",
    ),
    "6 an apostrophe in quotes": ("S006", "people:\n  title: 'l⟦'union'\n"),
    "7 a key among options": (
        "S007",
        FIELDS
        + "    a:\n      type: choice\n      label: A\n      options:\n        x: X\n"
        + "        ⟦when: today > 2020-01-01\n",
    ),
    "7 a key of an option beside it": (
        "S007",
        FIELDS + "    a:\n      type: choice\n      label: A\n      options:\n        x: {label: X}\n"
        "        ⟦then_ask:\n          z: {type: text, label: Z}\n",
    ),
    "7 a field's key beside the field": ("S007", FIELDS + "    a:\n      type: text\n    ⟦label: A\n"),
    "7 a page's key among its fields": (
        "S007",
        FIELDS + "    a: {type: text, label: A}\n    ⟦checks:\n      - {must: a is answered, message: M}\n",
    ),
    "7 a field's key on the page": ("S007", "people:\n  title: People\n  ⟦sensitive: true\n"),
    "7 a field's key in its help": (
        "S007",
        FIELDS
        + "    a:\n      type: text\n      label: A\n      help:\n        text: T\n"
        + "        ⟦required: false\n",
    ),
    "8 a slip in a key": ("S008", FIELDS + "    a:\n      type: text\n      ⟦labell: A\n"),
    "8 a slip in type": ("S008", FIELDS + "    a:\n      ⟦typ: text\n      label: A\n"),
    "8 a slip in a case": (
        "S008",
        FIELDS
        + "    a:\n      type: text\n      label:\n        cases:\n          - ⟦wen: today > 2020-01-01\n"
        "            is: X\n          - otherwise: true\n            is: Y\n",
    ),
    "8 an invented key": ("S008", FIELDS + "    a: {type: text, label: A, ⟦colour: red}\n"),
    "9 an anchor": ("S009", FIELDS + "    a: ⟦&x {type: text, label: A}\n"),
    "9 a tag": ("S009", FIELDS + "    a: ⟦!x {type: text, label: A}\n"),
    "10 an unknown name": (
        "N101",
        FIELDS
        + MARITAL
        + "    b:\n      type: text\n      label: B\n      when: ⟦mariatal_status is married and b > 3\n",
    ),
    "11 an unknown option": (
        "N102",
        FIELDS + MARITAL + "    b: {type: text, label: B, when: marital_status is ⟦maried}\n",
    ),
    "12 a label for an id": (
        "N103",
        FIELDS + MARITAL + "    b: {type: text, label: B, when: marital_status is ⟦Married}\n",
    ),
    "13 a name that hides another": (
        "N104",
        FIELDS
        + "    birth_date: {type: date, label: B}\n    spouse:\n      type: group\n"
        + "      label: S\n      fields:\n"
        "        birth_date:\n          type: date\n          label: B\n          checks:\n"
        "            - {must: ⟦birth_date <= today, message: M}\n",
    ),
    "a word of the language as an id": ("N105", FIELDS + "    ⟦today: {type: text, label: A}\n"),
    "a page at an address that is taken": ("N105", "⟦review: {title: R, text: T}\n"),
    "an id with capitals": ("N106", FIELDS + "    ⟦Phone: {type: text, label: A}\n"),
    "two pages with one field": (
        "N107",
        FIELDS
        + "    a: {type: text, label: A}\nother:\n  title: O\n  fields:\n    ⟦a: {type: text, label: A}\n",
    ),
    "a document that is none": ("N108", "people:\n  title: P\n  documents: [⟦foo]\n"),
    "a group of fields that is none": ("N108", FIELDS + "    a: {type: group, label: A, use: ⟦foo}\n"),
    "a list that is none": ("N108", FIELDS + "    a: {type: choice, label: A, options: ⟦foo}\n"),
}


@pytest.mark.parametrize(("code", "pages"), ROWS.values(), ids=ROWS)
def test_rows(code: str, pages: str) -> None:
    text, place = marked(spec(pages))
    (problem,) = problems(text)
    assert (problem.code, problem.line, problem.column) == (code, *place)
    assert problem.severity == (
        "warning" if code in ("N104", "S002") and problem.severity == "warning" else "error"
    )
    assert problem.hint


MESSAGES = {
    "1": ("`phone` is written twice here; the first is at line 15.", "Rename one, or delete it."),
    "8": ("`labell` is not an option of a text field.", "Did you mean `label`?"),
    "10": ("No field is called `mariatal_status`.", "Did you mean `marital_status` (Family situation)?"),
    "11": (
        "`maried` is not an option of `marital_status`.",
        "Options: single, married, widowed. Did you mean `married`?",
    ),
    "12": ("`Married` is a label; conditions compare ids.", "Write `married`."),
}


@pytest.mark.parametrize(("row", "expected"), MESSAGES.items())
def test_words(row: str, expected: tuple[str, str]) -> None:
    pages = next(pages for name, (_, pages) in ROWS.items() if name.split()[0] == row)
    (problem,) = problems(marked(spec(pages))[0])
    assert (problem.message, problem.hint) == expected


REST = {
    "a country by two letters": (
        "S015",
        "pdfs: {p: {title: T, text: X}}\nlists: {l: [A]}\ncurrency: ⟦euro\n",
    ),
    "a price in no currency": ("S015", "price: ⟦12 XXX\n"),
    "a price with a comma": ("S015", "price: ⟦12,50 EUR\n"),
    "languages": ("S015", "translations: [⟦english]\n"),
    "the spec's own language": ("S017", "translations: [⟦en]\n"),
    "a list with a double": ("N107", "lists: {l: [A, ⟦A]}\n"),
    "a list with words": ("N106", "lists: {l: [⟦Old town]}\n"),
    "a group that holds itself": (
        "N108",
        (
            "field_groups:\n  g: {fields: {x: {type: group, label: X, use: ⟦h}}}\n"
            "  h: {fields: {y: {type: group, label: Y, use: g}}}\n"
        ),
    ),
    "an account that asks nothing": ("S012", "account: {identify_with: ⟦register}\n"),
    "a download that is none": (
        "N108",
        "confirmation: {title: T, text: X, download: [⟦recipt]}\npdfs: {receipt: {title: R, text: X}}\n",
    ),
    "a document on no page": ("D403", "documents:\n  ⟦card_held: {title: The card}\n"),
    "two rules": ("S017", "documents:\n  d: {title: D, one_of: {a: A}, all_of: ⟦{b: B}}\n"),
    "a key of a declaration": (
        "S007",
        "review:\n  declarations:\n    truthful: I swear\n    ⟦when: today > 2020-01-01\n",
    ),
    "a flag among states": (
        "S007",
        (
            "workflow:\n  states:\n    draft: Draft\n    ⟦final: true\n  actions:\n"
            "    file: {by: applicant, from: draft, to: draft}\n"
        ),
    ),
    "what starts a deadline": (
        "N108",
        (
            "workflow:\n  states: {draft: D, closed: {label: C, final: true}}\n  actions:\n"
            "    file: {by: applicant, from: draft, to: closed}\n"
            "    expire: {by: system, from: draft, to: closed}\n"
            "  deadlines:\n    - {in: draft, since: ⟦savd, after: 3 days, do: expire}\n"
        ),
    ),
    "a condition that nothing names": ("N109", "conditions: {⟦x: today > 2020-01-01}\n"),
}


@pytest.mark.parametrize(("code", "rest"), REST.values(), ids=REST)
def test_the_rest_of_a_spec(code: str, rest: str) -> None:
    text, place = marked(spec("start: {title: Start, text: Begin}\n", rest))
    found = [each for each in problems(text) if each.code != "N109" or code == "N109"]
    assert [(each.code, each.line, each.column) for each in found] == [(code, *place)]
    assert found[0].hint


def test_time_zone() -> None:
    text = (HEAD + "  timezone: Paris\n").replace("\n\n", "\n") + spec("a: {title: A, text: T}")[len(HEAD) :]
    (problem,) = problems(text)
    assert (problem.code, problem.hint) == ("S015", "Did you mean `Europe/Paris`?")


FIELD_MISTAKES = {
    "type: text, label: A, pattern: '⟦[0-9'": "S019",
    'type: text, label: A, pattern: "é\\u00e9x⟦)"': "S019",
    "type: text, label: A, pattern: 'a⟦\\q'": "S019",
    "type: text, label: A, pattern: '⟦(?=a)b'": "S019",
    "type: text, label: A, pattern: '⟦(?x)a #'": "S019",
    "type: integer, label: A, min: 5, max: ⟦2": "S017",
    "type: integer, label: A, min: ⟦NaN": "S015",
    "type: phone, label: A, countries: [⟦FR]": "S015",
    "type: identifier, label: A, kind: ⟦fr.siert": "S016",
    "type: text, label: A, errors: {⟦too_lng: L}": "S016",
    "type: text, label: A, autocomplete: ⟦famly-name": "S016",
    "type: text, label: A, help: {text: T, image: ⟦card.svg}": "X703",
    "type: date, label: A, default: ⟦2026-02-30": "T303",
    "type: choice, label: A, default: ⟦One, options: {single: One}": "T303",
    "type: country, label: A, when: a is ⟦FRX": "N102",
}


@pytest.mark.parametrize(
    ("written", "meant"), [("'\"single\"'", "single"), ("'«single»'", "single"), ("'\"1\"'", "1")]
)
def test_quotes_within_quotes(written: str, meant: str) -> None:
    """A default in quotes within quotes: what to leave out."""
    kind = "type: integer" if meant == "1" else "type: choice, options: {single: One}"
    (found,) = problems(spec(f"{FIELDS}    a: {{{kind}, label: A, default: {written}}}\n"))
    assert (found.code, found.hint) == (
        "T303",
        f"Leave the inner quotes out, they count as part of the answer: `default: {meant}`.",
    )


@pytest.mark.parametrize(("yaml", "code"), FIELD_MISTAKES.items())
def test_fields(yaml: str, code: str) -> None:
    text, place = marked(spec(f"{FIELDS}    a: {{{yaml}}}\n"))
    found = problems(text)
    assert code in [each.code for each in found]
    if yaml != "⟦":
        assert [(each.code, each.line, each.column) for each in found if each.code == code] == [
            (code, *place)
        ]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//x.org", "http:// x", "HTTPS"]
)
def test_a_stop_leads_nowhere_harmful(address: str) -> None:
    pages = f'a:\n  title: A\n  text: T\n  stop: {{when: today > 2020-01-01, title: T, go_to: "{address}"}}\n'
    assert [each.code for each in problems(spec(pages))] == ["S015"]


def test_mistakes_of_shape_and_of_names() -> None:
    pages = FIELDS + "    a: {type: text, labell: A}\n    b: {type: text, label: B, when: nobody is known}\n"
    assert [each.code for each in problems(spec(pages))] == ["S008", "N101"]


def test_all_mistakes_at_once() -> None:
    pages = (
        FIELDS
        + "    a: {type: txt, label: A}\n    b: {type: text, label: B, requird: no}\n"
        + "    C: {type: text, label: C}\n"
    )
    found = problems(spec(pages))
    assert [(each.code, each.line) for each in found] == [
        ("S016", PAGES_FROM + 4),
        ("S008", PAGES_FROM + 5),
        ("N106", PAGES_FROM + 6),
    ]


def test_a_pattern_in_brackets_is_to_be_quoted() -> None:
    """Row 5: the hint speaks of the pattern, not of commas."""
    (problem,) = problems(spec(FIELDS + "    a: {type: text, label: A, pattern: [A-Z]{2}}\n"))
    assert problem.hint is not None
    assert "quoted" in problem.hint


def test_a_value_behind_otherwise_is_one_mistake() -> None:
    """Its value is what belongs into the missing line."""
    rest = "calculations:\n  fee:\n    type: money\n    cases:\n      - otherwise: 30 EUR\n"
    found = problems(spec(FIELDS + "    a: {type: text, label: A}\n", rest))
    assert [each.code for each in found] == ["S015"]


def test_hidden_in_a_group_used_twice() -> None:
    """Row 13 in one of `field_groups`: one message for all its uses, whose advice works in it."""
    pages = FIELDS + (
        "    born_on: {type: date, label: Yours}\n"
        "    person: {type: group, label: Mother, use: person}\n"
        "    father: {type: group, label: Father, use: person}\n"
    )

    def told(condition: str) -> tuple[Problem, ...]:
        groups = (
            "field_groups:\n  person:\n    fields:\n      born_on: {type: date, label: Born}\n"
            f"      minor: {{type: yes_no, label: Minor?, when: {condition}}}\n"
        )
        return problems(spec(pages, groups))

    (found,) = told("born_on < today")
    assert (found.code, found.severity) == ("N104", "warning")
    assert found.hint == "Write `person.born_on` or `dossier.born_on`."
    for condition in ("person.born_on < today", "dossier.born_on < today"):
        assert not told(condition)
