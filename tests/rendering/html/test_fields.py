"""Each type of field as a page shows it.

1. Every type of the language has a template.
2. Every control has a label or a legend, an id used once, and the name that reading a form expects.
3. Hint, error and warning of a control are wired to it; a control at fault says so.
4. What was typed stands in the control again: text, parts, option, boxes, list that opens.
5. What is hidden is there and hidden; what is locked is text with its origin and no control.
6. An optional field says so; one whose obligation depends on answers says so when it does.
7. No page holds inline script or style.
8. Texts of an author that look like tags of ours, or HTML, are shown as written.
9. A language written from right to left says so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest

from formgen.compiler.procedure import Procedure
from formgen.language.fields import FIELD_TYPES
from formgen.rendering.html.pages import ProcedurePages
from formgen.rendering.html.views.around import Around
from formgen.rendering.html.views.errors import SummaryLine
from formgen.rendering.html.views.questions import Entries, ItemRow, Locked, PageView
from formgen.rendering.resources import renderers
from tests.rendering.html.given import tree_of

PAGES = ("who", "words", "numbers", "options", "family", "couple", "papers")


@pytest.fixture
def show(kitchen_sink: Procedure, kitchen_pages: ProcedurePages, empty_frame: list[Any]) -> Any:
    """`show(page, language, **values of the view)` gives the page as a tree."""

    def show(page: str, language: str = "en", **values: Any) -> Any:
        view = PageView(frame=empty_frame, around=Around(languages=["fr"]), **values)
        return tree_of(kitchen_pages.page(page, view, language))

    return show


def control(tree: Any, name: str) -> Any:
    found = tree.xpath(f"//*[@name='{name}']")
    assert found, name
    return found[0]


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def test_every_type_has_a_template() -> None:
    """Requirement 1."""
    for each in FIELD_TYPES:
        assert (renderers("html") / "fields" / f"{each.template or each.type_name}.html").is_file(), each


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_every_control_is_labelled(show: Any, page: str, language: str) -> None:
    """Requirement 2."""
    tree = show(page, language)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    controls = tree.xpath("//form//input[not(@type='hidden')] | //form//select | //form//textarea")
    assert controls
    for each in controls:
        label = tree.xpath(f"//label[@for='{each.get('id')}']")
        assert len(label) == 1, each.get("name")
        assert words(label[0])
        if each.get("type") in ("radio", "checkbox") and each.getparent().getparent().tag != "div":
            assert each.xpath("ancestor::fieldset/legend"), each.get("name")


def test_names_are_those_that_reading_expects(show: Any, kitchen_sink: Procedure) -> None:
    """Requirement 2."""
    for page in PAGES:
        names = set(show(page).xpath("//form//@name"))
        for field in kitchen_sink.pages[page].fields:
            if not field.spec.asks or field.type_name in ("group", "list"):
                continue
            parts = field.spec.parts()
            expected = {f"{field.path}.{part}" for part in parts} if parts else {field.path}
            if getattr(field.spec, "confirm", False):
                expected.add(f"{field.path}.again")
            assert expected <= names, field.path
    assert {"children?", "do"} <= set(show("family").xpath("//form//@name"))
    assert "code?" in show("words").xpath("//form//@name")


def test_references_lead_to_elements(show: Any) -> None:
    """Requirement 3."""
    errors = {
        path: ["Wrong."]
        for path in (
            "family_name",
            "code",
            "secret",
            "mail",
            "day",
            "pet",
            "pains",
            "home",
            "land",
            "terms",
            "amount",
            "story",
        )
    }
    for page in PAGES:
        tree = show(page, errors=errors, warnings={"nickname": ["Rare."], "share": ["High."]})
        ids = set(tree.xpath("//@id"))
        for attribute in ("aria-describedby", "aria-labelledby", "for"):
            for value in tree.xpath(f"//@{attribute}"):
                assert set(value.split()) <= ids, (page, attribute, value)


def test_an_error_is_told_at_the_control(show: Any) -> None:
    """Requirement 3."""
    tree = show(
        "words",
        errors={"nickname": ["Write it."]},
        wrong=frozenset({"nickname"}),
        summary=[SummaryLine(target="f-nickname", text="Write it.")],
    )
    nickname = control(tree, "nickname")
    hint, error = nickname.get("aria-describedby").split()
    assert words(tree.get_element_by_id(error)) == "Error: Write it."
    assert "Anything" in words(tree.get_element_by_id(hint))
    assert nickname.get("aria-invalid") == "true"
    assert control(tree, "family_name").get("aria-invalid") is None
    summary = tree.get_element_by_id("summary")
    assert summary.xpath(".//a/@href") == ["#f-nickname"]
    assert tree.findtext(".//title").startswith("Error: ")


def test_only_the_box_at_fault_is_marked(show: Any) -> None:
    """Requirement 3."""
    tree = show("numbers", errors={"day": ["No such day."]}, wrong=frozenset({"day.day"}))
    assert control(tree, "day.day").get("aria-invalid") == "true"
    assert control(tree, "day.year").get("aria-invalid") is None
    described = control(tree, "day.day").xpath("ancestor::fieldset")[0].get("aria-describedby")
    assert described.split() == ["h-f-day", "e-f-day"]


def test_a_warning_is_no_error(show: Any) -> None:
    """Requirement 3."""
    tree = show("numbers", warnings={"guests": ["That is many."]})
    guests = control(tree, "guests")
    assert words(tree.get_element_by_id(guests.get("aria-describedby"))) == "Warning: That is many."
    assert guests.get("aria-invalid") is None
    assert not tree.findtext(".//title").startswith("Error")


def test_what_was_typed_comes_back(show: Any) -> None:
    """Requirement 4."""
    typed: Mapping[str, Any] = {
        "day.day": "31", "day.month": "février", "day.year": '19"75', "guests": "two <b>", "stay.weeks": "3",
    }  # fmt: skip
    tree = show("numbers", entries=Entries(typed))
    for name, value in typed.items():
        assert control(tree, name).get("value") == value
    tree = show(
        "options",
        entries=Entries(
            {
                "pet": "dog",
                "pains": ["head", "none"],
                "land": "CHE",
                "town": "lille",
                "terms": "yes",
                "sure": "no",
            }
        ),
    )
    assert tree.xpath("//input[@checked]/@value") == ["no", "yes", "dog", "head", "none"]
    assert tree.xpath("//option[@selected]/@value") == ["lille", "CHE"]
    story = "First line\n  second </textarea>"
    assert control(show("words", entries=Entries({"story": story})), "story").text.lstrip("\n") == story


def test_said_instead(show: Any) -> None:
    """Requirement 4."""
    tree = show("words", entries=Entries({"code?": "lost"}), hidden=frozenset({"why_none"}))
    assert tree.xpath("//input[@name='code?'][@checked]/@value") == ["lost"]
    assert control(tree, "why_none").xpath("ancestor::*[@hidden]")


def test_hidden_is_there_and_hidden(show: Any) -> None:
    """Requirement 5."""
    tree = show("couple", hidden=frozenset({"spouse"}))
    assert control(tree, "spouse.first_name").xpath("ancestor::*[@hidden]")
    assert not control(show("couple"), "spouse.first_name").xpath("ancestor::*[@hidden]")
    option = show("options", hidden=frozenset({"pet=cat"})).xpath("//input[@value='cat']")[0]
    assert option.getparent().get("hidden") is not None


def test_locked_is_text(show: Any) -> None:
    """Requirement 5."""
    tree = show("words", locked={"card_name": Locked(text="Müller & Söhne", source="From the register")})
    assert not tree.xpath("//*[@name='card_name']")
    row = tree.xpath("//dl[@class='locked']")[0]
    assert words(row.find(".//dd")) == "Müller & Söhne From the register" or "Müller & Söhne" in words(row)
    assert "From the register" in words(row)
    empty = show("words", locked={"card_name": Locked(text="")})
    assert "Not given" in words(empty.xpath("//dl[@class='locked']")[0])


def test_optional_says_so(show: Any) -> None:
    """Requirement 6."""
    tree = show("words")
    label = tree.xpath("//label[@for='f-nickname']")[0]
    assert words(label).endswith("(optional)")
    assert not words(tree.xpath("//label[@for='f-family_name']")[0]).endswith("(optional)")
    pet = "//span[@data-optional='pet']"
    assert show("options").xpath(pet)[0].get("hidden") is not None
    assert show("options", optional=frozenset({"pet"})).xpath(pet)[0].get("hidden") is None


def test_a_page_of_one_question_has_it_as_heading(show: Any) -> None:
    """Requirement 2."""
    tree = show("who")
    assert words(tree.find(".//legend/h1")) == "What do you want to try?"
    assert len(tree.xpath("//h1")) == 1
    assert words(show("family").find(".//h1")) == "Do you have children?"


def test_items_of_a_list(show: Any) -> None:
    """Requirement 4."""
    rows = [ItemRow(id="a1", name="Zoë <b>"), ItemRow(id="b2", name="Max", unfinished=True)]
    tree = show("family", entries=Entries({"children?": "yes"}), items={"children": rows})
    buttons = {each.get("value"): words(each) for each in tree.xpath("//button[@name='do']")}
    assert {"change:children:a1", "remove:children:b2", "add:children", "continue"} <= set(buttons)
    assert "Zoë <b>" in buttons["change:children:a1"]
    full = show("family", items={"children": [*rows, ItemRow(id="c3", name="Ida")]})
    assert "add:children" not in full.xpath("//button/@value")


@pytest.mark.parametrize("page", PAGES)
def test_no_inline_script_or_style(show: Any, page: str) -> None:
    """Requirement 7."""
    tree = show(page)
    assert not tree.xpath("//style | //script[not(@src)] | //@style")
    assert not [name for name in tree.xpath("//@*") if getattr(name, "attrname", "").startswith("on")]


def test_texts_that_look_like_tags(show: Any) -> None:
    """Requirement 8."""
    tree = show("words")
    label = words(tree.xpath("//label[@for='f-nickname']")[0])
    assert label == "Nickname [% if 1 %]<script>alert(1)</script>[% endif %] (optional)"
    assert words(tree.get_element_by_id("h-f-nickname")) == 'Anything, even "]] [[ frame ]]"'
    assert "Every kind of question [[ 7 * 7 ]]" in tree.findtext(".//title")


def test_direction_of_writing(show: Any) -> None:
    """Requirement 9."""
    assert show("words", "ar").get("dir") == "rtl"
    assert show("words", "ar").get("lang") == "ar"
    assert show("words", "en").get("dir") == "ltr"


def test_styles_know_no_left_or_right() -> None:
    """Requirement 9."""
    style = (renderers("html") / "styles" / "formgen.css").read_text("utf-8")
    assert not re.search(
        r"(margin|padding|border)-(left|right)\s*:|[{;]\s*(left|right)\s*:|text-align:\s*(left|right)", style
    )
