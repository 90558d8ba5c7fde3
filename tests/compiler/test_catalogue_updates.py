"""A catalogue brought up to date with its spec.

1. A new catalogue holds every text, empty, in the order of the spec; its header names the language and its
   plurals.
2. What is translated stays, with the comments of its translator and the header as they were.
3. A text that has changed keeps its translation, marked fuzzy, with the words that it translated.
4. A text that has moved keeps its translation; words that stand at a second place are proposed there, fuzzy.
5. A translation that no text needs is kept at the end, and taken up when its text returns.
6. Whatever the texts: the catalogue is one that formgen reads, holds them as they are, loses no translation,
   and is the same when it is updated again.
"""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from formgen.compiler.catalogue_updates import updated
from formgen.language.catalogues import Catalogue, read_po, write_po

ABOUT = "Texts of a spec."
FRENCH = """\
# By a translator.
msgid ""
msgstr ""
"Language: fr\\n"
"Last-Translator: Somebody\\n"

# Asked by telephone too.
msgctxt "title"
msgid "A permit"
msgstr "Un permis"

msgctxt "steps.you.title"
msgid "You"
msgstr "Vous"
"""


def test_new() -> None:  # 1
    made = updated({"b": "Second", "a": "First\nand more"}, "", "ar", ABOUT)
    po = read_po(made.text, "new.po")
    assert po.problems == ()
    assert [(each.context, each.id, each.string) for each in po.entries] == [
        ("b", "Second", ""),
        ("a", "First\nand more", ""),
    ]
    assert made.text.startswith(f"# {ABOUT}\nmsgid")
    assert po.header["Language"] == "ar"
    assert po.header["Plural-Forms"].startswith("nplurals=6;")
    assert made.missing == (("b", "Second"), ("a", "First\nand more"))
    assert not made.complete


def test_kept() -> None:  # 2
    same = updated({"title": "A permit", "steps.you.title": "You"}, FRENCH, "fr", ABOUT)
    assert same.text == FRENCH
    assert same.complete
    assert same.translated == 2


def test_changed() -> None:  # 3
    made = updated({"title": "A permit for you", "steps.you.title": "You"}, FRENCH, "fr", ABOUT)
    assert made.outdated == (("title", "A permit for you"),)
    assert (
        '#, fuzzy\n#| msgid "A permit"\nmsgctxt "title"\nmsgid "A permit for you"\nmsgstr "Un permis"'
        in made.text
    )
    assert "# Asked by telephone too.\n" in made.text
    assert made.obsolete == ()
    assert (
        Catalogue("fr", read_po(made.text, "x").entries).translate("title", "A permit for you")
        == "A permit for you"
    )


def test_changed_twice() -> None:  # 3, 5
    once = updated({"title": "A permit for you"}, FRENCH, "fr", ABOUT)
    twice = updated({"title": "A permit for all"}, once.text, "fr", ABOUT)
    assert '#| msgid "A permit"\nmsgctxt "title"\nmsgid "A permit for all"' in twice.text
    gone = updated({}, twice.text, "fr", ABOUT)
    assert ("title", "A permit") in gone.obsolete
    back = updated({"title": "A permit"}, gone.text, "fr", ABOUT)
    assert back.complete


def test_moved() -> None:  # 4
    made = updated({"title": "A permit", "steps.person.title": "You"}, FRENCH, "fr", ABOUT)
    assert made.complete
    assert Catalogue("fr", read_po(made.text, "x").entries).translate("steps.person.title", "You") == "Vous"


def test_second_place() -> None:  # 4
    texts = {"title": "A permit", "steps.you.title": "You", "review.title": "You"}
    made = updated(texts, FRENCH, "fr", ABOUT)
    assert made.outdated == (("review.title", "You"),)
    assert made.translated == 2


def test_gone_and_back() -> None:  # 5
    without = updated({"title": "A permit"}, FRENCH, "fr", ABOUT)
    assert without.obsolete == (("steps.you.title", "You"),)
    assert '#~ msgctxt "steps.you.title"\n#~ msgid "You"\n#~ msgstr "Vous"' in without.text
    again = updated({"title": "A permit"}, without.text, "fr", ABOUT)
    assert again == without
    back = updated({"title": "A permit", "steps.you.title": "You"}, without.text, "fr", ABOUT)
    assert back.text == FRENCH


PLACES = st.sampled_from(["title", "steps.a.title", "steps.b.title", "fragments.c.text", "pdfs.d.text"])
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], include_characters="\n\t"),
    min_size=1,
    max_size=12,
)
"""What a spec may hold: YAML refuses other control characters."""
TEXTS = st.dictionaries(PLACES, WORDS)


@settings(max_examples=200)
@given(TEXTS, st.dictionaries(PLACES, WORDS), TEXTS, st.sampled_from(["fr", "ar", "pt-BR"]))
def test_any_texts(
    before: dict[str, str], by: dict[str, str], after: dict[str, str], language: str
) -> None:  # 6
    first = updated(before, "", language, ABOUT)
    filled = first.text
    po = read_po(filled, "first.po")
    assert po.problems == ()
    assert {each.context: each.id for each in po.entries} == before
    translated = {place: words for place, words in by.items() if place in before}
    filled = _translated(before, translated, language)
    made = updated(after, filled, language, ABOUT)
    found = read_po(made.text, "made.po")
    assert found.problems == ()
    assert {each.context: each.id for each in found.entries} == after
    assert updated(after, made.text, language, ABOUT).text == made.text
    catalogue = Catalogue(language, found.entries)
    for place, words in translated.items():
        if after.get(place) == before[place]:
            assert catalogue.translate(place, before[place]) == words
    kept = {each.string for each in found.entries}
    back = updated(before, made.text, language, ABOUT)
    again = {each.string for each in read_po(back.text, "back.po").entries}
    assert set(translated.values()) <= kept | again


def _translated(texts: dict[str, str], by: dict[str, str], language: str) -> str:
    """A catalogue with translations, as a translator saves it."""
    return write_po(language, [(place, words, by.get(place, "")) for place, words in texts.items()])
