"""The paper's own figures come out of the report."""

import pytest
from django.urls import reverse

from tests.helpers import client_of
from tests.reports.autumn_2017 import BENEFICIARIES_JOINED, PEER_MENTORS_JOINED, PEOPLE, write_autumn_2017

pytestmark = pytest.mark.django_db


@pytest.fixture
def printed(coordinator):
    """Every row that the page prints for September to December 2017: `{figure: {row: [numbers]}}`."""
    write_autumn_2017()
    address = reverse("reports:report_detail") + "?first=2017-09-01&last=2017-12-31"
    tables = client_of(coordinator).get(address).context["tables"]
    return {table.key: {row[0]: row[1:] for row in [*table.said, table.said_total] if row} for table in tables}


def test_eight_kinds_of_activities_were_done(printed):
    assert printed["activities_by_kind"]["In all"] == ["11", "8"]


def test_35_to_40_beneficiaries_had_meaningful_contact(printed):
    assert printed["people_by_team"] == {
        **{team: [str(number)] for team, number in PEOPLE.items()},
        "The Hub": ["0"],
        "In all": ["38"],
    }
    assert 35 <= sum(PEOPLE.values()) <= 40
    assert printed["compared_people"]["Beneficiaries with meaningful contact"][0] == "38"
    assert printed["people_by_contact"]["In all"] == ["38"]


def test_seven_beneficiaries_and_five_peer_mentors_joined_the_network(printed):
    assert printed["new_network_members"] == {"Beneficiaries": ["7"], "Peer mentors": ["5"], "In all": ["12"]}
    assert (BENEFICIARIES_JOINED, PEER_MENTORS_JOINED) == (7, 5)


def test_ten_people_came_to_the_halloween_craft_cafe(printed, coordinator):
    address = reverse("reports:report_detail") + "?first=2017-10-31&last=2017-10-31"
    tables = {table.key: table for table in client_of(coordinator).get(address).context["tables"]}
    came = {row[0]: row[1] for row in tables["people_by_contact"].rows}
    assert came["At an activity"] == 10
    assert tables["activities_by_kind"].total == ("In all", 1, 1)
