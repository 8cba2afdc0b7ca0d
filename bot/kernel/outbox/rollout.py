"""Slack brings its newest blocks to one workspace after another: which this one refuses, and what it is shown then."""

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from typing import Any

import structlog
from sqlalchemy.orm import Session

from bot.kernel import receipts
from bot.kernel.clock import Clock
from bot.kernel.db import Database
from bot.kernel.outbox.slack import Answer, Wire
from bot.kernel.views.ordinary import newer, ordinary

REMEMBERED = timedelta(days=1)
"""After that Slack is asked again."""
ABOUT_BLOCKS = {"invalid_blocks", "invalid_blocks_format", "invalid_arguments"}
REASON = "[json-pointer:"
"""In each of Slack's sentences about what is wrong with blocks."""
_KEY = "unknown block:"
Blocks = Sequence[dict[str, Any]]

log = structlog.get_logger(__name__)


class Rollout:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._taken = frozenset[str]()
        """What this process saw Slack take."""

    def first(self, blocks: Blocks) -> Blocks:
        """As they are tried: what Slack refused lately is said in ordinary blocks."""
        if not (kinds := newer(blocks)):
            return blocks
        return ordinary(blocks, self._database.transact(lambda session: self._refused(session, kinds)))

    def sure(self, blocks: Blocks) -> Blocks:
        """For where nobody hears whether Slack took them: only what it took before."""
        return ordinary(blocks, newer(blocks) - self._taken)

    def took(self, blocks: Blocks) -> None:
        self._taken |= newer(blocks)

    def otherwise(self, blocks: Blocks, error: str, reasons: str = "") -> Blocks | None:
        """What to show in the place of blocks that Slack refused for what may be new in them; None where nothing is.

        It is remembered of what its reasons name, or of all that is new, where it gives none.
        """
        kinds = newer(blocks)
        if not kinds or error not in ABOUT_BLOCKS:
            return None
        unknown = {kind for kind in kinds if f"type: {kind} " in reasons} if REASON in reasons else kinds
        self._taken -= unknown
        self._database.transact(lambda session: self._remember(session, unknown))
        log.warning("blocks_refused", kinds=sorted(kinds), remembered=sorted(unknown))
        return ordinary(blocks, kinds)

    def _refused(self, session: Session, kinds: frozenset[str]) -> set[str]:
        keys = receipts.lasting(session, (f"{_KEY}{kind}" for kind in kinds), self._clock.now())
        return {key.removeprefix(_KEY) for key in keys}

    def _remember(self, session: Session, kinds: Collection[str]) -> None:
        for kind in sorted(kinds):
            receipts.forget(session, f"{_KEY}{kind}")
            receipts.once(session, f"{_KEY}{kind}", self._clock.now() + REMEMBERED)


class Understood:
    """A wire on which each message and each Home is sent in blocks that the workspace knows."""

    def __init__(self, wire: Wire, rollout: Rollout) -> None:
        self._wire, self._rollout = wire, rollout

    def call(self, method: str, payload: Mapping[str, Any]) -> Answer:
        if not newer(_blocks(payload)):
            return self._wire.call(method, payload)
        blocks = self._rollout.first(_blocks(payload))
        answer = self._wire.call(method, _with(payload, blocks))
        if answer.ok:
            self._rollout.took(blocks)
        elif known := self._rollout.otherwise(blocks, answer.error, reasons(answer.data)):
            return self._wire.call(method, _with(payload, known))
        return answer


def _blocks(payload: Mapping[str, Any]) -> Blocks:
    blocks: Blocks = payload.get("view", payload).get("blocks") or ()
    return blocks


def _with(payload: Mapping[str, Any], blocks: Blocks) -> dict[str, Any]:
    if "view" in payload:
        return {**payload, "view": {**payload["view"], "blocks": blocks}}
    return {**payload, "blocks": blocks}


def reasons(answer: Mapping[str, Any]) -> str:
    """What Slack says is wrong, all in one."""
    metadata = answer.get("response_metadata")
    messages = metadata.get("messages") if isinstance(metadata, dict) else None
    return "\n".join(map(str, messages)) if isinstance(messages, list) else ""
