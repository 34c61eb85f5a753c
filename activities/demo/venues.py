"""Places in the demo, what is known of them and what is booked. All of it is made up.

The telephone numbers are ones that Ofcom keeps for stories.
"""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import NamedTuple

from activities.actions import save_booking
from activities.models import Activity, Booking, Lesson, Room, Venue, VenueFact
from activities.venue_facts import ASKS, Answer, say_place
from checklist.form import Tool
from checklist.models import Step
from teams.models import User
from teams.working_days import add_working_days

State = Booking.State


class Place(NamedTuple):
    """A place: what is not so there, what nobody knows, and numbers that were measured. Everything else is so."""

    name: str
    address: str
    locality: str
    ring: str
    checked_by: str
    no: str = ""
    not_known: str = ""
    numbers: dict[str, int] = {}
    rooms: dict[str, dict[str, tuple[Answer, int | None]]] = {}
    checked: int = 30  # days ago
    cost: str = "Free"
    pay: str = ""
    cancelling: str = ""
    ring_when: str = ""
    learned: str = ""


class Booked(NamedTuple):
    """How far a plan's booking is."""

    state: State
    cost: Decimal = Decimal(0)
    reference: str = ""
    cancel_by: int | None = None  # working days from today
    set_up: str = ""


PLACES = [
    Place(
        name="The Lantern Rooms",
        address="4 Weaver Street",
        locality="Halifax",
        ring="The front desk, 0113 496 0010",
        ring_when="Weekdays, 10am to 2pm",
        checked_by="Asha Whitworth",
        no="alcohol wifi",
        numbers={"wide_doors": 90, "size": 40},
        rooms={
            "Kitchen": {"size": (Answer.YES, 8)},
            "Quiet room": {"size": (Answer.YES, 6), "kitchen": (Answer.NO, None)},
        },
        cost="£12 an hour",
        pay="They send a bill to the Hub",
        cancelling="Free until three working days before",
        learned="Ask for the ramp at the side: the front step is high.",
    ),
    Place(
        name="The Copper Kettle",
        address="19 Cobbler’s Row",
        locality="Halifax",
        ring="Behind the counter, 0113 496 0023",
        checked_by="Kieran Holroyd",
        no="level_to_room lift wide_doors accessible_toilet quiet hearing_loop parking alcohol",
        not_known="fire_exits",
        numbers={"level_to_room": 14, "wide_doors": 68, "size": 16},
        cost="Free, if everybody buys a drink",
        pay="Cash on the day",
        learned="The back room gets loud after 3pm.",
    ),
    Place(
        name="Riverside Leisure Centre",
        address="Tenter Lane",
        locality="Halifax",
        ring="Reception, 0113 496 0047",
        checked_by="Asha Whitworth",
        no="quiet time_out_space alcohol kitchen",
        not_known="hearing_loop risk_assessment smoking_area",
        numbers={"wide_doors": 95},
        checked=410,
        cost="£4.20 each, first visit free",
    ),
    Place(
        name="Mill Bank community garden",
        address="Mill Bank",
        locality="Sowerby Bridge",
        ring="The shed on Tuesdays, 0113 496 0061",
        checked_by="Kieran Holroyd",
        no="level_drop_off hearing_loop alcohol wifi lift kitchen",
        not_known="wide_doors fire_exits",
        numbers={"size": 25},
    ),
    Place(
        name="Orchard Street kitchen",
        address="31 Orchard Street",
        locality="Bradford",
        ring="The kitchen manager, 0113 496 0018",
        ring_when="After 2pm",
        checked_by="Imran Sykes",
        no="alcohol parking",
        numbers={"wide_doors": 85, "size": 12},
        cost="£25 for a morning",
        pay="Cash or card on the day",
        cancelling="Half back up to a week before",
    ),
    Place(
        name="Fieldgate church hall",
        address="Fieldgate",
        locality="Huddersfield",
        ring="The hall secretary, 0113 496 0032",
        ring_when="Evenings",
        checked_by="Leanne Haigh",
        no="alcohol wifi time_out_space",
        not_known="hearing_loop",
        numbers={"size": 60},
        rooms={"Main hall": {}, "Side room": {"size": (Answer.YES, 14), "quiet": (Answer.YES, None)}},
        cost="£8 an hour",
    ),
    Place(
        name="Lakeside gym",
        address="Lakeside Park",
        locality="Wakefield",
        ring="Reception, 0113 496 0044",
        checked_by="Shirley Pickles",
        no="quiet kitchen alcohol time_out_space",
        not_known="level_bus_stop risk_assessment",
        checked=400,
    ),
    Place(
        name="Netherfold village hall",
        address="The Green",
        locality="Netherfold",
        ring="The bookings secretary, 0113 496 0079",
        checked_by="Shirley Pickles",
        no="bus_stop level_bus_stop",
        not_known="accessible_toilet alcohol wide_doors hearing_loop first_aid",
        numbers={"size": 80},
        cost="£30 for a day",
        pay="By bank transfer, a week ahead",
        cancelling="Nothing back in the last two weeks",
    ),
]  # fmt: skip
# Where plans are, by their description.
PLACE_OF = {
    "Cook and eat: soup and flatbread": ("The Lantern Rooms", "Kitchen"),
    "First visit to the gym": ("Riverside Leisure Centre", ""),
    "Halloween craft café": ("The Copper Kettle", ""),
    "Planting day at the community garden": ("Mill Bank community garden", ""),
    "Tea and dominoes": ("The Copper Kettle", ""),
    "Cook and eat: chickpea curry": ("Orchard Street kitchen", ""),
    "Board games in the daytime": ("Fieldgate church hall", "Side room"),
    "Joining the gym together": ("Lakeside gym", ""),
    "Seed swap in the spring": ("Netherfold village hall", ""),
}
BOOKINGS = {
    "Cook and eat: soup and flatbread": Booked(
        State.CONFIRMED, Decimal("30.00"), "LR-2207", set_up="Two long tables by the window. Aprons by the door."
    ),
    "Cook and eat: chickpea curry": Booked(State.BOOKED, Decimal("25.00")),
    "Board games in the daytime": Booked(State.BOOKED, Decimal("16.00"), set_up="Four small tables, far apart."),
    "Seed swap in the spring": Booked(State.ASKED, Decimal("30.00"), cancel_by=38),
}  # fmt: skip


def make_places(today: date) -> None:
    """Fill the directory."""
    for place in PLACES:
        _make_place(place, today)


def _make_place(place, today):
    details = ("name", "address", "locality", "ring", "ring_when", "cost", "pay", "cancelling")
    venue = Venue.objects.create(**{detail: getattr(place, detail) for detail in details})
    checked_on = today - timedelta(days=place.checked)
    checked = {"checked_by": User.objects.get(name=place.checked_by), "checked_on": checked_on}
    VenueFact.objects.bulk_create(
        VenueFact(
            venue=venue,
            name=ask.name,
            answer=Answer.NO if ask.name in place.no.split() else Answer.YES,
            number=place.numbers.get(ask.name),
            **checked,
        )
        for ask in ASKS
        if ask.name not in place.not_known.split()
    )
    for name, known in place.rooms.items():
        room = Room.objects.create(venue=venue, name=name)
        for fact, (answer, number) in known.items():
            VenueFact.objects.create(venue=venue, room=room, name=fact, answer=answer, number=number, **checked)
    if place.learned:
        Lesson.objects.create(venue=venue, words=place.learned, by=checked["checked_by"])


def put_in_place(activity: Activity) -> None:
    """Choose the place of a plan that is not saved yet, where it has one in the directory."""
    name, room_name = PLACE_OF.get(activity.description, ("", ""))
    if name:
        activity.venue = Venue.objects.get(name=name)
        activity.room = activity.venue.rooms.get(name=room_name) if room_name else None
        activity.place = say_place(activity.venue, activity.room)


def found_out(activity: Activity, moment: datetime) -> None:
    """Let what was known of a place when it was chosen be ticked at that time."""
    ticked = Step.objects.filter(checklist=activity.checklist, task__tool=Tool.VENUE, marked_at__gt=moment)
    ticked.update(marked_at=moment)


def book(activity: Activity, today: date) -> None:
    """Write down how far the booking of a plan is."""
    if said := BOOKINGS.get(activity.description):
        booking = Booking(
            state=said.state,
            cost=said.cost,
            reference=said.reference,
            cancel_by=add_working_days(today, said.cancel_by) if said.cancel_by else None,
            set_up=said.set_up,
            ring=activity.venue.ring,
        )
        save_booking(activity=activity, booking=booking, opened_version=0, by=activity.champion)
