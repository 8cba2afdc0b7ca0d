"""What reviewers of posts press, and what they are answered."""

from bot.posts import deciding, queries
from bot.posts.blocks import KIND
from handlers.deciding import Deciding
from handlers.posts import now
from handlers.routing import Routes

routes = Routes()

Deciding(KIND, queries.by_id, queries.held, deciding, now).answer_in(routes)
