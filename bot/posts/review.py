"""How a review goes on: who may still decide, when a stage has passed, and how its ladder is paced."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.kernel.actor import spoken
from bot.kernel.escalation import Policy
from bot.posts.model import Decision, Post, Verdict

Holders = Callable[[str], list[str]]
"""The people who hold a role now."""

APPROVES = "I approve this post for publication"
REVIEWING_ROLES = frozenset({"medical", "legal", "regulatory", "brand"})


@dataclass(frozen=True, slots=True)
class Seen:
    """What a reviewer had before their eyes when they pressed: which post, version and stage."""

    post_id: int
    version: int
    stage: int

    def __str__(self) -> str:
        return f"{self.post_id}:{self.version}:{self.stage}"


def seen_in(value: str) -> Seen:
    """What `str(Seen)` wrote."""
    post_id, version, stage = value.split(":")
    return Seen(int(post_id), int(version), int(stage))


def seen_now(post: Post) -> Seen:
    return Seen(post.id, post.version, post.stage)


def decided(post: Post) -> Sequence[Decision]:
    """The decisions of the stage that decides now."""
    return [each for each in post.decisions if (each.version, each.stage) == (post.version, post.stage)]


def missing_roles(post: Post) -> list[str]:
    """The stage's roles of which somebody must still approve; where any will do, all of them or none."""
    stage = post.stage_rules
    approved = {role for each in decided(post) if each.verdict == Verdict.APPROVED for role in each.roles}
    if stage.decide == "any" and approved:
        return []
    return [role for role in stage.roles if role not in approved]


def stage_has_passed(post: Post) -> bool:
    return not missing_roles(post)


def reviewers(post: Post, holders: Holders) -> list[str]:
    """All who may decide in this stage, those who did included."""
    people = dict.fromkeys(person for role in post.stage_rules.roles for person in holders(role))
    return [person for person in people if person not in post.writers]


def waited_for(post: Post, holders: Holders) -> dict[str, list[str]]:
    """By role that is missing: the people who may still give it."""
    done = {each.who for each in decided(post)}
    return {
        role: [who for who in holders(role) if who not in post.writers and who not in done]
        for role in missing_roles(post)
    }


def people_waited_for(post: Post, holders: Holders) -> list[str]:
    return list(dict.fromkeys(person for people in waited_for(post, holders).values() for person in people))


def roles_nobody_can_give(post: Post, holders: Holders) -> list[str]:
    """The roles that keep the stage from ever passing, because nobody holds them but who wrote the post."""
    waiting = waited_for(post, holders)
    stuck = [role for role, people in waiting.items() if not people]
    if post.stage_rules.decide == "any" and len(stuck) < len(waiting):
        return []
    return stuck


def reviewer_of(role: str) -> str:
    """`medical` as “medical reviewer”; a role that is more than reviewing keeps its name."""
    return f"{spoken(role)} reviewer" if role in REVIEWING_ROLES else spoken(role)


def meaning(verdict: Verdict, roles: Sequence[str]) -> str:
    """What a decision says, in the first person."""
    says = {
        Verdict.APPROVED: APPROVES,
        Verdict.CHANGES_REQUESTED: "I ask for changes to this post before it may be published",
        Verdict.REJECTED: "I reject this post; it must not be published",
    }[verdict]
    return f"{says}, as {' and '.join(reviewer_of(role) for role in roles)}"


def paced(policy: Policy, within: timedelta) -> Policy:
    """The policy stretched so that its first level beyond the stage's own reviewers falls on the stage's time limit."""
    beyond = next((level.after for level in policy.levels if set(level.whom) - {"stage"}), timedelta(0))
    if not beyond or not within:
        return policy
    levels = [level.model_copy(update={"after": level.after * (within / beyond)}) for level in policy.levels]
    return policy.model_copy(update={"levels": levels})
