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

from benchmarks.figures import Figure, Target, table
from benchmarks.pages import SECOND, SPEC, fastest
from formgen.compiler.compile import build
from formgen.compiler.evaluation import Facts
from formgen.compiler.load import compile_file, load_text
from formgen.compiler.procedure import Procedure
from formgen.compiler.sampling import sample
from formgen.compiler.sampling.given import read_given
from formgen.language.read import read_text
from formgen.language.resolution import Resolution, visit
from formgen.language.spec import Spec
from tests.rendering.python.answers import sampled
from tests.rendering.python.generated import dossier_of, given_facts

TODAY = date(2026, 11, 24)
EVALUATION_TARGET = 60.0
READING_TARGET = 60_000.0
SIZES = (50, 1000)
SEED = 1
GROWTH = SIZES[1] / SIZES[0]


FULL = {
    "beneficiary": "myself",
    "marital_status": "married",
    "children": [{}, {}],
    "address_correct": True,
    "housing": "own_home",
    "has_photo_code": True,
}
"""The situation of a full dossier; what else it holds is invented, the same at every run."""


def measure() -> Iterator[Figure]:
    """Evaluation, reading, models, growth: in microseconds."""
    procedure = compile_file(SPEC)
    made = sample(procedure, given=read_given(procedure, FULL))
    answers, facts = procedure.read(made.entries), made.facts
    evaluation = procedure.evaluate(answers, facts)
    assert evaluation.complete, [(each.path, each.code) for each in evaluation.blocking]
    took = fastest(lambda: procedure.evaluate(answers, facts), number=500)
    yield _within("evaluate a full dossier", took, EVALUATION_TARGET)
    yield _against_the_models(procedure)
    took = fastest(lambda: procedure.evaluate(answers, facts).problems, number=500)
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


def _against_the_models(procedure: Procedure) -> Figure:
    """Beside the generated pydantic models, which judge the same answers and make objects of them."""
    made, (data, _) = sample(procedure, SEED), sampled(procedure, SEED)
    model, context = dossier_of(procedure), given_facts(procedure, made.facts)
    answers = procedure.read(made.entries)
    evaluated = fastest(lambda: procedure.evaluate(answers, made.facts), number=500)
    validated = fastest(lambda: model.model_validate(data, context=context), number=100)
    reference = "generated models validate them"
    return Figure("evaluate sampled answers", evaluated, reference, validated, "µs", Target("at most", 1))


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
