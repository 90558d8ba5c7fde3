"""A text among the questions; nothing is asked."""

from __future__ import annotations

from formgen.language.constructs import key, optional
from formgen.language.expressions import TEXT, Type
from formgen.language.fields.base import Field, FieldContext, Form
from formgen.language.readers import Cases, Text, cases_or, flag, text, word


class NoteField(Field):
    """A text among the questions.

    For example:

        type: note
        label: Before you answer
        text: Count everybody who lives with you.
    """

    noun = "a note"
    type_name = "note"
    asks = False
    # Nothing is answered, so nothing can be required, prefilled or wrong.
    without = (
        *("required", "errors", "checks", "default", "prefill", "copied_from", "if_missing", "autocomplete"),
        *("sensitive", "widget", "or_say"),
    )
    label: Text | Cases[Text] | None = optional(  # type: ignore[assignment]  # - the one field without a question
        cases_or(text()), "its heading", example="label: Before you answer"
    )
    text: Text | Cases[Text] = key(
        cases_or(text()), "what it says", example="text: Count everybody who lives with you."
    )
    tone: str = optional(
        word("info", "warning"), "how much it matters", default="info", example="tone: warning"
    )
    collapsed: bool = optional(
        flag(), "only its heading is seen until it is opened", default=False, example="collapsed: true"
    )

    def value_type(self, context: FieldContext) -> Type:
        return TEXT

    def collect(self, form: Form, name: str) -> None:
        return None
