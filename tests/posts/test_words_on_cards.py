"""Whatever is typed into a post's form, its cards hold all of it that is signed, and stay within what Slack takes."""

from datetime import UTC, datetime
from typing import Any

from hypothesis import example, given, settings

from bot.governance import Stage
from bot.kernel.text.characters import UNSEEN, pieces
from bot.kernel.views.blocks import section
from bot.networks import Network
from bot.posts import blocks, messages, progress
from bot.posts.around import Around
from bot.posts.content import Content, Medium, fingerprint, gist
from bot.posts.life import Action
from bot.posts.model import Decision, Post, PostVersion, Verdict
from sandbox.workspace.models import Json
from tests import hostile

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
AROUND = Around(holders=lambda role: [f"U0{role.upper()}0"], helpers=["U0MARTA000"])
STAGES = [
    Stage.model_validate({"name": "Medical", "roles": ["medical", "legal"], "decide": "all"}),
    Stage.model_validate({"name": "Brand", "roles": ["brand"]}),
]
MEANING = "I ask for changes before publication, as medical reviewer"
SIGNED = ":white_check_mark: *Lucas Martin*: “I approve this post for publication, as legal reviewer”"


def filled(fragment: str) -> Content:
    """Every field as full as its form lets it be."""

    def full(longest: int) -> str:
        return (fragment * (longest // len(fragment) + 1))[:longest]

    return Content(
        account="@Cardiva on X",
        network=Network.LINKEDIN,
        text=full(3000),
        title=full(150),
        link=f"https://helvia.example/{full(470)}",
        media=(Medium(full(900), full(1000)),),
        planned_at=NOON,
        content_type="text",
        objective=full(300),
        funnel="action",
        source=full(300),
        permission=full(300),
        names_product=True,
        initials="AB",
        no_claim=full(300),
    )


def in_review(*contents: Content, reason: str) -> Post:
    """With a version of each content, and a decision on each that gives a reason."""
    post = Post(
        id=7,
        account_id=1,
        account_label="@Cardiva on X",
        network=Network.LINKEDIN,
        author="U0JONAS000",
        status="in review",
        version=len(contents),
        submitted_at=NOON,
        moved_by="Jonas Weber",
        moved_at=NOON,
        planned_at=NOON,
        route="Product",
        stages=[stage.model_dump(mode="json") for stage in STAGES],
        stage=0,
        stage_began_at=NOON,
        text=contents[-1].text,
        gist=gist(contents[-1].text),
        reason="",
    )
    for number, content in enumerate(contents, start=1):
        post.sha256 = fingerprint(7, number, content.as_json())
        signed: dict[str, Any] = {"sha256": post.sha256, "stage": 0, "stage_name": "Medical", "decided_at": NOON}
        by_priya: dict[str, Any] = {"who": "U0PRIYA000", "who_name": "Priya Nair", "roles": ["medical"]}
        post.versions.append(
            PostVersion(
                number=number,
                content=content.as_json(),
                sha256=post.sha256,
                written_by="U0JONAS000",
                written_by_name="Jonas Weber",
                written_at=NOON,
            )
        )
        post.decisions.append(
            Decision(
                version=number,
                verdict=Verdict.CHANGES_REQUESTED,
                meaning=MEANING,
                reason=reason,
                **signed,
                **by_priya,
            )
        )
    return post


def rich_texts(content: list[Json]) -> list[str]:
    """Each section, quotation and item of rich text, as one reads it."""
    elements = [element for block in content if block["type"] == "rich_text" for element in block["elements"]]
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
    content = filled(after)
    post = in_review(filled(before), content, reason=(after * 1000)[:1000])
    details = blocks.particulars(post, AROUND, frozenset(Action), with_reasons=True)
    cards = [blocks.review(post, AROUND), messages.asked(post, AROUND, "U0MEDICAL0"), details]
    assert hostile.beyond(blocks.author(post, AROUND, []).to_dict()["blocks"]) == []
    assert visible(content.objective) in rich_texts(details.to_dict()["blocks"])
    for parts in (card.to_dict()["blocks"] for card in cards):
        assert hostile.beyond(parts) == []
        texts = rich_texts(parts)
        for text in (content.title, content.signed_text, content.source, content.permission, content.no_claim):
            assert visible(text) in texts
        assert visible(f"{content.media[0].name}  {content.media[0].alt}") in texts


@settings(max_examples=10)
@given(fragments)
@example(hostile.TEXT)
def test_a_decision_stands_where_nothing_typed_can_stand(reason: str) -> None:
    post = in_review(filled("Calm. "), reason=f"{SIGNED}\n{reason}"[:1000])
    line = section(progress.decision_line(post.decisions[0]))
    content = blocks.particulars(post, AROUND, [], with_reasons=True).to_dict()["blocks"]
    [place] = [number for number, block in enumerate(content) if block == line.to_dict()]
    assert SIGNED in rich_texts([content[place + 1]])[0]
    others = [block for block in content if block["type"] != "rich_text"]
    assert not [block for block in others if "Lucas Martin" in str(block)]


def test_a_reason_stays_out_where_it_is_not_to_be_read() -> None:
    post = in_review(filled("Calm. "), filled("Calmer. "), reason="Too early")
    message = blocks.particulars(post, AROUND, [], with_reasons=False)
    assert "Too early" not in str(message.to_dict())
    assert "Priya Nair" in str(message.to_dict())
