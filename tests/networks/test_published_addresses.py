"""Is that the address of a post on this account?"""

import pytest

from bot.networks import Network, parse, post_url_problem

GOOD = [
    (Network.X, "@HelviaGlobal", ["https://x.com/helviaglobal/status/123", "twitter.com/HelviaGlobal/statuses/123?s=20",
                                  "https://x.com/i/web/status/123", "https://x.com/i/status/123", "https://x.com/HelviaGlobal/status/1/photo/1"]),
    (Network.LINKEDIN, "company/helvia", ["https://www.linkedin.com/feed/update/urn:li:activity:123/",
                                          "https://www.linkedin.com/posts/helvia_news-activity-123-abcd",
                                          "https://www.linkedin.com/embed/feed/update/urn:li:ugcPost:123", "https://www.linkedin.com/pulse/news-helvia"]),
    (Network.LINKEDIN, "company/123456", ["https://www.linkedin.com/posts/helvia_news-activity-123-abcd"]),
    (Network.INSTAGRAM, "@helvia", ["https://www.instagram.com/p/C1abc/", "https://instagram.com/reel/C1abc/?igsh=x", "https://instagram.com/helvia/p/C1abc/",
                                    "https://instagram.com/stories/helvia/123/"]),
    (Network.FACEBOOK, "@helvia.pharma", ["https://www.facebook.com/helviapharma/posts/pfbid0abc", "https://www.facebook.com/Helvia.Pharma/videos/123/",
                                          "https://www.facebook.com/photo/?fbid=123", "https://fb.watch/abc/", "https://www.facebook.com/watch/?v=123",
                                          "https://www.facebook.com/permalink.php?story_fbid=pfbid0&id=100064123456789",
                                          "https://www.facebook.com/share/p/abc/", "https://www.facebook.com/reel/123", "https://m.facebook.com/story.php?story_fbid=1",
                                          "https://www.facebook.com/100064123456789/posts/123"]),
    (Network.BLUESKY, "@helvia", ["https://bsky.app/profile/helvia.bsky.social/post/3kabc", "https://bsky.app/profile/did:plc:abc/post/3kabc"]),
    (Network.THREADS, "@helvia", ["https://www.threads.net/@helvia/post/C1abc", "https://www.threads.com/t/C1abc"]),
    (Network.MASTODON, "@helvia@mastodon.social", ["https://mastodon.social/@helvia/112233", "https://mastodon.social/users/helvia/statuses/112233",
                                                  "https://fosstodon.org/@helvia@mastodon.social/112233"]),
    (Network.YOUTUBE, "@Helvia", ["https://www.youtube.com/watch?v=dQw4w9WgXcQ", "https://youtu.be/dQw4w9WgXcQ?si=x",
                                  "https://youtube.com/shorts/dQw4w9WgXcQ", "https://www.youtube.com/post/Ugkxabc"]),
    (Network.TIKTOK, "@helvia", ["https://www.tiktok.com/@helvia/video/123", "https://vm.tiktok.com/ZMabc/", "https://www.tiktok.com/t/ZTabc/",
                                 "https://www.tiktok.com/@helvia/photo/123"]),
]  # fmt: skip

BAD = [
    (Network.X, "@HelviaGlobal", "https://x.com/other/status/123", "belongs to other. Paste one of @HelviaGlobal."),
    (Network.X, "@HelviaGlobal", "https://x.com/HelviaGlobal", "isn't a post on X"),
    (Network.X, "@HelviaGlobal", "https://x.com/HelviaGlobal/status/abc", "isn't a post on X"),
    (Network.X, "@HelviaGlobal", "https://x.com/not-a-name/status/1", "isn't a post on X"),
    (Network.X, "@HelviaGlobal", "https://www.linkedin.com/feed/update/urn:li:activity:1", "is on LinkedIn"),
    (Network.X, "@HelviaGlobal", "https://helvia.com/news/1", "is on helvia.com"),
    (Network.X, "@HelviaGlobal", "done", "Paste the post's address"),
    (Network.X, "@HelviaGlobal", "", "paste its address"),
    (Network.X, "@12345", "https://x.com/other/status/1", "belongs to other"),
    (Network.LINKEDIN, "company/helvia", "https://www.linkedin.com/posts/other_news-activity-123",
     "one of company/helvia"),
    (Network.LINKEDIN, "company/helvia", "https://www.linkedin.com/posts/!_news", "isn't a post"),
    (Network.LINKEDIN, "company/helvia", "https://www.linkedin.com/company/helvia", "isn't a post"),
    (Network.INSTAGRAM, "@helvia", "https://instagram.com/other/reel/C1abc/", "belongs to other"),
    (Network.INSTAGRAM, "@helvia", "https://instagram.com/helvia/", "isn't a post"),
    (Network.FACEBOOK, "@helvia.pharma", "https://www.facebook.com/other.page/posts/1", "belongs to otherpage"),
    (Network.FACEBOOK, "100064123456789", "https://www.facebook.com/100064000000000/posts/1",
     "one of @100064123456789"),
    (Network.FACEBOOK, "@helvia.pharma", "https://fb.watch/", "isn't a post"),
    (Network.FACEBOOK, "@helvia.pharma", "https://www.facebook.com/ab/posts/1", "isn't a post"),
    (Network.FACEBOOK, "@helvia.pharma", "https://www.facebook.com/helvia.pharma", "isn't a post"),
    (Network.BLUESKY, "@helvia", "https://bsky.app/profile/other.com/post/3k", "belongs to other.com"),
    (Network.BLUESKY, "@helvia", "https://bsky.app/profile/helvia.bsky.social", "isn't a post"),
    (Network.THREADS, "@helvia", "https://www.threads.com/@other/post/C1", "belongs to other"),
    (Network.THREADS, "@helvia", "https://www.threads.com/@helvia", "isn't a post"),
    (Network.MASTODON, "@helvia@mastodon.social", "https://fosstodon.org/@helvia/1122",
     "belongs to helvia@fosstodon.org"),
    (Network.MASTODON, "@helvia@mastodon.social", "https://mastodon.social/@helvia", "isn't a post"),
    (Network.MASTODON, "@helvia@mastodon.social", "https://x.com/helvia/status/1", "is on X"),
    (Network.YOUTUBE, "@Helvia", "https://www.youtube.com/watch?list=1", "isn't a post"),
    (Network.YOUTUBE, "@Helvia", "https://www.youtube.com/@Helvia", "isn't a post"),
    (Network.TIKTOK, "@helvia", "https://www.tiktok.com/@other/video/1", "belongs to other"),
    (Network.TIKTOK, "@helvia", "https://www.tiktok.com/@helvia", "isn't a post"),
]  # fmt: skip


@pytest.mark.parametrize(("network", "name", "addresses"), GOOD)
def test_a_posts_address_on_the_account_is_taken(network: Network, name: str, addresses: list[str]) -> None:
    account = parse(network, name)
    assert {address: post_url_problem(account, address) for address in addresses} == dict.fromkeys(addresses)


@pytest.mark.parametrize(("network", "name", "address", "says"), BAD)
def test_another_networks_or_accounts_or_no_posts_address_gets_a_sentence(
    network: Network, name: str, address: str, says: str
) -> None:
    problem = post_url_problem(parse(network, name), address)
    assert problem is not None
    assert says in problem
