"""From a spec's message, or from formgen's own words, to the two parts of a mail.

    writer = MailWriter("Portal", folders)
    written = writer.of_words(words, "Reset your password", ["…"], Action("Choose a new password", address))
    written = writer.of_message("filing_recorded", wording, evaluation.frame, link=address)

The HTML says the same as the text: 600 px wide, no picture, legible where styles are taken away and on a dark
ground. A link that stands alone becomes the one button, with its address in full under it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import jinja2
from markupsafe import Markup, escape

from formgen.compiler.catalogues import Words
from formgen.language.messages import Fragment, Mail
from formgen.language.readers import Text
from formgen.rendering.pdf.layouts import direction
from formgen.rendering.resources import renderers
from formgen.rendering.wording import Wording

if TYPE_CHECKING:
    from formgen.compiler.procedure import Procedure

_WHITE_SPACE: Final = re.compile(r"\s+")
_ALONE: Final = re.compile(r'<p>\s*<a (?:class="action" )?href="([^"]*)">([^<]*)</a>\s*</p>')
_LONGEST_SUBJECT: Final = 200
_CODE: Final = Markup('<p dir="ltr" style="font-size: 28px; font-weight: bold; letter-spacing: 4px">{}</p>')


@dataclass(frozen=True, slots=True)
class Action:
    """The one thing to do: what the button says, and the address in full."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class WrittenMail:
    """A mail ready to be queued. `sender_name` and `reply_to` are those of the service that writes."""

    subject: str
    text: str
    html: str
    language: str
    sender_name: str
    reply_to: str = ""


@dataclass(frozen=True, slots=True)
class Button:
    """What the template shows of an action."""

    label: Markup
    address: Markup


class MailWriter:
    """Writes mails. `title` is the portal's; `folders` are those of a theme, which stand before ours."""

    def __init__(self, title: str, folders: Sequence[Path] = ()) -> None:
        self._title = title
        self._template = _environment((*folders, renderers("mail"))).get_template("mail.html")

    def of_words(
        self,
        words: Words,
        subject: str,
        paragraphs: Sequence[str],
        action: Action | None = None,
        after: Sequence[str] = (),
        service: str = "",
        reply_to: str = "",
        code: str = "",
    ) -> WrittenMail:
        """A mail in formgen's own words; `after` stands below the button, or below a code to be typed."""
        blocks: list[Markup | Button] = [_paragraph(each) for each in paragraphs]
        text = [*paragraphs]
        if action is not None:
            blocks.append(Button(escape(action.label), escape(action.address)))
            text.append(f"{action.label}\n{action.address}")
        if code:
            blocks.append(_CODE.format(code))
            text.append(code)
        blocks += [_paragraph(each) for each in after]
        text += after
        return self._written(words.language, subject, "\n\n".join(text), blocks, service, reply_to)

    def of_message(
        self, name: str, wording: Wording, frame: Sequence[Any], link: str = ""
    ) -> WrittenMail | None:
        """The mail of a spec's message; None for a message that sends none. Raises KeyError.

        `frame`: of the evaluation that it speaks about. `link`: where `{{ link }}` leads, in full.
        """
        procedure = wording.procedure
        subject, body = _texts(procedure, name)
        if body is None:
            return None
        scope, values = procedure.scope, linked(procedure, frame, link)
        text = wording.text(body, scope, "rich")
        service = procedure.spec.service
        return self._written(
            wording.language,
            wording.text(subject, scope).text(values),
            text.text(values),
            _blocks(text.html(values)),
            wording.text(service.name, scope).text(values),
            service.email or "",
        )

    def _written(
        self,
        language: str,
        subject: str,
        text: str,
        blocks: Sequence[Markup | Button],
        service: str,
        reply_to: str,
    ) -> WrittenMail:
        subject = one_line(subject)
        sender = one_line(service) or self._title
        html = self._template.render(
            language=language, direction=direction(language), subject=subject, sender=sender, blocks=blocks
        )
        return WrittenMail(subject, text.strip() + "\n", html, language, sender, reply_to)


def linked(procedure: Procedure, frame: Sequence[Any], link: str) -> list[Any]:
    """What the texts of a message speak about, `{{ link }}` included."""
    values = list(frame)
    given = procedure.scope.find("link")
    if given is not None:
        values[given.slot] = link
    return values


def one_line(text: str) -> str:
    """What may stand in a header: an answer with line breaks cannot begin another one."""
    folded = _WHITE_SPACE.sub(" ", text).strip()
    printable = "".join(sign for sign in folded if sign.isprintable())
    return printable if len(printable) <= _LONGEST_SUBJECT else printable[: _LONGEST_SUBJECT - 1] + "…"


def _texts(procedure: Procedure, name: str) -> tuple[Text | None, Text | None]:
    mail = procedure.spec.messages[name].mail
    if isinstance(mail, Text):
        mail = procedure.spec.fragments[mail.value]
    if isinstance(mail, Mail | Fragment):
        return mail.subject, mail.text
    return None, None


def _paragraph(text: str) -> Markup:
    return Markup("<p>{}</p>").format(text)


def _blocks(html: Markup) -> list[Markup | Button]:
    """The HTML of a rich text, cut where a link is a paragraph of its own: the first becomes the button."""
    found = _ALONE.search(html)
    if found is None:
        return [html]
    # The pieces are of HTML that was made, and escaped, by our own writer.
    before, after = Markup(html[: found.start()]), Markup(html[found.end() :])  # noqa: S704 - see above
    address, label = Markup(found[1]), Markup(found[2])  # noqa: S704 - see above
    return [part for part in (before, Button(label, address), after) if not isinstance(part, str) or part]


@cache
def _environment(folders: tuple[Path, ...]) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folders),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.tests["button"] = lambda block: isinstance(block, Button)
    return environment
