"""Whatever is sent to the product, it answers in words, and what it refuses changes nothing.

`make fuzz` tries 20,000 inputs; `make test` some hundred of them.
"""

import logging
import os
import re

import pytest
from django.conf import settings as product
from django.urls import reverse

from teams.models import Role
from tests.factories import (
    ActivityFactory,
    BeneficiaryFactory,
    HazardFactory,
    ReflectionFactory,
    VenueFactory,
    person,
)
from tests.helpers import client_of
from tests.trust import results
from tests.trust.fuzz import Maker, Outcome, try_one
from tests.wyfi_coproduction.test_access import KEPT, PRODUCT, TOLD, WRITTEN, address_of, days_address, written_address

HOW_MANY = int(os.environ.get("FUZZ", 200))
SEED = 20261014


def addresses(plan):
    """Every address of the product outside Django admin, filled in with one plan and one person."""
    told = ReflectionFactory(beneficiary=plan.beneficiaries.get(), by=plan.champion, shared="team")
    filled = {}
    for name in PRODUCT:
        if name in WRITTEN:
            filled[name] = written_address(name, plan)
        elif name in TOLD:
            filled[name] = reverse(name, args=[told.pk])
        elif name in KEPT:
            filled[name] = days_address(name, plan.champion)
        else:
            filled[name] = address_of(name, plan)
    return filled


@pytest.fixture
def clients(plan, coordinator, admin, outsider, client):
    roles = (Role.CHAMPION, Role.NAVIGATOR, Role.LEAD_NAVIGATOR)
    people = [plan.champion, *(person(role, plan.team) for role in roles), coordinator, admin, outsider]
    signed_in = {str(place): client_of(user) for place, user in enumerate(people)} | {"nobody": client}
    for each in signed_in.values():
        each.raise_request_exception = False
    return signed_in


@pytest.fixture
def plan(calderdale):
    robin = BeneficiaryFactory(reference="CAL-014", team=calderdale)
    plan = ActivityFactory(team=calderdale, beneficiaries=[robin], venue=VenueFactory())
    HazardFactory(assessment__activity=plan)
    return plan


@pytest.fixture
def quiet():
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.django_db
def test_nothing_that_is_sent_breaks_the_product_or_changes_what_it_refused(settings, plan, clients, quiet):
    settings.COSTLY_RATES = {}
    to = addresses(plan)

    def open_page(path):
        response = clients["0"].get(path)
        return "" if response.streaming else response.content.decode(errors="replace")

    maker, outcome = Maker(seed=SEED, addresses=to, who=list(clients), open_page=open_page), Outcome()
    for _ in range(HOW_MANY):
        tried = maker.make()
        outcome.note(tried, try_one(clients[tried.who], tried))
    print(f"Fuzz: {outcome}.")
    if "FUZZ" in os.environ:
        database = product.DATABASES["default"]["ENGINE"].rpartition(".")[2]
        results.write("fuzz", {**outcome.counts, "failed": outcome.counts["failed"], "database": database})
    assert not outcome.failures, outcome.failures


@pytest.mark.django_db
def test_no_number_in_an_address_is_too_large(plan, coordinator):
    client = client_of(coordinator)
    for name in PRODUCT:
        for number in re.findall(r"(?<=/)\d+(?=/)", path := address_of(name, plan)):
            assert client.get(path.replace(number, "9" * 19)).status_code < 500, name
