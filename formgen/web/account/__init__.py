"""Pages of accounts, all under `/account`.

| address | what |
|---|---|
| `/account` | what can be changed |
| `/account/sign-in` | `?next=` a path of this site, `?for=` a procedure |
| `/account/sign-out`, `/account/sign-out-everywhere`, `/account/stay` | posted to |
| `/account/forgotten` | asks for a link for a new password |
| `/account/link/TOKEN` | what a mail's link is good for; shown by GET, used by POST |
| `/account/oidc/…` | signing in at an identity provider: `formgen.web.account.oidc` |
| `/account/password`, `/account/email`, `/account/second-factor` | changes |
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from formgen.web.account import changing, factor, leaving, links, oidc, signing_in
from formgen.web.account.setting import Setting, setting_of
from formgen.web.calls import Call
from formgen.web.house import House
from formgen.web.refusals import Refusal
from formgen.web.replies import Redirect, Reply

Handler = Callable[[Setting], Awaitable[Reply]]

_SHOWN: Final[Mapping[str, Handler]] = {
    "": changing.show_account,
    "sign-in": signing_in.show,
    "signed-out": leaving.show_signed_out,
    "forgotten": links.show_forgotten,
    "password": changing.show_password,
    "email": changing.show_email,
    "second-factor": factor.show,
    "second-factor/code.png": factor.picture,
}
_POSTED: Final[Mapping[str, Handler]] = {
    "sign-in": signing_in.sign_in,
    "sign-out": leaving.sign_out,
    "sign-out-everywhere": leaving.sign_out_everywhere,
    "stay": leaving.stay,
    "forgotten": links.send_forgotten,
    "password": changing.change_password,
    "email": changing.change_email,
    "second-factor": factor.turn,
}
_FOR_ANYBODY: Final = frozenset(
    {"sign-in", "sign-out", "sign-out-everywhere", "stay", "signed-out", "forgotten"}
)


async def answer_account(house: House, call: Call) -> Reply:
    """The reply to a request below /account. Raises Refusal."""
    name = "/".join(call.segments[1:])
    setting = await setting_of(house, call)
    posted = call.method == "POST"
    if name.startswith("link/") and len(call.segments) == 3:
        return await (links.use if posted else links.show)(setting, call.segments[2])
    if name.startswith("oidc/"):
        return await oidc.answer_oidc(setting, call.segments[2:])
    handler = (_POSTED if posted else _SHOWN).get(name)
    if handler is None:
        raise Refusal("method_not_allowed" if name in _POSTED or name in _SHOWN else "not_found")
    if name not in _FOR_ANYBODY and setting.visitor.account is None:
        return Redirect(setting.sign_in(call.path))
    return await handler(setting)
