"""The governance file of the sandbox's company, which tests change."""

from bot.governance import Governance
from bot.settings import PACKAGED_GOVERNANCE

TEXT = PACKAGED_GOVERNANCE.read_text()
IN_WAR_ROOM = TEXT.replace("policy: crisis_red}", "policy: crisis_red, own_room: false}")
"""Where red crises are handled in the war room, too."""
STAGES = "    stages: [{name: All, roles: [medical, legal]}]\n"
ADS = f"  - name: Ads\n    of: [ad]\n{STAGES}"


def in_war_room(rules: Governance, *, is_so: bool = True) -> Governance:
    """Rules by which red crises are handled there, too, as most tests have it."""
    bands = [
        each.model_copy(update={"own_room": not is_so}) if each.colour == "red" else each for each in rules.risk.bands
    ]
    return rules.model_copy(update={"risk": rules.risk.model_copy(update={"bands": bands})})
