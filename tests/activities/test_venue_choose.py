"""The place of a plan: what fits its group, choosing it, and what follows."""

from datetime import date, time, timedelta

import pytest
from django.urls import reverse

from activities.actions import mark_step, plan_activity
from activities.models import Activity, PlanChange
from activities.venue_search import find_place
from beneficiaries.models import SupportNeeds
from beneficiaries.needs import AccessNeed
from checklist.form import State, Tool
from checklist.models import Step
from tests.factories import ActivityFactory, BeneficiaryFactory, VenueFactory, know
from tests.helpers import TODAY, client_of, text_of, words_of

pytestmark = pytest.mark.django_db

ASKED_AGAIN = {"what": "changed", "said": "Place: not known yet before, Hall now."}


def needing(person, *needs):
    """A navigator shared what this person needs of a place."""
    by = person.navigators.first()
    SupportNeeds.objects.create(beneficiary=person, access_needs=[str(need) for need in needs], updated_by=by)


def line(activity, tool):
    """Who ticked the line with this tool."""
    done = Step.objects.filter(checklist=activity.checklist, task__tool=tool, state=State.DONE)
    return {step.marked_by for step in done.select_related("marked_by")}


@pytest.fixture
def hall(champion):
    return VenueFactory(name="Hall")


def address_of(activity):
    return reverse("activities:venue_choose", args=[activity.pk])


def choose(user, activity, venue, room=None, version=None):
    activity.refresh_from_db()
    typed = {"venue": venue.pk, "room": room.pk if room else "", "opened_version": version or activity.version}
    response = client_of(user).post(address_of(activity), typed, follow=True)
    activity.refresh_from_db()
    return response


def shown(user, activity, **query):
    """The places to choose from, and the worst of each."""
    response = client_of(user).get(address_of(activity), query)
    return [(choice.words, choice.findings[0].fit.words) for choice in response.context["choices"]]


class TestWhatFits:
    def test_what_fits_comes_first_and_what_does_not_says_why(self, champion, museum, people, hall):
        needing(people[0], AccessNeed.LEVEL_ACCESS)
        VenueFactory(name="Attic", facts={"level_to_room": ("no", 14)})
        VenueFactory(name="Barn", facts={"level_to_room": None})
        assert shown(champion, museum) == [("Hall", "Fits"), ("Barn", "Not known"), ("Attic", "Does not fit")]
        page = text_of(client_of(champion).get(address_of(museum)))
        assert "Not level from the door to the room: a step of 14 cm." in page

    def test_needs_are_said_of_the_group_and_never_whose_they_are(self, champion, museum, people, hall):
        needing(people[0], AccessNeed.LIFT)
        needing(people[1], AccessNeed.LIFT, AccessNeed.QUIET)
        response = client_of(champion).get(address_of(museum))
        assert list(response.context["group"].needs) == [AccessNeed.LIFT, AccessNeed.QUIET]
        assert "CAL-01" not in text_of(response)

    def test_each_room_stands_for_itself(self, champion, museum, people, hall):
        needing(people[0], AccessNeed.QUIET)
        know(hall, room=hall.rooms.create(name="Bar"), quiet="no")
        hall.rooms.create(name="Study")
        assert shown(champion, museum) == [("Hall, Bar", "Does not fit"), ("Hall, Study", "Fits")]

    def test_there_must_be_room_for_all_who_come(self, champion, museum, hall):
        know(hall, size=("yes", 3))
        assert shown(champion, museum) == [("Hall", "Does not fit")]
        assert "Room for 4 people" in text_of(client_of(champion).get(address_of(museum)))

    def test_where_nobody_shared_needs_the_page_says_so(self, champion, museum, hall):
        assert "Nobody’s needs are shared for this plan yet." in text_of(client_of(champion).get(address_of(museum)))

    def test_places_are_searched(self, champion, museum, hall):
        VenueFactory(name="Barn")
        assert shown(champion, museum, q="bar") == [("Barn", "Known")]
        assert "No place matches “moon”" in text_of(client_of(champion).get(address_of(museum), {"q": "moon"}))


class TestChoosing:
    def test_one_press_sets_the_place_and_asks_navigators_again(self, champion, museum, hall):
        choose(champion, museum, hall)
        assert (museum.venue, museum.room, museum.place, museum.version) == (hall, None, "Hall", 2)
        assert PlanChange.objects.filter(activity=museum, plan_version=2, **ASKED_AGAIN).exists()

    def test_a_room_is_named_with_its_place(self, champion, museum, hall):
        choose(champion, museum, hall, hall.rooms.create(name="Study"))
        assert (museum.place, museum.room.name) == ("Hall, Study", "Study")

    def test_choosing_from_a_page_that_is_out_of_date_changes_nothing(self, champion, museum, hall):
        response = choose(champion, museum, hall, version=7)
        assert museum.venue is None
        assert "Somebody changed this plan while you had it open." in words_of(response)[0]

    def test_a_room_of_another_place_is_not_found(self, champion, museum, hall):
        elsewhere = VenueFactory(name="Barn").rooms.create(name="Study")
        assert choose(champion, museum, hall, elsewhere).status_code == 404

    @pytest.mark.parametrize("typed", [{}, {"venue": "x"}, {"venue": "9" * 30}])
    def test_a_press_that_cannot_be_read_says_so(self, champion, museum, typed):
        response = client_of(champion).post(address_of(museum), typed, follow=True)
        assert words_of(response) == ["Press the button of the place that you want."]

    def test_a_place_of_which_all_that_is_needed_is_known_ticks_the_line(self, champion, museum, people, hall):
        needing(people[0], AccessNeed.LIFT)
        know(hall, lift="no", quiet=None)
        choose(champion, museum, hall)
        assert line(museum, Tool.VENUE) == {champion}

    def test_one_of_which_something_is_not_known_or_old_does_not(self, champion, museum, people, hall):
        needing(people[0], AccessNeed.LIFT)
        for unknown in ({"lift": None}, {"lift": "yes", "checked_on": TODAY - timedelta(days=400)}):
            know(hall, **unknown)
            choose(champion, museum, hall)
            assert line(museum, Tool.VENUE) == set()

    def test_another_place_has_to_be_found_out_about_again(self, champion, museum, hall):
        choose(champion, museum, hall)
        choose(champion, museum, VenueFactory(name="Barn", facts={"first_aid": None}))
        assert line(museum, Tool.VENUE) == set()

    def test_a_first_place_takes_nobodys_own_tick_away(self, champion, navigator, museum):
        step = Step.objects.filter(checklist=museum.checklist, task__tool=Tool.VENUE).first()
        mark_step(activity=museum, step_id=step.pk, state=State.DONE, by=navigator)
        choose(champion, museum, VenueFactory(facts={"first_aid": None}))
        assert line(museum, Tool.VENUE) == {navigator}


class TestInThePlanForm:
    def plan(self, champion, place, **typed):
        typed = {"description": "Gardening", "date": "2026-11-04", "place": place} | typed
        client_of(champion).post(reverse("activities:activity_plan"), typed)
        return Activity.objects.filter(description="Gardening").first()

    def test_known_places_and_their_rooms_are_offered(self, champion, hall):
        hall.rooms.create(name="Study")
        page = text_of(client_of(champion).get(reverse("activities:activity_plan")))
        assert '<option value="Hall"></option><option value="Hall, Study"></option>' in page

    @pytest.mark.parametrize("typed", ["Hall, Study", "hall,  STUDY "])
    def test_typing_a_known_name_picks_it(self, champion, hall, typed):
        study = hall.rooms.create(name="Study")
        plan = self.plan(champion, typed)
        assert (plan.venue, plan.room, plan.place) == (hall, study, "Hall, Study")
        assert line(plan, Tool.VENUE) == {champion}

    def test_other_words_stay_words(self, champion, hall):
        plan = self.plan(champion, "Behind the hall")
        assert (plan.venue, plan.place) == (None, "Behind the hall")

    def test_of_two_places_of_one_name_neither_is_picked(self, champion, hall):
        VenueFactory(name="Hall", locality="Leeds")
        assert find_place("Hall", champion) == (None, None)
        assert find_place("hall, leeds", champion)[0].locality == "Leeds"

    def test_a_name_with_its_town_picks_it_and_a_room_comes_before_a_town(self, champion, hall):
        study, town = hall.rooms.create(name="Study"), hall.locality
        assert find_place(f"Hall,  {town.upper()}", champion) == (hall, None)
        assert find_place(f"Hall, Study, {town}", champion) == (hall, study)
        assert find_place("Hall, Elsewhere", champion) == (None, None)
        halifax = hall.rooms.create(name=town)
        assert find_place(f"Hall, {town}", champion) == (hall, halifax)

    @pytest.mark.parametrize("words", ["", ", ", "a, " * 60, "Hall, "])
    def test_words_that_name_no_place_pick_none(self, champion, words):
        VenueFactory(name="")
        assert find_place(words, champion)[1] is None

    def test_an_edit_of_something_else_keeps_the_place(self, champion, museum, hall):
        choose(champion, museum, hall)
        type(hall).objects.update(name="Hall of fame")
        address = reverse("activities:activity_edit", args=[museum.pk])
        typed = {"description": "Steam", "date": museum.date, "place": "Hall", "opened_version": museum.version}
        client_of(champion).post(address, typed)
        museum.refresh_from_db()
        assert (museum.description, museum.venue, museum.place) == ("Steam", hall, "Hall")
        client_of(champion).post(address, typed | {"place": "The park", "opened_version": museum.version})
        museum.refresh_from_db()
        assert (museum.venue, museum.place) == (None, "The park")

    def test_doing_it_again_keeps_the_place_and_what_is_known_of_it(self, champion, museum, hall):
        choose(champion, museum, hall, hall.rooms.create(name="Study"))
        client_of(champion).post(reverse("activities:activity_copy", args=[museum.pk]), {"date": "2026-12-16"})
        copy = Activity.objects.get(date=date(2026, 12, 16))
        assert (copy.venue, copy.room, copy.place) == (hall, museum.room, "Hall, Study")
        assert line(copy, Tool.VENUE) == {champion}


class TestTwoPlansInOneRoom:
    @pytest.fixture
    def clash(self, champion, calderdale, museum):
        """What is in the way of the museum trip, from 1pm to 3pm, once it is somewhere."""
        museum.starts_at, museum.ends_at = time(13), time(15)
        museum.save()

        def find(venue, room=None):
            choose(champion, museum, venue, room)
            task = museum.checklist.tasks.get(tool=Tool.CLASHES)
            page = client_of(champion).get(reverse("activities:task_detail", args=[museum.pk, task.pk]))
            return page.context["clashes"]

        return find

    def other(self, museum, team, **fields):
        times = {"starts_at": time(14), "ends_at": time(16)} | fields
        return ActivityFactory(description="Choir", team=team, date=museum.date, place="elsewhere", **times)

    def test_the_same_place_at_the_same_time_is_in_the_way(self, museum, calderdale, hall, clash):
        self.other(museum, calderdale, venue=hall)
        assert clash(hall) == ["“Choir” is in this room then, 2pm to 4pm."]

    def test_of_another_team_only_that_the_room_is_in_use_is_said(self, champion, museum, leeds, hall, clash):
        self.other(museum, leeds, venue=hall)
        assert clash(hall) == ["The room is in use then, 2pm to 4pm."]
        page = text_of(client_of(champion).get(address_of(museum)))
        assert "The room is in use then, 2pm to 4pm." in page and "Choir" not in page

    def test_two_rooms_of_one_place_are_not_in_each_others_way(self, museum, calderdale, hall, clash):
        study, bar = hall.rooms.create(name="Study"), hall.rooms.create(name="Bar")
        self.other(museum, calderdale, venue=hall, room=study)
        assert clash(hall, bar) == []
        assert clash(hall, study) == ["“Choir” is in this room then, 2pm to 4pm."]

    def test_one_that_starts_when_the_other_ends_is_not_in_its_way(self, museum, calderdale, hall, clash):
        self.other(museum, calderdale, venue=hall, starts_at=time(15))
        assert clash(hall) == []

    def test_two_places_of_one_name_are_two_places(self, museum, calderdale, hall, clash):
        other = self.other(museum, calderdale, venue=VenueFactory(name="Hall", locality="Leeds"))
        Activity.objects.filter(pk=other.pk).update(place="Hall")
        assert clash(hall) == []


class TestOnThePlansPage:
    def readiness(self, user, activity):
        response = client_of(user).get(activity.get_absolute_url())
        return response, [part.words for part in response.context["activity"].readiness.parts]

    def test_it_says_where_with_a_link_and_what_is_worst(self, champion, museum, people, hall):
        needing(people[0], AccessNeed.LIFT)
        know(hall, lift="no")
        choose(champion, museum, hall)
        response, parts = self.readiness(champion, museum)
        assert "Venue: something does not fit" in parts
        page = text_of(response)
        assert f'href="{hall.get_absolute_url()}?plan={museum.pk}"' in page
        assert "<strong>Does not fit:</strong> A lift, or everything on the ground floor." in page

    def test_a_room_that_fits_is_enough_where_the_rest_of_the_place_does_not(self, champion, museum, people, hall):
        needing(people[0], AccessNeed.LIFT)
        know(hall, lift="no")
        know(hall, room=hall.rooms.create(name="Attic"), lift="no")
        ground = hall.rooms.create(name="Ground floor")
        know(hall, room=ground, lift="yes")
        choose(champion, museum, hall, ground)
        assert "Venue: chosen, not booked" in self.readiness(champion, museum)[1]

    def test_words_alone_are_looked_into_where_the_group_needs_something(self, champion, museum, people):
        assert "Venue: not chosen" in self.readiness(champion, museum)[1]
        Activity.objects.update(place="The park")
        assert not [part for part in self.readiness(champion, museum)[1] if part.startswith("Venue")]
        needing(people[0], AccessNeed.LIFT)
        assert "Venue: nobody has looked yet if it fits" in self.readiness(champion, museum)[1]

    def test_the_paper_form_says_where(self, champion, museum, hall):
        choose(champion, museum, hall)
        assert "at Hall" in text_of(client_of(champion).get(reverse("activities:activity_print", args=[museum.pk])))


def test_a_new_plan_whose_place_is_all_known_is_ticked_by_who_planned_it(champion, calderdale, navigator, hall):
    robin = BeneficiaryFactory(team=calderdale, navigators=[navigator])
    needing(robin, AccessNeed.QUIET)
    plan = Activity(description="Choir", team=calderdale, venue=hall, place="Hall")
    plan_activity(activity=plan, beneficiaries=[robin], navigators=[], by=champion, today=TODAY)
    assert line(plan, Tool.VENUE) == {champion}
