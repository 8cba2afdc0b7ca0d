"""Modals on people's screens, stacked at most three deep, and their App Homes."""

from __future__ import annotations

import json
import secrets
from copy import copy

from sandbox.workspace.fields import kept_values, with_ids
from sandbox.workspace.memory import Memory
from sandbox.workspace.models import Json, View
from sandbox.workspace.refusals import Refused

STACK = 3
VIEW_BYTES = 250_000


class Views:
    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._stacks: dict[str, list[View]] = {}
        self.suggested: dict[tuple[str, str], list[Json]] = {}
        """What the app suggested last, by person and action id: only that can be picked."""

    def clear(self) -> None:
        self._stacks.clear()
        self.suggested.clear()

    def stack(self, person: str) -> list[View]:
        """The open modals of a person, the one on top last."""
        with self._memory.lock:
            return list(self._stacks.get(person, []))

    def copies(self, person: str) -> list[View]:
        """The stack for whoever shows it: an update meanwhile shows in the next copies, never halfway in these."""
        with self._memory.lock:
            return [copy(view) for view in self._stacks.get(person, [])]

    def open(self, person: str, content: Json) -> View:
        """A first modal; whatever was open before goes away."""
        with self._memory.lock:
            self._check_external_id(content)
            view = self._new(person, content, "modal")
            self._stacks[person] = [view]
        self._memory.changes.bump()
        return view

    def push(self, person: str, content: Json) -> View:
        with self._memory.lock:
            stack = self._stacks.get(person, [])
            if not stack:
                raise Refused("not_found")
            if len(stack) >= STACK:
                raise Refused("push_limit_reached")
            self._check_external_id(content)
            view = self._new(person, content, "modal")
            view.root_id, view.previous_id = stack[0].id, stack[-1].id
            stack.append(view)
        self._memory.changes.bump()
        return view

    def update(self, view: View, content: Json, unchanged: str = "") -> View:
        """Shows something else in the same place; what was filled in stays where block and action ids stay.

        `unchanged` is the hash that the view must still have.
        """
        with self._memory.lock:
            if unchanged and unchanged != view.hash:
                raise Refused("hash_conflict")
            if content.get("external_id", "") != view.external_id:
                self._check_external_id(content)
            _check_size(content)
            view.values = kept_values(view, with_ids(content)["blocks"])
            view.content = with_ids(content)
            view.hash = _hash(self._memory)
            view.errors = {}
        self._memory.changes.bump()
        return view

    def find(self, view_id: str, external_id: str = "") -> View:
        """An open modal or a home, by either id."""
        with self._memory.lock:
            for view in self._all():
                if (view_id and view.id == view_id) or (external_id and view.external_id == external_id):
                    return view
        raise Refused("not_found")

    def publish(self, person: str, content: Json, unchanged: str = "") -> View:
        with self._memory.lock:
            home = self._memory.state.homes.get(person)
            if home is not None:
                return self.update(home, content, unchanged)
            self._check_external_id(content)
            home = self._new(person, content, "home")
            self._memory.state.homes[person] = home
        self._memory.changes.bump()
        return home

    def remove(self, view: View) -> None:
        """Closes this one and whatever lies above it."""
        with self._memory.lock:
            stack = self._stacks.get(view.person, [])
            if view in stack:
                del stack[stack.index(view) :]
        self._memory.changes.bump()

    def remove_all(self, person: str) -> None:
        with self._memory.lock:
            self._stacks.pop(person, None)
        self._memory.changes.bump()

    def _new(self, person: str, content: Json, kind: str) -> View:
        _check_size(content)
        key = self._memory.new_id("V")
        return View(key, kind, person, with_ids(content), _hash(self._memory), root_id=key)

    def _all(self) -> list[View]:
        """Every open modal and every home."""
        return [*(view for stack in self._stacks.values() for view in stack), *self._memory.state.homes.values()]

    def _check_external_id(self, content: Json) -> None:
        external_id = content.get("external_id", "")
        if external_id and any(view.external_id == external_id for view in self._all()):
            raise Refused("duplicate_external_id")


def _check_size(content: Json) -> None:
    if len(json.dumps(content, ensure_ascii=False).encode()) > VIEW_BYTES:
        raise Refused("view_too_large")


def _hash(memory: Memory) -> str:
    return f"{memory.clock.now().timestamp():.0f}.{secrets.token_hex(4)}"
