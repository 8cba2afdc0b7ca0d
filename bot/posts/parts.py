"""The parts that a post's cards are made of."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby

from slack_sdk.models.blocks import Block

from bot.kernel.durations import spoken
from bot.kernel.text.markup import (
    Markup,
    canonical,
    link,
    mentions,
    mrkdwn,
    name,
    shorten,
    when,
)
from bot.kernel.text.oddities import oddities
from bot.kernel.views.blocks import context, fields, header, section
from bot.kernel.views.budget import room_beside, size
from bot.kernel.views.verbatim import labelled, quoted
from bot.networks import hints, used
from bot.posts.content import Content
from bot.posts.diff import abridged, changed_fields, runs
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
from bot.posts.verbatim import compared, listed

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
LONGEST_CHANGES = 2500
LONGEST_NAMING = 500
TOGETHER, MOST_DECISIONS = 5, 12
"""So many decisions fit into one section, and into one message."""
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
    blocks: list[Block] = [*labelled([("Title", shown.title)]), quoted(shown.signed_text), *_link(shown.link)]
    if shown.media:
        blocks += [section(mrkdwn("*Media, with alt text*")), listed(shown.media)]
    blocks += labelled(
        [("Whose content", shown.source), ("Permission", shown.permission), ("Objective", shown.objective)]
    )
    blocks.append(
        fields(
            mrkdwn("*Planned time*\n{}", when(planned_at) if planned_at else "not set yet"),
            mrkdwn("*Content and funnel stage*\n{} · {}", shown.content_type, shown.funnel or "no funnel stage"),
            mrkdwn("*Names a product*\n{}", _naming(shown)),
        )
    )
    blocks += no_claim(shown)
    strange = oddities(shown.texts)
    return [*blocks, context(*strange)] if strange else blocks


def no_claim(shown: Content) -> list[Block]:
    """Why what names a product says nothing about it, where the author says so."""
    return [*labelled([("Names a product, and is no claim, says its author", shown.no_claim)])]


def _naming(shown: Content) -> str:
    if shown.naming:
        return shorten("; ".join(shown.naming), LONGEST_NAMING)
    return "yes, says its author" if shown.names_product else "no"


def _link(address: str) -> list[Block]:
    """What is no web address leads nowhere, and is shown as it is."""
    if not address or canonical(address) is None:
        return list(labelled([("Link", address)]))
    leads = section(mrkdwn("*Link*\n{}", link(address, longest=LONGEST_LINK)))
    return [leads] if canonical(address) == address else [leads, *labelled([("As it was typed", address)])]


def changes(before: PostVersion, after: PostVersion, room: int) -> list[Block]:
    """What the newer version changed, in so many characters: struck through is gone, bold is new."""
    old, new = before.shown, after.shown
    pairs = [("Text", old.signed_text, new.signed_text), *changed_fields(old, new)]
    found = [(label, abridged(runs(was, now))) for label, was, now in pairs if was != now]
    head = section(mrkdwn("*Changed since version {}* (~gone~, *new*)", before.number))
    return [head, compared(found, room)] if found and room > 0 else [head]


def since_last_version(post: Post, *beside: Block | Sequence[Block]) -> list[Block]:
    """As much of it as there is room for beside those blocks."""
    if len(post.versions) < 2:
        return []
    before, after = post.versions[-2:]
    return changes(before, after, min(room_beside(beside), LONGEST_CHANGES))


def stages(post: Post, holders: Holders) -> Block:
    """The route, stage by stage, with who decided and who is waited for."""
    return section(mrkdwn("\n").join(_stage_line(post, number, holders) for number in range(len(post.stages))))


def route(post: Post) -> Markup:
    return mrkdwn("Review route “{}”{}", post.route, f", {post.route_why}" if post.route_why else "")


def late_by(late: timedelta) -> Markup:
    return mrkdwn(" This reminder is {} late.", spoken(late)) if late else Markup()


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
    for has_reason, group in groupby(made, lambda each: bool(with_reasons and each.reason)):
        if has_reason:
            for each in group:
                blocks += [section(decision_line(each)), quoted(shorten(each.reason, LONGEST_REASON))]
        else:
            lines = list(map(decision_line, group))
            together = (lines[first : first + TOGETHER] for first in range(0, len(lines), TOGETHER))
            blocks += [section(mrkdwn("\n").join(each)) for each in together]
    return blocks


def latest_decisions(made: Sequence[Decision], *, with_reasons: bool, room: int) -> list[Block]:
    """As many of the latest as there is room for, in characters."""
    blocks: list[Block] = []
    for number in range(1, min(len(made), MOST_DECISIONS) + 1):
        more = decisions(made[-number:], with_reasons=with_reasons)
        if size(more) > room:
            break
        blocks = more
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
