"""YouTube: handles with @, and three older kinds of address that remain."""

from urllib.parse import quote

import regex

from bot.networks.address import Address
from bot.networks.handle import Handle, fold, refuse, refuse_lookalikes
from bot.networks.network import Network
from bot.networks.sites.site import Post, Site, closed, unsigned, words

NAME = regex.compile(r"(?![_.·-])[\p{L}\p{M}\p{N}_.·-]{3,30}(?<![_.·-])")
"""support.google.com/youtube, handles: 3 to 30 letters or digits, and inside _ - . and the middle dot."""

KINDS = ("channel", "c", "user")
CHANNEL = regex.compile(r"UC[A-Za-z0-9_-]{22}")
LEGACY = regex.compile(r"[\p{L}\p{M}\p{N}_.'-]{1,100}")
VIDEO = regex.compile(r"[A-Za-z0-9_-]{6,}(?![\w-])")
NO_NAME = regex.compile(r"account_.*|.*\.(?:php|html?|xml|txt|ico|js)")
"""Pages of a user's own account, and of the program's."""
ALSO_CHANNELS = ("music.youtube.com", "gaming.youtube.com", "studio.youtube.com")
"""Hosts that have channels by their ids and handles, and much else."""

SHAPE = "Names have 3 to 30 letters or digits, such as @HelviaPharma. Or paste the channel's address."


class YouTube(Site):
    network = Network.YOUTUBE
    hosts = ("youtube.com",)
    short_hosts = ("youtu.be", "youtube-nocookie.com")
    own_words = words(
        "about account ads analytics api apiplayer attribution_link browse c categories channel channel_switcher"
        " channels charts clip comment community copyright courses create_channel creators dashboard e embed error"
        " feed features gaming get_video_info go group handle hashtag howyoutubeworks iframe_api inbox intl jobs"
        " kids learning live live_chat live_dashboard login logout members movie movies music musicpremium my_videos"
        " new news oembed oops opensearch originals p paid_memberships player_api playables playlist playlists podcasts"
        " post premium press profile profile_redirector purchases red redeem redirect reporthistory results s"
        " search select_site servicelogin shorts show shows signin signup source sports static storefront"
        " subscription_center subscription_manager supported_browsers t terms testtube trending trends tv unlimited"
        " upload user v verify vi video videos view_play_list watch watch_popup watch_videos yt yts"
    )
    tabs = words(
        "about channels community courses discussion featured feed join live membership playlists podcasts posts"
        " releases search shorts store streams videos"
    )
    profile_example = "https://www.youtube.com/@HelviaPharma"
    post_example = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"

    def named(self, name: str) -> Handle:
        kind, slash, rest = name.partition("/")
        if slash:
            return self.listed(kind.lower(), rest.strip("/"))
        name = name.removeprefix("@")
        if not NAME.fullmatch(fold(name)):
            raise refuse(self.network, name, SHAPE)
        refuse_lookalikes(self.network, name)
        return Handle(self.network, fold(name), f"@{name}", f"https://www.youtube.com/@{quote(name)}")

    def listed(self, kind: str, name: str) -> Handle:
        """The older kinds of address: a channel's id, which is case-sensitive, and the c/ and user/ names."""
        if kind == "channel" and CHANNEL.fullmatch(name):
            return self.at(kind, name, name)
        if kind not in ("c", "user") or not LEGACY.fullmatch(fold(name)):
            raise refuse(self.network, f"{kind}/{name}", SHAPE)
        if fold(name) in self.own_words:
            raise self.own_page(f"{kind}/{name}")
        refuse_lookalikes(self.network, name)
        return self.at(kind, fold(name), name)

    def at(self, kind: str, handle: str, name: str) -> Handle:
        return Handle(
            self.network, f"{kind}/{handle}", f"{kind}/{name}", f"https://www.youtube.com/{kind}/{closed(name)}"
        )

    def profile(self, at: Address) -> Handle:
        if at.host not in ALSO_CHANNELS:
            self.require_pages(at)
        match at.words:
            case (name, *_) if name.startswith("@"):
                return self.named(at.segment(0))
            case (kind, _, *_) if kind in KINDS:
                return self.listed(kind, at.segment(1))
            case ("profile",) if "user" in at.query:
                return self.listed("user", at.query["user"])
            case ("subscription_center",) if "add_user" in at.query:
                return self.listed("user", at.query["add_user"])
            case (name,) | (name, _) if not NO_NAME.fullmatch(name) and self.shows_pages(at.host):
                return self.unmarked(at)
        raise self.not_an_account()

    def unmarked(self, at: Address) -> Handle:
        """youtube.com/Name, the shortest of the older kinds."""
        if at.words[0] in self.own_words or (at.words[1:] and not self.is_tab(at.words[1])):
            raise self.not_an_account()
        return self.listed("c", at.segment(0))

    def post(self, at: Address) -> Post | None:
        match at.words:
            case ("watch", *_) if "v" in at.query:
                code = at.query["v"]
            case ("watch" | "shorts" | "live" | "post" | "embed" | "v" | "e" | "video", _, *_):
                code = at.segment(1)
            case (_, "community", *_) | ("channel" | "c" | "user", _, "community", *_):
                code = at.query.get("lb", "")
            case (_, *_) if at.host.endswith("youtu.be"):
                code = at.segment(0)
            case _:
                return None
        video = VIDEO.match(code)
        return unsigned(video[0]) if video else None
