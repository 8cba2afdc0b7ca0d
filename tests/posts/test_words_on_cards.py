"""Whatever is typed into a post's form, its cards hold all of it that is signed, and stay within what Slack takes."""

from hypothesis import example, given, settings

from bot.kernel.text.characters import UNSEEN, pieces
from bot.kernel.views.blocks import section
from bot.posts import blocks
from bot.posts.around import Around
from bot.posts.life import Action
from bot.reviews import progress
from bot.reviews.life import Deed
from sandbox.workspace.models import Json
from tests import hostile
from tests.views.matters import content, post_of
from tests.views.words import Words

AROUND = Around(holders=lambda role: {f"U0{role.upper()}0": None}, helpers=["U0MARTA000"])
SIGNED = ":white_check_mark: *Lucas Martin*: “I approve this post for publication, as legal reviewer”"
CALM = content(Words("Calm. "))


def rich_texts(card: list[Json]) -> list[str]:
    """Each section, quotation and item of rich text, as one reads it."""
    elements = [element for block in card if block["type"] == "rich_text" for element in block["elements"]]
    lines = [line for element in elements for line in _lines(element)]
    return ["".join(part["text"] for part in line["elements"]) for line in lines]


def _lines(element: Json) -> list[Json]:
    return element["elements"] if element["type"] == "rich_text_list" else [element]


def visible(text: str) -> str:
    return "".join(UNSEEN if unseen else piece for piece, unseen in pieces(text))


fragments = hostile.texts.filter(bool)


@settings(max_examples=3)
@given(fragments, fragments)
@example("&", "<")
@example("\u202e", "\U000e0041a")
@example(hostile.TEXT, hostile.TEXT[::-1])
def test_a_card_holds_all_that_is_published_its_details_all_that_is_signed_and_both_stay_within_what_slack_takes(
    before: str, after: str
) -> None:
    signed = content(Words(after))
    post = post_of(content(Words(before)), signed, why=(after * 1000)[:1000])
    details = blocks.particulars(post, AROUND, {*Action, *Deed}, with_reasons=True)
    cards = [blocks.review(post, AROUND), blocks.review(post, AROUND, with_reasons=True), details]
    assert hostile.beyond(blocks.author(post, AROUND, []).to_dict()["blocks"]) == []
    assert visible(signed.objective) in rich_texts(details.to_dict()["blocks"])
    for parts in (card.to_dict()["blocks"] for card in cards):
        assert hostile.beyond(parts) == []
        texts = rich_texts(parts)
        for text in (signed.title, signed.signed_text, signed.source, signed.permission, signed.no_claim):
            assert visible(text) in texts
        assert visible(f"{signed.media[0].name}  {signed.media[0].alt}") in texts


@settings(max_examples=10)
@given(fragments)
@example(hostile.TEXT)
def test_a_decision_stands_where_nothing_typed_can_stand(reason: str) -> None:
    post = post_of(CALM, why=f"{SIGNED}\n{reason}"[:1000])
    line = section(progress.decision_line(post.review.decisions[0]))
    card = blocks.particulars(post, AROUND, [], with_reasons=True).to_dict()["blocks"]
    [place] = [number for number, block in enumerate(card) if block == line.to_dict()]
    assert SIGNED in rich_texts([card[place + 1]])[0]
    others = [block for block in card if block["type"] != "rich_text"]
    assert not [block for block in others if "Lucas Martin" in str(block)]


def test_a_reason_stays_out_where_it_is_not_to_be_read() -> None:
    post = post_of(CALM, content(Words("Calmer. ")), why="Too early")
    message = blocks.particulars(post, AROUND, [], with_reasons=False)
    assert "Too early" not in str(message.to_dict())
    assert "Priya Nair" in str(message.to_dict())
