"""Whatever is sent to the product, it answers in words, and what it refuses changes nothing.

`make fuzz` tries 20,000 inputs; `make test` some hundred of them.
"""

import logging
import os
import random
import re

import pytest
from django.conf import settings as product
from django.urls import reverse

from activities.models import Activity
from beneficiaries.models import Beneficiary
from checklist.models import Step
from tests.activities.money_moves import give_cash
from tests.factories import (
    ActivityFactory,
    BeneficiaryFactory,
    BudgetFactory,
    HazardFactory,
    ReflectionFactory,
    VenueFactory,
)
from tests.helpers import client_of
from tests.trust import results
from tests.trust.fuzz import AnotherTeams, Browser, Outcome, try_one
from tests.trust.odd import Maker
from tests.wyfi_coproduction.test_access import (
    INSIDE_ADMIN,
    KEPT,
    PRODUCT,
    TOLD,
    WRITTEN,
    address_of,
    admin_address,
    days_address,
    kept_in_admin,
    written_address,
)

HOW_MANY = int(os.environ.get("FUZZ", 200))
SEED = int(os.environ.get("FUZZ_SEED", 20261014))
SECRET = "zephyrwort"


def addresses(plan, admin):
    """Every address of the product and of Django admin, filled in with one plan and one person."""
    told = ReflectionFactory(beneficiary=plan.beneficiaries.get(), by=plan.champion, shared="team")
    kept = kept_in_admin(plan, plan.champion, admin)
    filled = {name: admin_address(name, kept).partition("?")[0] for name in INSIDE_ADMIN}
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
def browsers(plan, navigator, lead_navigator, coordinator, admin, outsider):
    people = {"champion": plan.champion, "navigator": navigator, "lead navigator": lead_navigator}
    people |= {"coordinator": coordinator, "admin": admin, "outsider": outsider}
    return {who: Browser(client_of(user).cookies) for who, user in people.items()} | {"nobody": Browser({})}


@pytest.fixture
def plan(calderdale, champion, coordinator):
    robin = BeneficiaryFactory(reference="CAL-014", team=calderdale)
    plan = ActivityFactory(team=calderdale, champion=champion, beneficiaries=[robin], venue=VenueFactory())
    HazardFactory(assessment__activity=plan)
    give_cash(plan, BudgetFactory(team=calderdale, amount=500), coordinator)
    return plan


@pytest.fixture
def another(leeds):
    """A plan and a person of Leeds, of whom nobody in Calderdale reads or changes anything."""
    somebody = BeneficiaryFactory(reference="LEE-001", known_as=SECRET, team=leeds)
    plan = ActivityFactory(team=leeds, description=SECRET, beneficiaries=[somebody])
    steps = Step.objects.filter(checklist=plan.checklist_id)

    def rows():
        of_one = (Activity.objects.filter(pk=plan.pk), Beneficiary.objects.filter(pk=somebody.pk), steps.order_by("pk"))
        return [list(each.values_list()) for each in of_one]

    plan.numbers = [plan.pk, somebody.pk, leeds.pk, plan.champion.pk, *steps.values_list("pk", flat=True)[:3]]
    return plan, AnotherTeams(words=SECRET.encode(), is_for={"coordinator", "admin", "outsider"}, rows=rows)


@pytest.fixture
def quiet():
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.django_db
def test_nothing_that_is_sent_breaks_the_product_or_changes_what_it_refused(
    settings, plan, browsers, another, admin, quiet
):
    settings.COSTLY_RATES = {}
    elsewhere, not_theirs = another

    def open_page(path):
        """The page as the first of these sees it who finds one."""
        for who in ("champion", "coordinator", "admin"):
            response = browsers[who].get(path)
            if response.status_code == 200 and not response.streaming:
                return response.content.decode(errors="replace")
        return ""

    # A short run tries some of the addresses a few times each, since to open a page costs as much as to try it.
    to = addresses(plan, admin)
    to = dict(random.Random(SEED).sample(sorted(to.items()), min(len(to), HOW_MANY // 3)))
    numbers = ["LEE-001", *map(str, elsewhere.numbers)]
    maker = Maker(seed=SEED, addresses=to, who=list(browsers), open_page=open_page, somebody_elses=numbers)
    outcome = Outcome()
    for _ in range(HOW_MANY):
        tried = maker.make()
        outcome.note(tried, try_one(browsers[tried.who], tried, not_theirs))
    print(f"Fuzz: {outcome}.")
    for (name, came), tried in outcome.failures.items():
        print(name, came, tried.who, tried.method, tried.path, tried.kind, tried.body[:2000], sep="\n  ")
    if "FUZZ" in os.environ:
        database = product.DATABASES["default"]["ENGINE"].rpartition(".")[2]
        results.leave("fuzz", {**outcome.counts, "failed": outcome.counts["failed"], "database": database})
    assert not outcome.failures


@pytest.mark.django_db
def test_no_number_in_an_address_is_too_large(plan, coordinator):
    client = client_of(coordinator)
    for name in PRODUCT:
        for number in re.findall(r"(?<=/)\d+(?=/)", path := address_of(name, plan)):
            assert client.get(path.replace(number, "9" * 19)).status_code < 500, name
