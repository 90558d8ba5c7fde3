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
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import EvalContext
from jinja2.runtime import Context
from jinja2.utils import missing
from markupsafe import Markup, escape

LONG: Final = 1000
"""Characters from which encoded HTML is remembered: lists of options, of which there are few."""
_special: Final = re.compile("[&<>\"']").search


class QuickContext(Context):
    """The names of one rendering. `names` are those shared by all and those of the page, in one dict."""

    def __init__(
        self, environment: jinja2.Environment, names: dict[str, Any], evaluation: EvalContext
    ) -> None:
        # Context's own __init__ would make all of these anew for each page.
        self.parent = names
        self.vars = {}
        self.environment = environment
        self.eval_ctx = evaluation
        self.exported_vars = set()
        self.name = None
        self.globals_keys = set()
        self.blocks = {}

    def resolve_or_missing(self, key: str) -> Any:
        """The value of a name, or the sign that there is none."""
        if self.vars and key in self.vars:
            return self.vars[key]
        return self.parent.get(key, missing)

    def call(self, function: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        """Call a function of ours: none of them wants the context or the environment."""
        named.pop("_loop_vars", None)
        named.pop("_block_vars", None)
        return function(*arguments, **named)


class _Generator(CodeGenerator):
    """Yields bytes where Jinja yields text; these are the places that its native templates change, too."""

    def _output_const_repr(self, group: Iterable[Any]) -> str:
        return repr("".join(group).encode())

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("as_bytes(")


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
        context = QuickContext(self._environment, {**self._shared, **values}, self._evaluation)
        return b"".join(self._root(context))


def as_bytes(value: Any) -> bytes:
    """A value as HTML in UTF-8; HTML is taken as it is."""
    kind = type(value)
    if kind is Markup or (kind is str and _special(value) is None):
        text: str = value
        return text.encode() if len(text) < LONG else _encoded(text)
    return escape(value).encode()


@lru_cache(maxsize=256)
def _encoded(html: str) -> bytes:
    return html.encode()
