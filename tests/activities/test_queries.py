"""A page costs a fixed number of queries, whatever it lists."""

from datetime import time, timedelta
from functools import partial

import pytest
from django.urls import reverse

from activities.models import (
    Activity,
    Message,
    MileageClaim,
    Participation,
    Payment,
    PlanChange,
    RegularActivity,
    RegularDay,
    Review,
)
from activities.screen_address import screen_token_of
from beneficiaries.models import Appointment, Beneficiary, Interest, ProfileEntry, ProfileVersion
from beneficiaries.profile import Part
from checklist.models import Step, Task
from teams.calendar_address import token_of
from teams.models import Leave, Membership, Role, User, WorkingPattern
from tests.activities.growing import ROWS, grow, grow_one, queries_of, queries_of_pages
from tests.factories import NoticeboardFactory, RegularActivityFactory
from tests.helpers import HTMX, TODAY, client_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("rows", ROWS)
def test_a_page_costs_the_same_with_10_and_with_1000_rows(rows, champion, navigator, calderdale):
    champions = {
        "activities:week": 21,
        "activities:activity_list": 8,
        "activities:diary": 4,
        "beneficiaries:beneficiary_list": 5,
        "activities:activity_plan": 7,
        "teams:account_detail": 7,
        "activities:working_days": 6,
    }
    navigators = {"activities:week": 16, "activities:review": 11}
    grow(champion, navigator, calderdale, rows)
    assert queries_of_pages(champion, champions) == champions
    assert queries_of_pages(navigator, navigators) == navigators


@pytest.mark.parametrize("rows", ROWS)
def test_a_plans_page_costs_the_same_however_long_it_is(rows, champion, navigator, calderdale):
    pages = {
        "activities:activity_detail": 20,
        # Two of them keep in the trail that it was taken along, and of whom.
        "activities:activity_print": 9,
        "activities:activity_edit": 15,
        "activities:activity_move": 4,
        "activities:activity_call_off": 4,
        "activities:activity_copy": 4,
        "activities:task_add": 5,
    }
    plan = grow(champion, navigator, calderdale, 10)
    grow_one(plan, champion, rows)
    assert queries_of_pages(champion, pages, plan.pk) == pages


@pytest.mark.parametrize("rows", ROWS)
def test_a_message_costs_the_same_however_many_colleagues_and_messages_there_are(rows, champion, navigator, calderdale):
    plan = grow(champion, navigator, calderdale, 10)
    grow_one(plan, champion, rows)
    grow_messages(plan, champion, calderdale, rows)
    for about, queries in {"tell": 5, "check-in": 6, "write-up": 9, "turn": 6}.items():
        page = {"activities:message_send": queries}
        assert queries_of_pages(champion, page, plan.pk, about) == page, about


@pytest.mark.parametrize("rows", [10, 500])
def test_payments_cost_the_same_however_many_there_are(rows, champion, navigator, calderdale):
    plan = grow(champion, navigator, calderdale, 10)
    person = plan.beneficiaries.first()
    of_plan = {"activity": plan, "by": champion, "on": TODAY, "amount": 1}
    paid = Payment.objects.bulk_create(
        Payment(**of_plan, beneficiary=person, kind="gift", how="cash") for _ in range(rows)
    )
    MileageClaim.objects.bulk_create(MileageClaim(**of_plan, vehicle="car", miles=1) for _ in range(rows))
    for payment in paid[::2]:
        payment.opposite(by=champion).save()
    client = client_of(champion)
    assert queries_of(lambda: client.get(reverse("activities:payment_list", args=[plan.pk]))) == 8
    assert queries_of(lambda: client.get(reverse("activities:payment_add", args=[plan.pk, "costs"]))) == 6
    assert queries_of(lambda: client.get(reverse("activities:mileage_claim", args=[plan.pk]))) == 4
    assert queries_of(lambda: client.get(reverse("activities:beneficiary_payments", args=[person.reference]))) == 6


@pytest.mark.parametrize("rows", ROWS)
def test_a_noticeboard_costs_the_same_however_much_is_on_it(client, rows, champion, navigator, calderdale):
    grow(champion, navigator, calderdale, rows)
    Activity.objects.update(kind="group", is_on_board=True)
    regulars = [
        RegularActivityFactory.build(team=calderdale, added_by=champion, place="cal 114", first_day=TODAY)
        for _ in range(rows // 5)
    ]
    RegularActivity.objects.bulk_create(regulars)
    of_regulars = {"what": "moved", "day": TODAY, "moved_to": TODAY + timedelta(days=1), "by": champion}
    RegularDay.objects.bulk_create(RegularDay(regular=regular, **of_regulars) for regular in regulars)
    board = NoticeboardFactory(team=calderdale)
    pages = {"activities:noticeboard_month": 10, "activities:noticeboard_poster": 10}
    assert queries_of_pages(champion, pages, calderdale.pk) == pages
    assert queries_of(lambda: client.get(reverse("activities:board_screen", args=[screen_token_of(board)]))) == 6


def grow_messages(plan, champion, team, number):
    """Send `number` messages about a plan, each to one of as many colleagues."""
    people = User.objects.bulk_create(
        User(name=f"Person {row}", email=f"colleague{row}@test.example") for row in range(number)
    )
    Membership.objects.bulk_create(Membership(user=user, team=team, role=Role.CHAMPION) for user in people)
    sent = Message.objects.bulk_create(Message(activity=plan, about="tell", by=champion) for _ in people)
    Message.to.through.objects.bulk_create(
        Message.to.through(message=message, user=user) for message, user in zip(sent, people, strict=True)
    )


@pytest.mark.parametrize("rows", [10, 100])
def test_a_message_to_one_colleague_costs_the_same_however_much_there_is_to_say(rows, champion, navigator, calderdale):
    grow(champion, navigator, calderdale, rows)
    Task.objects.update(speak_to="the navigators")
    client, address = client_of(champion), reverse("activities:speak_to_message", args=[navigator.pk])
    assert queries_of(lambda: client.get(address)) == 10


@pytest.mark.parametrize("rows", ROWS)
def test_a_persons_page_costs_the_same_however_many_plans_they_are_on(rows, champion, navigator, calderdale):
    grow(champion, navigator, calderdale, rows)
    person = Beneficiary.objects.first()
    Participation.objects.bulk_create(
        (Participation(activity=plan, beneficiary=person) for plan in Activity.objects.all()), ignore_conflicts=True
    )
    grow_profile(person, champion, rows)
    pages = {
        # One of each keeps in the trail that it was opened.
        "beneficiary_detail": 10,
        "beneficiary_plans": 11,
        "profile_edit": 8,
        "profile_older": 7,
        "profile_print": 7,
    }
    names = {f"activities:{name}": queries for name, queries in pages.items()}
    assert queries_of_pages(champion, names, person.reference) == names
    of_navigators = {"activities:beneficiary_detail": 10}
    assert queries_of_pages(navigator, of_navigators, person.reference) == of_navigators


def grow_profile(person, champion, number):
    """Say something for each part, and let the person have said something else `number` times before."""
    entries = [
        ProfileEntry(beneficiary=person, part=part, words="To cut hair.", shared_with="team", written_by=champion)
        for part in Part
    ]
    [*_, entry] = ProfileEntry.objects.bulk_create(entries)
    ProfileVersion.objects.bulk_create(
        ProfileVersion(entry=entry, words="To sing.", shared_with="team", written_by=champion, version=row)
        for row in range(number)
    )
    interests = Interest.objects.bulk_create(Interest(word=f"interest {row}", is_kept=True) for row in range(number))
    entries[0].interests.set(interests)


@pytest.mark.parametrize("rows", ROWS)
@pytest.mark.parametrize(("task", "queries"), [("Mine", 7), ("Task 1", 12)], ids=["of one step", "of several"])
def test_a_tick_costs_the_same_however_long_the_check_list_is(rows, task, queries, champion, navigator, calderdale):
    """A task that has steps left also says whom to speak to next."""
    plan = grow(champion, navigator, calderdale, 10)
    grow_one(plan, champion, rows)
    client, address = client_of(champion), reverse("activities:step_mark", args=[plan.pk])
    step = Step.objects.of(plan.checklist).filter(task__text=task).last()
    assert queries_of(lambda: client.post(address, {"done": step.pk}, headers=HTMX)) == queries


@pytest.mark.parametrize("rows", ROWS)
def test_a_calendar_costs_the_same_however_many_plans_are_in_it(client, rows, champion, navigator, calderdale):
    grow(champion, navigator, calderdale, rows)
    Activity.objects.update(place="Bus 508")
    Task.objects.filter(position=0).update(speak_to="the navigators")
    # One step of each task is enough: thousands of entries take long to write, and the queries are the same.
    Step.objects.exclude(stage="after").delete()
    address = reverse("activities:calendar_feed", args=[token_of(champion)])
    # With references, the first time in a day is kept in the trail.
    for choice, queries in {"": 4, "calendar_has_references": 5, "calendar_has_speak_by": 10}.items():
        if choice:
            User.objects.filter(pk=champion.pk).update(**{choice: True})
        assert queries_of(lambda: client.get(address)) == queries, choice


@pytest.mark.parametrize("rows", ROWS)
def test_working_days_cost_the_same_however_many_colleagues_there_are(rows, champion, coordinator, calderdale):
    people = User.objects.bulk_create(
        User(name=f"Person {row}", email=f"colleague{row}@test.example") for row in range(rows)
    )
    Membership.objects.bulk_create(Membership(user=user, team=calderdale, role=Role.CHAMPION) for user in people)
    away = {"first_day": TODAY, "last_day": TODAY, "deputy": champion}
    Leave.objects.bulk_create(Leave(user=user, **away) for user in people)
    WorkingPattern.objects.bulk_create(WorkingPattern(user=user, starts_on=TODAY, friday=True) for user in people)
    of_all = {"activities:colleague_list": 8}
    of_one = {"activities:working_days_of": 6, "activities:leave_add": 6, "activities:pattern_change": 6}
    assert queries_of_pages(coordinator, of_all) == of_all
    assert queries_of_pages(coordinator, of_one, people[0].pk) == of_one


def grow_one_day(champion, navigator, team, number):
    """Plan `number` activities on one day at one place, each with a person who has an appointment every week."""
    plan = grow(champion, navigator, team, number)
    Activity.objects.update(date=TODAY, place="The hall")
    Appointment.objects.bulk_create(
        Appointment(beneficiary=person, date=TODAY, starts_at=time(10), repeats="weekly", added_by=champion)
        for person in Beneficiary.objects.all()
    )
    return plan


@pytest.mark.parametrize("rows", ROWS)
def test_what_is_in_the_way_costs_the_same_however_much_there_is(rows, champion, navigator, calderdale):
    plan = grow_one_day(champion, navigator, calderdale, rows)
    typed = {"date": TODAY, "references": "CAL-1000 CAL-1001", "navigators": [navigator.pk], "place": "the hall"}
    of_plan, of_new_plan = reverse("activities:plan_clash_list", args=[plan.pk]), reverse("activities:clash_list")
    pages = {of_plan: 16, f"{of_plan}?to=move": 13, f"{of_plan}?to=copy": 14, of_new_plan: 15}
    client = client_of(champion)
    for address, queries in pages.items():
        assert queries_of(partial(client.post, address, typed, headers=HTMX)) == queries, address


@pytest.mark.parametrize("rows", ROWS)
def test_review_costs_the_same_however_much_was_answered_and_changed(rows, champion, navigator, calderdale):
    grow(champion, navigator, calderdale, rows)
    plan = grow_answers(champion, navigator, rows)
    client = client_of(navigator)
    assert queries_of(lambda: client.get(reverse("activities:review"))) == 11
    assert queries_of(lambda: client.get(reverse("activities:review"), {"show": "waiting"})) == 11
    assert queries_of(lambda: client.get(reverse("activities:review_answer", args=[plan.pk]))) == 7


def grow_answers(champion, navigator, number):
    """Answer every plan for everybody, then change every other one; return one with many turns in its life."""
    Review.objects.bulk_create(
        Review(activity_id=plan, beneficiary_id=beneficiary, by=navigator, answer="fine", plan_version=1)
        for plan, beneficiary in Participation.objects.values_list("activity", "beneficiary")
    )
    plans = list(Activity.objects.order_by("date", "pk"))
    changes = [*plans[::2], *plans[:1] * number]
    PlanChange.objects.bulk_create(
        PlanChange(activity=plan, what="moved", plan_version=2, by=champion) for plan in changes
    )
    return plans[0]


@pytest.mark.parametrize("rows", ROWS)
def test_the_line_about_clashes_and_a_persons_appointments_cost_the_same_however_many_there_are(
    rows, champion, navigator, calderdale
):
    plan = grow_one_day(champion, navigator, calderdale, rows)
    task, person = plan.checklist.tasks.first(), plan.beneficiaries.first()
    Task.objects.filter(pk=task.pk).update(tool="clashes")
    Appointment.objects.update(beneficiary=person)
    client = client_of(champion)
    assert queries_of(lambda: client.get(reverse("activities:task_detail", args=[plan.pk, task.pk]))) == 21
    assert queries_of(lambda: client.get(reverse("activities:appointment_list", args=[person.reference]))) == 6
    assert queries_of(lambda: client.get(reverse("activities:appointment_add", args=[person.reference]))) == 5
