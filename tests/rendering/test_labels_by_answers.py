"""Labels of options that answers choose.

1. Review, texts, locked answers and PDFs show the label that the answers choose, as the page does.
2. In an item of a list, the answers of that item choose it.
3. Lists that open show the labels that the answers choose.
4. Beside such labels, what was said instead of a value is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from formgen.compiler.procedure import Procedure
from formgen.rendering.html.pages import ProcedurePages
from formgen.rendering.html.site import Site
from formgen.rendering.html.views.around import Around
from formgen.rendering.html.views.review import ReviewView
from formgen.rendering.wording import Wording
from tests.compiler.given import evaluated, items, procedure_of

PAGES = """
who:
  title: Who
  fields:
    whose: {type: choice, label: For whom, options: {own: Myself, other: Somebody else}}
    name: {type: text, label: Name}
    home:
      type: choice
      label: Home
      options:
        alone:
          label:
            cases:
              - when: whose is own
                is: I live alone
              - otherwise: true
                is: "{{ name }} lives alone"
        family: With family
      or_say: {hidden: I do not say}
    order:
      type: choices
      label: Order
      ordered: true
      options:
        alone:
          label:
            cases:
              - when: whose is own
                is: Mine first
              - otherwise: true
                is: Theirs first
        family: Family first
    pets:
      type: list
      label: Pets
      fields:
        kind: {type: choice, label: Kind, options: {cat: Cat, dog: Dog}}
        age:
          type: choice
          label: Age
          options:
            young:
              label:
                cases:
                  - when: kind is cat
                    is: Kitten
                  - otherwise: true
                    is: Puppy
            old: Old
told:
  title: Told
  text: "{{ home }}; {{ for pet in pets }}{{ pet.age }} with {{ home | lower }}. {{ end }}"
"""
PETS = items({"kind": "cat", "age": "young"}, {"kind": "dog", "age": "young"})
ENTRIES: dict[str, Any] = {"whose": "other", "name": "Ada", "home": "alone", "order": ["alone"], "pets": PETS}


@pytest.fixture(scope="module")
def procedure() -> Procedure:
    return procedure_of(PAGES)


@pytest.fixture(scope="module")
def pages(procedure: Procedure) -> ProcedurePages:
    return Site("Trials").procedure(procedure)


def reviewed(procedure: Procedure, pages: ProcedurePages, entries: dict[str, Any]) -> list[Sequence[str]]:
    view: ReviewView = pages.review_view(
        "en", evaluated(procedure, entries), entries, around=Around(), address_of=str, with_errors=False
    )
    return [each.lines for part in view.sections for group in part.groups for each in group.answers]


def text_of(procedure: Procedure, entries: dict[str, Any]) -> str:
    wording = Wording(procedure, "en")
    text: Any = procedure.pages["told"].spec
    return wording.text(text.text, procedure.scope).text(list(evaluated(procedure, entries).frame))


@pytest.mark.parametrize(("whose", "shown"), [("own", "I live alone"), ("other", "Ada lives alone")])
def test_the_review_and_texts(procedure: Procedure, pages: ProcedurePages, whose: str, shown: str) -> None:
    """Requirements 1 and 2."""
    entries = {**ENTRIES, "whose": whose}
    lines = reviewed(procedure, pages, entries)
    assert [shown] in lines
    assert [each for each in lines if each in (["Kitten"], ["Puppy"])] == [["Kitten"], ["Puppy"]]
    low = shown.lower()
    assert text_of(procedure, entries) == f"{shown}; Kitten with {low}. Puppy with {low}."


@pytest.mark.parametrize(("whose", "shown"), [("own", "Mine first"), ("other", "Theirs first")])
def test_lists_that_open(procedure: Procedure, pages: ProcedurePages, whose: str, shown: str) -> None:
    """Requirement 3."""
    entries = {**ENTRIES, "whose": whose}
    view = pages.page_view(
        "who", "en", evaluated(procedure, entries), entries, around=Around(), with_errors=False
    )
    html = pages.page("who", view, "en")
    assert html.count(f'<option value="alone" selected>{shown}</option>') == 1
    assert html.count(f'<option value="alone">{shown}</option>') == 1


def test_words_said_instead(procedure: Procedure) -> None:
    """Requirement 4."""
    assert text_of(procedure, {**ENTRIES, "home?": "hidden", "home": None}).startswith("I do not say; ")
