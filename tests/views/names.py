"""What views are tried with, by what a parameter of text is called."""

from bot.signing.totp import uri
from tests.views import matters
from tests.views.matters import Supply

NAMES: dict[str, Supply] = {
    **dict.fromkeys(
        ("leaver", "owner", "writer", "whoever", "who", "before", "by", "editor", "reviewer", "person", "planner"),
        lambda words: [matters.ANN],
    ),
    **dict.fromkeys(("key", "product", "change", "callback_id", "crisis", "metadata"), lambda words: [words.full(100)]),
    **dict.fromkeys(("war_room", "room"), lambda words: ["C0WARROOM0"]),
    **dict.fromkeys(("name_of_leaver", "difference", "refusal", "name", "why"), lambda words: [words.full(300)]),
    **dict.fromkeys(("what", "outcome", "note", "text", "reason"), lambda words: [words.full(3000)]),
    **dict.fromkeys(("url", "planned", "evidence", "source", "card", "subject"), lambda words: [words.full(500)]),
    **dict.fromkeys(("handle", "mine"), lambda words: ["", words.full(200)]),
    "sha256": lambda words: ["0123456789abcdef" * 4],
    "secret": lambda words: [" ".join(["ABCD"] * 8)],
    "uri": lambda words: [uri(bytes(20), words.full(80), words.full(100))],
    "error": lambda words: ["invalid_blocks", "is_archived"],
    "zone": lambda words: ["", "America/Argentina/ComodRivadavia"],
    "how": lambda words: ["are on"],
    "account": lambda words: [words.full(200)],
    "title": lambda words: [words.full(100)],
    "lesson": lambda words: ["", words.full(150)],
    "days": lambda words: ["60 working days"],
    "kind": lambda words: ["posts"],
    "reader": lambda words: [*words.people()[:1], matters.ANN],
    "language": lambda words: ["de-CH"],
    "seen": lambda words: ["", "6 7"],
    "many": lambda words: [words.full(100)],
    "narrowed": lambda words: ["open", "resolved", "false", "all"],
}
"""Of people's words and ids, and of our own, the name says which."""
