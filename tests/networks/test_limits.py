"""What each network refuses, and what the author is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.networks import X_LONG_LIMIT, Allowance, Draft, Network, Problem, hints, problems, published_text
from bot.networks.rules import used

ACCEPTED = {
    Network.X: Draft("a" * 280),
    Network.LINKEDIN: Draft("a" * 3000),
    Network.INSTAGRAM: Draft("a" * 2165 + " #one #two #three #four #five #6 #7"[:35], media=1),
    Network.FACEBOOK: Draft("a" * 63_206),
    Network.BLUESKY: Draft("\u00e9" * 300),
    Network.THREADS: Draft("a" * 490 + " #Cardiva"),
    Network.MASTODON: Draft("a" * 490, warning="medicine"),
    Network.YOUTUBE: Draft("\u00e9" * 2500, title="a" * 100, tags=("a" * 248, "b " + "c" * 247)),
    Network.TIKTOK: Draft("a" * 2200, media=1),
}

REFUSED = [
    (
        Network.X,
        Draft("a" * 266 + " https://helvia.com/a \U0001f44d"),
        Problem("text", "13 over: X counts 293 of 280 (a link counts 23, an emoji 2)."),
    ),
    (
        Network.X,
        Draft("a" * 260, link="https://helvia.com/" + "b" * 99),
        Problem("text", "4 over: X counts 284 of 280 (a link counts 23, an emoji 2)."),
    ),
    (
        Network.LINKEDIN,
        Draft("a" * 3001),
        Problem("text", "1 over: LinkedIn counts 3,001 of 3,000 (most emoji count 2)."),
    ),
    (
        Network.INSTAGRAM,
        Draft("a" * 2201, media=1),
        Problem("text", "1 over: Instagram counts 2,201 of 2,200 (most emoji count 2)."),
    ),
    (
        Network.INSTAGRAM,
        Draft("#a #b #c #d #e #f #g", media=1),
        Problem("text", "Remove 2 of 7 hashtags: Instagram takes 5."),
    ),
    (Network.INSTAGRAM, Draft("a"), Problem("media", "Instagram needs a photo or a video: add one.")),
    (
        Network.FACEBOOK,
        Draft("a" * 63_207),
        Problem("text", "1 over: Facebook counts 63,207 of 63,206 (most emoji count 2)."),
    ),
    (
        Network.BLUESKY,
        Draft("a" * 301),
        Problem("text", "1 over: Bluesky counts 301 of 300 (an emoji counts 1, a link as the app shortens it)."),
    ),
    (
        Network.BLUESKY,
        Draft("\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466" * 121),
        Problem("text", "25 over: Bluesky counts 3,025 of 3,000 bytes (an emoji may take 25)."),
    ),
    (
        Network.BLUESKY,
        Draft("#a #b #c #d #e", tags=("f", "g", "h", "i")),
        Problem("text", "Remove 1 of 9 hashtags: Bluesky takes 8."),
    ),
    (
        Network.BLUESKY,
        Draft("#" + "a" * 65),
        Problem("text", "Shorten #aaaaaaaaaaaaaaaaaaaa\u2026: Bluesky takes 64 characters, not 65."),
    ),
    (
        Network.THREADS,
        Draft("\U0001f44d" * 126),
        Problem("text", "4 over: Threads counts 504 of 500 (an emoji counts 4 or more)."),
    ),
    (
        Network.THREADS,
        Draft("a.com b.com c.com d.com a.com", link="e.com"),
        None,
    ),
    (
        Network.THREADS,
        Draft("a.com b.com c.com d.com e.com", link="f.com"),
        Problem("text", "Remove 1 of 6 different links: Threads takes 5."),
    ),
    (
        Network.THREADS,
        Draft("#Cardiva #heart"),
        Problem("text", "Remove 1 of 2 hashtags: Threads takes 1."),
    ),
    (
        Network.MASTODON,
        Draft("a" * 495, warning="medicine"),
        Problem("text", "3 over: Mastodon counts 503 of 500 (a link counts 23, a content warning counts too)."),
    ),
    (
        Network.YOUTUBE,
        Draft("\u00e9" * 2501, title="a"),
        Problem(
            "text",
            "2 over: YouTube counts 5,002 of 5,000 bytes (an accented letter counts 2, an emoji 4 or more).",
        ),
    ),
    (Network.YOUTUBE, Draft("a", title="a" * 101), Problem("title", "1 over: YouTube counts 101 of 100.")),
    (Network.YOUTUBE, Draft("a", title=" "), Problem("title", "YouTube needs a title: type one.")),
    (Network.YOUTUBE, Draft("a", title="a > b"), Problem("title", "YouTube takes no < or >: write it in words.")),
    (Network.YOUTUBE, Draft("a <b>", title="a"), Problem("text", "YouTube takes no < or >: write it in words.")),
    (
        Network.YOUTUBE,
        Draft("a", title="a", tags=("a" * 249, "b " + "c" * 247)),
        Problem("tags", "1 over: YouTube counts 501 of 500 in all tags, with their commas and quotes."),
    ),
    (
        Network.TIKTOK,
        Draft("\U0001f44d" * 1101, media=1),
        Problem("text", "2 over: TikTok counts 2,202 of 2,200 (most emoji count 2)."),
    ),
    (Network.TIKTOK, Draft("a"), Problem("media", "TikTok needs a video or photos: add one.")),
    (Network.TIKTOK, Draft("a" * 4000, title="a" * 90, media=35, photos=True), None),
    (
        Network.TIKTOK,
        Draft("a" * 4001, media=1, photos=True),
        Problem("text", "1 over: TikTok counts 4,001 of 4,000 (most emoji count 2)."),
    ),
    (
        Network.TIKTOK,
        Draft("a", title="a" * 91, media=1, photos=True),
        Problem("title", "1 over: TikTok counts 91 of 90 in a photo post's title."),
    ),
    (
        Network.TIKTOK,
        Draft("a", media=36, photos=True),
        Problem("media", "Remove 1 of 36 photos: TikTok takes 35."),
    ),
]


@pytest.mark.parametrize("network", Network)
def test_a_draft_at_the_limit_is_accepted(network: Network) -> None:
    assert problems(network, ACCEPTED[network]) == []


@pytest.mark.parametrize(("network", "draft", "problem"), REFUSED)
def test_a_draft_over_a_limit_is_told_how_many_over_and_why(
    network: Network, draft: Draft, problem: Problem | None
) -> None:
    assert problems(network, draft) == ([problem] if problem else [])


def test_an_account_with_long_posts_on_x_may_write_more() -> None:
    assert problems(Network.X, Draft("a" * 25_000), Allowance(x=X_LONG_LIMIT)) == []
    assert problems(Network.X, Draft("a" * 25_001), Allowance(x=X_LONG_LIMIT))[0].field == "text"


def test_an_instance_sets_its_own_limit() -> None:
    assert problems(Network.MASTODON, Draft("a" * 600), Allowance(mastodon=1000)) == []
    assert used(Network.MASTODON, Draft("a" * 600, warning="bb"), Allowance(mastodon=1000)).left == 398


def test_what_the_publisher_copies_has_the_link_under_the_text_where_it_belongs_there() -> None:
    draft = Draft("Read this", link="https://helvia.com")
    assert published_text(Network.X, draft) == "Read this\nhttps://helvia.com"
    assert published_text(Network.LINKEDIN, draft) == "Read this"
    assert (
        published_text(Network.X, Draft("See https://helvia.com", link="https://helvia.com"))
        == "See https://helvia.com"
    )
    assert published_text(Network.X, Draft("", link="https://helvia.com")) == "https://helvia.com"


def test_what_linkedin_counts_double_through_a_tool_is_a_hint_and_no_problem() -> None:
    draft = Draft("a" * 2990 + "##########")
    assert problems(Network.LINKEDIN, draft) == []
    assert hints(Network.LINKEDIN, draft) == [
        "By hand this fits. Through a scheduling tool LinkedIn counts 3,010 of 3,000: "
        "#, @, * and brackets count 2 there."
    ]
    assert hints(Network.LINKEDIN, Draft("short #post")) == []


@pytest.mark.parametrize("network", [Network.INSTAGRAM, Network.TIKTOK])
def test_a_link_that_nobody_can_click_is_a_hint(network: Network) -> None:
    assert "can't be clicked" in hints(network, Draft("see helvia.com"))[0]
    assert "can't be clicked" in hints(network, Draft("see", link="https://helvia.com"))[0]
    assert hints(network, Draft("see you")) == []


DRAFTS = st.builds(
    Draft, st.text(), st.text(), st.integers(0, 40), st.booleans(), st.text(), st.lists(st.text()).map(tuple), st.text()
)


@given(st.sampled_from(Network), DRAFTS)
def test_any_draft_is_answered_with_sentences(network: Network, draft: Draft) -> None:
    assert all(problem.sentence.endswith(".") for problem in problems(network, draft))
    assert all(hint.endswith(".") for hint in hints(network, draft))
