"""Answers of made-up people, by the names of controls; and the files that they hand in."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from PIL import Image

from tests.browser.walking import Answers


def paper(folder: Path, name: str, words: str = "Document") -> Path:
    """A small picture of a paper, as a telephone takes it."""
    path = folder / name
    if not path.exists():
        shade = 150 + sum(words.encode()) % 100
        Image.new("RGB", (320, 200), (shade, 200, 210)).save(path)
    return path


def dated(name: str, day: date) -> dict[str, str]:
    """A date in its three boxes."""
    return {f"{name}.day": str(day.day), f"{name}.month": str(day.month), f"{name}.year": str(day.year)}


def marlene(folder: Path) -> Answers:
    """The Swiss citizen of the example register: married, one child, at home, with a code for her photo."""
    recently = datetime.now(UTC).date() - timedelta(days=40)
    return {
        "beneficiary": "myself",
        "situation": "permit",
        "identified_by": "foreigner_number",
        "foreigner_number": "59 03 00 66 20",
        **dated("valid_from", date(2017, 4, 3)),
        **dated("valid_until", date(2027, 4, 2)),
        "request_kind": "renewal",
        "civil_status_wrong": "no",
        "marital_status": "married",
        "spouse.birth_name": "Lambert",
        "spouse.first_names": "Noé",
        **dated("spouse.birth_date", date(1972, 2, 29)),
        "spouse.nationality": "FRA",
        **dated("spouse.union_date", date(2001, 6, 16)),
        "spouse.union_place": "Lille, France",
        "spouse.life_together": "yes",
        "children?": "yes",
        "family_name": "Lambert",
        "given_names": "Iris",
        **dated("born_on", date(2006, 9, 5)),
        "sex": "female",
        "citizenship": "FRA",
        "lives_in_france": "yes",
        "address_correct": "yes",
        "housing": "own_home",
        "phone": "03 20 99 00 00",
        "has_photo_code": "yes",
        "photo_code": "ABCD EFGH IJKL MNOP QRST UV",
        "long_absence": "no",
        "declarations.truthful": True,
        "declarations.no_absence": True,
        "declarations.penalties": True,
        "file:identity::passport": paper(folder, "passeport.jpg"),
        "file:card_held::front": paper(folder, "recto.jpg"),
        "file:card_held::back": paper(folder, "verso.jpg"),
        "file:proof_of_home::lease": paper(folder, "bail.jpg"),
        **dated("dated:proof_of_home::lease", recently),
        "file:presence:0:provided": paper(folder, "impots.jpg"),
    }
