"""What a process does without being asked: it finds what is due, delivers, alerts, and keeps up with Slack."""

import threading

from sqlalchemy.orm import Session

from bot.app import Concord
from bot.attestation.looking import Attesting
from bot.briefing.looking import Briefings
from bot.crises.attendance import Attendance
from bot.health.lasting import Lasting
from bot.kernel import escalation
from bot.kernel.schedule import Beat
from bot.run import upkeep

FIRE_S = 1.0
"""How often to look for pings that have become due."""
LAST_PAGE_S = 0.5
"""How long to wait, when stopping, for an alert in hand; one whose service hangs is leased again."""


class Work:
    """The scheduler, the sender and the pager of one process, from start to stop."""

    def __init__(self, concord: Concord) -> None:
        self._concord = concord
        self._stop = threading.Event()
        self._sender = Lasting("sender", concord.sender.run, concord.metrics.death)
        # A daemon: a service that hangs must not keep the process from leaving.
        self._pager = Lasting("pager", concord.pager.run, concord.metrics.death, daemon=True)
        self._beat = Beat()
        self._fire = self._beat.every(FIRE_S, "fire_due", concord.fire_due, at_once=True)
        self._beat.every(2, "imports", concord.sheets.take_in)
        self._beat.every(2, "searches", concord.searching.look)
        briefings = Briefings(concord.database, concord.clock, concord.company)
        self._beat.every(15, "briefings", briefings.look)
        attesting = Attesting(concord.database, concord.clock, concord.company)
        self._beat.every(15, "attestation", attesting.look, at_once=True)
        attendance = Attendance(concord.database, concord.clock, concord.company, concord.workspace.who_is_in)
        self._beat.every(60, "rooms", attendance.look, at_once=True)
        self._beat.every(15, "watch", concord.watch.look)
        self._beat.every(60, "checkpoint", concord.anchoring.look, at_once=True)
        self._beat.every(60, "channels", concord.look_at_channels)
        self._beat.every(60, "heartbeat", concord.heartbeat)
        self._beat.every(15, "renew_token", concord.renew_token)
        self._begun = threading.Event()
        concord.database.after_commit.append(self._note_what_begins)
        concord.sender.after_look = self._fire_what_has_begun
        upkeep.keep_up(concord, self._beat)
        self._beat.daily("prune", concord.prune)

    def start(self) -> None:
        self._concord.health.beat.mark()  # from here on it is to beat
        self._sender.start(self._stop)
        self._pager.start(self._stop)
        self._beat.start()

    def end(self) -> None:
        """Begin nothing new; `stop` waits for what is in hand."""
        self._stop.set()
        self._concord.sender.wake()

    def stop(self) -> None:
        """Finish what is in hand, within seconds; what is left is in the tables."""
        self.end()
        self._concord.database.after_commit.remove(self._note_what_begins)
        self._beat.stop()
        self._sender.join()
        self._pager.join(LAST_PAGE_S)

    def _note_what_begins(self, session: Session) -> None:
        begins = escalation.begins(session)
        if begins and begins <= self._concord.clock.now():
            self._begun.set()

    def _fire_what_has_begun(self) -> None:
        """Whom a policy asks at once is asked as soon as what tells of its matter is on its way, and not at the next
        beat: both would take as long as one after the other, and the war room comes first.
        """
        if self._begun.is_set():
            self._begun.clear()
            self._fire()
