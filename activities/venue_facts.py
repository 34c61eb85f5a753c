"""What the form asks about a venue, and whether a place fits a group. Pure functions, no database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from typing import NamedTuple

from django.db import models

from beneficiaries.needs import AccessNeed

# A fact that was checked longer ago asks to be checked again.
GOOD_FOR = timedelta(days=365)
# In cm, see `contradiction`.
NARROWEST_DOOR = 75
HIGHEST_STEP = 1.5


class Answer(models.TextChoices):
    """What is known. “Not known” is never the same as “no”."""

    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_KNOWN = "not_known", "Not known"


class Group(models.TextChoices):
    """The parts of the list, in the order in which one walks into a place."""

    GETTING_IN = "getting_in", "Getting in"
    TOILETS = "toilets", "Toilets"
    COMFORT = "comfort", "Hearing, light and quiet"
    AROUND = "around", "Around it"
    ROOM = "room", "Size and facilities"
    SAFETY = "safety", "Health and safety"


class Ask(NamedTuple):
    """One thing to find out: the question, how each answer is said, and what can be measured."""

    name: str
    group: Group
    question: str
    yes: str
    no: str
    measure: str = ""
    # How a measured number is said, where one is asked for: “a step of {} cm”.
    measured: str = ""
    # Whether rooms of one venue can differ.
    of_room: bool = False


ASKS = (
    Ask(
        "level_drop_off", Group.GETTING_IN, "Is it level from where a car can stop, to the door?",
        "Level from the drop-off to the door", "Not level from the drop-off to the door",
    ),
    Ask(
        "level_bus_stop", Group.GETTING_IN, "Is it level from the bus stop to the door?",
        "Level from the bus stop to the door", "Not level from the bus stop to the door",
    ),
    Ask(
        "level_to_room", Group.GETTING_IN, "Is it level from the door to the room?",
        "Level from the door to the room", "Not level from the door to the room",
        "If there is a step: how high is it, in cm?", "a step of {} cm", of_room=True,
    ),
    Ask(
        "lift", Group.GETTING_IN, "Is there a lift, or is everything on the ground floor?",
        "A lift, or everything on the ground floor", "Stairs, and no lift", of_room=True,
    ),
    Ask(
        "wide_doors", Group.GETTING_IN, "Are the doors wide enough for a wheelchair?",
        "Doors wide enough for a wheelchair", "A door too narrow for a wheelchair",
        "How wide is the narrowest door, in cm?", "{} cm wide", of_room=True,
    ),
    Ask(
        "accessible_toilet", Group.TOILETS, "Is there an accessible toilet?",
        "An accessible toilet", "No accessible toilet",
    ),
    Ask(
        "toilet_for_everyone", Group.TOILETS, "Is there a toilet for everyone, whatever their gender?",
        "A toilet for everyone", "No toilet for everyone",
    ),
    Ask(
        "hearing_loop", Group.COMFORT, "Is there a hearing loop that works?",
        "A hearing loop", "No hearing loop", of_room=True,
    ),
    Ask(
        "quiet", Group.COMFORT, "Is it quiet, with calm light?",
        "Quiet, with calm light", "Noisy, or with harsh light", of_room=True,
    ),
    Ask(
        "time_out_space", Group.COMFORT, "Is there a time-out space?",
        "A time-out space", "No time-out space", of_room=True,
    ),
    Ask("parking", Group.AROUND, "Is there parking close by?", "Parking close by", "No parking close by"),
    Ask("bus_stop", Group.AROUND, "Is there a bus stop close by?", "A bus stop close by", "No bus stop close by"),
    Ask("alcohol", Group.AROUND, "Is alcohol sold on site?", "Alcohol sold on site", "No alcohol sold on site"),
    Ask(
        "smoking_area", Group.AROUND, "Is there somewhere to smoke or vape?",
        "Somewhere to smoke or vape", "Nowhere to smoke or vape",
    ),
    Ask(
        "size", Group.ROOM, "Is there room for a group?", "Room for a group", "No room for a group",
        "How many people fit?", "{} people", of_room=True,
    ),
    Ask("kitchen", Group.ROOM, "Is there a kitchen to use?", "A kitchen to use", "No kitchen to use", of_room=True),
    Ask("tables", Group.ROOM, "Are there tables and chairs?", "Tables and chairs", "No tables or chairs", of_room=True),
    Ask("wifi", Group.ROOM, "Is there Wi-Fi for visitors?", "Wi-Fi for visitors", "No Wi-Fi", of_room=True),
    Ask(
        "first_aid", Group.SAFETY, "Is there a first-aid box on site?",
        "A first-aid box on site", "No first-aid box on site",
    ),
    Ask(
        "fire_exits", Group.SAFETY, "Are the fire exits marked and clear?",
        "Fire exits marked and clear", "Fire exits not marked, or not clear",
    ),
    Ask(
        "risk_assessment", Group.SAFETY, "Have we seen their own risk assessment?",
        "Their own risk assessment was seen", "Their own risk assessment was not seen",
    ),
)  # fmt: skip
ASK = {ask.name: ask for ask in ASKS}
OF_ROOM = tuple(ask for ask in ASKS if ask.of_room)


class Want(NamedTuple):
    """What a group asks of one fact: an answer, or only that it is known; and a number that it must reach."""

    fact: str
    answer: Answer | None = Answer.YES
    at_least: int = 0


# Which facts each need asks for.
WANTED = {
    AccessNeed.LEVEL_ACCESS: (Want("level_drop_off"), Want("level_to_room")),
    AccessNeed.WIDE_DOORS: (Want("wide_doors"),),
    AccessNeed.LIFT: (Want("lift"),),
    AccessNeed.ACCESSIBLE_TOILET: (Want("accessible_toilet"),),
    AccessNeed.GENDER_NEUTRAL_TOILET: (Want("toilet_for_everyone"),),
    AccessNeed.HEARING_LOOP: (Want("hearing_loop"),),
    AccessNeed.QUIET: (Want("quiet"),),
    AccessNeed.TIME_OUT_SPACE: (Want("time_out_space"),),
    AccessNeed.PARKING: (Want("parking"),),
    AccessNeed.BUS_STOP: (Want("bus_stop"),),
    AccessNeed.NO_ALCOHOL: (Want("alcohol", Answer.NO),),
    AccessNeed.SMOKING_AREA: (Want("smoking_area"),),
}
# What the form's own line asks of any place, where nobody's needs are shared: these only have to be known.
ASKED_OF_ANY = ("level_to_room", "accessible_toilet", "time_out_space", "smoking_area", "first_aid", "fire_exits")


class Fit(IntEnum):
    """How a place stands to one need, the worst first: in that order it is said."""

    DOES_NOT_FIT = 0
    NOT_KNOWN = 1
    OUT_OF_DATE = 2
    KNOWN = 3
    FITS = 4

    @property
    def words(self) -> str:
        return self.name.capitalize().replace("_", " ")

    @property
    def sign(self) -> str:
        return {self.DOES_NOT_FIT: "✗", self.NOT_KNOWN: "?", self.OUT_OF_DATE: "?"}.get(self, "✓")


@dataclass(frozen=True)
class Finding:
    """How a place stands to one need of the group: `why` says it in a sentence for each fact behind it."""

    need: str
    fit: Fit
    why: tuple[str, ...]
    # Whether each fact behind it is known, and was checked within a year.
    is_known: bool

    @property
    def is_in_doubt(self) -> bool:
        """Whether somebody has to look at it: it does not fit, is not known, or was checked long ago."""
        return self.fit <= Fit.OUT_OF_DATE


@dataclass(frozen=True)
class Standing:
    """How the place of a plan stands: in words alone or in the directory, how it fits, and how far its booking is."""

    place: str
    is_in_directory: bool
    findings: tuple[Finding, ...] = ()
    # The state of its booking, and whether that is for the place, day and times of before.
    booking: str = ""
    is_for_another: bool = False
    # Whether the form's own line about booking is still to do.
    is_to_book: bool = True

    @property
    def has_booking(self) -> bool:
        """Whether the place was asked for, and has not been told otherwise."""
        return self.booking not in ("", "cancelled")

    @property
    def worst(self) -> Finding | None:
        """What is said first of it, or None where nothing was asked."""
        return next(iter(self.findings), None)


def is_old(checked_on: date, *, today: date) -> bool:
    """Whether a fact was checked more than a year ago, and asks to be checked."""
    return checked_on < today - GOOD_FOR


def heads(on_the_plan: int) -> int:
    """How many people a place must have room for: those on the plan and their champion; none where nobody is."""
    return on_the_plan + 1 if on_the_plan else 0


def wants_of(needs: Iterable[AccessNeed], people: int = 0) -> list[tuple[str, tuple[Want, ...]]]:
    """Return what a group of so many people asks of a place, as `(need in words, wants)`, each need once.

    Somebody who needs level access and a bus stop needs it level between the two. Where nobody's needs are shared, it
    is what the form asks of any place.
    """
    needs = set(needs)
    asked = [(need.label, WANTED[need]) for need in AccessNeed if need in needs]
    if {AccessNeed.LEVEL_ACCESS, AccessNeed.BUS_STOP} <= needs:
        asked.append((ASK["level_bus_stop"].yes, (Want("level_bus_stop"),)))
    if not asked:
        asked = [(ASK[name].yes, (Want(name, answer=None),)) for name in ASKED_OF_ANY]
    if people:
        asked.append((f"Room for {people} people", (Want("size", at_least=people),)))
    return asked


def fit(needs: Iterable[AccessNeed], facts: Mapping, *, today: date, people: int = 0) -> list[Finding]:
    """Return how a place stands to each need of a group, what does not fit or is not known first.

    `facts` is `{name: fact}` with the `answer`, `number` and `checked_on` of each that somebody has looked at.
    """
    found = [_find(words, wants, facts, today) for words, wants in wants_of(needs, people)]
    return sorted(found, key=lambda finding: finding.fit)


def _find(words, wants, facts, today):
    each = [(_fit_of(want, facts.get(want.fact), today), want) for want in wants]
    return Finding(
        need=words,
        fit=min(fits for fits, _ in each),
        why=tuple(_say_why(want, facts.get(want.fact), today) for _, want in sorted(each)),
        is_known=all(_is_known(want, facts.get(want.fact), today) for want in wants),
    )


def _is_enough(want, fact):
    if not is_answered(fact):
        return False
    return not want.at_least or fact.answer == Answer.NO or fact.number is not None


def _is_known(want, fact, today):
    return _is_enough(want, fact) and not is_old(fact.checked_on, today=today)


def _fit_of(want, fact, today):
    if not _is_enough(want, fact):
        return Fit.NOT_KNOWN
    if (want.answer and fact.answer != want.answer) or (want.at_least and fact.number < want.at_least):
        return Fit.DOES_NOT_FIT
    if is_old(fact.checked_on, today=today):
        return Fit.OUT_OF_DATE
    return Fit.FITS if want.answer else Fit.KNOWN


def _say_why(want, fact, today):
    ask = ASK[want.fact]
    if not _is_enough(want, fact):
        question = ask.measure if want.at_least and fact and fact.answer == Answer.YES else ask.question
        return f"Not known: {question[0].lower()}{question[1:]}"
    again = " This was checked over a year ago." if is_old(fact.checked_on, today=today) else ""
    return f"{say_fact(ask, fact)}.{again}"


def say_fact(ask: Ask, fact) -> str:
    """Say what is known: “Not level from the door to the room, a step of 12 cm”. Not known is said as that."""
    if not is_answered(fact):
        return "Not known"
    said = ask.yes if fact.answer == Answer.YES else ask.no
    return said if fact.number is None else f"{said}: {ask.measured.format(fact.number)}"


@dataclass(frozen=True)
class Row:
    """One line of the list with what is known of it, or None."""

    ask: Ask
    fact: object
    is_old: bool

    @property
    def said(self) -> str:
        return say_fact(self.ask, self.fact)

    @property
    def is_known(self) -> bool:
        return is_answered(self.fact)


def rows_of(asks: Iterable[Ask], facts: Mapping, *, today: date) -> list[Row]:
    """Each thing that is asked, with what is known of it."""
    return [Row(ask, facts.get(ask.name), needs_checking(facts.get(ask.name), today=today)) for ask in asks]


def is_answered(fact) -> bool:
    """Whether somebody answered yes or no."""
    return fact is not None and fact.answer != Answer.NOT_KNOWN


def needs_checking(fact, *, today: date) -> bool:
    """Whether what is known was checked over a year ago."""
    return is_answered(fact) and is_old(fact.checked_on, today=today)


def stamp(fact) -> str:
    """A short text for an answer and its number, the same for “not known” and for nothing at all."""
    if fact is None or (fact.answer == Answer.NOT_KNOWN and fact.number is None):
        return ""
    return f"{fact.answer} {'' if fact.number is None else fact.number}".strip()


def contradiction(name: str, answer: str, number: int | None) -> str:
    """Return in what an answer and a measured number cannot both be right, or an empty string.

    The limits are those of Approved Document M, volume 2 (buildings other than dwellings, 2015 edition): a threshold of
    15 mm at most counts as level, and a door of a building that stands already has a clear width of 750 mm at least,
    taken straight on (table 2). A new building, or a turn before the door, needs 775 to 825 mm, and a kerb or a slope
    can be in the way as well. So the limits only hold against “yes”: whoever was there and says “no” is believed.
    """
    if number is None:
        return ""
    if answer == Answer.NOT_KNOWN:
        return "You wrote a number. Choose “Yes” or “No” too."
    if name == "level_to_room" and answer == Answer.YES and number > HIGHEST_STEP:
        return f"A step of {number} cm is not level. Choose “No”, or take the number away."
    if name == "wide_doors" and answer == Answer.YES and number < NARROWEST_DOOR:
        return f"A wheelchair needs {NARROWEST_DOOR} cm or more. Choose “No”, or check the number."
    if name == "size" and answer == Answer.NO and number:
        return f"You wrote that {number} people fit. Choose “Yes”, or take the number away."
    return ""


def merge_facts(facts: Iterable, room_id: int | None) -> dict:
    """Return the facts that hold in a room, by name: its own where they are known, else the whole venue's."""
    merged = {}
    for fact in sorted(facts, key=lambda fact: fact.room_id is not None):
        is_own = fact.room_id is not None and fact.room_id == room_id
        if fact.room_id is None or (is_own and fact.answer != Answer.NOT_KNOWN):
            merged[fact.name] = fact
    return merged


def is_all_known(findings: list[Finding]) -> bool:
    """Whether each fact that a group needs is known: then finding out about the place is done."""
    return all(finding.is_known for finding in findings)


def say_place(venue, room) -> str:
    """Say where something is: “The Lantern Rooms, Kitchen”."""
    return f"{venue.name}, {room.name}" if room else venue.name


def by_group(rows: Iterable) -> list[tuple[Group, list]]:
    """Rows that have an `ask`, in the list's own groups; a group without any is left out."""
    rows = list(rows)
    grouped = [(group, [row for row in rows if row.ask.group == group]) for group in Group]
    return [(group, members) for group, members in grouped if members]
