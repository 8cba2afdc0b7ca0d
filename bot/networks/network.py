from enum import StrEnum


class Network(StrEnum):
    """A social network, stored by its value and shown by its `label`."""

    X = "x"
    LINKEDIN = "linkedin"
    INSTAGRAM = "instagram"
    FACEBOOK = "facebook"
    BLUESKY = "bluesky"
    THREADS = "threads"
    MASTODON = "mastodon"
    YOUTUBE = "youtube"
    TIKTOK = "tiktok"

    @property
    def label(self) -> str:
        return LABELS.get(self, self.value.capitalize())

    @property
    def compose_url(self) -> str:
        """Where a publisher goes to post; a Mastodon account is better served by its own instance."""
        return COMPOSE[self]


LABELS = {Network.LINKEDIN: "LinkedIn", Network.YOUTUBE: "YouTube", Network.TIKTOK: "TikTok"}

COMPOSE = {
    Network.X: "https://x.com/compose/post",
    Network.LINKEDIN: "https://www.linkedin.com/feed/?shareActive=true",
    Network.INSTAGRAM: "https://www.instagram.com/",
    Network.FACEBOOK: "https://www.facebook.com/",
    Network.BLUESKY: "https://bsky.app/intent/compose",
    Network.THREADS: "https://www.threads.com/intent/post",
    Network.MASTODON: "https://mastodon.social/publish",
    Network.YOUTUBE: "https://studio.youtube.com/",
    Network.TIKTOK: "https://www.tiktok.com/tiktokstudio/upload",
}
