"""Every page of the product: where it is, what it is called, who opens it and how they get there."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time, timedelta
from decimal import Decimal
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from activities.models import Activity, MileageClaim, Payment, Topic, VenueFact
from beneficiaries.models import Contact, Milestone, MilestoneKind, ProfileEntry, SupportNeeds
from beneficiaries.profile import Part
from tests.factories import PASSWORD

NOBODY = ""
SUFFIX = " · Activity planner"
LONG_WORD = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"


@dataclass(frozen=True)
class Page:
    """A page, in one of the states that it can be in."""

    name: str
    address: str
    title: str
    who: str = "ruby"
    status: int = 200
    # What is done after opening the address, to get to the page.
    then: Callable[[Any, dict], None] | None = None
    # Whether that changes what other pages show.
    changes: bool = False

    @property
    def is_alone(self):
        """Whether it needs a world and a browser of its own."""
        return self.changes or self.status != 200

    def open(self, page, world):
        page.goto(self.address.format(**world["addresses"]))
        if self.then:
            self.then(page, world)
        expect(page).to_have_title(self.title.format(**world["addresses"]) + SUFFIX)


def press(words):
    """Send the form, by its main button."""
    return lambda page, world: page.get_by_role("main").get_by_role("button", name=words, exact=True).click()


def name_somebody(page, world):
    """A name comes back before it is saved, with another word on the button."""
    page.get_by_label("What did we learn?").fill("Darren knows where the key is")
    page.locator(".main-action button").click()
    expect(page.get_by_role("button", name="Save anyway")).to_be_visible()


def agree_to_photographs(page, world):
    """Somebody agrees to the first use of photographs."""
    page.get_by_role("button", name="Yes, for a year").first.click()
    expect(page.get_by_text("Yes, until")).to_be_visible()


def save_meanwhile(page, world):
    """Somebody else saves the plan while its form is open."""
    Activity.objects.filter(pk=world["trip"].pk).update(version=F("version") + 1, place="Bradford")
    page.get_by_label("Where?").fill("Armley")
    press("Save the changes")(page, world)
    expect(page.get_by_text("This plan was saved while you had it open")).to_be_visible()


def note_meanwhile(page, world):
    """Somebody else writes a note on the task while its form is open."""
    world["task"].checklist.tasks.update(version=F("version") + 1, note="Asked for £40.")
    page.get_by_label("Note").fill("Ask for £50.")
    press("Save")(page, world)
    expect(page.get_by_text("What is saved now", exact=True)).to_be_visible()


def say_done_meanwhile(page, world):
    """Somebody else says what was done while the form is open."""
    Topic.objects.update(version=F("version") + 1, heard="It is cold.", done=LONG_WORD)
    page.get_by_label("What was said, in short").fill("It is dark.")
    page.get_by_label("What was done because of it").fill("A lamp.")
    press("Save")(page, world)
    expect(page.get_by_text("This was saved while you had it open")).to_be_visible()


def note_without_answer(page, world):
    page.get_by_label("Note about CAL-014").fill(LONG_WORD)
    press("Save my answers")(page, world)


def sign_in_wrongly(page, world):
    page.get_by_label("E-mail address").fill("ruby@test.example")
    page.get_by_label("Password").fill("not this one")
    press("Sign in")(page, world)


def send_after_a_long_time(page, world):
    """The form's security token ran out while it was open."""
    page.get_by_label("Activity description").fill(f"Cook and eat with {LONG_WORD}")
    page.context.clear_cookies(name="csrftoken")
    press("Save and get the check list")(page, world)


def ask_for_nothing(page, world):
    page.get_by_label("Travel: how many?").fill("6")
    page.get_by_label("Rent for room: how much each?").fill("a lot")
    page.get_by_role("button", name="Save and ask for").click()


def send_no_tick(page, world):
    page.locator("form:has(.tick)").first.evaluate("form => form.submit()")


def follow_fresh_link(page, world):
    newcomer = world["nia"]
    key = f"{user_pk_to_url_str(newcomer)}-{default_token_generator.make_token(newcomer)}"
    page.goto(f"/account/password/choose/{key}/")
    expect(page.get_by_role("button", name="Save my password and sign in")).to_be_visible()


def ask_for_link(page, world):
    page.get_by_label("E-mail address").fill("ruby@test.example")
    press("Send me a link")(page, world)


def ask_for_code(page, world):
    page.get_by_label("E-mail address").fill("ruby@test.example")
    press("Send me a code")(page, world)


def type_wrong_code(page, world):
    ask_for_code(page, world)
    page.get_by_label("Code").fill("AAAA-AAAA")
    press("Sign in")(page, world)


def still_me(page, world):
    """The page asks once more for the password first."""
    page.get_by_label("Password").fill(PASSWORD)
    press("Carry on")(page, world)


def get_new_recovery_codes(page, world):
    still_me(page, world)
    press("Get new codes")(page, world)


def come_to_second_step(page, world):
    page.context.clear_cookies()
    page.goto(SIGN_IN)
    page.get_by_label("E-mail address").fill("moira@test.example")
    page.get_by_label("Password").fill(PASSWORD)
    press("Sign in")(page, world)


def open_some(page, world):
    """Open the first few things that are folded away."""
    page.locator("details").evaluate_all("all => all.slice(0, 8).forEach(details => { details.open = true; })")


def show_template(name):
    """Answer an address with an error page that is hard to come by."""

    def show(page, world):
        page.route("**/broken/", lambda route: route.fulfill(body=render_to_string(name), content_type="text/html"))
        page.goto("/broken/")

    return show


def tell_people(page, world):
    page.goto(f"{world['addresses']['trip']}message/tell/")
    press("Send it")(page, world)
    expect(page.get_by_text("Sent to Moira Tindall and Sanjay Bhatt.")).to_be_visible()


def send_to_nobody(page, world):
    for name in ("Moira Tindall", "Sanjay Bhatt"):
        page.get_by_label(name).uncheck()
    page.get_by_label("Subject").fill("")
    press("Send it")(page, world)


def send_what_is_out_of_date(page, world):
    page.locator("[name=opened_version]").evaluate("field => { field.value = 0; }")
    press("Send it")(page, world)


def keep_appointments(page, world):
    """Robin is busy on the day of the trip, and every two weeks from then on."""
    appointment = {"date": world["trip"].date, "starts_at": time(10), "word": LONG_WORD[:40], "added_by": world["ruby"]}
    world["robin"].appointments.create(**appointment)
    until = appointment["date"] + timedelta(days=70)
    world["robin"].appointments.create(**appointment | {"word": "Probation", "repeats": "fortnightly", "until": until})
    page.reload()
    expect(page.get_by_text("Probation").first).to_be_visible()


def write_what_helps(page, world):
    """Robin's navigator writes what helps, and the trip is today."""
    Activity.objects.filter(pk=world["trip"].pk).update(date=timezone.localdate())
    written = {"helps": f"A seat by {LONG_WORD}", "avoid": "Loud music", "ring": "Sanjay, 01632 960 001"}
    needs = {"access_needs": ["level_access", "quiet"], "updated_by": world["sanjay"]}
    SupportNeeds.objects.create(beneficiary=world["robin"], **written, **needs)
    page.reload()
    expect(page.get_by_text("Loud music")).to_be_visible()


def write_what_helps_meanwhile(page, world):
    """Somebody else writes what helps while the form is open."""
    SupportNeeds.objects.create(beneficiary=world["robin"], helps=LONG_WORD, updated_by=world["sanjay"])
    page.get_by_label("What helps?").fill("A seat near the door")
    press("Save")(page, world)
    expect(page.get_by_text("This was saved while you had it open")).to_be_visible()


def say_what_lights_up(page, world):
    """Robin says something for each part, with the longest words, and has said something else before."""
    said = {"beneficiary": world["robin"], "written_by": world["ruby"], "words": f"To sing {LONG_WORD}"}
    for part in Part:
        entry = ProfileEntry.objects.create(part=part, choices=["group", "card"], **said, version=2)
        entry.versions.create(words=LONG_WORD, written_by=world["ruby"])
    page.reload()
    expect(page.get_by_text(f"To sing {LONG_WORD}").first).to_be_visible()


def say_too_much(page, world):
    page.get_by_label("What I am interested in").first.fill(LONG_WORD)
    press("Save")(page, world)


def say_meanwhile(page, world):
    """Somebody else saves what Robin said while the form is open."""
    page.get_by_label("What I am interested in").first.fill("dancing")
    ProfileEntry.objects.filter(part=Part.INTERESTS).update(words="dominoes")
    press("Save")(page, world)
    expect(page.get_by_text("Something here was saved while you had it open")).to_be_visible()


def take_away(page, world):
    """Robin's hope, in the part that the address opens."""
    ProfileEntry.objects.create(beneficiary=world["robin"], part=Part.HOPES, words=LONG_WORD, written_by=world["ruby"])
    page.goto(f"{world['addresses']['robin']}profile/?part=hopes")
    page.get_by_role("button", name="Save, and take this away").locator("visible=true").first.click()


def move_onto_something(page, world):
    """Nobody works on a Saturday, and none is far off."""
    day = world["trip"].date
    page.get_by_label("New date").fill(f"{day + timedelta(days=5 - day.weekday())}")
    press("Move it")(page, world)
    expect(page.get_by_role("heading", name="In the way")).to_be_visible()


def save_days(page, world):
    """Leave and a change of pattern, both to come."""
    coming = timezone.localdate() + timedelta(days=30)
    world["ruby"].leave.create(first_day=coming, last_day=coming + timedelta(days=6), deputy=world["sanjay"])
    world["ruby"].working_patterns.create(starts_on=coming, tuesday=True, thursday=True, starts_at=time(9))
    page.reload()
    expect(page.get_by_text("Sanjay Bhatt stands in")).to_be_visible()


def save_no_days(page, world):
    for weekday in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"):
        page.get_by_label(weekday).uncheck()
    press("Save the days")(page, world)


def book_hall(page, world):
    """Choose the hall's study for the trip, then leave out how far its booking is."""
    page.get_by_role("button", name="Choose this place: St Mary’s Hall, Study").click()
    page.get_by_role("link", name="Book it").click()
    page.get_by_label("What does it cost, in pounds?").fill("ten")
    press("Save the booking")(page, world)


def answer_meanwhile(page, world):
    """Somebody else answers a question while the form is open."""
    VenueFact.objects.filter(name="lift").update(answer="not_known")
    page.get_by_role("group", name="Is there a lift").get_by_label("No", exact=True).check()
    press("Save what I know")(page, world)
    expect(page.get_by_text("Somebody else answered: Not known.").first).to_be_visible()


def keep_money(page, world):
    """One payment that stands, one that is taken back, one “no, thank you”, and a journey."""
    of_plan = {"activity": world["trip"], "by": world["ruby"], "on": timezone.localdate()}
    paid = of_plan | {"beneficiary": world["robin"], "kind": "costs", "how": "cash", "item": "fare"}
    Payment.objects.create(**paid, amount=4)
    Payment.objects.create(**paid, amount=40).opposite(by=world["ruby"]).save()
    Payment.objects.create(**paid | {"how": ""}, declined=True)
    MileageClaim.objects.create(**of_plan, vehicle="car", miles=12, amount=Decimal("5.40"), journey=LONG_WORD)
    page.reload()
    open_some(page, world)


def spend_too_late(page, world):
    """Write down what was spent of cash that was settled meanwhile."""
    page.get_by_label("How much was it?").fill("4.20")
    page.get_by_label("Where was it bought?").fill(LONG_WORD)
    settled = f"{world['addresses']['tea']}money/spent/"
    page.locator("form.page-form").evaluate("(form, address) => form.setAttribute('action', address)", settled)
    press("Save it")(page, world)
    expect(page.get_by_text("This was not saved")).to_be_visible()


def work_out_a_journey(page, world):
    page.get_by_label("How many miles?").fill("12.5")
    page.get_by_label("From where to where?").fill(LONG_WORD)
    press("Work it out")(page, world)
    expect(page.get_by_text("12.5 miles at 45p a mile: £5.63")).to_be_visible()


def write_contacts(page, world):
    """Two contacts with Robin, one of which does not count, and a milestone."""
    of_robin = {"beneficiary": world["robin"], "by": world["ruby"], "date": timezone.localdate(), "line": LONG_WORD}
    with_robin = of_robin | {"team": world["robin"].team, "mode": "phone"}
    Contact.objects.create(**with_robin, minutes=15)
    Contact.objects.create(**with_robin, was="missed_call")
    Milestone.objects.create(**of_robin, kind=MilestoneKind.objects.get(words="Joined the Network"))
    page.reload()
    expect(page.get_by_text(LONG_WORD).first).to_be_visible()


def take_a_milestone_back(page, world):
    write_contacts(page, world)
    page.get_by_role("link", name="Take this back").first.click()


def press_what_is_unusual(page, world):
    """Everything that is asked only where it is pressed for."""
    for words in ("Other", "Earlier"):
        page.get_by_text(words, exact=True).click()
    open_some(page, world)
    expect(page.get_by_label("Which day?")).to_be_visible()


def put_right_meanwhile(page, world):
    """Somebody else puts a contact right while its form is open."""
    write_contacts(page, world)
    page.get_by_role("link", name="Put this right").first.click()
    Contact.objects.update(version=F("version") + 1, line="Likes trains.")
    press("Put it right")(page, world)
    expect(page.get_by_text("This contact was saved while you had it open")).to_be_visible()


def change_regular_meanwhile(page, world):
    """Somebody else saves the regular activity while its form is open."""
    page.locator("[name=opened_version]").evaluate("field => { field.value = 0; }")
    page.get_by_label("Where?").fill(LONG_WORD)
    press("Save the changes")(page, world)
    expect(page.get_by_text("This was saved while you had it open")).to_be_visible()


def say_things(page, world):
    """Somebody cancelled on a day that is still to come, and everybody's other answers are open."""
    page.locator("details").first.evaluate("details => { details.open = true; }")
    page.get_by_label("When did they tell us?").first.fill("2999-01-01")
    page.get_by_role("button", name="They cancelled").first.click()
    expect(page.get_by_text("That day is still to come").first).to_be_visible()


def ask_and_answer(page, world):
    """One person was asked in the way that they like, whose words are long, and said maybe."""
    said = {"beneficiary": world["robin"], "written_by": world["ruby"], "words": f"Ring {LONG_WORD}"}
    ProfileEntry.objects.create(part=Part.ASKED, choices=["call"], shared_with="team", **said)
    page.reload()
    press(f"Called: {world['robin'].called}")(page, world)
    page.get_by_role("button", name="Said maybe").first.click()
    expect(page.get_by_text("1 said maybe")).to_be_visible()


def learn_without_words(page, world):
    page.get_by_label("What did we learn?").fill("")
    press("Keep it")(page, world)


def hand_over(page, world):
    press("Hand the phone over")(page, world)
    expect(page.get_by_role("heading", name="How was it?")).to_be_visible()


def send_no_face(page, world):
    hand_over(page, world)
    press("Send it")(page, world)


def say_how_it_was(page, world):
    hand_over(page, world)
    page.get_by_text("Good", exact=True).first.click()
    press("Send it")(page, world)
    expect(page.get_by_role("heading", name="Thank you.")).to_be_visible()


def give_it_back(page, world):
    hand_over(page, world)
    page.get_by_role("link", name="Give the phone back").click()


WEEK = reverse("activities:week")
LIST = reverse("activities:activity_list")
PLAN = reverse("activities:activity_plan")
PEOPLE = reverse("beneficiaries:beneficiary_list")
DAYS = reverse("activities:working_days")
REVIEW = reverse("activities:review")
SPEAK_TO = reverse("activities:speak_to_list")
VENUES = reverse("activities:venue_list")
SIGN_IN = reverse("account_login")
ASK_FOR_CODE = reverse("account_request_login_code")
WAYS_IN = reverse("mfa_index")
RECOVERY_CODES = reverse("mfa_generate_recovery_codes")
STILL_YOU_PASSKEY = reverse("mfa_reauthenticate_webauthn")

PAGES = [
    Page("my-week", WEEK, "My week"),
    Page("first-run", WEEK, "My week", who="nia"),
    Page("week-without-a-team", WEEK, "My week", who="ade"),
    Page("list-coming", LIST, "Activities: coming up"),
    Page("list-without-date", f"{LIST}?show=no-date", "Activities: no date yet"),
    Page("list-past", f"{LIST}?show=past", "Activities: past"),
    Page("list-called-off", f"{LIST}?show=called-off", "Activities: called off"),
    Page("list-empty", LIST, "Activities: coming up", who="nia"),
    Page("plan", PLAN, "Plan an activity"),
    Page("plan-for-one-of-several-teams", PLAN, "Plan an activity", who="theo"),
    Page("plan-with-errors", PLAN, "Put right: Plan an activity", then=press("Save and get the check list")),
    Page("activity", "{trip}", "Trip to the industrial museum"),
    Page("activity-by-area", "{trip}?by=area", "Trip to the industrial museum"),
    Page("activity-with-what-helps", "{trip}", "Trip to the industrial museum", then=write_what_helps, changes=True),
    Page("activity-called-off", "{cafe}", "Halloween craft café"),
    Page("activity-with-long-words", "{long}", LONG_WORD),
    Page("edit", "{trip}edit/", "Change Trip to the industrial museum"),
    Page(
        "edit-with-something-in-the-way",
        "{trip}edit/",
        "Change Trip to the industrial museum",
        then=keep_appointments,
        changes=True,
    ),
    Page("edit-stale", "{trip}edit/", "Change Trip to the industrial museum", then=save_meanwhile, changes=True),
    Page("copy", "{trip}copy/", "Do this again: Trip to the industrial museum"),
    Page("move", "{trip}move/", "Postpone Trip to the industrial museum"),
    Page("move-with-errors", "{trip}move/", "Put right: Postpone Trip to the industrial museum", then=press("Move it")),
    Page(
        "move-onto-something",
        "{trip}move/",
        "Put right: Postpone Trip to the industrial museum",
        then=move_onto_something,
    ),
    Page("call-off", "{trip}call-off/", "Call off Trip to the industrial museum"),
    Page("task", "{task}", "Request cash (from appropriate budget)"),
    Page("money", "{trip}money/", "Money: Trip to the industrial museum"),
    Page("money-settled", "{tea}money/", "Money: Cook and eat"),
    Page(
        "money-estimate-with-errors",
        "{trip}money/",
        "Put right: What it needs: Trip to the industrial museum",
        then=ask_for_nothing,
    ),
    Page("money-decide", "{long}money/decide/", f"Cash for {LONG_WORD}", who="theo"),
    Page("money-spent", "{gardening}money/spent/", "Write down what was spent: Gardening"),
    Page(
        "money-spent-with-errors",
        "{gardening}money/spent/",
        "Put right: Write down what was spent: Gardening",
        then=press("Save it"),
    ),
    Page("money-too-late", "{gardening}money/spent/", "Write down what was spent: Cook and eat", then=spend_too_late),
    Page("money-print", "{tea}money/print/", "Expenses form: Cook and eat"),
    Page("money-list", reverse("activities:money_list"), "Money", who="theo"),
    Page("message-tell", "{trip}message/tell/", "Tell people about it: Trip to the industrial museum"),
    Page("message-write-up", "{trip}message/write-up/", "Write up how it went: Trip to the industrial museum"),
    Page("message-turn", "{cafe}message/turn/", "Tell people what changed: Halloween craft café"),
    Page("message-with-long-words", "{long}message/tell/", f"Tell people about it: {LONG_WORD}"),
    Page(
        "message-with-errors",
        "{trip}message/tell/",
        "Put right: Tell people about it: Trip to the industrial museum",
        then=send_to_nobody,
    ),
    Page(
        "message-out-of-date",
        "{trip}message/tell/",
        "Put right: Tell people about it: Trip to the industrial museum",
        then=send_what_is_out_of_date,
    ),
    Page("activity-told", "{trip}", "Trip to the industrial museum", then=tell_people, changes=True),
    Page("message-to-one-colleague", "{sanjays_message}", "Write to Sanjay Bhatt"),
    Page("task-write-an-e-mail", "{tell}", "Communicate details, purpose and intended outcomes to Navig…"),
    Page("task-clashes", "{clashes}", "Be sure there are no clashes with other appointments or eve…"),
    Page(
        "task-clashes-in-the-way",
        "{clashes}",
        "Be sure there are no clashes with other appointments or eve…",
        then=keep_appointments,
        changes=True,
    ),
    Page("task-of-ones-own", "{own_task}", "Find out who likes trains"),
    Page(
        "task-stale", "{task}", "Put right: Request cash (from appropriate budget)", then=note_meanwhile, changes=True
    ),
    Page("task-add", "{trip}tasks/add/", "Add a task"),
    Page("task-add-with-errors", "{trip}tasks/add/", "Put right: Add a task", then=press("Add the task")),
    Page("payments", "{trip}payments/", "Payments: Trip to the industrial museum", then=keep_money),
    Page(
        "payment-add",
        "{trip}payments/add/gift/",
        "Give a thank-you: Trip to the industrial museum",
    ),
    Page(
        "payment-add-with-errors",
        "{trip}payments/add/costs/",
        "Put right: Pay back their own costs: Trip to the industrial museum",
        then=press("Keep it"),
    ),
    Page(
        "mileage-worked-out",
        "{trip}payments/mileage/",
        "Claim a journey: Trip to the industrial museum",
        then=work_out_a_journey,
    ),
    Page(
        "report",
        f"{reverse('reports:report_detail')}?first=2026-09-01&last=2026-12-31",
        "Report: September to December 2026",
        who="theo",
    ),
    Page(
        "report-with-errors",
        f"{reverse('reports:report_detail')}?first=2026-10-02&last=2026-10-01",
        "Put right: Report",
        who="theo",
    ),
    Page(
        "report-pack",
        f"{reverse('reports:pack_detail')}?first=2026-09-01&last=2026-12-31",
        "Pack: September to December 2026",
        who="theo",
    ),
    Page("long-file", "{file}", "Ready: Who came as CSV", who="theo"),
    Page("long-file-being-made", "{file_being_made}", "Who came as CSV", who="theo"),
    Page(
        "report-rows",
        f"{reverse('reports:rows_list', args=['attendance'])}?first=2026-09-01&last=2026-12-31",
        "Who came: what is counted",
        who="theo",
    ),
    Page("subject-access", reverse("activities:subject_access_list"), "Who asked what we hold", who="theo"),
    Page("subject-access-add", reverse("activities:subject_access_add"), "Somebody asked what we hold", who="theo"),
    Page("subject-access-answered", "{asked}answered/", "When did you give it to them?", who="theo"),
    Page("subject-access-held", "{asked}held/", "All that is held", who="theo"),
    Page("finance", reverse("activities:finance"), "File for finance", who="theo"),
    Page(
        "finance-with-errors",
        f"{reverse('activities:finance')}?first_day=2026-10-02&last_day=2026-10-01&file=csv",
        "Put right: File for finance",
        who="theo",
    ),
    Page("risk-start", "{trip}risk/", "Start the risk assessment: Trip to the industrial museum"),
    Page(
        "risk-start-with-errors",
        "{trip}risk/",
        "Put right: Start the risk assessment: Trip to the industrial museum",
        then=press("Start from these lists"),
    ),
    Page("risk", "{gardening}risk/", "Risk assessment: Gardening"),
    Page("risk-to-sign", "{gardening}risk/", "Risk assessment: Gardening", who="moira"),
    Page("hazard-with-errors", "{trip}risk/hazards/add/", "Put right: Add a hazard", then=press("Save")),
    Page("individual-risks", "{gardening}risk/people/", "Each person’s own risks: Gardening"),
    Page("lone-working", "{gardening}risk/lone-working/", "Working alone: Gardening"),
    Page("risk-print", "{gardening}risk/print/", "Print: risk assessment, Gardening"),
    Page("register", "{gardening}register/", "Register: Gardening", then=say_things),
    Page("register-closed", "{trip}register/", "Register: Trip to the industrial museum"),
    Page("invitations", "{trip}invitations/", "Invitations: Trip to the industrial museum", then=ask_and_answer),
    Page("others", "{trip}others/", "Others asked along: Trip to the industrial museum"),
    Page(
        "others-with-errors",
        "{trip}others/",
        "Put right: Others asked along: Trip to the industrial museum",
        then=press("Write it down"),
    ),
    Page("interest-talks", "{trip}interests/", "Talk about interests: Trip to the industrial museum"),
    Page("who-might-like", "{trip}who-might-like/", "Who might like this: Trip to the industrial museum"),
    Page("invitation-card", "{trip}invitations/card/", "The cards: Trip to the industrial museum"),
    Page("invitation-cards", "{trip}invitations/print/", "Print: invitations, Trip to the industrial museum"),
    Page("invitation-labels", "{trip}invitations/labels/", "Print: labels, Trip to the industrial museum"),
    Page("day-pack", "{gardening}day-pack/", "Day pack: Gardening"),
    Page("day-pack-edit", "{gardening}day-pack/edit/", "The way there: Gardening"),
    Page("write-up", "{tea}write-up/", "How it went: Cook and eat"),
    Page("activity-after", "{tea}", "Cook and eat"),
    Page(
        "lesson-with-errors",
        "{tea}learned/add/",
        "Put right: What we learned: Cook and eat",
        then=learn_without_words,
    ),
    Page(
        "lesson-with-a-hint",
        "{tea}learned/add/",
        "Before this is saved: What we learned: Cook and eat",
        then=name_somebody,
    ),
    Page("feedback", "{tea}feedback/", "How was it? Cook and eat"),
    Page("feedback-slips", "{tea}feedback/print/", "Print: slips, Cook and eat"),
    Page("feedback-slip-typed", "{tea}feedback/add/", "Put right: Type in a slip: Cook and eat", then=press("Keep it")),
    Page("handed-over", "{tea}feedback/", "Put right: How was it?", then=send_no_face, changes=True),
    Page("handed-over-said", "{tea}feedback/", "How was it?", then=say_how_it_was, changes=True),
    Page("handed-over-back", "{tea}feedback/", "Give the phone back", then=give_it_back, changes=True),
    Page("print", "{trip}print/", "Print: Trip to the industrial museum"),
    Page("blank-form", reverse("activities:blank_print"), "Blank form"),
    Page("venues", f"{VENUES}?needs=lift", "Venues"),
    Page("venue-add-with-errors", f"{VENUES}add/", "Put right: Add a place", then=press("Save the place")),
    Page("venue", "{hall}", "St Mary’s Hall"),
    Page("venue-facts", "{hall}facts/", "Put right: What we know of St Mary’s Hall", then=answer_meanwhile),
    Page("venue-choose", "{trip}venue/", "Find a place: Trip to the industrial museum"),
    Page(
        "booking-with-errors", "{trip}venue/", "Put right: Book the room: Trip to the industrial museum", then=book_hall
    ),
    Page("set-up", "{trip}set-up/", "Set up the room: Trip to the industrial museum"),
    Page("review", REVIEW, "Review", who="sanjay"),
    Page("review-waiting", f"{REVIEW}?show=waiting", "Review", who="sanjay"),
    Page("review-changed", REVIEW, "Review", who="moira"),
    Page("review-answer", "{trip}review/", "Answer: Trip to the industrial museum", who="sanjay"),
    Page(
        "review-answer-with-errors",
        "{trip}review/",
        "Put right: Answer: Trip to the industrial museum",
        who="moira",
        then=note_without_answer,
    ),
    Page("activity-for-a-navigator", "{trip}", "Trip to the industrial museum", who="sanjay"),
    Page(
        "task-for-a-navigator-to-tick", "{understood}", "Make sure beneficiary support requirements and risks are un…"
    ),
    Page("review-empty", REVIEW, "Review"),
    Page("speak-to", SPEAK_TO, "Who to speak to", then=open_some),
    Page("speak-to-somebody", f"{SPEAK_TO}?person={{sanjay_anchor}}", "Who to speak to", then=open_some),
    Page("speak-to-nobody", SPEAK_TO, "Who to speak to", who="nia"),
    Page("task-opened", "{task}", "Request cash (from appropriate budget)", then=open_some),
    Page("diary", "{month}", "Diary, {month_name}"),
    Page("diary-with-an-empty-month", "{month}", "Diary, {month_name}", who="nia"),
    Page("noticeboard", "{board}", "Noticeboard of Calderdale, {board_month}", who="theo"),
    Page("noticeboard-empty", reverse("activities:noticeboard_own"), "Noticeboard of Leeds, {this_month}", who="nia"),
    Page("poster", "{poster}", "Poster: Calderdale, {board_month}"),
    Page("noticeboard-ask", "{ask}", "Whom to ask: Calderdale"),
    Page("noticeboard-screen", "{board_settings}", "On a screen: noticeboard of Calderdale"),
    Page("board-on-a-screen", "{screen}", "What is on: Calderdale", who=NOBODY),
    Page(
        "regular-add-with-errors",
        "{regular_add}",
        "Put right: Add something regular: Calderdale",
        then=press("Save it"),
    ),
    Page("regular-stale", "{regular}", "Put right: Change Mindful meditation", then=change_regular_meanwhile),
    Page(
        "regular-day-with-errors",
        "{regular_day}",
        "Put right: Mindful meditation, {regular_day_words}",
        then=press("Save"),
    ),
    Page("regular-plan", "{regular_day}plan/", "Plan: Mindful meditation, {regular_day_words}"),
    Page("people", PEOPLE, "People"),
    Page("people-nobody-found", f"{PEOPLE}?q=ZZZ", "People"),
    Page("person", "{robin}", "CAL-014"),
    Page("person-with-a-profile", "{robin}", "CAL-014", then=say_what_lights_up),
    Page("profile", "{robin}profile/", "What lights me up: CAL-014"),
    Page("profile-with-errors", "{robin}profile/", "Put right: What lights me up: CAL-014", then=say_too_much),
    Page("profile-stale", "{robin}profile/", "What lights me up: CAL-014", then=say_meanwhile),
    Page("profile-older", "{robin}profile/older/", "Before: CAL-014"),
    Page("profile-take-away", "{robin}profile/", "Take away: CAL-014", then=take_away),
    Page("profile-print", "{robin}profile/print/", "Show or print: CAL-014"),
    Page("might-like", "{robin}might-like/", "Coming up that they might like: CAL-014"),
    Page("persons-plans", "{robin}plans/", "Plans: CAL-014"),
    Page("person-with-what-helps", "{robin}", "CAL-014", who="sanjay", then=write_what_helps, changes=True),
    Page("contacts", reverse("activities:contact_list"), "My contacts", then=write_contacts),
    Page("keeping-in-touch", reverse("activities:keeping_in_touch"), "Keeping in touch"),
    Page("find", reverse("beneficiaries:beneficiary_find") + "?q=garden", "Find people by what they like"),
    Page("reflections", reverse("activities:reflection_list"), "Reflections"),
    Page("reflection-write", reverse("activities:reflection_write"), "Write a reflection"),
    Page(
        "reflection-write-with-errors",
        reverse("activities:reflection_write"),
        "Put right: Write a reflection",
        then=press("Keep it"),
    ),
    Page("reflections-collected", reverse("activities:reflection_collect"), "Collect reflections"),
    Page("topics", reverse("activities:topic_list"), "Topics: have your say"),
    Page("topic-new", reverse("activities:topic_new"), "Ask something"),
    Page("topic-new-with-errors", reverse("activities:topic_new"), "Put right: Ask something", then=press("Save")),
    Page("topic", "{topic}", "What is missing?"),
    Page("topic-nobody-found", "{topic}", "Put right: What is missing?", then=press("Ask them")),
    Page("topic-before", "{topic_before}", f"{LONG_WORD}?"),
    Page("topic-edit", "{topic}edit/", "Change: What is missing?"),
    Page("topic-voice", "{topic}voices/add/", "Write down an answer: What is missing?"),
    Page(
        "topic-voice-with-errors",
        "{topic}voices/add/",
        "Put right: Write down an answer: What is missing?",
        then=press("Keep it"),
    ),
    Page("topic-done", "{topic}done/", "What was done: What is missing?"),
    Page("topic-done-stale", "{topic}done/", "What was done: What is missing?", then=say_done_meanwhile, changes=True),
    Page("topic-card-print", "{topic}card/print/", "Print: reply cards, What is missing?"),
    Page("topic-sheet-print", "{topic_before}sheet/print/", "Print: You said. We did."),
    Page("say", "{say}", "Have your say", who=NOBODY),
    Page("say-with-errors", "{say}", "Put right: Have your say", who=NOBODY, then=press("Send it")),
    Page("say-gone", "/say/unknown/", "This link has been used", who=NOBODY, status=404),
    Page("contact-choose", reverse("activities:contact_choose"), "Write down a contact"),
    Page("contact-choose-nobody", f"{reverse('activities:contact_choose')}?q=ZZZ", "Write down a contact"),
    Page("contact-add", "{robin}contacts/add/", "Write down a contact: CAL-014", then=press_what_is_unusual),
    Page(
        "contact-add-with-errors",
        "{robin}contacts/add/",
        "Put right: Write down a contact: CAL-014",
        then=press("Save the contact"),
    ),
    Page("contact-stale", "{robin}line/", "Put a contact right: CAL-014", then=put_right_meanwhile, changes=True),
    Page("photographs", "{robin}photographs/", "Photographs: CAL-014", then=agree_to_photographs),
    Page("plan-photographs", "{trip}photographs/", "Photographs: Trip to the industrial museum"),
    Page("safeguarding", "{robin}safeguarding/", "Safeguarding: CAL-014"),
    Page("safeguarding-with-errors", "{robin}safeguarding/", "Put right: Safeguarding: CAL-014", then=press("Keep it")),
    Page("milestone-add", "{robin}milestones/add/", "Add a milestone: CAL-014"),
    Page("milestone-take-back", "{robin}line/", "Take a milestone back: CAL-014", then=take_a_milestone_back),
    Page("line-in-time", "{robin}line/", "Line in time: CAL-014", then=write_contacts),
    Page("support", "{robin}support/", "What helps: CAL-014", who="sanjay"),
    Page(
        "support-stale",
        "{robin}support/",
        "What helps: CAL-014",
        who="moira",
        then=write_what_helps_meanwhile,
        changes=True,
    ),
    Page("person-reason", "{robin}why/", "Why are you looking: CAL-014"),
    Page(
        "person-reason-with-errors",
        "{robin}why/",
        "Put right: Why are you looking: CAL-014",
        then=press("Open the page"),
    ),
    Page("person-trail", "{robin}trail/", "Who looked, and who wrote: CAL-014", who="moira"),
    Page("appointments", "{robin}appointments/", "Appointments: CAL-014", then=keep_appointments),
    Page("persons-payments", "{robin}payments/", "Payments: CAL-014", then=keep_money),
    Page("appointment-add", "{robin}appointments/add/", "Add an appointment: CAL-014"),
    Page(
        "appointment-add-with-errors",
        "{robin}appointments/add/",
        "Put right: Add an appointment: CAL-014",
        then=press("Add the appointment"),
    ),
    Page("working-days", DAYS, "My working days", then=save_days, changes=True),
    Page("working-days-nobody-said", DAYS, "My working days", who="nia"),
    Page("working-days-of-somebody", "{rubys_days}", "Working days: Ruby Oyelaran", who="theo"),
    Page("leave", "{rubys_days}leave/add/", "Add my leave"),
    Page("leave-of-somebody", "{sanjays_days}leave/add/", "Add leave: Sanjay Bhatt", who="theo"),
    Page("leave-with-errors", "{rubys_days}leave/add/", "Put right: Add my leave", then=press("Save the leave")),
    Page("pattern", "{rubys_days}pattern/", "Change my working days"),
    Page("pattern-with-errors", "{rubys_days}pattern/", "Put right: Change my working days", then=save_no_days),
    Page("pattern-of-somebody", "{sanjays_days}pattern/", "Change working days: Sanjay Bhatt", who="theo"),
    Page("colleagues", reverse("activities:colleague_list"), "Colleagues’ working days", who="theo"),
    Page("account-of-an-admin", reverse("teams:account_detail"), "My account", who="ade"),
    Page("account", reverse("teams:account_detail"), "My account"),
    Page("sign-in", SIGN_IN, "Sign in", who=NOBODY),
    Page("sign-in-with-errors", SIGN_IN, "Sign in", who=NOBODY, then=sign_in_wrongly),
    Page("sign-up", reverse("account_signup"), "Ask for an account", who=NOBODY),
    Page("sign-out", reverse("account_logout"), "Sign out"),
    Page("password-forgotten", reverse("account_reset_password"), "Get a new password", who=NOBODY),
    Page("password-link-sent", reverse("account_reset_password"), "Look in your e-mail", who=NOBODY, then=ask_for_link),
    Page("password-choose", SIGN_IN, "Choose your password", who=NOBODY, then=follow_fresh_link, changes=True),
    Page("password-link-used", "/account/password/choose/1-used/", "This link no longer works", who=NOBODY),
    Page("password-chosen", reverse("account_reset_password_from_key_done"), "Your password is saved", who=NOBODY),
    Page("password-change", reverse("account_change_password"), "Choose a new password"),
    Page("reauthenticate", reverse("account_reauthenticate"), "Is it still you?"),
    Page("code-ask", ASK_FOR_CODE, "Get a code by e-mail", who=NOBODY),
    Page("code-sent", ASK_FOR_CODE, "Type your code", who=NOBODY, then=ask_for_code, changes=True),
    Page("code-wrong", ASK_FOR_CODE, "Type your code", who=NOBODY, then=type_wrong_code, changes=True),
    Page("ways-in", WAYS_IN, "How I sign in"),
    Page("ways-in-with-passkey", WAYS_IN, "How I sign in", who="sanjay"),
    Page("ways-in-with-app", WAYS_IN, "How I sign in", who="moira"),
    Page("passkey-add", f"{WAYS_IN}passkeys/add/", "Add a passkey", then=still_me, changes=True),
    Page("passkey-name", "{sanjays_passkey}name/", "Name your passkey", "sanjay", then=still_me, changes=True),
    Page("passkey-remove", "{sanjays_passkey}remove/", "Remove this passkey?", "sanjay", then=still_me, changes=True),
    Page("app-set-up", f"{WAYS_IN}app/", "Set up an app for codes", then=still_me, changes=True),
    Page("app-off", f"{WAYS_IN}app/off/", "Turn the app off?", who="moira", then=still_me, changes=True),
    Page("recovery-codes-new", RECOVERY_CODES, "Get new recovery codes?", "moira", then=still_me, changes=True),
    Page("recovery-codes", RECOVERY_CODES, "Your recovery codes", "moira", then=get_new_recovery_codes, changes=True),
    Page("second-step", SIGN_IN, "One more step", who=NOBODY, then=come_to_second_step, changes=True),
    Page("reauthenticate-by-code", reverse("mfa_reauthenticate"), "Is it still you? Your code", who="moira"),
    Page("reauthenticate-by-passkey", STILL_YOU_PASSKEY, "Is it still you? Your passkey", who="sanjay"),
    Page("account-closed", reverse("account_inactive"), "This account is closed", who=NOBODY),
    Page("not-found", "/activities/999999/", "We can’t find that page", status=404),
    Page("stale-page", PLAN, "This page was open for a long time", status=403, then=send_after_a_long_time),
    Page("no-tick", "{trip}", "Nothing was ticked", status=400, then=send_no_tick),
    Page("error-400", SIGN_IN, "We could not read that", who=NOBODY, then=show_template("400.html")),
    Page("error-403", SIGN_IN, "This page is not open to you", who=NOBODY, then=show_template("403.html")),
    Page("error-429", SIGN_IN, "A short break", who=NOBODY, then=show_template("429.html")),
    Page("error-500", SIGN_IN, "Something went wrong", who=NOBODY, then=show_template("500.html")),
]


def rounds(most=16):
    """The pages in rounds: a few that one person looks at one after the other, so that workers can share them out."""
    found = [[page] for page in PAGES if page.is_alone]
    together = [page for page in PAGES if not page.is_alone]
    for who in dict.fromkeys(page.who for page in together):
        theirs = [page for page in together if page.who == who]
        found += [theirs[start : start + most] for start in range(0, len(theirs), most)]
    return found
