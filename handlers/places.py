"""From where a form was opened, which it carries along: what becomes of it is seen there."""

from dataclasses import dataclass

from slack_sdk.models.views import View

from bot.kernel.views import limits
from bot.kernel.views.within import carried
from handlers.body import Body, channel_of, is_ephemeral, is_modal, part

TYPED, WHISPER, CARD = "typed", "whisper", "card"


@dataclass(frozen=True, slots=True)
class Origin:
    """`kind`: a command that was `TYPED`, a `WHISPER`, or a living `CARD`, which changes by itself; nothing for Home
    and for Slack's own menu of shortcuts. `place`: the channel of a command; of a whisper, the URL by which Slack
    changes it, for half an hour.
    """

    kind: str = ""
    place: str = ""

    @classmethod
    def of(cls, body: Body) -> "Origin":
        """Where this gesture was made; in a modal, where that was opened."""
        if is_modal(body):
            return cls(*str(part(body, "view").get("private_metadata") or "").partition("\n")[0].split()[:2])
        if "command" in body:
            return cls(TYPED, channel_of(body))
        if is_ephemeral(body):
            return cls(WHISPER, str(body.get("response_url") or ""))
        return cls(CARD if channel_of(body) else "")


def note(view: View, origin: Origin) -> None:
    """A form has its origin in the first line of its metadata; what is only read has none."""
    if view.submit:
        whence = f"{origin.kind} {origin.place}".strip()
        view.private_metadata = carried(f"{whence}\n{view.private_metadata or ''}", limits.METADATA)


def is_at_home(body: Body) -> bool:
    """Whether it was done on the App Home, or in what was opened there."""
    return bool(part(body, "view")) and not Origin.of(body).kind
