"""Rich text, which Slack's own client writes too: what is in its parts is taken as it is."""

from __future__ import annotations

from sandbox.blockkit.elements import TYPE
from sandbox.blockkit.rules import many, of_type, shape, string

RICH_TEXT = shape({**TYPE, "elements": many(of_type(dict, "an object"), 100)}, {"block_id": string(255)})
