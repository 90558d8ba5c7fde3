"""Messages and fragments of text."""

from __future__ import annotations

from typing import Any

from formgen.language.constructs import Construct, key, optional
from formgen.language.readers import Text, either, list_of, of, path, plain, text
from formgen.language.source import Mapping


class Mail(Construct):
    """An e-mail.

    For example:

        subject: We have received your request
        text: You filed it on {{ filed_on }}.
        attach: [receipt]
    """

    noun = "a mail"
    subject: Text = key(text(), "its subject", example="subject: We have received your request")
    text: Text = key(text(), "what it says", example="text: You filed it on {{ filed_on }}.")
    attach: tuple[Text, ...] = optional(
        list_of(path(), one_allowed=True), "PDFs sent with it", default=(), example="attach: [receipt]"
    )


class InAccount(Construct):
    """A notification in the person's space, unread until it is opened.

    The topics `decision`, `complement`, `filing` and `withdrawal` are said in the reader's language; another
    stands as it is written.

    For example:

        topic: decision
        title: Your request is accepted
        text: Bring your receipt.
    """

    noun = "`in_account`"
    topic: str = key(plain(), "what it is about: decision, complement, …", example="topic: decision")
    title: Text = key(text(), "its title", example="title: Your request is accepted")
    text: Text = key(text(), "what it says", example="text: Bring your receipt.")
    download: tuple[Text, ...] = optional(
        list_of(path(), one_allowed=True), "PDFs to download", default=(), example="download: [decision]"
    )


class Message(Construct):
    """What is sent to a person: a mail, a notification in the account, or both.

    For example:

        mail:
          subject: We have received your request
          text: You filed it on {{ filed_on }}.
    """

    noun = "a message"
    mail: Any = optional(
        either(
            "a mail, or the name of a fragment",
            lambda node: of(Mail) if isinstance(node, Mapping) else path(),
            of(Mail),
            path(),
        ),
        "the mail, or the fragment that is sent as one",
        example="mail: notification",
    )
    in_account: InAccount | None = optional(of(InAccount), "the notification in the account")


class Fragment(Construct):
    """A text, or a mail, written once and named where it is needed.

    For example:

        subject: News about your request
        text: There is a message for you in your account.
    """

    noun = "a fragment"
    short_key = "text"
    subject: Text | None = optional(
        text(), "the subject, where it is sent as a mail", example="subject: News about your request"
    )
    text: Text = key(text(), "the text", example="text: The parish office")
