"""One person at their desk: everything they can do and see in the workspace."""

from __future__ import annotations

from sandbox.desk.answers import Given
from sandbox.desk.at_home import AtHome
from sandbox.desk.composing import Composing
from sandbox.desk.in_modal import InModal
from sandbox.desk.outcome import Impossible, Outcome, readable, texts
from sandbox.desk.reading import Reading

__all__ = ["Desk", "Given", "Impossible", "Outcome", "readable", "texts"]


class Desk(Reading, Composing, InModal, AtHome):
    """`Desk(workspace, "marta")`; synchronous, from any ordinary thread, never from the event loop."""
