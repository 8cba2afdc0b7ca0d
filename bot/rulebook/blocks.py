"""How the rules look in Slack, a chapter at a time, and who holds which role."""

from collections.abc import Collection, Mapping, Sequence

from slack_sdk.models.blocks import Block

from bot.kernel.actor import spoken
from bot.kernel.lifecycle import Line
from bot.kernel.reference import Ref
from bot.kernel.text.markup import Markup, mentions, mrkdwn, sentence
from bot.kernel.views.blocks import Message, context, header, section
from bot.kernel.views.pagination import page_in, turning
from bot.rulebook import CHAPTERS

RULES = "social.rules"
MOST_HOLDERS = 50
"""So many people of each role are named."""


def chapter(number: int) -> Message:
    """Counted from 1."""
    page = page_in(CHAPTERS, number, 1)
    [current] = page.rows
    blocks: list[Block] = [
        header(f"Who may do what: {current.name}"),
        *(section(_row(each)) for each in current.lines()),
    ]
    blocks += [context(*map(sentence, [*current.besides, "See `/social roles`."]))]
    blocks += turning(page, RULES, lambda to: Ref(CHAPTERS[to - 1].name, to))
    return Message(mrkdwn("Who may do what: {}", current.name), blocks)


def holders(by_role: Mapping[str, Sequence[str]], mine: Collection[str]) -> Message:
    """Who holds which role now, and which ones whoever looks has."""
    rows = [
        section(
            mrkdwn("*{}*  {}", spoken(role).capitalize(), mentions(people, " · ", most=MOST_HOLDERS) or "nobody yet")
        )
        for role, people in by_role.items()
    ]
    own = ", ".join(sorted(map(spoken, mine))) or "none; ask an administrator"
    return Message(mrkdwn("Who holds which role"), [*rows, section(mrkdwn("*Yours*  {}", own))])


def _row(rule: Line) -> Markup:
    moves = mrkdwn(" · {}", rule.moves) if rule.moves else Markup()
    return mrkdwn("*{}*{}\n{}", rule.deed.capitalize(), moves, rule.who)
