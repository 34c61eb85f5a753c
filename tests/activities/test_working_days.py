"""When somebody works and is away: the pages on which it is said, and what moves by it."""

from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from activities import actions
from checklist.form import Stage, State
from checklist.models import Step
from teams.models import Leave, Role
from tests.activities.test_queries import grow
from tests.factories import person
from tests.helpers import TODAY, client_of, text_of, words_of

pytestmark = pytest.mark.django_db

HUGE = str(10**30)
MONDAY, FRIDAY = date(2026, 10, 19), date(2026, 10, 23)
# The museum is on Wednesday 4 November: "weeks before" is due on Wednesday 21 October.
DUE = date(2026, 10, 21)


def address(name, *args):
    return reverse(f"activities:{name}", args=args)


def add_leave(client, of, first=MONDAY, last=FRIDAY, **typed):
    typed = {"first_day": first, "last_day": last, "deputy": ""} | typed
    return client.post(address("leave_add", of.pk), typed, follow=True)


def change_pattern(client, of, *weekdays, starts_on=TODAY, **typed):
    typed = {"starts_on": starts_on, "weekdays": weekdays} | typed
    return client.post(address("pattern_change", of.pk), typed, follow=True)


def due(activity, stage=Stage.WEEKS_BEFORE):
    return set(Step.objects.of(activity.checklist_id).to_do().filter(stage=stage).values_list("due_on", flat=True))


@pytest.fixture
def ruby(champion):
    return client_of(champion)


class TestWhatThePageSays:
    def test_where_nobody_has_said_it_says_what_is_taken(self, ruby):
        page = text_of(ruby.get(address("working_days")))
        assert "Mondays to Fridays." in page
        assert "We take Monday to Friday where nobody has said." in page
        assert "No leave is written down." in page

    def test_it_shows_the_pattern_in_force_with_its_hours_and_those_to_come(self, ruby, champion):
        change_pattern(ruby, champion, "tuesday", "thursday", starts_at="09:00", ends_at="14:00")
        change_pattern(ruby, champion, "monday", "tuesday", "wednesday", starts_on=date(2027, 1, 4))
        page = text_of(ruby.get(address("working_days")))
        assert "Tuesdays and Thursdays, 9am to 2pm." in page
        assert "From Monday 4 January 2027" in page and "Mondays to Wednesdays" in page
        assert "where nobody has said" not in page

    def test_it_shows_leave_to_come_and_who_stands_in_but_no_leave_that_is_over(self, ruby, champion, navigator):
        add_leave(ruby, champion, deputy=navigator.pk)
        Leave.objects.create(user=champion, first_day=date(2026, 8, 3), last_day=TODAY - timedelta(days=1))
        Leave.objects.create(user=champion, first_day=date(2026, 10, 12), last_day=TODAY)
        page = text_of(ruby.get(address("working_days")))
        assert "From Monday 19 to Friday 23 October 2026" in page and "Sanjay Bhatt stands in" in page
        assert "From Monday 12 to Wednesday 14 October 2026" in page
        assert "August" not in page

    def test_no_reason_is_asked_for_or_kept(self, ruby, champion):
        page = text_of(ruby.get(address("leave_add", champion.pk)))
        assert "We keep no reason." in page
        assert {field.name for field in Leave._meta.fields} == {
            "id", "user", "first_day", "last_day", "deputy", "added_at",
        }  # fmt: skip

    def test_ones_account_says_when_one_works_and_is_away_next(self, ruby, champion):
        change_pattern(ruby, champion, "tuesday", starts_at="09:00")
        add_leave(ruby, champion)
        page = text_of(ruby.get(reverse("teams:account_detail")))
        assert "Tuesdays, from 9am. You are away from Monday 19 to Friday 23 October 2026." in page


class TestLeave:
    def test_one_day_away_is_said_as_one_day(self, ruby, champion):
        response = add_leave(ruby, champion, last=MONDAY)
        assert words_of(response) == ["Saved: away on Monday 19 October 2026."]
        assert champion.leave.get().last_day == MONDAY

    def test_what_is_to_do_moves_to_before_it_and_the_page_says_so(self, ruby, champion, museum):
        assert due(museum) == {DUE}
        [said] = words_of(add_leave(ruby, champion))
        assert due(museum) == {date(2026, 10, 16)}
        assert said.startswith("Saved: away from Monday 19 to Friday 23 October 2026.")
        assert said.endswith("things to do have new days. Nothing is late by it.")

    def test_what_becomes_late_by_it_is_named(self, ruby, champion, museum):
        assert due(museum) == {DUE}
        museum.checklist.planned_on = TODAY - timedelta(days=7)
        museum.checklist.save()
        [said] = words_of(add_leave(ruby, champion, first=TODAY, last=FRIDAY))
        assert due(museum) == {TODAY - timedelta(days=1)}
        assert "Late now: “" in said

    def test_taking_it_away_again_moves_everything_back(self, ruby, champion, museum):
        add_leave(ruby, champion)
        remove = address("leave_remove", champion.pk, champion.leave.get().pk)
        [said] = words_of(ruby.post(remove, follow=True))
        assert due(museum) == {DUE}
        assert said.startswith("Removed. ") and said.endswith("Nothing is late by it.")

    def test_pressing_remove_twice_removes_once(self, ruby, champion):
        add_leave(ruby, champion)
        remove = address("leave_remove", champion.pk, champion.leave.get().pk)
        said = [words_of(ruby.post(remove, follow=True)) for _ in range(2)]
        assert said == [["Removed."], ["There was nothing left to remove."]]

    def test_leave_that_is_over_stays(self, ruby, champion):
        over = Leave.objects.create(user=champion, first_day=date(2026, 8, 3), last_day=date(2026, 8, 7))
        ruby.post(address("leave_remove", champion.pk, over.pk))
        assert champion.leave.get() == over

    def test_leave_of_somebody_else_is_not_removed_through_ones_own(self, ruby, champion, navigator):
        theirs = Leave.objects.create(user=navigator, first_day=MONDAY, last_day=FRIDAY)
        ruby.post(address("leave_remove", champion.pk, theirs.pk))
        assert navigator.leave.exists()

    @pytest.mark.parametrize(
        ("first", "last", "field", "sentence"),
        [
            (FRIDAY, MONDAY, "last_day", "The last day is before the first. Check both days."),
            (MONDAY, date(2027, 10, 20), "last_day", "That is more than a year long."),
            (date(2028, 10, 16), date(2028, 10, 20), "last_day", "That is more than two years away. Check the year."),
            (date(2026, 10, 5), date(2026, 10, 9), "last_day", "That day has already gone."),
            (date(1, 1, 1), TODAY, "last_day", "That is more than a year long."),
            (date(1, 1, 1), date(9999, 12, 31), "last_day", "That is more than two years away."),
            ("", MONDAY, "first_day", "Choose the first day away."),
            (MONDAY, "", "last_day", "Choose the last day away."),
            ("soon", MONDAY, "first_day", "That is not a date we can read."),
            ("\0", HUGE, "last_day", "That is not a date we can read."),
        ],
    )
    def test_days_that_cannot_be_right_get_a_sentence_and_save_nothing(
        self, ruby, champion, first, last, field, sentence
    ):
        response = add_leave(ruby, champion, first=first, last=last)
        assert sentence in " ".join(response.context["form"].errors[field])
        assert not champion.leave.exists()

    def test_a_whole_year_is_all_right(self, ruby, champion):
        add_leave(ruby, champion, first=TODAY, last=date(2027, 10, 13))
        assert champion.leave.exists()

    @pytest.mark.parametrize(("first", "last"), [(FRIDAY, FRIDAY), (date(2026, 10, 5), date(2026, 11, 5))])
    def test_days_that_are_leave_already_are_named(self, ruby, champion, first, last):
        add_leave(ruby, champion)
        page = text_of(add_leave(ruby, champion, first=first, last=last))
        assert "You are away on those days already: from Monday 19 to Friday 23 October 2026." in page
        assert champion.leave.count() == 1

    def test_leave_may_begin_on_the_day_after_other_leave(self, ruby, champion):
        add_leave(ruby, champion)
        add_leave(ruby, champion, first=FRIDAY + timedelta(days=1), last=date(2026, 10, 30))
        assert champion.leave.count() == 2


class TestWhoStandsIn:
    def test_active_colleagues_of_ones_own_teams_are_offered(self, ruby, champion, navigator, outsider, calderdale):
        person(Role.CHAMPION, calderdale, is_active=False)
        form = ruby.get(address("leave_add", champion.pk)).context["form"]
        assert list(form.fields["deputy"].queryset) == [navigator]

    def test_nobody_stands_in_for_themself(self, ruby, champion):
        response = add_leave(ruby, champion, deputy=champion.pk)
        assert response.context["form"].errors["deputy"] == ["Choose somebody else from this list, or “Nobody”."]

    @pytest.mark.parametrize("odd", ["abc", HUGE, "-1", "²"])
    def test_somebody_who_is_not_offered_gets_a_sentence(self, ruby, champion, outsider, odd):
        for deputy in (odd, outsider.pk):
            response = add_leave(ruby, champion, deputy=deputy)
            assert response.context["form"].errors["deputy"] == ["Choose somebody else from this list, or “Nobody”."]

    def test_an_unreadable_choice_is_refused(self, ruby, champion):
        assert "deputy" in add_leave(ruby, champion, deputy="\0").context["form"].errors

    def test_one_who_is_away_then_too_is_kept_but_said(self, ruby, champion, navigator):
        Leave.objects.create(user=navigator, first_day=FRIDAY, last_day=FRIDAY)
        said = words_of(add_leave(ruby, champion, deputy=navigator.pk))
        assert said[1:] == ["Sanjay Bhatt is away too, on Friday 23 October 2026. Who else could stand in?"]
        assert champion.leave.get().deputy == navigator


class TestPattern:
    def test_it_opens_with_the_pattern_in_force_from_today(self, ruby, champion):
        form = ruby.get(address("pattern_change", champion.pk)).context["form"]
        assert form.initial["weekdays"] == ("monday", "tuesday", "wednesday", "thursday", "friday")
        change_pattern(ruby, champion, "sunday", starts_at="09:00")
        form = ruby.get(address("pattern_change", champion.pk)).context["form"]
        assert form.initial == {
            "starts_on": TODAY, "weekdays": ["sunday"], "starts_at": time(9), "ends_at": None,
        }  # fmt: skip

    def test_plans_follow_it(self, ruby, champion, museum):
        [said] = words_of(change_pattern(ruby, champion, "tuesday", "thursday"))
        assert due(museum) == {date(2026, 10, 20)}
        assert said.startswith("Saved: Tuesdays and Thursdays, from Wednesday 14 October 2026.")
        assert "things to do have new days." in said

    def test_a_second_one_from_the_same_day_takes_the_place_of_the_first(self, ruby, champion):
        for weekday in ("tuesday", "thursday"):
            change_pattern(ruby, champion, weekday)
        assert champion.working_patterns.get().weekdays == [3]

    def test_one_to_come_can_be_removed_and_plans_follow(self, ruby, champion, museum):
        change_pattern(ruby, champion, "monday", starts_on=TODAY + timedelta(days=1))
        assert due(museum) == {MONDAY}
        remove = address("pattern_remove", champion.pk, champion.working_patterns.get().pk)
        said = [words_of(ruby.post(remove, follow=True)) for _ in range(2)]
        assert said[0][0].startswith("Removed. ") and said[1] == ["There was nothing left to remove."]
        assert due(museum) == {DUE}

    def test_the_one_in_force_stays_until_another_takes_its_place(self, ruby, champion):
        change_pattern(ruby, champion, "tuesday")
        ruby.post(address("pattern_remove", champion.pk, champion.working_patterns.get().pk))
        assert champion.working_patterns.exists()

    @pytest.mark.parametrize(
        ("typed", "field", "sentence"),
        [
            ({"weekdays": []}, "weekdays", "Tick at least one day."),
            ({"weekdays": ["someday"]}, "weekdays", "Tick the days from this list."),
            ({"weekdays": ["\0", HUGE]}, "weekdays", "Tick the days from this list."),
            ({"starts_on": ""}, "starts_on", "Choose the day from which this counts."),
            ({"starts_on": "2026-10-13"}, "starts_on", "That day has already gone."),
            ({"starts_on": "0001-01-01"}, "starts_on", "That day has already gone."),
            ({"starts_on": "9999-12-31"}, "starts_on", "That is more than two years away."),
            ({"ends_at": "14:00"}, "ends_at", "Add a start time too."),
            ({"starts_at": "14:00", "ends_at": "09:00"}, "ends_at", "The end is before the start."),
            ({"starts_at": "25:61"}, "starts_at", "That is not a time we can read."),
        ],
    )
    def test_what_cannot_be_right_gets_a_sentence_and_saves_nothing(self, ruby, champion, typed, field, sentence):
        typed = {"starts_on": TODAY, "weekdays": ["monday"]} | typed
        response = ruby.post(address("pattern_change", champion.pk), typed)
        assert sentence in " ".join(response.context["form"].errors[field])
        assert not champion.working_patterns.exists()


class TestWhatMoves:
    def test_what_is_done_or_set_by_hand_never_moves(self, ruby, champion, museum):
        ticked, by_hand, *rest = Step.objects.of(museum.checklist_id).filter(stage=Stage.WEEKS_BEFORE)
        actions.mark_step(activity=museum, step_id=ticked.pk, state=State.DONE, by=champion)
        Step.objects.filter(pk=by_hand.pk).update(is_set_by_hand=True)
        add_leave(ruby, champion)
        change_pattern(ruby, champion, "friday")
        assert set(Step.objects.filter(pk__in=[ticked.pk, by_hand.pk]).values_list("due_on", flat=True)) == {DUE}
        assert set(Step.objects.filter(pk__in=[step.pk for step in rest]).values_list("due_on", flat=True)) == {
            date(2026, 10, 16)
        }

    def test_the_same_leave_saved_twice_is_one_leave(self, champion):
        for _ in range(2):
            actions.save_days(days=Leave(user=champion, first_day=MONDAY, last_day=FRIDAY), today=TODAY)
        assert champion.leave.count() == 1

    def test_plans_of_others_stay_where_they_are(self, navigator, museum):
        add_leave(client_of(navigator), navigator)
        assert due(museum) == {DUE}

    @pytest.mark.parametrize("rows", [10, 1000])
    def test_following_somebodys_days_costs_the_same_however_many_plans_there_are(
        self, rows, champion, navigator, calderdale
    ):
        grow(champion, navigator, calderdale, rows)
        leave = Leave(user=champion, first_day=MONDAY, last_day=FRIDAY)
        with CaptureQueriesContext(connection) as queries:
            moved = actions.save_days(days=leave, today=TODAY)
        assert len(moved) >= rows
        assert len(queries) == 13


class TestKeepingColleaguesDays:
    @pytest.fixture(params=["coordinator", "admin"])
    def keeper(self, request):
        return client_of(request.getfixturevalue(request.param))

    def test_a_coordinator_and_an_admin_find_everybody_with_their_days_and_next_leave(self, keeper, ruby, champion):
        change_pattern(ruby, champion, "tuesday", "thursday")
        add_leave(ruby, champion)
        page = text_of(keeper.get(address("colleague_list")))
        assert "Calderdale · Tuesdays and Thursdays · Away from Monday 19 to Friday 23 October 2026" in page
        assert address("working_days_of", champion.pk) in page

    def test_somebody_whose_account_is_off_is_not_listed(self, keeper, calderdale):
        person(Role.CHAMPION, calderdale, name="Kit Barlow", is_active=False)
        assert "Kit Barlow" not in text_of(keeper.get(address("colleague_list")))

    def test_the_way_there_is_on_their_own_account_and_on_nobody_elses(self, keeper, ruby):
        link = address("colleague_list")
        assert link in text_of(keeper.get(reverse("teams:account_detail")))
        assert link not in text_of(ruby.get(reverse("teams:account_detail")))

    def test_they_change_somebodys_days_and_that_persons_plans_follow(self, keeper, champion, museum):
        response = add_leave(keeper, champion)
        assert response.redirect_chain[-1][0] == address("working_days_of", champion.pk)
        assert due(museum) == {date(2026, 10, 16)}
        overlapping = add_leave(keeper, champion, first=FRIDAY)
        assert "Ruby is away on those days already" in text_of(overlapping)

    def test_saving_the_same_leave_twice_keeps_it_once(self, ruby, champion):
        for _ in range(2):
            assert "Saved: away" in words_of(add_leave(ruby, champion))[0]
        assert champion.leave.count() == 1

    def test_whoever_goes_on_leave_over_a_plan_of_theirs_is_told(self, ruby, champion, museum):
        said = words_of(add_leave(ruby, champion, first=museum.date, last=museum.date))
        assert f"{museum.description} is on Wednesday 4 November 2026. Move it, or ask who can go." in said

    def test_an_admin_hears_nothing_of_plans_that_they_may_not_see(self, admin, coordinator, champion, museum):
        [said] = words_of(add_leave(client_of(admin), champion))
        assert said == "Saved: away from Monday 19 to Friday 23 October 2026."
        remove = address("leave_remove", champion.pk, champion.leave.get().pk)
        [said] = words_of(client_of(coordinator).post(remove, follow=True))
        assert "things to do have new days." in said

    @pytest.mark.parametrize("name", ["working_days_of", "leave_add", "pattern_change"])
    def test_somebody_who_does_not_exist_is_not_found(self, keeper, name):
        assert keeper.get(f"/account/working-days/{HUGE}/").status_code == 404
        assert keeper.get(address(name, 999_999)).status_code == 404


def test_leave_sent_while_signed_out_is_shown_to_be_copied(client, champion):
    response = client.post(address("leave_add", champion.pk), {"first_day": "2026-10-19", "last_day": "2026-10-23"})
    assert ("First day away", "2026-10-19") in response.context["typed"]


@pytest.mark.parametrize(
    ("ticked", "said"), [("on", "We write to you on your working mornings."), ("", "We send you no reminders.")]
)
def test_reminders_are_turned_on_and_off_on_ones_account(ruby, champion, ticked, said):
    typed = {"wants_reminders": ticked} if ticked else {"other": "1"}
    response = ruby.post(reverse("teams:reminders_change"), typed, follow=True)
    champion.refresh_from_db()
    assert (words_of(response), champion.wants_reminders) == ([said], bool(ticked))
