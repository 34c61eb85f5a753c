"""Every page is open to everybody: to a screen reader, a keyboard, a small phone, a zoomed screen, light or dark."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from axe_playwright_python.base import AXE_SCRIPT
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from playwright.sync_api import expect

from activities.actions import (
    Answer,
    add_task,
    answer_plan,
    ask_for_cash,
    ask_for_signature,
    ask_person,
    bring_back,
    call_off_activity,
    keep_hazard,
    make_link,
    mark_step,
    move_activity,
    move_money,
    put_right,
    say_yes,
    write_spent,
)
from activities.models import HazardLibrary
from activities.money import Kind, What
from activities.screen_address import screen_token_of
from beneficiaries.models import SubjectRequest, SupportNeeds
from checklist.form import Area, Stage, State, Tool
from checklist.models import Step
from reports.models import Export
from teams.models import Role
from tests.factories import (
    ActivityFactory,
    BeneficiaryFactory,
    BudgetFactory,
    ExportFactory,
    HazardFactory,
    LoneWorkingFactory,
    NoticeboardFactory,
    RegularActivityFactory,
    RiskAssessmentFactory,
    TopicFactory,
    UserFactory,
    VenueFactory,
    know,
    person,
)
from tests.helpers import working_day
from tests.journeys.conftest import DESK, PHONE, stone
from tests.journeys.keyboard import walk, what_a_keyboard_misses
from tests.journeys.pages import LONG_WORD, PAGES, rounds
from tests.passkeys import credential

pytestmark = pytest.mark.look

SMALLEST = {"width": 320, "height": 568}
# A desk's screen at 400 %.
ZOOMED = {"width": 320, "height": 256}
FINGER = 44
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
# All that a dark screen changes; all that a wide one leaves as it is, with what it costs most to look for.
OF_COLOUR = ("color-contrast", "link-in-text-block")
RULES_OF_COLOUR = {"runOnly": {"type": "rule", "values": OF_COLOUR}, "resultTypes": ["violations"]}
RULES_OF_WIDTH = RULES | {"rules": RULES["rules"] | {rule: {"enabled": False} for rule in OF_COLOUR}}
LOOKS = (
    (PHONE, "light", RULES),
    (PHONE, "dark", RULES_OF_COLOUR),
    (DESK, "light", RULES_OF_WIDTH),
)


@pytest.fixture
def world(champion, navigator, lead_navigator, coordinator, calderdale, leeds):
    """A team in the middle of things: plans in every state, ticks, notes, and people on them."""
    today = timezone.localdate()
    robin = BeneficiaryFactory(reference="CAL-014", known_as="Robin", team=calderdale, navigators=[navigator])
    jay = BeneficiaryFactory(reference="CAL-016", known_as="Jay", team=calderdale, navigators=[lead_navigator])

    def plan(description, days=None, **fields):
        fields.setdefault("date", None if days is None else today + timedelta(days=days))
        return ActivityFactory(
            description=description,
            champion=champion,
            team=calderdale,
            beneficiaries=[robin, jay],
            navigators=[navigator],
            **fields,
        )

    trip = plan(
        "Trip to the industrial museum",
        date=working_day(21),
        place="Leeds Industrial Museum, Armley",
        purpose="A day out together.",
        outcomes="Somebody finds something to come back for.",
        kind="group",
        idea_from="beneficiary",
    )
    cafe, long = plan("Halloween craft café", 9), plan(LONG_WORD, 3, place=LONG_WORD, purpose=LONG_WORD)
    gardening, tea = plan("Gardening", 0), plan("Cook and eat", -7)
    plan("A film afternoon")
    call_off_activity(activity=cafe, learned="School holidays: ask about child care first.", by=champion)
    own_task = add_something(trip, champion)
    task = trip.checklist.tasks.get(text__startswith="Request cash")
    clashes = trip.checklist.tasks.get(tool=Tool.CLASHES)
    tell = trip.checklist.tasks.get(tool=Tool.TELL)
    understood = trip.checklist.tasks.get(tool=Tool.UNDERSTOOD)
    mark_some(trip, champion)
    give_some_money([long, gardening, tea], champion, coordinator)
    answer_some(trip, long, champion, navigator, lead_navigator)
    hall = find_places(trip, jay, navigator)
    board, topics = fill_board(calderdale, champion), ask_at_home(robin, champion)
    assess(gardening, champion, navigator)
    went(tea, champion)
    phone = {"name": LONG_WORD, "credential": credential()}
    passkey = Authenticator.objects.create(user=navigator, type="webauthn", data=phone)
    TOTP.activate(lead_navigator, generate_totp_secret())
    return {
        "trip": trip,
        "robin": robin,
        "task": task,
        "nia": person(Role.CHAMPION, leeds, name="Nia Morgan", email="nia@test.example"),
        "ade": UserFactory(name="Ade Coker", email="ade@test.example", is_staff=True),
        "ruby": champion,
        "sanjay": navigator,
        "moira": lead_navigator,
        "theo": coordinator,
        "addresses": {
            "trip": trip.get_absolute_url(),
            "cafe": cafe.get_absolute_url(),
            "gardening": gardening.get_absolute_url(),
            "long": long.get_absolute_url(),
            "tea": tea.get_absolute_url(),
            "task": reverse("activities:task_detail", args=[trip.pk, task.pk]),
            "clashes": reverse("activities:task_detail", args=[trip.pk, clashes.pk]),
            "understood": reverse("activities:task_detail", args=[trip.pk, understood.pk]),
            "own_task": reverse("activities:task_detail", args=[trip.pk, own_task.pk]),
            "robin": robin.get_absolute_url(),
            "sanjays_passkey": f"{reverse('mfa_index')}passkeys/{passkey.pk}/",
            "tell": reverse("activities:task_detail", args=[trip.pk, tell.pk]),
            "sanjay_anchor": f"colleague-{navigator.pk}",
            "sanjays_message": reverse("activities:speak_to_message", args=[navigator.pk]),
            "rubys_days": reverse("activities:working_days_of", args=[champion.pk]),
            "sanjays_days": reverse("activities:working_days_of", args=[navigator.pk]),
            "hall": hall.get_absolute_url(),
            **board,
            **topics,
            **long_files(coordinator),
            "asked": f"{reverse('activities:subject_access_list')}{ask_what_is_held(robin, coordinator).pk}/",
            "month": f"{reverse('activities:diary')}?month={trip.date:%Y-%m}",
            "month_name": date_format(trip.date, "F Y"),
        },
    }


def long_files(by):
    """One that is ready, and one on which somebody works."""
    now = timezone.now()
    working = Export(by=by, figure="attendance", filters="first=2017-09-01&last=2017-12-31", format="csv", rows=120_000)
    working.rows_done, working.worked_at, working.called_at = 45_000, now, now + timedelta(days=1)
    working.save()
    return {"file": ExportFactory(by=by).get_absolute_url(), "file_being_made": working.get_absolute_url()}


def ask_what_is_held(somebody, by):
    return SubjectRequest.objects.create(beneficiary=somebody, asked_on=timezone.localdate(), by=by)


def add_something(trip, champion):
    return add_task(
        activity=trip,
        area=Area.COLLEAGUES,
        text="Find out who likes trains",
        speak_to="Sanjay",
        stages=[Stage.WEEKS_BEFORE, Stage.ON_DAY],
        by=champion,
    )


def mark_some(trip, champion):
    """Finish the first stage, skip one step, and write a note on a line that is not ticked."""
    steps = Step.objects.of(trip.checklist_id)
    for step in steps.filter(stage=Stage.INITIAL_IDEA):
        mark_step(activity=trip, step_id=step.pk, state=State.DONE, by=champion)
    skipped = steps.get(task__text__startswith="Set up room")
    mark_step(activity=trip, step_id=skipped.pk, state=State.NOT_NEEDED, by=champion)
    trip.checklist.tasks.filter(text__startswith="Activity risk").update(note=f"Rang. {LONG_WORD}", noted_by=champion)


def give_some_money(plans, champion, coordinator):
    """Ask for cash, hand it over, and settle it: one step further for each of three plans."""
    asked, handed_over, settled = plans
    budget = BudgetFactory(team=asked.team)
    today, lines = timezone.localdate(), {What.TRAVEL: (6, Decimal("5.00")), What.RENT: (1, Decimal("40.00"))}
    for plan in plans:
        asking = {"lines": lines, "budget": budget, "needed_by": today, "note": LONG_WORD, "opened_version": 0}
        ask_for_cash(activity=plan, by=champion, today=today, **asking)
    for plan in (handed_over, settled):
        say_yes(activity=plan, opened_version=1, by=coordinator, today=today)
        move_money(activity=plan, kind=Kind.HANDED_OVER, by=champion, today=today, with_whom=coordinator)
        bought = {"what": What.RENT, "supplier": LONG_WORD, "no_receipt": LONG_WORD, "key": uuid4()}
        spent = write_spent(activity=plan, amount=Decimal("40.00"), by=champion, today=today, **bought)
    put_right(activity=settled, entry=spent, amount=Decimal("38.50"), note="Misread", by=champion, today=today)
    bring_back(activity=settled, amount=Decimal("31.50"), key=uuid4(), by=champion, today=today, with_whom=coordinator)
    move_money(activity=settled, kind=Kind.CLOSED, by=coordinator, today=today)


def answer_some(trip, long, champion, navigator, lead_navigator):
    """Answer in both ways; one of the plans has moved since."""
    robin, jay = trip.beneficiaries.order_by("reference")
    need_to_talk = Answer(robin, "need_to_talk", f"How far is it? {LONG_WORD}", is_planned_for=True)
    answer_plan(activity=trip, answers=[need_to_talk], opened_version=trip.version, by=navigator)
    for_both = [need_to_talk, Answer(jay, "fine")]
    answer_plan(activity=long, answers=for_both, opened_version=long.version, by=lead_navigator)
    move_activity(
        activity=long, opened_version=long.version, day=long.date + timedelta(days=1), learned="", by=champion
    )


def find_places(trip, jay, navigator):
    """Two places: one fits Jay, of the other much is not known, or old, or in the way."""
    SupportNeeds.objects.create(beneficiary=jay, access_needs=["lift", "quiet"], updated_by=navigator)
    hall = VenueFactory(name="St Mary’s Hall")
    know(hall, room=hall.rooms.create(name="Study"), quiet="no")
    hall.lessons.create(words=f"Ask for the ramp. {LONG_WORD}", by=navigator)
    old = {"checked_on": timezone.localdate() - timedelta(days=400)}
    attic = VenueFactory(name=LONG_WORD, facts={"lift": "no", "wide_doors": ("no", 68), "wifi": None})
    know(attic, quiet="yes", **old)
    ActivityFactory(venue=attic, date=trip.date)
    return hall


def fill_board(team, champion):
    """Regular things on a board that a screen shows: on a bank holiday, off that day, and with long words."""
    today, board = timezone.localdate(), NoticeboardFactory(team=team)
    christmas = date(today.year, 12, 25)
    every_week = {"team": team, "added_by": champion}
    regular = RegularActivityFactory(description="Mindful meditation", first_day=christmas, **every_week)
    RegularActivityFactory(description=LONG_WORD, place=LONG_WORD, first_day=today, **every_week)
    RegularActivityFactory(first_day=christmas, **every_week).days.create(day=christmas, what="off", by=champion)
    month = f"?month={christmas:%Y-%m}"
    return {
        "board": reverse("activities:noticeboard_month", args=[team.pk]) + month,
        "board_month": date_format(christmas, "F Y"),
        "this_month": date_format(today, "F Y"),
        "poster": reverse("activities:noticeboard_poster", args=[team.pk]) + month,
        "ask": reverse("activities:noticeboard_ask", args=[team.pk]),
        "board_settings": reverse("activities:noticeboard_screen", args=[team.pk]),
        "screen": reverse("activities:board_screen", args=[screen_token_of(board)]),
        "regular_add": reverse("activities:regular_add", args=[team.pk]),
        "regular": regular.get_absolute_url(),
        "regular_day": reverse("activities:regular_day", args=[regular.pk, christmas]),
        "regular_day_words": date_format(christmas, "j F Y"),
    }


def ask_at_home(robin, champion):
    """Ask one thing that is open, and one that is closed and of which something came, both in long words."""
    today, words = timezone.localdate(), {"team": robin.team, "by": champion, "background": LONG_WORD}
    now = TopicFactory(question="What is missing?", **words)
    before = TopicFactory(
        question=f"{LONG_WORD}?", heard=LONG_WORD, done=LONG_WORD, closes_on=today - timedelta(2), **words
    )
    for topic in (now, before):
        asked = ask_person(topic=topic, person=robin, on=today)
        topic.voices.create(words=LONG_WORD, came="card", written_by=champion, written_on=today)
    secret = make_link(asked=now.asked.get(), today=today)
    asked.topic.asked.update(has_answered=True)
    return {
        "topic": now.get_absolute_url(),
        "topic_before": before.get_absolute_url(),
        "say": reverse("activities:say", args=[secret]),
    }


def assess(gardening, champion, navigator):
    """Hazards that were looked at, one of which stays high and one of which was taken off; asked for; working alone."""
    assessment = RiskAssessmentFactory(activity=gardening, made_by=champion)
    assessment.libraries.set(HazardLibrary.objects.filter(kind__in=["Cooking", "Lone working"]))
    by = {"by_whom": navigator, "by_when": gardening.date, "more": LONG_WORD}
    high = {"likelihood": 5, "severity": 5, "likelihood_after": 4, "severity_after": 4}
    HazardFactory(assessment=assessment, hazard=LONG_WORD, harmed=LONG_WORD, already=LONG_WORD, **by, **high)
    HazardFactory(assessment=assessment)
    keep_hazard(hazard=HazardFactory(assessment=assessment), is_kept=False)
    LoneWorkingFactory(activity=gardening, buddy=navigator, where=LONG_WORD, ring=LONG_WORD)
    assert not ask_for_signature(assessment=assessment, review_on=assessment.review_on, by=champion)


def went(tea, champion):
    """One came and one cancelled; somebody said something, and something was learned."""
    tea.participations.update(attendance="came", attendance_by=champion, attendance_at=timezone.now())
    tea.participations.filter(beneficiary__reference="CAL-016").update(attendance="cancelled", reason=LONG_WORD)
    tea.feedback.create(face="good", words=LONG_WORD)
    tea.lessons.create(about="kind", words=LONG_WORD, by=champion)


def barriers(page, rules):
    """What axe finds, each as the rule, the element and why."""
    violations = page.evaluate("rules => axe.run(rules)", rules)["violations"]
    return [f"{each['id']}: {node['html']} {node['failureSummary']}" for each in violations for node in each["nodes"]]


def widest(page):
    return page.evaluate("document.documentElement.scrollWidth")


def ticks(page):
    """The ticks that can be seen now."""
    return page.locator(".tick:visible")


def what_is_in_the_way(page):
    """On a phone, light and dark, and on a desk: what stops somebody who looks at this page in another way."""
    page.evaluate(AXE_SCRIPT)
    for viewport, scheme, rules in LOOKS:
        page.set_viewport_size(viewport)
        page.emulate_media(color_scheme=scheme)
        yield from (f"{viewport['width']} px, {scheme}: {barrier}" for barrier in barriers(page, rules))
    yield from (f"by keyboard: {problem}" for problem in what_a_keyboard_misses(page))
    page.set_viewport_size(SMALLEST)
    if widest(page) > SMALLEST["width"]:
        yield f"scrolls sideways: {widest(page)} px wide"


@pytest.mark.parametrize("pages", rounds(), ids=lambda pages: "+".join(page.name for page in pages))
def test_a_page_is_open_to_everybody(browser_for, world, watch, pages):
    """On a phone, light and dark, and on a desk: one heading, a name, no barrier, and nothing to scroll sideways."""
    page = browser_for(world[pages[0].who] if pages[0].who else None)
    found = {}
    for which in pages:
        if which.status != 200:
            watch.forgive(f"status of {which.status}")
        page.set_viewport_size(PHONE)
        page.emulate_media(color_scheme="light")
        which.open(page, world)
        expect(page.get_by_role("heading", level=1), which.name).to_have_count(1)
        found[which.name] = list(what_is_in_the_way(page))
        assert watch.unforgiven() == [], which.name
    assert {name: problems for name, problems in found.items() if problems} == {}


def test_every_page_has_a_title_of_its_own():
    """Whoever has several pages open finds each by its title. A page's states may share it."""
    paths = defaultdict(set)
    for page in PAGES:
        paths[page.title].add(urlsplit(page.address).path)
    assert [title for title, found in paths.items() if len(found) > 1] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_that_a_desk_alone_shows_can_be_told_apart(browser_for, world, champion, scheme):
    """I am Ruby. On a wide screen, too, I can read the menu, a list and a plan's whole sheet."""
    page = browser_for(champion, viewport=DESK)
    page.emulate_media(color_scheme=scheme)
    for address in ["/", "/activities/", "{trip}?by=area", "{month}"]:
        page.goto(address.format(**world["addresses"]))
        page.evaluate(AXE_SCRIPT)
        assert barriers(page, RULES_OF_COLOUR) == [], address


def test_tab_alone_goes_over_a_page_from_its_top_to_its_end(browser_for, world, champion):
    """I am Ruby, without a mouse. Tab takes me to one thing after the other, I see where I am, and nothing holds me."""
    page = browser_for(champion, viewport=PHONE)
    for address in ["{gardening}money/", "{gardening}risk/", "{hall}", "/money/"]:
        page.goto(address.format(**world["addresses"]))
        places, expected = walk(page)
        assert places == expected, address
        assert what_a_keyboard_misses(page) == [], address


def sizes(page):
    return ticks(page).evaluate_all(
        "ticks => ticks.map(tick => [tick.getBoundingClientRect().width, tick.getBoundingClientRect().height])"
    )


def test_every_tick_is_large_enough_for_a_finger(browser_for, world, champion):
    """I am Ruby. On my phone I hit the tick that I mean."""
    page = browser_for(champion, viewport=PHONE)
    for address in ["/", "{trip}?by=area", *(f"{{trip}}?stage={stage}" for stage in Stage.values)]:
        page.goto(address.format(**world["addresses"]))
        page.locator("details:not([open]) summary").evaluate_all("all => all.forEach(summary => summary.click())")
        assert sizes(page), address
        assert all(width >= FINGER and height >= FINGER for width, height in sizes(page)), address


def test_zoom_loses_no_tick(browser_for, world, champion):
    """I am Ruby. I zoom to 400 %, and every tick of the check list is there, and nothing lies over it."""
    trip = world["trip"]
    page = browser_for(champion, viewport=ZOOMED)
    page.goto(trip.get_absolute_url())
    reached = set()
    for stage in Stage:
        stone(page, stage.label).click()
        expect(page.locator(f".sheet.at-{stage}")).to_be_visible()
        for tick in ticks(page).all():
            tick.click(trial=True)
            reached.add(int(tick.get_attribute("value")))
    ours = Step.objects.of(trip.checklist_id).exclude(task__tool=Tool.UNDERSTOOD)
    needed = ours.exclude(state=State.NOT_NEEDED)
    assert reached == set(needed.values_list("pk", flat=True))
