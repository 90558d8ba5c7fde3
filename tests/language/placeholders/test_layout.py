"""Where tags may stand in Markdown.

1. Conditionals and loops inside a paragraph, item or emphasis are inline; around blocks they wrap them.
2. A tag that cuts a paragraph, item, emphasis or link in two is X705 at its place.
3. Links lead to the web, a mailbox, a telephone or a page of the site; anything else is X706.
4. Items of a conditional or loop belong to the list beside it.
5. Texts beyond the limits are refused, and Markdown's worst cases take no time.
6. A text taken for sound without laying it out has no fault; texts as authors write them are so taken.
"""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formgen.language.placeholders import Layout, lay_out, layout_faults, parse_text
from formgen.language.placeholders.nodes import Branches, Element, Loop
from formgen.language.placeholders.plain import surely_sound


def laid(text: str) -> Layout:
    return lay_out(text, parse_text(text).segments)


def kinds(layout: Layout) -> list[str]:
    return [node.kind if isinstance(node, Element) else type(node).__name__ for node in layout.nodes]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Un {{ when a is b }}x{{ end }} deux.", ["p"]),
        ("{{ when a is b }}Un.{{ end }}", ["Branches"]),
        ("{{ when a is b }}Un.{{ end }}\nla suite", ["p"]),
        ("Vous habitez\n{{ when a is b }}\nchez\n{{ end }}\nà Lille.", ["p"]),
        (
            "Un.\n\n{{ when a is b }}\nDeux.\n\nTrois.\n{{ otherwise }}\n- x\n{{ end }}\nQuatre.",
            ["p", "Branches", "p"],
        ),
        ("{{ for c in l }}\nUn.\n{{ end }}", ["Loop"]),
        ("# Titre\n{{ when a is b }}\nUn.\n{{ end }}", ["h", "Branches"]),
        ("- a\n  {{ when x is y }}\n  - b\n  {{ end }}\n- c", ["ul"]),
        ("**gras {{ when a is b }}x{{ end }}**", ["p"]),
        ("{{ when a is b }}A.{{ end }}\n{{ when c is d }}B.{{ end }}", ["p"]),
    ],
)
def test_inline_and_block(text: str, expected: list[str]) -> None:  # 1
    layout = laid(text)
    assert layout.faults == ()
    assert kinds(layout) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Un {{ when a is b }}x\n\ny{{ end }} deux.", "begins in one paragraph and ends in another"),
        ("**Un {{ when a is b }}x** y{{ end }}", "begins inside words between asterisks and ends outside"),
        ("Un {{ when a is b }}x **y{{ end }} z**", "begins outside of words between asterisks"),
        ("[un {{ when a is b }}x](/y) z{{ end }}", "begins inside the words of a link and ends outside"),
        ("[un](/{{ when a is b }}x{{ end }})", "inside the address of a link"),
        ("- un {{ when a is b }}x\n- y{{ end }}", "begins in one paragraph and ends in another"),
    ],
)
def test_tags_that_cut(text: str, words: str) -> None:  # 2
    (fault,) = layout_faults(text, parse_text(text).segments)
    assert fault.code == "X705"
    assert words in fault.message
    assert text[fault.start : fault.end] == "{{ when a is b }}"


@pytest.mark.parametrize(
    "target",
    [
        "https://exemple.fr/a?b=c",
        "http://exemple.fr",
        "mailto:a@exemple.fr",
        "tel:+33123456789",
        "/aide",
        "#bas",
        "{{ link }}",
        "/dossier/{{ order }}",
        "mailto:{{ email }}",
        "https://exemple.fr/{{ order }}",
    ],
)
def test_links_that_are_allowed(target: str) -> None:  # 3
    text = f"[Voir]({target})"
    assert layout_faults(text, parse_text(text).segments) == ()


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#115;cript:alert(1)",
        "data:text/html,x",
        "ftp://x",
        "//other.example",
        "/\\other.example",
        "</&Tab;/other.example>",
        "aide.html",
        "",
        "{{ site }}",
        "https://{{ site }}/",
        '/a "titre"',
        "vbscript:x",
        "</&#10;/x>",
    ],
)
def test_links_that_are_refused(target: str) -> None:  # 3
    text = f"[Voir]({target})"
    (fault,) = layout_faults(text, parse_text(text).segments)
    assert fault.code == "X706"


def test_items_join_the_list_beside_them() -> None:  # 4
    text = "- a\n{{ for c in l }}\n- b\n{{ end }}\n- c\n{{ when a is b }}- d{{ end }}"
    (element,) = laid(text).nodes
    assert isinstance(element, Element)
    assert [type(node) for node in element.children] == [Element, Loop, Element, Branches]


def test_two_lists_of_the_author_stay_two() -> None:  # 4
    assert kinds(laid("- a\n\n* b")) == ["ul", "ul"]


@pytest.mark.parametrize("text", ["x" * 50_001, "{{ a }}" * 60_001])
def test_texts_beyond_the_limits(text: str) -> None:  # 5
    (fault,) = layout_faults(text, parse_text(text[:100]).segments)
    assert fault.code == "X705"


@pytest.mark.parametrize("piece", ["[", "**a ", "[a](", "![", "- ", "*a **b ", "_", "\\"])
def test_markdown_at_its_worst(piece: str) -> None:  # 5
    text = (piece * 50_000)[:50_000]
    started = time.process_time()
    lay_out(text, parse_text(text).segments)
    assert time.process_time() - started < 5


PIECES = st.sampled_from(
    [
        "{{ when a is b }}", "{{ otherwise }}", "{{ end }}", "{{ for c in l }}", "{{ x }}", "\n", "\n\n",
        "un ", "- ", "1. ", "# ", "*", "**", "[un](/y)", "[un]({{ link }})", "[un](https://a.example/b)", "[",
        "](", ")", "[un](javascript:x)", "\\", "<b>", "  ",
    ]
)  # fmt: skip


@settings(max_examples=400)
@given(st.lists(PIECES, max_size=12).map("".join))
def test_what_is_taken_for_sound_is_sound(text: str) -> None:  # 6
    parsed = parse_text(text)
    if not parsed.faults and surely_sound(text, parsed.segments):
        assert lay_out(text, parsed.segments).faults == ()


@pytest.mark.parametrize(
    ("text", "sound"),
    [
        ("Un.\n\n{{ when a is b }}Deux.\nTrois.{{ otherwise }}Quatre.{{ end }}\n\n- cinq", True),
        ("[Lire ma notification]({{ link }})\n\n**Un.**", True),
        ("[telerecours.fr](https://www.telerecours.fr)", True),
        ("{{ when a is b }}Un.\n\nDeux.{{ end }}", False),
        ("- {{ when a is b }}un{{ end }}", False),
        ("[un](/y)", False),
    ],
)
def test_texts_as_authors_write_them(text: str, sound: bool) -> None:  # 6
    assert surely_sound(text, parse_text(text).segments) is sound
