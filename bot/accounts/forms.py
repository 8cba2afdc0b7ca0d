"""The forms about accounts. A field's id is the name that checks give its problems to."""

from dataclasses import asdict, fields
from datetime import datetime

from slack_sdk.models.views import View

from bot.accounts.drafts import LONGEST, LONGEST_TEXT, Draft
from bot.accounts.model import Account
from bot.accounts.names import how_many
from bot.kernel.errors import NotFound
from bot.kernel.reference import GONE, Ref, is_number
from bot.kernel.text.markup import mrkdwn
from bot.kernel.views.blocks import (
    date_input,
    datetime_input,
    modal,
    section,
    text_input,
    user_input,
)
from bot.kernel.views.searches import external_input

CAMPAIGN = "accounts.campaign"
DECLINE = "accounts.decline"
LOG = "accounts.log"
LOG_SEARCH = "accounts.log.account"
SNOOZE = "accounts.snooze"
RETIRE = "accounts.retire"
RETIRE_SEARCH = "accounts.retire.account"

TAKE_OVER = "accounts.take_over"


def campaign(draft: Draft) -> View:
    """The better practice first: a hashtag; who insists gives the reason."""
    suggestion = mrkdwn("*Campaigns end, accounts stay.* A hashtag reaches an account's followers at once.")
    return modal(
        CAMPAIGN,
        "A hashtag instead?",
        [
            section(suggestion),
            text_input(
                "hashtag",
                "Register this hashtag instead",
                optional=True,
                example="#HeartWeek26",
                hint="Then no account is proposed.",
                longest=100,
            ),
            text_input(
                "insistence",
                "Or: why its own account?",
                optional=True,
                multiline=True,
                hint="Whoever decides reads this.",
                longest=LONGEST_TEXT,
            ),
        ],
        submit="Go on",
        metadata=_carried(draft),
    )


def _carried(draft: Draft) -> str:
    """Its fields a line each, behind their lengths: nothing in them is written longer than it was typed, as JSON would
    write quotation marks and line breaks, so that all of it fits.
    """
    values = list(asdict(draft).values())
    return "\n".join([",".join(str(len(value)) for value in values), *values])


def draft_in(metadata: str) -> Draft:
    """The draft that `campaign` carries along; raises NotFound for what Concord never wrote."""
    lengths, _, rest = metadata.partition("\n")
    values = []
    for length in lengths.split(","):
        if not is_number(length):
            raise NotFound(GONE)
        values.append(rest[: int(length)])
        rest = rest[int(length) + 1 :]
    names = [field.name for field in fields(Draft)]
    if len(values) != len(names):
        raise NotFound(GONE)
    return Draft(**dict(zip(names, values, strict=True)))


def decline(account: Account) -> View:
    return _reason_form(DECLINE, "Decline", account, f"Why is {account.label} declined?", "Decline")


def retire(account: Account) -> View:
    return _reason_form(RETIRE, "Retire an account", account, f"Why is {account.label} retired?", "Retire")


def _reason_form(callback_id: str, title: str, account: Account, question: str, submit: str) -> View:
    reason = text_input("reason", question, multiline=True, longest=LONGEST_TEXT)
    return modal(callback_id, title, [reason], submit=submit, metadata=Ref(account.id))


def log_post(account: Account | None, now: datetime, url: str = "") -> View:
    return modal(
        LOG,
        "Log a post",
        [
            external_input("account", "Account", action_id=LOG_SEARCH, initial=_chosen(account)),
            text_input("url", "URL of the post", initial=url, longest=500),
            datetime_input("posted_at", "When was it posted?", initial=now),
        ],
        submit="Log it",
    )


def choose_to_retire() -> View:
    return modal(
        RETIRE,
        "Retire an account",
        [
            external_input("account", "Account", action_id=RETIRE_SEARCH),
            text_input("reason", "Why is it retired?", multiline=True, longest=LONGEST_TEXT),
        ],
        submit="Retire",
    )


def snooze(account: Account) -> View:
    text = mrkdwn("No reminders about {} before that day.", account.label)
    return modal(
        SNOOZE,
        "Snooze",
        [
            section(text),
            date_input("until", "Until", hint="At most 90 days."),
            text_input("reason", "Why is nothing posted?", longest=LONGEST["purpose"]),
        ],
        submit="Snooze",
        metadata=Ref(account.id),
    )


def take_over(leaver: str, accounts: int, hashtags: int, whoever: str) -> View:
    """`whoever` opened it is offered as the one who takes over."""
    text = mrkdwn("Their part in {}.", how_many(accounts, hashtags))
    return modal(
        TAKE_OVER,
        "Take over",
        [
            section(text),
            user_input("owner", "Who takes over?", initial=whoever),
            user_input("backup", "Backup owner", hint="If the backup has left or takes over."),
        ],
        submit="Take over",
        metadata=Ref(leaver),
    )


def _chosen(account: Account | None) -> tuple[str, str] | None:
    return (str(account.id), account.full_label) if account else None
