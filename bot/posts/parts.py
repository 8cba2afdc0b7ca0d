"""The parts that a post's cards are made of: what it says, and what is to know of it."""

from collections.abc import Sequence
from datetime import datetime

from slack_sdk.models.blocks import Block

from bot.kernel.text.markup import Markup, canonical, link, mrkdwn, name, several, shorten, when
from bot.kernel.text.oddities import oddities
from bot.kernel.views.asks import OVERDUE
from bot.kernel.views.blocks import context, fields, header, section
from bot.kernel.views.budget import Yielding, size
from bot.kernel.views.verbatim import labelled, quoted
from bot.networks import hints
from bot.posts.content import Content
from bot.posts.diff import abridged, changed_fields, runs
from bot.posts.model import Post, PostVersion, Status
from bot.posts.verbatim import compared, listed
from bot.reviews.model import Review

MARKS = {
    Status.IN_REVIEW: mrkdwn(":hourglass_flowing_sand:"),
    Status.CHANGES_REQUESTED: mrkdwn(":pencil2:"),
    Status.REJECTED: mrkdwn(":no_entry_sign:"),
    Status.APPROVED: mrkdwn(":white_check_mark:"),
    Status.SCHEDULED: mrkdwn(":calendar:"),
    Status.ON_HOLD: mrkdwn(":ice_cube:"),
    Status.PUBLISHED: mrkdwn(":rocket:"),
    Status.WITHDRAWN: mrkdwn(":white_circle:"),
}
DIGITS = 12
"""So many of the SHA-256's hexadecimal digits are content."""
LONGEST_CHANGES = 2500
LONGEST_NAMING = 500
LONGEST_LINK = 500
LONGEST_EXCERPT = 50


def title(post: Post) -> Block:
    return header(f"#{post.id} · {post.account_label}")


def about(post: Post) -> Block:
    """What is being looked at, so that a decision can be held against it."""
    version = post.current
    return context(
        mrkdwn(
            "Version {} by {}, {} · SHA-256 `{}`\n{}",
            version.number,
            version.written_by_name,
            when(version.written_at),
            version.sha256[:DIGITS],
            _route(post.review),
        )
    )


def _route(review: Review) -> Markup:
    return mrkdwn("Review route “{}”{}", review.route, f", {review.route_why}" if review.route_why else "")


def excerpt(content: Content) -> Block:
    """Enough to know it again."""
    return quoted(shorten(content.signed_text, LONGEST_EXCERPT))


def published(content: Content) -> list[Block]:
    """The post itself, and what its reviewers should not miss."""
    blocks: list[Block] = [*labelled([("Title", content.title)]), quoted(content.signed_text), *_link(content.link)]
    if content.media:
        blocks += [section(mrkdwn("*Media*")), listed(content.media)]
    blocks += labelled([("Whose content", content.source), ("Permission", content.permission)])
    blocks += no_claim(content)
    strange = oddities(content.texts)
    return [*blocks, context(*strange)] if strange else blocks


def beside_it(content: Content, planned_at: datetime | None) -> list[Block]:
    """What a decision is about besides the post itself, and the time that is planned by now."""
    facts = fields(
        mrkdwn("*Planned time*\n{}", when(planned_at) if planned_at else "not set"),
        mrkdwn("*Content*\n{}", " · ".join(filter(None, (content.content_type, content.funnel)))),
        mrkdwn("*Products*\n{}", _products(content)),
    )
    return [*labelled([("Objective", content.objective)]), facts]


def no_claim(content: Content) -> list[Block]:
    """Why what names a product says nothing about it, where the author says so."""
    return [*labelled([("Names a product, but claims nothing", content.no_claim)])]


def _products(content: Content) -> str:
    """And by what they are named."""
    another = ["another, says its author"] if content.names_product else []
    names, places = ", ".join([*content.products, *another]), "; ".join(content.naming)
    return shorten(f"{names} ({places})" if names and places else names or places or "none", LONGEST_NAMING)


def _link(address: str) -> list[Block]:
    """What is no web address leads nowhere, and is shown as it is."""
    if not address or canonical(address) is None:
        return list(labelled([("Link", address)]))
    leads = section(mrkdwn("*Link*\n{}", link(address, longest=LONGEST_LINK)))
    return [leads] if canonical(address) == address else [leads, *labelled([("As it was typed", address)])]


def changes(before: PostVersion, after: PostVersion, room: int) -> list[Block]:
    """What the newer version changed, in so many characters: struck through is gone, bold is new."""
    old, new = before.as_signed, after.as_signed
    pairs = [("Text", old.signed_text, new.signed_text), *changed_fields(old, new)]
    changed = [(label, abridged(runs(was, now))) for label, was, now in pairs if was != now]
    head = section(mrkdwn("*Changed since version {}*", before.number))
    room -= size(head)
    return [head, compared(changed, room)] if changed and room > 0 else [head]


def since_last_version(post: Post) -> list[Block]:
    """As much of it as there is room for."""
    if len(post.versions) < 2:
        return []
    before, after = post.versions[-2:]
    return [Yielding(lambda room: changes(before, after, min(room, LONGEST_CHANGES)))]


def because(post: Post) -> list[Block]:
    """Why it was withdrawn or given back; the reason of a decision stands under that."""
    has_reason = post.reason and post.status in {Status.APPROVED, Status.WITHDRAWN}
    return [quoted(post.reason)] if has_reason else []


def advice(content: Content, twins: Sequence[Post]) -> list[Block]:
    """What its author should know and nothing waits for."""
    lines = [mrkdwn(":bulb: {}", hint) for hint in hints(content.network, content.for_network)]
    if twins:
        others, have = several([twin.name for twin in twins], most=5), "has" if len(twins) == 1 else "have"
        lines.append(mrkdwn(":bulb: {} {} the same text. Adapt it to each network.", others, have))
    return [context(mrkdwn("\n").join(lines))] if lines else []


def is_overdue(post: Post, now: datetime) -> bool:
    """Its stage was to decide, or it was to go out, before now."""
    if post.status == Status.IN_REVIEW:
        return post.review.stage_due < now
    return post.is_due(now) and post.planned_at != now


def summary(post: Post, now: datetime) -> Markup:
    """One line of a list."""
    mark, where = MARKS[post.status], name(post.status)
    if post.status == Status.IN_REVIEW:
        where = mrkdwn("in review, stage “{}” since {}", post.review.stage_rules.name, when(post.review.stage_began_at))
    elif post.status in {Status.CHANGES_REQUESTED, Status.REJECTED} and post.review.code:
        where = mrkdwn("{} ({})", post.status, post.review.code)
    elif post.status == Status.APPROVED:
        where = mrkdwn("approved, waits for a time")
    elif post.status == Status.SCHEDULED and post.planned_at:
        where = mrkdwn("scheduled for {}", when(post.planned_at))
    elif post.status == Status.ON_HOLD and post.planned_at:
        where = mrkdwn("on hold, was scheduled for {}", when(post.planned_at))
    elif post.status == Status.PUBLISHED and post.published_at:
        where = mrkdwn("published {}: {}", when(post.published_at), link(post.published_url or ""))
    late = OVERDUE if is_overdue(post, now) else Markup()
    text = shorten(post.text, 120)
    return mrkdwn("{} *#{}* {} · {}{}\n>{}", mark, post.id, post.account_label, where, late, text)
