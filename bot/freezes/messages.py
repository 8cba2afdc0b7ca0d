"""What people are told of a freeze: who publishes there, who froze it, and how that ended."""

from collections.abc import Sequence
from datetime import timedelta

from bot.freezes.blocks import KEEP, NOTHING, ONE, STOPPED, frozen, reason, show_it, thaw
from bot.freezes.model import Freeze
from bot.freezes.queries import Standing
from bot.kernel import drills
from bot.kernel.numbers import number_of
from bot.kernel.reference import Ref
from bot.kernel.text.markup import Markup, mrkdwn, person, several, when
from bot.kernel.views.asks import late_by
from bot.kernel.views.blocks import Message, actions, button, context, section

REHEARSED = mrkdwn("Nothing is held: publish as planned. Only answer as if it were real.")


def elsewhere(freeze: Freeze, labels: Sequence[str], on_hold: Sequence[str], late: timedelta) -> Message:
    """For whoever publishes on these accounts; `on_hold` are the posts that do not go out."""
    many = number_of(len(labels), "account")
    what = mrkdwn(":ice_cube: *Publish nothing on {}* ({}): {}.{}", many, freeze.why, several(labels), late_by(late))
    head = drills.prefix(what, is_drill=freeze.drill)
    posts = [context(mrkdwn("On hold: {}", several(on_hold)))] if on_hold else []
    return Message(
        mrkdwn("Publish nothing on {}", many),
        [
            section(head),
            section(mrkdwn("{}\nFrozen by {}, {}.", reason(freeze), person(freeze.frozen_by), when(freeze.frozen_at))),
            *posts,
            *([context(REHEARSED)] if freeze.drill else []),
            section(mrkdwn("*Is anything scheduled elsewhere*, such as in the network's own planner?")),
            actions(
                button("Nothing is scheduled elsewhere", NOTHING, Ref(freeze.id), style="primary"),
                button("I stopped it…", STOPPED, Ref(freeze.id)),
                show_it(freeze),
            ),
        ],
    )


def answered(freeze: Freeze) -> Message:
    """What that becomes once nothing is asked of its reader any more."""
    stay = "" if freeze.drill else " They stay frozen until somebody thaws them."
    text = f"your accounts are confirmed.{stay}"
    return _line(freeze, mrkdwn(":white_check_mark: {}: {}", freeze.why, text))


def others_asked(freeze: Freeze) -> Message:
    return _line(freeze, mrkdwn(":white_circle: {}: others are asked now.", freeze.why))


def over(freeze: Freeze) -> Message:
    """What each question becomes once the freeze is over."""
    return _line(freeze, mrkdwn(":droplet: {}: {} thawed the accounts.", freeze.why, person(freeze.thawed_by)))


def still_needed(freeze: Freeze, standing: Standing, late: timedelta) -> Message:
    """No freeze ends by itself."""
    lead = mrkdwn("{}\n*Still needed?* {}: {}.{}", frozen(standing), freeze.why, freeze.scope, late_by(late))
    pressed = actions(
        button("Still needed", KEEP, Ref(freeze.id), style="primary"), thaw(ONE, freeze.id), show_it(freeze)
    )
    return Message(mrkdwn("{}: is the freeze still needed?", freeze.why), [section(lead), pressed])


def kept(freeze: Freeze, by: str) -> Message:
    return _line(freeze, mrkdwn(":ice_cube: {}: {} says that the freeze is still needed.", freeze.why, person(by)))


def thawed(freeze: Freeze, by: str, number: int, left: int) -> Message:
    """For whoever froze it, where somebody else thawed some or all of it."""
    rest = mrkdwn(" {} stay frozen.", number_of(left, "account")) if left else Markup()
    text = mrkdwn(":droplet: {} thawed {} ({}).{}", person(by), number_of(number, "account"), freeze.why, rest)
    return _line(freeze, text)


def _line(freeze: Freeze, text: Markup) -> Message:
    return Message(text, [section(text), actions(show_it(freeze))])
