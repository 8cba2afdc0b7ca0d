"""The company's own rules: governance.yml, checked at start."""

from bot.governance.holding import Entry, OperatingModel
from bot.governance.in_force import InForce
from bot.governance.playbooks import Playbook
from bot.governance.reading import GovernanceError, blank, load, parse
from bot.governance.risk import RiskMatrix
from bot.governance.roles import EVERYONE, Role, is_group
from bot.governance.routes import Reviewable, Route, Sign, Stage
from bot.governance.rules import Governance
from bot.governance.settings import Lateness
from bot.governance.whom import Whom

__all__ = [
    "EVERYONE",
    "Entry",
    "Governance",
    "GovernanceError",
    "InForce",
    "Lateness",
    "OperatingModel",
    "Playbook",
    "Reviewable",
    "RiskMatrix",
    "Role",
    "Route",
    "Sign",
    "Stage",
    "Whom",
    "blank",
    "is_group",
    "load",
    "parse",
]
