"""The booking of a plan's room, the line it ticks, the day by which to cancel, and setting the room up."""

from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from activities.actions import call_off_activity, mark_step
from activities.models import Activity, Booking
from activities.models.booking import CANCEL_BY
from checklist.form import Stage, State, Tool
from checklist.models import Step
from tests.activities.test_venue_choose import choose, line
from tests.factories import VenueFactory
from tests.helpers import TODAY, client_of, text_of, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def trip(museum, champion):
    """The museum trip, on Wednesday 4 November from 1pm, at a hall that can be booked."""
    Activity.objects.filter(pk=museum.pk).update(starts_at=time(13))
    choose(champion, museum, VenueFactory(name="Hall"))
    return museum


def address_of(trip):
    return reverse("activities:booking_edit", args=[trip.pk])


def book(user, trip, state="booked", **typed):
    booking = Booking.objects.filter(activity=trip).first()
    typed = {"state": state, "opened_version": booking.version if booking else 0} | typed
    return client_of(user).post(address_of(trip), typed, follow=True)


def cancel_step(trip):
    """The dated step of the day by which to cancel, or None."""
    return Step.objects.filter(checklist=trip.checklist, task__text=CANCEL_BY).first()


class TestBooking:
    @pytest.mark.parametrize(("state", "is_ticked"), [("asked", False), ("booked", True), ("confirmed", True)])
    def test_booked_or_confirmed_ticks_the_line(self, champion, trip, state, is_ticked):
        book(champion, trip, state)
        assert line(trip, Tool.BOOKING) == ({champion} if is_ticked else set())

    @pytest.mark.parametrize("state", ["asked", "cancelled"])
    def test_taking_it_back_unticks_it(self, champion, trip, state):
        book(champion, trip)
        book(champion, trip, state)
        assert line(trip, Tool.BOOKING) == set()

    def test_asking_takes_nobodys_own_tick_away(self, champion, navigator, trip):
        step = Step.objects.get(checklist=trip.checklist, task__tool=Tool.BOOKING)
        mark_step(activity=trip, step_id=step.pk, state=State.DONE, by=navigator)
        book(champion, trip, "asked")
        assert line(trip, Tool.BOOKING) == {navigator}

    def test_it_keeps_what_was_agreed(self, champion, trip):
        response = book(champion, trip, cost="£1,012.50", reference="LR-7", ring="Kit, 0113 496 0000")
        booking = Booking.objects.get()
        assert (booking.cost, booking.reference, booking.ring) == (Decimal("1012.50"), "LR-7", "Kit, 0113 496 0000")
        assert (booking.venue, booking.date, booking.starts_at) == (trip.venue, trip.date, time(13))
        assert booking.changed_by == champion
        assert words_of(response) == ["Saved: the room is booked. That line is ticked."]

    @pytest.mark.parametrize(
        ("typed", "field", "said"),
        [
            ({"state": ""}, "state", "Choose how far it is."),
            ({"state": "maybe"}, "state", "Choose how far it is."),
            ({"cost": "ten"}, "cost", "We cannot read that as an amount. Write it like 84.50."),
            ({"cost": "-1"}, "cost", "An amount cannot be below nothing. Leave out the minus sign."),
            ({"cost": "1.005"}, "cost", "There are no parts of a penny. Write two places after the point, like 84.50."),
            ({"cost": "1e9"}, "cost", "We cannot read that as an amount. Write it like 84.50."),
            ({"cost": "NaN"}, "cost", "We cannot read that as an amount. Write it like 84.50."),
            ({"cancel_by": "soon"}, "cancel_by", "That is not a date we can read. Write it like 31/10/2026."),
            ({"cancel_by": "2026-10-13"}, "cancel_by", "That day has already gone. Choose today or a later day."),
            ({"cancel_by": "2026-11-05"}, "cancel_by", "That is after the plan’s own day. Check the day."),
            (
                {"reference": "x" * 61},
                "reference",
                "That is too long. There is room for 60 characters, and you typed 61.",
            ),
        ],
    )
    def test_what_cannot_be_saved_is_told_beside_its_field(self, champion, trip, typed, field, said):
        response = book(champion, trip, **typed)
        assert response.context["form"].errors[field] == [said]
        assert not Booking.objects.exists()

    def test_of_two_who_save_it_the_second_is_asked(self, champion, navigator, trip):
        book(navigator, trip, "confirmed")
        response = book(champion, trip, "asked", opened_version=0)
        assert "It is now: booked, and they confirmed it." in response.context["form"].non_field_errors()[0]
        assert Booking.objects.get().state == "confirmed"
        typed = {name: response.context["form"][name].value() for name in ("state", "opened_version")}
        client_of(champion).post(address_of(trip), typed)
        assert Booking.objects.get().state == "asked"

    def test_a_version_that_never_was_is_asked_to_look_and_save_again(self, champion, trip):
        response = book(champion, trip, opened_version=7)
        assert "It is now: not asked yet." in response.context["form"].non_field_errors()[0]
        assert response.context["form"]["opened_version"].value() == 0

    def test_a_plan_whose_place_is_in_words_alone_is_asked_to_choose_one(self, champion, museum):
        assert "First choose a place." in text_of(client_of(champion).get(address_of(museum)))
        assert "First choose a place." in text_of(book(champion, museum))
        assert not Booking.objects.exists()


class TestWhenThePlanMovesOn:
    @pytest.fixture(autouse=True)
    def booked(self, champion, trip):
        book(champion, trip)
        trip.refresh_from_db()

    def warned(self, champion, trip):
        return "The plan has changed. The booking was for Hall, Wednesday 4 November 2026." in text_of(
            client_of(champion).get(address_of(trip))
        )

    def test_another_day_has_to_be_booked_again(self, champion, trip):
        client_of(champion).post(reverse("activities:set_up", args=[trip.pk]), {"done": 1})
        typed = {"date": "2026-11-11", "opened_version": trip.version}
        client_of(champion).post(reverse("activities:activity_move", args=[trip.pk]), typed)
        assert line(trip, Tool.BOOKING) == line(trip, Tool.SET_UP) == set() and self.warned(champion, trip)
        trip.refresh_from_db()
        page = client_of(champion).get(trip.get_absolute_url())
        said = [part.words for part in page.context["activity"].readiness.parts]
        assert "Venue: the booking is for another time or place" in said
        book(champion, trip)
        assert line(trip, Tool.BOOKING) == {champion} and not self.warned(champion, trip)

    def test_another_place_has_to_be_booked_too(self, champion, trip):
        choose(champion, trip, VenueFactory(name="Barn"))
        assert line(trip, Tool.BOOKING) == set() and self.warned(champion, trip)

    def test_another_time_by_an_edit_has_to_be_booked_again(self, champion, trip):
        typed = {"description": "Steam", "date": trip.date, "place": trip.place, "opened_version": trip.version}
        address = reverse("activities:activity_edit", args=[trip.pk])
        client_of(champion).post(address, typed | {"starts_at": "13:00"})
        assert line(trip, Tool.BOOKING) == {champion}
        client_of(champion).post(address, typed | {"starts_at": "15:00", "opened_version": trip.version + 1})
        assert line(trip, Tool.BOOKING) == set()

    def test_calling_off_says_that_the_room_is_still_booked(self, champion, trip):
        said = "The room is still asked for or booked."
        call_off_activity(activity=trip, learned="Rain", by=champion)
        assert said in text_of(client_of(champion).get(trip.get_absolute_url()))
        book(champion, trip, "cancelled")
        assert said not in text_of(client_of(champion).get(trip.get_absolute_url()))

    def test_the_same_place_again_keeps_the_tick(self, champion, trip):
        choose(champion, trip, trip.venue)
        assert line(trip, Tool.BOOKING) == {champion}


class TestCancelBy:
    def test_the_day_becomes_a_step_of_the_check_list(self, champion, trip):
        book(champion, trip, cancel_by="2026-10-20")
        step = cancel_step(trip)
        assert (step.due_on, step.is_set_by_hand, step.stage) == (date(2026, 10, 20), True, Stage.WEEKS_BEFORE)
        assert step.task.speak_to == "the venue"

    def test_in_the_last_week_it_stands_among_the_days_before(self, champion, trip):
        book(champion, trip, cancel_by="2026-10-30")
        assert cancel_step(trip).stage == Stage.DAYS_BEFORE

    def test_it_moves_with_the_booking_and_goes_with_it(self, champion, navigator, trip):
        book(champion, trip, cancel_by="2026-10-20")
        book(navigator, trip, cancel_by="2026-10-22")
        assert Step.objects.filter(checklist=trip.checklist, task__text=CANCEL_BY).count() == 1
        assert cancel_step(trip).due_on == date(2026, 10, 22)
        book(champion, trip, "cancelled", cancel_by="2026-10-22")
        assert cancel_step(trip) is None
        book(champion, trip, cancel_by="2026-10-22")
        book(champion, trip)
        assert cancel_step(trip) is None

    def test_one_that_is_ticked_stays(self, champion, trip):
        book(champion, trip, cancel_by="2026-10-20")
        mark_step(activity=trip, step_id=cancel_step(trip).pk, state=State.DONE, by=champion)
        book(champion, trip)
        assert cancel_step(trip).is_done

    def test_a_copy_of_the_plan_has_nothing_to_cancel(self, champion, trip):
        book(champion, trip, cancel_by="2026-10-20")
        client_of(champion).post(reverse("activities:activity_copy", args=[trip.pk]), {"date": "2026-12-16"})
        copy = Activity.objects.get(date=date(2026, 12, 16))
        assert cancel_step(copy) is None and not Booking.objects.filter(activity=copy).exists()
        assert cancel_step(trip) is not None

    def test_a_day_that_has_gone_may_stay_in_a_booking_that_changes(self, champion, trip):
        book(champion, trip, cancel_by="2026-10-20")
        Booking.objects.update(cancel_by=TODAY - timedelta(days=1))
        book(champion, trip, "confirmed", cancel_by=TODAY - timedelta(days=1))
        assert Booking.objects.get().state == "confirmed"


class TestSetUp:
    def press(self, user, trip, **typed):
        return client_of(user).post(reverse("activities:set_up", args=[trip.pk]), typed, follow=True)

    def test_it_says_what_to_set_up_and_whom_to_ring(self, champion, trip):
        book(champion, trip, set_up="Two long tables.", ring="Kit, 0113 496 0000")
        page = text_of(client_of(champion).get(reverse("activities:set_up", args=[trip.pk])))
        assert "Two long tables." in page and "Kit, 0113 496 0000" in page

    def test_one_press_ticks_the_line_and_another_takes_it_back(self, champion, navigator, trip):
        self.press(champion, trip, done=1)
        response = self.press(navigator, trip, done=1)
        assert line(trip, Tool.SET_UP) == {champion}
        assert "The room is set up: Ruby Oyelaran" in text_of(response)
        self.press(navigator, trip, undo=1)
        assert line(trip, Tool.SET_UP) == set()

    def test_a_plan_without_a_booking_can_be_set_up_too(self, champion, museum):
        assert "Nothing is written down yet." in text_of(self.press(champion, museum, done=1))
        assert line(museum, Tool.SET_UP) == {champion}

    def test_where_it_is_not_needed_there_is_nothing_to_press(self, champion, trip):
        step = Step.objects.get(checklist=trip.checklist, task__tool=Tool.SET_UP)
        mark_step(activity=trip, step_id=step.pk, state=State.NOT_NEEDED, by=champion)
        page = text_of(client_of(champion).get(reverse("activities:set_up", args=[trip.pk])))
        assert "is marked “not needed”" in page and "The room is set up" not in page


def test_each_line_about_the_place_opens_its_tool(champion, trip):
    for tool, address in ((Tool.VENUE, "venue_choose"), (Tool.BOOKING, "booking_edit"), (Tool.SET_UP, "set_up")):
        task = trip.checklist.tasks.get(tool=tool)
        page = text_of(client_of(champion).get(reverse("activities:task_detail", args=[trip.pk, task.pk])))
        assert f'href="{reverse(f"activities:{address}", args=[trip.pk])}"' in page
