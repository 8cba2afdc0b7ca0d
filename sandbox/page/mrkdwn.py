"""Slack's mrkdwn as safe HTML: what is not one of its few marks is escaped, and shown as it was written.

Code, `<…>` tokens, bare addresses and emoji are lifted out first, each leaving one private-use character behind; so the
marks around them pair up without looking inside them, and nothing inside them is taken for a mark.
"""

import re
from collections.abc import Callable
from functools import partial

from markupsafe import Markup, escape

from sandbox.page.emoji import face, with_faces
from sandbox.page.reader import Reader
from sandbox.page.tokens import link, token

_HELD_FIRST = 0xF0000  # supplementary private use area A: 65,534 places, none of which Slack's text may carry
_HELD = re.compile("[\U000f0000-\U000ffffd]")
_FENCE = re.compile(r"```\n?(.+?)\n?```", re.DOTALL)
_QUOTED = re.compile(r"^(?:&gt;|>) ?")
_QUOTED_TO_THE_END = re.compile(r"^(?:&gt;|>){3} ?")
_CODE, _TOKEN, _EMOJI = r"`(?P<code>[^`\n]+)`", r"<(?P<token>[^<>\n]+)>", r":(?P<emoji>[a-z0-9_+-]+):"
_ATOM = re.compile(rf"{_CODE}|{_TOKEN}|(?P<address>https?://[^\s<>|\U000f0000-\U000ffffd]+)|{_EMOJI}")
_VERBATIM_ATOM = re.compile(rf"{_CODE}|{_TOKEN}|(?P<address>(?!))|{_EMOJI}")
_MARKS = (
    (re.compile(r"(?<![^\W_])(?<!\*)\*(?![\s*])([^*\n]+?)(?<!\s)\*(?![^\W_]|\*)"), Markup("<strong>{}</strong>")),
    (re.compile(r"(?<!\w)_(?![\s_])([^_\n]+?)(?<!\s)_(?!\w)"), Markup("<em>{}</em>")),
    (re.compile(r"(?<![^\W_])(?<!~)~(?![\s~])([^~\n]+?)(?<!\s)~(?![^\W_]|~)"), Markup("<s>{}</s>")),
)
_TRAILING = ".,;:!?)'\"*_~"


def plain(text: str) -> str:
    """Slack's three entities as the characters they stand for."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def emoji(text: str) -> Markup:
    """A plain_text's words: escaped, with the common emoji names as their characters."""
    return escape(with_faces(plain(text)))


def bare(text: str) -> Markup:
    return escape(plain(text))


def mrkdwn(text: str, reader: Reader, *, verbatim: bool = False) -> Markup:
    """The whole text: fences first, then quotes, then the lines between them; `verbatim`: an address is no link."""
    pieces: list[Markup] = []
    for place, piece in enumerate(_FENCE.split(_HELD.sub("\ufffd", text))):
        if place % 2:
            pieces.append(Markup("<pre>{}</pre>").format(_preformatted(piece, reader)))
        elif piece:
            pieces.append(_quotes_and_lines(piece, reader, first=place == 0, verbatim=verbatim))
    return Markup("").join(pieces)


def _preformatted(text: str, reader: Reader) -> Markup:
    """Inside a fence only `<…>` tokens mean something."""
    parts = re.split(r"<([^<>\n]+)>", text)
    return Markup("").join(
        (token(part, reader) or escape(f"<{part}>")) if place % 2 else escape(plain(part))
        for place, part in enumerate(parts)
    )


def _quotes_and_lines(text: str, reader: Reader, *, first: bool, verbatim: bool) -> Markup:
    lines = text.split("\n")
    if not first and not lines[0]:
        lines.pop(0)  # the line break that ended the fence
    groups: list[tuple[bool, list[str]]] = []
    to_the_end = False
    for line in lines:
        to_the_end = to_the_end or bool(_QUOTED_TO_THE_END.match(line))
        quoted = to_the_end or bool(_QUOTED.match(line))
        bare = _QUOTED.sub("", _QUOTED_TO_THE_END.sub("", line)) if quoted else line
        if not groups or groups[-1][0] != quoted:
            groups.append((quoted, []))
        groups[-1][1].append(bare)
    return Markup("").join(_group(quoted, bare, reader, verbatim) for quoted, bare in groups)


def _group(quoted: bool, lines: list[str], reader: Reader, verbatim: bool) -> Markup:
    html = Markup("<br>").join(_line(line, reader, verbatim) for line in lines)
    return Markup("<blockquote>{}</blockquote>").format(html) if quoted else html


def _line(text: str, reader: Reader, verbatim: bool) -> Markup:
    held: list[Markup] = []
    lifted = (_VERBATIM_ATOM if verbatim else _ATOM).sub(partial(_lift, held=held, reader=reader), text)
    return _marked(lifted, lambda words: _put_back(words, held))


def _lift(atom: re.Match[str], *, held: list[Markup], reader: Reader) -> str:
    """One atom as a private-use character, or as it stands when it means nothing."""
    tail = ""
    html: Markup | None
    if code := atom["code"]:
        html = Markup("<code>{}</code>").format(plain(code))
    elif inner := atom["token"]:
        html = token(inner, reader)
    elif address := atom["address"]:
        bare = address.rstrip(_TRAILING)
        tail = address[len(bare) :]
        html = link(plain(bare), escape(plain(bare)), reader)
    else:
        name = atom["emoji"]
        sign = face(name)
        html = Markup('<span class="emoji" title=":{}:">{}</span>').format(name, sign) if sign else None
    if html is None or _HELD_FIRST + len(held) > 0xFFFFD:
        return atom[0]
    held.append(html)
    return chr(_HELD_FIRST + len(held) - 1) + tail


def _marked(text: str, leaf: Callable[[str], Markup]) -> Markup:
    """The first mark that closes wraps what it holds, which may hold others; then on behind it."""
    pieces: list[Markup] = []
    while first := _first_mark(text):
        match, wrapping = first
        pieces += [leaf(text[: match.start()]), wrapping.format(_marked(match[1], leaf))]
        text = text[match.end() :]
    return Markup("").join([*pieces, leaf(text)])


def _first_mark(text: str) -> tuple[re.Match[str], Markup] | None:
    marks = [(match, wrapping) for pattern, wrapping in _MARKS if (match := pattern.search(text))]
    return min(marks, key=lambda pair: pair[0].start(), default=None)


def _put_back(words: str, held: list[Markup]) -> Markup:
    pieces = re.split("([\U000f0000-\U000ffffd])", words)
    return Markup("").join(
        held[ord(piece) - _HELD_FIRST] if place % 2 else escape(plain(piece)) for place, piece in enumerate(pieces)
    )
