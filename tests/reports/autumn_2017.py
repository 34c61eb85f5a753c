"""The champions' first months, September to December 2017, as their paper counts them. People and staff are made up.

The paper says "around 35 to 40" beneficiaries with meaningful contact: here they are 38, of whom 10 came to the craft
café. Which of them did what else, and in which team, it does not say.
"""

from datetime import date

from beneficiaries.models import MilestoneKind
from teams.models import Role
from tests.factories import (
    ActivityFactory,
    BeneficiaryFactory,
    ContactFactory,
    MilestoneFactory,
    TeamFactory,
    person,
)

PEOPLE = {"Bradford": 8, "Calderdale": 12, "Kirklees": 5, "Leeds": 6, "Wakefield": 7}
# What it was, its kind, the team, the days, and how many of the team's people came each time.
ACTIVITIES = [
    ("Recovery market-place event", "community", "Leeds", [date(2017, 9, 21)], 3),
    ("Halloween craft café", "group", "Calderdale", [date(2017, 10, 31)], 10),
    ("Joining a gym", "one-to-one", "Kirklees", [date(2017, 9, 27), date(2017, 10, 4)], 1),
    ("Community gardening", "community", "Kirklees", [date(2017, 9, 14)], 2),
    ("Daytime social event", "group", "Wakefield", [date(2017, 11, 8), date(2017, 12, 6)], 4),
    ("Trip to a museum", "group", "Calderdale", [date(2017, 11, 22)], 5),
    ("Cook and Eat", "community", "Bradford", [date(2017, 10, 11), date(2017, 10, 18)], 2),
    ("Long-term health conditions social group", "community", "Bradford", [date(2017, 11, 15)], 1),
]
JOINED_ON = date(2017, 12, 1)
BENEFICIARIES_JOINED, PEER_MENTORS_JOINED = 7, 5


def write_autumn_2017():
    """Enter it all, and beside it things from before and after, and things that do not count."""
    people = {name: _people(name, number) for name, number in PEOPLE.items()}
    champions = {name: person(Role.CHAMPION, TeamFactory(name=name)) for name in PEOPLE}
    for description, kind, team, days, number in ACTIVITIES:
        for day in days:
            _been(description, kind, champions[team], people[team], day, came=number)
    for name, of_team in people.items():
        for each in of_team:
            ContactFactory(beneficiary=each, by=champions[name], date=date(2017, 10, 2), setting="one_to_one")
    _joined([each for of_team in people.values() for each in of_team])
    _not_counted(people["Leeds"][0].team, champions["Leeds"])


def _people(team, number):
    of = TeamFactory(name=team)
    return [BeneficiaryFactory(reference=f"{team[:3].upper()}-{700 + each}", team=of) for each in range(number)]


def _been(description, kind, champion, people, day, *, came):
    activity = ActivityFactory(
        description=description, kind=kind, date=day, team=people[0].team, champion=champion, beneficiaries=people
    )
    parts = activity.participations.order_by("beneficiary__reference")
    parts.filter(pk__in=parts.values("pk")[:came]).update(attendance="came")


def _joined(people):
    """Seven of the people, and five peer mentors whom a champion met at their course and not at an activity."""
    for each in people[:BENEFICIARIES_JOINED]:
        MilestoneFactory(beneficiary=each, date=JOINED_ON)
    course = MilestoneKind.objects.get(words="Finished the peer mentor course")
    for number in range(PEER_MENTORS_JOINED):
        mentor = BeneficiaryFactory(reference=f"HUB-{800 + number}", team=TeamFactory(name="The Hub"))
        MilestoneFactory(beneficiary=mentor, kind=course, date=date(2017, 8, 1))
        MilestoneFactory(beneficiary=mentor, date=JOINED_ON)


def _not_counted(team, champion):
    """A reminder, a contact in August, a meeting in January, and something that was called off."""
    others = [BeneficiaryFactory(reference=f"LEE-{900 + number}", team=team) for number in range(3)]
    ContactFactory(beneficiary=others[0], by=champion, date=date(2017, 10, 1), was="reminder", minutes=None)
    ContactFactory(beneficiary=others[1], by=champion, date=date(2017, 8, 31))
    _been("Winter walk", "group", champion, others, date(2018, 1, 1), came=3)
    off = ActivityFactory(team=team, champion=champion, date=date(2017, 12, 12), description="Bowling")
    type(off).objects.filter(pk=off.pk).update(called_off_at="2017-12-11T10:00Z")
