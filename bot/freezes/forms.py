"""The forms about freezes. A field's id is the name that checks give its problems to."""

from collections.abc import Sequence

from slack_sdk.models.views import View

from bot.freezes.blocks import frozen
from bot.freezes.checks import HOURS, USUAL
from bot.freezes.model import Freeze
from bot.freezes.queries import Standing
from bot.kernel.numbers import number_of
from bot.kernel.reference import Ref
from bot.kernel.text.markup import mentions, mrkdwn, person, several, when
from bot.kernel.views.blocks import context, modal, section, select_input
from bot.kernel.views.searches import several_input
from bot.private import private_input

FREEZE = "freezes.freeze"
FROZEN = "freezes.frozen"
SEARCH = "freezes.search"
THAW = "freezes.thaw"
STOPPED = "freezes.stopped"
LONGEST = 1000
NOTHING_GOES_OUT = "Nothing goes out there until somebody thaws it."
REHEARSED = "Nothing is held. Those who publish there are only asked."


Chosen = Sequence[tuple[str, str]]
"""What somebody typed with the command: each value, and how people read it."""


def freeze(
    crisis: str = "",
    accounts: int = 0,
    metadata: str = "",
    *,
    planned: str = "",
    scope: Chosen = (),
    is_drill: bool = False,
) -> View:
    """`crisis` is its label; where nothing else is chosen, what is `planned` is meant, else its `accounts`."""
    own = f"{number_of(accounts, 'account')} of {crisis}" if accounts else ""
    usual = f"Empty: {planned or own}." if planned or own else None
    held = REHEARSED if is_drill else NOTHING_GOES_OUT
    lead = mrkdwn("*{}*: {}", crisis, held) if crisis else mrkdwn("{}", NOTHING_GOES_OUT)
    return modal(
        FREEZE,
        "Freeze accounts",
        [
            section(lead),
            several_input(
                "scope", "What is frozen?", action_id=SEARCH, initial=scope, optional=usual is not None, hint=usual
            ),
            several_input("exceptions", "Except", action_id=SEARCH, optional=True),
            private_input("reason", "Why?", hint="All who publish there read it.", longest=LONGEST),
            select_input("again", "Look again in", [(each, f"{each} h") for each in HOURS], initial=USUAL),
        ],
        submit="Freeze",
        metadata=metadata,
    )


def in_force(freeze: Freeze, counts: Sequence[str], asked: Sequence[str], before: Sequence[Freeze]) -> View:
    """The form's place after it was sent: `counts` of what is frozen, who is `asked`, and what held it `before`."""
    asking = mrkdwn(":bell: {} asked whether anything is scheduled elsewhere.", _people(len(asked)))
    blocks = [
        section(mrkdwn(":ice_cube: *Frozen now*: {}.", ", ".join(counts))),
        section(asking),
        context(mentions(asked)),
    ]
    if before:
        names = several([mrkdwn("{} by {}", each.why, person(each.frozen_by)) for each in before])
        blocks.append(context(mrkdwn("Some were frozen before: {}. They stay frozen until all thaw them.", names)))
    return modal(FROZEN, f"{freeze.label} is in force", blocks, submit=None)


def in_force_already(freeze: Freeze, standing: Standing) -> View:
    """The form's place where just these accounts were frozen before."""
    by = mrkdwn("{} froze them, {}. Your reason is added.", person(freeze.frozen_by), when(freeze.frozen_at))
    return modal(FROZEN, f"{freeze.label} is in force", [section(frozen(standing)), section(by)], submit=None)


def _people(number: int) -> str:
    return f"{number_of(number, 'publisher')} {'is' if number == 1 else 'are'}"


def thaw(standing: Standing, what: str, metadata: str, chosen: Chosen = ()) -> View:
    """`what` they are frozen for."""
    lead = mrkdwn("{}\n{}. Authors confirm each post that was on hold.", frozen(standing), what)
    scope = several_input(
        "scope", "What is thawed?", action_id=SEARCH, initial=chosen, optional=True, hint="Empty: all of it."
    )
    return modal(THAW, "Thaw accounts", [section(lead), scope], submit="Thaw", metadata=metadata)


def stopped(freeze: Freeze) -> View:
    what = private_input("stopped", "What did you stop?", multiline=True, hint="And where.", longest=LONGEST)
    lead = section(mrkdwn("*{}*: what was scheduled elsewhere on your accounts?", freeze.why))
    return modal(STOPPED, "Stopped elsewhere", [lead, what], submit="Send", metadata=Ref(freeze.id))
