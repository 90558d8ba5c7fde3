"""Readers of lists, and of mappings by id."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from formgen.language.constructs import (
    AnyOf,
    ById,
    Construct,
    Invalid,
    Keyed,
    Listed,
    Place,
    Reader,
    Shape,
    read_construct,
    stand_in_of,
)
from formgen.language.expressions import RESERVED_NAMES, RESERVED_OPTIONS
from formgen.language.readers.scalars import IDENTIFIER, proposed_id
from formgen.language.readers.stray_keys import report_stray_key
from formgen.language.source import Mapping, Node, Scalar, Sequence

T = TypeVar("T")
_SHORT = 40
C = TypeVar("C", bound=Construct)


class _ListOf(Generic[T]):
    def __init__(self, item: Reader[T], one_allowed: bool) -> None:
        self.item = item
        self.one_allowed = one_allowed
        self.expects = f"a list, each item {item.expects}"

    @property
    def shape(self) -> Shape:
        return Listed(self.item.shape, self.one_allowed)

    def read(self, node: Node, place: Place) -> tuple[T, ...] | Invalid:
        if isinstance(node, Sequence):
            read = [self.item.read(each, place.child(str(index))) for index, each in enumerate(node.items)]
            return tuple(each for each in read if not isinstance(each, Invalid))
        if self.one_allowed:
            value = self.item.read(node, place.child("0"))
            return value if isinstance(value, Invalid) else (value,)
        name = place.name
        return place.report(
            "S014",
            node,
            f"`{name}` wants {self.expects}.",
            f"Write `{name}: [{node.value}]`."
            if isinstance(node, Scalar) and 0 < len(node.value) < _SHORT
            else "Begin each item with `- ` on its own line, or write [a, b].",
        )

    def stand_in(self, near: Scalar, place: Place) -> tuple[T, ...]:
        """None of them."""
        return ()


class _MappingOf(Generic[T]):
    """A mapping from ids to values; a construct is told its id."""

    def __init__(
        self,
        read_item: Callable[[Node, Place, Scalar], T | Invalid],
        of: str,
        reserved: frozenset[str],
        free_keys: bool,
        shape: Callable[[], Shape],
        item: Callable[[], type[Construct]] | None = None,
    ) -> None:
        self.read_item = read_item
        self.reserved = reserved
        self.free_keys = free_keys
        self.item = item
        """Gives the construct that one of them is; None for plain values."""
        self.shape: Shape = ById(shape, ".+", frozenset()) if free_keys else ById(shape, reserved=reserved)
        self.expects = f"{of} by their ids"

    def read(self, node: Node, place: Place) -> dict[str, T] | Invalid:
        if not isinstance(node, Mapping):
            return self._not_a_mapping(node, place)
        item = self.item() if self.item is not None else None
        values: dict[str, T] = {}
        above: Scalar | None = None
        for entry in node.entries:
            id = entry.key.value
            if report_stray_key(entry, item, place, above):
                continue
            above = entry.key
            named = self.free_keys or valid_id(entry.key, self.reserved, place)
            value = self.read_item(entry.value, place.child(id), entry.key)
            if named and not isinstance(value, Invalid):
                values[id] = value
        return values

    def stand_in(self, near: Scalar, place: Place) -> dict[str, T]:
        """None of them."""
        return {}

    def _not_a_mapping(self, node: Node, place: Place) -> Invalid:
        name = place.name
        if isinstance(node, Scalar) and node.value == "":
            return place.report(
                "S013",
                node,
                f"`{name}` is empty; {self.expects} are wanted.",
                "Write them below it, or delete the line.",
            )
        hint = (
            "Write each on its own line as an id and a colon, and below it, two spaces further in, its keys."
        )
        item = self.item() if self.item is not None else None
        first = node.items[0] if isinstance(node, Sequence) and node.items else None
        if isinstance(first, Scalar) and item is not None and item.short_key is not None:
            hint = f"Write an id before each, and no dash: `{proposed_id(first.value)}: {first.value}`."
        return place.report("S014", node, f"`{name}` wants {self.expects}.", hint)


def valid_id(node: Scalar, reserved: frozenset[str], place: Place) -> bool:
    """Whether a key can be an id; reports it if not, with a proposal."""
    id = node.value
    if not IDENTIFIER.match(id):
        proposal = proposed_id(id)
        place.report(
            "N106",
            node,
            f"`{id}` cannot be an id.",
            f"Ids are small letters, digits and _, a letter first: `{proposal}`.",
        )
        return False
    if id in reserved:
        place.report(
            "N105",
            node,
            f"`{id}` is a word of the language and cannot be an id.",
            f"Choose another, such as `{id}_value`.",
        )
        return False
    return True


class _Either(Generic[T]):
    def __init__(
        self, expects: str, choose: Callable[[Node], Reader[T]], readers: tuple[Reader[T], ...]
    ) -> None:
        self.expects = expects
        self.choose = choose
        self.shape: Shape = AnyOf(tuple(each.shape for each in readers))

    def read(self, node: Node, place: Place) -> T | Invalid:
        return self.choose(node).read(node, place)


class _Of(Generic[C]):
    def __init__(self, construct: type[C]) -> None:
        self.construct = construct
        self.expects = construct.noun
        self.shape: Shape = Keyed(construct)

    def read(self, node: Node, place: Place) -> C | Invalid:
        return read_construct(self.construct, node, place)

    def stand_in(self, near: Scalar, place: Place) -> C | Invalid:
        """One with nothing in it but what must be."""
        return stand_in_of(self.construct, near, place)


def list_of(item: Reader[T], one_allowed: bool = False) -> Reader[tuple[T, ...]]:
    """Items in order; with `one_allowed` a single one may stand without a list."""
    return _ListOf(item, one_allowed)


def by_id(construct: type[C], reserved: frozenset[str] = RESERVED_NAMES) -> Reader[dict[str, C]]:
    """Constructs by their ids."""
    return _MappingOf(
        lambda node, place, key: read_construct(construct, node, place, key),
        construct.noun.split(" ", 1)[-1] + "s",
        reserved,
        free_keys=False,
        shape=lambda: Keyed(construct),
        item=lambda: construct,
    )


def options_by_id(construct: type[C]) -> Reader[dict[str, C]]:
    """Options by their ids (other words are reserved there than in names); keys of lists may be capitals."""
    return by_id(construct, RESERVED_OPTIONS)


def by_key(item: Reader[T], of: str, free_keys: bool = False) -> Reader[dict[str, T]]:
    """Values by their ids, or by any words with `free_keys`."""
    return _MappingOf(
        lambda node, place, _: item.read(node, place),
        of,
        RESERVED_NAMES if not free_keys else frozenset(),
        free_keys,
        shape=lambda: item.shape,
    )


def mapping_of(
    read_item: Callable[[Node, Place, Scalar], T | Invalid],
    of: str,
    shape: Callable[[], Shape],
    item: Callable[[], type[Construct]] | None = None,
) -> Reader[dict[str, T]]:
    """Values by their ids, each read by a function that is told the id; `item` gives the construct of one."""
    return _MappingOf(read_item, of, RESERVED_NAMES, free_keys=False, shape=shape, item=item)


def either(expects: str, choose: Callable[[Node], Reader[Any]], *readers: Reader[Any]) -> Reader[Any]:
    """One of several readers, chosen by the look of the node."""
    return _Either(expects, choose, readers)


def of(construct: type[C]) -> Reader[C]:
    """A construct."""
    return _Of(construct)
