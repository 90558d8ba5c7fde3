"""PDF by qpdf (pikepdf)."""

from __future__ import annotations

from typing import BinaryIO

import pikepdf

from formgen.casework.media import UploadRefused

MAX_PAGES = 500


def count_pages(file: BinaryIO) -> int:
    """How many pages the PDF has. Raises UploadRefused.

    A damaged table of references is mended, since scanners write such files. A PDF that opens without a
    password but forbids changes is taken: banks and suppliers send their bills so, and an agent can read it.
    """
    try:
        with pikepdf.open(file, suppress_warnings=True) as pdf:
            pages = len(pdf.pages)
            if pages == 0:
                raise UploadRefused("pdf_no_page")
            if pages > MAX_PAGES:
                raise UploadRefused("too_many_pages", format="pdf", pages=pages, max_pages=MAX_PAGES)
            for page in pdf.pages:
                # The tree may count what is no page: a page has a size.
                if len(page.mediabox) != 4:
                    raise UploadRefused("pdf_damaged")
    except pikepdf.PasswordError as fault:
        raise UploadRefused("pdf_encrypted") from fault
    except (pikepdf.PdfError, RuntimeError, ValueError, KeyError, AttributeError, TypeError) as fault:
        # qpdf's binding answers with any of these to hostile structures.
        raise UploadRefused("pdf_damaged") from fault
    return pages
