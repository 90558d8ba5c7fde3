"""Functions that templates call when a page is shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from functools import lru_cache
from html import unescape
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.units import format_unit
from markupsafe import Markup, escape

_VALUE: Final = re.compile('value="([^"]*)"')
RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})


@lru_cache(maxsize=256)
def chosen(options: Markup, value: str) -> Markup:
    """Options of a list that opens, the one with this value selected."""
    if not value:
        return options
    # A list of all countries is ten thousand characters; most people choose the same few.
    attribute = f'value="{escape(value)}"'
    return Markup(str(options).replace(attribute, f"{attribute} selected", 1))  # noqa: S704 - escaped when made


@lru_cache(maxsize=64)
def _lines(options: Markup) -> tuple[tuple[str, str], ...]:
    """The options of a list that opens, each with its value."""
    return tuple((_VALUE.findall(line)[0], line) for line in str(options).split("\n"))


def offered(options: Markup, path: str, hidden: Container[str]) -> Markup:
    """Options of a list that opens, without those hidden now ("facility=north")."""
    kept = [line for value, line in _lines(options) if f"{path}={unescape(value)}" not in hidden]
    return Markup("\n".join(kept))  # noqa: S704 - escaped when made


def grouped_digits(number: str) -> Markup:
    """A long number in groups of four, parted by space that is not copied with it."""
    if not number.isdigit() or len(number) < 7:
        return Markup.escape(number)
    groups = [number[place : place + 4] for place in range(0, len(number), 4)]
    return Markup().join(Markup("<span>{}</span>").format(group) for group in groups)


def direction(language: str) -> str:
    """`rtl` or `ltr`: how a language (BCP 47) is written."""
    return "rtl" if language.partition("-")[0].lower() in RIGHT_TO_LEFT else "ltr"


@lru_cache(maxsize=256)
def language_name(code: str) -> str:
    """A language as its speakers call it: "Français"; the code for one that CLDR does not know."""
    try:
        locale = Locale.parse(code.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return code
    name = locale.get_display_name(locale) or code
    return name[:1].upper() + name[1:]


def size_writer(locale: Locale) -> Callable[[int], str]:
    """A function that writes the size of a file: "2.4 MB"."""

    @lru_cache(maxsize=1024)
    def size(count: int) -> str:
        if count < 1_000_000:
            return str(
                format_unit(max(1, round(count / 1000)), "digital-kilobyte", length="short", locale=locale)
            )
        return str(
            format_unit(round(count / 1_000_000, 1), "digital-megabyte", length="short", locale=locale)
        )

    return size
