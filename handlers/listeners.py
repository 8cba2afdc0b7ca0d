"""One Bolt listener a payload type: it finds the handler, has it run, answers, and acknowledges last."""

import re
from collections.abc import Callable
from functools import partial, wraps
from time import perf_counter
from typing import Any, TypeVar

import structlog
from slack_bolt import Ack, App, BoltResponse
from slack_sdk import WebClient
from sqlalchemy.exc import SQLAlchemyError

from bot.kernel import arrival
from bot.kernel.errors import NotFound, Refused, TooLate
from bot.kernel.reference import GONE
from bot.kernel.views.blocks import options
from handlers.answers import Placed
from handlers.body import Body, action_of, clean, press_chosen, user_of
from handlers.gesture import Offer
from handlers.logged import name_in_logs, named
from handlers.places import is_at_home
from handlers.provide import Provide
from handlers.routing import Handler, Routes
from handlers.running import Outcome, Runner, repeated
from handlers.showing import Screen, show, shown_elsewhere

log = structlog.get_logger(__name__)

HOME = "app_home_opened"
"""Answered with what it shows."""
EVERYTHING = re.compile(".*", re.DOTALL)

T = TypeVar("T")


class Listeners:
    def __init__(self, routes: Routes, provide: Provide) -> None:
        self._routes, self._provide, self._runner = routes, provide, Runner(routes, provide)

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
            clean(body)
            press_chosen(body)
            name_in_logs(body)
            repeated.set(False)
            try:
                with self._provide.company.in_force.held():
                    reply = listener(body=body, **rest)
            finally:
                self._provide.timed(kind, perf_counter() - began)
            self._provide.counted(kind, "repeated" if repeated.get() else "handled")
            return reply

        return observed

    def command(self, ack: Ack, body: Body, client: WebClient) -> BoltResponse:
        handler, words = self._find(self._routes.commands, body.get("command", "")).resolve(body.get("text") or "")
        outcome = self._runner.run(body, handler, words=words)
        self._show(outcome.answer, body, client)
        return ack(**outcome.reply)

    def action(self, ack: Ack, body: Body, client: WebClient) -> BoltResponse:
        if body["type"] != "block_actions":
            raise NotFound(GONE)  # attachments, dialogs and workflow steps of before Block Kit: none is Concord's
        action_id = action_of(body).get("action_id", "")
        if action_id in self._routes.links:
            return ack()
        outcome = self._run_in_view(body, self._find(self._routes.actions, action_id), client)
        self._show(outcome.answer, body, client)
        self._show_home(outcome, body, client)
        return ack()

    def shortcut(self, ack: Ack, body: Body, client: WebClient) -> BoltResponse:
        outcome = self._runner.run(body, self._find(self._routes.shortcuts, body["callback_id"]))
        self._show(outcome.answer, body, client)
        return ack()

    def form(self, ack: Ack, body: Body, client: WebClient) -> BoltResponse:
        outcome = self._run_in_view(body, self._find(self._routes.forms, body["view"]["callback_id"]), client)
        reply = outcome.reply or shown_elsewhere(outcome.answer, self._screen(body, client))
        self._show_home(outcome, body, client)
        return ack(**reply)

    def search(self, ack: Ack, body: Body) -> BoltResponse:
        handler = self._find(self._routes.searches, body.get("action_id", ""))
        with self._provide.gesture(body, self._runner.who(body, handler)) as gesture:
            answer = handler(gesture)
        offered = answer.options if isinstance(answer, Offer) else ()
        return ack(options=[each.to_dict() for each in options(offered)])

    def event(self, body: Body, client: WebClient) -> None:
        handler = self._find(self._routes.events, body["event"]["type"])
        event = body["event"]
        with self._provide.gesture(event, self._runner.who(event, handler)) as gesture:
            answer = handler(gesture)
        self._show(answer, body, client)

    def _run_in_view(self, body: Body, handler: Handler, client: WebClient) -> Outcome:
        """Where Home showed what is no longer so, it does not do so any longer."""
        try:
            return self._runner.run(body, handler)
        except TooLate:
            self._publish(body, client)
            raise

    def _show(self, answer: Placed, body: Body, client: WebClient) -> None:
        show(answer, body, self._screen(body, client))

    def _screen(self, body: Body, client: WebClient) -> Screen:
        return Screen(client, self._provide.rollout, partial(self._shortened, body))

    def _shortened(self, body: Body, error: str) -> None:
        """What was done is done, and shown: that administrators cannot be told is no reason to say otherwise."""
        log.error("answer_malformed", error=error)
        try:
            self._provide.shortened(user_of(body), error, named(body) or "")
        except SQLAlchemyError as failure:
            log.warning("administrators_not_told", exc_info=failure)

    def _show_home(self, outcome: Outcome, body: Body, client: WebClient) -> None:
        if outcome.has_changed:
            self._publish(body, client)

    def _publish(self, body: Body, client: WebClient) -> None:
        """Home as it is now, for whoever acted there. What was done is done: where this fails, it is shown later."""
        if not is_at_home(body) or arrival.is_late():
            return
        try:
            opened = self._find(self._routes.events, HOME)
            with self._provide.gesture(body, self._runner.who(body, opened)) as gesture:
                answer = opened(gesture)
            self._show(answer, body, client)
        except (Refused, SQLAlchemyError) as error:
            log.warning("home_not_shown", exc_info=error)

    def _find(self, table: dict[str, T], key: str) -> T:
        if key not in table:
            log.error("no_handler")
            raise NotFound(GONE)
        return table[key]
