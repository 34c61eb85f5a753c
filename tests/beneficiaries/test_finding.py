"""People are found by what they said lights them up, by those whom they told, and by nobody else."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, connection
from hypothesis import given
from hypothesis import strategies as st

from beneficiaries.models import Beneficiary, ProfileEntry
from beneficiaries.profile import Part, SharedWith
from beneficiaries.profile_actions import Said, save_profile, take_away
from beneficiaries.words import kept, looked_for, mark, say, terms_of
from teams.models import Role
from tests.activities.growing import queries_of
from tests.factories import BeneficiaryFactory, ProfileEntryFactory, person
from tests.helpers import client_of

ADDRESS = "/beneficiaries/find/"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("garden", "Gardening"),
        ("gardening", "a garden"),
        ("hair", "To be a hairdresser."),
        ("Hair and beauty day", "To be a hairdresser."),
        ("CAFÉS cooking", "I cook"),
        ("art", "arts and crafts"),
    ],
)
def test_a_word_finds_its_other_forms_and_what_begins_with_it(typed, said):
    assert say(looked_for(typed), said)


@pytest.mark.parametrize(("typed", "said"), [("art", "arthritis"), ("a day out", "any day"), ("chair", "hair")])
def test_a_short_word_or_one_that_says_nothing_finds_nothing_else(typed, said):
    assert not say(looked_for(typed), said)


@given(st.text(max_size=200))
def test_whatever_is_typed_what_is_kept_is_found_by_its_own_words(text):
    terms = terms_of(text)
    assert kept(text).split() == terms
    assert all(f" {term} " in kept(text) for term in terms)
    assert "".join(piece for piece, _ in mark(text, terms)) == text


@pytest.fixture
def robin(calderdale, navigator):
    return BeneficiaryFactory(reference="CAL-014", team=calderdale, navigators=[navigator])


def found_by(user, typed):
    page = client_of(user).get(ADDRESS, {"q": typed})
    assert page.status_code == 200
    return [person.reference for person, _ in page.context["found"]]


@pytest.mark.django_db
def test_a_hope_that_was_told_to_a_navigator_is_found_by_the_navigator_alone(
    robin, navigator, lead_navigator, coordinator, outsider, champion, calderdale
):
    ProfileEntryFactory(
        beneficiary=robin, words="To be a hairdresser.", shared_with=SharedWith.NAVIGATORS, written_by=navigator
    )
    assert found_by(navigator, "hair") == ["CAL-014"]
    for user in (champion, person(Role.CHAMPION, calderdale), lead_navigator, coordinator, outsider):
        assert found_by(user, "hair") == []


@pytest.mark.django_db
def test_what_was_found_is_marked_and_every_word_counts(robin, champion):
    ProfileEntryFactory(beneficiary=robin, part=Part.INTERESTS, words="gardening, old films")
    page = client_of(champion).get(ADDRESS, {"q": "garden film"}).content.decode()
    assert "<mark>gardening</mark>, old <mark>films</mark>" in page
    assert found_by(champion, "garden football") == []


@pytest.mark.django_db
def test_the_same_people_come_first_whichever_database_is_asked(calderdale, champion):
    for number, words in enumerate(["gardens", "art", "Arthritis group", "hairdressing", "hair", "old gardeners"]):
        somebody = BeneficiaryFactory(reference=f"CAL-10{number}", team=calderdale)
        ProfileEntryFactory(beneficiary=somebody, words=words)
    assert found_by(champion, "gardening") == ["CAL-100", "CAL-105"]
    assert found_by(champion, "art") == ["CAL-101"]
    assert found_by(champion, "hair") == ["CAL-103", "CAL-104"]


@pytest.mark.django_db
def test_what_helps_somebody_is_never_searched(robin, champion):
    ProfileEntryFactory(beneficiary=robin, part=Part.HELPS, words="hair")
    assert found_by(champion, "hair") == []
    with pytest.raises(IntegrityError):
        ProfileEntryFactory(beneficiary=robin, part=Part.AVOID, words="hair", terms=" hair ")


@pytest.mark.django_db
def test_words_are_found_as_they_are_now(robin, navigator):
    said = Said(Part.HOPES, "To paint", [], SharedWith.TEAM)
    [entry] = save_profile(person=robin, said=[said], by=navigator)
    assert found_by(navigator, "painting") == ["CAL-014"]
    take_away(entry=entry, by=navigator)
    assert found_by(navigator, "painting") == []


@pytest.mark.django_db
@pytest.mark.postgresql_alone
@pytest.mark.parametrize("typed", ["falconry", "hair"])
def test_among_ten_thousand_people_words_are_looked_up_in_their_index_however_rare(calderdale, champion, typed):
    words_in_index(connection)
    people = [Beneficiary(reference=f"CAL-{number:05}", team=calderdale) for number in range(10_000)]
    said = dict.fromkeys(range(10_000), "cooking") | dict.fromkeys(range(0, 10_000, 9), "hair") | {9_000: "falconry"}
    ProfileEntry.objects.bulk_create(
        ProfileEntry(
            beneficiary=somebody, part=Part.INTERESTS, words=said[number], terms=kept(said[number]),
            shared_with=SharedWith.TEAM, written_by=champion,
        ) for number, somebody in enumerate(Beneficiary.objects.bulk_create(people))
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    asked = Beneficiary.objects.visible_to(champion).who_said(looked_for(typed), to=champion)
    assert "Index Scan on profile_entry_by_terms" in asked.order_by("reference")[:26].explain()


def words_in_index(connection):
    """Make the index as the migrations do: made from the models, the table has none."""
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX IF EXISTS profile_entry_by_terms")
    with connection.schema_editor() as editor:
        import_module("beneficiaries.migrations.0007_profile_terms").add_index(apps, editor)
        import_module("beneficiaries.migrations.0011_words_are_found_at_once").put_in_at_once(apps, editor)


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [3, 60])
def test_finding_costs_the_same_however_many_are_found(rows, calderdale, champion):
    for somebody in BeneficiaryFactory.create_batch(rows, team=calderdale):
        ProfileEntryFactory(beneficiary=somebody, written_by=champion)
    client = client_of(champion)
    assert queries_of(lambda: client.get(ADDRESS, {"q": "hair"})) == 5


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["", "\0", "x" * 10_000, "the a of", "' | & !:* (", "% _ \\", "hair:*", "🌱"])
def test_whatever_is_typed_the_page_answers(robin, champion, typed):
    ProfileEntryFactory(beneficiary=robin)
    assert ProfileEntry.objects.count() == 1
    assert client_of(champion).get(ADDRESS, {"q": typed}).status_code == 200
