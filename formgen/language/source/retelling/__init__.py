"""libyaml's errors told again, in the words of somebody who has never programmed.

`_RETELLINGS` says for each of libyaml's messages which mistakes may be behind it, likeliest first. A
retelling is a function of the scene that gives a `Retold` or None.
"""

from __future__ import annotations

from collections.abc import Callable

from yaml import MarkedYAMLError

from formgen.language.source.nodes import Document
from formgen.language.source.retelling import brackets, colons, indentation, marks, quotes
from formgen.language.source.retelling.scene import Scene
from formgen.language.source.retold import Retold

_Retelling = Callable[[Scene], Retold | None]
_IN_BRACKETS: tuple[_Retelling, ...] = (
    quotes.ended_early,
    brackets.placeholder,
    brackets.closing_in_comment,
    brackets.never_closed,
    colons.in_brackets,
    brackets.comma,
)
_RETELLINGS: dict[str, tuple[_Retelling, ...]] = {
    "mapping values are not allowed in this context": (
        indentation.left_of_a_text,
        colons.in_a_text,
        colons.in_a_long_text,
        indentation.under_a_text,
        colons.missing,
        indentation.misplaced,
    ),
    "could not find expected ':'": (indentation.left_of_a_text, indentation.cut_by_comment, colons.missing),
    "did not find expected key": (
        indentation.left_of_a_text,
        brackets.placeholder,
        quotes.ended_early,
        colons.after_a_quoted_key,
        brackets.begins_a_text,
        brackets.closes_nothing,
        brackets.after_closing,
        indentation.cut_by_comment,
        indentation.under_a_text,
        indentation.misplaced,
    ),
    "did not find expected '-' indicator": (
        indentation.left_of_a_text,
        brackets.placeholder,
        quotes.ended_early,
        brackets.begins_a_text,
        brackets.closes_nothing,
        brackets.after_closing,
        indentation.misplaced,
    ),
    "did not find expected ',' or ']'": _IN_BRACKETS,
    "did not find expected ',' or '}'": _IN_BRACKETS,
    "did not find expected node content": (
        brackets.never_closed,
        brackets.closes_nothing,
        brackets.comma,
        marks.kept_mark,
    ),
    "found character that cannot start any token": (
        indentation.tab,
        indentation.left_of_a_text,
        marks.kept_mark,
    ),
    "found a tab character that violates indentation": (indentation.tab,),
    "found a tab character where an indentation space is expected": (indentation.tab,),
    "found unexpected end of stream": (quotes.unclosed,),
    "found unexpected document indicator": (quotes.unclosed,),
    "found unknown escape character": (quotes.escape,),
    "did not find expected hexdecimal number": (quotes.escape,),
    "found invalid Unicode character escape code": (quotes.escape,),
    "did not find expected <document start>": (
        quotes.ended_early,
        colons.after_a_quoted_key,
        brackets.begins_a_text,
        indentation.first_line,
    ),
}


def retell(document: Document, error: MarkedYAMLError) -> Retold:
    """The YAML error as a problem of the catalogue. Always gives one; libyaml's own words are never shown."""
    scene = Scene(document, error)
    for retelling in (*_RETELLINGS.get(scene.complaint, ()), marks.kept_mark):
        retold = retelling(scene)
        if retold is not None:
            return retold
    end = max(scene.text_from(scene.at), min(scene.at + 1, len(scene.text)))
    if "document start" in scene.complaint:
        message = "This line is no key with a value."
        hint = "Each line at the left edge is a key, a colon, a blank and a value."
        return Retold(scene.problem("S023", scene.at, end, message, hint))
    message = "The text cannot be read from here on."
    return Retold(
        scene.problem(
            "S027", scene.at, end, message, "If it is a text, quote it or write it under a bar (|)."
        )
    )
