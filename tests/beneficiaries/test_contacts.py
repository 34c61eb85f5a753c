"""Contacts outside activities: written down in a moment, counted by one rule, never silently changed."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from beneficiaries import contacts
from beneficiaries.contacts import DEFINITION, Mode, Numbers, Setting, Was
from beneficiaries.models import Beneficiary, Contact, ContactChange
from tests.factories import BeneficiaryFactory, ContactFactory
from tests.helpers import TODAY, client_of, text_of, words_of

ADD = reverse("activities:contact_add", args=["CAL-014"])
CHOOSE = reverse("activities:contact_choose")
MINE = reverse("activities:contact_list")
YESTERDAY = TODAY - timedelta(days=1)
MINUTES = "Write whole minutes, from 1 to 600."


@pytest.fixture(autouse=True)
def wednesday():
    with time_machine.travel(f"{TODAY} 10:00+01:00", tick=False):
        yield


@pytest.fixture
def robin(calderdale):
    return BeneficiaryFactory(reference="CAL-014", known_as="Robin", team=calderdale)


@pytest.fixture
def call(robin, champion):
    """Ruby's quarter of an hour on the phone with Robin."""
    return ContactFactory(beneficiary=robin, by=champion, line="Hair and beauty.")


def add(user, **typed):
    typed = {"was": "two_way", "mode": "phone", "when": "today", "setting": "one_to_one"} | typed
    return client_of(user).post(ADD, typed, follow=True)


class TestTheRule:
    def test_the_definition_is_the_shipped_one_and_the_rules_own_words(self):
        assert DEFINITION == (
            "A two-way interaction about the person’s interests, support or taking part; "
            "reminders, missed calls and unanswered messages are kept but not counted."
        )
        assert [was for was in Was if contacts.counts(was)] == [Was.TWO_WAY]

    @given(
        st.sampled_from(Was),
        st.sampled_from(Mode),
        st.none() | st.integers(1, contacts.MOST_MINUTES),
        st.sampled_from(Setting),
    )
    def test_what_does_not_count_says_so_first(self, was, mode, minutes, setting):
        said = contacts.say_how(was=was, mode=mode, minutes=minutes, setting=setting)
        assert said.startswith(mode.label if contacts.counts(was) else was.label)
        assert ("minute" in said) == bool(minutes)

    @pytest.mark.parametrize(
        ("numbers", "words"),
        [
            ((0, 0, 4), "No contacts yet"),
            ((1, 1, 0), "1 contact with 1 person"),
            ((12, 8, 3), "12 contacts with 8 people"),
        ],
    )
    def test_numbers_are_said_in_words(self, numbers, words):
        assert Numbers(*numbers).words == words


@pytest.mark.django_db
class TestWritingOneDown:
    def test_three_presses_and_a_line_are_enough_and_it_stands_on_the_persons_page(self, champion, robin):
        response = add(champion, mode="phone", how_long="15", line="Likes trains.")
        kept = Contact.objects.get()
        assert (kept.beneficiary, kept.by, kept.team, kept.date) == (robin, champion, robin.team, TODAY)
        assert (kept.was, kept.mode, kept.minutes, kept.setting) == ("two_way", "phone", 15, "one_to_one")
        assert words_of(response) == ["Saved. It stands in their line in time."]
        assert "Wednesday 14 October 2026 · Phone · 15 minutes" in text_of(response)
        assert "Likes trains." in text_of(response)

    def test_what_is_usual_is_pressed_already_and_the_definition_stands_beside_it(self, champion, robin):
        response = client_of(champion).get(ADD)
        form = response.context["form"]
        pressed = {name: form[name].value() for name in ("was", "setting", "when", "mode", "how_long")}
        assert pressed == {"was": "two_way", "setting": "one_to_one", "when": "today", "mode": "", "how_long": None}
        assert DEFINITION in text_of(response)

    @pytest.mark.parametrize(
        ("typed", "day"),
        [
            ({"when": "yesterday"}, YESTERDAY),
            ({"when": "yesterday", "date": "rubbish"}, YESTERDAY),
            ({"when": "other", "date": "2026-10-02"}, date(2026, 10, 2)),
        ],
    )
    def test_today_and_yesterday_are_one_press_and_any_other_day_is_typed(self, champion, robin, typed, day):
        add(champion, **typed)
        assert Contact.objects.get().date == day

    @pytest.mark.parametrize(
        ("typed", "minutes"),
        [
            ({}, None),
            ({"how_long": "60", "minutes": "rubbish"}, 60),
            ({"how_long": "other", "minutes": "75"}, 75),
            ({"minutes": "75"}, 75),
            ({"was": "missed_call", "how_long": "15"}, None),
            ({"was": "unanswered", "how_long": "other", "minutes": "a few"}, None),
        ],
    )
    def test_minutes_are_of_what_counts(self, champion, robin, typed, minutes):
        add(champion, **typed)
        assert Contact.objects.get().minutes == minutes

    @pytest.mark.parametrize("was", ["reminder", "missed_call", "unanswered"])
    def test_what_does_not_count_is_kept_all_the_same(self, champion, robin, was):
        response = add(champion, was=was)
        assert words_of(response) == ["Saved. It is kept, and not counted."]
        assert not Contact.objects.get().counts
        assert Contact.objects.all().numbers() == Numbers(contacts=0, people=0, not_counted=1)

    def test_pressing_save_twice_keeps_one(self, champion, robin):
        for _ in range(2):
            add(champion, key="11111111-1111-4111-8111-111111111111")
        assert Contact.objects.count() == 1

    @pytest.mark.parametrize(
        ("typed", "field", "sentence"),
        [
            ({"mode": ""}, "mode", "Choose how you were in touch."),
            ({"mode": "pigeon"}, "mode", "Choose one of these."),
            ({"was": ""}, "was", "Choose what it was."),
            ({"setting": "moon"}, "setting", "Choose one of these."),
            ({"when": ""}, "when", "Choose the day."),
            ({"when": "other"}, "date", "Choose the day."),
            ({"when": "other", "date": "soon"}, "date", "That is not a date we can read. Write it like 31/10/2026."),
            (
                {"when": "other", "date": "2026-10-15"},
                "date",
                "That day is still to come. Write it down once it has happened.",
            ),
            ({"when": "other", "date": "2016-10-15"}, "date", "That is very long ago. Check the year."),
            ({"how_long": "7"}, "how_long", "Choose one of these."),
            *(
                ({"how_long": "other", "minutes": typed}, "minutes", MINUTES)
                for typed in ["", "0", "-5", "601", "ten", "1e99", "9" * 5000]
            ),
            ({"line": "x" * 201}, "line", "That is too long. There is room for 200 characters, and you typed 201."),
            ({"line": "nul\x00"}, "line", "There is a character in here that cannot be kept. Please type it again."),
        ],
        ids=str,
    )
    def test_what_cannot_be_right_gets_a_plain_sentence_beside_its_field(self, champion, robin, typed, field, sentence):
        response = add(champion, **typed)
        assert response.status_code == 200
        assert response.context["form"].errors == {field: [sentence]}
        assert not Contact.objects.exists()


@pytest.mark.django_db
class TestChoosingWhoItWasWith:
    @pytest.fixture(autouse=True)
    def people(self, calderdale, leeds, robin):
        BeneficiaryFactory(reference="CAL-99815", known_as="Robyn", team=calderdale)
        BeneficiaryFactory(reference="LDS-001", known_as="Roberta", team=leeds)

    @pytest.mark.parametrize("words", ["CAL-014", "cal 014", "cal014", " robin "])
    def test_whoever_is_meant_by_a_reference_or_a_name_is_one_press_away(self, champion, words):
        response = client_of(champion).get(CHOOSE, {"q": words})
        assert (response.status_code, response.url) == (302, ADD)

    @pytest.mark.parametrize(("words", "found"), [("rob", ["CAL-014", "CAL-99815"]), ("LDS-001", []), ("%", [])])
    def test_of_several_one_is_pressed_and_nobody_of_another_team_is_found(self, champion, words, found):
        response = client_of(champion).get(CHOOSE, {"q": words})
        assert [person.reference for person in response.context["found"]] == found
        assert ("Nobody in your team matches" in text_of(response)) == (not found)

    @pytest.mark.parametrize("words", ["", "\x00", "x" * 5000, ", ;"])
    def test_what_cannot_be_looked_for_is_answered_all_the_same(self, champion, words):
        assert client_of(champion).get(CHOOSE, {"q": words}).status_code == 200

    def test_the_last_few_people_are_there_to_press_each_once_the_newest_first(self, champion, robin, call):
        robyn = Beneficiary.objects.get(reference="CAL-99815")
        for days_ago in (3, 9):
            ContactFactory(beneficiary=robyn, by=champion, date=TODAY - timedelta(days=days_ago))
        ContactFactory(beneficiary=BeneficiaryFactory(team=robin.team))
        assert client_of(champion).get(CHOOSE).context["last_people"] == [robin, robyn]


def edit(user, contact, **typed):
    kept = {name: getattr(contact, name) for name in ("was", "mode", "setting", "line")}
    kept |= {"when": "other", "date": contact.date, "how_long": "other", "minutes": contact.minutes}
    address = reverse("activities:contact_edit", args=["CAL-014", contact.pk])
    return client_of(user).post(address, kept | {"opened_version": 1} | typed, follow=True)


def take_back(user, contact):
    return client_of(user).post(reverse("activities:contact_take_back", args=["CAL-014", contact.pk]), follow=True)


@pytest.mark.django_db
class TestPuttingItRight:
    def test_it_opens_as_it_was_kept(self, champion, call):
        page = client_of(champion).get(reverse("activities:contact_edit", args=["CAL-014", call.pk]))
        form = page.context["form"]
        assert (form["when"].value(), form["how_long"].value()) == ("today", "15")

    def test_what_it_said_before_is_kept_with_who_changed_it(self, coordinator, call):
        response = edit(coordinator, call, minutes="45", mode="video")
        call.refresh_from_db()
        assert (call.minutes, call.mode, call.version, call.by.name) == (45, "video", 2, "Ruby Oyelaran")
        change = ContactChange.objects.get()
        assert (change.by, change.words) == (coordinator, "How: Phone before, Video now.\nMinutes: 15 before, 45 now.")
        assert "Ruby Oyelaran · put right since" in text_of(response)

    def test_saving_it_as_it_was_changes_nothing(self, champion, call):
        assert words_of(edit(champion, call)) == ["It stays as it was."]
        call.refresh_from_db()
        assert (call.version, ContactChange.objects.count()) == (1, 0)

    def test_a_stale_save_shows_both_and_keeps_what_was_typed(self, champion, coordinator, call):
        edit(coordinator, call, minutes="45")
        response = edit(champion, call, minutes="20")
        assert response.context["both"] == [("Minutes", "45", "20")]
        assert "This contact was saved while you had it open" in text_of(response)
        assert edit(champion, call, minutes="20", opened_version=2).redirect_chain
        call.refresh_from_db()
        assert (call.minutes, call.version) == (20, 3)

    def test_pressing_save_twice_says_the_same_and_changes_once(self, champion, call):
        assert words_of(edit(champion, call, minutes="45")) == words_of(edit(champion, call, minutes="45"))
        assert ContactChange.objects.count() == 1

    def test_a_colleague_cannot(self, navigator, call):
        assert edit(navigator, call).status_code == take_back(navigator, call).status_code == 404
        call.refresh_from_db()
        assert (call.version, call.is_taken_back) == (1, False)


@pytest.mark.django_db
class TestTakingItBack:
    def test_it_counts_for_nothing_and_its_writer_sees_who_took_it_back(self, champion, coordinator, call, robin):
        assert words_of(take_back(coordinator, call))[0].startswith("Taken back.")
        assert words_of(take_back(champion, call)) == ["That was taken back already."]
        assert Contact.objects.all().numbers() == Numbers(0, 0, 0)
        assert "Hair and beauty." not in text_of(client_of(champion).get(robin.get_absolute_url()))
        page = text_of(client_of(champion).get(MINE))
        assert "Hair and beauty." in page and "Taken back: Theo Lindqvist, Wednesday 14 October 2026" in page

    def test_what_was_taken_back_is_put_right_no_more(self, champion, call):
        take_back(champion, call)
        assert "It counts for nothing now." in text_of(edit(champion, call, minutes="45"))
        call.refresh_from_db()
        assert call.minutes == 15


@pytest.mark.django_db
class TestCounting:
    @pytest.fixture
    def october(self, champion, robin, leeds):
        """Two that count with Robin and one with another, one that does not, one of last month, one of Leeds."""
        another = BeneficiaryFactory(team=robin.team)
        for person, days_ago, was in [
            (robin, 0, "two_way"),
            (robin, 13, "two_way"),
            (another, 1, "two_way"),
            (another, 2, "missed_call"),
            (robin, 14, "two_way"),
        ]:
            minutes = 10 if was == "two_way" else None
            day = TODAY - timedelta(days=days_ago)
            ContactFactory(beneficiary=person, by=champion, date=day, was=was, minutes=minutes)
        ContactFactory(beneficiary=BeneficiaryFactory(team=leeds))
        return Contact.objects.between(date(2026, 10, 1), date(2026, 10, 31))

    def test_contacts_and_different_people_are_counted_for_a_period_and_a_team(self, october, champion, coordinator):
        assert october.visible_to(champion).numbers() == Numbers(contacts=3, people=2, not_counted=1)
        assert october.visible_to(coordinator).numbers_by_team() == {
            "Calderdale": Numbers(3, 2, 1),
            "Leeds": Numbers(1, 1, 0),
        }
        assert october.counting().count() == 4

    def test_what_a_team_did_stays_theirs_when_the_person_moves_on(self, october, coordinator, robin, leeds):
        Beneficiary.objects.filter(pk=robin.pk).update(team=leeds)
        assert october.visible_to(coordinator).numbers_by_team()["Calderdale"] == Numbers(3, 2, 1)

    def test_my_contacts_say_the_month_with_the_definition(self, october, champion, navigator):
        page = text_of(client_of(champion).get(MINE))
        assert page.count("3 contacts with 2 people") == 2 and page.count("1 more kept, not counted") == 2
        assert DEFINITION in page and "Leeds" not in page
        assert "Missed call" in page
        others = text_of(client_of(navigator).get(MINE))
        assert "No contacts yet" in others and "Missed call" not in others
