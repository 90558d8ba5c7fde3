"""The mailbox of a developer: mails as they would have gone out. Routed in development only.

| address | what |
|---|---|
| `/dev/mailbox` | the mails, the last first |
| `/dev/mailbox/MAIL` | one, with the links in its text |
| `/dev/mailbox/MAIL/html` | its HTML, as a mail program shows it |
| `/dev/mailbox/MAIL/source` | the whole message |
| `/dev/mailbox/MAIL/N` | a file that goes with it |
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from markupsafe import Markup, escape

from formgen.compiler.catalogues import Words
from formgen.compiler.formatting.formatter import Formatter
from formgen.rendering.html.views.portal import InformationView
from formgen.storage.queries.mails import Delivered, list_mailbox, read_delivered
from formgen.web.calls import Call
from formgen.web.house import House, around
from formgen.web.refusals import Refusal
from formgen.web.replies import Content, Page, Reply, download

if TYPE_CHECKING:
    from email.message import EmailMessage

MAILBOX: Final = "mailbox"
# The mail's own styles count, and nothing else of it: no script, no picture from elsewhere, no form.
MAIL_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; "
    "sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"
)
_ADDRESS: Final = re.compile(r"https?://[^\s<>]+[^\s<>.,;:!?)]")


async def show_mailbox(house: House, call: Call, segments: list[str], language: str) -> Reply:
    """What stands at an address of the mailbox; `segments` follow `/dev`. Raises Refusal."""
    if segments[:1] != [MAILBOX] or len(segments) > 3:
        raise Refusal("not_found")
    words = Words(language)
    if len(segments) == 1:
        return await _list(house, call, language, words)
    found = await house.dossiers.database.read(lambda connection: read_delivered(connection, segments[1]))
    if found is None:
        raise Refusal("not_found")
    # Not at the top: nobody who runs a service needs a megabyte for reading mails.
    from email import message_from_string
    from email.policy import default as modern

    message = message_from_string(found.content, policy=modern)
    if len(segments) == 2:
        return _page(house, call, language, found.subject, _mail(found, message, words, Formatter(language)))
    return _part(found, message, segments[2])


async def _list(house: House, call: Call, language: str, words: Words) -> Reply:
    lines = await house.dossiers.database.read(list_mailbox)
    moments = Formatter(language).dates
    rows = Markup().join(
        Markup(
            '<li><span class="name"><a href="/dev/mailbox/{}">{}</a> <bdi>{}</bdi></span> '
            "<span>{}</span></li>"
        ).format(each.id, each.subject, each.recipient, moments.moment(each.at))
        for each in lines
    )
    text = (
        Markup('<ul class="rows">{}</ul>').format(rows) if lines else _paragraph(words.get("mailbox_empty"))
    )
    text += _paragraph(words.get("mailbox_note"))
    return _page(house, call, language, words.get("mailbox_title"), text)


def _mail(found: Delivered, message: EmailMessage, words: Words, formatter: Formatter) -> Markup:
    headers = [
        (words.get("mailbox_from"), str(message["From"])),
        (words.get("mailbox_to"), found.recipient),
        (words.get("mailbox_at"), formatter.dates.moment(found.at)),
    ]
    rows = Markup().join(
        Markup("<div><dt>{}</dt><dd><bdi>{}</bdi></dd></div>").format(name, value) for name, value in headers
    )
    text = message.get_body(("plain",))
    here = f"/dev/mailbox/{found.id}"
    links = [(f"{here}/html", words.get("mailbox_html")), (f"{here}/source", words.get("mailbox_source"))]
    links += [
        (f"{here}/{place}", part.get_filename() or "")
        for place, part in enumerate(message.iter_attachments())
    ]
    listed = Markup().join(Markup('<li><a href="{}">{}</a></li>').format(*each) for each in links)
    return Markup('<dl class="answers">{}</dl>{}<ul>{}</ul><p><a href="/dev/mailbox">{}</a></p>').format(
        rows,
        _linked(text.get_content() if text is not None else ""),
        listed,
        words.get("mailbox_title"),
    )


def _linked(text: str) -> Markup:
    """Paragraphs of a text with its addresses as links."""
    paragraphs = []
    for paragraph in text.replace("\r\n", "\n").strip().split("\n\n"):
        pieces, end = [], 0
        for found in _ADDRESS.finditer(paragraph):
            pieces.append(escape(paragraph[end : found.start()]))
            pieces.append(Markup('<a href="{0}">{0}</a>').format(found.group()))
            end = found.end()
        pieces.append(escape(paragraph[end:]))
        lines = Markup().join(pieces).replace("\n", Markup("<br>"))
        paragraphs.append(Markup("<p>{}</p>").format(lines))
    return Markup().join(paragraphs)


def _part(found: Delivered, message: EmailMessage, name: str) -> Reply:
    if name == "source":
        return download(found.content.encode("ascii"), "message/rfc822", f"{found.id[:8]}.eml")
    if name == "html":
        html = message.get_body(("html",))
        if html is None:
            raise Refusal("not_found")
        headers = [(b"content-security-policy", MAIL_POLICY.encode()), (b"cache-control", b"no-store")]
        return Content(html.get_content().encode(), "text/html; charset=utf-8", headers)
    attached = list(message.iter_attachments())
    if not name.isdecimal() or int(name) >= len(attached):
        raise Refusal("not_found")
    part = attached[int(name)]
    return download(part.get_content(), part.get_content_type(), part.get_filename() or name)


def _paragraph(text: str) -> Markup:
    return Markup("<p>{}</p>").format(text)


def _page(house: House, call: Call, language: str, title: str, text: Markup) -> Page:
    surroundings = around(call, house.languages, language, Words(language))
    return Page(house.site.show(InformationView(around=surroundings, title=title, text=text), language))
