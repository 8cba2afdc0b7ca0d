"""How freezes look in Slack: what is frozen, who has answered, and how to thaw it. Forms are in `forms.py`."""

from collections.abc import Sequence
from itertools import starmap

from slack_sdk.models.blocks import Block, ButtonElement, SectionBlock

from bot.freezes.model import Freeze, FreezeAnswer, FreezeReason, FrozenAccount
from bot.freezes.queries import Standing
from bot.kernel.numbers import number_of
from bot.kernel.reference import Ref
from bot.kernel.text.markup import Markup, mrkdwn, person, quote, several, shorten, when
from bot.kernel.views.blocks import Message, actions, button, context, section
from bot.private import PrivateText, purged

FREEZE = "freezes.freeze"
THAW = "freezes.thaw"
SHOW = "freezes.show"
NOTHING = "freezes.nothing"
STOPPED = "freezes.stopped"
KEEP = "freezes.keep"

CRISIS, ONE = "crisis", "freeze"
"""What a button to thaw is about: all freezes of a crisis, or one."""
SHORT = 300
MOST_STOPPED = 5
CONFIDENTIAL = mrkdwn(":lock: Why is confidential.")
NOTHING_FROZEN = mrkdwn("Nothing is frozen.")


def frozen(standing: Standing) -> Markup:
    """`14 accounts are frozen · 9 of 14 confirmed`."""
    verb = "is" if standing.accounts == 1 else "are"
    many = number_of(standing.accounts, "account")
    return mrkdwn(":ice_cube: *{} {} frozen* · {} of {} confirmed", many, verb, standing.answered, standing.accounts)


def thaw(of: str, number: int) -> ButtonElement:
    """`of` is one of CRISIS and ONE."""
    return button("Thaw…", THAW, Ref(of, number))


def show_it(freeze: Freeze) -> ButtonElement:
    return button("Show it", SHOW, Ref(freeze.id))


def row(freeze: Freeze, standing: Standing) -> Markup:
    """One freeze in a list."""
    by = mrkdwn("{}, {}", person(freeze.frozen_by), when(freeze.frozen_at))
    return mrkdwn("{}\n{}: {} · {}", frozen(standing), freeze.why, freeze.scope, by)


def with_reason(freeze: Freeze, standing: Standing) -> SectionBlock:
    """One freeze among what is known of its crisis, with the way to it."""
    return section(mrkdwn("{}\n{}", row(freeze, standing), _words(freeze.reason)), show_it(freeze))


def reason(freeze: Freeze) -> Markup:
    """For all who may ask; those who see the crisis read it there."""
    return CONFIDENTIAL if freeze.confidential else _words(freeze.reason)


def stopped(answers: Sequence[FreezeAnswer]) -> list[Block]:
    """What people found scheduled elsewhere, and stopped."""
    return [
        section(mrkdwn("{} stopped elsewhere, {}:\n{}", person(each.who), when(each.at), _words(each.stopped)))
        for each in answers[:MOST_STOPPED]
    ]


def reasons(freeze: Freeze, theirs: Sequence[FreezeReason]) -> list[Block]:
    """Why others wanted it too."""
    newest = () if freeze.confidential else theirs[:MOST_STOPPED]
    return [section(mrkdwn("{} too, {}:\n{}", person(each.who), when(each.at), _words(each.reason))) for each in newest]


def _words(text: PrivateText) -> Markup:
    return purged(text) or quote(shorten(text.words, SHORT))


def card(
    freeze: Freeze,
    standing: Standing,
    accounts: Sequence[FrozenAccount],
    answers: Sequence[FreezeAnswer],
    too: Sequence[FreezeReason],
    buttons: Sequence[ButtonElement],
) -> Message:
    """All of one freeze, with what this person may do."""
    waits = [each.label for each in accounts if each.answer_id is None]
    left = [context(mrkdwn("Not confirmed yet: {}", several(waits)))] if waits else []
    blocks = [
        section(row(freeze, standing)),
        section(reason(freeze)),
        *reasons(freeze, too),
        section(several([each.label for each in accounts])),
        *left,
        *stopped(answers),
        actions(*buttons),
    ]
    return Message(mrkdwn("{}: {}", freeze.label, number_of(standing.accounts, "account")), blocks)


def listing(rows: Sequence[tuple[Freeze, Standing]]) -> Message:
    """All that are in force, each with the way to thaw it."""
    if not rows:
        return Message(NOTHING_FROZEN, [section(NOTHING_FROZEN)])
    title = number_of(len(rows), "freeze")
    return Message(mrkdwn("{}", title), [section(mrkdwn("*{}*", title)), *starmap(line, rows)])


def line(freeze: Freeze, standing: Standing) -> Block:
    """One of a list, with the way to it."""
    return section(row(freeze, standing), show_it(freeze))


def thawed(freeze: Freeze) -> Message:
    """What is left of one that is over."""
    by = mrkdwn("{}, {}", person(freeze.thawed_by), when(freeze.thawed_at)) if freeze.thawed_at else Markup()
    text = mrkdwn(":droplet: {} is thawed by {}.", freeze.label, by)
    return Message(text, [section(text)])
