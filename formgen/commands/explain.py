"""`formgen explain`: what the code of a problem means, with a spec that fails and one that passes."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from formgen.checks.documentation import KINDS, Page, pages

UNKNOWN = 2

_FENCE = re.compile(r"```(\S*) ?(\S*)")


def explain(code: str | None) -> int:
    """Print the pages of a code, or the titles of all. 2 for a code that there is not."""
    known = pages()
    if code is None:
        sys.stdout.write(_contents(known))
        return 0
    found = [page for page in known if code.upper() in page.codes]
    if not found:
        like = dict.fromkeys(each for page in known for each in page.codes if each[0] == code[:1].upper())
        hint = f"there are {', '.join(like)}." if like else "`formgen explain` lists them all."
        sys.stderr.write(f"formgen: there is no problem {code}; {hint}\n")
        return UNKNOWN
    sys.stdout.write("\n".join(_page(each) for each in found))
    return 0


def _contents(known: list[Page]) -> str:
    rows: list[str] = []
    for letter, kind in KINDS.items():
        rows += ["", kind] if rows else [kind]
        for page in known:
            if page.codes[0][0] == letter:
                rows.append(f"  {', '.join(page.codes)}  {page.title}")
    return "\n".join(rows) + "\n"


def _page(page: Page) -> str:
    title = f"{', '.join(page.codes)}: {page.title}"
    return "\n".join([title, "=" * len(title), "", *_lines(page.body)]) + "\n"


def _lines(body: str) -> Iterator[str]:
    """The lines of a page, examples indented instead of fenced."""
    inside = False
    for line in body.splitlines():
        fence = _FENCE.fullmatch(line)
        if fence is None:
            yield f"    {line}".rstrip() if inside else line
            continue
        inside = not inside
        if inside and fence[2]:
            beside = f"NAME.{fence[2]}.po" if fence[1] == "po" else fence[2]
            yield f"{beside} beside it:\n"
