"""The newcomer's path, walked in the page: five people, one account, one post, one crisis, and time."""

from playwright.sync_api import expect

from tests.browser.newcomer import Newcomer

HFPEF = "#1 · Cardiva for professionals on X"
ONLY_YOU = "Only visible to you"


def test_the_page_opens_with_five_things_to_try_and_each_leads_to_its_person_and_place(newcomer: Newcomer) -> None:
    newcomer.page.context.clear_cookies()
    newcomer.page.goto("/")
    steps = newcomer.page.get_by_role("region", name="What to try").get_by_role("link")
    expect(steps).to_have_count(5)
    for number, person in enumerate(["jonas", "priya", "sofia", "thomas", "marta"]):
        steps.nth(number).click()
        expect(newcomer.page.locator(f"body[data-person={person}]")).to_be_attached()
        expect(steps.nth(number)).to_have_attribute("aria-current", "step")
        if person == "jonas":
            newcomer.picture("sandbox")
    newcomer.ready().page.get_by_role("button", name="Hide the five steps").click()
    expect(steps).to_have_count(0)
    newcomer.be("jonas")
    expect(steps).to_have_count(0)


def test_jonas_registers_an_account_by_the_form_and_marta_approves_it_on_her_card(newcomer: Newcomer) -> None:
    newcomer.be("jonas", in_="brand-cardiva").type("/account register @CardivaHCP_CH")
    newcomer.choose("Network", "X").choose("Kind", "Brand")
    newcomer.write("Purpose", "Evidence about Cardiva for doctors in Switzerland").write("Audience", "Cardiologists")
    newcomer.write("Why a new one?", "Swiss doctors read German and French")
    newcomer.form.get_by_role("button", name="More…").click()
    newcomer.write("Brand or product", "Cardiva").choose("Backup owner", "Jonas Weber", typing="jon").send("Propose")
    expect(newcomer.problem("Backup owner")).to_contain_text("Owner and backup must be two people")
    newcomer.picture("account-form", newcomer.form)
    newcomer.choose("Backup owner", "Sofia Lindqvist", typing="sof").send("Propose")
    expect(newcomer.form).to_have_count(0)
    newcomer.be("marta").hear()
    card = newcomer.card("New account: @CardivaHCP_CH on X")
    expect(card).to_contain_text("Similar accounts")
    expect(card).to_contain_text("Owner @Jonas Weber, backup @Sofia Lindqvist")
    newcomer.picture("account-card", card)
    card.get_by_role("button", name="Approve").click()
    expect(card).to_contain_text("Approved by @Marta Keller")
    expect(card.get_by_role("button", name="Approve")).to_have_count(0)
    newcomer.be("jonas").hear()
    expect(newcomer.card("@Marta Keller approved @CardivaHCP_CH on X")).to_be_visible()
    newcomer.press("Show it", on="approved @CardivaHCP_CH")
    expect(newcomer.card(ONLY_YOU)).to_contain_text("Evidence about Cardiva for doctors in Switzerland")


def test_priya_then_lucas_and_elena_approve_the_waiting_post_and_its_author_watches_the_card(
    newcomer: Newcomer,
) -> None:
    author = newcomer.beside().be("jonas").hear()
    card = author.card(HFPEF)
    expect(card).to_contain_text("Stage 1 of 2")
    newcomer.be("priya").hear()
    expect(newcomer.card(HFPEF)).to_contain_text("waits for @Priya Nair (medical)")
    newcomer.picture("post-review", newcomer.card(HFPEF), height=1000)
    newcomer.press("Details", on=HFPEF)
    expect(newcomer.form).to_contain_text("Review route “Product”")
    newcomer.send("Close")
    newcomer.press("Approve", on=HFPEF).agree("You sign")
    expect(card).to_contain_text("Stage 2 of 2")
    newcomer.be("lucas").hear()
    expect(newcomer.card(HFPEF)).to_contain_text("waits for @Lucas Martin (legal)")
    newcomer.press("Approve", on=HFPEF).agree("You sign")
    expect(card).to_contain_text("Lucas Martin (legal) · waits for @Elena Rossi (regulatory)")
    newcomer.be("elena", in_="social-reviews").press("Approve", on=HFPEF).agree("You sign")
    expect(card).to_contain_text("Scheduled")


def test_who_is_no_reviewer_is_told_who_is_and_the_post_waits_on(newcomer: Newcomer) -> None:
    newcomer.be("sofia", in_="social-reviews").press("Approve", on=HFPEF).agree("You sign")
    expect(newcomer.card(ONLY_YOU)).to_contain_text("medical reviewer")
    expect(newcomer.card(HFPEF)).to_contain_text("waits for @Priya Nair")


def test_sofia_raises_a_crisis_and_people_are_pinged_level_by_level_until_thomas_is_on_it(newcomer: Newcomer) -> None:
    newcomer.be("sofia", in_="general").type("/crisis raise Nurses report fake vials of Cardiva on X")
    newcomer.choose("How likely is harm?", "4 · Likely").choose("How bad would it be?", "3 · Moderate")
    newcomer.send("Raise it")
    expect(newcomer.form).to_contain_text("Asked now: @Thomas Brandt")
    newcomer.picture("risk", newcomer.form)
    newcomer.send("Close")
    newcomer.be("thomas").hear()
    expect(newcomer.card("needs you")).to_contain_text("fake vials")
    newcomer.go("war-room")
    headline, pings = newcomer.card("Speaks for us"), newcomer.messages.filter(has_text="needs an answer @")
    expect(headline.get_by_role("button", name="I'm on it")).to_be_visible()
    expect(pings).to_have_count(1)
    newcomer.wait("due")
    expect(pings).to_contain_text("Asked 2 times since")
    newcomer.wait("due")
    expect(pings).to_contain_text("Asked 3 times since")
    expect(pings).to_have_count(1)
    expect(pings).to_contain_text("@Thomas Brandt @Marta Keller")
    newcomer.picture("war-room")
    newcomer.press("I'm on it", on="needs an answer @")
    expect(headline).to_contain_text("@Thomas Brandt, since")
    expect(newcomer.card(ONLY_YOU)).to_contain_text("You are on Crisis 1")
    expect(pings).to_have_count(0)
    _nothing_comes_before_the_next_update_is_due(newcomer)


def _nothing_comes_before_the_next_update_is_due(newcomer: Newcomer) -> None:
    """An hour passes, then the rest of the two within which an amber crisis wants news: whoever is on it is reminded
    directly, and what comes to the room is about that.
    """
    public = newcomer.messages.and_(newcomer.page.locator(":not(.ephemeral)"))
    count = public.count()
    newcomer.wait("hour").wait("due").wait("due")
    expect(newcomer.card("is open again")).to_be_visible()
    expect(public.nth(count)).to_contain_text("is open again: no update came in time")


def test_thomas_freezes_what_the_company_says_sofia_answers_and_after_the_thaw_she_confirms_her_post(
    newcomer: Newcomer,
) -> None:
    newcomer.be("thomas", in_="war-room").type("/crisis raise Nurses report fake vials of Cardiva on X")
    newcomer.choose("How likely is harm?", "4 · Likely").choose("How bad would it be?", "3 · Moderate")
    newcomer.send("Raise it").send("Close")
    headline = newcomer.messages.filter(has_text="Speaks for us").first
    headline.get_by_role("button", name="Freeze…").click()
    newcomer.choose("What is frozen?", "Kind: corporate", typing="corporate")
    newcomer.write("Why?", "Fake vials of Cardiva are sold").send("Freeze")
    expect(newcomer.form).to_contain_text("Frozen now")
    newcomer.send("Close")
    expect(headline).to_contain_text("confirmed")
    newcomer.be("sofia").hear()
    asked = newcomer.card("Publish nothing on")
    expect(asked).to_contain_text("Is anything scheduled elsewhere")
    newcomer.picture("freeze", asked)
    asked.get_by_role("button", name="Nothing is scheduled elsewhere").click()
    expect(newcomer.card("your accounts are confirmed")).to_be_visible()
    newcomer.be("thomas", in_="war-room")
    headline.get_by_role("button", name="Thaw…").click()
    newcomer.send("Thaw")
    expect(headline).not_to_contain_text("confirmed")
    newcomer.be("sofia").hear()
    newcomer.press("Confirm", on="Still right?")
    expect(newcomer.messages.filter(has_text="Still right?")).to_have_count(0)


def test_marta_moves_the_clock_and_hears_of_a_silent_account_and_a_missed_slot(newcomer: Newcomer) -> None:
    newcomer.be("marta", in_="brand-cardiva")
    silent = newcomer.wait_for("Cardiva Schweiz on Instagram (@cardiva.ch) has been silent for too long")
    expect(silent).to_contain_text("@Jonas Weber")
    newcomer.picture("reminder", newcomer.card("silent for too long"))
    missed = newcomer.go("corporate-social").wait_for("nothing is logged for the slot of")
    expect(missed).to_contain_text("People of the week")
    expect(newcomer.go("social-reminders").wait_for("Questions of the day")).to_contain_text("@Thomas Brandt")
    newcomer.picture("missed-slot", newcomer.card("Questions of the day"))
    newcomer.press("Skip…", on="Questions of the day")
    newcomer.write("Why is nothing published?", "Bank holiday").send("Skip it")
    expect(newcomer.card("skipped by @Marta Keller")).to_contain_text("Bank holiday")
    newcomer.wait("day").wait("week")
    expect(newcomer.card("Helvia UK on X (@HelviaUK) has been silent for too long")).to_be_visible()


def test_a_guest_is_refused_kindly_and_only_she_sees_it(newcomer: Newcomer) -> None:
    newcomer.be("gina", in_="brand-cardiva").type("/account register @CardivaAgency")
    refusal = newcomer.card(ONLY_YOU)
    expect(refusal).to_contain_text("Guests cannot act in Concord. Ask a full member")
    sentence = refusal.locator(".message-body").inner_text()
    newcomer.be("jonas", in_="brand-cardiva")
    expect(newcomer.page.get_by_text(sentence)).to_have_count(0)


def test_the_keyboard_alone_finds_a_command_opens_its_form_and_leaves_it(newcomer: Newcomer) -> None:
    newcomer.be("jonas", in_="brand-cardiva")
    expect(newcomer.composer).to_be_focused()
    keys, offered = newcomer.page.keyboard, newcomer.page.get_by_role("option")
    keys.type("/")
    expect(offered).to_have_count(5)
    keys.press("ArrowDown")
    keys.press("Enter")
    expect(offered).to_have_count(0)
    expect(newcomer.composer).to_have_value("/calendar ")
    keys.type("slot @CardivaHCP")
    keys.press("Enter")
    expect(newcomer.form.get_by_role("heading")).to_have_text("Plan a slot")
    keys.press("Escape")
    expect(newcomer.form).to_have_count(0)
    expect(newcomer.composer).to_be_focused()


def test_everybody_has_a_desk_of_their_own(newcomer: Newcomer) -> None:
    newcomer.be("priya").at_home()
    desk = newcomer.page.locator("[data-surface=home]")
    expect(desk).to_contain_text(HFPEF)
    newcomer.be("jonas").at_home()
    expect(desk).to_contain_text("Waits for you")
    expect(desk).to_contain_text("Cardiva Schweiz on Instagram (@cardiva.ch)")
    expect(desk.get_by_role("button", name="Log a post…")).to_be_visible()
    newcomer.picture("home", newcomer.page.locator("main"))


def test_the_week_ahead_is_one_command_away(newcomer: Newcomer) -> None:
    newcomer.be("jonas", in_="corporate-social").type("/calendar week +1")
    expect(newcomer.card(ONLY_YOU)).to_contain_text("People of the week")
    newcomer.picture("calendar-week", newcomer.card(ONLY_YOU), height=1200)
