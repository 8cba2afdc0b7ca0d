"""The register of products as its keeper changes it, and what posts name."""

from collections.abc import Callable

from bot.kernel.act import Act
from bot.posts.queries import by_id
from bot.products import service as register
from bot.products.drafts import Draft
from bot.products.life import Action
from bot.products.model import Product
from bot.products.queries import named
from tests.world import Helvia


def keep(helvia: Helvia, verb: Callable[[Act], object]) -> None:
    """Elena does it, who keeps the register."""
    elena = helvia.concord.people.actor(helvia.desk("elena").person.id)
    with helvia.session() as session:
        verb(Act(session, elena, helvia.now))
    helvia.settle()


def cardiva(act: Act) -> Product:
    return named(act.session, "Cardiva")


def add_product(helvia: Helvia, name: str = "Cardiva", local_names: str = "") -> None:
    keep(helvia, lambda act: register.add(act, Draft(name=name, local_names=local_names, markets="CH")))


def move(helvia: Helvia, action: Action) -> None:
    move_named(helvia, "Cardiva", action)


def move_named(helvia: Helvia, name: str, action: Action) -> None:
    keep(helvia, lambda act: register.move(act, named(act.session, name), action))


def named_by(helvia: Helvia, post_id: int) -> list[str]:
    with helvia.session() as session:
        return [each.called for each in by_id(session, post_id).products]
