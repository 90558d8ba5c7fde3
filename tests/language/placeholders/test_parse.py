"""Reading placeholders.

1. A text is cut into literals, inserts, conditionals and loops, with their offsets.
2. Single braces are plain characters.
3. Every fault of syntax is X704 at its place, with a sentence, and all are found at once.
4. An unknown filter is told with the nearest known one.
5. Faults of an expression keep their code, moved to their place in the text.
6. Whatever the characters, parsing ends without raising, and literals lose nothing.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formgen.language.placeholders import parse_text
from formgen.language.placeholders.segments import For, Insert, Literal, When, formulas


def test_a_text_without_placeholder_is_one_literal() -> None:  # 1
    assert parse_text("Bonjour.").segments == (Literal("Bonjour.", 0, 8),)
    assert parse_text("").segments == ()


def test_an_insert_knows_its_expression_and_filters() -> None:  # 1
    text = "N° {{ order | digits 7 | upper }}."
    parsed = parse_text(text)
    assert not parsed.faults
    before, insert, after = parsed.segments
    assert (before, after) == (Literal("N° ", 0, 3), Literal(".", len(text) - 1, len(text)))
    assert isinstance(insert, Insert)
    assert insert.formula is not None
    assert insert.formula.expression.text.strip() == "order"
    assert [(each.name, each.argument) for each in insert.filters] == [("digits", 7), ("upper", None)]
    assert text[insert.filters[0].start : insert.filters[0].end] == "digits 7"
    assert text[insert.start : insert.end] == "{{ order | digits 7 | upper }}"


def test_a_conditional_has_cases_and_otherwise() -> None:  # 1
    text = "{{ when housing is hotel }}A{{ otherwise when housing is hosted }}B{{ otherwise }}C{{ end }}"
    parsed = parse_text(text)
    assert not parsed.faults
    (when,) = parsed.segments
    assert isinstance(when, When)
    assert [branch.body for branch in when.cases] == [(Literal("A", 27, 28),), (Literal("B", 66, 67),)]
    assert when.otherwise is not None
    assert when.otherwise.body == (Literal("C", 82, 83),)
    assert [formula.expression.text.strip() for formula in formulas(parsed.segments)] == [
        "housing is hotel",
        "housing is hosted",
    ]


def test_a_loop_names_its_item_and_list() -> None:  # 1
    parsed = parse_text("{{ for child in children }}- {{ child.first_names }}\n{{ end }}")
    assert not parsed.faults
    (loop,) = parsed.segments
    assert isinstance(loop, For)
    assert loop.name == "child"
    assert loop.items is not None
    assert loop.items.expression.text.strip() == "children"
    assert len(loop.body) == 3


def test_the_label_of_the_link_is_kept_as_written() -> None:  # 1
    (insert,) = parse_text("{{ link | Me connecter à mon espace }}").segments
    assert isinstance(insert, Insert)
    assert (insert.label, insert.filters) == ("Me connecter à mon espace", ())


@pytest.mark.parametrize("text", ["{ name }", "a } b { c", "f(x) = {x}", "{"])
def test_single_braces_are_characters(text: str) -> None:  # 2
    assert parse_text(text).segments == (Literal(text, 0, len(text)),)
    assert not parse_text(text).faults


@pytest.mark.parametrize(
    ("text", "marked", "words"),
    [
        ("Le {{ filed_on, vous", "{{ filed_on, vous", "not closed"),
        ("Le {{ filed_on\nvous {{ order }}", "{{ filed_on", "not closed"),
        ("Le filed_on }}.", "}}", "closes nothing"),
        ("{{ }}", "{{ }}", "Nothing stands"),
        ("{{ when order > 3 }}x", "{{ when order > 3 }}", "`when` has no `{{ end }}`"),
        ("{{ for child in children }}x", "{{ for child in children }}", "`for` has no `{{ end }}`"),
        ("x{{ end }}", "{{ end }}", "closes nothing"),
        ("x{{ otherwise }}", "{{ otherwise }}", "belongs between"),
        (
            "{{ when order > 3 }}{{ otherwise }}{{ otherwise }}{{ end }}",
            "{{ otherwise }}",
            "Nothing can follow",
        ),
        ("{{ when order > 3 }}a{{ otherwise order }}b{{ end }}", "{{ otherwise order }}", "stands alone"),
        ("{{ when }}a{{ end }}", "{{ when }}", "no condition"),
        ("{{ for children }}a{{ end }}", "{{ for children }}", "names its item and its list"),
        ("{{ order | digits }}", "digits", "wants a number"),
        ("{{ order | upper 3 }}", "upper 3", "takes no number"),
        ("{{ order | }}", "| ", "name of a filter"),
        ("{{ | upper }}", "{{ | upper }}", "No name"),
        ("{{ link |  }}", "|  }}", "has no words"),
        ("{{ when order > 3 }}a{{ end when }}", "{{ end when }}", "stands alone"),
        ("{{ if order > 3 }}a{{ end }}", "{{ if order > 3 }}", "not a word of texts"),
        ("{{ each received }}- {{ order }}{{ end }}", "{{ each received }}", "not a word of texts"),
        ("{{ when order > 3 }}a{{ else }}b{{ end }}", "{{ else }}", "not a word of texts"),
    ],
)
def test_faults_of_syntax(text: str, marked: str, words: str) -> None:  # 3
    (fault,) = parse_text(text).faults
    assert fault.code == "X704"
    assert words in fault.message
    assert text[fault.start : fault.end] == marked


def test_all_faults_are_found_at_once() -> None:  # 3
    faults = parse_text("{{ order | uper }} }} {{ when order > 1 }}").faults
    assert [fault.code for fault in faults] == ["X704"] * 3


def test_names_that_are_words_elsewhere() -> None:  # 1
    assert not parse_text("{{ each }} {{ if.x }} {{ end | upper }}").faults


@pytest.mark.parametrize(("written", "meant"), [("uper", "upper"), ("digit 7", "digits"), ("Upper", "upper")])
def test_an_unknown_filter_is_told_with_the_nearest(written: str, meant: str) -> None:  # 4
    (fault,) = parse_text(f"{{{{ order | {written} }}}}").faults
    assert fault.hint == f"Did you mean `{meant}`?"


def test_faults_of_expressions_stand_at_their_place() -> None:  # 5
    text = "Vous avez {{ when order > }}x{{ end }}"
    (fault,) = parse_text(text).faults
    assert fault.code != "X704"
    assert text.index("order") <= fault.start <= text.index("}}") + 2


TAGS = st.sampled_from(
    [
        *[
            "{{",
            "}}",
            "{",
            "}",
            "{{ end }}",
            "{{ when order > 1 }}",
            "{{ for c in children }}",
            "{{ otherwise }}",
            "{{ first_name }}",
        ],
        *["|", "{{ order | digits 3 }}", "\n", "- ", "**"],
    ]
)
TEXTS = st.lists(TAGS | st.text(max_size=4), max_size=12).map("".join)


@given(TEXTS)
def test_parsing_never_raises(text: str) -> None:  # 6
    parsed = parse_text(text)
    for fault in parsed.faults:
        assert 0 <= fault.start <= fault.end <= len(text)
    if "{{" not in text and "}}" not in text:
        assert "".join(each.text for each in parsed.segments if isinstance(each, Literal)) == text


def test_deep_nesting_is_refused_without_recursion() -> None:  # 6
    faults = parse_text("{{ when order > 1 }}" * 5000).faults
    assert any("inside each other" in fault.message for fault in faults)
