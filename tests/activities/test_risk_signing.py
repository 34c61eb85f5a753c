"""Signing a risk assessment, and signing again where safety is touched."""

from datetime import time, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from activities.actions import (
    ask_for_signature,
    call_off_activity,
    change_activity,
    keep_hazard,
    move_activity,
    save_hazard,
    save_lone_working,
    start_assessment,
)
from activities.models import Activity, HazardLibrary, LoneWorking, RiskAssessment, Signature, Venue
from beneficiaries.models import SupportNeeds
from checklist.actions import mark_tool_done
from checklist.form import State, Tool
from teams.models import Role
from tests.activities.risk_helpers import address, counts, line_of, page_of, sign, typed, version_of
from tests.factories import ActivityFactory, BeneficiaryFactory, HazardFactory, LoneWorkingFactory, person
from tests.helpers import TODAY, client_of, text_of, words_of

pytestmark = pytest.mark.django_db

SOON = TODAY + timedelta(days=2)


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
        save_lone_working(lone=lone, activity=assessed.activity, opened_version=0)
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

    @pytest.mark.parametrize("invitation", ["not_asked", "coming"])
    def test_somebody_with_a_flagged_need_asks_for_signing_again_while_they_are_on_the_plan(
        self, signed, champion, calderdale, people, invitation
    ):
        flagged = BeneficiaryFactory(reference="CAL-099", team=calderdale)
        needs = SupportNeeds.objects.create(beneficiary=flagged, avoid="Crowds", updated_by=champion)
        self.change(signed, champion, people=[*people, flagged])
        assert not self.is_ticked(signed)
        assert "people with something to plan for" in page_of(champion, signed)
        flagged.participations.update(invitation=invitation)
        self.change(signed, champion, people=people)
        assert self.is_ticked(signed)
        assert needs.avoid not in page_of(champion, signed)

    @pytest.mark.parametrize(
        ("said", "stays"),
        [
            ({"where": "The canal"}, False),
            ({"with_whom": None}, False),
            ({"buddy": "another"}, False),
            ({"ring": "Nobody"}, False),
            ({"ends_at": time(16, 10)}, True),
            ({"where": " THE  copper kettle"}, True),
            (None, False),
        ],
    )
    def test_what_is_said_of_working_alone_is_signed_but_for_when_it_ends(
        self, asked, champion, lead_navigator, people, said, stays
    ):
        lone = LoneWorkingFactory(activity=asked.activity, with_whom=people[0])
        sign(asked, lead_navigator)
        if said is None:
            client_of(champion).post(address("lone_working_remove", asked))
        else:
            for name, value in said.items():
                setattr(lone, name, lead_navigator if value == "another" else value)
            save_lone_working(lone=lone, activity=asked.activity, opened_version=1)
        assert self.is_ticked(asked) == stays
        assert ("Since then this changed: working alone." in page_of(champion, asked)) != stays

    def test_whoever_the_champion_is_alone_with_leaves_the_plan_and_it_is_signed_again(
        self, asked, champion, lead_navigator, people
    ):
        LoneWorkingFactory(activity=asked.activity, with_whom=people[0])
        sign(asked, lead_navigator)
        self.change(asked, champion, people=people[1:])
        assert not self.is_ticked(asked)

    def test_what_a_navigator_writes_of_somebody_on_it_asks_for_signing_again(self, signed, people, navigator):
        address = reverse("activities:support_change", args=[people[0].reference])
        client_of(navigator).post(address, {"avoid": "Crowds", "opened_version": 0})
        assert not self.is_ticked(signed)

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

    def test_a_tick_by_hand_signs_nothing_where_an_assessment_was_begun(self, asked, champion, lead_navigator, museum):
        self.put_on(asked, SOON)
        mark_tool_done(checklist=museum.checklist, tool=Tool.RISK, by=champion, stages=["weeks_before"])
        assert self.said(champion, lead_navigator) == (True, True)

    def test_what_was_asked_for_waits_in_review_of_its_own_teams_lead_navigator_only(
        self, asked, lead_navigator, navigator, leeds
    ):
        title = "Risk assessments for you to sign"
        link = address("risk_detail", asked)
        for user, waits in ((lead_navigator, True), (navigator, False), (person(Role.LEAD_NAVIGATOR, leeds), False)):
            page = text_of(client_of(user).get(reverse("activities:review")))
            assert (title in page and link in page) == waits
