"""The small plain page behind a link: what it is about, who you are, and one button; no script, no cookie."""

import re
from collections.abc import Callable, Iterable
from html import escape
from http import HTTPStatus
from urllib.parse import parse_qs
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from sqlalchemy.exc import SQLAlchemyError

from bot.alerts.alert import Alert
from bot.alerts.answering import Answering
from bot.alerts.links import PATH
from bot.kernel.errors import NotFound, Refused, TooLate
from bot.kernel.text.characters import one_line

LONGEST_FORM = 1000
HEADERS = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Cache-Control", "no-store"),
    ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("X-Robots-Tag", "noindex, nofollow"),
]
BROKEN = "I cannot answer now. Try again in a minute, or call the others."
SHARED = "<p>Who are you? Confirm it in Slack later.</p>"
FRAME = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 1.1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 2rem auto; padding: 0 1rem; color: #1d1c1d }}
p {{ white-space: pre-line; overflow-wrap: anywhere }}
label {{ display: block; margin: .6rem 0 }}
button {{ font: inherit; font-weight: 700; padding: .7rem 1.4rem; margin-top: 1rem; border: 0; border-radius: .4rem;
  background: #007a5a; color: #fff }}
</style>
</head>
<body>
<h1>{title}</h1>
{content}
</body>
</html>
"""


def pages(answering: Answering) -> WSGIApplication:
    """Serves PATH and what is under it."""

    def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        token = environ.get("PATH_INFO", "").removeprefix(PATH)
        try:
            status, html = _answer(answering, environ, token)
        except NotFound as refusal:
            status, html = HTTPStatus.NOT_FOUND, _sentence("This link is not valid", refusal.sentence)
        except TooLate as refusal:
            status, html = HTTPStatus.OK, _sentence("Nothing left to do", refusal.sentence)
        except Refused as refusal:
            status, html = HTTPStatus.OK, _sentence("That did not work", refusal.sentence)
        except SQLAlchemyError:
            status, html = HTTPStatus.SERVICE_UNAVAILABLE, _sentence("One moment", BROKEN)
        body = b"" if environ["REQUEST_METHOD"] == "HEAD" else html.encode()
        length = [("Content-Length", str(len(body)))] if body else []
        start_response(f"{status.value} {status.phrase}", [*HEADERS, *length])
        return [body]

    return application


def _answer(answering: Answering, environ: WSGIEnvironment, token: str) -> tuple[HTTPStatus, str]:
    match environ["REQUEST_METHOD"]:
        case "GET" | "HEAD":
            return HTTPStatus.OK, _question(answering.look(token), answering.matter.named)
        case "POST":
            return HTTPStatus.OK, _sentence("Thank you", answering.confirm(token, _person(environ)))
        case _:
            return HTTPStatus.METHOD_NOT_ALLOWED, _sentence("Not like this", "Open the link in a browser.")


def _person(environ: WSGIEnvironment) -> str:
    length = environ.get("CONTENT_LENGTH") or "0"
    size = int(length) if length.isdecimal() else 0
    form = environ["wsgi.input"].read(min(size, LONGEST_FORM)) if size else b""
    return parse_qs(bytes(form).decode("utf-8", "replace")).get("person", [""])[0]


def _question(alert: Alert, named: Callable[[str], str]) -> str:
    """A link that a scanner follows answers nothing: that takes the button."""
    question = f"<p>{escape(named(alert.body))}</p>"
    content = f'{question}\n<form method="post">\n{_people(alert, named)}\n<button>I’m on it</button>\n</form>'
    return FRAME.format(title=escape(alert.title), content=content)


def _people(alert: Alert, named: Callable[[str], str]) -> str:
    if alert.is_persons:
        person = alert.people[0]
        name = one_line(named(person.name))
        return f'<input type="hidden" name="person" value="{escape(person.id)}"><p>You are {escape(name)}.</p>'
    return "\n".join([SHARED, *(_choice(each.id, named(each.name)) for each in alert.people)])


def _choice(person: str, name: str) -> str:
    return (
        f'<label><input type="radio" name="person" value="{escape(person)}" required> {escape(one_line(name))}</label>'
    )


def _sentence(title: str, sentence: str) -> str:
    content = re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(sentence))
    return FRAME.format(title=escape(title), content=f"<p>{content}</p>")
