"""A catalogue brought up to date with its spec, by Babel: translations are kept, what they miss is told.

What changes, and what becomes of its translation:

- a text at its place: kept as it is;
- a text that reads otherwise now: kept and marked fuzzy, with the words that it translated, so that readers
  see the original until somebody has looked at it;
- a text that moved to another place: kept;
- words that stand at a second place as well: proposed there, marked fuzzy;
- a text that is gone: its translation is kept at the end of the file (`#~`), and taken up if it returns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import denormalize, normalize, read_po, write_po

HEADER: Final = re.compile(r'(?:^#[^,~].*\n|^#\n|^\n)*^msgid ""\nmsgstr ""\n(?:^".*"\n)+', re.MULTILINE)

Key = tuple[str, str]
"""The place of a text, and the author's words."""


@dataclass(frozen=True)
class Update:
    """A catalogue as it should be written, and the places of what a translator has to look at."""

    text: str
    translated: int
    missing: tuple[Key, ...]
    outdated: tuple[Key, ...]
    """Marked fuzzy: the words have changed, or the translation was made for another place."""
    obsolete: tuple[Key, ...]

    @property
    def complete(self) -> bool:
        """Whether readers of the language see all of it in theirs."""
        return not self.missing and not self.outdated


@dataclass
class _Old:
    """What a catalogue holds before it is updated."""

    messages: dict[Key, Message] = field(default_factory=dict)
    obsolete: dict[Key, Message] = field(default_factory=dict)
    by_place: dict[str, Message] = field(default_factory=dict)
    by_words: dict[str, Message] = field(default_factory=dict)
    used: set[Key] = field(default_factory=set)


def updated(texts: Mapping[str, str], existing: str, language: str, about: str) -> Update:
    """The catalogue `existing` ("" for none) for the texts of a spec by their places, in their order.

    `about`: the first line of a new catalogue. `existing` is one that `language.catalogues` reads without an
    error.
    """
    old = _read(existing)
    catalog = Catalog(locale=_locale(language), fuzzy=False)
    missing: list[Key] = []
    outdated: list[Key] = []
    for place, words in texts.items():
        message = _message(old, texts, place, words)
        catalog[words] = message
        if not message.string:
            missing.append((place, words))
        elif message.fuzzy:
            outdated.append((place, words))
    for key, message in _left(old, texts):
        catalog.obsolete[key] = message
    found = HEADER.match(existing)
    header = found[0] if found else _header(catalog, language, about)
    obsolete = tuple((str(each.context or ""), str(each.id)) for each in catalog.obsolete.values())
    translated = len(texts) - len(missing) - len(outdated)
    return Update(
        f"{header.rstrip()}\n\n{_written(catalog)}", translated, tuple(missing), tuple(outdated), obsolete
    )


def _message(old: _Old, texts: Mapping[str, str], place: str, words: str) -> Message:
    """The entry of a text, with whatever translation there is for it."""
    kept = old.messages.get((place, words)) or old.obsolete.get((place, words))
    if kept is not None and kept.string:
        old.used.add((place, words))
        return _entry(place, words, kept, fuzzy=kept.fuzzy, previous=kept.previous_id)
    changed = old.by_place.get(place)
    if changed is not None:
        old.used.add((place, str(changed.id)))
        # Changed twice and not looked at in between: it still translates the first words.
        return _entry(place, words, changed, fuzzy=True, previous=changed.previous_id or [str(changed.id)])
    elsewhere = old.by_words.get(words)
    if elsewhere is not None:
        moved = texts.get(str(elsewhere.context)) != words
        if moved:
            old.used.add((str(elsewhere.context), words))
        if moved or not elsewhere.fuzzy:
            fuzzy = elsewhere.fuzzy or not moved
            return _entry(place, words, elsewhere, fuzzy=fuzzy, previous=elsewhere.previous_id)
    return Message(words, "", context=place, user_comments=kept.user_comments if kept is not None else ())


def _entry(place: str, words: str, of: Message, *, fuzzy: bool, previous: Iterable[str]) -> Message:
    return Message(
        words,
        of.string,
        context=place,
        flags={*(of.flags - {"fuzzy"}), *(("fuzzy",) if fuzzy else ())},
        user_comments=of.user_comments,
        previous_id=list(previous) if fuzzy else [],
    )


def _left(old: _Old, texts: Mapping[str, str]) -> Iterator[tuple[Key, Message]]:
    """Translations that no text uses any more. What was proposed and never looked at is no loss."""
    for (place, words), message in (*old.obsolete.items(), *old.messages.items()):
        if (place, words) in old.used or texts.get(place) == words or not message.string:
            continue
        if message.previous_id:
            # It translates the words of before, and would pass for a translation of these if they returned.
            before = str(message.previous_id[0])
            yield (place, before), Message(before, message.string, context=place)
        elif not message.fuzzy:
            yield (place, words), message


def _read(existing: str) -> _Old:
    old = _Old()
    catalog = read_po(BytesIO(existing.encode()), abort_invalid=True)
    for message in catalog:
        if message.id:
            key = (str(message.context or ""), str(message.id))
            _take_previous(message)
            old.messages[key] = message
            if message.string:
                old.by_place.setdefault(key[0], message)
                old.by_words.setdefault(key[1], message)
    for message in catalog.obsolete.values():
        key = (str(message.context or ""), str(message.id))
        old.obsolete[key] = message
        if message.string:
            old.by_words.setdefault(key[1], message)
    return old


def _take_previous(message: Message) -> None:
    """Babel writes what a fuzzy entry translated (`#|`), and reads it as a comment."""
    lines = [line.removeprefix("|").strip() for line in message.user_comments if line.startswith("|")]
    message.user_comments = [line for line in message.user_comments if not line.startswith("|")]
    if lines:
        message.previous_id = [denormalize("\n".join([lines[0].removeprefix("msgid").strip(), *lines[1:]]))]


def _written(catalog: Catalog) -> str:
    file = BytesIO()
    # Without line numbers and dates: the same texts give the same bytes.
    write_po(file, catalog, width=0, no_location=True, omit_header=True)
    text = file.getvalue().decode()
    for message in catalog:
        if message.previous_id:
            # Babel would fold a long line in the midst of its quotes.
            begins = f"msgctxt {_quoted(str(message.context))}\nmsgid {_quoted(str(message.id))}\n"
            previous = f"msgid {_quoted(message.previous_id[0])}".replace("\n", "\n#| ")
            text = text.replace(f"#, fuzzy\n{begins}", f"#, fuzzy\n#| {previous}\n{begins}", 1)
    return text.strip("\n") + "\n"


def _quoted(words: str) -> str:
    return normalize(words, width=0)


def _header(catalog: Catalog, language: str, about: str) -> str:
    fields = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": catalog.plural_forms,
    }
    lines = "".join(f'"{name}: {value}\\n"\n' for name, value in fields.items())
    return f'# {about}\nmsgid ""\nmsgstr ""\n{lines}'


def _locale(language: str) -> Locale | None:
    """What Babel knows of a language, its rules of plurals above all; None for one that it does not know."""
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return None
