"""Reflections: consent is chosen at once, stands above roles, and taken back leaves nothing."""

from datetime import date
from io import BytesIO

import pytest
import time_machine
from django.contrib import admin as django_admin
from django.urls import reverse
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from activities.models import Reflection
from activities.reflections import Collected, Shared, Whose, say_whose
from activities.reflections_document import write_document
from teams.models import Role
from tests.activities.growing import queries_of
from tests.factories import BeneficiaryFactory, ReflectionFactory, person
from tests.helpers import TODAY, client_of, text_of

LIST, WRITE = reverse("activities:reflection_list"), reverse("activities:reflection_write")
COLLECT = reverse("activities:reflection_collect")
WORDS = "I had not laughed like that for years."


@given(st.sampled_from(Shared), st.sampled_from(Whose), st.dates(date(2000, 1, 1)))
def test_a_name_stands_only_below_words_that_are_shared_with_it(shared, whose, on):
    assert ("Bev" in say_whose(shared=shared, whose=whose, on=on, signed="Bev")) == (shared == Shared.NAMED)


@pytest.fixture(autouse=True)
def wednesday():
    with time_machine.travel(f"{TODAY} 10:00+01:00", tick=False):
        yield


def write(user, **typed):
    said = {"words": WORDS, "whose": "own", "shared": "private", "on": f"{TODAY}", "team": min(user.team_ids)}
    return client_of(user).post(WRITE, said | typed)


def list_of(user):
    return text_of(client_of(user).get(LIST))


def collected_by(user):
    return text_of(client_of(user).get(COLLECT))


def document_of(user):
    response = client_of(user).get(COLLECT, {"first": "2026-01-01", "last": f"{TODAY}", "format": "docx"})
    return Document(BytesIO(b"".join(response.streaming_content)))


def words_in(document):
    return [paragraph.text for paragraph in document.paragraphs]


@pytest.fixture
def readers(champion, calderdale, leeds, coordinator):
    """Who may be reading: the writer, their team, those above it, another team."""
    colleague, lead = person(Role.CHAMPION, calderdale), person(Role.LEAD_NAVIGATOR, calderdale)
    return [champion, colleague, lead, coordinator, person(Role.CHAMPION, leeds)]


@pytest.mark.django_db
class TestConsent:
    @pytest.mark.parametrize(
        ("shared", "readable"),
        [
            ("private", [True, False, False, False, False]),
            ("team", [True, True, True, True, False]),
            ("unnamed", [True] * 5),
            ("named", [True] * 5),
        ],
    )
    def test_it_is_read_by_those_with_whom_it_is_shared_and_by_no_role_above_them(
        self, champion, readers, shared, readable
    ):
        write(champion, shared=shared, signed="Rue")
        assert [WORDS in list_of(reader) for reader in readers] == readable
        assert [WORDS in collected_by(reader) for reader in readers] == [shared in ("unnamed", "named")] * 5

    def test_without_the_name_nothing_beside_the_words_says_whose_they_are(self, champion, coordinator, calderdale):
        write(champion, shared="unnamed", signed="Rue")
        said = list_of(coordinator).partition("<main")[2] + collected_by(coordinator).partition("<main")[2]
        assert "A colleague, October 2026" in said
        hidden = (champion.name, champion.get_short_name(), "Rue")
        assert not any(word in said for word in hidden)
        kept = Reflection.objects.get()
        assert (kept.signed, kept.on.day) == ("", 1)

    def test_taken_back_it_is_gone_from_every_page_and_every_later_document(self, champion, readers):
        write(champion, shared="named", signed="Rue")
        assert WORDS in words_in(document_of(champion))
        address = reverse("activities:reflection_take_back", args=[Reflection.objects.get().pk])
        assert "cannot be undone" in text_of(client_of(champion).get(address))
        client_of(champion).post(address)
        assert not Reflection.objects.exists()
        assert not any(WORDS in list_of(reader) + collected_by(reader) for reader in readers)
        assert WORDS not in words_in(document_of(champion))
        assert "It is gone already." in text_of(client_of(champion).post(address, follow=True))

    def test_it_is_not_in_django_admin(self):
        assert not django_admin.site.is_registered(Reflection)

    def test_consent_can_be_made_narrower(self, champion, readers):
        write(champion, shared="named", signed="Rue")
        address = Reflection.objects.get().get_absolute_url()
        said = {"words": WORDS, "shared": "private", "on": f"{TODAY}", "opened_version": 1}
        client_of(champion).post(address, said)
        assert [WORDS in list_of(reader) for reader in readers] == [True, False, False, False, False]

    def test_nobody_else_changes_the_words_or_makes_the_consent_wider(self, champion, coordinator, calderdale):
        write(champion, shared="team")
        address = Reflection.objects.get().get_absolute_url()
        said = {"words": "Mine", "shared": "named", "signed": "X", "on": f"{TODAY}", "opened_version": 1}
        for user in (coordinator, person(Role.LEAD_NAVIGATOR, calderdale)):
            assert client_of(user).post(address, said).status_code == 404
        assert (Reflection.objects.get().words, Reflection.objects.get().shared) == (WORDS, "team")

    def test_whoever_left_their_team_can_still_take_their_words_back(self, champion):
        write(champion, shared="unnamed")
        champion.memberships.all().delete()
        client_of(champion).post(reverse("activities:reflection_take_back", args=[Reflection.objects.get().pk]))
        assert not Reflection.objects.exists()

    def test_of_somebody_who_moved_on_the_old_team_reads_no_reference(self, champion, calderdale, leeds):
        robin = BeneficiaryFactory(reference="CAL-014", team=calderdale)
        write(champion, whose="told", reference="CAL-014", shared="team")
        robin.team = leeds
        robin.save()
        assert "CAL-014" not in list_of(champion) and WORDS in list_of(champion)

    def test_a_stale_change_shows_both(self, champion):
        write(champion)
        address = Reflection.objects.get().get_absolute_url()
        said = {"words": "One", "shared": "team", "on": f"{TODAY}", "opened_version": 1}
        client_of(champion).post(address, said)
        response = client_of(champion).post(address, said | {"words": "Two"})
        assert "One" in text_of(response) and "Two" in text_of(response)
        assert Reflection.objects.get().words == "One"

    def test_what_somebody_told_is_let_go_by_those_who_answer_for_them(self, calderdale):
        robin, navigator = BeneficiaryFactory(team=calderdale), person(Role.NAVIGATOR, calderdale)
        told = ReflectionFactory(beneficiary=robin, shared="unnamed")
        address = reverse("activities:reflection_take_back", args=[told.pk])
        assert client_of(navigator).post(address).status_code == 404
        robin.navigators.add(navigator)
        client_of(navigator).post(address)
        assert not Reflection.objects.exists()


@pytest.mark.django_db
class TestWriting:
    def test_sent_twice_it_is_kept_once(self, champion):
        for _ in range(2):
            write(champion, key="1" * 32)
        assert Reflection.objects.count() == 1

    def test_somebodys_own_words_are_kept_with_whose_they_are(self, champion, calderdale):
        robin = BeneficiaryFactory(reference="CAL-014", known_as="Robin", team=calderdale)
        write(champion, whose="told", reference="cal 14".replace("14", "014"), shared="team")
        assert Reflection.objects.get().beneficiary == robin
        assert "CAL-014 (Robin), told to" in list_of(champion)

    def test_nothing_is_chosen_before_somebody_chose_it(self, champion):
        page = text_of(client_of(champion).get(WRITE))
        assert 'name="shared"' in page and page.partition('name="shared"')[2].find("checked") == -1

    @pytest.mark.parametrize(
        ("typed", "field"),
        [
            ({"words": ""}, "words"),
            ({"words": "x" * 2001}, "words"),
            ({"words": "x\x00"}, "words"),
            ({"words": "With CAL-014 it was good.", "shared": "unnamed"}, "words"),
            ({"words": "With cal 014 it was good.", "shared": "named", "signed": "Rue"}, "words"),
            ({"shared": "named", "signed": "CAL-014"}, "signed"),
            ({"shared": "named", "signed": ""}, "signed"),
            ({"shared": ""}, "shared"),
            ({"shared": "the world"}, "shared"),
            ({"on": "2099-01-01"}, "on"),
            ({"whose": "told"}, "reference"),
            ({"whose": "told", "reference": "LDS-001"}, "reference"),
            ({"whose": "told", "reference": "\x00"}, "reference"),
            ({"team": "9" * 30}, "team"),
            ({"words": "Robin was here", "whose": "told", "reference": "CAL-014", "shared": "unnamed"}, "words"),
        ],
    )
    def test_what_cannot_be_right_is_sent_back_with_a_sentence(self, champion, calderdale, leeds, typed, field):
        for reference, team in (("CAL-014", calderdale), ("LDS-001", leeds)):
            BeneficiaryFactory(reference=reference, known_as="Robin", team=team)
        response = write(champion, **typed)
        assert response.status_code == 200 and list(response.context["form"].errors) == [field]
        assert not Reflection.objects.exists()

    @pytest.mark.parametrize("opened", ["?person=%00", "?person=LDS-1", "?person=" + "9" * 400])
    def test_a_link_that_is_not_right_opens_the_form(self, champion, opened):
        assert client_of(champion).get(WRITE + opened).status_code == 200


@pytest.mark.django_db
class TestCollecting:
    def test_the_document_has_a_title_each_text_and_whose_it_is(self, champion):
        write(champion, shared="named", signed="Rue")
        write(champion, shared="team", words="For us only.")
        document = document_of(champion)
        title, words, said_by = words_in(document)
        assert title == document.core_properties.title
        assert (words, said_by) == (WORDS, "Rue, October 2026")
        assert document.core_properties.author == ""
        assert {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))} == {"en-GB"}

    @pytest.mark.parametrize("opened", [{"first": "x"}, {"first": f"{TODAY}", "last": "2020-01-01"}, {"last": "\x00"}])
    def test_days_that_cannot_be_right_get_a_sentence(self, champion, opened):
        response = client_of(champion).get(COLLECT, opened | {"format": "docx"})
        assert response.status_code == 200 and response.context["form"].errors

    def test_days_without_any_say_so(self, champion):
        assert "Nothing of these days may be shared with everybody." in collected_by(champion)

    def test_control_characters_do_not_break_the_document(self):
        assert write_document(title="Words", entries=[Collected("a\x0bb\tc\ufffe", "Rue\x01")])

    def test_what_pages_cost_does_not_grow(self, champion):
        client = client_of(champion)
        for number in range(3):
            write(champion, shared="unnamed", words=f"{number}")
        before = queries_of(lambda: client.get(LIST)), queries_of(lambda: client.get(COLLECT))
        for number in range(15):
            write(champion, shared="unnamed", words=f"More {number}")
        assert (queries_of(lambda: client.get(LIST)), queries_of(lambda: client.get(COLLECT))) == before
        assert max(before) <= 7
