"""What the log says of each gesture."""

from structlog.contextvars import bind_contextvars, clear_contextvars

from bot.kernel.tracing import new_request
from handlers.body import Body, action_of, part, user_of


def name_in_logs(body: Body) -> None:
    """Each line that is logged from here on says who did what, and in which request."""
    clear_contextvars()
    bind_contextvars(request=new_request(), user=user_of(body), command=named(body))


def named(body: Body) -> str | None:
    """What somebody did, in the program's own word for it."""
    callback = body.get("callback_id") or part(body, "view").get("callback_id")
    return body.get("command") or action_of(body).get("action_id") or callback or part(body, "event").get("type")
