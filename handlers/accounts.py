"""/account: the registry of accounts."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from bot.accounts import blocks, forms, messages, queries, service
from bot.accounts.checks import Rules
from bot.accounts.model import Account, Action, Draft
from bot.governance import Governance
from bot.kernel.actor import Actor
from bot.kernel.errors import Forbidden, Invalid, NotFound
from bot.kernel.kinds import Kind
from bot.kernel.text.markup import quotation
from handlers.gesture import Answer, Done, Gesture, Offer, Open, Replace, Say
from handlers.routing import Routes
from handlers.words import besides_filters, filters, name_and_url, readable

routes = Routes()
account = routes.command("/account", about="The registry of accounts")


def keepers(_rules: Governance) -> Collection[str]:
    """Who signs for an account, besides its own people."""
    return service.DECIDERS


def deciders(_rules: Governance) -> Collection[str]:
    """Who signs for a new account."""
    return (*service.DECIDERS, *service.STAND_INS)


@account.word(
    "register", example="/account register @HelviaGlobal", about="proposes an account; the community manager decides"
)
def register(gesture: Gesture) -> Answer:
    return Open(forms.register(handle=gesture.words))


@routes.action(blocks.REGISTER)
def register_by_button(_gesture: Gesture) -> Answer:
    return Open(forms.register())


@routes.form(forms.REGISTER)
def propose(gesture: Gesture) -> Answer:
    draft = _draft(gesture)
    if draft.kind == Kind.CAMPAIGN:
        service.check(gesture.session, gesture.who, gesture.when, draft, _rules(gesture))
        return Replace(forms.campaign(draft))
    service.propose(gesture.session, gesture.who, gesture.when, draft, _rules(gesture))
    return Done()


@routes.form(forms.CAMPAIGN)
def insist_or_use_a_hashtag(gesture: Gesture) -> Answer:
    draft, insistence = forms.draft_in(gesture.metadata), gesture.form.text("insistence")
    if hashtag := gesture.form.text("hashtag"):
        if insistence:
            raise Invalid({"insistence": "You typed a hashtag too. Leave one of the two empty: it is either."})
        tag = service.register_hashtag(gesture.session, gesture.who, gesture.when, hashtag, campaign=draft.purpose)
        return Say(messages.hashtag(tag))
    insisting = replace(draft, insistence=insistence)
    service.propose(gesture.session, gesture.who, gesture.when, insisting, _rules(gesture))
    return Done()


@routes.action(blocks.APPROVE, signs=deciders)
def approve(gesture: Gesture) -> Answer:
    service.approve(gesture.session, gesture.who, gesture.when, _chosen(gesture, gesture.value))
    return Done()


@routes.action(blocks.DECLINE, opens=forms.DECLINE)
def ask_why_declined(gesture: Gesture) -> Answer:
    gesture.who.require(*deciders(gesture.governance), to="decide on a new account")
    proposed = _chosen(gesture, gesture.value)
    proposed.check(Action.DECLINE)
    return Open(forms.decline(proposed))


@routes.form(forms.DECLINE, signs=deciders)
def decline(gesture: Gesture) -> Answer:
    declined = _chosen(gesture, gesture.metadata)
    service.decline(gesture.session, gesture.who, gesture.when, declined, gesture.form.text("reason"))
    return Done()


@account.bare
@account.word("list", example="/account list market:CH kind:brand", about="shows the accounts, ten a page")
def show_list(gesture: Gesture) -> Answer:
    if besides := besides_filters(gesture.typed):
        raise NotFound(f"The list knows no word {quotation(besides[0])}. {_known_filters()}")
    return _page(gesture, filters(gesture.typed))


@routes.action(f"{blocks.PAGE}.next")
@routes.action(f"{blocks.PAGE}.previous")
@routes.action(f"{blocks.NARROW}.dormant")
@routes.action(f"{blocks.NARROW}.proposed")
@routes.action(f"{blocks.NARROW}.retired")
@routes.action(f"{blocks.NARROW}.all")
def turn_page(gesture: Gesture) -> Answer:
    return _page(gesture, filters(gesture.value))


@account.word("show", example="/account show @HelviaGlobal", about="shows one account")
def show(gesture: Gesture) -> Answer:
    if not gesture.words:
        raise NotFound("Which account? For instance `/account show @HelviaGlobal`; `/account list` shows them all.")
    return _shown(gesture, queries.named(gesture.session, gesture.words))


@routes.action(blocks.SHOW)
def show_by_button(gesture: Gesture) -> Answer:
    return _shown(gesture, _chosen(gesture, gesture.value))


@account.word(
    "log",
    example="/account log @HelviaGlobal https://x.com/HelviaGlobal/status/1",
    about="records a post that was made",
)
def log_post(gesture: Gesture) -> Answer:
    name, url = name_and_url(gesture.words)
    if not name:
        _require_one(gesture, service.may_keep, "log posts on it")
        return Open(forms.log_post(None, gesture.when))
    meant = queries.named(gesture.session, name)
    if not url:
        return _log_form(gesture, meant)
    service.log_post(gesture.session, gesture.who, gesture.when, meant, url, posted_at=gesture.when)
    return Say(messages.logged(meant))


@routes.action(blocks.LOG)
def log_by_button(gesture: Gesture) -> Answer:
    return _log_form(gesture, _chosen(gesture, gesture.value))


@routes.form(forms.LOG)
def log_by_form(gesture: Gesture) -> Answer:
    meant, url = _chosen(gesture, gesture.form.choice("account")), gesture.form.text("url")
    posted_at = gesture.form.moment("posted_at") or gesture.when
    service.log_post(gesture.session, gesture.who, gesture.when, meant, url, posted_at=posted_at)
    return Say(messages.logged(meant))


@routes.action(blocks.SNOOZE)
def ask_until_when(gesture: Gesture) -> Answer:
    silent = _chosen(gesture, gesture.value)
    service.require_keeper(gesture.who, silent, "snooze its reminders")
    silent.check(Action.SNOOZE)
    return Open(forms.snooze(silent))


@routes.form(forms.SNOOZE)
def snooze(gesture: Gesture) -> Answer:
    day = gesture.form.date("until")
    if day is None:
        raise Invalid({"until": "Choose a day."})
    until = datetime.combine(day, time(9), ZoneInfo(gesture.who.tz)).astimezone(UTC)
    silent = _chosen(gesture, gesture.metadata)
    service.snooze(gesture.session, gesture.who, gesture.when, silent, until)
    return Say(messages.snoozed(silent))


@account.word(
    "retire", example="/account retire @HelviaOld", about="retires an account, with the reason", opens=forms.RETIRE
)
def retire(gesture: Gesture) -> Answer:
    if not gesture.words:
        _require_one(gesture, service.may_retire, "retire it")
        return Open(forms.choose_to_retire())
    return _retire_form(gesture, queries.named(gesture.session, gesture.words))


@routes.action(blocks.RETIRE, opens=forms.RETIRE)
def retire_by_button(gesture: Gesture) -> Answer:
    return _retire_form(gesture, _chosen(gesture, gesture.value))


@routes.form(forms.RETIRE, signs=keepers)
def retire_by_form(gesture: Gesture) -> Answer:
    retired = _chosen(gesture, gesture.metadata or gesture.form.choice("account"))
    service.retire(gesture.session, gesture.who, gesture.when, retired, gesture.form.text("reason"))
    return Say(messages.retired(retired))


@routes.suggestions(forms.LOG_SEARCH)
def search_to_log(gesture: Gesture) -> Answer:
    return Offer([(str(found.id), found.full_label) for found in _kept(gesture)])


@routes.suggestions(forms.RETIRE_SEARCH)
def search_to_retire(gesture: Gesture) -> Answer:
    return Offer(
        [(str(found.id), found.full_label) for found in _kept(gesture) if service.may_retire(gesture.who, found)]
    )


def _kept(gesture: Gesture) -> Sequence[Account]:
    """Of what is being typed, only what this person may change."""
    keeper = "" if gesture.who.has(*service.DECIDERS) else gesture.who.id
    return queries.matching(gesture.session, gesture.words, keeper=keeper)


def _require_one(gesture: Gesture, may: Callable[[Actor, Account], bool], to: str) -> None:
    """Refused before an account is looked for in vain; `to` completes “only … can …”."""
    kept = queries.of_keeper(gesture.session, gesture.who.id)
    if not gesture.who.has(*service.DECIDERS) and not any(may(gesture.who, each) for each in kept):
        raise Forbidden(
            f"Only an account's own people and the community manager can {to}, and no account is in your hands. "
            "`/account show` says whose one is."
        )


def _log_form(gesture: Gesture, meant: Account) -> Answer:
    service.require_keeper(gesture.who, meant, "log a post on it")
    meant.check(Action.LOG_POST)
    return Open(forms.log_post(meant, gesture.when))


def _retire_form(gesture: Gesture, meant: Account) -> Answer:
    service.require_owner(gesture.who, meant)
    meant.check(Action.RETIRE)
    return Open(forms.retire(meant))


def _page(gesture: Gesture, wanted: dict[str, str]) -> Answer:
    number = wanted.pop("page", "1")
    unknown = sorted(wanted.keys() - set(queries.FILTERS))
    if unknown or not number.isdigit():
        raise NotFound(f"I cannot narrow by {', '.join(unknown) or 'that page'}. {_known_filters()}")
    asked = {name: gesture.who.id if value.lower() == "me" else value for name, value in wanted.items()}
    return Say(
        blocks.listing(queries.listing(gesture.session, asked, int(number)), wanted, readable(wanted, gesture.people))
    )


def _known_filters() -> str:
    return f"It can be narrowed by {', '.join(f'`{name}:`' for name in queries.FILTERS)}, each with a value."


def _shown(gesture: Gesture, shown: Account) -> Answer:
    may_keep, may_retire = service.may_keep(gesture.who, shown), service.may_retire(gesture.who, shown)
    return Say(blocks.particulars(shown, may_keep=may_keep, may_retire=may_retire))


def _chosen(gesture: Gesture, account_id: str | None) -> Account:
    if not account_id or not account_id.isdigit():
        raise Invalid({"account": "Choose the account: type part of its name."})
    return queries.by_id(gesture.session, int(account_id))


def _draft(gesture: Gesture) -> Draft:
    form = gesture.form
    return Draft(
        network=form.choice("network") or "",
        handle=form.text("handle"),
        name=form.text("name"),
        kind=form.choice("kind") or "",
        purpose=form.text("purpose"),
        audience=form.text("audience"),
        market=form.text("market"),
        languages=form.text("languages"),
        business_unit=form.text("business_unit"),
        brand=form.text("brand"),
        owner=form.person("owner") or "",
        backup=form.person("backup") or "",
        cadence=form.text("cadence"),
        why=form.text("why"),
    )


def _rules(gesture: Gesture) -> Rules:
    return Rules(is_active=gesture.people.is_active, usual_cadence=gesture.governance.cadence_days)
