"""The company's own rules: governance.yml, checked at start."""

from bot.governance.reading import GovernanceError, load
from bot.governance.risk import RiskMatrix
from bot.governance.roles import EVERYONE, Role
from bot.governance.routes import Route, Stage
from bot.governance.rules import Governance, Lateness
from bot.governance.whom import Whom

__all__ = [
    "EVERYONE",
    "Governance",
    "GovernanceError",
    "Lateness",
    "RiskMatrix",
    "Role",
    "Route",
    "Stage",
    "Whom",
    "load",
]
