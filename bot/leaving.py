"""Somebody leaves: what waits for them by name waits for others."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from bot.accounts import handover, outlet, waiting
from bot.calendar import queries as slots
from bot.calendar import reactions as calendar
from bot.checklists import queries as lines
from bot.checklists import reactions as checklists
from bot.company import Company
from bot.crises import queries as crises
from bot.crises import reactions as answering
from bot.debriefs import following_up
from bot.debriefs import queries as debriefs
from bot.debriefs import reactions as debriefing
from bot.drills import queries as drills
from bot.drills import reactions as drilling
from bot.freezes import queries as freezes
from bot.freezes import reactions as freezing
from bot.kernel.act import after
from bot.oversight.keeping import gone
from bot.oversight.model import PersonLeft
from bot.posts import heirs, publication
from bot.posts import queries as posts
from bot.posts.model import Post
from bot.voice import reactions as saying


def relied_on(session: Session) -> Iterable[str]:
    """Everybody for whom something may wait by name."""
    return (
        waiting.keepers(session)
        | posts.authors(session)
        | crises.responders(session)
        | slots.makers(session)
        | lines.people(session)
        | freezes.relied_on(session)
        | debriefs.people(session)
        | drills.people(session)
    )


def hand_on(session: Session, event: PersonLeft, company: Company) -> None:
    """What somebody who left was to do: others are asked, at once."""
    leaver = event.of.subject.key
    handover.ask(session, leaver, company, left_at=event.of.at, at=event.when)
    answering.ask_instead(session, leaver, event.when)
    checklists.ask_instead(session, leaver, company, event.when)
    freezing.ask_instead(session, leaver, company, event.when)
    debriefing.ask_instead(session, leaver, company, event.when)
    following_up.ask_instead(session, leaver, company, event.when)
    drilling.ask_instead(session, leaver, company, event.when)
    heirs.hand_on(session, leaver, company, event.when)
    _hand_on_again(session, leaver, company, event.when)
    publication.call_instead(session, leaver, company, event.when)
    saying.ask_instead(session, leaver, company, event.when)
    calendar.ask_other_makers(after(session, event), leaver, company)


def _hand_on_again(session: Session, leaver: str, company: Company, at: datetime) -> None:
    """The posts of those who left before and that were theirs then."""

    def was_theirs(post: Post, _: str) -> bool:
        its = outlet(session, post.account_id)
        return leaver in {its.owner, its.backup}

    for author, _ in gone(session, posts.authors(session) - {leaver}):
        heirs.hand_on(session, author, company, at, was_theirs)
