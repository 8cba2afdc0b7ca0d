"""What one reader is asked at one moment is one message: a row each, with a menu of what its card has buttons for."""

from datetime import timedelta

from bot.governance.hours import TOGETHER
from bot.kernel.outbox.digest import MOST_ROWS
from bot.kernel.views.menu import MENU
from sandbox.desk import Outcome, readable
from sandbox.workspace.models import Message
from tests.posts.steps import A_DAY, PRODUCT, directly, press, submitted
from tests.posts.steps import register_account as register_corporate
from tests.steps import register_account
from tests.world import Helvia

REMINDERS = "#social-reminders"
A_MOMENT = timedelta(milliseconds=300)
HANDLES = ("@Cardiva", "@CardivaCare", "@CardivaHCP")


def silent(helvia: Helvia, *handles: str, span: timedelta = 7 * A_DAY) -> None:
    """Accounts that were heard of last at the same moment."""
    for handle in handles:
        register_account(helvia, handle=handle, last_post_at=helvia.now)
    helvia.wait(span)


def digest(helvia: Helvia) -> Message:
    """The newest message in the reminder channel."""
    return helvia.messages(REMINDERS)[-1]


def choose(helvia: Helvia, message: Message, handle: str, label: str) -> Outcome:
    """Choose in the menu of the row that names this account, as Jonas."""
    block = next(each for each in message.blocks if f"|{handle} on X>* has been silent" in str(each))
    option = next(each for each in block["accessory"]["options"] if each["text"]["text"] == label)
    desk = helvia.desk("jonas")
    return desk.choose(message.channel, message.ts, MENU, option["value"], block["block_id"])


def log_a_post(helvia: Helvia, message: Message, handle: str) -> None:
    assert choose(helvia, message, handle, "Log a post…").ok
    jonas = helvia.desk("jonas")
    jonas.fill(url=f"https://x.com/{handle.removeprefix('@')}/status/1001")
    assert jonas.submit().ok


def test_three_accounts_that_fall_silent_together_are_one_message_with_a_menu_a_row(helvia: Helvia) -> None:
    silent(helvia, *HANDLES)
    [message] = helvia.messages(REMINDERS)
    text = readable(message)
    assert "*3 reminders*" in text
    for handle in HANDLES:
        assert f"|{handle} on X>* has been silent for too long. <@U0JONAS000>" in text
    menus = [each["accessory"]["options"] for each in message.blocks if "accessory" in each]
    assert [[each["text"]["text"] for each in menu] for menu in menus] == 3 * [["Log a post…", "Snooze…", "Retire…"]]


def test_one_account_alone_is_its_own_card(helvia: Helvia) -> None:
    silent(helvia, "@Cardiva")
    assert "accounts.log" in str(digest(helvia).blocks)
    assert "reminder" not in readable(digest(helvia))


def test_a_beat_a_moment_behind_says_what_waited_for_the_five_minutes_and_does_not_wait_for_the_next(
    helvia: Helvia,
) -> None:
    helvia.leap(timedelta(minutes=1))
    silent(helvia, "@Cardiva", span=7 * A_DAY + A_MOMENT)
    assert helvia.texts(REMINDERS) == []
    helvia.leap(TOGETHER)
    assert "has been silent for too long" in readable(digest(helvia))


def test_a_row_whose_matter_is_settled_says_so_and_the_others_go_on_asking(helvia: Helvia) -> None:
    silent(helvia, *HANDLES)
    log_a_post(helvia, digest(helvia), "@CardivaCare")
    [message] = helvia.messages(REMINDERS)
    assert "*2 reminders*" in readable(message)
    assert "|@CardivaCare on X>*: <@U0JONAS000> logged a post." in readable(message)
    for handle in ("@Cardiva", "@CardivaHCP"):
        log_a_post(helvia, digest(helvia), handle)
    [message] = helvia.messages(REMINDERS)
    assert "*Nothing of this waits any more*" in readable(message)
    assert MENU not in str(message.blocks)


def test_only_the_newest_digest_asks(helvia: Helvia) -> None:
    silent(helvia, *HANDLES, span=14 * A_DAY)
    older, newer = helvia.messages(REMINDERS)
    assert "*Nothing of this waits any more*" in readable(older)
    assert readable(older).count("asked again later.") == 3
    assert "*3 reminders*" in readable(newer)


def test_of_many_the_first_are_shown_and_the_others_counted(helvia: Helvia) -> None:
    silent(helvia, *(f"@Cardiva{number}" for number in range(MOST_ROWS + 4)))
    [message] = helvia.texts(REMINDERS)
    assert f"*{MOST_ROWS + 4} reminders*" in message
    assert message.count("has been silent") == MOST_ROWS
    assert "and 4 more on the Home tab." in message


def test_what_is_settled_before_slack_has_it_is_not_said(helvia: Helvia) -> None:
    accounts = [register_account(helvia, handle=handle, last_post_at=helvia.now) for handle in HANDLES]
    helvia.workspace.clock.move(7 * A_DAY)
    helvia.concord.fire_due()
    jonas = helvia.desk("jonas")
    for handle in HANDLES[: len(accounts)]:
        assert jonas.type("#general", f"/account retire {handle}").ok
        jonas.fill(reason="It was a pilot")
        assert jonas.submit().ok
    assert helvia.messages(REMINDERS) == []


def test_whoever_has_not_decided_goes_on_being_asked_when_somebody_else_has(helvia: Helvia) -> None:
    account = register_corporate(helvia)
    for text in ("Every heart counts.", "Every breath counts."):
        submitted(helvia, account=account, text=text, **PRODUCT)
        press(helvia, "priya", "posts.approve")
    helvia.wait(2 * A_DAY - timedelta(hours=1))
    press(helvia, "lucas", "posts.approve")
    [digest_of_elena] = [each for each in helvia.direct("elena") if MENU in str(each.blocks)]
    assert "*2 reminders*" in readable(digest_of_elena)


def test_two_reviews_that_wait_are_one_direct_message_and_a_decision_ends_its_row(helvia: Helvia) -> None:
    account = register_corporate(helvia)
    for text in ("Every heart counts.", "Every breath counts."):
        submitted(helvia, account=account, text=text, **PRODUCT)
    helvia.wait(2 * A_DAY - timedelta(hours=1))
    assert "*2 reminders*" in directly(helvia, "priya")
    first = next(each for each in helvia.direct("priya") if "posts.approve" in str(each.blocks))
    assert helvia.desk("priya").press(first.channel, first.ts, "posts.approve").ok
    assert "*1 reminder*" in directly(helvia, "priya")


def test_what_is_due_seconds_apart_is_one_message(helvia: Helvia) -> None:
    for handle in HANDLES:
        helvia.workspace.clock.move(timedelta(seconds=20))
        register_account(helvia, handle=handle, last_post_at=helvia.now)
    helvia.wait(7 * A_DAY + timedelta(minutes=5))
    [message] = helvia.messages(REMINDERS)
    assert "*3 reminders*" in readable(message)
