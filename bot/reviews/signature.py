"""What it takes to sign a decision, and what its form then asks."""

from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block

from bot.governance import Sign
from bot.kernel.act import Act
from bot.kernel.text.markup import mrkdwn
from bot.kernel.views.blocks import section
from bot.reviews.course import meaning, voice
from bot.reviews.model import Reviewed, Verdict
from bot.signing import service as signing
from bot.signing.forms import code


@dataclass(frozen=True, slots=True)
class Signature:
    """Of somebody with that printed name, who decides with those roles; `way` is None where a click will do."""

    signer: str
    roles: Sequence[str]
    way: Sign | None

    @classmethod
    def of(cls, act: Act, its: Reviewed) -> "Signature":
        """This person's, now; raises Refused where they have no code to give."""
        way = its.review.sign
        return cls(act.who.name, voice(act, its).roles, way if signing.needs_code(act, way) else None)


def asked(its: Reviewed, verdict: Verdict, signature: Signature) -> list[Block]:
    """Their code, and what they sign with it; nothing where a click will do."""
    if signature.way is None:
        return []
    signs = meaning(its.meanings[verdict], signature.roles, several=its.review.same_person)
    return [section(mrkdwn("You sign: “{}”.\n*{}*", signs, signature.signer)), code(signature.way)]
