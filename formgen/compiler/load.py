"""A spec's file to a Procedure, or to its problems: the way of `formgen check` and `formgen serve` alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from formgen.checks import check_meaning, check_parts, check_use
from formgen.compiler.collector import collector_at_rest
from formgen.compiler.compile import build, digest_of
from formgen.compiler.procedure import Procedure
from formgen.compiler.translations import Translations
from formgen.language.problems import Problem, SpecError
from formgen.language.read import Reading, read_text, spec_bytes
from formgen.language.resolution import Resolution, visit


@dataclass(frozen=True)
class Loaded:
    """What a file gave: the procedure, None where there are errors; all problems in the file's order.

    The problems of its catalogues stand behind its own; `catalogues` holds their lines, by path.
    """

    reading: Reading
    procedure: Procedure | None
    problems: tuple[Problem, ...]
    catalogues: Mapping[str, Sequence[str]] = field(default_factory=dict)


def load_text(data: bytes | str, name: str, folder: Path | None = None) -> Loaded:
    """Read, check and compile a spec. Files it names are looked for in `folder`. Never raises on content."""
    with collector_at_rest():
        return _loaded(data, name, folder)


def _loaded(data: bytes | str, name: str, folder: Path | None) -> Loaded:
    reading = read_text(data, name)
    if reading.spec is None:
        return Loaded(reading, None, _with_others(reading, folder))
    resolution = Resolution(reading.spec, folder)
    visit(resolution)
    for problem in check_use(resolution):
        resolution.tell(problem)
    procedure = None
    if not resolution.failed:
        raw = data.encode() if isinstance(data, str) else data
        try:
            procedure = build(resolution, digest_of(raw))
        except SpecError:
            # Its problems stand in the resolution: a cycle, or a file of data that cannot be read.
            procedure = None
    if not resolution.failed:
        for problem in check_meaning(resolution):
            resolution.tell(problem)
        resolution.forget()
    translations = None if resolution.failed or folder is None else Translations(resolution)
    told = () if translations is None else translations.problems
    problems = sorted(
        _without_echoes((*reading.problems, *resolution.problems, *told)),
        key=lambda each: (each.file != name, each.file, each.line, each.column),
    )
    if any(each.severity == "error" for each in problems):
        procedure = None
    catalogues = {} if translations is None else translations.lines
    return Loaded(reading, procedure, tuple(problems), catalogues)


def _with_others(reading: Reading, folder: Path | None) -> tuple[Problem, ...]:
    """The problems of reading, and those of what could be read that are there whatever the rest says."""
    if reading.part is None or reading.gaps is None:
        return reading.problems
    resolution = Resolution(reading.part, folder, reading.gaps)
    visit(resolution)
    for problem in check_parts(resolution, reading.gaps.parts):
        resolution.claim(problem)
    found = sorted((*reading.problems, *resolution.problems), key=lambda each: (each.line, each.column))
    return tuple(_without_echoes(found))


def _without_echoes(problems: Sequence[Problem]) -> Iterator[Problem]:
    """One mistake, one message: beside an error, a warning of its place waits till it is mended."""
    wrong = {(each.file, each.line, each.column) for each in problems if each.severity == "error"}
    for each in problems:
        if each.severity != "warning" or (each.file, each.line, each.column) not in wrong:
            yield each


def load_file(path: Path) -> Loaded:
    """The same for a file. Raises OSError when it cannot be opened."""
    return load_text(spec_bytes(path), str(path), path.parent)


def compile_file(path: Path) -> Procedure:
    """The procedure of a file. Raises SpecError with all its problems, or OSError."""
    loaded = load_file(path)
    if loaded.procedure is None:
        raise SpecError(loaded.problems)
    return loaded.procedure
