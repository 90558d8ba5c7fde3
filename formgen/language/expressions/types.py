"""Types of expressions. A type says what a name holds, and how it is called in a sentence to an author.

Runtime values of each type: see the table in formgen.language.expressions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from formgen.language.values import ADDRESS_PARTS

if TYPE_CHECKING:
    from formgen.language.expressions.scope import Binding


@dataclass(frozen=True, slots=True)
class Type:
    """Base of all types. `called` is the noun with its article, for messages."""

    called: ClassVar[str] = "a value"


@dataclass(frozen=True, slots=True)
class Text(Type):
    called: ClassVar[str] = "a text"


@dataclass(frozen=True, slots=True)
class Number(Type):
    """Exact decimal; `integer` when it is known to have no decimals."""

    integer: bool = False
    called: ClassVar[str] = "a number"


@dataclass(frozen=True, slots=True)
class Money(Type):
    """An amount in one currency (ISO 4217)."""

    currency: str = "EUR"
    called: ClassVar[str] = "an amount of money"


@dataclass(frozen=True, slots=True)
class Date(Type):
    """A calendar day; a field of type `month` is its first day."""

    called: ClassVar[str] = "a date"


@dataclass(frozen=True, slots=True)
class Moment(Type):
    called: ClassVar[str] = "a date with a time"


@dataclass(frozen=True, slots=True)
class Time(Type):
    called: ClassVar[str] = "a time of day"


@dataclass(frozen=True, slots=True)
class Duration(Type):
    """`unit` is "months" or "days" when all its values are known to be of that one kind, else None."""

    unit: str | None = None
    called: ClassVar[str] = "a duration"


@dataclass(frozen=True, slots=True)
class YesNo(Type):
    """A condition, or a yes_no or agreement field.

    `condition` is True for what may stand alone as a condition (a comparison, a named condition, a
    calculation of type yes_no); a field is written `is yes` and has False.
    """

    condition: bool = False
    called: ClassVar[str] = "yes or no"


@dataclass(frozen=True, slots=True)
class Choice(Type):
    """One of `options` (id -> label). `name` is what messages call it, usually the field or list."""

    options: Mapping[str, str] = field(default_factory=dict, hash=False)
    name: str = ""
    called: ClassVar[str] = "a choice"


@dataclass(frozen=True, slots=True)
class Choices(Type):
    """Any number of `options` (id -> label)."""

    options: Mapping[str, str] = field(default_factory=dict, hash=False)
    name: str = ""
    called: ClassVar[str] = "a choice of several"


@dataclass(frozen=True, slots=True)
class Country(Type):
    """ISO 3166-1 alpha-3. `options` (code -> name): the countries that exist; empty checks the form only."""

    options: Mapping[str, str] = field(default_factory=dict, hash=False)
    called: ClassVar[str] = "a country"


@dataclass(frozen=True, slots=True)
class AddressType(Type):
    """A formgen.language.values.Address; its parts are read as `address.postcode`, texts, "" read as empty.

    `country` among the parts is a country.
    """

    called: ClassVar[str] = "an address"
    parts: ClassVar[tuple[str, ...]] = ADDRESS_PARTS


@dataclass(frozen=True, slots=True)
class Group(Type):
    """Names under a prefix: a group of fields, the fields of an action. It has no value of its own."""

    members: Mapping[str, Binding] = field(default_factory=dict, hash=False)
    called: ClassVar[str] = "a group of fields"


@dataclass(frozen=True, slots=True)
class Members(Type):
    """A constant set for `is in`: the ids of a list, the keys of a table (id -> label)."""

    options: Mapping[str, str] = field(default_factory=dict, hash=False)
    called: ClassVar[str] = "a list of options"


@dataclass(frozen=True, slots=True)
class Record(Type):
    """One record of a source or one matched row of a table.

    `found_slot` holds True when there is one (at the depth of its Binding). `keys`, for tables: what `is in`
    looks in.
    """

    members: Mapping[str, Binding] = field(default_factory=dict, hash=False)
    found_slot: int = 0
    keys: Members | None = None
    called: ClassVar[str] = "a record"


@dataclass(frozen=True, slots=True)
class List(Type):
    """A list. `item`: short name -> Binding of depth 1, whose name is qualified ("children.nationality")."""

    item: Mapping[str, Binding] = field(default_factory=dict, hash=False)
    called: ClassVar[str] = "a list"


@dataclass(frozen=True, slots=True)
class Document(Type):
    """A document to hand in. `alternatives`: id -> label, empty for a single document.

    `verdict`: the binding that `verdict of NAME` reads, when verdicts are known at that place.
    """

    alternatives: Mapping[str, str] = field(default_factory=dict, hash=False)
    verdict: Binding | None = None
    called: ClassVar[str] = "a document"


def described(kind: Type) -> str:
    """The noun for a type in a sentence, with the currency of money."""
    currency = getattr(kind, "currency", None)
    return f"{kind.called} in {currency}" if currency else kind.called


TEXT = Text()
NUMBER = Number()
INTEGER = Number(integer=True)
DATE = Date()
MOMENT = Moment()
TIME = Time()
DURATION = Duration()
YES_NO = YesNo()
CONDITION = YesNo(condition=True)
COUNTRY = Country()
ADDRESS = AddressType()
