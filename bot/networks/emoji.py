import regex

FLAG = r"\p{Regional_Indicator}{2}"
KEYCAP = r"[0-9#*]\uFE0F?\u20E3"
REGION = r"\U0001F3F4[\U000E0020-\U000E007E]+\U000E007F"
STYLED = r"(?![0-9#*\p{Emoji_Component}])\p{Emoji}(?:(?<=\P{Emoji_Presentation})\uFE0F)?"
ONE = rf"(?:\p{{Emoji_Modifier_Base}}\p{{Emoji_Modifier}}|{STYLED})"
HAIR = r"[\U0001F9B0-\U0001F9B3]"
JOINED = rf"{ONE}(?:\u200D(?:{ONE}|{HAIR}))*"

EMOJI = regex.compile(rf"{FLAG}|{KEYCAP}|{REGION}|{JOINED}")
"""One emoji as a person sees it, by its grammar (unicode.org/reports/tr51, ED-17) not by a list of known ones."""
