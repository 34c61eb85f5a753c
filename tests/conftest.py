"""Personas whom the tests are about, and what every test can count on."""

import os
import shutil
import threading
from importlib import import_module
from pkgutil import iter_modules
from unittest.mock import patch

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection, connections
from django.db.backends.postgresql.operations import DatabaseOperations
from django.db.migrations import RunPython
from django.db.models.signals import post_migrate
from django.dispatch import receiver
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis

from teams.models import Role
from tests import smtp
from tests.factories import TeamFactory, UserFactory, person

# Playwright keeps an event loop in the test's own thread, where Django would refuse every query.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# A generated example may take its time: the machine is busy with other tests, and the rule is no less true.
hypothesis.register_profile("busy machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis.load_profile("busy machine")

# A model of each app whose migrations ship rows: functions that are called write_… or say_…
SHIPPED = {
    "checklist": "checklist.Template",
    "activities": "activities.HazardLibrary",
    "beneficiaries": "beneficiaries.MilestoneKind",
}
DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@receiver(post_migrate)
def write_what_is_shipped(app_config, **kwargs):
    """Write what the migrations ship (the form, hazards, rates, milestones) into a database that holds none of it.

    That is one made from the models alone, or one that a test emptied, as browser and concurrency tests do.
    """
    kept = SHIPPED.get(app_config.label)
    if kept and not apps.get_model(kept).objects.exists():
        for migration in sorted(found.name for found in iter_modules([f"{app_config.path}/migrations"])):
            module = import_module(f"{app_config.name}.migrations.{migration}")
            for operation in module.Migration.operations:
                if isinstance(operation, RunPython) and operation.code.__name__.startswith(("write_", "say_")):
                    operation.code(apps, None)


@pytest.fixture(scope="session", autouse=True)
def quickly_emptied():
    """Empty PostgreSQL's tables by DELETE after a test: a hundred that hold little take TRUNCATE ten times as long."""
    operations = DatabaseOperations
    execute_sql_flush = operations.execute_sql_flush

    def delete_all(self, style, tables, **options):
        return [f"DELETE FROM {self.quote_name(table)}" for table in tables]

    def delete_and_sweep(self, statements):
        execute_sql_flush(self, statements)
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT relname FROM pg_stat_user_tables WHERE n_dead_tup > 2000")
            for (table,) in cursor.fetchall():
                cursor.execute(f"VACUUM ANALYZE {self.quote_name(table)}")

    with patch.multiple(operations, sql_flush=delete_all, execute_sql_flush=delete_and_sweep):
        yield


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """Mark what asks no database, and leave out what is about PostgreSQL alone where another one is used."""
    for item in items:
        if not item.get_closest_marker("django_db") and DATABASE_FIXTURES.isdisjoint(item.fixturenames):
            item.add_marker("pure")
    if connection.vendor != "postgresql":
        left_out = [item for item in items if "postgresql_alone" in item.keywords]
        items[:] = [item for item in items if item not in left_out]
        config.hook.pytest_deselected(items=left_out)


@pytest.fixture(autouse=True)
def fresh_cache():
    """Start every test without the sign-in tries of the one before."""
    cache.clear()


@pytest.fixture(autouse=True)
def mail_goes_at_once(monkeypatch):
    """Send what people ask for at sign-in before the page is answered, so that a test finds it."""
    monkeypatch.setattr("wyfi_coproduction.accounts.aside", lambda send: send())


@pytest.fixture(autouse=True)
def said_why(request, monkeypatch):
    """Let everybody have said today why they open anybody's page, where a test is about something else."""
    if "asks_why" not in request.keywords:
        monkeypatch.setattr("activities.views.person.has_said_why", lambda *args, **kwargs: True)


@pytest.fixture(autouse=True)
def finished_answers(request):
    """Let the server finish what a closed browser had still asked for, before the database is emptied under it."""
    if "live_server" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(timeout=10)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Use this machine's Chromium. Without one, a test in a browser is skipped; on CI it fails."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        give_up = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        give_up("No Chromium on this machine. Install the package “chromium”.")
    return browser_type_launch_args | {"executable_path": path}


@pytest.fixture(scope="session")
def own_connections(django_db_setup):
    """The database connections of the tests' own thread, by name."""
    return {own.alias: own for own in connections.all()}


@pytest.fixture(scope="session")
def playwright(own_connections, playwright):
    """Keep those connections: Django opens others where an event loop runs, and would leave the first ones open."""
    for alias, own in own_connections.items():
        connections[alias] = own
    return playwright


@pytest.fixture
def calderdale(db):
    return TeamFactory(name="Calderdale")


@pytest.fixture
def leeds(db):
    return TeamFactory(name="Leeds")


@pytest.fixture
def hub(db):
    return TeamFactory(name="The Hub")


@pytest.fixture
def champion(calderdale):
    """Ruby plans things to do in Calderdale."""
    return person(Role.CHAMPION, calderdale, name="Ruby Oyelaran", email="ruby@test.example")


@pytest.fixture
def navigator(calderdale):
    """Sanjay has two minutes a week for what is coming up for his people in Calderdale."""
    return person(Role.NAVIGATOR, calderdale, name="Sanjay Bhatt", email="sanjay@test.example")


@pytest.fixture
def lead_navigator(calderdale):
    """Moira signs off risk in Calderdale."""
    return person(Role.LEAD_NAVIGATOR, calderdale, name="Moira Tindall", email="moira@test.example")


@pytest.fixture
def coordinator(hub):
    """Theo coordinates every team from The Hub."""
    return person(Role.COORDINATOR, hub, name="Theo Lindqvist", email="theo@test.example")


@pytest.fixture
def outsider(leeds):
    """Gwen is a champion in Leeds: nothing of Calderdale's is hers to see."""
    return person(Role.CHAMPION, leeds, name="Gwen Hartnell", email="gwen@test.example")


@pytest.fixture
def admin(db):
    """Ade keeps teams and accounts, and belongs to no team."""
    return UserFactory(name="Ade Coker", email="ade@test.example", is_staff=True, is_superuser=True)


@pytest.fixture
def postbox(settings):
    """A real mail server, to which this test's e-mails go."""
    postbox = smtp.Postbox()
    server = smtp.serve(postbox)
    settings.EMAIL_BACKEND = "activities.mail.CarefulBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.hostname, server.port
    yield postbox
    postbox.may_answer.set()
    server.stop()
