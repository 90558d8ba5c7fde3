"""The `models.py` that `formgen build` writes.

1. It takes and refuses the same answers as the runtime models, conditions, requirements, checks and stops
   included; of what it takes, the same counts.
2. It is written as `ruff format` would, and mypy finds nothing in strict mode.
3. It imports pydantic and the standard library alone; what else verifies is used where it is installed.
4. Ids that Python or pydantic take for themselves have another attribute and keep their name in answers.
5. Without a context it is today; questions have their labels as docstrings.
6. Undecided cases wait for answers, in lists too; tables, rows of lists, papers handed in count.
7. A class for answers takes the name of nothing that the file copies or imports, whatever a group is called.
"""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from formgen.compiler.evaluation import Facts, Provided
from formgen.compiler.load import compile_file
from formgen.compiler.procedure import Procedure
from formgen.rendering.python import models_source
from tests.compiler.given import facts, procedure_of
from tests.compiler.samples import KITCHEN, RENEWAL
from tests.compiler.test_models import PROCEDURE, TEMPORAL, WHOLE
from tests.rendering.python.answers import SEEDS, answers_of, sampled
from tests.rendering.python.generated import dossier_of, given_facts

ROOT = Path(__file__).parents[3]
EXAMPLES = [compile_file(path) for path in sorted((ROOT / "examples").glob("*.yaml"))]
PROCEDURES = [RENEWAL, KITCHEN, PROCEDURE, *EXAMPLES]


def verdicts(procedure: Procedure, data: dict[str, Any], given_now: Facts) -> tuple[Any, Any]:
    """What counts by the runtime models and by the generated ones; where answers are refused, the places."""
    found: list[Any] = []
    for validate in (
        lambda: procedure.validate_answers(data, given_now),
        lambda: dossier_of(procedure).model_validate(data, context=given_facts(procedure, given_now)),
    ):
        try:
            found.append(plain(validate().model_dump(by_alias=True)))
        except ValidationError as refused:
            found.append({each["loc"] for each in refused.errors()})
    return found[0], found[1]


def plain(value: Any) -> Any:
    """Values to compare: those of one class of ours by what they hold."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    if type(value).__name__ in ("Address", "Duration"):
        return {name: getattr(value, name) for name in type(value).__slots__}
    return value


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda each: each.id)
def test_samples_are_taken(procedure: Procedure) -> None:  # 1
    for seed in range(SEEDS):
        data, sample_facts = sampled(procedure, seed)
        runtime, generated = verdicts(procedure, data, sample_facts)
        assert isinstance(runtime, dict)
        assert runtime == generated


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda each: each.id)
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_same_verdict(procedure: Procedure, data: st.DataObject) -> None:  # 1
    answers, sample_facts = data.draw(answers_of(procedure))
    runtime, generated = verdicts(procedure, answers, sample_facts)
    assert runtime == generated


def test_each_answer() -> None:  # 1
    changes: list[dict[str, Any]] = [
        {},
        {"name": None},
        {"name": "Annabelle"},
        {"name": "  A  "},
        {"kind": "b", "more": 3, "box": {"born": "never"}},
        {"kind": "b", "box": ["wrong"]},
        {"box": {"born": "never"}},
        {"box": 3},
        {"people": [{"age": 3}, {}]},
        {"people": [{"age": 300}]},
        {"people": [{"agee": 3, "age": 3}]},
        {"people": [{"age": {"said": "x"}}]},
        {"documents": {"paper": {"said": "lost"}}},
        {"documents": {"paper": {"said": "found"}}},
        {"declarations": {}},
        {"other": 1},
        {"spouse.name": 1},
        {"pages.first": 1},
        {"name": "stop"},
        {"name": "stop", "people": None},
    ]
    found = [verdicts(PROCEDURE, {**WHOLE, **each}, facts()) for each in changes]
    assert all(runtime == generated for runtime, generated in found)
    assert [isinstance(each[0], dict) for each in found].count(True) == 4


def test_errors_stand_where_the_answers_do() -> None:  # 1
    model = dossier_of(PROCEDURE)
    wrong = {
        **WHOLE,
        "name": "Annabelle",
        "people": [{"age": 300}],
        "documents": {"paper": {"said": "lost"}},
    }
    with pytest.raises(ValidationError) as refused:
        model.model_validate(wrong, context=given_facts(PROCEDURE, facts()))
    places_of = {each["loc"]: each["msg"] for each in refused.value.errors()}
    assert places_of["people", 0, "age"] == "Too {old}."
    assert {("name",), ("documents", "paper", "why")} <= set(places_of)


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda each: each.id)
def test_same_models_from_json(procedure: Procedure) -> None:  # 1
    data, sample_facts = sampled(procedure, 0)
    model, context = dossier_of(procedure), given_facts(procedure, sample_facts)
    once = model.model_validate(data, context=context)
    assert model.model_validate_json(json.dumps(data), context=context) == once
    assert model.model_validate(once) is once


WAITING = procedure_of(
    """
    page:
      title: P
      fields:
        income: {type: money, label: Income, required: is_open}
        open: {type: yes_no, label: Open, required: false}
        help: {type: text, label: Help, when: bracket >= 2}
        people:
          type: list
          label: People
          first_question: Any?
          fields:
            born: {type: date, label: Born}
            school: {type: text, label: School, when: age of born < 18 and dossier.open is yes}
        site: {type: text, label: Site, required: false, copied_from: register.site, if_missing: ask}
        kinds:
          type: choices
          label: Kinds
          ordered: true
          required: false
          options: {a: A, b: {label: B, when: open is yes}, none_of: {label: N, excludes_others: true}}
        pick: {type: choice, label: Pick, required: false, options: {x: X, y: {label: Y, when: open is yes}}}
        terms: {type: agreement, label: Terms, when: income > 1000}
        class: {type: text, label: Class, required: false, case: upper, ignore: "-"}
        str: {type: duration, label: Str, units: [years], required: false}
        model_dump: {type: month, label: Month, required: false, min: 2000-01-01}
    """,
    """
    sources:
      register: {lookup: [{class: class}], record: {site: text}}
    conditions: {is_open: open is yes}
    calculations:
      bracket:
        type: integer
        cases:
          - {when: income < 100, is: 1}
          - {otherwise: true, is: 2}
    """,
)


@pytest.mark.parametrize(
    ("data", "taken"),
    [
        ({"people": [], "open": False, "help": "x"}, True),
        ({"people": [], "open": False}, False),
        ({"people": [], "open": True}, False),
        ({"people": [], "open": True, "income": 50}, True),
        ({"people": [], "open": True, "income": 500}, False),
        ({"people": [], "open": True, "income": "500.00", "help": "x"}, True),
        ({"people": [{"born": "2020-01-01"}], "open": True, "income": 5}, False),
        ({"people": [{"born": "2020-01-01", "school": "s"}], "open": True, "income": 5}, True),
        ({"people": [{"born": "2020-01-01"}], "open": False, "help": "x"}, True),
        ({"people": [], "income": 5, "kinds": ["b"]}, True),
        ({"people": [], "income": 5, "kinds": ["a", "a"], "class": "x-y", "str": {"months": 25}}, True),
        ({"people": [], "income": 5, "kinds": ["a", "none_of"]}, False),
        ({"people": [], "income": 5, "model_dump": "2001-05-09"}, True),
        ({"people": [], "income": 5, "model_dump": "1999-05-09"}, False),
        ({"people": [], "income": 5, "str": {"months": -1}}, False),
        ({"people": [], "income": 10**16}, False),
        ({"people": [], "income": 5, "pick": "y"}, False),
        ({"people": [], "income": 5, "open": True, "pick": "y"}, True),
        ({"people": [], "income": 2000, "help": "x", "terms": False}, False),
        ({"people": [], "income": 2000, "help": "x", "terms": True}, True),
    ],
)
def test_waiting_and_names(data: dict[str, Any], taken: bool) -> None:  # 1, 4, 6
    runtime, generated = verdicts(WAITING, data, facts(records={"register": {"site": "Lille "}}))
    assert isinstance(runtime, dict) is taken
    assert runtime == generated
    assert {"class_", "str_", "model_dump_"} <= set(dossier_of(WAITING).model_fields)


HANDED_IN = procedure_of(
    """
    first:
      title: F
      fields: {code: {type: text, label: Code, required: false}}
      documents: [photo, lease]
    second:
      title: S
      when: not (photo is provided)
      fields: {why: {type: text, label: Why}}
    third:
      title: T
      when: lease is old
      fields: {since: {type: date, label: Since}}
    """,
    """
    documents:
      photo: {title: Photo, one_of: {code: {field: code}, print: Photograph}}
      lease: {title: Lease, required: false, one_of: {old: Old, new: New}}
    """,
)


@pytest.mark.parametrize("photo", [{}, {"": {"print": Provided()}}])
@pytest.mark.parametrize("lease", [{}, {"": {"old": Provided()}}, {"": {"new": Provided()}}])
@pytest.mark.parametrize("data", [{}, {"code": "c"}, {"why": "w"}, {"why": "w", "since": "2020-01-01"}])
def test_papers_handed_in(photo: Any, lease: Any, data: dict[str, Any]) -> None:  # 6
    runtime, generated = verdicts(HANDED_IN, data, facts(documents={"photo": photo, "lease": lease}))
    assert runtime == generated
    assert (runtime == {("why",)}) is (not photo and not data and lease != {"": {"old": Provided()}})


def test_today_without_a_context() -> None:  # 5
    with pytest.raises(ValidationError):
        dossier_of(RENEWAL).model_validate({})
    assert "Situation familiale" in models_source(RENEWAL)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The generated files."""
    folder = tmp_path_factory.mktemp("models")
    found = []
    for number, each in enumerate([*PROCEDURES, WAITING]):
        path = folder / f"models_{number}.py"
        path.write_text(models_source(each), encoding="utf-8")
        found.append(path)
    return found


def run(arguments: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """A Python program in a folder."""
    return subprocess.run(
        [sys.executable, *arguments], cwd=folder, capture_output=True, text=True, check=False
    )


def test_formatted(written: list[Path]) -> None:  # 2
    config = ["--config", str(ROOT / "pyproject.toml")]
    for command in (["format", "--check"], ["check", "--ignore", "ARG001,E501"]):
        done = run(["-m", "ruff", *command, *config, *map(str, written)], written[0].parent)
        assert done.returncode == 0, done.stdout


def test_typed(written: list[Path]) -> None:  # 2
    # The first procedure, every type of field, every rule of groups and lists; more would only take longer.
    done = run(["-m", "mypy", "--strict", *map(str, (*written[:3], written[-1]))], written[0].parent)
    assert done.returncode == 0, done.stdout


def imported(path: Path) -> set[str]:
    """The packages that a file imports, anywhere in it."""
    names: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            names.append(node.module or "")
        elif isinstance(node, ast.Import):
            names += [each.name for each in node.names]
    return {name.partition(".")[0] for name in names}


WITHOUT = """
import sys
for name in ("email_validator", "phonenumbers", "stdnum", "formgen"):
    sys.modules[name] = None
import models_1 as generated
model = next(each for each in vars(generated).values() if "_judged" in getattr(each, "__dict__", {}))
try:
    model.model_validate({"situation": "everything", "mail": "a b", "telephone": "+33320542000", "bank": "x"})
except generated.ValidationError as refused:
    print(("mail",) in [each["loc"] for each in refused.errors()])
"""


def test_pydantic_alone(written: list[Path]) -> None:  # 3
    allowed = {"pydantic", "pydantic_core", "email_validator", "phonenumbers", "stdnum"}
    for path in written:
        assert imported(path) <= allowed | set(sys.stdlib_module_names)
    done = run(["-c", WITHOUT], written[0].parent)
    assert done.stdout == "True\n", done.stderr


@pytest.mark.parametrize("counted", [-3, 86_400, "86401"])
def test_a_number_is_no_date(counted: object) -> None:  # 1
    for name in ("born", "since", "hour", "moment"):
        ours, generated = verdicts(TEMPORAL, {name: counted}, facts())
        assert ours == generated == {(name,)}


@pytest.mark.parametrize(
    "id", ["type_adapter", "unreadable", "question", "computed", "held", "frame", "init_error_details"]
)
def test_names_taken_by_the_file(id: str) -> None:  # 7
    procedure = procedure_of(
        f"""
    first:
      title: F
      fields:
        {id}: {{type: group, label: G, fields: {{name: {{type: text, label: N}}}}}}
    """
    )
    names: list[str] = []
    for node in ast.parse(models_source(procedure)).body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            names += [each.asname or each.name for each in node.names]
        elif isinstance(node, ast.ClassDef | ast.FunctionDef):
            names.append(node.name)
    assert sorted(set(names)) == sorted(names)
    data = {id: {"name": "Ada"}}
    runtime, generated = verdicts(procedure, data, facts())
    assert runtime == generated == data
