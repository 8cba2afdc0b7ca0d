"""What Slack tells by itself of rooms: who came in, and who left."""

from datetime import UTC, datetime

from slack_bolt import App

from bot.crises import membership
from bot.kernel.act import Act
from bot.kernel.actor import Actor
from handlers.body import Body
from handlers.logged import name_in_logs
from handlers.provide import Provide


def register(app: App, provide: Provide) -> None:
    @app.event("member_joined_channel")
    def came(body: Body, event: Body) -> None:
        _note(provide, body, event, is_here=True)

    @app.event("member_left_channel")
    def went(body: Body, event: Body) -> None:
        _note(provide, body, event, is_here=False)


def _note(provide: Provide, body: Body, event: Body, *, is_here: bool) -> None:
    name_in_logs(body)
    if event["user"] in {each.get("user_id") for each in body.get("authorizations") or ()}:
        return  # Concord itself
    who = Actor(id=event["user"], name=provide.people.name_of(event["user"]))
    at = datetime.fromtimestamp(float(event["event_ts"]), UTC)
    with provide.company.in_force.held():
        provide.database.transact(
            lambda session: membership.note(
                Act(session, who, provide.clock.now()), event["channel"], is_here=is_here, at=at
            )
        )
