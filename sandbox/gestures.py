"""One person at their desk: everything they can do and see in the workspace."""

from __future__ import annotations

from sandbox.at_home import AtHome
from sandbox.composing import Composing
from sandbox.filling import Impossible
from sandbox.form_filling import FormFilling
from sandbox.reading import Reading
from sandbox.seat import Outcome, readable, texts

__all__ = ["Desk", "Impossible", "Outcome", "readable", "texts"]


class Desk(Reading, Composing, FormFilling, AtHome):
    """`workspace.desk("U0MARTA000")`; synchronous, from any ordinary thread, never from the event loop."""
