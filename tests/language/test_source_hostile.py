"""Files made to exhaust the reader.

Requirements
1. Each is refused in less than a second, by a problem that has a place.
2. The process stays under 300 MB.

Each file is read in a process of its own, which measures itself by its
high-water mark: `getrusage` would count the memory of the process that it was forked from.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

_READ = """
import json, sys, time
from formgen.language.source import parse
from formgen.report import as_text
data = open(sys.argv[1], "rb").read()
start = time.process_time()
document = parse(data, "spec.yaml")
as_text(document.problems, {"spec.yaml": document.lines})
json.dump({
    "seconds": time.process_time() - start,
    "megabytes": int(open("/proc/self/status").read().split("VmHWM:")[1].split()[0]) / 1024,
    "problems": [[problem.code, problem.line, problem.column] for problem in document.problems],
    "read": document.root is not None,
}, sys.stdout)
"""

_BOMB = b"a: &a [x, x, x, x, x, x, x, x, x]\n" + b"".join(
    b"%c: &%c [*%c, *%c, *%c, *%c, *%c, *%c, *%c, *%c]\n" % ((letter, letter) + (letter - 1,) * 8)
    for letter in range(ord("b"), ord("t"))
)
_FILES: dict[str, tuple[bytes, list[object]]] = {
    "brackets": (b"[" * 1_000_000, ["S022", 1, 65]),
    "brackets on lines": (b"[\n" * 500_000, ["S022", 65, 1]),
    "braces": (b"{a: " * 250_000, ["S022", 1, 257]),
    "dashes": (b"- " * 500_000, ["S022", 1, 129]),
    "question marks": (b"? " * 500_000, ["S022", 1, 129]),
    "a bomb of aliases": (_BOMB, ["S009", 1, 4]),
    "keys": (b"".join(b"k%d: v\n" % number for number in range(100_000)), ["S022", 25_000, 9]),
    "keys in braces": (
        b"{" + b", ".join(b"k%d" % number for number in range(100_000)) + b"}",
        ["S022", 1, 188_890],
    ),
    "items": (b"[" + b"a," * 499_999, ["S022", 1, 100_000]),
    "one key": (b"a: b\n" * 200_000, ["S001", 2, 1]),
    "quotes": (b'"' * 1_000_000, ["S006", 1, 2]),
    "an open quote": (b'a: "' + b"x" * 1_000_000, ["S025", 1, 4]),
    "open brackets": (b"- [\n" * 250_000, ["S025", 1, 3]),
    "errors on every line": (b"a: b: c\n" * 125_000, ["S004", 1, 5]),
    "comments on every line": (b"a: Ab #3\n" * 100_000, ["S002", 1, 7]),
    "bytes of zero": (b"\0" * 1_000_000, ["S021", 1, 1]),
    "all bytes": (bytes(range(256)) * 4000, ["S021", 1, 1]),
    "no UTF-8": (b"a: b\n" * 100_000 + b"\xff", ["S021", 100_001, 1]),
    "a tag": (b"a: !!python/object/apply:os.system [ls]\n", ["S009", 1, 4]),
    "a long tag": (b"!" * 1_000_000, ["S009", 1, 1]),
    "tabs": (b"\t" * 1_000_000, ["S024", 1, 1]),
    "blanks before a line without colon": (b"a: b\nx" + b" " * 900_000 + b"y\nc: d", ["S027", 2, 1]),
    "blanks before a colon": (b"a: b" + b" " * 900_000 + b": c", ["S004", 1, 900_004]),
    "a long text and a line under it": (b"a: b\n" + b" c\n" * 300_000 + b" d: e\n", ["S024", 300_002, 2]),
    "empty lines": (b"\n" * 1_000_000, ["S023", 1, 1]),
    "a hundred megabytes": (b"a: b\n" * 20_000_000, ["S022", 1, 1]),
}


@pytest.mark.parametrize("name", _FILES)
def test_hostile_file(name: str, tmp_path: Path) -> None:
    """Requirements 1 and 2."""
    data, first_problem = _FILES[name]
    path = tmp_path / "spec.yaml"
    path.write_bytes(data)
    finished = subprocess.run(
        [sys.executable, "-c", _READ, str(path)], capture_output=True, check=True, timeout=60
    )
    told = json.loads(finished.stdout)
    assert told["problems"][0] == first_problem
    # Of the processor: what else the machine does is no fault of the file.
    assert told["seconds"] < 1
    assert told["megabytes"] < 300
