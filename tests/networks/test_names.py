"""Every way of writing an account, and what a name must look like."""

import pytest

from bot.networks import HandleError, Network, parse

CHANNEL = "UC" + "aB3_-xYz0123456789abcd"

SAME_ACCOUNT = [
    (
        Network.X,
        [
            "@HelviaGlobal",
            "helviaglobal",
            " HelviaGlobal ",
            "x.com/HelviaGlobal",
            "https://twitter.com/helviaglobal/",
            "https://mobile.twitter.com/HelviaGlobal?s=20",
            "http://www.x.com/HelviaGlobal/status/12",
            "https://x.com:443/HelviaGlobal#top",
            "\uff20\uff28elviaGlobal",
            "HTTPS://X.COM/HELVIAGLOBAL",
        ],
    ),
    (
        Network.LINKEDIN,
        [
            "helvia-pharma",
            "company/helvia-pharma",
            "https://www.linkedin.com/company/Helvia-Pharma/about/?viewAsMember=true",
            "de.linkedin.com/company/helvia-pharma",
        ],
    ),
    (Network.LINKEDIN, ["in/jos\u00e9-keller", "https://ch.linkedin.com/in/jos%C3%A9-keller/", "IN/JOSE\u0301-KELLER"]),
    (Network.LINKEDIN, ["showcase/cardiva", "https://linkedin.com/showcase/cardiva/posts/"]),
    (
        Network.INSTAGRAM,
        [
            "@helvia.pharma",
            "Helvia.Pharma",
            "instagram.com/helvia.pharma/",
            "https://www.instagram.com/helvia.pharma/reels/?hl=en",
        ],
    ),
    (
        Network.FACEBOOK,
        [
            "@helvia.pharma",
            "HelviaPharma",
            "https://m.facebook.com/helvia.pharma/",
            "fb.com/helviapharma",
            "https://de-de.facebook.com/pg/helviapharma/about",
        ],
    ),
    (
        Network.FACEBOOK,
        [
            "100064123456789",
            "profile.php?id=100064123456789",
            "https://www.facebook.com/profile.php?id=100064123456789&sk=about",
            "https://www.facebook.com/people/Helvia-Pharma/100064123456789/",
            "https://www.facebook.com/p/Helvia-Pharma-100064123456789/",
            "facebook.com/Helvia-Pharma-100064123456789/",
        ],
    ),
    (
        Network.BLUESKY,
        [
            "@helvia",
            "helvia.bsky.social",
            "@Helvia.bsky.social",
            "https://bsky.app/profile/helvia.bsky.social/",
            "https://helvia.bsky.social",
        ],
    ),
    (Network.BLUESKY, ["helvia.com", "@helvia.com", "bsky.app/profile/helvia.com/post/3k"]),
    (Network.THREADS, ["@helvia.pharma", "threads.net/@helvia.pharma", "https://www.threads.com/@Helvia.Pharma?hl=de"]),
    (
        Network.MASTODON,
        [
            "@helvia@mastodon.social",
            "Helvia@Mastodon.Social",
            "https://mastodon.social/@helvia",
            "mastodon.social/users/helvia",
            "https://pharma.example/@helvia@mastodon.social",
            "https://mastodon.social/web/@helvia/",
        ],
    ),
    (Network.MASTODON, ["@rat@b\u00fccher.social", "https://xn--bcher-kva.social/@rat"]),
    (
        Network.YOUTUBE,
        ["@HelviaPharma", "helviapharma", "https://m.youtube.com/@HelviaPharma/videos", "youtube.com/@helviapharma"],
    ),
    (Network.YOUTUBE, [f"channel/{CHANNEL}", f"https://www.youtube.com/channel/{CHANNEL}/about"]),
    (Network.YOUTUBE, ["c/Helvia", "https://www.youtube.com/c/helvia", "youtube.com/Helvia/"]),
    (Network.YOUTUBE, ["user/helvia", "https://youtube.com/user/Helvia"]),
    (Network.TIKTOK, ["@helvia.pharma", "tiktok.com/@HELVIA.pharma", "https://www.tiktok.com/@helvia.pharma?lang=en"]),
]


@pytest.mark.parametrize(("network", "ways"), SAME_ACCOUNT)
def test_every_way_of_writing_an_account_is_the_same_account(network: Network, ways: list[str]) -> None:
    accounts = {parse(network, way) for way in ways}
    assert len(accounts) == 1
    account = accounts.pop()
    assert parse(network, account.shown) == account
    assert parse(network, account.handle) == account
    assert parse(None, account.url) == account


def test_the_name_is_shown_as_it_was_typed_and_compared_without_capitals() -> None:
    handle = parse(Network.X, "https://x.com/HelviaGlobal")
    assert (handle.handle, handle.shown, handle.url) == ("helviaglobal", "@HelviaGlobal", "https://x.com/HelviaGlobal")


def test_a_channel_id_on_youtube_keeps_its_capitals() -> None:
    assert parse(Network.YOUTUBE, f"channel/{CHANNEL}") != parse(
        Network.YOUTUBE, f"channel/{CHANNEL.swapcase().replace('uc', 'UC', 1)}"
    )


def test_without_a_network_an_address_or_a_name_with_its_instance_is_enough() -> None:
    assert parse(None, "https://www.tiktok.com/@helvia").network is Network.TIKTOK
    assert parse(None, "@helvia@mastodon.social").network is Network.MASTODON
    assert parse(None, "https://fosstodon.org/@helvia").network is Network.MASTODON
    assert parse(None, "@helvia.bsky.social").network is Network.BLUESKY


REFUSED = [
    (None, "@helvia", "Choose the network,"),
    (None, "https://helvia.com/about", "I do not know helvia.com"),
    (Network.X, "", "Type the account's name"),
    (Network.X, "   ", "Type the account's name"),
    (Network.X, "x" * 3000, "too long"),
    (Network.X, "@Helvia\u200bGlobal", "invisible character"),
    (Network.X, "https://x.com/Helvia%00", "can't be read"),
    (Network.X, "https://[x.com/Helvia", "can't be read"),
    (Network.X, "https://-.com/Helvia", "can't be read"),
    (Network.X, "https://" + "\u3042" * 64 + ".com/Helvia", "can't be read"),
    (Network.X, "ftp://x.com/Helvia", "starts with https://"),
    (Network.X, "https://x.com@evil.com/Helvia", "starts with https://"),
    (Network.X, "@SixteenLettersXX", "1 to 15 letters"),
    (Network.X, "@helvia-global", "such as @HelviaGlobal"),
    (Network.X, "@h\u0435lvia", "CYRILLIC SMALL LETTER IE"),
    (Network.X, "https://x.com/", "isn't an account's page"),
    (Network.X, "https://x.com/search?q=helvia", "own pages"),
    (Network.X, "https://www.linkedin.com/company/helvia", "is on LinkedIn. Choose LinkedIn, or paste one on X"),
    (Network.X, "https://helvia.com/x", "helvia.com isn't X"),
    (Network.X, "https://x.com.evil.org/Helvia", "isn't X"),
    (Network.LINKEDIN, "https://www.linkedin.com/feed/", "isn't an account's page"),
    (Network.LINKEDIN, "groups/12", "company/helvia-pharma"),
    (Network.LINKEDIN, "helvi\u0430", "CYRILLIC SMALL LETTER A"),
    (Network.LINKEDIN, "company/..", "company/helvia-pharma"),
    (Network.INSTAGRAM, ".helvia", "full stops inside"),
    (Network.INSTAGRAM, "hel..via", "single full stops"),
    (Network.INSTAGRAM, "h" * 31, "1 to 30"),
    (Network.INSTAGRAM, "https://instagram.com/p/C1abc/", "own pages"),
    (Network.FACEBOOK, "he", "3 to 50"),
    (Network.FACEBOOK, "https://facebook.com/profile.php", "3 to 50"),
    (Network.FACEBOOK, "https://facebook.com/groups/helvia", "own pages"),
    (Network.BLUESKY, "hel_via", "domain name"),
    (Network.BLUESKY, "helvia.local", "domain name"),
    (Network.BLUESKY, "https://bsky.app/profile/did:plc:abc", "isn't an account's page"),
    (Network.BLUESKY, "https://bsky.app/search", "isn't an account's page"),
    (Network.THREADS, "https://www.threads.com/search", "isn't an account's page"),
    (Network.THREADS, "helvia pharma", "such as @helvia.pharma"),
    (Network.MASTODON, "@helvia", "with its instance"),
    (Network.MASTODON, "@helvia@nowhere", "with its instance"),
    (Network.MASTODON, "https://mastodon.social/explore", "isn't an account's page"),
    (Network.YOUTUBE, "@ab", "3 to 30"),
    (Network.YOUTUBE, "channel/UCshort", "3 to 30"),
    (Network.YOUTUBE, "@helvi\u0430", "CYRILLIC SMALL LETTER A"),
    (Network.YOUTUBE, "https://www.youtube.com/watch?v=dQw4w9WgXcQ", "isn't an account's page"),
    (Network.YOUTUBE, "https://youtu.be/dQw4w9WgXcQ", "isn't an account's page"),
    (Network.TIKTOK, "helvia.", "no full stop last"),
    (Network.TIKTOK, "https://www.tiktok.com/explore", "isn't an account's page"),
]


@pytest.mark.parametrize(("network", "typed", "says"), REFUSED)
def test_what_is_no_account_is_answered_with_what_to_type(network: Network | None, typed: str, says: str) -> None:
    with pytest.raises(HandleError) as refused:
        parse(network, typed)
    assert says in refused.value.sentence
    assert refused.value.sentence.endswith(".")


def test_every_network_has_a_printed_name_and_a_place_to_post() -> None:
    assert [network.label for network in Network] == [
        "X", "LinkedIn", "Instagram", "Facebook", "Bluesky", "Threads", "Mastodon", "YouTube", "TikTok",
    ]  # fmt: skip
    assert all(network.compose_url.startswith("https://") for network in Network)


def test_a_mastodon_account_posts_at_its_own_instance() -> None:
    assert parse(Network.MASTODON, "@helvia@fosstodon.org").compose_url == "https://fosstodon.org/publish"
    assert parse(Network.X, "@helvia").compose_url == Network.X.compose_url
