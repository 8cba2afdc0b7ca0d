"""All that makes a message or a view, found by what it returns."""

from collections.abc import Callable, Iterator
from functools import cache
from inspect import Parameter, signature
from types import FunctionType

from slack_sdk.models.views import View

import handlers
from bot.kernel.views.blocks import Message
from tests.house.reading import calls, modules
from tests.views import supply
from tests.views.words import Words

Maker = Callable[..., Message | View]
OF_ANY_BLOCKS = "bot.kernel.views.blocks"
"""What makes a view of blocks that it is given is tried by all the others."""


@cache
def makers() -> list[FunctionType]:
    return [
        each
        for module in [*modules("bot"), *modules("handlers")]
        if module.name != OF_ANY_BLOCKS
        for name, each in vars(module.loaded).items()
        if isinstance(each, FunctionType) and each.__module__ == module.name and not name.startswith("_")
        if each.__annotations__.get("return") in (Message, View)
    ]


def that_answer_forms() -> set[FunctionType]:
    """Those whose views are part of an acknowledgement."""
    answering = {handler.__name__ for handler in handlers.routes().forms.values()}
    given = calls()["Replace"]
    views = [each.argument("view", 0) for each in given if each.function and each.function.name in answering]
    return {call.called for each in calls().values() for call in each if call.node in views}


def name_of(maker: FunctionType) -> str:
    return f"{maker.__module__.removeprefix('bot.')}.{maker.__name__}"


def parameters(maker: FunctionType) -> list[Parameter]:
    return list(signature(maker).parameters.values())


def made(maker: Maker, words: Words) -> Iterator[Message | View]:
    for positional, named in supply.rounds(signature(maker).parameters.values(), words):
        yield maker(*positional, **named)
