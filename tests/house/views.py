"""What people are shown to press, to fill in and to search, and what handlers read of it."""

import ast
import inspect
from collections.abc import Iterator
from functools import cache
from types import FunctionType, ModuleType

from slack_sdk.models.blocks import BlockElement, ButtonElement

from bot.kernel.views import blocks
from handlers.form import Form
from tests.house.reading import Module, calls, modules, texts

READS = {name for name, member in vars(Form).items() if isinstance(member, FunctionType) and not name.startswith("_")}
"""The methods by which a handler reads an answer."""


def buttons() -> set[str]:
    """The ids of all that is pressed or chosen at once; what waits for its form to be sent has only a name."""
    ids = _ids(BlockElement)
    return _ids(ButtonElement) | {each for each in ids if "." in each}


def searches() -> set[str]:
    """The ids of what is filled as the person types."""
    return {name for kind, name in _controls() if "External" in kind.__name__}


def forms() -> set[str]:
    """The ids of what is sent; a view without a word on its button is only read."""
    modals = [call for call in calls()["modal"] if call.called is blocks.modal]
    sent = [call for call in modals if not _is_nothing(call.argument("submit"))]
    return {text for call in sent for text in texts(call.argument("callback_id", 0), call)}


def contexts() -> list[str]:
    """The rooms that ask people something, such as `bot.posts`."""
    return sorted(each.name.removesuffix(".forms") for each in modules("bot") if each.name.endswith(".forms"))


@cache
def questions(context: str) -> set[str]:
    """The names of all that its forms ask."""
    asking = [call for module in modules(context) for call in module.calls if call.name and _asks(call.called)]
    return {text for call in asking for text in texts(call.argument("block_id", 0), call)}


def asked_by(builder: object, context: str) -> set[str]:
    """The names of what its forms ask by that function, such as `text_input`."""
    asking = [call for module in modules(context) for call in module.calls if call.called is builder]
    return {text for call in asking for text in texts(call.argument("block_id", 0), call)}


def drafts(context: str) -> Iterator[type]:
    """What is made of answers before anybody looked at them."""
    for module in modules(context):
        draft = vars(module.loaded).get("Draft")
        if isinstance(draft, type) and draft.__module__ == module.name:
            yield draft


def answers_read(handler: Module) -> set[str]:
    """The names of the questions whose answers it reads."""
    reading = [call for call in handler.calls if call.name in READS and _is_form(call.node.func)]
    return {text for call in reading for text in texts(call.argument("block_id", 0), call)}


def is_about(handler: Module, context: str) -> bool:
    """Whether it uses something of that room."""
    used = vars(handler.loaded).values()
    homes = (each.__name__ if isinstance(each, ModuleType) else getattr(each, "__module__", "") for each in used)
    return any(f"{home}.".startswith(f"{context}.") for home in homes)


def _ids(kind: type) -> set[str]:
    return {name for each, name in _controls() if issubclass(each, kind)}


@cache
def _controls() -> frozenset[tuple[type, str]]:
    named = [call for each in calls().values() for call in each if call.argument("action_id")]
    made = [call for call in named if isinstance(call.called, type) and issubclass(call.called, BlockElement)]
    return frozenset((call.called, name) for call in made for name in texts(call.argument("action_id"), call))


@cache
def _asks(called: object) -> bool:
    return isinstance(called, FunctionType) and next(iter(inspect.signature(called).parameters), "") == "block_id"


def _is_form(called: ast.expr) -> bool:
    return isinstance(called, ast.Attribute) and ast.unparse(called.value).rpartition(".")[2] == "form"


def _is_nothing(given: ast.expr | None) -> bool:
    return isinstance(given, ast.Constant) and given.value is None
