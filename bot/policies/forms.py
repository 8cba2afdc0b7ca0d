"""The forms about documents and trainings. A field's id is the name that checks give its problems to."""

from collections.abc import Sequence
from datetime import date, timedelta

from slack_sdk.models.blocks import Block, StaticMultiSelectElement
from slack_sdk.models.views import View

from bot.kernel.actor import spoken
from bot.kernel.reference import Ref
from bot.kernel.views import limits
from bot.kernel.views.blocks import date_input, field, modal, options, select_input, text_input
from bot.people.learning import MustRead
from bot.policies.drafts import LONGEST_LINK, LONGEST_TITLE

ADD = "policies.add"
REVISE = "policies.revise"
TRAIN = "policies.train"
SHA256 = 64
DAYS_TO_READ = timedelta(days=14)


def add(roles: Sequence[str], today: date) -> View:
    """`roles` are all that the company has."""
    return modal(ADD, "Add a document", _questions(roles, today, None), submit="Add")


def revise(document: MustRead, roles: Sequence[str], today: date) -> View:
    answers = [("yes", "Yes: what changed matters"), ("no", "No: only small corrections")]
    again = select_input("material", "Must everybody read it again?", answers, initial="yes")
    blocks = [*_questions(roles, today, document), again]
    return modal(REVISE, "New version", blocks, submit="Save", metadata=Ref(document.id, document.version))


def train() -> View:
    hint = "Paste the table of your learning system, with its first line. Slack takes 3,000 characters at once."
    table = text_input("sheet", "Trainings", multiline=True, hint=hint, example="person,course,until")
    return modal(TRAIN, "Take trainings in", [table], submit="Take in")


def _questions(roles: Sequence[str], today: date, now: MustRead | None) -> list[Block]:
    offered = options((each, spoken(each).capitalize()) for each in roles[: limits.OPTIONS])
    chosen = [each for each in offered if now and each.value in now.roles] or None
    select = StaticMultiSelectElement(action_id="roles", options=offered, initial_options=chosen)
    title, link = (now.title, now.link) if now else ("", "")
    example = "Social media guidelines"
    return [
        text_input("title", "What is it called?", initial=title, example=example, longest=LONGEST_TITLE),
        text_input("link", "Link", initial=link, example="https://…", longest=LONGEST_LINK),
        text_input("sha256", "SHA-256 of the file", hint="The command sha256sum prints it.", longest=SHA256),
        field("roles", "Who must read it?", select),
        date_input("since", "From", initial=today),
        date_input("due", "To be read until", initial=today + DAYS_TO_READ),
    ]
