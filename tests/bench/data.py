"""A team that has planned for years: the activities that the pages are measured over."""

import random
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from checklist.form import State
from checklist.models import Step
from teams.models import Role
from tests.factories import ActivityFactory, BeneficiaryFactory, TeamFactory, person

ACTIVITIES = 1000


def build():
    """Make the data, and let the database look at it, as PostgreSQL does by itself in a database in use."""
    champion = _build()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return champion


@transaction.atomic
def _build():
    """Make the activities, a third of their steps ticked, and return the champion who planned them."""
    team = TeamFactory()
    champion, navigator = person(Role.CHAMPION, team), person(Role.NAVIGATOR, team)
    beneficiaries = BeneficiaryFactory.create_batch(60, team=team, navigators=[navigator])
    for number in range(ACTIVITIES):
        ActivityFactory(
            team=team,
            champion=champion,
            date=timezone.localdate() + timedelta(days=number - ACTIVITIES // 2),
            beneficiaries=random.sample(beneficiaries, 5),
            navigators=[navigator],
        )
    ticked = Step.objects.filter(pk__in=list(Step.objects.values_list("pk", flat=True)[::3]))
    ticked.update(state=State.DONE, marked_by=champion, marked_at=timezone.now())
    return champion
