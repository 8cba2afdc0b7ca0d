"""What a post may hold, network by network, before anybody looks at it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.accounts import Outlet
from bot.kernel.errors import Invalid
from bot.networks import Network
from bot.posts.checks import content_of
from bot.posts.content import Content, Medium
from bot.posts.drafts import Draft
from tests.kernel.world import NOON
from tests.outlets import outlet_on
from tests.posts.steps import A_DAY

DRAFT = Draft(text="Every heart counts.", objective="Be read", content_type="text")
SERVICE = outlet_on(kind="customer service")


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
        (Network.INSTAGRAM, {"text": "#a #b #c #d #e #f", "media": "a.jpg | A"}, "text", "Remove 1 of 6 hashtags"),
        (Network.INSTAGRAM, {}, "media", "Instagram needs a photo or a video"),
        (Network.FACEBOOK, {"text": "a" * 63_207}, "text", "1 over: Facebook"),
        (Network.BLUESKY, {"text": "a" * 301}, "text", "1 over: Bluesky counts 301 of 300"),
        (Network.THREADS, {"text": "😀" * 126}, "text", "4 over: Threads counts 504 of 500"),
        (Network.MASTODON, {"text": "a" * 505}, "text", "5 over: Mastodon counts 505 of 500"),
        (Network.YOUTUBE, {"title": "Hearts", "text": "é" * 2501}, "text", "2 over: YouTube"),
        (Network.YOUTUBE, {"title": ""}, "title", "needs a title"),
        (Network.YOUTUBE, {"title": "a" * 101}, "title", "1 over"),
        (Network.TIKTOK, {"text": "a" * 2201, "media": "a.mp4 | A"}, "text", "1 over: TikTok"),
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
        ({"content_type": ""}, "content_type", "Choose the content type"),
        ({"funnel": "nirvana"}, "funnel", "Choose a stage"),
        ({"source": "Cardio Today"}, "permission", "Say who allowed it"),
        ({"permission": "By email"}, "source", "Say whose it is"),
        ({"planned_at": NOON - timedelta(minutes=1)}, "planned_at", "is in the past"),
        ({"planned_at": NOON}, "planned_at", "is in the past"),
        ({"link": "helvia.example"}, "link", "https://"),
        ({"link": "https://helvia"}, "link", "https://"),
        ({"link": "https://[helvia"}, "link", "https://"),
        ({"media": "heart.jpg"}, "media", "“heart.jpg” has no alt text"),
        ({"media": "a.jpg | A heart\n | A lung"}, "media", "Line 2 names no file"),
        ({"initials": "JW"}, "initials", "has no initials"),
    ],
)
def test_what_cannot_stand_is_said_under_its_field(differently: dict[str, Any], field: str, sentence: str) -> None:
    assert sentence in problems(replace(DRAFT, **differently), outlet_on())[field]


@pytest.mark.parametrize(
    ("typed", "sentence"), [("", "signs off with initials"), ("J", "two to four"), ("J1", "two to four")]
)
def test_customer_service_posts_need_their_authors_initials(typed: str, sentence: str) -> None:
    assert sentence in problems(replace(DRAFT, initials=typed), SERVICE)["initials"]


@pytest.mark.parametrize("typed", ["JW", "^jw", "Jw"])
def test_the_initials_end_the_text_and_count_in_its_length(typed: str) -> None:
    content = content_of(replace(DRAFT, text="a" * 276, initials=typed), SERVICE, NOON)
    assert content.to_publish == "a" * 276 + " ^JW"
    assert "1 over" in problems(replace(DRAFT, text="a" * 277, initials=typed), SERVICE)["text"]


def test_initials_that_the_author_typed_already_are_not_said_twice() -> None:
    content = content_of(replace(DRAFT, text="Thank you ^JW", initials="JW"), SERVICE, NOON)
    assert content.to_publish == "Thank you ^JW"


def test_media_come_one_a_line_with_their_alt_text() -> None:
    media = content_of(replace(DRAFT, media="a.jpg | A heart\n\n b.mp4 |A | B "), outlet_on(), NOON).media
    assert media == (Medium("a.jpg", "A heart"), Medium("b.mp4", "A | B"))


def test_what_is_kept_as_json_is_the_same_content_again() -> None:
    draft = replace(DRAFT, media="a.jpg | A heart", planned_at=NOON + A_DAY, source="Us", permission="Ours")
    content = content_of(draft, outlet_on(), NOON)
    assert Content.from_json(content.as_json()) == content
