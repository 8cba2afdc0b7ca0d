"""What people might type, as much of it as a form or a sheet takes; and how many people and things there might be."""

from dataclasses import dataclass

from hypothesis import strategies as st

from tests import hostile

FRAGMENTS = (
    *("&", "<", "*", "\u200b", "\u202e", "\U000e0041a", "\u5fc3", "\U0001f600", "\n", "\n>", "x\n", "a b ", "`"),
    *("\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f1e8\U0001f1ed", "z" + "\u0301" * 40, "\u05d0\u05d1 a"),
    *("<!channel>", "https://evil.example/?a=1&b=2 ", "\u0627\u200d", "a\u200b", "a\u200d", ":x:", "x|y\n"),
    *(hostile.TEXT, hostile.NAME),
)


@dataclass(frozen=True)
class Words:
    """`fragment` again and again; there are `many` people, accounts, slots and so on."""

    fragment: str
    many: int = 1

    def full(self, longest: int) -> str:
        return (self.fragment * (longest // len(self.fragment) + 1))[:longest]

    def people(self) -> list[str]:
        return [f"U0PERSON{number:04}" for number in range(self.many)]


CALM = Words("Calm. ")
wild = st.builds(
    Words,
    fragment=st.sampled_from(FRAGMENTS) | hostile.texts.filter(bool),
    many=st.sampled_from([1, 30, 170]),
)
