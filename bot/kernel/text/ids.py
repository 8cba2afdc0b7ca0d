"""Slack's ids of people and channels, however they come: alone, as a mention, or in the link that Slack copies."""

import re

_PERSON = re.compile(r"<?@?(?P<id>[UW][A-Z0-9]{7,})(?:\|[^>]*)?>?|https?://\S+/team/(?P<linked>[UW][A-Z0-9]{7,})/?")
_CHANNEL = re.compile(
    r"<?#?(?P<id>[CG][A-Z0-9]{7,})(?:\|[^>]*)?>?|https?://\S+/(?:archives|client/\w+)/(?P<linked>[CG][A-Z0-9]{7,})/?"
)


def person_id(typed: str) -> str:
    """`U0SOFIA000` of `<@U0SOFIA000|sofia>` or of a profile's link; empty where it is none of these."""
    return _id(_PERSON, typed)


def channel_id(typed: str) -> str:
    return _id(_CHANNEL, typed)


def _id(pattern: re.Pattern[str], typed: str) -> str:
    match = pattern.fullmatch(typed.strip())
    return (match["id"] or match["linked"]) if match else ""
