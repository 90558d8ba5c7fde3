"""Runs compiled expressions in Node, many in one process."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

_RUNTIME = Path(__file__).parents[3] / "renderers" / "html" / "scripts" / "expressions.js"
_PROGRAM = """
import { readFileSync } from "node:fs";
const source = readFileSync(process.argv[1], "utf8");
const { F } = await import("data:text/javascript;base64," + Buffer.from(source).toString("base64"));
const results = JSON.parse(readFileSync(0, "utf8")).map(({ script, v }) => {
  const value = new Function("v", "F", "return (" + script + ");")(v, F) ?? null;
  return typeof value === "number" || value?.units !== undefined ? F.written(value) : value;
});
process.stdout.write(JSON.stringify(results));
"""


def run(cases: Sequence[tuple[str, Any]]) -> list[Any]:
    """The value of each (script, v) as JSON; numbers as they are written."""
    node = shutil.which("node")
    assert node, "the tests of expressions need Node"
    finished = subprocess.run(
        [node, "--input-type=module", "-e", _PROGRAM, str(_RUNTIME)],
        input=json.dumps([{"script": script, "v": v} for script, v in cases]),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert finished.returncode == 0, finished.stderr
    results: list[Any] = json.loads(finished.stdout)
    assert len(results) == len(cases)
    return results
