"""How accounts look in Slack: cards and lists. The forms are in `forms.py`."""

from collections.abc import Mapping, Sequence

from slack_sdk.models.blocks import Block

from bot.accounts.model import Account, Hashtag, Status
from bot.kernel.blocks import (
    Message,
    actions,
    button,
    context,
    day,
    divider,
    escape,
    fields,
    header,
    named,
    person,
    section,
    when,
)
from bot.kernel.locales import language_name, market_name
from bot.kernel.pages import Page, turning, written

APPROVE = "accounts.approve"
DECLINE = "accounts.decline"
LOG = "accounts.log"
SNOOZE = "accounts.snooze"
RETIRE = "accounts.retire"
SHOW = "accounts.show"
PAGE = "accounts.page"
NARROW = "accounts.narrow"
REGISTER = "accounts.register"

MARKS = {
    Status.PROPOSED: ":hourglass_flowing_sand:",
    Status.ACTIVE: ":large_green_circle:",
    Status.DORMANT: ":zzz:",
    Status.RETIRED: ":white_circle:",
    Status.DECLINED: ":no_entry_sign:",
}


def link(account: Account) -> str:
    return f"<{account.url}|{escape(account.at)}>"


def title(account: Account) -> str:
    """What people call it, and the handle as a link."""
    if account.is_named:
        return f"*{escape(account.label)}* ({link(account)})"
    return f"*<{account.url}|{escape(account.label)}>*"


def proposal(account: Account, duplicates: Sequence[tuple[Account, str]]) -> Message:
    """The card that deciders see, before and after."""
    blocks: list[Block] = [header(f"New account: {account.label}"), *_particulars(account)]
    blocks.append(section(f"*Why a new one is needed*\n{escape(account.why)}"))
    if account.insistence:
        blocks.append(section(f"*A campaign: why a hashtag is not enough*\n{escape(account.insistence)}"))
    blocks.append(section(_duplicates(duplicates)))
    blocks.append(_decision(account) if account.decided_by else _deciding(account))
    blocks.append(context(f"Proposed by {person(account.proposed_by)}, {when(account.proposed_at)}"))
    return Message(f"{person(account.proposed_by)} proposes {escape(account.label)}", blocks)


def _duplicates(duplicates: Sequence[tuple[Account, str]]) -> str:
    if not duplicates:
        return ":white_check_mark: Nothing in the registry looks like it."
    lines = [f"• {title(other)}: {why}" for other, why in duplicates]
    return "\n".join([":warning: *Looks like*", *lines])


def _deciding(account: Account) -> Block:
    return actions(
        button("Approve", APPROVE, str(account.id), style="primary"),
        button("Decline…", DECLINE, str(account.id), style="danger"),
    )


def _decision(account: Account) -> Block:
    verb = "Declined" if account.status == Status.DECLINED else "Approved"
    reason = f": {escape(account.reason)}" if verb == "Declined" else ""
    mark = ":no_entry_sign:" if verb == "Declined" else ":white_check_mark:"
    at = when(account.decided_at) if account.decided_at else ""
    return section(f"{mark} *{verb}* by {person(account.decided_by or '')}, {at}{reason}")


def particulars(account: Account, *, may_keep: bool, may_retire: bool) -> Message:
    """One account, with what this person may do with it."""
    blocks: list[Block] = [
        header(account.label),
        *_particulars(account),
        section(f"*Last post*  {_last_post(account)}"),
    ]
    if account.reason:
        blocks.append(section(f"*{account.status.capitalize()}*  {escape(account.reason)}"))
    elements = []
    if account.status in {Status.ACTIVE, Status.DORMANT}:
        if may_keep:
            elements.append(button("Log a post…", LOG, str(account.id)))
        if may_retire:
            elements.append(button("Retire…", RETIRE, str(account.id), style="danger"))
    if elements:
        blocks.append(actions(*elements))
    return Message(f"{escape(account.label)}: {account.status}", blocks)


def _particulars(account: Account) -> list[Block]:
    tongues = ", ".join(language_name(tag) for tag in account.languages)
    return [
        section(f"{MARKS[Status(account.status)]} {account.status.capitalize()} · {account.kind} · {link(account)}"),
        section(f"*Purpose*\n{escape(account.purpose)}"),
        fields(
            f"*Audience*\n{escape(account.audience)}",
            f"*Market and languages*\n{market_name(account.market)} · {tongues}",
            f"*Business unit*\n{escape(account.business_unit)}",
            f"*Brand*\n{escape(account.brand) or 'none'}",
            f"*Owner and backup*\n{person(account.owner)} · {person(account.backup)}",
            f"*Publisher and deputy*\n{person(account.publisher)} · {person(account.deputy)}",
            f"*At most between posts*\n{account.cadence_days} days",
            f"*Reminders go to*\n{f'<#{account.channel}>' if account.channel else 'the reminder channel'}",
        ),
    ]


def _last_post(account: Account) -> str:
    if account.last_post_at is None:
        return "none yet"
    told = when(account.last_post_at)
    return f"<{account.last_post_url}|{told}>" if account.last_post_url and "<" not in told else told


def listing(page: Page[Account], filters: Mapping[str, str]) -> Message:
    """A page of the registry; the buttons keep what it is narrowed by."""
    narrowed = " · ".join(f"{name}: {named(value)}" for name, value in filters.items())
    title = f"{page.total} account{'' if page.total == 1 else 's'}{f' ({narrowed})' if narrowed else ''}"
    rows = [section(row(account), accessory=button("Show", SHOW, str(account.id))) for account in page.rows]
    blocks: list[Block] = [section(f"*{title}*"), *rows]
    if not page.rows:
        blocks.append(
            section("Nothing here fits. `/account list` without words shows all, `/account register` adds one.")
        )
    blocks += turning(page, PAGE, lambda number: written(filters, number))
    blocks += [divider(), _narrowing(filters)]
    return Message(title, blocks)


def row(account: Account) -> str:
    """One account in a list."""
    mark = MARKS[Status(account.status)]
    last = f"last post {day(account.last_post_at)}" if account.last_post_at else "no post yet"
    return (
        f"{mark} {title(account)} · {account.kind} · {market_name(account.market)}\n"
        f"Owner {person(account.owner)} · {last}"
    )


def _narrowing(filters: Mapping[str, str]) -> Block:
    """A button for each way of looking that is not taken yet, and one back to all."""
    ways = {"dormant": "Silent ones", "proposed": "Proposed", "retired": "Retired"}
    taken = filters.get("status")
    buttons = [
        button(label, f"{NARROW}.{status}", written({**filters, "status": status}))
        for status, label in ways.items()
        if status != taken
    ]
    if filters:
        buttons.append(button("All", f"{NARROW}.all", written({})))
    return actions(*buttons, button("Register an account…", REGISTER))


def silent(account: Account, told: str) -> Message:
    """The reminder of a silent account; `told` names whom it is for."""
    text = f":zzz: {title(account)} has been silent for too long. {told}"
    last = f"Last post {day(account.last_post_at)}" if account.last_post_at else "No post is logged yet"
    return Message(
        f"{escape(account.label)} has been silent for too long",
        [
            section(text),
            context(f"{last} · at most {account.cadence_days} days between posts"),
            actions(
                button("Log a post…", LOG, str(account.id), style="primary"),
                button("Snooze…", SNOOZE, str(account.id)),
                button("Retire it…", RETIRE, str(account.id)),
            ),
        ],
    )


def silence_settled(account: Account, how: str) -> Message:
    text = f":white_check_mark: {title(account)}: {how}"
    return Message(f"{escape(account.label)}: settled", [section(text)])


def hashtags(known: Sequence[Hashtag]) -> Message:
    lines = [f"*#{escape(each.shown)}*  {escape(each.campaign)} · {person(each.owner)}" for each in known]
    text = "\n".join(lines) or "No hashtag is registered yet. `/account register` with the kind *campaign* offers to."
    return Message(f"{len(known)} hashtags", [section("*Campaign hashtags*"), section(text)])
