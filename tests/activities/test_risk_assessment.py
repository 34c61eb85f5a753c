"""The risk assessment of a plan: started from lists, looked at one by one, about people and training, on paper."""

from datetime import timedelta

import pytest
from django.urls import reverse

from activities.actions import (
    StaleHazard,
    ask_for_signature,
    save_hazard,
)
from activities.models import Activity, Hazard, HazardLibrary, Lesson, PlanChange, RiskAssessment, Venue
from beneficiaries.models import Beneficiary
from checklist.form import Tool
from teams.models import Role, Training, TrainingHeld
from tests.activities.risk_helpers import address, page_of, typed, version_of
from tests.factories import ActivityFactory, HazardFactory, LoneWorkingFactory, person
from tests.helpers import TODAY, client_of, text_of

pytestmark = pytest.mark.django_db


class TestStarting:
    def start(self, user, activity, **sent):
        return client_of(user).post(reverse("activities:risk_start", args=[activity.pk]), sent, follow=True)

    def test_nine_lists_are_shipped_each_with_three_to_six_hazards(self):
        libraries = HazardLibrary.objects.prefetch_related("hazards")
        assert len(libraries) == 9
        for library in libraries:
            assert 3 <= library.hazards.count() <= 6
            assert set(library.asks_for) <= set(Training.values)
            for hazard in library.hazards.all():
                hazard.full_clean()
                words = hazard.hazard, *hazard.harmed.split(". "), *hazard.already.split(". ")
                assert all(len(sentence.split()) <= 25 for sentence in words)
                assert hazard.likelihood_after * hazard.severity_after <= hazard.likelihood * hazard.severity

    def test_what_comes_from_a_list_counts_only_once_it_was_looked_at(self, museum, champion):
        cooking = HazardLibrary.objects.get(kind="Cooking")
        response = self.start(champion, museum, start="lists", libraries=[cooking.pk])
        assert "This came from a list, or from the last time." in text_of(response)
        assessment = museum.risk_assessment
        assert not assessment.hazards.filter(is_looked_at=True).exists()
        assert ask_for_signature(assessment=assessment, review_on=assessment.review_on, by=champion)
        browser, looked_at = client_of(champion), []
        for hazard in assessment.hazards.all():
            sent = typed(hazard, hazard=hazard.hazard)
            looked_at.append(browser.post(address("hazard_edit", assessment, hazard.pk), sent).url)
        assert looked_at[-1] == address("risk_detail", assessment)
        assert not ask_for_signature(assessment=assessment, review_on=assessment.review_on, by=champion)

    def test_starting_twice_from_the_same_list_adds_nothing_twice(self, museum, champion):
        cooking = HazardLibrary.objects.get(kind="Cooking")
        for _ in range(2):
            self.start(champion, museum, start="lists", libraries=[cooking.pk])
        assert museum.risk_assessment.hazards.count() == cooking.hazards.count()
        assert RiskAssessment.objects.count() == 1

    @pytest.mark.parametrize("libraries", [[], ["9" * 30], ["nothing"]])
    def test_lists_that_cannot_be_chosen_are_said_beside_them(self, museum, champion, libraries):
        page = text_of(self.start(champion, museum, start="lists", libraries=libraries))
        assert "One thing to put right" in page
        assert not RiskAssessment.objects.exists()

    def test_an_empty_list_can_be_started(self, museum, champion):
        assert "at least one hazard" in text_of(self.start(champion, museum, start="empty"))

    def test_a_list_that_admins_took_back_is_not_offered(self, museum, champion):
        HazardLibrary.objects.filter(kind="Crafts").update(is_offered=False)
        page = text_of(client_of(champion).get(reverse("activities:risk_detail", args=[museum.pk])))
        assert "Cooking" in page and "Crafts" not in page

    def test_the_last_time_at_a_venue_is_copied_with_what_was_learned_there_first(self, signed, champion, calderdale):
        venue = Venue.objects.create(name="Museum of machines")
        Activity.objects.filter(pk=signed.activity_id).update(venue=venue)
        learned = PlanChange.objects.create(
            activity=signed.activity, what="moved", learned="The lift is slow.", by=champion
        )
        said = {"about": "place", "venue": venue, "by": champion}
        lesson = Lesson.objects.create(words="The café closes at 3pm.", activity=signed.activity, **said)
        theirs = HazardFactory(assessment__activity=ActivityFactory(venue=venue), hazard="Another team's").assessment
        PlanChange.objects.create(activity=theirs.activity, what="moved", learned="Another team's", by=champion)
        again = ActivityFactory(team=calderdale, champion=champion, venue=venue)
        page = text_of(client_of(champion).get(reverse("activities:risk_detail", args=[again.pk])))
        assert page.index(learned.learned) < page.index("Start from the last time here") < page.index("Cooking")
        assert page.index(lesson.words) < page.index("Start from the last time here")
        assert "Another team" not in page
        self.start(champion, again, start="last")
        copied = list(again.risk_assessment.hazards.values_list("hazard", "is_looked_at"))
        assert copied == [("Getting separated", False), ("Platform edge", False)]

    def test_without_a_venue_the_same_words_for_a_place_are_the_same_place(self, signed, champion, calderdale):
        Activity.objects.filter(pk=signed.activity_id).update(place="Mill Bank")
        again = ActivityFactory(team=calderdale, champion=champion, place="mill bank")
        elsewhere = ActivityFactory(team=calderdale, champion=champion, place="Copper Kettle")
        offered = [
            "the last time here" in text_of(client_of(champion).get(reverse("activities:risk_detail", args=[plan.pk])))
            for plan in (again, elsewhere)
        ]
        assert offered == [True, False]


class TestOneHazard:
    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"hazard": ""}, "Please fill this in."),
            ({"hazard": "x" * 121}, "That is too long."),
            ({"likelihood": ""}, "Choose one of the five."),
            ({"severity": "6"}, "Choose one of the five."),
            ({"likelihood_after": 5, "severity_after": 5}, "This is more risk than before anything is done."),
            ({"more": "Buy a lid"}, "Say who does what more there is to do."),
            ({"more": "Buy a lid"}, "Say by when it will be done."),
            ({"more": "Buy a lid", "by_when": "2020-01-01"}, "That day has already gone."),
            ({"by_when": "soon"}, "That is not a date we can read."),
            ({"by_whom": "9" * 30}, "Choose somebody from this list."),
        ],
    )
    def test_what_cannot_be_right_is_said_and_what_was_typed_stays(self, assessed, champion, changes, said):
        for where in (address("hazard_add", assessed), address("hazard_edit", assessed, assessed.hazards.first().pk)):
            page = text_of(client_of(champion).post(where, typed(**changes)))
            assert said in page and "A lid to hand" in page
        assert assessed.hazards.count() == 2

    def test_who_does_what_more_by_when_is_kept_and_can_be_done(self, assessed, champion, navigator):
        hazard = assessed.hazards.first()
        sent = typed(hazard, more="Buy a lid", by_whom=navigator.pk, by_when=TODAY, is_done="on")
        client_of(champion).post(address("hazard_edit", assessed, hazard.pk), sent)
        assert "Sanjay Bhatt, done Wednesday 14 October 2026" in page_of(champion, assessed)

    def test_scores_and_bands_are_said_in_words_beside_the_picture(self, assessed, champion):
        page = page_of(champion, assessed)
        assert "With nothing done: 12, medium." in page and "With all that we do: 6, low." in page
        assert page.count('class="risk-matrix"') == 2 and page.count('id="risk-ground"') == 1

    def test_bands_are_a_setting(self, settings, assessed, champion):
        settings.RISK_BANDS = [2, 11]
        assert "With nothing done: 12, high." in page_of(champion, assessed)

    def test_an_edit_never_silently_overwrites_another(self, assessed, champion):
        hazard = assessed.hazards.first()
        opened = Hazard.objects.get(pk=hazard.pk)
        save_hazard(hazard=hazard, opened_version=1, is_done=False)
        with pytest.raises(StaleHazard):
            save_hazard(hazard=opened, opened_version=1, is_done=False)
        page = text_of(client_of(champion).post(address("hazard_edit", assessed, hazard.pk), typed()))
        assert "What is saved now" in page and "Hot oil" in page and "Getting separated" in page
        assert Hazard.objects.get(pk=hazard.pk).hazard == "Getting separated"

    def test_one_is_taken_off_and_put_back(self, assessed, champion):
        hazard, browser = assessed.hazards.first(), client_of(champion)
        keep = address("hazard_keep", assessed, hazard.pk)
        browser.post(keep, {"keep": "no"})
        assert assessed.hazards.kept().count() == 1 and "Put back" in page_of(champion, assessed)
        browser.post(keep, {"keep": "yes"})
        assert assessed.hazards.kept().count() == 2

    def test_one_of_another_plan_is_not_found(self, assessed, champion, calderdale):
        other = HazardFactory(assessment__activity=ActivityFactory(team=calderdale))
        for name in ("hazard_edit", "hazard_keep"):
            assert client_of(champion).post(address(name, assessed, other.pk)).status_code == 404


class TestPeople:
    def post(self, user, assessment, **sent):
        return client_of(user).post(address("individual_risks", assessment), sent, follow=True)

    def test_only_with_whom_when_and_whether_it_is_planned_for_is_kept(self, assessed, champion, navigator):
        sent = {"with_CAL-010": navigator.pk, "on_CAL-010": TODAY, "planned_CAL-010": "on", "opened_version": 1}
        page = text_of(self.post(champion, assessed, **sent))
        assert "discussed with Sanjay Bhatt on Wednesday 14 October 2026. Planned for." in page
        assert page.count("not discussed yet") == 2
        self.post(champion, assessed, **{"on_CAL-010": "", "opened_version": 2})
        assert not assessed.individual_risks.exists()

    def test_two_people_who_save_at_once_both_see_it(self, assessed, champion, navigator, people):
        sent = {"with_CAL-010": navigator.pk, "on_CAL-010": TODAY, "opened_version": 1}
        for _ in range(2):
            assert "discussed with Sanjay Bhatt" in text_of(self.post(champion, assessed, **sent))
        theirs = {"with_CAL-011": champion.pk, "on_CAL-011": TODAY, "planned_CAL-011": "on", "opened_version": 1}
        page = self.post(navigator, assessed, **theirs)
        assert page.context["both"] == [
            ("CAL-010", "Sanjay Bhatt, Wednesday 14 October 2026", ""),
            ("CAL-011", "", "Ruby Oyelaran, Wednesday 14 October 2026, planned for"),
        ]
        assert [row.beneficiary for row in assessed.individual_risks.all()] == people[:1]
        version = page.context["form"]["opened_version"].value()
        self.post(navigator, assessed, **sent | theirs | {"opened_version": version})
        assert [row.beneficiary for row in assessed.individual_risks.all()] == people[:2]

    def test_a_colleague_who_left_stays_named(self, assessed, champion, navigator, people):
        assessed.individual_risks.create(beneficiary=people[0], discussed_with=navigator, discussed_on=TODAY)
        navigator.is_active = False
        navigator.save()
        sent = {"with_CAL-010": navigator.pk, "on_CAL-010": TODAY, "planned_CAL-010": "on", "opened_version": 1}
        self.post(champion, assessed, **sent)
        assert assessed.individual_risks.get().is_planned_for
        newly = {"with_CAL-011": navigator.pk, "on_CAL-011": TODAY, "opened_version": 2}
        assert "Choose somebody from this list." in text_of(self.post(champion, assessed, **sent | newly))

    def test_whoever_left_the_plan_or_went_out_of_sight_is_named_no_more(self, assessed, champion, people, leeds):
        gone = people[0]
        assessed.individual_risks.create(beneficiary=gone, discussed_with=champion, discussed_on=TODAY)
        LoneWorkingFactory(activity=assessed.activity, buddy=champion, with_whom=gone)
        pages = [address("risk_detail", assessed), address("risk_print", assessed)]
        assert all(gone.reference in text_of(client_of(champion).get(page)) for page in pages)
        Beneficiary.objects.filter(pk=gone.pk).update(team=leeds)
        assert not any(gone.reference in text_of(client_of(champion).get(page)) for page in pages)

    @pytest.mark.parametrize(
        ("sent", "said"),
        [
            ({"on_CAL-010": "2026-10-01"}, "Say with whom you spoke about CAL-010."),
            ({"planned_CAL-010": "on"}, "Say when you spoke about CAL-010."),
            ({"on_CAL-010": "2026-10-15"}, "That day is still to come."),
            ({"on_CAL-010": "0001-01-01"}, "That is more than two years ago. Check the year."),
            ({"on_CAL-010": "soon"}, "That is not a date we can read."),
            ({"with_CAL-010": "9" * 30}, "Choose somebody from this list."),
        ],
    )
    def test_what_cannot_be_right_is_said_beside_the_field(self, assessed, champion, sent, said):
        assert said in text_of(self.post(champion, assessed, **sent))
        assert not assessed.individual_risks.exists()


class TestTraining:
    @pytest.fixture
    def cooking(self, assessed):
        assessed.libraries.add(HazardLibrary.objects.get(kind="Cooking"))
        return assessed

    @pytest.mark.parametrize(
        ("days", "said"),
        [
            (-14, "“Cooking” asks for food hygiene: Ruby’s ran out on Wednesday 30 September 2026."),
            (7, "“Cooking” asks for food hygiene: Ruby’s runs out on Wednesday 21 October 2026."),
            (60, "“Cooking” asks for food hygiene: Ruby Oyelaran has it."),
            (None, "“Cooking” asks for food hygiene: Ruby Oyelaran has it."),
        ],
    )
    def test_what_people_hold_is_set_beside_what_the_kind_of_activity_asks_for(self, cooking, champion, days, said):
        expires_on = None if days is None else TODAY + timedelta(days=days)
        TrainingHeld.objects.create(user=champion, kind=Training.FOOD_HYGIENE, expires_on=expires_on)
        page = page_of(champion, cooking)
        assert said in page
        assert "“Cooking” asks for first aid. Nobody on this plan has it written down." in page

    def test_the_training_of_a_navigator_on_the_plan_counts_and_of_nobody_else(self, cooking, champion, navigator):
        bystander = person(Role.NAVIGATOR, cooking.activity.team, name="Una Bell")
        for user in (navigator, bystander):
            TrainingHeld.objects.create(user=user, kind=Training.FIRST_AID)
        assert "asks for first aid: Sanjay Bhatt has it." in page_of(champion, cooking)

    def test_people_see_their_own_on_their_account(self, champion, navigator):
        TrainingHeld.objects.create(user=champion, kind=Training.FIRST_AID, expires_on=TODAY - timedelta(days=1))
        own, other = (text_of(client_of(user).get(reverse("teams:account_detail"))) for user in (champion, navigator))
        assert "ran out on Tuesday 13 October 2026" in own and "First aid" not in other


def test_the_paper_has_every_hazard_and_lines_to_sign_on(signed, champion, lead_navigator, museum):
    page = text_of(client_of(champion).get(address("risk_print", signed)))
    assert all(words in page for words in ("Getting separated", "Platform edge", "4 × 3 = 12, medium"))
    assert "Champion: signature and date" in page and "Signed on screen: Moira Tindall" in page
    assert f"Version {version_of(signed)[:8]}" in page
    RiskAssessment.objects.all().delete()
    assert text_of(client_of(champion).get(address("risk_print", signed))).count("risk-blank") == 6


def test_the_line_of_the_form_opens_the_assessment(museum, champion):
    task = museum.checklist.tasks.get(tool=Tool.RISK)
    page = text_of(client_of(champion).get(reverse("activities:task_detail", args=[museum.pk, task.pk])))
    assert reverse("activities:risk_detail", args=[museum.pk]) in page


def test_an_admin_keeps_the_lists_and_what_people_are_trained_in(admin, champion):
    library = HazardLibrary.objects.get(kind="Crafts")
    page = text_of(client_of(admin).get(reverse("admin:activities_hazardlibrary_change", args=[library.pk])))
    assert "Training that it asks for" in page and "Hot glue guns" in page
    assert "Training, and until when it counts" in text_of(
        client_of(admin).get(reverse("admin:teams_user_change", args=[champion.pk]))
    )


def test_an_admin_writes_down_a_training_once(admin, champion):
    address = reverse("admin:teams_user_change", args=[champion.pk])
    rows = {f"{rows}-{kind}_FORMS": 0 for rows in ("memberships", "training") for kind in ("TOTAL", "INITIAL")}
    row = {"kind": "first_aid", "expires_on": "2027-01-31", "user": champion.pk}
    sent = {"name": champion.name, "email": champion.email, "is_active": "on"} | rows
    sent |= {f"training-{number}-{name}": value for number in range(2) for name, value in row.items()}
    assert client_of(admin).post(address, sent | {"training-TOTAL_FORMS": 1}).status_code == 302
    held = champion.training.get()
    assert (held.kind, str(held.expires_on)) == ("first_aid", "2027-01-31")
    page = client_of(admin).post(address, sent | {"training-TOTAL_FORMS": 2})
    assert page.status_code == 200 and champion.training.count() == 1
