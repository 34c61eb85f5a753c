"""What is read for the mornings of many people at once."""

from datetime import date
from itertools import product

import pytest
from django.db import connection
from django.db.models import Count
from django.test.utils import CaptureQueriesContext

from activities.models import Activity
from activities.mornings import mornings_of
from activities.reminders import Morning
from beneficiaries.models import Beneficiary
from teams.models import Membership, Role, User
from tests.factories import ActivityFactory, BeneficiaryFactory, UserFactory

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 10, 19)


class TestWhatAMorningReads:
    """It asks for everybody at once, by rules of its own; pages ask for one person, by `visible_to`."""

    @pytest.fixture
    def everybody(self, calderdale, leeds):
        """Somebody for each pair of roles in two teams, each with the same caseload; plans of both teams."""
        people = [BeneficiaryFactory(team=team) for team in (calderdale, leeds, calderdale, leeds)]
        users = []
        for roles in product([None, *Role], repeat=2):
            user = UserFactory()
            teams = zip((calderdale, leeds), roles, strict=True)
            Membership.objects.bulk_create(Membership(user=user, team=team, role=role) for team, role in teams if role)
            users.append(user)
        for each in people[:2]:
            each.navigators.set(users)
        for team in (calderdale, leeds):
            for number in range(1, 5):
                ActivityFactory(team=team, date=MONDAY, beneficiaries=people[:number], navigators=users)
        return users

    def test_is_what_each_of_them_sees_and_answers_for_on_their_pages(self, everybody):
        mornings = mornings_of(User.objects.filter(pk__in=[user.pk for user in everybody]), today=MONDAY)
        for user in everybody:
            morning = mornings.get(user, Morning())
            assert set(morning.today) == set(Activity.objects.visible_to(user).joined_by(user)), user.roles
            assert {plan.activity: plan.people for plan in morning.coming} == self.on_pages(user), user.roles

    def on_pages(self, user):
        """The plans that somebody sees, with how many of their people are on each."""
        mine = Beneficiary.objects.visible_to(user).answered_for_by(user)
        plans = Activity.objects.visible_to(user).filter(beneficiaries__in=mine)
        return {plan: plan.number for plan in plans.annotate(number=Count("beneficiaries"))}

    def test_is_of_a_long_caseload_only_who_takes_part(self, navigator, museum, calderdale):
        elsewhere = BeneficiaryFactory(team=calderdale, navigators=[navigator])
        museum.date = MONDAY
        museum.save()
        with CaptureQueriesContext(connection) as queries:
            mornings_of([navigator], today=MONDAY)
        [read] = [query["sql"] for query in queries if 'FROM "beneficiaries_beneficiary_navigators"' in query["sql"]]
        with connection.cursor() as cursor:
            cursor.execute(read)
            found = {beneficiary for _, beneficiary in cursor.fetchall()}
        assert found == set(museum.beneficiaries.values_list("pk", flat=True))
        assert elsewhere.pk not in found
