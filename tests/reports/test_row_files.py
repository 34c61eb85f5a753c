"""Rows as files: at once, or made by a worker while the page says how far it is."""

import csv
import json
from datetime import date, timedelta
from io import BytesIO, StringIO

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from activities.models import Participation
from beneficiaries.models import Beneficiary
from reports import making, row_files
from reports.models import Export
from reports.row_files import BYTE_ORDER_MARK
from reports.views import rows as rows_views
from teams.models import TrailEntry
from tests.activities.growing import queries_of
from tests.factories import ActivityFactory
from tests.helpers import HTMX, client_of, text_of

pytestmark = pytest.mark.django_db
AUTUMN = {"first": "2017-09-01", "last": "2017-12-31"}
DAY = date(2017, 10, 31)


@pytest.fixture(autouse=True)
def called(monkeypatch, settings, tmp_path):
    """Files lie in a folder of this test, and workers are noted instead of started."""
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    }
    called = []
    monkeypatch.setattr(making.subprocess, "Popen", lambda command, **_: called.append(command[-1]))
    return called


@pytest.fixture
def crafts(calderdale, champion, monkeypatch):
    """A craft café with seven people; more than five are many, and two are read at a time."""
    monkeypatch.setattr(rows_views, "MOST_AT_ONCE", 5)
    monkeypatch.setattr(row_files, "AT_A_TIME", 2)
    crafts = ActivityFactory(description="=1+1", kind="group", team=calderdale, champion=champion, date=DAY)
    people = Beneficiary.objects.bulk_create(
        Beneficiary(reference=f"CAL-90{number}", team=calderdale) for number in range(7)
    )
    Participation.objects.bulk_create(
        Participation(activity=crafts, beneficiary=each, attendance="came") for each in people
    )
    return crafts


def get_rows(user, key="attendance", **filters):
    return client_of(user).get(reverse("reports:rows_list", args=[key]), AUTUMN | filters)


def ask(user, key="attendance", **filters):
    address = reverse("reports:export_ask", args=[key])
    return client_of(user).post(f"{address}?first=2017-09-01&last=2017-12-31&format={filters.get('format', 'csv')}")


def read_csv(content):
    return list(csv.reader(StringIO(content.decode().removeprefix(BYTE_ORDER_MARK))))


def body(response):
    return b"".join(response.streaming_content)


def test_few_rows_come_at_once_with_days_as_days_and_nothing_that_is_worked_out(crafts, champion):
    lines = read_csv(body(get_rows(champion, "activities_by_kind", format="csv")))
    assert lines == [["Date", "Activity", "Kind", "Team"], ["2017-10-31", "'=1+1", "In a group", "Calderdale"]]
    book = load_workbook(BytesIO(body(get_rows(champion, "activities_by_kind", format="xlsx"))))
    sheet = book["Rows"]
    assert sheet["A2"].value.date() == DAY
    assert (sheet["B2"].value, sheet["B2"].data_type) == ("'=1+1", "s")
    assert book["Definitions"]["B2"].value == "September to December 2017"


def test_rows_come_for_other_tools_as_they_are(crafts, champion):
    (row,) = json.loads(body(get_rows(champion, "activities_by_kind", format="json")))
    assert row == {"date": "2017-10-31", "activity": "=1+1", "kind": "In a group", "team": "Calderdale"}
    empty = get_rows(champion, "activities_by_kind", format="json", first="2018-01-01", last="2018-02-01")
    assert json.loads(body(empty)) == []


def test_many_rows_are_asked_for_and_a_worker_is_called_once(crafts, champion, called):
    page = text_of(get_rows(champion, format="csv"))
    assert "These are 7 rows, so it takes a few minutes." in page
    first, second = ask(champion), ask(champion)
    assert first.url == second.url
    assert called == ["make_exports"]
    waiting = text_of(client_of(champion).get(first.url))
    assert "The file is being made." in waiting and "0 of 7 rows." in waiting
    assert "See how far it is now" in waiting


@pytest.mark.parametrize("kind", ["csv", "json", "xlsx"])
def test_a_long_file_is_made_and_only_whoever_asked_opens_it(crafts, champion, coordinator, kind):
    address = ask(champion, format=kind).url
    call_command("make_exports")
    page = text_of(client_of(champion).get(address))
    assert "It is ready. Only you can open it, until" in page and "See how far it is now" not in page
    content = body(client_of(champion).get(f"{address}file/"))
    if kind == "json":
        people = [each["person"] for each in json.loads(content)]
    else:
        lines = read_csv(content) if kind == "csv" else load_workbook(BytesIO(content))["Rows"].values
        people = [person for _, person, *_ in lines][1:]
    assert people == [f"CAL-90{number}" for number in range(7)]
    for path in (address, f"{address}file/"):
        assert client_of(coordinator).get(path).status_code == 404
    assert Export.objects.get().rows_done == 7


def test_who_takes_rows_out_is_in_the_trail_with_the_filters_and_how_many(crafts, champion):
    get_rows(champion, "activities_by_kind", format="csv")
    address = ask(champion).url
    call_command("make_exports")
    body(client_of(champion).get(f"{address}file/"))
    report = reverse("reports:report_detail")
    client_of(champion).get(report, AUTUMN | {"format": "json"})
    client_of(champion).get(report, AUTUMN)
    taken = TrailEntry.objects.filter(rows__isnull=False).order_by("pk")
    assert list(taken.values_list("object_repr", "rows"))[:2] == [("activities as csv", 1), ("places as csv", 7)]
    assert [(entry.actor, entry.object_repr) for entry in taken][2:] == [(champion, "figures as json")]
    assert taken[0].words == "September to December 2017; Calderdale; Every number"


def test_the_report_leads_back_to_ones_own_long_files(crafts, champion, coordinator):
    address, report = ask(champion).url, reverse("reports:report_detail")
    entry = f'<a href="{address}">Who came as CSV</a>'
    assert f"{entry}: being made." in text_of(client_of(champion).get(report, AUTUMN))
    call_command("make_exports")
    assert f"{entry}: ready until " in text_of(client_of(champion).get(report, AUTUMN))
    assert address not in text_of(client_of(coordinator).get(report, AUTUMN))


def test_how_far_it_is_comes_as_a_part_of_the_page(crafts, champion):
    address = ask(champion).url
    Export.objects.update(rows_done=4)
    part = text_of(client_of(champion).get(address, headers=HTMX))
    assert part.lstrip().startswith('<div id="export"') and 'value="4" max="7"' in part


def test_where_a_worker_has_gone_another_begins_again(crafts, champion, called):
    address, now = ask(champion).url, timezone.now()
    Export.objects.update(worked_at=now - timedelta(minutes=1), rows_done=2, called_at=now - timedelta(minutes=5))
    assert Export.objects.claim(now) is None
    assert client_of(champion).get(address).status_code == 200 and len(called) == 1
    Export.objects.update(worked_at=now - timedelta(minutes=3))
    client_of(champion).get(address)
    client_of(champion).get(address)
    assert len(called) == 2
    call_command("make_exports")
    assert Export.objects.get().rows_done == 7


def test_two_workers_never_make_the_same_file(crafts, champion):
    ask(champion)
    assert Export.objects.claim(timezone.now()) is not None
    assert Export.objects.claim(timezone.now()) is None


def test_a_worker_that_was_taken_for_gone_keeps_its_hands_off(crafts, champion, monkeypatch):
    ask(champion)
    batches = row_files.batches

    def slowly(found):
        for batch in batches(found):
            Export.objects.update(worked_at=timezone.now() + timedelta(seconds=5))
            yield batch

    monkeypatch.setattr(row_files, "batches", slowly)
    assert making.make_waiting() == 0
    assert not Export.objects.get().is_ready and default_storage.listdir("") == ([], [])


def test_what_expired_is_gone_with_its_file(crafts, champion):
    address = ask(champion).url
    call_command("make_exports")
    name = Export.objects.get().file.name
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        assert client_of(champion).get(f"{address}file/").status_code == 404
        call_command("make_exports")
    assert not default_storage.exists(name) and not Export.objects.exists()


def test_whoever_left_meanwhile_gets_nothing(crafts, champion):
    address = ask(champion).url
    champion.memberships.all().delete()
    call_command("make_exports")
    assert Export.objects.get().has_failed
    assert "could not be made" in text_of(client_of(champion).get(address))
    ask(champion)
    assert Export.objects.count() == 1


def test_asking_again_after_it_failed_makes_a_new_one(crafts, champion):
    ask(champion)
    Export.objects.update(has_failed=True)
    ask(champion)
    assert Export.objects.count() == 2


def test_hidden_numbers_have_no_rows_in_files_either(crafts, champion):
    assert "Content-Disposition" not in get_rows(champion, "activities_by_kind", format="csv", numbers="inside")
    address = reverse("reports:export_ask", args=["attendance"])
    client_of(champion).post(f"{address}?first=2017-09-01&last=2017-12-31&format=csv&numbers=inside")
    assert not Export.objects.exists()


def test_more_than_excel_holds_is_said(crafts, champion, monkeypatch):
    monkeypatch.setattr(rows_views, "MOST_IN_EXCEL", 6)
    page = text_of(get_rows(champion, format="xlsx"))
    assert "Take CSV, or choose fewer days." in page and "Make the file" not in page


def test_the_page_of_a_long_file_takes_as_many_queries_however_many_there_are(crafts, champion):
    address, client = ask(champion).url, client_of(champion)
    few = queries_of(lambda: client.get(address))
    for key in ("invitations", "milestones", "faces"):
        ask(champion, key)
    assert queries_of(lambda: client.get(address)) == few <= 6


def test_the_database_keeps_a_file_that_is_being_made_from_being_asked_for_twice(crafts, champion):
    ask(champion)
    same = Export.objects.values("by_id", "figure", "filters", "format", "rows").get()
    with pytest.raises(IntegrityError):
        Export.objects.create(**same)
