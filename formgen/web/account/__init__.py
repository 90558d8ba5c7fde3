"""Pages of accounts, all under `/account`.

| address | what |
|---|---|
| `/account` | what can be changed |
| `/account/space` | drafts, requests filed, notifications: of who is signed in, else of this browser |
| `/account/notices/NOTICE` | a notification; opened by being shown |
| `/account/sign-in` | `?next=` a path of this site, `?for=` a procedure |
| `/account/sign-out`, `/account/sign-out-everywhere`, `/account/stay` | posted to |
| `/account/forgotten` | asks for a link for a new password |
| `/account/link/TOKEN` | what a mail's link is good for; shown by GET, used by POST |
| `/account/oidc/…` | signing in at an identity provider: `formgen.web.account.oidc` |
| `/account/password`, `/account/email`, `/account/second-factor` | changes |
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import Final

from formgen.web.account import changing, factor, leaving, links, oidc, signing_in, space
from formgen.web.account.setting import Setting, setting_of
from formgen.web.calls import Call
from formgen.web.house import House
from formgen.web.refusals import Refusal
from formgen.web.replies import Redirect, Reply
from formgen.web.routes import Address, Route

Handler = Callable[[Setting], Awaitable[Reply]]

LINK: Final = "link/TOKEN"
NOTICE: Final = "notices/NOTICE"
ROUTES: Final[Mapping[str, Route[Handler]]] = {
    "": Route(changing.show_account),
    "space": Route(space.show_space),
    NOTICE: Route(space.show_notice),
    "sign-in": Route(signing_in.show, signing_in.sign_in),
    "sign-out": Route(None, leaving.sign_out),
    "sign-out-everywhere": Route(None, leaving.sign_out_everywhere),
    "signed-out": Route(leaving.show_signed_out),
    "stay": Route(None, leaving.stay),
    "forgotten": Route(links.show_forgotten, links.send_forgotten),
    LINK: Route(links.show, links.use),
    "password": Route(changing.show_password, changing.change_password),
    "email": Route(changing.show_email, changing.change_email),
    "second-factor": Route(factor.show, factor.turn),
    "second-factor/code.png": Route(factor.picture),
}
"""By what follows `/account/`."""
_FOR_ANYBODY: Final = frozenset(
    {"sign-in", "sign-out", "sign-out-everywhere", "stay", "signed-out", "forgotten", LINK, "space", NOTICE}
)
_WITH_AN_END: Final[Mapping[str, str]] = {"link": LINK, "notices": NOTICE}


async def answer_account(house: House, call: Call) -> Reply:
    """The reply to a request below /account. Raises Refusal."""
    segments = call.segments[1:]
    if segments[:1] == ["oidc"]:
        return await oidc.answer_oidc(await setting_of(house, call), segments[1:])
    name = _WITH_AN_END.get(segments[0], "") if len(segments) == 2 else ""
    name = name or "/".join(segments)
    route = ROUTES.get(name)
    if route is None:
        raise Refusal("not_found")
    handler = route.handler(call.method)
    setting = await setting_of(house, call)
    if name not in _FOR_ANYBODY and setting.visitor.account is None:
        return Redirect(setting.sign_in(call.path))
    return await handler(setting)


def account_addresses() -> Iterator[Address]:
    """Every address below /account that is answered."""
    for name, route in ROUTES.items():
        yield route.at(f"/account/{name}".rstrip("/"))
    yield from oidc.oidc_addresses("/account/oidc")
