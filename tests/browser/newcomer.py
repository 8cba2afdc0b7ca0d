"""What somebody can do with the page: be a person, be in a place, type, press, fill in a form, move the clock."""

import os
from pathlib import Path
from typing import Self

from playwright.sync_api import Locator, Page, expect

PICTURES = os.environ.get("PICTURES", "")
"""The folder that the README's pictures are saved in; without it none is."""
WIDTH, HEIGHT = 1280, 800
PASSING_MS = 60_000
"""A week passes through whatever falls due in it."""
MOST_STEPS = 12
"""So many things fall due between a Friday's evening and a Monday's morning, at most."""
PART = 800
HEAVIEST = 160_000
"""So many bytes a picture may have, for whoever reads the README on the way."""
"""Right of that a conversation is blank."""


class Newcomer:
    """One person at the page, who is everybody at Helvia in turn."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto("/")
        expect(page.locator("[data-key=offline]")).to_have_count(0)

    def beside(self) -> "Newcomer":
        """The same newcomer in a second tab."""
        return Newcomer(self.page.context.new_page())

    def be(self, handle: str, *, in_: str = "") -> Self:
        """Chooses the person in the menu, and a place in the sidebar."""
        self.ready()
        self.page.locator("#who-button").click()
        self.page.locator(f"[data-who={handle}]").click()
        expect(self.page.locator(f"body[data-person={handle}]")).to_be_attached()
        if in_:
            self.go(in_)
        return self

    def go(self, place: str) -> Self:
        self.ready()
        self.page.get_by_role("navigation", name="Conversations").get_by_role("link", name=place).click()
        expect(self.page.get_by_role("heading", level=1, name=place)).to_be_visible()
        self.ready()
        return self

    def hear(self) -> Self:
        """Goes to what Concord wrote to this person."""
        self._open("Messages")
        expect(self.page.get_by_text("Sending messages to this app has been turned off.")).to_be_visible()
        return self

    def at_home(self) -> Self:
        """Goes to this person's App Home."""
        self._open("Home")
        expect(self.page.locator("[data-surface=home]")).to_be_visible()
        return self

    def _open(self, tab: str) -> None:
        self.ready()
        self.page.locator("[data-live=apps]").get_by_role("link").click()
        self.page.get_by_role("navigation", name="Concord").get_by_role("link", name=tab).click()
        expect(self.page.get_by_role("navigation", name="Concord").get_by_role("link", name=tab)).to_have_attribute(
            "aria-current", "page"
        )
        self.ready()

    def ready(self) -> Self:
        """The page's scripts have started."""
        expect(self.page.locator("body[data-ready]")).to_be_attached()
        return self

    @property
    def composer(self) -> Locator:
        return self.page.locator("main .composer").get_by_role("combobox")

    def type(self, words: str) -> Self:
        self.composer.fill(words)
        self.composer.press("Enter")
        return self

    @property
    def messages(self) -> Locator:
        return self.page.locator("main article.message")

    def card(self, saying: str) -> Locator:
        """The newest message that says so."""
        return self.messages.filter(has_text=saying).last

    def press(self, button: str, *, on: str) -> Self:
        self.card(on).get_by_role("button", name=button).last.click()
        return self

    def agree(self, to: str) -> Self:
        """To what a button asks before it acts."""
        asked = self.page.locator("dialog#confirm")
        expect(asked).to_contain_text(to)
        asked.locator("[data-agree]").click()
        return self

    @property
    def form(self) -> Locator:
        return self.page.locator("dialog#modal")

    def write(self, field: str, words: str) -> Self:
        self.form.get_by_role("textbox", name=field).fill(words)
        return self

    def choose(self, field: str, option: str, *, typing: str = "") -> Self:
        select = self.form.get_by_role("combobox", name=field, exact=True)
        select.click()
        if typing:
            select.fill(typing)
        self.form.get_by_role("option", name=option, exact=not typing).click()
        return self

    def send(self, button: str) -> Self:
        self.form.locator(".modal-foot").get_by_role("button", name=button, exact=True).click()
        return self

    def problem(self, field: str) -> Locator:
        """The sentence under a field."""
        return self.form.locator(".block-input", has=self.page.get_by_text(field, exact=True)).get_by_role("alert")

    def wait(self, step: str) -> Self:
        """Moves the clock: an hour, a day, a week, or to what is due next."""
        button, clock = self.page.locator(f"[data-clock={step}]"), self.page.locator(".clock-face")
        expect(button).not_to_have_attribute("aria-disabled", "true")
        before = clock.get_attribute("data-moment") or ""
        button.click()
        expect(clock).not_to_have_attribute("data-moment", before)
        expect(button).not_to_have_attribute("aria-busy", "true", timeout=PASSING_MS)
        return self

    def wait_for(self, saying: str) -> Locator:
        """The newest message that says so, once it is due: many things wait for somebody's working hours."""
        for _ in range(MOST_STEPS):
            if self.card(saying).count():
                break
            self.wait("due")
        return self.card(saying)

    def picture(self, name: str, of: Locator | None = None, *, height: int = HEIGHT) -> None:
        """Saves what is to be seen now, or a part of it, once it is calm."""
        if not PICTURES:
            return
        self.page.set_viewport_size({"width": WIDTH, "height": height})
        expect(self.page.locator("[data-clock=due][aria-disabled=false]")).to_be_visible()
        if not of:
            expect(self.page.locator(".sidebar [aria-current] .badge")).to_have_count(0)
        file, box = Path(PICTURES) / f"{name}.png", of.bounding_box() if of else None
        if box:
            box["width"] = min(box["width"], PART)
        self.page.screenshot(path=file, clip=box, animations="disabled")
        assert file.stat().st_size < HEAVIEST, f"{file.name} has {file.stat().st_size:,} bytes: show less in it"
        self.page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
