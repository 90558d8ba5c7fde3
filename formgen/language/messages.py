"""Messages and fragments of text."""

from __future__ import annotations

from typing import Any

from formgen.language.constructs import Construct, key, optional
from formgen.language.readers import Text, either, list_of, of, path, plain, text
from formgen.language.source import Mapping


class Mail(Construct):
    """An e-mail."""

    noun = "a mail"
    subject: Text = key(text(), "its subject")
    text: Text = key(text(), "what it says")
    attach: tuple[Text, ...] = optional(list_of(path(), one_allowed=True), "PDFs sent with it", default=())


class InAccount(Construct):
    """A notification in the person's space."""

    noun = "`in_account`"
    topic: str = key(plain(), "what it is about: decision, complement, …")
    title: Text = key(text(), "its title")
    text: Text = key(text(), "what it says")
    download: tuple[Text, ...] = optional(list_of(path(), one_allowed=True), "PDFs to download", default=())


class Message(Construct):
    """What is sent to a person: a mail, a notification in the account, or both."""

    noun = "a message"
    mail: Any = optional(
        either(
            "a mail, or the name of a fragment",
            lambda node: of(Mail) if isinstance(node, Mapping) else path(),
            of(Mail),
            path(),
        ),
        "the mail, or the fragment that is sent as one",
    )
    in_account: InAccount | None = optional(of(InAccount), "the notification in the account")


class Fragment(Construct):
    """A text, or a mail, written once and named where it is needed."""

    noun = "a fragment"
    short_key = "text"
    subject: Text | None = optional(text(), "the subject, where it is sent as a mail")
    text: Text = key(text(), "the text")
