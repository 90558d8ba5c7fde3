"""Documents and their rules (language.md §7, and §11 rule 10).

1. `one_of` wants one paper, `all_of` all that are asked, `at_least` so many; a single document one file.
2. `at_least` is a number of files of one paper, or of papers by `n` and `of`.
3. A paper with a `when` counts only when that is true; files of papers that are not asked are kept aside.
4. The first true case applies; with none nothing is asked and filing is blocked, unless a last case says
   `not_asked`. Papers of which none is asked are such a gap too.
5. A field may stand for a paper, wherever it is asked.
6. A word said satisfies a document, and its fields are asked then and only then, groups and options in them
   included; a word that cannot be said there counts for nothing.
7. `one_per` asks for each period counted back from the start; `at_least` of them blocks, the rest goes by
   `required`. Where there are fewer periods than that, each blocks. Any length of time that a person types
   gives an end to them.
8. `not_older_than`: a date so long before the day of filing is still good, one before is not; without a date
   it says so when the person is to type it; the level is error or warning. What is said instead silences it.
9. `required: warn` and `required: false` never block, and `required` may be a condition.
10. A document is asked if its page is and its `when` is true; else what was handed in for it is nothing.
11. `is provided` and `is LEASE` in expressions see what counts.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formgen.compiler.compile import build
from formgen.compiler.evaluation import Provided
from formgen.compiler.procedure import Procedure
from formgen.language.read import read_text
from formgen.language.resolution import Resolution, visit
from tests.compiler.given import TODAY, day, evaluated, files, procedure_of, spec_of, told

PAGE = """
page:
  title: Page
  fields:
    own: {type: yes_no, label: Own?}
  documents: [paper]
"""


def with_rule(rule: str, rest: str = "") -> Procedure:
    """A procedure whose one document has this rule; `rest` are further keys of the spec."""
    return procedure_of(PAGE, f"documents:\n  paper: {{title: Paper, {rule}}}\n{rest}")


def judged(
    procedure: Procedure, papers: dict[str, Any], entries: dict[str, Any] | None = None, **given: Any
) -> list[str]:
    """Codes of what is wrong with the document."""
    evaluation = evaluated(
        procedure, {"own": "yes", **(entries or {})}, documents={"paper": {"": files(**papers)}}, **given
    )
    assert all(each.path.startswith("documents.paper") for each in evaluation.problems)
    return [each.code for each in evaluation.problems]


@pytest.mark.parametrize(
    ("rule", "papers", "enough"),
    [
        ("text: Any", {}, False),
        ("text: Any", {"provided": 1}, True),
        ("one_of: {a: A, b: B}", {}, False),
        ("one_of: {a: A, b: B}", {"b": 1}, True),
        ("one_of: {a: A, b: B}", {"other": 1}, False),
        ("all_of: {a: A, b: B}", {"b": 2}, False),
        ("all_of: {a: A, b: B}", {"a": 1, "b": 1}, True),
        ("at_least: 3", {"provided": 2}, False),
        ("at_least: 3", {"provided": 3}, True),
        ("at_least: {n: 2, of: {a: A, b: B, c: C}}", {"a": 2}, False),
        ("at_least: {n: 2, of: {a: A, b: B, c: C}}", {"a": 1, "c": 1}, True),
        ("all_of: {a: A, b: {title: B, when: own is no}}", {"a": 1}, True),
        ("all_of: {a: A, b: {title: B, when: own is yes}}", {"a": 1}, False),
        ("one_of: {a: A, b: {title: B, when: own is no}}", {"b": 1}, False),
        ("all_of: {b: {title: B, when: own is no}}", {}, True),
    ],
)
def test_enough(rule: str, papers: dict[str, Any], enough: bool) -> None:  # 1, 2, 3
    assert judged(with_rule(rule), papers) == ([] if enough else ["document_missing"])


def test_paper_not_asked_is_kept_aside() -> None:  # 3, 11
    procedure = with_rule("one_of: {a: A, b: {title: B, when: own is no}}")
    given = {"paper": {"": files(b=1)}}
    assert evaluated(procedure, {"own": "yes"}, documents=given).value("documents.paper") == frozenset()
    assert evaluated(procedure, {"own": "no"}, documents=given).value("documents.paper") == {"b"}


CASES = (
    "cases: [{when: own is yes, one_of: {deed: D}}, {when: own is answered, all_of: {lease: L, rent: R}}%s]"
)


def test_cases() -> None:  # 4, 11
    procedure = with_rule(CASES % "")
    assert judged(procedure, {"deed": 1}) == []
    assert judged(procedure, {"lease": 1, "rent": 1}) == ["document_missing"]
    state = evaluated(procedure, {"own": "no"}).documents[0]
    assert (state.rule, state.case) == ("all_of", 1)
    assert [each.id for each in state.alternatives] == ["lease", "rent"]


def with_a_gap(rule: str) -> Procedure:
    """The same without the check that finds gaps: where a spec has too many situations, none is found."""
    spec = read_text(spec_of(PAGE, f"documents:\n  paper: {{title: Paper, {rule}}}\n"), "given.yaml").spec
    assert spec is not None
    resolution = Resolution(spec, None)
    visit(resolution)
    return build(resolution)


def test_no_case() -> None:  # 4
    one = "cases: [{when: own is no, one_of: {deed: D}}%s]"
    assert judged(with_a_gap(one % ""), {}) == ["document_undecided"]
    assert judged(with_rule(one % ", {otherwise: true, not_asked: true}"), {}) == []
    assert judged(with_a_gap("one_of: {a: {title: A, when: own is no}}"), {}) == ["document_undecided"]


def test_field_for_a_paper() -> None:  # 5
    procedure = procedure_of(
        """
        page:
          title: Page
          fields:
            box: {type: group, label: Box, fields: {code: {type: text, label: Code, required: false}}}
          documents: [paper]
        """,
        "documents:\n  paper: {title: Paper, one_of: {code: {field: box.code}, print: Print}}",
    )
    assert told(evaluated(procedure, {}).problems) == [("documents.paper", "document_missing")]
    coded = evaluated(procedure, {"box.code": "AB"})
    assert coded.complete
    assert coded.value("documents.paper") == {"code"}
    assert evaluated(procedure, {}, documents={"paper": {"": files(print=1)}}).complete


SAID = """
any_document:
  or_say:
    cannot: {label: I cannot, then_ask: {
      why: {type: choice, label: Why, options: {
        lost: Lost, other: {label: Other, then_ask: {what: {type: text, label: What}}}}},
      where: {type: group, label: Where, fields: {town: {type: text, label: Town, when: documents_said}}}}}
conditions:
  documents_said: paper is said cannot
documents:
  paper: {title: Paper, not_older_than: 6 months}
"""


def test_said() -> None:  # 6, 8
    procedure = procedure_of(PAGE, SAID)
    path = "documents.paper.cannot"
    silent = evaluated(procedure, {"own": "yes", f"{path}.why": "other", f"{path}.what": "x"})
    assert not silent.asked(f"{path}.why")
    assert not silent.asked(f"{path}.what")
    assert not silent.asked(f"{path}.where.town")
    assert told(silent.problems) == [("documents.paper", "document_missing")]
    said = evaluated(procedure, {"own": "yes", "documents.paper?": "cannot"})
    assert told(said.problems) == [(f"{path}.why", "empty"), (f"{path}.where.town", "empty")]
    other = evaluated(
        procedure,
        {"own": "yes", "documents.paper?": "cannot", f"{path}.why": "other", f"{path}.where.town": "X"},
    )
    assert told(other.problems) == [(f"{path}.what", "empty")]
    assert other.value(f"{path}.why") == "other"
    old = {"paper": {"": files(provided=Provided(1, date(2020, 1, 1)))}}
    whole = {"own": "yes", "documents.paper?": "cannot", f"{path}.why": "lost", f"{path}.where.town": "X"}
    assert evaluated(procedure, whole, documents=old).complete
    assert other.reason(f"{path}.why").kind == "option"
    assert silent.reason(f"{path}.why").kind == "option"


@pytest.mark.parametrize("forged", ["canot", "provided", "", ["cannot"], {"cannot": 1}, True, 3])
def test_forged_word(forged: Any) -> None:  # 6
    forged_word = evaluated(procedure_of(PAGE, SAID), {"own": "yes", "documents.paper?": forged})
    assert told(forged_word.problems) == [("documents.paper", "document_missing")]


PERIODS = "one_per: {period: 6 months, over: years}, at_least: 1, required: warn"
YEARS = """
page:
  title: Page
  fields: {years: {type: duration, label: How long, units: [years, months, days]}}
  documents: [paper]
"""


def periods(entry: dict[str, str], papers: dict[str, Any], rule: str = PERIODS) -> Any:
    procedure = procedure_of(YEARS, f"documents:\n  paper: {{title: Paper, {rule}}}")
    given = {"paper": {index: files(provided=1) for index in papers}}
    return evaluated(procedure, {"years": entry}, documents=given, started_on=date(2026, 8, 31))


def test_periods() -> None:  # 7
    evaluation = periods({"years": "1", "months": "2"}, {"1": 1})
    assert [(state.item, state.period, state.satisfied) for state in evaluation.documents] == [
        ("0", (date(2026, 3, 1), date(2026, 8, 31)), False),
        ("1", (date(2025, 9, 1), date(2026, 2, 28)), True),
        ("2", (date(2025, 7, 1), date(2025, 8, 31)), False),
    ]
    assert [(each.path, each.code, each.level) for each in evaluation.problems] == [
        ("documents.paper.0", "document_missing", "warning"),
        ("documents.paper.2", "document_missing", "warning"),
    ]
    assert evaluation.complete
    assert evaluation.value("documents.paper") == {"provided"}


def test_too_few_periods() -> None:  # 7
    none = periods({"years": "1"}, {"9": 1})
    assert [(each.code, each.level) for each in none.problems] == [
        ("too_few_documents", "error"), ("document_missing", "warning"), ("document_missing", "warning"),
    ]  # fmt: skip
    assert none.value("documents.paper") == frozenset()


@pytest.mark.parametrize(
    ("months", "papers", "least"), [("0", {}, 0), ("6", {}, 1), ("6", {"0": 1}, 0), ("7", {}, 2)]
)
def test_fewer_periods_than_are_needed(months: str, papers: dict[str, Any], least: int) -> None:  # 7
    evaluation = periods({"months": months}, papers, PERIODS.replace("at_least: 1", "at_least: 2"))
    few = [each.values["least"] for each in evaluation.problems if each.code == "too_few_documents"]
    assert few == ([least] if least else [])
    assert evaluation.complete is (least == 0)


@given(years=st.integers(0, 10**7), months=st.integers(0, 10**6), days=st.integers(0, 10**9))
def test_any_length_of_time(years: int, months: int, days: int) -> None:  # 7
    evaluation = periods({"years": str(years), "months": str(months), "days": str(days)}, {})
    assert len(evaluation.documents) <= 200
    assert evaluation.problems is not None


@pytest.mark.parametrize(
    ("dated", "age", "found"),
    [
        (date(2026, 5, 24), "6 months", []),
        (date(2026, 5, 23), "6 months", [("document_too_old", "error")]),
        (date(2026, 5, 23), "{limit: 6 months, level: warning}", [("document_too_old", "warning")]),
        (None, "6 months", [("document_undated", "error")]),
        (date(2026, 11, 25), "6 months", [("document_from_future", "error")]),
        (date(1900, 1, 1), "9000 years", []),
    ],
)
def test_age(dated: date | None, age: str, found: list[Any]) -> None:  # 8
    procedure = with_rule(f"one_of: {{a: A, b: B}}, not_older_than: {age}")
    given = {"paper": {"": {"b": Provided(1, dated)}}}
    evaluation = evaluated(procedure, {"own": "yes"}, documents=given)
    assert [(each.code, each.level) for each in evaluation.problems] == found


EXAMINED = """
roles: {agent: {}}
workflow:
  states: {draft: Draft, filed: Filed, accepted: {label: Accepted, final: true}}
  actions:
    file: {by: applicant, from: draft, to: filed}
    accept: {by: agent, from: filed, to: accepted, send: told}
messages:
  told: {mail: {subject: Decided, text: It is decided.}}
"""


def test_age_that_an_agent_sees() -> None:  # 8
    procedure = with_rule("not_older_than: {limit: 6 months, dated: agent}", EXAMINED)
    given = {"paper": {"": {"provided": Provided(1)}}}
    assert not evaluated(procedure, {"own": "yes"}, documents=given).problems


def test_day_of_filing_counts() -> None:  # 8
    procedure = with_rule("not_older_than: 6 months")
    given = {"paper": {"": {"provided": Provided(1, date(2026, 5, 24))}}}
    assert evaluated(procedure, {"own": "yes"}, documents=given).complete
    late = evaluated(procedure, {"own": "yes"}, documents=given, filed_on=TODAY.replace(day=25))
    assert [each.code for each in late.problems] == ["document_too_old"]


@pytest.mark.parametrize(
    ("required", "own", "levels"),
    [
        ("warn", "yes", ["warning"]),
        ("false", "yes", []),
        ("own is yes", "yes", ["error"]),
        ("own is yes", "no", []),
    ],
)
def test_required(required: str, own: str, levels: list[str]) -> None:  # 9
    evaluation = evaluated(with_rule(f"required: {required}"), {"own": own})
    assert [each.level for each in evaluation.problems] == levels


def test_not_asked() -> None:  # 10, 11
    procedure = procedure_of(
        """
        page:
          title: Page
          fields: {own: {type: yes_no, label: Own?}}
        papers:
          title: Papers
          when: own is answered
          documents: [paper]
        after:
          title: After
          fields:
            a: {type: text, label: A, when: paper is provided}
            b: {type: text, label: B, when: paper is lease}
        """,
        "documents:\n  paper: {title: Paper, when: own is no, one_of: {lease: Lease, deed: Deed}}",
    )
    given = {"paper": {"": files(lease=1)}}
    for entries in ({}, {"own": "yes"}):
        evaluation = evaluated(procedure, entries, documents=given)
        assert not evaluation.asked("documents.paper")
        assert not evaluation.documents
        assert evaluation.value("documents.paper") is None
        assert not evaluation.asked("a")
    asked = evaluated(procedure, {"own": "no"}, documents=given)
    assert asked.asked("a")
    assert asked.asked("b")
    assert not evaluated(procedure, {"own": "no"}, documents={"paper": {"": files(deed=1)}}).asked("b")


def test_date_entry_is_no_field() -> None:  # 8
    assert evaluated(
        with_rule("required: false"), {"own": "yes", "documents.paper.provided.dated": day("2026-01-01")}
    ).complete


def test_said_of_one_period() -> None:  # 6, 7
    procedure = procedure_of(
        YEARS, f"documents:\n  paper: {{title: Paper, {PERIODS}, or_say: {{absent: I was away}}}}"
    )
    entries = {"years": {"years": "1"}, "documents.paper.1?": "absent", "documents.paper.0?": "forged"}
    states = evaluated(procedure, entries).documents
    assert [(state.item, state.said, state.satisfied) for state in states] == [
        ("0", None, False),
        ("1", "absent", True),
    ]
