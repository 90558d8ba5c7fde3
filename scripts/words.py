"""formgen's own words in a language: make or update formgen/words/LANGUAGE.po, and say what it lacks.

    python scripts/words.py            what each language lacks; status 1 if French or English lacks anything
    python scripts/words.py ar         formgen/words/ar.po with an entry for each key, those of before kept

The English words stand beside each entry as a comment. A word that is not translated yet is shown in English.
English and French are written by hand: whoever adds a word writes both at once.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from formgen.compiler.catalogue_updates import HEADER
from formgen.compiler.catalogues import languages, read_words

WORDS = Path(__file__).resolve().parent.parent / "formgen" / "words"
BY_HAND = ("en", "fr")


def lacking(language: str) -> list[str]:
    """The keys that a language has no words for."""
    known = {entry.id for entry in read_words(language).entries if all(entry.strings)}
    return [entry.id for entry in read_words("en").entries if entry.id not in known]


def updated(language: str, existing: str) -> str:
    """The file of a language with an entry for each key, in the order of the English one."""
    catalog = Catalog(locale=Locale.parse(language, sep="-"), fuzzy=False)
    old = {_key(message): message for message in read_po(BytesIO(existing.encode()), locale=language)}
    for entry in read_words("en").entries:
        id_ = (entry.id, entry.plural) if entry.plural else entry.id
        empty = ("",) * catalog.num_plurals if entry.plural else ""
        found = old.get(entry.id)
        english = [part for string in entry.strings for part in string.split("\n")]
        catalog[id_] = Message(id_, found.string if found else empty, auto_comments=english)
    header = HEADER.match(existing)
    file = BytesIO()
    write_po(file, catalog, width=0, no_location=True, omit_header=True)
    return f"{(header[0] if header else _header(catalog, language)).rstrip()}\n\n{file.getvalue().decode()}"


def main(arguments: list[str]) -> int:
    """Run; the exit status."""
    for language in arguments:
        if language in BY_HAND:
            print(f"{language}.po is written by hand")
            return 1
        file = WORDS / f"{language}.po"
        file.write_text(updated(language, file.read_text("utf-8") if file.exists() else ""), "utf-8")
    languages.cache_clear()
    for language in languages():
        missing = lacking(language)
        print(f"{language}: {len(missing)} missing" + "".join(f"\n  {key}" for key in missing[:10]))
    return int(any(lacking(language) for language in BY_HAND))


def _key(message: Message) -> str:
    return str(message.id[0] if isinstance(message.id, (list, tuple)) else message.id)


def _header(catalog: Catalog, language: str) -> str:
    return (
        f"# formgen's own words ({language}). How to update them: scripts/words.py.\n"
        f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        f'"Plural-Forms: {catalog.plural_forms}\\n"\n'
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
