"""Set up in Slack: offered to whoever may, saved as a revision, and shown as what changes."""

from collections.abc import Callable

from bot.changes.service import adopt
from bot.governance import Governance
from bot.governance.checks import asked_of_nobody
from bot.governance.differences import differences
from bot.kernel import outbox
from bot.kernel.views.blocks import page
from bot.oversight.access import SET_UP
from bot.oversight.in_force import require_in_force
from bot.oversight.keeping import GOVERNANCE
from bot.oversight.revisions import keep_revision, latest, rules_of
from bot.setup import blocks, checks, forms, groups
from bot.setup.drafts import Draft
from handlers import changes
from handlers.gesture import Answer, Gesture, Offer, Open, Replace, Say
from handlers.routing import Routes

routes = Routes()

JUST_NOW = "Somebody else has just saved this. Press Save again in a second to see what changed."


@routes.before_all
def begin(gesture: Gesture) -> Answer:
    return Say(blocks.first(may=SET_UP.allows(gesture, None)))


@routes.ahead
@routes.action(blocks.OPEN)
def ask(gesture: Gesture) -> Answer:
    return _unless_a_file_counts(gesture, lambda: Open(forms.setup(gesture.governance, gesture.who.id, gesture.who.tz)))


def ask_for_groups(gesture: Gesture) -> Answer:
    return _unless_a_file_counts(gesture, lambda: Open(forms.groups(gesture.governance, gesture.groups)))


def export(gesture: Gesture) -> Answer:
    """As a file, to go on with one."""
    return _unless_a_file_counts(gesture, lambda: _exported(gesture))


def _unless_a_file_counts(gesture: Gesture, answer: Callable[[], Answer]) -> Answer:
    """Where a file is the truth, what it says is only shown."""
    SET_UP.require(gesture, None)
    return Say(blocks.of_the_file(gesture.governance)) if gesture.company.in_force.file else answer()


def _exported(gesture: Gesture) -> Answer:
    outbox.send_file(
        gesture.session,
        key=f"governance:{gesture.who.id}:{gesture.when.isoformat()}",
        person=gesture.who.id,
        file=(GOVERNANCE, "governance.yml"),
        message=blocks.as_file(),
        at=gesture.when,
    )
    return Say(blocks.exported())


@routes.suggestions(forms.FIND_GROUP)
def find_group(gesture: Gesture) -> Answer:
    typed = gesture.words.lower()
    return Offer([(each, name) for each, name in gesture.groups.items() if typed in name.lower()])


@routes.form(forms.GROUPS)
def save_groups(gesture: Gesture) -> Answer:
    form = gesture.form
    draft = groups.Draft(form.choice("role") or "", form.choices("groups"))

    def rules_of(before: Governance) -> Governance:
        return groups.rules_of(draft, before)

    def again(old: Governance) -> Answer:
        """What was filled in stays, as Slack keeps it."""
        now = gesture.governance
        return Replace(forms.meanwhile(forms.groups(now, gesture.groups), differences(old, now)))

    return _unless_a_file_counts(gesture, lambda: _saved(gesture, rules_of, again))


@routes.ahead
@routes.form(forms.SET_UP)
def save(gesture: Gesture) -> Answer:
    draft = _draft(gesture)

    def rules_of(before: Governance) -> Governance:
        return checks.rules_of(draft, before, gesture.channels, gesture.people.is_active)

    def again(old: Governance) -> Answer:
        now = gesture.governance
        form = forms.filled_in(now, draft.onto(Draft.of(now), before=Draft.of(old)))
        return Replace(forms.meanwhile(form, differences(old, now)))

    return _unless_a_file_counts(gesture, lambda: _saved(gesture, rules_of, again))


def _saved(
    gesture: Gesture, rules_of: Callable[[Governance], Governance], again: Callable[[Governance], Answer]
) -> Answer:
    """What `rules_of` makes of the governance that the form was made of, if that is still in force; the form `again`
    where it is not.
    """
    before = gesture.governance
    require_in_force(gesture.session, before.sha256, JUST_NOW)
    if gesture.metadata != before.sha256:
        return again(_made_of(gesture))
    rules = rules_of(before)
    if rules.sha256 != before.sha256:
        keep_revision(gesture, rules, based_on=before.sha256)
        if change := adopt(gesture, rules, before):
            return changes.now(gesture, change)
    return Replace(page(blocks.saved(differences(before, rules), asked_of_nobody(rules))))


def _made_of(gesture: Gesture) -> Governance:
    """What the form was made of; as it is now where that was never written down."""
    revision = latest(gesture.session, gesture.metadata)
    return rules_of(revision) if revision else gesture.governance


def _draft(gesture: Gesture) -> Draft:
    form = gesture.form
    return Draft(
        company=form.text("company"),
        time_zone=form.text("time_zone"),
        war_room=form.channel("war_room") or "",
        reviews=form.channel("reviews") or "",
        reminders=form.channel("reminders") or "",
        fallback=form.channel("fallback") or "",
        administrator=form.people("administrator"),
        community_manager=form.people("community_manager"),
        author=form.people("author"),
        medical=form.people("medical"),
        legal=form.people("legal"),
        regulatory=form.people("regulatory"),
        brand=form.people("brand"),
        crisis_lead=form.people("crisis_lead"),
        spokesperson=form.people("spokesperson"),
        leadership=form.people("leadership"),
        drug_safety=form.people("drug_safety"),
        markets=form.text("markets"),
    )
