"""Readers of single words: names, flags, numbers, links."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Final, Generic, TypeVar

from formgen.language.constructs import ID, Invalid, Place, Reader, Shape, Single
from formgen.language.problems import nearest
from formgen.language.readers.parts import Text
from formgen.language.source import Node, Scalar, Sequence

T = TypeVar("T")

IDENTIFIER: Final = re.compile(rf"{ID}\Z")


class ScalarReader(Generic[T]):
    """Reads a plain text by a function that returns None for what it does not understand."""

    def __init__(
        self,
        expects: str,
        convert: Callable[[str], T | None],
        hint: str,
        pattern: str = "",
        shape: Shape | None = None,
    ) -> None:
        """`pattern`: what a value looks like, where its shape says no more than that."""
        self.expects = expects
        self.convert = convert
        self.hint = hint
        self.shape = shape or Single(expects, "word" if pattern else "text", pattern)

    def read(self, node: Node, place: Place) -> T | Invalid:
        text = scalar_text(node, place, self.expects, self.hint)
        if isinstance(text, Invalid):
            return text
        value = self.convert(text)
        if value is None:
            return place.report("S015", node, f"`{text}` is not {self.expects}.", self.hint)
        return value


def scalar_text(node: Node, place: Place, expects: str, hint: str) -> str | Invalid:
    """The text of a scalar; reports an empty value and a list or mapping in its place."""
    name = place.name
    if isinstance(node, Scalar):
        if node.value.strip() == "":
            return place.report("S013", node, f"`{name}` is empty; {expects} is wanted.", hint)
        return node.value
    written = "here is a list" if isinstance(node, Sequence) else "here are keys with values"
    return place.report("S014", node, f"`{name}` wants {expects}; {written}.", hint)


class _Word:
    def __init__(self, words: tuple[str, ...]) -> None:
        self.words = words
        self.expects = "one of " + ", ".join(words)
        self.shape: Shape = Single(self.expects, "word", words=words)

    def read(self, node: Node, place: Place) -> str | Invalid:
        text = scalar_text(node, place, self.expects, f"Known: {', '.join(self.words)}.")
        if isinstance(text, Invalid) or text in self.words:
            return text
        similar = nearest(text, self.words)
        hint = f"Did you mean `{similar}`?" if similar else f"Known: {', '.join(self.words)}."
        name = place.name
        return place.report("S016", node, f"`{text}` is not known for `{name}`.", hint)


def plain() -> Reader[str]:
    """A text for machines: not translated, no placeholders."""
    shape = Single("a text as it stands")
    return ScalarReader("a text", lambda value: value, "Write it behind the colon.", shape=shape)


def signs() -> Reader[str]:
    """Single signs, a blank among them, as in `ignore: " -"`."""
    return _Signs()


class _Signs:
    expects = "signs in quotes"
    shape: Shape = Single(expects)

    def read(self, node: Node, place: Place) -> str | Invalid:
        if isinstance(node, Scalar) and node.value:
            return node.value
        return place.report(
            "S014",
            node,
            "`ignore` wants the signs to leave out, in quotes.",
            'Write them one after the other: `ignore: " -"`.',
        )


def word(*words: str) -> Reader[str]:
    """One of a few fixed words."""
    return _Word(words)


def flag() -> Reader[bool]:
    """true or false."""
    return ScalarReader(
        "true or false",
        {"true": True, "false": False}.get,
        "Write `true` or `false`.",
        shape=Single("true or false", "flag"),
    )


def whole_number(least: int = 0, most: int = 1_000_000_000) -> Reader[int]:
    """A whole number between two bounds."""

    def convert(value: str) -> int | None:
        number = int(value) if re.fullmatch(r"-?[0-9]{1,12}", value) else None
        return number if number is not None and least <= number <= most else None

    bounded = most < 1_000_000_000
    expects = f"a whole number from {least} to {most}" if bounded else f"a whole number, {least} or more"
    shape = Single(expects, "whole", least=least, most=most)
    return ScalarReader(expects, convert, "Write digits only, such as 5.", shape=shape)


def identifier() -> Reader[str]:
    """An id: small letters, digits and _."""
    return _Identifier()


class _Identifier:
    expects = "an id"
    shape: Shape = Single(expects, "word", ID)

    def read(self, node: Node, place: Place) -> str | Invalid:
        hint = "Ids are small letters, digits and _, a letter first"
        value = scalar_text(node, place, self.expects, f"{hint}.")
        if isinstance(value, Invalid) or IDENTIFIER.match(value):
            return value
        return place.report("S015", node, f"`{value}` is not an id.", f"{hint}: `{proposed_id(value)}`.")


def proposed_id(written: str) -> str:
    """An id that is near what was written: accents off, small letters, `_` for all else."""
    plain = unicodedata.normalize("NFKD", written).encode("ascii", "ignore").decode().lower()
    proposal = re.sub(r"[^a-z0-9_]+", "_", plain).strip("_") or "name"
    return proposal if proposal[0].isalpha() else f"n{proposal}"


def path() -> Reader[Text]:
    """A name, or names joined by dots, of something that stands elsewhere; checked later."""
    return _Path()


class _Path:
    expects = "a name"
    shape: Shape = Single(expects, "word", rf"{ID}(\.{ID})*")

    def read(self, node: Node, place: Place) -> Text | Invalid:
        value = scalar_text(
            node, place, self.expects, "Write the id of something that is defined in this file."
        )
        if isinstance(value, Invalid):
            return value
        if not all(IDENTIFIER.match(part) for part in value.split(".")):
            meant = ".".join(map(proposed_id, value.split(".")))
            return place.report(
                "S015",
                node,
                f"`{value}` is not a name.",
                f"Write an id: small letters without accents, digits and _, such as `{meant}`.",
            )
        assert isinstance(node, Scalar)
        return Text(value, place.path, node)


def link() -> Reader[str]:
    """Another procedure's id, or an address of the web; nothing that a browser would run."""

    pattern = rf"({ID}|https?://[^\s/]+\S*|mailto:\S+@\S+|tel:\+?[0-9 ]+)"

    def convert(value: str) -> str | None:
        return value if re.fullmatch(pattern, value) else None

    return ScalarReader(
        "a procedure or a link",
        convert,
        "Write another procedure's id, such as `first_permit`, or a link that begins with `https://`.",
        pattern,
    )
