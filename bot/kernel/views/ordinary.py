"""What Slack's newest blocks say, in blocks that every workspace knows: nothing is lost but how it looks."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from slack_sdk.models.blocks import Block, ImageBlock, RichTextBlock

from bot.kernel.views.budget import size
from bot.kernel.views.models import Actions, Button, Context, Header, RichList, RichSection, RichText, Section, Text
from bot.kernel.views.verbatim import BOLD

Json = dict[str, Any]
MOST_CHARACTERS = 9_000
"""Of a table, so that what stands around it has room too."""
ON_VIEWS = {"modal": {"alert", "card"}, "home": {"card", "carousel"}}
"""The newer blocks that Slack shows there; the rest it shows in messages only (docs.slack.dev/blocks.json)."""
MARKS = {"info": ":information_source: ", "success": ":white_check_mark: ", "warning": ":warning: ", "error": ":x: "}


def newer(blocks: Iterable[Json]) -> frozenset[str]:
    """The kinds among them that Slack brings to one workspace after another."""
    return frozenset(kind for each in blocks if (kind := each["type"]) in _ORDINARY)


def has_newer(blocks: Iterable[Block]) -> bool:
    return any(each.type in _ORDINARY for each in blocks)


def ordinary(blocks: Sequence[Json], kinds: Collection[str]) -> list[Json]:
    """Those of these kinds in ordinary blocks, the others as they are."""
    return [part for each in blocks for part in (_as_sent(each) if each["type"] in kinds else [each])]


def on_view(blocks: Sequence[Block], view: str) -> list[Block]:
    """What Slack shows in messages only, in ordinary blocks."""
    kinds = _ORDINARY.keys() - ON_VIEWS[view]
    return [part for each in blocks for part in (_made(each.to_dict()) if each.type in kinds else [each])]


def _as_sent(block: Json) -> list[Json]:
    return [each.to_dict() for each in _made(block)]


def _made(block: Json) -> Sequence[Block]:
    return _ORDINARY[block["type"]](block)


def _table(block: Json) -> list[Block]:
    """A line each row; as rich text, which takes what people typed as it is."""
    head, *rows = block["rows"]
    lines, room = list[RichSection](), MOST_CHARACTERS
    for row in rows:
        if (room := room - size(row)) < 0:
            break
        lines.append(RichSection(elements=_line(row)))
    gone = len(rows) - len(lines)
    more = [_words(f"and {gone} more")] if gone else []
    title = RichSection(elements=[Text(text=block["caption"], style=BOLD), Text(text=": "), *_line(head)])
    return [RichText(elements=[title, *_bullets(lines), *more])]


def _line(row: Sequence[Json]) -> list[Any]:
    """The parts of its cells, a dot between them."""
    return [part for cell in row for part in [Text(text=" · "), *_parts(cell)]][1:]


def _parts(cell: Json) -> list[Any]:
    if cell["type"] != "rich_text":
        return [Text(text=cell["text"])]
    return [part for section in cell["elements"] for part in section["elements"]]


def _chart(block: Json) -> list[Block]:
    """A line each slice, or each point of the axis."""
    chart = block["chart"]
    if chart["type"] == "pie":
        lines = [f"{each['label']}: {each['value']}" for each in chart["segments"]]
    else:
        lines = [_point(label, chart["series"]) for label in chart["axis_config"]["categories"]]
    title = RichSection(elements=[Text(text=block["title"], style=BOLD)])
    return [RichText(elements=[title, *_bullets([_words(line) for line in lines])])]


def _point(label: str, series: Sequence[Json]) -> str:
    values = [
        f"{each['name']} {point['value']}" for each in series for point in each["data"] if point["label"] == label
    ]
    return f"{label}: {', '.join(values)}"


def _bullets(lines: Sequence[RichSection]) -> list[RichList]:
    return [RichList(style="bullet", elements=list(lines))] if lines else []


def _words(text: str) -> RichSection:
    return RichSection(elements=[Text(text=text)])


def _card(block: Json) -> list[Block]:
    picture = [ImageBlock(**_but(block["hero_image"], "type"))] if block.get("hero_image") else []
    title, body = ([Section(text=block[part])] if block.get(part) else [] for part in ("title", "body"))
    pressed = [Actions(elements=block["actions"])] if block.get("actions") else []
    return [*picture, *title, *_small_print(block), *body, *pressed]


def _small_print(block: Json) -> list[Block]:
    return [Context(elements=[block["subtitle"]])] if block.get("subtitle") else []


def _carousel(block: Json) -> list[Block]:
    return [part for each in block["elements"] for part in _card(each)]


def _container(block: Json) -> list[Block]:
    title = block.get("rich_text_title")
    heading = RichTextBlock(**_but(title, "type")) if title else Header(text=block["title"])
    return [heading, *_small_print(block), *Block.parse_all(block["child_blocks"])]


def _alert(block: Json) -> list[Block]:
    mark, text = MARKS.get(block.get("level", ""), ""), block["text"]
    return [Section(text={**text, "text": mark + text["text"]})]


def _small_actions(block: Json) -> list[Block]:
    """A row each, for the two buttons of feedback have one id."""
    return [Actions(elements=[button]) for each in block["elements"] for button in _buttons(each)]


def _buttons(element: Json) -> list[Button]:
    if element["type"] == "feedback_buttons":
        pair = (element["positive_button"], element["negative_button"])
        return [Button(**each | {"action_id": element["action_id"]}) for each in pair]
    return [Button(**_but(element, "type", "icon", "visible_to_user_ids"))]


def _but(part: Json, *names: str) -> Json:
    return {name: value for name, value in part.items() if name not in names}


_ORDINARY: dict[str, Callable[[Json], Sequence[Block]]] = {
    "alert": _alert,
    "card": _card,
    "carousel": _carousel,
    "container": _container,
    "context_actions": _small_actions,
    "data_table": _table,
    "data_visualization": _chart,
}
