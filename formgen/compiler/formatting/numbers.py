"""Numbers, amounts and lengths of time in a reader's language, by CLDR."""

from __future__ import annotations

import re
from copy import copy
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from formgen.compiler.formatting.lengths import length_of_time
from formgen.language.values import Duration

if TYPE_CHECKING:
    from babel import Locale
    from babel.numbers import NumberPattern

_NARROW_SPACE, _NO_BREAK_SPACE = "\u202f", "\u00a0"
_CODE_BEFORE_DIGIT = re.compile(r"(?<=[A-Za-z])(?=\d)")


class Numbers:
    """Writers of a language."""

    def __init__(self, locale: Locale) -> None:
        self.locale = locale
        self._decimal: NumberPattern = locale.decimal_formats[None]
        self._currency: NumberPattern = locale.currency_formats["standard"]
        self._whole_currency = copy(self._currency)
        self._whole_currency.frac_prec = (0, 0)
        self._decimal_sign = self.number(Decimal("0.5"))[1:-1]
        self.duration = lru_cache(maxsize=1024)(self._duration)

    def number(self, value: Decimal | int) -> str:
        """A number with its groups, and all its decimals: "1 234,5"."""
        written: str = self._decimal.apply(value, self.locale, decimal_quantization=False)
        return written

    def plain(self, value: Decimal | int) -> str:
        """A number without groups: "1234,50"."""
        written = f"{value:f}" if isinstance(value, Decimal) else str(value)
        return written.replace(".", self._decimal_sign)

    def money(self, value: Decimal | int, currency: str) -> str:
        """An amount: "1 234,50 €"; no decimals when it is whole: "0 €"."""
        pattern = self._whole_currency if value == int(value) else self._currency
        whole = pattern is self._whole_currency
        written: str = pattern.apply(value, self.locale, currency=currency, currency_digits=not whole)
        # "CHF12" needs its space, which CLDR leaves to whoever joins a code of letters and a number.
        return _CODE_BEFORE_DIGIT.sub(_NO_BREAK_SPACE, written)

    def unit(self, value: Decimal | int, unit: str) -> str:
        """A number with the unit that an author gave: "12 m²"; "15 %" as the language writes it."""
        if unit == "%":
            narrow = _NARROW_SPACE if self.locale.language == "fr" else ""
            return f"{self.number(value)}{narrow}%"
        return f"{self.number(value)}{_NO_BREAK_SPACE}{unit}"

    def _duration(self, duration: Duration) -> str:
        """Years, months and days: "10 ans", "18 mois", "6 mois et 3 jours"."""
        from babel.lists import format_list

        negative = duration.months < 0 or (duration.months == 0 and duration.days < 0)
        months = -duration.months if negative else duration.months
        days = -duration.days if negative else duration.days
        # Under two years people count months, unless the years are whole.
        years, months = divmod(months, 12) if months % 12 == 0 or months >= 24 else (0, months)
        parts = [(years, "year"), (months, "month"), (days, "day")]
        written = [self._unit(number, name) for number, name in parts if number]
        text = format_list(written, locale=self.locale) if written else self._unit(0, "day")
        return f"−{text}" if negative else text

    def _unit(self, number: int, name: str) -> str:
        return length_of_time(number, name, self.locale).replace(" ", _NO_BREAK_SPACE)
