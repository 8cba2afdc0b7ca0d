"""What an after-action review's cards need to know beside it: figures, actions, who holds which role, and who helps."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.company import Company
from bot.crises import visible
from bot.crises.story import Line, starred
from bot.debriefs import queries
from bot.debriefs.figures import Figure, figures_of
from bot.debriefs.model import CorrectiveAction, Debrief
from bot.governance import Role
from bot.reviews.course import Holders


@dataclass(frozen=True)
class Around:
    figures: Sequence[Figure]
    actions: Sequence[CorrectiveAction]
    holders: Holders
    helpers: Sequence[str]
    """Who is told where it cannot go on by itself."""
    starred: Sequence[Line] = ()
    """Of the crisis's timeline."""

    @classmethod
    def of(cls, company: Company, session: Session, debrief: Debrief) -> "Around":
        actions, figures = queries.actions_of(session, debrief), figures_of(session, debrief.crisis)
        helpers = visible.who_see(session, debrief.crisis, company.holders(Role.ADMINISTRATOR))
        return cls(figures, actions, holders_of(company, session, debrief), helpers, starred(session, debrief.crisis))


def holders_of(company: Company, session: Session, debrief: Debrief) -> Holders:
    """Of whom a role means there, those who see its crisis."""
    there = company.at(session, debrief)

    def holders(role: str) -> dict[str, str | None]:
        steads = there.steads(role)
        return {each: steads[each] for each in visible.who_see(session, debrief.crisis, steads)}

    return holders


def next_writer(session: Session, debrief: Debrief, company: Company) -> str:
    """Who writes it where whoever was to has left: the crisis's lead, or the first here who leads or decides."""
    there, crisis = company.at(session, debrief), debrief.crisis
    roles = (Role.CRISIS_LEAD, Role.LEADERSHIP, Role.COMMUNITY_MANAGER, Role.ADMINISTRATOR)
    lead = (each for role in roles for each in there.holders(role))
    people = visible.who_see(session, crisis, filter(None, (crisis.lead, *lead)))
    return next((each for each in people if company.people.may_be_asked(each)), debrief.writer)
