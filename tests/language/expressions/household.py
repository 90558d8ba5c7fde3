"""A made-up procedure about a household, that the tests of expressions ask their questions of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from formgen.language.expressions import (
    ADDRESS,
    CONDITION,
    DATE,
    DURATION,
    INTEGER,
    MOMENT,
    NUMBER,
    TEXT,
    TIME,
    YES_NO,
    Binding,
    Checked,
    Choice,
    Choices,
    Country,
    Document,
    Group,
    List,
    Members,
    Money,
    Names,
    Record,
    Scope,
    Type,
    check,
    parse,
)
from formgen.language.expressions.javascript import as_json, found_key, said_key

EUR = Money("EUR")
MARITAL_STATUS = {
    "single": "Célibataire",
    "married": "Marié ou mariée",
    "civil_union": "Pacsé ou pacsée",
    "cohabiting": "En concubinage",
    "other": "Autre",
}
DIFFICULTIES = {"pain": "Douleurs", "sleep": "Sommeil", "none": "Aucune"}
COUNTRIES = {"FRA": "France", "DEU": "Allemagne", "CHE": "Suisse", "AUT": "Autriche"}
DEPARTMENTS = {"2A": "Corse-du-Sud", "75": "Paris", "rhone": "Rhône"}
DOCUMENT_OF_HOME = {"lease": "Bail", "energy_bill": "Facture d'énergie"}
VERDICTS = {"accepted": "Accepté", "unreadable": "Illisible"}

ITEM_FIELDS: Mapping[str, Type] = {
    "nationality": Country(COUNTRIES),
    "birth_date": DATE,
    "lives_in_france": YES_NO,
    "income": EUR,
    "share": NUMBER,
    "first_name": TEXT,
    "parent": Choice(MARITAL_STATUS, "parent"),
}
FIELDS: Mapping[str, Type] = {
    "marital_status": Choice(MARITAL_STATUS, "marital_status"),
    "former_status": Choice(MARITAL_STATUS, "former_status"),
    "housing": Choice({"hotel": "Hôtel", "hosted": "Hébergé", "with": "Avec", "today": "Ce jour"}, "housing"),
    "department": Choice(DEPARTMENTS, "department"),
    "difficulties": Choices(DIFFICULTIES, "difficulties"),
    "former_difficulties": Choices(DIFFICULTIES, "former_difficulties"),
    "nationality": Country(COUNTRIES),
    "spouse_country": Country(COUNTRIES),
    "address_correct": YES_NO,
    "has_card": YES_NO,
    "phone": TEXT,
    "name": TEXT,
    "birth_date": DATE,
    "photo_date": DATE,
    "valid_until": DATE,
    "fee": EUR,
    "rent": EUR,
    "dollars": Money("USD"),
    "rate": NUMBER,
    "count": INTEGER,
    "stay": DURATION,
    "call_at": TIME,
    "seen_at": MOMENT,
    "left_at": MOMENT,
    "address": ADDRESS,
    "proof_of_home": Document(DOCUMENT_OF_HOME),
    "photo": Document(),
    "lives_as_couple": CONDITION,
    "under_protection": CONDITION,
    "today": DATE,
    "filed_on": DATE,
}
SPOUSE: Mapping[str, Type] = {"birth_date": DATE, "country": Country(COUNTRIES), "address": ADDRESS}
REGISTER: Mapping[str, Type] = {"card_kind": TEXT, "valid_until": DATE}
MEDICATION_SAID = {"nothing": "Je ne prends rien", "unknown": "Je ne sais pas"}


class Household:
    """Bindings of the procedure, and frames of answers for them."""

    def __init__(self) -> None:
        self.size = 1
        bindings = {name: self._binding(name, kind) for name, kind in FIELDS.items()}
        bindings["medication"] = Binding(
            "medication", TEXT, self._slot(), label="Médicament", said_slot=self._slot(), said=MEDICATION_SAID
        )
        bindings["spouse"] = Binding("spouse", Group(self._members("spouse", SPOUSE)), 0, label="Conjoint")
        register = self._members("permit_register", REGISTER)
        bindings["permit_register"] = Binding("permit_register", Record(register, self._slot()), 0)
        self.identity_verdict = Binding("verdict of identity", Choice(VERDICTS, "verdict"), self._slot())
        bindings["identity"] = Binding("identity", Document({}, self.identity_verdict), self._slot())
        self.item = {
            name: Binding(f"children.{name}", kind, slot, depth=1, label=f"{name} of the child")
            for slot, (name, kind) in enumerate(ITEM_FIELDS.items(), 1)
        }
        bindings["children"] = Binding("children", List(self.item), self._slot(), label="Enfants")
        bindings["eu_states"] = Binding("eu_states", Members({"DEU": "Allemagne", "AUT": "Autriche"}), 0)
        sites = Record(self._members("sites", {"site": TEXT}), self._slot(), Members({"75001": "Paris"}))
        bindings["sites"] = Binding("sites", sites, 0)
        self.bindings = bindings
        self.scope = Names(bindings)
        self.in_spouse = Names(self._group("spouse"), outer=self.scope)
        self.in_child = Names(self.item, outer=self.scope, depth=1)

    def _group(self, name: str) -> Mapping[str, Binding]:
        kind = self.bindings[name].type
        assert isinstance(kind, Group | Record)
        return kind.members

    def _slot(self) -> int:
        self.size += 1
        return self.size - 1

    def _binding(self, name: str, kind: Type) -> Binding:
        return Binding(name, kind, self._slot(), label=LABELS.get(name, name))

    def _members(self, name: str, members: Mapping[str, Type]) -> dict[str, Binding]:
        return {word: self._binding(f"{name}.{word}", kind) for word, kind in members.items()}

    def values(self) -> dict[str, Binding]:
        """Every binding with a slot of its own, lists apart, by canonical name."""
        found = {}
        for name, binding in self.bindings.items():
            if isinstance(binding.type, Group | Record):
                found.update({member.name: member for member in self._group(name).values()})
            elif not isinstance(binding.type, List | Members):
                found[name] = binding
        return found

    def frame(self, **answers: Any) -> list[Any]:
        """A frame of values by canonical name, "__" for a dot; "X_said", "X_found"; children as dicts."""
        frame: list[Any] = [None] * self.size
        values = self.values()
        for key, value in answers.items():
            name = key.replace("__", ".")
            if name == "children":
                frame[self.bindings["children"].slot] = (
                    None if value is None else [self.item_frame(frame, item) for item in value]
                )
            elif name == "verdict_of_identity":
                frame[self.identity_verdict.slot] = value
            elif name.endswith("_said"):
                slot = self.bindings[name.removesuffix("_said")].said_slot
                assert slot is not None
                frame[slot] = value
            elif name.endswith("_found"):
                kind = self.bindings[name.removesuffix("_found")].type
                assert isinstance(kind, Record)
                frame[kind.found_slot] = value
            else:
                frame[values[name].slot] = value
        return frame

    def item_frame(self, dossier: list[Any], item: Mapping[str, Any]) -> list[Any]:
        frame: list[Any] = [dossier] + [None] * len(ITEM_FIELDS)
        for name, value in item.items():
            frame[self.item[name].slot] = value
        return frame

    def javascript_values(self, frame: list[Any]) -> dict[str, Any]:
        """The same answers as `v` of a compiled expression."""
        v = {name: as_json(frame[binding.slot]) for name, binding in self.values().items()}
        v[self.identity_verdict.name] = as_json(frame[self.identity_verdict.slot])
        for name, binding in self.bindings.items():
            if binding.said_slot is not None:
                v[said_key(name)] = frame[binding.said_slot]
            if isinstance(binding.type, Record):
                v[found_key(name)] = frame[binding.type.found_slot]
        items = frame[self.bindings["children"].slot]
        v["children"] = (
            None
            if items is None
            else [
                {binding.name: as_json(item[binding.slot]) for binding in self.item.values()}
                for item in items
            ]
        )
        return v


LABELS = {"marital_status": "Situation familiale", "phone": "Téléphone", "birth_date": "Date de naissance"}
HOUSEHOLD = Household()
TODAY = date(2024, 2, 29)


def checked(text: str, scope: Scope | None = None, expected: Type | None = None) -> Checked:
    return check(parse(text), scope or HOUSEHOLD.scope, expected)


def value(text: str, **answers: Any) -> Any:
    """What `text` gives in Python for these answers; today is 29 February 2024 if not said."""
    found = checked(text)
    assert not [fault for fault in found.faults if fault.severity == "error"], found.faults
    return found.python()(HOUSEHOLD.frame(**{"today": TODAY, **answers}))
