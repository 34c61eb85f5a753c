"""Admins add beneficiaries from a file: they see what it would change, then all of it is saved or none."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from beneficiaries.models import Beneficiary
from beneficiaries.resources import NavigatorsField
from teams.models import Role
from tests.factories import BeneficiaryFactory, UserFactory, person

HEADER = "reference,known_as,team,navigators,status"


@pytest.fixture
def desk(client, db):
    """The browser of somebody who is an admin and nothing else."""
    client.force_login(UserFactory(name="Ade Coker", is_staff=True))
    return client


def preview(desk, *rows, header=HEADER):
    file = SimpleUploadedFile("beneficiaries.csv", "\n".join([header, *rows]).encode())
    url = reverse("admin:beneficiaries_beneficiary_import")
    return desk.post(url, {"resource": "0", "import_file": file})


def confirm(desk, response):
    url = reverse("admin:beneficiaries_beneficiary_process_import")
    return desk.post(url, response.context["confirm_form"].initial, follow=True)


def take_in(desk, *rows, header=HEADER):
    return confirm(desk, preview(desk, *rows, header=header))


def errors_of(response):
    """`{line: {column: [sentence]}}` as the page lists them."""
    return {row.number + 1: row.field_specific_errors for row in response.context["result"].invalid_rows}


def test_somebody_new_is_added_with_their_navigators(desk, navigator, lead_navigator):
    take_in(desk, f"cal-014,Robin,calderdale,{navigator.email.upper()}; {lead_navigator.email},having a break")
    robin = Beneficiary.objects.get(reference="CAL-014")
    assert (robin.known_as, robin.team.name, robin.status) == ("Robin", "Calderdale", "paused")
    assert set(robin.navigators.all()) == {navigator, lead_navigator}


def test_looking_at_a_file_saves_nothing(desk, calderdale):
    assert "CAL-014" in preview(desk, "CAL-014,Robin,Calderdale,,").content.decode()
    assert not Beneficiary.objects.exists()


def test_the_status_can_be_left_out(desk, calderdale):
    here = BeneficiaryFactory(reference="CAL-015", team=calderdale, status="paused")
    take_in(desk, "CAL-014,,Calderdale,", "CAL-015,Jay,Calderdale,", header="reference,known_as,team,navigators")
    here.refresh_from_db()
    assert (here.known_as, here.status) == ("Jay", "paused")
    assert Beneficiary.objects.get(reference="CAL-014").status == "active"


def test_somebody_who_is_known_gets_what_the_file_says_after_a_preview_of_it(desk, navigator, lead_navigator):
    here = BeneficiaryFactory(team=navigator.teams.get(), navigators=[navigator], known_as="Rob")
    response = preview(desk, f"{here.reference},Robin,Calderdale,{lead_navigator.email},moved_on")
    page = response.content.decode()
    assert "<del>Rob</del> <ins>Robin</ins>" in page
    assert f"<del>{navigator.email}</del> <ins>{lead_navigator.email}</ins>" in page
    assert "<del>Supported now</del> <ins>Moved on</ins>" in page
    confirm(desk, response)
    here.refresh_from_db()
    assert (here.known_as, here.status) == ("Robin", "moved_on")
    assert list(here.navigators.all()) == [lead_navigator]


def test_a_row_that_changes_nothing_is_not_written_down(desk, navigator, lead_navigator):
    here = BeneficiaryFactory(team=navigator.teams.get(), navigators=[navigator, lead_navigator], known_as="Robin")
    take_in(desk, f"{here.reference},Robin,Calderdale,{navigator.email} {lead_navigator.email},active")
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize(
    "row, column, sentence",
    [
        (",Robin,Calderdale,,", "reference", "Write the person's reference."),
        (
            "Robin Hood,,Calderdale,,",
            "reference",
            "A reference looks like CAL-014: two to four letters, a dash, three to five numbers.",
        ),
        ("CAL-014,,Halifax,,", "team", "There is no team called “Halifax”. The teams are: Calderdale."),
        ("CAL-014,,Calderdale,mel@test.example,", "navigators", "mel@test.example is not a navigator in Calderdale."),
        (
            "CAL-014,,Calderdale,,Gone",
            "status",
            "“Gone” is not one of these: Supported now, Having a break, Moved on.",
        ),
        (f"CAL-014,{'a' * 41},Calderdale,,", "known_as", "Ensure this value has at most 40 characters (it has 41)."),
    ],
)
def test_a_wrong_row_is_named_with_its_column(desk, calderdale, row, column, sentence):
    response = preview(desk, "CAL-013,,Calderdale,,", row)
    assert errors_of(response) == {3: {column: [sentence]}}
    assert "confirm_form" not in response.context


def test_a_champion_or_another_teams_navigator_is_refused(desk, champion, leeds):
    elsewhere = person(Role.NAVIGATOR, leeds, email="nia@test.example")
    response = preview(desk, f'CAL-014,,Calderdale,"{champion.email}, {elsewhere.email}",')
    assert errors_of(response)[2] == {
        "navigators": [
            "nia@test.example is not a navigator in Calderdale.",
            "ruby@test.example is not a navigator in Calderdale.",
        ]
    }


def test_somebody_in_another_team_stays_there(desk, calderdale, leeds):
    here = BeneficiaryFactory(reference="CAL-014", team=leeds, known_as="Robin")
    response = preview(desk, "cal-014,Rob,Calderdale,,")
    assert errors_of(response) == {2: {"reference": ["CAL-014 is already with Leeds, so nothing can change here."]}}
    here.refresh_from_db()
    assert here.known_as == "Robin"


def test_the_same_reference_twice_is_an_error_on_the_second_row(desk, calderdale):
    response = preview(desk, "CAL-014,,Calderdale,,", "cal-014,,Calderdale,,")
    assert errors_of(response) == {3: {"reference": ["Line 2 is about the same reference."]}}


def test_one_wrong_row_at_the_last_moment_saves_none(desk, navigator):
    response = preview(desk, "CAL-014,,Calderdale,,", f"CAL-015,,Calderdale,{navigator.email},")
    navigator.memberships.all().delete()
    assert "Nothing was changed" in confirm(desk, response).content.decode()
    assert not Beneficiary.objects.exists()


def test_what_came_from_a_file_is_in_the_history(desk, calderdale):
    BeneficiaryFactory(reference="CAL-014", team=calderdale)
    take_in(desk, "CAL-014,Robin,Calderdale,,", "CAL-015,,Calderdale,,")
    entries = LogEntry.objects.order_by("object_repr").values_list("object_repr", "action_flag", "change_message")
    assert list(entries) == [("CAL-014", 2, "Taken from a file."), ("CAL-015", 1, "Taken from a file.")]


def test_the_example_file_can_be_taken_in(desk, calderdale, settings):
    person(Role.NAVIGATOR, calderdale, email="mel.carter@example.org")
    person(Role.LEAD_NAVIGATOR, calderdale, email="sam.okafor@example.org")
    header, *rows = (settings.BASE_DIR / "docs/examples/beneficiaries.csv").read_text().splitlines()
    take_in(desk, *rows, header=header)
    assert Beneficiary.objects.get(reference="CAL-015").navigators.count() == 2
    assert Beneficiary.objects.count() == 3


def test_queries_grow_by_what_is_saved_and_logged_alone(desk, navigator):
    rows = [f"CAL-{number:03},,Calderdale,{navigator.email}," for number in range(40)]
    take_in(desk, *rows)
    counts = []
    for some in (rows[:3], rows):
        with CaptureQueriesContext(connection) as queries:
            preview(desk, *some)
        counts.append(sum("SELECT" in query["sql"] for query in queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("column", range(5))
def test_a_character_that_cannot_be_kept_is_an_error_on_its_line(desk, navigator, column):
    row = ["CAL-014", "Robin", "Calderdale", navigator.email, "active"]
    row[column] += "\0x"
    assert errors_of(preview(desk, ",".join(row))).keys() == {2}


def test_the_file_of_another_page_cannot_be_taken_in_here(desk, calderdale):
    sealed = preview(desk, "CAL-014,,Calderdale,,").context["confirm_form"].initial
    response = desk.post(reverse("admin:teams_user_process_import"), sealed)
    assert response.url == reverse("admin:teams_user_import")
    assert "Choose it again." in str(*get_messages(response.wsgi_request))


@pytest.mark.parametrize("separator", [" ", ",", ";", ", ", "\n"])
def test_addresses_may_stand_apart_in_any_usual_way(separator):
    typed = separator.join(["Mel@test.example", "sam@test.example", "mel@test.example"])
    assert NavigatorsField().clean(typed) == ["mel@test.example", "sam@test.example"]
