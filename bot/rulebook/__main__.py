"""`python -m bot.rulebook` prints the rules as docs/who-may-do-what.md has them."""

import sys
from collections.abc import Iterator

from bot.rulebook import CHAPTERS

HEAD = """\
# Who may do what

`make rules` prints this from the rows that decide it; in Slack see `/social rules` and `/social roles`.

Only full members of the company's own workspace can act: no guests, other companies, leavers or programs."""


def page() -> str:
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield HEAD
    for chapter in CHAPTERS:
        yield from ("", f"## {chapter.name.capitalize()}", "", "| what | who | from → to |", "| --- | --- | --- |")
        for line in chapter.lines():
            yield f"| {line.deed} | {line.who} | {line.moves} |"
        if chapter.besides:
            yield from ("", " ".join(chapter.besides))


if __name__ == "__main__":
    sys.stdout.write(f"{page()}\n")
