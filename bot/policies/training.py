"""Who was trained in what until when, as the learning system writes it: a table with commas, semicolons or tabs."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.kernel.act import Act
from bot.kernel.errors import Invalid
from bot.kernel.text.markup import PERSON_ID
from bot.kernel.zones import instant
from bot.policies import queries
from bot.policies.facts import TrainingTakenIn
from bot.policies.life import TRAIN
from bot.policies.model import Training

COLUMNS = {
    "person": ("person", "user", "user id", "slack id", "slack", "name", "employee"),
    "course": ("course", "training", "title", "course title"),
    "until": ("until", "valid until", "expires", "expiry", "expiry date", "end", "ends"),
}
"""What a column may be called."""
_DAYS = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"),
    re.compile(r"(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>\d{4})"),
)
NO_HEAD = "The first line must name the columns person, course and until."
LONGEST_COURSE = 100

PeopleCalled = Callable[[str], Sequence[str]]
"""The ids of those with that printed name."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """`problems` are sentences, with the number of their line."""

    new: int = 0
    same: int = 0
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Row:
    person: str
    course: str
    until: datetime


def take_in(act: Act, text: str, called: PeopleCalled, zone: ZoneInfo) -> TakenIn:
    """What can be read counts, and the rest is told; the same again changes nothing. Raises Invalid for no table."""
    TRAIN.require(act, None)
    problems, counts = list[str](), {True: 0, False: 0}
    for number, read in _rows(text, called, zone):
        if isinstance(read, str):
            problems.append(f"Line {number}: {read}")
        else:
            counts[_note(act, read)] += 1
    return TakenIn(counts[True], counts[False], problems)


def _note(act: Act, row: Row) -> bool:
    """Whether it was not known."""
    key = row.course.lower()
    training = queries.training(act.session, row.person, key)
    if training is not None and training.until == row.until:
        return False
    if training is None:
        training = Training(person=row.person, key=key)
        act.session.add(training)
    training.course, training.until, training.taken_in_at = row.course, row.until, act.when
    act.session.flush()
    act.record(TrainingTakenIn, of=training)
    return True


def _rows(text: str, called: PeopleCalled, zone: ZoneInfo) -> Iterator[tuple[int, Row | str]]:
    lines = text.lstrip("\ufeff").splitlines()
    head = lines[0] if lines else ""
    table = csv.reader(io.StringIO("\n".join(lines)), delimiter=max(",;\t", key=head.count))
    names = [each.strip().lower() for each in next(table, [])]
    places = {
        column: next((names.index(each) for each in known if each in names), -1) for column, known in COLUMNS.items()
    }
    if -1 in places.values():
        raise Invalid({"sheet": NO_HEAD})
    for number, cells in enumerate(table, start=2):
        if any(each.strip() for each in cells):
            padded = [*cells, *[""] * len(names)]
            yield number, _row({column: padded[at].strip() for column, at in places.items()}, called, zone)


def _row(cells: dict[str, str], called: PeopleCalled, zone: ZoneInfo) -> Row | str:
    ids = PERSON_ID.findall(cells["person"]) or called(cells["person"])
    last = _day(cells["until"])
    if len(ids) != 1:
        return (
            "several people have that name: write the Slack id." if ids else "nobody is called so: write the Slack id."
        )
    if not 0 < len(cells["course"]) <= LONGEST_COURSE:
        return "there is no course." if not cells["course"] else "the course’s name is too long."
    if last is None:
        return "until when? Write a day as 2027-05-03."
    return Row(ids[0], cells["course"], instant(datetime.combine(last + timedelta(days=1), time()), zone))


def _day(typed: str) -> date | None:
    match = next(filter(None, (form.match(typed) for form in _DAYS)), None)
    try:
        return date(*(int(match[part]) for part in ("year", "month", "day"))) if match else None
    except ValueError:
        return None
