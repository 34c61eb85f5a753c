"""Which places and what is known of them a user may see, and how they are found."""

from collections import defaultdict
from typing import NamedTuple

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.functions import Coalesce

from activities.venue_facts import Answer, Standing, fit, merge_facts
from checklist.form import Tool
from checklist.models import Step


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


def add_standings(activities, needs, people, today):
    """Give each activity its `standing`: how its place stands to those who come. One query for all of them.

    `needs` are those of each plan's group, and `people` how many are on it, both by the plan's id.
    """
    rows = _standing_rows([activity.pk for activity in activities if activity.venue_id])
    for activity in activities:
        activity.standing = _standing(activity, rows[activity.pk], needs[activity.pk], people[activity.pk], today)


FACT_FIELDS = [f"fact__{name}" for name in Known._fields]
BOOKING_FIELDS = [f"booking__{name}" for name in ("venue_id", "room_id", "date", "starts_at", "ends_at")]


def _standing_rows(activity_ids):
    """For each plan with a venue, a row for each fact that holds there; each has the booking too."""
    here = Q(venue__facts__room__isnull=True) | Q(venue__facts__room=F("room"))
    to_book = Step.objects.to_do().filter(checklist=OuterRef("checklist"), task__tool=Tool.BOOKING)
    plans = apps.get_model("activities", "Activity").objects.filter(pk__in=activity_ids)
    plans = plans.annotate(fact=FilteredRelation("venue__facts", condition=here), is_to_book=Exists(to_book))
    rows = defaultdict(list)
    for row in plans.values("pk", "is_to_book", "booking__state", *BOOKING_FIELDS, *FACT_FIELDS):
        rows[row["pk"]].append(row)
    return rows


def _standing(activity, rows, needs, people, today):
    if not rows:
        findings = fit(needs, {}, today=today) if activity.place and needs else []
        return Standing(activity.place, is_in_directory=False, findings=tuple(findings))
    known = [Known(*(row[name] for name in FACT_FIELDS)) for row in rows if row["fact__name"]]
    first = rows[0]
    booked_for = [first[name] for name in BOOKING_FIELDS]
    wanted = [activity.venue_id, activity.room_id, activity.date, activity.starts_at, activity.ends_at]
    return Standing(
        activity.place,
        is_in_directory=True,
        findings=tuple(fit(needs, merge_facts(known, activity.room_id), today=today, people=people)),
        booking=first["booking__state"] or "",
        is_for_another=booked_for != wanted,
        is_to_book=first["is_to_book"],
    )
