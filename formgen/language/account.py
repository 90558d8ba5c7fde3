"""The account a procedure asks for, and the way back to a request where there is none."""

from __future__ import annotations

from typing import Any

from formgen.language.constructs import Construct, Place, key, optional
from formgen.language.fields.base import Field, fields_by_id
from formgen.language.readers import (
    Text,
    Timed,
    list_of,
    of,
    path,
    text,
    timed,
    whole_number,
    word,
)
from formgen.language.source import Mapping


class ConfirmEmail(Construct):
    """The mail that confirms the address.

    For example:

        within: 24 hours
        message: confirm_address
    """

    noun = "`confirm_email`"
    within: Timed = key(timed(), "how long its link is valid", example="within: 24 hours")
    message: Text = key(path(), "the message sent", example="message: confirm_address")


class Code(Construct):
    """A code sent by mail to find a request again.

    For example:

        digits: 6
        valid: 30 minutes
        tries: 5
    """

    noun = "`code`"
    digits: int = optional(whole_number(4, 10), "how many digits", default=6, example="digits: 6")
    valid: Timed | None = optional(timed(), "how long it is valid", example="valid: 30 minutes")
    tries: int = optional(whole_number(1, 20), "how many tries", default=5, example="tries: 5")


class ReturnWith(Construct):
    """How a person without an account finds a request again, from any device: a draft, or one that was filed.

    They give once more what `ask` names, and type the code that is sent to their address of mail.

    For example:

        ask: [email, postcode]
        code:
          valid: 30 minutes
    """

    noun = "`return_with`"
    ask: tuple[Text, ...] = key(
        list_of(path()),
        "the questions that are asked again, one of the type `email` among them",
        example="ask: [email, postcode]",
    )
    code: Code | None = optional(of(Code), "the code sent by mail")


class Account(Construct):
    """Who may use the procedure, and how a person is recognised.

    For example:

        access: optional
        identify_with: permit_register
        fields:
          permit_number:
            type: text
            label: Number of your permit
    """

    noun = "the account"
    access: str = optional(
        word("required", "optional", "none"),
        "whether an account is needed",
        default="required",
        example="access: optional",
    )
    identifier: Text | tuple[Text, ...] | None = optional(
        list_of(path(), one_allowed=True),
        "the fields that a person signs in with",
        example="identifier: foreigner_number",
    )
    identify_with: Text | None = optional(
        path(), "the source that must know the person", example="identify_with: permit_register"
    )
    title: Text | None = optional(
        text(), "the heading of the page that asks who the person is", example="title: Who you are"
    )
    text: Text | None = optional(
        text(), "what to know before identifying oneself", example="text: The number stands on your card."
    )
    fields: dict[str, Field] = optional(fields_by_id(), "the questions that identify a person", default={})
    confirm_email: ConfirmEmail | None = optional(of(ConfirmEmail), "the mail that confirms the address")
    return_with: ReturnWith | None = optional(
        of(ReturnWith), "how a request is found again without an account"
    )

    @classmethod
    def check_keys(cls, values: dict[str, Any], node: Mapping, place: Place) -> bool:
        if "identify_with" in values and not values.get("fields"):
            place.report(
                "S012",
                node.get("identify_with") or node,
                "`fields` is missing in the account: nothing asks what the source is searched with.",
                "Add `fields:` with the questions that identify a person.",
                about="fields",
            )
            return False
        return True
