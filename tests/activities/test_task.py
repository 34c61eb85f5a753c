"""One line of the form: a note, who to speak to, its stages, and lines of one's own."""

import pytest
from django.urls import reverse

from activities.actions import mark_step
from checklist.form import Stage
from checklist.models import Task
from tests.factories import ActivityFactory
from tests.helpers import client_of, text_of, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cash(museum):
    """ "Request cash", which comes round weeks before."""
    return museum.checklist.tasks.get(text__startswith="Request cash")


def address(name, activity, task=None):
    return reverse(f"activities:{name}", args=[activity.pk, *([task.pk] if task else [])])


def change(user, activity, task, **typed):
    opened = {
        "note": task.note,
        "speak_to": task.speak_to,
        "stages": ["weeks_before"],
        "offered": list(Stage),
        "opened_version": task.version,
    }
    return client_of(user).post(address("task_detail", activity, task), opened | typed, follow=True)


def test_a_task_with_a_note_and_no_tick_reads_as_started(champion, museum, cash):
    page = text_of(change(champion, museum, cash, note="Asked them, waiting"))
    assert "Started: Asked them, waiting" in page
    assert page.count("Started: ") == 1


def test_who_to_speak_to_is_text_that_can_be_changed(champion, museum, cash):
    change(champion, museum, cash, roles=["the lead navigator"], others="the finance team")
    cash.refresh_from_db()
    assert cash.speak_to == "the lead navigator, the finance team"
    assert "the finance team" in text_of(client_of(champion).get(museum.get_absolute_url()))


def test_a_stage_can_be_added_and_taken_away(champion, museum, cash):
    change(champion, museum, cash, stages=["days_before", "on_day"])
    assert set(cash.steps.values_list("stage", flat=True)) == {"days_before", "on_day"}


def test_a_task_keeps_at_least_one_stage(champion, museum, cash):
    response = change(champion, museum, cash, stages=[])
    assert "Choose at least one stage." in text_of(response)
    assert cash.steps.count() == 1


def test_a_ticked_stage_is_not_offered_to_be_taken_away(champion, museum, cash):
    mark_step(activity=museum, step_id=cash.steps.get().pk, state="done", by=champion)
    form = client_of(champion).get(address("task_detail", museum, cash)).context["form"]
    assert "weeks_before" not in dict(form.fields["stages"].widget.choices)
    change(champion, museum, cash, stages=[], note="Handed in")
    assert cash.steps.count() == 1
    assert Task.objects.get(pk=cash.pk).note == "Handed in"


def test_pressing_done_keeps_the_note_that_was_being_typed(champion, museum, cash):
    change(champion, museum, cash, note="Asked them", done=cash.steps.get().pk)
    assert cash.steps.get().marked_by == champion
    assert Task.objects.get(pk=cash.pk).note == "Asked them"


def test_a_stage_ticked_meanwhile_is_understood_and_stays(champion, museum, cash):
    mark_step(activity=museum, step_id=cash.steps.get().pk, state="done", by=champion)
    change(champion, museum, cash, stages=["weeks_before", "on_day"])
    assert set(cash.steps.values_list("stage", "state")) == {("weeks_before", "done"), ("on_day", "to_do")}


def test_a_stale_save_shows_what_is_saved_now_and_keeps_what_was_typed(champion, navigator, museum, cash):
    change(navigator, museum, cash, note="They say yes")
    response = change(champion, museum, cash, note="They say maybe")
    assert Task.objects.get(pk=cash.pk).note == "They say yes"
    assert "They say yes" in text_of(response)
    assert "They say maybe" in text_of(response)
    newest = response.context["form"]["opened_version"].value()
    change(champion, museum, cash, note="They say yes, maybe", opened_version=newest)
    assert Task.objects.get(pk=cash.pk).note == "They say yes, maybe"


def test_a_note_that_is_too_long_keeps_what_was_typed(champion, museum, cash):
    response = change(champion, museum, cash, note="é" * 10_000)
    assert "There is room for 1000 characters, and you typed 10000." in text_of(response)
    assert "é" * 10_000 in text_of(response)


def test_a_task_of_ones_own_is_added(champion, museum):
    typed = {"text": "Ask about the piano", "area": "venue", "stages": ["weeks_before"], "speak_to": "the caretaker"}
    response = client_of(champion).post(address("task_add", museum), typed, follow=True)
    assert words_of(response) == ["Your task is on the check list."]
    assert "Ask about the piano" in text_of(response)


@pytest.mark.parametrize("missing", ["text", "area", "stages"])
def test_a_task_of_ones_own_needs_words_an_area_and_a_stage(champion, museum, missing):
    typed = {"text": "Ask about the piano", "area": "venue", "stages": ["weeks_before"]}
    response = client_of(champion).post(address("task_add", museum), typed | {missing: ""})
    assert missing in response.context["form"].errors
    assert museum.checklist.tasks.count() == 19


def test_a_task_of_ones_own_can_be_taken_off_and_a_line_of_the_form_cannot(champion, museum, cash):
    typed = {"text": "Ask about the piano", "area": "venue", "stages": ["weeks_before"]}
    client = client_of(champion)
    client.post(address("task_add", museum), typed)
    own = museum.checklist.tasks.get(text="Ask about the piano")
    client.post(address("task_remove", museum, own))
    assert not museum.checklist.tasks.filter(pk=own.pk).exists()
    response = client.post(address("task_remove", museum, cash), follow=True)
    assert words_of(response)[-1:] == [
        "That task stays: something on it is ticked or noted, or it is part of the form."
    ]


def test_a_task_of_another_plan_is_not_found_through_this_one(champion, museum, calderdale):
    other = ActivityFactory(team=calderdale).checklist.tasks.first()
    assert client_of(champion).get(address("task_detail", museum, other)).status_code == 404
