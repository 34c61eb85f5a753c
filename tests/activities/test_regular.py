"""Something regular: added and changed in words, said of single days, and a plan for one of them."""

from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from activities.actions import PlannedAlready, plan_activity
from activities.models import Activity, RegularActivity, RegularDay
from tests.factories import RegularActivityFactory, person
from tests.helpers import TODAY, client_of, text_of, words_of

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 10, 16)
TYPED = {
    "description": "Mindful meditation", "kind": "group", "first_day": FRIDAY, "every": "week", "starts_at": "10:30",
    "ends_at": "11:30", "place": "The Lantern Rooms", "is_on_board": "on",
}  # fmt: skip


@pytest.fixture
def meditation(calderdale, champion):
    return RegularActivityFactory(description="Mindful meditation", team=calderdale, added_by=champion)


def add(user, team, **typed):
    address = reverse("activities:regular_add", args=[team.pk])
    return client_of(user).post(address, {"form_key": uuid4(), **TYPED, **typed}, follow=True)


def change(user, regular, version=1, **typed):
    return client_of(user).post(regular.get_absolute_url(), TYPED | {"opened_version": version} | typed, follow=True)


def say(user, regular, day, **typed):
    return client_of(user).post(reverse("activities:regular_day", args=[regular.pk, day]), typed, follow=True)


class TestAddAndChange:
    @pytest.mark.parametrize(
        ("every", "said"),
        [
            ("week", "every Friday, 10.30am to 11.30am"),
            ("two_weeks", "every two weeks, on Friday, 10.30am to 11.30am"),
            ("month", "the third Friday of each month, 10.30am to 11.30am"),
        ],
    )
    def test_it_is_asked_and_said_in_words(self, champion, calderdale, every, said):
        page = add(champion, calderdale, every=every)
        assert words_of(page) == [f"Saved. It is on {said}."]
        regular = RegularActivity.objects.get()
        assert regular.says_when == said and regular.rule.startswith("FREQ=") and regular.added_by == champion
        assert "FREQ" not in text_of(page) + text_of(client_of(champion).get(regular.get_absolute_url()))

    def test_sent_twice_it_is_kept_once(self, champion, calderdale):
        key = uuid4()
        for _ in range(2):
            add(champion, calderdale, form_key=key)
        assert RegularActivity.objects.count() == 1

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"description": ""}, "Say in a few words what it is."),
            ({"description": "Tea with CAL-014"}, "Please take CAL-014 out"),
            ({"description": "x" * 121}, "There is room for 120 characters"),
            ({"place": "CAL-014’s flat"}, "Please take CAL-014 out"),
            ({"about": "cal-014"}, "Please take CAL-014 out"),
            ({"kind": "one-to-one"}, "Select a valid choice"),
            ({"kind": ""}, "Choose what kind of activity it is."),
            ({"first_day": ""}, "Choose the first day."),
            ({"first_day": "soon"}, "That is not a date we can read."),
            ({"first_day": "2126-10-16"}, "That is more than two years away."),
            ({"every": "day"}, "Choose one of these three."),
            ({"starts_at": ""}, "Choose a start time."),
            ({"ends_at": "09:00"}, "The end is before the start."),
            ({"last_day": "2026-10-15"}, "That is before the first day."),
        ],
    )
    def test_what_cannot_be_right_is_said_and_nothing_typed_is_lost(self, champion, calderdale, wrong, sentence):
        page = text_of(add(champion, calderdale, **{"place": "Up the hill"} | wrong))
        assert sentence in page
        assert "Up the hill" in page or "place" in wrong
        assert not RegularActivity.objects.exists()

    def test_a_change_counts_and_a_stale_one_shows_both(self, champion, meditation):
        assert "every two weeks" in words_of(change(champion, meditation, every="two_weeks"))[0]
        page = text_of(change(champion, meditation, every="month", place="Elsewhere"))
        assert "This was saved while you had it open" in page
        assert "the third Friday of each month" in page and "every two weeks, on Friday" in page
        change(champion, meditation, version=2, every="month")
        meditation.refresh_from_db()
        assert (meditation.rule, meditation.version) == ("FREQ=MONTHLY;BYDAY=3FR", 3)


class TestOneDay:
    def test_off_moved_and_on_again_the_last_word_counts(self, champion, meditation):
        say(champion, meditation, FRIDAY, what="moved", moved_to=FRIDAY + timedelta(days=1), why="Painting")
        assert RegularDay.objects.get().moved_to == FRIDAY + timedelta(days=1)
        for _ in range(2):
            say(champion, meditation, FRIDAY, what="off")
        said = RegularDay.objects.get()
        assert (said.what, said.moved_to, said.by) == ("off", None, champion)

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ({"what": ""}, "Choose one of these three."),
            ({"what": "never"}, "Choose one of these three."),
            ({"what": "moved"}, "Choose the day on which it is instead."),
            ({"what": "moved", "moved_to": FRIDAY}, "That is the same day."),
            ({"what": "moved", "moved_to": TODAY - timedelta(days=1)}, "That day has already gone."),
            ({"what": "moved", "moved_to": "soon"}, "That is not a date we can read."),
            ({"what": "off", "moved_to": TODAY}, "Take this day away"),
            ({"what": "off", "why": "x" * 121}, "There is room for 120 characters"),
        ],
    )
    def test_what_cannot_be_right_is_said(self, champion, meditation, typed, sentence):
        assert sentence in text_of(say(champion, meditation, FRIDAY, **typed))
        assert not RegularDay.objects.exists()

    @pytest.mark.parametrize("day", ["2026-10-17", "2026-10-09", "2026-13-01", "9999-12-31"])
    def test_a_day_on_which_it_is_not_is_no_page(self, champion, meditation, day):
        for more in ("", "plan/"):
            assert client_of(champion).get(f"{meditation.get_absolute_url()}{day}/{more}").status_code == 404


class TestAPlanForOneDay:
    def address(self, regular, day=FRIDAY):
        return reverse("activities:regular_plan", args=[regular.pk, day])

    def test_the_form_is_filled_in_and_the_day_is_not_offered_again(self, champion, calderdale, meditation):
        client = client_of(champion)
        month = reverse("activities:noticeboard_month", args=[calderdale.pk])
        assert self.address(meditation) in text_of(client.get(month))
        form = client.get(self.address(meditation)).context["form"]
        names = ("description", "date", "starts_at", "ends_at", "place", "kind")
        begun = {name: form[name].value() for name in names}
        assert begun == {
            "description": "Mindful meditation", "date": FRIDAY, "starts_at": time(10, 30), "ends_at": time(11, 30),
            "place": "The Lantern Rooms", "kind": "group",
        }  # fmt: skip
        client.post(self.address(meditation), begun | {"plan_key": uuid4(), "clash_reason": "fine"})
        plan = Activity.objects.get()
        assert (plan.regular, plan.regular_day, plan.team, plan.is_on_board) == (meditation, FRIDAY, calderdale, False)
        assert self.address(meditation) not in text_of(client.get(month))
        assert client.get(self.address(meditation)).url == plan.get_absolute_url()

    def test_a_moved_day_begins_where_it_was_moved_to(self, champion, meditation):
        say(champion, meditation, FRIDAY, what="moved", moved_to=FRIDAY + timedelta(days=3))
        form = client_of(champion).get(self.address(meditation)).context["form"]
        assert form["date"].value() == FRIDAY + timedelta(days=3)

    def test_of_two_who_make_it_at_once_the_second_is_shown_both_and_loses_nothing(self, champion, meditation):
        made = {"description": "Mine", "date": FRIDAY, "kind": "group", "clash_reason": "fine"}
        client_of(champion).post(self.address(meditation), made | {"plan_key": uuid4()})
        other = person("champion", meditation.team)
        page = client_of(other).post(self.address(meditation), made | {"plan_key": uuid4(), "description": "Theirs"})
        assert "This plan was saved while you had it open" in text_of(page) and "Theirs" in text_of(page)
        assert Activity.objects.count() == 1
        again = Activity(team=meditation.team, regular=meditation, regular_day=FRIDAY, date=FRIDAY)
        with pytest.raises(PlannedAlready):
            plan_activity(activity=again, beneficiaries=[], navigators=[], by=other, today=TODAY)

    def test_a_coordinators_plan_is_of_the_team_whose_day_it_is(self, coordinator, meditation):
        made = {"description": "Tea", "date": FRIDAY, "plan_key": uuid4(), "clash_reason": "fine"}
        client_of(coordinator).post(self.address(meditation), made)
        assert Activity.objects.get().team == meditation.team
