"""Conditions in words, each statement affirmed or denied at its own place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from formgen.language.expressions import typed
from formgen.language.expressions.sentences.joining import Statement, all_of, any_of
from formgen.language.expressions.sentences.orders import between, order, same_number
from formgen.language.expressions.sentences.values import compared, listed, literal, value
from formgen.language.expressions.sentences.voice import Voice
from formgen.language.expressions.types import Choices, Document, Duration, Money, Number, YesNo


def condition(node: typed.Typed, voice: Voice) -> str:
    """The words for a condition, without the word "if" before them."""
    return statement(node, voice).text


def statement(node: typed.Typed, voice: Voice, denied: bool = False) -> Statement:
    """A condition as one statement, or its contrary: false where it is true, unknown where it is unknown."""
    return _STATEMENTS[type(node)](node, voice, denied)


def _constant(node: typed.Constant, voice: Voice, denied: bool) -> Statement:
    return Statement(voice.phrase("always" if node.value is not denied else "never"))


def _read(node: typed.Read, voice: Voice, denied: bool) -> Statement:
    definition = voice.definition(node.binding)
    if definition is not None:
        return statement(definition, voice, denied)
    return Statement(voice.phrase("is_false" if denied else "is_true", name=voice.name(node)))


def _not(node: typed.Not, voice: Voice, denied: bool) -> Statement:
    return statement(node.inner, voice, not denied)


def _both(node: typed.Both, voice: Voice, denied: bool) -> Statement:
    return _joined(node.parts, voice, denied, all_of_them=not denied)


def _either(node: typed.Either, voice: Voice, denied: bool) -> Statement:
    return _joined(node.parts, voice, denied, all_of_them=denied)


def _joined(parts: Sequence[typed.Typed], voice: Voice, denied: bool, *, all_of_them: bool) -> Statement:
    join = all_of if all_of_them else any_of
    kind = typed.Both if all_of_them is not denied else typed.Either
    return join([statement(each, voice, denied) for each in _flat(parts, kind, voice)], voice)


def _flat(parts: Sequence[typed.Typed], kind: type[typed.Typed], voice: Voice) -> list[typed.Typed]:
    """Parts of parts of the same kind, named conditions looked into: "a and (b and c)" is "a, b and c"."""
    found: list[typed.Typed] = []
    for part in parts:
        inner = voice.definition(part.binding) if isinstance(part, typed.Read) else None
        meant = part if inner is None else inner
        found += _flat(meant.parts, kind, voice) if isinstance(meant, kind) else [meant]  # type: ignore[attr-defined]  # - both kinds have parts
    return found


def _equal(node: typed.Equal, voice: Voice, denied: bool) -> Statement:
    denied = denied is not node.negated
    left, right = node.left, node.right
    if isinstance(left.type, YesNo):
        return _of_truth(left, right, voice, denied)
    if isinstance(left.type, Number | Money | Duration):
        return same_number(left, right, voice, denied)
    if isinstance(right, typed.Constant) and not isinstance(left.type, Choices):
        key = "is_not" if denied else "is"
    else:
        key = "is_not_same" if denied else "is_same"
    return Statement(voice.phrase(key, left=value(left, voice), right=compared(right, left, voice)))


def _of_truth(left: typed.Typed, right: typed.Typed, voice: Voice, denied: bool) -> Statement:
    if not isinstance(right, typed.Constant):
        key = "is_not_same" if denied else "is_same"
        return Statement(voice.phrase(key, left=_answer(left, voice), right=_answer(right, voice)))
    true = (right.value is True) is not denied
    if isinstance(left, typed.Read) and voice.definition(left.binding) is None:
        key = "answered_yes" if true else "answered_no"
        if not voice.is_asked(left.binding):
            return _read(left, voice, not true)
        return Statement(voice.phrase(key, question=voice.title(left)))
    return statement(left, voice, not true)


def _answer(node: typed.Typed, voice: Voice) -> str:
    return voice.name(node) if isinstance(node, typed.Read) else statement(node, voice).text


def _among(node: typed.Among, voice: Voice, denied: bool) -> Statement:
    denied = denied is not node.negated
    left = value(node.left, voice)
    if node.collection:
        key = "is_not_in" if denied else "is_in"
        return Statement(voice.phrase(key, left=left, members=voice.members(node.collection)))
    items = [literal(node.left.type, each, node.left, voice) for each in node.values]
    counted = isinstance(node.left.type, Number | Money | Duration)
    affirmed, contrary = ("amounts_to", "does_not_amount_to") if counted else ("is", "is_not")
    if len(items) == 1:
        return Statement(voice.phrase(contrary if denied else affirmed, left=left, right=items[0]))
    if not denied:
        return Statement(voice.phrase(affirmed, left=left, right=voice.join(items, "or")), "listing")
    return Statement(voice.phrase("is_neither", left=left, items=_neither(items, voice)), "listing")


def _neither(items: Sequence[str], voice: Voice) -> str:
    text = voice.phrase("neither", item=items[0])
    for each in items[1:]:
        text = voice.phrase("nor", left=text, right=each)
    return text


def _holds(node: typed.Holds, voice: Voice, denied: bool) -> Statement:
    denied = denied is not node.negated
    kind = node.left.type
    of = node.left.binding if isinstance(node.left, typed.Read) else None
    if isinstance(kind, Document):
        papers = [voice.value(kind, frozenset({each}), of) for each in node.ids]
        title = listed(node.left, voice)
        if not papers:
            return Statement(voice.phrase("not_provided" if denied else "provided", document=title))
        if denied and len(papers) > 1:
            neither = voice.phrase("paper_neither", paper=_neither(papers, voice), document=title)
            return Statement(neither, "listing")
        key = "paper_not_provided" if denied else "paper_provided"
        said = voice.phrase(key, paper=voice.join(papers, "or"), document=title)
        return Statement(said, "listing" if len(papers) > 1 else "single")
    option = voice.value(kind, frozenset(node.ids), of)
    key = "does_not_include" if denied else "includes"
    return Statement(voice.phrase(key, left=value(node.left, voice), option=option))


def _answered(node: typed.Answered, voice: Voice, denied: bool) -> Statement:
    denied = denied is not node.negated
    inner = node.inner
    if isinstance(inner.type, Document):
        key = "not_provided" if denied else "provided"
        return Statement(voice.phrase(key, document=listed(inner, voice)))
    if isinstance(inner.type, YesNo) and inner.type.condition:
        key = "not_known_whether" if denied else "known_whether"
        whole = statement(inner, voice)
        return Statement(
            voice.phrase(key, condition=whole.inner), "nested" if whole.kind in ("open", "nested") else "open"
        )
    asked = isinstance(inner, typed.Read) and voice.is_asked(inner.binding)
    key = ("answered" if asked else "known") if not denied else ("unanswered" if asked else "unknown")
    name = voice.title(inner) if isinstance(inner, typed.Read) else value(inner, voice)
    return Statement(voice.phrase(key, name=name))


def _found(node: typed.Found, voice: Voice, denied: bool) -> Statement:
    key = "not_found" if denied is not node.negated else "found"
    return Statement(voice.phrase(key, record=voice.name(node.record)))


def _said(node: typed.Said, voice: Voice, denied: bool) -> Statement:
    key = "not_said" if denied is not node.negated else "said"
    word = voice.said(node.inner.binding, node.word)
    return Statement(voice.phrase(key, question=voice.title(node.inner), word=word))


def _order(node: typed.Order, voice: Voice, denied: bool) -> Statement:
    return order(node, voice, denied)


def _between(node: typed.Between, voice: Voice, denied: bool) -> Statement:
    return between(node, voice, denied)


def _quantified(node: typed.Quantified, voice: Voice, denied: bool) -> Statement:
    """Not any is all not, not all is any not; on no items any is false and all is true, said so or so."""
    assert node.condition is not None
    inner = statement(node.condition, voice, denied)
    some = (node.quantifier == "any") is not denied
    key = "for_some" if some else "for_each"
    return Statement(
        voice.phrase(key, items=listed(node.items, voice), condition=inner.inner),
        "nested" if inner.kind in ("open", "nested") else "open",
    )


_STATEMENTS: Mapping[type[typed.Typed], Callable[[Any, Voice, bool], Statement]] = {
    typed.Constant: _constant,
    typed.Read: _read,
    typed.Not: _not,
    typed.Both: _both,
    typed.Either: _either,
    typed.Equal: _equal,
    typed.Among: _among,
    typed.Holds: _holds,
    typed.Answered: _answered,
    typed.Found: _found,
    typed.Said: _said,
    typed.Order: _order,
    typed.Between: _between,
    typed.Quantified: _quantified,
}
