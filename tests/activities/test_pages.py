"""What each page shows to whom: my week, the list, review, the diary, print, a person's page."""

from datetime import timedelta

import pytest
from django.urls import reverse

from activities.actions import call_off_activity, mark_step
from checklist.models import Step
from tests.factories import ActivityFactory, BeneficiaryFactory
from tests.helpers import TODAY, client_of, text_of

pytestmark = pytest.mark.django_db


def in_days(days, **fields):
    return ActivityFactory(date=TODAY + timedelta(days=days), **fields)


def get(user, name, *args, **query):
    return client_of(user).get(reverse(name, args=args), query)


class TestMyWeek:
    def test_somebody_with_nothing_planned_is_led_to_planning_the_first_activity(self, champion):
        page = text_of(get(champion, "activities:week"))
        assert "Welcome, Ruby" in page
        assert "Plan your first activity" in page
        assert all(words in page for words in ("Have your say", "Keeping in touch", "Reflections", "Noticeboard"))

    def test_what_happens_today_and_next_comes_soonest_first(self, champion, calderdale):
        for days in (10, 0, 3, 15):
            in_days(days, champion=champion, team=calderdale, description=f"In {days}")
        shown = get(champion, "activities:week").context["activities"]
        assert [activity.description for activity in shown] == ["In 0", "In 3", "In 10"]

    def test_steps_are_sorted_into_late_this_week_and_coming(self, champion, calderdale):
        in_days(8, champion=champion, team=calderdale, planned_on=TODAY - timedelta(days=14))
        steps = get(champion, "activities:week").context["steps"]
        assert {step.stage for step in steps.late} == {"initial_idea", "weeks_before"}
        assert steps.this_week == []
        assert {step.stage for step in steps.coming} == {"days_before", "on_day", "after"}

    def test_much_that_is_late_never_hides_what_is_due_this_week(self, champion, calderdale):
        for days in (-20, -10, -5, 1):
            in_days(days, champion=champion, team=calderdale)
        response = get(champion, "activities:week")
        assert response.context["steps"].this_week
        assert "There are more." in text_of(response)

    def test_only_ones_own_plans_ask_for_ticks(self, navigator, museum):
        response = get(navigator, "activities:week")
        assert not response.context["steps"].anything

    def test_a_called_off_plan_asks_for_nothing(self, champion, museum):
        call_off_activity(activity=museum, learned="Rain", by=champion)
        response = get(champion, "activities:week")
        assert not response.context["steps"].anything
        assert "is_first_run" in response.context and not response.context["is_first_run"]

    def test_loose_ends_leave_my_week_after_four_weeks(self, champion, calderdale):
        in_days(-29, champion=champion, team=calderdale)
        assert not get(champion, "activities:week").context["steps"].anything
        in_days(-28, champion=champion, team=calderdale)
        assert get(champion, "activities:week").context["steps"].late


class TestList:
    @pytest.fixture(autouse=True)
    def plans(self, champion, calderdale):
        own = {"team": calderdale, "champion": champion}
        in_days(5, description="Coming", **own)
        in_days(-5, description="Past", **own)
        ActivityFactory(date=None, description="Undated", **own)
        call_off_activity(activity=in_days(6, description="Off", **own), learned="Rain", by=champion)

    @pytest.mark.parametrize(
        ("show", "expected"),
        [
            ("", "Coming"),
            ("coming", "Coming"),
            ("past", "Past"),
            ("no-date", "Undated"),
            ("called-off", "Off"),
            ("nonsense", "Coming"),
        ],
    )
    def test_it_shows_the_plans_asked_for(self, champion, show, expected):
        page = get(champion, "activities:activity_list", show=show).context["page"]
        assert [activity.description for activity in page] == [expected]

    def test_pages_follow_one_another_without_missing_or_repeating_a_plan(self, champion, calderdale):
        for number in range(45):
            in_days(10 + number % 3, team=calderdale, champion=champion)
        seen, page_key = [], None
        while True:
            query = {"page": page_key} if page_key else {}
            page = get(champion, "activities:activity_list", **query).context["page"]
            seen += [activity.pk for activity in page]
            if not page.has_next():
                break
            page_key = page.next_page_number()
        assert len(seen) == len(set(seen)) == 46

    @pytest.mark.parametrize(
        "page",
        [
            "x",
            "[]",
            '[false,"x","y"]',
            "[false,null,{}]",
            "[" * 5000,
            '[false,"2026-10-14",1e999]',
            '[1,"\\u0000",NaN]',
            "9",
            "[false,1e1000000]",
            '[true,"2026-01-01",99999999999999999999999]',
            '[true,"2020-01-01",1]',
        ],
    )
    def test_a_page_that_cannot_be_read_is_the_first_page(self, champion, page):
        response = get(champion, "activities:activity_list", page=page)
        assert [activity.description for activity in response.context["page"]] == ["Coming"]


class TestReview:
    def test_a_navigator_sees_what_is_coming_for_their_caseload_soonest_first(self, navigator, calderdale, people):
        later = in_days(9, team=calderdale, beneficiaries=people[:1], purpose="See the engines")
        sooner = in_days(2, team=calderdale, beneficiaries=people)
        in_days(3, team=calderdale, beneficiaries=[BeneficiaryFactory(team=calderdale)])
        in_days(-3, team=calderdale, beneficiaries=people)
        response = get(navigator, "activities:review")
        assert list(response.context["page"]) == [sooner, later]
        assert "See the engines" in text_of(response)

    def test_a_lead_navigator_sees_the_whole_team(self, lead_navigator, museum):
        assert list(get(lead_navigator, "activities:review").context["page"]) == [museum]

    def test_a_plan_with_two_people_on_the_caseload_is_there_once(self, navigator, museum):
        assert len(get(navigator, "activities:review").context["page"]) == 1

    def test_nothing_coming_says_so(self, navigator):
        assert "Nothing is coming up for the people on your caseload." in text_of(get(navigator, "activities:review"))


class TestDiary:
    def test_it_shows_the_month_with_the_teams_activities(self, champion, calderdale, leeds):
        in_days(3, team=calderdale, description="Gardening")
        in_days(3, team=leeds, description="Not ours")
        page = text_of(get(champion, "activities:diary"))
        assert "October 2026" in page and "Gardening" in page and "Not ours" not in page

    def test_an_empty_month_says_so(self, champion):
        assert "Nothing is planned in January." in text_of(get(champion, "activities:diary", month="2027-01"))

    def test_the_year_turns(self, champion):
        context = get(champion, "activities:diary", month="2026-12").context
        assert f"{context['earlier']:%Y-%m} {context['later']:%Y-%m}" == "2026-11 2027-01"

    @pytest.mark.parametrize("month", ["", "x", "2026-13", "0001-01", "9999-12", "2026-10-14", "\x00"])
    def test_a_month_that_cannot_be_read_is_this_month(self, champion, month):
        assert "October 2026" in text_of(get(champion, "activities:diary", month=month))

    def test_a_called_off_plan_says_so(self, champion, calderdale):
        call_off_activity(activity=in_days(3, team=calderdale), learned="Rain", by=champion)
        assert "called off" in text_of(get(champion, "activities:diary"))


class TestPrint:
    def test_the_form_is_filled_in_with_ticks_as_ticks(self, champion, museum):
        for step in Step.objects.of(museum.checklist).filter(task__text="Get cash"):
            mark_step(activity=museum, step_id=step.pk, state="done", by=champion)
        page = text_of(get(champion, "activities:activity_print", museum.pk))
        sheet = page[page.index("paper-sheet") :]
        assert "Trip to the industrial museum" in page
        assert "CAL-010, CAL-011, CAL-012" in page
        assert "Sanjay Bhatt" in page
        assert (sheet.count(">✓<"), sheet.count(">•<")) == (2, 29)

    def test_the_blank_form_has_the_tasks_and_nobody_in_it(self, champion, museum):
        page = text_of(get(champion, "activities:blank_print"))
        assert page.count("paper-task") == 19
        assert "museum" not in page and "CAL-0" not in page


class TestPersonsPage:
    def test_it_shows_what_is_coming(self, champion, museum, people, calderdale):
        in_days(-5, team=calderdale, beneficiaries=people)
        response = get(champion, "activities:beneficiary_detail", "cal-010")
        assert list(response.context["coming"]) == [museum]

    def test_a_page_shows_their_plans_coming_and_earlier(self, champion, museum, people, calderdale):
        earlier = in_days(-5, team=calderdale, beneficiaries=people)
        response = get(champion, "activities:beneficiary_plans", "cal-010")
        assert list(response.context["coming"]) == [museum]
        assert list(response.context["others"]) == [earlier]

    def test_a_plan_without_a_date_is_among_the_earlier_ones(self, champion, people, calderdale):
        undated = ActivityFactory(date=None, team=calderdale, beneficiaries=people)
        assert list(get(champion, "activities:beneficiary_plans", "CAL-010").context["others"]) == [undated]


class TestActivityPage:
    def test_it_opens_on_the_first_stage_with_something_left(self, champion, museum):
        for step in Step.objects.of(museum.checklist).filter(stage="initial_idea"):
            mark_step(activity=museum, step_id=step.pk, state="done", by=champion)
        assert get(champion, "activities:activity_detail", museum.pk).context["stage"] == "weeks_before"

    def test_any_stage_can_be_asked_for(self, champion, museum):
        assert get(champion, "activities:activity_detail", museum.pk, stage="after").context["stage"] == "after"
        assert get(champion, "activities:activity_detail", museum.pk, stage="x").context["stage"] == "initial_idea"
        assert get(champion, "activities:activity_detail", museum.pk, by="area").context["by_area"]
