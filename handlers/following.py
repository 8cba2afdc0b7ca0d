"""/crisis follow: news of a crisis for whoever wants them."""

from bot.crises import buttons, following, messages, queries
from bot.crises.model import Crisis
from handlers.crises import crisis, held, named
from handlers.gesture import Answer, Gesture, Say
from handlers.routing import Routes

routes = Routes(steadfast=True)


@crisis.word("follow", example="/crisis follow 7", about="sends you its news")
def follow(gesture: Gesture) -> Answer:
    number, _ = named(gesture, "follow")
    return _follow(gesture, queries.held_by(gesture, number))


@routes.action(buttons.FOLLOW)
def follow_by_button(gesture: Gesture) -> Answer:
    return _follow(gesture, held(gesture))


@routes.action(buttons.UNFOLLOW)
def unfollow(gesture: Gesture) -> Answer:
    followed = held(gesture)
    following.unfollow(gesture, followed)
    return Say(messages.unfollowed(followed))


def _follow(gesture: Gesture, followed: Crisis) -> Answer:
    following.follow(gesture, followed)
    return Say(messages.followed(followed))
