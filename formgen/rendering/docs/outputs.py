"""What a procedure writes: messages with what sends them, PDFs with what issues them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from formgen.language.messages import Mail, Message
from formgen.language.pdfs import Pdf
from formgen.language.readers import Text
from formgen.rendering.docs.speech import Speech


@dataclass(frozen=True, slots=True)
class Output:
    """A message or a PDF. `parts`: headings ("Mail, subject: …") with their text as Markdown quotations."""

    title: str
    facts: tuple[str, ...]
    parts: tuple[tuple[str, str], ...]


class OutputBook:
    """Describes the messages and PDFs of one procedure."""

    def __init__(self, speech: Speech) -> None:
        self.speech = speech
        self.say = speech.say
        self.spec = speech.spec

    def messages(self) -> tuple[Output, ...]:
        """Every message."""
        return tuple(self._message(name, each) for name, each in self.spec.messages.items())

    def pdfs(self) -> tuple[Output, ...]:
        """Every PDF."""
        return tuple(self._pdf(name, each) for name, each in self.spec.pdfs.items())

    def _message(self, name: str, message: Message) -> Output:
        senders = self._senders(name)
        facts = [
            self.say("sent_by", names=self.speech.series(senders)) if senders else self.say("sent_never")
        ]
        parts: list[tuple[str, str]] = []
        if message.in_account is not None:
            notice = message.in_account
            heading = self.say("in_account", title=self.speech.title(notice.title))
            parts.append((heading, self.speech.rich(notice.text)))
            if notice.download:
                facts.append(self.say("to_download", names=self._pdf_names(notice.download)))
        if message.mail is not None:
            heading = self.say("mail", subject=self.speech.title(self.speech.subject(message.mail)))
            parts.append((heading, self.speech.rich(self._mail_text(message.mail))))
            if isinstance(message.mail, Mail) and message.mail.attach:
                facts.append(self.say("attached", names=self._pdf_names(message.mail.attach)))
        return Output(self.speech.message(name), tuple(facts), tuple(parts))

    def _mail_text(self, mail: Any) -> Text:
        text: Text = mail.text if isinstance(mail, Mail) else self.spec.fragments[mail.value].text
        return text

    def _pdf_names(self, names: tuple[Text, ...]) -> str:
        return self.speech.listed(self.speech.pdf(each.value) for each in names)

    def _senders(self, message: str) -> list[str]:
        """What sends a message: actions, deadlines, the making of an account."""
        workflow = self.spec.workflow
        found = []
        for name, action in (workflow.actions if workflow else {}).items():
            if message in {each.value for each in action.send}:
                found.append(self.say("since_action", action=self.speech.action(name)))
        for deadline in workflow.deadlines if workflow else ():
            if message in {each.value for each in deadline.send}:
                state = self.speech.state(deadline.in_.value)
                found.append(self.say("sent_by_deadline", state=state))
        account = self.spec.account
        if account and account.confirm_email and account.confirm_email.message.value == message:
            found.append(self.say("sent_for_account"))
        return list(dict.fromkeys(found))

    def _pdf(self, name: str, pdf: Pdf) -> Output:
        facts = list(self._facts(name, pdf))
        text = self.speech.rich(pdf.text)
        return Output(self.speech.pdf(name), tuple(facts), (("", text),) if text else ())

    def _facts(self, name: str, pdf: Pdf) -> Iterator[str]:
        issuers = self._issuers(name)
        if issuers:
            yield self.say("pdf_issued_by", names=self.speech.series(issuers))
        if pdf.layout == "list_of_documents":
            yield self.say("pdf_list")
        if pdf.blocks:
            blocks = [self._block(block.kind, [each.value for each in block.names]) for block in pdf.blocks]
            yield self.say("pdf_blocks", blocks=self.speech.series(blocks))

    def _block(self, kind: str, names: list[str]) -> str:
        block = self.say(f"block_{kind}")
        if not names:
            return block
        return self.say("block_with", block=block, names=self.speech.listed(map(self.speech.path, names)))

    def _issuers(self, pdf: str) -> list[str]:
        workflow = self.spec.workflow
        found = [
            self.say("since_action", action=self.speech.action(name))
            for name, action in (workflow.actions if workflow else {}).items()
            if pdf in {each.value for each in action.produce}
        ]
        preamble = self.spec.preamble
        if preamble and preamble.list_of_documents and preamble.list_of_documents.value == pdf:
            found.append(self.say("pdf_preamble"))
        return found
