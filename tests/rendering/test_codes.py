"""The filter `code`: an option by its name outside.

1. The `code` of an option, else its id; several in the order of the options; of a country its three letters.
2. It works in items, beside labels that answers choose, and before filters of words.
3. What has no code is told.
"""

from __future__ import annotations

from typing import Any

import pytest

from formgen.rendering.wording import Wording
from tests.compiler.given import evaluated, items, problems_of, procedure_of

PAGES = """
who:
  title: Who
  fields:
    home: {{type: choice, label: Home, options: {{own: {{label: My own, code: "2.d"}}, other: Other}}}}
    help: {{type: choices, label: Help, options: {{walk: {{label: Walking, code: W}}, see: Seeing}}}}
    from: {{type: country, label: From, as: nationality}}
    age: {{type: integer, label: Age, required: false}}
    pets:
      type: list
      label: Pets
      fields:
        kind:
          type: choice
          label: Kind
          options:
            cat:
              code: k1
              label:
                cases:
                  - {{when: home is own, is: My cat}}
                  - {{otherwise: true, is: A cat}}
told:
  title: Told
  text: "{text}"
"""
ENTRIES = {"home": "own", "help": ["see", "walk"], "from": "FRA", "pets": items({"kind": "cat"})}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{{ home | code }}", "2.d"),
        ("{{ help | code }}", "W, see"),
        ("{{ from | code }} {{ from }}", "FRA French"),
        ("{{ home | code | upper }}", "2.D"),
        ("{{ for pet in pets }}{{ pet.kind | code }}: {{ pet.kind }}{{ end }}", "k1: My cat"),
    ],
)
def test_codes(text: str, shown: str) -> None:
    """Requirements 1 and 2."""
    procedure = procedure_of(PAGES.format(text=text))
    page: Any = procedure.pages["told"].spec
    words = Wording(procedure, "en").text(page.text, procedure.scope)
    assert words.text(list(evaluated(procedure, ENTRIES).frame)) == shown


def test_id_without_code() -> None:
    """Requirement 1."""
    procedure = procedure_of(PAGES.format(text="{{ home | code }}"))
    page: Any = procedure.pages["told"].spec
    words = Wording(procedure, "en").text(page.text, procedure.scope)
    assert words.text(list(evaluated(procedure, {**ENTRIES, "home": "other"}).frame)) == "other"


def test_no_code() -> None:
    """Requirement 3."""
    ((code, message),) = problems_of(PAGES.format(text="{{ age | code }}"))
    assert code.startswith("X7")
    assert "code" in message
