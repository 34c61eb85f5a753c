"""What somebody said is seen by those with whom they agreed to share it, and by nobody else."""

import pytest

from beneficiaries.models import Interest, ProfileEntry, ProfileVersion
from beneficiaries.profile import SharedWith
from teams.models import Role
from tests.factories import BeneficiaryFactory, InterestFactory, ProfileEntryFactory, person

pytestmark = pytest.mark.django_db
NOBODY, NAVIGATORS, TEAM = SharedWith


@pytest.fixture
def robin(calderdale, navigator):
    return BeneficiaryFactory(reference="CAL-014", team=calderdale, navigators=[navigator])


@pytest.fixture
def everybody(champion, navigator, lead_navigator, coordinator, outsider, admin, calderdale):
    """Each by a word: Ruby wrote it down, and Tom is another champion of the same team."""
    return {
        "writer": champion,
        "navigator": navigator,
        "teammate": person(Role.CHAMPION, calderdale),
        "lead": lead_navigator,
        "coordinator": coordinator,
        "outsider": outsider,
        "admin": admin,
    }


SEEN_BY = {
    NOBODY: {"writer"},
    NAVIGATORS: {"writer", "navigator"},
    TEAM: {"writer", "navigator", "teammate", "lead", "coordinator"},
}


def seen_by(everybody, model):
    return {who for who, user in everybody.items() if model.objects.visible_to(user).exists()}


@pytest.mark.parametrize("shared_with", SharedWith)
def test_what_is_said_is_seen_as_far_as_the_person_agreed(robin, champion, everybody, shared_with):
    entry = ProfileEntryFactory(beneficiary=robin, written_by=champion, shared_with=shared_with)
    entry.interests.add(InterestFactory(word="hairdressing"))
    assert seen_by(everybody, ProfileEntry) == SEEN_BY[shared_with]
    assert seen_by(everybody, Interest) == SEEN_BY[shared_with]


@pytest.mark.parametrize("then", SharedWith)
@pytest.mark.parametrize("now", SharedWith)
def test_an_older_version_is_seen_where_both_then_and_now_allow_it(robin, champion, everybody, then, now):
    entry = ProfileEntryFactory(beneficiary=robin, written_by=champion, shared_with=now, version=2)
    ProfileVersion.objects.create(entry=entry, words="To cut hair.", shared_with=then, written_by=champion)
    assert seen_by(everybody, ProfileVersion) == SEEN_BY[then] & SEEN_BY[now]


def test_what_somebody_wrote_is_out_of_their_sight_with_the_person(robin, outsider):
    ProfileEntryFactory(beneficiary=robin, written_by=outsider, shared_with=TEAM)
    assert not ProfileEntry.objects.visible_to(outsider).exists()
