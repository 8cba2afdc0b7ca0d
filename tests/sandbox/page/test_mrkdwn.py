import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.page.mrkdwn import emoji, mrkdwn
from tests.sandbox.page.html import Reading
from tests.sandbox.page.readers import MARTA

MARKS = st.sampled_from(
    [
        "*",
        "_",
        "~",
        "`",
        "```",
        "<",
        ">",
        "&",
        "&lt;",
        "&gt;",
        "&amp;",
        "|",
        "^",
        "@",
        "#",
        "!",
        ":",
        "\n",
        " ",
        '"',
        "'",
        "\\",
    ]
)
PIECES = st.sampled_from(
    [
        *("<@U1>", "<@U2|x>", "<#C1>", "<!here>", "<!date^0^{date}|x>", "<https://a.example|", "javascript:alert(1)"),
        *("<script>", "<!--", "-->", "<img src=x onerror=alert(1)>", "https://b.example/?a=1&amp;b=2", ":tada:"),
        *("data:text/html,x", "\U000f0000"),
    ]
)
TEXTS = st.lists(MARKS | PIECES | st.text(max_size=6), max_size=30).map("".join)


def rendered(text: str) -> str:
    return str(mrkdwn(text, MARTA))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*bold* _italic_ ~struck~ `code`", "<strong>bold</strong> <em>italic</em> <s>struck</s> <code>code</code>"),
        ("*bold with _italic_ in it*", "<strong>bold with <em>italic</em> in it</strong>"),
        ("_*both*_", "<em><strong>both</strong></em>"),
        ("one\ntwo", "one<br>two"),
        ("a `b*c*d` e", "a <code>b*c*d</code> e"),
        ("&gt; said\n&gt; twice\nanswered", "<blockquote>said<br>twice</blockquote>answered"),
        ("> said", "<blockquote>said</blockquote>"),
        ("&gt;&gt;&gt; all\nof it", "<blockquote>all<br>of it</blockquote>"),
        ("```\nif *a* &lt; b:\n  go\n```\nthen", "<pre>if *a* &lt; b:\n  go</pre>then"),
        ("R&amp;D &lt;3", "R&amp;D &lt;3"),
        ("a & b < c", "a &amp; b &lt; c"),
        ("• one\n• two", "• one<br>• two"),
    ],
)
def test_a_mark_becomes_what_slack_shows(text: str, html: str) -> None:
    assert rendered(text) == html


@pytest.mark.parametrize(
    "text",
    ["snake_case_word", "2 * 3 * 4", "a*b*c", "* not bold *", "5*", "~", "12:30:45", ":no_such_emoji:", "_", "``"],
)
def test_what_is_no_mark_stays_as_it_was_typed(text: str) -> None:
    assert rendered(text) == text


def test_people_channels_and_groups_are_named() -> None:
    assert Reading(rendered("<@U1> <#C1> <!subteam^S1> <!here>")).text == "@Marta Keller #war-room @crisis-team @here"


def test_a_mention_of_the_reader_stands_out() -> None:
    assert "mention-me" in rendered("<@U1>")
    assert "mention-me" in rendered("<!subteam^S1|@crisis-team>")
    assert "mention-me" not in rendered("<@U2> <!subteam^S2>")


def test_a_channel_that_the_reader_cannot_see_is_not_named() -> None:
    assert Reading(rendered("<#C9|secret-plans>")).text == "#private-channel"


def test_somebody_unknown_goes_by_the_label_or_by_no_name() -> None:
    assert Reading(rendered("<@U9|peter> <@U9>")).text == "@peter @unknown person"


def test_a_link_shows_its_words_and_opens_in_another_tab() -> None:
    (link,) = Reading(rendered("<https://a.example/x_y_z?b=1&amp;c=2|the *page*>")).all("a")
    assert link == {"href": "https://a.example/x_y_z?b=1&c=2", "target": "_blank", "rel": "noopener noreferrer"}


def test_a_verbatim_text_has_its_own_marks_and_links_and_no_others() -> None:
    text = "*See* https://a.example/ and <https://b.example/|this> :tada: <@U1>"
    reading = Reading(str(mrkdwn(text, MARTA, verbatim=True)))
    assert [link["href"] for link in reading.all("a")] == ["https://b.example/"]
    assert len(reading.all("strong")) == 1
    assert [span["class"] for span in reading.all("span")] == ["emoji", "mention mention-me"]


def test_a_bare_address_becomes_a_link_without_the_full_stop_behind_it() -> None:
    reading = Reading(rendered("See https://a.example/b_c_d, or (https://e.example)."))
    assert [link["href"] for link in reading.all("a")] == ["https://a.example/b_c_d", "https://e.example"]
    assert reading.text == "See https://a.example/b_c_d, or (https://e.example)."


def test_a_link_to_a_script_is_shown_and_leads_nowhere() -> None:
    assert rendered("<javascript:alert(1)|click>") == "&lt;javascript:alert(1)|click&gt;"


def test_a_permalink_stays_inside_the_page() -> None:
    for own in MARTA.own:
        (link,) = Reading(rendered(f"<{own}/archives/C1/p1772442000000100?thread_ts=1772441000.000100|here>")).all("a")
        assert link == {"href": "/as/marta/c/C1?at=1772442000.000100&thread=1772441000.000100"}


def test_a_permalink_of_another_workspace_leads_there() -> None:
    address = "https://other.slack.com/archives/C1/p1772442000000100"
    assert Reading(rendered(f"<{address}>")).all("a")[0]["href"] == address


def test_emoji_names_become_characters() -> None:
    assert Reading(rendered(":tada: *:+1:*")).text == "🎉 👍"
    assert emoji("Done :white_check_mark: &amp; <b>") == "Done ✅ &amp; &lt;b&gt;"


@given(TEXTS)
def test_no_text_brings_anything_onto_the_page_but_text(text: str) -> None:
    assert Reading(rendered(text)).problems == []


@given(
    st.text(alphabet=st.characters(exclude_characters="*_~`<>&:\n\r", exclude_categories=["C"])).filter(
        lambda text: "/" not in text
    )
)
def test_text_without_marks_is_shown_letter_by_letter(text: str) -> None:
    assert Reading(rendered(text)).text == text


@given(st.text(alphabet="<>&\"' abc"))
def test_text_that_an_app_escaped_is_shown_as_it_was_before(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert Reading(rendered("- " + escaped)).text == "- " + text
