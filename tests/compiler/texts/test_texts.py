"""Texts made ready to show.

1. Markdown of the subset becomes HTML, everything else stays plain characters; headings fit the page.
2. Values are formatted by type, and are neither HTML nor Markdown; empty ones leave no empty element.
3. Conditionals and loops, in lines, blocks and lists; unknown is not met; an unanswered list has no items.
4. The same words plain, for mails and titles.
5. Links: the system's own, addresses with values; a value never makes a link lead elsewhere.
6. A text without placeholders is a constant.
7. A text of an item reads the item and the dossier.
8. Whatever the text and values: no raise, balanced tags, no tag beyond the subset.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from formgen.compiler.formatting import Formatter
from formgen.compiler.texts import CompiledText, Kind, compile_text
from formgen.language.expressions import Scope
from formgen.language.placeholders import check_text, lay_out, parse_text
from formgen.language.values import Address
from tests.language.placeholders.names import ITEM_SCOPE, SCOPE, frame

FRENCH = Formatter("fr")
ENGLISH = Formatter("en")


def compiled(text: str, kind: Kind = "rich", scope: Scope = SCOPE, level: int = 2) -> CompiledText:
    return compile_text(check_text(parse_text(text), scope), FRENCH, kind, level)


def html(text: str, kind: Kind = "rich", **values: object) -> str:
    return str(compiled(text, kind).html(frame(**values)))


def plain(text: str, kind: Kind = "rich", **values: object) -> str:
    return compiled(text, kind).text(frame(**values))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Un *deux* **trois**.", "<p>Un <em>deux</em> <strong>trois</strong>.</p>"),
        ("Un\ndeux\n\ntrois", "<p>Un\ndeux</p>\n<p>trois</p>"),
        ("Un  \ndeux", "<p>Un<br>\ndeux</p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
        ("- a\n\n- b", "<ul>\n<li><p>a</p>\n</li>\n<li><p>b</p>\n</li>\n</ul>"),
        ("[Aide](/aide?a=1&b=2)", '<p><a href="/aide?a=1&amp;b=2">Aide</a></p>'),
        ("<b>x</b> & y", "<p>&lt;b&gt;x&lt;/b&gt; &amp; y</p>"),
        ("`a` ~~b~~ &nbsp; ![x](/y)", '<p>`a` ~~b~~ &amp;nbsp; !<a href="/y">x</a></p>'),
        ("> a", "<p>&gt; a</p>"),
        ("a\n---", "<p>a\n---</p>"),
        ("    code", "<p>code</p>"),
        (r"\*a\* 5 * 3 * 2", "<p>*a* 5 * 3 * 2</p>"),
        ("### Titre\n\n#### Sous-titre", "<h2>Titre</h2>\n<h3>Sous-titre</h3>"),
    ],
)
def test_markdown(text: str, expected: str) -> None:  # 1
    assert html(text) == expected


def test_headings_fit_the_page() -> None:  # 1
    assert str(compiled("# A\n\n## B", level=5).html([])) == "<h5>A</h5>\n<h6>B</h6>"
    assert str(compiled("# A\n\n## B\n\n### C", level=5).html([])).endswith("<h6>C</h6>")


def test_values_are_formatted_and_escaped() -> None:  # 2
    assert html("Le {{ filed_on }}.", filed_on=date(2022, 10, 1)) == "<p>Le 1er octobre 2022.</p>"
    assert (
        html("{{ first_name }}", first_name="<script>*a*</script>")
        == "<p>&lt;script&gt;*a*&lt;/script&gt;</p>"
    )
    assert html("**{{ first_name }}**", first_name="a** <b>") == "<p><strong>a** &lt;b&gt;</strong></p>"
    assert html("{{ comment }}", comment="un\ndeux") == "<p>un<br>\ndeux</p>"
    address = Address("1 rue A", "", "", "59000", "Lille", "FRA")
    assert html("{{ address | lines }}", address=address) == "<p>1 rue A<br>\n59000 LILLE</p>"


def test_empty_values_leave_no_empty_element() -> None:  # 2
    assert html("{{ first_name }}\n\nFin") == "<p>Fin</p>"
    assert html("- {{ first_name }}\n- {{ host_name }}") == ""


def test_a_way_out_is_shown_by_its_words() -> None:  # 2
    assert plain("{{ medication }}", medication_said="none") == "Aucun"
    assert plain("{{ medication }}", medication="Aspirine") == "Aspirine"
    assert plain("{{ medication }}") == ""


def test_years_have_no_groups() -> None:  # 2
    assert plain("{{ year of filed_on }}", filed_on=date(2022, 10, 1)) == "2022"


def test_conditionals_in_a_line() -> None:  # 3
    text = (
        "Logé{{ when housing is hosted }} chez {{ host_name }}"
        "{{ otherwise when housing is hotel }} à l’hôtel{{ end }}."
    )
    assert html(text, housing="hosted", host_name="M. X") == "<p>Logé chez M. X.</p>"
    assert html(text, housing="hotel") == "<p>Logé à l’hôtel.</p>"
    assert html(text) == "<p>Logé.</p>"


def test_conditionals_around_blocks() -> None:  # 3
    text = "Un.\n\n{{ when fee > 0 EUR }}Taxe de {{ fee }}.{{ otherwise }}Gratuit.{{ end }}\n\nFin."
    assert html(text, fee=Decimal(25)) == "<p>Un.</p>\n<p>Taxe de 25\u00a0€.</p>\n<p>Fin.</p>"
    assert html(text, fee=Decimal(0)) == "<p>Un.</p>\n<p>Gratuit.</p>\n<p>Fin.</p>"


def test_loops() -> None:  # 3
    item = "- {{ child.first_names }}, {{ child.birth_date | short }}"
    text = f"Enfants :\n{{{{ for child in children }}}}\n{item}\n{{{{ end }}}}"
    two = [("Ana", date(2010, 1, 2)), ("<Léo>", None)]
    assert html(text, children=two) == (
        "<p>Enfants :</p>\n<ul>\n<li>Ana, 02/01/2010</li>\n<li>&lt;Léo&gt;, </li>\n</ul>"
    )
    assert html(text) == html(text, children=[]) == "<p>Enfants :</p>"
    inline = "{{ for child in children }}{{ child.first_names }} de {{ first_name }}, {{ end }}fin"
    assert plain(inline, children=two, first_name="Zoé") == "Ana de Zoé, <Léo> de Zoé, fin"


def test_items_join_the_list_beside_them() -> None:  # 3
    text = "1. a\n{{ when housing is hotel }}\n2. b\n{{ end }}\n3. c"
    assert html(text) == "<ol>\n<li>a</li>\n<li>c</li>\n</ol>"
    assert plain(text) == "1. a\n2. c"
    assert plain(text, housing="hotel") == "1. a\n2. b\n3. c"


def test_plain_words() -> None:  # 4
    text = "# Titre\n\nUn *deux*\ntrois.\n\n- a\n  - b\n- c\n\n[Aide](https://exemple.fr/aide) et [https://exemple.fr](https://exemple.fr)"
    assert plain(text) == (
        "Titre\n\nUn deux trois.\n\n- a\n  - b\n- c\n\nAide\u00a0: https://exemple.fr/aide et https://exemple.fr"
    )


def test_a_line_has_no_markdown() -> None:  # 4
    assert (
        plain(
            "Un *deux*  {{ first_name }}\n{{ when housing is hotel }}x{{ end }} <b>", "line", first_name="A"
        )
        == "Un *deux* A <b>"
    )
    assert html("*{{ first_name }}*", "line", first_name="<i>") == "*&lt;i&gt;*"


def test_an_inline_text_has_no_paragraph() -> None:  # 4
    assert html("Un *deux* [x](/y)\n\n- {{ first_name }}", "inline", first_name="A") == (
        'Un <em>deux</em> <a href="/y">x</a>\n\n- A'
    )


def test_the_link_of_the_system() -> None:  # 5
    text = "{{ link | Me connecter }}"
    address = "https://exemple.fr/a?b=1&c=2"
    assert (
        html(text, link=address)
        == '<p><a class="action" href="https://exemple.fr/a?b=1&amp;c=2">Me connecter</a></p>'
    )
    assert plain(text, link=address) == f"Me connecter\u00a0: {address}"
    assert html(text, link="javascript:alert(1)") == "<p>Me connecter</p>"
    assert html("[Me connecter]({{ link }})", link=address) == (
        '<p><a href="https://exemple.fr/a?b=1&amp;c=2">Me connecter</a></p>'
    )


def test_values_in_addresses() -> None:  # 5
    assert (
        html("[x](/d/{{ first_name }})", first_name='../"><a') == '<p><a href="/d/..%2F%22%3E%3Ca">x</a></p>'
    )
    assert (
        html("[x](mailto:{{ first_name }})", first_name="a@b.fr?cc=z")
        == '<p><a href="mailto:a@b.fr%3Fcc%3Dz">x</a></p>'
    )
    assert html("[x](/d/{{ filed_on }})", filed_on=date(2022, 1, 2)) == '<p><a href="/d/2022-01-02">x</a></p>'


def test_a_fixed_text_is_a_constant() -> None:  # 6
    text = compiled("Un *deux*.")
    assert text.constant
    assert text.html([]) is text.html(frame())
    assert text.text([]) == "Un deux."
    assert isinstance(text.html([]), Markup)
    assert not compiled("{{ first_name }}").constant
    assert not compiled("[x](/d/{{ first_name }})").constant


def test_a_text_of_an_item() -> None:  # 7
    text = compiled(
        "{{ first_names }} {{ dossier.first_name }}{{ when housing is hotel }} !{{ end }}", "line", ITEM_SCOPE
    )
    dossier = frame(first_name="Zoé", housing="hotel", children=[("Ana", None)])
    items = dossier[21]
    assert isinstance(items, list)
    assert text.text(items[0]) == "Ana Zoé !"


def test_a_text_with_errors_is_not_compiled() -> None:
    with pytest.raises(ValueError, match="cannot be compiled"):
        compiled("{{ nobody }}")
    with pytest.raises(ValueError, match="a link leads to"):
        compiled("[x](https://{{ first_name }})")


def test_the_language_is_chosen_when_compiled() -> None:
    checked = check_text(parse_text("{{ filed_on }}"), SCOPE)
    assert compile_text(checked, ENGLISH, "line").text(frame(filed_on=date(2022, 10, 1))) == "1 October 2022"


class Balance(HTMLParser):
    """Raises AssertionError for a tag out of place or outside the subset."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in {"p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "strong", "em", "a", "br"}
        assert {name for name, _ in attrs} <= {"href", "class", "start"}
        for name, value in attrs:
            assert name != "href" or (value or "").startswith(("http", "mailto:", "tel:", "/", "#"))
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


PIECES = st.sampled_from(
    [
        *[
            "{{ first_name }}",
            "{{ when housing is hotel }}",
            "{{ otherwise }}",
            "{{ end }}",
            "{{ for c in children }}",
        ],
        *[
            "{{ c.first_names }}",
            "- ",
            "  - ",
            "1. ",
            "# ",
            "**",
            "*",
            "_",
            "[x](",
            "/y)",
            "](",
            "<b>",
            "</p>",
            "<script>",
            "&lt;",
            " ",
            "a",
            "\\",
        ],
        *["\n", "\n\n", "\U000f0000", "\U00100000", "[x](/{{ first_name }})", "[x](javascript:y)"],
        "{{ when housing is hotel }}\n- x\n{{ end }}\n",
        "{{ for c in children }}- {{ c.first_names }}\n{{ end }}",
        "{{ when housing is hotel }}\n\na\n\n{{ otherwise }}\n# b\n{{ end }}",
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=3), max_size=16).map("".join)
ANSWERS = st.fixed_dictionaries(
    {
        "first_name": st.none() | st.text(max_size=8) | st.just('<script>"&</p>'),
        "housing": st.sampled_from([None, "hotel", "hosted"]),
        "children": st.none() | st.lists(st.tuples(st.text(max_size=4), st.none()), max_size=3),
    }
)


@given(TEXTS, ANSWERS)
def test_tags_are_balanced_and_nothing_is_let_through(text: str, answers: dict[str, object]) -> None:  # 8
    checked = check_text(parse_text(text), SCOPE)
    for kind in ("rich", "inline"):
        layout = lay_out(text, checked.segments, kind)
        if any(fault.severity == "error" for fault in (*checked.faults, *layout.faults)):
            continue
        ready = compile_text(checked, FRENCH, kind)
        reader = Balance()
        reader.feed(ready.html(frame(**answers)))
        reader.close()
        assert reader.open == []
        first_name = answers["first_name"]
        if text == "{{ first_name }}" and isinstance(first_name, str) and kind == "inline":
            assert reader.words.replace("\n\n", "\n").strip() == first_name.replace("\n\n", "\n").strip()
        ready.text(frame(**answers))


@given(st.text(max_size=40))
def test_a_line_is_the_text_itself(text: str) -> None:  # 8
    if "{{" in text or "}}" in text:
        return
    assert compiled(text, "line").text([]) == re.sub("[ \\t\\r\\n]+", " ", text).strip(" ")
