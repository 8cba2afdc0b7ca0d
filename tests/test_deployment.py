"""What is deployed is what was tested: the same versions, all that is needed, and nothing else."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.patience import PATIENCE_S

ROOT = Path(__file__).parents[1]
PINS = re.compile(r"^([\w.-]+)==(\S+?)(?: ; .*?)? \\\n((?: +--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE)
ELSEWHERE = {"colorama", "greenlet"}
"""Only for other machines than this one."""
IMPORT_EVERYTHING = """
import pkgutil, sys
from importlib import import_module
for name in sys.argv[1:]:
    sys.modules[name] = None
import bot, handlers, psycopg, apprise
for room in (bot, handlers):
    for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
        if not module.name.startswith("bot.migrations.") and not module.name.endswith("__main__"):
            import_module(module.name)
"""


def pins(file: str) -> dict[str, tuple[str, str]]:
    """Version and hashes of each."""
    text = (ROOT / file).read_text()
    return {
        canonicalize_name(name): (version, " ".join(hashes.split())) for name, version, hashes in PINS.findall(text)
    }


def needed(requirement: Requirement) -> Iterator[str]:
    """By that requirement, on this machine."""
    yield canonicalize_name(requirement.name)
    for each in map(Requirement, requires(requirement.name) or ()):
        if each.marker is None or any(each.marker.evaluate({"extra": extra}) for extra in requirement.extras or [""]):
            yield from needed(each)


def test_each_version_that_is_deployed_is_one_that_was_tested() -> None:
    deployed, tested = pins("requirements.txt"), pins("requirements.lock")
    assert len(deployed) == (ROOT / "requirements.txt").read_text().count("==")
    assert {name: tested.get(name) for name in deployed} == deployed


def test_all_that_is_needed_is_deployed_and_nothing_else() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["postgres"]]
    names = {name for each in asked for name in needed(Requirement(each))}
    assert pins("requirements.txt").keys() - ELSEWHERE == names - ELSEWHERE


def test_what_runs_imports_nothing_else() -> None:
    deployed = {*pins("requirements.txt"), "concord"}
    others = [
        name
        for name, distributions in packages_distributions().items()
        if not deployed & set(map(canonicalize_name, distributions))
    ]
    assert {"pytest", "starlette"} <= set(others)
    subprocess.run([sys.executable, "-c", IMPORT_EVERYTHING, *others], cwd=ROOT, timeout=PATIENCE_S, check=True)


def test_whatever_comes_from_others_is_named_with_its_licence() -> None:
    notice = (ROOT / "NOTICE").read_text()
    licences = [
        file.relative_to(ROOT) for room in ("bot", "handlers", "sandbox") for file in (ROOT / room).rglob("LICENSE")
    ]
    assert len(licences) >= 2
    for licence in licences:
        assert f"see {licence}" in notice
        data = [file.relative_to(ROOT) for file in (ROOT / licence).parent.glob("*.json")]
        assert [file for file in data if str(file) not in notice] == []
        holders = re.findall(r"^(?:Copyright \(c\) [\d-]* ?)(.+)$", (ROOT / licence).read_text(), re.MULTILINE)
        assert [holder for holder in holders if holder.strip() not in notice] == []
