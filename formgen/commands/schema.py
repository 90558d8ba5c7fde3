"""`formgen schema`: the JSON Schema of the language, for editors."""

from __future__ import annotations

import sys
from pathlib import Path

from formgen.rendering.language.schema import language_schema_text

UNWRITABLE = 2


def schema(output: Path | None) -> int:
    """Print the schema, or write it to a file and say how a spec names it. 2 when it cannot be written."""
    text = language_schema_text()
    if output is None:
        sys.stdout.write(text)
        sys.stdout.flush()
        return 0
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as fault:
        sys.stderr.write(f"formgen: {output}: {fault.strerror or fault}\n")
        return UNWRITABLE
    sys.stdout.write(
        f"Written to {output}. Begin a spec beside it with this line, and its editor knows the language:\n"
        f"# yaml-language-server: $schema={output.name}\n"
    )
    return 0
