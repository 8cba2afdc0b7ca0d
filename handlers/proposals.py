"""Accounts that are to be: proposed, and approved or declined."""

from collections.abc import Collection
from dataclasses import replace

from bot.accounts import blocks, forms, messages, queries, service
from bot.accounts.checks import Rules
from bot.accounts.drafts import Draft
from bot.accounts.life import LIFE, Action
from bot.governance import Governance
from bot.kernel.errors import Invalid
from bot.kernel.kinds import Kind
from handlers.accounts import account, as_it_is
from handlers.gesture import Answer, Done, Gesture, Open, Replace, Say
from handlers.routing import Routes

routes = Routes()


def deciders(_rules: Governance) -> Collection[str]:
    """Who signs for a new account."""
    return LIFE.permission(Action.APPROVE).roles


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
        service.check(gesture, draft, _rules(gesture))
        return Replace(forms.campaign(draft))
    service.propose(gesture, draft, _rules(gesture))
    return Done()


@routes.form(forms.CAMPAIGN)
def insist_or_use_a_hashtag(gesture: Gesture) -> Answer:
    draft, insistence = forms.draft_in(gesture.metadata), gesture.form.text("insistence")
    if hashtag := gesture.form.text("hashtag"):
        if insistence:
            raise Invalid({"insistence": "You typed a hashtag too. Leave one of the two empty."})
        return Say(messages.hashtag(service.register_hashtag(gesture, hashtag, campaign=draft.purpose)))
    service.propose(gesture, replace(draft, insistence=insistence), _rules(gesture))
    return Done()


@routes.action(blocks.APPROVE, signs=deciders)
def approve(gesture: Gesture) -> Answer:
    approved = queries.held(gesture.session, gesture.ref.id)
    service.approve(gesture, approved)
    return Done() if gesture.message else as_it_is(gesture, approved)  # a card in a conversation changes by itself


@routes.action(blocks.DECLINE, opens=forms.DECLINE)
def ask_why_declined(gesture: Gesture) -> Answer:
    proposed = queries.by_id(gesture.session, gesture.ref.id)
    LIFE.require(gesture, proposed, Action.DECLINE)
    return Open(forms.decline(proposed))


@routes.form(forms.DECLINE, signs=deciders)
def decline(gesture: Gesture) -> Answer:
    service.decline(gesture, queries.held(gesture.session, gesture.ref.id), gesture.form.text("reason"))
    return Done()


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
