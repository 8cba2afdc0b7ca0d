"""What a person does in a modal: fill in, search, submit, close."""

from __future__ import annotations

from collections.abc import Mapping

from sandbox.blockkit import problems_of_view
from sandbox.desk.answers import Value
from sandbox.desk.complaints import complaints
from sandbox.desk.outcome import NO_ANSWER, Impossible, Outcome
from sandbox.desk.pressing import Pressing
from sandbox.wire import payloads
from sandbox.workspace.fields import Field, elements
from sandbox.workspace.models import Json, View
from sandbox.workspace.refusals import Refused


class InModal(Pressing):
    @property
    def modals(self) -> list[View]:
        """The open ones, the one on top last."""
        return self.workspace.views.stack(self.person.id)

    @property
    def modal(self) -> View | None:
        stack = self.modals
        return stack[-1] if stack else None

    def fill(self, values: Mapping[str, Value] | None = None, /, **more: Value) -> list[Outcome]:
        """Answers fields by block id (or action id); returns what came of those that tell the app at once."""
        view = self._top()
        outcomes = []
        for name, value in {**(values or {}), **more}.items():
            field = self._field(view, name)
            state = self._enter(view, field, value)
            view.errors.pop(field.block_id, None)
            if field.block.get("dispatch_action") or not field.is_input:
                outcomes.append(self._act(view, field, state))
        self.workspace.changes.bump()
        return outcomes

    def search(self, name: str, words: str) -> list[Json]:
        """The options that a select of the open modal shows for typed words."""
        view = self._top()
        return self._search(view, self._field(view, name), words)

    def submit(self) -> Outcome:
        """Presses the modal's submit button; a field that Slack itself refuses is not sent to the app."""
        self._check_seat()
        view = self._top()
        if "submit" not in view.content:
            raise Impossible(f"The modal {view.title!r} has no submit button.")
        if problems := complaints(view):
            view.errors = problems
            self.workspace.changes.bump()
            return Outcome(errors=problems, action="errors")
        payload = payloads.submission(self.workspace, self.person, view)
        reply = self._send("interactive", payload)
        if reply.body is None:
            return Outcome(payload, None, error=NO_ANSWER, action="failed")
        return self._respond(view, payload, reply.body)

    def close(self) -> Outcome:
        """The cancel button of the modal on top."""
        view = self._top()
        self.workspace.views.remove(view)
        return self._tell_closed(view, is_cleared=False)

    def close_all(self) -> Outcome:
        """The cross: every modal of the stack goes."""
        stack = self.modals
        self.workspace.views.remove_all(self.person.id)
        outcomes = [self._tell_closed(view, is_cleared=True) for view in reversed(stack)]
        return outcomes[0] if outcomes else Outcome(action="closed")

    def press_in_modal(self, action_id: str, value: str | None = None, block_id: str | None = None) -> Outcome:
        return self._press(self._top(), action_id, value, block_id)

    def choose_in_modal(self, action_id: str, chosen: Value, block_id: str | None = None) -> Outcome:
        return self._choose(self._top(), action_id, chosen, block_id)

    def _top(self) -> View:
        view = self.modal
        if view is None:
            raise Impossible(f"{self.person.name} has no modal open.")
        return view

    def _field(self, view: View, name: str) -> Field:
        fields = [field for field in elements(view.blocks) if field.holds_a_value]
        for field in fields:
            if field.block_id == name:
                return field
        for field in fields:
            if field.action_id == name:
                return field
        there = ", ".join(field.block_id for field in fields) or "none"
        raise Impossible(f"The modal {view.title!r} has no field {name}; it has {there}.")

    def _tell_closed(self, view: View, *, is_cleared: bool) -> Outcome:
        if not view.content.get("notify_on_close"):
            return Outcome(action="closed")
        payload = payloads.closing(self.workspace, self.person, view, is_cleared=is_cleared)
        reply = self._send("interactive", payload)
        return Outcome(payload, reply.body, action="closed")

    def _respond(self, view: View, payload: Json, body: Json) -> Outcome:
        """Does what the acknowledgement of a submission asks for; what Slack would not understand is a failure."""
        action = body.get("response_action", "closed") if body else "closed"
        try:
            errors = self._apply(view, action, body)
        except Refused as refusal:
            return Outcome(payload, body, error=f"{NO_ANSWER} ({refusal.code})", action="failed")
        return Outcome(payload, body, errors=errors, action=action)

    def _apply(self, view: View, action: str, body: Json) -> dict[str, str]:
        views = self.workspace.views
        if action == "closed":
            views.remove(view)
        elif action == "clear":
            views.remove_all(self.person.id)
        elif action == "errors":
            return self._show_errors(view, body.get("errors", {}))
        elif action in ("update", "push"):
            content = body.get("view", {})
            if problems := self._unknown(body) or problems_of_view(content, "modal"):
                raise Refused("invalid_arguments", *problems)
            views.update(view, content) if action == "update" else views.push(self.person.id, content)
        else:
            raise Refused(f"unknown response_action {action}")
        return {}

    def _show_errors(self, view: View, errors: dict[str, str]) -> dict[str, str]:
        inputs = {block.get("block_id") for block in view.blocks if block["type"] == "input"}
        if not errors or not set(errors) <= inputs:
            raise Refused(f"errors for {', '.join(sorted(set(errors) - inputs)) or 'no field'}")
        view.errors = errors
        self.workspace.changes.bump()
        return errors
