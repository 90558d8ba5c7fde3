"""Readers: from a node to one kind of value. Constructs are declared with them."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Mapping as Dict
from decimal import Decimal, InvalidOperation
from typing import Any, Final, Generic, TypeVar

from formgen.language.constructs import INVALID, Construct, Invalid, Place, Reader, read_construct
from formgen.language.expressions import RESERVED_NAMES, RESERVED_OPTIONS, Expression, ExpressionFault, parse
from formgen.language.problems import nearest
from formgen.language.source import Mapping, Node, Scalar, Sequence
from formgen.language.values import Duration

T = TypeVar("T")
C = TypeVar("C", bound=Construct)

IDENTIFIER: Final = re.compile(r"[a-z][a-z0-9_]*\Z")


class Text:
    """A text of the author: what it says, where it stands, and its place for translators."""

    __slots__ = ("node", "place", "value")

    def __init__(self, value: str, place: str, node: Scalar) -> None:
        self.value = value
        self.place = place
        self.node = node

    def __repr__(self) -> str:
        return f"<Text {self.place}>"


class Formula:
    """A condition or a calculation as the author wrote it, parsed but not yet typed."""

    __slots__ = ("expression", "node", "place")

    def __init__(self, expression: Expression, node: Scalar, place: str) -> None:
        self.expression = expression
        self.node = node
        self.place = place

    def __repr__(self) -> str:
        return f"<Formula {self.expression.text!r}>"


class Case(Generic[T]):
    """One of several cases: it applies when its condition is true; `when` is None for `otherwise`."""

    __slots__ = ("node", "value", "when")

    def __init__(self, when: Formula | None, value: T, node: Node) -> None:
        self.when = when
        self.value = value
        self.node = node

    def parts_to_walk(self) -> tuple[object, ...]:
        """What `walk` finds in it."""
        return (self.when, self.value)


class Cases(Generic[T]):
    """Cases in the order they are tried."""

    __slots__ = ("items", "node")

    def __init__(self, items: tuple[Case[T], ...], node: Node) -> None:
        self.items = items
        self.node = node

    def parts_to_walk(self) -> tuple[object, ...]:
        """What `walk` finds in it."""
        return self.items


class _Scalar(Generic[T]):
    """Reads a plain text by a function that returns None for what it does not understand."""

    def __init__(self, expects: str, convert: Callable[[str], T | None], hint: str) -> None:
        self.expects = expects
        self.convert = convert
        self.hint = hint

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
    name = place.path.rpartition(".")[2]
    if isinstance(node, Scalar):
        if node.value.strip() == "":
            return place.report("S013", node, f"`{name}` is empty; {expects} is wanted.", hint)
        return node.value
    written = "a list" if isinstance(node, Sequence) else "keys with values"
    return place.report("S014", node, f"`{name}` wants {expects}; here are {written}.", hint)


class _Text:
    expects = "a text"

    def read(self, node: Node, place: Place) -> Text | Invalid:
        value = scalar_text(
            node,
            place,
            self.expects,
            "Write the text behind the colon, in quotes if it holds a colon or braces.",
        )
        if isinstance(value, Invalid):
            return value
        assert isinstance(node, Scalar)
        # A block scalar ends with a line break that nobody wrote on purpose.
        return Text(value.rstrip("\n"), place.path, node)


class _Formula:
    def __init__(self, expects: str) -> None:
        self.expects = expects

    def read(self, node: Node, place: Place) -> Formula | Invalid:
        name = place.path.rpartition(".")[2]
        if not isinstance(node, Scalar):
            written = "a list" if isinstance(node, Sequence) else "keys with values"
            return place.report(
                "S005",
                node,
                f"`{name}` wants {self.expects}; YAML read {written}.",
                f'Quote {self.expects}: `{name}: "…"`.',
            )
        if node.value.strip() == "":
            return place.report(
                "S013",
                node,
                f"`{name}` is empty; {self.expects} is wanted.",
                f"Write {self.expects}, or delete the line.",
            )
        try:
            return Formula(parse(node.value), node, place.path)
        except ExpressionFault as fault:
            return place.report(fault.code, node.locate(fault.start, fault.end), fault.message, fault.hint)


class _Pattern:
    expects = "a pattern"

    def read(self, node: Node, place: Place) -> Text | Invalid:
        if isinstance(node, Scalar):
            return _Text().read(node, place)
        return place.report(
            "S005",
            node,
            "`pattern` wants a pattern; YAML read a list.",
            'Quote the pattern: `pattern: "[0-9]{10}"`.',
        )


class _Word:
    def __init__(self, words: tuple[str, ...]) -> None:
        self.words = words
        self.expects = "one of " + ", ".join(words)

    def read(self, node: Node, place: Place) -> str | Invalid:
        text = scalar_text(node, place, self.expects, f"Known: {', '.join(self.words)}.")
        if isinstance(text, Invalid) or text in self.words:
            return text
        similar = nearest(text, self.words)
        hint = f"Did you mean `{similar}`?" if similar else f"Known: {', '.join(self.words)}."
        name = place.path.rpartition(".")[2]
        return place.report("S016", node, f"`{text}` is not known for `{name}`.", hint)


class _ListOf(Generic[T]):
    def __init__(self, item: Reader[T], one_allowed: bool) -> None:
        self.item = item
        self.one_allowed = one_allowed
        self.expects = f"a list, each item {item.expects}"

    def read(self, node: Node, place: Place) -> tuple[T, ...] | Invalid:
        if isinstance(node, Sequence):
            read = [self.item.read(each, place.child(str(index))) for index, each in enumerate(node.items)]
            values = tuple(each for each in read if not isinstance(each, Invalid))
            return values if len(values) == len(read) else INVALID
        if self.one_allowed:
            value = self.item.read(node, place.child("0"))
            return value if isinstance(value, Invalid) else (value,)
        name = place.path.rpartition(".")[2]
        return place.report(
            "S014",
            node,
            f"`{name}` wants {self.expects}.",
            "Begin each item with `- ` on its own line, or write [a, b].",
        )


class _MappingOf(Generic[T]):
    """A mapping from ids to values; a construct is told its id."""

    def __init__(
        self,
        read_item: Callable[[Node, Place, Scalar], T | Invalid],
        of: str,
        reserved: frozenset[str],
        free_keys: bool,
    ) -> None:
        self.read_item = read_item
        self.reserved = reserved
        self.free_keys = free_keys
        self.expects = f"{of} by their ids"

    def read(self, node: Node, place: Place) -> dict[str, T] | Invalid:
        name = place.path.rpartition(".")[2]
        if not isinstance(node, Mapping):
            if isinstance(node, Scalar) and node.value == "":
                return place.report(
                    "S013",
                    node,
                    f"`{name}` is empty; {self.expects} are wanted.",
                    "Write them below it, or delete the line.",
                )
            return place.report(
                "S014",
                node,
                f"`{name}` wants {self.expects}.",
                "Write each as `id:` on its own line, with its keys below it.",
            )
        values: dict[str, T] = {}
        valid = True
        for entry in node.entries:
            id = entry.key.value
            if not self.free_keys and not valid_id(entry.key, self.reserved, place):
                valid = False
            value = self.read_item(entry.value, place.child(id), entry.key)
            if isinstance(value, Invalid):
                valid = False
            else:
                values[id] = value
        return values if valid else INVALID


def valid_id(node: Scalar, reserved: frozenset[str], place: Place) -> bool:
    """Whether a key can be an id; reports it if not, with a proposal."""
    id = node.value
    if not IDENTIFIER.match(id):
        proposal = re.sub(r"[^a-z0-9_]+", "_", id.lower()).strip("_") or "name"
        if not proposal[0].isalpha():
            proposal = f"n{proposal}"
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


class _CasesOf(Generic[T]):
    """A value, or `cases:` whose items hold one each under `key_name`."""

    def __init__(self, value: Reader[T], key_name: str) -> None:
        self.value = value
        self.key_name = key_name
        self.expects = f"{value.expects}, or `cases:`"

    def read(self, node: Node, place: Place) -> T | Cases[T] | Invalid:
        if not (isinstance(node, Mapping) and node.get("cases") is not None):
            return self.value.read(node, place)
        items = node.get("cases")
        if len(node.entries) > 1:
            extra = next(entry.key for entry in node.entries if entry.key.value != "cases")
            place.report(
                "S008",
                extra,
                f"`{extra.value}` cannot stand beside `cases`.",
                "Put it into a case, or delete it.",
            )
            return INVALID
        assert items is not None
        return self.read_items(items, place.child("cases"))

    def read_items(self, node: Node, place: Place) -> Cases[T] | Invalid:
        if not isinstance(node, Sequence) or not node.items:
            return place.report(
                "S014",
                node,
                "`cases` wants a list of cases.",
                f"Begin each with `- when: …`, then `{self.key_name}: …` below `when`.",
            )
        read = [
            self._read_case(each, place.child(str(index)), last=index == len(node.items) - 1)
            for index, each in enumerate(node.items)
        ]
        cases = tuple(each for each in read if not isinstance(each, Invalid))
        return Cases(cases, node) if len(cases) == len(read) else INVALID

    def _read_case(self, node: Node, place: Place, last: bool) -> Case[T] | Invalid:
        if not isinstance(node, Mapping):
            return place.report(
                "S014",
                node,
                "A case is written as `when:` and what then applies.",
                f"Write `when: …` and, below it, `{self.key_name}: …`.",
            )
        when = read_case_condition(node, place, last)
        inner = node.get(self.key_name)
        if inner is None:
            return place.report(
                "S012",
                node.entries[0].key,
                f"`{self.key_name}` is missing in this case.",
                f"Add `{self.key_name}:` below `when`.",
            )
        value = self.value.read(inner, place.child(self.key_name))
        valid = not isinstance(when, Invalid) and not isinstance(value, Invalid)
        for entry in node.entries:
            if entry.key.value not in ("when", "otherwise", self.key_name):
                similar = nearest(entry.key.value, ("when", "otherwise", self.key_name))
                place.report(
                    "S008",
                    entry.key,
                    f"`{entry.key.value}` is not an option of a case.",
                    f"Did you mean `{similar}`?"
                    if similar
                    else f"Known here: `when`, `otherwise`, `{self.key_name}`.",
                )
                valid = False
        return Case(when, value, node) if valid else INVALID  # type: ignore[arg-type]  # - `valid` rules INVALID out


def read_case_condition(node: Mapping, place: Place, last: bool) -> Formula | Invalid | None:
    """The condition of a case: `when: …`, or None for `otherwise: true`, which must stand last."""
    when, otherwise = node.get("when"), node.get("otherwise")
    if when is not None and otherwise is not None:
        return place.report(
            "S017", otherwise, "A case has `when` or `otherwise`, not both.", "Delete one of the two lines."
        )
    if when is not None:
        return condition().read(when, place.child("when"))
    if otherwise is None:
        return place.report(
            "S012",
            node.entries[0].key if node.entries else node,
            "This case has no `when`.",
            "Add `when: …`, or `otherwise: true` for all the rest.",
        )
    if not (isinstance(otherwise, Scalar) and otherwise.value == "true"):
        return place.report(
            "S015",
            otherwise,
            "`otherwise` is written `otherwise: true`.",
            "What then applies stands on the next line.",
        )
    if not last:
        return place.report(
            "S017", otherwise, "Cases after `otherwise` are never reached.", "Move `otherwise` to the end."
        )
    return None


class _Either(Generic[T]):
    def __init__(self, expects: str, choose: Callable[[Node], Reader[T]]) -> None:
        self.expects = expects
        self.choose = choose

    def read(self, node: Node, place: Place) -> T | Invalid:
        return self.choose(node).read(node, place)


class _Of(Generic[C]):
    def __init__(self, construct: type[C]) -> None:
        self.construct = construct
        self.expects = construct.noun

    def read(self, node: Node, place: Place) -> C | Invalid:
        return read_construct(self.construct, node, place)


# What constructs are declared with.


def text() -> Reader[Text]:
    """A text shown to people: Markdown, placeholders, translated."""
    return _Text()


def plain() -> Reader[str]:
    """A text for machines: not translated, no placeholders."""
    return _Scalar("a text", lambda value: value, "Write it behind the colon.")


def signs() -> Reader[str]:
    """Single signs, a blank among them, as in `ignore: " -"`."""
    return _Signs()


class _Signs:
    expects = "signs in quotes"

    def read(self, node: Node, place: Place) -> str | Invalid:
        if isinstance(node, Scalar) and node.value:
            return node.value
        return place.report(
            "S014",
            node,
            "`ignore` wants the signs to leave out, in quotes.",
            'Write them one after the other: `ignore: " -"`.',
        )


def pattern() -> Reader[Text]:
    """A regular expression, always matched against the whole text."""
    return _Pattern()


def condition() -> Reader[Formula]:
    """A condition in the expression language."""
    return _Formula("a condition")


def calculation() -> Reader[Formula]:
    """An expression of any type."""
    return _Formula("an expression")


def word(*words: str) -> Reader[str]:
    """One of a few fixed words."""
    return _Word(words)


def flag() -> Reader[bool]:
    """true or false."""
    return _Scalar("true or false", {"true": True, "false": False}.get, "Write `true` or `false`.")


def whole_number(least: int = 0, most: int = 1_000_000_000) -> Reader[int]:
    """A whole number between two bounds."""

    def convert(value: str) -> int | None:
        number = int(value) if re.fullmatch(r"-?[0-9]{1,12}", value) else None
        return number if number is not None and least <= number <= most else None

    return _Scalar(
        f"a whole number from {least} to {most}"
        if most < 1_000_000_000
        else f"a whole number, {least} or more",
        convert,
        "Write digits only, such as 5.",
    )


def file_size() -> Reader[int]:
    """A size such as "10 MB", in bytes (a megabyte is 1,000,000)."""
    units = {"KB": 1_000, "MB": 1_000_000, "GB": 1_000_000_000}

    def convert(value: str) -> int | None:
        found = re.fullmatch(r"([0-9]{1,6}) ?(KB|MB|GB)", value)
        return int(found[1]) * units[found[2]] if found else None

    return _Scalar("a size", convert, "Write a number and KB or MB, such as `10 MB`.")


_UNITS: Final[Dict[str, tuple[int, int, int]]] = {
    "year": (12, 0, 0),
    "month": (1, 0, 0),
    "week": (0, 7, 0),
    "day": (0, 1, 0),
    "hour": (0, 0, 60),
    "minute": (0, 0, 1),
}


def duration() -> Reader[Duration]:
    """A calendar duration such as "6 months" or "30 days"."""

    def convert(value: str) -> Duration | None:
        found = re.fullmatch(r"([0-9]{1,4}) (year|month|week|day)s?", value)
        if not found:
            return None
        months, days, _ = _UNITS[found[2]]
        return Duration(int(found[1]) * months, int(found[1]) * days)

    return _Scalar(
        "a duration", convert, "Write a number and years, months, weeks or days, such as `6 months`."
    )


class Timed:
    """A span of time on the clock, in minutes, as the author wrote it ("24 hours")."""

    __slots__ = ("amount", "minutes", "unit")

    def __init__(self, amount: int, unit: str) -> None:
        self.amount = amount
        self.unit = unit
        self.minutes = amount * {"minute": 1, "hour": 60, "day": 1440}[unit]


def timed() -> Reader[Timed]:
    """A span of clock time such as "20 minutes" or "24 hours"."""

    def convert(value: str) -> Timed | None:
        found = re.fullmatch(r"([0-9]{1,4}) (minute|hour|day)s?", value)
        return Timed(int(found[1]), found[2]) if found else None

    return _Scalar("a time", convert, "Write a number and minutes, hours or days, such as `24 hours`.")


def money() -> Reader[tuple[Decimal, str | None]]:
    """An amount with its currency (None: the spec's)."""

    def convert(value: str) -> tuple[Decimal, str | None] | None:
        number, _, currency = value.partition(" ")
        try:
            amount = Decimal(number)
        except InvalidOperation:
            return None
        return (amount, currency or None) if not currency or re.fullmatch(r"[A-Z]{3}", currency) else None

    return _Scalar("an amount of money", convert, "Write a number and a currency, such as `0 EUR`.")


def identifier(reserved: bool = True) -> Reader[str]:
    """An id: small letters, digits and _."""
    hint = "Ids are small letters, digits and _, a letter first."
    return _Scalar("an id", lambda value: value if IDENTIFIER.match(value) else None, hint)


def path() -> Reader[Text]:
    """A name, or names joined by dots, of something that stands elsewhere; checked later."""
    return _Path()


class _Path:
    expects = "a name"

    def read(self, node: Node, place: Place) -> Text | Invalid:
        value = scalar_text(
            node, place, self.expects, "Write the id of something that is defined in this file."
        )
        if isinstance(value, Invalid):
            return value
        if not all(IDENTIFIER.match(part) for part in value.split(".")):
            return place.report(
                "S015",
                node,
                f"`{value}` is not a name.",
                "Names are ids joined by dots, such as `spouse.birth_date`.",
            )
        assert isinstance(node, Scalar)
        return Text(value, place.path, node)


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
    )


def options_by_id(construct: type[C]) -> Reader[dict[str, C]]:
    """Options by their ids (other words are reserved there than in names); keys of lists may be capitals."""
    return by_id(construct, RESERVED_OPTIONS)


def by_key(item: Reader[T], of: str, free_keys: bool = False) -> Reader[dict[str, T]]:
    """Values by their ids, or by any words with `free_keys`."""
    return _MappingOf(
        lambda node, place, key: item.read(node, place),
        of,
        RESERVED_NAMES if not free_keys else frozenset(),
        free_keys,
    )


def mapping_of(
    read_item: Callable[[Node, Place, Scalar], T | Invalid],
    of: str,
    reserved: frozenset[str] = RESERVED_NAMES,
) -> Reader[dict[str, T]]:
    """Values by their ids, each read by a function that is told the id."""
    return _MappingOf(read_item, of, reserved, free_keys=False)


def cases_or(value: Reader[T], key_name: str = "is") -> Reader[T | Cases[T]]:
    """A value, or cases of it."""
    return _CasesOf(value, key_name)


def cases(value: Reader[T], key_name: str = "is") -> Reader[Cases[T]]:
    """The list that stands below `cases:`."""

    class _Items:
        expects = "a list of cases"

        def read(self, node: Node, place: Place) -> Cases[T] | Invalid:
            return _CasesOf(value, key_name).read_items(node, place)

    return _Items()


def either(expects: str, choose: Callable[[Node], Reader[Any]]) -> Reader[Any]:
    """One of several readers, chosen by the look of the node."""
    return _Either(expects, choose)


def of(construct: type[C]) -> Reader[C]:
    """A construct."""
    return _Of(construct)
