"""Makes grammar.json anew after a change of grammar.lark."""

from __future__ import annotations

from formgen.language.expressions.table import write

if __name__ == "__main__":
    write()
