"""What can be done with a post by those whose it is; `deciding.py` is for reviewers, `publishing.py` for publishers."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bot.accounts import Outlet
from bot.governance import Governance
from bot.kernel.actor import Actor
from bot.kernel.errors import Forbidden, Invalid, TooLate
from bot.kernel.events import record
from bot.posts.checks import CLOSED, content_of
from bot.posts.content import Content, Draft, fingerprint, gist
from bot.posts.facts import PostEdited, PostSubmitted, PostWithdrawn, ReviewLowered, VersionWritten
from bot.posts.model import Action, Post, PostVersion, Status
from bot.posts.routing import Chosen, chosen, with_naming

SUBMITTERS = ("author", "community_manager")


def submit(
    session: Session,
    who: Actor,
    when: datetime,
    draft: Draft,
    outlet: Outlet,
    governance: Governance,
    *,
    brands: Collection[str],
) -> Post:
    """A new post, in the first stage of its review; `brands` are those that some account speaks for."""
    require_submitter(who, outlet)
    content = with_naming(content_of(draft, outlet, when), outlet, governance, brands)
    post = Post(
        account_id=outlet.id,
        account_label=outlet.label,
        network=outlet.network.value,
        author=who.id,
        status=Status.IN_REVIEW.value,
        version=0,
        submitted_at=when,
        moved_by=who.name,
        moved_at=when,
    )
    way = chosen(content, outlet, governance)
    _begin_review(post, content, outlet, way, when)
    session.add(post)
    session.flush()
    _write_version(session, post, content, who, when)
    record(session, PostSubmitted(who=who, when=when, of=post))
    _note_lowering(session, who, when, post, content, way)
    return post


def edit(
    session: Session,
    who: Actor,
    when: datetime,
    post: Post,
    draft: Draft,
    outlet: Outlet,
    governance: Governance,
    *,
    brands: Collection[str],
    version: int,
) -> None:
    """A new version, whose review starts again; `version` is the one that was open in the form, `brands` as above."""
    require_hand(who, post, outlet, "edit it")
    post.check(Action.EDIT)
    if post.version != version:
        raise TooLate(
            f"{post.current.written_by_name} changed #{post.id} meanwhile: it is at version {post.version}. "
            f"Copy what you wrote, and `/post edit {post.id}` opens the new version."
        )
    content = with_naming(content_of(draft, outlet, when), outlet, governance, brands)
    if content == replace(post.current.shown, account=outlet.label):
        raise Invalid({"text": "Nothing was changed. Change something, or press Cancel."})
    post.move(Action.EDIT, who, when)
    way = chosen(content, outlet, governance)
    _begin_review(post, content, outlet, way, when)
    _write_version(session, post, content, who, when)
    record(session, PostEdited(who=who, when=when, of=post, note=f"version {post.version}"))
    _note_lowering(session, who, when, post, content, way)


def withdraw(session: Session, who: Actor, when: datetime, post: Post, outlet: Outlet, reason: str = "") -> None:
    require_hand(who, post, outlet, "withdraw it")
    post.move(Action.WITHDRAW, who, when, reason.strip())
    record(session, PostWithdrawn(who=who, when=when, of=post, note=post.reason))


def require_submitter(who: Actor, outlet: Outlet) -> None:
    if who.id not in outlet.people and not who.has(*SUBMITTERS):
        raise Forbidden(
            f"Posts for {outlet.label} are submitted by authors, its own people and the community manager. "
            "Ask one of them, or ask your administrator to make you an author."
        )


def require_open(outlet: Outlet) -> None:
    """Raise TooLate, before a form asks for a text that can go nowhere."""
    if not outlet.is_open:
        raise TooLate(CLOSED.format(outlet.label, outlet.status))


def require_hand(who: Actor, post: Post, outlet: Outlet, to: str) -> None:
    """Raise Forbidden unless the post is the actor's own, or its account is, or they manage the community."""
    if who.id not in {post.author, *outlet.people} and not who.has("community_manager"):
        raise Forbidden(
            f"#{post.id} belongs to its author and to the people of {outlet.label}; "
            f"only they and the community manager can {to}."
        )


def said(reason: str) -> str:
    if not reason.strip():
        raise Invalid({"reason": "Give the reason in a sentence or two; the author will read it."})
    return reason.strip()


def _begin_review(post: Post, content: Content, outlet: Outlet, way: Chosen, when: datetime) -> None:
    stages: list[dict[str, Any]] = [stage.model_dump(mode="json") for stage in way.route.stages]
    post.route, post.stages, post.stage, post.stage_began_at = way.route.name, stages, 0, when
    post.route_why, post.same_person = way.why, way.route.same_person == "allowed"
    post.text, post.gist, post.planned_at = content.text, gist(content.text), content.planned_at
    post.account_label = outlet.label


def _note_lowering(session: Session, who: Actor, when: datetime, post: Post, content: Content, way: Chosen) -> None:
    if way.instead_of:
        asked = {role for stage in way.route.stages for role in stage.roles}
        dropped = dict.fromkeys(role for stage in way.instead_of.stages for role in stage.roles if role not in asked)
        fact = ReviewLowered(
            who=who, when=when, of=post, note=content.no_claim, route=way.instead_of.name, dropped=tuple(dropped)
        )
        record(session, fact)


def _write_version(session: Session, post: Post, content: Content, who: Actor, when: datetime) -> None:
    post.version += 1
    kept = content.as_json()
    post.sha256 = fingerprint(post.id, post.version, kept)
    version = PostVersion(
        number=post.version,
        content=kept,
        sha256=post.sha256,
        written_by=who.id,
        written_by_name=who.name,
        written_at=when,
    )
    post.versions.append(version)
    record(session, VersionWritten(who=who, when=when, of=version))
