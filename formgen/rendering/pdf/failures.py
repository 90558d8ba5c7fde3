"""What a caller is told when a document cannot be printed."""

from __future__ import annotations

from typing import Literal

Reason = Literal["busy", "closed", "crashed", "memory", "refused", "time", "unavailable"]


class PdfFailed(Exception):
    """A document was not printed. `reason` is for programs, `str()` and `hint` for whoever runs the service.

    busy         too many documents wait already; trying again later is worth it
    closed       the pool was closed before the document's turn came
    crashed      the worker ended by itself
    memory       the document needs more than the worker's memory limit
    refused      the document names a resource that is not ours
    time         the document needs more than the time limit
    unavailable  WeasyPrint or one of the libraries it needs cannot be loaded
    """

    def __init__(self, reason: Reason, message: str, hint: str) -> None:
        super().__init__(f"{message} {hint}")
        self.reason = reason
        self.message = message
        self.hint = hint
