"""What is left to do before filing: declarations to make, answers and documents to mend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from formgen.compiler.evaluation import DocumentState, Evaluation, FieldProblem
from formgen.compiler.procedure import Declaration
from formgen.language.readers import Cases
from formgen.rendering.html.documents import document_path
from formgen.rendering.html.filling import Filler
from formgen.rendering.html.views.review import Blocker, DeclarationView
from formgen.rendering.wording import Wording

AddressOf = Callable[[str], str]


class Missing:
    """Finds what is left to do, in one language."""

    def __init__(self, wording: Wording, filler: Filler) -> None:
        self.wording = wording
        self.filler = filler
        self._page_of: dict[str, str] = {}
        for page in wording.procedure.pages.values():
            for each in page.content:
                self._page_of[each.path] = page.id

    def declarations(
        self, evaluation: Evaluation, entries: Mapping[str, Any], *, with_errors: bool
    ) -> list[DeclarationView]:
        """The declarations asked; their errors only after an attempt to file."""
        views = []
        for declaration in self.wording.procedure.declarations.values():
            if not evaluation.asked(declaration.path):
                continue
            views.append(
                DeclarationView(
                    name=declaration.path,
                    text=self.wording.text(
                        declaration.spec.text, self.wording.procedure.scope, "inline"
                    ).html(evaluation.frame),
                    ticked=entries.get(declaration.path) == "yes",
                    optional=_never_required(declaration),
                    errors=self._of_declaration(declaration, evaluation) if with_errors else (),
                )
            )
        return views

    def _of_declaration(self, declaration: Declaration, evaluation: Evaluation) -> list[str]:
        problems = evaluation.problems_of(declaration.path)
        if not any(each.level == "error" for each in problems):
            return []
        statement = self.wording.text(declaration.spec.text, self.wording.procedure.scope, "inline")
        # The sentence around it has a full stop of its own.
        label = statement.text(evaluation.frame).strip().removesuffix(".")
        return [self.wording.words.get("declaration_missing", label=label)]

    def blockers(self, evaluation: Evaluation, level: str, address_of: AddressOf) -> list[Blocker]:
        """Everything wrong at one level, save with declarations, each with where it is mended."""
        found: dict[str, Blocker] = {}
        parts: Counter[str] = Counter()
        for problem in evaluation.problems:
            if problem.level != level or problem.path.startswith("declarations."):
                continue
            page = self.page_of(problem.path)
            if not page:
                continue
            target = self._target(problem.path, evaluation)
            text = self._words_of(problem, evaluation)
            key = f"{problem.path} {problem.code}"
            state = self._state_of(problem.path, evaluation)
            if state is not None and state.period is not None and problem.code == "document_missing":
                # One line for all periods without a paper, leading to the first.
                key = f"{state.document.path} {problem.code}"
                parts[key] += 1
                label = self.filler.documents.title(state.document, evaluation)
                text = self.wording.words.get("document_parts_missing", label=label, count=parts[key])
                target = target if key not in found else found[key].href.partition("#")[2]
            found[key] = Blocker(text=text, href=f"{address_of(page)}#{target}")
        return list(found.values())

    def page_of(self, path: str) -> str:
        """The page on which a problem is mended; "" when there is none."""
        parts = path.split(".")
        for count in range(len(parts), 0, -1):
            page = self._page_of.get(".".join(parts[:count]))
            if page is not None:
                return page
        return ""

    def _words_of(self, problem: FieldProblem, evaluation: Evaluation) -> str:
        fields, frame = self.wording.procedure.fields, evaluation.frame
        field = fields.get(problem.path)
        if field is not None:
            return self.filler.messages.of_field(problem, field, frame)
        parts = problem.path.split(".")
        if parts[0] == "documents":
            return self._words_of_document(problem, evaluation)
        for place, part in enumerate(parts):
            if part.isdigit():
                listed = fields.get(".".join(parts[:place]))
                field = fields.get(".".join([*parts[:place], *parts[place + 1 :]]))
                if listed is None or field is None:
                    break
                item = frame[listed.binding.slot][int(part)]
                name = self.filler.row_names(
                    listed, evaluation, {listed.path: _placeholders(frame[listed.binding.slot])}
                )
                text = self.filler.messages.of_field(problem, field, item)
                return self.wording.words.get("of_item", item=name[int(part)].name, text=text)
        return self.wording.words.get("error_check", label=problem.path)

    def _words_of_document(self, problem: FieldProblem, evaluation: Evaluation) -> str:
        documents = self.filler.documents
        state = self._state_of(problem.path, evaluation)
        if state is not None:
            return documents.message(problem, state, evaluation)
        for document in self.wording.procedure.documents.values():
            if problem.path == document.path:
                label = documents.title(document, evaluation)
                return self.wording.words.get(problem.code, label=label)
            for fields in document.said_fields.values():
                for field in fields:
                    if problem.path.startswith(f"{document.path}.") and problem.path.endswith(
                        f".{field.name}"
                    ):
                        return self.filler.messages.of_field(problem, field, evaluation.frame)
        return self.wording.words.get("error_check", label=problem.path)

    def _state_of(self, path: str, evaluation: Evaluation) -> DocumentState | None:
        """The state that a problem of a document belongs to; that of the first part for the whole of it."""
        for state in evaluation.documents:
            if path in (state.document.path, document_path(state.document.id, state.item)):
                return state
        return None

    def _target(self, path: str, evaluation: Evaluation) -> str:
        """The id of the element where a problem is mended."""
        state = self._state_of(path, evaluation) if path.startswith("documents.") else None
        return f"f-{document_path(state.document.id, state.item)}" if state is not None else f"f-{path}"


def _placeholders(frames: Sequence[Any]) -> list[dict[str, Any]]:
    """Items without entries, for their names alone."""
    return [{"id": str(index)} for index in range(len(frames))]


def _never_required(declaration: Declaration) -> bool:
    required = declaration.spec.required
    return not isinstance(required, Cases) and required.level is None and required.condition is None
