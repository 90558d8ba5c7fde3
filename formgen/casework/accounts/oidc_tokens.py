"""Believing a token: who signed it, for whom, for which sign-in, and until when.

OpenID Connect Core 1.0, 3.1.3.7 (ID token) and 5.3 (userinfo).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry
from joserfc.jwt import JWTClaimsRegistry, Token

from formgen.casework.accounts.oidc import AnswerUntrusted, Flow, Terms

ALGORITHMS: Final = frozenset(
    f"{family}{bits}" for family in ("RS", "PS", "ES") for bits in (256, 384, 512)
) | {"EdDSA"}
"""Signatures with a public key. What both sides could sign ("HS256"), or nobody, proves nothing here."""
LEEWAY: Final = 60
"""Seconds by which clocks may differ."""
LONGEST_SUBJECT: Final = 255
"""Characters (OpenID Connect Core 1.0, 2)."""
LONGEST_NAME: Final = 100


class UnknownKey(AnswerUntrusted):
    """None of the keys at hand made the signature: the provider may have changed them."""


def verify_id_token(
    token: str,
    keys: KeySet,
    algorithms: Sequence[str],
    terms: Terms,
    flow: Flow,
    access_token: str,
    at: datetime,
) -> str:
    """The subject of an ID token. Raises AnswerUntrusted; UnknownKey where other keys might verify it."""
    read = _signed(token, keys, algorithms)
    options: dict[str, Any] = {
        "iss": {"essential": True, "value": terms.issuer},
        "aud": {"essential": True, "value": terms.client_id},
        "sub": {"essential": True},
        "exp": {"essential": True},
    }
    expected = {"nonce": flow.nonce, "client_id": terms.client_id, "access_token": access_token}
    claims = CodeIDToken(read.claims, read.header, options, expected)
    try:
        claims.validate(now=int(at.timestamp()), leeway=LEEWAY)
    except JoseError as fault:
        raise AnswerUntrusted(f"the ID token: {fault}") from fault
    if terms.acr_accepted and claims.get("acr") not in terms.acr_accepted:
        raise AnswerUntrusted(f"the ID token: acr is {claims.get('acr')!r}, and not one that is accepted")
    return _subject(claims)


def verify_userinfo(
    token: str, keys: KeySet, algorithms: Sequence[str], terms: Terms, at: datetime
) -> Mapping[str, Any]:
    """What a signed userinfo response says.

    Issuer and audience must be named and right, as FranceConnect names them. Raises AnswerUntrusted,
    UnknownKey.
    """
    read = _signed(token, keys, algorithms)
    registry = JWTClaimsRegistry(
        int(at.timestamp()),
        LEEWAY,
        iss={"essential": True, "value": terms.issuer},
        aud={"essential": True, "value": terms.client_id},
    )
    try:
        registry.validate(read.claims)
    except JoseError as fault:
        raise AnswerUntrusted(f"the userinfo response: {fault}") from fault
    return read.claims


def name_of(userinfo: Mapping[str, Any], subject: str) -> str:
    """How a userinfo response calls the person. Raises AnswerUntrusted when it speaks of another."""
    if userinfo.get("sub") != subject:
        raise AnswerUntrusted("the userinfo response is about another subject than the ID token")
    parts = [userinfo.get(each) for each in ("given_name", "family_name")]
    name = " ".join(each for each in parts if isinstance(each, str)) or userinfo.get("name", "")
    return " ".join(name.split())[:LONGEST_NAME] if isinstance(name, str) else ""


def _signed(token: str, keys: KeySet, algorithms: Sequence[str]) -> Token:
    allowed = sorted(ALGORITHMS.intersection(algorithms))
    try:
        return jwt.decode(token, keys, registry=JWSRegistry(algorithms=allowed, strict_check_header=False))
    except (JoseError, ValueError) as fault:
        raise UnknownKey(f"a token's signature: {fault}") from fault


def _subject(claims: Mapping[str, Any]) -> str:
    subject = claims["sub"]
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT:
        raise AnswerUntrusted("the ID token: sub is no identifier")
    return subject
