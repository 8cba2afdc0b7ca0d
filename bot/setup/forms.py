"""The form that sets Concord up. A field's id is the name that checks give its problems to."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from slack_sdk.models.blocks import (
    Block,
    ConversationSelectElement,
    ExternalDataMultiSelectElement,
    InputBlock,
    InteractiveElement,
)
from slack_sdk.models.blocks.block_elements import ConversationFilter
from slack_sdk.models.views import View

from bot.governance import Governance, Role
from bot.governance.differences import Difference
from bot.kernel.actor import spoken
from bot.kernel.text.markup import mrkdwn
from bot.kernel.views.blocks import context, divider, field, modal, section, select_input, text_input
from bot.kernel.views.fields import users_input
from bot.oversight.blocks import rows
from bot.setup.drafts import Draft
from bot.setup.groups import held

SET_UP = "setup.save"
GROUPS = "setup.groups"
FIND_GROUP = "setup.group"
LONGEST_NAME = 80
LATER = mrkdwn("What is optional can wait: `/social setup` opens this again. User groups: `/social setup groups`.")
MEANWHILE = mrkdwn(
    "*Not saved yet: somebody else has saved this.* Your answers are kept: look, and press *Save* again."
)


def setup(rules: Governance, person: str, zone: str) -> View:
    """As it is now; at first `person` is offered as the administrator, with the time zone that is theirs if any."""
    draft = Draft.of(rules)
    if not rules.is_set_up:
        draft = replace(draft, administrator=[person], time_zone=zone or draft.time_zone)
    return filled_in(rules, draft)


def filled_in(rules: Governance, draft: Draft) -> View:
    """With these answers. In a form of other rules each field has another id, or Slack would keep what stood there."""
    blocks = [context(LATER), *_company(draft), divider(), *_people(draft), divider(), _markets(draft)]
    for block in blocks:
        if isinstance(block, InputBlock) and isinstance(block.element, InteractiveElement):
            block.element.action_id = f"{block.element.action_id}.{rules.sha256[:8]}"
    return modal(SET_UP, "Set Concord up", blocks, submit="Save", metadata=rules.sha256)


def meanwhile(view: View, differences: Sequence[Difference]) -> View:
    """To be sent once more, for somebody else saved first: what they changed stands at its end, where people are who
    have just sent it.
    """
    view.blocks = [*(view.blocks or []), divider(), section(MEANWHILE), *rows(differences)]
    return view


def groups(rules: Governance, names: Mapping[str, str]) -> View:
    """`names` of the workspace's user groups, by id."""
    lines = [
        mrkdwn("*{}* {}", spoken(role).capitalize(), ", ".join(names.get(each, each) for each in ids))
        for role, ids in held(rules).items()
    ]
    element = ExternalDataMultiSelectElement(action_id=FIND_GROUP, placeholder="Search", min_query_length=0)
    blocks = [
        *([section(mrkdwn("\n").join(lines))] if lines else []),
        select_input("role", "Role", [(role, spoken(role).capitalize()) for role in Role]),
        field("groups", "User groups", element, optional=True, hint="Instead of those that hold the role now."),
    ]
    return modal(GROUPS, "User groups", blocks, submit="Save", metadata=rules.sha256)


def _company(draft: Draft) -> list[Block]:
    joins = "Crises are handled there. Concord joins public channels; invite it to private ones."
    elsewhere = "For what cannot be said elsewhere. Otherwise that for reviews."
    return [
        text_input("company", "Company", initial=draft.company, longest=LONGEST_NAME),
        text_input("time_zone", "Time zone", initial=draft.time_zone, example="Europe/Zurich"),
        _channel("war_room", "War room", draft.war_room, hint=joins),
        _channel("reviews", "Channel for reviews", draft.reviews, hint="Posts wait there for their reviewers."),
        _channel(
            "reminders", "Channel for reminders", draft.reminders, hint="Otherwise that for reviews.", optional=True
        ),
        _channel("fallback", "Fallback channel", draft.fallback, hint=elsewhere, optional=True),
    ]


def _people(draft: Draft) -> list[Block]:
    """Those who cannot wait come first."""
    return [
        _role("community_manager", "Community managers", draft.community_manager, hint="They decide on accounts."),
        _role("administrator", "Administrators", draft.administrator, hint="They hear when something is wrong."),
        _role("crisis_lead", "Crisis leads", draft.crisis_lead, hint="Called first in a crisis.", optional=True),
        _role("medical", "Medical reviewers", draft.medical, optional=True),
        _role("legal", "Legal reviewers", draft.legal, optional=True),
        _role("regulatory", "Regulatory reviewers", draft.regulatory, optional=True),
        _role("brand", "Brand reviewers", draft.brand, optional=True),
        _role("author", "Authors of posts", draft.author, hint="Otherwise everybody but guests.", optional=True),
        _role("spokesperson", "Spokespersons", draft.spokesperson, optional=True),
        _role("leadership", "Leadership", draft.leadership, optional=True),
        _role("drug_safety", "Drug safety", draft.drug_safety, optional=True),
    ]


def _markets(draft: Draft) -> InputBlock:
    example, hint = "DACH: DE, AT, CH", "A region a line. Markets are countries such as CH."
    return text_input(
        "markets", "Regions", initial=draft.markets, example=example, hint=hint, multiline=True, optional=True
    )


def _channel(block_id: str, label: str, initial: str, *, hint: str, optional: bool = False) -> InputBlock:
    kinds = ConversationFilter(include=["public", "private"])
    element = ConversationSelectElement(action_id=block_id, initial_conversation=initial or None, filter=kinds)
    return field(block_id, label, element, optional=optional, hint=hint)


def _role(
    block_id: str, label: str, initial: list[str], *, hint: str | None = None, optional: bool = False
) -> InputBlock:
    return users_input(block_id, label, initial=initial, optional=optional, hint=hint)
