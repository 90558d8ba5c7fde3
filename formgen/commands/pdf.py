"""`formgen pdf`: any PDF of a spec, filled with answers given or invented."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Final

from formgen.commands.given import given_answers, not_found
from formgen.commands.loading import UNREADABLE, Refused, load_spec, no_such, tell
from formgen.compiler.procedure import Procedure
from formgen.compiler.sampling import SAMPLE_DAY, NoSample, issued
from formgen.rendering.numbers import number_text
from formgen.rendering.outputs import Issue, Made, Outputs
from formgen.rendering.pdf.failures import PdfFailed
from formgen.rendering.pdf.pool import PdfPool
from formgen.rendering.wording import Wording

CHECK_CODE: Final = "SAMPLE-0000"
CHECK_ADDRESS: Final = f"https://example.org/check/{CHECK_CODE}"
NOON: Final = time(12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class PdfRequest:
    """What is asked of the command: the PDF's name, where it goes, and the sample that fills it."""

    name: str
    output: Path
    seed: int = 0
    today: date | None = None
    language: str | None = None
    answers: Path | None = None


def write_pdf(path: Path, request: PdfRequest) -> int:
    """Write a PDF. 1 for an unknown name or faulty answers, 2 for a file that cannot be read or written."""
    try:
        procedure = load_spec(path)
        made, created = filled(procedure, request)
        with PdfPool() as pool:
            pdf = pool.render_now(made.html, language=made.language, title=made.title, created=created)
        request.output.write_bytes(pdf)
    except Refused as refused:
        tell(str(refused))
        return refused.status
    except PdfFailed as failed:
        tell(f"the PDF could not be made: {failed}")
        return 1
    except OSError as fault:
        tell(f"{request.output}: {fault.strerror or fault}")
        return UNREADABLE
    sys.stdout.write(f"{request.output}: {made.title}\n")
    return 0


def filled(procedure: Procedure, request: PdfRequest) -> tuple[Made, datetime]:
    """The PDF ready to be printed, and the moment it bears. Raises Refused."""
    language = request.language or procedure.spec.language
    if language not in procedure.languages:
        raise no_such("language", language, procedure.languages)
    pdf = procedure.spec.pdfs.get(request.name)
    if pdf is None:
        raise no_such("PDF", request.name, procedure.spec.pdfs)
    outputs = Outputs(procedure, lambda each: Wording(procedure, each))
    if pdf.layout == "list_of_documents":
        # The same for everybody: no answers are needed.
        created = datetime.combine(request.today or SAMPLE_DAY, NOON)
        return outputs.list_of_documents(request.name, language), created
    given = given_answers(procedure, request.answers)
    try:
        made = issued(
            procedure, request.name, request.seed, today=request.today, language=language, given=given
        )
    except NoSample as missing:
        raise not_found(missing, request.answers, given) from missing
    day = made.facts.today
    numbers = {
        name: number_text(name, 1, made.evaluation, Wording(procedure, language))
        for name in procedure.spec.numbers
    }
    facts = replace(made.facts, named={**numbers, **made.facts.named})
    evaluation = procedure.evaluate(made.evaluation.answers, facts)
    issue = Issue(day, CHECK_CODE, CHECK_ADDRESS)
    return outputs.letter(request.name, language, evaluation, issue), datetime.combine(day, NOON)
