"""X's counter against the published figures and against `twitter-text-parser`, which passes them too.

Figures: twitter/twitter-text, conformance/validate.yml, WeightedTweetsCounterTest and
WeightedTweetsWithDiscountedEmojiCounterTest; links: conformance/extract.yml, urls.
One figure differs: before a hyphen after the top-level domain extract.yml has a link, twitter-text 3.1 has none.
"""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from twitter_text import parse_tweet
from twitter_text.regexp.emoji import emoji_list

from bot.networks.counting import weighted
from bot.networks.links import links

CUT = "-xxxxxxxxxx"
POEM = "\u6545\u4eba\u897f\u8f9e\u9ec4\u9e64\u697c\uff0c" * 20
ROW = "\u3042\u3044\u3046\u3048\u304a\u304b\u304d\u304f\u3051\u3053"

PUBLISHED = [
    ("Hi http://test.co", 26),
    ("http://test.co", 23),
    ("285 chars" + CUT * 25 + "-", 285),
    ("285 chars- http://www.twitter.com/jack " + "xxxxxxxxxx-" * 24, 299),
    ("https://www.twitter.com/aloha " * 10, 240),
    (POEM, 320),
    ("\U0001f637" * 160, 320),
    ("the" + POEM, 323),
    ("A\u0301B", 2),
    ("A\u05e9\u05bc\u05c1", 4),
    ("H\U0001f431\u263a\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466", 7),
    ("\U0001f637\U0001f47e\U0001f621\U0001f525\U0001f4a9", 10),
    ("\U0001f64b\U0001f3fd\U0001f468\u200d\U0001f3a4", 4),
    ("randomurlrandomurlrandomurlrandomurlrandomurlrandomurlrandomurls.com", 68),
    (ROW * 12 + " http://" + ROW * 5 + "\u3042\u3044\u3046.com", 358),
    (ROW * 12 + " http://" + ROW * 5 + "\u3042\u3044.com", 264),
]

EXTRACTED = [
    ("text http://google.com/#search?q=iphone%20-filter%3Alinks",
     ["http://google.com/#search?q=iphone%20-filter%3Alinks"]),
    ("text http://en.wikipedia.org/wiki/Primer_(film)", ["http://en.wikipedia.org/wiki/Primer_(film)"]),
    ("text http://no-tld", []),
    ("(http://twitter.com", ["http://twitter.com"]),
    ("text http://domain.com-that-you-should-have-put-a-space-after", []),
    ("foo.baz foo.co.jp www.xxxxxxx.baz www.foo.co.uk wwwww.xxxxxxx foo.comm foo.somecom foo.govedu foo.jp",
     ["foo.co.jp", "www.foo.co.uk", "foo.jp"]),
    ("Go to http://example.com/a+ or http://example.com/a-", ["http://example.com/a+", "http://example.com/a-"]),
    ("@user Try http:// example.com/path", ["example.com/path"]),
    ("twitter.com\u3053\u308c\u306f\u65e5\u672c\u8a9e\u3067\u3059\u3002example.com\u4e2d\u56fd\u8a9et.co/abcde\ud55c\uad6dtwitter.com",
     ["twitter.com", "example.com", "t.co/abcde", "twitter.com"]),
    ("http://example.com\u3060\u3088\u306d.comtest/hogehoge", ["http://example.com"]),
    ("Hello http://xn--\u306f\u3058\u3081\u3088\u3046.com/index.html", []),
    ("text http://domain-dash_2314352345_dfasd.foo-cow_4352.com", []),
    ("test http://sub_domain-dash.twitter.com", ["http://sub_domain-dash.twitter.com"]),
    ("test http://twitter_underscore.com", []),
    ("test ELPA\u00cdS.com", ["ELPA\u00cdS.com"]),
    ("http://example.com/path" + "." * 42, ["http://example.com/path"]),
    ("#test.com @test.com #http://test.com @http://test.com #t.co/abcde @t.co/abcde", []),
    ("I really like http://t.co/pbY2NfTZ's website", ["http://t.co/pbY2NfTZ"]),
    ("http://t.co/abcdefghijklmnopqrstuvwxyz012345678901234", []),
    ("example.com\u3066\u3059\u3068\u3067\u3059twitter.\u307f\u3093\u306a\u3067\u3059",
     ["example.com", "twitter.\u307f\u3093\u306a"]),
    ("$http://twitter.com $twitter.com $t.co/abcde $TVI.CA $RBS.CA", []),
    ("long.test.tar.bz2 test.tar.bz2 tar.bz2", []),
    ("john.doe.gov@mail.com john.doe.jp@mail.com", []),
    ("\u2066\u202atwitter.com\u202c\u2069 http://twitter.com/\u202c\u2069", ["twitter.com", "http://twitter.com/"]),
    ("test http://foobar.\u307f\u3093\u306a/ http://foobar.\u4e2d\u56fd/", ["http://foobar.\u307f\u3093\u306a/", "http://foobar.\u4e2d\u56fd/"]),
]  # fmt: skip

EMOJI = [entry.emoji for entry in emoji_list]
WORDS = [
    "a", "Cardiva", " ", " ", "\n", "\r\n", "\r", ".", ",", "-", "_", "/", "?", "!", "(", ")", "'", ":", "@",
    "#", "$", "&", "=", "+", "http://", "https://", "HTTPS://", "www.", "example.com", "helvia.ch", "t.co/",
    "x.com", ".co", ".uk", ".pharmacy", ".bz2", ".xn--p1ai", "/path", "/a_(b)", "?q=1", "#top", "\u3042",
    "\u65e5\u672c", "\ud55c\uad6d", "\u043f\u0440\u0438", "e\u0301", "\xe9", "\u0308", "\u200b", "\u200c",
    "\ufe0f", "\u2066", "\u202a", "\ufeff", "\xa9", "\u2122", "1", "\u20e3", "\u2026", "\u2019", "\u2014",
    "\u2028",
]  # fmt: skip


@pytest.mark.parametrize(("text", "length"), PUBLISHED)
def test_a_text_weighs_what_x_publishes(text: str, length: int) -> None:
    assert weighted(text) == length


@pytest.mark.parametrize(("text", "addresses"), EXTRACTED)
def test_links_are_found_where_x_finds_them(text: str, addresses: list[str]) -> None:
    assert [text[link.start : link.end] for link in links(text)] == addresses


def test_each_of_the_published_emoji_weighs_two() -> None:
    assert [emoji for emoji in EMOJI if weighted(emoji) != 2] == []


@given(st.lists(st.sampled_from(WORDS) | st.sampled_from(EMOJI), max_size=12).map("".join))
@example("x.com\u65e5\u672c.uk/a_(b) and on")
def test_the_counter_agrees_with_the_parser_on_texts_of_links_emoji_and_words(text: str) -> None:
    assert weighted(text) == parse_tweet(text).weightedLength


@given(st.text())
def test_the_counter_agrees_with_the_parser_on_any_text(text: str) -> None:
    assert weighted(text) == parse_tweet(text).weightedLength


def test_a_joined_emoji_that_no_font_draws_weighs_two_here_and_its_parts_on_x() -> None:
    invented = "\U0001f431\u200d\U0001f42d"
    assert (weighted(invented), parse_tweet(invented).weightedLength) == (2, 5)


@pytest.mark.parametrize(
    "hostile", ["a." * 1500, "\u3042." * 1000, "-a" * 1500 + ".x", "http://a.com/" + "(a" * 1500, "_.-" * 1000]
)
def test_a_hostile_text_is_counted_all_the_same(hostile: str) -> None:
    assert weighted(hostile) >= len(hostile)
