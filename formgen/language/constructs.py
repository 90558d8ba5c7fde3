"""How a construct of the language is declared: its keys, each with a reader and its documentation.

A construct is a class with a `key` for everything an author may write in it. Reading a mapping
yields an instance, or problems: an unknown key (with the nearest known one), a missing key, and
whatever the readers of the keys find. The declarations are also what the reference of the language
and the schema for editors are made from, so that neither can drift from what is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Final, Generic, Protocol, TypeVar, dataclass_transform, overload

from formgen.language.problems import Problem, Severity, nearest
from formgen.language.source import Document, Mapping, Node, Scalar, Span

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
D = TypeVar("D")


class Invalid:
    """What a reader returns when it has reported why it cannot read a node."""

    def __repr__(self) -> str:
        return "INVALID"


INVALID: Final = Invalid()


class Place:
    """Where reading stands: the path of keys in a document, and the problems found so far."""

    __slots__ = ("constructs", "document", "path", "problems")

    def __init__(
        self,
        document: Document,
        problems: list[Problem],
        path: str = "",
        constructs: tuple[type[Construct], ...] = (),
    ) -> None:
        self.document = document
        self.problems = problems
        self.path = path
        self.constructs = constructs

    def child(self, name: str, construct: type[Construct] | None = None) -> Place:
        """The place of a key below this one; `construct` is entered if given."""
        path = f"{self.path}.{name}" if self.path else name
        constructs = (*self.constructs, construct) if construct else self.constructs
        return Place(self.document, self.problems, path, constructs)

    def entering(self, construct: type[Construct]) -> Place:
        """This place, inside `construct`."""
        return Place(self.document, self.problems, self.path, (*self.constructs, construct))

    def report(
        self,
        code: str,
        node: Node | Span,
        message: str,
        hint: str | None = None,
        severity: Severity = "error",
    ) -> Invalid:
        """Note a problem; returns INVALID, so that a reader can end with it."""
        self.problems.append(self.document.problem(code, severity, node, message, hint))
        return INVALID


class Reader(Protocol[T_co]):
    """Reads one kind of value from a node."""

    expects: str
    """What is wanted, as a noun phrase for messages: "a text", "a list of names"."""

    def read(self, node: Node, place: Place) -> T_co | Invalid:
        """The value, or INVALID after reporting why not."""
        ...


class Key(Generic[T]):
    """A key that a construct knows."""

    __slots__ = ("attribute", "default", "doc", "example", "name", "reader", "required")

    def __init__(self, reader: Reader[T], doc: str, *, required: bool, default: Any, example: str) -> None:
        self.attribute = self.name = ""
        self.reader = reader
        self.doc = doc
        self.required = required
        self.default = default
        self.example = example


def key(reader: Reader[T], doc: str, *, example: str = "") -> T:
    """Declare a key that must be written."""
    declared: Any = Key(reader, doc, required=True, default=None, example=example)
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
    short_key: ClassVar[str | None] = None
    """The key that a bare text stands for, where the short form is allowed."""
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

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable; {name} cannot be set")

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.place}>"

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
        return self.id_node.span if self.id_node is not None else self.node.span

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


C = TypeVar("C", bound=Construct)


def read_construct(
    construct: type[C], node: Node, place: Place, id_node: Scalar | None = None, ignored: tuple[str, ...] = ()
) -> C | Invalid:
    """An instance of `construct` from a node; `ignored` keys were read by the caller."""
    if isinstance(node, Scalar) and construct.short_key is not None:
        value = construct.keys[construct.short_key].reader.read(node, place.child(construct.short_key))
        return (
            value
            if isinstance(value, Invalid)
            else construct(node, place, {construct.short_key: value}, id_node)
        )
    if not isinstance(node, Mapping):
        return _not_a_mapping(construct, node, place)
    inside = place.entering(construct)
    values: dict[str, Any] = {}
    valid = True
    for entry in node.entries:
        name = entry.key.value
        declared = construct.keys.get(name)
        if declared is None:
            if name not in ignored:
                valid = False
                _report_unknown(construct, entry.key, place)
            continue
        value = declared.reader.read(entry.value, inside.child(name))
        if isinstance(value, Invalid):
            valid = False
        else:
            values[name] = value
    written = {entry.key.value for entry in node.entries}
    for name, declared in construct.keys.items():
        if declared.required and name not in written:
            valid = False
            example = f" For example: `{declared.example}`." if declared.example else ""
            place.report(
                "S012",
                id_node.span if id_node is not None else _first_line(node),
                f"`{name}` is missing in {construct.noun}.",
                f"Add `{name}:` – {declared.doc}{example}",
            )
    if valid and construct.check_keys(values, node, place):
        return construct(node, place, values, id_node)
    return INVALID


def _not_a_mapping(construct: type[Construct], node: Node, place: Place) -> Invalid:
    some = ", ".join(f"`{name}:`" for name in list(construct.keys)[:3])
    if isinstance(node, Scalar) and node.value == "":
        return place.report(
            "S013",
            node,
            f"{_sentence(construct.noun)} is empty.",
            f"Write its keys below it, such as {some}.",
        )
    return place.report(
        "S014",
        node,
        f"{_sentence(construct.noun)} is written as keys with values.",
        f"Put keys such as {some} below it, two spaces further in.",
    )


def _report_unknown(construct: type[Construct], written: Scalar, place: Place) -> None:
    name = written.value
    levels = ("just above", "two levels up", "three levels up")
    similar = nearest(name, construct.keys)
    for distance, outer in enumerate(reversed(place.constructs[-3:])):
        # Exactly a key of a parent: the line is too far in. A slip of the finger would rarely be that.
        if name in outer.keys and similar is None:
            place.report(
                "S007",
                written.span,
                f"`{name}` is not known in {construct.noun}; it is known in {outer.noun}, {levels[distance]}.",
                f"Move it to the left, under the other keys of {outer.noun}.",
            )
            return
    known = ", ".join(f"`{each}`" for each in construct.keys)
    place.report(
        "S008",
        written.span,
        f"`{name}` is not an option of {construct.noun}.",
        f"Did you mean `{similar}`?" if similar else f"Known here: {known}.",
    )


def _sentence(noun: str) -> str:
    return noun[:1].upper() + noun[1:]


def _first_line(node: Node) -> Span:
    span = node.span
    return Span(span.line, span.column, span.line, span.column + 1) if span.end_line != span.line else span


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
