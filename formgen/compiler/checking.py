"""An author's checks as closures, and where each is told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from formgen.compiler.closures import Closures
from formgen.compiler.validators import CompiledCheck, Spot
from formgen.language.expressions import Binding, Names
from formgen.language.fields.base import Check
from formgen.language.fields.group import GroupField
from formgen.language.placeholders.check import resolve as resolve_name
from formgen.language.resolution.layout import Placed


def field_checks(closures: Closures, placed: Placed) -> tuple[CompiledCheck, ...]:
    """The checks of a field, told there unless they say otherwise."""
    own = Spot(placed.path, placed.asked_slot)
    return tuple(_compiled(closures, each, placed.scope, (own,)) for each in placed.spec.checks)


def page_checks(
    closures: Closures, checks: Iterable[Check], scope: Names, fields: Sequence[Placed], page: Spot
) -> tuple[CompiledCheck, ...]:
    """The checks of a page, each told at the first field that it reads and that is asked."""
    found = []
    leaves = list(_leaves(fields))
    for each in checks:
        reads = closures.checked(each.must, scope).reads
        first = [placed for placed in leaves if placed.full_path in reads]
        rest = [placed for placed in leaves if placed.full_path not in reads and placed.spec.asks]
        spots = tuple(Spot(placed.path, placed.asked_slot) for placed in (*first, *rest))
        found.append(_compiled(closures, each, scope, spots or (page,)))
    return tuple(found)


def _leaves(fields: Iterable[Placed]) -> Iterable[Placed]:
    for placed in fields:
        if isinstance(placed.spec, GroupField):
            yield from _leaves(placed.members)
        else:
            yield placed
            if not placed.item_slots:
                yield from _leaves(placed.members)


def _compiled(closures: Closures, check: Check, scope: Names, spots: tuple[Spot, ...]) -> CompiledCheck:
    if check.show_at is not None:
        binding = resolve_name(tuple(check.show_at.value.split(".")), scope)
        shown = None if binding is None else _spot(closures, binding, scope)
        spots = spots if shown is None else (shown, *spots)
    must = closures.checked(check.must, scope).python()
    return CompiledCheck(check, closures.condition(check.when, scope), must, check.level, spots)


def _spot(closures: Closures, binding: Binding, scope: Names) -> Spot | None:
    """Where a name is asked; None for what nobody is asked, such as a calculation."""
    names = closures.resolution.plan
    in_dossier = scope.depth > binding.depth
    document = binding.name.removeprefix("documents.")
    if binding.name.startswith("documents.") and document in names.document_slots:
        return Spot(binding.name, names.document_slots[document], in_dossier)
    placed = names.placed().get(binding.name)
    return None if placed is None else Spot(placed.path, placed.asked_slot, in_dossier)


__all__ = ["field_checks", "page_checks"]
