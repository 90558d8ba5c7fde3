"""What surrounds any page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(slots=True, kw_only=True)
class Around:
    """What surrounds any page.

    `languages` are the other languages it can be read in. `query` holds further parameters of its address
    that a change of language must keep ("back=review"). `person` is how the account is called; "" when nobody
    signed in; `unread` counts the notifications not opened yet. `sign_out` and `stay` are posted to. Without
    a sign of the person they are signed out at `ends_at` ("14:05"), in so many seconds (`ends_in`). `sign_in`
    is where who has an account signs in, "" where nobody can. `notice` stands on top once ("The file was
    removed.").
    """

    languages: Sequence[str] = ()
    query: str = ""
    person: str = ""
    unread: int = 0
    sign_in: str = ""
    sign_out: str = ""
    ends_at: str = ""
    ends_in: int = 0
    stay: str = ""
    notice: str = ""
