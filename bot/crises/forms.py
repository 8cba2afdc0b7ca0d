"""The forms about crises. A field's id is the name that checks give its problems to."""

from collections.abc import Sequence
from datetime import datetime

from slack_sdk.models.blocks import Block, InputBlock
from slack_sdk.models.views import View

from bot.crises.buttons import open_instead
from bot.crises.matrix import grid
from bot.crises.model import Crisis
from bot.crises.texts import CONFIDENTIAL, SHORT, deadline, excerpt, gist, risk, standing
from bot.governance import Governance, RiskMatrix
from bot.kernel.durations import spoken
from bot.kernel.escalation import Level
from bot.kernel.numbers import number_of
from bot.kernel.reference import Ref
from bot.kernel.text.markup import Markup, channel, mentions, mrkdwn, quote, shorten
from bot.kernel.views import limits
from bot.kernel.views.blocks import (
    actions,
    button,
    context,
    modal,
    section,
    select_input,
    user_input,
)
from bot.kernel.views.checkboxes import checkboxes
from bot.kernel.views.searches import several_input
from bot.private import private_input

RAISE = "crises.raise"
RAISED = "crises.raised"
RAISE_SEARCH = "crises.raise.accounts"
ABOUT_A_MESSAGE = "crises.about_a_message"
QUOTE = "crises.quote"
LINK = "crises.link"
THAW, KEEP = "thaw", "keep"
"""What becomes of what is frozen for a crisis that is over."""
UPDATE = "crises.update"
KIND = "crises.kind"
RESOLVE = "crises.resolve"
MAKE_PUBLIC = "crises.make_public"

LONGEST_TEXT = 3000
"""Slack's limit for one text field."""
LONGEST_LINK = 1000
SHOWN = 3
"""So many crises that look the same are offered."""


def alarm(rules: Governance, what: str = "", evidence: str = "", alike: Sequence[Crisis] = ()) -> View:
    """Short on purpose: whoever raises a crisis is in a hurry. Those that look the same are offered once."""
    return modal(
        RAISE,
        "Raise a crisis",
        [
            private_input(
                "what",
                "What happened?",
                initial=what,
                multiline=True,
                hint="No patient's name or words.",
                longest=LONGEST_TEXT,
            ),
            select_input("likelihood", "How likely is harm?", steps(rules.risk.likelihood)),
            select_input("impact", "How bad would it be?", steps(rules.risk.impact)),
            *([_kind(rules.crisis_kinds, optional=True)] if rules.playbooks else []),
            user_input("lead", "Lead", optional=True),
            several_input("accounts", "Accounts", action_id=RAISE_SEARCH, optional=True),
            private_input(
                "evidence",
                "Evidence link",
                initial=evidence,
                optional=True,
                longest=LONGEST_LINK,
            ),
            checkboxes("confidential", "Confidential?", [("yes", "Confidential: only those in its room see it")]),
            *map(_alike, alike[:SHOWN]),
        ],
        submit="Raise it all the same" if alike else "Raise it",
        metadata=str(max((each.id for each in alike), default="")),
    )


def about(crisis: Crisis, besides: Markup | None = None) -> Block:
    """The first words of a form about a crisis that there is."""
    text = mrkdwn("*{}*\n{}", crisis.label, excerpt(crisis.what, 300))
    return section(mrkdwn("{}\n{}", text, besides) if besides else text)


def _alike(crisis: Crisis) -> Block:
    text = mrkdwn(":warning: *{} looks the same*, {}\n>{}", crisis.label, standing(crisis), gist(crisis.what, 100))
    return section(text, accessory=open_instead(crisis))


def _kind(kinds: Sequence[str], initial: str | None = None, *, optional: bool = False) -> InputBlock:
    return select_input("kind", "Kind", [(each, each) for each in kinds], initial=initial, optional=optional)


def kind(crisis: Crisis, kinds: Sequence[str]) -> View:
    """Its checklist comes with it."""
    lead = about(crisis)
    note = context(mrkdwn("It brings a checklist. What is done already stays done."))
    choice = _kind(kinds, crisis.kind or None)
    return modal(KIND, "Kind of crisis", [lead, choice, note], submit="Choose", metadata=Ref(crisis.id))


def about_a_message(what: str, evidence: str) -> View:
    """Asked before a message's words may come into a crisis; until then they are on the screen alone."""
    quoted = shorten(what, limits.BUTTON_VALUE - len(evidence) - 1)
    return modal(
        ABOUT_A_MESSAGE,
        "Raise a crisis",
        [
            section(mrkdwn("*Can a patient be recognised in this message?*\n{}", quote(shorten(what, SHORT)))),
            context(mrkdwn("By name, face, place or age, or by several together.")),
            actions(
                button("No, quote it", QUOTE, f"{evidence} {quoted}"),
                button("Yes or not sure: only link", LINK, evidence, style="primary"),
            ),
        ],
        submit=None,
    )


def steps(words: Sequence[str]) -> list[tuple[str, str]]:
    return [(str(number), f"{number} · {word}") for number, word in enumerate(words, start=1)]


def raised(
    crisis: Crisis,
    matrix: RiskMatrix,
    first: Level,
    people: Sequence[str],
    room: str,
    now: datetime,
    *,
    lesson: str = "",
) -> View:
    """The form's place after it was sent: what the matrix makes of it, and who is asked. `room` is the channel that it
    has already, `lesson` what an earlier crisis taught about the like.
    """
    where = channel(room) if room else CONFIDENTIAL
    asked = mentions(people) or mrkdwn("everybody in its room")
    soon = "now" if not first.after else f"in {spoken(first.after)}"
    return modal(
        RAISED,
        f"{crisis.label} is raised",
        [
            section(mrkdwn("{} · {}", risk(crisis), where)),
            section(grid(matrix, crisis.likelihood, crisis.impact)),
            section(mrkdwn(":bell: Asked {}: {}, then others.", soon, asked)),
            section(mrkdwn(":alarm_clock: {}, within {}.", deadline(crisis, now), spoken(crisis.respond_within))),
            *([section(mrkdwn(":bulb: Last time: {}", lesson))] if lesson else []),
        ],
        submit=None,
    )


def update(crisis: Crisis) -> View:
    return modal(
        UPDATE,
        "Post an update",
        [
            about(crisis),
            private_input("update", "What is new?", multiline=True, hint="Its room reads it.", longest=LONGEST_TEXT),
        ],
        submit="Post it",
        metadata=Ref(crisis.id),
    )


def make_public(crisis: Crisis) -> View:
    """Asked again: it cannot be taken back."""
    what = "Everybody in the company will see its card, its timeline and all updates. This cannot be taken back."
    return modal(
        MAKE_PUBLIC,
        "Make a crisis public",
        [
            about(crisis),
            section(mrkdwn(":warning: {}", what)),
            context(mrkdwn("Its room is told first. What people wrote there stays private.")),
        ],
        submit="Make it public",
        metadata=Ref(crisis.id),
    )


def resolve(crisis: Crisis, writer: str, outcome: str = "", *, may_thaw: bool = False) -> View:
    """What is frozen for it is asked about, of whoever may thaw it; `writer` would write its after-action review."""
    return modal(
        RESOLVE,
        "Resolve a crisis",
        [
            about(crisis),
            private_input(
                "outcome",
                "How did it end?",
                initial=outcome,
                multiline=True,
                hint="Its room and the raiser read it.",
                longest=LONGEST_TEXT,
            ),
            private_input("cause", "What caused it?", optional=True, multiline=True, longest=LONGEST_TEXT),
            user_input("writer", "Who writes the after-action review?", initial=writer),
            *([frozen_too(crisis)] if may_thaw else []),
        ],
        submit="Resolve it",
        metadata=Ref(crisis.id),
    )


def frozen_too(crisis: Crisis) -> InputBlock:
    """What becomes of it."""
    many = number_of(crisis.frozen, "account")
    choices = [(THAW, "Thaw: authors confirm each post"), (KEEP, "Keep frozen")]
    return select_input("frozen", f"{many} frozen for it", choices, hint="Nothing thaws by itself.")
