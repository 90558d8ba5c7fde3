"""Names: which binding a path leads to (N101), and whether it hides another of the same name (N104)."""

from __future__ import annotations

from collections.abc import Mapping

from formgen.language.expressions import tree, typed
from formgen.language.expressions.checking.context import Context, truth
from formgen.language.expressions.scope import Binding, Names, Scope, outermost
from formgen.language.expressions.types import (
    COUNTRY,
    TEXT,
    AddressType,
    Choice,
    Date,
    Group,
    List,
    Record,
)
from formgen.language.problems import nearest

DOSSIER = "dossier"
_SHOWN = 12


def name(context: Context, node: tree.Node) -> typed.Typed | None:
    """The value that a name stands for; groups, lists and records come back as reads of that type."""
    assert isinstance(node, tree.Name)
    match node.path:
        case ("yes",):
            return truth(True)
        case ("no",):
            return truth(False)
        case ("true" | "false",) if context.scope.find(node.path[0]) is None:
            word = "yes" if node.path[0] == "true" else "no"
            context.fault("N101", node, f"`{node.path[0]}` is written `{word}` here.", f"Write `is {word}`.")
            return None
    path, scope = node.path, context.scope
    if path[0] == DOSSIER:
        path, scope = path[1:], outermost(scope)
        if not path:
            context.fault("N101", node, "`dossier` stands before a name.", "Write `dossier.birth_date`.")
            return None
    binding = scope.find(path[0])
    if binding is None:
        _unknown(context, node, path[0], scope)
        return None
    if scope is context.scope:
        _warn_of_shadow(context, node, path[0], binding)
    return follow(context, node, binding, path[1:])


def follow(context: Context, node: tree.Name, binding: Binding, rest: tuple[str, ...]) -> typed.Typed | None:
    """The value at the end of the path `rest` from `binding`."""
    for position, word in enumerate(rest):
        kind = binding.type
        if isinstance(kind, AddressType) and position == len(rest) - 1:
            return _address_part(context, node, binding, word)
        if isinstance(kind, List) and not _is_item_of(context.scope, kind, word):
            _outside_list(context, node, binding, word)
            return None
        members = _members(kind)
        if members is None:
            whole = ".".join(node.path[: len(node.path) - len(rest) + position])
            hint = f"Write `{whole}` alone, or the whole name of what is meant."
            if isinstance(kind, Date) and word in ("year", "month", "day"):
                hint = f"Write `{word} of {whole}`."
            context.fault("N101", node, f"`{whole}` is {kind.called}; it has no parts.", hint)
            return None
        if word not in members:
            _no_member(context, node, binding, word, members)
            return None
        binding = members[word]
    return context.read(binding)


def _members(kind: object) -> Mapping[str, Binding] | None:
    if isinstance(kind, Group | Record):
        return kind.members
    return kind.item if isinstance(kind, List) else None


def _is_item_of(scope: Scope, kind: List, word: str) -> bool:
    """Whether `scope` stands inside an item of the list, whose field `children.birth_date` then is."""
    binding = kind.item.get(word)
    level: Scope | None = scope
    while level is not None and level.depth > 0:
        found = level.find(word)
        if binding is None or (found is not None and found.name == binding.name):
            return True
        level = level.outer
    return False


def _address_part(context: Context, node: tree.Name, binding: Binding, word: str) -> typed.Typed | None:
    if word not in AddressType.parts:
        known = nearest(word, AddressType.parts)
        context.fault(
            "N101",
            node,
            f"An address has no part `{word}`.",
            f"Did you mean `{known}`?" if known else f"Its parts: {', '.join(AddressType.parts)}.",
            span=_span(node, word),
        )
        return None
    return typed.AddressPart(COUNTRY if word == "country" else TEXT, context.read(binding), word)


def _span(node: tree.Name, word: str) -> tuple[int, int]:
    start = node.start
    for part in node.path:
        if part == word:
            break
        start += len(part) + 1
    return start, start + len(word)


def _unknown(context: Context, node: tree.Name, word: str, scope: Scope) -> None:
    hint = _did_you_mean(word, scope) or _NAMES_ARE
    context.fault("N101", node, f"No field is called `{word}`.", hint, span=_span(node, word))


_NAMES_ARE = (
    "Write the id of a question (what stands before its colon), or a name of `conditions` or `calculations`."
)
_ANSWERS = {"yes": "yes", "no": "no", "true": "yes", "false": "no", "oui": "yes", "non": "no"}


def _did_you_mean(word: str, scope: Scope) -> str | None:
    if word.lower() in _ANSWERS:
        return f"Write `{_ANSWERS[word.lower()]}`."
    for binding in scope.known():
        if isinstance(binding.type, List) and word in binding.type.item:
            said = f"`any of {binding.name} with {word} …`"
            return f"It is asked for each of `{binding.name}`: write {said}, or `all of`, `count of`."
    for binding in scope.known():
        if isinstance(binding.type, Choice) and word in binding.type.options:
            said = f"`{binding.name} is {word}`"
            return f"It is an option of `{binding.name}`: write {said}, or `is one of` before several."
    written: dict[str, Binding] = {}
    for binding in scope.known():
        for known in (binding, *(_members(binding.type) or {}).values()):
            short = known.name.rpartition(".")[2]
            found = scope.find(short)
            written.setdefault(short if found is not None and found.name == known.name else known.name, known)
    shorts = {known.rpartition(".")[2]: known for known in reversed(written)}
    best = word if word in shorts else nearest(word, [*written, *shorts])
    if best is None:
        return None
    best = best if best in written else shorts[best]
    label = written[best].label
    return f"Did you mean `{best}` ({label})?" if label else f"Did you mean `{best}`?"


def _no_member(
    context: Context, node: tree.Name, binding: Binding, word: str, members: Mapping[str, Binding]
) -> None:
    known = nearest(word, list(members))
    label = members[known].label if known else ""
    whole = f"{binding.name}.{known}"
    hint = f"Did you mean `{whole}`{f' ({label})' if label else ''}?" if known else _what_it_has(members)
    message = f"`{binding.name}` has nothing called `{word}`."
    context.fault("N101", node, message, hint, span=_span(node, word))


def _what_it_has(members: Mapping[str, Binding]) -> str:
    shown = list(members)[:_SHOWN]
    return f"It has {', '.join(shown)}{', …' if len(members) > len(shown) else '.'}"


def _outside_list(context: Context, node: tree.Name, binding: Binding, word: str) -> None:
    context.fault(
        "T301",
        node,
        f"{context.quote(node)} is asked once for each item of `{binding.name}`.",
        f"Write `any of {binding.name} with {word} …`, or `all of`, `count of`, `sum of`.",
    )


def _warn_of_shadow(context: Context, node: tree.Name, word: str, binding: Binding) -> None:
    level = context.scope.outer
    while level is not None:
        other = level.find(word)
        if other is not None and other.name != binding.name:
            here = _whole_name(context.scope, binding)
            context.fault(
                "N104",
                node,
                f"Here `{word}` is `{here}`; another field outside has the same name.",
                f"Write `{here}` or `{_whole_name(context.scope, other, outside=True)}`.",
                span=_span(node, word),
                severity="warning",
            )
            return
        level = level.outer


def _whole_name(scope: Scope, binding: Binding, *, outside: bool = False) -> str:
    """How a name is written in full from here: within one of `field_groups` by the name of that group."""
    level: Scope | None = scope
    while level is not None:
        if isinstance(level, Names) and level.called and binding.name.startswith(f"{level.path}."):
            return level.called + binding.name.removeprefix(level.path)
        level = level.outer
    return f"dossier.{binding.name}" if outside else binding.name


def item_names(scope: Scope, kind: List) -> Names:
    """What is seen inside an item of a list: its own fields, then the dossier's."""
    while scope.depth > 0 and scope.outer is not None:
        scope = scope.outer
    return Names(kind.item, outer=scope, depth=1)
