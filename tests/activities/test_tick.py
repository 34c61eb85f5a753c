"""Ticking: never lost, never doubled, and everyone sees the truth."""

import pytest
from django.urls import reverse

from activities.rules import may_tick
from checklist.form import Stage, State, Tool
from checklist.models import Step
from tests.factories import ActivityFactory
from tests.helpers import HTMX, client_of, text_of, words_of

pytestmark = pytest.mark.django_db


def first_step(activity, stage=Stage.WEEKS_BEFORE):
    return Step.objects.of(activity.checklist).filter(stage=stage).first()


def mark(user, activity, headers=None, **pressed):
    return client_of(user).post(reverse("activities:step_mark", args=[activity.pk]), pressed, headers=headers)


def test_a_tick_is_kept_with_who_and_shown(champion, museum):
    step = first_step(museum)
    response = mark(champion, museum, done=step.pk, stage="weeks_before")
    assert response.url == f"{museum.get_absolute_url()}?stage=weeks_before#sheet"
    assert first_step(museum).marked_by == champion
    assert "Ruby, 14 Oct" in text_of(client_of(champion).get(museum.get_absolute_url()))


def test_unticking_undoes_it(champion, museum):
    step = first_step(museum)
    mark(champion, museum, done=step.pk)
    mark(champion, museum, to_do=step.pk)
    assert first_step(museum).state == State.TO_DO


def test_ticking_twice_is_one_tick_by_the_first_person(champion, navigator, museum):
    step = first_step(museum)
    mark(champion, museum, done=step.pk)
    mark(navigator, museum, done=step.pk)
    assert first_step(museum).marked_by == champion


def test_a_step_can_be_not_needed_and_then_counts_neither_way(champion, museum):
    step = first_step(museum)
    mark(champion, museum, not_needed=step.pk)
    path = client_of(champion).get(museum.get_absolute_url()).context["path"]
    assert (path[Stage.WEEKS_BEFORE].done, path[Stage.WEEKS_BEFORE].needed) == (0, 9)


def test_in_place_the_answer_is_the_line_as_the_database_holds_it(champion, navigator, museum):
    step = first_step(museum)
    mark(navigator, museum, done=step.pk)
    response = mark(champion, museum, HTMX, done=step.pk)
    assert response["HX-Retarget"] == f"#task-{step.task_id}"
    assert "Sanjay, 14 Oct" in text_of(response)
    assert "1 of 10" in text_of(response)


def test_finishing_a_stage_gets_a_kind_word(champion, museum):
    *others, last = Step.objects.of(museum.checklist).filter(stage=Stage.INITIAL_IDEA)
    for step in others:
        assert "Well done" not in text_of(mark(champion, museum, HTMX, done=step.pk))
    assert "That is everything for “Initial idea”. Well done." in text_of(mark(champion, museum, HTMX, done=last.pk))


def test_from_my_week_it_goes_back_to_my_week(champion, museum):
    step = first_step(museum)
    assert mark(champion, museum, done=step.pk, came_from_page="week").url == "/"
    response = mark(champion, museum, HTMX, to_do=step.pk, came_from_page="week")
    assert f'id="due-{step.pk}"' in text_of(response)


@pytest.mark.parametrize(
    "pressed",
    [
        {},
        {"done": "x"},
        {"done": "1", "to_do": "1"},
        {"done": "1", "stage": "never"},
        {"done": "1", "came_from_page": "task", "task": "-5"},
        {"done": -1},
        {"done": 10**30},
    ],
)
def test_a_press_that_cannot_be_read_changes_nothing_and_says_so(champion, museum, pressed):
    response = mark(champion, museum, **pressed)
    assert response.status_code == 400
    assert "Nothing has changed" in text_of(response)


@pytest.mark.parametrize("guessed", [2**40, 2**63 - 1])
def test_a_step_that_is_not_there_is_not_found_in_place(champion, museum, guessed):
    assert mark(champion, museum, HTMX, done=guessed).status_code == 404


def test_a_step_of_another_plan_cannot_be_ticked_through_this_one(champion, outsider, museum, leeds):
    theirs = first_step(ActivityFactory(team=leeds))
    mark(champion, museum, done=theirs.pk)
    theirs.refresh_from_db()
    assert theirs.state == State.TO_DO


def test_somebody_of_another_team_cannot_tick(outsider, museum):
    assert mark(outsider, museum, done=first_step(museum).pk).status_code == 404
    assert first_step(museum).state == State.TO_DO


def test_a_look_at_the_address_ticks_nothing(champion, museum):
    address = reverse("activities:step_mark", args=[museum.pk])
    assert client_of(champion).get(address, {"done": first_step(museum).pk}).status_code == 405
    assert first_step(museum).state == State.TO_DO


# That support needs and risks are understood is ticked by a navigator.

NOT_YOURS = "A navigator ticks this one, in Review."


def understood(activity):
    """The line's first step."""
    return Step.objects.of(activity.checklist).filter(task__tool=Tool.UNDERSTOOD).earliest("pk")


def task_address(activity, step):
    return reverse("activities:task_detail", args=[activity.pk, step.task_id])


@pytest.mark.parametrize("headers", [None, HTMX])
@pytest.mark.parametrize("where", ["", "week"])
def test_a_champion_does_not_tick_what_a_navigator_has_to_understand(champion, museum, headers, where):
    step = understood(museum)
    response = mark(champion, museum, headers, done=step.pk, came_from_page=where)
    assert understood(museum).state == State.TO_DO
    if headers is None:
        response = client_of(champion).get(museum.get_absolute_url())
    assert NOT_YOURS in text_of(response)


def test_the_refusal_is_said_and_the_rest_of_the_page_is_saved(champion, museum):
    step = understood(museum)
    typed = {"done": step.pk, "note": "Asked Sanjay.", "stages": step.stage, "opened_version": step.task.version}
    response = client_of(champion).post(task_address(museum, step), typed, follow=True)
    assert words_of(response) == [NOT_YOURS]
    step = understood(museum)
    assert (step.state, step.task.note) == (State.TO_DO, "Asked Sanjay.")


@pytest.mark.parametrize("who", ["navigator", "lead_navigator"])
def test_a_navigator_ticks_it_on_the_check_list_too(request, who, museum):
    navigator, step = request.getfixturevalue(who), understood(museum)
    assert f'id="tick-{step.pk}"' in text_of(client_of(navigator).get(museum.get_absolute_url()))
    mark(navigator, museum, done=step.pk)
    assert understood(museum).marked_by == navigator


def test_a_champion_may_say_that_it_is_not_needed_or_to_do_again(champion, navigator, museum):
    step = understood(museum)
    mark(champion, museum, not_needed=step.pk)
    assert understood(museum).state == State.NOT_NEEDED
    mark(navigator, museum, done=step.pk)
    mark(champion, museum, to_do=step.pk)
    assert understood(museum).state == State.TO_DO


@pytest.mark.parametrize("where", ["sheet", "week", "task"])
def test_it_is_no_button_for_a_champion_and_says_whose_it_is(champion, calderdale, where):
    plan = ActivityFactory(champion=champion, team=calderdale)
    step = understood(plan)
    address = {"sheet": plan.get_absolute_url(), "week": reverse("activities:week"), "task": task_address(plan, step)}
    page = text_of(client_of(champion).get(address[where]))
    assert NOT_YOURS in page
    assert f'name="done" value="{step.pk}"' not in page
    if where == "task":
        assert f'name="not_needed" value="{step.pk}"' in page


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("tool", ["", *Tool])
def test_only_one_thing_on_the_form_is_not_for_everyone(tool, state):
    assert may_tick(tool, state, is_navigator=True)
    assert may_tick(tool, state, is_navigator=False) == ((tool, state) != (Tool.UNDERSTOOD, State.DONE))
