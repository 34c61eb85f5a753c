"""What somebody may need of a place, to take part. No database."""

from collections.abc import Iterable

from django.db import models


class AccessNeed(models.TextChoices):
    """Said as what the place must have, never as what somebody has."""

    LEVEL_ACCESS = "level_access", "Level access all the way to the room"
    WIDE_DOORS = "wide_doors", "Doors wide enough for a wheelchair"
    LIFT = "lift", "A lift, or everything on the ground floor"
    ACCESSIBLE_TOILET = "accessible_toilet", "An accessible toilet"
    GENDER_NEUTRAL_TOILET = "gender_neutral_toilet", "A toilet for everyone"
    HEARING_LOOP = "hearing_loop", "A hearing loop"
    QUIET = "quiet", "Somewhere quiet, with calm light"
    TIME_OUT_SPACE = "time_out_space", "A time-out space"
    PARKING = "parking", "Parking close by"
    BUS_STOP = "bus_stop", "A bus stop close by"
    NO_ALCOHOL = "no_alcohol", "No alcohol sold on site"
    SMOKING_AREA = "smoking_area", "Somewhere to smoke or vape"


def in_order(needs: Iterable[str]) -> list[AccessNeed]:
    """Each need once, in the order in which they are always said. What is not known any more is left out."""
    wanted = set(needs)
    return [need for need in AccessNeed if need in wanted]
