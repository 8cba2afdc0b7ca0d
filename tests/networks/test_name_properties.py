"""Names in general: hypothesis types them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.networks import Handle, HandleError, Network, parse, post_url_problem

NAMES = {
    Network.X: r"@?[A-Za-z0-9_]{1,15}",
    Network.LINKEDIN: r"(company/|in/|showcase/|school/)?[\w&.-]{3,40}",
    Network.INSTAGRAM: r"@?[A-Za-z0-9_.]{1,30}",
    Network.FACEBOOK: r"@?[A-Za-z0-9.]{5,50}",
    Network.BLUESKY: r"@?[A-Za-z0-9-]{1,20}(\.[a-z0-9]{2,9}){0,3}",
    Network.THREADS: r"@?[A-Za-z0-9_.]{1,30}",
    Network.MASTODON: r"@?[A-Za-z0-9_.-]{1,30}@[\w-]{1,10}\.[a-z]{2,6}",
    Network.YOUTUBE: r"(@|c/|user/)?[\w.-]{3,30}",
    Network.TIKTOK: r"@?[A-Za-z0-9_.]{2,24}",
}


def account(network: Network | None, typed: str) -> Handle | None:
    try:
        return parse(network, typed)
    except HandleError as error:
        refused = error
    assert refused.sentence.endswith(".")
    return None


@pytest.mark.parametrize("network", Network)
@given(data=st.data())
def test_what_is_shown_and_where_it_links_are_the_same_account_again(network: Network, data: st.DataObject) -> None:
    handle = account(network, data.draw(st.from_regex(NAMES[network], fullmatch=True)))
    if handle:
        for again in (parse(network, handle.shown), parse(network, handle.handle), parse(network, handle.url)):
            assert again == handle
        assert parse(network, handle.shown).shown == handle.shown


@given(
    st.sampled_from([None, *Network]),
    st.text() | st.text().map("https://x.com/{}".format) | st.text().map("https://{}/@a".format),
)
def test_whatever_is_typed_is_an_account_or_a_kind_sentence(network: Network | None, typed: str) -> None:
    handle = account(network, typed)
    if handle:
        assert parse(handle.network, handle.shown) == handle
        assert parse(handle.network, handle.url) == handle


@given(
    st.sampled_from(["https://x.com/helvia/status/1", "https://youtu.be/abcdefg"])
    | st.text()
    | st.text().map("https://x.com/{}".format)
)
def test_whatever_is_pasted_as_a_posts_address_gets_a_sentence_or_nothing(pasted: str) -> None:
    problem = post_url_problem(parse(Network.X, "@helvia"), pasted)
    assert problem is None or problem.strip()
