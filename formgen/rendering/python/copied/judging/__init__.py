"""How a generated `models.py` decides what counts among answers, and what is wrong with it (language.md §11).

It runs the parts of a procedure in their order on a `Frame`, as the evaluator of formgen does on slots.
"""

from __future__ import annotations

from formgen.rendering.python.copied.judging.cases import (
    NO_CASE,
    ByCases,
    Case,
    Level,
    Test,
    always,
    choose,
    never,
    warned,
)
from formgen.rendering.python.copied.judging.data import Computed, Table
from formgen.rendering.python.copied.judging.documents import Document, Paper, SaidOf
from formgen.rendering.python.copied.judging.items import Items
from formgen.rendering.python.copied.judging.parts import (
    Check,
    Declaration,
    Group,
    ItemPage,
    Page,
    Part,
    Stop,
    check_all,
)
from formgen.rendering.python.copied.judging.questions import Held, OfRow, Question, adapter_of

__all__ = [
    "NO_CASE",
    "ByCases",
    "Case",
    "Check",
    "Computed",
    "Declaration",
    "Document",
    "Group",
    "Held",
    "ItemPage",
    "Items",
    "Level",
    "OfRow",
    "Page",
    "Paper",
    "Part",
    "Question",
    "SaidOf",
    "Stop",
    "Table",
    "Test",
    "adapter_of",
    "always",
    "check_all",
    "choose",
    "never",
    "warned",
]
