"""What is said against a plain model: whatever is written, approved, withdrawn and answered, in whatever order."""

from dataclasses import dataclass, field
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy import select

from bot.accounts import outlets_of
from bot.crises import queries as crises
from bot.crises import service as team
from bot.crises.drafts import Draft as Crisis
from bot.kernel.act import Act
from bot.kernel.db import Database
from bot.kernel.escalation import escalations, is_running
from bot.kernel.outbox.tables import cards as asked_by
from bot.reviews.seen import Seen
from bot.voice import queries, service
from bot.voice.drafts import Draft
from bot.voice.model import Statement
from tests.company import WithoutSlack
from tests.machines import WithoutSlackMachine
from tests.thoroughness import examples

SOFIA, DAVID, THOMAS = "U0SOFIA000", "U0DAVID000", "U0THOMAS00"
AN_HOUR = timedelta(hours=1)
SPEAKS = {1: ("en",), 2: ("en", "de"), 3: ("de",)}
LANGUAGES = ("en", "de", "ja")
MOST = 8


@dataclass
class Said:
    language: str
    status: str = "in review"
    answered: set[int] = field(default_factory=set)

    @property
    def accounts(self) -> set[int]:
        return {number for number, tongues in SPEAKS.items() if self.language in tongues}


class Voice(WithoutSlackMachine):
    """Three accounts that Sofia publishes on, one crisis; what David writes is approved by Thomas."""

    def __init__(self) -> None:
        super().__init__()
        self.company.empty()
        self.written, self.is_resolved = dict[int, Said](), False
        accounts = {each: {"publisher": SOFIA, "languages": ", ".join(tongues)} for each, tongues in SPEAKS.items()}
        with self.company.database.transaction() as session:
            self.company.register(session, accounts)
        alarm = Crisis(what="Fake vials", likelihood="4", impact="4")
        numbers = list[int]()
        assert self.done("U0JONAS000", lambda act: numbers.append(self.raised(act, alarm)))
        (self.crisis,) = numbers

    def raised(self, act: Act, alarm: Crisis) -> int:
        return team.raise_crisis(act, alarm, self.company.rules.risk).id

    def one(self, data: st.DataObject) -> tuple[int, Said]:
        number = data.draw(st.sampled_from(sorted(self.written)))
        return number, self.written[number]

    def held(self, act: Act, number: int) -> Statement:
        crises.held(act.session, self.crisis)
        return queries.held(act.session, number)

    def end(self, language: str, *status: str) -> None:
        for each in self.written.values():
            if each.language == language and each.status in status:
                each.status = "replaced"

    @precondition(lambda self: len(self.written) < MOST and not self.is_resolved)
    @rule(language=st.sampled_from(LANGUAGES))
    def somebody_writes(self, language: str) -> None:
        draft = Draft(known="Fakes are sold.", next_at=self.company.now + AN_HOUR)
        new = Said(language)

        def write(act: Act) -> None:
            crises.held(act.session, self.crisis)
            chosen = outlets_of(act.session, new.accounts)
            made = service.write(act, self.crisis, draft, chosen, language, "C0WARROOM0", self.company.rules)
            self.end(language, "in review")
            self.written[made.id] = new

        assert self.done(DAVID, write)

    @precondition(lambda self: self.written)
    @rule(data=st.data(), who=st.sampled_from((DAVID, THOMAS)))
    def somebody_approves(self, data: st.DataObject, who: str) -> None:
        number, statement = self.one(data)
        is_possible = statement.status == "in review" and who == THOMAS

        def approve(act: Act) -> None:
            held = self.held(act, number)
            service.REVIEWING.approve(act, held, Seen.now(held))

        assert self.done(who, approve) == is_possible
        if is_possible:
            self.end(statement.language, "in force")
            statement.status = "in force"

    @precondition(lambda self: self.written)
    @rule(data=st.data())
    def somebody_withdraws(self, data: st.DataObject) -> None:
        number, statement = self.one(data)
        is_possible = statement.status in {"in review", "in force"}
        assert self.done(DAVID, lambda act: service.withdraw(act, self.held(act, number))) == is_possible
        if is_possible:
            statement.status = "withdrawn"

    @precondition(lambda self: self.written)
    @rule(data=st.data(), account=st.sampled_from(sorted(SPEAKS)))
    def somebody_posts(self, data: st.DataObject, account: int) -> None:
        number, statement = self.one(data)
        waits = statement.accounts - statement.answered if statement.status == "in force" else set()
        url = f"https://x.com/Helvia{account}/status/{number}{account}"

        def post(act: Act) -> None:
            service.posted(act, self.held(act, number), account, url)

        assert self.done(SOFIA, post) == (account in waits)
        statement.answered |= {account} & waits

    @precondition(lambda self: self.written)
    @rule(data=st.data())
    def somebody_will_not(self, data: st.DataObject) -> None:
        number, statement = self.one(data)
        waits = statement.accounts - statement.answered if statement.status == "in force" else set()
        assert self.done(SOFIA, lambda act: service.will_not_post(act, self.held(act, number), "No")) == bool(waits)
        statement.answered |= waits

    @precondition(lambda self: not self.is_resolved and len(self.written) >= 2)
    @rule()
    def the_crisis_is_resolved(self) -> None:
        def resolve(act: Act) -> None:
            team.resolve(act, crises.held(act.session, self.crisis), "Over")

        assert self.done(THOMAS, resolve)
        self.is_resolved = True
        for each in self.written.values():
            each.status = "over" if each.status in {"in review", "in force"} else each.status

    @invariant()
    def what_is_said_is_what_the_model_says_one_a_language(self) -> None:
        with self.company.database.snapshot() as session:
            every = session.scalars(select(Statement)).all()
            assert {each.id: each.status.value for each in every} == {
                number: each.status for number, each in self.written.items()
            }
            in_force = [each.language for each in every if each.status == "in force"]
            assert len(in_force) == len(set(in_force))
            answered = {each.id: {its.account_id for its in each.accounts if its.answer_id} for each in every}
            assert answered == {number: each.answered for number, each in self.written.items()}
            counts = queries.standing(session, self.crisis)
            assert crises.by_id(session, self.crisis).statements == (counts.languages if counts else 0) == len(in_force)

    @invariant()
    def somebody_is_reminded_of_what_waits_and_of_nothing_else(self) -> None:
        waits = {
            f"statement:{number}"
            for number, each in self.written.items()
            if each.status == "in review" or (each.status == "in force" and each.accounts - each.answered)
        }
        statements = escalations.c.subject.like("statement:%")
        with self.company.database.snapshot() as session:
            assert set(session.scalars(select(escalations.c.subject).where(is_running(), statements))) == waits

    @invariant()
    def nobody_is_asked_to_say_what_is_not_in_force(self) -> None:
        in_force = {number for number, each in self.written.items() if each.status == "in force"}
        with self.company.database.snapshot() as session:
            asks = session.execute(select(asked_by.c.key).where(~asked_by.c.settled, asked_by.c.key.like("%:say:%")))
            assert {int(key.split(":")[1]) for (key,) in asks} <= in_force
            waiting = {each.id for each in queries.waiting_for(session, SOFIA)}
        open_ones = {number for number in in_force if self.written[number].accounts - self.written[number].answered}
        assert waiting == open_ones


def test_one_voice_a_language_whatever_is_written_approved_withdrawn_and_answered(database: Database) -> None:
    machine = type("VoiceHere", (Voice,), {"company": WithoutSlack(database)})
    run_state_machine_as_test(
        machine, settings=settings(max_examples=examples(2), stateful_step_count=14, deadline=None)
    )
