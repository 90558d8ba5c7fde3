"""How long evaluating takes: a full dossier, compiling its spec, and how both grow with the number of fields.

`python -m benchmarks.evaluate` prints these figures alone. Their references are limits set beforehand: 60 µs
for an evaluation, 60 ms for reading and checking a spec in a warm process, a second for all answer models.
A spec of 1,000 fields may take twice as long for each as one of 50, which a processor's caches still hold.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from datetime import date
from functools import partial
from time import perf_counter
from typing import Any

from benchmarks.figures import Figure, Target, table
from benchmarks.pages import SECOND, SPEC, fastest
from formgen.compiler.compile import build
from formgen.compiler.evaluation import Facts, Provided
from formgen.compiler.load import compile_file, load_text
from formgen.compiler.procedure import Procedure
from formgen.language.read import read_text
from formgen.language.resolution import Resolution, visit
from formgen.language.spec import Spec
from formgen.language.values import Address

TODAY = date(2026, 11, 24)
EVALUATION_TARGET = 60.0
READING_TARGET = 60_000.0
SIZES = (50, 1000)
GROWTH = SIZES[1] / SIZES[0]


def _day(day: int, month: int, year: int) -> dict[str, str]:
    return {"day": str(day), "month": str(month), "year": str(year)}


CHILD = {
    "family_name": "Brunner", "given_names": "Léa", "born_on": _day(5, 6, 2010), "sex": "female",
    "citizenship": "FRA", "lives_in_france": "yes",
}  # fmt: skip
ENTRIES: dict[str, Any] = {
    "beneficiary": "myself", "situation": "permit", "identified_by": "foreigner_number",
    "foreigner_number": "5903006620", "valid_from": _day(3, 4, 2017), "valid_until": _day(2, 4, 2027),
    "request_kind": "renewal", "civil_status_wrong": "no", "marital_status": "married",
    "spouse.birth_name": "Müller", "spouse.first_names": "Anna", "spouse.birth_date": _day(27, 3, 1975),
    "spouse.nationality": "CHE", "spouse.union_date": _day(1, 6, 2001), "spouse.union_place": "Lille, France",
    "spouse.life_together": "yes", "children?": "yes",
    "children": [{"id": "aaaa", "entries": CHILD}, {"id": "bbbb", "entries": CHILD}],
    "address_correct": "yes", "housing": "own_home", "phone": "06 12 34 56 78",
    "has_photo_code": "yes", "photo_code": "AB12CD34EF56GH78IJ90KL", "long_absence": "no",
}  # fmt: skip
FACTS = Facts(
    today=TODAY,
    started_on=TODAY,
    records={
        "permit_register": {
            "foreigner_number": "5903006620", "title": "mrs", "birth_name": "Brunner", "first_names": "Heidi",
            "birth_date": date(1970, 2, 3), "birth_city": "Bern", "birth_country": "CHE",
            "nationality": "CHE",
            "card_number": "AB1234567", "card_kind": "eu_permanent", "valid_from": date(2017, 4, 3),
            "valid_until": date(2027, 4, 2), "address": Address("1 rue A", "", "", "59000", "Lille", "FRA"),
        }
    },
    documents={
        "identity": {"": {"passport": Provided(1)}},
        "card_held": {"": {"front": Provided(1), "back": Provided(1)}},
        "proof_of_home": {"": {"lease": Provided(1, date(2026, 10, 1))}},
        "presence": {str(period): {"provided": Provided(1)} for period in range(10)},
    },
)  # fmt: skip


def measure() -> Iterator[Figure]:
    """Evaluation, reading, models, growth: in microseconds."""
    procedure = compile_file(SPEC)
    declared = {each.path: "yes" for each in procedure.declarations.values()}
    answers = procedure.read({**ENTRIES, **declared, "$saved": list(procedure.pages)})
    evaluation = procedure.evaluate(answers, FACTS)
    assert evaluation.complete, [(each.path, each.code) for each in evaluation.blocking]
    took = fastest(lambda: procedure.evaluate(answers, FACTS), number=500)
    yield _within("evaluate a full dossier", took, EVALUATION_TARGET)
    took = fastest(lambda: procedure.evaluate(answers, FACTS).problems, number=500)
    yield _within("evaluate it and judge its documents", took, 3 * EVALUATION_TARGET)
    data = SPEC.read_bytes()
    took = fastest(lambda: load_text(data, str(SPEC), SPEC.parent), number=3)
    yield _within("read, check and compile the spec", took, READING_TARGET)
    began = perf_counter()
    procedure.model()
    for page in procedure.pages:
        procedure.page_model(page)
    yield _within("make all answer models", (perf_counter() - began) * SECOND, SECOND)
    yield from _growth()


def _within(what: str, took: float, limit: float) -> Figure:
    return Figure(what, took, "the target", limit, "µs", Target("at most", 1))


def _growth() -> Iterator[Figure]:
    compiled, evaluated = [], []
    for size in SIZES:
        reading = read_text(spec_of(size), "grown.yaml")
        assert reading.spec is not None
        compiled.append(min(_compile(reading.spec)[0] for _ in range(5)))
        procedure = _compile(reading.spec)[1]
        answers = procedure.read({f"field{number}": "5" for number in range(size)})
        evaluated.append(fastest(partial(procedure.evaluate, answers, Facts(today=TODAY)), number=50))
    for what, (small, large) in (("compile", compiled), ("evaluate", evaluated)):
        reference = f"{GROWTH:.0f} times {SIZES[0]}"
        measured = f"{what} {SIZES[1]} fields"
        yield Figure(measured, large, reference, small * GROWTH, "µs", Target("at most", 2))


def _compile(spec: Spec) -> tuple[float, Procedure]:
    """The time to resolve and compile a spec, checks left out, and what it gives."""
    gc.collect()
    began = perf_counter()
    resolution = Resolution(spec, None)
    visit(resolution)
    procedure = build(resolution)
    return (perf_counter() - began) * SECOND, procedure


def spec_of(size: int) -> str:
    """A spec of so many fields, five a page, each asked by the one before it, with a stop on every page."""
    lines = [
        "formgen: 1", "id: grown", 'version: "1"', "title: Grown", "language: en", "service: {name: Office}",
        "calculations:", "  total: {type: integer, is: field0 + field1}", "steps:", "  one:",
        "    title: One", "    pages:",
    ]  # fmt: skip
    for number in range(size):
        if number % 5 == 0:
            lines += [f"      page{number}:", f"        title: Page {number}"]
            lines += [f"        stop: {{when: field{number} > 90, title: Stop}}", "        fields:"]
        when = f", when: field{number - 1} > 1" if number else ""
        lines.append(f"          field{number}: {{type: integer, label: Field {number}, max: 99{when}}}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(table(measure()))
