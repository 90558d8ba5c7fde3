"""The review, where everything is checked before filing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from formgen.rendering.html.views.around import Around
from formgen.rendering.html.views.documents import StoredFile
from formgen.rendering.html.views.errors import SummaryLine


@dataclass(slots=True, kw_only=True)
class Answer:
    """A line of the review. `lines` are the words of the answer, empty when nothing was given."""

    label: str
    lines: Sequence[str] = ()
    files: Sequence[StoredFile] = ()
    source: str = ""
    change: str = ""
    errors: Sequence[str] = ()
    warnings: Sequence[str] = ()


@dataclass(slots=True, kw_only=True)
class AnswerGroup:
    """Answers of one page, or of one item of a list; `level` 0 for a page, 1 for what stands inside it."""

    title: str
    answers: Sequence[Answer] = ()
    change: str = ""
    level: int = 0


@dataclass(slots=True, kw_only=True)
class ReviewSection:
    """A step on the review."""

    title: str
    groups: Sequence[AnswerGroup] = ()


@dataclass(slots=True, kw_only=True)
class DeclarationView:
    """A declaration: its control's name (`declarations.ID`), its words, whether it is ticked."""

    name: str
    text: Markup
    ticked: bool = False
    optional: bool = False
    errors: Sequence[str] = ()


@dataclass(slots=True, kw_only=True)
class Blocker:
    """Something that still keeps from filing, with the page where it is mended."""

    text: str
    href: str


@dataclass(slots=True, kw_only=True)
class ReviewView:
    """The page where everything is checked before filing; posts `do=file` or `do=leave`.

    `register_changed`: (label, before, now) of what the register says differently since the start.
    """

    around: Around
    title: str = ""
    text: Markup = Markup()
    revision: int = 0
    sections: Sequence[ReviewSection] = ()
    declarations: Sequence[DeclarationView] = ()
    blockers: Sequence[Blocker] = ()
    warnings: Sequence[Blocker] = ()
    summary: Sequence[SummaryLine] = ()
    register_changed: Sequence[tuple[str, str, str]] = ()
    file_label: str = ""
    step: int = 0
    steps: int = 0
    next_step: str = ""
    back: str = ""
    leave: bool = True
