"""The company's own rules: governance.yml, checked at start."""

from bot.governance.reading import GovernanceError, load
from bot.governance.rules import EVERYONE, Governance, Lateness, RiskMatrix, Role, Route, Stage

__all__ = ["EVERYONE", "Governance", "GovernanceError", "Lateness", "RiskMatrix", "Role", "Route", "Stage", "load"]
