"""Names of classes, attributes and functions in a generated file: each once, none that is taken."""

from __future__ import annotations

import keyword
from dataclasses import dataclass, field

from formgen.compiler.models import AnswerModel

USED_IN_ANNOTATIONS = frozenset({"bool", "datetime", "float", "frozenset", "int", "list", "str", "tuple"})
"""An attribute called so would hide the type for the annotations behind it."""


@dataclass
class Namespace:
    """The names taken so far at the top of the file."""

    taken: set[str] = field(default_factory=lambda: {"None", "True", "False"})

    def reserve(self, names: set[str]) -> None:
        """Names that stand there already."""
        self.taken |= names

    def new(self, wanted: str) -> str:
        """The name wanted, or one like it that is free."""
        name, number = wanted, 2
        while name in self.taken or keyword.iskeyword(name):
            name, number = f"{wanted}{number}", number + 1
        self.taken.add(name)
        return name


def attribute_of(id: str, among: set[str]) -> str:
    """What the answer of an id is called in its class; with an underscore where the id itself cannot be."""
    name = id
    while (
        keyword.iskeyword(name)
        or keyword.issoftkeyword(name)
        or hasattr(AnswerModel, name)
        or name in USED_IN_ANNOTATIONS
        or (name != id and name in among)
    ):
        name += "_"
    return name


def pascal(path: str) -> str:
    """The name of a class for a path: "spouse.birth" gives "SpouseBirth"."""
    return "".join(word[:1].upper() + word[1:] for word in path.replace(".", "_").split("_"))


def snake(path: str) -> str:
    """A path as part of the name of a function."""
    return path.replace(".", "_").replace(":", "_")
