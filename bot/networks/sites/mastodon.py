"""Mastodon: thousands of hosts, and none of them is known beforehand."""

import regex

from bot.networks.address import Address, ascii_host
from bot.networks.handle import Handle, HandleError, refuse
from bot.networks.network import Network
from bot.networks.sites.site import Post, Site, author, number, signed, words

NAME = regex.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?")
"""mastodon/mastodon, Account::USERNAME_RE: letters, digits and underscores; full stops and hyphens inside."""

LONGEST = 30
"""mastodon/mastodon, Account::USERNAME_LENGTH_LIMIT."""

SHAPE = "Type it with its instance, such as @helvia@mastodon.social."
VIEWS = ("web", "deck")
FORMATS = regex.compile(r"\.(?:rss|json|atom)$", regex.IGNORECASE)
"""mastodon/mastodon, routes: an account's feeds; an instance's own names have no full stops."""

OTHERS = words(
    "about.me beacons.ai behance.net bilibili.com clubhouse.com codepen.io dev.to flickr.com github.com kick.com"
    " ko-fi.com kuaishou.com lemon8-app.com line.me linktr.ee medium.com note.com odysee.com patreon.com quora.com"
    " reddit.com rumble.com snapchat.com soundcloud.com steemit.com substack.com t.me telegram.me tumblr.com"
    " twitch.tv vimeo.com vk.com weibo.com whatsapp.com xing.com"
)
"""Networks that write their names with @ in addresses, or might, and are no instances."""


class Mastodon(Site):
    """Every host that no other network owns may be an instance."""

    network = Network.MASTODON
    hosts = ()
    profile_example = "https://mastodon.social/@helvia"
    post_example = "https://mastodon.social/@helvia/112233445566778899"

    def named(self, name: str) -> Handle:
        user, at, home = name.removeprefix("acct:").removeprefix("@").partition("@")
        if not at or not NAME.fullmatch(user.lower()) or len(user) > LONGEST:
            raise refuse(self.network, name, SHAPE)
        try:
            host = instance(home)
        except HandleError as error:
            raise refuse(self.network, name, SHAPE) from error
        return Handle(self.network, f"{user.lower()}@{host}", f"@{user}@{host}", f"https://{host}/@{user}")

    def profile(self, at: Address) -> Handle:
        name = user_of(at)
        if name is None:
            raise self.not_an_account()
        return self.named(at_home(name, at.host))

    def post(self, at: Address) -> Post | None:
        name, codes = user_of(at), [code for segment in at.path if (code := number(segment))]
        handle = author(self, at_home(name, at.host)) if name and codes else None
        return signed(f"{at.host}/{codes[-1]}", handle) if handle else None


def instance(host: str) -> str:
    """The host as it is compared; raises HandleError where it can be none."""
    return ascii_host(host.strip())


def is_another(host: str) -> bool:
    return "pinterest" in host.split(".") or any(host == other or host.endswith(f".{other}") for other in OTHERS)


def user_of(at: Address) -> str | None:
    """The name in /@name, /web/@name or /users/name; @name@elsewhere is an account seen from another instance."""
    match at.words:
        case (view, name, *_) if view in VIEWS and name.startswith("@"):
            return at.segment(1)
        case (name,) if name.startswith("@"):
            return FORMATS.sub("", at.segment(0)) if "@" not in name[1:] else at.segment(0)
        case (name, *_) if name.startswith("@"):
            return at.segment(0)
        case ("users", _):
            return FORMATS.sub("", at.segment(1))
        case ("users", _, *_):
            return at.segment(1)
    return None


def at_home(name: str, host: str) -> str:
    return name if "@" in name[1:] else f"{name}@{host}"
