"""What somebody might type to pass for Concord, and how to see whether any of it came alive in what Slack shows."""

import re
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from bot.kernel.text.characters import pieces
from sandbox.blockkit import are_too_long, problems_of_blocks
from sandbox.workspace.models import Json

SECOND_LINE = "I approve this, signed Lucas"
TEXT = (
    "*boldly* _slanted_ ~struck~ `coded` :siren: <!channel> <@U0MARTA000> <#C0WARROOM0> <!subteam^S0MEDICAL0>"
    " <https://evil.example|Approved> https://evil.example &lt;!here&gt; \u202eecnis\u200b \u2067 ```fenced```\n"
    f"{SECOND_LINE} :white_check_mark:\u2028{SECOND_LINE}\r>>> quoted\n{SECOND_LINE}"
)
NAME = "*boldly* :siren: <!here> \u202e_x_"
ADDRESS = "https://evil.example/#|Approved><!channel>*boldly*"

_FRAGMENTS = [
    *(
        "*",
        "_",
        "~",
        "`",
        "```",
        ":",
        ":tada:",
        "<",
        ">",
        "&",
        "&amp;",
        "|",
        "<!channel>",
        "<@U0MARTA000>",
        "\n",
        ">>>",
    ),
    *("\u202e", "\u2067", "\u200b", "\u00ad", "\u2028", "\u0085", "\u05d0", "\u0627", "\u200d", "\U0001f600", " "),
    *("<https://evil.example|ok>", "https://evil.example/", "\ue000", "\U000e0041", "1", "#", "@", "\u3164", "\ufe0f"),
    *(">>>", "a"),
]
texts = st.lists(st.one_of(st.sampled_from(_FRAGMENTS), st.text(max_size=3)), max_size=40).map("".join)
"""Typed by somebody who knows all of Slack's marks, and by everybody else."""

_ALIVE = re.compile(
    r"\*boldly\*|_slanted_|~struck~|`coded`|```|:siren:|<!(?!date\^)|<@U0MARTA000> <#"
    r"|<https?://evil\.example\|Appr|<https?://evil[^>]*\|Approved>"
)
_ISOLATES = {"\u2066": 1, "\u2067": 1, "\u2068": 1, "\u2069": -1}


def alive(payload: Any) -> list[str]:
    """What of the texts above came alive in a message's text and blocks, or in a view."""
    return [f"{problem}: {text!r}" for text, is_mrkdwn in _said(payload) for problem in _problems(text, is_mrkdwn)]


def beyond(blocks: list[Json]) -> list[str]:
    """Which of Slack's limits blocks break, and where an entity is cut."""
    cut = [text for text, is_mrkdwn in _said(blocks) if is_mrkdwn and re.search(r"&(?!amp;|lt;|gt;)", text)]
    return [*problems_of_blocks(blocks), *cut, *(["too many characters in all"] if are_too_long(blocks) else [])]


def _said(part: Any) -> Iterator[tuple[str, bool]]:
    """Each text with whether its marks mean anything. What is to be copied is exact, as is what a form holds."""
    if isinstance(part, dict):
        if part.get("type") in {"rich_text_preformatted", "plain_text_input"}:
            return
        if isinstance(part.get("text"), str):
            yield part["text"], part.get("type") in {None, "mrkdwn"}
        part = [value for name, value in part.items() if name not in {"value", "private_metadata"}]
    if isinstance(part, list):
        for each in part:
            yield from _said(each)


def _problems(text: str, is_mrkdwn: bool) -> Iterator[str]:
    if is_mrkdwn and _ALIVE.search(text):
        yield "alive"
    if is_mrkdwn and any(line.startswith(SECOND_LINE) for line in text.splitlines()):
        yield "a line of theirs"
    if any(unseen for piece, unseen in pieces(text) if piece not in _ISOLATES):
        yield "unseen"
    if not _closed(text):
        yield "an isolate that is not closed"


def _closed(text: str) -> bool:
    depth = 0
    for character in text:
        depth += _ISOLATES.get(character, 0)
        if depth < 0:
            return False
    return depth == 0
