"""Answer models (pydantic), and answers by value judged as a whole.

1. A page's model and the dossier's have the fields by their ids, with types, constraints, labels.
2. What a condition, a requirement or an earlier stop may make unnecessary is optional.
3. Groups are models, lists are lists of models, words said stand instead of a value.
4. Judged as a whole, answers have the evaluator's verdict: whatever entries say, their values say too.
5. What is hidden is ignored, however wrong; what counts comes back as a model.
6. Errors are pydantic's, at the path of the answer.
7. Names that no question has are refused; any JSON is answered with a verdict.
8. Models are not needed to compile and evaluate.
9. A number is no date, time or moment, though pydantic would count its seconds.
"""

from __future__ import annotations

import subprocess
import sys
from contextlib import nullcontext, suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from formgen.compiler.answers import Answers, Unread
from formgen.compiler.procedure import Field, Procedure
from tests.compiler.given import facts, procedure_of
from tests.compiler.samples import KITCHEN, RENEWAL
from tests.strategies import HOSTILE, entries_of

PROCEDURE = procedure_of(
    """
    first:
      fields:
        name: {type: text, label: Your name, length: {max: 5}}
        json: {type: integer, label: Number, required: false}
        kind:
          type: choice
          label: Kind
          options: {a: {label: A, then_ask: {more: {type: text, label: More}}}, b: B}
      stop: {when: name is "stop", title: 'Stop {here}'}
    second:
      title: Second
      fields:
        box:
          type: group
          label: Box
          when: kind is a
          fields: {born: {type: date, label: Born}, note: {type: text, label: Note, required: false}}
        people:
          type: list
          label: People
          fields:
            age:
              type: integer
              label: Age
              or_say: {unknown: Unknown}
              checks: [{must: age < 100, message: 'Too {old}.'}]
      documents: [paper]
    """,
    """
    documents:
      paper: {title: Paper, or_say: {lost: {label: Lost, then_ask: {why: {type: text, label: Why}}}}}
    review: {declarations: {truthful: True.}}
    """,
)
WHOLE: dict[str, Any] = {
    "name": "Ann",
    "kind": "a",
    "more": "x",
    "box": {"born": "2000-02-01"},
    "people": [{"age": 3}, {"age": {"said": "unknown"}}],
    "documents": {"paper": {"said": "lost", "why": "fire"}},
    "declarations": {"truthful": True},
}


def validated(data: Any) -> BaseModel:
    """The model with what counts."""
    return PROCEDURE.validate_answers(data, facts())


def errors(data: Any) -> list[tuple[tuple[int | str, ...], str, str]]:
    """Where, which, in what words."""
    with pytest.raises(ValidationError) as refused:
        validated(data)
    return [(each["loc"], each["type"], each["msg"]) for each in refused.value.errors()]


def test_page_model() -> None:  # 1, 2
    model = PROCEDURE.page_model("first")
    fields = model.model_fields
    assert fields["name"].is_required()
    assert fields["name"].description == "Your name"
    assert not fields["more"].is_required()
    assert not fields["json_"].is_required()
    assert model.model_validate({"name": "Ann", "kind": "a", "json": "3"}).json_ == 3  # type: ignore[attr-defined]  # - made at run time
    for wrong in (
        {"kind": "a"},
        {"name": "Annabelle", "kind": "a"},
        {"name": "Ann", "kind": "z"},
        {"name": "Ann", "kind": "a", "x": 1},
    ):
        with pytest.raises(ValidationError):
            model.model_validate(wrong)
    with pytest.raises(KeyError):
        PROCEDURE.page_model("nothing")


def test_dossier_model() -> None:  # 1, 2, 3
    fields = PROCEDURE.model().model_fields
    assert [name for name, each in fields.items() if each.is_required()] == ["name", "kind"]
    dossier: Any = PROCEDURE.model().model_validate(WHOLE)
    assert dossier.box.born == date(2000, 2, 1)
    assert dossier.people[0].age == 3
    assert dossier.people[1].age.said == "unknown"
    assert dossier.documents.paper.why == "fire"
    schema = PROCEDURE.model().model_json_schema()
    assert schema["properties"]["name"]["maxLength"] == 5
    changes: list[dict[str, Any]] = [
        {"people": [{}]},
        {"box": {}},
        {"documents": {"paper": {"said": "found"}}},
    ]
    for wrong in changes:
        with pytest.raises(ValidationError):
            PROCEDURE.model().model_validate({**WHOLE, **wrong})


def test_what_counts() -> None:  # 5
    whole = validated(WHOLE)
    assert isinstance(whole, PROCEDURE.model())
    dossier: Any = whole
    assert dossier.box.born == date(2000, 2, 1)
    assert dossier.people[1].age.said == "unknown"
    assert dossier.documents.paper.said == "lost"
    hidden: Any = validated({**WHOLE, "kind": "b", "more": 3, "box": {"born": "never"}})
    assert hidden.box is None
    assert hidden.more is None
    assert isinstance(validated({**WHOLE, "kind": "b", "box": ["wrong"]}), PROCEDURE.model())
    again: Any = PROCEDURE.model().model_validate(dossier.model_dump(by_alias=True))
    assert again == dossier


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"name": None}, [(("name",), "empty", "empty")]),
        ({"name": "Annabelle"}, [(("name",), "string_too_long", "String should have at most 5 characters")]),
        ({"box": {"born": "never"}}, [(("box", "born"), "date_from_datetime_parsing", None)]),
        ({"box": {}}, [(("box", "born"), "empty", "empty")]),
        ({"box": 3}, [(("box",), "misshapen", None), (("box", "born"), "empty", "empty")]),
        ({"people": None}, [(("people",), "empty", "empty")]),
        ({"people": [{"age": 3}, {}]}, [(("people", 1, "age"), "empty", "empty")]),
        ({"people": [{"age": 300}]}, [(("people", 0, "age"), "check", "Too {old}.")]),
        ({"people": [{"agee": 3, "age": 3}]}, [(("people", 0, "agee"), "extra_forbidden", None)]),
        ({"documents": {"paper": {"said": "lost"}}}, [(("documents", "paper", "why"), "empty", "empty")]),
        ({"documents": {"paper": {"said": "found"}}}, [(("documents", "paper"), "extra_forbidden", None)]),
        ({"declarations": {}}, [(("declarations", "truthful"), "not_declared", "not declared")]),
        ({"documents": {"said": None}}, [(("documents", "said"), "extra_forbidden", None)]),
        ({"other": 1}, [(("other",), "extra_forbidden", None)]),
        ({"name": "stop"}, [((), "journey_stopped", "Stop {here}")]),
    ],
)
def test_errors(change: dict[str, Any], found: list[Any]) -> None:  # 6, 7
    told = errors({**WHOLE, **change})
    assert [each[:2] for each in told] == [each[:2] for each in found]
    assert all(words is None or words == each[2] for each, (_, _, words) in zip(told, found, strict=True))


def test_values_obey_the_rules_of_reading() -> None:  # 4
    # The type of an address lets a part be missing; who types one may not leave it out.
    procedure = procedure_of("page:\n  title: P\n  fields:\n    home: {type: address, label: Home}")
    whole = {"line1": "1 rue A", "postcode": "59000", "city": "Lille", "country": "FRA"}
    assert procedure.validate_answers({"home": whole}, facts()).model_dump()["home"]["city"] == "Lille"
    with pytest.raises(ValidationError, match="address_incomplete"):
        procedure.validate_answers({"home": {**whole, "city": ""}}, facts())


TEMPORAL = procedure_of(
    "page:\n  title: P\n  fields:\n"
    "    born: {type: date, label: Born, required: false}\n"
    "    since: {type: month, label: Since, required: false}\n"
    "    hour: {type: time, label: Hour, required: false}\n"
    "    moment: {type: datetime, label: Moment, required: false}"
)


@pytest.mark.parametrize("name", ["born", "since", "hour", "moment"])
@pytest.mark.parametrize("counted", [0, -3, 86_400, 0.0, True, "86401", " 0 ", "-86400.0"])
def test_a_number_is_no_date(name: str, counted: object) -> None:  # 9
    with pytest.raises(ValidationError):
        TEMPORAL.validate_answers({name: counted}, facts())
    with pytest.raises(ValidationError):
        TEMPORAL.model().model_validate({name: counted})


def test_a_written_date_is_one() -> None:  # 9
    written = {"born": "2020-02-29", "since": "2020-02-01", "hour": "09:30", "moment": "2020-02-29T09:30Z"}
    assert TEMPORAL.model().model_validate(written) == TEMPORAL.validate_answers(written, facts())


UNREADABLE = object()
DOSSIERS = st.sampled_from([RENEWAL, KITCHEN, PROCEDURE]).flatmap(
    lambda each: st.tuples(st.just(each), entries_of(each))
)
HELD = {"permit_register": {"card_kind": "eu_permanent", "birth_name": "Ann", "title": "mr"}}


@given(DOSSIERS)
def test_verdict_is_the_evaluators(dossier: tuple[Procedure, dict[str, Any]]) -> None:  # 4
    procedure, entries = dossier
    answers = procedure.read({**entries, "$saved": list(procedure.pages)})
    data = _data(procedure, answers)
    # What the data gives as a list is answered; what it leaves out is not.
    saved = {
        procedure.plan.page_of[path] for path, value in answers.values.items() if isinstance(value, tuple)
    }
    answers = Answers(answers.values, frozenset(saved))
    given_facts = facts(records=HELD)
    evaluation = procedure.evaluate(answers, given_facts)
    wrong = evaluation.stop is not None or any(each.level == "error" for each in evaluation.answer_problems)
    with pytest.raises(ValidationError) if wrong else nullcontext():
        assert isinstance(procedure.validate_answers(data, given_facts), procedure.model())


def _data(procedure: Procedure, answers: Answers) -> dict[str, Any]:
    """Answers by value, as another program would send them."""
    data: dict[str, Any] = {}
    for page in procedure.pages.values():
        data.update(_of_fields(page.fields, answers))
    data["declarations"] = {
        each.id: answers.values[each.path]
        for each in procedure.declarations.values()
        if each.path in answers.values
    }
    said = data["documents"] = {}
    for each in procedure.documents.values():
        word = answers.values.get(f"{each.path}?")
        if word is not None:
            said[each.id] = {"said": word, **_of_fields(each.said_fields[word], answers)}
    return data


def _of_fields(fields: tuple[Field, ...], answers: Answers) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in fields:
        value, word = answers.values.get(field.path), answers.values.get(f"{field.path}?")
        if field.type_name == "group":
            found[field.name] = _of_fields(field.members, answers)
            continue
        if field.type_name == "list":
            first = getattr(field.spec, "first_question", None) is not None
            found[field.name] = _items(field, value, word, first)
        elif word is not None:
            found[field.name] = {"said": word}
        elif value is not None:
            found[field.name] = UNREADABLE if isinstance(value, Unread) else value
        if field.type_name != "list":
            found.update(_of_fields(field.members, answers))
    return found


def _items(field: Field, value: Any, word: Any, first: bool) -> Any:
    if first and word is False:
        return []
    if (first and word is None) or value is None:
        return [] if word is True else None
    return [_of_fields(field.members, each) for each in value]


@given(st.dictionaries(st.sampled_from([*WHOLE, "x"]), HOSTILE))
def test_any_json(data: dict[str, Any]) -> None:  # 7
    # Whatever else it raises fails this test.
    with suppress(ValidationError):
        assert isinstance(validated({**WHOLE, **data}), PROCEDURE.model())


def test_not_needed_to_evaluate() -> None:  # 8
    program = (
        "import sys; from pathlib import Path; from datetime import date\n"
        "from formgen.compiler.load import compile_file; from formgen.compiler.evaluation import Facts\n"
        "p = compile_file(Path('examples/village_hall.yaml'))\n"
        "p.evaluate(p.read({}), Facts(date(2026, 1, 1)))\n"
        "sys.exit('pydantic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
