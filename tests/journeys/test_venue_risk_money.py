"""Venue, risk and money: a Cook and Eat from the first idea to the last receipt, in real browsers."""

import re
from datetime import date
from io import BytesIO

import pytest
import time_machine
from PIL import ExifTags, Image
from playwright.sync_api import expect

from activities.actions import save_hazard
from activities.models import Activity
from checklist.form import Area, State
from checklist.models import Step
from tests.factories import BeneficiaryFactory, BudgetFactory, VenueFactory
from tests.journeys.conftest import PHONE, press, stone

PLANNED_ON, DAY_BEFORE, ON_DAY, DAY_AFTER = date(2027, 3, 1), date(2027, 3, 23), date(2027, 3, 24), date(2027, 3, 25)
PEOPLE = [f"CAL-{number:03}" for number in range(14, 20)]
IN_A_WHEELCHAIR = "CAL-017"
COOK_AND_EAT = "Cook and Eat"
QUESTION, ANSWER = "Is the bus not cheaper?", "One of us needs the taxi with a ramp."
# From the page of the plan to “requested”, on a phone.
MOST_PRESSES = 12
FORMS_LINES = [
    "Find out about accessibility",
    "Activity risk assessment",
    "Book the room and equipment",
    "Set up room",
    "Calculate how much needed",
    "Request cash",
    "Get cash",
    "Print off expenses forms",
    "Return completed forms",
]


class Office:
    """Everybody's browser, on one day after another, and what they send."""

    def __init__(self, browser_for, *, javascript):
        self.browser_for, self.javascript = browser_for, javascript
        self.pages, self.sent = {}, []
        self.clock = None

    def open(self, user, address, **viewport):
        """Open a page as this user: in the browser of today, in which they are signed in."""
        if user not in self.pages:
            self.pages[user] = self.browser_for(user, javascript=self.javascript, **viewport)
            self.pages[user].on("request", self._note)
        self.pages[user].goto(address)
        return self.pages[user]

    def _note(self, request):
        if request.method == "POST":
            self.sent.append(request.url)

    def let_it_be(self, day):
        """Move on to ten in the morning of a day. By then, everybody has to sign in again."""
        self.close()
        self.clock = time_machine.travel(f"{day} 10:00+00:00")
        self.clock.start()

    def close(self):
        for page in self.pages.values():
            page.context.close()
        self.pages.clear()
        if self.clock:
            self.clock.stop()
            self.clock = None


@pytest.fixture
def office(browser_for, javascript):
    office = Office(browser_for, javascript=javascript)
    office.let_it_be(PLANNED_ON)
    yield office
    office.close()


@pytest.fixture
def six_people(office, calderdale, navigator):
    """Six of Sanjay's people."""
    return [BeneficiaryFactory(reference=reference, team=calderdale, navigators=[navigator]) for reference in PEOPLE]


@pytest.fixture
def two_halls(office):
    """Trinity Hall has a step inside; of Ovenden Kitchen's toilet nobody has asked yet."""
    VenueFactory(name="Trinity Hall", facts={"level_to_room": ("no", 12)})
    VenueFactory(name="Ovenden Kitchen", facts={"accessible_toilet": None})


@pytest.fixture
def budget(office, calderdale, coordinator):
    """Theo looks after £500 for Calderdale."""
    return BudgetFactory(team=calderdale, holder=coordinator)


@pytest.mark.usefixtures("six_people", "two_halls", "budget")
def test_a_cook_and_eat_from_the_first_idea_to_the_last_receipt(
    office, champion, navigator, lead_navigator, coordinator
):
    """Each line about venue, risk and money is ticked by the work itself, and the form prints with all nine."""
    says_what_a_place_must_have(office.open(navigator, f"/beneficiaries/{IN_A_WHEELCHAIR}/support/"))
    ruby = office.open(champion, "/activities/plan/", viewport=PHONE)
    plan = plans_a_cook_and_eat_at_trinity_hall(ruby)
    reads_why_trinity_hall_does_not_fit(ruby)
    chooses_ovenden_kitchen_and_asks_about_the_toilet(ruby)
    books_it(ruby)
    looks_at_each_hazard_of_cooking(ruby, plan)
    signs(office.open(lead_navigator, f"{plan.get_absolute_url()}risk/"), lead_navigator)
    asks_for_the_cash(ruby, plan)
    asks_about_the_taxi(office.open(coordinator, "/money/"))
    answers(ruby, plan)
    says_yes(office.open(coordinator, "/money/"))

    office.let_it_be(DAY_BEFORE)
    draws_the_cash(office.open(champion, money_of(plan), viewport=PHONE), coordinator)

    office.let_it_be(ON_DAY)
    sets_up_the_room(office.open(champion, plan.get_absolute_url(), viewport=PHONE))

    office.let_it_be(DAY_AFTER)
    ruby = office.open(champion, money_of(plan), viewport=PHONE)
    photographs_a_receipt(ruby, 1, amount="48.30", what="Refreshments")
    photographs_a_receipt(ruby, 2, amount="30.00", what="Travel")
    brings_back_the_rest(ruby, coordinator)
    prints_the_claim(ruby)
    settles(office.open(coordinator, "/money/"))

    ruby.goto(f"{plan.get_absolute_url()}print/")
    finds_nine_lines_ticked_by_the_work_itself(ruby, plan, office.sent)


def money_of(plan):
    return f"{plan.get_absolute_url()}money/"


def said(page, words):
    expect(page.get_by_text(words).first).to_be_visible()


def open_line(page, line, press):
    """Go from the check list to a line, and from there to its tool."""
    page.get_by_role("table", name="Check list").get_by_role("link", name=line).click()
    page.get_by_role("link", name=press, exact=True).click()


def says_what_a_place_must_have(page):
    for need in ("Level access all the way to the room", "Doors wide enough", "An accessible toilet"):
        page.get_by_label(need).check()
    press(page, "Save")
    said(page, "Level access all the way to the room")


def plans_a_cook_and_eat_at_trinity_hall(page):
    page.get_by_label("Activity description").fill(COOK_AND_EAT)
    page.get_by_label("Date", exact=True).fill(ON_DAY.isoformat())
    page.get_by_label("Beneficiary ID(s)").fill(", ".join(PEOPLE))
    page.get_by_label("Start time").fill("11:00")
    page.get_by_label("End time").fill("14:00")
    page.get_by_label("Where?").fill("Trinity Hall")
    press(page, "Save and get the check list")
    said(page, "Your plan is saved.")
    return Activity.objects.get(description=COOK_AND_EAT)


def reads_why_trinity_hall_does_not_fit(page):
    said(page, "Does not fit: Level access all the way to the room.")
    page.get_by_role("link", name="See what fits").click()
    chosen = page.get_by_role("region", name="Chosen now")
    expect(chosen).to_contain_text("Does not fit: Level access all the way to the room")
    expect(chosen).to_contain_text("Not level from the door to the room: a step of 12 cm.")
    # Six people and Ruby.
    expect(page.get_by_text("Room for 7 people", exact=True)).to_be_visible()


def chooses_ovenden_kitchen_and_asks_about_the_toilet(page):
    kitchen = page.get_by_role("article").filter(has_text="Ovenden Kitchen")
    expect(kitchen).to_contain_text("Not known: An accessible toilet")
    press(page, "Choose this place: Ovenden Kitchen")
    page.get_by_role("link", name="Say what you know of Ovenden Kitchen").click()
    page.get_by_role("group", name="Is there an accessible toilet?").get_by_label("Yes").check()
    press(page, "Save what I know")
    expect(page.get_by_role("region", name="Chosen now")).to_contain_text("Everything that this group needs is here.")


def books_it(page):
    page.get_by_role("link", name="Book it").click()
    page.get_by_label("Booked, and they confirmed it").check()
    page.get_by_label("Their booking reference").fill("OK-2403")
    page.get_by_label("What is to be set up?").fill("Two tables with room beneath for a wheelchair")
    press(page, "Save the booking")
    said(page, "Saved: the room is booked and confirmed. That line is ticked.")


def looks_at_each_hazard_of_cooking(page, plan):
    page.goto(f"{plan.get_absolute_url()}?by=area#sheet")
    open_line(page, "Activity risk assessment", "Open the risk assessment")
    page.get_by_label("Cooking").check()
    press(page, "Start from these lists")
    hazards = plan.risk_assessment.hazards.count()
    assert hazards > 3
    press(page, "Save and look at the next")
    # The others are looked at in the same way: that is not shown again.
    for hazard in plan.risk_assessment.hazards.filter(is_looked_at=False)[: hazards - 2]:
        save_hazard(hazard=hazard, opened_version=hazard.version, is_done=False)
    page.goto(f"{plan.get_absolute_url()}risk/hazards/{plan.risk_assessment.hazards.get(is_looked_at=False).pk}/")
    press(page, "Save")
    press(page, "Ask the lead navigator to sign")
    said(page, "Moira Tindall reads it and signs.")


def signs(page, lead_navigator):
    press(page, "Sign it")
    said(page, f"Signed by {lead_navigator.name} on Monday 1 March 2027.")


class Thumb:
    """Counts each press of somebody on their phone."""

    presses = 0

    def press(self, target):
        target.click()
        self.presses += 1

    def type(self, field, words):
        self.press(field)
        field.press_sequentially(words)


def asks_for_the_cash(page, plan):
    page.goto(plan.get_absolute_url())
    thumb = Thumb()
    thumb.press(page.get_by_role("table", name="Check list").get_by_role("link", name="Calculate how much needed"))
    thumb.press(page.get_by_role("link", name="Work out the money"))
    for what, many, each in (("Refreshments", "6", "7.50"), ("Travel", "6", "5"), ("Equipment", "1", "9.50")):
        thumb.type(page.get_by_label(f"{what}: how many?"), many)
        thumb.type(page.get_by_label(f"{what}: how much each?"), each)
    thumb.press(page.get_by_role("button", name="Save and ask for"))
    said(page, "Asked. The line “Request cash” is ticked.")
    assert thumb.presses <= MOST_PRESSES
    expect(page.get_by_role("region", name="Where it is now")).to_contain_text("£84.50 from Activities")


def asks_about_the_taxi(page):
    page.get_by_role("link", name="Look, ask, or say no").click()
    page.get_by_label("Your question, or why not").fill(QUESTION)
    press(page, "Ask a question")
    said(page, f"Your question is sent: {COOK_AND_EAT}.")


def answers(page, plan):
    page.goto(money_of(plan))
    said(page, QUESTION)
    page.get_by_role("link", name="Answer the question").click()
    page.get_by_label("Your answer").fill(ANSWER)
    press(page, "Send the answer")
    said(page, "Your answer is sent.")


def says_yes(page):
    page.get_by_role("link", name="Look, ask, or say no").click()
    said(page, ANSWER)
    press(page, "Say yes to £84.50")
    said(page, f"You said yes: {COOK_AND_EAT}.")
    said(page, "£415.50 left of £500.00")


def draws_the_cash(page, coordinator):
    page.get_by_role("link", name="Hand over the cash").click()
    expect(page.get_by_label("Who was the other person?").locator("option:checked")).to_have_text(coordinator.name)
    press(page, "It is handed over")
    said(page, "Handed over, with both names.")
    said(page, "£84.50 is still to be written down.")


def sets_up_the_room(page):
    stone(page, "On day").click()
    open_line(page, "Set up room", "Set up the room")
    said(page, "Two tables with room beneath for a wheelchair")
    press(page, "The room is set up")
    said(page, "The room is set up. That line is ticked.")


def photo_of_a_receipt():
    """A photo as a phone takes it: with where it was taken, and by what."""
    exif, photo = Image.Exif(), BytesIO()
    exif[ExifTags.Base.Make] = "Phone Maker"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (53.0, 43.0, 12.0)
    Image.new("RGB", (60, 90), "white").save(photo, "JPEG", exif=exif)
    assert gps_in(photo.getvalue())
    return photo.getvalue()


def gps_in(photo):
    return dict(Image.open(BytesIO(photo)).getexif().get_ifd(ExifTags.IFD.GPSInfo))


def photographs_a_receipt(page, number, *, amount, what):
    page.get_by_role("link", name="Write down what was spent").click()
    page.get_by_label("How much was it?").fill(amount)
    page.get_by_label("What was it for?").select_option(what)
    photo = {"name": "IMG_2041.jpg", "mimeType": "image/jpeg", "buffer": photo_of_a_receipt()}
    page.get_by_label("The receipt", exact=True).set_input_files(photo)
    press(page, "Save it")
    receipt = page.get_by_role("link", name=f"See receipt no. {number}")
    kept = page.request.get(receipt.get_attribute("href"))
    assert kept.headers["content-type"] == "image/jpeg"
    assert not dict(Image.open(BytesIO(kept.body())).getexif())
    assert not gps_in(kept.body())


def brings_back_the_rest(page, coordinator):
    page.get_by_role("link", name="Bring back the rest").click()
    expect(page.get_by_label("How much comes back?")).to_have_value("6.20")
    press(page, "It is brought back")
    said(page, "Drawn £84.50 = spent £78.30 + returned £6.20.")


def prints_the_claim(page):
    page.get_by_role("link", name="Print the expenses form").click()
    for amount in ("£84.50", "£48.30", "£30.00", "£78.30", "£6.20"):
        said(page, amount)
    sheets = re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(prefer_css_page_size=True))
    assert len(sheets) == 1
    press(page, "I have printed it")
    said(page, "Ticked: the expenses form is printed.")


def settles(page):
    page.get_by_role("link", name="Check and settle it").click()
    press(page, "It is all here: settle it")
    said(page, "Settled. Thank you: the line “Return completed forms” is ticked.")


def finds_nine_lines_ticked_by_the_work_itself(page, plan, sent):
    for line in FORMS_LINES:
        expect(page.get_by_role("row", name=line).get_by_role("cell").last).to_have_text("✓")
    steps = Step.objects.filter(checklist=plan.checklist_id, task__area__in=[Area.VENUE, Area.EXPENSES])
    assert len({step.task_id for step in steps}) == len(FORMS_LINES)
    assert {step.state for step in steps} == {State.DONE}
    assert [address for address in sent if re.search(r"/(mark|spoken|tasks/\d+)/$", address)] == []
