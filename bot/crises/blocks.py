"""How a crisis looks in Slack: its headline card, one crisis in full, and lists. Forms are in `forms.py`."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from itertools import starmap

from slack_sdk.models.blocks import Block, ButtonElement

from bot.crises import buttons, timeline_view
from bot.crises.buttons import LIST, RAISE, show_it
from bot.crises.frozen import Frozen
from bot.crises.life import LIFE, Action
from bot.crises.model import Crisis
from bot.crises.states import State
from bot.crises.story import Line
from bot.crises.texts import (
    CONFIDENTIAL,
    banner,
    claimed,
    concerned,
    deadline,
    excerpt,
    gist,
    mark,
    people,
    risk,
    standing,
)
from bot.freezes import blocks as freezes
from bot.freezes.queries import Standing
from bot.kernel.reference import Ref
from bot.kernel.text.markup import Markup, channel, mentions, mrkdwn, person, when
from bot.kernel.views.blocks import (
    Message,
    actions,
    button,
    context,
    divider,
    fields,
    header,
    section,
)
from bot.kernel.views.pagination import Page, turning
from bot.voice import blocks as voice
from bot.voice import overview
from bot.voice.queries import Said

CALM = {
    "open": "No crisis is open.",
    "resolved": "No crisis is resolved yet.",
    "false": "No false alarm yet.",
    "all": "No crisis yet.",
    "drill": "No drill yet.",
}
"""By what a list is narrowed to: what an empty one says."""


COUNTED = {
    "open": ("open crisis", "open crises"),
    "resolved": ("resolved crisis", "resolved crises"),
    "false": ("false alarm", "false alarms"),
    "all": ("crisis", "crises"),
    "drill": ("drill", "drills"),
}
"""What is counted there: one, and several."""


def headline(
    crisis: Crisis, speakers: Iterable[str], frozen: Standing | None, spoken: Said | None, now: datetime
) -> Message:
    """The card that the war room lives by; `speakers` are the spokespeople, `frozen`, `spoken`: where something is."""
    for_others = LIFE.possible(crisis) - {Action.STEP_BACK}
    blocks = [
        *_facts(crisis, speakers, now),
        *_checklist(crisis),
        *_said(crisis, spoken),
        *_frozen(crisis, frozen),
        *_buttons(crisis, for_others),
    ]
    return Message(mrkdwn("{} {} {}", mark(crisis), crisis.label, banner(crisis)), blocks)


def detail(
    crisis: Crisis,
    story: Page[Line],
    speakers: Iterable[str],
    allowed: Collection[Action],
    cold: Frozen,
    spoken: Said | None,
    now: datetime,
    *,
    follows: bool,
) -> Message:
    """One crisis with a page of its timeline, and what this person may do; `cold` says what is frozen for it, `follows`
    whether its news come to them.
    """
    rare = [buttons.unfollow(crisis)] if follows else [buttons.follow(crisis)] if Action.FOLLOW in allowed else []
    blocks = [
        *_facts(crisis, speakers, now),
        *_checklist(crisis),
        *_said(crisis, spoken),
        *starmap(freezes.with_reason, cold.freezes),
        *freezes.stopped(cold.stopped),
        *_row([*buttons.of(crisis, {*allowed} - {Action.FOLLOW, Action.ADD_LINE}), *rare]),
        divider(),
        *timeline_view.blocks(crisis, story, allowed),
    ]
    return Message(mrkdwn("{} {}", crisis.label, banner(crisis)), blocks)


def _facts(crisis: Crisis, speakers: Iterable[str], now: datetime) -> list[Block]:
    blocks: list[Block] = [
        header(f"{crisis.label} {banner(crisis)}", mark(crisis)),
        section(excerpt(crisis.what)),
        *([context(CONFIDENTIAL)] if crisis.confidential else []),
        fields(
            mrkdwn("*Risk*\n{}", risk(crisis)),
            mrkdwn("*On it*\n{}", _answer(crisis)),
            mrkdwn("*Lead*\n{}", person(crisis.lead) if crisis.lead else "nobody yet"),
            mrkdwn("*Speaks for us*\n{}", mentions(speakers) or "nobody named"),
            *([mrkdwn("*Room*\n{}", channel(crisis.room))] if crisis.room else []),
            *concerned(crisis),
        ),
    ]
    if crisis.latest_at:
        blocks.append(
            section(
                mrkdwn(
                    "*Latest update* · {}, {}\n{}",
                    person(crisis.latest_by),
                    when(crisis.latest_at),
                    excerpt(crisis.latest),
                )
            )
        )
    if crisis.resolved_at:
        by = mrkdwn("{}, {}", person(crisis.resolved_by), when(crisis.resolved_at))
        blocks.append(section(mrkdwn(":white_check_mark: *Outcome* · {}\n{}", by, excerpt(crisis.outcome))))
    raised = mrkdwn("Raised by {}, {}", person(crisis.raised_by), when(crisis.raised_at))
    due = deadline(crisis, now)
    blocks.append(
        context(
            *([mrkdwn(":alarm_clock: {}", due)] if due else []), mrkdwn("{} · `/crisis show {}`", raised, crisis.id)
        )
    )
    return blocks


def _checklist(crisis: Crisis) -> list[Block]:
    """Of which kind it is, and how far its checklist."""
    if not crisis.kind:
        return []
    line = mrkdwn(" · {}", crisis.checklist) if crisis.checklist else Markup()
    return [section(mrkdwn(":clipboard: *{}*{}", crisis.kind, line), buttons.checklist(crisis))]


def _said(crisis: Crisis, spoken: Said | None) -> list[Block]:
    return [section(overview.said(spoken), voice.say(crisis.id))] if spoken else []


def _frozen(crisis: Crisis, standing: Standing | None) -> list[Block]:
    return [section(freezes.frozen(standing), freezes.thaw(freezes.CRISIS, crisis.id))] if standing else []


def _answer(crisis: Crisis) -> Markup:
    if somebody := claimed(crisis):
        return somebody
    if crisis.state == State.OPEN or crisis.answered_at is None:
        return mrkdwn("nobody now, {} before", people(crisis)) if crisis.on_it else mrkdwn("nobody yet")
    return mrkdwn("{}, since {}", people(crisis), when(crisis.answered_at)) if crisis.on_it else mrkdwn("nobody")


def _buttons(crisis: Crisis, allowed: Collection[Action]) -> list[Block]:
    return _row(buttons.of(crisis, allowed))


def _row(row: Sequence[ButtonElement]) -> list[Block]:
    return [actions(*row)] if row else []


def yours_now(crisis: Crisis, allowed: Collection[Action], how: str, now: datetime) -> Message:
    """For whoever just took it on: who is on it, and what comes next. `how` is “are on” or “lead”."""
    text = mrkdwn(
        ":white_check_mark: *You {} {}.* On it: {}. {}.", how, crisis.label, people(crisis), deadline(crisis, now)
    )
    return Message(mrkdwn("You {} {}", how, crisis.label), [section(text), *_buttons(crisis, allowed)])


def not_yours(crisis: Crisis) -> Message:
    """For whoever just stepped back: who is on it now."""
    text = mrkdwn(":white_check_mark: You are off *{}*: {}.", crisis.label, standing(crisis))
    return Message(text, [section(text)])


def confirmation(crisis: Crisis, room: str, now: datetime) -> Message:
    where = mrkdwn("in {}", channel(room)) if room else mrkdwn("sent to its people")
    text = mrkdwn(":white_check_mark: Your update on {} is {}. {}.", crisis.label, where, deadline(crisis, now))
    return Message(text, [section(text)])


def done(crisis: Crisis, now: datetime) -> Message:
    """For whoever just did something about it: where it stands."""
    return Message(
        mrkdwn("Done: {}", crisis.label), [section(mrkdwn(":white_check_mark: Done.\n{}", row(crisis, now)))]
    )


def listing(page: Page[Crisis], narrowed: str, now: datetime) -> Message:
    """A page of those that are `narrowed`: open, resolved, false alarms or all, among which those do not count."""
    title = page.number_of(*COUNTED[narrowed])
    rows = [section(row(crisis, now), accessory=show_it(crisis)) for crisis in page.rows]
    blocks: list[Block] = [section(mrkdwn("*{}*", title)), *rows]
    if not page.rows:
        calm = CALM[narrowed]
        title, blocks = calm, [section(mrkdwn(":white_check_mark: *{}*", calm))]
    blocks += turning(page, LIST, lambda number: Ref(narrowed, number), back="← Newer", on="Older →")
    others = {"open": "Open", "resolved": "Resolved", "false": "False alarms", "all": "All", "drill": "Drills"}
    narrowing = [button(label, f"{LIST}.{name}", name) for name, label in others.items() if name != narrowed]
    blocks += [divider(), actions(button("Raise a crisis…", RAISE, style="danger"), *narrowing)]
    return Message(mrkdwn("{}", title), blocks)


def row(crisis: Crisis, now: datetime) -> Markup:
    """One crisis in a list."""
    due = deadline(crisis, now)
    end = mrkdwn(" · {}", due) if due else ""
    return mrkdwn("{} *{}* · {}{}\n>{}", mark(crisis), crisis.label, standing(crisis), end, gist(crisis.what, 200))
