"""/account: the registry of accounts."""

from collections.abc import Callable, Collection
from datetime import datetime, time

from bot.accounts import (
    blocks,
    finding,
    forms,
    likeness,
    listing,
    messages,
    proposal,
    queries,
    service,
)
from bot.accounts.life import DECIDERS, LIFE, Action
from bot.accounts.model import Account, Status
from bot.governance import Governance
from bot.kernel.errors import Forbidden, Invalid, NotFound
from bot.kernel.lifecycle import line
from bot.kernel.reference import is_number
from bot.kernel.views.blocks import Message, page
from bot.kernel.zones import instant, own
from handlers.gesture import Answer, Gesture, Now, Offer, Open, Say
from handlers.lists import asked, readable
from handlers.routing import Routes
from handlers.words import name_and_url

routes = Routes()
account = routes.command(
    "/account",
    about="The registry of accounts",
    hint="register · list · show · log · snooze · retire · export · import",
)


WHICH = "Which account? For instance `/account {} @HelviaGlobal`; see `/account list`."


def keepers(_rules: Governance) -> Collection[str]:
    """Who signs for an account, besides its own people."""
    return LIFE.permission(Action.RETIRE).roles


@account.bare
@account.word("list", example="/account list market:Switzerland", about="lists accounts")
def show_list(gesture: Gesture) -> Answer:
    return _page(gesture, gesture.typed)


@routes.list(listing.PAGE, listing.NARROW, listing.WAYS)
def turn_page(gesture: Gesture) -> Answer:
    return _page(gesture, gesture.value)


@account.word("show", example="/account show @HelviaGlobal", about="shows one account")
def show(gesture: Gesture) -> Answer:
    if not gesture.words:
        raise NotFound(WHICH.format("show"))
    return Say(_card(gesture, finding.named(gesture.session, gesture.words)))


@routes.action(blocks.DETAILS)
def show_details(gesture: Gesture) -> Answer:
    """Beside the card that it is about."""
    account = queries.by_id(gesture.session, gesture.ref.id)
    return Open(
        page(blocks.whole(account, service.offered(gesture, account, _holders(gesture, account)), gesture.mention))
    )


@routes.action(blocks.SHOW)
def show_by_button(gesture: Gesture) -> Answer:
    return Say(_card(gesture, queries.by_id(gesture.session, gesture.ref.id)))


@account.word(
    "log",
    example="/account log @HelviaGlobal https://x.com/HelviaGlobal/status/1",
    about="records a post",
)
def log_post(gesture: Gesture) -> Answer:
    name, url = name_and_url(gesture.words)
    if not name:
        _require_one(gesture, Action.LOG_POST)
        return Open(forms.log_post(None, gesture.when))
    if not url:
        return _log_form(gesture, finding.named(gesture.session, name))
    logged = finding.held_named(gesture.session, name)
    service.log_post(gesture, logged, url, posted_at=gesture.when)
    return now(gesture, logged, messages.logged)


@routes.action(blocks.LOG)
def log_by_button(gesture: Gesture) -> Answer:
    return _log_form(gesture, queries.by_id(gesture.session, gesture.ref.id))


@routes.form(forms.LOG)
def log_by_form(gesture: Gesture) -> Answer:
    logged, url = _chosen(gesture), gesture.form.text("url")
    service.log_post(gesture, logged, url, posted_at=gesture.form.moment("posted_at") or gesture.when)
    return now(gesture, logged, messages.logged)


@account.word("snooze", example="/account snooze @HelviaGlobal", about="stops its reminders until a day")
def snooze_by_name(gesture: Gesture) -> Answer:
    if not gesture.words:
        raise NotFound(WHICH.format("snooze"))
    return _snooze_form(gesture, finding.named(gesture.session, gesture.words))


@routes.action(blocks.SNOOZE)
def ask_until_when(gesture: Gesture) -> Answer:
    return _snooze_form(gesture, queries.by_id(gesture.session, gesture.ref.id))


@routes.form(forms.SNOOZE)
def snooze(gesture: Gesture) -> Answer:
    day = gesture.form.date("until")
    if day is None:
        raise Invalid({"until": "Choose a day."})
    until = instant(datetime.combine(day, time(9)), own(gesture.who.tz))
    silent = queries.held(gesture.session, gesture.ref.id)
    service.snooze(gesture, silent, until, gesture.form.text("reason"))
    return now(gesture, silent, messages.snoozed)


@routes.action(blocks.WAKE)
def wake(gesture: Gesture) -> Answer:
    woken = queries.held(gesture.session, gesture.ref.id)
    service.wake(gesture, woken)
    return now(gesture, woken, messages.woken)


@account.word("retire", example="/account retire @HelviaOld", about="retires an account", opens=forms.RETIRE)
def retire(gesture: Gesture) -> Answer:
    if not gesture.words:
        _require_one(gesture, Action.RETIRE)
        return Open(forms.choose_to_retire())
    return _retire_form(gesture, finding.named(gesture.session, gesture.words))


@routes.action(blocks.RETIRE, opens=forms.RETIRE)
def retire_by_button(gesture: Gesture) -> Answer:
    return _retire_form(gesture, queries.by_id(gesture.session, gesture.ref.id))


@routes.form(forms.RETIRE, signs=keepers)
def retire_by_form(gesture: Gesture) -> Answer:
    retired = queries.held(gesture.session, gesture.ref.id) if gesture.metadata else _chosen(gesture)
    service.retire(gesture, retired, gesture.form.text("reason"))
    return now(gesture, retired, messages.retired)


@routes.suggestions(forms.LOG_SEARCH)
def search_to_log(gesture: Gesture) -> Answer:
    return _offered(gesture, Action.LOG_POST)


@routes.suggestions(forms.RETIRE_SEARCH)
def search_to_retire(gesture: Gesture) -> Answer:
    return _offered(gesture, Action.RETIRE)


def _offered(gesture: Gesture, action: Action) -> Answer:
    """Of what is being typed, only what this person may do that with."""
    keeper = "" if gesture.who.has(*DECIDERS) else gesture.who.id
    candidates = finding.matching(gesture.session, gesture.words, keeper=keeper)
    return Offer([(str(each.id), each.full_label) for each in candidates if LIFE.allows(gesture, each, action)])


def _require_one(gesture: Gesture, action: Action) -> None:
    """Refused before an account is looked for in vain."""
    permission = LIFE.permission(action)
    if gesture.who.has(*permission.roles):
        return
    if not any(permission.allows(gesture, each) for each in queries.of_keeper(gesture.session, gesture.who.id)):
        rule = line(permission, "an account")
        raise Forbidden(f"Only {rule.who} can {rule.deed}, and you look after no account. See `/account show`.")


def _log_form(gesture: Gesture, account: Account) -> Answer:
    LIFE.require(gesture, account, Action.LOG_POST)
    return Open(forms.log_post(account, gesture.when))


def _snooze_form(gesture: Gesture, account: Account) -> Answer:
    LIFE.require(gesture, account, Action.SNOOZE)
    return Open(forms.snooze(account))


def _retire_form(gesture: Gesture, account: Account) -> Answer:
    LIFE.require(gesture, account, Action.RETIRE)
    return Open(forms.retire(account))


def _page(gesture: Gesture, written: str) -> Answer:
    wanted = asked(written, queries.FILTERS, gesture.people)
    page = queries.listing(gesture.session, wanted.of(gesture.who), wanted.page)
    if not page.rows and "brand" in wanted.filters:
        queries.check_brand(gesture.session, wanted.filters["brand"])
    return Say(
        listing.listing(
            page, wanted.filters, readable(wanted.filters, gesture.people, queries.FILTERS), gesture.mention
        )
    )


def _holders(gesture: Gesture, account: Account) -> Callable[[str], list[str]]:
    return gesture.company.at(gesture.session, account).holders


def _card(gesture: Gesture, account: Account) -> Message:
    """A proposal as its deciders were sent it, wherever it is met."""
    allowed = service.offered(gesture, account, _holders(gesture, account))
    if account.status == Status.PROPOSED:
        return proposal.card(account, likeness.likely_duplicates(gesture.session, account), allowed)
    return blocks.particulars(account, allowed, gesture.mention)


def now(gesture: Gesture, account: Account, line: Callable[[Account], Message]) -> Answer:
    """After something was done with it."""
    return Now(lambda: line(account), lambda: _card(gesture, account))


def _chosen(gesture: Gesture) -> Account:
    """The one that the form names, held for change."""
    chosen = gesture.form.choice("account") or ""
    if not is_number(chosen):
        raise Invalid({"account": "Choose the account: type its name."})
    return queries.held(gesture.session, int(chosen))
