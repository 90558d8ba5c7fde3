"""Readers of codes that others have fixed: languages, currencies, time zones."""

from __future__ import annotations

import re
from typing import Final

from formgen.language.constructs import Invalid, Place, Reader, Shape, Single
from formgen.language.problems import nearest
from formgen.language.readers.scalars import ScalarReader, scalar_text
from formgen.language.source import Node

_LANGUAGES: Final = """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv
    dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig
    ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh
    mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru
    rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug
    uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
LANGUAGES: Final = frozenset(_LANGUAGES.split())
"""ISO 639-1."""

_CURRENCIES: Final = """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD
    CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF
    GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK
    LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD
    OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN
    SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF
    YER ZAR ZMW ZWG
"""
CURRENCIES: Final = frozenset(_CURRENCIES.split())
"""ISO 4217, those that people pay with."""

_SIGNS: Final = {"€": "EUR", "£": "GBP", "$": "USD", "EURO": "EUR", "EUROS": "EUR", "CHF.": "CHF"}
_NAMES: Final = {
    "french": "fr",
    "français": "fr",
    "francais": "fr",
    "english": "en",
    "deutsch": "de",
    "german": "de",
}


def known_currency(written: str) -> str | None:
    """The hint for a currency that does not exist; None for one that does."""
    if written in CURRENCIES:
        return None
    meant = _SIGNS.get(written.upper(), written.upper())
    if meant in CURRENCIES:
        return f"Write `{meant}`."
    return "Currencies are written with three capital letters (ISO 4217), such as `EUR`."


class _Currency:
    expects = "a currency"
    shape: Shape = Single("a currency", "word", words=tuple(sorted(CURRENCIES)))

    def read(self, node: Node, place: Place) -> str | Invalid:
        value = scalar_text(node, place, self.expects, "Write three capital letters, such as `EUR`.")
        if isinstance(value, Invalid):
            return value
        hint = known_currency(value)
        return value if hint is None else place.report("S015", node, f"`{value}` is not a currency.", hint)


def currency() -> Reader[str]:
    """A currency (ISO 4217)."""
    return _Currency()


_LONG_CODES: Final = {
    "ara": "ar", "deu": "de", "eng": "en", "fra": "fr", "fre": "fr", "ger": "de", "ita": "it", "nld": "nl",
    "pol": "pl", "por": "pt", "ron": "ro", "rus": "ru", "spa": "es", "tur": "tr", "ukr": "uk",
}  # fmt: skip
_LANGUAGE_CODE: Final = r"([a-z]{2,3})(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?"


def known_language(written: str) -> str | None:
    """The hint for what is not the code of a language; None for one that is."""
    found = re.fullmatch(_LANGUAGE_CODE, written)
    if found and found[1] in _LONG_CODES:
        return f"Write `{_LONG_CODES[found[1]]}`: two letters, where a language has them (ISO 639-1)."
    if found and (len(found[1]) == 3 or found[1] in LANGUAGES):
        return None
    if written.rstrip(" ,;.") in LANGUAGES:
        return f"Write `{written.rstrip(' ,;.')}`."
    plain = written.replace("_", "-").split("-")
    better = "-".join((plain[0].lower(), *(part.upper() for part in plain[1:])))
    if plain[0].lower() in LANGUAGES and better != written:
        return f"Write `{better}`."
    meant = _NAMES.get(written.casefold(), "fr")
    return f"Languages are written with their two letters (ISO 639-1), such as `{meant}`."


class _Language:
    expects = "a language"
    shape: Shape = Single("a language", "word", _LANGUAGE_CODE)

    def read(self, node: Node, place: Place) -> str | Invalid:
        value = scalar_text(node, place, self.expects, "Write its code, such as `fr`.")
        if isinstance(value, Invalid):
            return value
        hint = known_language(value)
        return (
            value
            if hint is None
            else place.report("S015", node, f"`{value}` is not the code of a language.", hint)
        )


def language_tag() -> Reader[str]:
    """A language (BCP 47): its letters, a script and a region behind if need be."""
    return _Language()


def _zone(value: str) -> str | None:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        # No such zone, or a path that leads out of the zones.
        return None
    return value


class _TimeZone(ScalarReader[str]):
    def read(self, node: Node, place: Place) -> str | Invalid:
        value = scalar_text(node, place, self.expects, self.hint)
        if isinstance(value, Invalid) or _zone(value) is not None:
            return value
        from zoneinfo import available_timezones

        zones = available_timezones()
        similar = nearest(value, zones) or next(
            (each for each in sorted(zones) if each.endswith(f"/{value}")), None
        )
        hint = f"Did you mean `{similar}`?" if similar else self.hint
        return place.report("S015", node, f"`{value}` is not a time zone.", hint)


def time_zone() -> Reader[str]:
    """A time zone of the IANA database."""
    return _TimeZone("a time zone", _zone, "Write a continent and a city, such as `Europe/Paris`.")
