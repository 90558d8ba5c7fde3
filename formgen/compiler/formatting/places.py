"""Countries, nationalities and addresses."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from formgen.compiler.formatting.nationalities import ENGLISH, FRENCH
from formgen.language.values import Address

if TYPE_CHECKING:
    from babel import Locale

TOWN_IN_CAPITALS: Final = frozenset({"FRA", "MCO"})
"""Countries whose post wants the last line in capitals (for France: AFNOR XP Z10-011)."""
TOWN_FIRST: Final = frozenset({"USA", "CAN", "AUS", "NZL", "IND", "IDN", "TWN", "BGD", "NPL", "SAU", "JOR"})
"""Countries that write the town before the postcode, on the same line (UPU, addressing systems)."""
POSTCODE_UNDER_TOWN: Final = frozenset({"GBR", "IRL", "GIB", "MLT", "ZAF", "KEN", "LKA"})
"""Countries that write the postcode on a line under the town (UPU, addressing systems)."""


@cache
def alpha2(code: str) -> str:
    """The two-letter code of an ISO 3166-1 three-letter code; "" if there is none."""
    from babel.core import get_global

    if code == "XKX":
        return "XK"
    aliases = get_global("territory_aliases").get(code, [])
    return aliases[0] if len(code) == 3 and aliases else ""


class Places:
    """Writers of a language. `home` is the service's country (alpha-3), which its addresses leave out."""

    def __init__(self, locale: Locale, home: str) -> None:
        self.locale = locale
        self.home = home
        self._nationalities = {"fr": FRENCH, "en": ENGLISH}.get(locale.language, {})

    def country(self, code: str) -> str:
        """The name of a country; the code itself for one that CLDR does not know."""
        name: str = self.locale.territories.get(alpha2(code), code)
        return name

    def nationality(self, code: str) -> str:
        """The adjective that goes with "nationality"; the country's name where the table has none."""
        return self._nationalities.get(code) or self.country(code)

    def line(self, address: Address) -> str:
        """The address in one line, parts behind commas."""
        return ", ".join(self._parts(address, address.city))

    def lines(self, address: Address) -> str:
        """The address as on an envelope, lines parted by a line feed."""
        capitals = (address.country or self.home) in TOWN_IN_CAPITALS
        return "\n".join(
            self._parts(address, address.city.upper() if capitals else address.city, envelope=True)
        )

    def _parts(self, address: Address, town: str, *, envelope: bool = False) -> list[str]:
        country = address.country or self.home
        if country in POSTCODE_UNDER_TOWN:
            last = [town, address.postcode]
        elif country in TOWN_FIRST:
            last = [f"{town} {address.postcode}"]
        else:
            last = [f"{address.postcode} {town}"]
        abroad = "" if country == self.home else self.country(country)
        parts = [address.line1, address.line2, address.line3, *last, abroad.upper() if envelope else abroad]
        return [part.strip() for part in parts if part.strip()]
