"""The risk matrix as people see it: a square for each likelihood and impact, and what each colour means for time and
people.
"""

from collections.abc import Iterator, Mapping
from itertools import zip_longest

from bot.crises.texts import MARKS
from bot.governance import EVERYONE, Governance, RiskMatrix, Whom
from bot.governance.risk import Band
from bot.kernel.actor import spoken as said
from bot.kernel.durations import exactly
from bot.kernel.escalation import Policy
from bot.kernel.text.markup import Markup, is_person, mrkdwn, name, person, several
from bot.kernel.views.blocks import Message, context, header, section

SHOW = "crises.matrix"
SQUARES = {
    "green": mrkdwn(":large_green_square:"),
    "yellow": mrkdwn(":large_yellow_square:"),
    "amber": mrkdwn(":large_orange_square:"),
    "red": mrkdwn(":large_red_square:"),
}
WHOM = {
    "centre": "community manager of the company",
    "channel": "the war room",
    "author": "whoever raised it",
    **{word: f"{word} of the accounts" for word in ("owner", "backup", "publisher", "deputy")},
}
"""Words of a policy that mean people of the crisis itself."""


def grid(matrix: RiskMatrix, likelihood: int, impact: int) -> Markup:
    """The worst at the top right: the crisis fell where its colour is a square."""
    rows = _rows(matrix, MARKS)
    rows[-impact][likelihood - 1] = _cell(matrix, SQUARES, likelihood, impact)
    drawn = map(mrkdwn(" ").join, rows)
    return mrkdwn("\n").join([*drawn, mrkdwn("↑ impact · likelihood →")])


def shown(rules: Governance, groups: Mapping[str, str]) -> Message:
    """All of it; `groups` are the names of user groups, by id."""
    matrix = rules.risk
    drawn = map(mrkdwn(" ").join, _rows(matrix, SQUARES))
    rows = [mrkdwn("{}  {}", row, word) for row, word in zip(drawn, reversed(matrix.impact), strict=True)]
    across = mrkdwn("↑ impact · likelihood → {}", mrkdwn(" · ").join(map(name, matrix.likelihood)))
    meanings = [section(_meaning(rules, band, scores, groups)) for band, scores in _bands(matrix)]
    foot = context(mrkdwn("See `/social roles` for who holds which role."))
    return Message(
        mrkdwn("Risk matrix"), [header("Risk matrix"), section(mrkdwn("\n").join([*rows, across])), *meanings, foot]
    )


def _rows(matrix: RiskMatrix, marks: Mapping[str, Markup]) -> list[list[Markup]]:
    """The highest impact first."""
    columns, impacts = range(1, len(matrix.likelihood) + 1), range(len(matrix.impact), 0, -1)
    return [[_cell(matrix, marks, likelihood, impact) for likelihood in columns] for impact in impacts]


def _cell(matrix: RiskMatrix, marks: Mapping[str, Markup], likelihood: int, impact: int) -> Markup:
    return marks[matrix.band(matrix.score(likelihood, impact)).colour]


def _bands(matrix: RiskMatrix) -> Iterator[tuple[Band, str]]:
    """The worst first, each with the scores that it is for."""
    bands = matrix.bands
    for band, above in reversed(list(zip_longest(bands, bands[1:]))):
        first, last = band.from_score, above.from_score - 1 if above else None
        yield band, f"{first} or more" if last is None else f"{first}" if last == first else f"{first}–{last}"


def _meaning(rules: Governance, band: Band, scores: str, groups: Mapping[str, str]) -> Markup:
    policy = rules.policy(band.policy)
    lines = [
        mrkdwn("{} *{}* · score {}", SQUARES[band.colour], band.colour.capitalize(), scores),
        mrkdwn("Answer within {}", exactly(band.respond_within)),
        mrkdwn("Asks {}", whom_it_asks(policy, groups)),
        _other_ways(rules, policy),
        mrkdwn("A channel of its own") if band.own_room else mrkdwn("Handled in the war room"),
    ]
    return mrkdwn("\n").join(filter(None, lines))


def whom_it_asks(policy: Policy, groups: Mapping[str, str]) -> Markup:
    """Level by level."""
    return several(list(_asked(policy, groups)), "; ", most=len(policy.levels) + 1, room=1300)


def _asked(policy: Policy, groups: Mapping[str, str]) -> Iterator[Markup]:
    for level in policy.levels:
        at = f"after {exactly(level.after)}" if level.after else "at once"
        yield mrkdwn("{}: {}", at, several([_whom(word, groups) for word in level.whom]))
    if policy.cycles != 1:
        yield mrkdwn("then again, {}", f"{policy.cycles} times in all" if policy.cycles else "until somebody answers")


def _whom(word: str, groups: Mapping[str, str]) -> Markup:
    kind, named = Whom.read(word)
    match kind:
        case "role":
            return mrkdwn("{}", said(named))
        case "user":
            return person(named)
        case "group":
            return name(groups.get(named, "a user group"))
    return mrkdwn("{}", WHOM.get(word, word))


def _other_ways(rules: Governance, policy: Policy) -> Markup:
    """Nothing where none of those whom it asks has any."""
    roles = {whom.name for whom in map(Whom.read, policy.words) if whom.kind == "role"}
    levels = {f"level {number}" for number, _ in enumerate(policy.levels, start=1)}
    asked = {EVERYONE, *roles, *levels, *filter(is_person, rules.other_ways)}
    services = sorted({way.service for _, way in rules.ways(*asked)})
    if not services or policy.waits_for_slack is None:
        return Markup()
    return mrkdwn("If Slack takes no ping for {}: {}", exactly(policy.waits_for_slack), several(services))
