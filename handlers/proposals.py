"""Accounts that are to be: proposed, and approved or declined."""

from collections.abc import Collection
from dataclasses import replace

from bot.accounts import blocks, forms, likely, messages, queries, registering, service
from bot.accounts.checks import Rules
from bot.accounts.drafts import Draft
from bot.accounts.life import LIFE, Action
from bot.governance import Governance
from bot.kernel.errors import Invalid
from bot.kernel.kinds import Kind
from bot.kernel.locales import languages_matching, markets_matching
from handlers.accounts import account, now
from handlers.gesture import Answer, Gesture, Now, Offer, Open, Replace
from handlers.routing import Routes

routes = Routes()


def deciders(_rules: Governance) -> Collection[str]:
    """Who signs for a new account."""
    return LIFE.permission(Action.APPROVE).roles


@account.word("register", example="/account register @HelviaGlobal", about="proposes an account")
def register(gesture: Gesture) -> Answer:
    return Open(registering.register(_offered(gesture, gesture.words)))


@routes.action(blocks.REGISTER)
def register_by_button(gesture: Gesture) -> Answer:
    return Open(registering.register(_offered(gesture)))


@routes.action(blocks.PROPOSE_AGAIN)
def propose_again(gesture: Gesture) -> Answer:
    return Open(registering.register(likely.again(queries.by_id(gesture.session, gesture.ref.id)), is_whole=True))


@routes.action(registering.MORE)
def ask_the_rest(gesture: Gesture) -> Answer:
    return Replace(registering.register(_draft(gesture), is_whole=True))


@routes.suggestions(registering.MARKET_SEARCH)
def search_market(gesture: Gesture) -> Answer:
    return Offer(markets_matching(gesture.words))


@routes.suggestions(registering.LANGUAGE_SEARCH)
def search_language(gesture: Gesture) -> Answer:
    return Offer(languages_matching(gesture.words))


@routes.form(registering.REGISTER)
def propose(gesture: Gesture) -> Answer:
    draft = _draft(gesture)
    if draft.kind == Kind.CAMPAIGN:
        service.check(gesture, draft, _rules(gesture))
        return Replace(forms.campaign(draft))
    return _propose(gesture, draft)


@routes.form(forms.CAMPAIGN)
def insist_or_use_a_hashtag(gesture: Gesture) -> Answer:
    draft, insistence = forms.draft_in(gesture.metadata), gesture.form.text("insistence")
    if hashtag := gesture.form.text("hashtag"):
        if insistence:
            raise Invalid({"insistence": "Leave this or the hashtag empty."})
        registered = service.register_hashtag(gesture, hashtag, campaign=draft.purpose)
        return Now(lambda: messages.hashtag(registered))
    return _propose(gesture, replace(draft, insistence=insistence))


def _propose(gesture: Gesture, draft: Draft) -> Answer:
    proposed = service.propose(gesture, draft, _rules(gesture))
    holders = gesture.company.at(gesture.session, proposed).holders
    return now(gesture, proposed, lambda account: messages.proposed(account, service.deciders(account, holders)))


@routes.action(blocks.APPROVE, signs=deciders)
def approve(gesture: Gesture) -> Answer:
    approved = queries.held(gesture.session, gesture.ref.id)
    service.approve(gesture, approved)
    return now(gesture, approved, messages.outcome_in_short)


@routes.action(blocks.DECLINE, opens=forms.DECLINE)
def ask_why_declined(gesture: Gesture) -> Answer:
    proposed = queries.by_id(gesture.session, gesture.ref.id)
    LIFE.require(gesture, proposed, Action.DECLINE)
    return Open(forms.decline(proposed))


@routes.form(forms.DECLINE, signs=deciders)
def decline(gesture: Gesture) -> Answer:
    declined = queries.held(gesture.session, gesture.ref.id)
    service.decline(gesture, declined, gesture.form.text("reason"))
    return now(gesture, declined, messages.outcome_in_short)


def _offered(gesture: Gesture, handle: str = "") -> Draft:
    return likely.offered(gesture.session, gesture.who, gesture.governance, handle)


def _draft(gesture: Gesture) -> Draft:
    form = gesture.form
    return Draft(
        network=form.choice("network") or "",
        handle=form.text("handle"),
        name=form.text("name"),
        kind=form.choice("kind") or "",
        purpose=form.text("purpose"),
        audience=form.text("audience"),
        market=form.choice("market") or "",
        languages=", ".join(form.choices("languages")),
        business_unit=form.text("business_unit") or _offered(gesture).business_unit,
        brand=form.text("brand"),
        owner=form.person("owner") or "",
        backup=form.person("backup") or "",
        cadence=form.text("cadence"),
        why=form.text("why"),
    )


def _rules(gesture: Gesture) -> Rules:
    return Rules(is_active=gesture.people.is_active, usual_cadence=gesture.governance.cadence_days)
