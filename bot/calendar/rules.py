"""Reading an RFC 5545 recurrence rule that a person typed."""

import re
from collections.abc import Callable
from datetime import datetime

from bot.kernel.text.characters import as_keyed

EXAMPLE = "for instance FREQ=WEEKLY;BYDAY=MO,TH or FREQ=MONTHLY;BYDAY=1TU;COUNT=6"
FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
TIME_OF_DAY = ("BYHOUR", "BYMINUTE", "BYSECOND")
DAYS = "MO|TU|WE|TH|FR|SA|SU"
LINES = ("DTSTART", "EXDATE", "RDATE", "EXRULE")


NUMBERED = ("MONTHLY", "YEARLY")
"""In these BYDAY may say 1MO, the first Monday."""
ONLY_IN = {
    "BYMONTHDAY": (("DAILY", "MONTHLY", "YEARLY"), "MONTHLY"),
    "BYYEARDAY": (("YEARLY",), "YEARLY"),
    "BYWEEKNO": (("YEARLY",), "YEARLY"),
}
"""The frequencies with which a part can stand, and the one that people mean by it."""
LAST_WEEKDAY = "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1 for the last weekday of each month"

UNTIL = re.compile(r"((?!9999)[0-9]{8})(?:T([0-9]{6})(Z?))?")
"""The last year is left out: not every zone has all of it."""
LAST_SECOND = "235959"
NO_END = "UNTIL needs a day such as 20271231, the last day of the series."


class RuleError(ValueError):
    """`sentence` tells the one who typed what to write instead."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def read_rule(typed: str) -> str:
    """The rule as it is kept: capitals, no prefix, UNTIL with its time of day; raises RuleError.

    What RFC 5545 (3.3.10) forbids for a frequency is refused, for it would mean something else than was typed.
    """
    text = as_keyed("".join(typed.upper().split())).removeprefix("RRULE:").strip(";")
    if line := next((line for line in LINES if line in text), None):
        raise RuleError(f"Leave {line} out: day and time are chosen above.")
    parts = [_part(piece) for piece in text.split(";")]
    names = [name for name, _ in parts]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise RuleError(f"{twice} is there twice: keep one.")
    if "FREQ" not in names:
        raise RuleError(f"Say how often with FREQ=, {EXAMPLE}.")
    if {"COUNT", "UNTIL"} <= set(names):
        raise RuleError("COUNT and UNTIL both say when it ends: keep one.")
    read = {name: READERS[name](name, value) for name, value in parts}
    _check_together(read)
    return ";".join(f"{name}={value}" for name, value in read.items())


def _check_together(parts: dict[str, str]) -> None:
    """Raise RuleError for parts that the frequency forbids, with what to write instead."""
    often = parts["FREQ"]
    for name, (allowed, better) in ONLY_IN.items():
        if name in parts and often not in allowed:
            raise RuleError(f"{name} cannot stand with FREQ={often}. Write FREQ={better};{name}={parts[name]}.")
    days = parts.get("BYDAY", "")
    if re.search("[0-9]", days) and often not in NUMBERED:
        raise RuleError(f"FREQ={often} has no numbers in BYDAY. Write FREQ=MONTHLY;BYDAY={days}.")
    if re.search("[0-9]", days) and "BYWEEKNO" in parts:
        raise RuleError(f"Beside BYWEEKNO, BYDAY has no numbers. Write BYDAY={re.sub('[+0-9-]', '', days)}.")
    if "BYSETPOS" in parts and not any(name.startswith("BY") and name != "BYSETPOS" for name in parts):
        raise RuleError(f"BYSETPOS chooses among the days of another part. Write {LAST_WEEKDAY}.")


def _part(piece: str) -> tuple[str, str]:
    name, sign, value = piece.partition("=")
    if not sign or not value:
        raise RuleError(f"Write the rule as in RFC 5545, {EXAMPLE}.")
    if name in TIME_OF_DAY:
        raise RuleError(f"Leave {name} out: the time is chosen above. Plan a second slot for a second time.")
    if name not in READERS:
        raise RuleError(f"I do not know {name} in a rule. It may have {', '.join(READERS)}.")
    return name, value


def _frequency(_name: str, value: str) -> str:
    if value not in FREQUENCIES:
        raise RuleError(f"FREQ can be {', '.join(FREQUENCIES)}; a slot repeats at most once a day.")
    return value


def _number(most: int) -> Callable[[str, str], str]:
    def read(name: str, value: str) -> str:
        if not re.fullmatch(r"[0-9]{1,6}", value) or not 1 <= int(value) <= most:
            raise RuleError(f"{name} needs a whole number from 1 to {most}.")
        return str(int(value))

    return read


def _numbers(most: int, *, least: int | None = None) -> Callable[[str, str], str]:
    """`least` is the furthest from the end, such as -31; without it nothing is counted from there."""
    sign, spoken = ("", f"1 to {most}") if least is None else ("[+-]?", f"1 to {most}, or -1 to {least}")

    def read(name: str, value: str) -> str:
        for each in value.split(","):
            if not re.fullmatch(sign + r"[0-9]{1,3}", each) or not (least or 1) <= int(each) <= most or not int(each):
                raise RuleError(f"{name} needs numbers from {spoken}, separated by commas.")
        return value

    return read


def _weekdays(name: str, value: str) -> str:
    if not all(re.fullmatch(rf"([+-]?(0?[1-9]|[1-4][0-9]|5[0-3]))?({DAYS})", each) for each in value.split(",")):
        raise RuleError(f"{name} needs days such as MO,WE,FR, 1MO (the first Monday) or -1FR (the last Friday).")
    return value


def _week_start(name: str, value: str) -> str:
    if not re.fullmatch(DAYS, value):
        raise RuleError(f"{name} needs one day, such as MO.")
    return value


def _until(_name: str, value: str) -> str:
    """A day means its end on the wall clock; a time is the wall clock's too, or with Z an instant."""
    written = UNTIL.fullmatch(value)
    if written is None:
        raise RuleError(NO_END)
    day, time, z = written.groups(default="")
    end = f"{day}T{time or LAST_SECOND}{z}"
    try:
        datetime.fromisoformat(end)
    except ValueError as error:
        raise RuleError(NO_END) from error
    return end


READERS: dict[str, Callable[[str, str], str]] = {
    "FREQ": _frequency,
    "INTERVAL": _number(999),
    "COUNT": _number(9999),
    "UNTIL": _until,
    "BYDAY": _weekdays,
    "BYMONTHDAY": _numbers(31, least=-31),
    "BYMONTH": _numbers(12),
    "BYYEARDAY": _numbers(366, least=-366),
    # From the end, dateutil does not find the first week where it begins in the year before.
    "BYWEEKNO": _numbers(53, least=-51),
    "BYSETPOS": _numbers(366, least=-366),
    "WKST": _week_start,
}
