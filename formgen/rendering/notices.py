"""From a spec's message to what a person finds in their space."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from formgen.rendering.mail.writer import linked, one_line
from formgen.rendering.wording import Wording


@dataclass(frozen=True, slots=True)
class WrittenNotice:
    """A notice ready to be kept: its text plain, and as HTML of our own writer. `download` names PDFs."""

    topic: str
    title: str
    text: str
    html: str
    language: str
    download: tuple[str, ...]


def written_notice(
    message: str, wording: Wording, frame: Sequence[Any], link: str = ""
) -> WrittenNotice | None:
    """The notice of a spec's message; None for a message that is a mail only. Raises KeyError.

    `frame`: of the evaluation that it speaks about. `link`: where `{{ link }}` leads, in full.
    """
    procedure = wording.procedure
    notice = procedure.spec.messages[message].in_account
    if notice is None:
        return None
    scope, values = procedure.scope, linked(procedure, frame, link)
    body = wording.text(notice.text, scope, "rich")
    return WrittenNotice(
        topic=notice.topic,
        title=one_line(wording.text(notice.title, scope).text(values)),
        text=body.text(values),
        html=str(body.html(values)),
        language=wording.language,
        download=tuple(each.value for each in notice.download),
    )
