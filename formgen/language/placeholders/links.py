"""Where a link of a text may lead: the web, a mailbox, a telephone, or a page of this site."""

from __future__ import annotations

import re
from typing import Final

from formgen.language.placeholders.segments import Fault, Insert

LINKS: Final = "X706"

_SAFE = re.compile(r"(?:https?://[^/\s]|mailto:|tel:|/(?![/\\])|#)", re.IGNORECASE)
_ENOUGH_BEFORE_A_VALUE = re.compile(r"https?://[^/\s]+/", re.IGNORECASE)
_WEB = re.compile(r"https?://", re.IGNORECASE)
_DECEIVING = re.compile(r"[\x00-\x20\x7f\\]")
"""Browsers drop or turn these, so that "/\t/other.site" would leave this site."""

_HINT: Final = "Begin it with https://, http://, mailto:, tel:, or / for a page of this site."


def is_given_link(insert: Insert) -> bool:
    """Whether it is `{{ link }}`, whose address the system gives itself."""
    return insert.formula is not None and insert.formula.expression.text.strip() == "link"


def fault_of_link(target: tuple[str | Insert, ...], text: str, *, titled: bool) -> Fault | None:
    """What is wrong with the address of a link; `text` is searched for its place."""
    first = target[0] if target else ""
    if isinstance(first, Insert):
        if is_given_link(first) and len(target) == 1:
            return None
        message = "An address that begins with a value may lead anywhere."
        return Fault(message, _HINT, first.start, first.end, LINKS)
    start = max(text.find(f"]({first}"), 0)
    start, end = (start + 2, start + 2 + len(first)) if first and start else (0, len(text))
    if titled:
        return Fault("A link shows no title.", "Put these words into the text.", start, end, LINKS)
    if len(target) > 1 and _WEB.match(first) and not _ENOUGH_BEFORE_A_VALUE.match(first):
        message = "A value cannot name the site that a link leads to."
        return Fault(message, "Write the address up to its first / yourself.", start, end, LINKS)
    if not _SAFE.match(first) or _DECEIVING.search("".join(each for each in target if isinstance(each, str))):
        message = f"The address `{first}` cannot be a link here." if first else "This link has no address."
        return Fault(message, _HINT, start, end, LINKS)
    return None


def is_safe_address(address: str) -> bool:
    """Whether an address known only when the text is shown may be a link."""
    return _SAFE.match(address) is not None and _DECEIVING.search(address) is None
