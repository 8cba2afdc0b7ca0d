import regex

from bot.networks.address import Address, ascii_host
from bot.networks.handle import Handle, HandleError, refuse
from bot.networks.network import Network
from bot.networks.sites.site import Post, Site, author, signed

NAME = regex.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?")
"""mastodon/mastodon, Account::USERNAME_RE: letters, digits and underscores; full stops and hyphens inside."""

LONGEST = 30
"""mastodon/mastodon, Account::USERNAME_LENGTH_LIMIT."""

SHAPE = "Type the name with its instance, such as @helvia@mastodon.social."
VIEWS = ("web", "deck")


class Mastodon(Site):
    """Thousands of hosts, and none of them is known beforehand: every host that no other network owns may be one."""

    network = Network.MASTODON
    hosts = ()
    profile_example = "https://mastodon.social/@helvia"
    post_example = "https://mastodon.social/@helvia/112233445566778899"

    def named(self, name: str) -> Handle:
        user, at, instance = name.removeprefix("@").partition("@")
        if not at or not NAME.fullmatch(user.lower()) or len(user) > LONGEST:
            raise refuse(self.network, name, SHAPE)
        try:
            host = ascii_host(instance)
        except HandleError as error:
            raise refuse(self.network, name, SHAPE) from error
        return Handle(self.network, f"{user.lower()}@{host}", f"@{user}@{host}", f"https://{host}/@{user}")

    def profile(self, at: Address) -> Handle:
        name = user_of(at.path)
        if name is None:
            raise self.not_an_account()
        return self.named(at_home(name, at.host))

    def post(self, at: Address) -> Post | None:
        name, rest = user_of(at.path), [segment for segment in at.path if segment.isdigit()]
        handle = author(self, at_home(name, at.host)) if name and rest else None
        return signed(handle) if handle else None


def user_of(path: tuple[str, ...]) -> str | None:
    """The name in /@name, /web/@name or /users/name; @name@elsewhere is an account seen from another instance."""
    match path:
        case (view, name, *_) if view in VIEWS and name.startswith("@"):
            return name
        case (name, *_) if name.startswith("@"):
            return name
        case ("users", name, *_):
            return name
    return None


def at_home(name: str, host: str) -> str:
    return name if "@" in name[1:] else f"{name}@{host}"
