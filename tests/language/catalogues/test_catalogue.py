"""The translation of a spec.

1. A text is translated by its place and the author's words; else it stays the author's.
2. Fuzzy and empty entries do not count.
3. An entry for a text that changed is reported and not used; one for no text says where the words went.
4. A translation that shows other values than the original is an error at its line; conditions may differ.
5. Untranslated texts are told in one warning.
"""

from __future__ import annotations

from formgen.language.catalogues import (
    Catalogue,
    catalogue_path,
    catalogue_problems,
    read_po,
    write_po,
)

TEXTS = [("title", "Renouveler"), ("page.text", "Le {{ filed_on }}, {{ first_name }}.")]


def po_of(*rows: tuple[str, str, str]) -> str:
    return write_po("en", rows)


def codes(text: str) -> list[str]:
    return [problem.code for problem in catalogue_problems(read_po(text, "tse.en.po"), TEXTS)]


def test_translation() -> None:  # 1
    catalogue = Catalogue("en", read_po(po_of(("title", "Renouveler", "Renew")), "x").entries)
    assert catalogue.translate("title", "Renouveler") == "Renew"
    assert catalogue.translate("other", "Renouveler") == "Renouveler"
    assert catalogue.translate("title", "Renouveler une carte") == "Renouveler une carte"


def test_fuzzy_does_not_count() -> None:  # 2
    text = po_of(("title", "Renouveler", "Renew")).replace('msgctxt "title"', '#, fuzzy\nmsgctxt "title"')
    assert Catalogue("en", read_po(text, "x").entries).translate("title", "Renouveler") == "Renouveler"
    assert codes(text) == ["X714"]


def test_out_of_date() -> None:  # 3
    text = po_of(
        ("title", "Ancien", "Old"), ("gone", "Renouveler", "Renew"), ("page.text", TEXTS[1][1], TEXTS[1][1])
    )
    first, second = catalogue_problems(read_po(text, "tse.en.po"), TEXTS)
    assert (first.code, first.severity, first.line) == ("X713", "warning", 7)
    assert "Renouveler" in (first.hint or "")
    assert second.code == "X713"
    assert "`title`" in (second.hint or "")


def test_values_left_out_or_added() -> None:  # 4
    rows = [
        ("title", "Renouveler", "Renew {{ fee }}"),
        ("page.text", TEXTS[1][1], "On {{filed_on | short}}."),
    ]
    added, left_out = catalogue_problems(read_po(po_of(*rows), "tse.en.po"), TEXTS)
    assert (added.code, left_out.code) == ("X712", "X712")
    assert "`{{ fee }}`" in added.message
    assert "`{{ first_name }}`" in left_out.message
    assert left_out.line == 12


def test_conditions_may_differ() -> None:  # 4
    english = "On {{ filed_on }}, {{ when sex is female }}Ms {{ end }}{{ first_name }}."
    assert codes(po_of(("title", "Renouveler", "Renew"), ("page.text", TEXTS[1][1], english))) == []


def test_untranslated() -> None:  # 5
    (problem,) = catalogue_problems(read_po(po_of(), "tse.en.po"), TEXTS)
    assert problem.severity == "warning"
    assert problem.message == "2 of 2 texts are not translated: `title`, `page.text`"


def test_the_file_stands_beside_the_spec() -> None:
    assert catalogue_path("specs/tse_ue_renewal.yaml", "en") == "specs/tse_ue_renewal.en.po"
