"""What a company sets beside roles, routes and policies: its channels, how late is late, how long is kept."""

import re
from datetime import timedelta
from typing import Any

from pydantic import Field, field_validator, model_validator

from bot.alerts.ways import Way
from bot.governance.section import Section
from bot.kernel.durations import Duration
from bot.kernel.outbox.tables import Urgency

LONGEST_ITEM = 60
"""Characters, of what a profile says."""


def require_channel(channel: str) -> str:
    """The id; raises ValueError where it can be none."""
    if not re.fullmatch(r"[CG][A-Z0-9]+", channel):
        raise ValueError(f"{channel!r} is no channel id (C…); Slack shows it under “About”")
    return channel


class Channels(Section):
    """Slack channel ids; Concord must be a member of each. Until somebody chooses them there are none."""

    war_room: str = ""
    reviews: str = ""
    reminders: str = ""
    fallback: str = ""

    @model_validator(mode="before")
    @classmethod
    def _reviews_is_for_what_has_none(cls, written: Any) -> Any:
        if not isinstance(written, dict):
            return written
        return {**dict.fromkeys(("reminders", "fallback"), written.get("reviews", "")), **written}

    @field_validator("*")
    @classmethod
    def _is_a_channel(cls, channel: str) -> str:
        return channel and require_channel(channel)


class Reminders(Section):
    """Which policy nags about what; a slot counts as missed `slot_grace` after its time."""

    slot_grace: Duration = timedelta(minutes=30)
    silent_account: str = "silent_account"
    missed_slot: str = "missed_slot"
    publication: str = "publication"
    review: str = "review"
    freeze: str = "freeze"
    """Whether anything is scheduled elsewhere on frozen accounts."""
    still_frozen: str = "still_frozen"
    unconfirmed: str = "unconfirmed"
    """A post was on hold, and nobody says whether it is still right."""
    statement: str = "statement"
    """Nobody says whether a statement is posted."""
    after_action: str = "after_action"
    """An after-action review that is overdue."""
    corrective_action: str = "corrective_action"
    """What was to be done after a crisis."""
    drill_rating: str = "drill_rating"
    """A drill is over, and its observer has not rated it."""
    drill_due: str = "drill_due"
    """The next drill is due."""
    checklist: str = "checklist"
    """A line of a crisis's checklist is not done."""
    attestation: str = "attestation"
    """Whether the accounts of an owner are still right."""


SILENT_ACCOUNT, MISSED_SLOT, PUBLICATION, REVIEW = "silent_account", "missed_slot", "publication", "review"
FREEZE, STILL_FROZEN, UNCONFIRMED = "freeze", "still_frozen", "unconfirmed"
STATEMENT = "statement"
AFTER_ACTION, CORRECTIVE_ACTION, CHECKLIST = "after_action", "corrective_action", "checklist"
DRILL_RATING, DRILL_DUE = "drill_rating", "drill_due"
ATTESTATION = "attestation"
"""What reminders are called while they are at work, whichever policy the file has for them then."""


class Lateness(Section):
    """How late a letter or a ping may be before Concord counts as unwell."""

    usual: Duration = timedelta(minutes=2)
    crisis: Duration = timedelta(minutes=1)

    def limit(self, urgency: Urgency) -> timedelta:
        return self.crisis if urgency is Urgency.CRISIS else self.usual


class Oversight(Section):
    """From how many refused signatures of one person in a day on the administrators are told."""

    refused_attempts: int = Field(default=5, ge=1)


class AfterAction(Section):
    """Within how many working days after a crisis its after-action review is written."""

    working_days: int = Field(default=5, ge=1, le=60)


class Attestation(Section):
    """Whether owners are asked each quarter, and what the profile of an account is to say."""

    asks: bool = True
    profile: list[str] = Field(
        default=[
            "house rules",
            "where to report side effects",
            "where to get help",
            "not monitored at night",
        ],
        max_length=10,
    )

    @field_validator("profile")
    @classmethod
    def _are_short(cls, profile: list[str]) -> list[str]:
        if any(not 1 <= len(each.strip()) <= LONGEST_ITEM for each in profile):
            raise ValueError(f"each is 1 to {LONGEST_ITEM} characters long")
        if len(set(profile)) < len(profile):
            raise ValueError("one is there twice")
        return profile


class PrivateTexts(Section):
    """How long after the end of a matter the words in it are kept that may hold personal data."""

    crises: Duration = timedelta(days=3 * 365)

    @field_validator("*")
    @classmethod
    def _leaves_time_to_read(cls, age: timedelta) -> timedelta:
        if age < timedelta(days=1):
            raise ValueError("must be one day at least")
        return age


class Checkpoints(Section):
    """Where checkpoints of the audit trail go besides the database: a channel, and addresses as in `other_ways`."""

    channel: str | None = None
    ways: list[Way] = Field(default=[])

    @field_validator("channel")
    @classmethod
    def _is_a_channel(cls, channel: str | None) -> str | None:
        return channel and require_channel(channel)
