"""Which places and what is known of them a user may see, and how they are found."""

from collections import defaultdict
from typing import NamedTuple

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.functions import Coalesce

from activities.venue_facts import Answer, Standing, fit, merge_facts


class SharedQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The directory is shared by everybody who is in a team."""
        return self if user.team_ids else self.none()


class RoomQuerySet(SharedQuerySet):
    pass


class VenueFactQuerySet(SharedQuerySet):
    pass


class VenueQuerySet(SharedQuerySet):
    def search(self, words):
        """Those with these words in their name, town or address."""
        return self.filter(Q(name__icontains=words) | Q(locality__icontains=words) | Q(address__icontains=words))

    def having(self, wants):
        """Those of which each of these wants is known to be met, by the place or by one of its rooms."""
        venues = self
        for want in wants:
            venues = venues.filter(Exists(_facts().filter(_meets(want), venue=OuterRef("pk"))))
        return venues

    def rank_for(self, wants):
        """Put first what meets the most of these wants and fails none, by what is known of the whole place."""
        failing = _any(_fails(want) for want in wants)
        meeting = _any(_meets(want) for want in wants)
        ranked = self.annotate(
            failed=_count(_facts().filter(failing, room__isnull=True)), met=_count(_facts().filter(meeting))
        )
        return ranked.order_by("failed", "-met", "name", "id")

    def with_facts(self):
        """Fetch rooms, and what is known, with who checked it."""
        known = _facts().select_related("checked_by")
        return self.prefetch_related("rooms", Prefetch("facts", known, to_attr="known_facts"))


def _meets(want):
    reached = Q(number__gte=want.at_least) if want.at_least else Q()
    return Q(name=want.fact, answer=want.answer or Answer.YES) & reached


def _fails(want):
    opposite = Answer.YES if want.answer == Answer.NO else Answer.NO
    short = Q(name=want.fact, number__lt=want.at_least) if want.at_least else Q(pk=None)
    return Q(name=want.fact, answer=opposite) | short


def _any(conditions):
    found = Q(pk=None)
    for condition in conditions:
        found |= condition
    return found


def _count(facts):
    """How many different facts of a venue these are."""
    each = facts.filter(venue=OuterRef("pk")).order_by().values("venue").annotate(found=Count("name", distinct=True))
    return Coalesce(Subquery(each.values("found")), Value(0))


def _facts():
    return apps.get_model("activities", "VenueFact").objects.all()


class Known(NamedTuple):
    """A fact as `fit` asks it."""

    name: str
    answer: str
    number: int | None
    checked_on: object
    room_id: int | None


def add_standings(activities, known, needs, people, today):
    """Give each activity its `standing`: how its place stands to those who come. One query for all of them.

    Of each plan, by its id, `known` has its `BOOKING_FIELDS` and whether a room `is_to_book`, `needs` are those of its
    group, and `people` how many are on it.
    """
    facts = _facts_of([activity.pk for activity in activities if activity.venue_id])
    for activity in activities:
        pk = activity.pk
        activity.standing = _standing(activity, facts[pk], known[pk], needs[pk], people[pk], today)


FACT_FIELDS = [f"fact__{name}" for name in Known._fields]
BOOKING_FIELDS = [f"booking__{name}" for name in ("venue_id", "room_id", "date", "starts_at", "ends_at")]


def _facts_of(activity_ids):
    """For each of these plans, which all have a venue, the facts that hold there; nothing is asked where none has."""
    facts = defaultdict(list)
    if not activity_ids:
        return facts
    here = Q(venue__facts__room__isnull=True) | Q(venue__facts__room=F("room"))
    plans = apps.get_model("activities", "Activity").objects.filter(pk__in=activity_ids)
    plans = plans.annotate(fact=FilteredRelation("venue__facts", condition=here)).filter(fact__isnull=False)
    for pk, *fact in plans.values_list("pk", *FACT_FIELDS):
        facts[pk].append(Known(*fact))
    return facts


def _standing(activity, facts, known, needs, people, today):
    if not activity.venue_id:
        findings = fit(needs, {}, today=today) if activity.place and needs else []
        return Standing(activity.place, is_in_directory=False, findings=tuple(findings))
    booked_for = [known[name] for name in BOOKING_FIELDS]
    wanted = [activity.venue_id, activity.room_id, activity.date, activity.starts_at, activity.ends_at]
    return Standing(
        activity.place,
        is_in_directory=True,
        findings=tuple(fit(needs, merge_facts(facts, activity.room_id), today=today, people=people)),
        booking=known["booking__state"] or "",
        is_for_another=booked_for != wanted,
        is_to_book=known["is_to_book"],
    )
