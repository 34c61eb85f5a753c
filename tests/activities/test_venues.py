"""The shared directory of places: finding one, its details, what is known of it, its rooms and what was learned."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from activities.actions import call_off_activity
from activities.models import Upload, Venue, VenueFact
from activities.venue_facts import ASK, ASKS, OF_ROOM, stamp
from beneficiaries.needs import AccessNeed
from checklist.form import Tool
from tests.activities.test_venue_choose import line, needing
from tests.factories import ActivityFactory, VenueFactory, know
from tests.helpers import TODAY, client_of, text_of, words_of

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n%%EOF"
VENUES = reverse("activities:venue_list")
ADD = reverse("activities:venue_add")


@pytest.fixture
def hall(champion):
    """St Mary's Hall in Halifax, of which everything is known and good."""
    return VenueFactory(name="St Mary’s Hall")


def facts_address(venue, **query):
    return reverse("activities:venue_facts", args=[venue.pk], query=query)


def answers_of(venue, room=None, **answers):
    """What the form about a place sends when it is opened now and only these answers are given."""
    saved = {fact.name: fact for fact in VenueFact.objects.filter(venue=venue, room=room)}
    sent = {}
    for ask in OF_ROOM if room else ASKS:
        fact = saved.get(ask.name)
        sent |= {f"fact_{ask.name}": fact.answer if fact else "not_known", f"shown_{ask.name}": stamp(fact)}
        if fact and fact.number is not None:
            sent[f"number_{ask.name}"] = fact.number
    return sent | {f"fact_{name}": answer for name, answer in answers.items()}


def said_of(venue, name, room=None):
    fact = VenueFact.objects.get(venue=venue, room=room, name=name)
    return fact.answer, fact.number, fact.checked_by, fact.checked_on


class TestFinding:
    def names(self, user, **query):
        return [venue.name for venue in client_of(user).get(VENUES, query).context["page"]]

    def test_every_team_sees_every_place_by_name(self, champion, outsider, hall):
        VenueFactory(name="Allotment")
        assert self.names(champion) == self.names(outsider) == ["Allotment", "St Mary’s Hall"]

    @pytest.mark.parametrize("words", ["mary", "halifax", "weaver"])
    def test_a_place_is_found_by_its_name_its_town_and_its_address(self, champion, hall, words):
        VenueFactory(name="Allotment", locality="Leeds")
        Venue.objects.filter(pk=hall.pk).update(address="4 Weaver Street")
        assert self.names(champion, q=words) == ["St Mary’s Hall"]

    def test_a_town_is_chosen_from_those_that_there_are(self, champion, hall):
        VenueFactory(name="Allotment", locality="Leeds")
        assert self.names(champion, locality="Leeds") == ["Allotment"]
        assert len(self.names(champion, locality="Atlantis")) == 2

    def test_only_places_that_are_known_to_have_what_is_ticked_are_shown(self, champion, hall):
        VenueFactory(name="Pub", facts={"alcohol": "yes"})
        VenueFactory(name="Loft", facts={"level_to_room": "no"})
        VenueFactory(name="Barn", facts={"alcohol": None})
        assert self.names(champion, needs=["no_alcohol", "level_access"]) == ["St Mary’s Hall"]

    def test_a_place_is_found_by_what_one_of_its_rooms_has(self, champion, hall):
        know(hall, quiet="no")
        assert self.names(champion, needs="quiet") == []
        know(hall, room=hall.rooms.create(name="Back room"), quiet="yes")
        assert self.names(champion, needs="quiet") == ["St Mary’s Hall"]

    def test_for_a_plan_the_needs_of_its_group_are_asked_for(self, champion, museum, people, hall):
        needing(people[0], AccessNeed.LIFT)
        VenueFactory(name="Loft", facts={"lift": "no"})
        response = client_of(champion).get(VENUES, {"plan": museum.pk})
        assert [venue.name for venue in response.context["page"]] == ["St Mary’s Hall"]
        assert "A lift, or everything on the ground floor" in text_of(response)

    def test_a_plan_of_another_team_names_no_needs(self, outsider, museum, people, hall):
        needing(people[0], AccessNeed.LIFT)
        response = client_of(outsider).get(VENUES, {"plan": museum.pk})
        assert response.context["needs"] == [] and museum.description not in text_of(response)

    @pytest.mark.parametrize("query", ["plan=x", "plan=9" * 30, "needs=x", "q=%00", "page=x", "locality=%00"])
    def test_what_cannot_be_read_shows_every_place(self, champion, hall, query):
        assert len(client_of(champion).get(f"{VENUES}?{query}").context["page"].object_list) == 1

    def test_an_empty_list_says_what_to_do(self, champion):
        assert "Add the first one that people liked." in text_of(client_of(champion).get(VENUES))
        assert "No place that we know of matches" in text_of(client_of(champion).get(VENUES, {"q": "moon"}))

    def test_the_list_is_read_page_by_page(self, champion):
        Venue.objects.bulk_create(Venue(name=f"{'É' * 115}{row:03}") for row in range(45))
        client, found, query = client_of(champion), [], ""
        while True:
            page = client.get(VENUES + query).context["page"]
            found += [venue.name for venue in page]
            if not page.has_next():
                break
            query = f"?page={page.next_page_number()}"
        assert len(found) == len(set(found)) == 45


class TestDetails:
    def test_adding_a_place_leads_to_what_is_known_of_it(self, champion):
        response = client_of(champion).post(ADD, {"name": "St Mary’s Hall", "locality": "Halifax"}, follow=True)
        venue = Venue.objects.get()
        assert response.redirect_chain[-1][0] == facts_address(venue)
        assert words_of(response) == ["The place is in the list. Now say what you know about it."]

    @pytest.mark.parametrize(
        ("typed", "field", "said"),
        [
            ({"name": ""}, "name", "Give the place a name."),
            ({"name": "x" * 121}, "name", "That is too long. There is room for 120 characters, and you typed 121."),
            ({"name": "st mary’s hall", "locality": "HALIFAX"}, "name", "We have a place of this name in this town."),
            ({"name": "A\0"}, "name", "There is a character in here that cannot be kept."),
        ],
    )
    def test_what_cannot_be_saved_is_told_beside_its_field(self, champion, hall, typed, field, said):
        response = client_of(champion).post(ADD, typed)
        assert response.context["form"].errors[field][0].startswith(said)
        assert Venue.objects.count() == 1

    def test_of_two_who_change_a_place_the_second_sees_both(self, champion, navigator, hall):
        address = reverse("activities:venue_edit", args=[hall.pk])
        typed = {"name": hall.name, "locality": "Halifax", "opened_version": 1}
        client_of(navigator).post(address, typed | {"cost": "Free"})
        response = client_of(champion).post(address, typed | {"cost": "£5"})
        assert response.context["form"].both == [("What does it cost?", "Free", "£5")]
        hall.refresh_from_db()
        assert (hall.cost, hall.version) == ("Free", 2)
        client_of(champion).post(address, typed | {"cost": "£5", "opened_version": 2})
        hall.refresh_from_db()
        assert (hall.cost, hall.version) == ("£5", 3)

    def test_a_place_says_who_checked_what_and_asks_to_check_what_is_old(self, champion, navigator, hall):
        know(hall, by=navigator, checked_on=TODAY - timedelta(days=366), lift="yes")
        know(hall, quiet=None)
        response = client_of(champion).get(hall.get_absolute_url())
        assert "Sanjay Bhatt, Monday 13 October 2025" in text_of(response)
        assert (response.context["to_check"], response.context["not_known"]) == (1, 1)

    def test_the_map_is_a_link_that_says_nothing_of_where_one_came_from(self, champion, hall):
        page = text_of(client_of(champion).get(hall.get_absolute_url()))
        assert 'href="https://www.openstreetmap.org/search?query=St+Mary' in page
        assert 'rel="noopener noreferrer"' in page


class TestFacts:
    def test_an_answer_is_kept_with_who_checked_it_and_when(self, champion, hall):
        VenueFact.objects.all().delete()
        typed = answers_of(hall, lift="no", wide_doors="yes") | {"number_wide_doors": "82"}
        response = client_of(champion).post(facts_address(hall), typed, follow=True)
        assert words_of(response) == ["2 answers saved, checked by you today. Thank you."]
        assert said_of(hall, "lift") == ("no", None, champion, TODAY)
        assert said_of(hall, "wide_doors") == ("yes", 82, champion, TODAY)
        assert VenueFact.objects.count() == 2

    def test_what_is_left_as_it_was_is_not_checked_again(self, champion, navigator, hall):
        know(hall, by=navigator, lift="yes")
        client_of(champion).post(facts_address(hall), answers_of(hall, quiet="no"))
        assert said_of(hall, "lift")[2] == navigator
        assert said_of(hall, "quiet")[2] == champion

    def test_an_old_answer_that_is_given_again_is_checked_today(self, champion, navigator, hall):
        know(hall, by=navigator, checked_on=TODAY - timedelta(days=400), lift="yes", quiet="yes")
        form = client_of(champion).get(facts_address(hall)).context["form"]
        assert form["fact_lift"].value() is None
        client_of(champion).post(facts_address(hall), answers_of(hall, lift="yes", quiet=""))
        assert said_of(hall, "lift") == ("yes", None, champion, TODAY)
        assert said_of(hall, "quiet")[2] == navigator

    def test_two_people_who_answer_different_questions_are_both_heard(self, champion, navigator, hall):
        ones, others = answers_of(hall, lift="no"), answers_of(hall, quiet="no")
        client_of(navigator).post(facts_address(hall), ones)
        client_of(champion).post(facts_address(hall), others)
        assert (said_of(hall, "lift")[0], said_of(hall, "quiet")[0]) == ("no", "no")

    def test_of_two_who_answer_one_question_differently_the_second_is_asked(self, champion, navigator, hall):
        VenueFact.objects.filter(name="lift").delete()
        ones, others = answers_of(hall, lift="no"), answers_of(hall, lift="yes", quiet="no")
        client_of(navigator).post(facts_address(hall), ones)
        response = client_of(champion).post(facts_address(hall), others)
        form = response.context["form"]
        assert form.errors["fact_lift"] == ["Somebody else answered: Stairs, and no lift. Is yours right? Save again."]
        assert (said_of(hall, "lift")[0], said_of(hall, "quiet")[0]) == ("no", "yes")
        again = {name: form[name].value() for name in form.fields if form[name].value() is not None}
        client_of(champion).post(facts_address(hall), again)
        assert (said_of(hall, "lift")[0], said_of(hall, "quiet")[0]) == ("yes", "no")

    @pytest.mark.parametrize(
        ("typed", "field", "said"),
        [
            ({"number_size": "many"}, "number_size", "Write a whole number, like 12."),
            ({"number_size": "-1"}, "number_size", "Write a whole number, like 12."),
            ({"number_size": "9" * 30}, "number_size", "Write a whole number, like 12."),
            ({"fact_lift": "maybe"}, "fact_lift", "Choose “Yes”, “No” or “Not known”."),
            ({"number_wide_doors": "60"}, "number_wide_doors", "A wheelchair needs 75 cm or more."),
        ],
    )
    def test_what_cannot_be_right_is_told_and_nothing_is_saved(self, champion, hall, typed, field, said):
        response = client_of(champion).post(facts_address(hall), answers_of(hall, quiet="no") | typed)
        assert response.context["form"].errors[field][0].startswith(said)
        assert said_of(hall, "quiet")[0] == "yes"

    def test_a_room_is_asked_only_what_can_differ_there(self, champion, hall):
        loft = hall.rooms.create(name="Loft")
        form = client_of(champion).get(facts_address(hall, room=loft.pk)).context["form"]
        assert "fact_lift" in form.fields and "fact_parking" not in form.fields
        client_of(champion).post(facts_address(hall, room=loft.pk), answers_of(hall, loft, lift="no"))
        assert said_of(hall, "lift", loft)[0] == "no" and said_of(hall, "lift")[0] == "yes"

    @pytest.mark.parametrize("room", ["x", "999999", "9" * 40])
    def test_a_room_of_elsewhere_is_not_found(self, champion, hall, room):
        assert client_of(champion).get(facts_address(hall, room=room)).status_code == 404

    def test_what_the_group_of_a_plan_needs_is_asked_first(self, champion, museum, people, hall):
        needing(people[0], AccessNeed.QUIET)
        form = client_of(champion).get(facts_address(hall, plan=museum.pk)).context["form"]
        words, rows = form.groups[0]
        assert (words, {row.ask.name for row in rows}) == ("What this group needs", {"quiet", "size"})
        assert sum(len(rows) for _, rows in form.groups) == len(ASK)

    def test_whoever_finds_out_the_last_thing_ticks_the_plans_line(self, champion, navigator, museum, people, hall):
        needing(people[0], AccessNeed.LIFT, AccessNeed.QUIET)
        know(hall, lift=None, quiet=None)
        museum.venue = hall
        museum.save()
        for user, name, ticked_by in ((champion, "lift", set()), (navigator, "quiet", {navigator})):
            client_of(user).post(facts_address(hall, plan=museum.pk), answers_of(hall, **{name: "no"}))
            assert line(museum, Tool.VENUE) == ticked_by

    def test_facts_of_another_place_tick_nothing(self, champion, museum, hall):
        know(hall, lift=None)
        museum.venue = VenueFactory(name="Barn")
        museum.save()
        client_of(champion).post(facts_address(hall, plan=museum.pk), answers_of(hall, lift="yes"))
        assert line(museum, Tool.VENUE) == set()


class TestTheirRiskAssessment:
    def bring(self, user, venue, content):
        address = reverse("activities:venue_risk_assessment", args=[venue.pk])
        return client_of(user).post(address, {"file": SimpleUploadedFile("risk.pdf", content)}, follow=True)

    def test_it_is_kept_for_every_team_and_the_facts_say_who_saw_it(self, champion, outsider, admin, hall):
        self.bring(champion, hall, PDF)
        hall.refresh_from_db()
        file = hall.risk_assessment_file.get_absolute_url()
        assert f'href="{file}"' in text_of(client_of(outsider).get(hall.get_absolute_url()))
        assert client_of(outsider).get(file).status_code == 200
        assert client_of(admin).get(file).status_code == 404
        assert said_of(hall, "risk_assessment") == ("yes", None, champion, TODAY)

    def test_what_is_no_file_is_told_and_nothing_is_kept(self, champion, hall):
        for content in (b"", b"MZ\x90"):
            assert self.bring(champion, hall, content).context["form"].errors["file"]
        address = reverse("activities:venue_risk_assessment", args=[hall.pk])
        form = client_of(champion).post(address, {}).context["form"]
        assert form.errors["file"] == ["Choose a file, or take a photo."]
        assert not Upload.objects.exists()

    def test_an_edit_that_was_open_meanwhile_keeps_it(self, champion, hall):
        self.bring(champion, hall, PDF)
        typed = {"name": "Barn", "opened_version": 1}
        client_of(champion).post(reverse("activities:venue_edit", args=[hall.pk]), typed)
        hall.refresh_from_db()
        assert (hall.name, hall.risk_assessment_file is None) == ("Barn", False)


class TestRooms:
    def test_a_room_is_added_once(self, champion, hall):
        address = reverse("activities:room_add", args=[hall.pk])
        client_of(champion).post(address, {"name": "Loft"})
        response = client_of(champion).post(address, {"name": "Loft"})
        assert response.context["form"].errors["name"] == ["This place has a room of that name already."]
        assert client_of(champion).post(address, {"name": " "}).context["form"].errors["name"] == [
            "Give the room a name."
        ]
        assert [room.name for room in hall.rooms.all()] == ["Loft"]


class TestLearned:
    def test_what_was_learned_is_shown_to_whoever_goes_there_next(self, champion, outsider, hall):
        address = reverse("activities:lesson_add", args=[hall.pk])
        client_of(champion).post(address, {"words": "Ask for the ramp."})
        assert "Ask for the ramp." in text_of(client_of(outsider).get(hall.get_absolute_url()))
        assert client_of(champion).post(address, {"words": ""}).context["form"].errors["words"] == [
            "Write a line first."
        ]

    def test_what_a_plan_taught_is_shown_to_those_who_see_the_plan(self, champion, outsider, calderdale, hall):
        plan = ActivityFactory(team=calderdale, venue=hall)
        call_off_activity(activity=plan, learned="The hall was cold.", by=champion)
        assert "The hall was cold." in text_of(client_of(champion).get(hall.get_absolute_url()))
        assert "The hall was cold." not in text_of(client_of(outsider).get(hall.get_absolute_url()))


def test_somebody_in_no_team_finds_no_place(admin, hall):
    assert len(client_of(admin).get(VENUES).context["page"].object_list) == 0
    assert client_of(admin).get(hall.get_absolute_url()).status_code == 404
    assert client_of(admin).post(ADD, {"name": "Barn"}).status_code == 404
