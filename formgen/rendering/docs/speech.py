"""What every part of a description needs: sentences, texts for Markdown, names of messages and PDFs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from formgen.language.expressions import DURATION, Scope
from formgen.language.messages import Mail
from formgen.language.placeholders.check import resolve
from formgen.language.readers import Cases, Formula, Text
from formgen.language.resolution.layout import Placed
from formgen.language.values import Duration
from formgen.rendering.sentences import Sentences
from formgen.rendering.sentences.names import spelt
from formgen.rendering.sentences.texts import in_one_line
from formgen.rendering.wording import Wording

if TYPE_CHECKING:
    from formgen.compiler.procedure import Page, Procedure

_SPECIAL: Final = re.compile(r"([\\`*<]|(?<!\w)_|_(?!\w)|\](?=[(\[]))")
_ESCAPED: Final = re.compile(r"\\([\\`*<_\]])")
_HEADING: Final = re.compile(r"^#{1,6} +(.+?) *#*$", re.MULTILINE)


class Speech:
    """One procedure in one language."""

    def __init__(self, procedure: Procedure, language: str) -> None:
        self.procedure = procedure
        self.spec = procedure.spec
        self.wording = Wording(procedure, language)
        self.sentences = Sentences(procedure, self.wording)
        self.names = self.sentences.names
        self.words = self.wording.words
        self.scope: Scope = procedure.scope

    def say(self, key: str, **values: object) -> str:
        """A phrase of the description, values put in."""
        return self.words.get(f"doc_{key}", **values)

    def line(self, text: Text | Cases[Text] | None, scope: Scope | None = None) -> str:
        """An author's Markdown within a line, paragraphs one after the other."""
        return in_one_line(self.sentences.text(text, scope or self.scope).replace("<", "\\<"))

    def title(self, text: Text | Cases[Text] | None, placed: Placed | None = None) -> str:
        """A label or title, escaped; every wording of it where it has cases."""
        if not isinstance(text, Cases):
            return escaped(self.names.line(text, placed))
        variants = dict.fromkeys(self.names.line(case.value, placed) for case in text.items)
        return escaped(" / ".join(variants))

    def plainly(self, text: Text | Cases[Text] | None) -> str:
        """A label or title as it stands, for places that are no Markdown."""
        return self.names.line(text)

    def rich(self, text: Text | Cases[Text] | None, scope: Scope | None = None) -> str:
        """An author's text as a quotation in Markdown, its headings as bold lines; "" for none."""
        written = self.sentences.text(text, scope or self.scope).replace("<", "\\<")
        if not written:
            return ""
        lines = _HEADING.sub(r"**\1**", written).splitlines()
        return "\n".join(f"> {line}".rstrip() for line in lines)

    def when(self, formula: Formula, scope: Scope | None = None) -> str:
        """ "if …" within a line."""
        return escaped(self.sentences.when(formula, scope or self.scope))

    def condition(self, formula: Formula, scope: Scope | None = None) -> str:
        """The condition without "if"."""
        return escaped(self.sentences.condition(formula, scope or self.scope).text)

    def duration(self, duration: Duration | Text) -> str:
        """A length of time, or the name of the field that holds it."""
        if isinstance(duration, Duration):
            return self.wording.formatter.writer(DURATION)(duration)
        return self.quoted(self.path(duration.value))

    def path(self, path: str, scope: Scope | None = None) -> str:
        """What a dotted name of the author leads to, by its label."""
        binding = resolve(tuple(path.split(".")), scope or self.scope)
        if binding is None:
            return escaped(spelt(path))
        return escaped(self.names.event(binding) or self.names.label(binding) or spelt(path))

    def quoted(self, text: str) -> str:
        """In the quotation marks of the language."""
        return self.names.quoted(text)

    def listed(self, items: Iterable[str], *, quoted: bool = True) -> str:
        """Names in a row."""
        written = [self.quoted(each) if quoted else each for each in items]
        return self.wording.formatter.join(written)

    def series(self, items: Iterable[str]) -> str:
        """Phrases that hold commas themselves, one behind the other."""
        text = ""
        for each in items:
            text = self.say("series", left=text, right=each) if text else each
        return text

    def message(self, name: str) -> str:
        """A message by its title in the account, or the subject of its mail."""
        message = self.spec.messages[name]
        if message.in_account is not None:
            return self.title(message.in_account.title)
        return self.title(self.subject(message.mail)) or escaped(spelt(name))

    def subject(self, mail: Any) -> Text | None:
        """The subject of a mail, or of the fragment that is sent as one."""
        if isinstance(mail, Mail):
            return mail.subject
        return self.spec.fragments[mail.value].subject if isinstance(mail, Text) else None

    def pdf(self, name: str) -> str:
        """A PDF by its title."""
        pdf = self.spec.pdfs[name]
        given = self.title(pdf.title)
        if given:
            return given
        return self.words.get("pdf_list_title") if pdf.layout == "list_of_documents" else escaped(spelt(name))

    def document(self, name: str) -> str:
        """A document by its title."""
        return self.title(self.spec.documents[name].title)

    def state(self, name: str) -> str:
        """A state as people read it."""
        workflow = self.spec.workflow
        return self.title(workflow.states[name].label) if workflow else name

    def action(self, name: str) -> str:
        """An action by the words on its button."""
        return escaped(self.names.action(name)) if self.spec.workflow else name

    def actor(self, name: str) -> str:
        """Who acts: the applicant, the system, a role."""
        if name in ("applicant", "system"):
            return self.say(f"actor_{name}")
        return self.title(self.spec.roles[name].label) or escaped(spelt(name))

    def source(self, name: str) -> str:
        """A register by its name, its article small where it has one."""
        label = self.names.line(self.spec.sources[name].label)
        return (
            escaped(self.names.with_article(label) or label) if label else self.quoted(escaped(spelt(name)))
        )

    def page(self, id: str) -> str:
        """A page by its heading, or by the question that it asks alone."""
        page = self.procedure.pages[id]
        if page.spec is None:
            return escaped(self._of_frame(page))
        if page.spec.title is not None or not page.fields:
            return self.title(page.spec.title) or escaped(spelt(id))
        first = page.fields[0]
        return self.title(first.spec.label, self.names.placed[first.full_path]) or escaped(spelt(id))

    def page_plainly(self, id: str) -> str:
        """The same for places that are no Markdown; of several wordings the last."""
        page = self.procedure.pages[id]
        if page.spec is None:
            return self._of_frame(page)
        if page.spec.title is not None or not page.fields:
            return self.names.line(page.spec.title) or spelt(id)
        first = page.fields[0]
        return self.names.line(first.spec.label, self.names.placed[first.full_path]) or spelt(id)

    def _of_frame(self, page: Page) -> str:
        """The pages that every procedure has, by the author's heading or ours."""
        spec = self.spec
        given, own = {
            "identify": (spec.account.title if spec.account else None, "identify_title"),
            "preamble": (spec.preamble.title if spec.preamble else None, "preamble_title"),
            "review": (spec.review.title if spec.review else None, "review_step"),
            "confirmation": (spec.confirmation.title if spec.confirmation else None, "confirmation_title"),
        }[page.kind]
        return self.names.line(given) or self.words.get(own)


def escaped(text: str) -> str:
    """Words that no reader of Markdown takes for marks of it."""
    return _SPECIAL.sub(r"\\\1", text)


def unescaped(text: str) -> str:
    """The contrary of `escaped`, for sentences that leave Markdown."""
    return _ESCAPED.sub(r"\1", text)


def capital(text: str) -> str:
    """With a capital first letter: a phrase that begins a line."""
    return text[:1].upper() + text[1:]


__all__ = ["Speech", "capital", "escaped", "unescaped"]
