"""From an empty workspace to the first approved post, in the page alone."""

from playwright.sync_api import expect

from tests.browser.newcomer import Newcomer

TEXT, POST = "Our annual report is out.", "#1 · @HelviaToday on X"


def test_ines_sets_concord_up_and_the_first_post_is_approved(pioneer: Newcomer) -> None:
    pioneer.be("jonas", in_="general").type("/account register")
    expect(pioneer.card("Concord is not set up yet")).to_contain_text("Ask an admin of this Slack workspace")
    pioneer.be("ines").at_home()
    pioneer.page.get_by_role("button", name="Set Concord up…").click()
    pioneer.write("Company", "Helvia Pharma").write("Time zone", "Europe/Zuerich")
    pioneer.choose("War room", "war-room", typing="war").choose("Channel for reviews", "social-reviews", typing="rev")
    pioneer.choose("Community managers", "Marta Keller", typing="mar")
    pioneer.choose("Crisis leads (optional)", "Thomas Brandt", typing="tho").choose(
        "Brand reviewers (optional)", "Elena Rossi", typing="ele"
    )
    pioneer.send("Save")
    expect(pioneer.problem("Time zone")).to_contain_text("is no time zone such as Europe/Zurich")
    pioneer.write("Time zone", "Europe/Zurich").send("Save")
    expect(pioneer.form).to_contain_text("Saved.")
    expect(pioneer.form).to_contain_text("this workspace → Helvia Pharma")
    expect(pioneer.form).to_contain_text("UTC → Europe/Zurich")
    pioneer.send("Close")
    expect(pioneer.page.get_by_role("button", name="Submit a post…")).to_be_visible()
    pioneer.be("jonas", in_="general").type("/account register @HelviaToday")
    pioneer.choose("Network", "X").choose("Kind", "Corporate")
    pioneer.write("Purpose", "News of the company").write("Audience", "Everybody")
    pioneer.write("Why a new one?", "There is none").choose("Backup owner", "Sofia Lindqvist", typing="sof")
    pioneer.send("Propose")
    expect(pioneer.form).to_have_count(0)
    pioneer.be("marta").hear().press("Approve", on="New account: @HelviaToday")
    expect(pioneer.card("New account: @HelviaToday")).to_contain_text("Approved by @Marta Keller")
    pioneer.be("jonas", in_="general").type("/post submit @HelviaToday")
    pioneer.write("Text", TEXT).choose("Content type", "Article").write("Objective", "500 people read it")
    pioneer.send("Submit")
    expect(pioneer.form).to_have_count(0)
    pioneer.be("elena", in_="social-reviews").press("Approve", on=POST).agree("You sign")
    expect(pioneer.be("jonas").hear().card(POST)).to_contain_text("Approved")
