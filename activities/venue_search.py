"""Brings what is known of places together with what the group of a plan needs."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from activities import clashes
from activities.models import Activity, Participation, Room, Venue, VenueFact
from activities.venue_facts import Finding, fit, heads, merge_facts, say_place, wants_of
from beneficiaries.needs import AccessNeed, in_order


@dataclass(frozen=True)
class Group:
    """Who comes, as far as a place is concerned: what they need between them, and for how many there must be room."""

    needs: tuple[AccessNeed, ...]
    people: int

    @property
    def wants(self):
        """Each fact that they ask for, on its own."""
        return [want for _, wants in wants_of(self.needs, self.people) for want in wants]


def group_of(activity: Activity) -> Group:
    """What the people on a plan need between them, and never whose need it is."""
    people = Participation.objects.on_the_plan().filter(activity=activity)
    shared = list(people.values_list("beneficiary__support_needs__access_needs", flat=True))
    needed = in_order(need for needs in shared for need in needs or [])
    return Group(tuple(needed), heads(len(shared)))


def findings_of(activity: Activity, *, today: date, facts: list[VenueFact] | None = None) -> list[Finding]:
    """How the place that a plan has chosen stands to its group, in two queries; in one where its facts are there."""
    group = group_of(activity)
    facts = VenueFact.objects.filter(venue=activity.venue_id) if facts is None else facts
    known = merge_facts(facts, activity.room_id)
    return fit(group.needs, known, today=today, people=group.people)


@dataclass(frozen=True)
class Choice:
    """A place that a plan can choose: a venue, or one of its rooms."""

    venue: Venue
    room: Room | None
    findings: list[Finding]
    # When something else is there on the day, in words; nothing where it is free as far as we know.
    in_use: tuple[str, ...]
    is_chosen: bool

    @property
    def words(self):
        return say_place(self.venue, self.room)

    @property
    def in_doubt(self):
        """What has to be looked at, the worst first."""
        return [finding for finding in self.findings if finding.is_in_doubt]

    @property
    def good(self):
        return [finding for finding in self.findings if not finding.is_in_doubt]


def choices_of(activity: Activity, venues: list[Venue], group: Group, *, user, today: date) -> list[Choice]:
    """The places to choose from among these venues, which come `with_facts`. One query for all of them."""
    in_use = _in_use(activity, venues, user)
    places = [(venue, room) for venue in venues for room in list(venue.rooms.all()) or [None]]
    return [
        Choice(
            venue=venue,
            room=room,
            findings=fit(
                group.needs, merge_facts(venue.known_facts, room and room.pk), today=today, people=group.people
            ),
            in_use=tuple(in_use.get((venue.pk, room and room.pk), ())),
            is_chosen=(activity.venue_id, activity.room_id) == (venue.pk, room and room.pk),
        )
        for venue, room in places
    ]


def _in_use(activity, venues, user):
    """When something else is at these places while the plan is on: what it is, only where this user may see it."""
    if not activity.date:
        return {}
    in_sight = Activity.objects.visible_to(user).filter(pk=OuterRef("pk"))
    others = Activity.objects.on().filter(date=activity.date, venue__in=venues).exclude(pk=activity.pk)
    taken = clashes.taken_by_plan(activity.starts_at, activity.ends_at)
    said = {}
    for other in others.annotate(is_in_sight=Exists(in_sight)).order_by("starts_at", "pk"):
        if clashes.taken_by_plan(other.starts_at, other.ends_at).meets(taken):
            called = other.description if other.is_in_sight else ""
            clash = clashes.of_room(called, other.starts_at, other.ends_at)
            said.setdefault((other.venue_id, other.room_id), []).append(clash)
    return said


MOST_OFFERED = 300
# Names hold few commas: words that hold many are no name.
MOST_PARTS = 5


def places_to_offer(user) -> list[str]:
    """Names of places and of their rooms, as they can be typed, in one query."""
    named = Venue.objects.visible_to(user).order_by("name", "id", "rooms__name").values_list("name", "rooms__name")
    names = ([name, room and f"{name}, {room}"] for name, room in named[:MOST_OFFERED])
    return list(dict.fromkeys(name for pair in names for name in pair if name))


def find_place(words: str, user) -> tuple[Venue | None, Room | None]:
    """The venue, and its room, that these words name, whatever their case; with its town or without.

    Of two of one name it is neither, unless the town says which. A room is meant before a town of the same name.
    """
    parts = " ".join(words.split()).split(", ")
    named = Q(pk=None)
    for length in range(1, min(len(parts), MOST_PARTS) + 1):
        named |= Q(name__iexact=", ".join(parts[:length]))
    venues = Venue.objects.visible_to(user).filter(named).prefetch_related("rooms") if words else []
    spots = [(venue, room) for venue in venues for room in [None, *venue.rooms.all()]]
    for say in (say_place, _say_with_town):
        found = [spot for spot in spots if clashes.same_place(words, say(*spot))]
        if len(found) == 1:
            return found[0]
    return None, None


def _say_with_town(venue, room):
    """The same with its town at the end; nothing where that is not known."""
    return f"{say_place(venue, room)}, {venue.locality}" if venue.locality else ""
