"""Files to hand in, made on the spot."""

from __future__ import annotations

import io
import subprocess

import pikepdf
from PIL import Image

from tests.web.browser import Upload


def pdf(name: str = "paper.pdf") -> Upload:
    """A PDF of one blank page."""
    document = pikepdf.new()
    document.add_blank_page()
    content = io.BytesIO()
    document.save(content)
    return (name, content.getvalue(), "application/pdf")


def jpg(name: str = "photo.jpg") -> Upload:
    """A small picture."""
    content = io.BytesIO()
    Image.new("RGB", (60, 80), "grey").save(content, "JPEG")
    return (name, content.getvalue(), "image/jpeg")


def words_of(content: bytes) -> str:
    """What stands in a PDF, white space folded."""
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())
