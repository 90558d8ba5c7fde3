"""What is held about a person, as JSON: the shapes are told in docs/personal_data.md.

Neither passwords nor what signs somebody in (sessions, links, secrets of second factors) is among it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from formgen.casework.accounts.attempts import counted_about
from formgen.casework.accounts.entering import is_on
from formgen.casework.open_dossier import OpenDossier
from formgen.casework.rights.answers import answers_of
from formgen.rendering.wording import Wording
from formgen.storage.moments import write_moment
from formgen.storage.queries.accounts import Account
from formgen.storage.queries.dossiers import Dossier
from formgen.storage.queries.held import identities_of, links_of, mails_waiting_for, sessions_of
from formgen.storage.queries.history import list_events
from formgen.storage.queries.issued import Issued, list_issued
from formgen.storage.queries.mails import Mail, mails_of
from formgen.storage.queries.notices import notices_of
from formgen.storage.queries.sessions import Session
from formgen.storage.statement import Connection

FORM: Final = "formgen-data/1"
"""Names the shape of the JSON, for programs that read it."""
LATE: Final = "posted"
"""What was posted in a session that had ended."""


@dataclass(frozen=True, slots=True)
class AboutDossier:
    """What is held of a dossier beside its answers, and the PDFs issued about it."""

    history: list[dict[str, Any]]
    mails: list[dict[str, Any]]
    notices: list[dict[str, Any]]
    issued: list[Issued]


def about_account(connection: Connection, account: Account, at: datetime) -> dict[str, Any]:
    """Everything held about somebody but their dossiers."""
    person = f"{account.realm} {account.identifier}"
    persons = (person, f"reset {person}", f"current {account.id}", account.id)
    return {
        "account": {
            "id": account.id,
            "register": account.realm,
            "identifier": account.identifier,
            "email": account.email,
            "name": account.name,
            "language": account.language,
            "made_at": write_moment(account.created_at),
            "has_password": account.password_hash is not None,
            "has_second_factor": is_on(account),
            "typed": account.entries(),
        },
        "identities": [
            {"provider": each.issuer, "subject": each.subject, "connected_at": write_moment(each.created_at)}
            for each in identities_of(connection, account.id)
        ],
        "sessions": [session_held(each) for each in sessions_of(connection, account.id)],
        "links": [
            {
                "purpose": each.purpose,
                "made_at": write_moment(each.created_at),
                "good_until": write_moment(each.expires_at),
                "used_at": _moment(each.used_at),
            }
            for each in links_of(connection, account.id)
        ],
        "attempts": [
            {"what": what, "count": count, "counted_until": write_moment(until)}
            for what, count, until in counted_about(connection, persons, at)
        ],
        "mails": [mail_held(each) for each in mails_waiting_for(connection, account.id, account.email)],
    }


def session_held(session: Session) -> dict[str, Any]:
    """A session: its times, the language chosen in it, and what was typed when it had ended."""
    data = session.data()
    late = data.get(LATE)
    return {
        "began_at": write_moment(session.created_at),
        "seen_at": write_moment(session.seen_at),
        "signed_in_at": _moment(session.signed_in_at),
        "language": data.get("language"),
        "typed_after_its_end": None if not late else {"page": late["path"], "entries": late["pairs"]},
    }


def about_dossier(connection: Connection, opened: OpenDossier) -> AboutDossier:
    """Everything held of a dossier beside what opening it reads."""
    return AboutDossier(
        history=[
            {
                "at": write_moment(each.at),
                "by": each.actor,
                "action": each.action,
                "from_state": each.from_state,
                "to_state": each.to_state,
                "notes": each.data(),
            }
            for each in list_events(connection, opened.id)
        ],
        mails=[mail_held(each) for each in mails_of(connection, opened.id)],
        notices=[
            {
                "at": write_moment(each.at),
                "opened_at": _moment(each.opened_at),
                "topic": each.topic,
                "title": each.title,
                "text": each.text,
            }
            for each in notices_of(connection, opened.id, opened.row.owner)
        ],
        issued=list_issued(connection, opened.id),
    )


def dossier_held(opened: OpenDossier, about: AboutDossier, wording: Wording) -> dict[str, Any]:
    """A dossier but for its files, which are told with the names that they get in the archive."""
    row = opened.row
    kept = opened.kept
    return {
        "form": FORM,
        "id": row.id,
        "procedure": row.procedure,
        "version": opened.procedure.version,
        "title": wording.text(opened.procedure.spec.title, opened.procedure.scope).text([]),
        "state": row.state,
        "language": row.language,
        "number": row.number,
        "started_at": write_moment(row.started_at),
        "saved_at": write_moment(row.saved_at),
        "filed_at": _moment(row.filed_at),
        "filed_on": None if row.filed_on is None else row.filed_on.isoformat(),
        "answers": answers_of(opened, wording),
        "records": [
            {
                "register": name,
                "asked_with": each.get("criteria"),
                "read_at": each.get("at"),
                "record": each.get("record"),
            }
            for name, each in kept.get("records", {}).items()
        ],
        "rows_of_tables": kept.get("rows", {}),
        "numbers": kept.get("numbers", {}),
        "history": about.history,
        "mails": about.mails,
        "notices": about.notices,
    }


def unopened_held(row: Dossier) -> dict[str, Any]:
    """A dossier whose spec is not known any more: what was typed, without the questions."""
    return {
        "form": FORM,
        "id": row.id,
        "procedure": row.procedure,
        "state": row.state,
        "language": row.language,
        "number": row.number,
        "started_at": write_moment(row.started_at),
        "saved_at": write_moment(row.saved_at),
        "filed_at": _moment(row.filed_at),
        "typed": row.entries(),
        "facts": row.facts(),
    }


def mail_held(mail: Mail) -> dict[str, Any]:
    """A mail; its text only where it is kept with a dossier, since others may hold a link that signs in."""
    state = "sent" if mail.sent_at is not None else "failed" if mail.failed_at is not None else "waiting"
    return {
        "to": mail.recipient,
        "subject": mail.subject,
        "text": mail.text if mail.dossier is not None else None,
        "asked_at": write_moment(mail.created_at),
        "sent_at": _moment(mail.sent_at),
        "state": state,
    }


def as_json(held: Mapping[str, Any]) -> bytes:
    """Readable as it stands, in UTF-8."""
    return json.dumps(held, ensure_ascii=False, indent=2).encode()


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else write_moment(moment)
