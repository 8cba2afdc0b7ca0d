"""What follows from the review of a governance change, and who is told."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from bot.changes import blocks, cards, messages, queries, service
from bot.changes.around import Around, speakers
from bot.changes.facts import TakenPastReview
from bot.changes.matrix import what_changes, who_is_asked
from bot.changes.model import KIND, Change
from bot.company import Company
from bot.governance import Role
from bot.governance.differences import on_record
from bot.kernel import outbox
from bot.kernel.act import after
from bot.kernel.views.blocks import Message
from bot.oversight.model import RulesTakenUp
from bot.reviews.reactions import ReviewReactions


def _look(change: Change, around: Around, decides: bool, with_reasons: bool) -> Message:
    return blocks.review(change, around, decides=decides, with_reasons=with_reasons)


def _speakers(_: Session, change: Change, company: Company) -> Mapping[str, str | None]:
    return {each: cards.proposers(change) if each == change.proposer else None for each in speakers(change, company)}


def _named(_: Session, change: Change, company: Company) -> Mapping[str, Sequence[str]]:
    return {"author": [change.proposer], "channel": [company.rules.channels.reviews]}


REVIEWS = ReviewReactions(
    kind=KIND,
    buttons=blocks.KIND,
    queries=queries,
    around=Around.of,
    look=_look,
    show=cards.show,
    ended=blocks.ended,
    news=lambda change, _around, _reader: messages.news(change),
    speakers=_speakers,
    named=_named,
    approve=service.take,
    send_back=service.send_back,
    turn_down=service.turn_down,
)


def overtake(session: Session, event: RulesTakenUp, _company: Company) -> None:
    """What waits was compared with what is not in force any more."""
    change = queries.waiting(session)
    if change and change.revision.based_on != event.of.value["sha256"]:
        service.overtake(after(session, event), change, service.NOT_IN_FORCE)


def tell_of_matrix(session: Session, event: RulesTakenUp, _company: Company) -> None:
    """In the war room of the governance that says so; nothing where none was in force before."""
    before, now, at = event.before.get("keys", {}), event.of.value["keys"], event.when
    war_room, changed, asked = now.get("channels.war_room"), what_changes(before, now), who_is_asked(before, now)
    if before and war_room and (changed or asked):
        key, message = f"{event.of.subject}:matrix:{at.isoformat()}", messages.matrix(changed, asked)
        outbox.post(session, key=key, channel=war_room, message=message, at=at, urgency=outbox.Urgency.DECISION)


def tell_administrators(session: Session, event: RulesTakenUp, company: Company) -> None:
    """What differs, to all but whoever has just seen it; nothing at the first start, nor for a new version alone."""
    before, now, at = event.before, event.of.value, event.when
    if not before or before.get("sha256") == now["sha256"]:
        return
    message = messages.taken(event.who.id, on_record(before.get("keys", {}), now["keys"]))
    for each in company.holders(Role.ADMINISTRATOR):
        if each != event.who.id:
            key = f"{event.of.subject}:taken:{at.isoformat()}:{each}"
            outbox.post(session, key=key, channel=each, message=message, at=at, urgency=outbox.Urgency.DECISION)


def tell_past_review(session: Session, event: TakenPastReview, company: Company) -> None:
    """In the review channel, and to administrators."""
    message, at = messages.past_review(event.note), event.when
    for each in dict.fromkeys((company.rules.channels.reviews, *company.holders(Role.ADMINISTRATOR))):
        key = f"{event.of.subject}:past:{at.isoformat()}:{each}"
        outbox.post(session, key=key, channel=each, message=message, at=at, urgency=outbox.Urgency.DECISION)


OF_OTHER_RULES = (overtake, tell_of_matrix, tell_administrators)
"""What follows once another governance is in force."""
