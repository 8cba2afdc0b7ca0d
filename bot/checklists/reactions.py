"""What follows for a checklist: its card in the room, and one message to each who has lines of it."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from bot.checklists import blocks, messages, nagging, queries, service
from bot.checklists.checklist import Checklist, checklist_of, holders_if_given, holders_of
from bot.checklists.facts import LineEvent, LineGiven
from bot.checklists.model import RANK, ChecklistLine
from bot.company import Company
from bot.crises import rehearsed, rooms, visible
from bot.crises.ending_facts import CrisisReopened
from bot.crises.facts import CrisisEvent, CrisisRaised, CrisisResolved, KindChosen, LeadTaken
from bot.crises.model import Crisis
from bot.crises.room_facts import CrisisMadePublic, RoomMade, RoomRefused
from bot.crises.steering_facts import AccountsAdded, LeadGiven
from bot.kernel import outbox
from bot.kernel.act import after
from bot.oversight.model import RoleHoldersChanged


def begin(session: Session, event: CrisisRaised | KindChosen, company: Company) -> None:
    """It has the checklist of its kind from now on. Where Concord makes it a room, the card waits for that."""
    crisis = event.of
    playbook = company.rules.playbook(crisis.kind) if crisis.kind else None
    if playbook is None:
        return
    service.copy(after(session, event), crisis, playbook)
    people = [] if crisis.drill else company.at(session, crisis).resolve(playbook.told, {})
    _tell(session, crisis, visible.who_see(session, crisis, people), event.when)
    waits_for_room = isinstance(event, CrisisRaised) and (
        crisis.drill or company.rules.risk.band(crisis.score).own_room
    )
    _show(session, crisis, company, event.when, in_room=not waits_for_room)
    if crisis.room:
        _put_up(session, crisis, event.when)


def _tell(session: Session, crisis: Crisis, people: Iterable[str], at: datetime) -> None:
    """Each once, however often the kind is changed."""
    for each in people:
        key, message = f"{crisis.subject}:kind:{each}", messages.told(crisis, at)
        outbox.post(session, key=key, channel=each, message=message, at=at, urgency=_rank(crisis))


def show_change(session: Session, event: LineEvent, company: Company) -> None:
    """In the room, and to whoever is asked about the line, or was until now."""
    _show(session, event.of, company, event.when, _holders(session, event.on, company))


def pass_on(session: Session, event: LineGiven, company: Company) -> None:
    """It rings for whoever is given a line, also beside others that they have."""
    had_some = outbox.has_asked(session, path=_theirs(event.of, event.to))
    if had_some and event.to != event.who.id:
        key, message = f"{event.of.subject}:given:{event.entry.id}", messages.given(event.on, event.who.id)
        outbox.post(session, key=key, channel=event.to, message=message, at=event.when, urgency=_rank(event.of))
    there = company.at(session, event.of)
    before = [event.before, *holders_if_given(session, event.on, event.before, there)]
    _show(session, event.of, company, event.when, [event.to, *filter(None, before)])


def _holders(session: Session, line: ChecklistLine, company: Company) -> list[str]:
    return holders_of(session, line, company.at(session, line.crisis))


def move_in(session: Session, event: RoomMade | RoomRefused, company: Company) -> None:
    """Its card stands in the room, pinned where that is the crisis's own; where it stood before leads there."""
    crisis = event.of
    if crisis.checklist:
        if crisis.room:
            path, message = _card(crisis), messages.moved(crisis)
            outbox.settle(session, path=path, message=message, at=event.when)
        show_card(session, crisis, company, event.when)
        if crisis.room:
            _put_up(session, crisis, event.when)


def _put_up(session: Session, crisis: Crisis, at: datetime) -> None:
    """In the crisis's own room."""
    card = _card(crisis, crisis.room)
    rooms.pin(session, crisis, card, at)
    rooms.lead(session, crisis, "Checklist", card, at)


def show_to_others(session: Session, event: CrisisEvent, company: Company) -> None:
    """Who sees a confidential one now may be asked, and nobody else."""
    crisis = event.of
    if crisis.checklist and (crisis.confidential or isinstance(event, CrisisMadePublic)):
        _show(session, crisis, company, event.when)


def ask_elsewhere(session: Session, event: LeadTaken | LeadGiven | AccountsAdded, company: Company) -> None:
    """Others may hold its lines: what nobody else has is the lead's, and with other accounts it is somewhere else."""
    if event.of.checklist:
        _show(session, event.of, company, event.when)


def end(session: Session, event: CrisisResolved, company: Company) -> None:
    """Nothing of it is asked any more. The cards stay open: a crisis may be opened again."""
    crisis = event.of
    if crisis.checklist:
        show_card(session, crisis, company, event.when)
        message = messages.over(crisis)
        outbox.settle(session, path=_theirs(crisis), message=message, at=event.when, is_last=False)


def go_on(session: Session, event: CrisisReopened, company: Company) -> None:
    """What was not done is asked again."""
    if event.of.checklist:
        _show(session, event.of, company, event.when)


def ask_instead(session: Session, leaver: str, company: Company, at: datetime) -> None:
    """Somebody left: the next are asked about what they were given."""
    for crisis in dict.fromkeys(line.crisis for line in queries.given_to(session, leaver)):
        _show(session, crisis, company, at)


def ask_other_holders(session: Session, event: RoleHoldersChanged, company: Company) -> None:
    """What waits for a role waits for those who hold it now."""
    for crisis in dict.fromkeys(line.crisis for line in queries.waiting_for_role(session, event.of.subject.key)):
        _show(session, crisis, company, event.when)


def _show(
    session: Session,
    crisis: Crisis,
    company: Company,
    at: datetime,
    people: Iterable[str] | None = None,
    *,
    in_room: bool = True,
) -> None:
    """As it is now: in the room, and to these of its people, or to all whom it asks or ever asked."""
    checklist = checklist_of(session, crisis, company)
    if in_room:
        _show_card(session, checklist, company, at)
    if people is None:
        nagging.let_go(session, crisis, company, at)
    asked = outbox.readers(session, path=_theirs(crisis))
    concerned = dict.fromkeys([*checklist.people, *asked] if people is None else people)
    for each in rehearsed.asked_now(crisis, concerned, company, at):
        if checklist.asked_of(each) or (each in asked and company.people.may_be_asked(each)):
            card, message = f"{_theirs(crisis, each)}:now", messages.yours(checklist, each)
            outbox.show(session, card=card, channel=each, message=message, at=at, urgency=_rank(crisis))


def show_card(session: Session, crisis: Crisis, company: Company, at: datetime) -> None:
    _show_card(session, checklist_of(session, crisis, company), company, at)


def _show_card(session: Session, checklist: Checklist, company: Company, at: datetime) -> None:
    crisis = checklist.crisis
    if room := rooms.room_of(crisis, company):
        message = blocks.card(checklist)
        outbox.show(session, card=_card(crisis, room), channel=room, message=message, at=at, urgency=_rank(crisis))


def _card(crisis: Crisis, room: str = "") -> str:
    return f"{crisis.subject}:checklist:{room}".removesuffix(":")


def _theirs(crisis: Crisis, person: str = "") -> str:
    return f"{crisis.subject}:lines:{person}".removesuffix(":")


def _rank(crisis: Crisis) -> int:
    return crisis.rank if crisis.drill else RANK
