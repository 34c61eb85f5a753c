"""Finds what is in the way of a plan. The number of queries does not depend on what is on that day."""

from collections.abc import Iterable
from datetime import date, time

from django.db.models import Exists, F, OuterRef, Prefetch

from activities import clashes
from activities.clashes import Spot, Stretch
from activities.models import Activity, Participation
from beneficiaries.models import Appointment, Beneficiary
from teams.calendars import calendars_of
from teams.models import User


def find_clashes(
    *,
    user: User,
    activity_pk: int | None,
    day: date | None,
    starts_at: time | None,
    ends_at: time | None,
    champion: User,
    navigators: Iterable[User],
    beneficiaries: Iterable[Beneficiary],
    spot: Spot,
    today: date,
) -> list[str]:
    """Return what is in the way of a plan for a day, in words for this user; nothing for a day that has gone.

    `activity_pk` is the plan itself where it is saved already. Whoever the user may not see is left out, and a plan
    that they may not see is said without its name.
    """
    if day is None or day < today:
        return []
    taken = clashes.taken_by_plan(starts_at, ends_at)
    colleagues = {champion.pk, *(navigator.pk for navigator in navigators)}
    staff = list(User.objects.visible_to(user).filter(pk__in=colleagues))
    people = list(beneficiaries)
    calendars = calendars_of([person.pk for person in staff], since=day)
    others = _plans_on(day, user, staff, people).exclude(pk=activity_pk)
    return [
        *clashes.on_a_bank_holiday(day),
        *clashes.of_calendars([(person.get_short_name(), calendars[person.pk]) for person in staff], day),
        *map(_say_appointment, _appointments_then(user, people, day, taken)),
        *(clash for other in others if _taken_by(other).meets(taken) for clash in _with_plan(other, staff, spot)),
    ]


def in_the_way_of(people: list[Beneficiary], *, activity: Activity, user: User, today: date) -> dict[int, list[str]]:
    """What each of these people has at the time of a plan, in words for this user; nobody who is free."""
    found = {}
    if activity.date is None or activity.date < today:
        return found
    taken = _taken_by(activity)
    for appointment in _appointments_then(user, people, activity.date, taken):
        found.setdefault(appointment.beneficiary_id, []).append(_say_appointment(appointment))
    theirs = Participation.objects.on_the_plan().filter(activity=OuterRef("pk"), beneficiary__in=people)
    others = _plans_on(activity.date, user, [], people).filter(Exists(theirs)).exclude(pk=activity.pk)
    for other in (other for other in others if _taken_by(other).meets(taken)):
        for person in other.people:
            found.setdefault(person.pk, []).append(clashes.of_people([person.reference], *_said_of(other)))
    return found


def clashes_of(activity: Activity, user: User, today: date) -> list[str]:
    """What is in the way of a saved plan, as it is now."""
    return find_clashes(user=user, today=today, **as_planned(activity, user))


def as_planned(activity: Activity, user: User) -> dict:
    """What a saved plan takes up, as `find_clashes` asks it. Once it is called off, it takes no day."""
    return {
        "activity_pk": activity.pk,
        "day": None if activity.is_called_off else activity.date,
        "starts_at": activity.starts_at,
        "ends_at": activity.ends_at,
        "champion": activity.champion,
        "navigators": activity.navigators.all(),
        "beneficiaries": activity.beneficiaries_on_it.visible_to(user),
        "spot": spot_of(activity),
    }


def spot_of(activity: Activity) -> Spot:
    """Where a plan is."""
    return Spot(activity.place, activity.venue_id, activity.room_id)


def planned_before(user: User, plan_key) -> int | None:
    """The plan that this very form made when it was sent before. It is not in its own way."""
    return Activity.objects.filter(champion=user, plan_key=plan_key).values_list("pk", flat=True).first()


def _plans_on(day, user, staff, people):
    """What else is on that day, with those of these people who are on it, and whether the user may see it."""
    in_sight = Activity.objects.visible_to(user).filter(pk=OuterRef("pk"))
    navigators = User.objects.filter(pk__in=[person.pk for person in staff])
    parts = Participation.objects.filter(beneficiary__in=[person.pk for person in people])
    return (
        Activity.objects.on()
        .filter(date=day)
        .annotate(is_in_sight=Exists(in_sight))
        .prefetch_related(
            Prefetch("navigators", navigators, to_attr="shared_navigators"),
            parts.select_related("beneficiary").as_parts(),
        )
        .order_by(F("starts_at").asc(nulls_last=True), "pk")
    )


def _taken_by(plan) -> Stretch:
    return clashes.taken_by_plan(plan.starts_at, plan.ends_at)


def _with_plan(other, staff, spot):
    """The people whom another plan at the same time shares with this one, and the place."""
    busy = {other.champion_id, *(navigator.pk for navigator in other.shared_navigators)}
    names = [person.get_short_name() for person in staff if person.pk in busy]
    names += [person.reference for person in other.people]
    said = _said_of(other)
    if names:
        yield clashes.of_people(names, *said)
    there = spot_of(other)
    if spot.is_with(there):
        yield clashes.of_room(*said) if spot.is_known_beside(there) else clashes.of_place(*said)


def _said_of(other):
    return other.description if other.is_in_sight else "", other.starts_at, other.ends_at


def _appointments_then(user, people, day, taken):
    near = Appointment.objects.visible_to(user).around(day).filter(beneficiary__in=people)
    for appointment in near.select_related("beneficiary").order_by("starts_at", "pk"):
        takes = clashes.taken_by_appointment(appointment.starts_at, appointment.ends_at)
        if appointment.is_on(day) and takes.meets(taken):
            yield appointment


def _say_appointment(appointment):
    times = appointment.starts_at, appointment.ends_at
    return clashes.of_appointment(appointment.beneficiary.reference, appointment.word, *times)
