"""The risk assessment of a plan: started from lists, looked at, signed, and signed again where safety is touched."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from activities.actions import (
    StaleHazard,
    ask_for_signature,
    ask_to_sign_again,
    call_off_activity,
    change_activity,
    keep_hazard,
    move_activity,
    save_hazard,
    save_lone_working,
    sign_assessment,
    start_assessment,
)
from activities.assessments import safety_of
from activities.models import Activity, Hazard, HazardLibrary, LoneWorking, PlanChange, RiskAssessment, Signature, Venue
from activities.risk import fingerprint
from beneficiaries.models import SupportNeeds
from checklist.actions import mark_tool_done
from checklist.form import State, Tool
from checklist.models import Step
from teams.models import Role, Training, TrainingHeld
from tests.factories import ActivityFactory, BeneficiaryFactory, HazardFactory, RiskAssessmentFactory, person
from tests.helpers import TODAY, client_of, text_of, words_of

pytestmark = pytest.mark.django_db

SOON = TODAY + timedelta(days=2)


@pytest.fixture
def assessed(museum):
    """Ruby's trip, with two hazards that she looked at."""
    assessment = RiskAssessmentFactory(activity=museum, made_by=museum.champion)
    HazardFactory(assessment=assessment, hazard="Getting separated")
    HazardFactory(assessment=assessment, hazard="Platform edge")
    return assessment


@pytest.fixture
def asked(assessed, champion):
    assert not ask_for_signature(assessment=assessed, review_on=assessed.review_on, by=champion)
    assessed.refresh_from_db()
    return assessed


@pytest.fixture
def signed(asked, lead_navigator):
    sign(asked, lead_navigator)
    asked.refresh_from_db()
    return asked


def version_of(assessment):
    return fingerprint(safety_of(assessment, Activity.objects.get(pk=assessment.activity_id)))


def sign(assessment, by, reason=""):
    return sign_assessment(activity=assessment.activity, opened=version_of(assessment), reason=reason, by=by)


def address(name, assessment, *more):
    return reverse(f"activities:{name}", args=[assessment.activity_id, *more])


def counts(assessment):
    return ask_to_sign_again(activity=Activity.objects.with_colleagues().get(pk=assessment.activity_id))


def line_of(activity):
    return Step.objects.get(checklist=activity.checklist_id, task__tool=Tool.RISK)


def page_of(user, assessment):
    return text_of(client_of(user).get(address("risk_detail", assessment)))


def typed(of=None, **changes):
    """What the form of a hazard sends."""
    return {
        "hazard": "Hot oil", "harmed": "Anyone who fries", "already": "A lid to hand", "more": "",
        "likelihood": 4, "severity": 4, "likelihood_after": 2, "severity_after": 3,
        "opened_version": of.version if of else 1,
    } | changes  # fmt: skip


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
        assert "This came from a list." in text_of(response)
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
        theirs = HazardFactory(assessment__activity=ActivityFactory(venue=venue), hazard="Another team's").assessment
        PlanChange.objects.create(activity=theirs.activity, what="moved", learned="Another team's", by=champion)
        again = ActivityFactory(team=calderdale, champion=champion, venue=venue)
        page = text_of(client_of(champion).get(reverse("activities:risk_detail", args=[again.pk])))
        assert page.index(learned.learned) < page.index("Start from the last time here") < page.index("Cooking")
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


class TestSigning:
    def post(self, user, assessment, **sent):
        sent = {"opened": version_of(assessment)} | sent
        return client_of(user).post(address("risk_sign", assessment), sent, follow=True)

    def test_the_lead_navigator_signs_and_the_line_is_ticked_by_them(self, asked, lead_navigator, champion):
        assert "Sign it" in page_of(lead_navigator, asked) and "Sign it" not in page_of(champion, asked)
        self.post(lead_navigator, asked)
        assert "Signed by Moira Tindall on Wednesday 14 October 2026." in page_of(champion, asked)
        line = line_of(asked.activity)
        assert (line.state, line.marked_by) == (State.DONE, lead_navigator)
        assert counts(asked)

    def test_signing_twice_is_one_signature(self, asked, lead_navigator):
        for _ in range(2):
            self.post(lead_navigator, asked)
        assert Signature.objects.count() == 1

    def test_nobody_else_signs(self, asked, champion, navigator, coordinator, leeds):
        for user in (champion, navigator, coordinator, person(Role.LEAD_NAVIGATOR, leeds)):
            assert self.post(user, asked).status_code == 404
        assert not Signature.objects.exists()

    def test_what_changed_while_it_was_open_is_not_signed(self, asked, lead_navigator):
        page = text_of(self.post(lead_navigator, asked, opened="another version"))
        assert "Something changed while you had it open." in page
        assert not Signature.objects.exists()

    def test_what_was_not_asked_for_or_not_looked_at_is_not_signed(self, assessed, lead_navigator):
        assert "not ready to sign" in text_of(self.post(lead_navigator, assessed))
        RiskAssessment.objects.update(asked_at=timezone.now())
        HazardFactory(assessment=assessed, is_looked_at=False)
        assert "not ready to sign" in text_of(self.post(lead_navigator, assessed))
        assert not Signature.objects.exists()

    def test_a_risk_that_stays_high_is_signed_only_with_a_written_reason(self, asked, lead_navigator, champion):
        asked.hazards.filter(hazard="Platform edge").update(
            likelihood=5, severity=5, likelihood_after=4, severity_after=4
        )
        assert "A risk stays high. Write why" in text_of(self.post(lead_navigator, asked, high_reason=" "))
        assert "too long" in text_of(self.post(lead_navigator, asked, high_reason="x" * 601))
        self.post(lead_navigator, asked, high_reason="Two staff stand at the edge.")
        assert "Two staff stand at the edge." in page_of(champion, asked)

    def test_a_plan_that_is_off_is_not_signed(self, asked, lead_navigator, champion):
        call_off_activity(activity=asked.activity, learned="Rain", by=champion)
        assert "nothing to sign" in words_of(self.post(lead_navigator, asked))[0]
        assert not Signature.objects.exists()

    @pytest.mark.parametrize(
        ("day", "said"),
        [
            ("", "Please fill this in."),
            ("2026-10-20", "The plan is after that day."),
            ("2020-01-01", "already gone"),
        ],
    )
    def test_the_day_for_looking_at_it_again_is_the_plans_own_or_later(self, assessed, champion, day, said):
        page = text_of(client_of(champion).post(address("risk_ask", assessed), {"review_on": day}))
        assert said in page
        assert not RiskAssessment.objects.exclude(asked_at=None).exists()

    def test_where_somebody_works_alone_a_buddy_is_asked_for_first(self, assessed, champion, navigator):
        assessed.libraries.add(HazardLibrary.objects.get(kind="Lone working"))
        browser, review = client_of(champion), {"review_on": assessed.review_on}
        page = text_of(browser.post(address("risk_ask", assessed), review, follow=True))
        assert "Say who your buddy is" in page
        lone = LoneWorking(where="Library", ends_at="15:00", buddy=navigator, ring="Theo")
        save_lone_working(lone=lone, activity=assessed.activity)
        assert "Asked." in text_of(browser.post(address("risk_ask", assessed), review, follow=True))


class TestSigningAgain:
    def change(self, assessment, champion, people=None, **fields):
        activity = Activity.objects.with_colleagues().get(pk=assessment.activity_id)
        for name, value in fields.items():
            setattr(activity, name, value)
        people = activity.beneficiaries.all() if people is None else people
        change_activity(
            activity=activity, opened_version=activity.version, beneficiaries=people,
            navigators=activity.navigators.all(), by=champion,
        )  # fmt: skip

    def is_ticked(self, assessment):
        ticked = line_of(assessment.activity).state == State.DONE
        assert ticked == counts(assessment)
        return ticked

    def test_what_does_not_touch_safety_keeps_the_signature(self, signed, champion, calderdale, people):
        newcomer = BeneficiaryFactory(reference="CAL-099", team=calderdale)
        SupportNeeds.objects.create(beneficiary=newcomer, helps="Tea", ring="Sanjay", updated_by=champion)
        self.change(signed, champion, people=[*people, newcomer], purpose="Old engines", description="A trip")
        self.change(signed, champion, date=signed.review_on)
        hazard = signed.hazards.first()
        hazard.by_whom, hazard.by_when = champion, TODAY
        save_hazard(hazard=hazard, opened_version=hazard.version, is_done=True)
        assert self.is_ticked(signed)

    def test_another_place_or_venue_asks_for_signing_again(self, signed, champion, lead_navigator):
        venue = Venue.objects.create(name="Mill")
        for fields in ({"place": "Leeds"}, {"venue": venue}, {"room": venue.rooms.create(name="Blue")}):
            self.change(signed, champion, **fields)
            assert not self.is_ticked(signed)
            assert "Since then this changed: the place." in page_of(champion, signed)
            sign(signed, lead_navigator)
            assert self.is_ticked(signed)
        self.change(signed, champion, place="Other words for the same venue")
        assert self.is_ticked(signed)

    def test_a_date_past_its_review_asks_for_signing_again_and_an_earlier_one_takes_that_back(self, signed, champion):
        for days, stays in ((1, False), (0, True)):
            activity = Activity.objects.with_colleagues().get(pk=signed.activity_id)
            move_activity(
                activity=activity, opened_version=activity.version, day=signed.review_on + timedelta(days=days),
                learned="", by=champion,
            )  # fmt: skip
            assert self.is_ticked(signed) == stays

    def test_a_later_review_day_does_not_stretch_a_signature(self, signed, champion):
        later = signed.review_on + timedelta(days=30)
        ask_for_signature(assessment=signed, review_on=later, by=champion)
        self.change(signed, champion, date=later)
        assert not self.is_ticked(signed)

    def test_somebody_with_a_flagged_need_who_joins_asks_for_signing_again(self, signed, champion, calderdale, people):
        flagged = BeneficiaryFactory(reference="CAL-099", team=calderdale)
        needs = SupportNeeds.objects.create(beneficiary=flagged, avoid="Crowds", updated_by=champion)
        self.change(signed, champion, people=[*people, flagged])
        assert not self.is_ticked(signed)
        assert "people with something to plan for" in page_of(champion, signed)
        self.change(signed, champion, people=people)
        assert self.is_ticked(signed)
        assert needs.avoid not in page_of(champion, signed)

    @pytest.mark.parametrize("how", ["changed", "added", "taken off"])
    def test_a_hazard_that_changes_asks_for_signing_again_and_back_again_is_signed(self, signed, champion, how):
        browser, hazard = client_of(champion), signed.hazards.first()
        before = typed(hazard, **{name: getattr(hazard, name) for name in typed() if name != "opened_version"})
        if how == "changed":
            browser.post(address("hazard_edit", signed, hazard.pk), before | {"already": "Nothing"})
        elif how == "added":
            browser.post(address("hazard_add", signed), typed())
        else:
            keep_hazard(hazard=hazard, is_kept=False)
        assert not self.is_ticked(signed)
        assert "Since then this changed: the hazards." in page_of(champion, signed)
        if how == "changed":
            browser.post(address("hazard_edit", signed, hazard.pk), before | {"opened_version": 2})
        elif how == "added":
            browser.post(address("hazard_keep", signed, signed.hazards.last().pk), {"keep": "no"})
        else:
            keep_hazard(hazard=hazard, is_kept=True)
        assert self.is_ticked(signed)

    def test_the_plan_says_so_wherever_its_readiness_is_shown(self, signed, champion):
        said = "Risk assessment: changed, so it needs signing again"
        page = reverse("activities:activity_detail", args=[signed.activity_id])
        assert "Risk assessment: signed" in text_of(client_of(champion).get(page))
        self.change(signed, champion, place="Leeds")
        assert said in text_of(client_of(champion).get(page))
        assert said in text_of(client_of(champion).get(reverse("activities:activity_list")))


class TestInOnePress:
    def repeat(self, signed, champion, by, *, days_ago=30, reason="", **fields):
        """The same trip again, looked at and asked for, after the first was signed so many days ago."""
        Signature.objects.update(at=timezone.now() - timedelta(days=days_ago), reason=reason)
        first = signed.activity
        again = ActivityFactory(
            team=first.team, champion=champion, place=first.place, date=TODAY + timedelta(days=40), **fields
        )
        assessment = start_assessment(activity=again, by=champion, today=TODAY, earlier=signed)
        for hazard in assessment.hazards.all():
            save_hazard(hazard=hazard, opened_version=hazard.version, is_done=False)
        ask_for_signature(assessment=assessment, review_on=assessment.review_on, by=champion)
        return RiskAssessment.objects.get(pk=assessment.pk)

    def review(self, lead_navigator):
        return text_of(client_of(lead_navigator).get(reverse("activities:review")))

    def test_an_unchanged_repeat_within_six_months_is_signed_in_review(self, signed, champion, lead_navigator):
        again = self.repeat(signed, champion, lead_navigator)
        assert "Sign: nothing has changed since Mon 14 Sep" in self.review(lead_navigator)
        sent = {"opened": again.fingerprint, "came_from_page": "review"}
        response = client_of(lead_navigator).post(address("risk_sign", again), sent)
        assert response.url == reverse("activities:review")
        assert counts(again) and line_of(again.activity).marked_by == lead_navigator

    def test_its_reason_comes_along_where_a_risk_stays_high(self, asked, champion, lead_navigator):
        asked.hazards.update(likelihood=5, severity=5, likelihood_after=4, severity_after=4)
        sign(asked, lead_navigator, reason="Two staff come along.")
        again = self.repeat(asked, champion, lead_navigator, reason="Two staff come along.")
        assert sign(again, lead_navigator).reason == "Two staff come along."

    @pytest.mark.parametrize("days_ago", [1, 182, 190])
    def test_six_months_are_counted_on_the_calendar(self, signed, champion, lead_navigator, days_ago):
        self.repeat(signed, champion, lead_navigator, days_ago=days_ago)
        assert ("Sign: nothing has changed" in self.review(lead_navigator)) == (days_ago <= 183)

    def test_anything_that_touches_safety_has_to_be_read(self, signed, champion, lead_navigator, calderdale):
        again = self.repeat(signed, champion, lead_navigator)
        keep_hazard(hazard=again.hazards.first(), is_kept=False)
        assert "Sign: nothing has changed" not in self.review(lead_navigator)
        assert again.activity.description in self.review(lead_navigator)


class TestNotSignedTwoDaysBefore:
    def put_on(self, assessment, day):
        Activity.objects.filter(pk=assessment.activity_id).update(date=day)

    def said(self, champion, lead_navigator):
        week = text_of(client_of(champion).get(reverse("activities:week")))
        review = text_of(client_of(lead_navigator).get(reverse("activities:review")))
        return "the risk assessment is not signed" in week, "It is soon." in review

    @pytest.mark.parametrize(("day", "is_said"), [(SOON, True), (TODAY, True), (SOON + timedelta(days=1), False)])
    def test_it_is_said_on_my_week_and_in_review(self, assessed, champion, lead_navigator, day, is_said):
        self.put_on(assessed, day)
        assert self.said(champion, lead_navigator) == (is_said, is_said)

    def test_on_a_thursday_a_mondays_plan_is_two_working_days_away(self, assessed, champion, lead_navigator):
        self.put_on(assessed, TODAY + timedelta(days=5))
        with time_machine.travel(f"{TODAY + timedelta(days=1)} 10:00+01:00", tick=False):
            assert self.said(champion, lead_navigator) == (True, True)

    def test_nothing_is_said_once_it_is_signed_or_ticked_on_paper_or_off(self, asked, champion, lead_navigator, museum):
        self.put_on(asked, SOON)
        sign(asked, lead_navigator)
        assert self.said(champion, lead_navigator) == (False, False)
        Signature.objects.all().delete()
        assert self.said(champion, lead_navigator)[1]
        RiskAssessment.objects.all().delete()
        mark_tool_done(checklist=museum.checklist, tool=Tool.RISK, by=champion, stages=["weeks_before"])
        assert self.said(champion, lead_navigator) == (False, False)

    def test_what_was_asked_for_waits_in_review_of_its_own_teams_lead_navigator_only(
        self, asked, lead_navigator, navigator, leeds
    ):
        title = "Risk assessments for you to sign"
        link = address("risk_detail", asked)
        for user, waits in ((lead_navigator, True), (navigator, False), (person(Role.LEAD_NAVIGATOR, leeds), False)):
            page = text_of(client_of(user).get(reverse("activities:review")))
            assert (title in page and link in page) == waits


class TestPeople:
    def post(self, user, assessment, **sent):
        return client_of(user).post(address("individual_risks", assessment), sent, follow=True)

    def test_only_with_whom_when_and_whether_it_is_planned_for_is_kept(self, assessed, champion, navigator):
        sent = {"with_CAL-010": navigator.pk, "on_CAL-010": TODAY, "planned_CAL-010": "on"}
        page = text_of(self.post(champion, assessed, **sent))
        assert "discussed with Sanjay Bhatt on Wednesday 14 October 2026. Planned for." in page
        assert page.count("not discussed yet") == 2
        self.post(champion, assessed, **{"on_CAL-010": ""})
        assert not assessed.individual_risks.exists()

    @pytest.mark.parametrize(
        ("sent", "said"),
        [
            ({"on_CAL-010": "2026-10-01"}, "Say with whom you spoke about CAL-010."),
            ({"planned_CAL-010": "on"}, "Say when you spoke about CAL-010."),
            ({"on_CAL-010": "2026-10-15"}, "That day is still to come."),
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
