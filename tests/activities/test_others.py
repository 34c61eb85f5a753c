"""Others asked along: volunteers, peer mentors, colleagues, teams; places are held, the form's line ticks itself."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from activities.models import OtherGuest
from activities.others import Answer, places_held, say_places
from checklist.form import Tool
from checklist.models import Step
from tests.activities.growing import queries_of
from tests.factories import ActivityFactory, BeneficiaryFactory
from tests.helpers import client_of, text_of


@given(st.lists(st.tuples(st.sampled_from(Answer), st.integers(1, 50))))
def test_whoever_said_no_needs_no_place(others):
    held = places_held(others)
    assert held == sum(places for answer, places in others) - sum(p for answer, p in others if answer == Answer.NO)


def test_the_total_is_said_once_a_place_is_held():
    assert say_places(people=4, held=0) == ""
    assert say_places(people=1, held=1) == "1 person on this plan and 1 place held for others: 2 in all."
    assert say_places(people=4, held=3) == "4 people on this plan and 3 places held for others: 7 in all."


@pytest.fixture
def plan(champion, calderdale):
    people = [BeneficiaryFactory(reference="CAL-001", team=calderdale)]
    return ActivityFactory(team=calderdale, champion=champion, beneficiaries=people)


@pytest.fixture
def client(champion):
    return client_of(champion)


def ask_along(client, plan, **said):
    said = {"who": "volunteer", "name": "Bev", "places": "2"} | said
    return client.post(reverse("activities:other_guest_list", args=[plan.pk]), said)


def press(client, plan, **said):
    said = {"guest": OtherGuest.objects.get().pk} | said
    return client.post(reverse("activities:other_guest_mark", args=[plan.pk]), said)


def page_of(client, plan):
    return text_of(client.get(reverse("activities:other_guest_list", args=[plan.pk])))


def line_of(plan):
    return Step.objects.get(checklist=plan.checklist, task__tool=Tool.INVITE)


@pytest.mark.django_db
class TestOthers:
    def test_writing_one_down_holds_places_and_ticks_the_line(self, client, champion, plan):
        assert "Nobody else is asked along yet" in page_of(client, plan)
        ask_along(client, plan)
        said = page_of(client, plan)
        assert "Bev" in said and "1 person on this plan and 2 places held for others: 3 in all." in said
        assert (line_of(plan).state, line_of(plan).marked_by) == ("done", champion)

    def test_pressed_twice_it_is_kept_once(self, client, plan):
        ask_along(client, plan)
        ask_along(client, plan)
        assert OtherGuest.objects.count() == 1

    def test_what_they_say_is_one_press_and_can_be_undone(self, client, plan):
        ask_along(client, plan)
        press(client, plan, answer="no")
        assert "no place held" in page_of(client, plan) and 'id="totals"' not in page_of(client, plan)
        press(client, plan, answer="asked")
        assert "2 places held" in page_of(client, plan)

    def test_once_the_last_is_taken_off_the_line_is_to_do_again(self, client, plan):
        ask_along(client, plan)
        press(client, plan, take_off="yes")
        assert not OtherGuest.objects.exists()
        assert line_of(plan).state == "to_do"

    @pytest.mark.parametrize(
        ("field", "typed"),
        [
            ("name", ""),
            ("name", "CAL-001"),
            ("name", "b" * 81),
            ("name", "b\x00"),
            ("places", "0"),
            ("places", "51"),
            ("places", "9" * 400),
            ("places", "two"),
            ("who", ""),
            ("who", "beneficiary"),
        ],
    )
    def test_what_cannot_be_is_sent_back_with_a_sentence_and_nothing_is_lost(self, client, plan, field, typed):
        response = ask_along(client, plan, **{"name": "Bev", field: typed})
        assert response.status_code == 200 and list(response.context["form"].errors) == [field]
        assert not OtherGuest.objects.exists()
        assert field == "name" or "Bev" in text_of(response)

    @pytest.mark.parametrize("said", [{}, {"answer": "perhaps"}, {"answer": "yes", "take_off": "on"}, {"guest": "x"}])
    def test_a_press_that_is_not_understood_changes_nothing(self, client, plan, said):
        ask_along(client, plan)
        assert press(client, plan, **said).status_code == 400
        assert OtherGuest.objects.get().answer == "asked"

    def test_a_guest_of_another_plan_is_out_of_reach(self, client, plan, champion, calderdale):
        ask_along(client, plan)
        other = ActivityFactory(team=calderdale, champion=champion)
        press(client, other, answer="yes")
        press(client, other, take_off="yes")
        assert OtherGuest.objects.get().answer == "asked"

    def test_the_line_of_the_form_opens_it(self, client, plan):
        task = plan.checklist.tasks.get(tool=Tool.INVITE)
        said = client.get(reverse("activities:task_detail", args=[plan.pk, task.pk])).content.decode()
        assert reverse("activities:other_guest_list", args=[plan.pk]) in said

    def test_its_cost_does_not_grow(self, client, plan):
        ask_along(client, plan)
        address = reverse("activities:other_guest_list", args=[plan.pk])
        before = queries_of(lambda: client.get(address))
        for number in range(20):
            ask_along(client, plan, name=f"Bev {number}")
        assert queries_of(lambda: client.get(address)) == before <= 7
