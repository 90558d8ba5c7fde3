"""Write what docs/ says of the language anew: after a key, a type, a filter or an operator has changed."""

from __future__ import annotations

from pathlib import Path

from formgen.rendering.language.reference import reference
from formgen.rendering.language.schema import language_schema_text

DOCS = Path(__file__).resolve().parent.parent / "docs"


def main() -> None:
    """Write the files."""
    for name, text in (("language.schema.json", language_schema_text()), ("language.md", reference())):
        (DOCS / name).write_text(text, encoding="utf-8")
        print(f"docs/{name}")


if __name__ == "__main__":
    main()
