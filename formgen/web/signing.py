"""Being asked to sign in: from wherever somebody is, and back there."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlencode

SIGN_IN: Final = "/account/sign-in"
_PATH: Final = re.compile(r"/(?![/\\])[A-Za-z0-9/_.~?&=%:+-]{0,500}")


class SignInWanted(Exception):
    """What was asked for is shown to who is signed in; whether it exists is not told to others."""


def safe_path(path: str) -> str:
    """A path of this very site, "" for anything else."""
    return path if _PATH.fullmatch(path) else ""


def sign_in_address(following: str = "", notice: str = "", procedure: str = "") -> str:
    """The address of signing in, then going on at `following`."""
    given = {"next": safe_path(following), "for": procedure, "notice": notice}
    query = urlencode({name: value for name, value in given.items() if value})
    return f"{SIGN_IN}?{query}" if query else SIGN_IN
