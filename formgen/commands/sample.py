"""`formgen sample`: invented answers that a procedure accepts, as JSON."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from formgen.commands.given import given_answers, not_found
from formgen.commands.loading import Refused, load_spec, no_such, tell
from formgen.compiler.procedure import Procedure
from formgen.compiler.sampling import NoSample, cover, sample
from formgen.compiler.sampling.written import as_json


@dataclass(frozen=True, slots=True)
class SampleRequest:
    """What is asked of the command; `page` is one to reach, `every_page` asks for samples of all of them."""

    seed: int = 0
    today: date | None = None
    language: str | None = None
    page: str | None = None
    every_page: bool = False
    typed: bool = False
    answers: Path | None = None


def print_sample(path: Path, request: SampleRequest) -> int:
    """Print a sample, or a list of them. 1 where none is found, 2 for a file that cannot be read."""
    try:
        procedure = load_spec(path)
        made = _made(procedure, request)
    except Refused as refused:
        tell(str(refused))
        return refused.status
    sys.stdout.write(json.dumps(made, ensure_ascii=False, indent=2) + "\n")
    sys.stdout.flush()
    return 0


def _made(procedure: Procedure, request: SampleRequest) -> object:
    if request.language is not None and request.language not in procedure.languages:
        raise no_such("language", request.language, procedure.languages)
    if request.page is not None and request.page not in procedure.pages:
        raise no_such("page", request.page, procedure.pages)
    given = given_answers(procedure, request.answers)
    try:
        if request.every_page:
            found = cover(
                procedure, request.seed, today=request.today, language=request.language, given=given
            )
            return [as_json(each, request.typed) for each in found]
        made = sample(
            procedure,
            request.seed,
            today=request.today,
            language=request.language,
            page=request.page,
            given=given,
        )
    except NoSample as missing:
        raise not_found(missing, request.answers, given) from missing
    return as_json(made, request.typed)
