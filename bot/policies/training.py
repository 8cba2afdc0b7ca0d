"""Who was trained in what until when, as the learning system writes it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from bot.kernel import dates, sheet
from bot.kernel.act import Act
from bot.kernel.errors import Invalid
from bot.kernel.problems import Problems
from bot.kernel.report import Report, Row
from bot.kernel.text.lookalikes import words_of
from bot.kernel.text.markup import PERSON_ID
from bot.kernel.zones import midnight
from bot.policies import queries
from bot.policies.facts import TrainingTakenIn
from bot.policies.life import TRAIN
from bot.policies.model import Training

COLUMNS = ("person", "course", "until")
OTHERWISE = {
    **dict.fromkeys(("user", "user id", "slack id", "slack", "name", "employee"), "person"),
    **dict.fromkeys(("training", "title", "course title"), "course"),
    **dict.fromkeys(("valid until", "expires", "expiry", "expiry date", "end", "ends"), "until"),
}
"""What learning systems call the columns besides."""
LONGEST_COURSE = 100
NO_DAY = "Write the last day, such as 2027-05-03."

PeopleCalled = Callable[[str], Sequence[str]]
"""The ids of those with that printed name."""


@dataclass(frozen=True)
class Sheet(sheet.Sheet):
    columns = COLUMNS
    needed = COLUMNS
    example = ", ".join(COLUMNS)

    @staticmethod
    def column(heading: str) -> str:
        return next((name for each in sheet.spellings(heading) if (name := _by_heading().get(each))), "")


@cache
def _by_heading() -> dict[str, str]:
    return {words_of(name): name for name in COLUMNS} | OTHERWISE


def take_in(act: Act, text: str, called: PeopleCalled, zone: ZoneInfo) -> Report:
    """What can be read counts, and the rest is told; the same again changes nothing. Raises Invalid for no table."""
    TRAIN.require(act, None)
    report = Report("training")
    report.take(_rows(text), lambda row: _enter(act, row.values, called, zone))
    return report


def _rows(text: str) -> Sequence[Row]:
    try:
        return Sheet(text.encode()).rows
    except sheet.Unreadable as error:
        raise Invalid({"sheet": error.sentence}) from error


def _enter(act: Act, row: Mapping[str, str], called: PeopleCalled, zone: ZoneInfo) -> bool:
    """Whether it was not known."""
    problems, typed = Problems(), row["person"]
    ids = PERSON_ID.findall(typed) or called(typed)
    problems.note("person", "" if ids else "Nobody is called so: write the Slack id.")
    problems.note("person", "Several people have that name: write the Slack id." if len(ids) > 1 else "")
    problems.note("course", "" if row["course"] else "Write the course.")
    problems.note("course", f"At most {LONGEST_COURSE} characters." if len(row["course"]) > LONGEST_COURSE else "")
    last = problems.read("until", lambda: dates.moment(row["until"]).date(), NO_DAY) or date.min
    problems.refuse()
    key, until = row["course"].lower(), midnight(last + timedelta(days=1), zone)
    training = queries.training(act.session, ids[0], key)
    if training is not None and training.until == until:
        return False
    if training is None:
        training = Training(person=ids[0], key=key)
        act.session.add(training)
    training.course, training.until, training.taken_in_at = row["course"], until, act.when
    act.session.flush()
    act.record(TrainingTakenIn, of=training)
    return True
