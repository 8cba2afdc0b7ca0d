"""What parts of the governance file say of one another: each name that is used exists, and what exists is used."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from bot.governance import drills, passing, playbooks
from bot.governance.holding import OperatingModel
from bot.governance.roles import EVERYONE, FOR_EVERYONE, NEEDED, ROLES, Role
from bot.governance.routes import Reviewable
from bot.governance.rules import NO_OWNER, Governance
from bot.governance.usual import USUAL_POLICIES
from bot.governance.whom import MATTER_PEOPLE, WRITTEN, Whom
from bot.kernel.outbox.tables import Urgency

Keys = tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """Where in the file, and what is wrong there, without a full stop."""

    keys: Keys
    sentence: str


def problems(rules: Governance, *, may_lack: bool = False) -> Iterator[Problem]:
    """`may_lack`: channels and people may still be missing."""
    for check in CHECKS if may_lack else (*LACKS, *CHECKS):
        yield from check(rules)


def _channels_are_chosen(rules: Governance) -> Iterator[Problem]:
    for name, channel in rules.channels:
        if not channel and name in ("war_room", "reviews"):
            yield Problem(("channels", name), "Field required")


def _roles_are_held(rules: Governance) -> Iterator[Problem]:
    for needed in NEEDED:
        if not rules.roles.get(needed):
            yield Problem(("roles", needed), f"nobody is {needed}")
    for keys, asked in _asked_of_nobody(rules):
        # What a playbook asks of a usual role that is empty falls to whoever leads the crisis.
        if keys[0] != "playbooks" or asked not in ROLES:
            yield Problem(keys, f"nobody is {asked}: name somebody under “roles”")


def asked_of_nobody(rules: Governance) -> list[str]:
    """The roles that a stage or a level asks and nobody holds, each once."""
    return list(dict.fromkeys(role for _, role in _asked_of_nobody(rules)))


def _asked_of_nobody(rules: Governance) -> Iterator[tuple[Keys, str]]:
    return ((keys, role) for keys, role in _roles_asked(rules) if not rules.roles.get(role))


def _roles_are_no_ones_by_mistake(rules: Governance) -> Iterator[Problem]:
    for role in rules.roles:
        if EVERYONE in rules.named(role) and role not in FOR_EVERYONE:
            sentence = f"{role} cannot be {EVERYONE}: only an author can"
            yield Problem(("roles", role), sentence)


def _roles_are_known(rules: Governance) -> Iterator[Problem]:
    asked = {role for _, role in _roles_asked(rules)} | set(rules.other_ways)
    for role in rules.roles:
        if role not in ROLES and role not in asked:
            yield Problem(
                ("roles", role), f"nothing asks {role}: name it in a stage, a level or a playbook, or remove it"
            )
    for whose in rules.other_ways:
        if whose.islower() and whose not in {*ROLES, *rules.roles, EVERYONE} and not whose.startswith("level "):
            yield Problem(("other_ways", whose), NO_OWNER.format(whose))


def _entries_are_in_order(rules: Governance) -> Iterator[Problem]:
    for role, entries in rules.roles.items():
        for number, entry in enumerate(entries):
            is_last = number == len(entries) - 1
            if is_last and entry.conditions:
                sentence = f"the last entry of {role} must fit everywhere: remove its conditions"
                yield Problem(("roles", role, number), sentence)
            elif not is_last and not entry.conditions:
                yield Problem(("roles", role, number), f"fits everywhere, so no later entry of {role} ever counts")
            if role == Role.ADMINISTRATOR and not is_last:
                yield Problem(
                    ("roles", role, number), "administrators are for the whole company: remove the conditions"
                )
            for place, region in enumerate(entry.regions):
                if region not in rules.regions:
                    sentence = f"no region is called {region}: describe it under “regions”"
                    yield Problem(("roles", role, number, "regions", place), sentence)


def _regions_have_their_own_markets(rules: Governance) -> Iterator[Problem]:
    home: dict[str, str] = {}
    for region, markets in rules.regions.items():
        for place, market in enumerate(markets):
            if market in home:
                yield Problem(("regions", region, place), f"{market} belongs to {home[market]} already")
            home.setdefault(market, region)


_HUBS = {OperatingModel.REGIONS: "region", OperatingModel.BRANDS: "brand"}


def _hubs_are_as_the_model_says(rules: Governance) -> Iterator[Problem]:
    """By what the community manager's entries differ."""
    model, role = rules.operating_model, Role.COMMUNITY_MANAGER
    hubs, by = rules.roles.get(role, [])[:-1], _HUBS.get(model)
    for number, entry in enumerate(hubs):
        if set(entry.conditions) - {by}:
            how = f"only {by}s may be its condition" if by else "it has one entry"
            yield Problem(("roles", role, number), f"with “operating_model: {model}” {how}")
    managed = {region for entry in hubs for region in entry.regions}
    for region in rules.regions if model is OperatingModel.REGIONS else ():
        if region not in managed:
            yield Problem(("regions", region), f"no entry of {role} is for this region")
    if by and not hubs:
        yield Problem(("operating_model",), f"{role} has no entry with {by}s")


def _everybody_pinged_can_be_found(rules: Governance) -> Iterator[Problem]:
    for number, policy in enumerate(rules.policies):
        for place, level in enumerate(policy.levels):
            for word in level.whom:
                kind, name = Whom.read(word)
                known = {"role": bool(name), "user": name[:1] in {"U", "W"}, "group": name[:1] == "S"}
                if word not in MATTER_PEOPLE and not known.get(kind):
                    keys = ("policies", number, "levels", place, "whom")
                    yield Problem(keys, f"policy {policy.name} pings {word!r}; write {WRITTEN}")


def _roles_asked(rules: Governance) -> Iterator[tuple[Keys, str]]:
    for number, route in enumerate(rules.routes):
        for place, stage in enumerate(route.stages):
            yield from ((("routes", number, "stages", place, "roles"), role) for role in stage.roles)
    for number, policy in enumerate(rules.policies):
        for place, level in enumerate(policy.levels):
            roles = (whom.name for whom in map(Whom.read, level.whom) if whom.kind == "role")
            yield from ((("policies", number, "levels", place, "whom"), role) for role in roles)
    for number, playbook in enumerate(rules.playbooks):
        yield from ((("playbooks", number, *keys), role) for keys, role in playbook.roles)


def _policies_are_known_and_used(rules: Governance) -> Iterator[Problem]:
    known = [policy.name for policy in rules.policies]
    used = dict(_policies_used(rules))
    for keys, name in used.items():
        if name not in {*known, *(policy.name for policy in USUAL_POLICIES)}:
            yield Problem(keys, f"no policy is called {name}; there are {', '.join(sorted(set(known)))}")
    for number, name in enumerate(known):
        if name not in used.values():
            sentence = f"nothing uses the policy {name}"
            yield Problem(("policies", number, "name"), sentence)


def _policies_used(rules: Governance) -> Iterator[tuple[Keys, str]]:
    for number, band in enumerate(rules.risk.bands):
        yield ("risk", "bands", number, "policy"), band.policy
    for reminder, policy in rules.reminders:
        if isinstance(policy, str):
            yield ("reminders", reminder), policy


def _names_are_used_once(rules: Governance) -> Iterator[Problem]:
    yield from _twice("policies", [policy.name for policy in rules.policies])
    yield from _twice("routes", [route.name for route in rules.routes])
    yield from _twice("products", [product.name for product in rules.products])
    yield from _twice("playbooks", [playbook.name for playbook in rules.playbooks])
    for number, playbook in enumerate(rules.playbooks):
        for keys, name in playbooks.twice(playbook):
            yield Problem(("playbooks", number, *keys), f"{name} is there already")
    yield from (Problem(*each) for each in drills.misfits(rules.drills, rules.crisis_kinds))


def _twice(section: str, names: Iterable[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, name in enumerate(names):
        if name in seen:
            yield Problem((section, number, "name"), f"{name} is there already")
        seen.add(name)


def _products_of_routes_are_known(rules: Governance) -> Iterator[Problem]:
    known = {product.name.casefold() for product in rules.products}
    for number, route in enumerate(rules.routes):
        for place, name in enumerate(route.products):
            if name.casefold() not in known:
                yield Problem(("routes", number, "products", place), f"no product is called {name}: see “products”")
        if route.products and route.names_product is False:
            yield Problem(("routes", number, "names_product"), "a route of products is for posts that name one")


def _routes_are_taken(rules: Governance) -> Iterator[Problem]:
    """For each kind of matter by itself: the last fits everything, and none comes after another that takes it all."""
    if not rules.routes_of(Reviewable.POST):
        yield Problem(("routes",), "no route is of posts; one must be, and fit every post")
    for of in Reviewable:
        numbered = [(number, route) for number, route in enumerate(rules.routes) if of in route.of]
        for number, last in numbered[-1:]:
            if not last.fits_everything:
                sentence = f"the last route ({last.name}) must fit every {of}: remove its conditions"
                yield Problem(("routes", number), sentence)
        for place, (number, route) in enumerate(numbered):
            if before := next((each for _, each in numbered[:place] if each.covers(route)), None):
                sentence = f"no {of} ever takes {route.name}: {before.name} before it fits them all"
                yield Problem(("routes", number), sentence)


def _governance_can_be_changed(rules: Governance) -> Iterator[Problem]:
    """Whoever proposes a change does not decide on it: others must be able to."""
    holders = passing.as_the_file_says(rules)
    for number, route in enumerate(rules.routes):
        for proposer in holders(Role.ADMINISTRATOR) if Reviewable.GOVERNANCE in route.of else ():
            if lacking := passing.impassable(route, _but(proposer, holders)):
                who = f"nobody is left as {passing.wanted(route, lacking)}"
                yield Problem(("routes", number), f"for what {proposer} proposes {who}: name more people")
                break


def _but(person: str, holders: passing.Holders) -> passing.Holders:
    return lambda role: (each for each in holders(role) if each != person)


def _levels_exist(rules: Governance) -> Iterator[Problem]:
    most = max((len(policy.levels) for policy in rules.policies if policy.urgency is Urgency.CRISIS), default=0)
    for whose in rules.other_ways:
        if whose.startswith("level ") and int(whose.removeprefix("level ")) > most:
            yield Problem(("other_ways", whose), f"no crisis policy has more than {most} levels")


Check = Callable[[Governance], Iterator[Problem]]

LACKS: tuple[Check, ...] = (_channels_are_chosen, _roles_are_held, _governance_can_be_changed)
CHECKS: tuple[Check, ...] = (
    _roles_are_no_ones_by_mistake,
    _roles_are_known,
    _entries_are_in_order,
    _regions_have_their_own_markets,
    _hubs_are_as_the_model_says,
    _everybody_pinged_can_be_found,
    _policies_are_known_and_used,
    _names_are_used_once,
    _products_of_routes_are_known,
    _routes_are_taken,
    _levels_exist,
)
