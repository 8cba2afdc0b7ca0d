"""What can be done with a post by those whose it is; `deciding.py` is for reviewers, `publishing.py` for publishers."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.accounts import Outlet, outlet
from bot.governance import Governance
from bot.kernel.act import Act
from bot.kernel.errors import Invalid, TooLate
from bot.outgoing import Going, heed, warnings
from bot.posts import products
from bot.posts.checks import content_of
from bot.posts.content import Content, fingerprint, gist
from bot.posts.drafts import Draft
from bot.posts.facts import PostConfirmed, PostEdited, PostSubmitted, PostWithdrawn, ReviewLowered, VersionWritten
from bot.posts.life import LIFE, SUBMIT, Action, move
from bot.posts.model import Post, PostVersion, Status
from bot.posts.routing import Chosen, Named, chosen, with_naming
from bot.reviews import service as reviews
from bot.reviews.seen import Seen


def submit(
    act: Act,
    draft: Draft,
    its: Outlet,
    governance: Governance,
    *,
    names: Mapping[str, str],
    heeded: str | None = None,
) -> Post:
    """A new post, in the first stage of its review; `names` says which product each written name means. Raises Warned
    where there is something else to be read first than what was `heeded`; None heeds everything.
    """
    SUBMIT.require(act, its)
    content = _content(act, draft, its, governance, names, heeded)
    post = Post(
        account_id=its.id,
        network=its.network,
        author=act.who.id,
        status=Status.IN_REVIEW,
        version=0,
        submitted_at=act.when,
        moved_by=act.who.name,
        moved_at=act.when,
        versions=[],  # known to be none: nothing is asked for them
        products=[],
    )
    _rewrite(post, content)
    act.session.add(post)
    act.session.flush()
    post.review = reviews.new(post.subject)
    _write_version(act, post, content)
    act.record(PostSubmitted, of=post)
    _begin_review(act, post, content, chosen(content, its, governance))
    return post


def edit(
    act: Act,
    post: Post,
    draft: Draft,
    governance: Governance,
    *,
    names: Mapping[str, str],
    seen: Seen,
    heeded: str | None = None,
) -> None:
    """A new version, whose review starts again; `seen` is what was open in the form, the others as above."""
    LIFE.require(act, post, Action.EDIT)
    if post.version != seen.version:
        raise TooLate(
            f"{post.current.written_by_name} has written version {post.version} meanwhile. Copy your text, then "
            f"`/post edit {post.id}`."
        )
    its = outlet(act.session, post.account_id)
    content = _content(act, draft, its, governance, names, heeded)
    if content == replace(post.current.as_signed, account=its.label):
        raise Invalid({"text": "Change something, or press Cancel."})
    move(act, post, Action.EDIT)
    _rewrite(post, content)
    _write_version(act, post, content)
    act.record(PostEdited, of=post, version=post.version)
    _begin_review(act, post, content, chosen(content, its, governance))


def confirm(act: Act, post: Post, question: str) -> None:
    """It is still right, whatever became of a product; raises TooLate where that is not asked any more."""
    LIFE.require(act, post, Action.CONFIRM)
    if (named := products.answer(act.session, post, question)) is None:
        raise TooLate(f"Nobody asks this any more. See `/post show {post.id}`.")
    act.record(PostConfirmed, of=post, product=named.called, became=named.asked_about or "")


def withdraw(act: Act, post: Post, text: str = "") -> None:
    """It will not be published; `text` may say why."""
    LIFE.require(act, post, Action.WITHDRAW)
    reason = text.strip()
    move(act, post, Action.WITHDRAW, reason)
    act.record(PostWithdrawn, of=post, note=reason)


def _content(
    act: Act, draft: Draft, its: Outlet, governance: Governance, names: Mapping[str, str], heeded: str | None
) -> Content:
    written = content_of(draft, its, act.when, governance.allowances.of(its.handle))
    named = with_naming(written, its, governance, names)
    if heeded is not None:
        heed([*_asked(named), *_warnings(act, named.content, its)], heeded)
    return named.content


def _asked(named: Named) -> Iterator[str]:
    """A reason why it claims nothing says that its author knows what it names."""
    if named.unchosen and not named.content.no_claim:
        yield f"It names {', '.join(named.unchosen)}, and you did not choose that. Submit again to add it."


def _warnings(act: Act, content: Content, its: Outlet) -> list[str]:
    at = content.planned_at or act.when
    return warnings(act.session, Going(outlet=its, at=at, products=content.products))


def _rewrite(post: Post, content: Content) -> None:
    post.text, post.gist, post.planned_at = content.text, gist(content.text), content.planned_at
    post.account_label = content.account


def _write_version(act: Act, post: Post, content: Content) -> None:
    post.version += 1
    written = content.as_json()
    post.sha256 = fingerprint(post.id, post.version, written)
    version = PostVersion(
        number=post.version,
        content=written,
        sha256=post.sha256,
        written_by=act.who.id,
        written_by_name=act.who.name,
        written_at=act.when,
    )
    post.versions.append(version)
    products.note(act.session, post, content.products)
    act.record(VersionWritten, of=version)


def _begin_review(act: Act, post: Post, content: Content, way: Chosen) -> None:
    reviews.begin(act, post.review, way.route, way.why, version=post.version, sha256=post.sha256)
    _note_lowering(act, post, content, way)


def _note_lowering(act: Act, post: Post, content: Content, way: Chosen) -> None:
    if way.instead_of:
        asked = {role for stage in way.route.stages for role in stage.roles}
        dropped = dict.fromkeys(role for stage in way.instead_of.stages for role in stage.roles if role not in asked)
        act.record(ReviewLowered, of=post, note=content.no_claim, route=way.instead_of.name, dropped=tuple(dropped))
