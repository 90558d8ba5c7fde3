"""Examining one file, in the process that calls. The web does it through `formgen.casework.uploads`."""

from __future__ import annotations

import os
from collections.abc import Collection
from typing import BinaryIO

from formgen.casework.media import MEDIA_TYPES, Examined, UploadRefused
from formgen.casework.media.pdf import count_pages
from formgen.casework.media.picture import measure
from formgen.casework.media.signature import first_format, second_format


def examine_file(file: BinaryIO, allowed: Collection[str], max_size: int) -> Examined:
    """What the file is, if it is whole, of an allowed format and of at most `max_size` bytes.

    `allowed` holds names of `MEDIA_TYPES`. The name that the person gave plays no part: a picture called
    `.pdf` is a picture. Raises UploadRefused.
    """
    size = file.seek(0, os.SEEK_END)
    if size == 0:
        raise UploadRefused("empty")
    if size > max_size:
        raise UploadRefused("too_large", size=size, max_size=max_size)
    kind = first_format(file)
    if kind is None:
        raise UploadRefused("format_unknown", allowed=sorted(allowed))
    if kind not in allowed:
        raise UploadRefused("format_not_allowed", format=kind, allowed=sorted(allowed))
    other = second_format(file, kind)
    if other is not None:
        raise UploadRefused("two_formats", format=kind, other=other)
    file.seek(0)
    if kind == "pdf":
        return Examined(MEDIA_TYPES[kind], kind, size, count_pages(file))
    return measure(file, kind, size)
