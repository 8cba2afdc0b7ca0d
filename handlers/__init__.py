"""What people do in Slack: one module a command, each handler a thin function of one gesture."""

from slack_bolt import App

from handlers import (
    accounts,
    agencies,
    alarms,
    answering,
    attestation,
    calendar,
    changes,
    checklists,
    confidential,
    crises,
    debriefs,
    drills,
    ending,
    following,
    freezes,
    governance,
    handover,
    home,
    policies,
    posts,
    products,
    proposals,
    publication,
    refusals,
    responding,
    reviews,
    roles,
    rooms,
    roster,
    setup,
    sheets,
    signing,
    slots,
    social,
    steering,
    submissions,
    timeline,
    voice,
)
from handlers.home import home_of
from handlers.listeners import Listeners
from handlers.provide import Provide
from handlers.routing import Routes

__all__ = ["MODULES", "home_of", "register", "routes"]

MODULES = (
    accounts,
    agencies,
    alarms,
    answering,
    attestation,
    calendar,
    changes,
    checklists,
    confidential,
    crises,
    ending,
    following,
    debriefs,
    drills,
    freezes,
    governance,
    handover,
    home,
    policies,
    posts,
    products,
    proposals,
    publication,
    responding,
    reviews,
    roles,
    setup,
    sheets,
    signing,
    slots,
    social,
    steering,
    voice,
    submissions,
    timeline,
)


def routes() -> Routes:
    """All gestures that Concord answers."""
    everything = Routes()
    for module in MODULES:
        everything.take(module.routes)
    return everything


def register(app: App, provide: Provide) -> None:
    Listeners(routes(), provide).register(app)
    roster.register(app, provide)
    rooms.register(app, provide)
    refusals.register(app, provide)
