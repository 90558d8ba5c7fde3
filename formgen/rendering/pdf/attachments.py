"""A file carried inside a PDF."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Attachment:
    """`name` is what a reader saves it under; `description` is read aloud, in the document's language."""

    name: str
    description: str
    content: bytes
