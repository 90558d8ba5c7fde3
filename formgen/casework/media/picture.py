"""Pictures by Pillow, every page decoded to its last pixel."""

from __future__ import annotations

import struct
import warnings
from typing import BinaryIO

from PIL import Image, ImageFile, UnidentifiedImageError

from formgen.casework.media import MEDIA_TYPES, Examined, UploadRefused

# 100 million pixels, an A3 page at 800 dots per inch: 400 MB when decoded in colour with transparency.
MAX_PIXELS = 100_000_000
MAX_PAGES = 100
# Pillow's own guard stands before ours, at the first look at a file, and must not be lower.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS

_PILLOW_NAMES = {"jpg": "JPEG", "png": "PNG", "tiff": "TIFF", "bmp": "BMP"}

# What Pillow's decoders raise on a broken file; SyntaxError is its word for a broken PNG.
_BROKEN = (OSError, SyntaxError, ValueError, TypeError, LookupError, EOFError, OverflowError, struct.error)


def measure(file: BinaryIO, kind: str, size: int) -> Examined:
    """Decode a picture of the format `kind` (`jpg`, `png`, `tiff`, `bmp`). Raises UploadRefused."""
    # WeasyPrint, where the same process has loaded it, tells Pillow to forgive pictures that are cut off.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    with warnings.catch_warnings():
        # Pillow only warns of what is twice too large, and of metadata that it had to skip, which is no harm.
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(file, formats=[_PILLOW_NAMES[kind]]) as picture:
                _check_pixels(picture, kind)
                width, height = picture.size
                pages = _decode(picture, kind)
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as fault:
            raise UploadRefused("image_too_large", format=kind, max_pixels=MAX_PIXELS) from fault
        except (UnidentifiedImageError, *_BROKEN) as fault:
            raise UploadRefused("image_damaged", format=kind) from fault
    return Examined(MEDIA_TYPES[kind], kind, size, pages, width, height)


def _decode(picture: Image.Image, kind: str) -> int:
    """Decode each page in turn, so that a cut or broken one is found; how many there are."""
    # Only a TIFF's further pictures are pages; a telephone adds small copies to a JPEG.
    pages = getattr(picture, "n_frames", 1) if kind == "tiff" else 1
    if pages > MAX_PAGES:
        raise UploadRefused("too_many_pages", format=kind, max_pages=MAX_PAGES)
    for page in range(pages):
        if page:
            picture.seek(page)
            _check_pixels(picture, kind)
        picture.load()
    return pages


def _check_pixels(picture: Image.Image, kind: str) -> None:
    width, height = picture.size
    if width * height > MAX_PIXELS:
        raise UploadRefused("image_too_large", format=kind, width=width, height=height, max_pixels=MAX_PIXELS)
