"""The trail: who changed, read or took out what, from where, and whose it is."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from teams import trail
from teams.models import TrailEntry
from tests.factories import BeneficiaryFactory
from tests.helpers import client_of

pytestmark = pytest.mark.django_db
ACTION = TrailEntry.Action


@pytest.fixture
def robin(calderdale):
    return BeneficiaryFactory(reference="CAL-014", known_as="Robin", team=calderdale)


def test_reading_somebodys_page_is_kept_in_one_insert(robin, champion, django_assert_num_queries):
    trail.keep_reading(by=champion, of=robin)
    with django_assert_num_queries(1):
        trail.keep_reading(by=champion, of=robin, words="I am standing in for a colleague")
    entry, _ = TrailEntry.objects.of_person(robin.pk)
    assert (entry.actor, entry.action) == (champion, ACTION.ACCESS)
    assert entry.words == "I am standing in for a colleague"


def test_taking_rows_out_is_kept_with_the_choices_that_made_them(champion):
    trail.keep_taking_out(by=champion, what="the finance file", filters="April 2026", rows=31)
    entry = TrailEntry.objects.get()
    assert (entry.actor, entry.object_repr, entry.words, entry.rows) == (champion, "the finance file", "April 2026", 31)
    assert entry.person is None


def test_no_entry_says_whose_it_is_in_words(robin, champion):
    trail.keep_reading(by=champion, of=robin)
    robin.known_as = "Rowan"
    robin.save()
    for entry in TrailEntry.objects.values():
        assert not {"Robin", "Rowan", "CAL-014"} & set(str(entry).replace("'", " ").split())


@pytest.mark.parametrize(
    ("proxies", "headers", "kept"),
    [
        (0, {"REMOTE_ADDR": "203.0.113.77"}, "203.0.113.0"),
        (0, {"REMOTE_ADDR": "2001:db8:aaaa:bbbb::1"}, "2001:db8:aaaa::"),
        # Anybody can write this header: it counts only where a proxy of ours writes it.
        (0, {"REMOTE_ADDR": "203.0.113.77", "HTTP_X_FORWARDED_FOR": "198.51.100.9"}, "203.0.113.0"),
        (1, {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "1.2.3.4, 198.51.100.9"}, "198.51.100.0"),
        (2, {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "198.51.100.9"}, None),
    ],
)
def test_an_entry_says_who_did_it_and_from_which_network(proxies, headers, kept, robin, admin, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    address = reverse("admin:beneficiaries_beneficiary_change", args=[robin.pk])
    said = {"reference": "CAL-014", "known_as": "Rowan", "team": robin.team_id, "status": robin.status}
    assert client_of(admin).post(address, said, **headers).status_code == 302
    entry = TrailEntry.objects.of_person(robin.pk).get()
    assert (entry.actor, entry.remote_addr) == (admin, kept)
    assert entry.changes == {"known_as": ["written", "written"]}


@given(st.ip_addresses())
def test_the_network_of_an_address_is_never_the_address_of_one_device(address):
    network = trail.network_of(str(address))
    assert trail.network_of(network) == network
    assert network.endswith(".0" if address.version == 4 else "::")
