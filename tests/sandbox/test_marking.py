"""What a person types, as Slack writes it for an app."""

import pytest

from sandbox.desk.marking import entities, marked
from sandbox.workspace import Workspace


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("Ask @jonas.", "Ask <@U0JONAS000>."),
        ("@jonas, @marta: (@priya)!", "<@U0JONAS000>, <@U0MARTA000>: (<@U0PRIYA000>)!"),
        ("@jonas... or @jonas-", "<@U0JONAS000>... or <@U0JONAS000>-"),
        ("@legal-reviewers?", "<!subteam^S0LEGAL000|@legal-reviewers>?"),
        ("@here. @nobody.", "<!here>. @nobody."),
        ("jonas@helvia.example", "<mailto:jonas@helvia.example|jonas@helvia.example>"),
        ("(To a.b+c@d-e.co.uk.)", "(To <mailto:a.b+c@d-e.co.uk|a.b+c@d-e.co.uk>.)"),
        ("@jonas@helvia", "<@U0JONAS000>@helvia"),
        ("https://a.example/@b.ch", "<https://a.example/@b.ch>"),
        ("In #war-room.", "In <#C0WARROOM0|war-room>."),
        ("#heartday", "#heartday"),
    ],
)
def test_a_name_ends_before_the_full_stop_behind_it(workspace: Workspace, typed: str, text: str) -> None:
    assert marked(workspace, typed) == text


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("See https://a.example/guide.", "See <https://a.example/guide>."),
        ("https://a.example, then", "<https://a.example>, then"),
        ("(https://a.example/b?c=1&d=2)!?", "(<https://a.example/b?c=1&amp;d=2>)!?"),
        ("“https://a.example/b”…", "“<https://a.example/b>”…"),
        ("https://a.example/Heart_(organ)", "<https://a.example/Heart_(organ)>"),
        ("(https://a.example/Heart_(organ)).", "(<https://a.example/Heart_(organ)>)."),
        ("https://a.example/v1.2/name_", "<https://a.example/v1.2/name_>"),
        ("https://a.example/b&", "<https://a.example/b>&amp;"),
        ("<https://a.example/b>", "&lt;<https://a.example/b>&gt;"),
        ("https://a.example/@jonas/#general", "<https://a.example/@jonas/#general>"),
        ("https://...", "https://..."),
    ],
)
def test_a_link_ends_before_what_closes_the_sentence(workspace: Workspace, typed: str, text: str) -> None:
    assert marked(workspace, entities(typed)) == text


def test_in_a_command_a_person_s_handle_comes_along(workspace: Workspace) -> None:
    assert marked(workspace, "@jonas.", with_names=True) == "<@U0JONAS000|jonas>."
