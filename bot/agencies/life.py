"""Who lets agencies in, and what becomes of their drafts."""

from enum import StrEnum

from bot.accounts import PEOPLE, Outlet, outlet
from bot.agencies.model import AgencyDraft, Status
from bot.delegation.model import RoleGrant
from bot.governance import Role
from bot.kernel.act import Act
from bot.kernel.lifecycle import Life, Part, Permission, Row
from bot.kernel.subject import Subject


class Action(StrEnum):
    """The words complete “it cannot be …”."""

    CHANGE = "changed"
    READY = "marked as ready"
    TAKE = "taken over"


ASK = "Ask your contact in the company."


def _may_draft(act: Act, account_id: int) -> bool:
    return str(Subject("account", account_id)) in act.who.rights.drafts_for(act.who.id)


def _owns(act: Act, grant: RoleGrant) -> bool:
    return outlet(act.session, Subject.read(grant.account).number).owner == act.who.id


OWNER = Part[RoleGrant]("the owner of its account", _owns)
AGENCY = Part[Outlet]("the agency’s people who were let in there", lambda act, its: _may_draft(act, its.id))
ANY_AGENCY = Part[object]("an agency’s people", lambda act, _: bool(act.who.rights.drafts_for(act.who.id)))
AUTHOR = Part[AgencyDraft](
    "who wrote it, while let in there",
    lambda act, draft: act.who.id == draft.author and _may_draft(act, draft.account_id),
)

LET_IN = Permission[object]("let people of an agency write drafts", (Role.ADMINISTRATOR, Role.COMMUNITY_MANAGER))
PROLONG = Permission[RoleGrant](
    "say how long somebody of an agency is let in", (OWNER, Role.ADMINISTRATOR, Role.COMMUNITY_MANAGER)
)
LOOK = Permission[object]("see drafts of their own", (ANY_AGENCY,), "You have none: `/post submit` is for you.")
WRITE = Permission[Outlet]("write drafts for {.label}", (AGENCY,), ASK)


def _why_not(draft: AgencyDraft, action: Action) -> str:
    return f"Draft {draft.id} is {draft.status}, so it cannot be {action}. See `/post draft`."


LIFE = Life[AgencyDraft, Status, Action](
    "status",
    (
        Row(
            Action.CHANGE,
            {Status.DRAFT: Status.DRAFT, Status.READY: Status.DRAFT},
            Permission("change {.label}", (AUTHOR,), ASK),
        ),
        Row(Action.READY, {Status.DRAFT: Status.READY}, Permission("mark {.label} as ready", (AUTHOR,), ASK)),
        Row(
            Action.TAKE,
            {Status.READY: Status.TAKEN},
            Permission("take {.label} over", (PEOPLE, Role.COMMUNITY_MANAGER)),
        ),
    ),
    why_not=_why_not,
)
