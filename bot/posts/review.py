"""How a review goes on: who may still decide, when a stage has passed, and how its policy is paced."""

from collections.abc import Callable, Collection, Sequence
from datetime import timedelta

from bot.governance import Role, Stage
from bot.governance.matching import matching
from bot.governance.passing import Needed, fitting, lacking, needed
from bot.kernel.actor import Actor, spoken
from bot.kernel.escalation import Policy
from bot.posts.model import Decision, Post, Verdict

Holders = Callable[[str], list[str]]
"""The people who hold a role now."""

APPROVES = "I approve this post for publication"
REVIEWING_ROLES = frozenset({Role.MEDICAL, Role.LEGAL, Role.REGULATORY, Role.BRAND})


def deciding_roles(post: Post, who: Actor) -> list[str]:
    """The stage's roles that this person decides with."""
    return [role for role in post.stage_rules.roles if who.has(role)]


def decided(post: Post) -> Sequence[Decision]:
    """The decisions of the stage that decides now."""
    return [each for each in post.decisions if (each.version, each.stage) == (post.version, post.stage)]


def spent(post: Post) -> frozenset[str]:
    """Those who decided on this version already, in whatever stage; where the route lets one person give several
    approvals, in this stage.
    """
    made = decided(post) if post.same_person else (each for each in post.decisions if each.version == post.version)
    return frozenset(each.who for each in made)


def given(post: Post) -> dict[Needed, Decision]:
    """The approvals that the stage has by now, each of another person unless the route allows the same."""
    gives = _gives(post)
    by_person = {each.who: each for each in decided(post)}
    if post.same_person:
        return {approval: by_person[who] for who, approvals in reversed(gives.items()) for approval in approvals}
    return {approval: by_person[who] for approval, who in matching(gives).items()}


def missing_roles(post: Post) -> list[str]:
    """The stage's roles of which an approval would still help; fewer than that many may be needed, for whoever holds
    several roles may stand for any one of them.
    """
    gives, has = _gives(post), given(post)
    if post.same_person:
        still = [each for each in needed(post.stage_rules) if each not in has]
    else:
        still = [each for each in needed(post.stage_rules) if len(matching({**gives, "": [each]})) > len(has)]
    return list(dict.fromkeys(role for each in still for role in each.roles))


def still_needed(post: Post) -> int:
    """How many more people have to approve before the stage has passed, where each has one role only."""
    return len(needed(post.stage_rules)) - len(given(post))


def stage_has_passed(post: Post) -> bool:
    return not still_needed(post)


def reviewers(post: Post, holders: Holders) -> list[str]:
    """All who may decide in this stage, those who did included."""
    left_out = post.writers | (spent(post) - {each.who for each in decided(post)})
    people = dict.fromkeys(person for role in post.stage_rules.roles for person in holders(role))
    return [person for person in people if person not in left_out]


def waited_for(post: Post, holders: Holders) -> dict[str, list[str]]:
    """By role that is missing: the people who may still give it."""
    left_out = post.writers | spent(post)
    return {role: [who for who in holders(role) if who not in left_out] for role in missing_roles(post)}


def people_waited_for(post: Post, holders: Holders) -> list[str]:
    return list(dict.fromkeys(person for people in waited_for(post, holders).values() for person in people))


def cannot_be_given(post: Post, holders: Holders) -> list[Needed]:
    """What keeps the post from ever being cleared, in this stage or a later one: nobody is left who could give it but
    those who wrote the post or are needed for another approval.
    """
    now = needed(post.stage_rules)
    later = [
        approval
        for number, stage in enumerate(post.stages[post.stage + 1 :], start=1)
        for approval in needed(Stage.model_validate(stage), number)
    ]
    out_now = post.writers | spent(post)
    out_later = post.writers if post.same_person else out_now
    gives = _gives(post)
    for approvals, left_out in ((now, out_now), (later, out_later)):
        for approval in approvals:
            for person in dict.fromkeys(each for role in approval.roles for each in holders(role)):
                if person not in left_out:
                    gives.setdefault(person, []).append(approval)
    return lacking([*now, *later], gives, same_person=post.same_person)


def _gives(post: Post) -> dict[str, list[Needed]]:
    """By person who approved in this stage, the first first: which of its approvals that can be."""
    approvals = needed(post.stage_rules)
    approved = [each for each in decided(post) if each.verdict == Verdict.APPROVED]
    return {each.who: fitting(each.roles, approvals) for each in approved}


def reviewer_of(role: str) -> str:
    """`medical` as “medical reviewer”; a role that is more than reviewing keeps its name."""
    return f"{spoken(role)} reviewer" if role in REVIEWING_ROLES else spoken(role)


def capacity(roles: Collection[str], *, several: bool) -> str:
    """What a person decides as: one of the roles that they hold, or all where one person may have several."""
    return (" and " if several else " or ").join(reviewer_of(role) for role in roles)


def meaning(verdict: Verdict, roles: Sequence[str], *, several: bool = False) -> str:
    """What a decision says, in the first person; `several` as for `capacity`."""
    says = {
        Verdict.APPROVED: APPROVES,
        Verdict.CHANGES_REQUESTED: "I ask for changes to this post before it may be published",
        Verdict.REJECTED: "I reject this post; it must not be published",
    }[verdict]
    return f"{says}, as {capacity(roles, several=several)}"


def paced(policy: Policy, within: timedelta) -> Policy:
    """The policy stretched so that its first level beyond the stage's own reviewers falls on the stage's time limit."""
    beyond = next((level.after for level in policy.levels if set(level.whom) - {"stage"}), timedelta(0))
    if not beyond or not within:
        return policy
    levels = [level.model_copy(update={"after": level.after * (within / beyond)}) for level in policy.levels]
    return policy.model_copy(update={"levels": levels})
