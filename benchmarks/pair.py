"""Concord and a bare Bolt app, each with a Slack of its own, so that both can be asked in turns."""

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from typing import Literal

from benchmarks import stage
from sandbox.server import Sandbox

PATH = "/slack/events"
Transport = Literal["Socket Mode", "HTTP"]


@dataclass(frozen=True)
class Pair:
    ours: Sandbox
    bare: Sandbox
    concord: stage.App
    nothing: stage.App


@contextmanager
def started(database: str, over: Transport = "Socket Mode") -> Iterator[Pair]:
    if over == "Socket Mode":
        command, mode, by = "run", "socket", "socket"
    else:
        command, mode, by = "serve", "http", "pages"
    with (
        stage.slack() as ours,
        stage.slack() as bare,
        stage.app(ours, ["bot", command], database=database, by=by) as concord,
        stage.app(bare, ["benchmarks.bare", mode], by=by) as nothing,
        ExitStack() as lines,
    ):
        if over == "HTTP":
            lines.enter_context(closing(ours.use_http(concord.url + PATH)))
            lines.enter_context(closing(bare.use_http(nothing.url + PATH)))
        yield Pair(ours, bare, concord, nothing)
