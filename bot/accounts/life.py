"""The life of an account: what leads where, and who may decide on it, keep it and end it."""

from enum import StrEnum

from bot.accounts.model import LIVING, Account, Status
from bot.governance import Role
from bot.kernel.lifecycle import ANYBODY, CONCORD, Life, Part, Permission, Row


class Action(StrEnum):
    """The words complete “nobody can … it now”."""

    APPROVE = "approve"
    DECLINE = "decline"
    LOG_POST = "log a post on"
    FALL_SILENT = "call silent"
    SNOOZE = "snooze"
    WAKE = "end the snooze of"
    RETIRE = "retire"
    TAKE_OVER = "take over"


DECIDING = frozenset({Action.APPROVE, Action.DECLINE})
DECIDERS = (Role.COMMUNITY_MANAGER,)
STAND_INS = (Role.ADMINISTRATOR,)
"""They decide on what a community manager proposed, where there is no other one."""

OWNER = Part[Account]("the owner", lambda act, account: act.who.id == account.owner)
BACKUP = Part[Account]("the backup", lambda act, account: act.who.id == account.backup)
PUBLISHER = Part[Account]("the publisher", lambda act, account: act.who.id == account.publisher)
DEPUTY = Part[Account]("the deputy", lambda act, account: act.who.id == account.deputy)
KEEPERS = (OWNER, BACKUP, PUBLISHER, DEPUTY, *DECIDERS)

ASK_THEM = "See `/account show {.shown}`."

PROPOSE = Permission[object]("propose an account", (ANYBODY,))
REGISTER_HASHTAG = Permission[object]("register a campaign's hashtag", (ANYBODY,))
IMPORT = Permission[object]("import accounts", (*STAND_INS, *DECIDERS))
EXPORT = Permission[object]("export accounts", (*STAND_INS, *DECIDERS))


def _decide(verb: str) -> Permission[Account]:
    return Permission(f"{verb} {{.label}}", (*DECIDERS, *STAND_INS))


def _keep(deed: str) -> Permission[Account]:
    return Permission(f"{deed} {{.label}}", KEEPERS, ASK_THEM)


def _why_not(account: Account, action: Action) -> str:
    return f"{account.label} is {account.status.word}: nobody can {action} it now. See `/account show {account.shown}`."


LIFE = Life[Account, Status, Action](
    "status",
    (
        Row(Action.APPROVE, {Status.PROPOSED: Status.ACTIVE}, _decide("approve")),
        Row(Action.DECLINE, {Status.PROPOSED: Status.DECLINED}, _decide("decline")),
        Row(
            Action.LOG_POST,
            {Status.ACTIVE: Status.ACTIVE, Status.DORMANT: Status.ACTIVE},
            _keep("log a post on"),
        ),
        Row(
            Action.FALL_SILENT,
            {Status.ACTIVE: Status.DORMANT, Status.DORMANT: Status.DORMANT},
            Permission("call {.label} silent", (CONCORD,)),
        ),
        Row(
            Action.SNOOZE,
            {Status.ACTIVE: Status.ACTIVE, Status.DORMANT: Status.DORMANT},
            _keep("snooze the reminders of"),
        ),
        Row(
            Action.WAKE,
            {Status.ACTIVE: Status.ACTIVE, Status.DORMANT: Status.DORMANT},
            _keep("end the snooze of"),
        ),
        Row(
            Action.RETIRE,
            {Status.ACTIVE: Status.RETIRED, Status.DORMANT: Status.RETIRED},
            Permission("retire {.label}", (OWNER, BACKUP, *DECIDERS), ASK_THEM),
        ),
        Row(
            Action.TAKE_OVER,
            {each: each for each in LIVING},
            Permission(
                "take over {.label} from somebody who has left", (OWNER, BACKUP, *DECIDERS, *STAND_INS), ASK_THEM
            ),
        ),
    ),
    why_not=_why_not,
)
