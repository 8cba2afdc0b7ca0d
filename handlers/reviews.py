"""What reviewers of posts press, and what they are answered."""

from bot.posts import queries
from bot.posts.blocks import KIND
from bot.posts.deciding import REVIEWING
from handlers.deciding import Deciding
from handlers.posts import now
from handlers.routing import Routes

routes = Routes()

Deciding(KIND, queries.by_id, queries.held, REVIEWING, now).answer_in(routes)
