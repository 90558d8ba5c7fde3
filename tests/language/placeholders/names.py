"""Names for the tests of texts: a person, a spouse, children, an address."""

from __future__ import annotations

from formgen.language.expressions import (
    ADDRESS,
    COUNTRY,
    DATE,
    DURATION,
    INTEGER,
    MOMENT,
    TEXT,
    YES_NO,
    Binding,
    Choice,
    Choices,
    Group,
    List,
    Money,
    Names,
    Type,
)

HOUSING = {"own_home": "Chez vous", "hotel": "À l’hôtel", "hosted": "Chez quelqu’un"}
PAINS = {"back": "Dos", "head": "Tête", "knee": "Genou"}

SLOTS = [
    "first_name",
    "housing",
    "host_name",
    "filed_on",
    "fee",
    "order",
    "address",
    "nationality",
    "long_absence",
    "pains",
    "opened_at",
    "stay",
    "link",
    "comment",
    "medication",
    "medication_said",
]


def slot(name: str) -> int:
    """The slot of a name in the frame of the dossier."""
    return SLOTS.index(name) + 1


def _binding(name: str, type_: Type, label: str = "") -> Binding:
    return Binding(name, type_, slot(name), 0, label)


SPOUSE = {"birth_date": Binding("spouse.birth_date", DATE, 20, 0, "Date de naissance")}
CHILD = {
    "first_names": Binding("children.first_names", TEXT, 1, 1, "Prénoms"),
    "birth_date": Binding("children.birth_date", DATE, 2, 1, "Date de naissance"),
}
BINDINGS = {
    "first_name": _binding("first_name", TEXT, "Prénom"),
    "housing": _binding("housing", Choice(HOUSING, "housing"), "Logement"),
    "host_name": _binding("host_name", TEXT, "Nom de l’hébergeant"),
    "filed_on": _binding("filed_on", DATE),
    "fee": _binding("fee", Money("EUR"), "Taxe"),
    "order": _binding("order", INTEGER),
    "address": _binding("address", ADDRESS, "Adresse"),
    "nationality": _binding("nationality", COUNTRY, "Nationalité"),
    "long_absence": _binding("long_absence", YES_NO, "Absence"),
    "pains": _binding("pains", Choices(PAINS, "pains"), "Douleurs"),
    "opened_at": _binding("opened_at", MOMENT),
    "stay": _binding("stay", DURATION),
    "link": _binding("link", TEXT),
    "comment": _binding("comment", TEXT),
    "medication": Binding(
        "medication", TEXT, slot("medication"), 0, "Traitement", slot("medication_said"), {"none": "Aucun"}
    ),
    "spouse": Binding("spouse", Group(SPOUSE), 0, 0, "Conjoint"),
    "children": Binding("children", List(CHILD), 21, 0, "Enfants"),
}
SCOPE = Names(BINDINGS)
ITEM_SCOPE = Names(CHILD, SCOPE, 1)


def frame(**values: object) -> list[object]:
    """A frame of the dossier; `children` are (first names, birth date)."""
    cells: list[object] = [None] * 22
    children = values.pop("children", None)
    for name, value in values.items():
        cells[slot(name)] = value
    if isinstance(children, list):
        cells[21] = [[cells, *child] for child in children]
    return cells
