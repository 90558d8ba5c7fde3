"""The pages of a procedure in the order a person meets them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from formgen.language.fields.base import Field
from formgen.language.spec import Spec
from formgen.language.steps import Page, Step

PageKind = Literal["orientation", "identify", "preamble", "page", "review", "confirmation"]


@dataclass(frozen=True, eq=False)
class PagePlace:
    """A page with its kind and the step it belongs to; `place` is where its texts stand in the spec."""

    id: str
    kind: PageKind
    spec: Page | None
    step: Step | None
    place: str
    signed_in: bool

    def fields(self, spec: Spec) -> dict[str, Field]:
        """Its fields by their ids."""
        if self.kind == "identify" and spec.account is not None:
            return spec.account.fields
        return self.spec.fields if self.spec is not None else {}


def pages_in_order(spec: Spec) -> Iterator[PagePlace]:
    """Orientation, identification, what asks to be signed in, preamble, the steps, review, confirmation."""
    orientation = spec.orientation.pages if spec.orientation else {}
    identified = spec.account is not None and spec.account.identify_with is not None
    for signed_in in (False, True):
        if signed_in and identified:
            yield PagePlace("identify", "identify", None, None, "account", False)
        for id, page in orientation.items():
            if page.signed_in is signed_in:
                yield PagePlace(id, "orientation", page, None, f"orientation.pages.{id}", signed_in)
    if spec.preamble is not None:
        yield PagePlace("preamble", "preamble", None, None, "preamble", identified)
    for step_id, step in spec.steps.items():
        for id, page in step.pages.items():
            yield PagePlace(id, "page", page, step, f"steps.{step_id}.pages.{id}", identified)
    yield PagePlace("review", "review", None, None, "review", identified)
    yield PagePlace("confirmation", "confirmation", None, None, "confirmation", identified)
