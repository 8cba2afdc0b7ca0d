"""Whether this machine's clock goes with Slack's: Slack's signatures are good for five minutes, and so are ours."""

from datetime import timedelta

import structlog

from bot.health.questions import CLOCK, Finding
from bot.kernel.clock import Clock, SystemClock, http_date
from bot.kernel.numbers import number_of

LIMIT = timedelta(seconds=30)
"""What is more than slow answers and whole seconds."""

log = structlog.get_logger(__name__)


class Compared:
    """This machine's own clock, whatever the company's clock says, beside the `Date` of Slack's answers."""

    def __init__(self, machine: str, own: Clock | None = None) -> None:
        self._matter, self._machine = f"{CLOCK}:{machine}", machine
        self.own = own or SystemClock()
        self.ahead: timedelta | None = None
        """As the newest answer says, to a second or so; None before there is one."""

    def hear(self, date: str) -> None:
        """The `Date` of an answer that has just come; what is no date is passed by."""
        if (theirs := http_date(date)) is None:
            return
        before, self.ahead = self.is_wrong, self.own.now() - theirs
        if self.is_wrong and not before:
            log.warning("clock_differs", seconds_ahead_of_slack=round(self.ahead.total_seconds()))

    @property
    def is_wrong(self) -> bool:
        return self.ahead is not None and abs(self.ahead) > LIMIT

    @property
    def seconds(self) -> float:
        return self.ahead.total_seconds() if self.ahead is not None else 0.0

    def look(self) -> dict[str, Finding | None]:
        """By matter, what is wrong, or None; nothing while Slack has not answered."""
        if self.ahead is None:
            return {}
        return {self._matter: Finding(self._matter, self._sentence()) if self.is_wrong else None}

    def _sentence(self) -> str:
        seconds, where = number_of(round(abs(self.seconds)), "second"), "ahead of" if self.seconds > 0 else "behind"
        return (
            f"The clock of {self._machine} is {seconds} {where} Slack's. Set it right (NTP): pings "
            "are mistimed, and from five minutes on nobody is served."
        )
