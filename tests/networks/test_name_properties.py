"""Names in general: hypothesis types them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.networks import Handle, HandleError, Network, parse, post_url_problem
from bot.networks.sites import SITES
from bot.networks.sites.linkedin import KINDS
from bot.networks.sites.youtube import KINDS as YOUTUBE_KINDS

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
    st.text()
    | st.from_regex(r"[0-9]{1,60}", fullmatch=True)
    | st.text().map("https://x.com/{}".format)
    | st.text().map("https://{}/@a".format),
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


SPELLED = {
    Network.X: "{}",
    Network.LINKEDIN: "company/{}",
    Network.INSTAGRAM: "{}",
    Network.FACEBOOK: "{}",
    Network.BLUESKY: "profile/{}.bsky.social",
    Network.THREADS: "@{}",
    Network.YOUTUBE: "@{}",
    Network.TIKTOK: "@{}",
}
"""Where a name stands in the address of its page; on Mastodon each instance is another network."""
NAMED_WITH_OTHERS = [network for network in SPELLED if SITES[network].own_words]
PLAIN = st.from_regex(r"helvia[a-z0-9]{1,6}", fullmatch=True)


@pytest.mark.parametrize("network", SPELLED)
@given(data=st.data(), name=PLAIN)
def test_capitals_slashes_hosts_and_what_is_behind_make_no_other_account(
    network: Network, data: st.DataObject, name: str
) -> None:
    meant, place = parse(network, name), SPELLED[network]
    host = data.draw(st.sampled_from(SITES[network].hosts if network is not Network.BLUESKY else ["bsky.app"]))
    before = data.draw(st.sampled_from(["https://", "http://", "HTTPS://", "", "//", "<https://", " (https://"]))
    sub = data.draw(st.sampled_from(["", "www.", "m.", "WWW.", "de."]))
    capitals = data.draw(st.sampled_from([str.lower, str.upper, str.capitalize]))
    behind = data.draw(st.sampled_from(["", "/", "//", "?lang=de", "#top", "/?utm_source=x#y", "/.", ">,", "\u202c "]))
    encoded = "".join(
        f"%{ord(letter):02X}" if letter in "@e" and data.draw(st.booleans()) else letter
        for letter in capitals(place.format(name))
    )
    assert parse(network, f"{before}{sub}{host}/{encoded}{behind}") == meant


@pytest.mark.parametrize("network", NAMED_WITH_OTHERS)
def test_no_word_of_the_networks_own_is_a_name(network: Network) -> None:
    site, place = SITES[network], {Network.YOUTUBE: "{}", Network.BLUESKY: "profile/{}.bsky.social"}
    at = place.get(network, SPELLED[network])
    for word in site.own_words:
        for spelled in (word, word.upper(), word.capitalize()):
            for behind in ("", "/", "/helvia", "?id=1"):
                handle = account(network, f"https://www.{site.hosts[0]}/{at.format(spelled)}{behind}")
                assert handle is None or handle.handle.rpartition("/")[2] not in site.own_words


@pytest.mark.parametrize("network", SPELLED)
@pytest.mark.parametrize("tool", ["business", "analytics", "ads", "studio", "help", "developers", "blog", "l", "about"])
def test_a_tools_host_has_no_accounts_of_its_own(network: Network, tool: str) -> None:
    place = SPELLED[network].format("helvia")
    handle = account(network, f"https://{tool}.{SITES[network].hosts[0]}/{place}")
    assert handle is None or (network, tool) == (Network.YOUTUBE, "studio")


@pytest.mark.parametrize("network", SPELLED)
@given(word=st.from_regex(r"[a-z]{1,10}", fullmatch=True), rest=st.from_regex(r"[a-z0-9_./-]{0,20}", fullmatch=True))
def test_what_stands_in_an_unknown_place_is_nobody(network: Network, word: str, rest: str) -> None:
    """An unknown word with something behind it that no account's page has."""
    site = SITES[network]
    handle = account(network, f"https://www.{site.hosts[0]}/{word}/unheard-of/{rest}")
    assert handle is None or word in ("p", "pg", *KINDS, *YOUTUBE_KINDS, "organization", "companies")
