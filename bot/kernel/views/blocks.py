"""The pieces that every view is made of: Slack's models, which take Markup, or plain text that they make harmless."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    BlockElement,
    ButtonElement,
    ConfirmObject,
    ContextBlock,
    DatePickerElement,
    DateTimePickerElement,
    DividerBlock,
    ExternalDataMultiSelectElement,
    ExternalDataSelectElement,
    HeaderBlock,
    InputBlock,
    InputInteractiveElement,
    InteractiveElement,
    Option,
    PlainTextInputElement,
    SectionBlock,
    StaticSelectElement,
    TimePickerElement,
    UserSelectElement,
)
from slack_sdk.models.views import View

from bot.kernel.text.markup import Markup, plain, shorten
from bot.kernel.views.budget import fitted
from bot.kernel.views.models import Actions, Button, Context, Header, Markdown, Plain, Section

Style = Literal["primary", "danger"]

TEXT_LIMIT = 3000
SECTION_LIMIT = 3000
FIELD_LIMIT = 2000
INITIAL_LIMIT = 3000
CONFIRM_LIMIT = 300
LABEL_LIMIT = 2000
HEADER_LIMIT = 150
OPTION_TEXT_LIMIT = 75
TITLE_LIMIT = 24


@dataclass(frozen=True)
class Message:
    """`text` is what notifications and screen readers say; `blocks` what the conversation shows. `on_record`: sent as
    a letter it bears how far the audit trail reached then, for somebody decided what it says.
    """

    text: Markup
    blocks: Sequence[Block] = ()
    on_record: bool = False

    def to_dict(self) -> dict[str, Any]:
        """As Slack takes it."""
        return {"text": self.text.within(TEXT_LIMIT), "blocks": fitted([block.to_dict() for block in self.blocks])}


def header(text: str, mark: str = "") -> HeaderBlock:
    """`mark` is an emoji code of ours; one in `text` means nothing."""
    return Header(text=Plain(text=f"{mark} {plain(text, HEADER_LIMIT - len(mark) - 1)}".lstrip(), emoji=True))


def section(markdown: Markup, accessory: BlockElement | None = None, block_id: str | None = None) -> SectionBlock:
    return Section(text=_written(markdown, SECTION_LIMIT), accessory=accessory, block_id=block_id)


def fields(*markdown: Markup) -> SectionBlock:
    return Section(fields=[_written(field, FIELD_LIMIT) for field in markdown])


def context(*markdown: Markup) -> ContextBlock:
    return Context(elements=[_written(line, SECTION_LIMIT) for line in markdown])


def _written(markdown: Markup, limit: int) -> Markdown:
    return Markdown(text=markdown.within(limit), verbatim=True)  # Slack makes no links and mentions of its own in it


def confirm(title: str, text: Markup, yes: str, no: str) -> ConfirmObject:
    """What a button asks before it acts."""
    return ConfirmObject(title=title, text=_written(text, CONFIRM_LIMIT), confirm=yes, deny=no)


def divider() -> DividerBlock:
    return DividerBlock()


def actions(*elements: InteractiveElement, block_id: str | None = None) -> ActionsBlock:
    return Actions(elements=list(elements), block_id=block_id)


def button(
    label: str, action_id: str, value: str = "", *, style: Style | None = None, url: str | None = None
) -> ButtonElement:
    return Button(text=Plain(text=label, emoji=True), action_id=action_id, value=value or None, style=style, url=url)


def option(label: str, value: str) -> Option:
    return Option(value=value, label=plain(label, OPTION_TEXT_LIMIT))


def options(pairs: Iterable[tuple[str, str]]) -> list[Option]:
    """Each pair is (value, label)."""
    return [option(label, value) for value, label in pairs]


def field(
    block_id: str,
    label: str,
    element: InputInteractiveElement,
    *,
    optional: bool = False,
    hint: str | None = None,
    dispatch: bool = False,
) -> InputBlock:
    """One question of a form; problems are shown under it by its `block_id`, which is its element's action id too."""
    return InputBlock(
        block_id=block_id,
        label=plain(label, LABEL_LIMIT),
        element=element,
        optional=optional,
        hint=plain(hint, LABEL_LIMIT) if hint else None,
        dispatch_action=dispatch or None,
    )


def text_input(
    block_id: str,
    label: str,
    *,
    initial: str = "",
    multiline: bool = False,
    optional: bool = False,
    hint: str | None = None,
    example: str | None = None,
    longest: int | None = None,
) -> InputBlock:
    element = PlainTextInputElement(
        action_id=block_id,
        initial_value=shorten(initial, longest or INITIAL_LIMIT) or None,
        multiline=multiline,
        placeholder=example,
        max_length=longest,
    )
    return field(block_id, label, element, optional=optional, hint=hint)


def select_input(
    block_id: str,
    label: str,
    choices: Iterable[tuple[str, str]],
    *,
    initial: str | None = None,
    optional: bool = False,
    hint: str | None = None,
) -> InputBlock:
    offered = options(choices)
    chosen = next((each for each in offered if each.value == initial), None)
    element = StaticSelectElement(action_id=block_id, options=offered, initial_option=chosen)
    return field(block_id, label, element, optional=optional, hint=hint)


def external_input(
    block_id: str,
    label: str,
    *,
    action_id: str,
    initial: tuple[str, str] | None = None,
    optional: bool = False,
    hint: str | None = None,
    several: bool = False,
) -> InputBlock:
    """A select filled as the person types: `action_id` says who answers; `initial` is (value, label)."""
    element: InputInteractiveElement
    if several:
        element = ExternalDataMultiSelectElement(action_id=action_id, placeholder="Type to search", min_query_length=0)
    else:
        element = ExternalDataSelectElement(
            action_id=action_id,
            placeholder="Type to search",
            min_query_length=0,
            initial_option=option(initial[1], initial[0]) if initial else None,
        )
    return field(block_id, label, element, optional=optional, hint=hint)


def user_input(
    block_id: str, label: str, *, initial: str | None = None, optional: bool = False, hint: str | None = None
) -> InputBlock:
    return field(
        block_id, label, UserSelectElement(action_id=block_id, initial_user=initial), optional=optional, hint=hint
    )


def date_input(
    block_id: str, label: str, *, initial: date | None = None, optional: bool = False, hint: str | None = None
) -> InputBlock:
    element = DatePickerElement(action_id=block_id, initial_date=initial.isoformat() if initial else None)
    return field(block_id, label, element, optional=optional, hint=hint)


def time_input(
    block_id: str, label: str, *, initial: str | None = None, optional: bool = False, hint: str | None = None
) -> InputBlock:
    """`initial` is HH:MM on a 24-hour clock."""
    return field(
        block_id, label, TimePickerElement(action_id=block_id, initial_time=initial), optional=optional, hint=hint
    )


def datetime_input(
    block_id: str, label: str, *, initial: datetime | None = None, optional: bool = False, hint: str | None = None
) -> InputBlock:
    element = DateTimePickerElement(action_id=block_id, initial_date_time=int(initial.timestamp()) if initial else None)
    return field(block_id, label, element, optional=optional, hint=hint)


def page(message: Message) -> View:
    """A message as a modal to read, where there is no channel to show it in."""
    return modal("page", "Concord", message.blocks or [section(message.text)], submit=None)


def home_tab(blocks: Sequence[Block]) -> View:
    """The App Home of one person."""
    return View(type="home", blocks=list(blocks))


def modal(
    callback_id: str, title: str, blocks: Sequence[Block], *, submit: str | None = "Save", metadata: str = ""
) -> View:
    """`submit` None makes a page to read; a form needs the word on its button."""
    return View(
        type="modal",
        callback_id=callback_id,
        title=plain(title, TITLE_LIMIT),
        submit=submit,
        close="Cancel" if submit else "Close",
        blocks=list(blocks),
        private_metadata=metadata or None,
    )
