"""How much somebody who is new has to do and to read for the main job of Concord; `make stranger` prints it."""

import sys
from pathlib import Path

from tests.stranger import Stranger
from tests.world import Helvia

MOST_ACTIONS, MOST_WORDS = 34, 450
BEFORE = "Before it was counted: 32 actions, none of which said what an approval signs, and 1,169 words."
TEXT = (
    "New data on heart failure with preserved ejection fraction: what the first two years tell us, and what they do "
    "not. #HFpEF"
)
README = Path(__file__).parents[1] / "README.md"


def test_the_main_job_takes_few_actions_and_few_words(helvia: Helvia) -> None:
    stranger = Stranger(helvia)
    register(stranger)
    publish(stranger)
    answer_a_crisis(stranger)
    sys.stdout.write(f"\n{stranger}\n{BEFORE}\n")
    assert stranger.actions <= MOST_ACTIONS
    assert stranger.words <= MOST_WORDS


def test_the_readme_says_how_few() -> None:
    assert f"at most {MOST_ACTIONS} actions and {MOST_WORDS} words" in " ".join(README.read_text().split())


def register(stranger: Stranger) -> None:
    stranger.begins("Register an account")
    stranger.types("jonas", "/account register @CardivaHCP_CH")
    purpose, why = "Evidence about Cardiva for doctors in Switzerland", "Swiss doctors read German and French"
    stranger.fills("jonas", network="x", kind="brand", purpose=purpose, audience="Cardiologists", why=why)
    stranger.fills("jonas", languages=["de", "fr"], backup="sofia")
    stranger.sends("jonas")
    stranger.begins("Decide on it")
    stranger.hears("marta")
    stranger.presses("marta", "accounts.approve")


def publish(stranger: Stranger) -> None:
    stranger.begins("Submit a post")
    stranger.types("jonas", "/post submit @CardivaHCP_CH")
    stranger.fills("jonas", text=TEXT, content_type="article", objective="200 cardiologists read the summary")
    stranger.sends("jonas")
    for name in ("Priya", "Lucas", "Elena"):
        stranger.begins(f"Approve it, as {name}")
        stranger.hears(name.lower())
        stranger.presses(name.lower(), "posts.approve")


def answer_a_crisis(stranger: Stranger) -> None:
    stranger.begins("Raise a crisis")
    stranger.types("sofia", "/crisis raise Nurses report fake vials of Cardiva on X")
    stranger.fills("sofia", likelihood="4", impact="3")
    stranger.sends("sofia")
    stranger.closes("sofia")
    stranger.begins("Answer it")
    stranger.hears("thomas")
    stranger.presses("thomas", "crises.acknowledge")
