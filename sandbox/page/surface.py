"""Where blocks are shown to one person: in a message, in a modal, or at the app's home."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sandbox.page.reader import Reader

Values = Mapping[str, Mapping[str, Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class Surface:
    """`name` keeps the ids of the page apart.

    `values` is what the person has entered there, as Slack's `state.values`; `errors` are the sentences under its
    fields, by block id.
    """

    name: str
    reader: Reader
    values: Values = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)

    def id(self, *parts: object) -> str:
        """An id for the page; block and action ids may hold anything, ids in HTML no space."""
        return re.sub(r"[^\w.-]", "_", ".".join(str(part) for part in (self.name, *parts)))
