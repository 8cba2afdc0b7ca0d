"""The words of a statement: its parts, and the text that they make."""

from dataclasses import dataclass
from datetime import datetime

from babel import Locale
from babel.dates import format_date, format_datetime

from bot.kernel import zones

NEXT = {
    "de": "Nächste Information",
    "en": "Next update",
    "es": "Próxima información",
    "fr": "Prochaine information",
    "it": "Prossimo aggiornamento",
    "ja": "次のお知らせ",
    "nl": "Volgende update",
    "pl": "Następna informacja",
    "pt": "Próxima informação",
    "zh": "下次通报",
}
"""How a language says when the company speaks next; in all others it is said in English."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Each part of a statement; empty where it says nothing of that."""

    known: str = ""
    unknown: str = ""
    doing: str = ""
    advice: str = ""
    contact: str = ""


def whole(words: Words, next_at: datetime, zone: str, language: str) -> str:
    """All of it, one part after the other, and at its end when the company speaks next."""
    parts = (words.known, words.unknown, words.doing, words.advice, words.contact, _next(next_at, zone, language))
    return "\n\n".join(filter(None, parts))


def _next(at: datetime, zone: str, language: str) -> str:
    tongue = language.partition("-")[0]
    spoken = Locale.parse(language if tongue in NEXT else "en", sep="-")
    local = at.astimezone(zones.own(zone))
    moment = f"{format_date(local, 'long', spoken)}, {format_datetime(at, 'HH:mm z', zones.own(zone), spoken)}"
    return f"{NEXT.get(tongue, NEXT['en'])}: {moment}"
