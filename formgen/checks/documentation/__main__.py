"""Prints the pages of all problems as one Markdown document, or writes them into a file."""

from __future__ import annotations

import sys
from pathlib import Path

from formgen.checks.documentation import document

if len(sys.argv) > 1:
    Path(sys.argv[1]).write_text(document(), encoding="utf-8")
else:
    sys.stdout.write(document())
