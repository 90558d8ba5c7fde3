"""What a mail says.

1. A spec's message speaks the reader's language, in both parts; a fragment is sent as a mail, too.
2. A link that stands alone is the one button, with its address in full under it; further links stay links.
3. What a person wrote is escaped in the HTML; a subject is one line.
4. formgen's own words make the same kind of mail.
5. Languages that are read from right to left are laid out so.
6. A theme's template stands before ours.
7. A message that sends no mail gives none.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from lxml import html as parser  # type: ignore[import-untyped]  # - lxml publishes no types

import formgen
from formgen.compiler.catalogues import Words
from formgen.compiler.procedure import Procedure
from formgen.rendering.mail import Action, MailWriter, WrittenMail
from formgen.rendering.wording import Wording
from tests.compiler.given import evaluated, procedure_of

WRITER = MailWriter("Portal")
LINK = "https://service.example/a/b?c=1&d=2"


@pytest.fixture(scope="module")
def renewal(root: Path) -> Procedure:
    return formgen.load(root / "specs" / "tse_ue_renewal.yaml")


SPEC = """
messages:
  told:
    mail:
      subject: News & more
      text: |
        # Hello, {{ name }}

        See [the rules](https://rules.example/a) first.

        [Go on]({{ link }})

        [Ask somebody](https://help.example/)
  quiet:
    in_account: {topic: decision, title: Here, text: It is here.}
workflow:
  states: {draft: Draft, filed: {label: Filed, final: true}}
  actions:
    file: {by: applicant, from: draft, to: filed, send: [told, quiet]}
"""
PAGES = """
who:
  title: You
  fields:
    name: {type: long_text, label: Name}
"""


def written(
    procedure: Procedure, name: str, language: str, frame: Sequence[Any] | None = None
) -> WrittenMail:
    values = list(procedure.plan.template) if frame is None else frame
    mail = WRITER.of_message(name, Wording(procedure, language), values, LINK)
    assert mail is not None
    return mail


def button_of(page: Any) -> tuple[str, str]:
    """What the one button says, and where it leads."""
    (button,) = page.xpath("//td[@class='button']/a")
    (address,) = page.xpath("//p[@class='address']/a")
    assert address.get("href") == address.text == button.get("href")
    return button.text, button.get("href")


@pytest.mark.parametrize(
    ("name", "language", "subject", "words", "button"),
    [
        (
            "account_confirmation",
            "fr",
            "Confirmez votre adresse électronique",
            "sert une seule fois",
            "Confirmer mon adresse électronique",
        ),
        (
            "account_confirmation",
            "en",
            "Confirm your e-mail address",
            "works once",
            "Confirm my e-mail address",
        ),
        (
            "documents_requested",
            "en",
            "A notification is waiting for you",
            "personal space",
            "Read my notification",
        ),
    ],
)
def test_messages(
    renewal: Procedure, name: str, language: str, subject: str, words: str, button: str
) -> None:
    """Requirements 1 and 2."""
    mail = written(renewal, name, language)
    assert (mail.subject, mail.language) == (subject, language)
    assert mail.reply_to == renewal.spec.service.email
    page = parser.fromstring(mail.html)
    assert page.get("lang") == language
    assert mail.sender_name in page.text_content()
    for part in (mail.text, page.text_content()):
        assert words in part
        assert LINK in part
    assert button_of(page) == (button, LINK)


def test_answers_and_links() -> None:
    """Requirements 2, 3 and 7."""
    procedure = procedure_of(PAGES, SPEC)
    name = "<b>Léa</b>\nBcc: all@example.org"
    frame = evaluated(procedure, {"name": name, "@saved": ["who"]}).frame
    mail = written(procedure, "told", "en", frame)
    assert mail.subject == "News & more"
    assert "Hello, <b>Léa</b>" in mail.text
    assert "<b>" not in mail.html
    page = parser.fromstring(mail.html)
    assert button_of(page) == ("Go on", LINK)
    others = {each.get("href") for each in page.xpath("//a")} - {LINK}
    assert others == {"https://rules.example/a", "https://help.example/"}
    assert page.xpath("//title")[0].text == mail.subject
    assert WRITER.of_message("quiet", Wording(procedure, "en"), frame, LINK) is None


def test_own_words() -> None:
    """Requirements 3 and 4."""
    mail = WRITER.of_words(
        Words("fr"), "Un <sujet>\r\nX: y", ["Un & deux"], Action("Aller", LINK), ["Après"], service="Mairie"
    )
    assert (mail.subject, mail.language, mail.sender_name) == ("Un <sujet> X: y", "fr", "Mairie")
    assert mail.text == f"Un & deux\n\nAller\n{LINK}\n\nAprès\n"
    page = parser.fromstring(mail.html)
    assert button_of(page) == ("Aller", LINK)
    assert [each.text for each in page.xpath("//p[not(@class)]")] == ["Un & deux", "Après"]
    assert WRITER.of_words(Words("fr"), "S", ["T"]).sender_name == "Portal"


def test_long_subject() -> None:
    """Requirement 3: what is longer than a line of a list is cut."""
    mail = WRITER.of_words(Words("en"), "word " * 100, ["T"])
    assert len(mail.subject) == 200
    assert mail.subject.endswith("…")


def test_right_to_left() -> None:
    """Requirement 5."""
    page = parser.fromstring(WRITER.of_words(Words("ar"), "S", ["T"], Action("A", LINK)).html)
    assert page.get("dir") == "rtl"
    (address,) = page.xpath("//p[@class='address']")
    assert address.get("dir") == "ltr"


def test_theme(tmp_path: Path) -> None:
    """Requirement 6."""
    (tmp_path / "mail.html").write_text("{{ sender }}: {{ subject }}", encoding="utf-8")
    assert MailWriter("Portal", [tmp_path]).of_words(Words("en"), "S", ["T"]).html == "Portal: S"
