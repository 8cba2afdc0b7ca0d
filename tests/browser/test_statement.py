"""One voice, walked in the page: Thomas writes what the company says, Lucas approves it, Sofia posts it."""

from playwright.sync_api import expect

from tests.browser.newcomer import Newcomer


def test_thomas_speaks_for_the_company_lucas_approves_and_sofia_says_where_it_is_posted(newcomer: Newcomer) -> None:
    newcomer.be("thomas", in_="war-room").type("/crisis raise Nurses report fake vials of Cardiva on X")
    newcomer.choose("How likely is harm?", "4 · Likely").choose("How bad would it be?", "3 · Moderate")
    newcomer.send("Raise it").send("Close")
    headline = newcomer.messages.filter(has_text="Speaks for us").first
    headline.get_by_role("button", name="Speak for us…").click()
    newcomer.send("Next")
    newcomer.write("What we know", "Fake vials of Cardiva are sold on X. They do not come from us.")
    newcomer.write("What we don't know yet", "").write("What we do (", "We warn every pharmacy.")
    newcomer.write("What you can do", "Look at the seal.").write("Contact", "helvia.example/fakes")
    newcomer.send("Send to review")
    expect(newcomer.form).to_have_count(0)
    expect(newcomer.card("Crisis 1 · English · version 1")).to_contain_text("Nobody says it yet")
    newcomer.be("lucas").hear()
    newcomer.press("Approve", on="Crisis 1 · English · version 1").agree("it is all that we say")
    expect(newcomer.card("Crisis 1 · English · version 1")).not_to_contain_text("waits for")
    newcomer.be("sofia").hear()
    asked = newcomer.card("This is the only thing to say")
    expect(asked).to_contain_text("Fake vials of Cardiva are sold on X.")
    newcomer.picture("statement", asked, height=1000)
    asked.get_by_role("button", name="Posted (link)…").click()
    newcomer.choose("On which account?", "Helvia Global on X", typing="Helvia Global")
    newcomer.write("Address of the post", "https://x.com/HelviaGlobal/status/1001").send("Posted")
    expect(asked).to_contain_text("Posted on Helvia Global on X")
    newcomer.be("thomas", in_="war-room")
    expect(headline).to_contain_text("We speak in 1 language")
    expect(headline).to_contain_text("1 of")
