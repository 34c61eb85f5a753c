"""The demo shows every state that a plan can be in, and never mixes with anything real."""

import hashlib
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
import time_machine
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from activities import demo
from activities.demo import SIGN_INS, load_demo
from activities.demo.plans import PLANS
from activities.keeping_in_touch import kept_from_coming, not_asked_for_a_while
from activities.lessons import About
from activities.models import (
    Activity,
    Asking,
    Budget,
    CashRequest,
    DayPack,
    LedgerEntry,
    MileageClaim,
    Noticeboard,
    Payment,
    PlanChange,
    RegularActivity,
    RegularDay,
    Review,
    RiskAssessment,
    Signature,
    Topic,
)
from activities.money import State as CashState
from activities.noticeboard_search import entries_between
from activities.who_might_like import people_who_might_like, welcomes_they_might_like, what_they_said
from beneficiaries.contacts import Was
from beneficiaries.models import Beneficiary, Contact, Milestone, ProfileEntry, SubjectRequest, SupportNeeds
from beneficiaries.profile import Part, SharedWith
from checklist.form import Stage, State, Tool
from checklist.models import Step, Task
from teams.models import Team, TrainingHeld, User
from tests.factories import TeamFactory
from tests.helpers import TODAY, client_of

# Names of people who really did this work, as fingerprints: they are not ours to write down.
REAL_NAMES = {
    "03cdf3e00e74", "27223b82963b", "340b9cb5e6f6", "3a10110be8dc", "6fc6a55db549", "7ee8118150e0", "972964b66bdf",
    "ab1cb712f2dc", "bb472edb8680", "e64134cac415", "f08fcc7db8e1", "f7c626cfeff4", "f98407019f8c", "fc6483bf4726",
}  # fmt: skip


@pytest.fixture
def print_sign_ins(db, capsys):
    def run():
        call_command("seed_demo")
        return [line.split("\t") for line in capsys.readouterr().out.splitlines()]

    return run


class TestWhatIsThere(TestCase):
    """The demo is loaded once, and all of these look at it."""

    @classmethod
    def setUpTestData(cls):
        with time_machine.travel(f"{TODAY} 10:00+01:00", tick=False):
            assert load_demo(today=TODAY)

    def test_five_teams_the_hub_and_the_people_in_them(self):
        assert {team.name for team in Team.objects.all()} == {
            "Bradford", "Calderdale", "Kirklees", "Leeds", "Wakefield", "The Hub",
        }  # fmt: skip
        assert Beneficiary.objects.count() == 41
        assert Activity.objects.count() == 36
        assert all(user.email.endswith("@demo.example") for user in User.objects.all())

    def test_beneficiaries_in_every_status_with_and_without_names_and_navigators(self):
        beneficiaries = Beneficiary.objects
        assert {person.status for person in beneficiaries.all()} == set(Beneficiary.Status.values)
        assert beneficiaries.filter(known_as="").exists()
        assert beneficiaries.exclude(known_as="").exists()
        assert beneficiaries.filter(navigators=None).exists()
        for person in beneficiaries.prefetch_related("navigators__teams"):
            person.full_clean()
            assert all(person.team in navigator.teams.all() for navigator in person.navigators.all())

    def test_champions_made_the_form_their_own(self):
        assert Task.objects.exclude(added_by=None).count() >= 3
        assert Task.objects.exclude(note="").filter(noted_by__isnull=False).exists()
        assert Step.objects.filter(state=State.NOT_NEEDED).exists()

    def test_what_navigators_have_to_understand_is_ticked_by_navigators(self):
        ticked = Step.objects.filter(task__tool=Tool.UNDERSTOOD, state=State.DONE).select_related("marked_by")
        assert ticked
        assert all(step.marked_by.is_navigator for step in ticked)

    def test_navigators_answered_some_plans_and_one_has_changed_since(self):
        reviews = Review.objects.mark_counting()
        counting = reviews.filter(counts=True)
        assert {review.answer for review in counting} == set(Review.Answer.values)
        assert counting.filter(answer=Review.Answer.NEED_TO_TALK).exclude(note="").exists()
        assert reviews.filter(counts=False).exists()
        for review in reviews.select_related("by", "beneficiary"):
            assert review.by in review.beneficiary.navigators.all()
            assert review.at <= timezone.now()

    def test_every_team_has_a_budget_and_cash_is_in_every_state(self):
        assert Budget.objects.count() == Team.objects.count()
        assert {request.state for request in CashRequest.objects.all()} == set(CashState)
        assert not LedgerEntry.objects.filter(at__gt=timezone.now()).exists()
        for budget in Budget.objects.with_left():
            budget.full_clean()
            assert 0 < budget.left <= budget.amount

    def test_payments_of_every_kind_one_said_no_to_one_taken_back_and_journeys(self):
        assert set(Payment.objects.values_list("kind", flat=True)) == set(Payment.Kind.values)
        assert Payment.objects.filter(declined=True).exists() and Payment.objects.exclude(takes_back=None).exists()
        assert set(MileageClaim.objects.values_list("vehicle", flat=True)) == {"car", "bicycle"}

    def test_one_plan_has_been_told_of_in_full_and_todays_is_packed(self):
        went = Activity.objects.get(write_up__isnull=False)
        assert went.date < TODAY and not went.participations.filter(attendance="expected").exists()
        assert went.who_else and went.feedback.exists()
        assert set(went.lessons.values_list("about", flat=True)) == set(About.values)
        assert DayPack.objects.get().activity.date == TODAY
        assert set(Asking.objects.values_list("participation__activity__date", flat=True)) == {TODAY}

    def test_risk_one_is_signed_one_waits_and_in_one_somebody_works_alone(self):
        signed = Signature.objects.get()
        assert signed.by.led_team_ids == {signed.assessment.activity.team_id}
        waiting = RiskAssessment.objects.exclude(signatures__isnull=False)
        assert waiting.filter(asked_at__isnull=False, activity__lone_working__isnull=True).exists()
        assert waiting.filter(asked_at__isnull=False, activity__lone_working__isnull=False).exists()
        assert TrainingHeld.objects.filter(expires_on__lt=TODAY).exists()

    def test_noticeboards_show_what_is_regular_one_day_off_one_moved_and_plans(self):
        assert {each.kind for each in RegularActivity.objects.all()} == {"group", "community", "network"}
        assert {each.what for each in RegularDay.objects.all()} == {"off", "moved"}
        board = Noticeboard.objects.get()
        regular = {entry.regular is None for entry in entries_between(board.team, TODAY, TODAY + timedelta(days=30))}
        assert board.has_screen and regular == {True, False}

    def test_what_helps_is_written_for_several_and_one_needs_level_access_wide_doors_and_a_toilet(self):
        assert SupportNeeds.objects.count() == 7
        wanted = ["level_access", "wide_doors", "accessible_toilet"]
        assert SupportNeeds.objects.get(beneficiary__reference="CAL-014").needs == wanted
        assert all(each.updated_by in each.beneficiary.navigators.all() for each in SupportNeeds.objects.all())

    def test_contacts_of_every_kind_one_put_right_and_milestones_one_taken_back(self):
        assert set(Contact.objects.values_list("was", flat=True)) == set(Was)
        assert set(Contact.objects.values_list("setting", flat=True)) >= {"one_to_one", "outreach", "voice"}
        assert Contact.objects.filter(version=2).get().changes.exists()
        assert not Contact.objects.filter(date__gt=TODAY).exists()
        assert Milestone.objects.standing().exists() and Milestone.objects.exclude(taken_back_at=None).exists()

    def test_somebody_asked_what_is_held_of_them_and_is_still_in_time_and_another_has_it(self):
        assert not SubjectRequest.objects.open().get().is_late
        assert SubjectRequest.objects.exclude(answered_on=None).get().waiting_until

    def test_people_said_what_lights_them_up_and_agreed_to_tell_some_of_it_to_few(self):
        hope = ProfileEntry.objects.get(beneficiary__reference="CAL-014", part=Part.HOPES)
        assert hope.shared_with == SharedWith.NAVIGATORS and "hairdresser" in hope.words
        assert hope.versions.exists()
        assert set(ProfileEntry.objects.values_list("part", flat=True)) == set(Part)
        assert set(ProfileEntry.objects.values_list("shared_with", flat=True)) == set(SharedWith)

    def test_whoever_was_told_finds_a_hairdresser_for_the_college_and_a_teammate_does_not(self):
        plan = Activity.objects.get(description__startswith="Hair and beauty")
        told, teammate = plan.champion, User.objects.get(name="Kieran Holroyd")
        assert [person.reference for person in people_who_might_like(plan, told)] == ["CAL-014"]
        assert not people_who_might_like(plan, teammate).exists()

    def test_somebody_was_not_asked_for_a_while_and_something_gets_in_the_way_of_another(self):
        champion = User.objects.get(name="Asha Whitworth")
        assert [person.reference for person in not_asked_for_a_while(champion, TODAY)] == ["CAL-028"]
        assert [person.reference for person in kept_from_coming(champion, TODAY)] == ["CAL-003"]

    def test_somebody_who_likes_taking_part_from_home_is_still_to_be_asked_something(self):
        champion = User.objects.get(name="Asha Whitworth")
        topic = Topic.objects.get(closes_on__gt=TODAY)
        page = client_of(champion).get(topic.get_absolute_url())
        assert [person.reference for person in page.context["offered"]] == ["CAL-022"]

    def test_another_team_welcomes_somebody_who_grows_things(self):
        grower, champion = Beneficiary.objects.get(reference="CAL-007"), User.objects.get(name="Asha Whitworth")
        found = welcomes_they_might_like(grower, what_they_said(grower, champion), today=TODAY)
        assert [welcome.team for welcome, _ in found] == ["Wakefield"]

    def test_people_on_a_plan_are_from_its_team(self):
        for activity in Activity.objects.select_related("team").prefetch_related("beneficiaries", "navigators__teams"):
            activity.full_clean()
            assert {person.team for person in activity.beneficiaries.all()} == {activity.team}
            assert activity.navigators.all()
            assert all(activity.team in navigator.teams.all() for navigator in activity.navigators.all())


def plans_are_at_every_distance_from(today):
    on = Activity.objects.on()
    assert on.filter(date=None).exists()
    assert on.filter(date__gt=today + timedelta(days=14)).exists()
    assert on.filter(date__range=(today + timedelta(days=1), today + timedelta(days=7))).exists()
    assert on.filter(date=today).exists()
    assert {activity.kind for activity in on} == set(Activity.Kind.values)


def of_some_past_plans_the_write_up_is_left_and_of_some_nothing(today):
    left = {_left_to_do(activity) for activity in Activity.objects.past(today)}
    assert frozenset() in left
    assert frozenset({Stage.AFTER}) in left


def _left_to_do(activity):
    steps = Step.objects.to_do().filter(checklist=activity.checklist_id)
    return frozenset(steps.values_list("stage", flat=True))


def some_were_called_off_and_some_moved_and_each_taught_something(today):
    turns = PlanChange.objects.exclude(learned="")
    assert turns.filter(what=PlanChange.What.CALLED_OFF, activity__called_off_at__isnull=False).count() == 2
    assert turns.filter(what=PlanChange.What.MOVED, activity__date__gt=today).count() == 2


def nothing_was_ticked_before_it_was_planned_or_in_time_to_come():
    for step in Step.objects.exclude(state=State.TO_DO).select_related("checklist"):
        assert step.marked_at <= timezone.now()
        assert timezone.localdate(step.marked_at) >= step.checklist.planned_on


@pytest.mark.parametrize("day", [f"{TODAY}", "2026-02-27", "2026-02-28", "2026-03-01", "2028-02-29", "2026-12-31"])
def test_every_state_is_there_on_any_day_of_the_week_and_year(db, time_machine, day):
    time_machine.move_to(f"{day}T06:30:00+00:00")
    today = date.fromisoformat(day)
    load_demo(today=today)
    plans_are_at_every_distance_from(today)
    of_some_past_plans_the_write_up_is_left_and_of_some_nothing(today)
    some_were_called_off_and_some_moved_and_each_taught_something(today)
    nothing_was_ticked_before_it_was_planned_or_in_time_to_come()


def test_the_printed_details_sign_in_and_nobody_else_can(print_sign_ins):
    printed = print_sign_ins()
    assert [role for role, _, _ in printed] == ["champion", "navigator", "lead navigator", "coordinator", "admin"]
    for _, email, password in printed:
        assert len(password) >= 12
        assert authenticate(email=email, password=password).email == email
    others = User.objects.exclude(email__in=SIGN_INS.values())
    assert not any(user.has_usable_password() for user in others)


def test_signing_in_on_the_page(client, print_sign_ins):
    _, email, password = print_sign_ins()[0]
    client.post(reverse("account_login"), {"login": email, "password": password})
    assert client.session["_auth_user_id"] == str(User.objects.get(email=email).pk)


def test_again_it_loads_nothing_and_says_the_same(print_sign_ins):
    first = print_sign_ins()
    assert print_sign_ins() == first
    assert Activity.objects.count() == 36


def test_it_stays_out_of_a_database_that_holds_anything_else(db):
    TeamFactory()
    with pytest.raises(CommandError, match="stay out") as refused:
        call_command("seed_demo")
    assert refused.value.returncode == 3
    assert not User.objects.exists()


def test_passwords_differ_on_another_machine(settings):
    email = SIGN_INS["champion"]
    here = demo.password_for(email)
    settings.SECRET_KEY = "another machine's key"
    assert demo.password_for(email) != here


def test_no_real_person_is_named():
    files = Path(demo.__file__).parent.glob("*.py")
    words = {word.lower() for file in files for word in re.findall(r"[^\W\d_]+", file.read_text())}
    assert {hashlib.sha256(word.encode()).hexdigest()[:12] for word in words}.isdisjoint(REAL_NAMES)


def test_a_passer_by_finds_the_eight_kinds_of_thing_that_people_did():
    everything = " ".join(plan.description.lower() for plan in PLANS)
    for kind in ["market-place", "craft café", "gym", "garden", "lunch club", "museum", "cook and eat", "condition"]:
        assert kind in everything
