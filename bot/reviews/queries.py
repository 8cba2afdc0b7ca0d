"""Which reviews wait for somebody, as the database is asked."""

import json

from sqlalchemy import ColumnElement, String, and_, cast, exists, false, literal, or_
from sqlalchemy.orm import aliased

from bot.kernel.actor import Actor
from bot.reviews.model import Decision, Remark, Review


def may_wait_for(who: Actor) -> ColumnElement[bool]:
    """The stage asks for a role of theirs that nobody has given by itself, and they have not decided on this version.
    Of several whom it asks, one may have given what another could: who is left is for the review's course to say.
    """
    asked = (and_(_asks_for(role), ~_is_given(role)) for role in sorted(who.roles))
    return and_(or_(false(), *asked), ~_is_spent(who.id))


def has_open_question() -> ColumnElement[bool]:
    """About the current version, as `Review.open_question` says."""
    answer = aliased(Remark)
    is_answered = exists().where(answer.matter == Remark.matter, answer.answers == Remark.number)
    of_this_version = and_(Remark.matter == Review.matter, Remark.version == Review.version)
    return exists().where(of_this_version, Remark.answers.is_(None), ~is_answered)


def _asks_for(role: str) -> ColumnElement[bool]:
    return cast(_ROLES, String).contains(json.dumps(role), autoescape=True)


def _is_given(role: str) -> ColumnElement[bool]:
    """By somebody who decided as nothing else."""
    alone = cast(Decision.roles, String) == json.dumps([role])
    return exists().where(*_OF_THIS_VERSION, Decision.stage == Review.stage, alone)


def _is_spent(person: str) -> ColumnElement[bool]:
    counts = or_(Decision.stage == Review.stage, Review.same_person.is_(False))
    theirs = or_(Decision.who == person, Decision.on_behalf_of == person)
    return exists().where(*_OF_THIS_VERSION, theirs, counts)


_ROLES = Review.stages.op("->")(Review.stage).op("->")(literal("roles", String))
"""Those of the stage that decides now."""
_OF_THIS_VERSION = (Decision.matter == Review.matter, Decision.version == Review.version)
