"""What belongs together is there: whoever forgets a part of what they add reads here what it is and where it goes."""

import re
from collections.abc import Iterator
from dataclasses import fields
from fnmatch import fnmatchcase
from typing import Any, get_args

import handlers
from bot import governance, reviewing, reviews, subscriptions, tables
from bot.governance.checks import problems
from bot.health import questions
from bot.kernel import escalation
from bot.kernel.db import Base
from bot.kernel.events import Audited, Event
from bot.kernel.views.blocks import text_input
from handlers.body import subject_of as subject_tried
from handlers.gesture import Answer
from tests.house import imports, variables, views, waits
from tests.house.forgotten import alike, nothing
from tests.house.kinds import kinds_of, subject_of
from tests.house.reading import ANYTHING, ROOT, calls, is_in, modules, texts, words_of
from tests.views import supply
from tests.views.makers import makers, name_of, parameters

ROUTES = handlers.routes()
SHEET = (ROOT / "sandbox/helvia/accounts.csv").read_text().partition("\n")[0].split(",")
"""The columns of the spreadsheet that a company may begin with."""


def test_each_fact_stands_on_the_page_of_what_follows() -> None:
    facts = {kind for kind in descendants(Event) if not kind.__subclasses__()}
    nothing(
        f"{fact.__name__} ({fact.__module__}) is missing from FACTS in bot/subscriptions.py: say what follows from it, "
        "() where nothing does."
        for fact in facts - set(subscriptions.FACTS)
    )


def test_each_audited_class_has_a_subject_that_the_trail_can_be_asked_for() -> None:
    def can_be_typed(subject: str) -> bool:
        _, typed = ROUTES.commands["/social"].resolve(f"audit {subject}")
        return bool(re.fullmatch(r"\S+", subject)) and typed == subject

    nothing(
        f"{kind.__name__} ({kind.__module__}) has no subject that can be typed after `/social audit`: give it the "
        "property `subject`, such as “account:12”."
        for kind in descendants(Audited)
        if not can_be_typed(subject_of(kind))
    )


def test_each_table_is_known_to_migrations() -> None:
    named = [model.__name__ for model in tables.MODELS]
    nothing(
        f"{table.__name__} ({table.__module__}) is no table that migrations know: name its module in bot/tables.py."
        for table in descendants(Base)
        if not any(f"{table.__module__}.".startswith(f"{module}.") for module in named)
    )


def test_each_signature_that_is_refused_is_on_record_about_something() -> None:
    kinds = {subject_of(kind).partition(":")[0] for kind in descendants(Audited)}
    nothing(
        f"A refused “{verb}” is on record about nothing: add what it is about to KINDS in handlers/body.py."
        for verb in ROUTES.attempts.values()
        if subject_tried({}, verb) not in kinds
    )


def test_each_kind_of_matter_that_asks_is_announced_and_watched() -> None:
    verbs = {"start": escalation.start, "turn": escalation.turn}
    starts = [call for name, verb in verbs.items() for call in calls()[name] if call.called is verb]
    known = [call for call in starts if not is_in(call.module, escalation) and not is_in(call.module, reviews)]
    started = {call: kinds_of(call.argument("subject"), call) for call in known}
    reviewed = [each.timed for each in reviewing.REVIEWS.values()]
    nothing(
        f"{call.place} starts an escalation, and nobody can see of what kind: name the type whose subject it is."
        for call, kinds in started.items()
        if not kinds
    )
    alike(
        {
            "the kinds of matter that start escalations": set(reviewed).union(*started.values()),
            "FIRED and REMINDED in bot/subscriptions.py": {*subscriptions.FIRED, *subscriptions.REMINDED},
            f"UNASKED in {questions.__name__}": set(questions.UNASKED),
        }
    )


def test_each_policy_that_code_follows_is_checked_in_the_governance_file() -> None:
    followed = [call for verb in ("start", "stop", "defer", "pause") for call in calls()[verb]]
    nothing(
        f"{call.place} follows the policy “{name}”, which no governance file need have: make it one of Reminders."
        for call in [*followed, *calls()["policy"]]
        for name in texts(call.argument("policy") or call.argument("name", 0), call) - {ANYTHING}
        if call.name == "policy" or is_in(call.called, escalation)
    )
    rules = governance.load(ROOT / "bot/governance.yml")
    reminders = {name for name, policy in rules.reminders if isinstance(policy, str)}
    nothing(
        f"Nothing follows the reminder “{name}”: take it out of Reminders."
        for name in reminders - words_of("reminders")
    )
    nothing(
        f"The reminder “{name}” follows a policy, and no check asks whether there is one: see _policies_used in "
        "bot/governance/checks.py."
        for name in reminders
        if not any(problem.keys == ("reminders", name) for problem in problems(without(rules, name)))
    )


def without(rules: governance.Governance, reminder: str) -> governance.Governance:
    """The same, but that this reminder follows a policy that is not there."""
    return rules.model_copy(update={"reminders": rules.reminders.model_copy(update={reminder: "no policy"})})


def test_each_button_has_its_handler_and_each_handler_its_button() -> None:
    answered, buttons = {*ROUTES.actions, *ROUTES.links}, views.buttons()
    nothing(
        f"The button “{button}” has no handler: answer it with `@routes.action` in handlers/."
        for button in buttons - views.searches()
        if not any(fnmatchcase(each, button) for each in answered)
    )
    nothing(
        f"The handler of “{each}” has no button: show one, or take the handler out."
        for each in answered
        if not any(fnmatchcase(each, button) for button in buttons)
    )


def test_each_form_and_each_search_has_its_handler_and_each_handler_one() -> None:
    alike({"what people search": views.searches(), "`@routes.suggestions` in handlers/": set(ROUTES.searches)})
    forms, answered = views.forms(), set(ROUTES.forms)
    nothing(
        f"The form “{form}” has no handler: answer it with `@routes.form` in handlers/."
        for form in forms
        if not any(fnmatchcase(each, form) for each in answered)
    )
    nothing(
        f"The handler of “{each}” has no form: show one, or take the handler out."
        for each in answered
        if not any(fnmatchcase(each, form) for form in forms)
    )


def test_each_kind_of_answer_is_given() -> None:
    nothing(
        f"No handler answers with {kind.__name__}: take it out of handlers/gesture.py."
        for kind in get_args(Answer)
        if not any(is_in(call.module, handlers) for call in calls().get(kind.__name__, ()))
    )


def test_each_view_is_tried_with_whatever_is_typed() -> None:
    nothing(
        f"{name_of(maker)} makes a view from “{parameter}”, and nobody says what that may be: add it to "
        "tests/views/supply.py."
        for maker in makers()
        for parameter in parameters(maker)
        if supply.of(parameter) is None
    )


def test_each_field_of_a_draft_is_asked_for_and_each_question_read() -> None:
    for context in views.contexts():
        drafts, asked = list(views.drafts(context)), views.questions(context)
        assert drafts, f"{context} asks people, and has no class Draft of what they answer."
        columns = set(SHEET) if has_sheets(context) else set()
        nothing(
            f"{draft.__module__}.Draft has the field “{field.name}”, and no form asks for it: add it to "
            f"{context}.forms."
            for draft in drafts
            for field in fields(draft)
            if field.name not in asked | columns
        )
        readers = [each for each in modules("handlers") if views.is_about(each, context)]
        read = set().union(*(views.answers_read(each) for each in readers))
        nothing(f"{context}.forms ask for “{question}”, and no handler reads the answer." for question in asked - read)


def test_whatever_somebody_may_write_about_a_crisis_are_words_that_can_be_forgotten() -> None:
    nothing(
        f"What is answered to “{question}” may hold personal data: ask by `private_input`, and keep it by `keep`."
        for context in ("bot.crises", "bot.freezes", "bot.voice", "bot.checklists", "bot.debriefs")
        for question in views.asked_by(text_input, context) - {"url"}  # of our own post
    )


def has_sheets(context: str) -> bool:
    return any(each.name == f"{context}.exchange" for each in modules(context))


def test_each_answer_that_a_handler_reads_is_asked_for() -> None:
    for handler in modules("handlers"):
        about = [context for context in views.contexts() if views.is_about(handler, context)]
        asked = set().union(*(views.questions(context) for context in about))
        nothing(f"{handler.name} reads “{each}”, and no form asks." for each in views.answers_read(handler) - asked)


def test_each_room_stands_in_a_layer() -> None:
    contracts = {each: contract for contract in imports.contracts() for each in contract.get("containers", [])}
    nothing(
        f"{container} has rooms, and no contract in pyproject.toml says which stands on which: add one with layers."
        for container in imports.containers()
        if not contracts.get(container, {}).get("exhaustive")
    )
    for container, contract in contracts.items():
        rooms = {room.rpartition(".")[2] for room in imports.rooms(container)}
        layers = frozenset().union(*imports.layers(contract))
        alike({container: rooms, f"the layers of “{contract['name']}” in pyproject.toml": layers})


def test_each_variable_is_called_by_what_it_is() -> None:
    nothing(
        f"{place} calls something “{word}”: say what it is, such as account or rows."
        for place, word in variables.nameless()
    )


def test_no_wait_is_endless() -> None:
    nothing(
        f"{place} waits for ever: say for how long, such as PATIENCE_S of tests/patience.py."
        for place in waits.endless()
    )


def descendants(kind: type[Any]) -> Iterator[type[Any]]:
    for module in modules("bot"):
        assert module.loaded
    for child in kind.__subclasses__():
        yield from descendants(child)
        if child.__module__.startswith("bot."):
            yield child
