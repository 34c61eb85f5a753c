"""Checking in and writing up: notes, the e-mail that suggests itself, and the lines that tick themselves."""

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from activities.models import Feedback, Lesson, WhoElse, WriteUp
from checklist.form import Stage, State, Tool
from checklist.models import Step
from tests.activities.growing import ROWS, queries_of
from tests.factories import ActivityFactory, BeneficiaryFactory
from tests.helpers import client_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(champion, navigator, calderdale):
    """Three were expected today, and two came."""
    people = [BeneficiaryFactory(reference=f"CAL-{number:03}", team=calderdale) for number in (1, 2, 3)]
    plan = ActivityFactory(
        team=calderdale, champion=champion, beneficiaries=people, navigators=[navigator], date=timezone.localdate()
    )
    plan.participations.update(attendance="came")
    plan.participations.filter(beneficiary=people[0]).update(attendance="did_not_come")
    WhoElse.objects.create(activity=plan, guests=1, changed_by=champion)
    return plan


def address(plan):
    return reverse("activities:write_up", args=[plan.pk])


def write(user, plan, notes, version=0, **pressed):
    return client_of(user).post(address(plan), {"notes": notes, "opened_version": version, **pressed})


def send(user, plan, about):
    page = reverse("activities:message_send", args=[plan.pk, about])
    client = client_of(user)
    form = client.get(page).context["form"]
    client.post(page, {name: form[name].value() for name in form.fields})


def state_of(plan, tool, stage):
    return Step.objects.get(checklist=plan.checklist, task__tool=tool, stage=stage).state


def test_who_came_stands_on_the_page_by_reference(champion, plan):
    page = text_of(client_of(champion).get(address(plan)))
    assert "<strong>2</strong> of 3" in page and "CAL-002" in page and "CAL-001 did not come." in page
    plan.participations.exclude(beneficiary__reference="CAL-001").update(attendance="expected")
    assert "<strong>0</strong> of 3. We do not know yet about 2." in text_of(client_of(champion).get(address(plan)))
    plan.participations.update(attendance="expected")
    page = text_of(client_of(champion).get(address(plan)))
    assert "The register is not filled in yet. 3 people were expected." in page and "1 guest came too." in page


def test_the_e_mail_says_how_it_went_and_names_nobody(champion, plan):
    write(champion, plan, "CAL-002 made the bread.\nMuch laughing.")
    of_plan = {"activity": plan, "by": champion}
    Lesson.objects.create(about="kind", words="Bring a second pan", **of_plan)
    of_person = {"about": "person", "beneficiary": plan.beneficiaries.first()}
    Lesson.objects.create(words="Ring the evening before", **of_person, **of_plan)
    Feedback.objects.create(activity=plan, face="good")
    page = client_of(champion).get(reverse("activities:message_send", args=[plan.pk, "write_up"]))
    said = page.context["form"]["body"].value()
    for words in (
        "2 of 3 people came. 1 did not come. 1 guest came.",
        "a beneficiary made the bread.",
        "How people found it: 1 good.",
        "- Bring a second pan",
    ):
        assert words in said
    assert "CAL-" not in said and "Ring the evening before" not in said


def test_the_longest_notes_and_lessons_can_be_sent_as_they_are(champion, plan):
    write(champion, plan, "x" * 2000)
    Lesson.objects.bulk_create(
        Lesson(about="kind", words=f"{row}" * 300, activity=plan, by=champion) for row in range(9)
    )
    send(champion, plan, "write_up")
    assert len(mail.outbox) == 1


def test_checking_in_on_the_day_ticks_its_line_on_the_day_alone(champion, plan):
    send(champion, plan, "check_in")
    assert state_of(plan, Tool.CHECK_IN, Stage.ON_DAY) == State.DONE
    assert state_of(plan, Tool.CHECK_IN, Stage.AFTER) == State.TO_DO
    assert state_of(plan, Tool.WRITE_UP, Stage.AFTER) == State.TO_DO


def test_the_write_up_sent_after_it_ticks_both_lines(champion, plan):
    Step.objects.filter(checklist=plan.checklist).update(due_on=timezone.localdate())
    send(champion, plan, "write_up")
    for tool, stage in ((Tool.CHECK_IN, Stage.ON_DAY), (Tool.CHECK_IN, Stage.AFTER), (Tool.WRITE_UP, Stage.AFTER)):
        assert state_of(plan, tool, stage) == State.DONE


def test_saving_alone_ticks_nothing_and_saving_to_send_leads_to_the_e_mail(champion, plan):
    write(champion, plan, "It went well.")
    assert state_of(plan, Tool.WRITE_UP, Stage.AFTER) == State.TO_DO
    assert write(champion, plan, "It went well.", send="1").url.endswith("/message/write-up/")


@pytest.mark.parametrize("tool", [Tool.CHECK_IN, Tool.WRITE_UP])
def test_the_lines_of_the_form_lead_here(champion, plan, tool):
    task = plan.checklist.tasks.get(tool=tool)
    page = client_of(champion).get(reverse("activities:task_detail", args=[plan.pk, task.pk]))
    assert f'href="{address(plan)}"' in text_of(page)


@pytest.mark.parametrize("version", [0, 9, "x"])
def test_of_two_people_who_write_the_second_sees_both(champion, navigator, plan, version):
    write(navigator, plan, "Quiet and good.")
    page = text_of(write(champion, plan, "Loud and good.", version))
    assert "was saved while you had it open" in page and "Quiet and good." in page and "Loud and good." in page
    assert WriteUp.objects.get().notes == "Quiet and good."


def test_too_many_words_are_said_beside_the_field_and_stay(champion, plan):
    page = text_of(write(champion, plan, "x" * 2001))
    assert "That is too long." in page and "x" * 2001 in page


@pytest.mark.parametrize("rows", ROWS)
def test_it_costs_the_same_however_much_was_said(rows, champion, plan):
    Feedback.objects.bulk_create(Feedback(activity=plan, face="good", words="Good") for _ in range(rows))
    Lesson.objects.bulk_create(Lesson(about="kind", words="Bread", activity=plan, by=champion) for _ in range(rows))
    client = client_of(champion)
    assert queries_of(lambda: client.get(address(plan))) == 9
    assert queries_of(lambda: client.get(reverse("activities:feedback_detail", args=[plan.pk]))) == 5
