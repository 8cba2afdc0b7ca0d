"""The list as a table, the report as a chart, and both in a workspace to which Slack has not brought these yet."""

from datetime import timedelta
from typing import Any

from sqlalchemy import update

from bot.accounts.model import Account, Status
from bot.kernel import outbox
from bot.kernel.outbox.rollout import Rollout
from bot.kernel.text.markup import mrkdwn
from bot.kernel.views.blocks import Message
from bot.kernel.views.data import pie
from sandbox.desk import Outcome, readable
from sandbox.workspace.models import Json
from tests.hostile import NAME, alive
from tests.steps import register_account
from tests.world import Helvia

ADDRESS = "https://www.linkedin.com/company/cardiva-hcp"


def listed(helvia: Helvia, words: str = "") -> Outcome:
    return helvia.desk("marta").type("#general", f"/account list {words}")


def only(outcome: Outcome, kind: str) -> Json:
    assert outcome.message is not None
    (block,) = [each for each in outcome.message.blocks if each["type"] == kind]
    return block


def parts(cell: Json) -> list[Json]:
    inside: list[Json] = cell["elements"][0]["elements"]
    return inside


def kinds(outcome: Outcome) -> list[str]:
    return [block["type"] for block in outcome.message.blocks] if outcome.message else []


def professionals(helvia: Helvia, **more: Any) -> None:
    given = {"network": "linkedin", "handle": "cardiva-hcp", "name": "Cardiva for professionals"}
    register_account(helvia, **{**given, "market": "CH", **more})


def test_the_list_is_a_table_that_names_links_mentions_and_dates(helvia: Helvia) -> None:
    professionals(helvia)
    posted = "https://www.linkedin.com/posts/cardiva-hcp_a-activity-7100000000000000001-abcd"
    assert helvia.desk("jonas").type("#general", f"/account log cardiva-hcp {posted}").ok
    table = only(listed(helvia), "data_table")
    head, row = table["rows"]
    assert [cell["text"] for cell in head] == ["Account", "Kind", "Market", "Status", "Owner", "Last post"]
    name, _, handle = parts(row[0])
    assert (name["text"], handle["url"]) == ("Cardiva for professionals on LinkedIn", ADDRESS)
    assert [cell["text"] for cell in row[1:3]] == ["brand", "Switzerland"]
    assert [each.get("name") or each["text"] for each in parts(row[3])] == ["large_green_circle", " Active"]
    assert parts(row[4]) == [{"type": "user", "user_id": "U0JONAS000"}]
    (date,) = parts(row[5])
    assert (date["timestamp"], date["format"], date["url"]) == (int(helvia.now.timestamp()), "{date_num}", posted)


def test_an_account_of_the_list_is_opened_by_choosing_it(helvia: Helvia) -> None:
    professionals(helvia)
    marta, message = helvia.desk("marta"), listed(helvia).message
    assert message is not None
    assert marta.choose(
        "#general", message.ts, "accounts.show", "Cardiva for professionals on LinkedIn · cardiva-hcp"
    ).ok
    (card,) = helvia.whispers("marta", "#general")
    assert "Cardiva for professionals on LinkedIn" in card
    assert "Page" not in card


def test_what_people_typed_is_no_mark_and_no_line_of_ours_in_a_cell(helvia: Helvia) -> None:
    professionals(helvia, name=NAME)
    outcome = listed(helvia)
    assert alive(outcome.message.blocks if outcome.message else None) == []
    helvia.workspace.has_new_blocks = False
    outcome = listed(helvia)
    assert alive(outcome.message.blocks if outcome.message else None) == []


def test_an_empty_list_has_no_table(helvia: Helvia) -> None:
    outcome = listed(helvia)
    assert "No account fits" in outcome.text
    assert "data_table" not in kinds(outcome)


def test_a_workspace_without_tables_gets_the_same_rows_and_buttons(helvia: Helvia) -> None:
    for number in range(12):
        register_account(helvia, handle=f"@Helvia{number:02}")
    helvia.workspace.has_new_blocks = False
    outcome = listed(helvia)
    assert outcome.ok, outcome.error
    assert kinds(outcome) == ["section", "rich_text", "actions", "actions", "context", "divider", "actions"]
    assert "@Helvia00" in outcome.text
    marta, message = helvia.desk("marta"), outcome.message
    assert message is not None
    assert marta.press("#general", message.ts, "accounts.page.next").ok
    (page,) = helvia.whispers("marta", "#general")
    assert "@Helvia11" in page
    assert "Page 2 of 2" in page


def test_that_slack_does_not_know_tables_is_remembered_for_a_day_by_every_process(helvia: Helvia) -> None:
    professionals(helvia)
    helvia.workspace.has_new_blocks = False
    listed(helvia)
    another = Rollout(helvia.database, helvia.workspace.clock)
    table = [{"type": "data_table", "caption": "A", "rows": [[{"type": "raw_text", "text": "B"}]] * 2}]
    assert [each["type"] for each in another.first(table)] == ["rich_text"]
    helvia.workspace.has_new_blocks = True
    assert "data_table" not in kinds(listed(helvia))
    helvia.workspace.clock.move(timedelta(days=1, seconds=1))
    assert "data_table" in kinds(listed(helvia))
    assert another.first(table) == table


def test_the_report_counts_accounts_by_status_in_words_and_as_a_chart(helvia: Helvia) -> None:
    for number, status in enumerate((Status.ACTIVE, Status.ACTIVE, Status.DORMANT, Status.DECLINED)):
        with_id = Account.id == register_account(helvia, handle=f"@Helvia{number}")
        with helvia.session() as session:
            session.execute(update(Account).where(with_id).values(status=status))
    outcome = helvia.desk("jonas").type("#general", "/social report")
    segments = only(outcome, "data_visualization")["chart"]["segments"]
    assert segments == [{"label": "Active", "value": 2}, {"label": "Silent", "value": 1}]
    assert outcome.message is not None
    assert outcome.message.text == "3 accounts: 2 active, 1 silent"
    helvia.workspace.has_new_blocks = False
    text = helvia.desk("jonas").type("#general", "/social report").text
    assert "Accounts by status" in text
    assert "Active: 2\nSilent: 1" in text


def test_a_report_of_nothing_says_how_to_begin(helvia: Helvia) -> None:
    assert (
        "There is no account yet: `/account register`" in helvia.desk("jonas").type("#general", "/social report").text
    )


def test_a_letter_is_tried_once_with_new_blocks_and_the_next_goes_as_slack_knows_it(helvia: Helvia) -> None:
    helvia.workspace.has_new_blocks = False
    for number in (1, 2):
        with helvia.session() as session:
            message = Message(mrkdwn("Report {}", number), [pie("Accounts", {"Active": number})])
            outbox.post(session, key=f"report:{number}", channel="C0WARROOM0", message=message, at=helvia.now)
        helvia.settle()
    posts = [call for call in helvia.workspace.calls if call.method == "chat.postMessage"]
    assert [call.answer.get("error") for call in posts] == ["invalid_blocks", None, None]
    assert [readable(each) for each in helvia.messages("#war-room")][-2:] == [
        "Accounts\nActive: 1",
        "Accounts\nActive: 2",
    ]
