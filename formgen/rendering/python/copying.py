"""Functions and classes of formgen as source to stand in a generated file, with everything they use.

A definition is copied as it is written. What it names is copied before it if formgen defines it at the top of
a module, and imported otherwise. So a generated file needs nothing of formgen.
"""

from __future__ import annotations

import ast
import builtins
import importlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

PACKAGE = "formgen"


@dataclass(frozen=True)
class _Definition:
    source: str
    uses: frozenset[str]
    import_: str = ""
    """The import statement that brings it, for what is not ours."""
    origin: tuple[str, str] | None = None
    """The module of ours that defines it, and its name there."""


@dataclass
class Copied:
    """Definitions in an order in which each stands after what it needs when the file is loaded."""

    imports: set[str] = field(default_factory=set)
    definitions: list[str] = field(default_factory=list)
    names: set[str] = field(default_factory=set)

    def add(self, module: str, names: Iterable[str]) -> None:
        """Copy definitions of a module. Raises LookupError for a name that it does not define."""
        for name in names:
            self._add(module, name)

    def defined(self, module: str) -> set[str]:
        """The names that a module defines or imports."""
        return set(_definitions(module))

    def _add(self, module: str, name: str) -> None:
        known = _definitions(module)
        if name not in known:
            raise LookupError(f"{module} defines no {name}")
        found = known[name]
        if found.origin is not None:
            self._add(*found.origin)
        elif found.import_:
            self.imports.add(found.import_)
        elif name not in self.names:
            self.names.add(name)
            for each in sorted(found.uses):
                if each in known:
                    self._add(module, each)
            self.definitions.append(found.source)


@cache
def _definitions(module: str) -> dict[str, _Definition]:
    """What stands at the top of a module, by name."""
    path = importlib.import_module(module).__file__
    assert path is not None
    text = Path(path).read_text(encoding="utf-8")
    lines = text.splitlines()
    found: dict[str, _Definition] = {}
    body = ast.parse(text).body
    for index, node in enumerate(body):
        after = body[index + 1] if index + 1 < len(body) else None
        for name in _names(node):
            found[name] = _definition(node, after, name, lines)
    return found


def _names(node: ast.stmt) -> list[str]:
    match node:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return [name]
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            return [name]
        case ast.Import(names=names) | ast.ImportFrom(names=names):
            return [each.asname or each.name for each in names]
    return []


def _definition(node: ast.stmt, after: ast.stmt | None, name: str, lines: list[str]) -> _Definition:
    if isinstance(node, ast.ImportFrom):
        assert node.module is not None
        original = next(each for each in node.names if (each.asname or each.name) == name)
        if node.module.startswith(PACKAGE):
            return _Definition("", frozenset(), origin=(node.module, original.name))
        written = original.name if original.asname is None else f"{original.name} as {original.asname}"
        return _Definition("", frozenset(), f"from {node.module} import {written}")
    if isinstance(node, ast.Import):
        return _Definition("", frozenset(), f"import {name}")
    first = min([node.lineno, *(each.lineno for each in getattr(node, "decorator_list", ()))])
    last = node.end_lineno
    # A text right behind a constant is its documentation.
    if isinstance(node, ast.Assign | ast.AnnAssign) and _is_text(after):
        assert after is not None
        last = after.end_lineno
    source = "\n".join(lines[first - 1 : last])
    return _Definition(source, frozenset(_used(node)) - {name} - set(dir(builtins)))


def _is_text(node: ast.stmt | None) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def _used(node: ast.AST) -> set[str]:
    """Every name that stands in a definition, those in annotations included."""
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}


def written_imports(statements: Iterable[str]) -> list[str]:
    """Import statements sorted and joined as ruff wants them, those of the standard library first."""
    plain = sorted({each for each in statements if each.startswith("import ")})
    names: dict[str, set[str]] = {}
    for each in statements:
        if each.startswith("from "):
            module, _, name = each.removeprefix("from ").partition(" import ")
            names.setdefault(module, set()).add(name)
    standard = [*plain, *(_from(module, names[module]) for module in sorted(names) if not _foreign(module))]
    foreign = [_from(module, names[module]) for module in sorted(names) if _foreign(module)]
    return [*standard, *([""] if standard and foreign else []), *foreign]


def _foreign(module: str) -> bool:
    return module.startswith("pydantic")


def _from(module: str, names: set[str]) -> str:
    ordered = sorted(names, key=_import_order)
    line = f"from {module} import {', '.join(ordered)}"
    if len(line) <= 110:
        return line
    return f"from {module} import (\n" + "".join(f"    {each},\n" for each in ordered) + ")"


def _import_order(name: str) -> tuple[int, str]:
    """Constants, then classes, then functions."""
    kind = 0 if name.isupper() and len(name) > 1 else 1 if name[0].isupper() else 2
    return kind, name


__all__ = ["Copied", "written_imports"]
