"""Admins add people from a CSV or XLSX file: they see what it would change, then all of it is saved or none."""

import re
import time
from io import BytesIO
from unittest.mock import Mock
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import Workbook

from teams import resources
from teams.admin import tables
from teams.models import Membership, Role, User
from tests.factories import TeamFactory, UserFactory

HEADER = "name,email,team,role"


@pytest.fixture
def desk(client, db):
    """The browser of somebody who is an admin and nothing else."""
    client.force_login(UserFactory(name="Ade Coker", is_staff=True))
    return client


def csv_of(*rows, header=HEADER):
    return SimpleUploadedFile("people.csv", "\n".join([header, *rows]).encode())


def xlsx_of(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    kept = BytesIO()
    book.save(kept)
    return SimpleUploadedFile("people.xlsx", kept.getvalue())


def with_sheet(xml):
    """A spreadsheet whose one sheet says this."""
    kept = BytesIO()
    with ZipFile(xlsx_of([])) as book, ZipFile(kept, "w", ZIP_DEFLATED) as changed:
        for name in book.namelist():
            changed.writestr(name, xml if name.endswith("sheet1.xml") else book.read(name))
    return SimpleUploadedFile("people.xlsx", kept.getvalue())


def preview(desk, file):
    return desk.post(reverse("admin:teams_user_import"), {"resource": "0", "import_file": file})


def confirm(desk, response):
    return desk.post(reverse("admin:teams_user_process_import"), response.context["confirm_form"].initial, follow=True)


def take_in(desk, *rows):
    return confirm(desk, preview(desk, csv_of(*rows)))


def errors_of(response):
    """`{line: {column: [sentence]}}` as the page lists them."""
    return {row.number + 1: row.field_specific_errors for row in response.context["result"].invalid_rows}


@pytest.mark.parametrize("model", ["teams_user", "beneficiaries_beneficiary"])
def test_the_page_on_running_it_calls_the_link_what_it_is_called(desk, settings, model):
    page = desk.get(reverse(f"admin:{model}_changelist")).content.decode()
    [link] = re.findall(rf'href="{reverse(f"admin:{model}_import")}">([^<]*)<', page)
    assert f"“{link}”" in (settings.BASE_DIR / "docs/running.md").read_text()


def test_looking_at_a_file_saves_nothing(desk, leeds):
    page = preview(desk, csv_of("Kit Barlow,kit@test.example,Leeds,Champion")).content.decode()
    assert "New person" in page
    assert not User.objects.filter(email="kit@test.example").exists()


def test_a_new_person_gets_an_account_without_a_password_and_a_role(desk, leeds):
    take_in(desk, "Kit Barlow,Kit@Test.example,leeds,lead navigator")
    kit = User.objects.get(email="kit@test.example")
    assert not kit.has_usable_password()
    assert kit.is_active
    assert not kit.is_staff
    assert list(kit.memberships.values_list("team__name", "role")) == [("Leeds", Role.LEAD_NAVIGATOR)]


def test_somebody_with_two_rows_is_one_person_in_two_teams(desk, leeds, calderdale):
    take_in(desk, "Kit Barlow,kit@test.example,Leeds,Champion", "Kit Barlow,KIT@test.example,Calderdale,lead_navigator")
    memberships = User.objects.get(email="kit@test.example").memberships
    assert set(memberships.values_list("team__name", "role")) == {
        ("Leeds", Role.CHAMPION),
        ("Calderdale", Role.LEAD_NAVIGATOR),
    }


def test_somebody_who_is_known_gets_the_new_name_and_role_and_keeps_their_password(desk, champion):
    response = preview(desk, csv_of("Ruby Bell,RUBY@test.example,Calderdale,NAVIGATOR"))
    page = response.content.decode()
    assert "<del>Ruby Oyelaran</del> <ins>Ruby Bell</ins>" in page
    assert "<del>Champion</del> <ins>Navigator</ins>" in page
    confirm(desk, response)
    ruby = User.objects.get(pk=champion.pk)
    assert (ruby.name, ruby.memberships.get().role) == ("Ruby Bell", Role.NAVIGATOR)
    assert ruby.password == champion.password


def test_somebody_who_is_known_can_join_another_team(desk, champion, leeds):
    page = preview(desk, csv_of("Ruby Oyelaran,ruby@test.example,Leeds,Champion"))
    assert "New team for this person" in page.content.decode()
    confirm(desk, page)
    assert champion.memberships.count() == 2


def test_a_row_that_changes_nothing_is_counted_and_not_written_down(desk, champion):
    page = take_in(desk, "Ruby Oyelaran,ruby@test.example,Calderdale,Champion")
    assert "0 new, 0 changed, 1 the same as before" in page.content.decode()
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize(
    "row, column, sentence",
    [
        (",kit@test.example,Leeds,Champion", "name", "Write the person's name."),
        ("   ,kit@test.example,Leeds,Champion", "name", "Write the person's name."),
        ("Kit,,Leeds,Champion", "email", "Write the person's e-mail address."),
        ("Kit,kit at test,Leeds,Champion", "email", "This is not an e-mail address. It looks like mel@example.org."),
        ("Kit,kit@test.example,Leads,Champion", "team", "There is no team called “Leads”. The teams are: Leeds."),
        ("Kit,kit@test.example,,Champion", "team", "Write the name of the team."),
        (
            "Kit,kit@test.example,Leeds,Boss",
            "role",
            "“Boss” is not one of these: Champion, Navigator, Lead navigator, Coordinator.",
        ),
        ("Kit,kit@test.example,Leeds,", "role", "Write the person's role."),
    ],
)
def test_a_wrong_row_is_named_with_its_column(desk, leeds, row, column, sentence):
    response = preview(desk, csv_of("Ann Lee,ann@test.example,Leeds,Champion", row))
    assert errors_of(response) == {3: {column: [sentence]}}
    assert "confirm_form" not in response.context
    assert "Put these lines right in your file" in response.content.decode()


def test_the_same_person_and_team_twice_is_an_error_on_the_second_row(desk, leeds):
    response = preview(desk, csv_of("Kit,kit@test.example,Leeds,Champion", "Kit,KIT@test.example,LEEDS,Navigator"))
    assert errors_of(response) == {3: {"email": ["Line 2 is about the same email and team."]}}


def test_two_names_for_one_address_are_an_error(desk, leeds, calderdale):
    response = preview(desk, csv_of("Kit,kit@test.example,Leeds,Champion", "Kat,kit@test.example,Calderdale,Champion"))
    assert errors_of(response) == {3: {"name": ["Line 2 has another name for the same e-mail address."]}}


def test_blank_lines_are_passed_over(desk, leeds):
    file = xlsx_of(HEADER.split(","), ["Kit", "kit@test.example", "Leeds", "Champion"], [None] * 4, ["", " ", "", ""])
    confirm(desk, preview(desk, file))
    assert Membership.objects.get().user.email == "kit@test.example"


def test_a_spreadsheet_is_read_like_a_csv_file_with_headings_in_any_case(desk, leeds):
    file = xlsx_of([" Name", "EMAIL", "Team", "Role"], ["Kit", "kit@test.example", "Leeds", "champion"])
    confirm(desk, preview(desk, file))
    assert Membership.objects.get().role == Role.CHAMPION


def test_a_csv_file_saved_by_excel_is_read(desk, leeds):
    rows = f"{HEADER}\r\nZoë Łuć,zoe@test.example,Leeds,Champion\r\n"
    confirm(desk, preview(desk, SimpleUploadedFile("people.csv", rows.encode("utf-8-sig"))))
    assert User.objects.get(email="zoe@test.example").name == "Zoë Łuć"


@pytest.mark.parametrize(
    "file, sentence",
    [
        (SimpleUploadedFile("people.pdf", b"%PDF"), "Choose a file with a name that ends in .csv or .xlsx."),
        (SimpleUploadedFile("people.xlsx", b"not a spreadsheet"), "This file could not be read."),
        (SimpleUploadedFile("people.csv", b"name\nZo\xeb"), "This file could not be read."),
        (
            SimpleUploadedFile("people.csv", b"name,email\nKit,kit@test.example,Leeds"),
            "Line 2 has more cells than there are column names on line 1.",
        ),
        (SimpleUploadedFile("people.csv", HEADER.encode()), "This file has no rows under the column names."),
        (SimpleUploadedFile("people.csv", b"x" * 2_000_000), "This file is too large."),
        (csv_of("Kit,Champion", header="name,role"), "The first row has no column called: email, team."),
    ],
)
def test_a_file_that_cannot_be_used_is_answered_with_what_to_do(desk, file, sentence):
    file.seek(0)
    page = preview(desk, file).content.decode()
    assert sentence in page
    assert "Traceback" not in page


def test_one_wrong_row_at_the_last_moment_saves_none(desk, leeds, calderdale):
    response = preview(desk, csv_of("Kit,kit@test.example,Leeds,Champion", "Ann,ann@test.example,Calderdale,Champion"))
    calderdale.delete()
    page = confirm(desk, response)
    assert "Nothing was changed, because something is different since you looked." in page.content.decode()
    assert not Membership.objects.exists()
    assert not User.objects.filter(email="kit@test.example").exists()


def test_two_admins_taking_in_the_same_person_at_once_never_break_the_page(desk, leeds, monkeypatch):
    """The second finds, on saving, that the address was taken since it looked."""

    def saved_by_somebody_else_first(*, membership):
        UserFactory(email=membership.user.email)
        UserFactory.build(email=membership.user.email).save()

    response = preview(desk, csv_of("Kit,kit@test.example,Leeds,Champion"))
    monkeypatch.setattr(resources, "save_membership", saved_by_somebody_else_first)
    assert "Nothing was changed" in confirm(desk, response).content.decode()
    assert not User.objects.filter(email="kit@test.example").exists()


def test_saying_yes_twice_takes_the_file_in_once(desk, leeds):
    response = preview(desk, csv_of("Kit,kit@test.example,Leeds,Champion"))
    confirm(desk, response)
    page = confirm(desk, response).content.decode()
    assert "This file was taken in already" in page
    assert Membership.objects.count() == 1


def test_only_who_saw_the_preview_says_yes_to_it(desk, client, leeds):
    response = preview(desk, csv_of("Kit,kit@test.example,Leeds,Champion"))
    client.force_login(UserFactory(is_staff=True))
    assert "Choose it again." in confirm(client, response).content.decode()
    assert not Membership.objects.exists()


@pytest.mark.parametrize(
    "changed",
    [
        {"sealed": ""},
        {"sealed": "\0"},
        {"sealed": "x:y"},
        {"sealed": "", "format": "9", "resource": "0", "import_file_name": "invented", "original_file_name": "a.csv"},
        {"format": "1", "resource": "9", "import_file_name": "invented"},
    ],
)
def test_what_the_page_hides_cannot_be_changed(desk, leeds, changed):
    response = preview(desk, csv_of("Kit,kit@test.example,Leeds,Champion"))
    form = response.context["confirm_form"].initial
    page = desk.post(reverse("admin:teams_user_process_import"), form | changed, follow=True).content.decode()
    assert ("Choose it again." in page) == ("sealed" in changed)
    assert Membership.objects.exists() == ("sealed" not in changed)


class TestLargeFiles:
    ROW = ["Kit", "kit@test.example", "Leeds", "Champion"]

    def test_five_hundred_rows_are_taken_in_between_blank_ones(self, desk, leeds):
        rows = [["Kit", f"kit{number}@test.example", "Leeds", "Champion"] for number in range(500)]
        confirm(desk, preview(desk, xlsx_of(HEADER.split(","), *rows[:100], [], *rows[100:], *[[" "]] * 600)))
        assert Membership.objects.count() == 500

    def test_more_are_refused(self, desk):
        for file in (csv_of(*[",".join(self.ROW)] * 501), xlsx_of(HEADER.split(","), *[self.ROW] * 501)):
            page = preview(desk, file).content.decode()
            assert "This file has more than 500 rows. Split it into smaller files." in page

    @pytest.mark.parametrize("line", [1_048_576, 10**15])
    def test_a_cell_at_the_foot_of_the_sheet_costs_no_time(self, desk, line):
        sheet = (
            f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
            f'<row r="1"><c t="str"><v>name</v></c></row><row r="{line}"><c><v>1</v></c></row></sheetData></worksheet>'
        )
        start = time.monotonic()
        page = preview(desk, with_sheet(sheet)).content.decode()
        assert time.monotonic() - start < 2
        assert "This file has more than 500 rows." in page

    def test_what_unpacks_to_too_much_is_not_unpacked(self, desk, monkeypatch):
        monkeypatch.setattr(tables, "load_workbook", Mock(side_effect=AssertionError))
        page = preview(desk, with_sheet("<c/>" * 1_000_000)).content.decode()
        assert "There is too much in this file." in page

    def test_a_line_of_a_million_cells_costs_no_time(self, desk):
        start = time.monotonic()
        assert preview(desk, csv_of("," * 1_000_000)).status_code == 200
        assert time.monotonic() - start < 2

    def test_the_first_wrong_lines_are_shown_and_the_rest_counted(self, desk):
        page = preview(desk, csv_of(*["Kit,kit,Leeds,Champion"] * 500)).content.decode()
        assert page.count('<th scope="row">') == 50 + len(HEADER.split(","))
        assert "And 450 more." in page


def test_queries_grow_by_what_is_saved_alone(desk, leeds):
    rows = [f"Kit,kit{number}@test.example,Leeds,Champion" for number in range(40)]
    take_in(desk, *rows)
    counts = []
    for some in (rows[:3], rows):
        with CaptureQueriesContext(connection) as queries:
            preview(desk, csv_of(*some))
        counts.append(sum("SELECT" in query["sql"] for query in queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("column", range(4))
def test_a_character_that_cannot_be_kept_is_an_error_on_its_line(desk, leeds, column):
    row = ["Kit", "kit@test.example", "Leeds", "Champion"]
    row[column] += "\0x"
    assert errors_of(preview(desk, csv_of(",".join(row)))).keys() == {2}


def test_what_came_from_a_file_is_in_the_history(desk, champion, leeds):
    take_in(desk, "Kit,kit@test.example,Leeds,Champion", "Ruby Oyelaran,ruby@test.example,Leeds,Navigator")
    entries = LogEntry.objects.order_by("pk").values_list("object_repr", "action_flag", "change_message")
    assert list(entries) == [
        ("Kit", 1, "Taken from a file: Champion, Leeds."),
        ("Ruby Oyelaran", 2, "Taken from a file: Navigator, Leeds."),
    ]


def test_the_preview_carries_no_style_that_the_content_security_policy_would_refuse(desk, champion):
    page = preview(desk, csv_of("Ruby <b>Bell,ruby@test.example,Calderdale,Navigator")).content.decode()
    assert "style=" not in page
    assert "Ruby &lt;b&gt;Bell" in page


def test_only_admins_may_take_in_a_file(client, coordinator):
    client.force_login(coordinator)
    response = preview(client, csv_of("Kit,kit@test.example,Leeds,Champion"))
    assert response.status_code == 302
    assert "/admin/login/" in response.url or reverse("account_login") in response.url


def test_the_example_file_can_be_taken_in(desk, settings):
    for name in ("Calderdale", "Kirklees", "The Hub"):
        TeamFactory(name=name)
    rows = (settings.BASE_DIR / "docs/examples/people.csv").read_bytes()
    confirm(desk, preview(desk, SimpleUploadedFile("people.csv", rows)))
    assert Membership.objects.count() == 5
