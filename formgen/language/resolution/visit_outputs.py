"""Visits what goes out and what happens: messages, PDFs, numbers, roles, actions, deadlines."""

from __future__ import annotations

from functools import cached_property

from formgen.language.expressions import INTEGER, Binding, Date, Names
from formgen.language.messages import Mail, Message
from formgen.language.placeholders.check import resolve as resolve_name
from formgen.language.readers import Text
from formgen.language.resolution.visiting import Visitor
from formgen.language.workflow import Action, Workflow


class OutputVisitor(Visitor):
    """Types outputs and the workflow."""

    def outputs(self) -> None:
        spec = self.spec
        for message in spec.messages.values():
            self._message(message)
        for fragment in spec.fragments.values():
            self.text(fragment.subject, self.scope, "line")
        for pdf in spec.pdfs.values():
            self.text(pdf.title, self.scope, "line")
            self.text(pdf.text, self.scope)
            for block in pdf.blocks:
                for name in block.names:
                    if resolve_name(tuple(name.value.split(".")), self.scope) is None:
                        self.resolution.reference(name, self.scope.bindings, "name", "N101")
        for number in spec.numbers.values():
            self.text(number.text, self._number_scope, "line")

    @cached_property
    def _number_scope(self) -> Names:
        return Names({"order": Binding("order", INTEGER, 0)}, self.scope)

    def _message(self, message: Message) -> None:
        if isinstance(message.mail, Mail):
            self.text(message.mail.subject, self.scope, "line")
            self.text(message.mail.text, self.scope)
            for name in message.mail.attach:
                self.resolution.reference(name, self.spec.pdfs, "PDF")
        elif isinstance(message.mail, Text):
            self.resolution.reference(message.mail, self.spec.fragments, "fragment")
        if message.in_account is not None:
            self.text(message.in_account.title, self.scope, "line")
            self.text(message.in_account.text, self.scope)
            for name in message.in_account.download:
                self.resolution.reference(name, self.spec.pdfs, "PDF")

    def workflow(self) -> None:
        workflow = self.spec.workflow
        for role in self.spec.roles.values():
            self.text(role.label, self.scope, "line")
            self.condition(role.sees, self.scope)
        if workflow is None:
            return
        for state in workflow.states.values():
            self.text(state.label, self.scope, "line")
        for name, action in workflow.actions.items():
            self._action(name, action, workflow)
        for deadline in workflow.deadlines:
            self.resolution.reference(deadline.in_, workflow.states, "state")
            if deadline.do is not None:
                self.resolution.reference(deadline.do, workflow.actions, "action")
            for message in deadline.send:
                self.resolution.reference(message, self.spec.messages, "message")
            if deadline.on is not None:
                self.resolution.formula(deadline.on, self.scope, Date())

    def _action(self, name: str, action: Action, workflow: Workflow) -> None:
        fields = self.plan.action_fields[name]
        scope = fields[0].scope if fields else self.scope
        self.text(action.label, self.scope, "line")
        self.condition(action.when, scope)
        for placed in fields:
            self.field(placed)
        for state in (*action.from_, action.to):
            self.resolution.reference(state, workflow.states, "state")
        for who in action.by:
            self.resolution.reference(who, ("applicant", "system", *self.spec.roles), "role")
        if action.number is not None:
            self.resolution.reference(action.number, self.spec.numbers, "number")
        for pdf in action.produce:
            self.resolution.reference(pdf, self.spec.pdfs, "PDF")
        for message in action.send:
            self.resolution.reference(message, self.spec.messages, "message")
        for document in action.documents:
            self.resolution.reference(document, self.spec.documents, "document")
