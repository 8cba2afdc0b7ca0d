"""What Slack says of the tokens: who Concord is, in which workspace, and which scopes it lacks there."""

from collections.abc import Callable, Iterator
from functools import partial

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.health.checking import Advice
from bot.kernel.outbox.verdicts import UNREACHED, is_refused
from bot.settings import WHERE_TO_FIND

SCOPES = frozenset(
    (
        "bookmarks:read",
        "bookmarks:write",
        "channels:history",
        "channels:join",
        "channels:manage",
        "channels:read",
        "chat:write",
        "commands",
        "files:read",
        "files:write",
        "groups:history",
        "groups:read",
        "groups:write",
        "im:history",
        "im:write",
        "pins:write",
        "usergroups:read",
        "users:read",
    )
)
"""What the app asks a workspace for, as `manifest.yml` says."""
KNOWN_AS = "Slack knows Concord as @{user} in {team} ({team_id})."
LACKS = "Concord lacks {} in Slack. Add what manifest.yml says under OAuth & Permissions, and install the app again."
REFUSED = "Slack refuses {}: {}. {}"
UNTRIED = "Slack does not answer: the tokens were not tried."


class _Refused(Exception):
    """Slack lets nobody in with this token."""


def tried(client: WebClient, app_token: str) -> Advice:
    """`app_token` is empty where Slack is to reach Concord over HTTP."""
    try:
        me = _asked(client.auth_test, "slack_bot_token")
        if app_token:
            _asked(partial(client.apps_connections_open, app_token=app_token), "slack_app_token")
    except _Refused as refusal:
        return Advice([str(refusal)], [])
    except UNREACHED:
        return Advice([], [UNTRIED])
    return Advice([], [*_lacking(me)], KNOWN_AS.format(user=me["user"], team=me["team"], team_id=me["team_id"]))


def _asked(ask: Callable[[], SlackResponse], setting: str) -> SlackResponse:
    try:
        return ask()
    except SlackApiError as error:
        if is_refused(error):
            why = REFUSED.format(setting.upper(), error.response["error"], WHERE_TO_FIND[setting])
            raise _Refused(why) from error
        raise


def _lacking(response: SlackResponse) -> Iterator[str]:
    """Each answer of Slack's names the token's scopes, in a header."""
    named = next((value for name, value in response.headers.items() if name.lower() == "x-oauth-scopes"), "")
    lacking = SCOPES - {each.strip() for each in named.split(",")}
    if named and lacking:
        yield LACKS.format(", ".join(sorted(lacking)))
