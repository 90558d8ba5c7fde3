"""N102: a country that does not exist, in a list that countries are chosen from or compared with.

Countries are written with three capital letters (ISO 3166-1). This spec fails:

```yaml
origin:
  title: Where you come from
  fields:
    nationality: {type: country, label: Your nationality, only: neighbours}
lists:
  neighbours: [BEL, GER]
```

This one passes:

```yaml
origin:
  title: Where you come from
  fields:
    nationality: {type: country, label: Your nationality, only: neighbours}
lists:
  neighbours: [BEL, DEU]
```
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from formgen.language.constructs import walk
from formgen.language.data import NamedList
from formgen.language.expressions import tree
from formgen.language.fields.countries import ALPHA2, country_hint
from formgen.language.fields.country import CountryField
from formgen.language.problems import Problem
from formgen.language.readers import Formula
from formgen.language.resolution import Resolution
from formgen.language.source import Mapping, Node, Sequence

CODE = "N102"
NEEDS_MEANING = False

_CODE = re.compile(r"\b[A-Z]{3}\b")
_IN = re.compile(r"\bin\b")


def check(resolution: Resolution) -> Iterator[Problem]:
    """Every member of a list of countries that is no country."""
    spec = resolution.spec
    fields = [each.spec for each in resolution.plan.everywhere() if isinstance(each.spec, CountryField)]
    if not fields:
        return
    formulas = [part for part in walk(spec) if isinstance(part, Formula)]
    yield from _compared(resolution, {each.id for each in fields}, formulas)
    for name in _lists_of_countries(fields, formulas):
        named = spec.lists.get(name)
        if named is None:
            continue
        for code, node in _members(resolution, name, named):
            if code not in ALPHA2:
                message = f"`{code}` is not the code of a country."
                yield spec.document.problem(CODE, "error", node, message, country_hint(code))


def _compared(resolution: Resolution, countries: set[str], formulas: Iterable[Formula]) -> Iterator[Problem]:
    """Countries that conditions compare with."""
    for part in formulas:
        if not _CODE.search(part.expression.text):
            continue
        for node in _nodes(part.expression.tree):
            if not isinstance(node, tree.Is | tree.IsOneOf) or _last_name(node.left) not in countries:
                continue
            written = (node.right,) if isinstance(node, tree.Is) else node.options
            for each in written:
                code = _last_name(each)
                # Other words are told of with the types: only three capital letters pass there.
                if code.isupper() and len(code) == 3 and code not in ALPHA2:
                    span = part.node.locate(each.start, each.end)
                    message = f"`{code}` is not the code of a country."
                    yield resolution.spec.document.problem(CODE, "error", span, message, country_hint(code))


def _lists_of_countries(fields: list[CountryField], formulas: Iterable[Formula]) -> dict[str, None]:
    """Lists that a country field is limited to, and those that one is looked for in."""
    countries = {each.id for each in fields}
    found = dict.fromkeys(each.only.value for each in fields if each.only is not None)
    for part in formulas:
        for node in _nodes(part.expression.tree) if _IN.search(part.expression.text) else ():
            if isinstance(node, tree.IsIn) and _last_name(node.left) in countries:
                found[_last_name(node.collection)] = None
    return found


def _nodes(node: object) -> Iterator[tree.Node]:
    if isinstance(node, tree.Node):
        yield node
        for field in node.fields:
            yield from _nodes(getattr(node, field))
    elif isinstance(node, tuple):
        for each in node:
            yield from _nodes(each)


def _last_name(node: tree.Node) -> str:
    return node.path[-1] if isinstance(node, tree.Name) else ""


def _members(resolution: Resolution, name: str, named: NamedList) -> Iterator[tuple[str, Node]]:
    if isinstance(named.node, Sequence):
        yield from zip(named.items, named.node.items, strict=True)
    elif named.file is None and isinstance(named.node, Mapping):
        yield from ((entry.key.value, entry.key) for entry in named.node.entries)
    else:
        yield from ((code, named.id_node) for code in resolution.context.list_options(name))
