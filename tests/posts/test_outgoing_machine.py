"""What goes out against a plain model of what must hold: whatever people do before, in whatever order."""

from collections.abc import Callable
from typing import ClassVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test
from sqlalchemy import update

from bot.accounts import outlet
from bot.accounts import queries as accounts
from bot.accounts import service as registry
from bot.kernel.act import Act
from bot.kernel.errors import Refused
from bot.posts import publishing, service
from bot.posts.deciding import REVIEWING
from bot.posts.drafts import ANOTHER, Draft
from bot.posts.model import Post, PostVersion
from bot.posts.queries import held
from bot.products import key_of
from bot.products import service as register
from bot.products.drafts import Draft as Product
from bot.products.life import Action
from bot.products.queries import with_key
from bot.reviews.seen import Seen
from tests.posts.steps import AN_HOUR, register_account
from tests.tampering import past_concord
from tests.thoroughness import examples
from tests.world import Helvia

PRODUCTS = ("Cardiva", "Neurovent")
NAMED = st.sets(st.sampled_from(PRODUCTS))
MOVES = st.sampled_from((Action.WITHDRAW, Action.WITHDRAW, Action.PUT_BACK, Action.RUN_OUT))
REVIEWERS = ("priya", "lucas", "elena")
NAMES = {each: each for each in PRODUCTS}


class Outgoing(RuleBasedStateMachine):
    """One post of Jonas's at a time, which three people must approve."""

    helvia: ClassVar[Helvia]
    accounts: ClassVar[int] = 0

    def __init__(self) -> None:
        super().__init__()
        self.text, self.withdrawn = 0, set[str]()
        self.register_an_account()
        self.submit()

    def teardown(self) -> None:
        for name in tuple(self.withdrawn):
            self.something_becomes_of(name, Action.PUT_BACK)

    def register_an_account(self) -> None:
        type(self).accounts += 1
        self.handle = f"HelviaToday{self.accounts}"
        self.account, self.is_retired = register_account(self.helvia, handle=f"@{self.handle}"), False

    def submit(self) -> None:
        draft = self.draft(set())

        def submit(act: Act) -> None:
            its, rules = outlet(act.session, self.account), self.helvia.concord.governance
            self.post_id = service.submit(act, draft, its, rules, names=NAMES).id

        assert self.done("jonas", submit)
        self.version, self.approved_by, self.named = 1, set[str](), set[str]()
        self.is_over = self.is_altered = False

    def draft(self, named: set[str]) -> Draft:
        self.text += 1
        text = f"Heart {self.text} {' '.join(sorted(named))}"
        return Draft(text=text, objective="Be read", content_type="text", products=(ANOTHER,))

    @precondition(lambda self: self.is_over or self.is_retired or self.is_altered)
    @rule()
    def start_another(self) -> None:
        if self.is_retired:
            self.register_an_account()
        self.submit()

    @rule(who=st.sampled_from(REVIEWERS))
    def approve(self, who: str) -> None:
        def approve(act: Act) -> None:
            REVIEWING.approve(act, post := self.post(act), Seen(post.id, post.version, post.review.stage))

        if self.done(who, approve):
            self.approved_by.add(who)

    @rule()
    def all_approve(self) -> None:
        for who in REVIEWERS:
            self.approve(who)

    @rule(named=NAMED)
    def edit(self, named: set[str]) -> None:
        draft, rules, seen = self.draft(named), self.helvia.concord.governance, Seen(self.post_id, self.version)
        if self.done("jonas", lambda act: service.edit(act, self.post(act), draft, rules, names=NAMES, seen=seen)):
            self.version, self.approved_by, self.named = self.version + 1, set(), named

    @rule()
    def plan(self) -> None:
        self.done("jonas", lambda act: publishing.plan(act, self.post(act), act.when + AN_HOUR))

    @rule()
    def give_back(self) -> None:
        self.done("jonas", lambda act: publishing.give_back(act, self.post(act), "No"))

    @rule()
    def an_hour_goes_by(self) -> None:
        self.helvia.workspace.clock.move(AN_HOUR)
        self.helvia.concord.fire_due()

    @rule()
    def withdraw(self) -> None:
        if self.done("jonas", lambda act: service.withdraw(act, self.post(act))):
            self.is_over = True

    @rule(name=st.sampled_from(PRODUCTS), action=MOVES)
    def something_becomes_of(self, name: str, action: Action) -> None:
        if self.done("elena", lambda act: self.move(act, name, action)):
            (self.withdrawn.add if action is Action.WITHDRAW else self.withdrawn.discard)(name)

    @precondition(lambda self: self.approved_by)
    @rule()
    def its_account_is_retired(self) -> None:
        def retire(act: Act) -> None:
            registry.retire(act, accounts.held(act.session, self.account), "No longer needed")

        self.is_retired |= self.done("marta", retire)

    @precondition(lambda self: self.approved_by and not self.is_over)
    @rule()
    def somebody_changes_it_in_the_database(self) -> None:
        newest = PostVersion.post_id == self.post_id, PostVersion.number == self.version
        past_concord(self.helvia.database, update(PostVersion).where(*newest).values(content={"text": "It cures."}))
        self.is_altered = True

    @rule()
    def publish(self) -> None:
        url = f"https://x.com/{self.handle}/status/{self.post_id}"
        is_clear = self.approved_by == {*REVIEWERS} and not (self.is_altered or self.is_retired or self.is_over)
        allowed = is_clear and not self.named & self.withdrawn
        assert self.done("jonas", lambda act: publishing.publish(act, self.post(act), url)) == allowed
        self.is_over |= allowed

    def done(self, who: str, verb: Callable[[Act], object]) -> bool:
        """Whether it was, rather than refused."""
        actor = self.helvia.concord.people.actor(self.helvia.desk(who).person.id)
        try:
            with self.helvia.session() as session:
                verb(Act(session, actor, self.helvia.now))
        except Refused:
            return False
        return True

    def post(self, act: Act) -> Post:
        return held(act.session, self.post_id)

    def move(self, act: Act, name: str, action: Action) -> None:
        product = with_key(act.session, key_of(name)) or register.add(act, Product(name=name))
        register.move(act, product, action)


def test_what_is_published_was_approved_unchanged_on_an_account_in_use_with_no_product_withdrawn(
    helvia: Helvia,
) -> None:
    machine = type("OutgoingHere", (Outgoing,), {"helvia": helvia})
    run_state_machine_as_test(
        machine, settings=settings(max_examples=examples(5), stateful_step_count=25, deadline=None)
    )
