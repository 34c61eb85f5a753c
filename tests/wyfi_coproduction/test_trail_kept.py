"""The trail is whole, and nobody changes it: not in the product, not in Django admin, not past it in the database."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse

import activities.followed
import beneficiaries.followed
import checklist.followed
import reports.followed
import teams.followed
from activities.models import Participation
from activities.participation import Invitation
from beneficiaries.models import Beneficiary
from teams import following, trail
from teams.calendar_address import token_of
from teams.models import Role, TrailEntry, User
from tests.factories import ActivityFactory, BeneficiaryFactory, PaymentFactory, UploadFactory, person
from tests.helpers import client_of
from tests.wyfi_coproduction.test_access import PRODUCT
from tests.wyfi_coproduction.test_house import APPS, OURS, ROOT

pytestmark = pytest.mark.django_db
ROOMS = [teams, checklist, beneficiaries, activities, reports]
NOTHING_PERSONAL = {model for room in ROOMS for model in room.followed.NOTHING_PERSONAL}
MODELS = [model for app in APPS for model in apps.get_app_config(app).get_models()]
IN_ONE_STATEMENT = {"update", "bulk_create", "bulk_update"}
# These write rows in which nothing is personal, or only what no entry ever holds (`teams/following.py`).
PASSES_BY = {
    ("activities/actions/message.py", "_note_sent"),
    ("activities/actions/money.py", "_write_lines"),
    ("activities/actions/noticeboard.py", "change_board"),
    ("activities/actions/noticeboard.py", "renew_screen"),
    ("activities/actions/noticeboard.py", "switch_screen"),
    ("activities/actions/reminder.py", "_send_once"),
    ("activities/actions/risk_assessment.py", "ask_for_signature"),
    ("activities/actions/risk_assessment.py", "ask_to_sign_again"),
    ("activities/actions/risk_assessment.py", "keep_hazard"),
    ("activities/actions/risk_assessment.py", "sign_assessment"),
    ("activities/actions/topic.py", "make_link"),
    ("activities/actions/topic.py", "_write"),
    ("activities/actions/topic.py", "change_topic"),
    ("activities/actions/venue.py", "save_facts"),
    ("activities/topic_querysets.py", "use_link"),
    ("activities/views/topic.py", "topic_answered"),
    ("beneficiaries/profile_actions.py", "_interests"),
    # A step says itself who ticked it and when; a new line of the form holds no note yet.
    *(
        ("checklist/actions.py", name)
        for name in ("_write_lines", "add_task", "change_task", "follow_plan_again", "mark_step", "mark_steps_done")
    ),
    *(("checklist/actions.py", name) for name in ("reschedule", "set_days", "take_tool_back")),
    # How far a long file is.
    *(("reports/making.py", name) for name in ("_make", "_say_how_far", "make_waiting")),
    *(("reports/querysets.py", name) for name in ("call", "claim")),
    ("teams/calendar_address.py", "renew_address"),
    # What was kept for long enough leaves one entry for each kind of it, which says how many rows went.
    *(("wyfi_coproduction/letting_go.py", name) for name in ("_set", "_take_name_off", "_take_words_off", "let_go")),
    ("teams/actions.py", "forget_colleague"),
    # Whoever is erased leaves one entry, which says nothing of them.
    *(("wyfi_coproduction/erasing.py", name) for name in ("_become_nobody", "_begin_long_files_again")),
    *(("wyfi_coproduction/erasing.py", name) for name in ("_leave_only_what_counts", "let_receipts_go")),
    *(("wyfi_coproduction/sweeping.py", name) for name in ("_keep_terms", "_write")),
}


def statements_in(path):
    """The functions of a file that write rows in one statement, past the trail."""
    for function in ast.walk(ast.parse(path.read_text())):
        if not isinstance(function, ast.FunctionDef):
            continue
        for node in ast.walk(function):
            if not isinstance(node, ast.Call) or getattr(node.func, "attr", "") not in IN_ONE_STATEMENT:
                continue
            fields = {keyword.arg for keyword in node.keywords}
            of_trail = getattr(node.func.value, "id", "") == "trail"
            # Sets, dicts and checksums have an `update` too, which is given things without names.
            of_rows = node.func.attr != "update" or not node.args
            if of_rows and not of_trail and not (fields and fields <= following.NEVER):
                yield str(path.relative_to(ROOT)), function.name


def test_every_model_is_followed_or_is_declared_to_hold_nothing_personal():
    followed = {model for model in MODELS if following.is_followed(model)}
    assert followed | NOTHING_PERSONAL == set(MODELS)
    assert not followed & NOTHING_PERSONAL


def test_whatever_belongs_to_a_person_can_be_found_by_that_person():
    for model in MODELS:
        fields = [field for field in model._meta.fields if field.related_model is Beneficiary]
        if fields and following.is_followed(model):
            assert following.about(model(**{fields[0].attname: 7}))["person"] == 7, model


def test_rows_that_are_written_in_one_statement_go_through_the_trail():
    found = {place for path in OURS if "demo" not in path.parts for place in statements_in(path)}
    found = {place for place in found if place[0] != "teams/trail.py"}
    assert found == PASSES_BY


@pytest.fixture
def robin(calderdale):
    return BeneficiaryFactory(reference="CAL-014", team=calderdale)


def test_an_entry_never_holds_a_password_an_address_of_a_calendar_or_words(robin, champion):
    champion.set_password("another tidy allotment")
    champion.calendar_number = 9
    champion.save()
    assert not TrailEntry.objects.exists()
    plan = ActivityFactory(team=robin.team, champion=champion, description="zephyrwort")
    plan.description = "zephyrwort again"
    plan.save()
    assert TrailEntry.objects.get().changes == {"description": ["written", "written"]}


def test_many_rows_leave_an_entry_each_in_one_insert(robin, champion, django_assert_num_queries):
    people = [robin, *BeneficiaryFactory.create_batch(9, team=robin.team)]
    plan = ActivityFactory(team=robin.team, champion=champion)
    ContentType.objects.get_for_model(Participation)
    # A savepoint around, the rows, and their entries.
    with django_assert_num_queries(4):
        new = [Participation(activity=plan, beneficiary=person) for person in people]
        trail.bulk_create(Participation.objects, new)
    assert TrailEntry.objects.filter(action=TrailEntry.Action.CREATE).count() == 10
    with transaction.atomic():
        assert trail.update(Participation.objects.filter(activity=plan), invitation=Invitation.INVITED) == 10
    changed = TrailEntry.objects.of_person(robin.pk).get(action=TrailEntry.Action.UPDATE)
    assert changed.changes == {"invitation": ["not_asked", "invited"]}


def test_setting_what_is_already_set_leaves_no_entry(robin):
    assert trail.update(Beneficiary.objects.filter(pk=robin.pk), status=robin.status) == 1
    assert not TrailEntry.objects.exists()


def test_a_change_that_is_taken_back_leaves_no_entry(robin):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        trail.update(Beneficiary.objects.filter(pk=robin.pk), status=Beneficiary.Status.PAUSED)
        raise ZeroDivisionError
    assert not TrailEntry.objects.exists()


def test_nothing_in_the_product_changes_or_deletes_an_entry():
    """Entries are written in `teams/trail.py` and read elsewhere."""
    for path in OURS:
        source = path.read_text()
        if "TrailEntry.objects" in source:
            changing = ("delete", "update", "bulk_update", "save")
            assert not any(f"TrailEntry.objects.{verb}" in source for verb in changing), path
    assert TrailEntry not in admin.site._registry


WEB = "wyfi_web_of_this_test"


# SQLite has no roles: whoever has the file has all of it.
@pytest.mark.postgresql_alone
def test_on_postgresql_the_web_user_adds_to_the_trail_and_reads_it_and_can_do_nothing_else(robin, champion):
    trail.keep_reading(by=champion, of=robin)
    shipped = (Path(ROOT) / "deploy/postgres/trail.sql").read_text()
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {WEB} NOLOGIN")
        # What a web user is given of every table, before the trail is taken out of it.
        cursor.execute(f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {WEB}")
        cursor.execute(shipped.replace(':"web"', WEB))
        cursor.execute(f"SET LOCAL ROLE {WEB}")
    trail.keep_reading(by=champion, of=robin)
    assert TrailEntry.objects.of_person(robin.pk).count() == 2
    for refused in (
        "UPDATE teams_trailentry SET words = ''",
        "DELETE FROM teams_trailentry",
        "TRUNCATE teams_trailentry",
        "DROP TABLE teams_trailentry",
    ):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(refused)
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    assert TrailEntry.objects.of_person(robin.pk).count() == 2


# Paper and files with something of somebody on them, by the address and what is asked of it.
TAKEN_OUT = {
    "activities:activity_print": "",
    "activities:risk_print": "",
    "activities:money_print": "",
    "activities:day_pack": "",
    "activities:reflection_collect": "",
    "activities:finance": "?first_day=2026-01-01&last_day=2026-02-01&file=csv",
    "reports:report_detail": "?format=csv",
}
# Paper that nobody stands on: for handwriting, or for everybody to read.
OF_NOBODY = {
    "activities:blank_print",
    "activities:feedback_print",
    "activities:invitation_print",
    "activities:topic_card_print",
    "activities:topic_sheet_print",
}


@pytest.mark.parametrize("name", TAKEN_OUT)
def test_what_is_printed_or_taken_as_a_file_is_kept(name, calderdale, coordinator):
    plan = ActivityFactory(team=calderdale, champion=person(Role.CHAMPION, calderdale))
    of_a_plan = "activity" in name or name.rpartition(":")[2] in {"risk_print", "money_print", "day_pack"}
    address = reverse(name, args=[plan.pk] if of_a_plan else []) + TAKEN_OUT[name]
    assert client_of(coordinator).get(address).status_code == 200
    entry = TrailEntry.objects.get(rows__isnull=False)
    assert (entry.actor, entry.action) == (coordinator, TrailEntry.Action.ACCESS)


@pytest.mark.parametrize("name", ["activity_print", "risk_print", "day_pack"])
def test_paper_that_names_people_stands_in_the_trail_of_each(name, calderdale, champion):
    people = [BeneficiaryFactory(team=calderdale), BeneficiaryFactory(team=calderdale)]
    plan = ActivityFactory(team=calderdale, champion=champion, beneficiaries=people)
    client_of(champion).get(reverse(f"activities:{name}", args=[plan.pk]))
    for each in people:
        entry = TrailEntry.objects.of_person(each.pk).get()
        assert (entry.actor, entry.action, "plan" in entry.object_repr) == (champion, TrailEntry.Action.ACCESS, True)


def test_a_receipt_that_is_opened_stands_in_the_trail_of_whom_it_was_for(calderdale, champion):
    robin = BeneficiaryFactory(team=calderdale)
    plan = ActivityFactory(team=calderdale, champion=champion, beneficiaries=[robin])
    receipt = UploadFactory(added_by=champion)
    PaymentFactory(activity=plan, beneficiary=robin, receipt=receipt)
    client_of(champion).get(receipt.get_absolute_url())
    assert TrailEntry.objects.of_person(robin.pk).get().object_repr == "a receipt of what was paid to them"


def test_a_calendar_with_references_is_in_the_trail_once_a_day_and_one_without_is_not(champion, client):
    address = reverse("activities:calendar_feed", args=[token_of(champion)])
    client.get(address)
    assert not TrailEntry.objects.exists()
    User.objects.update(calendar_has_references=True)
    for _ in range(3):
        client.get(address)
    assert TrailEntry.objects.get().object_repr == "their calendar, with references"


def test_every_page_that_prints_is_declared():
    printed = {name for name in PRODUCT if name.endswith("_print")} - {"activities:profile_print"}
    assert printed <= set(TAKEN_OUT) | OF_NOBODY


def test_signing_in_is_no_change_of_an_account(champion):
    client_of(champion)
    assert not TrailEntry.objects.exists()
