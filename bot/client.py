"""How Slack is called: with little patience in a gesture's way, and with as much as it wants elsewhere."""

from slack_sdk import WebClient
from slack_sdk.http_retry import RateLimitErrorRetryHandler, RetryHandler

from bot.kernel.tls import trust
from bot.settings import Settings

SLACK_TIMEOUT_S = 2
"""A call in a gesture's way counts against Slack's three seconds."""
MOST_WAITS = 30
"""So often one question is asked again after Slack said when."""


def client_of(settings: Settings, *, patient: bool = False) -> WebClient:
    """For what a gesture needs; a patient one waits where Slack says that it must."""
    token, url = settings.slack_bot_token.get_secret_value(), settings.slack_api_url
    again: list[RetryHandler] = [RateLimitErrorRetryHandler(max_retry_count=MOST_WAITS)] if patient else []
    return WebClient(token=token, base_url=url, timeout=SLACK_TIMEOUT_S, ssl=trust(), retry_handlers=again)
