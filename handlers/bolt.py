"""Bolt as Concord uses it: it asks Slack nothing before a listener runs, and answers no person by itself."""

import logging

from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot.health import logs


def bolt(slack: WebClient, signing_secret: str | None) -> App:
    """Its two answers of its own are to Slack's machines: the challenge for an address, and the look at a certificate.

    Without listeners: whatever has none is an error for the error handler, which is to be registered too.
    """

    def let_in(enterprise_id: str | None, team_id: str | None, user_id: str | None) -> AuthorizeResult:
        """What the request says of itself, and the token that works now. Bolt's own way asks auth.test first, and while
        that fails it acknowledges each gesture and drops it. Who may act is for `Directory.actor` to say.
        """
        return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, user_id=user_id, bot_token=slack.token)

    return App(
        name="concord",  # otherwise Bolt looks for a name through the stack and its files
        logger=logging.getLogger(logs.BOLT),
        client=slack,
        authorize=let_in,
        signing_secret=signing_secret,
        request_verification_enabled=signing_secret is not None,
        process_before_response=True,
        token_verification_enabled=False,
        raise_error_for_unhandled_request=True,
        # It needs the bot's own id, which only auth.test knows; nothing that Concord listens to is of its own making.
        ignoring_self_events_enabled=False,
        # There are no workflow steps; a token that came with a request would take the place of ours.
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )
