"""How accounts look in Slack: cards and rows. The list is in `listing.py`, the forms are in `forms.py`."""

from collections.abc import Collection

from slack_sdk.models.blocks import Block, ButtonElement

from bot.accounts.life import LIFE, Action
from bot.accounts.model import Account, Hashtag, Status
from bot.kernel import zones
from bot.kernel.locales import language_name, market_name
from bot.kernel.numbers import number_of
from bot.kernel.reference import Ref
from bot.kernel.text.markup import Markup, Mention, channel, day, link, mrkdwn, person, quote, when
from bot.kernel.views.blocks import (
    Message,
    actions,
    button,
    context,
    fields,
    header,
    section,
)
from bot.kernel.views.pagination import Page, turning

APPROVE = "accounts.approve"
DECLINE = "accounts.decline"
PROPOSE_AGAIN = "accounts.propose_again"
LOG = "accounts.log"
SNOOZE = "accounts.snooze"
WAKE = "accounts.wake"
RETIRE = "accounts.retire"
TAKE_OVER = "accounts.take_over"
SHOW = "accounts.show"
DETAILS = "accounts.details"
HASHTAGS = "accounts.hashtags"
REGISTER = "accounts.register"

MARKS = {
    Status.PROPOSED: mrkdwn(":hourglass_flowing_sand:"),
    Status.ACTIVE: mrkdwn(":large_green_circle:"),
    Status.DORMANT: mrkdwn(":zzz:"),
    Status.RETIRED: mrkdwn(":white_circle:"),
    Status.DECLINED: mrkdwn(":no_entry_sign:"),
}


def handle(account: Account) -> Markup:
    return link(account.url, account.at)


def title(account: Account) -> Markup:
    """What people call it, and the handle as a link."""
    if account.called.is_named:
        return mrkdwn("*{}* ({})", account.label, handle(account))
    return mrkdwn("*{}*", link(account.url, account.label))


def particulars(account: Account, allowed: Collection[Action], mention: Mention = person) -> Message:
    """One account, with what this person may do with it."""
    blocks: list[Block] = [
        header(account.label),
        *gist(account, mention),
        section(
            mrkdwn(
                "{} {} · last post: {}", MARKS[account.status], account.status.word.capitalize(), _last_post(account)
            )
        ),
    ]
    if account.reason:
        blocks.append(section(mrkdwn("*{}*\n{}", account.status.word.capitalize(), quote(account.reason))))
    if account.is_snoozed:
        blocks.append(section(mrkdwn("*{}*\n{}", snoozed(account), quote(account.snooze_reason))))
    blocks.append(actions(*buttons(account, allowed), details(account)))
    return Message(mrkdwn("{}: {}", account.label, account.status.word), blocks)


def buttons(account: Account, allowed: Collection[Action]) -> list[ButtonElement]:
    """For what is allowed, on each card and reminder."""
    ref = Ref(account.id)
    offered = {
        Action.APPROVE: button("Approve", APPROVE, ref, style="primary"),
        Action.DECLINE: button("Decline…", DECLINE, ref, style="danger"),
        Action.LOG_POST: button("Log a post…", LOG, ref, style="primary" if account.status == Status.DORMANT else None),
        Action.WAKE: wake(account) if account.is_snoozed else None,
        Action.SNOOZE: button("Snooze…", SNOOZE, ref) if not account.is_snoozed else None,
        Action.RETIRE: button("Retire…", RETIRE, ref, style="danger"),
    }
    return [each for action, each in offered.items() if each and action in allowed]


def take_over(leaver: str) -> ButtonElement:
    return button("Take over…", TAKE_OVER, Ref(leaver), style="primary")


def wake(account: Account) -> ButtonElement:
    return button("End the snooze", WAKE, Ref(account.id))


def snoozed(account: Account) -> Markup:
    return mrkdwn("snoozed until {}", day(account.snoozed_until)) if account.snoozed_until else Markup()


def gist(account: Account, mention: Mention = person) -> list[Block]:
    """What it is for, and who looks after it."""
    tongues = ", ".join(language_name(tag) for tag in account.languages)
    called = [handle(account)] if account.called.is_named else []
    what = mrkdwn(" · ").join([*called, account.kind.capitalize(), market_name(account.market), tongues])
    whose = mrkdwn("Owner {}, backup {}", mention(account.owner), mention(account.backup))
    return [section(quote(account.purpose)), section(mrkdwn("{}\nFor: {}\n{}", what, account.audience, whose))]


def whole(account: Account, allowed: Collection[Action] = (), mention: Mention = person) -> Message:
    """All that the registry knows of one account, with what this person may do with it."""
    blocks = [
        header(account.label),
        *gist(account, mention),
        fields(
            mrkdwn("*Time zone*\n{}", zones.of_market(account.market) or "chosen for each slot"),
            mrkdwn("*Business unit*\n{}", account.business_unit),
            mrkdwn("*Brand*\n{}", account.brand or "none"),
            mrkdwn("*Publisher and deputy*\n{} · {}", mention(account.publisher), mention(account.deputy)),
            mrkdwn("*Longest silence*\n{}", number_of(account.cadence_days, "day")),
            mrkdwn("*Reminders go to*\n{}", channel(account.channel) if account.channel else "the reminder channel"),
            mrkdwn("*Last post*\n{}", _last_post(account)),
        ),
        *([section(mrkdwn("*Why a new one?*\n{}", quote(account.why)))] if account.why else []),
        *([actions(*offered)] if (offered := buttons(account, allowed)) else []),
        context(mrkdwn("Proposed by {}, {}", person(account.proposed_by), when(account.proposed_at))),
    ]
    return Message(mrkdwn("{}: {}", account.label, account.status.word), blocks)


def details(account: Account) -> ButtonElement:
    """All that a card need not say."""
    return button("Details", DETAILS, Ref(account.id))


def _last_post(account: Account) -> Markup:
    if account.last_post_at is None:
        return mrkdwn("none yet")
    moment = when(account.last_post_at)
    return mrkdwn("{}: {}", moment, link(account.last_post_url)) if account.last_post_url else moment


def row(account: Account, mention: Mention = person) -> Markup:
    """One account in a list."""
    mark = MARKS[account.status]
    posted = account.last_post_at
    last = mrkdwn("last post {}", day(posted, account.last_post_url)) if posted else "no post yet"
    quiet = mrkdwn(" · {}", snoozed(account)) if account.is_snoozed else Markup()
    return mrkdwn(
        "{} {} · {} · {}\nOwner {} · {}{}",
        mark,
        title(account),
        account.kind,
        market_name(account.market),
        mention(account.owner),
        last,
        quiet,
    )


def silent(account: Account, whom: Markup, *, owner_left: bool = False) -> Message:
    """The reminder of a silent account; `whom` names whom it is for."""
    why = mrkdwn(" Its owner has left, so you are asked.") if owner_left else Markup()
    text = mrkdwn(":zzz: {} has been silent for too long. {}{}", title(account), whom, why)
    last = (
        mrkdwn("Last post {}", day(account.last_post_at, account.last_post_url))
        if account.last_post_at
        else "No post is logged yet"
    )
    return Message(
        mrkdwn("{} has been silent for too long", account.label),
        [
            section(text),
            context(mrkdwn("{} · longest silence: {}", last, number_of(account.cadence_days, "day"))),
            actions(*buttons(account, LIFE.possible(account))),
        ],
    )


def silence_settled(account: Account, how: Markup) -> Message:
    text = mrkdwn(":white_check_mark: {}: {}", title(account), how)
    undo = [actions(wake(account))] if account.is_snoozed else []
    return Message(mrkdwn("{}: settled", account.label), [section(text), *undo])


def hashtags(page: Page[Hashtag], mention: Mention = person) -> Message:
    lines = [mrkdwn("*#{}*  {} · {}", each.shown, each.campaign, mention(each.owner)) for each in page.rows]
    none = mrkdwn("No hashtag yet. In `/account register` choose the kind *campaign*.")
    title = section(mrkdwn("*Campaign hashtags*"))
    turns = turning(page, HASHTAGS, lambda to: Ref("hashtags", to))
    return Message(mrkdwn("{}", page.number_of("hashtag")), [title, section(mrkdwn("\n").join(lines) or none), *turns])
