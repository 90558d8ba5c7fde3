"""The run-time stage of templates, made for one thing: pages as bytes, quickly.

A specialised template is one function without blocks, imports or macros, most of it fixed text. Here its
fixed text is encoded when it is compiled, values are escaped and encoded piece by piece, the context is
no more than the names of the page. Jinja’s own way, a text encoded at the end, takes three times as long.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, Final

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, optimizeconst
from jinja2.idtracking import VAR_LOAD_RESOLVE
from jinja2.nodes import EvalContext
from jinja2.runtime import Context
from markupsafe import Markup, escape

LONG: Final = 1000
"""Characters from which encoded HTML is remembered: lists of options, of which there are few."""
SHORT: Final = 100
"""Characters up to which escaped text is remembered."""
_special: Final = re.compile("[&<>\"']").search


class Names(dict[str, Any]):
    """The names of one rendering: those shared by all and those of the page; any other is undefined."""

    def __missing__(self, name: str) -> Any:
        return jinja2.StrictUndefined(name=name)


class QuickContext(Context):
    """The context of one rendering. What a template sets is local to its function."""

    def __init__(self, environment: jinja2.Environment, names: Names, evaluation: EvalContext) -> None:
        # Context's own __init__ would make all of these anew for each page.
        self.parent = names
        # The dict's own method is the quickest there is.
        self.resolve_or_missing = names.__getitem__  # type: ignore[assignment, method-assign]  # - as said
        self.vars = {}
        self.environment = environment
        self.eval_ctx = evaluation
        self.exported_vars = set()
        self.name = None
        self.globals_keys = set()
        self.blocks = {}


class _Generator(CodeGenerator):
    """Yields bytes where Jinja yields text; these are the places that its native templates change, too."""

    def _output_const_repr(self, group: Iterable[Any]) -> str:
        return repr("".join(group).encode())

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("as_bytes(")

    # Jinja looks up attributes, items and callables by functions that try this and that, for templates of
    # anybody on values of any kind. Ours get views: an attribute is one, and no function wants the context.

    def visit_Name(self, node: nodes.Name, frame: Frame) -> None:  # noqa: N802 - a visitor is called by its node
        reference = frame.symbols.ref(node.name)
        load = frame.symbols.find_load(reference)
        if node.ctx == "load" and load is not None and load[0] == VAR_LOAD_RESOLVE:
            # Looked up once when the page begins, and something then: `Names` knows what is undefined.
            self.write(reference)
        else:
            super().visit_Name(node, frame)

    @optimizeconst
    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - a visitor is called by its node
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    @optimizeconst
    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802 - a visitor is called by its node
        self.visit(node.node, frame)
        self.write("[")
        self.visit(node.arg, frame)
        self.write("]")

    @optimizeconst
    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802 - a visitor is called by its node
        if forward_caller:
            raise TypeError("a specialised template has no macros")
        self.visit(node.node, frame)
        self.write("(")
        for before, argument in (
            *(("", each) for each in (*node.args, *node.kwargs)),
            ("*", node.dyn_args),
            ("**", node.dyn_kwargs),
        ):
            if argument is not None:
                self.write(before)
                self.visit(argument, frame)
                self.write(", ")
        self.write(")")


class QuickEnvironment(jinja2.Environment):
    """An environment whose templates are for `Render` alone. It always escapes."""

    code_generator_class = _Generator


class Render:
    """What a template shows, as text or as bytes of UTF-8; `values` are the page's names."""

    __slots__ = ("_environment", "_evaluation", "_root", "_shared")

    def __init__(self, compiled: jinja2.Template) -> None:
        root: Any = compiled.root_render_func
        self._root: Callable[[Context], Iterable[bytes]] = root
        root.__globals__["as_bytes"] = as_bytes
        self._shared = dict(compiled.globals)
        self._environment = compiled.environment
        self._evaluation = EvalContext(compiled.environment, compiled.name)

    def __call__(self, values: dict[str, Any]) -> str:
        return self.encoded(values).decode()

    def encoded(self, values: dict[str, Any]) -> bytes:
        """The page in UTF-8."""
        names = Names(self._shared)
        names.update(values)
        context = QuickContext(self._environment, names, self._evaluation)
        return b"".join(self._root(context))


def as_bytes(value: Any) -> bytes:
    """A value as HTML in UTF-8; HTML is taken as it is."""
    kind = type(value)
    if kind is str:
        return _written(value) if len(value) < SHORT else _escaped(value)
    if kind is Markup:
        return value.encode() if len(value) < LONG else _encoded(value)
    if kind is int:
        return b"%d" % value
    return escape(value).encode()


def _escaped(text: str) -> bytes:
    return (text if _special(text) is None else escape(text)).encode()


# Pages say the same words and addresses again and again.
_written = lru_cache(maxsize=1024)(_escaped)


@lru_cache(maxsize=256)
def _encoded(html: str) -> bytes:
    return html.encode()
