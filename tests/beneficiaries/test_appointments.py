"""When somebody is busy elsewhere, on a page of their own."""

from datetime import date, time, timedelta

import pytest
import time_machine
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from beneficiaries.models import Appointment
from tests.factories import BeneficiaryFactory
from tests.helpers import TODAY, client_of, text_of, words_of

ADD = reverse("activities:appointment_add", args=["CAL-014"])
LIST = reverse("activities:appointment_list", args=["CAL-014"])
A_FORTNIGHT = timedelta(days=14)
days = st.dates(min_value=date(2020, 1, 1), max_value=date(2035, 12, 31))
appointments = st.builds(
    lambda begins, repeats, length: Appointment(
        date=begins, repeats=repeats, until=None if length is None else begins + timedelta(days=length)
    ),
    days,
    st.sampled_from(Appointment.Repeats.values),
    st.none() | st.integers(min_value=0, max_value=400),
)


@given(appointments, days)
def test_the_next_day_is_the_first_one_from_a_day_on_that_it_falls_on(appointment, day):
    coming = appointment.next_from(day)
    horizon = max(day, appointment.date) + A_FORTNIGHT
    ahead = [day + timedelta(days=number) for number in range((horizon - day).days + 1)]
    assert coming == next((each for each in ahead if appointment.is_on(each)), None)


@pytest.fixture(autouse=True)
def wednesday():
    with time_machine.travel(f"{TODAY} 10:00+01:00", tick=False):
        yield


@pytest.fixture
def robin(calderdale):
    return BeneficiaryFactory(reference="CAL-014", known_as="Robin", team=calderdale)


def add(user, **typed):
    typed = {"date": "2026-10-20", "starts_at": "10:00", "word": "Probation", "repeats": "once"} | typed
    return client_of(user).post(ADD, typed, follow=True)


def keep(person, user, **fields):
    fields = {"date": date(2026, 10, 20), "starts_at": time(10)} | fields
    return Appointment.objects.create(beneficiary=person, added_by=user, **fields)


@pytest.mark.django_db
class TestAdding:
    def test_everything_on_the_form_is_kept_and_stands_on_the_persons_list(self, champion, robin):
        response = add(champion, ends_at="11:00", repeats="fortnightly", until="2026-12-15")
        kept = Appointment.objects.get()
        assert (kept.beneficiary, kept.added_by) == (robin, champion)
        assert (kept.date, kept.starts_at, kept.ends_at) == (date(2026, 10, 20), time(10), time(11))
        assert (kept.word, kept.repeats, kept.until) == ("Probation", "fortnightly", date(2026, 12, 15))
        assert words_of(response) == ["Saved. Plans for that time will say so."]
        page = text_of(response)
        assert "Tuesday 20 October 2026, 10am to 11am" in page
        assert "Probation · every two weeks until Tuesday 15 December 2026" in page

    def test_whoever_says_no_word_keeps_only_that_it_is_an_appointment(self, champion, robin):
        add(champion, word="  ")
        assert Appointment.objects.get().word == "Appointment"

    def test_pressing_save_twice_keeps_one(self, champion, robin):
        for _ in range(2):
            add(champion)
        assert Appointment.objects.count() == 1

    @pytest.mark.parametrize(
        ("typed", "field", "sentence"),
        [
            ({"date": ""}, "date", "Choose a date."),
            ({"date": "2026-10-13"}, "date", "That day has already gone. Choose today or a later day."),
            ({"date": "0001-01-01"}, "date", "That day has already gone. Choose today or a later day."),
            ({"date": "9999-12-31"}, "date", "That is more than two years away. Check the year."),
            ({"date": "soon"}, "date", "That is not a date we can read. Write it like 31/10/2026."),
            ({"starts_at": ""}, "starts_at", "Choose a start time."),
            ({"starts_at": "ten"}, "starts_at", "That is not a time we can read. Write it like 13:30."),
            ({"ends_at": "09:00"}, "ends_at", "The end is before the start. Check both times."),
            ({"ends_at": "10:00"}, "ends_at", "The end is before the start. Check both times."),
            ({"repeats": "daily"}, "repeats", "Choose one of these three."),
            ({"repeats": ""}, "repeats", "Choose if it repeats."),
            ({"repeats": "weekly", "until": "2026-10-19"}, "until", "That is before the date. Check both days."),
            (
                {"repeats": "weekly", "until": "9999-12-31"},
                "until",
                "That is more than two years away. Check the year.",
            ),
            (
                {"until": "2026-12-15"},
                "until",
                "It happens once, so take this day away. Or choose how often it repeats.",
            ),
            (
                {"word": "x" * 41},
                "word",
                "That is too long. There is room for 40 characters, and you typed 41.",
            ),
            (
                {"word": "nul\x00"},
                "word",
                "There is a character in here that cannot be kept. Please type it again.",
            ),
        ],
    )
    def test_what_cannot_be_right_gets_a_plain_sentence_beside_its_field(self, champion, robin, typed, field, sentence):
        response = add(champion, **typed)
        assert response.status_code == 200
        assert response.context["form"].errors == {field: [sentence]}
        assert not Appointment.objects.exists()

    def test_another_teams_champion_cannot_say_when_somebody_is_busy(self, outsider, robin):
        assert add(outsider).status_code == 404
        assert not Appointment.objects.exists()


@pytest.mark.django_db
class TestTheList:
    def shown(self, user, robin):
        shown = client_of(user).get(LIST).context["appointments"]
        return [(day, appointment.word) for day, appointment in shown]

    def test_each_stands_with_the_next_day_on_which_it_falls_soonest_first(self, champion, robin):
        keep(robin, champion, word="Dentist", date=date(2026, 10, 16))
        keep(robin, champion, word="Probation", date=date(2026, 9, 1), repeats="fortnightly")
        keep(robin, champion, word="Group", date=date(2026, 10, 1), repeats="weekly")
        assert self.shown(champion, robin) == [
            (date(2026, 10, 15), "Group"),
            (date(2026, 10, 16), "Dentist"),
            (date(2026, 10, 27), "Probation"),
        ]

    def test_what_is_over_is_gone(self, champion, robin):
        keep(robin, champion, date=date(2026, 10, 13))
        keep(robin, champion, date=date(2026, 9, 1), repeats="weekly", until=date(2026, 10, 13))
        keep(robin, champion, date=date(2026, 9, 1), repeats="fortnightly", until=date(2026, 10, 26))
        assert self.shown(champion, robin) == []


@pytest.mark.django_db
class TestRemoving:
    def remove(self, user, reference, pk):
        address = reverse("activities:appointment_remove", args=[reference, pk])
        return client_of(user).post(address, follow=True)

    def test_it_is_gone_from_the_page_and_a_second_press_is_told_so(self, champion, robin):
        appointment = keep(robin, champion)
        assert words_of(self.remove(champion, "CAL-014", appointment.pk)) == ["Removed."]
        assert not Appointment.objects.exists()
        assert words_of(self.remove(champion, "CAL-014", appointment.pk)) == ["There was nothing left to remove."]

    def test_another_persons_stays(self, champion, robin, calderdale):
        BeneficiaryFactory(reference="CAL-015", team=calderdale)
        appointment = keep(robin, champion)
        self.remove(champion, "CAL-015", appointment.pk)
        assert Appointment.objects.exists()

    def test_another_teams_champion_cannot_remove_one(self, champion, outsider, robin):
        appointment = keep(robin, champion)
        assert self.remove(outsider, "CAL-014", appointment.pk).status_code == 404
        assert Appointment.objects.exists()
