"""How a review goes on: who may still decide, when a stage has passed, and how its policy is paced."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.governance import Governance, Role, Stage
from bot.governance.matching import matching
from bot.governance.passing import Needed, fitting, lacking, needed
from bot.governance.settings import REVIEW
from bot.kernel.act import Act
from bot.kernel.actor import spoken
from bot.kernel.escalation import Policy
from bot.kernel.lifecycle import roles_held
from bot.kernel.scope import CENTRE
from bot.reviews.model import Decision, Review, Reviewed, Verdict

Holders = Callable[[str], Mapping[str, str | None]]
"""The people who hold a role now, each with the person in whose stead, None where the role is their own."""

REVIEWING_ROLES = frozenset({Role.MEDICAL, Role.LEGAL, Role.REGULATORY, Role.BRAND})


@dataclass(frozen=True)
class Voice:
    """What somebody may decide as: with these roles, all their own or all in the stead of one person."""

    roles: Sequence[str] = ()
    instead_of: str | None = None


def voices(act: Act, its: Reviewed) -> list[Voice]:
    """Of the stage's roles; their own first."""
    roles: dict[str, list[str]] = {}
    for role in roles_held(act, its.review.stage_rules.roles, its):
        roles.setdefault(_stead(act, its, role) or "", []).append(role)
    several = [Voice(theirs, stead or None) for stead, theirs in roles.items()]
    return sorted(several, key=lambda each: each.instead_of is not None)


def voice(act: Act, its: Reviewed) -> Voice:
    """The one with which this person decides: the first that may, and helps, if there is one."""
    return min(voices(act, its), key=lambda each: (not is_free(act, its, each), not _helps(its, each)), default=Voice())


def may_help(act: Act, its: Reviewed) -> bool:
    """Whether this person may still give what is missing."""
    return any(is_free(act, its, each) and _helps(its, each) for each in voices(act, its))


def is_free(act: Act, its: Reviewed, voice: Voice) -> bool:
    """Whether neither they nor the person in whose stead wrote it or decided on it."""
    return _is_free(its.writers | spent(its.review), act.who.id, voice.instead_of)


def _is_free(left_out: Collection[str], person: str, stead: str | None) -> bool:
    return person not in left_out and stead not in left_out


def _helps(its: Reviewed, voice: Voice) -> bool:
    return not set(voice.roles).isdisjoint(missing_roles(its.review))


def _stead(act: Act, its: Reviewed, role: str) -> str | None:
    who, rights = act.who.id, act.who.rights
    places = its.scopes(act.session) if rights.depends_on_place(role) else (CENTRE,)
    steads = [rights.acting_for(who, role, each) for each in places if rights.holds(who, role, each)]
    return None if None in steads else next(iter(steads), None)


def decided(review: Review) -> Sequence[Decision]:
    """The decisions of the stage that decides now."""
    return [each for each in review.decisions if (each.version, each.stage) == (review.version, review.stage)]


def spent(review: Review) -> frozenset[str]:
    """Those who decided on this version already, and those in whose stead somebody did."""
    return frozenset(each for made in counted(review) for each in (made.who, made.on_behalf_of) if each)


def counted(review: Review) -> Sequence[Decision]:
    """The decisions after which a person has none left: on this version, in whatever stage; where the route lets one
    person give several approvals, in this stage.
    """
    return decided(review) if review.same_person else review.decided_now


def given(review: Review) -> dict[Needed, Decision]:
    """The approvals that the stage has by now, each of another person unless the route allows the same."""
    gives = _gives(review)
    by_person = {each.who: each for each in decided(review)}
    if review.same_person:
        return {approval: by_person[who] for who, approvals in reversed(gives.items()) for approval in approvals}
    return {approval: by_person[who] for approval, who in matching(gives).items()}


def missing_roles(review: Review) -> list[str]:
    """The stage's roles of which an approval would still help; fewer than that many may be needed, for whoever holds
    several roles may stand for any one of them.
    """
    gives, has = _gives(review), given(review)
    if review.same_person:
        still = [each for each in needed(review.stage_rules) if each not in has]
    else:
        still = [each for each in needed(review.stage_rules) if len(matching({**gives, "": [each]})) > len(has)]
    return list(dict.fromkeys(role for each in still for role in each.roles))


def still_needed(review: Review) -> int:
    """How many more people have to approve before the stage has passed, where each has one role only."""
    return len(needed(review.stage_rules)) - len(given(review))


def stage_has_passed(review: Review) -> bool:
    return not still_needed(review)


def is_open(review: Review) -> bool:
    """Whether it goes on: it has not passed, and nobody asked for changes or rejected this version."""
    is_ended = any(each.verdict != Verdict.APPROVED for each in review.decided_now)
    return not is_ended and not (review.is_in_last_stage and stage_has_passed(review))


def leaves_open(made: Decision) -> bool:
    """Whether its stage still decides after it."""
    return is_open(made.review) and made.review.stage == made.stage


def reviewers(its: Reviewed, holders: Holders) -> list[str]:
    """All who may decide in this stage, those who did included."""
    now = {each for made in decided(its.review) for each in (made.who, made.on_behalf_of)}
    left_out = its.writers | (spent(its.review) - now)
    return list(dict.fromkeys(each for role in its.review.stage_rules.roles for each in _left(holders(role), left_out)))


def waited_for(its: Reviewed, holders: Holders) -> dict[str, list[str]]:
    """By role that is missing: the people who may still give it."""
    left_out = its.writers | spent(its.review)
    return {role: list(_left(holders(role), left_out)) for role in missing_roles(its.review)}


def _left(holders: Mapping[str, str | None], left_out: Collection[str]) -> dict[str, str]:
    """Whoever may still decide, with whose voice that is: their own, or that of the person in whose stead."""
    return {who: stead or who for who, stead in holders.items() if _is_free(left_out, who, stead)}


def people_waited_for(its: Reviewed, holders: Holders) -> list[str]:
    return list(dict.fromkeys(person for people in waited_for(its, holders).values() for person in people))


def cannot_be_given(its: Reviewed, holders: Holders) -> list[Needed]:
    """What keeps the review from ever passing, in this stage or a later one: nobody is left who could give it but
    those who wrote the matter or are needed for another approval.
    """
    now = needed(its.review.stage_rules)
    later = [
        approval
        for number, stage in enumerate(its.review.stages[its.review.stage + 1 :], start=1)
        for approval in needed(Stage.model_validate(stage), number)
    ]
    out_now = its.writers | spent(its.review)
    out_later = its.writers if its.review.same_person else out_now
    gives = _gives(its.review)
    for approvals, left_out in ((now, out_now), (later, out_later)):
        for approval in approvals:
            for each in dict.fromkeys(
                one for role in approval.roles for one in _left(holders(role), left_out).values()
            ):
                gives.setdefault(each, []).append(approval)
    return lacking([*now, *later], gives, same_person=its.review.same_person)


def _gives(review: Review) -> dict[str, list[Needed]]:
    """By person who approved in this stage, the first first: which of its approvals that can be."""
    approvals = needed(review.stage_rules)
    approved = [each for each in decided(review) if each.verdict == Verdict.APPROVED]
    return {each.who: fitting(each.roles, approvals) for each in approved}


def reviewer_of(role: str) -> str:
    """`medical` as “medical reviewer”; a role that is more than reviewing keeps its name."""
    return f"{spoken(role)} reviewer" if role in REVIEWING_ROLES else spoken(role)


def capacity(roles: Collection[str], *, several: bool) -> str:
    """What a person decides as: one of the roles that they hold, or all where one person may have several."""
    return (" and " if several else " or ").join(reviewer_of(role) for role in roles)


def meaning(says: str, roles: Sequence[str], *, several: bool = False) -> str:
    """What a decision says, in the first person; `several` as for `capacity`."""
    return f"{says}, as {capacity(roles, several=several)}"


def pace(review: Review, rules: Governance) -> Policy:
    """By which those who are late with the stage that decides now are reminded."""
    return paced(rules.policy(rules.reminders.review), review.stage_rules.within).called(REVIEW)


def paced(policy: Policy, within: timedelta) -> Policy:
    """The policy stretched so that its first level beyond the stage's own reviewers falls on the stage's time limit."""
    beyond = next((level.after for level in policy.levels if set(level.whom) - {"stage"}), timedelta(0))
    if not beyond or not within:
        return policy
    levels = [level.model_copy(update={"after": level.after * (within / beyond)}) for level in policy.levels]
    return policy.model_copy(update={"levels": levels})
