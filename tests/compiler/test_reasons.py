"""Why something is asked or not (language.md §11, rule 16).

1. For a page, the condition of its step or its own, an earlier stop, or having nothing to ask.
2. For a field, the first condition from the outside in: its page's, its group's, its option's, its own.
3. For a document and a declaration, its page's and its own.
4. In items too; a field of an item that is not there is unknown.
5. A path that the procedure does not have raises KeyError.
6. A reason says asked exactly when the part is asked, pages that disappear excepted.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from tests.compiler.given import evaluated, items, procedure_of
from tests.strategies import entries_of

PROCEDURE = procedure_of(
    """
    start:
      fields:
        kind:
          type: choice
          label: Kind
          options: {a: {label: A, then_ask: {more: {type: text, label: More}}}, b: B}
      stop: {when: more is "stop", title: Stop}
    page:
      title: Page
      when: kind is a
      fields:
        box:
          type: group
          label: Box
          when: more is "x"
          fields:
            inner: {type: text, label: I, when: box.other is answered}
            other: {type: text, label: O, required: false}
        cars:
          type: list
          label: Cars
          fields: {plate: {type: text, label: P}, why: {type: text, label: W, when: plate is "x"}}
      documents: [paper]
    hollow:
      title: Hollow
      fields: {never: {type: text, label: N, when: kind is b}}
    """,
    """
    documents: {paper: {title: Paper, when: more is answered}}
    review: {declarations: {truthful: {text: True., when: kind is b}, fair: Fair.}}
    """,
)


@pytest.mark.parametrize(
    ("entries", "path", "asked", "kind"),
    [
        ({}, "pages.start", True, "always"),
        ({}, "pages.page", False, "page"),
        ({"kind": "a"}, "pages.page", True, "page"),
        ({"kind": "a"}, "pages.hollow", False, "empty"),
        ({"kind": "a", "more": "stop"}, "pages.page", False, "stop"),
        ({"kind": "a", "more": "stop"}, "box.inner", False, "stop"),
        ({}, "kind", True, "always"),
        ({}, "more", False, "option"),
        ({"kind": "a"}, "more", True, "option"),
        ({}, "box.inner", False, "page"),
        ({"kind": "a"}, "box.inner", False, "group"),
        ({"kind": "a", "more": "x"}, "box.inner", False, "when"),
        ({"kind": "a", "more": "x", "box.other": "y"}, "box.inner", True, "when"),
        ({}, "documents.paper", False, "page"),
        ({"kind": "a"}, "documents.paper", False, "when"),
        ({"kind": "a", "more": "x"}, "documents.paper", True, "when"),
        ({"kind": "a"}, "declarations.truthful", False, "when"),
        ({"kind": "a"}, "declarations.fair", True, "always"),
        ({"kind": "a", "more": "stop"}, "declarations.fair", False, "stop"),
        ({"kind": "a", "cars": items({"plate": "y"})}, "cars.0.why", False, "when"),
        ({"kind": "a", "cars": items({"plate": "x"})}, "cars.0.why", True, "when"),
        ({"kind": "a", "cars": items({"plate": "x"})}, "cars.3.why", False, "unknown"),
        ({"cars": items({"plate": "x"})}, "cars.0.why", False, "page"),
    ],
)
def test_reasons(entries: dict[str, Any], path: str, asked: bool, kind: str) -> None:  # 1, 2, 3, 4
    reason = evaluated(PROCEDURE, entries).reason(path)
    assert (reason.asked, reason.kind) == (asked, kind)
    assert (reason.source is None) is (kind in ("always", "unknown"))


@pytest.mark.parametrize(
    "path", ["nothing", "pages.nothing", "cars.x.why", "cars.0.nothing", "documents.x", "", "cars.²"]
)
def test_unknown_path(path: str) -> None:  # 5
    evaluation = evaluated(PROCEDURE, {"kind": "a"})
    for ask in (evaluation.reason, evaluation.asked, evaluation.value):
        with pytest.raises(KeyError):
            ask(path)


@given(entries_of(PROCEDURE))
def test_reason_agrees(entries: dict[str, Any]) -> None:  # 6
    evaluation = evaluated(PROCEDURE, entries)
    shown = {page.id for page in evaluation.journey}
    for path in PROCEDURE.plan.asked_slots:
        reason = evaluation.reason(path)
        if reason.kind == "empty":
            assert evaluation.asked(path)
            assert path.removeprefix("pages.") not in shown
        else:
            assert reason.asked is evaluation.asked(path)
