"""Which pages and fields are asked (language.md §5, and §11 rules 2, 3, 4 and 8).

1. A field is asked if its step, page, enclosing groups and itself have no `when` or a true one.
2. An unknown condition is not true.
3. A field of `then_ask` is asked when its option is chosen, alone or among others, and its own `when` true.
4. A field not asked is empty everywhere, whatever its entry; the entry counts again when it is asked again.
5. The first true stop on an asked page, in file order, ends the journey: no later page or field is asked,
   and filing is impossible. Its own page stays, though it asks nothing.
6. A stop on a page that is not asked does not hold.
7. A page with nothing left to ask disappears unless it has text; a group counts by its fields, a document by
   there being something to hand in.
8. Pages stand in the file's order, whatever the order of evaluation; review and confirmation close it.
9. A condition may read calculations and named conditions written anywhere.
10. A document's said field and an option's word of the same name are told apart.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.compiler.given import evaluated, journey, outcome, procedure_of

FAMILY = """
housing:
  title: Housing
  fields:
    housing:
      type: choice
      label: Where?
      options: {hotel: A hotel, hosted: With somebody}
    family:
      type: group
      label: Family
      when: housing is hosted
      fields:
        host: {type: text, label: Host}
        kin: {type: yes_no, label: Kin?, when: family.host is answered}
hosts:
  title: Hosts
  when: housing is hosted
  fields:
    rent: {type: money, label: Rent}
    paid: {type: yes_no, label: Paid?, when: rent > 0}
"""


def test_conditions_of_page_group_and_field() -> None:  # 1, 2
    procedure = procedure_of(FAMILY)
    nothing = evaluated(procedure, {})
    assert journey(nothing) == ["housing"]
    assert not nothing.asked("family")
    assert not nothing.asked("family.host")
    assert not nothing.asked("rent")
    hosted = evaluated(procedure, {"housing": "hosted", "family.host": "Ann"})
    assert hosted.asked("family.kin")
    assert hosted.asked("rent")
    # `rent > 0` is unknown while rent is empty.
    assert not hosted.asked("paid")
    assert evaluated(procedure, {"housing": "hosted", "rent": "5"}).asked("paid")


def test_step_condition() -> None:  # 1
    procedure = procedure_of(
        """
        first:
          fields: {goes_on: {type: yes_no, label: Go on?}}
        """,
        """
        review: {}
        """,
    )
    assert journey(evaluated(procedure, {})) == ["first"]
    from formgen.compiler.load import load_text
    from tests.compiler.given import spec_of

    text = spec_of("first:\n  fields: {goes_on: {type: yes_no, label: Go on?}}\n") + (
        "  two:\n    title: Two\n    when: goes_on is yes\n    pages:\n"
        "      second: {title: Second, fields: {more: {type: text, label: More}}}\n"
    )
    loaded = load_text(text, "given.yaml").procedure
    assert loaded is not None
    assert not evaluated(loaded, {"goes_on": "no", "more": "x"}).asked("more")
    assert evaluated(loaded, {"goes_on": "no", "more": "x"}).value("more") is None
    assert journey(evaluated(loaded, {"goes_on": "yes"})) == ["first", "second"]


FOLLOWING = """
page:
  title: Page
  fields:
    troubles:
      type: choices
      label: Troubles
      options:
        pain:
          label: Pain
          then_ask:
            where: {type: text, label: Where?}
            since: {type: text, label: Since?, when: where is "knee"}
        noise: Noise
    kind:
      type: choice
      label: Kind
      options:
        other: {label: Other, then_ask: {other_kind: {type: text, label: Which?}}}
        plain: Plain
      or_say: {other: {label: I say other, then_ask: {said_kind: {type: text, label: What?}}}}
"""


def test_follow_up_fields() -> None:  # 3
    procedure = procedure_of(FOLLOWING)
    assert not evaluated(procedure, {"troubles": ["noise"]}).asked("where")
    assert evaluated(procedure, {"troubles": ["noise", "pain"]}).asked("where")
    assert not evaluated(procedure, {"troubles": ["pain"], "where": "hip"}).asked("since")
    assert evaluated(procedure, {"troubles": ["pain"], "where": "knee"}).asked("since")
    assert not evaluated(procedure, {"troubles": ["noise"], "where": "knee"}).asked("since")


def test_word_said_and_option_of_one_name() -> None:  # 10
    procedure = procedure_of(FOLLOWING)
    said = evaluated(procedure, {"kind?": "other"})
    assert said.asked("said_kind")
    assert not said.asked("other_kind")
    chosen = evaluated(procedure, {"kind": "other"})
    assert chosen.asked("other_kind")
    assert not chosen.asked("said_kind")


def test_hidden_answers_come_back() -> None:  # 4
    procedure = procedure_of(FAMILY)
    entries = {"housing": "hotel", "family.host": "Ann", "rent": "400", "paid": "yes"}
    hidden = evaluated(procedure, entries)
    assert outcome(hidden) == outcome(evaluated(procedure, {"housing": "hotel"}))
    again = evaluated(procedure, {**entries, "housing": "hosted"})
    assert again.value("family.host") == "Ann"
    assert again.value("rent") == 400
    assert again.value("paid") is True


@given(
    host=st.one_of(st.none(), st.text(), st.lists(st.integers())),
    rent=st.one_of(st.text(), st.dictionaries(st.text(), st.text())),
    paid=st.sampled_from(["yes", "no", "", "maybe"]),
)
def test_hidden_answers_change_nothing(host: object, rent: object, paid: str) -> None:  # 4
    procedure = FAMILY_PROCEDURE
    shown = {"housing": "hotel"}
    hidden = {"family.host": host, "family.kin": paid, "rent": rent, "paid": paid}
    assert outcome(evaluated(procedure, {**shown, **hidden})) == outcome(evaluated(procedure, shown))


FAMILY_PROCEDURE = procedure_of(FAMILY)

STOPS = """
start:
  title: Start
  fields:
    age: {type: integer, label: Age}
    member: {type: yes_no, label: Member?}
  stop:
    - {when: age < 18, title: Too young}
    - {when: member is no, title: Members only}
middle:
  title: Middle
  when: age > 60
  fields:
    retired: {type: yes_no, label: Retired?}
  stop: {when: retired is no, title: Retired people only}
end:
  title: End
  fields:
    wish: {type: text, label: Wish}
"""


@pytest.mark.parametrize(
    ("entries", "pages", "title"),
    [
        ({}, ["start", "end"], None),
        ({"age": "17", "member": "no"}, ["start"], "Too young"),
        ({"age": "20", "member": "no"}, ["start"], "Members only"),
        ({"age": "20", "member": "yes", "retired": "no"}, ["start", "end"], None),
        ({"age": "70", "member": "yes", "retired": "no"}, ["start", "middle"], "Retired people only"),
        ({"age": "70", "member": "no", "retired": "no"}, ["start"], "Members only"),
    ],
)
def test_stops(entries: dict[str, str], pages: list[str], title: str | None) -> None:  # 5, 6
    evaluation = evaluated(procedure_of(STOPS), {**entries, "wish": "x"})
    assert journey(evaluation) == pages
    assert (evaluation.stop.spec.title.value if evaluation.stop else None) == title
    assert evaluation.asked("wish") is (title is None)
    assert evaluation.value("wish") == ("x" if title is None else None)
    assert [page.id for page in evaluation.journey[-2:]] == (
        ["review", "confirmation"] if title is None else pages[-2:]
    )
    if title is not None:
        assert not evaluation.complete


def test_stop_of_a_page_that_asks_nothing() -> None:  # 5
    procedure = procedure_of(
        """
        start:
          fields: {age: {type: integer, label: Age}}
        gate:
          title: Gate
          fields: {told: {type: note, text: Hello, when: age > 200}}
          stop: {when: age < 18, title: Too young}
        """
    )
    assert journey(evaluated(procedure, {"age": "30"})) == ["start"]
    assert journey(evaluated(procedure, {"age": "3"})) == ["start", "gate"]


def test_page_with_nothing_left() -> None:  # 7
    procedure = procedure_of(
        """
        start:
          fields: {kind: {type: choice, label: Kind, options: {a: A, b: B, c: C}}}
        hollow:
          title: Hollow
          fields:
            box:
              type: group
              label: Box
              fields: {inside: {type: text, label: Inside, when: kind is a}}
        told:
          title: Told
          text: Words.
          fields: {more: {type: text, label: More, when: kind is a}}
        noted:
          title: Noted
          fields: {note: {type: note, text: A note.}}
        papers:
          title: Papers
          documents: [paper]
        """,
        """
        documents:
          paper:
            title: Paper
            cases:
              - {when: kind is a, one_of: {x: X}}
              - {when: kind is b, not_asked: true}
              - {otherwise: true, all_of: {y: {title: Y, when: kind is a}}}
        """,
    )
    assert journey(evaluated(procedure, {"kind": "a"})) == ["start", "hollow", "told", "noted", "papers"]
    assert journey(evaluated(procedure, {"kind": "b"})) == ["start", "told", "noted"]
    assert journey(evaluated(procedure, {"kind": "c"})) == ["start", "told", "noted"]


def test_order_is_that_of_the_file() -> None:  # 8, 9
    procedure = procedure_of(
        """
        first:
          fields: {amount: {type: integer, label: Amount}}
        second:
          title: Second
          when: plenty
          fields: {why: {type: text, label: Why?}}
        third:
          title: Third
          when: doubled > 100
          fields: {how: {type: text, label: How?}}
        """,
        """
        calculations:
          quadrupled: {type: integer, is: doubled * 2}
          doubled: {type: integer, is: amount * 2}
        conditions:
          plenty: very or amount > 10
          very: quadrupled > 1000
        """,
    )
    assert journey(evaluated(procedure, {"amount": "300"})) == ["first", "second", "third"]
    assert journey(evaluated(procedure, {"amount": "11"})) == ["first", "second"]
    assert evaluated(procedure, {"amount": "300"}).value("quadrupled") == 1200
