"""Graphemes, bytes and UTF-16 units, each where its network counts so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.networks import X_LONG_LIMIT, Allowance, Count, Network, count
from bot.networks.counting import bluesky_text, graphemes, mastodon_length, threads_length, utf8_bytes, utf16_units
from bot.networks.hashtags import hashtags
from bot.networks.links import links

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"

GRAPHEMES = [
    (FAMILY, 1),
    ("\U0001f1e8\U0001f1ed", 1),
    ("\U0001f1e8\U0001f1ed\U0001f1e9\U0001f1ea", 2),
    ("\U0001f44d\U0001f3fd", 1),
    ("1\ufe0f\u20e3", 1),
    ("\u0915\u094d\u0937\u093f", 1),
    ("e\u0301", 1),
    ("\u1112\u1161\u11ab", 1),
    ("\r\n", 1),
    ("\n\r", 2),
    ("\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", 1),
    ("\u0e01\u0e33", 1),
    ("abc", 3),
    ("", 0),
]
"""unicode.org/reports/tr29, table 1a to 1c, and unicode.org/reports/tr51 for the emoji."""


@pytest.mark.parametrize(("text", "number"), GRAPHEMES)
def test_a_grapheme_is_what_a_person_calls_a_character(text: str, number: int) -> None:
    assert graphemes(text) == number


@pytest.mark.parametrize("network", Network)
@given(text=st.text(st.characters()))
def test_any_text_can_be_counted_even_half_a_character(network: Network, text: str) -> None:
    counted = count(network, text)
    assert counted.used >= 0
    assert counted.over == 0 or counted.left == 0


@given(st.text(), st.text())
def test_more_text_never_counts_less_where_nothing_is_shortened(text: str, more: str) -> None:
    for length in (graphemes, utf8_bytes, utf16_units, threads_length):
        assert length(text + more) >= length(text)


@given(st.text(), st.text())
def test_a_line_break_counts_one_and_keeps_the_lines_apart(text: str, more: str) -> None:
    for length in (utf8_bytes, utf16_units, threads_length):
        assert length(f"{text}\n{more}") == length(text) + 1 + length(more)


@given(st.text(), st.text())
def test_graphemes_and_links_stay_within_the_text(text: str, more: str) -> None:
    assert graphemes(text + more) <= graphemes(text) + graphemes(more)
    places = [place for link in links(text) for place in (link.start, link.end)]
    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)


def test_threads_counts_an_emoji_by_its_bytes_and_a_letter_once() -> None:
    assert threads_length("\u00e9\u65e5a") == 3
    assert threads_length("a\U0001f44d") == 1 + 4
    assert threads_length(FAMILY) == 25


def test_mastodon_counts_a_link_23_and_a_remote_mention_without_its_instance() -> None:
    """The figures of mastodon/mastodon, spec/validators/status_length_validator_spec.rb: 500 each."""
    assert mastodon_length("a" * 476 + f" http://{'b' * 30}.com/example") == 500
    assert mastodon_length("a" * 475 + f" @alice@{'b' * 30}.com") == 475 + 7
    assert mastodon_length("example.com") == 11
    assert mastodon_length(f"{FAMILY} https://x.com/@a@b.com") == 2 + 23


@pytest.mark.parametrize(
    ("text", "posted"),
    [
        (
            "https://www.helvia.example.com/en/stories/living-with-heart-failure?utm_source=bluesky&utm_medium=post",
            "www.helvia.example.com/en/stories/l...",
        ),
        ("https://helvia.com/", "helvia.com"),
        ("https://helvia.com/123456789012345", "helvia.com/123456789012..."),
        ("https://helvia.com/12345678901234", "helvia.com/12345678901234"),
        ("https://helvia.com/?q=123456789012345", "helvia.com?q=1234567890..."),
        ("(see https://helvia.com/a).", "(see helvia.com/a)."),
        ("(https://helvia.com/a).", "(helvia.com/a)."),
        ("helvia.com/en/stories/living", "helvia.com/en/stories/l..."),
        ("no link: v1.2 and a.b/abcdefghijklmnopqrst", "no link: v1.2 and a.b/abcdefghijklmnopqrst"),
        ("https://helvia.com/\u00e9\u00e9\u00e9", "helvia.com/%C3%A9%C3%A9..."),
    ],
)
def test_bluesky_counts_a_link_as_its_app_shortens_it(text: str, posted: str) -> None:
    """The rule: bluesky-social/social-app, src/lib/strings/url-helpers.ts, toShortUrl."""
    assert bluesky_text(text) == posted
    assert count(Network.BLUESKY, text).used == len(posted)


def test_a_live_counter_says_what_is_used_left_and_over() -> None:
    assert count(Network.X, "Hi http://test.co") == Count(26, 280, "characters")
    assert count(Network.X, "a" * 292).over == 12
    assert count(Network.X, "a" * 200).left == 80
    assert count(Network.YOUTUBE, "\u00e9") == Count(2, 5000, "bytes")


def test_long_posts_and_an_instances_own_limit_are_the_accounts_allowance() -> None:
    allowance = Allowance(x=X_LONG_LIMIT, mastodon=5000)
    assert count(Network.X, "a", allowance).limit == 25_000
    assert count(Network.MASTODON, "a", allowance).limit == 5000
    assert count(Network.BLUESKY, "a", allowance).limit == 300


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("a #hashtag here, #1st and #caf\u00e9", ["hashtag", "1st", "caf\u00e9"]),
        ("(#hashtag1 )#hashtag2 [#hashtag3 ]#hashtag4", ["hashtag1", "hashtag2", "hashtag3", "hashtag4"]),
        ("On the #16 bus, # nothing, a#b, &#xA9;", []),
        ("\uff03\u30ab\u30bf\u30ab\u30ca #\ud2b8\uc704\ud130", ["\u30ab\u30bf\u30ab\u30ca", "\ud2b8\uc704\ud130"]),
        ("https://helvia.com/page#part and ##double", []),
        ("\U0001f44d#hashtag", ["hashtag"]),
    ],
)
def test_hashtags_are_found_as_published(text: str, tags: list[str]) -> None:
    """Most cases: twitter/twitter-text, conformance/extract.yml, hashtags."""
    assert list(hashtags(text)) == tags
