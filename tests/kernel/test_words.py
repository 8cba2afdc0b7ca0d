"""What people typed never passes for what Concord says."""

import re
from html import unescape

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.kernel.text import markup
from bot.kernel.text.characters import MARKS_OF_DIRECTION, one_line, pieces
from bot.kernel.text.markup import Markup, canonical, link, mrkdwn, name, plain, quotation, quote, sentence, shorten
from bot.kernel.text.oddities import oddities
from bot.kernel.views.blocks import Message, context, header, option, section
from bot.kernel.views.verbatim import labelled, quoted
from sandbox.page.mrkdwn import mrkdwn as as_slack_shows
from tests import hostile
from tests.sandbox.page.readers import MARTA


def html(markup: str) -> str:
    return str(as_slack_shows(markup, MARTA, verbatim=True))


@given(hostile.texts)
@example(hostile.TEXT)
def test_a_name_is_one_line_with_nothing_of_its_own(typed: str) -> None:
    rendered = html(mrkdwn("{}", typed))
    assert "<" not in rendered
    assert "\n" not in rendered
    assert hostile.alive({"text": name(typed)}) == []


@given(hostile.texts, hostile.texts)
@example(hostile.TEXT, hostile.TEXT)
def test_inside_our_sentence_only_our_marks_mean_anything(one: str, other: str) -> None:
    rendered = html(mrkdwn("*Ours* {} and _ours_ {}", one, other))
    assert re.findall(r"<[^>]+>", rendered)[:4] == ["<strong>", "</strong>", "<em>", "</em>"]
    assert len(re.findall(r"<[^>]+>", rendered)) == 4


@given(hostile.texts)
@example(hostile.TEXT)
def test_each_line_of_somebodys_words_is_a_quotation(typed: str) -> None:
    rendered = html(mrkdwn("{}\n*Ours*", quote(typed)))
    assert re.fullmatch(r"<blockquote>([^<]|<br>)*</blockquote><strong>Ours</strong>", rendered)
    assert all(line.startswith(">") for line in quote(typed).splitlines())
    assert hostile.alive({"text": quote(typed)}) == []


@given(hostile.texts)
@example(hostile.TEXT)
def test_a_refusal_that_quotes_what_was_typed_marks_up_nothing_but_its_code(typed: str) -> None:
    rendered = html(sentence(f"No account is called {quotation(typed)}. `/account list` shows them."))
    assert re.findall(r"<[^>]+>", rendered) == ["<code>", "</code>"]
    assert "<code>/account list</code>" in rendered


@given(hostile.texts)
@example(hostile.ADDRESS)
@example("https://x.com/a|b><!channel>")
def test_an_address_leads_where_it_says_and_never_ends_its_own_link(typed: str) -> None:
    for address in (typed, f"https://helvia.example/{typed}", f"https://helvia.example/?{typed}"):
        rendered = html(link(address))
        tags = re.findall(r"<[^>]+>", rendered)
        assert tags in ([], [tags[0], "</a>"] if tags else [])
        if tags:
            [href] = re.findall(r'href="([^"]*)"', tags[0])
            assert unescape(href) == canonical(address)
            assert re.fullmatch(r"https?://[!-~]+", unescape(href))


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "https://helvia.example@evil.example/",
        "//evil.example",
        "https://",
        "x.com",
        "https://[x",
    ],
)
def test_what_is_no_web_address_or_hides_one_leads_nowhere(address: str) -> None:
    assert canonical(address) is None
    assert "<" not in link(address)


def test_a_host_in_other_letters_is_shown_as_the_name_system_knows_it() -> None:
    assert link("https://h\u0435lvia.example/") == "<https://xn--hlvia-zwe.example/|https://xn--hlvia-zwe.example/>"


@given(hostile.texts, st.integers(10, 80))
@example(hostile.TEXT, 30)
@example("\u05e9\u05dc\u05d5\u05dd " * 9, 30)
@example("*\u0627\u200d\u05d0", 21)  # what joins two letters of which one is gone
@example("\u200ehello, hello, hello \u05e9\u05dc\u05d5\u05dd", 30)  # a mark of direction that nothing needs any more
def test_nothing_is_cut_inside_an_entity_a_link_or_a_mention(typed: str, limit: int) -> None:
    text = mrkdwn("{} {} {}", markup.person("U0MARTA000"), typed, link("https://helvia.example/?a=1&b=2"))
    cut = text.within(limit)
    assert len(cut) <= limit
    assert not re.search(r"&(?!amp;|lt;|gt;)", cut)
    assert cut.count("<") == cut.count(">")
    assert directionless(text).startswith(directionless(cut.rstrip("\u2069").removesuffix("…")))
    assert hostile.alive({"text": cut}) == []


def directionless(text: str) -> str:
    """Marks of direction go where what needed them is cut away."""
    return "".join(each for each in text if each not in MARKS_OF_DIRECTION)


@settings(max_examples=20)
@given(hostile.texts.map(lambda text: text * 60))
@example("&" * 9000)
@example(hostile.TEXT * 30)
def test_whatever_is_typed_stays_within_slacks_limits(typed: str) -> None:
    blocks = [
        *(section(mrkdwn("*Ours*\n{}", quote(typed))) for _ in range(8)),
        *labelled([("Ours", shorten(typed, 3000))] * 3),
        context(name(typed or "-")),
        header(typed or "-", ":red_circle:"),
    ]
    message = Message(mrkdwn("{}", typed or "-"), blocks).to_dict()
    assert hostile.beyond(message["blocks"]) == []
    assert len(message["text"]) <= 3000
    assert len(option(typed or "-", "1").to_dict()["text"]["text"]) <= 75


@given(hostile.texts)
@example(hostile.TEXT)
def test_a_header_or_an_option_is_plain_and_one_line(typed: str) -> None:
    label = plain(typed, 75)
    assert len(label) <= 75
    assert "\n" not in label
    assert not re.search(r":[\w+'-]+:", label)
    assert hostile.alive({"type": "plain_text", "text": label}) == []


@given(st.text())
def test_a_text_is_taken_apart_without_loss(text: str) -> None:
    assert "".join(piece for piece, _ in pieces(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "\U0001f468\u200d\U0001f469\u200d\U0001f467 \u2764\ufe0f 1\ufe0f\u20e3 \U0001f44d\U0001f3fd",  # emoji
        "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",  # the flag of Scotland
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",  # Persian, with a joiner that its letters need
        "\u0915\u094d\u200d\u0937",  # Hindi
        "\u05e9\u05dc\u05d5\u05dd\u200f!",  # Hebrew, with a mark of direction
        "Grüße\tan alle\nin Zürich",
    ],
)
def test_what_a_language_or_an_emoji_needs_stays(text: str) -> None:
    assert [unseen for _, unseen in pieces(text) if unseen] == []
    assert "\u25af" not in str(quoted(text).to_dict())


@pytest.mark.parametrize(
    "hidden",
    [
        "\u202e",
        "\u2066",
        "\u200b",
        "\u00ad",
        "\ufeff",
        "\u2060",
        "\U000e0041",
        "\ue000",
        "\x07",
        "\u3164",
        "\u200d",
        "\ufe0f",
    ],
)
def test_what_cannot_be_seen_is_marked_where_it_stands_and_named(hidden: str) -> None:
    [*_, sign, after] = quoted(f"Card{hidden}iva").to_dict()["elements"][0]["elements"]
    assert sign == {"type": "text", "text": "\u25af", "style": {"code": True}}
    assert after["text"] == "iva"
    assert one_line(f"Card{hidden}iva") == "Cardiva"
    [note] = oddities([f"Card{hidden}iva"])
    assert f"U+{ord(hidden):04X}" in note
    assert "1 character here cannot be seen" in note


def test_marks_of_direction_beside_hebrew_are_named_and_left_where_they_are() -> None:
    [note] = oddities(["\u05e9\u05dc\u05d5\u05dd\u200f!"])
    assert "U+200F right-to-left mark" in note


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("C\u0430rdiva helps", "Letters of two alphabets in one word: “C\u0430rdiva”"),
        ("\U0001d402\U0001d41a\U0001d42b\U0001d41d\U0001d422\U0001d42f\U0001d41a", "Signs that only look like letters"),
    ],
)
def test_letters_that_look_like_others_are_named(text: str, note: str) -> None:
    assert [note in each for each in oddities([text])] == [True]


@pytest.mark.parametrize(
    "text", ["5 \u03bcg", "TNF\u03b1 and IFN\u03b3", "\u041c\u043e\u0441\u043a\u0432\u0430 and Moscow", "Zürich 2026"]
)
def test_what_is_written_every_day_is_not_strange(text: str) -> None:
    assert oddities([text]) == []


@pytest.mark.parametrize("first", ["mrkdwn", "join", "add"])
def test_whatever_is_put_into_markup_is_made_harmless(first: str) -> None:
    typed = "*x* <!here>"
    made = {"mrkdwn": mrkdwn("{}", typed), "join": mrkdwn(" ").join([typed]), "add": Markup() + typed}[first]
    assert made == "\u2217x\u2217 &lt;!here&gt;"
    assert isinstance(made, Markup)
