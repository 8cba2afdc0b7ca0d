"""What the trail has of a post, in the words it always had."""

from sqlalchemy import select

from bot.audit.model import Entry
from bot.posts.content import fingerprint
from tests.posts.steps import PRODUCT, URL, decide, edit, now, press, register_account, submitted
from tests.world import Helvia

REASON = "Name the source, please"


def test_the_trail_has_each_version_decision_and_stage_and_where_the_post_is(helvia: Helvia) -> None:
    post_id = submitted(helvia, account=register_account(helvia), **PRODUCT)
    assert edit(helvia, "jonas", post_id, text="Every heart counts. Always.").ok
    for handle in ("priya", "lucas", "elena"):
        assert press(helvia, handle, "posts.approve").ok
    assert helvia.desk("jonas").type("#general", f"/post published {post_id} {URL}").ok
    with helvia.session() as session:
        query = select(Entry).where(Entry.subject == f"post:{post_id}").order_by(Entry.id)
        facts = [(entry.what, entry.note) for entry in session.scalars(query)]
    approve = "I approve this post for publication, as"
    assert facts == [
        ("version_written", ""),
        ("post_submitted", ""),
        ("review_began", "Product"),
        ("version_written", ""),
        ("post_edited", "version 2"),
        ("review_began", "Product"),
        ("decision_made", f"{approve} medical reviewer"),
        ("stage_passed", "Medical"),
        ("decision_made", f"{approve} legal reviewer"),
        ("decision_made", f"{approve} regulatory reviewer"),
        ("review_passed", ""),
        ("post_approved", ""),
        ("post_published", URL),
    ]


def test_the_trail_has_the_words_of_columns_and_what_was_signed(helvia: Helvia) -> None:
    post_id = submitted(helvia)
    assert decide(helvia, "lucas", "posts.request_changes", REASON).ok
    [submission], [version] = helvia.audit("post_submitted"), helvia.audit("version_written")
    assert submission.changes["status"] == [None, "in review"]
    assert submission.changes["network"] == [None, "x"]
    written = version.changes["content"][1]
    assert version.changes["sha256"] == [None, fingerprint(post_id, 1, written)]
    assert now(helvia, post_id).sha256 == fingerprint(post_id, 1, written)
    [decision], [request] = helvia.audit("decision_made"), helvia.audit("changes_requested")
    assert decision.changes["verdict"] == [None, "asked for changes"]
    assert request.changes["status"] == ["in review", "changes requested"]
    assert request.note == f"Wording: {REASON}"
    assert decision.changes["reason"] == [None, REASON]
