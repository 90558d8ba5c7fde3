"""The parts of a procedure in a generated file: what is asked when, and what must hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from formgen.compiler.compile import alternatives_of
from formgen.compiler.graph import CycleError, in_order
from formgen.compiler.nodes import Node
from formgen.compiler.ordering import fillers, provided_by
from formgen.compiler.papers import SINGLE
from formgen.compiler.procedure import Document, Field, Page, Procedure
from formgen.compiler.table_rows import IN_FORCE_COLUMN, read_list_rows, read_rows
from formgen.language.documents import Rule
from formgen.language.expressions import Choice, Date, Names, Text
from formgen.language.fields.base import Restated
from formgen.language.placeholders.check import resolve
from formgen.language.readers import Formula
from formgen.language.resolution.layout import type_named
from formgen.rendering.python.classes import Classes
from formgen.rendering.python.functions import Functions
from formgen.rendering.python.layout import Source, call, literal, mapping, quoted, tuple_of


@dataclass
class _Parts:
    """Parts of one frame: the source of each, and the node that orders it."""

    sources: dict[str, Source] = field(default_factory=dict)
    nodes: list[Node] = field(default_factory=list)

    def add(
        self,
        name: str,
        source: Source,
        reads: frozenset[str] = frozenset(),
        after: tuple[str, ...] = (),
        waits: bool = False,
    ) -> None:
        self.sources[name] = source
        self.nodes.append(Node(name, reads, after, _nothing, waits=waits))


def _nothing(*_: Any) -> None:
    """The nodes here are only put in order."""


@dataclass
class Rules:
    """Writes the parts of a procedure."""

    procedure: Procedure
    classes: Classes
    functions: Functions
    provided: frozenset[str] = frozenset()
    """Documents of which some condition reads what was handed in."""
    restated: set[tuple[str, str]] = field(default_factory=set)
    """Functions of field types (module, name) that bring values into their usual form."""

    def __post_init__(self) -> None:
        self.resolution = self.procedure.resolution
        self.scope = self.resolution.scope
        self.placed = self.resolution.plan.placed()

    def parts(self) -> Source:
        """All parts, in the order in which they are decided."""
        found = _Parts()
        last_stop = ""
        for index, page in enumerate(self.procedure.pages.values()):
            last_stop = self._page(found, index, page, last_stop)
        self._declarations(found)
        read = {name for node in found.nodes for name in node.reads}
        self._data(found, read)
        nodes = self._ordered(found.nodes)
        return tuple_of([found.sources[each.name] for each in nodes])

    def _ordered(self, nodes: Sequence[Node]) -> Sequence[Node]:
        provided = {
            name: filler
            for name, filler in fillers(self.resolution, nodes).items()
            if any(each.name == filler for each in nodes)
        }
        careful = [
            replace(
                each, reads=each.reads | (self.functions.read_while_waiting(each.reads) - provided_by(each))
            )
            if each.waits
            else each
            for each in nodes
        ]
        try:
            return in_order(careful, provided)
        except CycleError:
            # Cases may wait for a field whose requirement depends on them: then they are decided first.
            return in_order(nodes, provided)

    def _use(self, name: str) -> str:
        self.functions.used.add(name)
        return name

    # --- pages --------------------------------------------------------------------------------------

    def _page(self, found: _Parts, index: int, page: Page, last_stop: str) -> str:
        step = page.step.spec if page.step else None
        formulas = [each.when for each in (step, page.spec) if each is not None and each.when is not None]
        conditions = [self.functions.of(f"page_{page.id}", each, self.scope) for each in formulas]
        named: dict[str, Source] = {"conditions": tuple_of(conditions)} if conditions else {}
        path = f"pages.{page.id}"
        if page.spec is not None:
            leaves = [each for each in self._leaves(page.fields) if each.spec.asks]
            named |= self.functions.checks(
                page.id,
                page.spec.checks,
                self.scope,
                lambda check: self._spots(check, leaves, self.scope, path),
            )
        source = call(self._use("Page"), path=quoted(path), index=str(index), **named)
        after = (last_stop,) if last_stop else ()
        found.add(f"page:{page.id}", source, self.functions.reads(formulas, self.scope), after)
        self._fields(found, page.fields, path, f"page:{page.id}", page.id)
        for document in page.documents:
            self._document(found, document, page.id)
        for number, stop in enumerate(page.stops):
            when = self.functions.of(f"stop_{page.id}", stop.spec.when, self.scope)
            name = f"stop:{page.id}:{number}"
            source = call(
                self._use("Stop"),
                path=quoted(f"stops.{page.id}.{number}"),
                within=quoted(path),
                when=when,
                index=str(index),
                title=quoted(stop.spec.title.value),
            )
            behind = (f"page:{page.id}", *((last_stop,) if last_stop else ()))
            found.add(name, source, self.functions.reads([stop.spec.when], self.scope), behind)
            last_stop = name
        return last_stop

    def _leaves(self, fields: Iterable[Field]) -> Iterable[Field]:
        for each in fields:
            if each.type_name == "group":
                yield from self._leaves(each.members)
            else:
                yield each
                if each.type_name != "list":
                    yield from self._leaves(each.members)

    def _spots(self, check: Any, leaves: Sequence[Field], scope: Names, path: str) -> Sequence[str]:
        reads = self.functions.reads([check.must], scope)
        first = [each.path for each in leaves if each.full_path in reads]
        return first or [each.path for each in leaves[:1]] or [path]

    # --- fields -------------------------------------------------------------------------------------

    def _fields(self, found: _Parts, fields: Iterable[Field], within: str, after: str, page: str) -> None:
        for each in fields:
            self._field(found, each, within, after, page)

    def _field(self, found: _Parts, field: Field, within: str, after: str, page: str) -> None:
        if not field.spec.asks:
            return
        functions, path = self.functions, field.full_path
        named: dict[str, Source] = {"path": quoted(field.path), "within": quoted(within)}
        named |= functions.optional(f"when_{path}", field.spec.when, field.scope)
        reads = functions.reads([field.spec.when], field.scope)
        checks = functions.checks(path, field.spec.checks, field.scope, lambda _: [field.path])
        behind = (after,) if after else ()
        if field.type_name == "group":
            model = self.classes.of_path[path]
            source = call(self._use("Group"), **named, model=model, **checks)
            found.add(f"field:{path}", source, reads, behind)
            self._fields(found, field.members, field.path, f"field:{path}", page)
            return
        model, attribute = self.classes.place_of[path]
        named |= {"name": quoted(field.binding.name), "model": model, "attribute": quoted(attribute)}
        named |= self._following(field)
        required = functions.required(path, field.spec.required, field.scope)
        named |= {} if required == "always" else {"required": required}
        if field.type_name == "list":
            inside = self._items(field, page)
            named |= inside[0]
            source = call(self._use("Items"), **named, **checks)
            found.add(f"field:{path}", source, reads | inside[1], behind)
            return
        named |= self._answer(field)
        reads |= self._answer_reads(field)
        source = call(self._use("Question"), **named, **checks)
        found.add(f"field:{path}", source, reads, behind)
        self._fields(found, field.members, field.path, f"field:{path}", page)

    def _following(self, field: Field) -> Mapping[str, Source]:
        if field.follows is None:
            return {}
        said: dict[str, Source] = (
            {"follows_said": "True"} if self.placed[field.full_path].follows_said else {}
        )
        return {"follows": quoted(field.follows), **said}

    def _answer(self, field: Field) -> Mapping[str, Source]:
        """How the answer of a field that is no list is read."""
        named: dict[str, Source] = {}
        again = self._again(field.spec.restated(self.resolution.context))
        if again is not None:
            named["again"] = again
        if field.spec.or_say:
            named["said"] = self.classes.of_path[f"{field.full_path}?"]
        offered = self._offered(field)
        if offered:
            named["offered"] = mapping(offered)
        if field.copied is not None:
            held: dict[str, Source] = {}
            if isinstance(field.type, Choice):
                held["options"] = tuple_of([quoted(each) for each in field.options])
            elif again is not None and isinstance(field.type, Text):
                held["again"] = again
            named["copied"] = call(self._use("Held"), quoted(field.copied.name), **held)
            if field.spec.if_missing != "ask":
                named["asked_if_missing"] = "False"
        if field.type_name == "agreement":
            named["agreement"] = "True"
        return named

    def _answer_reads(self, field: Field) -> frozenset[str]:
        reads = self.functions.reads((each.when for each in field.options.values()), field.scope)
        placed, only = self.placed[field.full_path], getattr(field.spec, "only", None)
        if placed.only_scope is not None and isinstance(only, Formula):
            reads |= self.functions.reads([only], placed.only_scope)
        return reads | (frozenset([field.copied.name]) if field.copied is not None else frozenset())

    def _again(self, restated: Restated | None) -> Source | None:
        if restated is None:
            return None
        function = restated.function
        self.restated.add((function.__module__, function.__name__))
        given = {name: value for name, value in restated.settings.items() if value not in (None, "", (), 0)}
        if not given:
            return function.__name__
        settings = {name: literal(value) for name, value in given.items()}
        return call(self._use("partial"), function.__name__, **settings)

    def _offered(self, field: Field) -> list[tuple[str, Source]]:
        found: dict[str, Source] = {}
        placed, only = self.placed[field.full_path], getattr(field.spec, "only", None)
        if placed.only_scope is not None and isinstance(only, Formula):
            function = self.functions.of(f"only_{field.full_path}", only, placed.only_scope)
            read = self.functions.reads([only], placed.only_scope)
            columns = {column: each.name for column, each in placed.row.items() if each.name in read}
            file = self.procedure.spec.lists[getattr(field.spec, "options").value].file  # noqa: B009 - of choices alone
            rows = read_list_rows(self.resolution, file) if file is not None else {}
            for id in field.options:
                row = rows.get(id, {})
                values = [(name, literal(row.get(column))) for column, name in columns.items()]
                found[id] = call(self._use("OfRow"), function, mapping(values))
        for id, option in field.options.items():
            if option.when is not None:
                found[id] = self.functions.of(f"offered_{field.full_path}_{id}", option.when, field.scope)
        return list(found.items())

    def _items(self, field: Field, page: str) -> tuple[Mapping[str, Source], frozenset[str]]:
        """What is asked of an item, and what that reads outside."""
        inside, spec = _Parts(), field.spec
        pages: Mapping[str, Any] = getattr(spec, "pages", None) or {}
        scope = self.placed[field.full_path].item_scope
        assert scope is not None
        if not pages:
            self._fields(inside, field.members, "", "", page)
        for id, each in pages.items():
            self._item_page(inside, field, id, each, scope, page)
        own = {
            each.name.removeprefix("field:"): each.name
            for each in inside.nodes
            if each.name.startswith("field:")
        }
        ordered = in_order(inside.nodes, own)
        written: Any = spec
        named: dict[str, Source] = {
            "page": quoted(page),
            "item": self.classes.of_path[field.full_path],
            "parts": tuple_of([inside.sources[each.name] for each in ordered]),
            "most": str(written.max),
        }
        if written.min:
            named["fewest"] = str(written.min)
        if written.first_question is not None:
            named["first_question"] = "True"
        reads = frozenset(name for each in inside.nodes for name in each.reads if name not in own)
        return named, reads

    def _item_page(self, inside: _Parts, field: Field, id: str, spec: Any, scope: Names, page: str) -> None:
        name, path = f"page:{field.full_path}.{id}", f"pages.{id}"
        members = [each for each in field.members if each.name in spec.fields]
        leaves = [each for each in self._leaves(members) if each.spec.asks]
        named = {
            **self.functions.optional(f"page_{field.full_path}_{id}", spec.when, scope),
            **self.functions.checks(
                f"{field.full_path}_{id}",
                spec.checks,
                scope,
                lambda check: self._spots(check, leaves, scope, path),
            ),
        }
        source = call(self._use("ItemPage"), path=quoted(path), **named)
        inside.add(name, source, self.functions.reads([spec.when], scope))
        self._fields(inside, members, path, name, page)

    # --- documents, declarations --------------------------------------------------------------------

    def _document(self, found: _Parts, document: Document, page: str) -> None:
        spec, path = document.spec, document.path
        cases = spec.cases or spec
        named: dict[str, Source] = {
            "path": quoted(path),
            "within": quoted(f"pages.{page}"),
            **self.functions.optional(f"when_{path}", spec.when, self.scope),
        }
        if path in self.provided:
            named["cases"] = self.functions.cases(path, cases, self.scope, self._papers)
        conditions = [each.when for each in spec.cases.items] if spec.cases else []
        reads = self.functions.reads([spec.when, *conditions], self.scope)
        for each in document.alternatives.values():
            stands = self._stands_for(each)
            reads |= self.functions.reads([each.when], self.scope) | (
                frozenset([stands]) if stands else frozenset()
            )
        found.add(
            f"document:{document.id}", call(self._use("Document"), **named), reads, (f"page:{page}",), True
        )
        for word, fields in document.said_fields.items():
            if fields:
                name, within = f"said:{document.id}.{word}", f"{path}.{word}"
                source = call(
                    self._use("SaidOf"), path=quoted(within), document=quoted(path), word=quoted(word)
                )
                found.add(name, source, frozenset(), (f"document:{document.id}",))
                self._fields(found, fields, within, name, page)

    def _papers(self, name: str, rule: Rule) -> Source:
        papers: list[Source] = []
        for id, each in alternatives_of(rule).items():
            stands = self._stands_for(each)
            when = self.functions.optional(f"paper_{name}_{id}", each.when, self.scope)
            field = {"stands_for_it": quoted(stands)} if stands else {}
            papers.append(call(self._use("Paper"), id=quoted(id), **field, **when))
        if not papers and not rule.not_asked:
            papers.append(call(self._use("Paper"), id=quoted(SINGLE)))
        return tuple_of(papers)

    def _stands_for(self, alternative: Any) -> str:
        if alternative.field is None:
            return ""
        binding = resolve(tuple(alternative.field.value.split(".")), self.scope)
        return "" if binding is None else binding.name

    def _declarations(self, found: _Parts) -> None:
        for each in self.procedure.declarations.values():
            required = self.functions.required(each.path, each.spec.required, self.scope)
            named: dict[str, Source] = {} if required == "always" else {"required": required}
            source = call(
                self._use("Declaration"),
                path=quoted(each.path),
                within=quoted("pages.review"),
                **self.functions.optional(f"when_{each.path}", each.spec.when, self.scope),
                **named,
            )
            reads = self.functions.reads([each.spec.when], self.scope)
            found.add(f"declaration:{each.id}", source, reads, ("page:review",))

    # --- conditions, calculations, tables -----------------------------------------------------------

    def _data(self, found: _Parts, read: set[str]) -> None:
        """What computes the names that the parts read, and their requirements and checks; no more."""
        spec = self.procedure.spec
        wanted = self._wanted(read | self.functions.read)
        for name, formula in spec.conditions.items():
            if name in wanted:
                one = self.functions.of(name, formula, self.scope)
                case = tuple_of([call(self._use("Case"), "None", one)])
                source = call(self._use("Computed"), path=quoted(name), cases=case)
                found.add(f"data:{name}", source, self.functions.reads_of[name])
        for name, calculation in spec.calculations.items():
            if name in wanted:
                kind = self.resolution.plan.calculations[name].type
                value = calculation.cases or calculation.is_
                cases = self.functions.cases(
                    name,
                    value,
                    self.scope,
                    lambda own, each, kind=kind: self._value(own, each, kind),  # type: ignore[misc]  # - a default binds the type of this turn
                )
                source = call(self._use("Computed"), path=quoted(name), cases=cases)
                waits = calculation.cases is not None
                found.add(f"data:{name}", source, self.functions.reads_of[name], waits=waits)
        for name, table in spec.tables.items():
            if name in wanted:
                found.add(f"data:{name}", self._table(name, table, wanted), self.functions.reads_of[name])

    def _value(self, name: str, formula: Any, kind: Any) -> Source:
        return self.functions.of(name, formula, self.scope, kind)

    def _wanted(self, read: set[str]) -> set[str]:
        wanted, pending = set(read), list(read)
        while pending:
            name = pending.pop()
            for table in self.procedure.spec.tables:
                if name.startswith(f"{table}."):
                    wanted.add(table)
            further = self.functions.reads_of.get(name, frozenset()) - wanted
            wanted |= further
            pending += further
        return wanted

    def _table(self, name: str, table: Any, wanted: set[str]) -> Source:
        currency = self.procedure.spec.currency
        keys = [
            self.functions.of(
                f"key_{name}_{column}", formula, self.scope, type_named(table.columns[column].type, currency)
            )
            for column, formula in table.match.items()
        ]
        columns = [column for column in table.columns if f"{name}.{column}" in wanted]
        rows = read_rows(self.resolution, table)
        written = [
            tuple_of(
                [
                    literal(key),
                    literal(row.get(IN_FORCE_COLUMN) if table.in_force is not None else None),
                    mapping([(column, literal(row.get(column))) for column in columns]),
                ]
            )
            for key in rows.keys()  # noqa: SIM118 - a method of our own
            for row in rows.of(key)
        ]
        day: dict[str, Source] = {}
        if table.in_force is not None:
            day["day"] = self.functions.of(f"in_force_{name}", table.in_force, self.scope, Date())
        return call(self._use("Table"), path=quoted(name), keys=tuple_of(keys), rows=tuple_of(written), **day)


__all__ = ["Rules"]
