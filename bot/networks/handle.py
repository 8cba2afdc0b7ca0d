"""An account's name: as it is compared, as it is written, and why it can be none."""

import unicodedata
from dataclasses import dataclass, field

import regex

from bot.networks.network import Network

INVISIBLE = regex.compile(r"[\p{C}]")
SURROUNDING = regex.compile(r"^[\s\p{Cf}]+|[\s\u200B\u202A-\u202E\u2060\u2066-\u2069\uFEFF]+$")
"""Blanks, and what telephones and spreadsheets put around what is copied from them; a single direction mark at the end
may belong to the address.
"""
FOREIGN_LETTER = regex.compile(r"[^\x00-\x7f]")
LATIN, LOOKALIKE = regex.compile(r"\p{Script=Latin}"), regex.compile(r"[\p{Script=Cyrillic}\p{Script=Greek}]")
LONGEST_TYPED = 2048
SHOWN_IN_A_SENTENCE = 60


class HandleError(ValueError):
    """`sentence` tells the one who typed what to type instead."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Handle:
    """One account: two ways of writing it are equal when `network` and `handle` are."""

    network: Network
    handle: str
    shown: str = field(compare=False)
    url: str = field(compare=False)

    @property
    def compose_url(self) -> str:
        """Where this account's publisher goes to post."""
        if self.network is Network.MASTODON:
            return f"https://{self.handle.partition('@')[2]}/publish"
        return self.network.compose_url


def clean(typed: str) -> str:
    """What was typed, without blanks around it, in Unicode's compatibility form (full-width letters plain)."""
    text = SURROUNDING.sub("", unicodedata.normalize("NFKC", typed))
    if not text:
        raise HandleError("Type the account's name, or paste its address.")
    if len(text) > LONGEST_TYPED:
        raise HandleError("This is too long. Type only the account's name.")
    return text


def require_visible(name: str) -> None:
    if INVISIBLE.search(name):
        raise HandleError("It has an invisible character. Type it by hand.")


def fold(name: str) -> str:
    """Lower case, and still in compatibility form: the form in which names are compared."""
    return unicodedata.normalize("NFKC", name.lower())


def refuse_lookalikes(network: Network, name: str) -> None:
    """Refuse Latin mixed with Cyrillic or Greek letters, which imitates another account's name."""
    lookalike = LOOKALIKE.search(name)
    if lookalike and LATIN.search(name):
        raise HandleError(f"{not_a_name(network, name)} {foreign(lookalike[0])}")


def refuse(network: Network, name: str, shape: str) -> HandleError:
    """The error for a name that breaks its network's rule; `shape` says what one looks like."""
    stranger = FOREIGN_LETTER.search(name)
    hint = f" {foreign(stranger[0])}" if stranger and unicodedata.category(stranger[0])[0] in "LN" else ""
    return HandleError(f"{not_a_name(network, name)} {shape}{hint}")


def not_a_name(network: Network, name: str) -> str:
    seen = name if len(name) <= SHOWN_IN_A_SENTENCE else name[: SHOWN_IN_A_SENTENCE - 1] + "…"
    return f"“{seen}” is no name on {network.label}."


def foreign(letter: str) -> str:
    return f"“{letter}” is {unicodedata.name(letter, f'U+{ord(letter):04X}')}: type a plain letter."
