"""Freezes against a plain model: whatever is frozen, thawed, approved, confirmed and resolved, in whatever order."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule, run_state_machine_as_test

from bot.accounts import outlet, outlets_of
from bot.crises import frozen
from bot.crises import queries as crises
from bot.crises import service as team
from bot.crises.drafts import Draft as Crisis
from bot.freezes import queries, service
from bot.freezes.drafts import Draft
from bot.kernel.act import Act, due
from bot.kernel.db import Database
from bot.oversight.keeping import keep
from bot.people import Person
from bot.posts import publishing
from bot.posts import queries as posts
from bot.posts import service as writing
from bot.posts.deciding import REVIEWING
from bot.posts.drafts import Draft as Post
from bot.reviews.seen import Seen
from tests import cards
from tests.company import WithoutSlack
from tests.machines import WithoutSlackMachine
from tests.thoroughness import examples

JONAS, SOFIA, THOMAS, MARTA = "U0JONAS000", "U0SOFIA000", "U0THOMAS00", "U0MARTA000"
AN_HOUR = timedelta(hours=1)
ACCOUNTS = (1, 2, 3)
SOME = st.sets(st.sampled_from(ACCOUNTS), min_size=1)
MOST = 4


@dataclass
class Written:
    account: int
    planned: datetime
    status: str = "in review"


class Freezes(WithoutSlackMachine):
    """Three accounts, one crisis; what Jonas writes is approved by Marta and published by Sofia."""

    def __init__(self) -> None:
        super().__init__()
        self.company.empty()
        self.holds, self.written = dict[int, set[int]](), dict[int, Written]()
        self.of_crisis, self.is_resolved = set[int](), False
        self.answered, self.has_left = dict[int, set[int]](), False
        self.company.people.learn(self.sofia(is_here=True))
        with self.company.database.transaction() as session:
            self.company.register(session, {number: {"publisher": SOFIA} for number in ACCOUNTS})
        alarm = Crisis(what="Fake vials", likelihood="4", impact="4")
        numbers = list[int]()
        assert self.done(JONAS, lambda act: numbers.append(team.raise_crisis(act, alarm, self.company.rules.risk).id))
        (self.crisis,) = numbers

    def sofia(self, *, is_here: bool) -> Person:
        return Person(id=SOFIA, name="Sofia", tz="UTC", is_deactivated=not is_here)

    @property
    def publisher(self) -> str:
        """Jonas owns the accounts, so he is asked where she has left."""
        return JONAS if self.has_left else SOFIA

    def is_frozen(self, account: int) -> bool:
        return any(account in held for held in self.holds.values())

    def let_go(self, freeze: int, accounts: set[int]) -> None:
        self.holds[freeze] -= accounts

    @precondition(lambda self: len(self.written) < MOST)
    @rule(account=st.sampled_from(ACCOUNTS))
    def somebody_writes(self, account: int) -> None:
        planned = self.company.now + 2 * AN_HOUR
        draft = Post(text="Every heart counts.", objective="Be read", content_type="text", planned_at=planned)

        def submit(act: Act) -> None:
            new = writing.submit(act, draft, outlet(act.session, account), self.company.rules, names={})
            self.written[new.id] = Written(account, planned)

        assert self.done(JONAS, submit)

    @precondition(lambda self: self.written)
    @rule(data=st.data())
    def somebody_approves(self, data: st.DataObject) -> None:
        number, post = self.one(data)

        def approve(act: Act) -> None:
            held = posts.held(act.session, number)
            REVIEWING.approve(act, held, Seen(held.id, held.version, held.review.stage))

        assert self.done(MARTA, approve) == (post.status == "in review")
        if post.status == "in review":
            is_ahead = post.planned > self.company.now
            post.status = "approved" if not is_ahead else "on hold" if self.is_frozen(post.account) else "scheduled"

    @rule(accounts=SOME, for_it=st.booleans())
    def somebody_freezes(self, accounts: set[int], for_it: bool) -> None:
        draft = Draft(scope=["all"], exceptions=(), reason="Fake vials", again="4")
        crisis = self.crisis if for_it else None

        def freeze(act: Act) -> None:
            new = service.freeze(act, draft, outlets_of(act.session, accounts), "some", crisis)
            self.holds[new.id], self.answered[new.id] = set(accounts), set()
            self.of_crisis |= {new.id} if for_it else set()

        assert self.done(THOMAS, freeze)
        for post in self.written.values():
            if post.account in accounts and post.status == "scheduled":
                post.status = "on hold"

    @precondition(lambda self: self.holds)
    @rule(data=st.data(), accounts=SOME)
    def somebody_thaws(self, data: st.DataObject, accounts: set[int]) -> None:
        freeze = data.draw(st.sampled_from(sorted(self.holds)))
        is_possible = bool(self.holds[freeze])
        assert (
            self.done(MARTA, lambda act: service.thaw(act, queries.held(act.session, freeze), accounts)) == is_possible
        )
        self.let_go(freeze, accounts)

    @precondition(lambda self: self.holds)
    @rule(data=st.data())
    def whoever_publishes_answers(self, data: st.DataObject) -> None:
        self.company.fire()
        freeze = data.draw(st.sampled_from(sorted(self.holds)))
        left = self.holds[freeze] - self.answered[freeze]
        assert self.done(
            self.publisher, lambda act: service.nothing_elsewhere(act, queries.held(act.session, freeze))
        ) == bool(left)
        self.answered[freeze] |= left

    @precondition(lambda self: not self.has_left)
    @rule()
    def the_publisher_leaves(self) -> None:
        self.company.people.learn(self.sofia(is_here=False))
        with self.company.database.transaction() as session:
            keep(due(session, self.company.now), f"person:{SOFIA}", {"left": True})
        self.has_left = True
        self.company.fire()

    @precondition(lambda self: not self.is_resolved)
    @rule(thaws=st.booleans())
    def the_crisis_is_resolved(self, thaws: bool) -> None:
        def resolve(act: Act) -> None:
            crisis = crises.held(act.session, self.crisis)
            team.resolve(act, crisis, "A hoax")
            if thaws:
                frozen.thaw(act, crisis)

        assert self.done(THOMAS, resolve)
        self.is_resolved = True
        for freeze in self.of_crisis if thaws else ():
            self.let_go(freeze, {*ACCOUNTS})

    @precondition(lambda self: self.written)
    @rule(data=st.data())
    def its_author_confirms(self, data: st.DataObject) -> None:
        number, post = self.one(data)
        is_possible = post.status == "on hold" and not self.is_frozen(post.account) and post.planned > self.company.now
        assert self.done(JONAS, lambda act: publishing.confirm(act, posts.held(act.session, number))) == is_possible
        if is_possible:
            post.status = "scheduled"

    @precondition(lambda self: self.written)
    @rule(data=st.data())
    def its_author_sets_a_time(self, data: st.DataObject) -> None:
        number, post = self.one(data)
        planned = self.company.now + AN_HOUR
        is_cleared = post.status in {"approved", "scheduled", "on hold"} and not self.is_frozen(post.account)
        assert (
            self.done(JONAS, lambda act: publishing.plan(act, posts.held(act.session, number), planned)) == is_cleared
        )
        if is_cleared:
            post.status, post.planned = "scheduled", planned

    @precondition(lambda self: self.written)
    @rule(data=st.data())
    def its_publisher_says_that_it_is_out(self, data: st.DataObject) -> None:
        number, post = self.one(data)
        url = f"https://x.com/Helvia{post.account}/status/{number}"
        is_possible = post.status in {"approved", "scheduled"} and not self.is_frozen(post.account)
        assert (
            self.done(
                MARTA if self.has_left else SOFIA,
                lambda act: publishing.publish(act, posts.held(act.session, number), url),
            )
            == is_possible
        )
        if is_possible:
            post.status = "published"

    @rule()
    def an_hour_goes_by(self) -> None:
        self.company.wait(AN_HOUR)

    @invariant()
    def what_goes_out_is_what_the_model_says(self) -> None:
        with self.company.database.transaction() as session:
            assert queries.frozen(session) == {each for each in ACCOUNTS if self.is_frozen(each)}
            for number, post in self.written.items():
                assert posts.by_id(session, number).status == post.status, number
                calls = cards.beneath(session, f"post:{number}:publication")
                if any("posts.published" in card.says for card in calls):
                    assert post.status == "scheduled"
                questions = cards.beneath(session, f"post:{number}:confirming")
                is_asked = any("posts.confirm" in card.says for card in questions)
                assert is_asked == (post.status == "on hold" and not self.is_frozen(post.account)), number

    @invariant()
    def whoever_is_asked_about_a_freeze_is_here_and_has_something_to_say(self) -> None:
        with self.company.database.transaction() as session:
            for freeze, held in self.holds.items():
                asking = [
                    card
                    for card in cards.beneath(session, f"freeze:{freeze}:elsewhere")
                    if "freezes.nothing" in card.says
                ]
                assert not asking or held - self.answered[freeze], freeze
                assert not self.has_left or not [card for card in asking if card.channel == SOFIA], freeze

    def one(self, data: st.DataObject) -> tuple[int, Written]:
        number = data.draw(st.sampled_from(sorted(self.written)))
        return number, self.written[number]


def test_nothing_goes_out_on_a_frozen_account_nor_afterwards_unless_it_was_confirmed(database: Database) -> None:
    machine = type("FreezesHere", (Freezes,), {"company": WithoutSlack(database)})
    run_state_machine_as_test(
        machine, settings=settings(max_examples=examples(3), stateful_step_count=20, deadline=None)
    )
