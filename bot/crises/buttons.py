"""The buttons of a crisis, and their ids."""

from collections.abc import Collection

from slack_sdk.models.blocks import ButtonElement, OverflowMenuElement

from bot.crises.life import Action
from bot.crises.model import Crisis
from bot.crises.states import Ending, State
from bot.freezes import blocks as freezes
from bot.kernel.reference import Ref
from bot.kernel.views.blocks import button, options
from bot.voice import blocks as voice

RAISE = "crises.raise"
ON_IT = "crises.acknowledge"
OFF_IT = "crises.step_back"
LEAD = "crises.lead"
UPDATE = "crises.update"
RESOLVE = "crises.resolve"
NOT_ME = "crises.not_me"
MAKE_PUBLIC = "crises.make_public"
SHOW = "crises.show"
TIMELINE = "crises.timeline"
FOLLOW = "crises.follow"
UNFOLLOW = "crises.unfollow"
ADD_LINE = "crises.add_line"
STAR = "crises.star"
UNSTAR = "crises.take_star_off"
LIST = "crises.list"
KIND = "crises.kind"
CHECKLIST = "crises.checklist"
MORE = "crises.more"
RESCORE = "crises.rescore"
CALL = "crises.call"
GIVE_LEAD = "crises.give_lead"
GIVE_VOICE = "crises.give_voice"
ADD_ACCOUNTS = "crises.add_accounts"
FALSE_ALARM = "crises.false_alarm"
MERGE = "crises.merge"
REOPEN = "crises.reopen"
END_DRILL = "drills.end"

RARER = {
    Action.RESCORE: "It is worse than it was, or less bad.",
    Action.CALL: "One more person is asked, and may answer.",
    Action.GIVE_LEAD: "Somebody else leads it.",
    Action.GIVE_VOICE: "One person speaks for us, and nobody else.",
    Action.ADD_ACCOUNTS: "It is about more accounts.",
    Action.ADD_LINE: "Something happened that its timeline should tell.",
    Action.FOLLOW: "Its news come to you directly.",
    Action.FALSE_ALARM: "It was none. Nobody is asked any more.",
    Action.MERGE: "Another crisis is about this. It goes on there.",
}
"""Behind *More…*: what each is for."""


def of(crisis: Crisis, allowed: Collection[Action]) -> list[ButtonElement]:
    by_action = {
        Action.ACKNOWLEDGE: on_it(crisis),
        Action.JOIN: on_it(crisis),
        Action.TAKE_LEAD: take_lead(crisis),
        Action.POST_UPDATE: post_update(crisis),
        Action.STEP_BACK: off_it(crisis),
        Action.FREEZE: button("Freeze…", freezes.FREEZE, Ref(crisis.id)),
        **({} if crisis.kind else {Action.CHOOSE_KIND: choose_kind(crisis)}),
        **({} if crisis.confidential else {Action.SPEAK: voice.speak(crisis.id)}),
        Action.RESOLVE: end_drill(crisis) if crisis.drill else button("Resolve…", RESOLVE, Ref(crisis.id)),
    }
    if crisis.confidential:
        by_action[Action.MAKE_PUBLIC] = button("Make it public…", MAKE_PUBLIC, Ref(crisis.id))
    if crisis.ending is not Ending.SAME and not crisis.drill:
        by_action[Action.OPEN_AGAIN] = button("Reopen…", REOPEN, Ref(crisis.id))
    by_action |= dict.fromkeys(RARER, more(crisis))
    return list({each.action_id: each for action, each in by_action.items() if action in allowed}.values())


def on_it(crisis: Crisis) -> ButtonElement:
    if crisis.state == State.ACKNOWLEDGED:
        return button("I'm on it too", ON_IT, Ref(crisis.id))
    return button("I'm on it", ON_IT, Ref(crisis.id), style="primary")


def look(crisis: Crisis) -> ButtonElement:
    """At it once it is over, or at the one that it is the same as."""
    if crisis.ending is Ending.SAME:
        return button(f"Show Crisis {crisis.same_as}", SHOW, Ref(crisis.same_as or crisis.id))
    return show_it(crisis)


def open_instead(crisis: Crisis) -> ButtonElement:
    return button("Open it instead", SHOW, Ref(crisis.id))


def come(crisis: Crisis) -> ButtonElement:
    """For somebody who was called by name, whoever else is on it."""
    return button("I'm on it", ON_IT, Ref(crisis.id), style="primary")


def more(crisis: Crisis) -> ButtonElement:
    return button("More…", MORE, Ref(crisis.id))


def rarer(crisis: Crisis) -> dict[Action, ButtonElement]:
    return {
        Action.RESCORE: button("Re-score…", RESCORE, Ref(crisis.id)),
        Action.CALL: button("Call somebody…", CALL, Ref(crisis.id)),
        Action.GIVE_LEAD: button("Give the lead to…", GIVE_LEAD, Ref(crisis.id)),
        Action.GIVE_VOICE: button("Who speaks for us…", GIVE_VOICE, Ref(crisis.id)),
        Action.ADD_ACCOUNTS: button("Add accounts…", ADD_ACCOUNTS, Ref(crisis.id)),
        Action.ADD_LINE: add_line(crisis),
        Action.FOLLOW: follow(crisis),
        Action.FALSE_ALARM: button("False alarm…", FALSE_ALARM, Ref(crisis.id)),
        Action.MERGE: button("Same as…", MERGE, Ref(crisis.id)),
    }


def end_drill(crisis: Crisis) -> ButtonElement:
    return button("End the drill…", END_DRILL, Ref(crisis.id))


def off_it(crisis: Crisis) -> ButtonElement:
    return button("I'm off it", OFF_IT, Ref(crisis.id))


def take_lead(crisis: Crisis) -> ButtonElement:
    return button("Take over the lead" if crisis.lead else "Take the lead", LEAD, Ref(crisis.id, crisis.lead))


def post_update(crisis: Crisis) -> ButtonElement:
    return button("Post update…", UPDATE, Ref(crisis.id))


def choose_kind(crisis: Crisis) -> ButtonElement:
    return button("Change the kind…" if crisis.kind else "Kind…", KIND, Ref(crisis.id))


def checklist(crisis: Crisis) -> ButtonElement:
    return button("Checklist", CHECKLIST, Ref(crisis.id))


def not_me(crisis: Crisis) -> ButtonElement:
    return button("That was not me", NOT_ME, Ref(crisis.id), style="danger")


def show_it(crisis: Crisis) -> ButtonElement:
    return button("Show it", SHOW, Ref(crisis.id))


def follow(crisis: Crisis) -> ButtonElement:
    return button("Follow", FOLLOW, Ref(crisis.id))


def unfollow(crisis: Crisis) -> ButtonElement:
    return button("Unfollow", UNFOLLOW, Ref(crisis.id))


def add_line(crisis: Crisis) -> ButtonElement:
    return button("Add a line…", ADD_LINE, Ref(crisis.id))


def star_menu(crisis: Crisis, line: int, page: int, *, is_starred: bool) -> OverflowMenuElement:
    """Of one line, by its number; `page` is shown again afterwards."""
    value = Ref(crisis.id, f"{line} {page}")
    if is_starred:
        return OverflowMenuElement(action_id=UNSTAR, options=options([(value, "★ Take the star off")]))
    return OverflowMenuElement(action_id=STAR, options=options([(value, "☆ Star: the review tells it")]))
