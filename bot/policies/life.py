"""Who keeps documents and trainings, and who reads."""

from enum import StrEnum

from bot.governance import Role
from bot.kernel.lifecycle import ANYBODY, Life, Part, Permission, Row
from bot.policies.model import Document, Status


class Action(StrEnum):
    """The words complete “it cannot be …”."""

    READ = "read"
    REVISE = "changed"
    END = "taken out of force"


KEEPERS = (Role.ADMINISTRATOR, Role.COMMUNITY_MANAGER)
READERS = Part[Document]("who must read it", lambda act, document: act.who.has(*document.roles))

LOOK = Permission[object]("see what must be read", (ANYBODY,))
ADD = Permission[object]("add a document", KEEPERS)
WHO_HAS_NOT = Permission[object]("see who has not read a document", KEEPERS)
TRAIN = Permission[object]("take in trainings", KEEPERS)


def _why_not(document: Document, action: Action) -> str:
    return f"{document.label} is not in force any more, so it cannot be {action}. See `/social policy`."


LIFE = Life[Document, Status, Action](
    "status",
    (
        Row(
            Action.READ,
            {Status.IN_FORCE: Status.IN_FORCE},
            Permission("say that they have read {.label}", (READERS,), instead="Nobody asks you to."),
        ),
        Row(
            Action.REVISE,
            {Status.IN_FORCE: Status.IN_FORCE},
            Permission("write a new version of {.label}", KEEPERS),
        ),
        Row(Action.END, {Status.IN_FORCE: Status.ENDED}, Permission("take {.label} out of force", KEEPERS)),
    ),
    why_not=_why_not,
)
