"""The classes of a generated `models.py`: one for the dossier, each group, item, word said, document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from formgen.compiler.models import is_required, words_of
from formgen.compiler.procedure import Document, Field, Procedure
from formgen.rendering.python.annotations import Annotations
from formgen.rendering.python.layout import (
    WIDTH,
    Bracketed,
    Source,
    call,
    docstring,
    flat,
    lay_out,
    literal,
    quoted,
)
from formgen.rendering.python.naming import Namespace, attribute_of, pascal


@dataclass
class Classes:
    """Writes the classes of a procedure, those inside others first."""

    procedure: Procedure
    names: Namespace
    copied: set[tuple[str, str]] = field(default_factory=set)
    imports: set[str] = field(default_factory=set)
    sources: list[str] = field(default_factory=list)
    dossier: str = ""
    of_path: dict[str, str] = field(default_factory=dict)
    """Path of a group or list (of its items), of a document, of "PATH?" what is said -> class."""
    place_of: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Full path of a question -> the class and the attribute of its answer."""
    _aliases: dict[tuple[str, ...], str] = field(default_factory=dict)
    _path: str = ""

    def __post_init__(self) -> None:
        self.annotations = Annotations(self._alias, self.imports, self.copied)

    def write(self, method: str) -> None:
        """All classes; `method` is put at the end of the dossier's."""
        procedure = self.procedure
        self.dossier = self.names.new(pascal(procedure.id))
        lines: dict[str, list[str]] = {}
        attributes: dict[str, str] = {}
        stopped = False
        for page in procedure.pages.values():
            always = not stopped and not procedure.plan.page_conditions[page.id]
            written = self._all(self.dossier, page.fields, always, attributes)
            if written:
                title = page.spec.title if page.spec is not None else None
                lines[page.id] = [f"# {words_of(title) or page.id}", *written]
            stopped = stopped or bool(page.stops)
        whole = [each for part in lines.values() for each in part]
        whole += self._declarations()
        whole += self._documents()
        self._class(self.dossier, words_of(procedure.spec.title), [*whole, *method.split("\n")])

    def _all(
        self, owner: str, fields: Iterable[Field], always: bool, attributes: dict[str, str]
    ) -> list[str]:
        return [line for each in fields for line in self._field(owner, each, always, attributes)]

    def _field(self, owner: str, field: Field, always: bool, attributes: dict[str, str]) -> list[str]:
        """A field and those that follow it."""
        if not field.spec.asks:
            return []
        asked = always and field.when is None and field.follows is None
        annotation = self._annotation(field)
        attribute = attribute_of(field.name, set(attributes))
        attributes[attribute] = field.name
        self.place_of[field.full_path] = (owner, attribute)
        said = f" | {self._said(field)}" if field.spec.or_say else ""
        words = words_of(field.spec.label)
        lines = self._attribute(attribute, field.name, annotation, asked and is_required(field), words, said)
        if field.type_name not in ("group", "list"):
            for each in field.members:
                lines += self._field(owner, each, False, attributes)
        return lines

    def _attribute(
        self, attribute: str, id: str, annotation: Source, required: bool, words: str, said: str = ""
    ) -> list[str]:
        alias: dict[str, Source] = {} if attribute == id else {"alias": quoted(id)}
        value = ""
        if alias or not required:
            value = " = None"
        if alias:
            self.imports.add("from pydantic import Field")
            value = " = " + flat(call("Field", **({} if required else {"default": "None"}), **alias))
        optional = said + ("" if required else " | None")
        line = f"{attribute}: {flat(annotation)}{optional}{value}"
        if len(line) + 4 > WIDTH:
            line = f"{attribute}: {self._shortened(attribute, annotation)}{optional}{value}"
        lines = [line]
        return [*lines, docstring(words, 1).strip()] if words else lines

    def _shortened(self, attribute: str, annotation: Source) -> str:
        """A name for a type that is too long for the line of its attribute."""
        name = self.names.new(f"{pascal(self._path or attribute)}Answer")
        self.imports.add("from typing import TypeAlias")
        self.sources.append(lay_out(annotation, f"{name}: TypeAlias = "))
        return name

    def _annotation(self, field: Field) -> Source:
        path, self._path = field.full_path, field.full_path
        if field.type_name == "group":
            return self._nested(path, field, always=True)
        if field.type_name == "list":
            pages: Mapping[str, Any] = getattr(field.spec, "pages", None) or {}
            item = self._nested(path, field, always=all(page.when is None for page in pages.values()))
            most = getattr(field.spec, "max", None)
            self.imports |= {"from typing import Annotated", "from pydantic import Field"}
            return Bracketed("Annotated[", [f"list[{item}]", call("Field", max_length=literal(most))], "]")
        return self.annotations.source(field.spec.annotation(self.procedure.resolution.context))

    def _nested(self, path: str, field: Field, always: bool) -> str:
        name = self.of_path[path] = self.names.new(pascal(path))
        self._class(name, words_of(field.spec.label), self._all(name, field.members, always, {}))
        return name

    def _said(self, field: Field) -> str:
        path = field.full_path
        name = self.of_path[f"{path}?"] = self.names.new(f"{pascal(path)}Said")
        self._class(name, "What is said instead.", [self._word(field.spec.or_say)])
        return name

    def _word(self, words: Iterable[str]) -> str:
        self.imports.add("from typing import Literal")
        return lay_out(Bracketed("Literal[", [quoted(each) for each in words], "]"), "said: ", "", 1)

    def _declarations(self) -> list[str]:
        lines = []
        for each in self.procedure.declarations.values():
            attribute = attribute_of(each.id, set())
            lines += self._attribute(attribute, each.id, "bool", False, words_of(each.spec.text))
        return self._whole("declarations", lines, "Declarations of the review.")

    def _documents(self) -> list[str]:
        lines = []
        for each in self.procedure.documents.values():
            if each.said:
                name = self._document(each)
                attribute = attribute_of(each.id, set())
                lines += self._attribute(attribute, each.id, name, False, words_of(each.spec.title))
        return self._whole("documents", lines, "What is said instead of handing documents in.")

    def _document(self, document: Document) -> str:
        name = self.of_path[document.path] = self.names.new(pascal(document.path))
        attributes: dict[str, str] = {}
        lines = [self._word(document.said)]
        for fields in document.said_fields.values():
            # Two words may ask for fields of one name: the class has it once.
            for each in fields:
                seen = attribute_of(each.name, set())
                if seen in attributes:
                    self.place_of[each.full_path] = (name, seen)
                else:
                    lines += self._field(name, each, False, attributes)
        self._class(name, words_of(document.spec.title), lines)
        return name

    def _whole(self, id: str, lines: list[str], words: str) -> list[str]:
        if not lines:
            return []
        name = self.of_path[id] = self.names.new(pascal(id))
        self._class(name, words, lines)
        return self._attribute(attribute_of(id, set()), id, name, False, "")

    def _class(self, name: str, words: str, lines: Iterable[str]) -> None:
        head = f"class {name}(AnswerModel):\n" + docstring(words or name, 1)
        body = "\n".join("    " + each if each else "" for each in lines)
        self.sources.append(f"{head}\n\n{body}" if body.strip() else head)

    def _alias(self, options: tuple[str, ...]) -> str:
        found = self._aliases.get(options)
        if found is None:
            found = self._aliases[options] = self.names.new(f"{pascal(self._path)}Option")
            self.imports.add("from typing import TypeAlias")
            literals = [literal(each) for each in options]
            self.sources.append(lay_out(Bracketed("Literal[", literals, "]"), f"{found}: TypeAlias = "))
        return found


__all__ = ["Classes"]
