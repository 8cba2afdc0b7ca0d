"""What does not fit into a message or view gives way in the order of what matters; buttons stay."""

import pytest
from slack_sdk.models.blocks import Block

from bot.kernel.errors import Refused
from bot.kernel.text.markup import mentions, mrkdwn, several, shorten
from bot.kernel.views import limits
from bot.kernel.views.blocks import (
    Message,
    actions,
    button,
    confirm,
    context,
    divider,
    fields,
    header,
    home_tab,
    modal,
    section,
    select_input,
    text_input,
)
from bot.kernel.views.budget import Yielding, size
from bot.kernel.views.verbatim import quoted
from sandbox.blockkit import problems_of_message, problems_of_view
from sandbox.workspace.models import Json

DECIDE = actions(button("Approve", "posts.approve", "7"))
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"


def shown(*blocks: Block) -> list[Json]:
    message = Message(mrkdwn("A message"), blocks).to_dict()
    assert problems_of_message(message) == []
    parts: list[Json] = message["blocks"]
    return parts


def rows(count: int, length: int = 10) -> list[Block]:
    return [section(mrkdwn("{} {}", number, "x" * length)) for number in range(count)]


def test_what_yields_makes_room_for_what_is_signed_and_for_the_buttons() -> None:
    signed = [quoted("x" * 3000) for _ in range(4)]
    given: list[int] = []

    def changes(room: int) -> list[Block]:
        given.append(room)
        return [section(mrkdwn("{}", "y" * (room - 100)))]

    parts = shown(header("#7"), Yielding(changes), *signed, DECIDE)
    assert [part["type"] for part in parts] == ["header", "section", *["rich_text"] * 4, "actions"]
    assert 0 < given[0] <= limits.MESSAGE - 4 * 3000


def test_the_longest_texts_are_cut_and_the_short_ones_stay_whole() -> None:
    short = section(mrkdwn("{}", "Calm. " * 30))
    parts = shown(*rows(6, 2900), short, DECIDE)
    assert parts[-2:] == [short.to_dict(), DECIDE.to_dict()]
    lengths = [len(part["text"]["text"]) for part in parts[:6]]
    assert max(lengths) - min(lengths) < 20
    assert size(parts) > limits.MESSAGE - limits.RESERVED - 200


@pytest.mark.parametrize("length", [10, 2900])
def test_of_too_many_rows_the_last_are_left_out_and_counted_and_the_buttons_stay(length: int) -> None:
    parts = shown(header("Everything"), *rows(100, length), divider(), DECIDE)
    assert parts[0]["type"] == "header"
    assert parts[-1] == DECIDE.to_dict()
    [more] = [part for part in parts if part["type"] == "context"]
    left = len([part for part in parts if part["type"] == "section"])
    assert more["elements"][0]["text"] == f"and {100 + 1 - left} more"


def test_a_home_tab_and_a_modal_take_a_hundred_blocks_and_no_input_is_left_out() -> None:
    assert problems_of_view(home_tab([*rows(150, 500), DECIDE]).to_dict(), "home") == []
    form = modal("x", "A form", [*rows(150), text_input("why", "Why?")]).to_dict()
    assert problems_of_view(form, "modal") == []
    assert form["blocks"][-1]["type"] == "input"


def test_a_row_without_buttons_is_none() -> None:
    assert len(shown(section(mrkdwn("Nothing to press")), actions())) == 1


def test_what_is_empty_and_what_is_too_much_for_one_part_is_shown_all_the_same() -> None:
    parts = shown(section(mrkdwn("")), fields(*map(mrkdwn, "abcdefghijklm")), context(*map(mrkdwn, "abcdefghijklm")))
    assert parts[1]["fields"][-1]["text"] == "j\nk\nl\nm"
    assert parts[2]["elements"][-1]["text"] == "j\nk\nl\nm"


def test_what_a_button_asks_before_it_acts_is_shortened() -> None:
    pressed = button("Cancel the series " * 9, "x")
    pressed.confirm = confirm(
        "Cancel? " * 40, mrkdwn("{}", "&" * 400), yes="Cancel the series of slots now", no="No " * 20
    )
    assert shown(actions(pressed))


def test_what_stands_in_a_field_already_is_never_too_long_for_it() -> None:
    field = text_input("media", "Media", initial="x" * 2500, example="y" * 400, longest=2000)
    assert problems_of_view(modal("x", "A form", [field]).to_dict(), "modal") == []
    assert field.to_dict()["element"]["initial_value"] == "x" * 2500


def test_a_menu_and_a_row_of_buttons_have_so_many_and_no_more() -> None:
    menu = select_input("kind", "Kind", [(str(number), "x" * 90) for number in range(120)])
    row = actions(*(button("x" * 90, f"x.{number}") for number in range(40)))
    assert problems_of_view(modal("x", "A form", [menu, row]).to_dict(), "modal") == []


@pytest.mark.parametrize("typed", ["x" * 3001, "\U0001f600" * 5000])
def test_what_cannot_be_carried_along_is_refused_in_a_sentence(typed: str) -> None:
    with pytest.raises(Refused, match="This is too long"):
        button("Next", "x", typed)
    with pytest.raises(Refused, match="This is too long"):
        modal("x", "A form", [section(mrkdwn("x"))], metadata=typed)


def test_past_some_people_it_says_how_many_more_there_are() -> None:
    people = [f"U0PERSON{number:03}" for number in range(44)]
    assert mentions(people).endswith("<@U0PERSON019> and 24 more")
    assert mentions(people[:20]).endswith("<@U0PERSON019>")
    assert several(["a" * 90] * 9, "\n", room=200) == f"{'a' * 90}\n{'a' * 90}\nand 7 more"


@pytest.mark.parametrize("sign", [FAMILY, "\U0001f1e8\U0001f1ed", "z\u0301\u0302", "\u0915\u094d\u0937"])
def test_no_sign_is_cut_in_two(sign: str) -> None:
    for limit in range(len(sign) + 1, 40):
        assert shorten(sign * 40, limit).removesuffix("…").replace(sign, "") == ""
        assert mrkdwn("{}", sign * 40).within(limit + 2).removesuffix("…").replace(sign, "") == ""
