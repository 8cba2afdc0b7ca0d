"""The parts that a post's cards are made of."""

from collections.abc import Sequence
from datetime import datetime

from slack_sdk.models.blocks import Block

from bot.kernel.blocks import context, escape, fields, header, person, section, shorten, when
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
    Status.IN_REVIEW: ":hourglass_flowing_sand:",
    Status.CHANGES_REQUESTED: ":pencil2:",
    Status.REJECTED: ":no_entry_sign:",
    Status.APPROVED: ":white_check_mark:",
    Status.SCHEDULED: ":calendar:",
    Status.PUBLISHED: ":rocket:",
    Status.WITHDRAWN: ":white_circle:",
}
VERDICT_MARKS = {
    Verdict.APPROVED: ":white_check_mark:",
    Verdict.CHANGES_REQUESTED: ":pencil2:",
    Verdict.REJECTED: ":no_entry_sign:",
}
DIGITS = 12
"""So many of the SHA-256's hexadecimal digits are shown."""
LONGEST_CHANGES = 1500
"""Keeps a card with a long post, its media and its changes below what Slack takes in one message."""
TOGETHER = 5
"""So many decisions fit into one section, each with its reason."""


def title(post: Post) -> Block:
    return header(f"#{post.id} · {post.account_label}")


def about(version: PostVersion) -> Block:
    """What is being looked at, so that a decision can be held against it."""
    return context(
        f"Version {version.number} by {escape(version.written_by_name)}, {when(version.written_at)} · "
        f"SHA-256 `{version.sha256[:DIGITS]}`"
    )


def content(shown: Content, planned_at: datetime | None) -> list[Block]:
    """Everything that a decision is about, and the time that is planned by now."""
    blocks: list[Block] = []
    if shown.title:
        blocks.append(section(f"*Title*\n{escape(shown.title)}"))
    blocks.append(quoted(shown.signed_text))
    if shown.link:
        blocks.append(section(f"*Link*\n{escape(shown.link)}"))
    if shown.media:
        blocks += [section("*Media, with alt text*"), listed(shown.media)]
    if shown.source:
        blocks.append(fields(f"*Whose content*\n{escape(shown.source)}", f"*Permission*\n{escape(shown.permission)}"))
    blocks.append(
        fields(
            f"*Objective*\n{escape(shown.objective)}",
            f"*Planned time*\n{when(planned_at) if planned_at else 'not set yet'}",
            f"*Content and funnel stage*\n{shown.content_type} · {shown.funnel or 'no funnel stage'}",
            f"*Names a product*\n{'yes' if shown.names_product else 'no'}",
        )
    )
    return blocks


def changes(before: PostVersion, after: PostVersion) -> list[Block]:
    """What the newer version changed: struck through is gone, bold is new."""
    old, new = before.shown, after.shown
    blocks: list[Block] = [section(f"*Changed since version {before.number}* (~gone~, *new*)")]
    found = abridged(runs(old.signed_text, new.signed_text))
    if any(run.kind is not Kind.KEPT for run in found):
        blocks.append(compared(found))
    if lines := [f"*{label}*: {_value(was)} → {_value(now)}" for label, was, now in changed_fields(old, new)]:
        blocks.append(section(shorten("\n".join(lines), LONGEST_CHANGES)))
    return blocks


def since_last_version(post: Post) -> list[Block]:
    return changes(*post.versions[-2:]) if len(post.versions) > 1 else []


def stages(post: Post, holders: Holders) -> Block:
    """The route, stage by stage, with who decided and who is waited for."""
    return section("\n".join(_stage_line(post, number, holders) for number in range(len(post.stages))))


def route(post: Post) -> str:
    return f"Review route “{escape(post.route)}”"


def stuck(post: Post, holders: Holders, helpers: Sequence[str]) -> list[Block]:
    """Nobody can give what the stage waits for: said to those who can change that."""
    approvals = cannot_be_given(post, holders) if post.status == Status.IN_REVIEW else []
    if not approvals:
        return []
    mentions = " ".join(person(each) for each in helpers)
    wanted = " and no ".join(capacity(each.roles, several=False) for each in approvals)
    return [
        section(
            f":warning: {mentions} There is no {wanted} besides those who wrote this post or count for another role "
            "of its review, so it cannot pass. "
            "Name somebody in the governance file, or ask the author to withdraw it."
        )
    ]


def decisions(made: Sequence[Decision], *, with_reasons: bool) -> list[Block]:
    """Each decision with its printed name, time, meaning and what was seen."""
    lines = [decision_line(each, with_reason=with_reasons) for each in made]
    return [section("\n".join(lines[start : start + TOGETHER])) for start in range(0, len(lines), TOGETHER)]


def decision_line(made: Decision, *, with_reason: bool) -> str:
    line = (
        f"{VERDICT_MARKS[Verdict(made.verdict)]} *{escape(made.who_name)}*, {when(made.decided_at)}: "
        f"“{escape(made.meaning)}” (version {made.version}, `{made.sha256[:DIGITS]}`)"
    )
    return f"{line}\n      {escape(shorten(made.reason, 300))}" if with_reason and made.reason else line


def current_decisions(post: Post) -> list[Decision]:
    return [made for made in post.decisions if made.version == post.version]


def advice(shown: Content, twins: Sequence[Post]) -> list[Block]:
    """What its author should know and nothing waits for."""
    counted = used(shown.network, shown.for_network)
    lines = [f"{counted.used:,} of {counted.limit:,} {counted.unit} on {shown.network.label}."]
    lines += [f":bulb: {escape(hint)}" for hint in hints(shown.network, shown.for_network)]
    if twins:
        others = ", ".join(f"#{twin.id} for {escape(twin.account_label)}" for twin in twins[:5])
        lines.append(f":bulb: The same text is submitted as {others}. Craft it for each network.")
    return [context("\n".join(lines))]


def waiting_line(post: Post, holders: Holders) -> str:
    """“Priya Nair (medical reviewer)” and so on, for the stage that decides now."""
    asked, number = waited_for(post, holders), still_needed(post)
    possible = {role: people for role, people in asked.items() if people}
    chosen = possible if number <= len(possible) else asked
    waiting = [_of_role(role, people) for role, people in chosen.items()]
    if number in {1, len(waiting)}:
        return (" or " if number == 1 else " and ").join(waiting)
    return f"{number} of: {', '.join(waiting)}"


def summary(post: Post) -> str:
    """One line of a list."""
    mark, where = MARKS[Status(post.status)], post.status
    if post.status == Status.IN_REVIEW:
        where = f"in review, stage “{escape(post.stage_rules.name)}” since {when(post.stage_began_at)}"
    elif post.status == Status.APPROVED:
        where = "approved, waits for a time"
    elif post.status == Status.SCHEDULED and post.planned_at:
        where = f"scheduled for {when(post.planned_at)}"
    elif post.status == Status.PUBLISHED and post.published_at:
        where = f"<{post.published_url}|published>, {when(post.published_at)}"
    text = escape(shorten(" ".join(post.text.split()), 120))
    return f"{mark} *#{post.id}* {escape(post.account_label)} · {where}\n{text}"


def _stage_line(post: Post, number: int, holders: Holders) -> str:
    name = escape(str(post.stages[number]["name"]))
    if number < post.stage or (number == post.stage and stage_has_passed(post)):
        return f":white_check_mark: *{name}*"
    if number > post.stage:
        return f":white_circle: *{name}*  later"
    if post.status != Status.IN_REVIEW:
        return f"{MARKS[Status(post.status)]} *{name}*  {post.status}"
    approvals = ", ".join(_approval(made, each.roles) for each, made in given(post).items())
    so_far = f"approved by {approvals}; " if approvals else ""
    return (
        f":hourglass_flowing_sand: *{name}*  {so_far}waits for {waiting_line(post, holders) or 'nobody'}, "
        f"by {when(post.stage_due)}"
    )


def _approval(made: Decision, roles: Sequence[str]) -> str:
    """Whose approval counts for which of the roles that it could count for."""
    return f"{escape(made.who_name)} ({capacity([role for role in roles if role in made.roles], several=False)})"


def _of_role(role: str, people: Sequence[str]) -> str:
    return f"{' or '.join(person(each) for each in people) or 'nobody'} ({reviewer_of(role)})"


def _value(text: str) -> str:
    return escape(shorten(text, 200)) or "nothing"
