"""How a checklist looks in Slack: a row for each line, with a menu, and a button for each department."""

from datetime import UTC, datetime, time

from slack_sdk.models.blocks import Block, ButtonElement, SectionBlock

from bot.checklists.checklist import Checklist, standing
from bot.checklists.model import ChecklistLine
from bot.crises.buttons import choose_kind, show_it
from bot.governance.playbooks import DarkSite
from bot.kernel.reference import Ref
from bot.kernel.text.markup import Markup, day, link, mentions, mrkdwn, person, when
from bot.kernel.views.blocks import Message, actions, button, context, section
from bot.kernel.views.menu import menu_of

DONE = "checklists.done"
OPEN = "checklists.open"
GIVE = "checklists.give"
AGREE = "checklists.agree"
TAKE_BACK = "checklists.take_back"

MOST_HOLDERS = 3


def card(checklist: Checklist, reader: str = "") -> Message:
    """All of it: what is to be done first, then the departments, then what is done. For one `reader`, who may take back
    what they said, or for the room.
    """
    crisis, title = checklist.crisis, _title(checklist)
    if not checklist.lines:
        return Message(title, [section(title), actions(choose_kind(crisis), show_it(crisis))])
    open_tasks = [line for line in checklist.tasks if line.is_open]
    done_tasks = [line for line in checklist.tasks if not line.is_open]
    asks = not crisis.is_resolved
    departments = checklist.departments if asks else []
    missing = [each for each in departments if each.is_open]
    theirs = [each for each in departments if not each.is_open and each.done_by == reader]
    blocks: list[Block] = [
        section(title),
        *(task(line, checklist, asks=asks) for line in open_tasks),
        *([section(_departments(checklist))] if checklist.departments else []),
        actions(
            *(agree(each, place) for place, each in enumerate(missing)),
            *(take_back(each, place) for place, each in enumerate(theirs)),
            *([choose_kind(crisis)] if asks else []),
            show_it(crisis),
        ),
        *([context(_dark_site(checklist.dark_site))] if checklist.dark_site else []),
        *(done(line, asks=asks) for line in done_tasks),
    ]
    return Message(title, blocks)


def _title(checklist: Checklist) -> Markup:
    crisis = checklist.crisis
    if not checklist.lines:
        return mrkdwn("*{}* has no checklist: no kind is chosen yet.", crisis.label)
    return mrkdwn(":clipboard: *{}: {}* · {}", crisis.label, crisis.kind, standing(checklist.tasks))


def task(line: ChecklistLine, checklist: Checklist, *, reader: str = "", asks: bool = True) -> SectionBlock:
    """One that is to be done, and who is asked to besides its one `reader`."""
    others = [each for each in checklist.holders.get(line.id, ()) if each != reader]
    who = mentions(others, most=MOST_HOLDERS)
    text = mrkdwn(":white_large_square: {}{}", line.what, mrkdwn(" · {}", who) if who else Markup())
    return section(text, menu_of(tick_off(line), give(line)) if asks else None)


def done(line: ChecklistLine, *, asks: bool) -> SectionBlock:
    text = mrkdwn(":white_check_mark: {}{}", line.what, _by(line))
    again = menu_of(button("Not done after all", OPEN, Ref(line.id)))
    return section(text, again if asks else None)


def department(line: ChecklistLine) -> SectionBlock:
    """For a holder of its role."""
    return section(mrkdwn(":white_large_square: *{}*: do you know of it, and agree?", line.what), menu_of(agree(line)))


def _departments(checklist: Checklist) -> Markup:
    """`Communications ✓ @Ann, 17:05 · Legal –`."""
    return mrkdwn(" · ").join(
        mrkdwn("*{}* –", each.what) if each.is_open else mrkdwn("*{}* ✓{}", each.what, _by(each))
        for each in checklist.departments
    )


def _by(line: ChecklistLine) -> Markup:
    return mrkdwn(" {}, {}", person(line.done_by), when(line.done_at)) if line.done_at else Markup()


def _dark_site(site: DarkSite) -> Markup:
    tested = datetime.combine(site.tested, time(12), UTC)
    return mrkdwn("Dark site: {} · last tested {}", link(site.link), day(tested))


def tick_off(line: ChecklistLine) -> ButtonElement:
    return button("Done", DONE, Ref(line.id))


def give(line: ChecklistLine) -> ButtonElement:
    return button("Give to…", GIVE, Ref(line.id))


def agree(line: ChecklistLine, place: int = 0) -> ButtonElement:
    """`place` among its neighbours: Slack wants their ids to differ."""
    return button(f"{line.what} agrees", f"{AGREE}.{place}", Ref(line.id))


def take_back(line: ChecklistLine, place: int) -> ButtonElement:
    return button(f"{line.what}: take it back", f"{TAKE_BACK}.{place}", Ref(line.id))
