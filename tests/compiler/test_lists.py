"""Lists and their items (language.md §4, and §11 rule 9).

1. Unanswered, a list is unknown, and so is every function over it; its page saved with none, it has no items
   and is answered.
2. With a first question: unanswered it is unknown, answered "no" it has no items, whatever items are kept;
   answered "yes" at least one is wanted.
3. `any` and `all` are Kleene's, on no items false and true; `count` counts the items whose condition is true
   and is unknown while one is unknown; `sum` is unknown while an amount is empty, `sum of answered` is not.
4. `min` and `max` bound the items; each item's fields are judged by the path of the item.
5. Fields of an item see the item first, then the dossier; conditions, options and follow-ups in it work as
   elsewhere.
6. A page of an item has a condition that hides its fields, and checks; it may read any other of the item.
7. A check of an item may read the dossier, one of the list its items; `show_at` leads to either.
8. Lists stand in groups too, and documents are asked for each of their items.
9. An item's `copied_from` takes the dossier's record.
10. `or_say`: a word said instead of a value counts as an answer with an unknown value, in items too.
11. An `agreement` saved unticked is no; choices saved with nothing ticked are the empty set.
12. An option offered only at times counts as not chosen otherwise, and is told of.
13. Nothing was said instead of what was not asked of an item: that is known.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.compiler.given import evaluated, files, items, problems_of, procedure_of, told

CHILDREN = """
page:
  title: Page
  fields:
    children:
      type: list
      label: Children
      min: 1
      max: 3
      fields:
        country: {type: country, label: Country}
        amount: {type: integer, label: Amount, required: false}
"""
QUESTIONED = CHILDREN.replace("min: 1", 'first_question: "Any?"')
COUNTS = """
calculations:
  all_count: {type: integer, is: count of children}
  french: {type: integer, is: count of children with country is FRA}
  total: {type: integer, is: sum of children.amount}
  total_given: {type: integer, is: sum of answered children.amount}
  some: {type: yes_no, is: any of children with country is FRA}
  every: {type: yes_no, is: all of children with country is FRA}
"""
NAMES = ("all_count", "french", "total", "total_given", "some", "every")


@pytest.mark.parametrize(
    ("entries", "values"),
    [
        ({}, (None,) * 6),
        ({"$saved": ["page"]}, (0, 0, 0, 0, False, True)),
        ({"children": items({"country": "FRA", "amount": "2"})}, (1, 1, 2, 2, True, True)),
        ({"children": items({"country": "FRA", "amount": "2"}, {})}, (2, None, None, 2, True, None)),
        ({"children": items({"country": "BEL", "amount": "2"}, {})}, (2, None, None, 2, None, False)),
    ],
)
def test_functions(entries: dict[str, Any], values: tuple[Any, ...]) -> None:  # 1, 3
    evaluation = evaluated(procedure_of(CHILDREN, COUNTS), entries)
    assert tuple(evaluation.value(name) for name in NAMES) == values


@pytest.mark.parametrize(
    ("entries", "count", "problems"),
    [
        ({}, None, [("children", "empty")]),
        ({"$saved": ["page"]}, None, [("children", "empty")]),
        ({"children?": "no"}, 0, []),
        ({"children?": "no", "children": items({"country": "nowhere"})}, 0, []),
        ({"children?": "yes"}, 0, [("children", "list_empty")]),
        ({"children?": "yes", "children": items({"country": "FRA"})}, 1, []),
        ({"children?": "perhaps", "children": items({"country": "FRA"})}, None, [("children", "empty")]),
    ],
)
def test_first_question(entries: dict[str, Any], count: int | None, problems: list[Any]) -> None:  # 2
    evaluation = evaluated(procedure_of(QUESTIONED, COUNTS), entries)
    assert evaluation.value("all_count") == count
    assert told(evaluation.problems) == problems


def test_first_question_by_cases() -> None:  # 2
    procedure = procedure_of(
        QUESTIONED.replace('first_question: "Any?"', "first_question: {cases: [{otherwise: true, is: Any?}]}")
    )
    assert told(evaluated(procedure, {"children?": "no"}).problems) == []


def test_bounds_and_paths() -> None:  # 4
    procedure = procedure_of(CHILDREN)
    assert told(evaluated(procedure, {"$saved": ["page"]}).problems) == [("children", "too_few_items")]
    four = evaluated(procedure, {"children": items(*[{"country": "FRA"}] * 3, {"country": "??"})})
    assert told(four.problems) == [("children", "too_many_items"), ("children.3.country", "unknown_country")]
    assert four.value("children.0.country") == "FRA"
    assert four.value("children.3.country") is None
    assert four.value("children.7.country") is None
    assert not four.asked("children.7.country")


JOBS = """
about:
  fields:
    abroad: {type: yes_no, label: Abroad?}
    limit: {type: integer, label: Limit}
jobs:
  title: Jobs
  fields:
    jobs:
      type: list
      label: Jobs
      pages:
        what:
          title: What
          fields:
            kind:
              type: choice
              label: Kind
              options:
                paid: {label: Paid, then_ask: {wage: {type: integer, label: Wage}}}
                free: {label: Free, when: abroad is yes}
            limit: {type: integer, label: Own limit, required: false}
            office:
              type: group
              label: Office
              fields:
                town: {type: text, label: Town}
                far: {type: yes_no, label: Far?, when: town is "Nice"}
        permit:
          title: Permit
          when: abroad is yes and wage > 10
          fields:
            permit: {type: text, label: Permit, or_say: {none: I have none}}
            note: {type: text, label: Note, required: false}
          checks:
            - {must: wage <= dossier.limit, message: Too much., show_at: dossier.limit}
            - {must: wage <= limit, message: Too much for you., show_at: limit}
            - {must: permit is not "x", message: No x.}
      checks:
        - {must: (count of jobs with permit is said none) < 2, message: Two without., show_at: abroad}
"""
JOB = {"kind": "paid", "wage": "20", "office.town": "Nice", "office.far": "no"}


def test_fields_of_items() -> None:  # 5, 6, 10
    procedure = procedure_of(JOBS)
    evaluation = evaluated(
        procedure, {"abroad": "yes", "limit": "50", "jobs": items(JOB, {"office.town": "Lens"})}
    )
    assert evaluation.asked("jobs.0.wage")
    assert not evaluation.asked("jobs.1.wage")
    assert evaluation.asked("jobs.0.office.far")
    assert not evaluation.asked("jobs.1.office.far")
    assert evaluation.asked("jobs.0.permit")
    assert not evaluation.asked("jobs.1.permit")
    assert told(evaluation.problems) == [("jobs.0.permit", "empty"), ("jobs.1.kind", "empty")]


def test_page_of_an_item_hides() -> None:  # 6
    procedure = procedure_of(JOBS)
    hidden = evaluated(procedure, {"abroad": "no", "limit": "50", "jobs": items({**JOB, "permit": "x"})})
    assert not hidden.asked("jobs.0.permit")
    assert hidden.value("jobs.0.permit") is None
    assert not hidden.problems
    assert hidden.reason("jobs.0.permit").kind == "page"


def test_said_in_items() -> None:  # 10
    procedure = procedure_of(JOBS)
    job = {**JOB, "permit?": "none"}
    once = evaluated(procedure, {"abroad": "yes", "limit": "50", "jobs": items(job)})
    assert not once.problems
    twice = evaluated(procedure, {"abroad": "yes", "limit": "50", "jobs": items(job, job)})
    assert told(twice.problems) == [("abroad", "check")]
    forged = evaluated(procedure, {"abroad": "yes", "limit": "50", "jobs": items({**JOB, "permit?": "some"})})
    assert told(forged.problems) == [("jobs.0.permit", "empty")]


def test_checks_of_items() -> None:  # 7
    procedure = procedure_of(JOBS)
    entries = {"abroad": "yes", "limit": "15", "jobs": items({**JOB, "permit": "x", "limit": "19"})}
    found = evaluated(procedure, entries).problems
    assert [(each.path, each.check.message.value) for each in found] == [
        ("limit", "Too much."), ("jobs.0.limit", "Too much for you."), ("jobs.0.permit", "No x."),
    ]  # fmt: skip
    assert found[1].frame is not None
    assert found[1].frame[0][0] is None


def test_option_offered_at_times() -> None:  # 12
    procedure = procedure_of(JOBS)
    free = {"kind": "free", "office.town": "Lens"}
    assert not evaluated(procedure, {"abroad": "yes", "limit": "1", "jobs": items(free)}).problems
    refused = evaluated(procedure, {"abroad": "no", "limit": "1", "jobs": items(free)})
    assert told(refused.problems) == [("jobs.0.kind", "unknown_option")]
    assert refused.value("jobs.0.kind") is None


def test_what_an_item_page_cannot_have() -> None:  # 6
    found = problems_of(
        JOBS.replace("when: abroad is yes and wage > 10", "stop: {when: abroad is yes, title: End}")
    )
    assert ("S017", "`stop` has no place on a page of an item.") in found


def test_list_in_a_group() -> None:  # 8
    procedure = procedure_of(
        """
        page:
          title: Page
          fields:
            home:
              type: group
              label: Home
              fields:
                people: {type: list, label: People, fields: {name: {type: text, label: Name}}}
                pets: {type: yes_no, label: Pets?, when: (count of home.people with name is "Zoe") > 0}
        papers:
          title: Papers
          documents: [identity]
        """,
        """
        documents:
          identity: {title: Identity, for_each: home.people}
        """,
    )
    entries = {"home.people": items({"name": "Ann"}, {"name": "Zoe"})}
    given = {"identity": {"item0": files(provided=1), "gone": files(provided=1)}}
    evaluation = evaluated(procedure, entries, documents=given)
    assert evaluation.asked("home.pets")
    assert evaluation.value("home.people.1.name") == "Zoe"
    assert [(state.item, state.satisfied) for state in evaluation.documents] == [
        ("item0", True),
        ("item1", False),
    ]
    assert ("documents.identity.item1", "document_missing") in told(evaluation.problems)
    nobody = evaluated(procedure, {"$saved": ["page"]}, documents=given)
    assert nobody.value("documents.identity") == frozenset()
    assert "papers" not in [page.id for page in nobody.journey]


def test_copied_in_an_item() -> None:  # 9
    procedure = procedure_of(
        """
        page:
          title: Page
          fields:
            number: {type: text, label: Number}
            cars:
              type: list
              label: Cars
              fields:
                owner: {type: text, label: Owner, copied_from: register.owner, if_missing: ask}
                plate: {type: text, label: Plate, prefill: register.plate}
        """,
        """
        sources:
          register: {lookup: [{number: number}], record: {number: text, owner: text, plate: text}}
        """,
    )
    entries = {"number": "1", "cars": items({"owner": "Me", "plate": "B"})}
    held = evaluated(procedure, entries, records={"register": {"owner": "Ann", "plate": "A"}})
    assert held.value("cars.0.owner") == "Ann"
    assert held.value("cars.0.plate") == "B"
    assert procedure.item_defaults(held, "cars", 0) == {"plate": "A"}
    assert evaluated(procedure, entries).value("cars.0.owner") == "Me"


TICKED = """
page:
  title: Page
  fields:
    agreed: {type: agreement, label: Agreed}
    pains: {type: choices, label: Pains, options: {back: Back, none: {label: None, excludes_others: true}}}
    bad: {type: text, label: Bad, when: pains includes back}
    refused: {type: text, label: Refused, when: agreed is no, required: false}
    unknown: {type: text, label: Unknown, when: pains is empty, required: false}
    good: {type: text, label: Good, when: not pains includes back, required: false}
""".replace("none:", "no_pain:")


def test_unticked_and_nothing_chosen() -> None:  # 11
    procedure = procedure_of(TICKED)
    before = evaluated(procedure, {})
    assert before.value("agreed") is None
    assert before.value("pains") is None
    assert not before.asked("refused")
    assert not before.asked("good")
    assert before.asked("unknown")
    saved = evaluated(procedure, {"agreed": "no", "pains": []})
    assert saved.value("agreed") is False
    assert saved.value("pains") == frozenset()
    assert saved.asked("refused")
    assert saved.asked("good")
    assert saved.asked("unknown")
    assert told(saved.problems) == [("agreed", "not_agreed"), ("pains", "empty")]


def test_said_of_items_not_asked() -> None:  # 13
    people = """
    people:
      title: People
      fields:
        people:
          type: list
          label: People
          fields:
            child: {type: yes_no, label: Child?}
            income: {type: money, label: Income, when: child is no, or_say: {unknown: I do not know}}
    """
    conditions = "conditions:\n  uncertain: any of people with income is said unknown\n"
    procedure = procedure_of(people, conditions)
    child, adult = {"child": "yes"}, {"child": "no", "income": "10"}
    assert evaluated(procedure, {"people": items(child, adult)}).value("uncertain") is False
    unsure = {"child": "no", "income?": "unknown"}
    assert evaluated(procedure, {"people": items(child, unsure)}).value("uncertain") is True
