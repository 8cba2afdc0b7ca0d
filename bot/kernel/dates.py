"""Days and moments as people and spreadsheets write them."""

from datetime import UTC, date, datetime

import regex

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_BY_DAY = regex.compile(r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\. ?(?P<year>\d{4})(?P<time>[ T]+\d.*)?")
_BY_SIGNS = regex.compile(r"(?P<first>\d{1,2})[/-](?P<second>\d{1,2})[/-](?P<year>\d{4})(?P<time>[ T]+\d.*)?")
_YEAR_FIRST = regex.compile(r"(?P<year>\d{4})[/.](?P<month>\d{1,2})[/.](?P<day>\d{1,2})(?P<time>[ T]+\d.*)?")
_IN_WORDS = regex.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[. -]+(?P<name>\p{L}+)[., -]+(?P<year>\d{4})")
_IN_WORDS_AMERICAN = regex.compile(r"(?P<name>\p{L}+)\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})")


def moment(typed: str) -> datetime:
    """In UTC, which it is where no zone is given; raises ValueError for what is no day, or might be one of two."""
    text = typed.strip()
    try:
        at = datetime.fromisoformat(_iso(text))
        return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    except (ValueError, OverflowError) as error:
        raise ValueError(typed) from error


def _iso(text: str) -> str:
    if not text.isascii():
        raise ValueError(text)
    if match := _BY_DAY.fullmatch(text) or _YEAR_FIRST.fullmatch(text):
        return _written(match["year"], match["month"], match["day"], match["time"])
    if match := _BY_SIGNS.fullmatch(text):
        day, month = _told_apart(int(match["first"]), int(match["second"]))
        return _written(match["year"], month, day, match["time"])
    if match := _IN_WORDS.fullmatch(text) or _IN_WORDS_AMERICAN.fullmatch(text):
        return _written(match["year"], _month(match["name"]), match["day"])
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
    return f"{int(year):04}-{int(month):02}-{int(day):02}{'T' + time.strip(' T') if time else ''}"
