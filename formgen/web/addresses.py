"""Addresses of a dossier. Names with a hyphen or a dot are no page, since ids of a spec have neither."""

from __future__ import annotations

from typing import Final

from formgen.checks.taken_address import TAKEN

LEAVE: Final = "save-and-leave"
STOP: Final = "no-further"
REMOVE: Final = "remove-item"
DELETE_DRAFT: Final = "delete-draft"
DOWNLOAD_DATA: Final = "download-data"
ACCOUNT: Final = "account"
MAKE_ACCOUNT: Final = "make-account"
FILES: Final = "handed-in"
ISSUED: Final = "issued-pdfs"
RETURN: Final = "return"
RETURN_CODE: Final = "return-code"
FOUND: Final = "found-requests"
"""Where requests without an account are found again: under a procedure, where dossiers stand otherwise."""
SPACE: Final = "/account/space"
"""The page of all that a person has begun, filed and been told."""
DEVELOPMENT: Final = "dev"
RESERVED: Final = TAKEN
"""First segments that are no procedure."""


def return_address(procedure: str) -> str:
    """Where a request is found again without an account."""
    return f"/{procedure}/{RETURN}"


def return_code_address(procedure: str, token: str) -> str:
    """Where the code is typed that was sent for it."""
    return f"/{procedure}/{RETURN_CODE}?waiting={token}"


def found_address(procedure: str) -> str:
    """Where one of several is chosen."""
    return f"/{procedure}/{FOUND}"


class Addresses:
    """The addresses of one dossier."""

    __slots__ = ("_root",)

    def __init__(self, procedure: str, dossier: str) -> None:
        self._root = f"/{procedure}/{dossier}"

    @property
    def resume(self) -> str:
        """Where the dossier is gone on with."""
        return self._root

    @property
    def make_account(self) -> str:
        """Where who said who they are makes the account that the dossier needs."""
        return f"{self._root}/{MAKE_ACCOUNT}"

    @property
    def delete_draft(self) -> str:
        """Where it is asked whether the draft is really to be deleted."""
        return f"{self._root}/{DELETE_DRAFT}"

    @property
    def download_data(self) -> str:
        """Where everything held about the dossier is downloaded."""
        return f"{self._root}/{DOWNLOAD_DATA}"

    def page(self, page: str, *, back: str = "", notice: str = "") -> str:
        """A page; `back="review"` comes back to the review."""
        if not back and not notice:
            return f"{self._root}/{page}"
        parameters = [f"{name}={value}" for name, value in (("back", back), ("notice", notice)) if value]
        return f"{self._root}/{page}?{'&'.join(parameters)}"

    def item(self, page: str, of: str, item: str, inner: str = "", *, back: str = "") -> str:
        """An item of a list, or one of its pages."""
        end = f"/{inner}" if inner else ""
        return f"{self._root}/{page}/{of}/{item}{end}{'?back=' if back else ''}{back}"

    def file(self, file: str) -> str:
        """A file that was handed in."""
        return f"{self._root}/{FILES}/{file}"

    def issued(self, name: str) -> str:
        """A PDF issued about the dossier."""
        return f"{self._root}/{ISSUED}/{name}.pdf"
