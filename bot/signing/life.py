"""Who takes away the codes of somebody who has lost them."""

from bot.governance import Role
from bot.kernel.act import Act
from bot.kernel.lifecycle import Part, Permission
from bot.signing.model import Signatory


def _is_other_administrator(act: Act, signatory: Signatory) -> bool:
    return act.who.has(Role.ADMINISTRATOR) and act.who.id != signatory.person


REMOVE = Permission[Signatory](
    "remove the codes of somebody who has lost them",
    (Part[Signatory]("another administrator", _is_other_administrator, (Role.ADMINISTRATOR,)),),
)
