"""The session of a browser: one cookie with a random token, which is a key to this browser's dossiers."""

from __future__ import annotations

from typing import Final

NAME: Final = b"formgen"
SECURE_NAME: Final = b"__Host-formgen"
"""Browsers take a cookie of this prefix from this very host only, and over TLS only."""
LANGUAGE_NAME: Final = b"formgen_language"
"""The language chosen before there is a session: it says nothing of anybody and needs nothing kept."""
DEVICE_NAME: Final = b"formgen_device"
SECURE_DEVICE_NAME: Final = b"__Host-formgen_device"
"""A browser in which somebody has signed in: its own wrong passwords alone are counted against it."""
SECONDS: Final = 60 * 24 * 60 * 60
DEVICE_SECONDS: Final = 180 * 24 * 60 * 60
_TOKEN_LENGTH: Final = 43


def cookie_name(*, secure: bool) -> bytes:
    """What the cookie is called."""
    return SECURE_NAME if secure else NAME


def token_in(headers: list[tuple[bytes, bytes]], name: bytes) -> bytes:
    """The token that a browser sent, b"" for none."""
    for key, value in headers:
        if key == b"cookie":
            for part in value.split(b";"):
                given, _, token = part.strip().partition(b"=")
                if given == name and len(token) == _TOKEN_LENGTH:
                    return token
    return b""


def device_in(headers: list[tuple[bytes, bytes]], *, secure: bool) -> str:
    """The token of a browser in which somebody has signed in before, "" for none."""
    return token_in(headers, SECURE_DEVICE_NAME if secure else DEVICE_NAME).decode("latin-1")


def device_cookie(token: str, *, secure: bool) -> bytes:
    """The Set-Cookie header that lets a browser be known again. It signs nobody in."""
    ending = "; Secure" if secure else ""
    name = (SECURE_DEVICE_NAME if secure else DEVICE_NAME).decode()
    return f"{name}={token}; Path=/; Max-Age={DEVICE_SECONDS}; HttpOnly; SameSite=Lax{ending}".encode()


def language_in(headers: list[tuple[bytes, bytes]]) -> str:
    """The language that a browser without a session chose, "" for none."""
    for key, value in headers:
        if key == b"cookie":
            for part in value.split(b";"):
                given, _, language = part.strip().partition(b"=")
                if given == LANGUAGE_NAME:
                    return language.decode("latin-1")
    return ""


def language_cookie(language: str, *, secure: bool) -> bytes:
    """The Set-Cookie header that remembers a language; `language` is one that is served."""
    ending = "; Secure" if secure else ""
    name = LANGUAGE_NAME.decode()
    return f"{name}={language}; Path=/; Max-Age={SECONDS}; HttpOnly; SameSite=Lax{ending}".encode()


def cookie(token: str, *, secure: bool) -> bytes:
    """The Set-Cookie header that begins a session, or keeps it on."""
    name = cookie_name(secure=secure).decode()
    ending = "; Secure" if secure else ""
    return f"{name}={token}; Path=/; Max-Age={SECONDS}; HttpOnly; SameSite=Lax{ending}".encode()
