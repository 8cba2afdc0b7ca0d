"""Who may do what besides the governance file: roles until a date, and what people read and were trained in."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from bot.agencies import facts as agency
from bot.agencies import reactions as agencies
from bot.company import Company
from bot.delegation import facts as delegation
from bot.delegation import queries as grants
from bot.delegation import reactions as roles
from bot.governance import InForce
from bot.kernel.clock import Clock
from bot.kernel.db import Database
from bot.kernel.events import Event
from bot.people import Directory
from bot.people.memory import Source
from bot.policies import facts as document
from bot.policies import queries as policies
from bot.policies import reactions as documents

FACTS: dict[type[Event], tuple[Callable[[Session, Any, Company], None], ...]] = {
    delegation.RoleGranted: (roles.renew, roles.tell_given),
    delegation.StandInNamed: (roles.renew, roles.tell_given),
    delegation.NobodyStandsIn: (roles.tell_administrators,),
    delegation.GrantEnded: (roles.renew, roles.tell_ended, agencies.forget),
    agency.AgencyLetIn: (roles.renew, agencies.tell_agency, agencies.ask_owner),
    agency.AgencyProlonged: (roles.renew, agencies.ask_owner),
    agency.DraftWritten: (),
    agency.DraftChanged: (agencies.settle,),
    agency.DraftReady: (agencies.show,),
    agency.DraftTakenOver: (agencies.settle,),
    document.DocumentAdded: (documents.renew, documents.ask_readers),
    document.DocumentRevised: (documents.renew, documents.ask_readers),
    document.DocumentEnded: (documents.renew, documents.end),
    document.DocumentRead: (documents.renew, documents.settle_reader),
    document.TrainingTakenIn: (documents.renew,),
}
"""What follows, as the page of subscriptions has it."""


def directory(source: Source, in_force: InForce, database: Database, clock: Clock) -> Directory:
    """Who holds which role, with what the database says of that."""
    return Directory(source, in_force, grants.remembered(database, clock), policies.remembered(database, clock))
