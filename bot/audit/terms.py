"""What checkpoints say besides the trail, and where they go: as governance and settings have it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.alerts.ways import Way
from bot.audit.checkpoints import origin
from bot.governance import Governance
from bot.settings import Settings
from bot.version import VERSION


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where checkpoints go besides the database."""

    channel: str | None = None
    ways: Sequence[Way] = ()
    file: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What each checkpoint says of its `origin`, and `about` governance and program."""

    origin: str
    about: Mapping[str, str]
    places: Places = Places()


def terms_of(rules: Governance, settings: Settings) -> Terms:
    given = rules.checkpoints
    return Terms(
        origin=settings.signer.name if settings.signer else origin(rules.company),
        about={"governance": rules.sha256, "program": f"concord/{VERSION}"},
        places=Places(channel=given.channel, ways=given.ways, file=settings.checkpoint_file),
    )
