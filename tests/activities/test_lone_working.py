"""Working alone: checking in on the day, and a buddy who notices."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from activities.actions import call_off_activity
from activities.lone_working import GRACE, CheckIn, check_in_of, may_check_in, ring_from
from activities.models import Activity, LoneWorking
from tests.activities.risk_helpers import sign
from tests.factories import LoneWorkingFactory, person
from tests.helpers import TODAY, client_of, text_of, words_of

ENDS = time(15)


def state(now, *, day=TODAY, ends_at=ENDS, arrived_at=None, safe_at=None):
    return check_in_of(day, ends_at=ends_at, arrived_at=arrived_at, safe_at=safe_at, now=now)


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.times().map(lambda at: at.replace(microsecond=0)))
def test_a_buddy_is_asked_to_ring_from_a_quarter_of_an_hour_after_the_end_and_not_before(day, ends_at):
    moment = ring_from(day, ends_at)
    just_before = moment.astimezone(UTC) - timedelta(seconds=1)
    assert state(moment, day=day, ends_at=ends_at) == CheckIn.OVERDUE
    assert state(just_before, day=day, ends_at=ends_at) != CheckIn.OVERDUE
    assert timedelta(minutes=15) == GRACE


def test_the_clock_going_back_does_not_ring_an_hour_early():
    # Summer time ends on 25 October 2026: three in the afternoon is 3pm UTC that day, and was 2pm UTC the day before.
    assert ring_from(date(2026, 10, 25), ENDS) == datetime(2026, 10, 25, 15, 15, tzinfo=UTC)
    assert ring_from(date(2026, 10, 24), ENDS) == datetime(2026, 10, 24, 14, 15, tzinfo=UTC)


def test_a_check_in_from_before_the_plan_was_moved_does_not_count():
    earlier = datetime(2026, 10, 7, 12, tzinfo=UTC)
    on_day = datetime(2026, 10, 14, 12, tzinfo=UTC)
    assert state(on_day, arrived_at=earlier, safe_at=earlier) == CheckIn.TO_ARRIVE
    assert state(on_day, arrived_at=on_day) == CheckIn.TO_FINISH
    assert state(on_day, safe_at=on_day) == CheckIn.SAFE
    assert state(earlier) == state(on_day, day=None) == CheckIn.NOT_YET


@pytest.mark.parametrize(
    ("user", "is_over", "may"),
    [(1, False, True), (1, True, True), (2, False, False), (2, True, True), (3, True, False)],
)
def test_the_champion_checks_in_and_the_buddy_may_only_say_that_all_is_well(user, is_over, may):
    assert may_check_in(user, champion_id=1, buddy_id=2, is_over=is_over) == may


@pytest.fixture
def lone(museum, navigator):
    Activity.objects.filter(pk=museum.pk).update(date=TODAY, starts_at=time(13))
    museum.refresh_from_db()
    return LoneWorkingFactory(activity=museum, buddy=navigator)


def at(clock):
    return time_machine.travel(f"{TODAY} {clock}+01:00", tick=False)


def week_of(user):
    return text_of(client_of(user).get(reverse("activities:week")))


def press(user, lone, what):
    address = reverse("activities:check_in", args=[lone.activity_id])
    response = client_of(user).post(address, {"check_in": what}, follow=True)
    lone.refresh_from_db()
    return response


@pytest.mark.django_db
class TestOnTheDay:
    def test_the_champion_arrives_and_is_safe_and_the_times_are_kept(self, lone, champion):
        assert "I have arrived" in week_of(champion)
        with at("13:02"):
            press(champion, lone, "arrived")
            assert "You arrived at 1.02pm" in week_of(champion)
        with at("14:55"):
            assert "all is well" in words_of(press(champion, lone, "safe"))[0]
            assert "I am safe" not in week_of(champion)
        with at("14:59"):
            assert words_of(press(champion, lone, "safe")) == ["That was noted already."]
        assert (lone.arrived_at.hour, lone.arrived_at.minute) == (12, 2)
        assert (lone.safe_at.hour, lone.safe_at.minute, lone.safe_by) == (13, 55, champion)

    def test_the_buddy_is_told_whom_to_ring_a_quarter_of_an_hour_after_the_end(self, lone, champion, navigator):
        page = reverse("activities:lone_working", args=[lone.activity_id])
        with at("12:40"):
            week = week_of(navigator)
            assert "You are Ruby’s buddy today." in week and "They have not said yet that they arrived." in week
        with at("13:02"):
            press(champion, lone, "arrived")
        with at("15:14"):
            assert "No check-in" not in week_of(navigator) and "They arrived at 1.02pm." in week_of(navigator)
            assert "no check-in has come" not in text_of(client_of(champion).get(page))
        with at("15:15"):
            assert "No check-in has come from Ruby Oyelaran" in week_of(navigator)
            assert lone.ring in week_of(navigator)
            assert "no check-in has come" in text_of(client_of(champion).get(page))
            press(navigator, lone, "safe")
            assert "No check-in" not in week_of(navigator) and "buddy today" not in week_of(navigator)
        assert lone.safe_by == navigator

    def test_a_buddy_without_a_plan_of_their_own_is_told_too(self, lone, lead_navigator):
        LoneWorking.objects.update(buddy=lead_navigator)
        with at("15:15"):
            page = week_of(lead_navigator)
            assert "Welcome, Moira" in page and "No check-in has come from Ruby Oyelaran" in page

    def test_it_is_still_said_after_midnight_and_nothing_once_it_is_called_off(self, lone, champion, navigator):
        with time_machine.travel(f"{TODAY + timedelta(days=1)} 00:20+01:00", tick=False):
            assert "No check-in" in week_of(navigator)
            call_off_activity(activity=lone.activity, learned="Rain", by=champion)
            assert "No check-in" not in week_of(navigator)

    def test_nobody_checks_in_before_the_day(self, lone, champion):
        Activity.objects.filter(pk=lone.activity_id).update(date=TODAY + timedelta(days=1))
        assert "I have arrived" not in week_of(champion)
        assert words_of(press(champion, lone, "arrived")) == ["You can check in on the day itself."]
        assert lone.arrived_at is None

    def test_a_colleague_who_is_neither_finds_no_way_to_check_in(self, lone, calderdale):
        assert press(person("champion", calderdale), lone, "safe").status_code == 404
        assert press(lone.buddy, lone, "arrived").status_code == 404
        assert lone.safe_at is None


@pytest.mark.django_db
class TestSaying:
    def told(self, plan, named, **changes):
        fields = {"where": "The library", "with_whom": "", "ends_at": "15:00", "buddy": named.pk, "ring": "Theo"}
        fields["opened_version"] = 0
        return reverse("activities:lone_working", args=[plan.pk]), fields | changes

    def test_a_buddy_is_named_for_a_plan_once(self, museum, champion, navigator, people):
        address, fields = self.told(museum, navigator, with_whom=people[0].pk)
        for _ in range(2):
            client_of(champion).post(address, fields)
        lone = LoneWorking.objects.get()
        assert (lone.buddy, lone.with_whom, lone.ends_at) == (navigator, people[0], ENDS)

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"ends_at": "12:00"}, "The plan starts at 1pm. Choose a later time."),
            ({"ends_at": "soon"}, "That is not a time we can read."),
            ({"buddy": ""}, "Choose a colleague."),
            ({"buddy": "9" * 30}, "Choose a colleague from this list."),
            ({"with_whom": "9" * 30}, "Choose somebody who is on this plan."),
            ({"where": "x" * 201}, "That is too long."),
            ({"ring": ""}, "Please fill this in."),
        ],
    )
    def test_what_cannot_be_right_is_said_beside_the_field(self, museum, champion, navigator, changes, said):
        Activity.objects.filter(pk=museum.pk).update(starts_at=time(13))
        address, fields = self.told(museum, navigator, **changes)
        page = text_of(client_of(champion).post(address, fields))
        assert said in page and not LoneWorking.objects.exists()

    def test_nobody_is_their_own_buddy(self, museum, champion):
        address, fields = self.told(museum, champion)
        assert "Choose a colleague from this list." in text_of(client_of(champion).post(address, fields))

    def test_two_people_who_save_at_once_both_see_it(self, museum, champion, navigator, lead_navigator):
        address, fields = self.told(museum, navigator)
        client_of(champion).post(address, fields)
        page = client_of(navigator).post(address, fields | {"ring": "Moira", "buddy": lead_navigator.pk})
        assert page.context["both"] == [
            ("Who is your buddy?", "Sanjay Bhatt", "Moira Tindall"),
            ("Whom should your buddy ring if you do not check in?", "Theo", "Moira"),
        ]
        assert "This was saved while you had it open" in text_of(page) and LoneWorking.objects.get().ring == "Theo"
        client_of(navigator).post(
            address, fields | {"ring": "Moira", "opened_version": page.context["form"]["opened_version"].value()}
        )
        assert LoneWorking.objects.get().ring == "Moira"

    def test_it_is_said_that_somebody_took_it_back_meanwhile(self, museum, champion, navigator):
        address, fields = self.told(museum, navigator, opened_version=3)
        page = client_of(champion).post(address, fields)
        assert ("Where will you be?", "", "The library") in page.context["both"]
        assert not LoneWorking.objects.exists()
        client_of(champion).post(address, fields | {"opened_version": 0})
        assert LoneWorking.objects.exists()

    def test_it_is_said_at_once_that_the_lead_navigator_signs_again(self, asked, champion, navigator, lead_navigator):
        sign(asked, lead_navigator)
        address, fields = self.told(asked.activity, navigator)
        assert (
            "the lead navigator signs it again" in words_of(client_of(champion).post(address, fields, follow=True))[1]
        )


@pytest.mark.django_db
class TestTakingBack:
    def press(self, user, lone):
        address = reverse("activities:lone_working_remove", args=[lone.activity_id])
        return words_of(client_of(user).post(address, follow=True))

    def is_offered(self, user, lone):
        page = reverse("activities:lone_working", args=[lone.activity_id])
        return "Nobody works alone here after all" in text_of(client_of(user).get(page))

    def test_before_the_day_it_is_taken_back_once_or_twice(self, lone, champion):
        Activity.objects.update(date=TODAY + timedelta(days=1))
        assert self.is_offered(champion, lone)
        for _ in range(2):
            assert self.press(champion, lone) == ["Nobody works alone on this plan."]
        assert not LoneWorking.objects.exists()

    @pytest.mark.parametrize("checked_in", [[], ["arrived"], ["arrived", "safe"]])
    def test_from_the_day_on_it_stays_so_that_the_buddy_keeps_watch(self, lone, champion, checked_in):
        for what in checked_in:
            press(champion, lone, what)
        assert not self.is_offered(champion, lone)
        [said] = self.press(champion, lone)
        assert ("keeps watch" in said) == ("safe" not in checked_in)
        assert LoneWorking.objects.exists()

    def test_a_plan_that_is_called_off_needs_no_check_in(self, lone, champion):
        call_off_activity(activity=lone.activity, learned="Rain", by=champion)
        self.press(champion, lone)
        assert not LoneWorking.objects.exists()
