"""Signing in at an identity provider, and out of it.

| address | what |
|---|---|
| `/account/oidc/NAME` | leads to the provider; `?next=` a path of this site |
| `/account/oidc/NAME/back` | where the provider sends the person back to |
| `/account/oidc/NAME/failed` | why nobody was signed in; `?why=` |
| `/account/oidc/NAME/leave` | after signing out here: signing out there |
| `/account/oidc/NAME/end` | leads to the provider to sign out |
| `/account/oidc/connect` | connects an identity with the account that is signed in |
| `/account/oidc/NAME/disconnect` | posted to: undoes that |

Those that lead to a provider are read only, so that a redirect to it never follows a form: browsers hold
`form-action 'self'` against that.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, urlencode

from formgen.casework.accounts.oidc import Flow, OidcFault, ProviderUnreachable
from formgen.rendering.html.views.account import AccountLink
from formgen.storage.queries.accounts import Account
from formgen.storage.queries.sessions import new_token
from formgen.web.account import factor, oidc_connecting
from formgen.web.account.oidc_connecting import CONNECT
from formgen.web.account.oidc_cookies import (
    browser_cookie,
    browser_in,
    flow_cookie,
    flow_in,
    flow_over,
)
from formgen.web.account.setting import Setting
from formgen.web.refusals import Refusal
from formgen.web.replies import Redirect, Reply
from formgen.web.routes import Address, Route
from formgen.web.security.origins import OWN_SITES
from formgen.web.signing import safe_path, sign_in_address

if TYPE_CHECKING:
    from formgen.casework.accounts.oidc_provider import OidcProvider

_log = logging.getLogger("formgen.web")

Handler = Callable[[Setting, "OidcProvider"], Awaitable[Reply]]
CONNECTING: Final = "connect"
WHY: Final = frozenset({"again", "cancelled", "other", "refused", "unreachable"})
"""Why nobody was signed in: keys `oidc_…` of formgen's words."""
LONGEST_ANSWER: Final = 8000
"""Characters of an answer that are looked at; codes of some providers are long."""


async def answer_oidc(setting: Setting, segments: list[str]) -> Reply:
    """The reply to a request below /account/oidc. Raises Refusal."""
    if segments == [CONNECTING]:
        return await _CONNECT.handler(setting.call.method)(setting)
    provider = setting.house.providers.get(segments[0]) if segments else None
    route = ROUTES.get("/".join(segments[1:]))
    if provider is None or route is None:
        raise Refusal("not_found")
    return await route.handler(setting.call.method)(setting, provider)


def oidc_addresses(root: str) -> Iterator[Address]:
    """Every address below `root` that is answered."""
    yield _CONNECT.at(f"{root}/{CONNECTING}")
    for name, route in ROUTES.items():
        yield route.at(f"{root}/NAME/{name}".rstrip("/"))


def sign_in_links(setting: Setting) -> list[AccountLink]:
    """The other ways to sign in, for the page that asks for a password."""
    return [
        AccountLink(
            href=_address(name, following=setting.next),
            text=setting.words.get("oidc_sign_in", provider=provider.terms.label),
        )
        for name, provider in setting.house.providers.items()
    ]


async def after_signing_out(setting: Setting) -> str:
    """Where who signs out here goes on: to signing out at the provider, if they came by one."""
    browser = browser_in(setting.call.scope["headers"], secure=setting.house.secure)
    name = await setting.house.identities.signed_in_by(browser, setting.visitor.account)
    return _address(name, "leave") if name in setting.house.providers else "/account/signed-out"


async def _begin(setting: Setting, provider: OidcProvider) -> Reply:
    if not _from_here(setting):
        return Redirect(setting.sign_in())
    name = provider.terms.name
    flow = Flow(new_token(), name)
    try:
        address = await provider.address(flow, _back(setting, name))
    except OidcFault as fault:
        return _failed(setting, name, "unreachable", setting.next, fault)
    cookie = flow_cookie(flow.token, setting.next, secure=setting.house.secure)
    return Redirect(address, cookies=[cookie])


async def _come_back(setting: Setting, provider: OidcProvider) -> Reply:
    house, name = setting.house, provider.terms.name
    token, following = flow_in(setting.call.scope["headers"], secure=house.secure)
    following = safe_path(following)
    answer = _answer(setting)
    ours = bool(token) and Flow(token, name).is_answered_by(answer.get("state", ""))
    if "error" in answer:
        # Some providers leave out the state here. Nothing comes of it but a page.
        why = "cancelled" if answer["error"] == "access_denied" else "refused"
        said = f"{answer['error'][:100]!r} {answer.get('error_description', '')[:300]!r}"
        return _failed(setting, name, why, following if ours else "", said, over=ours)
    if not ours or not answer.get("code"):
        # The cookie stays: another page must not be able to end a sign-in that is under way.
        return _failed(setting, name, "again")
    try:
        identity = await provider.identify(
            answer["code"], Flow(token, name), _back(setting, name), house.clock(), answer.get("iss")
        )
    except ProviderUnreachable as fault:
        return _failed(setting, name, "unreachable", following, fault, over=True)
    except OidcFault as fault:
        return _failed(setting, name, "refused", following, fault, over=True)
    browser = new_token()
    arrived = await house.identities.arrive(identity, name, setting.comer(), browser, setting.visitor.account)
    cookies = [
        flow_over(secure=house.secure),
        browser_cookie(browser, house.settings.longest_hours * 3600, secure=house.secure),
    ]
    if arrived == "other":
        return _failed(setting, name, "other", following, over=True)
    if arrived == "waiting":
        return Redirect(
            f"{CONNECT}?{urlencode({'next': following})}" if following else CONNECT, cookies=cookies
        )
    if isinstance(arrived, Account):
        # Nothing of the answer goes on in the links of the page.
        setting.call.query.clear()
        token = await house.factors.wait_for(arrived)
        page = setting.show(factor.asking(setting, token, sign_in_address(following)))
        page.cookies = cookies
        return page
    reply = setting.entered(arrived, following or "/")
    reply.cookies = [*reply.cookies, *cookies]
    return reply


async def _show_failed(setting: Setting, provider: OidcProvider) -> Reply:
    why = setting.call.query.get("why", "")
    words, terms = setting.words, provider.terms
    if why not in WHY:
        raise Refusal("not_found")
    links = [
        AccountLink(
            href=_address(terms.name, following=setting.next),
            text=words.get("oidc_try_again", provider=terms.label),
        ),
        AccountLink(href=setting.sign_in(), text=words.get("oidc_password")),
        AccountLink(href="/", text=words.get("home")),
    ]
    if why == "other":
        links = [AccountLink(href="/account", text=words.get("account_title")), *links[2:]]
    return setting.show(
        setting.view(
            "oidc_failed_title", paragraphs=[words.get(f"oidc_{why}", provider=terms.label)], links=links
        ),
        503 if why == "unreachable" else 200,
    )


async def _leave(setting: Setting, provider: OidcProvider) -> Reply:
    words, terms = setting.words, provider.terms
    if setting.visitor.account is not None:
        return Redirect("/account")
    links = [
        AccountLink(href=_address(terms.name, "end"), text=words.get("oidc_sign_out", provider=terms.label)),
        AccountLink(href="/", text=words.get("home")),
    ]
    text = [words.get("signed_out_text"), words.get("oidc_still_there", provider=terms.label)]
    return setting.show(setting.view("signed_out_title", paragraphs=text, links=links))


async def _end(setting: Setting, provider: OidcProvider) -> Reply:
    house, name = setting.house, provider.terms.name
    signed_out = "/account/signed-out"
    if not _from_here(setting) or setting.visitor.account is not None:
        return Redirect(_address(name, "leave"))
    browser = browser_in(setting.call.scope["headers"], secure=house.secure)
    id_token = await house.identities.take_leave(browser, name)
    if not id_token:
        return Redirect(signed_out)
    back = f"{house.base_of(setting.call)}{signed_out}"
    try:
        address = await provider.end_address(id_token, back, new_token())
    except OidcFault as fault:
        return _failed(setting, name, "unreachable", "", fault)
    return Redirect(address or signed_out, cookies=[browser_cookie("", 0, secure=house.secure)])


async def _disconnect(setting: Setting, provider: OidcProvider) -> Reply:
    return await oidc_connecting.disconnect(setting, provider.terms.issuer)


_CONNECT: Final = Route(oidc_connecting.show, oidc_connecting.connect)
ROUTES: Final[Mapping[str, Route[Handler]]] = {
    "": Route(_begin),
    "back": Route(_come_back),
    "failed": Route(_show_failed),
    "leave": Route(_leave),
    "end": Route(_end),
    "disconnect": Route(None, _disconnect),
}
"""By what follows the name of a provider."""


def _failed(
    setting: Setting, name: str, why: str, following: str = "", said: object = None, *, over: bool = False
) -> Redirect:
    """Lead to the page that says why: neither a code nor a state stays in the address."""
    if said is not None:
        _log.warning("signing in with %s: %s", name, said)
    query = {"why": why, **({"next": following} if following else {})}
    cookies = [flow_over(secure=setting.house.secure)] if over else []
    return Redirect(f"{_address(name, 'failed')}?{urlencode(query)}", cookies=cookies)


def _answer(setting: Setting) -> dict[str, str]:
    """The parameters of the provider's answer; one that is said twice counts as not said (RFC 6749, 3.1)."""
    raw: bytes = setting.call.scope["query_string"]
    if len(raw) > LONGEST_ANSWER:
        return {}
    pairs = parse_qsl(raw.decode("latin-1"))
    names = [name for name, _ in pairs]
    return {name: value for name, value in pairs if names.count(name) == 1}


def _from_here(setting: Setting) -> bool:
    """Whether no other site led here, as far as the browser says."""
    site = setting.call.header(b"sec-fetch-site").encode()
    return not site or site in OWN_SITES


def _address(name: str, what: str = "", following: str = "") -> str:
    path = f"/account/oidc/{name}/{what}".rstrip("/")
    return f"{path}?{urlencode({'next': following})}" if following else path


def _back(setting: Setting, name: str) -> str:
    return setting.house.base_of(setting.call) + _address(name, "back")
