"""The list of accounts: a table that can be sorted, and under it what opens, turns and narrows it."""

from collections.abc import Mapping, Sequence

from slack_sdk.models.blocks import Block, StaticSelectElement

from bot.accounts.blocks import MARKS, REGISTER, SHOW
from bot.accounts.model import Account, Status
from bot.kernel.locales import market_name
from bot.kernel.reference import Ref
from bot.kernel.text.markup import Mention, mrkdwn, person
from bot.kernel.views import data
from bot.kernel.views.blocks import Message, actions, button, divider, options, section
from bot.kernel.views.limits import CELL
from bot.kernel.views.models import DataTable, Text
from bot.kernel.views.pagination import Page, counted, turning, written

PAGE = "accounts.page"
NARROW = "accounts.narrow"
ALL = "all"
WAYS: dict[str, str] = {
    **{status: status.word.capitalize() for status in (Status.DORMANT, Status.PROPOSED, Status.RETIRED)},
    ALL: "All",
}
"""The ways to narrow the list, each with what its button says."""
HEAD = ("Account", "Kind", "Market", "Status", "Owner", "Last post")


def listing(
    page: Page[Account], filters: Mapping[str, str], in_words: Mapping[str, str], mention: Mention = person
) -> Message:
    """A page of the registry; the buttons keep what it is narrowed by, and `in_words` is the same as people read it."""
    title = counted(page, "account", in_words)
    blocks: list[Block] = [section(mrkdwn("*{}*", title))]
    if page.rows:
        blocks += [_table(page.rows, mention), _opening(page.rows)]
    else:
        blocks.append(section(mrkdwn("No account fits. See `/account list`, or `/account register` one.")))
    blocks += turning(page, PAGE, lambda number: written(filters, number))
    blocks += [divider(), _narrowing(filters)]
    return Message(title, blocks)


def _table(accounts: Sequence[Account], mention: Mention) -> DataTable:
    return data.table("Accounts", HEAD, [_row(account, mention) for account in accounts])


def _row(account: Account, mention: Mention) -> list[data.Cell]:
    posted = account.last_post_at
    return [
        data.rich(*_name(account)),
        data.words(account.kind),
        data.words(market_name(account.market)),
        data.rich(*_status(account)),
        data.rich(data.somebody(account.owner, mention)),
        data.rich(data.day(posted, account.last_post_url)) if posted else data.words("none yet"),
    ]


def _name(account: Account) -> list[data.Part]:
    """What people call it, and the handle as a link."""
    if not account.called.is_named:
        return [data.linked(account.label, account.url)]
    handle = data.linked(account.at, account.url, CELL // 2)
    return [data.text(account.label, CELL // 2), Text(text=" · "), handle]


def _status(account: Account) -> list[data.Part]:
    status: list[data.Part] = [data.emoji(MARKS[account.status]), Text(text=f" {account.status.word.capitalize()}")]
    if account.snoozed_until and account.is_snoozed:
        status += [Text(text=", snoozed until "), data.day(account.snoozed_until)]
    return status


def _opening(accounts: Sequence[Account]) -> Block:
    choices = options((Ref(account.id), account.full_label) for account in accounts)
    return actions(StaticSelectElement(action_id=SHOW, placeholder="Show an account…", options=choices))


def _narrowing(filters: Mapping[str, str]) -> Block:
    """A button for each way of looking that is not taken yet, and one back to all."""
    narrowed = {way: {**filters, "status": way} for way in WAYS} | {ALL: {}}
    buttons = [
        button(label, f"{NARROW}.{way}", written(narrowed[way]))
        for way, label in WAYS.items()
        if narrowed[way] != filters
    ]
    return actions(*buttons, button("Register an account…", REGISTER))
