"""How drills look in Slack: the card of one, its score sheet, and the list of all."""

from collections.abc import Collection, Sequence

from slack_sdk.models.blocks import Block, ButtonElement

from bot.crises.buttons import END_DRILL as END
from bot.crises.buttons import SHOW as SHOW_CRISIS
from bot.crises.texts import excerpt
from bot.drills.life import Action
from bot.drills.model import Drill, DrillRating, Rating, State
from bot.drills.scoring import Score
from bot.kernel.reference import Ref
from bot.kernel.text.markup import Markup, day, mrkdwn, person, several, when
from bot.kernel.views.blocks import Message, actions, button, confirm, context, divider, section
from bot.kernel.views.pagination import Page, turning

PLAN = "drills.plan"
SHOW = "drills.show"
LIST = "drills.list"
ALL = "all"
AGREE = "drills.agree"
CALL_OFF = "drills.call_off"
RATE = "drills.rate"

MARKS = {
    State.PLANNED: mrkdwn(":calendar:"),
    State.RUNNING: mrkdwn(":performing_arts:"),
    State.OVER: mrkdwn(":checkered_flag:"),
    State.CALLED_OFF: mrkdwn(":white_circle:"),
}
RATINGS = {
    Rating.PERFORMED: "P · performed",
    Rating.SOME: "S · with some challenges",
    Rating.MAJOR: "M · with major challenges",
    Rating.UNABLE: "U · unable",
}
MET = {True: mrkdwn(":white_check_mark:"), False: mrkdwn(":warning:")}
SOURCE = mrkdwn("Times are from the record. P, S, M and U are HSEEP's ratings.")


def card(drill: Drill, scores: Sequence[Score], offered: Collection[Action], *, knows: bool) -> Message:
    """All of it, with what this person may do; what is rehearsed is for those who know it before it begins."""
    what = [section(excerpt(drill.what))] if knows or drill.crisis_id else []
    blocks = [
        section(mrkdwn("{} *{}* · {}", MARKS[drill.state], drill.title if knows else drill.label, standing(drill))),
        *what,
        section(_people(drill)),
        *sheet(drill, scores),
        *_row(buttons(drill, offered)),
    ]
    return Message(mrkdwn("{}: {}", drill.label, drill.state), blocks)


def standing(drill: Drill) -> Markup:
    match drill.state:
        case State.PLANNED:
            return mrkdwn("begins {}", when(drill.begins_at))
        case State.RUNNING:
            return mrkdwn("is running since {}", when(drill.begins_at))
        case State.OVER if drill.ended_at:
            rated = mrkdwn("rated by {}", drill.rated_name) if drill.rated_at else mrkdwn("not rated yet")
            return mrkdwn("ended by {}, {} · {}", drill.ended_name, when(drill.ended_at), rated)
        case _:
            return mrkdwn("called off")


def sheet(drill: Drill, scores: Sequence[Score]) -> list[Block]:
    """A line for each objective, once it is over."""
    if drill.state is not State.OVER or not scores:
        return []
    ratings = {each.objective: each for each in drill.ratings}
    due = [context(mrkdwn("Next drill due: {}", day(drill.next_due_at)))] if drill.next_due_at else []
    lines = [section(line(each, ratings.get(each.objective))) for each in scores]
    return [divider(), section(mrkdwn("*Score sheet*")), *lines, context(SOURCE), *due]


def line(score: Score, rating: DrillRating | None) -> Markup:
    text = mrkdwn("{} {}: *{}*", MET[score.is_met], score.asked, score.value)
    if rating is None:
        return text
    rated = mrkdwn("{} · *{}*", text, RATINGS[rating.rating])
    return mrkdwn("{}\n{}", rated, excerpt(rating.words, 300)) if rating.words.is_given else rated


def buttons(drill: Drill, offered: Collection[Action]) -> list[ButtonElement]:
    elements = []
    if Action.RATE in offered and not drill.rated_at:
        elements.append(button("Rate it…", RATE, Ref(drill.id), style="primary"))
    if Action.END in offered and drill.crisis_id:
        elements.append(_end(drill.crisis_id))
    if Action.CALL_OFF in offered:
        elements.append(_call_off(drill))
    if Action.AGREE in offered:
        elements.append(agree(drill))
    if drill.crisis_id:
        elements.append(button("Show what happened", SHOW_CRISIS, Ref(drill.crisis_id)))
    return elements


def _end(crisis_id: int) -> ButtonElement:
    return button("End the drill…", END, Ref(crisis_id))


def _call_off(drill: Drill) -> ButtonElement:
    pressed = button("Call it off", CALL_OFF, Ref(drill.id))
    pressed.confirm = confirm("Call off the drill?", mrkdwn("Those who take part hear of it."), "Call it off")
    return pressed


def agree(drill: Drill) -> ButtonElement:
    pressed = button("Also at any hour, and by other ways", AGREE, Ref(drill.id))
    pressed.confirm = confirm(
        "Ring as in a real crisis?",
        mrkdwn(
            "In this drill I also ask you out of your working hours, and where Slack is slow by SMS, e-mail or pager."
        ),
        "I agree",
    )
    return pressed


def show_it(drill: Drill) -> ButtonElement:
    return button("Show it", SHOW, Ref(drill.id))


def plan_one(label: str = "Plan a drill…") -> ButtonElement:
    return button(label, PLAN, "new")


def _people(drill: Drill) -> Markup:
    players = several([person(each) for each in drill.players], most=10)
    return mrkdwn(
        "*Take part* {}\n*Observer* {} · *Planned by* {}", players, person(drill.observer), person(drill.planned_by)
    )


def listing(page: Page[Drill], due: Drill | None, *, may_plan: bool) -> Message:
    """Those to come, then the newest; `due`: after which one the next is due."""
    title = page.number_of("drill") if page.total else "No drill yet"
    rows = [section(row(each), show_it(each)) for each in page.rows]
    next_one = [context(mrkdwn("Next drill due: {}", day(due.next_due_at)))] if due and due.next_due_at else []
    turns = turning(page, LIST, lambda number: Ref(ALL, number), back="← Newer", on="Older →")
    return Message(
        mrkdwn("{}", title),
        [section(mrkdwn("*{}*", title)), *rows, *next_one, *turns, *_row([plan_one()] if may_plan else [])],
    )


def row(drill: Drill) -> Markup:
    name = drill.title if drill.crisis_id else "Planned drill"
    return mrkdwn("{} *{}* · {}", MARKS[drill.state], name, standing(drill))


def _row(elements: Sequence[ButtonElement]) -> list[Block]:
    return [actions(*elements)] if elements else []
