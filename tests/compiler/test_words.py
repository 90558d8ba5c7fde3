"""formgen's own words.

1. English and French have the same keys, each with words; a further language has none that they lack, and the
   same parameters for each.
2. Every key used in code and templates exists.
3. Plurals are chosen by count, parameters are put in as text and nothing in them is read.
4. Words that a further language lacks are shown in English, with the plurals of English.
5. French has its no-break spaces and no straight apostrophe or quote; neither language says "please".
6. `scripts/words.py` keeps what is translated, adds what is missing with as many plurals as the language has,
   and changes nothing the second time.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from formgen.compiler.catalogues import COMPLETE, Words, _phrases, languages, parameters, read_words
from formgen.language.catalogues import read_po
from scripts.words import updated

ROOT = Path(__file__).parents[2]
USED = re.compile(r"""\bwords(?:\.get)?\(\s*["']([a-z0-9_]+)["']""")

FAULTS = re.compile(
    r"""Unreadable\(\s*["']([a-z_]+)["']|read_number\([^"]*"([a-z_]+)"|else "(not_[a-z_]+)"\)"""
)


def test_languages() -> None:  # 1
    assert languages() == ("ar", "en", "fr")
    assert set(COMPLETE) <= set(languages())


def test_the_same_keys() -> None:  # 1
    keys = {language: [each.id for each in read_words(language).entries] for language in languages()}
    assert keys["en"] == keys["fr"]
    assert len(keys["en"]) > 120
    assert set(keys["ar"]) <= set(keys["en"]), "`python scripts/words.py ar` brings it up to date"
    assert Words("ar").keys() == Words("en").keys()


@pytest.mark.parametrize("language", COMPLETE)
def test_complete(language: str) -> None:  # 1
    assert [each.id for each in read_words(language).entries if not all(each.strings) or each.fuzzy] == []


def test_arabic_is_nearly_complete() -> None:  # 1
    """Words added since the catalogue was last looked at are shown in English, and may be few."""
    spoken = {each.id for each in read_words("ar").entries if all(each.strings)}
    english = {each.id for each in read_words("en").entries}
    assert len(english - spoken) <= len(english) / 10


@pytest.mark.parametrize("key", Words("en").keys())
def test_the_same_parameters(key: str) -> None:  # 1
    wanted = set()
    for language in languages():
        for entry in read_words(language).entries:
            if entry.id == key and all(entry.strings):
                nplurals = {"ar": 6}.get(language, 2)
                assert len(entry.strings) == (nplurals if entry.plural else 1)
                wanted.add(frozenset().union(*map(parameters, entry.strings)))
    assert len(wanted) == 1


def test_the_keys_used_exist() -> None:  # 2
    used = {
        (path.name, key)
        for folder in ("formgen", "renderers")
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in {".py", ".html", ".txt", ".js", ".xml", ".svg"}
        for key in USED.findall(path.read_text("utf-8"))
    }
    assert ("formatter.py", "yes") in used
    keys = Words("en").keys()
    # "error_" ~ code: a family of keys, of which one at least exists.
    unknown = {
        (name, key)
        for name, key in used
        if key not in keys and not (key.endswith("_") and any(each.startswith(key) for each in keys))
    }
    assert unknown == set()


def test_every_fault_of_an_answer_has_words() -> None:  # 2
    fields = sorted((ROOT / "formgen" / "language" / "fields").glob("*.py"))
    codes = {
        code for path in fields for found in FAULTS.findall(path.read_text("utf-8")) for code in found if code
    }
    assert {"not_a_date", "too_long"} <= codes
    assert {code for code in codes if f"error_{code}" not in Words("en")} == set()


@pytest.mark.parametrize(
    ("language", "count", "expected"),
    [
        ("en", 0, "0 answers have to be corrected"),
        ("en", 1, "One answer has to be corrected"),
        ("en", 2, "2 answers have to be corrected"),
        ("fr", 1, "Une réponse est à corriger"),
        ("fr", 2, "2 réponses sont à corriger"),
    ],
)
def test_plurals(language: str, count: int, expected: str) -> None:  # 3
    assert Words(language).get("error_summary_title", count=count) == expected


def test_parameters_are_text() -> None:  # 3
    words = Words("en")
    assert words("step_of", step="{steps}", steps="{0.__class__}") == "Step {steps} of {0.__class__}"
    with pytest.raises(LookupError, match="steps"):
        words("step_of", step=1)
    with pytest.raises(LookupError, match="no_such_key"):
        words("no_such_key")
    with pytest.raises(LookupError, match="count"):
        words("error_summary_title")


def test_other_languages_speak_english() -> None:
    assert Words("pt").get("continue") == "Continue"
    assert Words("fr-CH").get("continue") == "Continuer"


def test_words_that_are_missing() -> None:  # 4
    half_done = 'msgid "continue"\nmsgstr ""\n\n#, fuzzy\nmsgid "back"\nmsgstr "x"\n\n'
    half_done += 'msgid "save"\nmsgstr "y"\n'
    assert set(_phrases(read_po(half_done, "half_done.po"))) == {"save"}
    assert len(Words("ar").keys()) == len(Words("en").keys())


def test_arabic_plurals() -> None:  # 3
    words = Words("ar")
    found = [words.get("list_count", count=count) for count in (0, 1, 2, 3, 11, 100)]
    assert found == ["لا عناصر", "عنصر واحد", "عنصران", "3 عناصر", "11 عنصرًا", "100 عنصر"]


@pytest.mark.parametrize("language", ["ar", "de"])
def test_updated(language: str) -> None:  # 6
    file = ROOT / "formgen" / "words" / f"{language}.po"
    before = file.read_text("utf-8") if file.exists() else ""
    made = updated(language, before)
    assert updated(language, made) == made
    found = {each.id: each for each in read_po(made, file.name).entries}
    assert list(found) == [each.id for each in read_words("en").entries]
    for entry in read_po(before, file.name).entries:
        if entry.id in found and entry.string:
            assert found[entry.id].strings == entry.strings
    assert len(found["list_count"].strings) == {"ar": 6, "de": 2}[language]


def test_typography() -> None:  # 5
    for entry in read_words("fr").entries:
        for string in entry.strings:
            assert not re.search(r"[^\u00a0\u202f][:;?!»](?![/\d])|«[^\u00a0]|['\"]", string), string
    for language in languages():
        for entry in read_words(language).entries:
            assert not re.search(
                r"\bplease\b|s’il vous plaît|veuillez", " ".join(entry.strings), re.IGNORECASE
            )
