"""Ten thousand people in one team, each with a profile, and the pages that find some of them by what they said."""

import random
import statistics
from datetime import timedelta
from functools import partial

from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from activities.models import Asking, Participation
from beneficiaries.models import Beneficiary, ProfileEntry, SupportNeeds
from beneficiaries.profile import FOUND_BY, Part, SharedWith, Way
from beneficiaries.words import kept
from teams.models import Role
from tests.bench.asking import measure, signed_in_factory
from tests.factories import ActivityFactory, TeamFactory, VenueFactory, person

# A large town's team, and a small charity.
SIZES = {"postgresql": {"TWN": 10_000}, "sqlite": {"LDS": 300, "TWN": 10_000}}
MOST, ROUNDS = 150, 60
# What hardly anybody likes: whoever looks for it looks through everybody.
RARE, OF_HOW_MANY = "falconry", 2000
LIKES = (
    "music,cooking,football,walking,gardening,growing things,old films,dogs,fishing,drawing,painting,baking,trains,"
    "darts,dominoes,reading,history,singing,guitar,swimming,cycling,boxing,sewing,knitting,woodwork,photography,"
    "hair and make-up,cars,computers,birds,poetry,chess,dancing,museums,the sea,horses,radio,crafts,cards,candles"
).split(",")
HOPES = (
    "To be a hairdresser.,To see the sea again.,To cook for my family.,To have a garden.,To go back to college.,"
    "To work with dogs.,To play in a band.,To get fit and feel well.,To find a quiet place to live.,To see my children."
).split(",")
GOOD_AT = (
    "People tell me things.,I can mend nearly anything.,I never forget a face.,I keep going when it is hard.,"
    "I make others laugh.,I am good with animals.,I can cook for twenty.,I know every station to Leeds."
).split(",")


def measure_finding():
    """Print how long each of these pages takes, for each size of a team."""
    for prefix, number in SIZES[connection.vendor].items():
        champion, plans = _build(prefix, number)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        _print(number, measure(_pages(prefix, champion, plans), rounds=ROUNDS))


def _print(number, times):
    print(f"{connection.vendor}, {number} people in one team: the whole page, at most {MOST} ms wanted")
    print(f"{'':34}{'median':>8}{'p95':>8}")
    for name, taken in times.items():
        median, p95 = statistics.median(taken), statistics.quantiles(taken, n=20)[-1]
        print(f"{name:34}{median * 1000:8.2f}{p95 * 1000:8.2f}")


def _pages(prefix, champion, plans):
    factory = signed_in_factory(champion)
    pages = {
        f"who might like “{plan.description[:16]}”": partial(
            factory.get, reverse("activities:who_might_like", args=[plan.pk])
        )
        for plan in plans
    }
    find, like = reverse("beneficiaries:beneficiary_find"), reverse("activities:might_like", args=[f"{prefix}-00000"])
    pages |= {
        f"find “{words}”": partial(factory.get, find, {"q": words}) for words in ("hair", "music", "fishing sea", RARE)
    }
    return pages | {"what somebody might like": partial(factory.get, like)}


@transaction.atomic
def _build(prefix, number):
    """A team with so many people and a year of plans; return its champion and the plans that are measured."""
    chance = random.Random(number)
    team = TeamFactory(name=f"A team of {number}")
    champion, navigator = person(Role.CHAMPION, team), person(Role.NAVIGATOR, team)
    people = Beneficiary.objects.bulk_create(
        Beneficiary(reference=f"{prefix}-{row:05}", team=team) for row in range(number)
    )
    caseload = Beneficiary.navigators.through
    caseload.objects.bulk_create(caseload(beneficiary=person, user=navigator) for person in people)
    ProfileEntry.objects.bulk_create(
        (entry for person in people for entry in _entries(person, navigator, chance)), batch_size=2000
    )
    SupportNeeds.objects.bulk_create(
        SupportNeeds(beneficiary=person, helps="A seat near the door", updated_by=navigator) for person in people[::2]
    )
    plans = _plans(team, champion)
    _ask(people, plans, champion, chance)
    return champion, plans[:4]


def _entries(person, writer, chance):
    rare = [RARE] if chance.randrange(OF_HOW_MANY) == 0 else []
    said = {
        Part.INTERESTS: ", ".join(chance.sample(LIKES, chance.randint(2, 5)) + rare),
        Part.STRENGTHS: chance.choice(GOOD_AT),
        Part.HOPES: chance.choice(HOPES),
        Part.HELPS: "Knowing when it ends.",
    }
    shared = [SharedWith.TEAM, SharedWith.TEAM, SharedWith.NAVIGATORS]
    of_person = {"beneficiary": person, "written_by": writer}
    for part, words in said.items():
        terms = kept(words) if part in FOUND_BY else ""
        yield ProfileEntry(**of_person, part=part, words=words, terms=terms, shared_with=chance.choice(shared))
    way = chance.choice(list(Way))
    yield ProfileEntry(**of_person, part=Part.TAKING_PART, choices=[way], shared_with=SharedWith.TEAM)


def _plans(team, champion):
    about = ["Hair and beauty day at the college", "Music in the garden", "Fishing trip to the canal", "Falconry"]
    about += [f"Cook and eat {row}" for row in range(60)]
    place, day = VenueFactory(), timezone.localdate() + timedelta(days=14)
    return [
        ActivityFactory(team=team, champion=champion, description=words, kind="group", venue=place, date=day)
        for words in about
    ]


def _ask(people, plans, champion, chance):
    """Half of all people were asked to something lately."""
    parts = Participation.objects.bulk_create(
        Participation(activity=chance.choice(plans[4:]), beneficiary=person, invitation="invited")
        for person in people[::2]
    )
    Asking.objects.bulk_create(Asking(participation=part, how="card", by=champion) for part in parts)
