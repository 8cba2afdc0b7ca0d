"""What publishers press: set a time, say that it is out, give it back."""

from bot.kernel.lifecycle import require_learned
from bot.posts import blocks, finding, forms, publishing, queries, service
from bot.posts.clearance import require_clear
from bot.posts.life import LIFE, Action
from bot.posts.model import Post
from handlers.gesture import Answer, Gesture, Open
from handlers.posts import held, meant, now, post
from handlers.routing import Routes
from handlers.words import name_and_url

routes = Routes()


@routes.action(blocks.PLAN)
def ask_for_a_time(gesture: Gesture) -> Answer:
    planned = meant(gesture)
    LIFE.require(gesture, planned, publishing.timing(planned))
    require_clear(gesture, planned, None)
    return Open(forms.plan(planned, gesture.when))


@routes.action(blocks.STILL_RIGHT)
def confirm(gesture: Gesture) -> Answer:
    confirmed = held(gesture)
    service.confirm(gesture, confirmed, gesture.ref.rest)
    return now(gesture, confirmed)


@routes.action(blocks.CONFIRM)
def confirm_after_a_freeze(gesture: Gesture) -> Answer:
    confirmed = held(gesture)
    publishing.confirm(gesture, confirmed)
    return now(gesture, confirmed)


@routes.form(forms.PLAN)
def plan(gesture: Gesture) -> Answer:
    planned = held(gesture)
    publishing.plan(gesture, planned, gesture.form.moment("planned_at"))
    return now(gesture, planned)


@post.word(
    "published",
    example="/post published 12 https://x.com/HelviaGlobal/status/1",
    about="records that a post is published",
)
def published(gesture: Gesture) -> Answer:
    typed, url = name_and_url(gesture.words)
    looked_at = finding.named(gesture.session, typed, "published")
    if not url or publishing.held_since(gesture.session, looked_at):
        return _published_form(gesture, looked_at, url)
    out = queries.held(gesture.session, looked_at.id)
    publishing.publish(gesture, out, url)
    return now(gesture, out)


@routes.action(blocks.PUBLISHED)
def ask_for_the_address(gesture: Gesture) -> Answer:
    return _published_form(gesture, meant(gesture))


@routes.form(forms.PUBLISHED)
def published_by_form(gesture: Gesture) -> Answer:
    out = held(gesture)
    publishing.publish(gesture, out, gesture.form.text("url"), gesture.form.moment("out_at"))
    return now(gesture, out)


@routes.action(blocks.GIVE_BACK)
def ask_why_not(gesture: Gesture) -> Answer:
    back = meant(gesture)
    LIFE.require(gesture, back, Action.GIVE_BACK)
    return Open(forms.give_back(back))


@routes.form(forms.GIVE_BACK)
def give_back(gesture: Gesture) -> Answer:
    back = held(gesture)
    publishing.give_back(gesture, back, gesture.form.text("reason"))
    return now(gesture, back)


def _published_form(gesture: Gesture, out: Post, url: str = "") -> Answer:
    LIFE.require(gesture, out, Action.PUBLISH)
    require_learned(gesture, "publish")
    since = publishing.held_since(gesture.session, out)
    require_clear(gesture, out, since - forms.A_MINUTE if since else gesture.when)
    return Open(forms.published(out, url, since))
