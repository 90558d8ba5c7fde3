"""Models of answers made from a spec.

1. What a field reads from an entry, within its limits, its page's model accepts, and keeps as it is.
2. What a field's limits refuse, and what is not of its type, the model refuses at its path.
3. What is not asked of everybody may be left out; everything else may not; nothing unknown is accepted.
4. Groups are nested, lists hold items, words said stand beside their field, labels are descriptions.
5. Values that could be filed validate; else every problem that the evaluator finds is told, with its path.
6. Values of what is not asked do not count.
7. Every spec of ours makes its models, with ids that are words of pydantic's too.
8. Compiling makes no models.
"""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st
from pydantic import ValidationError

from formgen.compiler.evaluation import Facts
from formgen.compiler.load import compile_file, load_text
from formgen.compiler.models import PREFIX, AnswersInvalid
from formgen.compiler.procedure import Procedure
from formgen.language.fields.base import Unreadable
from formgen.language.values import Address, Duration
from tests.strategies import entries

ROOT = Path(__file__).parents[2]
FRAME = """
formgen: 1
id: models
version: "1"
title: Models
language: en
service: {name: Office, timezone: Europe/Paris}
steps:
  one:
    title: One
    pages:
"""
EVERY_TYPE = (
    FRAME
    + """
      every:
        title: Every type
        fields:
          a_text: {type: text, label: A, length: {min: 2, max: 40}}
          patterned: {type: text, label: A, pattern: "[a-z]{2,5}", case: lower}
          a_long_text: {type: long_text, label: A, length: {max: 50}}
          an_email: {type: email, label: A}
          a_phone: {type: phone, label: A, countries: [FRA]}
          an_identifier: {type: identifier, label: A, kind: iban}
          an_integer: {type: integer, label: A, min: 0, max: 100}
          a_decimal: {type: decimal, label: A, min: 0.5}
          a_money: {type: money, label: A, max: 1000}
          a_date: {type: date, label: A, min: 1900-01-01, max: 2030-01-01}
          a_month: {type: month, label: A, min: 1900-01-01}
          a_time: {type: time, label: A}
          a_datetime: {type: datetime, label: A}
          a_duration: {type: duration, label: A}
          a_yes_no: {type: yes_no, label: A}
          an_agreement: {type: agreement, label: A}
          a_choice: {type: choice, label: A, options: {red: Red, blue: Blue}}
          choices:
            {type: choices, label: A, min: 2, options: {x: X, y: Y, z: {label: Z, excludes_others: true}}}
          ranked: {type: choices, label: A, max: 2, ordered: true, options: {x: X, y: Y, z: Z}}
          a_country: {type: country, label: A}
          an_address: {type: address, label: A}
"""
)
HOUSEHOLD = (
    FRAME
    + """
      home:
        title: Home
        fields:
          copy: {type: text, label: Your name}
          model_config: {type: integer, label: A number, required: false}
          phone: {type: phone, label: Phone, countries: [FRA], or_say: {none: I have none}}
          way:
            type: choice
            label: Which way?
            options:
              road: Road
              other: {label: Another, then_ask: {which: {type: text, label: Which one?}}}
          partner: {type: yes_no, label: Partner?}
          spouse:
            type: group
            label: Your spouse
            when: partner is yes
            fields:
              name: {type: text, label: Name}
              birth_date: {type: date, label: Born, checks: [{must: birth_date <= today, message: Not yet.}]}
          children:
            type: list
            label: Children
            first_question: Any children?
            max: 2
            fields:
              age: {type: integer, label: Age, min: 0}
              school: {type: text, label: School, when: age > 5}
      work:
        title: Work
        when: partner is no
        fields:
          trade: {type: text, label: Trade}
      jobs:
        title: Jobs
        documents: [contract]
        fields:
          jobs:
            type: list
            label: Jobs
            pages:
              where: {title: Where, fields: {town: {type: text, label: Town}}}
              abroad: {title: Abroad, when: town is "Geneva", fields: {permit: {type: text, label: Permit}}}
documents:
  contract:
    title: Contract
    or_say: {lost: {label: It is lost, then_ask: {how: {type: text, label: How?}}}}
review:
  declarations:
    truthful: All of it is true.
"""
)
VALID: dict[str, Any] = {
    "a_text": "Ada", "patterned": "abc", "a_long_text": "A\nB", "an_email": "a@example.org",
    "a_phone": "+33320542000", "an_identifier": "GB82WEST12345698765432", "an_integer": 100,
    "a_decimal": Decimal("0.5"), "a_money": Decimal("999.99"), "a_date": date(2000, 2, 29),
    "a_month": date(2000, 2, 1), "a_time": time(14, 30), "a_datetime": datetime(2026, 1, 2, 3, 4, tzinfo=UTC),
    "a_duration": Duration(months=14), "a_yes_no": False, "an_agreement": True, "a_choice": "red",
    "choices": frozenset({"x", "y"}), "ranked": ("z", "x"), "a_country": "BEL",
    "an_address": Address("1 rue de la Paix", "", "", "75002", "Paris", "FRA"),
}  # fmt: skip
INVALID = [
    ("a_text", "A"), ("a_text", 3), ("patterned", "abcdef"), ("a_long_text", "x" * 51), ("an_email", "a@"),
    ("a_phone", "12"), ("an_identifier", "GB00WEST12345698765432"), ("an_integer", 101), ("an_integer", 1.5),
    ("a_decimal", Decimal("0.4")), ("a_money", Decimal("1.001")), ("a_money", Decimal(1001)),
    ("a_date", date(2030, 1, 2)), ("a_date", "2001-02-29"), ("a_month", date(2000, 2, 2)),
    ("a_time", "25:00"), ("a_datetime", datetime(2026, 1, 2, 3, 4)),  # noqa: DTZ001 - without a zone it is no moment
    ("a_duration", Duration(days=3)), ("a_yes_no", "maybe"), ("a_choice", "green"), ("choices", {"x"}),
    ("choices", {"x", "z"}), ("ranked", ("x", "y", "z")), ("a_country", "XXX"),
    ("an_address", Address("1 rue de la Paix", "", "", "", "Paris", "FRA")), ("an_agreement", "maybe"),
]  # fmt: skip
FACTS = Facts(today=date(2026, 3, 1), started_on=date(2026, 3, 1))
FILED: dict[str, Any] = {
    "copy": "Ada",
    "phone?": "none",
    "way": "road",
    "partner": True,
    "spouse": {"name": "Bob", "birth_date": "1990-01-02"},
    "children": [{"age": 3}, {"age": 6, "school": "Central"}],
    "jobs": [{"town": "Lille"}, {"town": "Geneva", "permit": "G"}],
    "documents": {"contract": {"said": "lost", "lost": {"how": "In a fire"}}},
    "declarations": {"truthful": True},
}


def compiled(text: str) -> Procedure:
    loaded = load_text(text, "models.yaml")
    assert loaded.procedure is not None, [(each.line, each.message) for each in loaded.problems]
    return loaded.procedure


every_type = compiled(EVERY_TYPE)
household = compiled(HOUSEHOLD)


def refused(**values: Any) -> set[tuple[str, str]]:
    with pytest.raises(AnswersInvalid) as caught:
        household.models.validate({**FILED, **values}, FACTS)
    return {(each.path, each.code) for each in caught.value.problems}


def test_the_examples_are_of_every_field() -> None:  # 1
    page = every_type.models.page("every").model_validate(VALID)
    assert {name: getattr(page, f"{PREFIX}{name}") for name in VALID} == VALID
    assert set(VALID) == set(every_type.fields) == {name for name, _ in INVALID}


@pytest.mark.parametrize(("name", "value"), INVALID)
def test_a_wrong_value(name: str, value: Any) -> None:  # 2
    with pytest.raises(ValidationError) as caught:
        every_type.models.page("every").model_validate({**VALID, name: value})
    assert {each["loc"][0] for each in caught.value.errors()} == {name}


@pytest.mark.parametrize("name", list(VALID))
def test_what_a_field_reads_and_refuses(name: str) -> None:  # 1, 2
    field = every_type.fields[name]
    model = every_type.models.page("every")

    @for_all(st.data())
    def hold(data: st.DataObject) -> None:
        assert field.read is not None
        entry = data.draw(entries(field))
        try:
            value = field.read(entry)
        except Unreadable:
            return
        if value in (None, frozenset(), ()):
            return
        if field.limits is not None and field.limits(value) is not None:
            with pytest.raises(ValidationError):
                model.model_validate({**VALID, name: value})
        else:
            assert getattr(model.model_validate({**VALID, name: value}), f"{PREFIX}{name}") == value

    hold()


def test_what_may_be_left_out() -> None:  # 3
    with pytest.raises(ValidationError) as caught:
        household.models.dossier.model_validate({"unknown": 1})
    missing = {each["loc"][0] for each in caught.value.errors() if each["type"] == "missing"}
    assert missing == {"copy", "way", "partner", "children", "jobs", "declarations"}
    assert {each["loc"][0] for each in caught.value.errors()} - missing == {"unknown"}


def test_a_page_that_is_asked_needs_its_answers() -> None:  # 3
    with pytest.raises(ValidationError, match="missing"):
        household.models.page("work").model_validate({})
    page = household.models.page("work").model_validate({"trade": "Baker"})
    assert getattr(page, f"{PREFIX}trade") == "Baker"
    with pytest.raises(KeyError):
        household.models.page("nowhere")


def test_the_schema_names_things_as_the_spec_does() -> None:  # 4
    schema = household.models.dossier.model_json_schema()
    assert schema["properties"]["copy"]["description"] == "Your name"
    assert {"which", "phone?", "spouse", "children"} <= set(schema["properties"])
    assert schema["additionalProperties"] is False
    assert set(schema["$defs"]["Children"]["properties"]) == {"age", "school"}


def test_values_that_could_be_filed() -> None:  # 5
    evaluation = household.models.validate(FILED, FACTS)
    assert evaluation.complete
    assert evaluation.value("spouse.birth_date") == date(1990, 1, 2)
    assert evaluation.value("children.1.school") == "Central"


def test_no_children() -> None:  # 4
    assert household.models.validate({**FILED, "children": []}, FACTS).complete


def test_an_empty_list_is_an_answer() -> None:  # 4
    assert household.models.validate({**FILED, "jobs": []}, FACTS).complete


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"partner": False}, ("trade", "empty")),
        ({"phone?": None}, ("phone", "empty")),
        ({"way": "other"}, ("which", "empty")),
        ({"spouse": None}, ("spouse.name", "empty")),
        ({"spouse": {"name": "B", "birth_date": date(2026, 3, 2)}}, ("spouse.birth_date", "check")),
        ({"children": [{"age": 3}, {"age": 6}]}, ("children.1.school", "empty")),
        ({"jobs": [{}]}, ("jobs.0.town", "missing")),
        ({"jobs": [{"town": "Geneva"}]}, ("jobs.0.permit", "empty")),
        ({"documents": None}, ("documents.contract", "document_missing")),
        ({"documents": {"contract": {"said": "lost"}}}, ("documents.contract.lost.how", "empty")),
        ({"documents": {"contract": {"said": "eaten"}}}, ("documents.contract.said", "literal_error")),
        ({"declarations": {"truthful": False}}, ("declarations.truthful", "not_declared")),
        ({"children": [{"age": 3}, {"age": -1}]}, ("children.1.age", "greater_than_equal")),
        ({"children": [{"age": 3}] * 3}, ("children", "too_long")),
        ({"spouse": {"name": "B", "birth_date": date(1999, 1, 1), "x": 1}}, ("spouse.x", "extra_forbidden")),
    ],
)
def test_what_could_not_be_filed(values: dict[str, Any], problem: tuple[str, str]) -> None:  # 5
    assert problem in refused(**values)


def test_hidden_values_do_not_count() -> None:  # 6
    evaluation = household.models.validate({**FILED, "trade": "Baker", "which": "By sea"}, FACTS)
    assert evaluation.value("trade") is None
    assert evaluation.value("which") is None


@pytest.mark.parametrize(
    "path", sorted((*ROOT.glob("specs/*.yaml"), *ROOT.glob("examples/*.yaml"))), ids=lambda path: path.stem
)
def test_our_own_specs(path: Path) -> None:  # 7
    procedure = compile_file(path)
    assert procedure.models.dossier.model_fields
    for id in procedure.pages:
        assert procedure.models.page(id).model_json_schema()["additionalProperties"] is False


def test_compiling_makes_no_models() -> None:  # 8
    program = (
        "import sys; from pathlib import Path; from formgen.compiler.load import compile_file;"
        "compile_file(Path('examples/village_hall.yaml'));"
        "assert not {'pydantic', 'formgen.compiler.models'} & set(sys.modules), 'models were loaded'"
    )
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)
