"""How a review goes on: its stages, who is waited for, and what was decided."""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import chain, groupby
from typing import TypeVar

from slack_sdk.models.blocks import Block

from bot.governance import Sign
from bot.kernel.actor import spoken
from bot.kernel.text.markup import Markup, mentions, mrkdwn, person, several, shorten, when
from bot.kernel.views.blocks import context, section
from bot.kernel.views.budget import Yielding, size
from bot.kernel.views.verbatim import quoted
from bot.private import PrivateText, purged
from bot.reviews.course import (
    Holders,
    cannot_be_given,
    capacity,
    given,
    stage_has_passed,
    still_needed,
    waited_for,
)
from bot.reviews.model import Decision, Remark, Review, Reviewed, Verdict

M = TypeVar("M")
VERDICT_MARKS = {
    Verdict.APPROVED: mrkdwn(":white_check_mark:"),
    Verdict.CHANGES_REQUESTED: mrkdwn(":pencil2:"),
    Verdict.REJECTED: mrkdwn(":no_entry_sign:"),
}
SIGNED = {Sign.PIN: "signed with a PIN", Sign.TOTP: "signed with an authenticator's code"}
TOGETHER, MOST_BLOCKS = 5, 24
"""So many decisions fit into one section, and so many blocks of them into one message."""
LONGEST_REASON = 300
NAME_SOMEBODY = mrkdwn("Name somebody (`/social setup`), or have it withdrawn.")


def stages(its: Reviewed, holders: Holders, ended: tuple[Markup, str] | None) -> Block:
    """The route, stage by stage, with who decided and who is waited for; `ended` is the mark and the name of how it
    ended.
    """
    lines = [_stage_line(its, number, holders, ended) for number in range(len(its.review.stages))]
    return section(mrkdwn("\n").join(lines))


def waiting(its: Reviewed, holders: Holders) -> Markup:
    """Who has approved in the stage that decides now, and whom it waits for."""
    approvals = mrkdwn(", ").join(_approval(made, each.roles) for each, made in given(its.review).items())
    so_far = mrkdwn("{} {} · ", VERDICT_MARKS[Verdict.APPROVED], approvals) if approvals else Markup()
    return mrkdwn("{}waits for {}", so_far, waiting_line(its, holders) or "nobody")


def waiting_line(its: Reviewed, holders: Holders) -> Markup:
    """“Priya Nair (medical)” and so on, for the stage that decides now."""
    asked, number = waited_for(its, holders), still_needed(its.review)
    possible = {role: people for role, people in asked.items() if people}
    chosen = possible if number <= len(possible) else asked
    waiting = [_of_role(role, people, holders(role)) for role, people in chosen.items()]
    if number in {1, len(waiting)}:
        return (mrkdwn(" or ") if number == 1 else mrkdwn(" and ")).join(waiting)
    return mrkdwn("{} of: {}", number, mrkdwn(", ").join(waiting))


def stuck(its: Reviewed, holders: Holders, helpers: Sequence[str], way_out: Markup = NAME_SOMEBODY) -> list[Block]:
    """Nobody can give what the stage waits for: said to those who can change that."""
    approvals = cannot_be_given(its, holders)
    if not approvals:
        return []
    wanted = " and as ".join(capacity(each.roles, several=False) for each in approvals)
    nobody = mrkdwn(":warning: {} Nobody is left to approve this as {}. {}", mentions(helpers), wanted, way_out)
    return [section(nobody)]


def decisions(made: Sequence[Decision], *, with_reasons: bool) -> Block:
    """Each decision with its printed name, time, meaning and what was seen, in sections in which nothing typed stands;
    the reason of each follows as a quotation. The latest, if there is not room for all.
    """

    def make(room: int) -> list[Block]:
        line, reasoned = cache(decision_line), cache(_with_reason)

        def written(latest: Sequence[Decision]) -> list[Block]:
            blocks: list[Block] = []
            for has_reason, group in groupby(latest, lambda each: bool(with_reasons and each.reason.is_given)):
                if has_reason:
                    blocks += chain.from_iterable(map(reasoned, group))
                else:
                    blocks += _together(list(map(line, group)))
            return blocks

        return _latest(made, room, written)

    return Yielding(make)


def remarks(made: Sequence[Remark]) -> Block:
    """What was asked and answered, the latest if there is not room for all."""

    def make(room: int) -> list[Block]:
        once = cache(remark)
        return _latest(made, room, lambda latest: list(chain.from_iterable(map(once, latest))))

    return Yielding(make)


def asked_now(review: Review) -> list[Block]:
    """What was asked about this version, with the answers."""
    return [remarks(review.asked_now)] if review.asked_now else []


def remark(made: Remark) -> list[Block]:
    sentence = ":question: *{}* asks, {}" if made.is_question else ":speech_balloon: *{}* answers, {}"
    return [section(mrkdwn(sentence, made.who_name, when(made.at))), words_of(made.text)]


def words_of(text: PrivateText, longest: int = LONGEST_REASON) -> Block:
    """A reviewer's, or what stands in their place."""
    gone = purged(text)
    return section(gone) if gone else quoted(shorten(text.words, longest))


def _latest(made: Sequence[M], room: int, written: Callable[[Sequence[M]], list[Block]]) -> list[Block]:
    def latest(number: int) -> list[Block]:
        earlier = [context(mrkdwn("{} earlier", len(made) - number))] if number < len(made) else []
        return [*earlier, *written(made[len(made) - number :])]

    def are_too_many(number: int) -> bool:
        blocks = latest(number)
        return len(blocks) > MOST_BLOCKS or size(blocks) > room

    return latest(bisect_left(range(1, len(made) + 1), True, key=are_too_many))


def _together(lines: Sequence[Markup]) -> list[Block]:
    return [section(mrkdwn("\n").join(lines[at : at + TOGETHER])) for at in range(0, len(lines), TOGETHER)]


def _with_reason(made: Decision) -> list[Block]:
    return [section(decision_line(made)), words_of(made.reason)]


def decision_line(made: Decision) -> Markup:
    line = mrkdwn(
        "{} *{}*{}, {}: “{}” (version {})",
        VERDICT_MARKS[made.verdict],
        made.who_name,
        _for(made),
        when(made.decided_at),
        made.meaning,
        made.version,
    )
    line = mrkdwn("{} · {}", line, SIGNED[made.signed]) if made.signed in SIGNED else line
    return mrkdwn("{} · *{}*", line, made.code) if made.code else line


def verdict(made: Decision) -> Markup:
    """In short: who, and in a word why."""
    by = mrkdwn("{} {}{}", VERDICT_MARKS[made.verdict], made.who_name, _for(made))
    return mrkdwn("{} ({})", by, made.code) if made.code else by


def _for(made: Decision) -> Markup:
    """“ for Priya Nair”, where somebody else's stead was taken."""
    return mrkdwn(" for {}", person(made.on_behalf_of)) if made.on_behalf_of else Markup()


def asked_before(review: Review, *, with_reasons: bool) -> list[Block]:
    """What this version answers."""
    asked = [each for each in review.decisions if each.why and each.version < review.version] if with_reasons else []
    if not asked:
        return []
    last = asked[-1]
    head = mrkdwn("{} *Asked of version {}* by {}", VERDICT_MARKS[last.verdict], last.version, last.who_name)
    return [section(head), quoted(shorten(last.why, LONGEST_REASON))]


def _stage_line(its: Reviewed, number: int, holders: Holders, ended: tuple[Markup, str] | None) -> Markup:
    review = its.review
    stage = str(review.stages[number]["name"])
    if number < review.stage or (number == review.stage and stage_has_passed(review)):
        return mrkdwn(":white_check_mark: *{}*", stage)
    if number > review.stage:
        return mrkdwn(":white_circle: *{}*  later", stage)
    if ended:
        mark, how = ended
        return mrkdwn("{} *{}*  {}", mark, stage, how)
    return mrkdwn(":hourglass_flowing_sand: *{}*  {}", stage, waiting(its, holders))


def _approval(made: Decision, roles: Sequence[str]) -> Markup:
    """Whose approval counts for which of the roles that it could count for."""
    counted = " or ".join(spoken(role) for role in roles if role in made.roles)
    return mrkdwn("{}{} ({})", made.who_name, _for(made), counted)


def _of_role(role: str, people: Sequence[str], steads: Mapping[str, str | None]) -> Markup:
    """Whoever stands in for somebody is named with that person."""
    if not any(map(steads.get, people)):
        return mrkdwn("{} ({})", mentions(people, " or ") or "nobody", spoken(role))
    named = (mrkdwn("{}{}", person(each), _stead(steads.get(each))) for each in people)
    return mrkdwn("{} ({})", several(list(named), " or "), spoken(role))


def _stead(instead_of: str | None) -> Markup:
    return mrkdwn(", stand-in for {},", person(instead_of)) if instead_of else Markup()
