"""Small immutable classes whose fields are their annotations, like frozen slotted dataclasses.

`dataclasses` writes and compiles the methods of each class anew: 0.3 ms a class, 14 ms for the nodes of the
two trees, a third of what loading this package takes. Here they are written once. Equality is identity.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self, dataclass_transform


@dataclass_transform(frozen_default=True, eq_default=False)
class _FrozenClass(type):
    def __new__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any]) -> _FrozenClass:
        annotations: dict[str, str] = namespace.get("__annotations__", {})
        own = tuple(field for field, kind in annotations.items() if not kind.startswith("ClassVar"))
        defaults = {field: namespace.pop(field) for field in own if field in namespace}
        namespace["__slots__"] = own
        base: Any = bases[0] if bases else None
        namespace["fields"] = (*base.fields, *own) if base else own
        namespace["defaults"] = {**base.defaults, **defaults} if base else defaults
        namespace["__match_args__"] = namespace["fields"]
        return super().__new__(cls, name, bases, namespace)


class Frozen(metaclass=_FrozenClass):
    """The base of such classes. `fields`: the names of their fields, those of their bases first."""

    fields: ClassVar[tuple[str, ...]]
    defaults: ClassVar[Mapping[str, Any]]

    def __init__(self, *values: Any, **named: Any) -> None:
        kind = type(self)
        by_place = dict(zip(kind.fields, values, strict=False))
        given = {**kind.defaults, **by_place, **named}
        if len(given) != len(kind.fields) or len(by_place) < len(values) or by_place.keys() & named.keys():
            raise TypeError(f"{kind.__name__} takes {', '.join(kind.fields)}")
        for field, value in given.items():
            object.__setattr__(self, field, value)

    def __setattr__(self, field: str, value: Any) -> None:
        raise AttributeError(f"{type(self).__name__}.{field} cannot be changed")

    def __repr__(self) -> str:
        kind = type(self)
        return f"{kind.__name__}({', '.join(f'{field}={getattr(self, field)!r}' for field in kind.fields)})"

    def replaced(self, **named: Any) -> Self:
        """The same with other values in some fields."""
        return type(self)(**{field: getattr(self, field) for field in self.fields} | named)
