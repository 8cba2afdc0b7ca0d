"""The pieces that every view is made of: Slack's models, which take Markup, or plain text that they make harmless."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
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
    HeaderBlock,
    InputBlock,
    InputInteractiveElement,
    InteractiveElement,
    Option,
    SectionBlock,
    StaticSelectElement,
    TimePickerElement,
    UserSelectElement,
)
from slack_sdk.models.views import View

from bot.kernel.text.markup import Markup, plain, shorten
from bot.kernel.views import budget, limits
from bot.kernel.views.models import Actions, Button, Choice, Context, Field, Header, Plain, Section, TextInput
from bot.kernel.views.ordinary import on_view
from bot.kernel.views.within import at_most, carried, written

Style = Literal["primary", "danger"]


@dataclass(frozen=True)
class Message:
    """`text` is what notifications and screen readers say, `blocks` what is shown. `on_record`: its letter says how far
    the audit trail reached, for somebody decided what it says. `superseded_by`: the card of the `Ask` that asks anew.
    """

    text: Markup
    blocks: Sequence[Block] = ()
    on_record: bool = False
    superseded_by: str = ""

    def to_dict(self) -> dict[str, Any]:
        """As Slack takes it."""
        return {"text": self.text.within(limits.TEXT), "blocks": budget.as_sent(self.blocks)}


def header(text: str, mark: str = "") -> HeaderBlock:
    """`mark` is an emoji code of ours; one in `text` means nothing."""
    return Header(text=Plain(text=f"{mark} {plain(text, limits.HEADER - len(mark) - 1)}".lstrip(), emoji=True))


def section(markdown: Markup, accessory: BlockElement | None = None, block_id: str | None = None) -> SectionBlock:
    return Section(text=written(markdown, limits.SECTION), accessory=accessory, block_id=block_id)


def fields(*markdown: Markup) -> SectionBlock:
    return Section(fields=[written(field, limits.FIELD) for field in at_most(limits.FIELDS, markdown)])


def context(*markdown: Markup) -> ContextBlock:
    return Context(elements=[written(line, limits.SECTION) for line in at_most(limits.CONTEXT_ELEMENTS, markdown)])


def confirm(title: str, text: Markup, yes: str, no: str = "Cancel") -> ConfirmObject:
    """What a button asks before it acts."""
    title, yes, no = plain(title, limits.CONFIRM_TITLE), *(plain(each, limits.CONFIRM_BUTTON) for each in (yes, no))
    return ConfirmObject(title=title, text=written(text, limits.CONFIRM), confirm=yes, deny=no)


def divider() -> DividerBlock:
    return DividerBlock()


def actions(*elements: InteractiveElement, block_id: str | None = None) -> ActionsBlock:
    return Actions(elements=list(elements[: limits.ACTIONS]), block_id=block_id)


def button(
    label: str, action_id: str, value: str = "", *, style: Style | None = None, url: str | None = None
) -> ButtonElement:
    text = Plain(text=shorten(label, limits.BUTTON), emoji=True)
    return Button(
        text=text, action_id=action_id, value=carried(value, limits.BUTTON_VALUE) or None, style=style, url=url
    )


def option(label: str, value: str) -> Option:
    return Choice(value=carried(value, limits.OPTION_VALUE), label=plain(label, limits.OPTION))


def options(pairs: Iterable[tuple[str, str]]) -> list[Option]:
    """Each pair is (value, label); as many as one menu takes."""
    return [option(label, value) for value, label in islice(pairs, limits.OPTIONS)]


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
    return Field(
        block_id=block_id,
        label=_words(label, limits.LABEL),
        element=element,
        optional=optional,
        hint=_words(hint, limits.LABEL) if hint else None,
        dispatch_action=dispatch or None,
    )


def _words(text: str, limit: int) -> Plain:
    return Plain(text=plain(text, limit), emoji=True)


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
    """`longest` is how much may be typed; what stands there already stays, though it is longer."""
    room = min(max(longest or limits.INPUT, len(initial)), limits.INPUT)
    element = TextInput(
        action_id=block_id,
        initial_value=shorten(initial, room) or None,
        multiline=multiline,
        placeholder=Plain(text=shorten(example, limits.PLACEHOLDER), emoji=True) if example else None,
        max_length=room if longest else None,
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
    return View(type="home", blocks=_in_view(blocks, "home"))


def _in_view(blocks: Sequence[Block], kind: str) -> list[Block]:
    return budget.fitted(on_view(blocks, kind), room=limits.VIEW, most=limits.VIEW_BLOCKS)


def modal(
    callback_id: str, title: str, blocks: Sequence[Block], *, submit: str | None = "Save", metadata: str = ""
) -> View:
    """`submit` None makes a page to read; a form needs the word on its button."""
    return View(
        type="modal",
        callback_id=callback_id,
        title=_words(title, limits.TITLE),
        submit=_words(submit, limits.TITLE) if submit else None,
        close=_words("Cancel" if submit else "Close", limits.TITLE),
        blocks=_in_view(blocks, "modal"),
        private_metadata=carried(metadata, limits.METADATA - limits.ORIGIN) or None,
    )
