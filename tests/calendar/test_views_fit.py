"""Whatever is planned within the forms' own limits, Slack takes every view of the calendar."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.calendar import blocks, forms, week_view
from bot.calendar.life import Action, SlotAction
from bot.calendar.model import Content, ContentType, Occurrence, Slot, SlotStatus, Status
from bot.calendar.queries import Entry
from bot.calendar.recurrence import Repeats
from bot.calendar.week_view import PlannedPost
from bot.calendar.weeks import week_of
from bot.kernel.views.budget import size
from bot.kernel.views.limits import MESSAGE
from bot.kernel.zones import own
from sandbox.blockkit import problems_of_message, problems_of_view
from tests.calendar.steps import wall_clock

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
LETTERS = "a&<>*_~`é😀\u202e漢 :"


def texts(most: int) -> st.SearchStrategy[str]:
    """Among them the longest that the form takes, of what takes most room."""
    return st.text(LETTERS, min_size=1, max_size=most) | st.sampled_from(["&" * most, "😀" * most, "漢" * most])


SLOTS = st.builds(
    Slot,
    id=st.integers(1, 10**9),
    account_id=st.just(1),
    label=texts(100),
    starts=st.just(wall_clock("2026-03-03T09:00")),
    zone=st.sampled_from(["Europe/Zurich", "America/Argentina/ComodRivadavia"]),
    repeats=st.just(Repeats.OWN),
    rule=st.integers(1, 100).map(lambda days: f"FREQ=DAILY;BYMONTHDAY={','.join(['1'] * days)}"),
    theme=texts(forms.LONGEST_THEME),
    content_type=st.sampled_from(ContentType),
    content=st.sampled_from(Content),
    maker=st.sampled_from(["", "U0SOFIA000"]),
    status=st.just(SlotStatus.RUNNING),
    planned_by=st.just("U0JONAS000"),
)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    slot, at = draw(SLOTS), NOW + timedelta(minutes=draw(st.integers(-(10**4), 10**4)))
    occurrence = Occurrence(
        id=draw(st.integers(1, 10**9)),
        slot=slot,
        account_id=1,
        nominal=None,
        at=at,
        status=draw(st.sampled_from(Status)),
        settled_by="U0JONAS000",
        settled_by_name="Jonas",
        reason=draw(texts(forms.LONGEST_TEXT)),
        url="https://x.com/Cardiva/status/1",
        postponed_to=at,
    )
    return Entry(at, slot, occurrence)


@given(
    some=st.lists(entries(), max_size=6),
    times=st.sampled_from([1, 20, 100]),
    posts=st.lists(st.builds(PlannedPost, st.just(NOW), texts(100), st.just("scheduled")), max_size=40),
)
def test_a_week_of_any_number_of_slots_is_one_message(some: list[Entry], times: int, posts: list[PlannedPost]) -> None:
    week = week_of("", NOW, own("Europe/Zurich"))
    within = [each for each in some if week.start <= each.at < week.end] * times
    message = week_view.overview(week, within, posts, NOW, some * times).to_dict()
    assert problems_of_message(message) == []
    assert size(message["blocks"]) <= MESSAGE


@given(entry=entries())
def test_a_slot_and_its_plan_are_messages_and_its_forms_are_views(entry: Entry) -> None:
    occurrence = entry.occurrence
    for message in (
        blocks.card(occurrence, week_of("", NOW, own("Asia/Tokyo")), frozenset(Action), frozenset(SlotAction)),
        blocks.plan(entry.slot, occurrence),
    ):
        assert problems_of_message(message.to_dict()) == []
    for view in (
        forms.slot(("1", entry.slot.label), entry.slot.zone),
        forms.slot(None),
        forms.edit(entry.slot, occurrence),
        forms.publish(occurrence, NOW),
        forms.postpone(occurrence, NOW),
        forms.skip(occurrence, besides=2),
    ):
        assert problems_of_view(view.to_dict(), "modal") == []
