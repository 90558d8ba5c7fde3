"""formgen's own words.

1. Every language has the same keys, and the same parameters for each.
2. Every key used in code and templates exists.
3. Plurals are chosen by count, parameters are put in as text and nothing in them is read.
4. French has its no-break spaces and no straight apostrophe or quote; neither language says "please".
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from formgen.compiler.catalogues import Words, languages, parameters, read_words

ROOT = Path(__file__).parents[2]
USED = re.compile(r"""\bwords(?:\.get)?\(\s*["']([a-z0-9_]+)["']""")

FAULTS = re.compile(
    r"""Unreadable\(\s*["']([a-z_]+)["']|read_number\([^"]*"([a-z_]+)"|else "(not_[a-z_]+)"\)"""
)


def test_both_languages_are_spoken() -> None:
    assert languages() == ("en", "fr")


def test_the_same_keys() -> None:  # 1
    keys = {language: Words(language).keys() for language in languages()}
    assert keys["en"] == keys["fr"]
    assert len(keys["en"]) > 120


@pytest.mark.parametrize("key", Words("en").keys())
def test_the_same_parameters(key: str) -> None:  # 1
    wanted = []
    for language in languages():
        (entry,) = [entry for entry in read_words(language).entries if entry.id == key]
        assert all(entry.strings)
        assert len(entry.strings) == (2 if entry.plural else 1)
        forms = [parameters(string) for string in entry.strings]
        wanted.append(frozenset().union(*forms))
    assert wanted[0] == wanted[1]


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


def test_typography() -> None:  # 4
    for entry in read_words("fr").entries:
        for string in entry.strings:
            assert not re.search(r"[^\u00a0\u202f][:;?!»](?![/\d])|«[^\u00a0]|['\"]", string), string
    for language in languages():
        for entry in read_words(language).entries:
            assert not re.search(
                r"\bplease\b|s’il vous plaît|veuillez", " ".join(entry.strings), re.IGNORECASE
            )
