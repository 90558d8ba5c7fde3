"""What a browser holds for signing in at an identity provider.

The flow, for ten minutes: a random token, from which all of one sign-in is made, and where to go on then.
The browser: a key to what waits for it here, an identity without an account or the ID token to sign out with.
"""

from __future__ import annotations

from typing import Final

from formgen.web.sessions import token_in

FLOW: Final = "formgen_oidc_flow"
BROWSER: Final = "formgen_oidc"
FLOW_SECONDS: Final = 600
_TOKEN_LENGTH: Final = 43

RawHeaders = list[tuple[bytes, bytes]]


def flow_cookie(token: str, following: str, *, secure: bool) -> bytes:
    """Begins a sign-in; `following` is a safe path, "" for none."""
    return _cookie(FLOW, f"{token}.{following}", FLOW_SECONDS, secure=secure)


def flow_in(headers: RawHeaders, *, secure: bool) -> tuple[str, str]:
    """The token of the sign-in under way and where to go on, unchecked; "" for none."""
    name = _named(FLOW, secure=secure).encode()
    for key, value in headers:
        if key == b"cookie":
            for part in value.split(b";"):
                given, _, held = part.strip().partition(b"=")
                token, dot, following = held.decode("latin-1").partition(".")
                if given == name and dot and len(token) == _TOKEN_LENGTH:
                    return token, following
    return "", ""


def flow_over(*, secure: bool) -> bytes:
    """Ends a sign-in: its answer is taken once."""
    return _cookie(FLOW, "", 0, secure=secure)


def browser_cookie(token: str, seconds: int, *, secure: bool) -> bytes:
    """Lets a browser come back to what waits for it."""
    return _cookie(BROWSER, token, seconds, secure=secure)


def browser_in(headers: RawHeaders, *, secure: bool) -> str:
    """The token of a browser for which something waits, "" for none."""
    return token_in(headers, _named(BROWSER, secure=secure).encode()).decode("latin-1")


def _named(name: str, *, secure: bool) -> str:
    return f"__Host-{name}" if secure else name


def _cookie(name: str, value: str, seconds: int, *, secure: bool) -> bytes:
    # Lax: it has to come along when the provider sends the person back.
    ending = "; Secure" if secure else ""
    named = _named(name, secure=secure)
    return f"{named}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{ending}".encode()
