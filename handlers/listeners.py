"""One Bolt listener a payload type: it finds the handler, runs it in a transaction, answers, and acknowledges last."""

import re
from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from http import HTTPStatus
from time import perf_counter
from typing import Any, TypeVar

import structlog
from slack_bolt import Ack, App, BoltResponse
from slack_sdk import WebClient
from slack_sdk.models.views import View
from slack_sdk.webhook import WebhookClient

from bot.kernel import arrival, events, outbox, receipts
from bot.kernel.actor import Actor
from bot.kernel.errors import Invalid, NotFound, Refused
from bot.kernel.outbox.verdicts import UNREACHED
from bot.kernel.reference import GONE
from bot.kernel.views.blocks import Message, option, page
from handlers import late
from handlers.body import Body, action_of, channel_of, key_of, part, user_of
from handlers.gesture import Answer, Done, Gesture, Offer, Open, Publish, Push, Replace, Say
from handlers.logged import name_in_logs
from handlers.provide import Provide
from handlers.routing import Handler, Routes

log = structlog.get_logger(__name__)

EVERYTHING = re.compile(".*", re.DOTALL)
SLACK_TIMEOUT_S = 2
OPTIONS_LIMIT = 100
_repeated: ContextVar[bool] = ContextVar("this gesture was delivered before", default=False)
Reply = dict[str, Any]


T = TypeVar("T")


class NotShown(Refused):
    """Slack did not show the answer in time."""

    def __init__(self) -> None:
        super().__init__("Slack was too slow to show this. Please try again.")


class Unsigned(Exception):
    """A programming error: this handler records what somebody signs, and its route does not say `signs`."""


class Listeners:
    def __init__(self, routes: Routes, provide: Provide) -> None:
        self._routes, self._provide = routes, provide

    def register(self, app: App) -> None:
        app.command(EVERYTHING)(self._observed("command", self.command))
        app.action(EVERYTHING)(self._observed("action", self.action))
        app.view(EVERYTHING)(self._observed("form", self.form))
        app.options(EVERYTHING)(self._observed("search", self.search))
        app.shortcut(EVERYTHING)(self._observed("shortcut", self.shortcut))
        for name in self._routes.events:
            app.event(name)(self._observed("event", self.event))

    def _observed(self, kind: str, listener: Callable[..., T]) -> Callable[..., T]:
        """The listener, timed, counted and named in what it logs; what it raises the error handler counts. Bolt still
        knows it by the names of its arguments.
        """

        @wraps(listener)
        def observed(body: Body, **rest: Any) -> T:
            began = perf_counter()
            name_in_logs(body)
            _repeated.set(False)
            try:
                reply = listener(body=body, **rest)
            finally:
                self._provide.timed(kind, perf_counter() - began)
            self._provide.counted(kind, "repeated" if _repeated.get() else "handled")
            return reply

        return observed

    def command(self, ack: Ack, body: Body, client: WebClient) -> BoltResponse:
        handler, words = self._find(self._routes.commands, body.get("command", "")).resolve(body.get("text") or "")
        answer, reply = self._once(body, handler, words=words)
        self._show(answer, body, client)
        return ack(**reply)

    def action(self, ack: Ack, body: Body, client: WebClient) -> BoltResponse:
        if body["type"] != "block_actions":
            raise NotFound(GONE)  # attachments, dialogs and workflow steps of before Block Kit: none is Concord's
        action_id = action_of(body).get("action_id", "")
        if action_id in self._routes.links:
            return ack()
        answer, _ = self._once(body, self._find(self._routes.actions, action_id))
        if isinstance(answer, Say) and _is_ephemeral(body):
            _turn_over(body["response_url"], answer.message)
        self._show(answer, body, client)
        return ack()

    def shortcut(self, ack: Ack, body: Body, client: WebClient) -> BoltResponse:
        answer, _ = self._once(body, self._find(self._routes.shortcuts, body["callback_id"]))
        self._show(answer, body, client)
        return ack()

    def form(self, ack: Ack, body: Body) -> BoltResponse:
        _, reply = self._once(body, self._find(self._routes.forms, body["view"]["callback_id"]))
        return ack(**reply)

    def search(self, ack: Ack, body: Body) -> BoltResponse:
        handler = self._find(self._routes.searches, body.get("action_id", ""))
        with self._provide.gesture(body, self._who(body, handler)) as gesture:
            answer = handler(gesture)
        found = answer.options if isinstance(answer, Offer) else ()
        return ack(options=[option(label, value).to_dict() for value, label in found[:OPTIONS_LIMIT]])

    def event(self, body: Body, client: WebClient) -> None:
        handler = self._find(self._routes.events, body["event"]["type"])
        event = body["event"]
        with self._provide.gesture(event, self._who(event, handler)) as gesture:
            answer = handler(gesture)
        self._show(answer, body, client)

    def _once(self, body: Body, handler: Handler, words: str = "") -> tuple[Answer, Reply]:
        """What the handler answers; where it refuses a signature, that it did is on record."""
        try:
            return self._tried(body, handler, words)
        except Invalid:
            raise  # what was typed cannot stand, whoever typed it
        except Refused as refusal:
            if verb := self._routes.attempts.get(handler):
                self._provide.note_refusal(key_of(body), body, verb, refusal)
            raise

    def _tried(self, body: Body, handler: Handler, words: str) -> tuple[Answer, Reply]:
        """Run the handler; where another transaction stood in its way or the connection was lost, again: if it was
        done after all, its receipt says so.
        """
        who, said = self._who(body, handler), list[tuple[Answer, Reply]]()
        return self._provide.database.retry(lambda: self._try(body, who, handler, words, said))

    def _who(self, body: Body, handler: Handler) -> Actor:
        signs, is_steadfast = self._routes.signing.get(handler), handler in self._routes.steadfast
        return self._provide.actor(body, signs=signs, is_steadfast=is_steadfast)

    def _try(
        self, body: Body, who: Actor, handler: Handler, words: str, said: list[tuple[Answer, Reply]]
    ) -> tuple[Answer, Reply]:
        """One transaction; a gesture that was delivered before changes nothing again and is replied the same. `said` is
        what tries of this delivery came to: one of them may have been committed.
        """
        with self._provide.gesture(body, who, words) as gesture:
            key = key_of(body)
            if not receipts.once(gesture.session, key, at=gesture.when):
                if said:
                    return said[-1]
                _repeated.set(True)
                return Done(), receipts.recall(gesture.session, key) or {}
            outcome = handler(gesture)
            answer = _placed(late.tell(gesture.session, outcome, body, gesture.when), gesture, body)
            if events.are_signed(gesture.session) and handler not in self._routes.signing:
                raise Unsigned(handler.__qualname__)
            if reply := _reply(answer, body):
                receipts.remember(gesture.session, key, reply)
            said.append((answer, reply))
        if arrival.is_late():  # the commit itself may have taken so long
            with self._provide.database.transaction() as session:
                late.tell(session, outcome, body, self._provide.clock.now())
        log.info("handled", answer=type(answer).__name__)
        return answer, reply

    def _show(self, answer: Answer, body: Body, client: WebClient) -> None:
        try:
            match answer:
                case Open(view) | Push(view):
                    open_view(client, body, view)
                case Replace(view):
                    client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=view)
                case Publish(view):
                    client.views_publish(user_id=user_of(body), view=view)
                case _:
                    return
        except UNREACHED as error:
            raise NotShown from error

    def _find(self, table: dict[str, T], key: str) -> T:
        if key not in table:
            log.error("no_handler")
            raise NotFound(GONE)
        return table[key]


def open_view(client: WebClient, body: Body, view: View) -> None:
    """In a modal a new one goes over it; elsewhere it is the first."""
    in_modal = part(body, "view").get("type") == "modal"
    show: Callable[..., Any] = client.views_push if in_modal else client.views_open
    show(trigger_id=body["trigger_id"], view=view)


def _is_ephemeral(body: Body) -> bool:
    return bool(part(body, "container").get("is_ephemeral"))


def _turn_over(response_url: str, message: Message) -> None:
    """What only this person sees changes in place."""
    shown = WebhookClient(response_url, timeout=SLACK_TIMEOUT_S)
    try:
        answer = shown.send(**message.to_dict(), replace_original=True)
    except UNREACHED as error:
        raise NotShown from error
    if answer.status_code != HTTPStatus.OK:
        raise NotShown


def _placed(answer: Answer, gesture: Gesture, body: Body) -> Answer:
    """Where words go: a command and an ephemeral message have their own place, a channel a whisper, the rest a page."""
    if not isinstance(answer, Say) or "command" in body or _is_ephemeral(body):
        return answer
    if channel := channel_of(body):
        key, person, at = f"answer:{key_of(body)}", gesture.who.id, gesture.when
        outbox.whisper(gesture.session, key=key, channel=channel, person=person, message=answer.message, at=at)
        return Done()
    shown = page(answer.message)
    return Replace(shown) if body.get("type") == "view_submission" else Open(shown)


def _reply(answer: Answer, body: Body) -> Reply:
    """What the acknowledgement itself says; all other answers are shown by calls."""
    is_form = body.get("type") == "view_submission"
    match answer:
        case Say(message) if "command" in body:
            return message.to_dict()
        case Push(view) if is_form:
            return {"response_action": "push", "view": view.to_dict()}
        case Replace(view) if is_form:
            return {"response_action": "update", "view": view.to_dict()}
        case _:
            return {}
