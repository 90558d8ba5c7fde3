"""Words of other programs and of everyday speech for keys of the language, for "did you mean"."""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Mapping
from typing import Final

_MEANT: Final[Mapping[str, str]] = {
    "when": "if si quand condition conditions show_if visible_if only_if depends_on visible relevant",
    "label": "name nom question libelle intitule caption wording prompt",
    "title": "name nom titre label heading header caption libelle",
    "hint": "description placeholder example exemple help_text aide indication explanation note tip",
    "text": "texte description body paragraph content message intro introduction",
    "required": "mandatory optional obligatoire requis facultatif necessary must",
    "options": "values choices choix valeurs enum answers items reponses",
    "pattern": "regex regexp format mask",
    "min": "minimum mini min_value at_least from",
    "max": "maximum maxi max_value at_most up_to",
    "length": "maxlength max_length minlength min_length size longueur",
    "default": "default_value value defaut valeur initial preset",
    "is": "formula formule expression calculation value equals calcul",
    "fields": "questions inputs champs elements controls",
    "pages": "screens ecrans questions",
    "steps": "sections etapes parts",
    "documents": "attachments files uploads papers pieces fichiers",
    "message": "error text texte",
    "must": "condition rule test check assert if",
    "language": "lang langue locale",
    "send": "mail email notify message",
    "after": "delay within delai",
    "checks": "validation validations rules constraints controles",
    "stop": "end exit refuse",
    "in": "state status etat",
    "to": "next state",
}
_TYPES: Final[Mapping[str, str]] = {
    **dict.fromkeys(("string", "texte", "line", "input", "name", "nom", "char"), "text"),
    **dict.fromkeys(("textarea", "paragraph", "multiline", "memo", "texte_long"), "long_text"),
    **dict.fromkeys(("number", "int", "nombre", "numeric", "entier"), "integer"),
    **dict.fromkeys(("float", "real", "double", "percent"), "decimal"),
    **dict.fromkeys(("amount", "price", "currency", "montant", "prix", "euro", "euros"), "money"),
    **dict.fromkeys(("day", "jour", "calendar"), "date"),
    **dict.fromkeys(("hour", "clock", "heure"), "time"),
    **dict.fromkeys(("boolean", "bool", "oui_non", "yesno", "yes"), "yes_no"),
    **dict.fromkeys(("checkbox", "consent", "tick", "box", "case"), "agreement"),
    **dict.fromkeys(("radio", "select", "dropdown", "options", "enum", "choix", "liste"), "choice"),
    **dict.fromkeys(("checkboxes", "multiselect", "multiple", "multiple_choice", "tags"), "choices"),
    **dict.fromkeys(("tel", "telephone", "mobile", "fax"), "phone"),
    **dict.fromkeys(("mail", "e_mail", "courriel"), "email"),
    **dict.fromkeys(("nationality", "pays", "nationalite"), "country"),
    **dict.fromkeys(("iban", "ssn", "vat"), "identifier"),
    **dict.fromkeys(("info", "html", "static", "heading", "message"), "note"),
    **dict.fromkeys(("section", "fieldset", "block", "groupe"), "group"),
    **dict.fromkeys(("repeat", "array", "table", "repeater"), "list"),
}
_FILES: Final = frozenset(("file", "upload", "document", "attachment", "image", "photo", "fichier", "piece"))


def type_in_other_words(word: str) -> str | None:
    """The hint for the type of a field as another program calls it."""
    plain = _plain(word)
    if plain in _FILES:
        return "What is handed in stands under `documents`, and a page names it: `documents: [photo]`."
    meant = _TYPES.get(plain)
    return f"Did you mean `{meant}`?" if meant is not None else None


def _by_word() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for key, words in _MEANT.items():
        for word in words.split():
            found[word] = (*found.get(word, ()), key)
    return found


_BY_WORD: Final = _by_word()


def _plain(word: str) -> str:
    """A word in small letters without accents, its parts joined by underscores."""
    letters = unicodedata.normalize("NFKD", word.casefold().replace("-", "_").replace(" ", "_"))
    return "".join(each for each in letters if not unicodedata.combining(each))


def meant_by(word: str, known: Container[str]) -> str | None:
    """The key, one of `known`, that somebody means who writes this word; None where none is."""
    return next((key for key in _BY_WORD.get(_plain(word), ()) if key in known), None)
