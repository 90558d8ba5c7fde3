"""X703: a label that asks nothing where the answer is yes or no; a label without a word.

"Garden: yes" leaves open whether there is one, or whether one is wanted. This spec fails:

```yaml
home:
  title: Your home
  fields:
    garden: {type: yes_no, label: Garden}
```

This one passes:

```yaml
home:
  title: Your home
  fields:
    garden: {type: yes_no, label: Do you have a garden?, short: Garden}
```

What is ticked to agree is an `agreement`, whose label is a statement. In the review and for agents `short`
stands for the question.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from formgen.language.fields.list import ListField
from formgen.language.fields.yes_no import YesNoField
from formgen.language.problems import Problem
from formgen.language.readers import Text
from formgen.language.resolution import Resolution

CODE = "X703"
NEEDS_MEANING = False

QUESTION_MARKS: Final = "?？؟;՞"
"""Of Latin, East Asian, Arabic, Greek and Armenian script."""


def check(resolution: Resolution) -> Iterator[Problem]:
    """Every such label."""
    document = resolution.spec.document
    # A group of fields that is used twice brings the same labels twice.
    fields = {id(placed.spec): placed.spec for placed in resolution.plan.everywhere()}
    for field in fields.values():
        for label in _texts(resolution, field.label):
            if not any(character.isalnum() for character in label.value):
                message = f"The label of `{field.id}` has no word: nobody knows what to answer."
                yield document.problem(CODE, "warning", label.node, message, "Write the question.")
            elif isinstance(field, YesNoField) and not _asks(label):
                message = f"`{label.value}` is answered with yes or no, but asks nothing."
                hint = "Write a question, such as “Do you have …?”, or make it an `agreement` to be ticked."
                yield document.problem(CODE, "warning", label.node, message, hint)
        if isinstance(field, ListField):
            for label in _texts(resolution, field.first_question):
                if not _asks(label):
                    message = f"`{label.value}` is answered with yes or no, but asks nothing."
                    hint = "Write a question, such as “Do you have children?”."
                    yield document.problem(CODE, "warning", label.node, message, hint)


def _texts(resolution: Resolution, label: object) -> list[Text]:
    return [text for _, text in resolution.cases_of(label) if isinstance(text, Text)]


def _asks(label: Text) -> bool:
    return any(mark in label.value for mark in QUESTION_MARKS)
