"""A role moves: what waits for whoever had it waits for whoever has it now, also where it has asked already."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bot.accounts import handover, waiting
from bot.accounts import queries as accounts
from bot.accounts import reactions as proposals
from bot.attestation import queries as attestations
from bot.attestation.model import KIND as ATTESTATION
from bot.calendar import queries as slots
from bot.changes import queries as governance
from bot.changes.model import KIND as GOVERNANCE
from bot.checklists import queries as lines
from bot.checklists import reactions as checklists
from bot.company import LAST, Company
from bot.crises import queries as crises
from bot.crises import reactions as answering
from bot.debriefs import queries as debriefs
from bot.debriefs import reactions as debriefing
from bot.debriefs.model import KIND as DEBRIEF
from bot.drills import queries as drills
from bot.drills.model import AFTER as AFTER_DRILL
from bot.drills.model import KIND as DRILL
from bot.freezes import queries as freezes
from bot.freezes import reactions as freezing
from bot.governance import Role
from bot.kernel import escalation
from bot.kernel.escalation import Asking
from bot.kernel.outbox import homes
from bot.kernel.scope import CENTRE, Scope
from bot.oversight.keeping import gone
from bot.oversight.model import RoleHoldersChanged
from bot.posts import heirs, publication
from bot.posts import queries as posts
from bot.posts.model import KIND as POST
from bot.posts.model import REVIEW, Post
from bot.reviewing import REVIEWS
from bot.voice import queries as statements
from bot.voice import urging
from bot.voice.model import KIND as STATEMENT


def ask_others(session: Session, event: RoleHoldersChanged, company: Company) -> None:
    """What waits for a role waits for those who hold it now, or those hear of it who can change that."""
    role = event.of.subject.key
    for reviews in REVIEWS.values():
        reviews.ask_others(session, role, company, event.when)
    proposals.ask_other_deciders(session, role, company, event.when)
    checklists.ask_other_holders(session, event, company)
    if role in LAST:
        _ask_others_to_take_over(session, company, event.when)
    if event.before:
        _ask_others_again(session, event, company)
    if event.before and role in LAST:
        _hand_on_to_others(session, event, company)


def show_homes(session: Session, event: RoleHoldersChanged, _company: Company) -> None:
    """To all who hold the role or did: somebody's time as a stand-in may have begun or ended."""
    homes.change(session, event.holders, at=event.when)


FREE: Mapping[str, Callable[[Session, int], Any]] = {
    "account": accounts.if_free,
    "action": debriefs.action_if_free,
    ATTESTATION: attestations.if_free,
    "crisis": crises.if_free,
    DEBRIEF: debriefs.if_free,
    DRILL: drills.if_free,
    AFTER_DRILL: drills.if_free,
    "freeze": freezes.if_free,
    GOVERNANCE: governance.if_free,
    "line": lines.if_free,
    POST: posts.if_free,
    REVIEW: posts.if_free,
    "slot": slots.if_free,
    STATEMENT: statements.if_free,
}
"""By the kind of subject that asks: its matter, held for change; None where somebody is changing it just now."""
ASK_NO_MORE: Mapping[str, Callable[[Session, Any, Asking, Collection[str], Company, datetime], None]] = {
    "crisis": answering.ask_no_more,
    DEBRIEF: debriefing.remind_no_more,
    "freeze": freezing.ask_no_more,
    GOVERNANCE: REVIEWS[GOVERNANCE].remind_no_more,
    POST: publication.ask_no_more,
    REVIEW: REVIEWS[POST].remind_no_more,
    STATEMENT: urging.ask_no_more,
}
"""By the kind of what asks people directly: those who are not meant any more see that. Channels see the next card."""
TO_ALL = ""
"""The reader of what is said to all whom a level means."""


def _ask_others_again(session: Session, event: RoleHoldersChanged, company: Company) -> None:
    """Whoever is meant now is asked what the role has been asked by now. What somebody is changing this moment asks
    them with its next level.
    """
    role = event.of.subject.key
    for word in (f"role:{role}", *(["centre"] if role == Role.COMMUNITY_MANAGER else [])):
        for asking in escalation.asking(session, word):
            if matter := FREE[asking.subject.kind](session, asking.subject.number):
                where = [CENTRE] if word == "centre" else matter.scopes(session)
                _ask_instead(session, asking, matter, event, where, company)


def _ask_instead(
    session: Session,
    asking: Asking,
    matter: Any,
    event: RoleHoldersChanged,
    where: Sequence[Scope],
    company: Company,
) -> None:
    """Those who are meant there now, and those who were see that; where nobody is, all to whom the level then goes."""
    gone, new = event.moved(where)
    ask_no_more = ASK_NO_MORE.get(asking.subject.kind)
    if ask_no_more and gone:
        ask_no_more(session, matter, asking, gone, company, event.when)
    homes.change(session, gone, at=event.when)
    to_each = ask_no_more and event.now(where)
    for reader in sorted(new) if to_each else [TO_ALL] if gone | new else []:
        escalation.say_again(session, asking, reader, at=event.when)


def _ask_others_to_take_over(session: Session, company: Company, at: datetime) -> None:
    """Whoever was asked before may have left since."""
    for keeper, standing in gone(session, waiting.keepers(session)):
        handover.ask(session, keeper, company, left_at=standing.at, at=at)


def _hand_on_to_others(session: Session, event: RoleHoldersChanged, company: Company) -> None:
    """The posts of those who left may be theirs who lead now."""

    def is_new(post: Post, person: str) -> bool:
        return person in event.moved(post.scopes(session))[1]

    for author, _ in gone(session, posts.authors(session)):
        heirs.hand_on(session, author, company, event.when, is_new)
