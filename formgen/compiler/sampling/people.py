"""Words that look like a person's: names, streets, towns, trades. All of them short lists of our own.

A library of invented people would change what a seed gives with each of its releases; a sample is to stay the
same on every machine. Family and given names are common ones, streets and employers are invented; towns and
their postcodes are real, so that tables by department or district find them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What people of one language are called, and what they write."""

    family_names: tuple[str, ...]
    given_names: tuple[str, ...]
    streets: tuple[str, ...]
    organisations: tuple[str, ...]
    occupations: tuple[str, ...]
    sentences: tuple[str, ...]
    official: tuple[str, ...]
    """What an agent writes."""
    capacity: str
    """What an agent is."""
    phrases: tuple[str, ...]
    country: str
    """Where they mostly live."""


# fmt: off
FRENCH: Final = Vocabulary(
    family_names=(
        "Marchand", "Lefèvre", "Girard", "Aubert", "Rousselet", "Fontaine", "Caron", "Delorme", "Perrin",
        "Vasseur", "Noël", "Blanchet",
    ),
    given_names=(
        "Camille", "Léa", "Inès", "Jeanne", "Zoé", "Manon", "Hugo", "Louis", "Élie", "Bastien", "Rémi",
    ),
    streets=("rue des Lilas", "avenue du Moulin", "place de l’Horloge", "chemin des Vignes", "allée du Port"),
    organisations=("Atelier du Canal", "Librairie des Quais", "Menuiserie Aubert", "École des Tilleuls"),
    occupations=("menuisier", "infirmière", "comptable", "enseignante", "boulanger", "technicienne"),
    sentences=(
        "Ma situation a changé depuis l’an dernier.",
        "J’ai joint ce que j’ai pu obtenir.",
        "Je peux vous donner plus de détails par téléphone.",
        "Il n’y a rien d’autre à signaler.",
    ),
    official=(
        "La pièce demandée n’a pas été fournie dans le délai imparti.",
        "La condition posée par le texte applicable n’est pas remplie à ce jour.",
        "Le document joint ne porte pas l’adresse déclarée.",
    ),
    capacity="chargée de dossiers",
    phrases=("selon le cas", "comme convenu", "à préciser", "sur place"),
    country="FRA",
)
ENGLISH: Final = Vocabulary(
    family_names=(
        "Ashworth", "Bennett", "Carver", "Doyle", "Ellery", "Fairbairn", "Hargreave", "Kendall", "Mercer",
        "Norwood", "Pryce", "Thorne",
    ),
    given_names=(
        "Alice", "Beth", "Clara", "Dora", "Erin", "Freya", "George", "Harry", "Isaac", "Jack", "Liam", "Owen",
    ),
    streets=("Mill Lane", "Church Road", "Station Street", "Orchard Close", "Harbour View"),
    organisations=("Canal Workshop", "Harbour Books", "Kendall Joinery", "Orchard School"),
    occupations=("joiner", "nurse", "bookkeeper", "teacher", "baker", "technician"),
    sentences=(
        "My situation has changed since last year.",
        "I have added what I could get.",
        "I can tell you more by telephone.",
        "There is nothing else to say.",
    ),
    official=(
        "The paper asked for did not arrive in time.",
        "The condition set by the rules is not met to this day.",
        "The paper sent does not bear the address given.",
    ),
    capacity="case officer",
    phrases=("as it comes", "as agreed", "to be seen", "on site"),
    country="GBR",
)
# fmt: on
VOCABULARIES: Final = {"fr": FRENCH, "en": ENGLISH}


def vocabulary(language: str) -> Vocabulary:
    """The words of a language (BCP 47), English ones where there are none."""
    return VOCABULARIES.get(language.partition("-")[0].lower(), ENGLISH)


TOWNS: Final = {
    "FRA": (
        ("59000", "Lille"), ("69003", "Lyon"), ("33000", "Bordeaux"), ("67000", "Strasbourg"),
        ("35000", "Rennes"), ("13006", "Marseille"), ("44000", "Nantes"), ("75011", "Paris"),
    ),
    "GBR": (("LS1 4DY", "Leeds"), ("BS1 5TR", "Bristol"), ("CF10 1EP", "Cardiff"), ("EH1 1BB", "Edinburgh")),
    "BEL": (("4000", "Liège"), ("9000", "Gent"), ("5000", "Namur")),
    "CHE": (("1003", "Lausanne"), ("3011", "Bern"), ("8001", "Zürich")),
    "DEU": (("50667", "Köln"), ("04109", "Leipzig"), ("79098", "Freiburg")),
    "ITA": (("10121", "Torino"), ("50122", "Firenze"), ("40121", "Bologna")),
    "ESP": (("28013", "Madrid"), ("46002", "Valencia"), ("41001", "Sevilla")),
    "LUX": (("1118", "Luxembourg"), ("4010", "Esch-sur-Alzette")),
    "AUT": (("1010", "Wien"), ("8010", "Graz")),
    "USA": (("97201", "Portland"), ("43215", "Columbus"), ("55401", "Minneapolis")),
    "IRL": (("T12 W8KP", "Cork"), ("H91 E2RX", "Galway")),
}  # fmt: skip
"""Country -> postcodes with their towns."""

NUMBER_FIRST: Final = frozenset(("FRA", "GBR", "USA", "IRL", "LUX"))
"""Countries where the number of a house stands before its street."""

COUNTRIES: Final = ("FRA", "BEL", "CHE", "DEU", "ITA", "ESP", "PRT", "GBR", "IRL", "POL", "MAR", "CAN")
"""Where invented people come from."""

_KINDS: Final = (
    ("given", "given forename first_name first_names firstname prenom prénom prénoms prenoms given-name"),
    ("family", "family surname last_name birth_name used_name nom usage family-name additional-name"),
    ("town", "town city ville commune place lieu address-level2 village"),
    ("postcode", "postcode postal zip postal-code"),
    ("street", "street rue road address adresse address-line1 street-address line1"),
    ("organisation", "company employer organisation organization school employeur entreprise école bank"),
    ("occupation", "occupation profession job trade métier"),
    ("reference", "number numéro numero reference référence code registration plate serial identifier"),
    ("person", "name called who host contact doctor relative"),
)


def kind_of_text(id: str, autocomplete: str | None, label: str) -> str:
    """What a line of text is about, by its browser's name, its id, then the words of its label."""
    for words in (
        {autocomplete or ""},
        {id, *id.split("_")},
        set(label.casefold().replace("’", " ").split()),
    ):
        for kind, tokens in _KINDS:
            if words.intersection(tokens.split()):
                return kind
    return "phrase"
