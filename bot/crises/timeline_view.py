"""How the timeline of a crisis looks: to somebody who may add to it and star its lines, and pinned in its room."""

from collections.abc import Collection

from slack_sdk.models.blocks import Block

from bot.crises.buttons import TIMELINE, add_line, show_it, star_menu
from bot.crises.life import Action
from bot.crises.model import Crisis
from bot.crises.story import Line
from bot.crises.timeline import written
from bot.kernel.reference import Ref
from bot.kernel.text.markup import mrkdwn
from bot.kernel.views.blocks import Message, actions, header, section
from bot.kernel.views.pagination import Page, turning

NEWEST_FIRST = mrkdwn("*Timeline*, newest first")


def blocks(crisis: Crisis, story: Page[Line], allowed: Collection[Action]) -> list[Block]:
    """A page of it."""
    rows: list[Block] = [section(NEWEST_FIRST, add_line(crisis) if Action.ADD_LINE in allowed else None)]
    for line in story.rows:
        may_star = Action.STAR in allowed and not line.is_continued
        menu = star_menu(crisis, line.entry.id, story.number, is_starred=line.is_starred) if may_star else None
        rows += [section(part, None if number else menu) for number, part in enumerate(written(line))]
    return rows + turning(story, TIMELINE, lambda to: Ref(crisis.id, to), back="← Newer", on="Older →")


def pinned(crisis: Crisis, story: Page[Line]) -> Message:
    """For everybody in its room: the newest of it, and the way to the rest."""
    rows = [section(part) for line in story.rows for part in written(line)]
    title = f"{crisis.label}: timeline"
    return Message(mrkdwn("{}", title), [header(title), *rows, actions(show_it(crisis))])
