"""HTML to PDF/UA-1 by WeasyPrint. Loads WeasyPrint, so only workers import it."""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from formgen.rendering.pdf.attachments import Attachment
from formgen.rendering.pdf.resources import OwnResources

_HEADING = re.compile(r"h([1-6])")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class RefusedResource(Exception):
    """The document names something that is not ours to read."""


@dataclass(frozen=True, slots=True)
class Printed:
    """The PDF, and what WeasyPrint complained of while making it (an alternative text missing, say)."""

    pdf: bytes
    notices: tuple[str, ...]


class Printer:
    """Keeps what is the same for all documents: the font configuration and the stylesheets once parsed."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._resources = OwnResources(folders)
        self._fonts = FontConfiguration()
        self._styles: dict[str, Any] = {}
        self._notices = _Notices()
        logging.getLogger("weasyprint").addHandler(self._notices)

    def print(
        self,
        html: str,
        *,
        language: str,
        title: str,
        created: datetime | None = None,
        attachments: Sequence[Attachment] = (),
    ) -> Printed:
        """One document. The same input gives the same bytes. Raises RefusedResource."""
        self._notices.taken.clear()
        try:
            pdf = self._pdf(html, language, title, created, attachments)
        except FatalURLFetchingError as error:
            raise RefusedResource(f"{error}: {error.__cause__}") from error
        return Printed(pdf, tuple(self._notices.taken))

    def _pdf(
        self,
        html: str,
        language: str,
        title: str,
        created: datetime | None,
        attachments: Sequence[Attachment],
    ) -> bytes:
        # The base makes a relative address an address too, which the fetcher then refuses like the others.
        source = weasyprint.HTML(string=html, base_url="formgen:", url_fetcher=self._resources)
        styles = self._take_stylesheets(source.etree_element)
        _close_gaps_between_headings(source.etree_element)
        document = source.render(font_config=self._fonts, stylesheets=styles, pdf_variant="pdf/ua-1")
        document.metadata.title = title
        document.metadata.lang = language
        if created is not None:
            document.metadata.created = document.metadata.modified = _w3c(created)
        identifier = hashlib.sha256(f"{language}\0{title}\0{created}\0{html}".encode()).hexdigest()[:32]
        pdf: bytes = document.write_pdf(
            pdf_variant="pdf/ua-1",
            pdf_identifier=identifier.encode(),
            attachments=[_embedded(attachment, created or _EPOCH) for attachment in attachments],
        )
        return pdf

    def _take_stylesheets(self, tree: Any) -> list[Any]:
        """The document's own stylesheets, parsed at their first use; their links are struck out."""
        styles = []
        for link in tree.iter("link"):
            name = link.get("href", "").removeprefix("formgen:")
            if link.get("rel") == "stylesheet" and link.get("href") == f"formgen:{name}":
                if name not in self._styles:
                    self._styles[name] = self._parse(name)
                styles.append(self._styles[name])
                link.set("rel", "formgen-parsed")
        return styles

    def _parse(self, name: str) -> Any:
        try:
            text = self._resources.read(name).decode()
        except FileNotFoundError as error:
            raise RefusedResource(str(error)) from error
        return weasyprint.CSS(
            string=text, base_url="formgen:", url_fetcher=self._resources, font_config=self._fonts
        )


class _Notices(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.taken: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.taken.append(record.getMessage())


def _close_gaps_between_headings(tree: Any) -> None:
    """PDF/UA-1 7.4.2: levels go down by one. A text that opens with its third level opens with its second."""
    above = 0
    for element in tree.iter():
        match = _HEADING.fullmatch(element.tag) if isinstance(element.tag, str) else None
        if match:
            above = min(int(match[1]), above + 1)
            element.tag = f"h{above}"


def _embedded(attachment: Attachment, when: datetime) -> Any:
    return weasyprint.Attachment(
        string=attachment.content,
        name=attachment.name,
        description=attachment.description,
        created=when,
        modified=when,
    )


def _w3c(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
