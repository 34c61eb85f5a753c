"""The main job, end to end: a team is set up, a trip is planned, ticked off, printed and reviewed."""

import re

from django.core import mail
from playwright.sync_api import expect

from activities.models import Activity
from tests.factories import ActivityFactory, BeneficiaryFactory
from tests.helpers import working_day
from tests.journeys.conftest import PHONE, press, stone

TRIP = "Trip to the industrial museum"
PEOPLE_FILE = """name,email,team,role
Ruby Oyelaran,ruby@test.example,Calderdale,Champion
Sanjay Bhatt,sanjay@test.example,Calderdale,Navigator
Moira Tindall,moira@test.example,Calderdale,Lead navigator
"""
BENEFICIARIES_FILE = """reference,known_as,team,navigators,status
CAL-014,Robin,Calderdale,sanjay@test.example,Supported now
CAL-015,,Calderdale,sanjay@test.example moira@test.example,Supported now
CAL-016,Jay,Calderdale,sanjay@test.example moira@test.example,Having a break
"""
A4_LANDSCAPE = (842, 595)


def in_three_weeks():
    return working_day(21)


def go_to(page, link):
    page.get_by_role("navigation", name="Main").get_by_role("link", name=link, exact=True).click()


def heading(page, words):
    return page.get_by_role("heading", name=words, level=1)


# What Ade does in Django admin.


def open_list(page, what):
    page.goto("/admin/")
    page.get_by_role("rowheader").get_by_role("link", name=what, exact=True).click()


def make_team(page, name):
    open_list(page, "Teams")
    page.get_by_role("link", name="Add team").click()
    page.get_by_role("textbox", name="Name").fill(name)
    press(page, "Save")
    expect(page.locator("#result_list").get_by_role("link", name=name, exact=True)).to_be_visible()


def add_from_file(page, what, text, shows):
    """Choose a file, look at what it would change, and say yes."""
    open_list(page, what)
    page.get_by_role("link", name=f"Add {what.lower()} from a file").click()
    page.get_by_label("CSV or XLSX file").set_input_files(
        {"name": "calderdale.csv", "mimeType": "text/csv", "buffer": text.encode()}
    )
    press(page, "Look at what it would change")
    expect(page.locator("table.import-preview")).to_contain_text(shows)
    press(page, "Save these changes")
    expect(page.get_by_text("The file is in: 3 new")).to_be_visible()


def invite(page, *names):
    open_list(page, "People")
    for name in names:
        page.get_by_role("row", name=name).get_by_role("checkbox").check()
    page.get_by_label("Action:").select_option("Send an invitation to sign in")
    page.get_by_role("button", name=re.compile("Go|Run the selected action")).click()
    expect(page.get_by_text("An invitation is on its way to")).to_be_visible()


# What everybody does with their invitation.


def follow_invitation(page, email):
    """Open the link from the e-mail, choose a password, and be signed in."""
    [letter] = [letter for letter in mail.outbox if letter.to == [email]]
    page.goto(re.search(r"http://\S+", letter.body)[0])
    expect(heading(page, "Choose your password")).to_be_visible()
    for field in page.locator("input[type=password]").all():
        field.fill("marigolds by the old canal")
    press(page, "Save my password and sign in")
    expect(heading(page, "My week")).to_be_visible()


# What Ruby does with her plan.


def plan_first_activity(page, *, description, references, navigator, javascript):
    page.get_by_role("link", name="Plan your first activity").click()
    page.get_by_label("Activity description").fill(description)
    page.get_by_label("Date", exact=True).fill(in_three_weeks().isoformat())
    page.get_by_label("Beneficiary ID(s)").fill(references)
    if not javascript:
        press(page, "Show the navigators of these people first")
    expect(page.get_by_text("Navigators of the people above")).to_be_visible()
    page.get_by_label(navigator).check()
    page.get_by_label("Start time").fill("10:30")
    page.get_by_label("End time").fill("15:00")
    page.get_by_label("In a group").check()
    page.get_by_label("Where?").fill("Leeds Industrial Museum, Armley")
    page.get_by_label("Purpose").fill("A day out together, to see how cloth was made.")
    page.get_by_label("A beneficiary's").check()
    press(page, "Save and get the check list")
    expect(heading(page, description)).to_be_visible()


def show_stage(page, stage):
    stone(page, stage).click()
    expect(stone(page, stage)).to_have_attribute("aria-current", "true")


def ticks_at(page, stage):
    return page.get_by_role("button", name=re.compile(f"^{stage}: "))


def tick_everything_at(page, stage):
    show_stage(page, stage)
    for label in [tick.get_attribute("aria-label") for tick in ticks_at(page, stage).all()]:
        press(page, label)
        expect(page.get_by_role("button", name=label, exact=True, pressed=True)).to_be_visible()
    expect(page.get_by_role("button", name=re.compile(f"^{stage}: "), pressed=False)).to_have_count(0)


def print_form(page):
    """The sheets that come out of the printer, each as its width and height in points."""
    paper = page.pdf(prefer_css_page_size=True)
    sheets = re.findall(rb"/Type\s*/Page\b(?!s).*?/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper, re.DOTALL)
    assert len(sheets) == len(re.findall(rb"/Type\s*/Page\b(?!s)", paper))
    return [(round(float(width)), round(float(height))) for width, height in sheets]


def card_of(page, description):
    return page.get_by_role("article").filter(has=page.get_by_role("link", name=description))


def answer_for_everybody(page, card):
    """Say of each person that it is fine, and that support needs and risks are planned for."""
    card.get_by_role("link", name="Answer one by one").click()
    for person in page.get_by_role("group", name=re.compile(r"^CAL-\d+")).all():
        person.get_by_label("Fine").check()
        person.get_by_label("Support needs and risks are understood and planned for").check()
    press(page, "Save my answers")
    expect(page.get_by_text("it is ticked that support needs and risks are planned for")).to_be_visible()


def test_from_a_new_team_to_a_plan_in_review(browser_for, watch, admin, outsider, javascript):
    """Ade sets up Calderdale; Ruby plans a trip, ticks two stages on her phone and prints; Sanjay answers."""
    ade = browser_for(admin, javascript=javascript)
    make_team(ade, "Calderdale")
    add_from_file(ade, "People", PEOPLE_FILE, shows="New person")
    add_from_file(ade, "Beneficiaries", BENEFICIARIES_FILE, shows="CAL-016")
    invite(ade, "Ruby Oyelaran", "Sanjay Bhatt")

    ruby = browser_for(javascript=javascript, viewport=PHONE)
    follow_invitation(ruby, "ruby@test.example")
    references = "CAL-014, cal-015 CAL-016 "
    plan_first_activity(ruby, description=TRIP, references=references, navigator="Sanjay Bhatt", javascript=javascript)
    for reference in ("CAL-014 (Robin)", "CAL-015", "CAL-016 (Jay)"):
        expect(ruby.get_by_role("link", name=reference, exact=True)).to_be_visible()
    tick_everything_at(ruby, "Initial idea")
    expect(stone(ruby, "Initial idea")).to_contain_text("5 of 5 done")
    tick_everything_at(ruby, "Weeks before")
    expect(stone(ruby, "Weeks before")).to_contain_text("9 of 10 done")
    understood = ruby.get_by_role("row", name="Make sure beneficiary support requirements")
    expect(understood).to_contain_text("A navigator ticks this one, in Review.")

    ruby.get_by_role("link", name="Print the form").click()
    expect(ruby.get_by_role("row", name="Activity risk assessment")).to_contain_text("✓")
    assert print_form(ruby) == [A4_LANDSCAPE]

    sanjay = browser_for(javascript=javascript)
    follow_invitation(sanjay, "sanjay@test.example")
    go_to(sanjay, "Review")
    card = card_of(sanjay, TRIP)
    for words in ("CAL-014 (Robin)", "with Ruby Oyelaran", "A day out together", "Armley", "9 of 10 done"):
        expect(card).to_contain_text(words)
    answer_for_everybody(sanjay, card)
    expect(card_of(sanjay, TRIP)).to_contain_text("10 of 10 done")

    gwen = browser_for(outsider, javascript=javascript)
    watch.forgive("status of 404")
    assert gwen.goto(f"/activities/{Activity.objects.get(description=TRIP).pk}/").status == 404
    expect(heading(gwen, "We can’t find that page")).to_be_visible()


def test_a_champion_calls_an_activity_off_and_says_what_was_learned(browser_for, champion, calderdale, javascript):
    """I am Ruby. Nobody could come to the craft café, so I call it off, and keep what we learned for next time."""
    plan = ActivityFactory(description="Halloween craft café", champion=champion, team=calderdale)
    page = browser_for(champion, javascript=javascript, viewport=PHONE)
    page.goto(plan.get_absolute_url())
    page.get_by_role("link", name="Call off").click()
    expect(page.get_by_text("it is not a failure")).to_be_visible()
    press(page, "Call it off")
    expect(page.get_by_text("Write a line about what happened").first).to_be_visible()
    page.get_by_label("What happened, and what did we learn?").fill("School holidays: ask about child care first.")
    press(page, "Call it off")

    expect(page.get_by_text("This plan is called off.")).to_be_visible()
    story = page.get_by_role("region", name="What happened to this plan")
    expect(story).to_contain_text("Called off by Ruby Oyelaran")
    expect(story).to_contain_text("School holidays: ask about child care first.")

    go_to(page, "Activities")
    expect(page.get_by_text("Halloween craft café")).to_have_count(0)
    page.get_by_role("link", name="Called off").click()
    expect(card_of(page, "Halloween craft café")).to_be_visible()


def test_a_plan_that_was_called_off_goes_back_on(browser_for, champion, calderdale, javascript):
    """I am Ruby. The room is free after all, so I put the craft café back on. What I learned stays."""
    day = in_three_weeks()
    plan = ActivityFactory(description="Halloween craft café", date=day, champion=champion, team=calderdale)
    page = browser_for(champion, javascript=javascript)
    page.goto(f"{plan.get_absolute_url()}call-off/")
    page.get_by_label("What happened, and what did we learn?").fill("The room was double-booked.")
    press(page, "Call it off")
    press(page, "Put it back on")
    expect(page.get_by_text("It is back on.")).to_be_visible()
    expect(page.get_by_text("This plan is called off.")).to_have_count(0)
    expect(page.get_by_text("The room was double-booked.")).to_be_visible()


def test_another_teams_champion_sees_none_of_it(browser_for, champion, outsider, calderdale):
    """I am Gwen in Leeds. Calderdale's trip and its people are on none of my pages."""
    robin = BeneficiaryFactory(reference="CAL-014", team=calderdale)
    day = in_three_weeks()
    ActivityFactory(description=TRIP, date=day, champion=champion, team=calderdale, beneficiaries=[robin])
    gwen = browser_for(outsider)
    for address in ("/", "/activities/", f"/diary/?month={day:%Y-%m}", "/beneficiaries/", "/review/"):
        assert gwen.goto(address).status == 200, address
        expect(gwen.get_by_role("heading", level=1), address).to_be_visible()
        expect(gwen.get_by_text(TRIP), address).to_have_count(0)
        expect(gwen.get_by_text("CAL-014"), address).to_have_count(0)


def test_another_teams_champion_guesses_an_address_in_vain(browser_for, watch, outsider, calderdale):
    """I am Gwen in Leeds. An address that I guessed tells me nothing, not even that something is there."""
    plan = ActivityFactory(description=TRIP, team=calderdale)
    watch.forgive("status of 404")
    gwen = browser_for(outsider)
    task = f"tasks/{plan.checklist.tasks.first().pk}/"
    for what in ("", "print/", "edit/", "copy/", "move/", "call-off/", "tasks/add/", task):
        assert gwen.goto(plan.get_absolute_url() + what).status == 404, what
        expect(heading(gwen, "We can’t find that page"), what).to_be_visible()
        expect(gwen.get_by_text(TRIP), what).to_have_count(0)


def test_the_blank_form_prints_on_one_page(browser_for, champion, javascript):
    """I am Ruby. I start on paper: one sheet with all 19 lines, and room to write."""
    page = browser_for(champion, javascript=javascript)
    page.goto("/activities/blank-form/")
    expect(page.locator(".paper-task")).to_have_count(19)
    assert print_form(page) == [A4_LANDSCAPE]


def test_a_full_form_still_prints_on_one_page(browser_for, champion, navigator, lead_navigator, calderdale):
    """I am Ruby. A large group, a long description and a note on every line: it is still one sheet."""
    people = [BeneficiaryFactory(reference=f"CAL-{number:03}", team=calderdale) for number in range(1, 13)]
    plan = ActivityFactory(
        description="A day out for everybody who asked: the industrial museum, a picnic by the canal, the boat home",
        date=in_three_weeks(),
        champion=champion,
        team=calderdale,
        beneficiaries=people,
        navigators=[navigator, lead_navigator],
    )
    plan.checklist.tasks.update(note="Rang twice and left a message; they ring back on Thursday afternoon.")
    page = browser_for(champion)
    page.goto(f"{plan.get_absolute_url()}print/")
    assert print_form(page) == [A4_LANDSCAPE]
