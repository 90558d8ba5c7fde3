"""Mails: what they say, as plain text and as HTML of the same words."""

from __future__ import annotations

from formgen.rendering.mail.writer import Action, MailWriter, WrittenMail

__all__ = ["Action", "MailWriter", "WrittenMail"]
