"""The Nu harness itself.

1. A document without error gives no message.
2. An error is found, with the document's name and its place.
3. One call takes many documents and tells them apart.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.tools.nu import Message

VALID = '<!doctype html>\n<html lang="fr">\n<title>Essai</title>\n<h1>Essai</h1>\n</html>'


def test_errors_are_found_in_the_document_that_has_them(
    validate_html: Callable[[list[tuple[str, str]]], list[Message]],
) -> None:
    """Requirements 1, 2 and 3."""
    nested = VALID.replace("<h1>Essai</h1>", "<p>Un <button>bouton <a href='/'>lien</a></button></p>")
    picture = VALID.replace("</h1>", '</h1>\n<img src="/a.png">')
    found = validate_html([("valid", VALID), ("nested", nested), ("picture", picture)])
    assert {message.name for message in found} == {"nested", "picture"}
    (without_alt,) = (message for message in found if message.name == "picture")
    assert "alt" in without_alt.message
    assert without_alt.line == 5


def test_no_document_needs_no_checker(
    validate_html: Callable[[list[tuple[str, str]]], list[Message]],
) -> None:
    """Requirement 3."""
    assert validate_html([]) == []
