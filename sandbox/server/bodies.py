"""What a call carries in its query string and body, and Slack's refusals of what cannot be read."""

from __future__ import annotations

import json
import re

from starlette.exceptions import HTTPException
from starlette.requests import Request

from sandbox.workspace.models import Json
from sandbox.workspace.refusals import Refused

JSON, PLAIN = "application/json", "text/plain"
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
CHARSETS = ("utf-8", "iso-8859-1")


async def arguments_of(request: Request, *, reads_json: bool) -> Json:
    """All arguments by name; a body in JSON counts only where the method `reads_json`, and never brings a token."""
    arguments: Json = dict(request.query_params)
    if request.method == "POST" and (body := await request.body()):
        kind = _kind(request.headers.get("content-type", ""))
        if kind in FORMS:
            arguments |= await _form(request)
        elif kind == JSON and reads_json:
            arguments |= {name: value for name, value in read_object(body).items() if name != "token"}
    for name in arguments:
        _check_name(name)
    return arguments


def read_object(body: bytes, no_json: str = "invalid_json", no_object: str = "json_not_object") -> Json:
    try:
        value = json.loads(body, parse_constant=_no_number)
    except (ValueError, RecursionError) as problem:
        raise Refused(no_json) from problem
    if not isinstance(value, dict):
        raise Refused(no_object)
    return value


def _no_number(word: str) -> None:
    """NaN and Infinity, which Python writes and JSON does not know."""
    raise ValueError(word)


async def _form(request: Request) -> Json:
    try:
        form = await request.form()
    except HTTPException as problem:
        raise Refused("invalid_form_data") from problem
    return {name: value for name, value in form.items() if isinstance(value, str)}


def _kind(content_type: str) -> str:
    kind, _, options = content_type.lower().partition(";")
    if not kind:
        raise Refused("missing_post_type")
    if kind.strip() not in (JSON, PLAIN, *FORMS):
        raise Refused("invalid_post_type")
    charset = re.search(r"charset=\"?([^\s;\"]+)", options)
    if charset and charset[1] not in CHARSETS:
        raise Refused("invalid_charset")
    return kind.strip()


def _check_name(name: str) -> None:
    """`foo[7]` is how PHP names a part of an array, and no argument of Slack's."""
    if name.endswith("]"):
        raise Refused("invalid_array_arg")
    if not re.fullmatch(r"\w+", name, re.ASCII):
        raise Refused("invalid_arg_name")
