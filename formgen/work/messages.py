"""From a mail as kept to the message that goes over the wire (RFC 5322, MIME)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from formgen.storage.queries.mails import Mail

# Not every server on the way takes more (RFC 6152), and a mailbox of text can hold it.
_SEVEN_BITS = SMTP.clone(cte_type="7bit")


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that goes with a mail."""

    name: str
    media_type: str
    content: bytes


def message_of(mail: Mail, sender: str, title: str, enclosures: Sequence[Enclosure] = ()) -> EmailMessage:
    """The message, the same each time but for the borders between its parts.

    `sender` is the address it comes from, `title` the name beside it where the mail has none. Its Message-ID
    is made of the mail's id, so that a server to which it is handed twice can tell.
    """
    message = EmailMessage(policy=_SEVEN_BITS)
    local, _, domain = sender.rpartition("@")
    message["From"] = Address(mail.sender_name or title, local, domain)
    message["To"] = to_ascii(mail.recipient)
    if mail.reply_to:
        message["Reply-To"] = to_ascii(mail.reply_to)
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(mail.created_at)
    message["Message-ID"] = f"<{mail.id}@{domain}>"
    # Holiday replies to a machine help nobody (RFC 3834).
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    for each in enclosures:
        kind, _, subtype = each.media_type.partition("/")
        message.add_attachment(each.content, maintype=kind, subtype=subtype, filename=each.name)
    # Only now: each of the above takes the headers about the content away from the top.
    message["Content-Language"] = mail.language
    return message


def to_ascii(address: str) -> str:
    """An address with its domain as the DNS has it; letters beyond ASCII before the @ stay."""
    if address.isascii():
        return address
    from email_validator import EmailNotValidError, validate_email

    try:
        checked = validate_email(address, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return address
    return checked.ascii_email or f"{checked.local_part}@{checked.ascii_domain}"
