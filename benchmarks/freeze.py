"""All of a company's accounts are frozen, and thawed: from the form until it says so, and nothing goes out any more."""

from benchmarks import gestures, stage, world
from benchmarks.databases import Databases
from benchmarks.figures import Figure, Target

PEOPLE, POSTS = 120, 40
WITHIN_A_SECOND = Target("ours", 1000)


def measure(databases: Databases, accounts: int) -> list[Figure]:
    figures = []
    for kind in databases.kinds:
        url = databases.new(kind)
        world.register(url, gestures.spreadsheet(accounts))
        world.schedule(url, PEOPLE, min(POSTS, accounts))
        with stage.slack() as sandbox, stage.app(sandbox, ["bot", "run"], database=url):
            for what, form in (("freeze", gestures.freeze), ("thaw", gestures.thaw)):
                took = stage.acknowledged(sandbox, "interactive", form(sandbox))
                title = f"a {what} of {accounts} accounts, {PEOPLE} people and {POSTS} posts, {kind}"
                figures.append(Figure(title, took, "ms", None, WITHIN_A_SECOND))
    return figures
