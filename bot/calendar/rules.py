"""Reading an RFC 5545 recurrence rule that a person typed."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

EXAMPLE = "for instance FREQ=WEEKLY;BYDAY=MO,TH or FREQ=MONTHLY;BYDAY=1TU;COUNT=6"
FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
TIME_OF_DAY = ("BYHOUR", "BYMINUTE", "BYSECOND")
DAYS = "MO|TU|WE|TH|FR|SA|SU"
LINES = ("DTSTART", "EXDATE", "RDATE", "EXRULE")


class RuleError(ValueError):
    """`sentence` tells the one who typed what to write instead."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def read_rule(typed: str, zone: ZoneInfo) -> str:
    """The rule as it is kept: capitals, no prefix, UNTIL in the zone's local time; raises RuleError."""
    text = "".join(typed.upper().split()).removeprefix("RRULE:").strip(";")
    if line := next((line for line in LINES if line in text), None):
        raise RuleError(f"Leave {line} out: the first day and time are chosen above, and one rule says the rest.")
    parts = [_part(piece) for piece in text.split(";")]
    names = [name for name, _ in parts]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise RuleError(f"{twice} is there twice: keep one.")
    if "FREQ" not in names:
        raise RuleError(f"Say how often with FREQ=, {EXAMPLE}.")
    if {"COUNT", "UNTIL"} <= set(names):
        raise RuleError("COUNT and UNTIL both say when it ends: keep one.")
    return ";".join(f"{name}={READERS[name](name, value, zone)}" for name, value in parts)


def _part(piece: str) -> tuple[str, str]:
    name, sign, value = piece.partition("=")
    if not sign or not value:
        raise RuleError(f"Write the rule as in RFC 5545, {EXAMPLE}.")
    if name in TIME_OF_DAY:
        raise RuleError(f"Leave {name} out: the time is chosen above. For a second time of day plan a second slot.")
    if name not in READERS:
        raise RuleError(f"I do not know {name} in a rule. It may have {', '.join(READERS)}.")
    return name, value


def _frequency(_name: str, value: str, _zone: ZoneInfo) -> str:
    if value not in FREQUENCIES:
        raise RuleError(f"FREQ can be {', '.join(FREQUENCIES)}; a slot repeats at most once a day.")
    return value


def _number(most: int) -> Callable[[str, str, ZoneInfo], str]:
    def read(name: str, value: str, _zone: ZoneInfo) -> str:
        if not re.fullmatch(r"[0-9]{1,6}", value) or not 1 <= int(value) <= most:
            raise RuleError(f"{name} needs a whole number from 1 to {most}.")
        return str(int(value))

    return read


def _numbers(most: int, *, from_the_end: bool = True) -> Callable[[str, str, ZoneInfo], str]:
    sign, spoken = (r"[+-]?", f"1 to {most}, or -1 to -{most}") if from_the_end else ("", f"1 to {most}")

    def read(name: str, value: str, _zone: ZoneInfo) -> str:
        for each in value.split(","):
            if not re.fullmatch(sign + r"[0-9]{1,3}", each) or not 1 <= abs(int(each)) <= most:
                raise RuleError(f"{name} needs numbers from {spoken}, separated by commas.")
        return value

    return read


def _weekdays(name: str, value: str, _zone: ZoneInfo) -> str:
    if not all(re.fullmatch(rf"([+-]?[1-9][0-9]?)?({DAYS})", each) for each in value.split(",")):
        raise RuleError(
            f"{name} needs days such as MO,WE,FR, or 1MO for the first Monday and -1FR for the last Friday."
        )
    return value


def _week_start(name: str, value: str, _zone: ZoneInfo) -> str:
    if not re.fullmatch(DAYS, value):
        raise RuleError(f"{name} needs one day, such as MO.")
    return value


def _until(_name: str, value: str, zone: ZoneInfo) -> str:
    try:
        if "T" not in value:
            return f"{datetime.strptime(value, '%Y%m%d').replace(tzinfo=zone):%Y%m%d}T235959"
        if not value.endswith("Z"):
            return f"{datetime.strptime(value, '%Y%m%dT%H%M%S').replace(tzinfo=zone):%Y%m%dT%H%M%S}"
        return f"{datetime.strptime(value, '%Y%m%dT%H%M%SZ').replace(tzinfo=UTC).astimezone(zone):%Y%m%dT%H%M%S}"
    except (ValueError, OverflowError) as error:
        raise RuleError("UNTIL needs a day such as 20271231, the last day of the series.") from error


READERS: dict[str, Callable[[str, str, ZoneInfo], str]] = {
    "FREQ": _frequency,
    "INTERVAL": _number(999),
    "COUNT": _number(9999),
    "UNTIL": _until,
    "BYDAY": _weekdays,
    "BYMONTHDAY": _numbers(31),
    "BYMONTH": _numbers(12, from_the_end=False),
    "BYYEARDAY": _numbers(366),
    "BYWEEKNO": _numbers(53),
    "BYSETPOS": _numbers(366),
    "WKST": _week_start,
}
