"""Styles, scripts and pictures: their addresses change with their content, so browsers keep them for good."""

from __future__ import annotations

from typing import Final

from formgen.web.house import House
from formgen.web.refusals import Refusal
from formgen.web.replies import Content

AT: Final = "/assets/"
_HEADERS: Final = [
    (b"cache-control", b"public, max-age=31536000, immutable"),
    # A picture opened by itself runs nothing that an SVG may hold.
    (b"content-security-policy", b"default-src 'none'; sandbox"),
]


def asset(house: House, path: str) -> Content:
    """The file at an address. Raises Refusal."""
    found = house.site.assets.get(path.removeprefix(AT))
    if found is None:
        raise Refusal("not_found")
    return Content(found.body, found.media_type, list(_HEADERS))
