"""Days and moments as people and spreadsheets write them."""

from datetime import UTC, date, datetime, timedelta

import regex

from bot.kernel.text.characters import as_keyed

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NAMED = {"yesterday": -1, "today": 0, "tomorrow": 1, "this week": 0, "next week": 7, "last week": -7}
_CLOCK = regex.compile(r"(?:,| at)? *[0-9]{1,2}[:.][0-9]{2}(?: ?[ap]m)?.*")
_WEEKDAY = regex.compile(r"(?:next |this )?(?P<weekday>(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)")
_WEEKDAY_BEFORE = regex.compile(rf"{_WEEKDAY.pattern}\.?,? +", regex.IGNORECASE)
_TWELVE_HOURS = regex.compile(
    r"(?P<hour>\d{1,2})(?P<rest>:\d\d(?::\d\d)?)(?: ?(?P<half>[ap])\.?m\.?)?", regex.IGNORECASE
)
NOON = 12
_DAY, _MONTH, _YEAR = (
    r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?\.?",
    r"(?P<month>[a-z]{3,})\.?",
    r"(?:,? (?P<year>[0-9]{4}))?",
)
_BEFORE, _BEHIND = rf"(?:{_WEEKDAY.pattern}[.,]* )?", rf"(?:{_CLOCK.pattern}| ?[–-] ?.*)?"
_PRINTED = regex.compile(rf"{_BEFORE}{_DAY}(?: ?[–-] ?[0-9]{{1,2}}\.?)? {_MONTH}{_YEAR}{_BEHIND}")
_PRINTED_AMERICAN = regex.compile(rf"{_BEFORE}{_MONTH} {_DAY}{_YEAR}{_BEHIND}")
_TIME = r"(?P<time>(?:,? (?:at )?|T)\d.*)?"
_BY_DAY = regex.compile(rf"(?P<day>\d{{1,2}})\. ?(?P<month>\d{{1,2}})\. ?(?P<year>\d{{4}}){_TIME}")
_BY_SIGNS = regex.compile(rf"(?P<first>\d{{1,2}})[/-](?P<second>\d{{1,2}})[/-](?P<year>\d{{4}}){_TIME}")
_YEAR_FIRST = regex.compile(rf"(?P<year>\d{{4}})[/.-](?P<month>\d{{1,2}})[/.-](?P<day>\d{{1,2}}){_TIME}")
_IN_WORDS = regex.compile(
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[./ -]+(?P<name>\p{{L}}+)[.,/ -]+(?P<year>\d{{4}}|\d{{2}}){_TIME}"
)
_IN_WORDS_AMERICAN = regex.compile(
    rf"(?P<name>\p{{L}}+)\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}}){_TIME}"
)
_ZONE = regex.compile(r" ?(?:gmt|utc)(?P<offset>[+-]\d\d:?\d\d)?(?: ?\(.*\))?", regex.IGNORECASE)
"""Behind a time, as mails and browsers write it."""
CENTURY = 2000


def moment(typed: str) -> datetime:
    """In UTC, which it is where no zone is given; raises ValueError for what is no day, or might be one of two."""
    text = as_keyed(typed).strip()
    try:
        at = datetime.fromisoformat(_iso(text))
        return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    except (ValueError, OverflowError) as error:
        raise ValueError(typed) from error


def day_meant(typed: str, today: date) -> date:
    """A day as it is printed anywhere (`Mon 7 Dec 13:00`, `Dec 7th`, `Week of 7–13 December 2026`), or named from today
    on; of no year it is the nearest. Raises ValueError.
    """
    words = as_keyed(typed).strip().casefold().removeprefix("week of ").partition(" ·")[0].strip()
    named = _CLOCK.sub("", words).strip(" ,")
    if named in _NAMED:
        return today + timedelta(days=_NAMED[named])
    if weekday := _WEEKDAY.fullmatch(named):
        return today + timedelta(days=(_weekday(weekday["weekday"]) - today.weekday()) % 7)
    match = _PRINTED.fullmatch(words) or _PRINTED_AMERICAN.fullmatch(words)
    if match is None:
        return moment(words).date()
    years = [int(match["year"])] if match["year"] else [today.year + more for more in (-1, 0, 1)]
    days = [_day(year, _month(match["month"]), int(match["day"]), match["weekday"]) for year in years]
    meant = min((each for each in days if each), key=lambda each: abs(each - today), default=None)
    if meant is None:
        raise ValueError(typed)
    return meant


def _day(year: int, month: int, day: int, weekday: str | None) -> date | None:
    try:
        there = date(year, month, day)
    except ValueError:
        return None
    return there if weekday is None or there.weekday() == _weekday(weekday) else None


def _weekday(name: str) -> int:
    return WEEKDAYS.index(name[:3])


def _iso(text: str) -> str:
    if not text.isascii():
        raise ValueError(text)
    text = _WEEKDAY_BEFORE.sub("", text)
    if match := _BY_DAY.fullmatch(text) or _YEAR_FIRST.fullmatch(text):
        return _written(match["year"], match["month"], match["day"], match["time"])
    if match := _BY_SIGNS.fullmatch(text):
        day, month = _told_apart(int(match["first"]), int(match["second"]))
        return _written(match["year"], month, day, match["time"])
    if match := _IN_WORDS.fullmatch(text) or _IN_WORDS_AMERICAN.fullmatch(text):
        year = int(match["year"]) + (CENTURY if len(match["year"]) == len("26") else 0)
        return _written(year, _month(match["name"]), match["day"], match["time"])
    return text


def _told_apart(first: int, second: int) -> tuple[int, int]:
    """Day and month; 03/04 is the 3rd of April to some and the 4th of March to others."""
    if first != second and first <= len(MONTHS) and second <= len(MONTHS):
        raise ValueError(first, second)
    return (first, second) if second <= len(MONTHS) else (second, first)


def _month(name: str) -> int:
    """By its first three letters, and no others than its own."""
    for number, month in enumerate(MONTHS, start=1):
        if name.lower() in {month, date(2000, number, 1).strftime("%B").lower(), "sept" if month == "sep" else month}:
            return number
    raise ValueError(name)


def _written(year: str | int, month: str | int, day: str | int, time: str | None = None) -> str:
    return f"{int(year):04}-{int(month):02}-{int(day):02}{'T' + _clock(time.lstrip(', atT')) if time else ''}"


def _clock(time: str) -> str:
    """As ISO writes it, of `9:05` or `2:30 PM`; what is written otherwise stays as it is."""
    time = _ZONE.sub(lambda zone: zone["offset"] or "+00:00", time)
    match = _TWELVE_HOURS.fullmatch(time)
    if match is None or (match["half"] and not 1 <= int(match["hour"]) <= NOON):
        return time
    hour = int(match["hour"]) % NOON + (NOON if match["half"].lower() == "p" else 0) if match["half"] else match["hour"]
    return f"{int(hour):02}{match['rest']}"
