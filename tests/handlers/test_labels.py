"""Whatever Concord prints of a thing is understood where its name is typed: it opens the same thing."""

import re
from collections.abc import Iterator
from html import unescape
from itertools import cycle
from typing import Any

import pytest

from bot.accounts.finding import matching
from bot.accounts.model import Account
from bot.accounts.service import register_hashtag
from bot.kernel.act import Act
from bot.kernel.actor import Actor
from sandbox.desk import Desk, readable
from tests.calendar.steps import plan
from tests.crises.steps import headline, raise_crisis
from tests.posts.steps import A_DAY, PRODUCT, submitted
from tests.steps import account_now, register_account
from tests.world import Helvia

pytestmark = pytest.mark.any_database

ACCOUNTS: tuple[dict[str, Any], ...] = (
    {"network": "x", "handle": "@HelviaUK", "market": "GB"},
    {"network": "linkedin", "handle": "company/helvia-pharma", "name": "Helvia Pharma"},
    {"network": "facebook", "handle": "HelviaPharma", "name": "Helvia Pharma"},
    {"network": "facebook", "handle": "https://www.facebook.com/profile.php?id=104112345678901", "name": "Helvia Herz"},
    {"network": "instagram", "handle": "helvia.pharma", "name": "Living with Helvia on Instagram"},
    {"network": "youtube", "handle": "https://www.youtube.com/channel/UCaB3_-xYz0123456789abcd", "name": "Helvia TV"},
    {"network": "mastodon", "handle": "@helvia@mastodon.social"},
    {"network": "bluesky", "handle": "helvia.bsky.social", "name": "Helvia & friends"},
    {"network": "tiktok", "handle": "@helvia.tok", "name": "Helvia, short"},
    {"network": "threads", "handle": "@helvia.threads"},
)
LINK = re.compile(r"<(https?://[^|>]+)\|([^>]+)>")
OPENING = ("/account show", "/account log", "/account snooze", "/account retire", "/calendar slot", "/post submit")


def printed(helvia: Helvia, account: Account) -> set[str]:
    """What its card, the list and Home call it, besides the labels themselves."""
    name, marta = account.called, helvia.desk("marta")
    card = opened(marta, f"/account show {account.url}")
    seen = "\n".join([card, opened(marta, "/account list"), opened(helvia.desk("jonas"), "/social home")])
    links = {unescape(word) for pair in LINK.findall(seen) if pair[0] == account.url for word in pair}
    labels = {name.label, name.full_label, f"{name.label} ({name.at})", name.bare_address, account.shown}
    return {*links, *labels, unescape(card.splitlines()[0])}


def opened(desk: Desk, typed: str) -> str:
    """All that a command answered, in a message or in a form."""
    desk.close_all()
    outcome = desk.type("#general", typed)
    return unescape(f"{outcome.text}\n{desk.modal.content if desk.modal else ''}")


@pytest.fixture
def accounts(helvia: Helvia) -> list[Account]:
    return [account_now(helvia, register_account(helvia, **each)) for each in ACCOUNTS]


def test_an_account_is_opened_by_whatever_is_printed_of_it(helvia: Helvia, accounts: list[Account]) -> None:
    marta, ines = helvia.desk("marta"), helvia.desk("ines")
    others = cycle(OPENING[1:])
    for account in accounts:
        for label in sorted(printed(helvia, account)):
            for command in (OPENING[0], next(others)):
                answer = opened(marta, f"{command} {label}")
                asks_which = "accounts are called" in answer and account.called.bare_address in answer
                assert account.label in answer or asks_which, (command, label)
            assert f"`account:{account.id}`" in opened(ines, f"/social audit {label}"), label
            assert "0 posts" in opened(marta, f"/post list account:{label}"), label
            with helvia.session() as session:
                assert account.id in [each.id for each in matching(session, label)], label


def test_a_post_is_opened_by_whatever_is_printed_of_it(helvia: Helvia) -> None:
    text = "Living with heart failure is more than taking tablets.\nFour people tell what helps them through the day."
    post_id = submitted(helvia, text=f"{text} {'And more. ' * 10}", **PRODUCT)
    jonas, ines = helvia.desk("jonas"), helvia.desk("ines")
    listed = jonas.type("#general", "/post list mine").text
    excerpt = next(line.removeprefix(">") for line in listed.splitlines() if line.startswith(">"))
    for label in (
        *(f"{post_id}", f"#{post_id}", f"Post #{post_id}", f"post:{post_id}", f"P-{post_id}"),
        *(f"#{post_id} · @HelviaToday on X", f"#{post_id} for @HelviaToday on X", f"#{post_id} @HelviaToday on X"),
        *(excerpt, f"“{excerpt}”", "Living with heart", "living with HEART failure"),
    ):
        for command in ("/post show", "/post edit", "/post withdraw", "/post published"):
            answer = opened(jonas, f"{command} {label}")
            assert f"#{post_id}" in answer, (command, label)
        if label.startswith(("#", "P", "post:")):
            assert f"`post:{post_id}`" in opened(ines, f"/social audit {label}"), label
    assert "No post is called" in opened(jonas, f"/post show #{post_id} · @HelviaUK on X")


def test_posts_that_begin_alike_are_asked_about(helvia: Helvia) -> None:
    first = submitted(helvia)
    second = submitted(helvia, account=register_account(helvia, handle="@HelviaUK"), text="Every heart counts. Yours.")
    answer = opened(helvia.desk("jonas"), "/post show Every heart")
    assert f"Several posts begin with “Every heart”. Write a number: #{second}, #{first}" in answer


def test_a_crisis_is_opened_by_whatever_is_printed_of_it(helvia: Helvia) -> None:
    raise_crisis(helvia)
    raise_crisis(helvia, what="A nurse was quoted wrongly\nby a newspaper")
    thomas, ines = helvia.desk("thomas"), helvia.desk("ines")
    title = readable(headline(helvia)).splitlines()[0].partition(" ")[2]
    for label in ("1", "#1", "Crisis 1", "crisis #1", "crisis:1", title, "Fake vials of Cardiva"):
        assert "Fake vials of Cardiva are sold on X" in opened(thomas, f"/crisis show {label}"), label
    for label in ("Crisis 1", "crisis #1", "crisis:1"):
        assert "crisis raised" in opened(ines, f"/social audit {label}"), label
        assert "Crisis 1" in opened(thomas, f"/crisis resolve {label}"), label
        assert "Your update on Crisis 1" in opened(thomas, f"/crisis update {label} Police informed"), label
    assert "A nurse was quoted" in opened(thomas, "/crisis show A nurse was quoted wrongly by")


def times(helvia: Helvia) -> Iterator[str]:
    """As the calendar prints them: in the week, on the plan, on one slot."""
    week = helvia.desk("jonas").type("#general", "/calendar week +1").text
    yield week.splitlines()[0]
    yield next(line.strip("*") for line in week.splitlines() if line.startswith("*Tuesday"))
    [plan_of_it] = [readable(each) for each in helvia.direct("jonas") if "*Next*" in readable(each)]
    yield plan_of_it.partition("*Next*\n")[2].splitlines()[0]
    yield "Tue 10 Mar 09:00"


def test_a_week_is_opened_by_whatever_is_printed_of_it(helvia: Helvia) -> None:
    plan(helvia, register_account(helvia), day=(helvia.now + 8 * A_DAY).date().isoformat())
    for label in times(helvia):
        answer = opened(helvia.desk("jonas"), f"/calendar week {label}")
        assert "Living with heart failure" in answer, label
        assert "March 2026" in answer, label


UNKNOWN = {
    "/account list account:@HelviaUK": "I cannot filter by account. The filters are `network:`, `kind:`, `market:`",
    "/account list brand:Nonsens": "There is no brand called “Nonsens”. There are Cardiva, Neurova.",
    "/account list market:Atlantis": "There is no market called “Atlantis”. Write CH, Switzerland",
    "/account list network:Flickr": "There is no network called “Flickr”. There are X, LinkedIn,",
    "/account list status:lost": "There is no status called “lost”. There are proposed, active, silent,",
    "/account list kind:hotline": "There is no kind called “hotline”. There are corporate,",
    "/account list owner:Nobody Atall": "I know nobody called “Nobody Atall”.",
    "/post list account:Cardiwa": "No account is called “Cardiwa”. Did you mean `@Cardiva`?",
    "/post list brand:Cardiva": "I cannot filter by brand. The filters are `mine`, `waiting`, `status:`",
    "/post list market:CH": "I cannot filter by market.",
    "/post list network:Flickr": "There is no network called “Flickr”. There are X, LinkedIn,",
    "/post list status:lost": "There is no status called “lost”. There are in review, changes requested,",
    "/post list author:Nobody": "I know nobody called “Nobody”.",
    "/crisis list status:lost": "`/crisis list` knows `open`, `resolved`, `false`, `all`, `drill`.",
}
READ_AS_FORMS_DO = (
    "/account list brand:cardiva market:switzerland network:twitter kind:Brand status:Active owner:<@U0JONAS000>",
    "/account list owner:Jonas Weber brand:“Cardiva”",
    "/account list network: X market: ch",
)


def test_an_unknown_value_of_a_filter_is_named_with_what_there_is(helvia: Helvia) -> None:
    register_account(helvia, brand="Cardiva")
    register_account(helvia, handle="@Neurova", brand="Neurova")
    for command, known in UNKNOWN.items():
        assert known in opened(helvia.desk("marta"), command), command


def test_filters_read_as_forms_do(helvia: Helvia) -> None:
    register_account(helvia, brand="Cardiva")
    for command in READ_AS_FORMS_DO:
        assert "1 account (" in opened(helvia.desk("marta"), command), command


def test_a_title_of_a_list_is_understood_as_its_filters(helvia: Helvia) -> None:
    account = register_account(helvia, brand="Cardiva")
    submitted(helvia, account=account, **PRODUCT)
    jonas = helvia.desk("jonas")
    for command, words in (
        ("/account list", "owner:me network:x market:CH status:active"),
        ("/post list", "author:me status:in_review account:Cardiva"),
    ):
        title = opened(jonas, f"{command} {words}").splitlines()[0].strip("*")
        typed = title.partition("(")[2].rstrip(")").replace(" · ", " ")
        assert opened(jonas, f"{command} {typed}").splitlines()[0].strip("*") == title


def test_a_hashtag_is_read_in_the_trail_as_it_is_printed(helvia: Helvia) -> None:
    with helvia.session() as session:
        jonas = Act(session, Actor("U0JONAS000", "Jonas Weber", frozenset()), helvia.now)
        register_hashtag(jonas, "#HeartWeek26", "World Heart Day")
    ines = helvia.desk("ines")
    assert "hashtag registered" in opened(ines, "/social audit #HeartWeek26")
    assert "No account is called" in opened(ines, "/social audit #HeartWeek27")


def test_two_accounts_of_one_name_are_asked_about(helvia: Helvia) -> None:
    for network in ("x", "linkedin"):
        register_account(helvia, network=network, handle="helvia_pharma", name="Helvia Pharma")
    answer = opened(helvia.desk("marta"), "/account show Helvia Pharma")
    assert "Several accounts are called “Helvia Pharma”" in answer
