"""Answer models: pydantic models of a page and of a whole dossier, made from a spec.

They hold answers by value (a date, a number, the id of an option), as other programs have them; what a person
types into a form is read by `Procedure.read`. Groups are models in models, lists are lists of models of their
items, fields that follow an option stand beside their field. A word said in its place: `{"said": WORD}`.
What a condition, a requirement or an earlier stop may make unnecessary is optional, None when not given.

Models know the shape of each answer and its constraints; what answers owe each other is asked of the one
evaluator, by `formgen.compiler.validation`. They are made when first wanted, never to check a spec.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, create_model
from pydantic import Field as ModelField

from formgen.compiler.procedure import Document, Field, Procedure
from formgen.language.fields.base import Requirement
from formgen.language.readers import Cases, Text

Model = type[BaseModel]


class AnswerModel(BaseModel):
    """Base of all answer models: unknown names are refused, the ids of a spec are free to be any word."""

    model_config = ConfigDict(extra="forbid", protected_namespaces=(), populate_by_name=True, frozen=True)


class AnswerModels:
    """The models of one procedure."""

    def __init__(self, procedure: Procedure) -> None:
        self.procedure = procedure
        self._pages: dict[str, Model] = {}
        self._dossier: Model | None = None
        self._nested: dict[str, Model] = {}

    def nested(self, path: str) -> Model:
        """The model of a group, of an item of a list, of what is said: by path. Raises KeyError."""
        self.dossier()
        return self._nested[path]

    def page(self, id: str) -> Model:
        """The model of what a page asks. Raises KeyError for an unknown page."""
        found = self._pages.get(id)
        if found is None:
            page = self.procedure.pages[id]
            parts = {name: part for each in page.fields for name, part in self._parts(each, True).items()}
            found = self._pages[id] = _model(_pascal(id), parts)
        return found

    def dossier(self) -> Model:
        """The model of everything that the procedure asks."""
        if self._dossier is None:
            parts: dict[str, Any] = {}
            stopped = False
            for page in self.procedure.pages.values():
                always = not stopped and not self.procedure.plan.page_conditions[page.id]
                for field in page.fields:
                    parts.update(self._parts(field, always))
                stopped = stopped or bool(page.stops)
            parts.update(self._declarations())
            parts.update(self._documents())
            title = self.procedure.spec.title
            self._dossier = _model(_pascal(self.procedure.id), parts, words_of(title))
        return self._dossier

    def _of_fields(self, path: str, fields: Iterable[Field], always: bool) -> Model:
        """The model of fields that are given together; one for each path."""
        found = self._nested.get(path)
        if found is None:
            parts = {name: part for each in fields for name, part in self._parts(each, always).items()}
            found = self._nested[path] = _model(_pascal(path), parts)
        return found

    def _parts(self, field: Field, always: bool) -> dict[str, Any]:
        """A field and those that follow it, as pydantic wants them. `always`: what it stands in is asked."""
        if not field.spec.asks:
            return {}
        asked = always and field.when is None and field.follows is None
        annotation = self._annotation(field)
        found = _part(field.name, annotation, asked and is_required(field), words_of(field.spec.label))
        if field.type_name not in ("group", "list"):
            for each in field.members:
                found.update(self._parts(each, always=False))
        return found

    def _annotation(self, field: Field) -> Any:
        path = field.full_path
        if field.type_name == "group":
            return self._of_fields(path, field.members, always=True)
        if field.type_name == "list":
            item: Any = self._of_fields(path, field.members, always=_on_one_screen(field))
            return Annotated[list[item], ModelField(max_length=getattr(field.spec, "max", None))]
        annotation = field.spec.annotation(self.procedure.resolution.context)
        return annotation | self._said(path, field.spec.or_say) if field.spec.or_say else annotation

    def _said(self, path: str, words: Mapping[str, Any]) -> Model:
        found = self._nested.get(path)
        if found is None:
            parts = _part("said", _literal(words), True, "")
            found = self._nested[path] = _model(f"{_pascal(path)}Said", parts)
        return found

    def _declarations(self) -> dict[str, Any]:
        parts: dict[str, Any] = {}
        for each in self.procedure.declarations.values():
            parts.update(_part(each.id, bool, False, each.spec.text.value))
        return self._whole("declarations", parts)

    def _documents(self) -> dict[str, Any]:
        parts: dict[str, Any] = {}
        for each in self.procedure.documents.values():
            if each.said:
                parts.update(_part(each.id, self._document(each), False, words_of(each.spec.title)))
        return self._whole("documents", parts)

    def _whole(self, name: str, parts: Mapping[str, Any]) -> dict[str, Any]:
        if not parts:
            return {}
        self._nested[name] = _model(_pascal(name), parts)
        return _part(name, self._nested[name], False, "")

    def _document(self, document: Document) -> Model:
        name = _pascal(document.path)
        parts = _part("said", _literal(document.said), True, "")
        for fields in document.said_fields.values():
            for field in fields:
                parts.update(self._parts(field, always=False))
        self._nested[document.path] = _model(name, parts)
        return self._nested[document.path]


def _model(name: str, parts: Mapping[str, Any], doc: str = "") -> Model:
    return create_model(name, __base__=AnswerModel, __doc__=doc or None, **parts)


def _part(id: str, annotation: Any, required: bool, description: str) -> dict[str, Any]:
    # An id such as `json` or `copy` is an attribute of every model: it is then kept under another name.
    attribute = f"{id}_" if hasattr(AnswerModel, id) else id
    alias = id if attribute != id else None
    if required:
        return {attribute: (annotation, ModelField(alias=alias, description=description or None))}
    return {
        attribute: (annotation | None, ModelField(default=None, alias=alias, description=description or None))
    }


def _literal(words: Iterable[str]) -> Any:
    return Literal[tuple(words)]


def is_required(field: Field) -> bool:
    """Whether a field must be given wherever it is asked."""
    required = field.spec.required
    if field.type_name == "group":
        return any(is_required(each) and each.when is None for each in field.members)
    fixed = not isinstance(required, Cases) and required is Requirement.ALWAYS
    # A locked value is the source's; whoever sends answers need not send it.
    return fixed and field.copied is None and field.spec.asks


def _on_one_screen(field: Field) -> bool:
    pages: Mapping[str, Any] = getattr(field.spec, "pages", None) or {}
    return all(page.when is None for page in pages.values())


def words_of(label: Any) -> str:
    """A text in one line, as its author wrote it; of cases the first."""
    if isinstance(label, Cases):
        label = label.items[0].value if label.items else None
    return label.value.split("\n", 1)[0] if isinstance(label, Text) else ""


def _pascal(path: str) -> str:
    return "".join(word.capitalize() for word in path.replace(".", "_").split("_"))


__all__ = ["AnswerModel", "AnswerModels", "Model", "is_required", "words_of"]
