"""Submitting a post: the form, what it asks, and what it refuses."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from bot.accounts.model import Account
from bot.kernel.errors import Invalid
from bot.networks import Network, parse
from bot.posts.checks import content_of
from bot.posts.content import Content, Draft, Medium, Outlet
from sandbox.gestures import readable
from tests.kernel.world import NOON
from tests.posts.steps import A_DAY, ANSWERS, REVIEWS, authors_card, directly, now, press, submit, submitted
from tests.steps import register_account
from tests.world import Helvia

DRAFT = Draft(text="Every heart counts.", objective="Be read", content_type="text")
EXAMPLES = {
    Network.X: "@Cardiva",
    Network.LINKEDIN: "helvia-heart",
    Network.INSTAGRAM: "helvia.heart",
    Network.FACEBOOK: "helviaheart",
    Network.BLUESKY: "helvia.bsky.social",
    Network.THREADS: "helvia.heart",
    Network.MASTODON: "@helvia@mastodon.social",
    Network.YOUTUBE: "@helviaheart",
    Network.TIKTOK: "@helviaheart",
}


def outlet_on(network: Network = Network.X, **differently: Any) -> Outlet:
    handle = parse(network, EXAMPLES[network])
    usual = Outlet(
        account_id=1,
        handle=handle,
        label=f"{handle.shown} on {network.label}",
        full_label=f"{handle.shown} on {network.label}",
        kind="brand",
        market="CH",
        status="active",
        is_open=True,
        signs_off=False,
        owner="U0JONAS000",
        backup="U0SOFIA000",
        publisher="U0JONAS000",
        deputy="U0SOFIA000",
    )
    return replace(usual, **differently)


def problems(draft: Draft, outlet: Outlet) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        content_of(draft, outlet, NOON)
    return refused.value.problems


@pytest.mark.parametrize(
    ("network", "differently", "field", "sentence"),
    [
        (Network.X, {"text": "a" * 292}, "text", "12 over: X counts 292 of 280"),
        (Network.LINKEDIN, {"text": "😀" * 1501}, "text", "2 over: LinkedIn counts 3,002 of 3,000"),
        (Network.INSTAGRAM, {"text": "a" * 2203, "media": "a.jpg | A"}, "text", "3 over: Instagram"),
        (Network.INSTAGRAM, {"text": "#a #b #c #d #e #f", "media": "a.jpg | A"}, "text", "at most 5 hashtags"),
        (Network.INSTAGRAM, {}, "media", "Instagram needs a photo or a video"),
        (Network.FACEBOOK, {"text": "a" * 63_207}, "text", "1 over: Facebook"),
        (Network.BLUESKY, {"text": "a" * 301}, "text", "1 over: Bluesky counts 301 of 300"),
        (Network.THREADS, {"text": "😀" * 126}, "text", "4 over: Threads counts 504 of 500"),
        (Network.MASTODON, {"text": "a" * 505}, "text", "5 over: Mastodon counts 505 of 500"),
        (Network.YOUTUBE, {"title": "Hearts", "text": "é" * 2501}, "text", "2 bytes over: YouTube"),
        (Network.YOUTUBE, {"title": ""}, "title", "needs a title"),
        (Network.YOUTUBE, {"title": "a" * 101}, "title", "1 over"),
        (Network.TIKTOK, {"text": "a" * 2201}, "text", "1 over: TikTok"),
        (Network.TIKTOK, {"title": "a" * 91, "media": "a.jpg | A"}, "title", "1 over: TikTok"),
    ],
)
def test_each_network_counts_in_its_own_way_and_says_by_how_much_it_is_over(
    network: Network, differently: dict[str, Any], field: str, sentence: str
) -> None:
    assert sentence in problems(replace(DRAFT, **differently), outlet_on(network))[field]


@pytest.mark.parametrize("network", Network)
def test_what_fits_is_taken(network: Network) -> None:
    draft = replace(DRAFT, title="Hearts", media="heart.mp4 | A beating heart")
    assert content_of(draft, outlet_on(network), NOON).network is network


@pytest.mark.parametrize(
    ("differently", "field", "sentence"),
    [
        ({"text": ""}, "text", "Write the text"),
        ({"objective": ""}, "objective", "to achieve"),
        ({"content_type": ""}, "content_type", "Choose what kind"),
        ({"funnel": "nirvana"}, "funnel", "one of the stages"),
        ({"source": "Cardio Today"}, "permission", "how its owner allowed it"),
        ({"permission": "By email"}, "source", "whose content"),
        ({"planned_at": NOON - timedelta(minutes=1)}, "planned_at", "has passed"),
        ({"planned_at": NOON}, "planned_at", "has passed"),
        ({"link": "helvia.example"}, "link", "https://"),
        ({"link": "https://helvia"}, "link", "https://"),
        ({"link": "https://[helvia"}, "link", "https://"),
        ({"media": "heart.jpg"}, "media", "“heart.jpg” has no alt text"),
        ({"media": "a.jpg | A heart\n | A lung"}, "media", "Line 2 names no file"),
        ({"initials": "JW"}, "initials", "Only customer-service accounts"),
    ],
)
def test_what_cannot_stand_is_said_under_its_field(differently: dict[str, Any], field: str, sentence: str) -> None:
    assert sentence in problems(replace(DRAFT, **differently), outlet_on())[field]


@pytest.mark.parametrize(
    ("typed", "sentence"), [("", "author's initials"), ("J", "two to four"), ("J1", "two to four")]
)
def test_customer_service_posts_need_their_authors_initials(typed: str, sentence: str) -> None:
    assert sentence in problems(replace(DRAFT, initials=typed), outlet_on(signs_off=True))["initials"]


@pytest.mark.parametrize("typed", ["JW", "^jw", "Jw"])
def test_the_initials_end_the_text_and_count_in_its_length(typed: str) -> None:
    content = content_of(replace(DRAFT, text="a" * 276, initials=typed), outlet_on(signs_off=True), NOON)
    assert content.to_publish == "a" * 276 + " ^JW"
    assert "1 over" in problems(replace(DRAFT, text="a" * 277, initials=typed), outlet_on(signs_off=True))["text"]


def test_initials_that_the_author_typed_already_are_not_said_twice() -> None:
    content = content_of(replace(DRAFT, text="Thank you ^JW", initials="JW"), outlet_on(signs_off=True), NOON)
    assert content.to_publish == "Thank you ^JW"


def test_media_come_one_a_line_with_their_alt_text() -> None:
    media = content_of(replace(DRAFT, media="a.jpg | A heart\n\n b.mp4 |A | B "), outlet_on(), NOON).media
    assert media == (Medium("a.jpg", "A heart"), Medium("b.mp4", "A | B"))


def test_what_is_kept_as_json_is_the_same_content_again() -> None:
    draft = replace(DRAFT, media="a.jpg | A heart", planned_at=NOON + A_DAY, source="Us", permission="Ours")
    content = content_of(draft, outlet_on(), NOON)
    assert Content.from_json(content.as_json()) == content


def test_the_authors_card_says_what_happens_next_and_how_much_of_the_limit_is_used(helvia: Helvia) -> None:
    submitted(helvia, text="Every heart <counts> & *beats*")
    card = authors_card(helvia)
    assert "In review, stage 1 of 1" in card
    assert "Every heart <counts> & *beats*" in card
    assert "30 of 280 characters on X" in card


def test_a_limit_is_said_under_the_text_in_the_form(helvia: Helvia) -> None:
    outcome = submit(helvia, text="a" * 292)
    assert outcome.errors == {"text": "12 over: X counts 292 of 280 (a link counts 23, an emoji 2)."}
    assert helvia.messages(REVIEWS) == []


def test_the_longest_text_that_slack_takes_is_shown_to_reviewers_letter_by_letter(helvia: Helvia) -> None:
    account = register_account(helvia, network="facebook", handle="helviaheart")
    text = "<&>*_~`" * 428
    submitted(helvia, account=account, text=text, media="a.jpg | " + "A " * 900)
    [card] = helvia.messages(REVIEWS)
    assert text in readable(card)


def test_once_the_account_is_chosen_the_form_asks_only_what_it_needs(helvia: Helvia) -> None:
    video = register_account(helvia, network="youtube", handle="@helviaheart")
    service = register_account(helvia, handle="@HelviaCares", kind="customer service")
    jonas = helvia.desk("jonas")
    jonas.type("#general", "/post submit")
    jonas.search("account", "helvia")
    jonas.choose_in_modal("posts.submit.account", str(video))
    assert {"title"} <= _fields(jonas.modal)
    assert "initials" not in _fields(jonas.modal)
    jonas.fill(text="Hearts", title="Hearts")
    jonas.choose_in_modal("posts.submit.account", str(service))
    assert "initials" in _fields(jonas.modal)
    assert "title" not in _fields(jonas.modal)
    jonas.fill(ANSWERS | {"text": "Thank you", "initials": "jw"})
    assert jonas.submit().ok
    assert "Thank you ^JW" in readable(helvia.messages(REVIEWS)[0])


def test_an_account_can_be_named_in_the_command(helvia: Helvia) -> None:
    register_account(helvia)
    jonas = helvia.desk("jonas")
    jonas.type("#general", "/post submit @cardiva")
    jonas.fill(ANSWERS)
    assert jonas.submit().ok
    assert "@Cardiva on X" in authors_card(helvia)


def test_the_global_shortcut_opens_the_same_form(helvia: Helvia) -> None:
    jonas = helvia.desk("jonas")
    jonas.shortcut("posts.submit")
    assert jonas.modal is not None
    assert {"account", "text", "objective"} <= _fields(jonas.modal)


def test_authors_the_accounts_people_and_the_community_manager_submit(helvia: Helvia) -> None:
    account = register_account(helvia, deputy="U0THOMAS00")
    for handle in ("sofia", "thomas", "marta"):
        submitted(helvia, handle, account)


def test_nobody_else_submits_and_they_hear_it_before_they_fill_in_a_form(helvia: Helvia) -> None:
    register_account(helvia)
    outcome = helvia.desk("priya").type("#general", "/post submit")
    assert "Posts are submitted by authors, the people of an account and the community manager" in outcome.text
    assert helvia.desk("priya").modal is None


def test_the_people_of_one_account_do_not_submit_for_another(helvia: Helvia) -> None:
    register_account(helvia, handle="@Other", deputy="U0THOMAS00")
    register_account(helvia)
    thomas = helvia.desk("thomas")
    assert "Posts for @Cardiva on X are submitted by" in thomas.type("#general", "/post submit @Cardiva").text
    assert thomas.modal is None
    thomas.type("#general", "/post submit")
    assert [option["text"]["text"] for option in thomas.search("account", "")] == ["@Other on X"]


def test_who_loses_an_account_while_the_form_is_open_is_refused_on_sending(helvia: Helvia) -> None:
    account = register_account(helvia, deputy="U0THOMAS00")
    thomas = helvia.desk("thomas")
    thomas.type("#general", "/post submit @Cardiva")
    with helvia.session() as session:
        session.execute(update(Account).where(Account.id == account).values(deputy="U0SOFIA000"))
    thomas.fill(ANSWERS)
    assert "Posts for @Cardiva on X are submitted by" in str(thomas.submit().errors)


def test_a_dormant_account_takes_posts_and_a_retired_one_does_not(helvia: Helvia) -> None:
    account = register_account(helvia, last_post_at=helvia.now)
    helvia.wait(timedelta(days=8))
    submitted(helvia, account=account)
    jonas = helvia.desk("jonas")
    jonas.type("#general", "/post submit @Cardiva")
    jonas.fill(ANSWERS)
    marta = helvia.desk("marta")
    marta.type("#general", "/account retire @Cardiva")
    marta.fill(reason="The brand was sold")
    assert marta.submit().ok
    assert "is retired, so nothing can be published there" in jonas.submit().errors["account"]


def test_the_same_text_for_another_network_is_taken_with_a_warning_to_its_author_alone(helvia: Helvia) -> None:
    submitted(helvia)
    other = register_account(helvia, network="linkedin", handle="helvia-heart")
    post_id = submitted(helvia, "sofia", other, text="every  heart counts.")
    assert now(helvia, post_id).status == "in review"
    assert "The same text is submitted as #1 for @Cardiva on X. Craft it for each network." in authors_card(
        helvia, "sofia"
    )
    assert "same text" not in "".join(helvia.texts(REVIEWS))
    assert "same text" not in directly(helvia, "lucas")


def test_the_same_text_for_another_account_of_the_same_network_is_no_matter(helvia: Helvia) -> None:
    submitted(helvia)
    submitted(helvia, "sofia", register_account(helvia, handle="@HelviaGlobal"))
    assert "same text" not in authors_card(helvia, "sofia")


def test_a_hint_is_shown_and_stops_nothing(helvia: Helvia) -> None:
    account = register_account(helvia, network="instagram", handle="helvia.heart")
    submitted(helvia, account=account, media="heart.jpg | A heart", link="https://helvia.example/heart")
    assert "can't be clicked on Instagram" in authors_card(helvia)


def test_what_names_a_product_takes_the_route_for_products(helvia: Helvia) -> None:
    post_id = submitted(helvia, names_product=["yes"])
    assert now(helvia, post_id).route == "Product"
    assert press(helvia, "priya", "posts.approve").ok


def test_reviewers_see_everything_that_they_decide_on(helvia: Helvia) -> None:
    submitted(
        helvia,
        link="https://helvia.example/heart",
        media="heart.jpg | A nurse & a patient",
        funnel="awareness",
        source="Cardio Today",
        permission="By email",
        planned_at=helvia.now + A_DAY,
    )
    [card] = helvia.texts(REVIEWS)
    for shown in (
        "@Cardiva on X",
        "https://helvia.example/heart",
        "heart.jpg",
        "A nurse & a patient",
        "Cardio Today",
        "By email",
        "200 cardiologists",
        "text · awareness",
        "Version 1 by Jonas Weber",
    ):
        assert shown in card


def _fields(view: Any) -> set[str]:
    return {block["block_id"] for block in view.blocks if block["type"] == "input"}
