"""The parts that a post's cards are made of."""

from collections.abc import Sequence
from datetime import datetime

from slack_sdk.models.blocks import Block

from bot.kernel.blocks import context, fields, header, section
from bot.kernel.words import Markup, link, mentions, mrkdwn, name, quote, shorten, when
from bot.networks import hints, used
from bot.posts.content import Content
from bot.posts.diff import Kind, abridged, changed_fields, runs
from bot.posts.model import Decision, Post, PostVersion, Status, Verdict
from bot.posts.review import (
    Holders,
    cannot_be_given,
    capacity,
    given,
    reviewer_of,
    stage_has_passed,
    still_needed,
    waited_for,
)
from bot.posts.verbatim import compared, listed, quoted

MARKS = {
    Status.IN_REVIEW: mrkdwn(":hourglass_flowing_sand:"),
    Status.CHANGES_REQUESTED: mrkdwn(":pencil2:"),
    Status.REJECTED: mrkdwn(":no_entry_sign:"),
    Status.APPROVED: mrkdwn(":white_check_mark:"),
    Status.SCHEDULED: mrkdwn(":calendar:"),
    Status.PUBLISHED: mrkdwn(":rocket:"),
    Status.WITHDRAWN: mrkdwn(":white_circle:"),
}
VERDICT_MARKS = {
    Verdict.APPROVED: mrkdwn(":white_check_mark:"),
    Verdict.CHANGES_REQUESTED: mrkdwn(":pencil2:"),
    Verdict.REJECTED: mrkdwn(":no_entry_sign:"),
}
DIGITS = 12
"""So many of the SHA-256's hexadecimal digits are shown."""
LONGEST_CHANGES = 1500
"""Keeps a card with a long post, its media and its changes below what Slack takes in one message."""
LONGEST_NAMING = 500
TOGETHER = 5
"""So many decisions fit into one section."""
LONGEST_REASON = 300
LONGEST_LINK = 500


def title(post: Post) -> Block:
    return header(f"#{post.id} · {post.account_label}")


def about(version: PostVersion) -> Block:
    """What is being looked at, so that a decision can be held against it."""
    return context(
        mrkdwn(
            "Version {} by {}, {} · SHA-256 `{}`",
            version.number,
            version.written_by_name,
            when(version.written_at),
            version.sha256[:DIGITS],
        )
    )


def content(shown: Content, planned_at: datetime | None) -> list[Block]:
    """Everything that a decision is about, and the time that is planned by now."""
    blocks: list[Block] = []
    if shown.title:
        blocks += [section(mrkdwn("*Title*")), quoted(shown.title)]
    blocks.append(quoted(shown.signed_text))
    if shown.link:
        blocks.append(section(mrkdwn("*Link*\n{}", link(shown.link, longest=LONGEST_LINK))))
    if shown.media:
        blocks += [section(mrkdwn("*Media, with alt text*")), listed(shown.media)]
    if shown.source:
        blocks.append(
            fields(
                mrkdwn("*Whose content*\n{}", quote(shown.source)), mrkdwn("*Permission*\n{}", quote(shown.permission))
            )
        )
    blocks.append(
        fields(
            mrkdwn("*Objective*\n{}", quote(shown.objective)),
            mrkdwn("*Planned time*\n{}", when(planned_at) if planned_at else "not set yet"),
            mrkdwn("*Content and funnel stage*\n{} · {}", shown.content_type, shown.funnel or "no funnel stage"),
            mrkdwn("*Names a product*\n{}", _naming(shown)),
        )
    )
    return [*blocks, *no_claim(shown)]


def _naming(shown: Content) -> str:
    if shown.naming:
        return shorten("; ".join(shown.naming), LONGEST_NAMING)
    return "yes, says its author" if shown.names_product else "no"


def no_claim(shown: Content) -> list[Block]:
    """Why what names a product says nothing about it, where the author says so."""
    if not shown.no_claim:
        return []
    return [section(mrkdwn("*Names a product, and is no claim, says its author*")), quoted(shown.no_claim)]


def changes(before: PostVersion, after: PostVersion) -> list[Block]:
    """What the newer version changed: struck through is gone, bold is new."""
    old, new = before.shown, after.shown
    blocks: list[Block] = [section(mrkdwn("*Changed since version {}* (~gone~, *new*)", before.number))]
    found = abridged(runs(old.signed_text, new.signed_text))
    if any(run.kind is not Kind.KEPT for run in found):
        blocks.append(compared(found))
    if lines := [
        mrkdwn("*{}*: {} → {}", label, _value(was), _value(now)) for label, was, now in changed_fields(old, new)
    ]:
        blocks.append(section(mrkdwn("\n").join(lines).within(LONGEST_CHANGES)))
    return blocks


def since_last_version(post: Post) -> list[Block]:
    return changes(*post.versions[-2:]) if len(post.versions) > 1 else []


def stages(post: Post, holders: Holders) -> Block:
    """The route, stage by stage, with who decided and who is waited for."""
    return section(mrkdwn("\n").join(_stage_line(post, number, holders) for number in range(len(post.stages))))


def route(post: Post) -> Markup:
    return mrkdwn("Review route “{}”{}", post.route, f", {post.route_why}" if post.route_why else "")


def stuck(post: Post, holders: Holders, helpers: Sequence[str]) -> list[Block]:
    """Nobody can give what the stage waits for: said to those who can change that."""
    approvals = cannot_be_given(post, holders) if post.status == Status.IN_REVIEW else []
    if not approvals:
        return []
    wanted = " and no ".join(capacity(each.roles, several=False) for each in approvals)
    return [
        section(
            mrkdwn(
                ":warning: {} There is no {} besides those who wrote this post or count for another role of its "
                "review, so it cannot pass. Name somebody in the governance file, or ask the author to withdraw it.",
                mentions(helpers),
                wanted,
            )
        )
    ]


def decisions(made: Sequence[Decision], *, with_reasons: bool) -> list[Block]:
    """Each decision with its printed name, time, meaning and what was seen, in sections in which nothing typed stands;
    the reason of each follows as a quotation.
    """
    blocks: list[Block] = []
    lines: list[Markup] = []
    for each in made:
        lines.append(decision_line(each))
        if len(lines) == TOGETHER or each is made[-1] or (with_reasons and each.reason):
            blocks.append(section(mrkdwn("\n").join(lines)))
            lines.clear()
        if with_reasons and each.reason:
            blocks.append(quoted(shorten(each.reason, LONGEST_REASON)))
    return blocks


def decision_line(made: Decision) -> Markup:
    return mrkdwn(
        "{} *{}*, {}: “{}” (version {}, `{}`)",
        VERDICT_MARKS[Verdict(made.verdict)],
        made.who_name,
        when(made.decided_at),
        made.meaning,
        made.version,
        made.sha256[:DIGITS],
    )


def current_decisions(post: Post) -> list[Decision]:
    return [made for made in post.decisions if made.version == post.version]


def advice(shown: Content, twins: Sequence[Post]) -> list[Block]:
    """What its author should know and nothing waits for."""
    counted = used(shown.network, shown.for_network)
    used_up = f"{counted.used:,} of {counted.limit:,} {counted.unit} on {shown.network.label}."
    lines = [name(used_up)]
    lines += [mrkdwn(":bulb: {}", hint) for hint in hints(shown.network, shown.for_network)]
    if twins:
        others = mrkdwn(", ").join(mrkdwn("#{} for {}", twin.id, twin.account_label) for twin in twins[:5])
        lines.append(mrkdwn(":bulb: The same text is submitted as {}. Craft it for each network.", others))
    return [context(mrkdwn("\n").join(lines))]


def waiting_line(post: Post, holders: Holders) -> Markup:
    """“Priya Nair (medical reviewer)” and so on, for the stage that decides now."""
    asked, number = waited_for(post, holders), still_needed(post)
    possible = {role: people for role, people in asked.items() if people}
    chosen = possible if number <= len(possible) else asked
    waiting = [_of_role(role, people) for role, people in chosen.items()]
    if number in {1, len(waiting)}:
        return (mrkdwn(" or ") if number == 1 else mrkdwn(" and ")).join(waiting)
    return mrkdwn("{} of: {}", number, mrkdwn(", ").join(waiting))


def summary(post: Post) -> Markup:
    """One line of a list."""
    mark, where = MARKS[Status(post.status)], name(post.status)
    if post.status == Status.IN_REVIEW:
        where = mrkdwn("in review, stage “{}” since {}", post.stage_rules.name, when(post.stage_began_at))
    elif post.status == Status.APPROVED:
        where = mrkdwn("approved, waits for a time")
    elif post.status == Status.SCHEDULED and post.planned_at:
        where = mrkdwn("scheduled for {}", when(post.planned_at))
    elif post.status == Status.PUBLISHED and post.published_at:
        where = mrkdwn("published {}: {}", when(post.published_at), link(post.published_url or ""))
    text = shorten(post.text, 120)
    return mrkdwn("{} *#{}* {} · {}\n>{}", mark, post.id, post.account_label, where, text)


def _stage_line(post: Post, number: int, holders: Holders) -> Markup:
    stage = str(post.stages[number]["name"])
    if number < post.stage or (number == post.stage and stage_has_passed(post)):
        return mrkdwn(":white_check_mark: *{}*", stage)
    if number > post.stage:
        return mrkdwn(":white_circle: *{}*  later", stage)
    if post.status != Status.IN_REVIEW:
        return mrkdwn("{} *{}*  {}", MARKS[Status(post.status)], stage, post.status)
    approvals = mrkdwn(", ").join(_approval(made, each.roles) for each, made in given(post).items())
    so_far = mrkdwn("approved by {}; ", approvals) if approvals else Markup()
    return mrkdwn(
        ":hourglass_flowing_sand: *{}*  {}waits for {}, by {}",
        stage,
        so_far,
        waiting_line(post, holders) or "nobody",
        when(post.stage_due),
    )


def _approval(made: Decision, roles: Sequence[str]) -> Markup:
    """Whose approval counts for which of the roles that it could count for."""
    counted = capacity([role for role in roles if role in made.roles], several=False)
    return mrkdwn("{} ({})", made.who_name, counted)


def _of_role(role: str, people: Sequence[str]) -> Markup:
    return mrkdwn("{} ({})", mentions(people, " or ") or "nobody", reviewer_of(role))


def _value(text: str) -> Markup:
    return name(shorten(text, 200)) or mrkdwn("nothing")
