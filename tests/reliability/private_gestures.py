"""Each gesture that takes private words, made with words that nothing else has."""

from collections.abc import Callable

from bot.drills.model import Objective
from bot.voice.model import PARTS
from tests.crises.steps import RESOLVE, UPDATE, answer, fill_and_submit, filled_in, press, raise_crisis
from tests.debriefs import steps as debriefs
from tests.drills import steps as drills
from tests.freezes.steps import STOPPED, asking, freeze
from tests.posts.steps import register_account
from tests.reliability.outage import Outage
from tests.voice.steps import WILL_NOT, crisis_with_an_account, write
from tests.voice.steps import asking as to_say
from tests.voice.steps import said as statement

MARK = "Zyxophorine"
"""Nothing else is called so."""


ROOMS = ("#general", "#war-room")


def raised_by_a_form(helvia: Outage) -> None:
    assert raise_crisis(helvia, what=f"{MARK} fell").ok


def raised_by_a_command(helvia: Outage) -> None:
    desk = helvia.desk("jonas")
    assert desk.type("#general", f"/crisis raise {MARK} fell").ok
    assert desk.modal is not None
    assert MARK not in desk.modal.content["private_metadata"]
    desk.fill(likelihood="4", impact="4")
    assert desk.submit().ok


def raised_by_quoting_a_message(helvia: Outage) -> None:
    desk = helvia.desk("jonas")
    message = desk.type("#general", f"{MARK} fell").message
    assert message is not None
    assert desk.message_shortcut("crises.raise_from_message", message.channel, message.ts).ok
    assert desk.press_in_modal("crises.quote").ok
    assert desk.modal is not None
    assert MARK not in desk.modal.content["private_metadata"]
    desk.fill(likelihood="4", impact="4")
    assert desk.submit().ok


def with_evidence(helvia: Outage) -> None:
    assert filled_in(helvia, evidence=f"https://x.example/{MARK}").submit().ok


def a_line_from_a_message(helvia: Outage) -> None:
    raise_crisis(helvia)
    desk = helvia.desk("jonas")
    message = desk.type("#general", f"{MARK} fell").message
    assert message is not None
    assert desk.message_shortcut("crises.add_to_timeline", message.channel, message.ts).ok
    assert desk.modal is not None
    assert MARK not in desk.modal.content["private_metadata"]
    assert desk.submit().ok


def an_update(helvia: Outage) -> None:
    raise_crisis(helvia)
    assert press(helvia, "thomas", UPDATE).ok
    assert fill_and_submit(helvia, "thomas", update=f"{MARK} is well").ok


def an_update_by_a_command(helvia: Outage) -> None:
    raise_crisis(helvia)
    assert answer(helvia).ok
    assert helvia.desk("thomas").type("#general", f"/crisis update 1 {MARK} is well").ok
    helvia.desk("jonas").type("#general", f"/crisis update 1 {MARK} is not")  # who is refused


def an_outcome(helvia: Outage) -> None:
    raise_crisis(helvia)
    assert press(helvia, "thomas", RESOLVE).ok
    assert fill_and_submit(helvia, "thomas", outcome=f"{MARK} is back").ok


def an_outcome_by_a_command(helvia: Outage) -> None:
    raise_crisis(helvia)
    desk = helvia.desk("thomas")
    assert desk.type("#general", f"/crisis resolve 1 {MARK} is back").ok
    assert desk.submit().ok
    helvia.desk("jonas").type("#general", f"/crisis resolve 1 {MARK} is gone")  # who is refused


def a_cause(helvia: Outage) -> None:
    raise_crisis(helvia)
    assert press(helvia, "thomas", RESOLVE).ok
    assert fill_and_submit(helvia, "thomas", outcome="A hoax", cause=f"{MARK} fell").ok


def what_it_taught(helvia: Outage) -> None:
    raise_crisis(helvia)
    assert answer(helvia).ok
    assert press(helvia, "thomas", RESOLVE).ok
    assert fill_and_submit(helvia, "thomas", outcome="A hoax").ok
    words = {"went_well": f"{MARK} fell", "hurt": MARK, "luck": MARK, "lesson": MARK}
    assert debriefs.fill(helvia, "thomas", "debriefs.write", **words).ok
    assert debriefs.fill(helvia, "thomas", "debriefs.add_action", what=f"Lift {MARK}", who="U0SOFIA000").ok
    assert debriefs.press(helvia, "thomas", "debriefs.send").ok
    assert debriefs.press(helvia, "david", "debriefs.approve").ok
    helvia.desk("thomas").type("#general", f"/crisis review {MARK}")  # which is refused


def why_it_is_frozen(helvia: Outage) -> None:
    account = register_account(helvia, publisher="U0SOFIA000")
    raise_crisis(helvia, accounts=[str(account)])
    for _ in range(2):
        freeze(helvia, reason=f"{MARK} fell")


def what_was_stopped(helvia: Outage) -> None:
    account = register_account(helvia, publisher="U0SOFIA000")
    raise_crisis(helvia, accounts=[str(account)])
    freeze(helvia)
    [card] = asking(helvia, "sofia")
    assert helvia.press("sofia", card, STOPPED).ok
    assert fill_and_submit(helvia, "sofia", stopped=f"{MARK} is well").ok


def what_we_say(helvia: Outage) -> None:
    crisis_with_an_account(helvia, what=f"{MARK} fell")
    parts = {name: f"{MARK} {name}" for name in ("known", "unknown", "doing", "advice", "contact")}
    assert write(helvia, **parts).ok
    assert f"{MARK} advice" in str([each.blocks for each in helvia.messages("#war-room")])
    helvia.desk("thomas").type("#general", f"/crisis say 1 {MARK}")


def what_we_answer(helvia: Outage) -> None:
    crisis_with_an_account(helvia, what=f"{MARK} fell")
    message = helvia.desk("thomas").type("#general", "/crisis say 1").message
    assert message is not None
    assert helvia.press("thomas", message, "voice.add_answer").ok
    assert fill_and_submit(helvia, "thomas", question=f"Where is {MARK}?", answer=f"{MARK} is here").ok


def why_it_is_not_posted(helvia: Outage) -> None:
    crisis_with_an_account(helvia, what=f"{MARK} fell")
    statement(helvia)
    [card] = to_say(helvia, "sofia")
    assert helvia.press("sofia", card, WILL_NOT).ok
    assert fill_and_submit(helvia, "sofia", reason=f"{MARK} fell").ok


def what_reviewers_write_of_a_statement(helvia: Outage) -> None:
    crisis_with_an_account(helvia, what=f"{MARK} fell")
    assert write(helvia).ok
    _reviewed(helvia, "voice", "lucas", "thomas")


def what_reviewers_write_of_a_debrief(helvia: Outage) -> None:
    debriefs.over(helvia)
    debriefs.sent(helvia)
    _reviewed(helvia, "debriefs", "david", "thomas")


def _reviewed(helvia: Outage, kind: str, reviewer: str, writer: str) -> None:
    assert debriefs.fill(helvia, reviewer, f"{kind}.ask", question=f"Where is {MARK}?").ok
    helvia.settle()
    cards = [*helvia.messages("#war-room"), *helvia.direct(writer)]
    [card, *_] = [each for each in cards if f"'{kind}.answer'" in str(each.blocks)]
    assert helvia.press(writer, card, f"{kind}.answer").ok
    assert fill_and_submit(helvia, writer, answer=f"{MARK} is here").ok
    helvia.settle()
    assert debriefs.fill(helvia, reviewer, f"{kind}.request_changes", code="other", reason=f"Name {MARK}").ok


def a_drill(helvia: Outage) -> None:
    assert drills.plan(helvia, scenario=None, what=f"{MARK} fell").ok
    helvia.desk("marta").type("#general", f"/crisis drill {MARK}")  # which is refused
    assert drills.end(helvia).ok
    assert drills.rate(helvia, frozen_words=f"{MARK} is well").ok


def looked_for(helvia: Outage) -> None:
    raised_by_a_form(helvia)
    desk = helvia.desk("thomas")
    desk.type("#general", f"/crisis list {MARK}")
    assert MARK in str(desk.type("#general", f"/crisis show {MARK}").message)
    desk.type("#general", f"/crisis freeze {MARK}")
    desk.type("#general", f"/crisis thaw {MARK}")
    for form, field in (("/crisis raise", "accounts"), ("/crisis freeze", "scope")):
        desk.type("#general", form)
        desk.search(field, MARK)


def only_linked_to(helvia: Outage) -> None:
    desk = helvia.desk("jonas")
    message = desk.type("#general", f"{MARK} fell").message
    assert message is not None
    assert desk.message_shortcut("crises.raise_from_message", message.channel, message.ts).ok
    assert desk.press_in_modal("crises.link").ok
    desk.fill(what=f"{MARK} fell", likelihood="4", impact="4")
    assert desk.submit().ok


GESTURES: dict[str, Callable[[Outage], None]] = {
    "sound_the_alarm(words)": raised_by_a_command,
    "sound_the_alarm_about_a_message(message)": raised_by_quoting_a_message,
    "quote_the_message(value)": raised_by_quoting_a_message,
    "only_link_to_the_message(value)": only_linked_to,
    "raise_crisis(what)": raised_by_a_form,
    "raise_crisis(evidence)": with_evidence,
    "search_accounts(words)": looked_for,
    "show_list(words)": looked_for,
    "show(words)": looked_for,
    "update(words)": an_update_by_a_command,
    "update_by_form(update)": an_update,
    "ask_about_message(message)": a_line_from_a_message,
    "add_line(line)": a_line_from_a_message,
    "resolve(words)": an_outcome_by_a_command,
    "resolve_by_form(outcome)": an_outcome,
    "resolve_by_form(cause)": a_cause,
    "review(words)": what_it_taught,
    "write(went_well)": what_it_taught,
    "write(hurt)": what_it_taught,
    "write(luck)": what_it_taught,
    "write(lesson)": what_it_taught,
    "add_action(what)": what_it_taught,
    "freeze(words)": looked_for,
    "search_scope(words)": looked_for,
    "freeze_by_form(reason)": why_it_is_frozen,
    "stopped_elsewhere(stopped)": what_was_stopped,
    "thaw(words)": looked_for,
    "say(words)": what_we_say,
    **dict.fromkeys((f"write({part})" for part in PARTS), what_we_say),
    **dict.fromkeys(("write(question)", "write(answer)"), what_we_answer),
    "will_not_post(reason)": why_it_is_not_posted,
    "plan_by_form(what)": a_drill,
    "drill(words)": a_drill,
    **dict.fromkeys((f"rate({each.name.lower()}_words)" for each in Objective), a_drill),
}
"""By each handler and what it reads."""


OF_REVIEWERS = (what_reviewers_write_of_a_statement, what_reviewers_write_of_a_debrief)
"""What reviewers write of posts and of the rules stays on record; so nobody is asked for it as for private words."""
