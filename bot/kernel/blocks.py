"""The pieces that every view is made of: Slack's models, with what people typed made harmless."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    BlockElement,
    ButtonElement,
    CheckboxesElement,
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

from bot.kernel.shown import Actions, Button, Context, Header, Markdown, Plain, Section

Style = Literal["primary", "danger"]

SECTION_LIMIT = 3000
HEADER_LIMIT = 150
OPTION_TEXT_LIMIT = 75
TITLE_LIMIT = 24


@dataclass(frozen=True)
class Message:
    """`text` is what notifications and screen readers say; `blocks` what the conversation shows."""

    text: str
    blocks: Sequence[Block] = ()


def escape(text: str) -> str:
    """What a person typed, as mrkdwn shows it: no mention, link or markup of theirs comes alive."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def shorten(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def quote(text: str) -> str:
    return "\n".join(f">{line}" for line in escape(text).splitlines() or [""])


def when(instant: datetime) -> str:
    """The instant in each reader's own time zone."""
    fallback = f"{instant:%Y-%m-%d %H:%M} UTC"
    return f"<!date^{int(instant.timestamp())}^{{date_short_pretty}} {{time}}|{fallback}>"


def day(instant: datetime) -> str:
    """Its day, where the minute does not matter."""
    return f"<!date^{int(instant.timestamp())}^{{date_short_pretty}}|{instant:%Y-%m-%d}>"


def person(user_id: str) -> str:
    """A mention; Concord itself has no user id in its own records."""
    return f"<@{user_id}>" if is_person(user_id) else "Concord"


def is_person(slack_id: str) -> bool:
    """Rather than a channel or something of ours, as Slack's ids begin."""
    return slack_id[:1] in {"U", "W"}


def addressee(channel: str) -> str:
    """Where a message goes: a channel, or the person whom it is for."""
    return person(channel) if is_person(channel) else f"<#{channel}>"


PERSON_ID = re.compile(r"[UW][A-Z0-9]{7,}")


def named(typed: str) -> str:
    """What a person typed, with somebody's id as their name."""
    return person(typed) if PERSON_ID.fullmatch(typed) else escape(typed)


def header(text: str) -> HeaderBlock:
    return Header(text=Plain(text=shorten(text, HEADER_LIMIT), emoji=True))


def section(markdown: str, accessory: BlockElement | None = None, block_id: str | None = None) -> SectionBlock:
    text = Markdown(text=shorten(markdown, SECTION_LIMIT))
    return Section(text=text, accessory=accessory, block_id=block_id)


def fields(*markdown: str) -> SectionBlock:
    return Section(fields=[Markdown(text=shorten(field, 2000)) for field in markdown])


def context(*markdown: str) -> ContextBlock:
    return Context(elements=[Markdown(text=shorten(line, SECTION_LIMIT)) for line in markdown])


def divider() -> DividerBlock:
    return DividerBlock()


def actions(*elements: InteractiveElement, block_id: str | None = None) -> ActionsBlock:
    return Actions(elements=list(elements), block_id=block_id)


def button(
    label: str, action_id: str, value: str = "", *, style: Style | None = None, url: str | None = None
) -> ButtonElement:
    return Button(text=Plain(text=label, emoji=True), action_id=action_id, value=value or None, style=style, url=url)


def option(label: str, value: str) -> Option:
    return Option(value=value, label=shorten(label, OPTION_TEXT_LIMIT))


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
        block_id=block_id, label=label, element=element, optional=optional, hint=hint, dispatch_action=dispatch or None
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
        initial_value=initial or None,
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


def checkbox_input(
    block_id: str, label: str, choices: Iterable[tuple[str, str]], *, hint: str | None = None
) -> InputBlock:
    element = CheckboxesElement(action_id=block_id, options=options(choices))
    return field(block_id, label, element, optional=True, hint=hint)


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
    return modal("page", "Concord", message.blocks or [section(escape(message.text))], submit=None)


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
        title=shorten(title, TITLE_LIMIT),
        submit=submit,
        close="Cancel" if submit else "Close",
        blocks=list(blocks),
        private_metadata=metadata or None,
    )
