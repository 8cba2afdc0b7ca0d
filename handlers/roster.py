"""What Slack tells by itself: who changed or left, and who is in which user group now."""

from slack_bolt import App

from bot.people import person_from_slack
from handlers.body import Body
from handlers.logged import name_in_logs
from handlers.provide import Provide


def register(app: App, provide: Provide) -> None:
    @app.event("user_change")
    def learn_person(body: Body, event: Body) -> None:
        name_in_logs(body)
        person = person_from_slack(event["user"], team=provide.slack.team())
        if provide.news.learn(person, provide.clock.now()):
            provide.noticed()

    @app.event("subteam_updated")
    def learn_group(body: Body, event: Body) -> None:
        name_in_logs(body)
        group = event["subteam"]
        members = frozenset(group.get("users") or ())
        if provide.news.learn_group(group["id"], members, provide.clock.now()):
            provide.noticed()
