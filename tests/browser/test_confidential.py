"""A confidential crisis in the page alone: who is in its room sees it, whoever else is at the page does not."""

from playwright.sync_api import expect

from tests.browser.newcomer import Newcomer

WHAT, ROOM = "An executive is blackmailed with a video", "crisis-1"


def test_jonas_raises_it_its_room_alone_sees_it_and_whoever_leaves_sees_it_no_more(newcomer: Newcomer) -> None:
    newcomer.be("jonas", in_="general").type("/crisis raise")
    newcomer.write("What happened?", WHAT).choose("How likely is harm?", "4 · Likely")
    newcomer.choose("How bad would it be?", "5 · Severe")
    newcomer.form.get_by_text("Confidential: only those in its room see it").click()
    newcomer.send("Raise it")
    expect(newcomer.form).to_contain_text("Confidential: only those in its room see it")
    newcomer.send("Close")
    newcomer.be("thomas", in_=ROOM)
    expect(newcomer.card("needs an answer")).to_contain_text(WHAT)
    newcomer.be("marta", in_="war-room")
    sidebar = newcomer.page.get_by_role("navigation", name="Conversations")
    expect(sidebar.get_by_role("link", name=ROOM)).to_have_count(0)
    expect(newcomer.messages.filter(has_text=WHAT)).to_have_count(0)
    newcomer.type("/crisis show 1")
    expect(newcomer.messages.last).to_contain_text("There is no crisis 1")
    newcomer.type("/crisis list")
    expect(newcomer.messages.last).to_contain_text("No crisis is open.")
    newcomer.at_home()
    expect(newcomer.page.locator("[data-surface=home]")).not_to_contain_text(WHAT)
    newcomer.be("thomas", in_=ROOM).press("I'm on it", on=WHAT)
    newcomer.type("/leave").go("general").type("/crisis show 1")
    expect(newcomer.messages.last).to_contain_text("There is no crisis 1")
    newcomer.be("jonas", in_=ROOM)
    newcomer.type("/crisis show 1")
    expect(newcomer.card("Timeline")).to_contain_text("left its room")
