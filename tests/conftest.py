"""Personas whom the tests are about, and what every test can count on."""

import os
import shutil
import threading
from importlib import import_module

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connections
from django.db.models.signals import post_migrate
from django.dispatch import receiver
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis

from checklist.models import Template
from teams.models import Role
from tests import smtp
from tests.factories import TeamFactory, UserFactory, person

# Playwright keeps an event loop in the test's own thread, where Django would refuse every query.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# A generated example may take its time: the machine is busy with other tests, and the rule is no less true.
hypothesis.register_profile("busy machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis.load_profile("busy machine")

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@receiver(post_migrate, sender=apps.get_app_config("checklist"))
def keep_shipped_form(**kwargs):
    """Write the shipped form again after a test that empties the database, as browser and concurrency tests do."""
    if not Template.objects.exists():
        import_module("checklist.migrations.0002_shipped_template").write_form(apps, None)
        import_module("checklist.migrations.0004_shipped_tools").say_tools(apps, None)
        import_module("checklist.migrations.0006_venue_risk_money_tools").say_tools(apps, None)
        import_module("checklist.migrations.0007_check_in_tool").say_tools(apps, None)
        import_module("activities.migrations.0005b_shipped_hazards").write_lists(apps, None)


@receiver(post_migrate, sender=apps.get_app_config("activities"))
def keep_shipped_rates(**kwargs):
    """The same for the mileage rates."""
    import_module("activities.migrations.0007b_shipped_mileage_rates").write_rates(apps, None)


@receiver(post_migrate, sender=apps.get_app_config("beneficiaries"))
def keep_shipped_milestones(**kwargs):
    """The same for the kinds of milestone."""
    import_module("beneficiaries.migrations.0005b_shipped_milestones").write_kinds(apps, None)


@pytest.fixture(autouse=True)
def fresh_cache():
    """Start every test without the sign-in tries of the one before."""
    cache.clear()


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
    return {connection.alias: connection for connection in connections.all()}


@pytest.fixture(scope="session")
def playwright(own_connections, playwright):
    """Keep those connections: Django opens others where an event loop runs, and would leave the first ones open."""
    for alias, connection in own_connections.items():
        connections[alias] = connection
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
