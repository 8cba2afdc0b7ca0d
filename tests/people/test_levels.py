"""Where all whom a level names are gone, others are asked: the message says so, and so does the trail."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.accounts.checks import Rules, account_of
from bot.accounts.drafts import Draft
from bot.accounts.facts import AccountImported
from bot.accounts.model import Status
from bot.audit.model import Entry as Recorded
from bot.crises.drafts import Draft as CrisisDraft
from bot.governance import Entry, Governance, OperatingModel
from bot.kernel.act import due
from bot.kernel.db import Database
from bot.kernel.escalation import Policy
from bot.kernel.outbox.tables import letters
from sandbox.desk import readable
from tests.company import HELVIA, WithoutSlack
from tests.crises.room import Room, asking
from tests.posts.steps import submitted
from tests.steps import USUAL
from tests.world import Helvia

A_DAY = timedelta(days=1)
NOBODY = "role:regulatory"
"""Its group has no members."""


def following(name: str, *levels: list[str]) -> Governance:
    """Rules by which the policy asks these, a level a day."""
    steps = [{"after": f"{number}d", "whom": whom} for number, whom in enumerate(levels)]
    policy = Policy.model_validate({"name": name, "levels": steps})
    others = [each for each in HELVIA.policies if each.name != name]
    return HELVIA.model_copy(update={"policies": [*others, policy]})


def silent(database: Database, rules: Governance, *handles: str) -> WithoutSlack:
    """Accounts have been silent for long enough to be reminded of."""
    world = WithoutSlack(database, rules)
    checks = Rules(world.people.is_active, rules.cadence_days)
    with database.transaction() as session:
        for handle in handles or ["@Cardiva"]:
            draft = Draft(**USUAL | {"handle": handle, "brand": "Cardiva"})
            account = account_of(draft, checks, by="U0INES0000", at=world.now)
            account.status = Status.ACTIVE
            session.add(account)
            session.flush()
            due(session, world.now).record(AccountImported, of=account)
    world.wait(7 * A_DAY + timedelta(hours=8))
    return world


@pytest.mark.parametrize(
    ("levels", "why", "asked"),
    [
        ([["channel", NOBODY], ["backup"]], "so level 2 is asked.", "<@U0SOFIA000>"),
        ([["channel", NOBODY]], "nor does a later one, so those who lead are asked.", "<@U0MARTA000>"),
    ],
)
def test_a_reminder_goes_to_the_next_level_and_says_so_to_its_reader_and_on_record(
    database: Database, levels: list[list[str]], why: str, asked: str
) -> None:
    world = silent(database, following("silent_account", *levels))
    with world.database.transaction() as session:
        [entry] = session.scalars(select(Recorded).where(Recorded.what == "level_found_nobody"))
        reminder = str(session.scalars(select(letters.c.payload)).one())
    assert entry.subject.startswith("account:")
    assert entry.note == f"Level 1 finds nobody (channel, {NOBODY}), {why}"
    assert entry.note in reminder
    assert asked in reminder


HUBS: dict[OperatingModel, list[Entry]] = {
    OperatingModel.ONE: [Entry(who=["U0MARTA000"])],
    OperatingModel.REGIONS: [Entry(who=["U0HANA0000"], regions=["DACH"]), Entry(who=["U0MARTA000"])],
    OperatingModel.BRANDS: [Entry(who=["U0ELENA000"], brands=["CARDIVA"]), Entry(who=["U0MARTA000"])],
}


@pytest.mark.parametrize(
    ("model", "word", "asked"),
    [
        (OperatingModel.ONE, "role:community_manager", "U0MARTA000"),
        (OperatingModel.REGIONS, "role:community_manager", "U0HANA0000"),
        (OperatingModel.REGIONS, "centre", "U0MARTA000"),
        (OperatingModel.BRANDS, "role:community_manager", "U0ELENA000"),
        (OperatingModel.ONE, "role:privacy", "U0DAVID000"),
    ],
)
def test_a_reminder_goes_to_the_holder_of_its_accounts_place_or_to_the_centre(
    database: Database, model: OperatingModel, word: str, asked: str
) -> None:
    rules = following("silent_account", ["channel", word])
    privacy = [Entry(who=["U0DAVID000"], brands=["Cardiva"]), Entry(who=["U0INES0000"])]
    roles = {**rules.roles, "community_manager": HUBS[model], "privacy": privacy}
    own = {"roles": roles, "regions": {"DACH": ["CH", "DE"]}, "operating_model": model}
    world = silent(database, rules.model_copy(update=own))
    with world.database.transaction() as session:
        reminder = str(session.scalars(select(letters.c.payload)).one())
    assert f"too long. <@{asked}>" in reminder


def test_a_crisis_of_no_account_goes_to_the_centre(database: Database) -> None:
    rules = asking("role:community_manager")
    roles = {**rules.roles, "community_manager": HUBS[OperatingModel.REGIONS]}
    room = Room(database, rules.model_copy(update={"roles": roles, "regions": {"DACH": ["CH"]}}))
    crisis_id = room.raise_crisis("U0JONAS000", CrisisDraft(what="Fake vials", likelihood="5", impact="5"))
    room.fire()
    assert set(room.look().asking(crisis_id)) == {"C0WARROOM0", "U0MARTA000"}


def test_several_reminders_in_one_message_each_say_why(database: Database) -> None:
    rules = following("silent_account", ["channel", NOBODY], ["backup"])
    world = silent(database, rules, "@Cardiva", "@Neurovent")
    with world.database.transaction() as session:
        reminders = str(session.scalars(select(letters.c.payload)).one())
        notes = session.scalars(select(Recorded.note).where(Recorded.what == "level_found_nobody")).all()
    assert reminders.count(f"Level 1 finds nobody (channel, {NOBODY}), so level 2 is asked.") == len(notes) == 2


def test_a_reminder_that_finds_somebody_says_nothing_of_it(database: Database) -> None:
    world = silent(database, HELVIA)
    with world.database.transaction() as session:
        assert not session.scalars(select(Recorded).where(Recorded.what == "level_found_nobody")).all()


def test_a_review_that_takes_long_goes_to_the_next_level_and_says_so(helvia: Helvia) -> None:
    in_force = helvia.concord.in_force
    before = in_force()
    in_force.take_up(following("review", ["role:regulatory"], ["author"]))
    helvia.workspace.roster.set_group("S0REGULAT0", [])
    post_id = submitted(helvia)
    helvia.wait(timedelta(hours=1))
    in_force.take_up(before)
    why = "Level 1 finds nobody (role:regulatory), so level 2 is asked."
    assert [(each.subject, each.note) for each in helvia.audit("level_found_nobody")] == [(f"review:{post_id}", why)]
    assert any(why in readable(each) for each in helvia.direct("jonas"))
