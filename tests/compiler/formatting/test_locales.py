"""Languages that formgen does not speak itself, written by CLDR.

1. Every language that a spec may name has a locale; a region that CLDR does not know is left out.
2. Days, numbers, amounts and countries are those of the language.
3. A procedure in a language that CLDR does not know is served all the same.
4. Lengths of time have a word in every language, and the plural that goes with their number.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from formgen.compiler.formatting import Formatter
from formgen.compiler.formatting.lengths import length_of_time
from formgen.compiler.formatting.locales import reader_locale
from formgen.compiler.load import load_text
from formgen.language.expressions import COUNTRY, DATE, DURATION, NUMBER, Money
from formgen.language.readers.codes import LANGUAGES
from formgen.language.values import Duration
from formgen.rendering.html.site import Site

HALL = (Path(__file__).parents[3] / "examples" / "village_hall.yaml").read_text("utf-8")


def test_every_language() -> None:  # 1
    assert len([reader_locale(each) for each in LANGUAGES]) == len(LANGUAGES)


@pytest.mark.parametrize(
    ("language", "locale"),
    [
        ("fr-CH", "fr_CH"),
        ("fr-XX", "fr"),
        ("en", "en_GB"),
        ("pt", "pt_PT"),
        ("pt-BR", "pt_BR"),
        ("zh-Hant", "zh_Hant"),
        ("ho", "en_GB"),
        ("xyz", "en_GB"),
        ("ar", "ar"),
    ],
)
def test_locales(language: str, locale: str) -> None:  # 1
    assert str(reader_locale(language)) == locale


@pytest.mark.parametrize(
    ("language", "day", "number", "amount", "country"),
    [
        ("de", "27. März 2007", "1.234,5", "12,50 €", "Schweiz"),
        ("ar", "27 مارس 2007", "1,234.5", "12.50 €", "سويسرا"),
        ("he", "27 במרץ 2007", "1,234.5", "12.50 €", "שווייץ"),
    ],
)
def test_values(language: str, day: str, number: str, amount: str, country: str) -> None:  # 2
    formatter = Formatter(language)

    def plain(text: str) -> str:
        """Without the marks of direction and with plain blanks."""
        return "".join(
            " " if each in "\u00a0\u202f" else each for each in text if each not in "\u200e\u200f\u061c"
        )

    assert plain(formatter.writer(DATE)(date(2007, 3, 27))) == day
    assert plain(formatter.writer(NUMBER)(Decimal("1234.5"))) == number
    assert plain(formatter.writer(Money("EUR"))(Decimal("12.50"))) == amount
    assert formatter.writer(COUNTRY)("CHE") == country


def test_unknown_to_cldr() -> None:  # 3
    loaded = load_text(HALL.replace("language: en", "language: ho\nduration: 20 minutes"), "hall.yaml")
    assert loaded.problems == ()
    assert loaded.procedure is not None
    Site("Services").procedure(loaded.procedure).prepare()


def test_every_length_of_time() -> None:  # 4
    for language in LANGUAGES:
        locale = reader_locale(language)
        for unit in ("year", "month", "week", "day", "hour", "minute"):
            for number in (1, 2, 3, 11):
                written = length_of_time(number, unit, locale)
                assert written
                assert "duration" not in written, (language, unit)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("ar", ["شهر", "شهران", "3 أشهر", "11 شهرًا"]),
        ("it", ["1 mese", "2 mesi", "3 mesi", "11 mesi"]),
        ("fr", ["1 mois", "2 mois", "3 mois", "11 mois"]),
    ],
)
def test_lengths_of_time(language: str, written: list[str]) -> None:  # 4
    writer = Formatter(language).writer(DURATION)
    assert [writer(Duration(months=number)).replace("\u00a0", " ") for number in (1, 2, 3, 11)] == written


def test_long_lengths_are_grouped() -> None:  # 4
    assert length_of_time(1500, "day", reader_locale("de")) == "1.500 Tage"
