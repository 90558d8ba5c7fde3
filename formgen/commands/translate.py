"""`formgen translate`: the catalogue of a spec in one language, made or brought up to date."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NoReturn

from formgen.commands.loading import FAULTY, UNREADABLE, Refused, tell
from formgen.compiler.catalogue_updates import Key, Update, updated
from formgen.compiler.translations import translated_texts
from formgen.language.catalogues import catalogue_path, read_po
from formgen.language.problems import Problem
from formgen.language.read import read_file
from formgen.language.readers.codes import known_language
from formgen.language.resolution import Resolution, visit
from formgen.language.spec import Spec
from formgen.report import as_text

WIDTH: Final = 60
"""Characters of a text that are shown of it."""
SHOWN: Final = 20
"""Places that are listed; the rest is counted."""


def translate(path: Path, language: str, check: bool) -> int:
    """Write NAME.LANGUAGE.po beside a spec and say what it lacks; only say it with `check`.

    1 for a faulty spec or catalogue, and with `check` for a catalogue that is not complete; 2 for a file that
    cannot be read or written.
    """
    target = path
    try:
        target = _catalogue(path, language)
        spec, texts = _texts(path, language)
        existing = target.read_text("utf-8") if target.is_file() else ""
        _readable(existing, target)
        about = f"Texts of {path.name} in {language}. msgctxt is the place of a text in the spec."
        update = updated(texts, existing, language, about)
        if not check:
            _write(target, update.text)
    except Refused as refused:
        if str(refused):
            tell(str(refused))
        return refused.status
    except OSError as fault:
        tell(f"{fault.filename or path}: {fault.strerror or fault}")
        return UNREADABLE
    except UnicodeDecodeError:
        tell(f"{target} is not UTF-8. Save it as UTF-8.")
        return FAULTY
    sys.stdout.write("".join(f"{line}\n" for line in _told(update, target, spec, language)))
    sys.stdout.flush()
    return FAULTY if check and not update.complete else 0


def _catalogue(path: Path, language: str) -> Path:
    hint = known_language(language)
    if hint is not None:
        raise Refused(f"`{language}` is not the code of a language. {hint}", UNREADABLE)
    return Path(catalogue_path(str(path), language))


def _texts(path: Path, language: str) -> tuple[Spec, dict[str, str]]:
    """The spec, and its texts by their places in the order of the file. Raises Refused and OSError."""
    reading = read_file(path)
    if reading.spec is None:
        _refuse(reading.problems, reading.document.name, reading.document.lines)
    if reading.spec.language == language:
        raise Refused(f"`{language}` is the language of {path} itself; name another behind --to")
    resolution = Resolution(reading.spec, path.parent)
    visit(resolution)
    if resolution.failed:
        _refuse(resolution.problems, reading.document.name, reading.document.lines)
    found = sorted(translated_texts(resolution), key=lambda text: text.node.start)
    return reading.spec, {text.place: text.value for text in found}


def _readable(existing: str, target: Path) -> None:
    po = read_po(existing, str(target))
    if po.problems:
        _refuse(po.problems, str(target), existing.split("\n"))


def _refuse(problems: Sequence[Problem], name: str, lines: Sequence[str]) -> NoReturn:
    sys.stderr.write(as_text(problems, {name: lines}, sys.stderr.isatty()))
    raise Refused(f"{name} has errors; mend them first")


def _write(target: Path, text: str) -> None:
    """The whole file or none of it: a translator's work is not lost to a full disk."""
    beside = target.with_name(f"{target.name}.new")
    beside.write_text(text, encoding="utf-8", newline="\n")
    beside.replace(target)


def _told(update: Update, target: Path, spec: Spec, language: str) -> Iterator[str]:
    total = update.translated + len(update.missing) + len(update.outdated)
    yield f"{target}: {update.translated} of {total} texts are translated."
    lines = {(each.context, each.id): each.line for each in read_po(update.text, "").entries}
    places = {key: f"{target}:{line}: {_shown(key)}" for key, line in lines.items()}
    if update.missing:
        yield f"{_counted(update.missing)} not translated yet:"
        yield from _some([places[key] for key in update.missing])
    if update.outdated:
        yield f"{_counted(update.outdated)} out of date. Mend each, then delete its line `#, fuzzy`:"
        yield from _some([places[key] for key in update.outdated])
    if update.obsolete:
        yield f"{_counted(update.obsolete)} no longer in the spec; kept at the end of the catalogue."
    if language not in spec.translations:
        wanted = ", ".join((*spec.translations, language))
        yield f"Write `translations: [{wanted}]` in the spec, so that readers are offered this language."


def _some(lines: Sequence[str]) -> Iterator[str]:
    yield from (f"  {line}" for line in lines[:SHOWN])
    if len(lines) > SHOWN:
        yield f"  and {len(lines) - SHOWN} more"


def _counted(keys: Sequence[Key]) -> str:
    return f"{len(keys)} {'is' if len(keys) == 1 else 'are'}"


def _shown(key: Key) -> str:
    place, words = key
    flat = " ".join(words.split())
    return f"{place}: {flat if len(flat) <= WIDTH else flat[: WIDTH - 1] + '…'}"
