"""Names, types and filters of texts.

1. A text with known names has no fault, and says what it reads.
2. An unknown name is N101 at its place in the text.
3. A condition must be one; a value that no text can show (a list, a group) is X707 with a way out.
4. A filter that does not suit the type is X707; a format filter stands first.
5. A loop sees its item by name and by bare names; a loop over anything but a list is X707.
6. A text of an item is checked on the item's frame.
7. What every filter takes and does is told in one table, and each is done.
8. Checking loads no Babel, and the Markdown reader only where a text needs it.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

from formgen.compiler.formatting.filters import FORMATS, WORDS
from formgen.language.placeholders import FILTERS, CheckedText, check_text, parse_text
from formgen.language.placeholders.check import KINDS
from tests.language.placeholders.names import ITEM_SCOPE, SCOPE


def checked(text: str) -> CheckedText:
    return check_text(parse_text(text), SCOPE)


def test_known_names() -> None:  # 1
    text = checked("{{ first_name }} {{ when housing is hosted }}chez {{ host_name }}{{ end }}")
    assert text.faults == ()
    assert text.reads == {"first_name", "housing", "host_name"}


def test_an_unknown_name_is_found_at_its_place() -> None:  # 2
    text = "Bonjour {{ frist_name }}."
    (fault,) = checked(text).faults
    assert fault.code == "N101"
    assert text[fault.start : fault.end] == "frist_name"
    assert "first_name" in (fault.hint or "")


def test_a_condition_must_be_one() -> None:  # 3
    (fault,) = checked("{{ when order }}x{{ end }}").faults
    assert fault.code.startswith(("T", "N"))


@pytest.mark.parametrize(
    ("text", "words"),
    [("{{ children }}", "`children` is a list"), ("{{ spouse }}", "`spouse` is a group of fields")],
)
def test_what_no_text_can_show(text: str, words: str) -> None:  # 3
    (fault,) = checked(text).faults
    assert fault.code in {"X707", "N101", "T301"}
    assert fault.code != "X707" or words in fault.message


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("{{ first_name | digits 3 }}", "digits 3"),
        ("{{ filed_on | lines }}", "lines"),
        ("{{ order | upper | digits 3 }}", "digits 3"),
        ("{{ filed_on | time }}", "time"),
    ],
)
def test_filters_that_do_not_suit(text: str, marked: str) -> None:  # 4
    (fault,) = checked(text).faults
    assert fault.code == "X707"
    assert text[fault.start : fault.end] == marked


def test_a_loop_sees_its_item() -> None:  # 5
    text = checked("{{ for child in children }}{{ child.first_names }} {{ first_names }}{{ end }}")
    assert [fault for fault in text.faults if fault.severity == "error"] == []
    assert text.reads == {"children", "children.first_names"}


def test_a_loop_goes_through_a_list() -> None:  # 5
    text = "{{ for x in first_name }}y{{ end }}"
    (fault,) = checked(text).faults
    assert fault.code == "X707"
    assert text[fault.start : fault.end] == "first_name"
    assert fault.hint == "Lists here: children."


def test_an_item_is_not_seen_behind_its_loop() -> None:  # 5
    faults = checked("{{ for child in children }}x{{ end }}{{ child.first_names }}").faults
    assert [fault.code for fault in faults] == ["N101"]


def test_a_text_of_an_item() -> None:  # 6
    text = check_text(parse_text("{{ first_names }} {{ dossier.first_name }}"), ITEM_SCOPE)
    assert (text.depth, text.faults) == (1, ())


def test_every_filter_is_told_and_done() -> None:  # 7
    assert {name for name, each in FILTERS.items() if each.stage == "format"} == set(FORMATS)
    assert {name for name, each in FILTERS.items() if each.stage == "words"} == set(WORDS)
    for each in FILTERS.values():
        assert each.doc.endswith(".")
        assert not parse_text(each.example.partition(" →")[0]).faults
        assert each.takes <= set(KINDS.values())


@pytest.mark.parametrize(("text", "loaded"), [("Le *{{ today }}*.", "[]"), ("[x](/y)", "['markdown_it']")])
def test_checking_loads_little(text: str, loaded: str) -> None:  # 8
    program = f"""
import sys
from formgen.language.catalogues import read_po
from formgen.language.placeholders import layout_faults, parse_text
layout_faults({text!r}, parse_text({text!r}).segments)
print([name for name in ("babel", "markdown_it", "pydantic") if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == loaded
