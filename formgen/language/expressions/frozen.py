"""Small immutable classes whose fields are their annotations, like frozen slotted dataclasses.

`dataclasses` writes and compiles four methods for each class: 0.3 ms each, 14 ms for the nodes of the two trees,
a third of what loading this package takes. Here the methods are written once. Equality is identity.
"""

from __future__ import annotations

from typing import Any, Self, dataclass_transform


@dataclass_transform(frozen_default=True, eq_default=False)
class _FrozenClass(type):
    def __new__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any]) -> _FrozenClass:
        own = tuple(namespace.get("__annotations__", {}))
        defaults = {field: namespace.pop(field) for field in own if field in namespace}
        namespace["__slots__"] = own
        made: Any = super().__new__(cls, name, bases, namespace)
        made.fields = (*getattr(bases[0], "fields", ()), *own) if bases else own
        made.defaults = {**getattr(bases[0], "defaults", {}), **defaults} if bases else defaults
        made.__match_args__ = made.fields
        frozen: _FrozenClass = made
        return frozen


class Frozen(metaclass=_FrozenClass):
    """The base of such classes. Its `fields` are the names of their fields, those of their bases first."""

    def __init__(self, *values: Any, **named: Any) -> None:
        kind: Any = type(self)
        given = {**kind.defaults, **dict(zip(kind.fields, values, strict=False)), **named}
        if len(given) != len(kind.fields) or len(values) > len(kind.fields):
            raise TypeError(f"{kind.__name__} takes {', '.join(kind.fields)}")
        for field, value in given.items():
            object.__setattr__(self, field, value)

    def __setattr__(self, field: str, value: Any) -> None:
        raise AttributeError(f"{type(self).__name__}.{field} cannot be changed")

    def __repr__(self) -> str:
        kind: Any = type(self)
        return f"{kind.__name__}({', '.join(f'{field}={getattr(self, field)!r}' for field in kind.fields)})"

    def replaced(self, **named: Any) -> Self:
        """The same with other values in some fields."""
        kind: Any = type(self)
        made: Self = kind(**{field: getattr(self, field) for field in kind.fields} | named)
        return made
