"""Admins change the check list by drafting its next version. What is in use is never changed."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.messages import get_messages
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from checklist import admin as checklist_admin
from checklist.actions import draft_next_version, publish_template
from checklist.models import Template
from tests.factories import UserFactory

LIST = "admin:checklist_template_changelist"


@pytest.fixture
def desk(client, db):
    """The browser of somebody who is an admin and nothing else."""
    client.force_login(UserFactory(name="Ade Coker", is_staff=True))
    return client


@pytest.fixture
def in_use(db):
    """The shipped form, version 1."""
    return Template.objects.current()


@pytest.fixture
def draft(in_use):
    return draft_next_version(source=in_use)


def page_of(template, name="change"):
    return reverse(f"admin:checklist_template_{name}", args=[template.pk])


def sentences(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def as_sent(template, **changes):
    """What a browser sends when a draft is saved, with some fields changed."""
    tasks = list(template.tasks.all())
    data = {"change": "", "tasks-TOTAL_FORMS": len(tasks), "tasks-INITIAL_FORMS": len(tasks)}
    data |= {name: getattr(template, name) for name in ("weeks_before_days", "days_before_days", "after_days")}
    for number, task in enumerate(tasks):
        data |= {f"tasks-{number}-{stage}": "on" for stage in task.stages}
        for name in ("id", "area", "text", "speak_to", "tool", "position"):
            data[f"tasks-{number}-{name}"] = getattr(task, name)
    return data | changes


class TestList:
    def test_it_marks_what_is_in_use_what_was_and_what_is_a_draft(self, desk, in_use, draft):
        publish_template(template=draft)
        draft_next_version(source=draft)
        rows = desk.get(reverse(LIST)).context["cl"].result_list
        site_admin = checklist_admin.admin.site._registry[Template]
        assert [site_admin.state(row) for row in rows] == ["Draft", "In use now", "In use before"]
        assert [site_admin.task_count(row) for row in rows] == [in_use.tasks.count()] * 3

    def test_its_queries_do_not_grow_with_it(self, desk, in_use):
        counts = []
        for rows in (3, 27):
            for _ in range(rows):
                draft_next_version(source=in_use)
            desk.get(reverse(LIST))
            with CaptureQueriesContext(connection) as queries:
                desk.get(reverse(LIST))
            counts.append(len(queries))
        assert counts[0] == counts[1]

    def test_a_version_number_is_never_typed(self, desk):
        assert desk.get(reverse("admin:checklist_template_add")).status_code == 403


class TestVersionInUse:
    def test_it_is_shown_but_cannot_be_changed(self, desk, in_use):
        page = desk.get(page_of(in_use))
        assert in_use.tasks.first().text in page.content.decode()
        assert 'name="tasks-0-text"' not in page.content.decode()
        response = desk.post(page_of(in_use), as_sent(in_use, **{"tasks-0-text": "Something else"}))
        assert response.status_code == 403
        assert not in_use.tasks.filter(text="Something else").exists()

    def test_it_cannot_be_deleted(self, desk, in_use):
        assert desk.post(page_of(in_use, "delete"), {"post": "yes"}).status_code == 403
        assert Template.objects.filter(pk=in_use.pk).exists()


class TestDraft:
    def test_its_tasks_can_be_changed(self, desk, draft):
        data = as_sent(draft, **{"change": "Shorter", "tasks-0-text": "Have a chat", "tasks-0-after": "on"})
        assert desk.post(page_of(draft), data).status_code == 302
        task = draft.tasks.first()
        assert (task.text, task.after) == ("Have a chat", True)
        draft.refresh_from_db()
        assert (draft.change, draft.version) == ("Shorter", 2)

    def test_a_task_without_a_stage_is_sent_back(self, desk, draft):
        data = as_sent(draft)
        for stage in draft.tasks.first().stages:
            del data[f"tasks-0-{stage}"]
        assert "Tick at least one stage for this task." in desk.post(page_of(draft), data).content.decode()

    def test_a_task_can_be_taken_out(self, desk, draft):
        gone = draft.tasks.first()
        desk.post(page_of(draft), as_sent(draft, **{"tasks-0-DELETE": "on"}))
        assert not draft.tasks.filter(text=gone.text).exists()

    def test_it_can_be_thrown_away(self, desk, draft):
        desk.post(page_of(draft, "delete"), {"post": "yes"})
        assert not Template.objects.filter(pk=draft.pk).exists()

    def test_its_version_number_cannot_be_sent(self, desk, draft):
        desk.post(page_of(draft), as_sent(draft, version=99))
        draft.refresh_from_db()
        assert draft.version == 2

    def test_what_was_typed_is_saved_before_it_is_put_in_use(self, desk, draft):
        data = as_sent(draft, **{"tasks-0-text": "Have a chat", "_use": "Save, then put this version in use"})
        assert desk.post(page_of(draft), data).url == page_of(draft, "use")
        assert draft.tasks.filter(text="Have a chat").exists()


class TestNextVersion:
    def test_it_asks_first(self, desk, in_use):
        assert "Yes, start a draft" in desk.get(page_of(in_use, "next")).content.decode()
        assert Template.objects.count() == 1

    def test_it_starts_as_a_copy_and_is_written_down(self, desk, in_use):
        response = desk.post(page_of(in_use, "next"))
        draft = Template.objects.get(version=2)
        assert response.url == page_of(draft)
        assert list(draft.tasks.values_list("text")) == list(in_use.tasks.values_list("text"))
        assert not draft.is_published
        assert LogEntry.objects.get().change_message == "Started from version 1."

    def test_two_admins_starting_one_at_once_never_break_the_page(self, desk, in_use, monkeypatch):
        def find_the_number_taken(*, source):
            Template.objects.create(version=in_use.version)

        monkeypatch.setattr(checklist_admin, "draft_next_version", find_the_number_taken)
        response = desk.post(page_of(in_use, "next"))
        assert sentences(response) == ["Somebody else started a version at the same moment. Look for it in this list."]
        assert Template.objects.count() == 1

    def test_the_number_really_is_unique(self, in_use):
        with pytest.raises(IntegrityError):
            Template.objects.create(version=in_use.version)


class TestPuttingInUse:
    def test_it_asks_first(self, desk, draft, in_use):
        assert "Yes, put it in use" in desk.get(page_of(draft, "use")).content.decode()
        assert Template.objects.current() == in_use

    def test_new_plans_start_from_it_and_it_is_written_down(self, desk, draft):
        response = desk.post(page_of(draft, "use"))
        assert Template.objects.current() == draft
        assert sentences(response) == ["Check list, version 2 is in use. New plans start from it."]
        assert LogEntry.objects.get().change_message == "Put in use."

    def test_a_draft_without_tasks_stays_a_draft(self, desk, draft, in_use):
        draft.tasks.all().delete()
        assert sentences(desk.post(page_of(draft, "use"))) == ["A check list needs at least one task."]
        assert Template.objects.current() == in_use

    def test_an_older_draft_does_not_come_in_behind_a_newer_version(self, desk, draft):
        newer = draft_next_version(source=draft)
        publish_template(template=newer)
        assert "Check list, version 3 is in use already." in sentences(desk.post(page_of(draft, "use")))[0]
        draft.refresh_from_db()
        assert not draft.is_published

    def test_the_day_it_came_into_use_stays(self, desk, in_use):
        desk.post(page_of(in_use, "use"))
        assert Template.objects.get(pk=in_use.pk).published_at == in_use.published_at


@pytest.mark.parametrize("step", ["next", "use"])
def test_only_admins_may_do_it(client, coordinator, in_use, draft, step):
    client.force_login(coordinator)
    assert client.post(page_of(draft, step)).status_code == 302
    assert Template.objects.count() == 2
    assert Template.objects.current() == in_use


@pytest.mark.django_db(transaction=True)
def test_asking_for_the_history_in_an_odd_way_is_answered(desk, in_use):
    assert desk.post(page_of(in_use, "history")).status_code == 200
