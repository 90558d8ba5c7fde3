"""What a construct is: a class that declares its keys; an instance is what an author wrote."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Generic, Self, TypeVar, dataclass_transform, overload

from formgen.language.constructs.place import Place, Reader
from formgen.language.source import Mapping, Node, Scalar, Span

T = TypeVar("T")
D = TypeVar("D")


class Key(Generic[T]):
    """A key that a construct knows."""

    __slots__ = ("attribute", "default", "doc", "example", "instead", "name", "reader", "required")

    def __init__(
        self, reader: Reader[T], doc: str, *, required: bool, default: Any, example: str, instead: Any = None
    ) -> None:
        self.attribute = self.name = ""
        self.reader = reader
        self.doc = doc
        self.required = required
        self.default = default
        self.example = example
        self.instead = instead
        """What stands for it where a spec with errors is read on; None where its reader may know."""


def key(reader: Reader[T], doc: str, *, example: str = "", instead: T | None = None) -> T:
    """Declare a key that must be written. `instead` stands for it while other mistakes are looked for."""
    declared: Any = Key(reader, doc, required=True, default=None, example=example, instead=instead)
    return declared  # type: ignore[no-any-return]  # - the class attribute stands for the value of instances


@overload
def optional(reader: Reader[T], doc: str, *, example: str = "") -> T | None: ...
@overload
def optional(reader: Reader[T], doc: str, *, default: D, example: str = "") -> T | D: ...
def optional(reader: Reader[Any], doc: str, *, default: Any = None, example: str = "") -> Any:
    """Declare a key that may be left out; `default` then stands for it."""
    return Key(reader, doc, required=False, default=default, example=example)


@dataclass_transform(
    kw_only_default=True, frozen_default=True, eq_default=False, field_specifiers=(key, optional)
)
class Construct:
    """Something an author writes as a mapping. Subclasses declare keys; instances are immutable.

    Every instance knows the node it was read from and its place, and an instance that stands in a
    mapping by id knows that id.
    """

    keys: ClassVar[dict[str, Key[Any]]] = {}
    without: ClassVar[tuple[str, ...]] = ()
    """Keys of the base that make no sense here: unknown to authors, while instances hold their defaults."""
    short_key: ClassVar[str | None] = None
    """The key that a bare text stands for, where the short form is allowed."""
    known: ClassVar[dict[str, Key[Any]]] = {}
    """What an author may write: `keys` but for those `without`."""
    noun: ClassVar[str] = "this"
    """What an author calls it, for messages: "a page", "a text field"."""

    def __init_subclass__(cls) -> None:
        keys = dict(cls.keys)
        for attribute, declared in list(vars(cls).items()):
            if isinstance(declared, Key):
                # Python's own words are declared with an underscore behind: `is_` is the key `is`.
                declared.attribute, declared.name = attribute, attribute.rstrip("_")
                keys[declared.name] = declared
        cls.keys = keys
        cls.known = {name: declared for name, declared in keys.items() if name not in cls.without}

    def __init__(
        self, node: Node, place: Place, values: dict[str, Any], id_node: Scalar | None = None
    ) -> None:
        state = self.__dict__
        state["node"] = node
        state["document"] = place.document
        state["place"] = place.path
        state["id"] = id_node.value if id_node is not None else ""
        state["id_node"] = id_node
        for name, declared in self.keys.items():
            state[declared.attribute] = values.get(name, declared.default)

    @classmethod
    def made(cls, node: Node, place: Place, values: dict[str, Any], id_node: Scalar | None = None) -> Self:
        """An instance as readers make it, from the values of its keys; keys left out hold their defaults.

        Type checkers take the class for one whose keys are its arguments, which suits reading them only.
        """
        construct: Any = cls
        made: Self = construct(node, place, values, id_node)
        return made

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable; {name} cannot be set")

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.place}>"

    @classmethod
    def known_elsewhere(cls, name: str) -> str | None:
        """What to do about a key that a sibling of this construct knows; None for any other."""
        return None

    def has(self, name: str) -> bool:
        """Whether the author wrote the key."""
        return isinstance(self.node, Mapping) and self.node.get(name) is not None

    def node_of(self, name: str) -> Node:
        """The node of a key's value; the construct's own where the key was not written."""
        found = self.node.get(name) if isinstance(self.node, Mapping) else None
        return self.node if found is None else found

    def span_of(self, name: str) -> Span:
        """The place of a key itself; where it was not written, that of the construct's id."""
        if isinstance(self.node, Mapping):
            for entry in self.node.entries:
                if entry.key.value == name:
                    return entry.key.span
        return self.id_span

    @property
    def id_span(self) -> Span:
        """The place of its id, or of its beginning."""
        span: Span = self.id_node.span if self.id_node is not None else self.node.span
        return span

    # Told to type checkers; set by __init__.
    node: ClassVar[Any]
    document: ClassVar[Any]
    place: ClassVar[Any]
    id: ClassVar[Any]
    id_node: ClassVar[Any]

    @classmethod
    def check_keys(cls, values: dict[str, Any], node: Mapping, place: Place) -> bool:
        """What the keys owe each other; reports and returns False when they do not fit. May be overridden."""
        return True


def walk(value: object) -> Iterator[object]:
    """Every construct, text and formula below a value, itself included, in the order of the file."""
    if isinstance(value, Construct):
        yield value
        for declared in value.keys.values():
            yield from walk(value.__dict__[declared.attribute])
    elif isinstance(value, dict):
        for each in value.values():
            yield from walk(each)
    elif isinstance(value, (tuple, list)):
        for each in value:
            yield from walk(each)
    elif value is not None and not isinstance(value, (str, int)):
        yield value
        # Cases, requirements and blocks are no constructs, but hold texts and formulas.
        parts = getattr(value, "parts_to_walk", None)
        if parts is not None:
            yield from walk(parts())
