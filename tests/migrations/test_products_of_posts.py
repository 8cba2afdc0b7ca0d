"""Posts that an older version submitted come up with the products that their versions say they name."""

from copy import deepcopy

from bot.kernel.db import Database
from bot.migrations import migrate
from bot.posts.queries import by_id
from tests.migrations.older import BEFORE, write

NAMING = [
    "the account speaks for Cardiva",
    "the text names Neurovent, Respirol",
    "the media or their alt text name Cardiva",
    "the account is a brand's",
]


def test_a_post_names_what_its_newest_version_says(
    own_database: Database,
) -> None:
    tables = deepcopy(BEFORE["tables"])
    for version in tables["post_versions"]:
        version["content"]["naming"] = NAMING if version["post_id"] == 1 else []
    write(own_database, tables)
    migrate(own_database)
    with own_database.transaction() as session:
        assert [each.called for each in by_id(session, 1).products] == ["Cardiva", "Neurovent", "Respirol"]
        assert by_id(session, 2).products == []
