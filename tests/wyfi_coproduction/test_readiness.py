"""Alive and ready: what a machine asks to know whether people can be sent here."""

from pathlib import Path
from socket import create_server
from types import SimpleNamespace

import pytest
from django.core.files.storage import storages
from django.db import OperationalError
from django.urls import reverse

from tests.smtp import free_port
from wyfi_coproduction import readiness
from wyfi_coproduction.readiness import Remembered, database_answers, disk_has_room, mail_server_greets

pytestmark = pytest.mark.django_db

READY = reverse("readyz")


@pytest.fixture(autouse=True)
def nothing_remembered():
    for part in readiness.PARTS.values():
        part.until = 0.0


def test_ready_means_that_all_is_well(client, django_assert_max_num_queries):
    # One to the database; the rest read which migrations are applied.
    with django_assert_max_num_queries(4):
        answer = client.get(READY)
    assert (answer.status_code, answer.content) == (200, b"ready")


def test_asked_again_at_once_it_costs_nothing(client, django_assert_num_queries):
    client.get(READY)
    with django_assert_num_queries(0):
        assert client.get(READY).status_code == 200


@pytest.mark.parametrize("part", ["database", "migrations", "disk", "mail"])
def test_one_word_says_which_part_is_not_well_and_nothing_else_is_said(client, monkeypatch, part):
    monkeypatch.setitem(readiness.PARTS, part, lambda: False)
    answer = client.get(READY)
    assert (answer.status_code, answer.content) == (503, part.encode())


def test_only_looking_is_allowed(client):
    assert client.post(READY).status_code == 405


def test_a_database_that_does_not_answer_is_not_well(monkeypatch):
    def refuse():
        raise OperationalError

    monkeypatch.setattr(readiness.connection, "cursor", refuse)
    assert not database_answers()


def test_a_migration_that_is_not_applied_is_noticed(monkeypatch):
    executor = SimpleNamespace(
        migration_plan=lambda targets: targets,
        loader=SimpleNamespace(graph=SimpleNamespace(leaf_nodes=lambda: [("teams", "9999_next")])),
    )
    monkeypatch.setattr(readiness, "MigrationExecutor", lambda connection: executor)
    assert not readiness.migrations_are_applied()


def test_a_full_disk_is_noticed_even_before_the_first_file_came(settings, tmp_path, monkeypatch):
    files = storages.create_storage(
        {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path / "not" / "yet")},
        }
    )
    monkeypatch.setattr(readiness, "default_storage", files)
    asked = []

    def usage(folder):
        asked.append(Path(folder))
        return SimpleNamespace(free=99 * readiness.MEGABYTE)

    monkeypatch.setattr(readiness.shutil, "disk_usage", usage)
    settings.DISK_FREE_MB = 99
    assert disk_has_room() and tmp_path in asked
    settings.DISK_FREE_MB = 100
    assert not disk_has_room()


class TestMail:
    def test_a_server_that_greets_is_well_and_gets_nothing(self, postbox):
        assert mail_server_greets()
        assert postbox.inbox == []

    def test_nobody_there_is_not_well(self, postbox, settings):
        settings.EMAIL_PORT = free_port()
        assert not mail_server_greets()

    def test_one_that_says_nothing_is_not_waited_for(self, postbox, settings, monkeypatch):
        monkeypatch.setattr(readiness, "GREETS_WITHIN", 0.1)
        with create_server(("127.0.0.1", 0)) as silent:
            settings.EMAIL_PORT = silent.getsockname()[1]
            assert not mail_server_greets()

    def test_without_a_server_there_is_none_to_be_ill(self):
        assert mail_server_greets()


class TestWhatIsRemembered:
    def test_nobody_can_make_us_look_again_and_again(self):
        looked = []
        part = Remembered(lambda: looked.append("once") or True, seconds=60)
        assert [part() for _ in range(50)] == [True] * 50
        assert looked == ["once"]

    def test_while_one_looks_the_others_hear_what_was_known(self):
        part = Remembered(lambda: True, seconds=0)
        assert part()
        part.looking.acquire()
        part.look = pytest.fail
        assert part()

    def test_after_its_time_it_is_looked_at_again(self):
        answers = [True, False]
        part = Remembered(lambda: answers.pop(0), seconds=0)
        assert [part(), part()] == [True, False]
