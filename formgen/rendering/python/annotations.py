"""The type of an answer, as pydantic is given it when formgen runs, as source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, is_dataclass
from dataclasses import field as attribute
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import AfterValidator, BeforeValidator, StringConstraints
from pydantic.fields import FieldInfo

from formgen.rendering.python.layout import Bracketed, Source, call, flat, literal

SHORT = 60
"""Characters up to which options stand where they are used; longer ones get a name."""


@dataclass
class Annotations:
    """Prints annotations, and collects what they need."""

    alias: Callable[[tuple[str, ...]], str]
    """Names a long set of options."""
    imports: set[str] = attribute(default_factory=set)
    copied: set[tuple[str, str]] = attribute(default_factory=set)
    """Classes and functions of our own (module, name)."""

    def source(self, annotation: Any) -> Source:
        """The source of an annotation. Raises TypeError for one that has none."""
        origin, arguments = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            return self._annotated(arguments[0], arguments[1:])
        if origin is Literal:
            return self._options(arguments)
        if origin in (tuple, frozenset, list):
            inside = [self.source(each) for each in arguments if each is not Ellipsis]
            return Bracketed(
                f"{origin.__name__}[", [*inside, *(["..."] if Ellipsis in arguments else [])], "]"
            )
        if origin is not None or not isinstance(annotation, type):
            raise TypeError(f"{annotation!r} cannot be written")
        return self._named(annotation)

    def _named(self, kind: type) -> str:
        if kind.__module__ == "builtins":
            return kind.__name__
        if kind.__module__ == "datetime":
            self.imports.add("import datetime")
            return f"datetime.{kind.__name__}"
        if kind.__module__.startswith("formgen.") and is_dataclass(kind):
            self.copied.add((kind.__module__, kind.__name__))
        else:
            self.imports.add(f"from {kind.__module__} import {kind.__name__}")
        return kind.__name__

    def _options(self, options: tuple[Any, ...]) -> Source:
        self.imports.add("from typing import Literal")
        source = Bracketed("Literal[", [literal(each) for each in options], "]")
        return source if len(flat(source)) <= SHORT else self.alias(options)

    def _annotated(self, kind: Any, constraints: tuple[Any, ...]) -> Source:
        written = [each for each in map(self._constraint, constraints) if each is not None]
        if not written:
            return self.source(kind)
        self.imports.add("from typing import Annotated")
        return Bracketed("Annotated[", [self.source(kind), *written], "]")

    def _constraint(self, constraint: Any) -> Source | None:
        match constraint:
            case StringConstraints():
                names = ("min_length", "max_length", "pattern")
                given = {name: getattr(constraint, name) for name in names}
                self.imports.add("from pydantic import StringConstraints")
                return call("StringConstraints", **{k: literal(v) for k, v in given.items() if v is not None})
            case FieldInfo():
                given = {}
                for each in constraint.metadata:
                    for name in ("ge", "le", "decimal_places", "max_length"):
                        value = getattr(each, name, None)
                        if value is not None:
                            given[name] = value
                if not given:
                    return None
                self.imports.add("from pydantic import Field")
                return call("Field", **{name: literal(value) for name, value in given.items()})
            case BeforeValidator():
                self.imports.add("from pydantic import BeforeValidator")
                self.copied.add((constraint.func.__module__, constraint.func.__name__))
                return f"BeforeValidator({constraint.func.__name__})"
            case AfterValidator():
                # What it verifies, `Field.restated` does.
                return None
        raise TypeError(f"{constraint!r} cannot be written")


__all__ = ["Annotations"]
