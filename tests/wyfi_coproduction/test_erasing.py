"""One person is erased: nobody finds out any more who it was, and what they did still counts."""

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import DatabaseError, ProgrammingError, connection, models, transaction
from django.urls import reverse
from django.utils import timezone

from activities.demo import load_demo
from activities.models import (
    Asking,
    Conversation,
    InvitationCard,
    Lesson,
    Message,
    Participation,
    Payment,
    Reflection,
    Review,
    TopicAsked,
    Upload,
)
from beneficiaries.models import Beneficiary, Contact, Interest, Milestone, ProfileEntry, SupportNeeds
from beneficiaries.spoken_of import LEFT_AS_IT_IS, tables_of_words
from reports.figures import FIGURES
from reports.models import Export
from reports.periods import Period
from reports.rows import PEOPLE
from reports.scope import Scope
from teams import trail
from teams.models import Session, TrailEntry, User
from tests.factories import (
    ActivityFactory,
    BeneficiaryFactory,
    ContactFactory,
    HazardFactory,
    InterestFactory,
    LoneWorkingFactory,
    MilestoneFactory,
    PaymentFactory,
    ProfileEntryFactory,
    ReflectionFactory,
    SupportNeedsFactory,
    TopicFactory,
    UploadFactory,
)
from tests.helpers import client_of, text_of
from tests.wyfi_coproduction.test_access import FOUND, OF_A_TEAM, OWN, address_of
from wyfi_coproduction import erasing
from wyfi_coproduction.erasing import MustBeKept, erase_person

REFERENCE, NAME = "ZQX-907", "Zephyrine"
PLANTED = f"{REFERENCE} {NAME}"
# In small letters; the last is how a search would find the name.
TRACES = ("zqx-907", "zqx907", "zephyrin")
LIST = "admin:beneficiaries_beneficiary_changelist"


@pytest.fixture
def zephyrine(calderdale, navigator):
    return BeneficiaryFactory(reference=REFERENCE, known_as=NAME, team=calderdale, navigators=[navigator])


@pytest.fixture
def been(zephyrine, champion):
    """An activity a week ago to which Zephyrine came with somebody else."""
    day = timezone.localdate() - timedelta(days=7)
    people = [zephyrine, BeneficiaryFactory(reference="CAL-020", team=zephyrine.team)]
    plan = ActivityFactory(team=zephyrine.team, champion=champion, date=day, beneficiaries=people, kind="group")
    plan.participations.update(attendance="came", invitation="yes")
    return plan


def plant(model, field):
    """Write of the person into this column of the first row that may hold it; return whether there is one."""
    words = ["for", {REFERENCE: NAME}] if isinstance(field, models.JSONField) else PLANTED[: field.max_length]
    for pk in model._base_manager.order_by("-pk").values_list("pk", flat=True):
        try:
            with transaction.atomic():
                return bool(model._base_manager.filter(pk=pk).update(**{field.name: words}))
        except DatabaseError:
            continue
    return False


def everything_held():
    """Every value in every table, and on SQLite the bytes of its file too, in small letters."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        dump = "\n".join(connection.connection.iterdump())
        name = connection.settings_dict["NAME"]
        files = [Path(f"{name}{ending}") for ending in ("", "-wal")]
        return dump.lower() + "".join(file.read_bytes().decode("latin-1").lower() for file in files if file.exists())
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT to_jsonb(held)::text FROM "{table}" AS held')
            rows += [row for (row,) in cursor.fetchall()]
    return "\n".join(rows).lower()


def every_file(folder=""):
    folders, files = default_storage.listdir(folder)
    for name in files:
        yield default_storage.open(f"{folder}/{name}" if folder else name).read()
    for name in folders:
        yield from every_file(f"{folder}/{name}" if folder else name)


def rows_that_the_demo_has_not(person, by):
    """What is held of the person in places where the demo holds nothing."""
    plan = person.activities.first()
    trail.keep_reading(by=by, of=BeneficiaryFactory(reference="CAL-999", team=person.team), words=PLANTED)
    LogEntry.objects.create(user=by, action_flag=CHANGE, object_repr=REFERENCE, object_id=person.pk)
    Conversation.objects.create(step=plan.checklist.steps.first(), other="The café")
    InvitationCard.objects.create(activity=plan, words="Come along", changed_by=by)
    Message.objects.create(activity=plan, about="tell", subject="Friday", body="See you", by=by)
    PaymentFactory(activity=plan, beneficiary=person, by=by, receipt=UploadFactory(file__data=PLANTED.encode()))
    Export.objects.create(by=by, figure="people", format="csv", rows=1)
    ready = Export.objects.create(by=by, figure="people", format="csv", rows=1, expires_at=timezone.now())
    ready.file.save("", ContentFile(PLANTED.encode()))
    cache.set("a-page", PLANTED)


@pytest.mark.django_db(transaction=True)
def test_no_trace_of_somebody_erased_is_in_any_table_file_session_or_page_that_is_kept():
    load_demo(today=timezone.localdate())
    Beneficiary.objects.filter(reference="CAL-014").update(reference=REFERENCE, known_as=NAME)
    person, by = Beneficiary.objects.get(reference=REFERENCE), User.objects.filter(is_staff=True).first()
    rows_that_the_demo_has_not(person, by)
    session = client_of(by).session
    session["looked_for"] = PLANTED
    session.save()
    not_planted = [
        f"{model._meta.label}.{field.name}"
        for model, fields in tables_of_words()
        for field in fields
        if not plant(model, field)
    ]
    assert not not_planted, " ".join(not_planted)
    assert all(trace in everything_held() for trace in TRACES[::2])

    erase_person(person=person, by=by)

    held = everything_held()
    assert [trace for trace in TRACES if trace in held] == []
    assert not any(PLANTED.encode() in content for content in every_file())
    assert cache.get("a-page") is None
    assert not Session.objects.filter(pk=session.session_key).exists()


def test_every_table_that_belongs_to_a_person_is_thought_of():
    source = Path(erasing.__file__).read_text()
    for relation in Beneficiary._meta.related_objects:
        assert f"    {relation.related_model.__name__},\n" in source, relation.related_model


def test_what_is_left_as_it_is_is_a_column():
    for place in LEFT_AS_IT_IS:
        label, _, name = place.rpartition(".")
        assert apps.get_model(label)._meta.get_field(name)


@pytest.mark.django_db
def test_every_number_of_a_report_stays_as_it_was(been, zephyrine, coordinator):
    ContactFactory(beneficiary=zephyrine, line=PLANTED)
    MilestoneFactory(beneficiary=zephyrine, line=PLANTED)
    PaymentFactory(activity=been, beneficiary=zephyrine)
    Asking.objects.create(participation=been.participations.first(), how="phone", by=been.champion)
    today = timezone.localdate()

    def report():
        scope = Scope(coordinator, (zephyrine.team,), Period(today - timedelta(days=30), today), today)
        return [figure(scope) for figure in FIGURES], PEOPLE.find(scope).count()

    before = report()
    erase_person(person=zephyrine, by=coordinator)
    assert report() == before
    assert Contact.objects.get().line == Milestone.objects.get().line == ""
    assert Payment.objects.get().amount > 0


@pytest.mark.django_db
def test_what_they_said_and_need_is_deleted_and_they_are_on_no_plan_to_come(zephyrine, champion, coordinator):
    to_come = ActivityFactory(team=zephyrine.team, champion=champion, beneficiaries=[zephyrine])
    alone = LoneWorkingFactory(activity=to_come, with_whom=zephyrine, where="Their flat")
    ProfileEntryFactory(beneficiary=zephyrine, part="interests", words="harps").interests.add(
        InterestFactory(word="harps")
    )
    SupportNeedsFactory(beneficiary=zephyrine)
    ReflectionFactory(beneficiary=zephyrine)
    Lesson.objects.create(about="person", beneficiary=zephyrine, words="Meet at the door.", by=champion)
    Review.objects.create(activity=to_come, beneficiary=zephyrine, by=champion, answer="fine", plan_version=1)
    erase_person(person=zephyrine, by=coordinator)
    for model in (ProfileEntry, SupportNeeds, Reflection, Lesson, Review, Participation):
        assert not model.objects.exists(), model
    assert not Interest.objects.filter(word="harps").exists()
    alone.refresh_from_db()
    assert (alone.where, alone.with_whom) == ("Somewhere", None)


@pytest.mark.django_db
def test_the_file_of_a_receipt_goes_with_whom_it_was_for(
    been, zephyrine, coordinator, django_capture_on_commit_callbacks
):
    receipt = UploadFactory()
    PaymentFactory(activity=been, beneficiary=zephyrine, receipt=receipt)
    with django_capture_on_commit_callbacks() as after:
        erase_person(person=zephyrine, by=coordinator)
    assert default_storage.exists(receipt.file.name)
    after[0]()
    assert not default_storage.exists(receipt.file.name) and not Upload.objects.exists()


@pytest.mark.django_db
def test_nobody_finds_them_in_a_list_or_on_a_page_and_a_plan_says_somebody(
    been, zephyrine, champion, coordinator, admin
):
    erase_person(person=zephyrine, by=coordinator)
    gone = Beneficiary.objects.get(is_gone=True)
    for user in (champion, coordinator):
        client = client_of(user)
        assert gone.reference not in text_of(client.get(reverse("beneficiaries:beneficiary_list")))
        assert client.get(gone.get_absolute_url()).status_code == 404
    assert gone.reference not in text_of(client_of(admin).get(reverse(LIST)))
    page = text_of(client_of(champion).get(been.get_absolute_url()))
    assert "Somebody" in page and "CAL-020" in page


@pytest.mark.django_db
def test_no_page_leads_to_somebody_erased_or_says_how_their_row_is_called(been, zephyrine, champion, coordinator):
    HazardFactory(assessment__activity=been)
    ContactFactory(beneficiary=zephyrine, by=champion)
    PaymentFactory(activity=been, beneficiary=zephyrine)
    TopicAsked.objects.create(topic=TopicFactory(team=been.team), beneficiary=zephyrine, on=timezone.localdate())
    erase_person(person=zephyrine, by=coordinator)
    client = client_of(champion)
    # Rows of a report tell people apart by what was drawn by lot.
    pages = {name for name, answer in (OWN | OF_A_TEAM).items() if answer == FOUND} - {"reports:rows_list"}
    for name in pages:
        if "CAL-014" not in (address := address_of(name, been)):
            assert "GONE-" not in client.get(address).content.decode(), name


@pytest.mark.django_db
def test_a_plan_with_somebody_erased_can_still_be_changed_and_they_stay_on_it(been, zephyrine, champion, coordinator):
    erase_person(person=zephyrine, by=coordinator)
    typed = {"description": "Baking", "date": been.date, "references": "CAL-020", "opened_version": been.version}
    client_of(champion).post(reverse("activities:activity_edit", args=[been.pk]), typed | {"kind": "group"})
    been.refresh_from_db()
    assert been.description == "Baking" and been.participations.count() == 2


@pytest.mark.django_db
def test_the_trail_says_that_one_person_was_erased_by_whom_and_not_who(zephyrine, champion, coordinator):
    trail.keep_reading(by=champion, of=zephyrine)
    erase_person(person=zephyrine, by=coordinator)
    entry = TrailEntry.objects.get()
    assert (entry.actor, entry.action, entry.object_repr) == (
        coordinator,
        TrailEntry.Action.DELETE,
        "one person, for good",
    )
    assert entry.person is None and entry.changes is None


@pytest.mark.django_db
def test_two_who_are_erased_are_not_taken_for_one(zephyrine, coordinator):
    other = BeneficiaryFactory(reference="CAL-021", team=zephyrine.team)
    erase_person(person=zephyrine, by=coordinator)
    erase_person(person=other, by=coordinator)
    erase_person(person=other, by=coordinator)
    assert Beneficiary.objects.filter(is_gone=True, known_as="").values("reference").distinct().count() == 2


@pytest.mark.django_db
def test_somebody_who_must_be_kept_is_not_erased_and_it_is_said_why(zephyrine, coordinator):
    Beneficiary.objects.update(held_why="a court")
    with pytest.raises(MustBeKept, match=f"{REFERENCE} must be kept, because: a court. Nothing was erased."):
        erase_person(person=zephyrine, by=coordinator)
    assert Beneficiary.objects.get().reference == REFERENCE


class TestInDjangoAdmin:
    @pytest.fixture
    def erase(self, zephyrine, admin):
        client = client_of(admin)

        def press(*people, **fields):
            chosen = [person.pk for person in people or [zephyrine]]
            return client.post(reverse(LIST), {"action": "erase", "_selected_action": chosen, **fields})

        return press

    def test_it_asks_for_the_reference_before_anything_is_erased(self, erase):
        page = text_of(erase())
        assert "This cannot be undone." in page and f"Erase {REFERENCE}?" in page
        assert f"That is not {REFERENCE}. Nothing was erased." in text_of(erase(again="CAL-020"))
        assert Beneficiary.objects.filter(reference=REFERENCE).exists()

    def test_with_the_reference_written_again_they_are_erased(self, erase, admin):
        assert erase(again="zqx-907 ").status_code == 302
        assert not Beneficiary.objects.filter(reference=REFERENCE).exists()
        assert TrailEntry.objects.get().actor == admin

    def test_only_one_at_a_time(self, erase, zephyrine):
        response = erase(zephyrine, BeneficiaryFactory(team=zephyrine.team))
        assert response.status_code == 302 and Beneficiary.objects.filter(is_gone=False).count() == 2

    def test_whoever_must_be_kept_is_not_offered(self, erase, zephyrine, admin):
        change = reverse("admin:beneficiaries_beneficiary_change", args=[zephyrine.pk])
        said = {"reference": REFERENCE, "known_as": NAME, "team": zephyrine.team_id, "status": "active"}
        client_of(admin).post(change, said | {"held_why": "a court"})
        assert "because: a court. Ade Coker said so on" in text_of(erase(again=REFERENCE))
        client_of(admin).post(change, said | {"held_why": ""})
        assert Beneficiary.objects.get().held_by is None

    def test_where_the_server_lets_nobody_change_the_trail_it_says_whom_to_ask(self, erase, monkeypatch):
        def refused(**of):
            raise ProgrammingError("permission denied for table teams_trailentry")

        monkeypatch.setattr("wyfi_coproduction.admin.erase_person", refused)
        assert erase(again=REFERENCE).status_code == 302
        assert Beneficiary.objects.filter(reference=REFERENCE).exists()


class TestByCommand:
    def test_it_erases_once_asked_to(self, zephyrine, coordinator, monkeypatch):
        monkeypatch.setattr("builtins.input", lambda asked: "no")
        with pytest.raises(CommandError, match="Nothing was erased"):
            call_command("erase_person", REFERENCE, by=coordinator.email)
        call_command("erase_person", "zqx-907", by=coordinator.email, yes=True, stdout=StringIO())
        assert Beneficiary.objects.get().is_gone

    @pytest.mark.parametrize(
        ("reference", "by", "said"),
        [
            ("CAL-999", "theo@test.example", "There is nobody with the reference CAL-999."),
            (REFERENCE, "who@test.example", "There is nobody at who@test.example."),
        ],
    )
    def test_it_says_who_is_not_there(self, reference, by, said, zephyrine, coordinator):
        with pytest.raises(CommandError, match=said):
            call_command("erase_person", reference, by=by, yes=True)


@pytest.mark.django_db
def test_since_when_somebody_moved_on_is_noted(zephyrine):
    for status, since in (("moved_on", timezone.localdate()), ("paused", None)):
        zephyrine.status = status
        zephyrine.save()
        assert zephyrine.closed_on == since
