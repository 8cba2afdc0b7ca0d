"""The composition root: every part is made here, once, from settings; nothing else knows all of them."""

from collections.abc import Iterator
from contextlib import closing
from socket import gethostname

import structlog
from slack_bolt import App
from slack_sdk.errors import SlackApiError
from sqlalchemy.orm import Session

import handlers
from bot import audit, drilling, leaving, outgoing_rules, staffing
from bot.alerts.answering import Answering
from bot.alerts.links import Links
from bot.alerts.pager import Pager
from bot.audit.anchoring import Anchoring
from bot.audit.terms import terms_of
from bot.changes.service import adopt
from bot.client import client_of
from bot.company import Company
from bot.crises import visible
from bot.files.fetching import Fetching
from bot.files.store import store_at
from bot.following import Subscriptions
from bot.governance import Governance, InForce
from bot.health import channels, heartbeat, pruning, tokens
from bot.health.checking import Advice, advice
from bot.health.clocks import Compared
from bot.health.machines import OwnFile
from bot.health.metrics import CountedWire, Gauges, Metrics
from bot.health.readiness import Health
from bot.health.sign_of_life import SignOfLife
from bot.health.vetting import Vetting
from bot.health.watch import Watch
from bot.kernel import drills, escalation, events, secrets
from bot.kernel.clock import Clock
from bot.kernel.db import Database
from bot.kernel.outbox import homes, uploads
from bot.kernel.outbox.making import WithRooms
from bot.kernel.outbox.rollout import Rollout, Understood
from bot.kernel.outbox.sender import Habits, Sender
from bot.kernel.outbox.slack import SlackWire
from bot.kernel.outbox.verdicts import is_refused
from bot.oversight.following import Following, begun
from bot.oversight.standing import Standings
from bot.people import Directory, Unreachable
from bot.people.news import News
from bot.posts.searching import Searching
from bot.settings import Settings, SocketSettings, WebSettings, environment
from bot.sheets import Sheets
from bot.signing.totp import Authenticators
from bot.unshown import Unshown
from handlers.bolt import bolt
from handlers.provide import Provide
from handlers.workspace import SlackPeople

DUE_AT_ONCE = 100

log = structlog.get_logger(__name__)


class NotReady(Exception):
    """Why Concord cannot start, in a sentence for the one who starts it."""


def asked_slack(settings: Settings, rules: Governance | None) -> Advice:
    """What Slack's answers mean for the tokens, and for these rules if there are any."""
    app_token = settings.slack_app_token.get_secret_value() if isinstance(settings, SocketSettings) else ""
    let_in = tokens.tried(client_of(settings), app_token)
    if let_in.refusals or rules is None:
        return let_in
    slack = SlackPeople(client_of(settings), lambda: rules.team)
    with closing(Directory(slack, InForce(rules))) as people:
        return let_in + advice(rules, people, slack.channel)


class Concord:
    """All rooms put together: `bolt` takes gestures, `beat` finds what is due, `sender` delivers."""

    def __init__(self, settings: Settings, database: Database, clock: Clock) -> None:
        self.clock, self.database, self._settings = clock, database, settings
        self.in_force = begun(database, settings.governance_file)
        self.slack = client_of(settings)
        self.host_clock, self.own_file = Compared(gethostname()), OwnFile(gethostname())
        self.workspace = SlackPeople(self.slack, lambda: self.governance.team, dated=self.host_clock.hear)
        self._be_let_in()
        self.people = staffing.directory(self.workspace, self.in_force, database, clock)
        self.news = News(database, self.people)
        self.company = Company(self.in_force, self.people, workspace=lambda: self.workspace.address)
        self._unshown = Unshown(database, clock, self.company)
        self.subscriptions = Subscriptions(self.company)
        events.attach(database, follow=self.subscriptions.follow, write=audit.write)
        outgoing_rules.attach(database)
        drills.attach(database, drilling.REHEARSED)
        self.metrics = Metrics()
        token = settings.slack_bot_token.get_secret_value()
        self._wire = SlackWire(settings.slack_api_url, token, dated=self.host_clock.hear)
        fetching, store = Fetching(self.slack), store_at(settings.media_dir)
        self.sheets = Sheets(database, clock, self.company, self._patient, fetching, store)
        self.searching = Searching(database, clock)
        self._rollout = Rollout(database, clock)
        habits = Habits(fallback=lambda: self.governance.channels.fallback, stays=visible.keeps_letter)
        understood = Understood(CountedWire(self._wire, self.metrics), self._rollout)
        sending = uploads.WithFiles(understood, self._wire.put, self.sheets.made)
        wire = homes.WithHomes(WithRooms(sending), lambda person: handlers.home_of(self._provide, person))
        self.sender = Sender(
            database, wire, clock, habits, self._unshown.letter, record=audit.record, of_room=self.subscriptions.settled
        )
        self.links = Links(settings.public_url, settings.link_secret) if settings.public_url else None
        self.pager = self._pager()
        self.following = Following(database, clock, self.in_force, self._meet, adopt)
        self.standings = Standings(database, clock, self.company, self.following, leaving.relied_on)
        self.vetting = Vetting(self.in_force, lambda rules: SlackPeople(client_of(settings), lambda: rules.team))
        self.anchoring = Anchoring(database, clock, lambda: terms_of(self.governance, settings), settings.signer)
        self.sign = SignOfLife(database, clock)
        self.health = Health(database, clock, lambda: self.governance.lateness, sign=self.sign, troubles=self._troubles)
        self.watch = Watch(database, clock, self.company)
        self._heartbeat_url = settings.heartbeat_url
        self._be_seen()
        self.bolt = self._bolt(settings)

    @property
    def governance(self) -> Governance:
        return self.in_force()

    def _patient(self) -> SlackPeople:
        """Waits as long as Slack wants."""
        client, team = client_of(self._settings, patient=True), self.workspace.team()
        return SlackPeople(client, lambda: team, dated=self.host_clock.hear)

    def _be_let_in(self) -> None:
        """Where Slack cannot be asked, crises are alerted all the same; where it says no, NotReady is raised."""
        try:
            self.workspace.learn_team()
        except Unreachable as error:
            refused = isinstance(error.__cause__, SlackApiError) and is_refused(error.__cause__)
            # Where the file names the workspace, crises are alerted without Slack until there is a token that works.
            if refused and not self.governance.team:
                raise NotReady(f"Slack refuses Concord: {error.__cause__}") from error
            log.warning("not_let_in", why=str(error.__cause__) if refused else "Slack did not answer")

    def require_own_channels(self) -> None:
        """Raises NotReady where other companies would read of crises and reviews; bears that Slack does not say."""
        findings = filter(None, channels.look(self.governance, self.workspace.channel).values())
        if sentences := [finding.sentence for finding in findings]:
            self.close()
            raise NotReady(" ".join(sentences))

    def look_at_channels(self) -> None:
        """They may be shared later, too; administrators hear of it."""
        self.watch.hear(channels.look(self.governance, self.workspace.channel))

    def _bolt(self, settings: Settings) -> App:
        secret = settings.slack_signing_secret.get_secret_value() if isinstance(settings, WebSettings) else None
        app = bolt(self.slack, secret)
        self._provide = Provide(
            self.database,
            self.clock,
            self.company,
            self.news,
            self.workspace,
            timed=self.metrics.time,
            counted=self.metrics.count,
            altered=self.subscriptions.altered,
            noticed=self.standings.notice,
            refused=self.subscriptions.refused,
            rollout=self._rollout,
            shortened=self._unshown.answer,
            authenticators=Authenticators(settings.link_secret),
            vetted=self.vetting.of,
        )
        handlers.register(app, self._provide)
        return app

    def _pager(self) -> Pager:
        return Pager(
            self.database,
            self.clock,
            lambda: self.governance.every_way,
            self.links,
            self.subscriptions.alerted,
            self.metrics.alert,
            self.company.named_in,
        )

    def _be_seen(self) -> None:
        self.metrics.watch(self.database.engine)
        self.metrics.tell_clock(lambda: self.host_clock.seconds)
        self.metrics.registry.register(Gauges(self.health, trouble=lambda: self.sender.trouble))

    def answering(self) -> Answering | None:
        """What the links of alerts do, where there are any."""
        if self.links is None:
            return None
        return Answering(self.database, self.clock, self.links, self.subscriptions.matter())

    def _troubles(self) -> Iterator[str]:
        """What this process cannot do just now, a sentence each."""
        if self.sender.trouble:
            yield f"Slack accepts no messages: {self.sender.trouble}."
        yield from filter(None, (self.anchoring.trouble, self.following.trouble))

    def warm(self) -> None:
        """Ask Slack who holds which role, before somebody waits for it, and from now on hear what others are told."""
        self.news.read()
        self.people.read_grants()
        self._meet(self.governance)

    def _meet(self, rules: Governance) -> None:
        try:
            self.people.warm(rules)
            self.workspace.prepare([] if self.in_force.file else [each for _, each in rules.channels])
        except Unreachable:
            log.warning("people_unknown", why="Slack did not answer; it is asked again when needed")

    def renew_token(self) -> None:
        """Where Slack refuses the token, take up the one that the settings have by now; `.env` may have changed."""
        token = environment().get("SLACK_BOT_TOKEN", "")
        if self.sender.trouble and token and token != self.slack.token:
            secrets.keep(token)
            self.slack.token = token
            self._wire.use(token)
            log.info("token_renewed")

    def fire_due(self) -> None:
        """Say everything that is due, crises first."""
        self.health.beat.mark()
        while self.database.transact(self._fire_some):
            self.health.beat.mark()

    def _fire_some(self, session: Session) -> int:
        now, announce = self.clock.now(), self.subscriptions.announce
        with self.in_force.held():
            return escalation.fire_due(session, now=now, announce=announce, limit=DUE_AT_ONCE)

    def prune(self) -> None:
        pruning.prune(self.database, self.clock.now(), pruning.by_rule(self.governance))
        self.sheets.prune()

    def heartbeat(self) -> None:
        """Say that all is well, to whoever notices when nobody says so; silence is the alarm."""
        if self._heartbeat_url and self.health.status().is_ready and self.watch.all_is_well():
            heartbeat.call(self._heartbeat_url.get_secret_value())

    def close(self) -> None:
        self.people.close()
        self._wire.close()
        self.database.close()
