"""Options: right of `is`, `is one of`, `includes` and `is said`, a word is always one (N102, N103)."""

from __future__ import annotations

from collections.abc import Mapping

from formgen.language.expressions import tree
from formgen.language.expressions.checking.context import Context
from formgen.language.expressions.checking.conversion import TYPE_FAULT
from formgen.language.expressions.types import (
    Choice,
    Choices,
    Country,
    Document,
    Members,
    Record,
    Type,
    described,
)
from formgen.language.problems import nearest

_SHOWN = 8


def has_options(kind: Type) -> bool:
    return isinstance(kind, Choice | Choices | Country | Document)


def option(context: Context, left: tree.Node, kind: Type, node: tree.Node) -> str | None:
    """The id of the option that `node` writes beside `left`, or None after a fault."""
    if isinstance(node, tree.Parenthesised):
        node = node.inner
    match node:
        case tree.Name(path=(word,)):
            return _word(context, left, kind, node, word)
        case tree.Constant(kind="text", value=text):
            return _quoted(context, left, kind, node, str(text))
        case tree.Constant(kind="number") if (written := context.quote(node).strip("`")) in _options(kind):
            context.fault("N102", node, f"{written} is a number here.", f'Write `"{written}"`.')
        case tree.Name():
            said = context.quote(node)
            message = f"{said} is not an option of {context.quote(left)}."
            context.fault("N102", node, message, _same_as(context, left, node))
        case _:
            message = f"{context.quote(left)} is {described(kind)}; {context.quote(node)} is no option."
            hint = _list(_options(kind)) or "Write the id of an option, a single word."
            context.fault(TYPE_FAULT, node, message, hint)
    return None


def _options(kind: Type) -> Mapping[str, str]:
    if isinstance(kind, Document):
        return kind.alternatives
    return kind.options if isinstance(kind, Choice | Choices | Country) else {}


def _same_as(context: Context, left: tree.Node, right: tree.Node) -> str:
    first, second = context.quote(left).strip("`"), context.quote(right).strip("`")
    return f"To compare two answers write `{first} is same as {second}`."


def _word(context: Context, left: tree.Node, kind: Type, node: tree.Name, word: str) -> str | None:
    options = _options(kind)
    if word in options:
        return word
    if not options and isinstance(kind, Country | Choice | Choices):
        if not isinstance(kind, Country) or _is_country_code(word):
            return word
        hint = "A country is written with its three letters, for example `FRA`."
        context.fault("N102", node, f"`{word}` is not a country.", hint)
        return None
    if isinstance(kind, Document) and not options:
        hint = f"Write `{context.quote(left).strip('`')} is provided`."
        context.fault("N102", node, f"{context.quote(left)} has no alternatives to compare.", hint)
        return None
    _no_such_option(context, left, options, node, word)
    return None


def _is_country_code(word: str) -> bool:
    return len(word) == 3 and word.isascii() and word.isupper() and word.isalpha()


def _no_such_option(
    context: Context, left: tree.Node, options: Mapping[str, str], node: tree.Node, word: str
) -> None:
    meant = _by_label(options, word)
    if meant is not None:
        message = f"`{word}` is a label; conditions compare ids."
        context.fault("N103", node, message, f"Write `{_written(meant)}`.")
        return
    near = nearest(word, options)
    if near is not None:
        hint = f"{_list(options)} Did you mean `{_written(near)}`?"
    elif isinstance(node, tree.Name) and (binding := context.scope.find(word)) is not None:
        hint = _same_as(context, left, node)
        if isinstance(binding.type, Members | Record):
            hint = f"Write `{context.quote(left).strip('`')} is in {word}`."
    else:
        hint = _list(options)
    context.fault("N102", node, f"`{word}` is not an option of {context.quote(left)}.", hint)


def _written(identifier: str) -> str:
    return identifier if identifier[:1].isalpha() else f'"{identifier}"'


def _list(options: Mapping[str, str]) -> str:
    if not options:
        return ""
    shown = [_written(identifier) for identifier in list(options)[:_SHOWN]]
    return f"Options: {', '.join(shown)}{', …' if len(options) > _SHOWN else '.'}"


def _by_label(options: Mapping[str, str], word: str) -> str | None:
    """The option whose label is `word`, or begins with that word when no other label does."""
    folded = word.casefold()
    beginning = []
    for identifier, label in options.items():
        words = label.casefold().split()
        if folded == label.casefold():
            return identifier
        if words[:1] == [folded]:
            beginning.append(identifier)
    close = [identifier for identifier in options if identifier.casefold() == folded]
    return beginning[0] if len(beginning) == 1 and not close else None


def _quoted(context: Context, left: tree.Node, kind: Type, node: tree.Node, text: str) -> str | None:
    options = _options(kind)
    if text in options or not options:
        if text.isidentifier():
            hint = f"Write `{text}`."
            context.fault("S010", node, "An option is written without quotation marks.", hint)
            return None
        if options or isinstance(kind, Choice | Choices):
            return text
    _no_such_option(context, left, options, node, text)
    return None


def said_word(context: Context, left: tree.Node, said: Mapping[str, str], node: tree.Name) -> str | None:
    """The word of `or_say` that `node` writes."""
    word = ".".join(node.path)
    if word in said:
        return word
    _no_such_option(context, left, said, node, word)
    return None
