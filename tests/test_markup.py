"""Markup is made in one module: elsewhere what people typed is plain text, and our sentences stand in the code."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.house.reading import ROOT, parsed

ESCAPING = ROOT / "bot/kernel/text/escaping.py"
APART = {ROOT / "bot/kernel/text/markup.py", ESCAPING, ROOT / "bot/alerts/web.py", ROOT / "handlers/words.py"}
"""The module that makes it; the escapes; HTML, which escapes by itself; and what reads tokens and writes none."""
SOURCES = sorted({path for room in ("bot", "handlers") for path in (ROOT / room).rglob("*.py")} - APART)
TOKEN = re.compile(r"(?<!\?)<(\{|%s|@|#|!|https?:)|<$")
"""How a mention or a link begins; a regular expression's look behind does not."""


def written(node: ast.AST) -> Iterator[str]:
    """The texts that a piece of code writes, with `{}` where a value comes in; docstrings are not among them."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    if isinstance(node, ast.JoinedStr):
        yield "".join(str(each.value) if isinstance(each, ast.Constant) else "{}" for each in node.values)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif not (isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile"):  # it reads tokens
        for child in ast.iter_child_nodes(node):
            yield from written(child)


def tokens(tree: ast.AST) -> list[str]:
    """The texts by which this code would write a mention or a link itself."""
    return [text for text in written(tree) if TOKEN.search(text)]


def unsure(tree: ast.AST) -> list[str]:
    """Markup that is made of anything but a sentence in the code, or of a table of such sentences."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    tables = {target.id for node in ast.walk(tree) for target in _tables(node)}
    return [
        ast.unparse(call)
        for call in calls
        if (ast.unparse(call.func) == "Markup" and call.args)
        or (ast.unparse(call.func) == "mrkdwn" and not _is_ours(call.args[0], tables))
    ]


def _is_ours(template: ast.expr, tables: set[str]) -> bool:
    match template:
        case ast.Constant(value=str()):
            return True
        case ast.IfExp(body=body, orelse=orelse):
            return _is_ours(body, tables) and _is_ours(orelse, tables)
        case ast.Subscript(value=ast.Name(id=name)) | ast.Name(id=name):
            return name in tables or name.isupper()
    return False


def _tables(node: ast.AST) -> Iterator[ast.Name]:
    """Names that are given texts of the code and nothing else."""
    if isinstance(node, ast.Assign) and not any(isinstance(each, ast.JoinedStr) for each in ast.walk(node)):
        yield from (target for target in node.targets if isinstance(target, ast.Name))


def test_nothing_writes_a_mention_or_a_link_but_the_module_that_makes_them() -> None:
    by_file = {path.name: tokens(parsed(path)) for path in SOURCES}
    assert {name: texts for name, texts in by_file.items() if texts} == {}


def test_markup_is_made_of_sentences_that_stand_in_the_code() -> None:
    by_file = {path.name: unsure(parsed(path)) for path in SOURCES}
    assert {name: made for name, made in by_file.items() if made} == {}


@pytest.mark.parametrize(
    "source",
    ['f"<@{who}>"', 'f"<{url}|here>"', '"<#{}>".format(room)', '"<!channel>"', '"<" + url + ">"', '"<%s|x>" % url'],
)
def test_each_way_of_writing_one_is_found(source: str) -> None:
    assert tokens(ast.parse(f"x = {source}"))


@pytest.mark.parametrize(
    "source", ["Markup(typed)", "mrkdwn(typed)", 'mrkdwn(f"*{typed}*")', 'mrkdwn("*" + typed)', 'x = f"{y}"; mrkdwn(x)']
)
def test_each_way_of_passing_something_off_as_ours_is_found(source: str) -> None:
    assert unsure(ast.parse(source))
