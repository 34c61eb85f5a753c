"""What is in the way of a plan."""

from datetime import date, datetime, time, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from activities.clash_search import clashes_of, find_clashes
from activities.clashes import ONE_DAY, WHOLE_DAY, Spot, Stretch, same_place, taken_by_appointment, taken_by_plan
from activities.models import Activity
from beneficiaries.models import Appointment
from checklist.form import Tool
from teams.models import Leave, WorkingPattern
from tests.factories import ActivityFactory, BeneficiaryFactory, person
from tests.helpers import HTMX, TODAY, client_of, text_of, words_of

PLAN = reverse("activities:activity_plan")
WEDNESDAY = date(2026, 11, 4)
SATURDAY = date(2026, 11, 7)
CHRISTMAS = date(2026, 12, 25)
SAY_WHY = "Something is in the way on that day. Say in a word why that is all right, or change the plan."

moments = st.times()
lengths = st.integers(min_value=1, max_value=24 * 60)


@st.composite
def stretches(draw):
    start = draw(st.integers(min_value=0, max_value=24 * 60 - 1))
    return Stretch(timedelta(minutes=start), min(timedelta(minutes=start + draw(lengths)), ONE_DAY))


class TestTime:
    @given(stretches(), stretches())
    def test_each_of_two_is_in_the_others_way_or_neither_is(self, one, other):
        assert one.meets(other) == other.meets(one)

    @given(stretches(), stretches())
    def test_two_meet_where_they_have_a_minute_in_common(self, one, other):
        def minutes(stretch):
            return set(range(int(stretch.start.total_seconds()) // 60, int(stretch.end.total_seconds()) // 60))

        assert one.meets(other) == bool(minutes(one) & minutes(other))

    @given(stretches(), lengths)
    def test_ending_when_the_other_starts_is_no_clash(self, one, length):
        follows = Stretch(one.end, one.end + timedelta(minutes=length))
        assert not one.meets(follows)

    @given(stretches())
    def test_whatever_lies_inside_is_in_the_way(self, one):
        middle = one.start + (one.end - one.start) / 2
        assert one.meets(Stretch(middle, one.end)) and one.meets(one) and one.meets(WHOLE_DAY)

    @given(moments)
    def test_what_has_no_end_takes_its_usual_time_and_stops_at_midnight(self, starts_at):
        plan, appointment = taken_by_plan(starts_at, None), taken_by_appointment(starts_at, None)
        assert plan.start == appointment.start < appointment.end <= plan.end <= ONE_DAY
        if starts_at <= time(22):
            assert plan.end - plan.start == timedelta(hours=2)
            assert appointment.end - appointment.start == timedelta(hours=1)

    def test_a_plan_without_a_start_takes_the_whole_day(self):
        assert taken_by_plan(None, None) == WHOLE_DAY


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("CAFÉ", "café", True),
        ("Cafe\u0301", "CAFÉ", True),
        (" The  hall,\u00a0Halifax ", "the hall, halifax", True),
        ("Straße", "STRASSE", True),
        ("The hall", "The hall, Halifax", False),
        ("", "", False),
    ],
)
def test_a_place_is_the_same_however_it_was_typed(one, other, same):
    assert same_place(one, other) == same


@pytest.fixture
def found(db, champion):
    """What is in the way of a plan of Ruby's on Wednesday from 1pm to 3pm, as its words."""

    def find(**plan):
        wanted = {
            "user": champion, "activity_pk": None, "day": WEDNESDAY, "starts_at": time(13), "ends_at": time(15),
            "champion": champion, "navigators": [], "beneficiaries": [], "spot": Spot(""), "today": TODAY,
        }  # fmt: skip
        return find_clashes(**wanted | plan)

    return find


@pytest.fixture
def robin(calderdale):
    return BeneficiaryFactory(reference="CAL-014", team=calderdale)


def other_plan(team, **fields):
    fields = {"description": "Gardening", "date": WEDNESDAY, "starts_at": time(14), "ends_at": time(16)} | fields
    return ActivityFactory(team=team, **fields)


def busy(robin, by, **fields):
    fields = {"date": WEDNESDAY, "starts_at": time(14), "ends_at": time(15), "word": "Probation"} | fields
    return Appointment.objects.create(beneficiary=robin, added_by=by, **fields)


def away(user, first, last):
    return Leave.objects.create(user=user, first_day=first, last_day=last)


class TestOtherPlans:
    def test_nothing_on_that_day_is_nothing_in_the_way(self, found):
        assert found() == []

    def test_another_plan_of_the_champion(self, found, champion, calderdale):
        other_plan(calderdale, champion=champion)
        assert found() == ["Ruby is on “Gardening” then, 2pm to 4pm."]

    def test_another_plan_of_the_navigator_and_of_somebody_supported_says_both(
        self, found, navigator, calderdale, robin
    ):
        other_plan(calderdale, navigators=[navigator], beneficiaries=[robin])
        said = found(navigators=[navigator], beneficiaries=[robin])
        assert said == ["Sanjay and CAL-014 are on “Gardening” then, 2pm to 4pm."]

    def test_another_plan_at_the_same_place_whatever_the_case_in_which_it_was_typed(self, found, calderdale):
        other_plan(calderdale, place="CAFÉ  Nero")
        assert found(spot=Spot("café nero")) == ["“Gardening” is at this place then, 2pm to 4pm."]
        assert found(spot=Spot("Another café")) == []

    def test_ending_at_3_and_starting_at_3_is_no_clash(self, found, champion, calderdale):
        other_plan(calderdale, champion=champion, starts_at=time(15), ends_at=time(16))
        other_plan(calderdale, champion=champion, starts_at=time(12), ends_at=time(13))
        assert found() == []

    def test_a_plan_without_a_time_is_in_the_way_all_day(self, found, champion, calderdale):
        other_plan(calderdale, champion=champion, starts_at=None, ends_at=None)
        assert found() == ["Ruby is on “Gardening” then, at a time not known yet."]

    def test_a_plan_without_an_end_is_in_the_way_for_two_hours(self, found, champion, calderdale):
        other_plan(calderdale, champion=champion, starts_at=time(12), ends_at=None)
        assert found() == ["Ruby is on “Gardening” then, from midday."]
        assert found(starts_at=time(14)) == []

    def test_what_is_called_off_and_the_plan_itself_are_not_in_the_way(self, found, champion, calderdale):
        own = other_plan(calderdale, champion=champion)
        assert found(activity_pk=own.pk) == []
        Activity.objects.update(called_off_at=datetime.fromisoformat("2026-10-14T09:00+00:00"))
        assert found() == []

    def test_a_day_that_has_gone_or_is_not_known_has_nothing_in_the_way(self, found, champion, calderdale):
        gone = TODAY - timedelta(days=1)
        other_plan(calderdale, champion=champion, date=gone)
        assert found(day=gone) == found(day=None) == []

    def test_another_teams_plan_is_said_without_its_name(self, found, champion, navigator, leeds, robin):
        other_plan(leeds, place="The hall", navigators=[navigator], beneficiaries=[robin])
        said = found(spot=Spot("the hall"), navigators=[navigator], beneficiaries=[robin])
        assert said == [
            "Sanjay and CAL-014 have something else on then, 2pm to 4pm.",
            "Another team has something at this place, 2pm to 4pm.",
        ]

    def test_a_coordinator_reads_every_teams_name(self, found, coordinator, leeds):
        other_plan(leeds, place="The hall")
        assert found(user=coordinator, spot=Spot("The hall")) == ["“Gardening” is at this place then, 2pm to 4pm."]


class TestWorkingDays:
    def test_leave_of_the_navigator(self, found, navigator):
        away(navigator, date(2026, 11, 2), date(2026, 11, 6))
        assert found(navigators=[navigator]) == ["Sanjay is away from Monday 2 to Friday 6 November 2026."]

    def test_a_weekday_off(self, found, navigator):
        WorkingPattern.objects.create(user=navigator, starts_on=date(2026, 1, 1), tuesday=True)
        assert found(navigators=[navigator]) == ["Sanjay does not work on Wednesdays."]

    def test_those_who_have_the_same_day_off_share_a_sentence(self, found, navigator):
        assert found(day=SATURDAY, navigators=[navigator]) == ["Ruby and Sanjay do not work on Saturdays."]

    def test_a_bank_holiday_is_named(self, found):
        assert found(day=CHRISTMAS) == ["Friday 25 December 2026 is a bank holiday: Christmas Day."]

    def test_somebody_who_is_no_colleague_is_not_named(self, found, leeds):
        stranger = person("navigator", leeds, name="Imogen Farrow")
        away(stranger, WEDNESDAY, WEDNESDAY)
        assert found(navigators=[stranger]) == []


class TestAppointments:
    def test_its_word_and_time_are_said(self, found, champion, robin):
        busy(robin, champion)
        assert found(beneficiaries=[robin]) == ["CAL-014 has an appointment then: Probation, 2pm to 3pm."]

    def test_where_there_is_no_word_only_the_time_is(self, found, champion, robin):
        busy(robin, champion, word="Appointment", ends_at=None)
        assert found(beneficiaries=[robin]) == ["CAL-014 has an appointment then, from 2pm."]

    @pytest.mark.parametrize(
        ("begins", "repeats", "until", "is_in_the_way"),
        [
            (date(2026, 10, 21), "fortnightly", None, True),
            (date(2026, 10, 28), "fortnightly", None, False),
            (date(2026, 10, 28), "weekly", None, True),
            (date(2026, 10, 28), "weekly", date(2026, 11, 3), False),
            (date(2026, 10, 28), "once", None, False),
            (date(2026, 11, 11), "weekly", None, False),
        ],
    )
    def test_one_that_repeats_is_in_the_way_on_the_days_on_which_it_falls(
        self, found, champion, robin, begins, repeats, until, is_in_the_way
    ):
        busy(robin, champion, date=begins, repeats=repeats, until=until)
        assert bool(found(beneficiaries=[robin])) == is_in_the_way

    def test_one_that_ends_when_the_plan_starts_is_not_in_the_way(self, found, champion, robin):
        busy(robin, champion, starts_at=time(12), ends_at=time(13))
        busy(robin, champion, starts_at=time(15), ends_at=None)
        assert found(beneficiaries=[robin]) == []

    def test_somebody_out_of_sight_on_a_plan_is_not_named(self, champion, museum, people, leeds):
        busy(people[0], champion)
        people[0].team = leeds
        people[0].save()
        assert clashes_of(museum, champion, TODAY) == []


def plan(user, **typed):
    typed = {"description": "Cook and eat", "date": "2026-11-04", "starts_at": "13:00", "ends_at": "15:00"} | typed
    return client_of(user).post(PLAN, typed, follow=True)


def shown(response):
    return response.context["form"].clashes


def errors_of(response):
    return dict(response.context["form"].errors)


@pytest.mark.django_db
class TestPlanning:
    def test_saving_with_something_in_the_way_shows_it_and_asks_why_that_is_all_right(self, champion, navigator, robin):
        busy(robin, champion)
        response = plan(champion, references="CAL-014", purpose="Keep me")
        assert shown(response) == ["CAL-014 has an appointment then: Probation, 2pm to 3pm."]
        assert errors_of(response) == {"clash_reason": [SAY_WHY]}
        assert "CAL-014 has an appointment then" in text_of(response) and "Keep me" in text_of(response)
        assert not Activity.objects.exists()

    def test_with_a_word_it_saves_and_the_word_stands_on_the_plans_page(self, champion, robin):
        busy(robin, champion)
        response = plan(champion, references="CAL-014", clash_reason="They come later")
        assert Activity.objects.get().clash_reason == "They come later"
        page = text_of(response)
        assert "In the way, and all right because" in page and "They come later" in page

    def test_a_word_for_nothing_is_not_kept(self, champion):
        plan(champion, clash_reason="Just in case")
        assert Activity.objects.get().clash_reason == ""

    @pytest.mark.parametrize("reason", ["x" * 201, "nul\x00", "   "])
    def test_a_word_that_cannot_be_kept_gets_a_sentence(self, champion, calderdale, reason):
        other_plan(calderdale, champion=champion)
        assert "clash_reason" in errors_of(plan(champion, clash_reason=reason))

    def test_pressing_save_twice_is_not_in_its_own_way(self, champion):
        key = "6b1f1f2e-3c0e-4f52-9a51-6a1f8f0f7f10"
        first, second = plan(champion, plan_key=key), plan(champion, plan_key=key)
        assert first.redirect_chain == second.redirect_chain
        assert Activity.objects.count() == 1

    def test_other_mistakes_are_said_together_with_what_is_in_the_way(self, champion, robin):
        busy(robin, champion)
        response = plan(champion, description="", references="CAL-014, CAL-999")
        assert shown(response) == ["CAL-014 has an appointment then: Probation, 2pm to 3pm."]
        assert set(errors_of(response)) == {"description", "references"}


def edit(user, activity, **typed):
    typed = {
        "description": activity.description, "date": activity.date.isoformat(), "references": "CAL-010",
        "opened_version": activity.version,
    } | typed  # fmt: skip
    return client_of(user).post(reverse("activities:activity_edit", args=[activity.pk]), typed, follow=True)


@pytest.mark.django_db
class TestEditing:
    @pytest.fixture
    def agreed(self, champion, museum, people):
        """The museum trip, kept although CAL-010 has probation then."""
        busy(people[0], champion)
        Activity.objects.filter(pk=museum.pk).update(clash_reason="They come later")
        museum.refresh_from_db()
        return museum

    def test_the_form_opens_with_what_is_in_the_way_and_the_word_that_is_kept(self, champion, agreed):
        response = client_of(champion).get(reverse("activities:activity_edit", args=[agreed.pk]))
        assert shown(response) == ["CAL-010 has an appointment then: Probation, 2pm to 3pm."]
        assert response.context["form"]["clash_reason"].value() == "They come later"

    def test_a_change_of_something_else_does_not_ask_again(self, champion, agreed):
        opened = client_of(champion).get(reverse("activities:activity_edit", args=[agreed.pk])).context["form"]
        kept = {"clash_reason": "They come later", "clashes_shown": opened.clash_mark}
        assert words_of(edit(champion, agreed, purpose="See the engines", **kept)) == ["Your changes are saved."]
        agreed.refresh_from_db()
        assert (agreed.purpose, agreed.clash_reason) == ("See the engines", "They come later")

    def test_the_old_word_does_not_cover_what_is_newly_in_the_way_until_it_was_shown(self, champion, agreed):
        opened = client_of(champion).get(reverse("activities:activity_edit", args=[agreed.pk])).context["form"]
        kept = {"date": "2026-12-25", "clash_reason": "They come later"}
        response = edit(champion, agreed, **kept, clashes_shown=opened.clash_mark)
        assert shown(response) == ["Friday 25 December 2026 is a bank holiday: Christmas Day."]
        assert errors_of(response) == {"clash_reason": [SAY_WHY]}
        edit(champion, agreed, **kept, clashes_shown=response.context["form"].clash_mark)
        agreed.refresh_from_db()
        assert (agreed.date, agreed.clash_reason) == (CHRISTMAS, "They come later")

    def test_the_word_goes_when_nothing_is_in_the_way_any_more(self, champion, agreed):
        edit(champion, agreed, date="2026-11-05")
        agreed.refresh_from_db()
        assert (agreed.date, agreed.clash_reason) == (date(2026, 11, 5), "")

    def test_a_plan_whose_day_has_gone_can_be_written_up_without_being_asked(self, champion, museum, calderdale):
        gone = TODAY - timedelta(days=4)
        other_plan(calderdale, champion=champion, date=gone)
        Activity.objects.filter(pk=museum.pk).update(date=gone)
        museum.refresh_from_db()
        assert words_of(edit(champion, museum, outcomes="Everyone laughed")) == ["Your changes are saved."]


def send(user, name, activity, **typed):
    return client_of(user).post(reverse(f"activities:{name}", args=[activity.pk]), typed, follow=True)


@pytest.mark.django_db
class TestMovingAndDoingAgain:
    @pytest.fixture
    def at_one(self, museum, people, champion):
        """The museum trip from 1pm to 3pm. On 18 November CAL-010 has probation at 2pm."""
        Activity.objects.filter(pk=museum.pk).update(starts_at=time(13), ends_at=time(15))
        museum.refresh_from_db()
        busy(people[0], champion, date=date(2026, 11, 18))
        return museum

    def test_moving_onto_something_asks_why_that_is_all_right(self, champion, at_one):
        response = send(champion, "activity_move", at_one, date="2026-11-18", opened_version=at_one.version)
        assert shown(response) == ["CAL-010 has an appointment then: Probation, 2pm to 3pm."]
        assert errors_of(response) == {"clash_reason": [SAY_WHY]}
        send(
            champion, "activity_move", at_one, date="2026-11-18", opened_version=at_one.version,
            clash_reason="They come later",
        )  # fmt: skip
        at_one.refresh_from_db()
        assert (at_one.date, at_one.clash_reason) == (date(2026, 11, 18), "They come later")

    def test_the_plans_own_times_count_on_the_new_day(self, champion, at_one):
        Appointment.objects.update(starts_at=time(15), ends_at=time(16))
        send(champion, "activity_move", at_one, date="2026-11-18", opened_version=at_one.version)
        at_one.refresh_from_db()
        assert at_one.date == date(2026, 11, 18)

    def test_moving_away_from_what_was_in_the_way_takes_the_word_away(self, champion, at_one):
        Activity.objects.filter(pk=at_one.pk).update(clash_reason="They come later")
        send(champion, "activity_move", at_one, date="2026-11-19", opened_version=at_one.version)
        at_one.refresh_from_db()
        assert at_one.clash_reason == ""

    def test_doing_it_again_onto_something_asks_too_and_keeps_the_word_on_the_new_plan(self, champion, at_one):
        response = send(champion, "activity_copy", at_one, date="2026-11-18")
        assert errors_of(response) == {"clash_reason": [SAY_WHY]}
        send(champion, "activity_copy", at_one, date="2026-11-18", clash_reason="They come later")
        assert Activity.objects.exclude(pk=at_one.pk).get().clash_reason == "They come later"

    def test_doing_it_again_twice_by_one_press_too_many_is_not_in_its_own_way(self, champion, at_one):
        typed = {"date": "2026-11-19", "plan_key": "6b1f1f2e-3c0e-4f52-9a51-6a1f8f0f7f10"}
        for _ in range(2):
            send(champion, "activity_copy", at_one, **typed)
        assert Activity.objects.count() == 2


@pytest.mark.django_db
class TestWhilePicking:
    def ask(self, user, address, **typed):
        return text_of(client_of(user).post(address, typed, headers=HTMX))

    def test_a_new_plan_shows_what_is_in_the_way_of_what_is_typed_so_far(self, champion, robin):
        busy(robin, champion)
        address = reverse("activities:clash_list")
        assert "In the way" not in self.ask(champion, address, date="2026-11-04", starts_at="14:00")
        said = self.ask(champion, address, date="2026-11-04", starts_at="14:00", references="CAL-014")
        assert "CAL-014 has an appointment then: Probation, 2pm to 3pm." in said

    def test_what_cannot_be_read_yet_is_left_out(self, champion, robin):
        busy(robin, champion)
        typed = {"date": "2026-11-04", "starts_at": "14:00", "ends_at": "1", "references": "CAL-014 CAL-9"}
        said = self.ask(champion, reverse("activities:clash_list"), **typed)
        assert "CAL-014 has an appointment then" in said

    def test_a_saved_plan_is_not_in_its_own_way(self, champion, museum):
        address = reverse("activities:plan_clash_list", args=[museum.pk])
        assert "In the way" not in self.ask(champion, address, date="2026-11-04", references="CAL-010")

    @pytest.mark.parametrize("to", ["move", "copy"])
    def test_moving_and_doing_again_take_the_people_from_the_plan(self, champion, museum, people, to):
        busy(people[0], champion, date=date(2026, 11, 18))
        address = f"{reverse('activities:plan_clash_list', args=[museum.pk])}?to={to}"
        assert "CAL-010 has an appointment then" in self.ask(champion, address, date="2026-11-18")

    @pytest.mark.parametrize("typed", [{}, {"date": "9999-12-31"}, {"date": "0001-01-01"}, {"date": "x\x00"}])
    def test_nonsense_has_nothing_in_the_way(self, champion, museum, typed):
        for address in (reverse("activities:clash_list"), reverse("activities:plan_clash_list", args=[museum.pk])):
            assert "In the way" not in self.ask(champion, address, **typed)

    def test_somebody_without_a_team_is_shown_nothing(self, admin):
        assert client_of(admin).post(reverse("activities:clash_list")).status_code == 404


@pytest.mark.django_db
class TestTheLineOfTheForm:
    def page(self, user, plan):
        task = plan.checklist.tasks.get(tool=Tool.CLASHES)
        return text_of(client_of(user).get(reverse("activities:task_detail", args=[plan.pk, task.pk])))

    def test_it_shows_what_is_in_the_way_now(self, champion, museum, people):
        assert "Nothing is in the way that we know of." in self.page(champion, museum)
        busy(people[0], champion)
        page = self.page(champion, museum)
        assert "CAL-010 has an appointment then: Probation, 2pm to 3pm." in page
        assert "Nothing is in the way" not in page

    def test_a_plan_without_a_date_says_so(self, champion, museum):
        Activity.objects.filter(pk=museum.pk).update(date=None)
        assert "This plan has no date yet." in self.page(champion, museum)
