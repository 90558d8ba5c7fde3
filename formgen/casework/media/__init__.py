"""Finding out what a file is by parsing it whole; a name and first bytes prove nothing."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["MEDIA_TYPES", "Examined", "UploadRefused"]

# By the names that a spec uses for formats.
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "tiff": "image/tiff",
    "bmp": "image/bmp",
}


@dataclass(frozen=True, slots=True)
class Examined:
    """What a file is. `size` in bytes; `width` and `height` in pixels, of a picture's first page only."""

    media_type: str
    format: str
    size: int
    pages: int
    width: int | None = None
    height: int | None = None


class UploadRefused(Exception):
    """A file is not taken. `code` leads to the words for the person, `values` are what was measured.

    | code | values |
    |---|---|
    | `empty` | |
    | `too_large` | `size`, `max_size` (bytes) |
    | `format_unknown` | `allowed` |
    | `format_not_allowed` | `format`, `allowed` |
    | `two_formats` | `format`, `other` (`html`, `pdf` or `zip`) |
    | `pdf_damaged` | |
    | `pdf_encrypted` | |
    | `pdf_no_page` | |
    | `image_damaged` | `format` |
    | `image_too_large` | `format`, `max_pixels`, and `width`, `height` when they could be read |
    | `too_many_pages` | `format`, `max_pages`, and `pages` for a PDF |
    | `too_complex` | `seconds`: it could not be examined within this time, or took too much memory |
    """

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(f"{code} {values}" if values else code)
        self.code = code
        self.values = values
