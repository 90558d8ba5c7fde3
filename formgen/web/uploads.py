"""Files posted with a page of documents."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any, Final

from formgen.casework.handing_in import UploadRefused, paper_asked
from formgen.casework.media import MEDIA_TYPES
from formgen.compiler.procedure import Page
from formgen.rendering.html.documents import MARKS
from formgen.storage.errors import DossierMissing
from formgen.web.forms import Form
from formgen.web.house import Desk
from formgen.web.revisions import reopen
from formgen.web.wizard import stored_files

_log = logging.getLogger("formgen.web")
CONTROL: Final = "file:"
WORDS: Final[Mapping[str, str]] = {
    "empty": "upload_refused_empty",
    "too_large": "upload_refused_too_large",
    "format_unknown": "upload_refused_format",
    "format_not_allowed": "upload_refused_format",
    "two_formats": "upload_refused_disguised",
    "pdf_damaged": "upload_refused_unreadable",
    "pdf_encrypted": "upload_refused_encrypted",
    "pdf_no_page": "upload_refused_unreadable",
    "image_damaged": "upload_refused_unreadable",
    "image_too_large": "upload_refused_too_many_pixels",
    "too_many_pages": "upload_refused_too_many_pages",
    "too_complex": "upload_refused_unreadable",
}
"""The words for each code of UploadRefused."""


async def take_files(desk: Desk, page: Page, form: Form) -> dict[str, list[str]]:
    """Keep the files that came with a page; messages for those refused, by the key of their paper."""
    refused: dict[str, list[str]] = {}
    taken = False
    for control, sent in form.uploads.items():
        key = control.removeprefix(CONTROL)
        paper = paper_asked(desk.opened, page, key) if control.startswith(CONTROL) else None
        if paper is None:
            continue
        room = paper.document.max_files - len(stored_files(desk).get(key, ()))
        for upload in sent:
            if not upload.filename:
                continue
            if room <= 0:
                title = desk.pages.wording(desk.language).text(
                    paper.document.spec.title, desk.opened.procedure.scope
                )
                label = title.text(desk.opened.evaluation.frame)
                words = desk.words.get("upload_refused_too_many", most=paper.document.max_files, label=label)
                refused.setdefault(key, []).append(words)
                break
            try:
                await desk.house.handing_in.take(desk.opened, paper, upload)
            except UploadRefused as refusal:
                refused.setdefault(key, []).append(_words(desk, upload.filename, refusal))
            except DossierMissing:
                # Filed or discarded while the file was examined; reopening tells which.
                await reopen(desk)
                return {}
            else:
                room -= 1
                taken = True
    if taken:
        await reopen(desk)
    return refused


def _words(desk: Desk, name: str, refusal: UploadRefused) -> str:
    size = desk.house.size_writer(desk.language)
    values: dict[str, Any] = {"name": name, "size": "", "most": "", "formats": "", "count": 0}
    given = refusal.values
    for key, source in (("size", "size"), ("most", "max_size")):
        if isinstance(amount := given.get(source), int):
            values[key] = size(amount)
    allowed = given.get("allowed")
    names = allowed if isinstance(allowed, list | tuple) else sorted(MEDIA_TYPES)
    values["formats"] = ", ".join(MARKS.get(each, each.upper()) for each in names)
    if isinstance(pages := given.get("pages"), int):
        values["count"] = pages
    if isinstance(most := given.get("max_pages"), int):
        values["most"] = most
    key = WORDS.get(refusal.code, "")
    if not key:
        _log.error("no words for a file refused as %s", refusal.code)
        key = "upload_refused_unreadable"
    return desk.words.get(key, **values)
