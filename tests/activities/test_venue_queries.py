"""Places, and what helps people, cost a fixed number of queries however much is known."""

from functools import partial

import pytest
from django.urls import reverse

from activities.models import Activity, Booking, Lesson, Participation, Room, Venue, VenueFact
from activities.venue_facts import ASK
from beneficiaries.models import Beneficiary, SupportNeeds
from tests.activities.growing import grow, queries_of
from tests.factories import BeneficiaryFactory
from tests.helpers import TODAY, client_of

pytestmark = pytest.mark.django_db


def grow_places(champion, number):
    """Write down `number` places, each with a room, every fact of both, and something that was learned there."""
    venues = Venue.objects.bulk_create(Venue(name=f"Hall {row:04}", locality=f"Town {row}") for row in range(number))
    rooms = Room.objects.bulk_create(Room(venue=venue, name="Study") for venue in venues)
    checked = {"answer": "yes", "checked_by": champion, "checked_on": TODAY}
    VenueFact.objects.bulk_create(
        VenueFact(venue=room.venue, room=where, name=name, **checked)
        for room in rooms
        for where in (None, room)
        for name in ASK
    )
    Lesson.objects.bulk_create(Lesson(venue=venues[0], words="Cold", by=champion) for _ in range(number))
    return venues


def put_in_places(champion, navigator, venues):
    """Put every plan into one of these places, booked, with somebody on it who needs a lift. Return one of them."""
    plans = list(Activity.objects.all())
    for row, plan in enumerate(plans):
        plan.venue = venues[row % len(venues)]
    Activity.objects.bulk_update(plans, ["venue"])
    Booking.objects.bulk_create(
        Booking(activity=plan, venue=plan.venue, date=plan.date, state="booked", changed_by=champion) for plan in plans
    )
    people = Beneficiary.objects.all()
    SupportNeeds.objects.bulk_create(
        SupportNeeds(beneficiary=person, access_needs=["lift"], updated_by=navigator) for person in people
    )
    return plans[0]


@pytest.mark.parametrize("rows", [10, 500])
def test_places_cost_the_same_however_many_there_are(rows, champion, navigator, calderdale):
    grow(champion, navigator, calderdale, rows)
    venues = grow_places(champion, rows)
    plan = put_in_places(champion, navigator, venues)
    client, place = client_of(champion), venues[0].pk
    for queries, name, pk, query in (
        (6, "venue_list", None, {}),
        (8, "venue_list", None, {"plan": plan.pk, "q": "hall"}),
        (8, "venue_detail", place, {}),
        (10, "venue_detail", place, {"plan": plan.pk}),
        (5, "venue_facts", place, {}),
        (7, "venue_facts", place, {"plan": plan.pk}),
        (10, "venue_choose", plan.pk, {}),
        (5, "booking_edit", plan.pk, {}),
        (6, "set_up", plan.pk, {}),
        (9, "activity_list", None, {}),
        (20, "activity_detail", plan.pk, {}),
    ):
        address = reverse(f"activities:{name}", args=[pk] if pk else [], query=query)
        assert (name, query, queries_of(partial(client.get, address))) == (name, query, queries)


@pytest.mark.parametrize("rows", [10, 100])
@pytest.mark.parametrize(("persona", "queries"), [("champion", 19), ("navigator", 20), ("coordinator", 19)])
def test_what_helps_costs_a_plan_one_query_however_much_is_written(
    request, persona, queries, rows, champion, navigator, calderdale
):
    plan = grow(champion, navigator, calderdale, rows)
    everybody = Beneficiary.objects.all()
    Activity.objects.filter(pk=plan.pk).update(date=TODAY)
    Participation.objects.bulk_create(
        (Participation(activity=plan, beneficiary=person) for person in everybody), ignore_conflicts=True
    )
    SupportNeeds.objects.bulk_create(
        SupportNeeds(beneficiary=person, helps="A seat near the door", updated_by=navigator) for person in everybody
    )
    client = client_of(request.getfixturevalue(persona))
    assert queries_of(lambda: client.get(plan.get_absolute_url())) == queries


def test_writing_what_helps_costs_few_queries(navigator, calderdale):
    person = BeneficiaryFactory(team=calderdale, navigators=[navigator])
    client, address = client_of(navigator), reverse("activities:support_change", args=[person.reference])
    assert queries_of(lambda: client.get(address)) == 6
