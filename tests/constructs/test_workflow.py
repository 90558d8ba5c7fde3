"""Workflow, numbers, messages, PDFs (language.md §8 and §9).

1. States, actions, deadlines, roles, retention, messages are read, typed and checked; a name that is none is
   told at its place, once.
2. `file` is executed: from its state to its state, with the words on its button, once.
3. A number is drawn within its scope, in order, from what it names; it stands on the confirmation.
4. The receipt is issued at filing: blocks, conditions, loops and filters in the reader's language.
5. A placeholder that is not known when the PDF goes out is told.
"""

from __future__ import annotations

import io
import sqlite3
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from formgen.compiler.load import load_text
from formgen.rendering.outputs import Issue, Outputs
from formgen.rendering.wording import Wording
from tests.compiler.given import day, items
from tests.constructs.given import FOLDER, Serve, begin, evaluated, procedure
from tests.web.browser import Browser
from tests.web.conftest import Clock

TEXT = (FOLDER / "workflow.yaml").read_text("utf-8")
HOME = {"line1": "1 rue X", "postcode": "59000", "city": "Lille"}
TYPED = {
    "town": "lille", "birth_name": "Roy", "born.day": "3", "born.month": "4", "born.year": "1990",
    **{f"address.{part}": each for part, each in HOME.items()},
}  # fmt: skip


def test_what_is_read() -> None:  # 1
    spec = procedure("workflow").spec
    assert spec.workflow is not None
    assert [name for name, each in spec.workflow.states.items() if each.final] == [
        "accepted", "refused", "withdrawn", "expired",
    ]  # fmt: skip
    assert spec.workflow.actions["withdraw"].from_ == ()
    assert len(spec.workflow.deadlines) == 4
    assert spec.retention["final"].then == "anonymise"
    assert set(spec.roles) == {"agent", "supervisor"}


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ("from: draft, to: filed, number", "from: draft, to: field, number", "N108"),
        ("do: expire", "do: expires", "N108"),
        ("send: recorded", "send: recordd", "N108"),
        ("produce: receipt", "produce: reciept", "N108"),
        ("town is lille}", "town is lile}", "N102"),
        ("born < today - 18 years", "born < 18", "T301"),
        ("order_within: town", "order_within: twon", "N108"),
        ("after: ask.days_to_reply", "after: ask.days", "N108"),
    ],
)
def test_what_is_checked(right: str, wrong: str, code: str) -> None:  # 1
    assert right in TEXT
    found = load_text(TEXT.replace(right, wrong, 1), "workflow.yaml", FOLDER).problems
    line = next(place for place, each in enumerate(TEXT.splitlines(), 1) if right in each)
    assert [(each.code, each.line) for each in found if each.severity == "error"] == [(code, line)]


@pytest.mark.parametrize("name", ["accept.cost", "ask.reason", "agent.name"])
def test_not_known_yet(name: str) -> None:  # 5
    changed = TEXT.replace("you filed **{{ birth_name | upper }}**", f"you filed {{{{ {name} }}}}")
    found = load_text(changed, "workflow.yaml", FOLDER).problems
    assert "X701" in [each.code for each in found]


def test_in_the_wizard(serve: Serve, clock: Clock, tmp_path: Path) -> None:  # 2, 3, 4
    first = begin(serve, "workflow")
    numbers = []
    for town, children in (("lille", 2), ("lille", 0), ("douai", 0)):
        browser = Browser(first.client)
        browser.open("/workflow")
        page = browser.press("start")
        for number in range(children):
            page = browser.press("add:children")
            page = browser.press("continue", {"name": f"Child {number}"})
        page = browser.press("continue", {**TYPED, "town": town})
        assert page.name == "review"
        assert "Send my request" in page.text
        page = browser.press("file")
        assert page.name == "confirmation"
        numbers.append(next(word for word in page.text.split() if word.startswith((f"{town.upper()}-",))))
        receipt = next(link for link in page.links if link.endswith("receipt.pdf"))
        with pikepdf.open(io.BytesIO(browser.client.get(receipt).content)) as document:
            assert len(document.pages) == 1
        clock.now += timedelta(days=1)
    assert [each.rstrip(".") for each in numbers] == [
        "LILLE-20261124-0001", "LILLE-20261125-0002", "DOUAI-20261126-0001",
    ]  # fmt: skip
    with sqlite3.connect(tmp_path / "data" / "formgen.sqlite3") as database:
        states = database.execute("SELECT DISTINCT state FROM dossiers").fetchall()
    assert states == [("filed",)]


@pytest.mark.parametrize(
    ("fee", "language", "words"),
    [("", "en", "It costs nothing."), ("12,5", "en", "You paid €12.50."), ("0", "en", "It costs nothing.")],
)
def test_the_receipt(fee: str, language: str, words: str) -> None:  # 4
    compiled = procedure("workflow")
    outputs = Outputs(compiled, lambda spoken: Wording(compiled, spoken))
    address = {**HOME, "country": "FRA"}
    entries: dict[str, Any] = {
        "town": "lille",
        "birth_name": "Roy",
        "born": day("1990-04-03"),
        "address": address,
        "fee": fee,
    }
    entries["children"] = items({"name": "Ann"}, {"name": "Ben"})
    today = date(2026, 11, 24)
    evaluation = evaluated("workflow", entries, filed_on=today, named={"request_number": "LILLE-1"})
    issue = Issue(today, "K7QF-2M9T", "https://forms.example/check/K7QF-2M9T")
    html = outputs.letter("receipt", language, evaluation, issue).html
    for fact in (words, "ROY", "24 November 2026", "24 March 2027", "LILLE-1", "3 April 1990", "59000 LILLE"):
        assert fact in html, fact
    assert html.index("For Ann.") < html.index("For Ben.")
