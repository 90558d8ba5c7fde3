"""Made-up people who apply in the examples: their answers, and those for the items of lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.browser.applicants.amara import DIRECTORS, amara
from tests.browser.applicants.maeve import MAEVE_LIVES_WITH, maeve
from tests.browser.applicants.odile import ODILE_HAS, odile
from tests.browser.walking import Answers


@dataclass(frozen=True, slots=True)
class Applicant:
    """Somebody who fills in one example. `number`: what the number of the request looks like."""

    procedure: str
    locale: str
    answers: Callable[[Path], Answers]
    items: Mapping[str, Sequence[Answers]]
    number: str


APPLICANTS = (
    Applicant("heating_help", "en-IE", maeve, {"people": MAEVE_LIVES_WITH}, "KM-[0-9]{8}-[0-9]{6}"),
    Applicant("food_licence", "en-GB", amara, {"directors": DIRECTORS}, "SF-PARK-[0-9]{6}"),
    Applicant("disability_support", "fr-FR", odile, ODILE_HAS, "NRD[0-9]{13}"),
)
