"""What people are told of a drill besides its card: who takes part, that the next one is due, and the report."""

from collections.abc import Sequence
from datetime import timedelta

from bot.drills import blocks
from bot.drills.life import Action
from bot.drills.model import Drill
from bot.drills.scoring import Score
from bot.kernel.escalation.policy import NOTHING
from bot.kernel.text.markup import Markup, day, mentions, mrkdwn, person, when
from bot.kernel.views.asks import late_by
from bot.kernel.views.blocks import Message, actions, context, section


def invitation(drill: Drill, who: str) -> Message:
    """For somebody who takes part: that, and when; not what it is."""
    text = mrkdwn(
        "You take part in a drill, {}. {} planned it.\nI ask you as in a crisis, in Slack and while you are at work.",
        when(drill.begins_at),
        person(drill.planned_by),
    )
    if drill.players.get(who):
        agreed = mrkdwn("{}\n:white_check_mark: You agreed: also at any hour, and by other ways.", text)
        return Message(mrkdwn("You take part in a drill"), [section(agreed)])
    return Message(mrkdwn("You take part in a drill"), [section(text), actions(blocks.agree(drill))])


def planned(drill: Drill, away: Sequence[str]) -> Message:
    """For whoever planned it; `away` are those who are not at work when it begins."""
    text = mrkdwn(":white_check_mark: *Planned* · {}", blocks.standing(drill))
    later = mrkdwn(
        ":zzz: Not at work then: {}. I ask them once they are, or at once if they agree to that.",
        mentions(away),
    )
    late = [context(later)] if away else []
    return Message(mrkdwn("The drill is planned"), [section(text, blocks.show_it(drill)), *late])


def called_off(drill: Drill, why: str) -> Message:
    text = mrkdwn(":white_circle: The drill of {} is called off.{}", when(drill.begins_at), f" {why}" if why else "")
    return _line(text)


def has_begun(drill: Drill) -> Message:
    """What an invitation becomes."""
    return _line(mrkdwn(":performing_arts: {} has begun.", drill.label))


def over(drill: Drill) -> Message:
    """What an invitation becomes at last."""
    return _line(mrkdwn(":checkered_flag: {} is over. Thank you.", drill.label))


def thanks(drill: Drill) -> Message:
    """For each who took part."""
    text = mrkdwn(":checkered_flag: *{} is over.* Thank you for taking part.", drill.label)
    return Message(mrkdwn("{} is over", drill.label), [section(text), actions(blocks.show_it(drill))])


def report(drill: Drill, scores: Sequence[Score]) -> Message:
    """For leadership."""
    many = sum(each.is_met for each in scores)
    lead = mrkdwn(
        ":clipboard: *{}*: {} of {} objectives met · {}", drill.title, many, len(scores), blocks.standing(drill)
    )
    title = mrkdwn("{}: report, {} of {} objectives met", drill.label, many, len(scores))
    return Message(title, [section(lead), *blocks.sheet(drill, scores), actions(blocks.show_it(drill))])


def not_rated(drill: Drill, late: timedelta = NOTHING) -> Message:
    """For its observer."""
    text = mrkdwn(":hourglass: *{}* waits for your rating.{}", drill.title, late_by(late))
    return Message(text, [section(text), actions(*blocks.buttons(drill, {Action.RATE}))])


def next_due(drill: Drill, late: timedelta = NOTHING) -> Message:
    """For whoever leads drills."""
    ended = mrkdwn(" The last one was {}.", day(drill.ended_at)) if drill.ended_at else Markup()
    text = mrkdwn(":calendar: *The next drill is due.*{}{}", ended, late_by(late))
    return Message(mrkdwn("The next drill is due"), [section(text), actions(blocks.plan_one(), blocks.show_it(drill))])


def rated(drill: Drill) -> Message:
    """What asked for a rating becomes."""
    return _line(mrkdwn(":white_check_mark: {} is rated by {}.", drill.label, drill.rated_name))


def not_due(drill: Drill) -> Message:
    """What said that the next one is due becomes once there was one."""
    return _line(mrkdwn(":white_check_mark: After {} there was another drill.", drill.label))


def done(drill: Drill) -> Message:
    """Where it stands, for whoever just did something with it."""
    text = mrkdwn(
        ":white_check_mark: *{}* · {}",
        drill.label.capitalize() if not drill.crisis_id else drill.label,
        blocks.standing(drill),
    )
    return Message(text, [section(text, blocks.show_it(drill))])


def _line(text: Markup) -> Message:
    return Message(text, [section(text)])
