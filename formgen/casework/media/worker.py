"""The process that parses what people send: one JSON line asks, one answers.

Decoders are large C programs and the files may be made to break them. Here a crash or a flood of memory ends
this process only, and the service starts another.
"""

from __future__ import annotations

import json
import resource
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from formgen.casework.media import UploadRefused
from formgen.casework.media.examine import examine_file

# Address space: twice what the largest allowed picture takes when decoded.
MEMORY = 1024 * 1024 * 1024


def main() -> None:
    """Answer until standard input ends."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for line in sys.stdin.buffer:
        answer = json.dumps(_answer(json.loads(line)))
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()


def _answer(question: dict[str, Any]) -> dict[str, Any]:
    try:
        with Path(question["path"]).open("rb") as file:
            return {"examined": asdict(examine_file(file, question["allowed"], question["max_size"]))}
    except UploadRefused as refusal:
        return {"refused": refusal.code, "values": refusal.values}
    except MemoryError:
        return {"refused": "too_complex", "values": {"seconds": question["seconds"]}}


if __name__ == "__main__":
    main()
