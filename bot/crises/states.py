"""How a crisis stands, and what a line of its timeline tells."""

from enum import StrEnum


class State(StrEnum):
    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    RESOLVED = "resolved"

    @property
    def word(self) -> str:
        """What people read; tables and trail have what an answered crisis was called first."""
        return "answered" if self is State.ACKNOWLEDGED else self.value


class Ending(StrEnum):
    """How it ended, where it is resolved: beside the state, for the version before knows three states alone."""

    RESOLVED = "resolved"
    FALSE_ALARM = "false alarm"
    SAME = "same"


UNRESOLVED = (State.OPEN, State.ACKNOWLEDGED)


class Kind(StrEnum):
    """What an entry of the timeline tells."""

    RAISED = "raised"
    PINGED = "pinged"
    ALERTED = "paged"
    CLAIMED = "claimed"
    DENIED = "denied"
    LAPSED = "lapsed"
    ACKNOWLEDGED = "acknowledged"
    JOINED = "joined"
    STEPPED_BACK = "stepped back"
    LEFT = "left"
    ROOM = "room"
    NO_ROOM = "no room"
    ENTERED = "entered"
    OUT = "out"
    PUBLIC = "public"
    LEAD = "lead"
    LEAD_GIVEN = "lead given"
    CALLED = "called"
    RESCORED = "re-scored"
    ACCOUNTS = "accounts"
    UPDATE = "update"
    NOTE = "note"
    QUIET = "quiet"
    UNATTENDED = "unattended"
    VOICE = "voice"
    SAID = "said"
    UNSAID = "unsaid"
    FROZEN = "frozen"
    THAWED = "thawed"
    KIND_CHOSEN = "kind chosen"
    DONE = "line done"
    NOT_DONE = "line not done"
    GIVEN = "line given"
    AGREED = "department agreed"
    NOT_AGREED = "department not agreed"
    TOOK_IN = "took in"
    FALSE_ALARM = "false alarm"
    SAME = "same"
    REOPENED = "reopened"
    RELEASED = "released"
    MAY_BE_REACHED = "may be reached"
    DRILL_OVER = "drill over"
    RESOLVED = "resolved"
