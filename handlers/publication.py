"""What publishers press: set a time, say that it is out, give it back."""

from bot.accounts import outlet
from bot.posts import blocks, forms, publishing, queries
from handlers.gesture import Answer, Done, Gesture, Open
from handlers.posts import held, particulars, post
from handlers.routing import Routes
from handlers.words import name_and_url

routes = Routes()


@routes.action(blocks.PLAN)
def ask_for_a_time(gesture: Gesture) -> Answer:
    planned = held(gesture, gesture.value)
    there = outlet(gesture.session, planned.account_id)
    publishing.require_plannable(gesture.who, planned, there)
    return Open(forms.plan(planned, gesture.when))


@routes.form(forms.PLAN)
def plan(gesture: Gesture) -> Answer:
    planned = held(gesture, gesture.metadata)
    there = outlet(gesture.session, planned.account_id)
    moment = gesture.form.moment("planned_at")
    publishing.plan(gesture.session, gesture.who, gesture.when, planned, there, moment)
    return Done()


@post.word(
    "published",
    example="/post published 12 https://x.com/HelviaGlobal/status/1",
    about="says that a post is out, and where",
)
def published(gesture: Gesture) -> Answer:
    number, url = name_and_url(gesture.words)
    out = queries.by_id(gesture.session, queries.number_in(number, "published"))
    there = outlet(gesture.session, out.account_id)
    if not url:
        publishing.require_publishable(gesture.who, out, there)
        return Open(forms.published(out))
    publishing.publish(gesture.session, gesture.who, gesture.when, out, there, url)
    return particulars(gesture, out)


@routes.action(blocks.PUBLISHED)
def ask_for_the_address(gesture: Gesture) -> Answer:
    out = held(gesture, gesture.value)
    publishing.require_publishable(gesture.who, out, outlet(gesture.session, out.account_id))
    return Open(forms.published(out))


@routes.form(forms.PUBLISHED)
def published_by_form(gesture: Gesture) -> Answer:
    out = held(gesture, gesture.metadata)
    there = outlet(gesture.session, out.account_id)
    publishing.publish(gesture.session, gesture.who, gesture.when, out, there, gesture.form.text("url"))
    return Done()


@routes.action(blocks.GIVE_BACK)
def ask_why_not(gesture: Gesture) -> Answer:
    back = held(gesture, gesture.value)
    publishing.require_returnable(gesture.who, back, outlet(gesture.session, back.account_id))
    return Open(forms.give_back(back))


@routes.form(forms.GIVE_BACK)
def give_back(gesture: Gesture) -> Answer:
    back = held(gesture, gesture.metadata)
    there = outlet(gesture.session, back.account_id)
    publishing.give_back(gesture.session, gesture.who, gesture.when, back, there, gesture.form.text("reason"))
    return Done()
