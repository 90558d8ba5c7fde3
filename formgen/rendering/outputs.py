"""From a procedure's PDFs to HTML for the printer: which names, texts and documents stand where.

outputs = Outputs(procedure, wording_of)
made = outputs.letter("receipt", "fr", evaluation, Issue(date(2026, 11, 24), "K7QF-…", "https://…/check/K7QF-…"))
made = outputs.list_of_documents("checklist", "en")
pdf = await pool.render(made.html, language=made.language, title=made.title)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from formgen.language.expressions import Binding, Country, Date
from formgen.language.placeholders.check import resolve
from formgen.language.readers import Text
from formgen.language.values import Address
from formgen.rendering.checklists import document_groups
from formgen.rendering.pdf.checklist import DocumentList, document_list_html
from formgen.rendering.pdf.letter import CodeBlock, Letter, Sender, letter_html
from formgen.rendering.wording import Wording

if TYPE_CHECKING:
    from formgen.compiler.evaluation import Evaluation
    from formgen.compiler.procedure import Procedure
    from formgen.language.pdfs import Block, Pdf


@dataclass(frozen=True, slots=True)
class Issue:
    """What is known of a letter only when it goes out.

    `check_code` and `check_address`: the code by which it can be checked, and where; "" for a preview.
    """

    on: date
    check_code: str = ""
    check_address: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """A document ready for `PdfPool.render`."""

    html: str
    title: str
    language: str


class Outputs:
    """The PDFs of one procedure. `wording` gives the texts in a language; `folders` those of a theme."""

    def __init__(
        self, procedure: Procedure, wording: Callable[[str], Wording], folders: Sequence[Path] | None = None
    ) -> None:
        self.procedure = procedure
        self.wording = wording
        self.folders = folders

    def letter(self, name: str, language: str, evaluation: Evaluation, issue: Issue) -> Made:
        """A letter to one person. Raises KeyError for a PDF the procedure does not have."""
        pdf = self.procedure.spec.pdfs[name]
        wording = self.wording(language)
        frame = list(evaluation.frame)
        issued_on = self.procedure.scope.find("issued_on")
        if issued_on is not None:
            frame[issued_on.slot] = issue.on
        values = Values(self.procedure, wording, frame)
        title = self._title(pdf, wording, frame)
        written_on = wording.formatter.dates.long(issue.on)
        html = letter_html(self.filled(pdf, title, values, issue, written_on), self.folders)
        return Made(html, title, language)

    def filled(self, pdf: Pdf, title: str, values: Values, issue: Issue, written_on: str) -> Letter:
        """A letter with its values. `written_on`: the day of issue as it is read."""
        words = values.wording.words
        service = self.procedure.spec.service
        blocks = {block.kind: block for block in pdf.blocks}
        scope = self.procedure.scope
        code = blocks.get("code")
        references = values.references(blocks.get("references"))
        content = issue.check_address or (values.one(code.names[0]) if code and code.names else "")
        body = values.wording.text(pdf.text, scope, "rich").html(values.frame)
        address = values.wording.text(service.address, scope, "line").text(values.frame)
        return Letter(
            language=values.wording.language,
            title=title,
            sender=Sender(
                values.wording.text(service.name, scope).text(values.frame),
                tuple(part.strip() for part in address.replace("\n", ",").split(",") if part.strip()),
                service.email or "",
                service.phone or "",
            ),
            body_html=str(body),
            page_words=words.get("pdf_page_of", page="{page}", pages="{pages}"),
            references=references,
            references_title=words.get("pdf_references") if references else "",
            identity=values.rows(blocks.get("identity")),
            identity_title=words.get("pdf_identity") if "identity" in blocks else "",
            answers=values.rows(blocks.get("answers")),
            answers_title=words.get("your_answers") if "answers" in blocks else "",
            address=values.address(blocks.get("address")),
            code=CodeBlock(
                content, issue.check_code, words.get("pdf_code_alt", address=issue.check_address or content)
            )
            if code and content
            else None,
            place_and_date=""
            if values.tells_the_day_of_issue(blocks.get("references"))
            else words.get("pdf_issued_on", date=written_on),
            running=" – ".join(value for _, value in references[:2]),
            check=words.get("pdf_check_at", address=issue.check_address) if issue.check_address else "",
        )

    def list_of_documents(self, name: str | None, language: str) -> Made:
        """The documents to gather, by situation: the same for everybody. Raises KeyError.

        Without a name: for a spec that has no PDF of its own for it.
        """
        pdf = self.procedure.spec.pdfs[name] if name is not None else None
        wording = self.wording(language)
        frame: list[Any] = list(self.procedure.plan.template)
        title = self._title(pdf, wording, frame)
        listed = DocumentList(
            language=language,
            title=title,
            groups=document_groups(self.procedure, wording, frame),
            page_words=wording.words.get("pdf_page_of", page="{page}", pages="{pages}"),
            service=wording.text(self.procedure.spec.title, self.procedure.scope).text(frame),
            intro_html=str(wording.text(pdf.text if pdf else None, self.procedure.scope, "rich").html(frame)),
            footer=_contact(self.procedure, wording, frame),
        )
        return Made(document_list_html(listed, self.folders), title, language)

    def _title(self, pdf: Pdf | None, wording: Wording, frame: list[Any]) -> str:
        title = wording.text(pdf.title if pdf else None, self.procedure.scope).text(frame)
        return title or wording.words.get("pdf_list_title")


def _contact(procedure: Procedure, wording: Wording, frame: list[Any]) -> str:
    service = procedure.spec.service
    name = wording.text(service.name, procedure.scope).text(frame)
    return " · ".join(part for part in (name, service.email, service.phone) if part)


class Values:
    """Values of names as a letter shows them: short dates, countries in capitals, blank ones left out."""

    def __init__(self, procedure: Procedure, wording: Wording, frame: list[Any]) -> None:
        self.procedure = procedure
        self.wording = wording
        self.frame = frame

    def rows(self, block: Block | None) -> list[tuple[str, str]]:
        """(label, value) of the names of a block."""
        return self._rows(self._bindings(block.names if block else ()))

    def references(self, block: Block | None) -> list[tuple[str, str]]:
        """The same; a block written without names shows the numbers of the request and the day of issue."""
        if block is None or block.names:
            return self.rows(block)
        found = (self.procedure.scope.find(name) for name in (*self.procedure.spec.numbers, "issued_on"))
        return self._rows(each for each in found if each is not None)

    def tells_the_day_of_issue(self, references: Block | None) -> bool:
        """Whether the day of issue stands among the references, and need not be told again."""
        return references is not None and (
            not references.names or any(each.value == "issued_on" for each in references.names)
        )

    def _rows(self, bindings: Iterable[Binding]) -> list[tuple[str, str]]:
        found = []
        for binding in bindings:
            value = self._written(binding)
            if value:
                found.append((self._label(binding), value))
        return found

    def one(self, name: Text) -> str:
        """The value of one name, "" when empty."""
        return "".join(self._written(binding) for binding in self._bindings([name]))

    def address(self, block: Block | None) -> tuple[str, ...]:
        """The lines of the window: what stands before the address on one line, then the address."""
        names: list[str] = []
        lines: list[str] = []
        for binding in self._bindings(block.names if block else ()):
            value = self.frame[binding.slot]
            if isinstance(value, Address):
                lines += self.wording.formatter.places.lines(value).split("\n")
            elif value is not None:
                names.append(self._written(binding))
        return tuple(([" ".join(names)] if names else []) + lines)

    def _bindings(self, names: Iterable[Text]) -> list[Binding]:
        found = (resolve(tuple(name.value.split(".")), self.procedure.scope) for name in names)
        return [each for each in found if each is not None]

    def _label(self, binding: Binding) -> str:
        field = self.procedure.fields.get(binding.name)
        if field is not None:
            return self.wording.short(field).text(self.frame)
        if binding.name == "issued_on":
            return self.wording.words.get("issued_on_label")
        if binding.name in self.procedure.spec.numbers:
            return self.wording.words.get("request_number")
        return binding.label or binding.name

    def _written(self, binding: Binding) -> str:
        value = self.frame[binding.slot]
        if value is None:
            return ""
        formatter = self.wording.formatter
        if isinstance(binding.type, Date) and binding.name not in formatter.presentations:
            return formatter.dates.short(value)
        written = formatter.writer(binding.type, binding.name, frame=self.frame)(value)
        return written.upper() if isinstance(binding.type, Country) else written
