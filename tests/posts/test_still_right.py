"""Whether a post is still right that names a product: asked when something becomes of it, until somebody says so."""

from collections.abc import Collection

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import governance
from bot.kernel.act import Act, due
from bot.kernel.errors import Forbidden, TooLate
from bot.oversight.in_force import take_into_use
from bot.posts import searching, service
from bot.posts.model import NameSearch, ProductSearch
from bot.posts.queries import held
from bot.products import service as register
from bot.products import ways_to_write
from bot.products.drafts import Draft
from bot.products.life import Action
from bot.settings import PACKAGED_GOVERNANCE
from sandbox.desk import readable
from tests.posts.products import add_product, cardiva, keep, move, move_named, named_by
from tests.posts.steps import cards, directly, edit, now, press, register_account, submitted, waiting
from tests.world import Helvia


@pytest.mark.parametrize(
    ("action", "change"), [(Action.WITHDRAW, "is withdrawn. It is on hold"), (Action.RUN_OUT, "is out of stock.")]
)
def test_what_becomes_of_a_product_is_asked_at_once_of_each_post_that_names_it(
    helvia: Helvia, action: Action, change: str
) -> None:
    add_product(helvia)
    about = submitted(helvia, text="Cardiva")
    other = submitted(helvia, account=now(helvia, about).account_id, text="Every heart")
    move(helvia, action)
    heard = directly(helvia, "jonas")
    assert f"*Still right?* #{about} for @HelviaToday on X names Cardiva, which {change}" in heard, heard
    assert f"*Still right?* #{other}" not in heard
    assert cards(helvia, "jonas", "posts.withdraw")


def test_whoever_says_that_it_is_still_right_is_on_record_and_nobody_is_asked_any_more(helvia: Helvia) -> None:
    add_product(helvia)
    account = register_account(helvia)
    about = submitted(helvia, account=account, text="Cardiva")
    move(helvia, Action.RUN_OUT)
    assert waiting(helvia, "jonas") == [about]
    assert press(helvia, "jonas", "posts.still_right").ok
    assert "<@U0JONAS000> says that it is still right: Cardiva is out of stock." in directly(helvia, "jonas")
    assert not cards(helvia, "jonas", "posts.still_right")
    assert waiting(helvia, "jonas") == []
    [entry] = helvia.audit("post_confirmed")
    assert (entry.subject, entry.who_name, entry.note) == ("post:1", "Jonas Weber", "Cardiva is out of stock")


def test_only_the_newest_question_can_be_answered_and_only_by_whose_post_it_is(helvia: Helvia) -> None:
    add_product(helvia)
    submitted(helvia, text="Cardiva")
    move(helvia, Action.RUN_OUT)
    [before] = cards(helvia, "jonas", "posts.still_right")
    value = before.blocks[-1]["elements"][0]["value"]
    keep(helvia, lambda act: register.edit(act, cardiva(act), Draft(name="Cardivax")))
    assert len(cards(helvia, "jonas", "posts.still_right")) == 1, "asked again later"
    jonas, priya = (helvia.concord.people.actor(helvia.desk(each).person.id) for each in ("jonas", "priya"))
    with helvia.session() as session:
        with pytest.raises(TooLate):
            service.confirm(Act(session, jonas, helvia.now), held(session, 1), value.partition(" ")[2])
        with pytest.raises(Forbidden):
            service.confirm(Act(session, priya, helvia.now), held(session, 1), "")


@pytest.mark.parametrize("ends", ["edited", "withdrawn", "put back"])
def test_nobody_is_asked_about_a_post_or_product_whose_question_is_over(helvia: Helvia, ends: str) -> None:
    add_product(helvia)
    submitted(helvia, text="Cardiva")
    move(helvia, Action.RUN_OUT)
    if ends == "edited":
        assert edit(helvia, "jonas", 1, text="Cardiva is back soon").ok
    elif ends == "withdrawn":
        assert press(helvia, "jonas", "posts.withdraw").ok
        assert helvia.desk("jonas").submit().ok
    else:
        move(helvia, Action.PUT_BACK)
    assert not cards(helvia, "jonas", "posts.still_right")
    assert waiting(helvia, "jonas") == []


def test_what_is_on_hold_for_a_withdrawn_product_is_asked_about_without_a_yes(helvia: Helvia) -> None:
    add_product(helvia)
    submitted(helvia, text="Cardiva")
    move(helvia, Action.WITHDRAW)
    assert "*Still right?* #1" in directly(helvia, "jonas")
    assert not cards(helvia, "jonas", "posts.still_right")


def test_a_product_that_is_registered_later_is_asked_about_in_each_open_post_that_names_it(helvia: Helvia) -> None:
    account = register_account(helvia)
    about = submitted(helvia, account=account, text="Breathe with RÉSPIROL™!")
    submitted(helvia, account=account, text="Respiration counts.")
    add_product(helvia, "Respirol", "レスピロール")
    helvia.concord.searching.look()
    asked = cards(helvia, "jonas", "posts.still_right")
    assert [f"#{about} " in readable(each) for each in asked] == [True]
    assert "names Respirol, which is in the register of products now." in readable(asked[0])
    assert named_by(helvia, about) == ["Respirol"]
    helvia.concord.searching.look()
    assert len(helvia.audit("product_found")) == 1
    assert press(helvia, "jonas", "posts.still_right").ok
    move_named(helvia, "Respirol", Action.WITHDRAW)
    assert "names Respirol, which is withdrawn" in directly(helvia, "jonas"), "asked from now on"


def test_a_new_local_name_is_searched_for_too_and_what_its_author_chose_is_not_asked_about(helvia: Helvia) -> None:
    account = register_account(helvia)
    chosen = submitted(helvia, account=account, text="Cardiva", products=["Cardiva"])
    local = submitted(helvia, account=account, text="Kardiva helps")
    add_product(helvia)
    helvia.concord.searching.look()
    assert not cards(helvia, "jonas", "posts.still_right")
    keep(helvia, lambda act: register.edit(act, cardiva(act), Draft(name="Cardiva", local_names="Kardiva")))
    helvia.concord.searching.look()
    assert [each.note for each in helvia.audit("product_found")] == ["Cardiva"]
    heard = directly(helvia, "jonas")
    assert f"*Still right?* #{local} for @HelviaToday on X names Cardiva, which is in the register" in heard
    assert f"*Still right?* #{chosen} for @HelviaToday on X names Cardiva, which was changed" in heard


def test_many_products_are_searched_for_in_many_posts_some_at_a_time(
    helvia: Helvia, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "POSTS", 1)
    monkeypatch.setattr(searching, "AT_ONCE", 2)
    account = register_account(helvia)
    for name in ("Respirol", "Dermalin", "Every heart"):
        submitted(helvia, account=account, text=name)
    for name in ("Respirol", "Dermalin", "Osteovit"):
        add_product(helvia, name)
    helvia.concord.searching.look()
    assert sorted(each.note for each in helvia.audit("product_found")) == ["Dermalin", "Respirol"]
    with helvia.session() as session:
        assert session.scalars(select(ProductSearch)).all() == []


def test_what_only_now_is_a_product_of_the_governance_is_asked_about_in_each_open_post_that_names_it(
    helvia: Helvia,
) -> None:
    account = register_account(helvia)
    about = submitted(helvia, account=account, text="Breathe with RÉSPIROL™!")
    submitted(helvia, account=account, text="Respiration counts.")
    text = PACKAGED_GOVERNANCE.read_text()
    for added in ("", "  - {name: Respira, local_names: [Respirol]}\n"):
        with helvia.session() as session:
            rules = governance.parse(text.replace("products:\n", f"products:\n{added}", 1))
            take_into_use(due(session, helvia.now), rules)
    helvia.concord.searching.look()
    [asked] = cards(helvia, "jonas", "posts.still_right")
    assert f"#{about} for @HelviaToday on X names Respira, which is a product in the governance now." in readable(asked)
    assert named_by(helvia, about) == ["Respira"]
    assert waiting(helvia, "jonas") == [about]
    assert press(helvia, "jonas", "posts.still_right").ok
    assert "says that it is still right: Respira is a product in the governance now." in directly(helvia, "jonas")
    helvia.concord.searching.look()
    assert [each.note for each in helvia.audit("product_found")] == ["Respira"]
    with helvia.session() as session:
        assert session.scalars(select(NameSearch)).all() == []


def test_a_renamed_product_is_still_the_one_that_the_post_names(helvia: Helvia) -> None:
    add_product(helvia)
    submitted(helvia, text="Cardiva")
    keep(helvia, lambda act: register.edit(act, cardiva(act), Draft(name="Cardivax")))
    assert named_by(helvia, 1) == ["Cardivax"]
    assert "names Cardivax, which was changed" in directly(helvia, "jonas")


def test_a_product_with_the_name_that_another_one_had_is_found_too(helvia: Helvia) -> None:
    add_product(helvia)
    submitted(helvia, text="Cardiva")
    keep(helvia, lambda act: register.edit(act, cardiva(act), Draft(name="Cardivax")))
    add_product(helvia)
    helvia.concord.searching.look()
    assert sorted(named_by(helvia, 1)) == ["Cardiva", "Cardivax"]
    assert "names Cardiva, which is in the register of products now" in directly(helvia, "jonas")
    assert edit(helvia, "jonas", 1, text="Cardiva, again").ok
    move(helvia, Action.WITHDRAW)
    assert "names Cardiva, which is withdrawn. It is on hold" in directly(helvia, "jonas")


def test_what_was_edited_while_it_was_searched_is_not_asked_about(
    helvia: Helvia, monkeypatch: pytest.MonkeyPatch
) -> None:
    submitted(helvia, text="Breathe with Respirol")
    add_product(helvia, "Respirol")

    def edited_meanwhile(session: Session, numbers: Collection[int]) -> dict[str, str]:
        names = ways_to_write(session, numbers)
        assert edit(helvia, "jonas", 1, text="Breathe").ok
        return names

    monkeypatch.setattr(searching, "ways_to_write", edited_meanwhile)
    helvia.concord.searching.look()
    assert named_by(helvia, 1) == []
