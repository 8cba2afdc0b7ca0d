"""How the rules look in Slack, a chapter at a time."""

from slack_sdk.models.blocks import Block

from bot.kernel.lifecycle import Line
from bot.kernel.reference import Ref
from bot.kernel.text.markup import Markup, mrkdwn, sentence
from bot.kernel.views.blocks import Message, context, header, section
from bot.kernel.views.pagination import page_in, turning
from bot.rulebook import CHAPTERS

RULES = "social.rules"


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


def _row(rule: Line) -> Markup:
    moves = mrkdwn(" · {}", rule.moves) if rule.moves else Markup()
    return mrkdwn("*{}*{}\n{}", rule.deed[:1].upper() + rule.deed[1:], moves, rule.who)
