"""What is worth knowing and blocks nothing."""

from collections.abc import Iterator

from bot.networks.counting import utf16_units
from bot.networks.draft import Draft
from bot.networks.limits import LINKEDIN_API_DOUBLE, LINKEDIN_LIMIT
from bot.networks.links import links
from bot.networks.network import Network

UNCLICKABLE = frozenset({Network.INSTAGRAM, Network.TIKTOK})


def hints(network: Network, draft: Draft) -> list[str]:
    """Sentences for the author, none of which stops the post."""
    return [*unclickable(network, draft), *(costly(draft) if network is Network.LINKEDIN else ())]


def unclickable(network: Network, draft: Draft) -> Iterator[str]:
    if network in UNCLICKABLE and (draft.link or any(links(draft.text))):
        yield f"Links in a caption can't be clicked on {network.label}: put the link in the profile."


def costly(draft: Draft) -> Iterator[str]:
    by_hand = utf16_units(draft.text)
    by_api = by_hand + sum(character in LINKEDIN_API_DOUBLE for character in draft.text)
    if by_hand <= LINKEDIN_LIMIT < by_api:
        yield (
            f"By hand this fits. Through a scheduling tool LinkedIn counts {by_api:,} of {LINKEDIN_LIMIT:,}: "
            "#, @, * and brackets count 2 there."
        )
