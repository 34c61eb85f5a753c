"""Invitations: who was asked, how and when; what they said; one press for each, and an undo."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from activities import invitations
from activities.models import Activity, Asking, InvitationCard, Participation
from activities.participation import Invitation
from beneficiaries.models import Beneficiary, ProfileEntry
from beneficiaries.profile import Asked
from checklist.form import Tool
from checklist.models import Step
from tests.activities.growing import queries_of
from tests.factories import ActivityFactory, BeneficiaryFactory
from tests.helpers import HTMX, client_of, text_of


@given(st.lists(st.sampled_from(Asked)))
def test_the_way_that_is_offered_first_is_one_that_they_like_or_a_card(liked):
    assert invitations.usual_way(liked) in (liked or [Asked.CARD])


@given(st.lists(st.sampled_from([each for each in Invitation if each != Invitation.WITHDRAWN])))
def test_the_totals_count_everybody_once(answers):
    said = invitations.say_totals(answers)
    assert sum(int(word) for word in said.replace(",", "").split() if word.isdigit()) == len(answers)


def test_whoever_was_taken_off_is_not_counted():
    assert invitations.say_totals(["withdrawn", "coming", "coming", "maybe"]) == "2 said yes, 1 said maybe."
    assert invitations.say_totals(["withdrawn"]) == ""


@pytest.fixture
def plan(champion, calderdale):
    people = [BeneficiaryFactory(reference=f"CAL-{number:03}", team=calderdale) for number in (1, 2)]
    return ActivityFactory(team=calderdale, champion=champion, beneficiaries=people)


@pytest.fixture
def client(champion):
    return client_of(champion)


def page_of(client, plan):
    return text_of(client.get(reverse("activities:invitation_list", args=[plan.pk])))


def part_of(plan, reference="CAL-001"):
    return plan.participations.get(beneficiary__reference=reference)


def press(client, plan, reference="CAL-001", headers=None, **said):
    said = {"person": part_of(plan, reference).pk} | said
    return client.post(reverse("activities:invitation_mark", args=[plan.pk]), said, headers=headers)


@pytest.mark.django_db
class TestAsking:
    @pytest.mark.parametrize("how", Asked)
    def test_one_press_keeps_how_when_and_by_whom(self, client, champion, plan, how):
        response = press(client, plan, how=how)
        asking = Asking.objects.get()
        assert (asking.how, asking.on, asking.by) == (how, timezone.localdate(), champion)
        assert part_of(plan).invitation == "invited"
        assert response.url.endswith(f"/invitations/#person-{part_of(plan).pk}")
        assert f"{invitations.DONE[how]}, " in page_of(client, plan)

    def test_the_answer_in_place_is_the_persons_row_and_the_totals_and_reminders(self, client, plan):
        said = text_of(press(client, plan, headers=HTMX, answer="coming"))
        assert "Said yes" in said and "CAL-002" not in said
        assert '<p id="totals" hx-swap-oob="true"><strong>1 said yes, 1 not asked yet.</strong></p>' in said
        assert '<div id="reminding" hx-swap-oob="true">' in said and "Ring CAL-001" in said

    def test_in_place_too_whoever_was_taken_off_meanwhile_leads_to_the_whole_page(self, client, plan):
        Participation.objects.update(invitation="withdrawn")
        response = press(client, plan, headers=HTMX, answer="coming")
        assert response["HX-Redirect"] == reverse("activities:invitation_list", args=[plan.pk])

    def test_pressed_twice_it_is_kept_once(self, client, navigator, plan, champion):
        press(client, plan, how="card")
        press(client_of(navigator), plan, how="card")
        assert Asking.objects.get().by == champion

    def test_asked_again_is_another_row_and_keeps_the_answer(self, client, plan):
        press(client, plan, how="card")
        press(client, plan, answer="maybe")
        press(client, plan, how="call")
        assert [asking.how for asking in part_of(plan).askings.all()] == ["card", "call"]
        assert part_of(plan).invitation == "maybe"
        assert "Called (asked again)" in page_of(client, plan)

    def test_it_is_undone_by_one_press_and_the_other_askings_stay(self, client, plan):
        press(client, plan, how="card")
        press(client, plan, how="call")
        for left, invitation in ((["call"], "invited"), ([], "not_asked")):
            press(client, plan, take_back=part_of(plan).askings.first().pk)
            assert [asking.how for asking in part_of(plan).askings.all()] == left
            assert part_of(plan).invitation == invitation

    def test_an_asking_is_taken_back_of_its_own_person_alone(self, client, plan):
        press(client, plan, how="card")
        press(client, plan, "CAL-002", take_back=Asking.objects.get().pk)
        assert Asking.objects.exists()

    def test_the_way_that_they_like_comes_first_as_far_as_it_is_shared(self, client, champion, navigator, plan):
        person = part_of(plan).beneficiary
        said = {"beneficiary": person, "part": "asked", "written_by": navigator}
        entry = ProfileEntry.objects.create(**said, choices=["call"], words="The evening before", shared_with="nobody")
        assert "The evening before" not in page_of(client, plan)
        assert 'aria-label="Gave a card: CAL-001"' in page_of(client, plan)
        ProfileEntry.objects.filter(pk=entry.pk).update(shared_with="team")
        assert "Likes to be asked: with a call. The evening before" in page_of(client, plan)
        assert 'aria-label="Called: CAL-001"' in page_of(client, plan)


@pytest.mark.django_db
class TestAnswering:
    @pytest.mark.parametrize(("answer", "said"), [("coming", "yes"), ("maybe", "maybe"), ("not_coming", "no")])
    def test_one_press_keeps_what_they_said_and_another_undoes_it(self, client, plan, answer, said):
        press(client, plan, how="card")
        press(client, plan, answer=answer)
        assert (part_of(plan).invitation, part_of(plan).answered_on) == (answer, timezone.localdate())
        assert f"1 said {said}, 1 not asked yet." in page_of(client, plan)
        press(client, plan, answer="invited")
        assert (part_of(plan).invitation, part_of(plan).answered_on) == ("invited", None)

    def test_whoever_said_so_unasked_is_not_asked_once_that_is_undone(self, client, plan):
        press(client, plan, answer="coming")
        press(client, plan, answer="invited")
        assert part_of(plan).invitation == "not_asked"

    def test_the_same_answer_again_keeps_its_day(self, client, plan):
        press(client, plan, answer="coming")
        Participation.objects.filter(pk=part_of(plan).pk).update(answered_on="2026-01-05")
        press(client, plan, answer="coming")
        assert part_of(plan).answered_on.isoformat() == "2026-01-05"

    def test_whoever_was_taken_off_is_named_apart_and_takes_no_press(self, client, plan):
        Participation.objects.filter(pk=part_of(plan).pk).update(invitation="withdrawn")
        press(client, plan, answer="coming")
        press(client, plan, how="card")
        assert part_of(plan).invitation == "withdrawn" and not Asking.objects.exists()
        assert "Taken off this plan (1)" in page_of(client, plan)


@pytest.mark.django_db
class TestInSight:
    @pytest.mark.parametrize(
        "said",
        [{}, {"how": "owl"}, {"answer": "withdrawn"}, {"how": "card", "answer": "coming"}, {"take_back": "9" * 30},
         {"how": "card", "person": "x\x00"}, {"how": "card", "person": "-1"}],
    )  # fmt: skip
    def test_what_cannot_be_understood_changes_nothing(self, client, plan, said):
        response = press(client, plan, **said)
        assert response.status_code == 400 and "Back to the invitations" in text_of(response)
        assert part_of(plan).invitation == "not_asked" and not Asking.objects.exists()

    def test_somebody_out_of_sight_is_neither_shown_nor_marked(self, client, plan, leeds):
        part = part_of(plan)
        Beneficiary.objects.filter(pk=part.beneficiary_id).update(team=leeds)
        assert press(client, plan, how="card").status_code == 302
        assert not Asking.objects.exists() and "CAL-001" not in page_of(client, plan)

    def test_a_plan_without_people_says_what_to_do(self, client, champion, calderdale):
        empty = ActivityFactory(team=calderdale, champion=champion)
        assert "Nobody is on this plan yet." in page_of(client, empty)

    @pytest.mark.parametrize("rows", [10, 1000])
    def test_it_costs_the_same_with_ten_and_with_a_thousand_people(self, client, champion, calderdale, rows):
        plan = ActivityFactory(team=calderdale, champion=champion)
        people = Beneficiary.objects.bulk_create(
            Beneficiary(reference=f"CAL-{1000 + row}", team=calderdale) for row in range(rows)
        )
        parts = Participation.objects.bulk_create(Participation(activity=plan, beneficiary=each) for each in people)
        Asking.objects.bulk_create(Asking(participation=part, how="card", by=champion) for part in parts)
        address = reverse("activities:invitation_list", args=[plan.pk])
        assert queries_of(lambda: client.get(address)) == 7


def card_of(client, plan, name="card", **opened):
    return client.get(reverse(f"activities:invitation_{name}", args=[plan.pk]), opened)


def write_card(client, plan, words, version=0):
    typed = {"words": words, "opened_version": version}
    return client.post(reverse("activities:invitation_card", args=[plan.pk]), typed)


@pytest.mark.django_db
class TestCards:
    def test_the_words_suggest_themselves_and_are_changed_before_printing(self, client, champion, plan):
        assert champion.get_short_name() in text_of(card_of(client, plan))
        assert write_card(client, plan, "Bring your own mug.").url.endswith("/invitations/print/")
        assert text_of(card_of(client, plan, "print")).count("Bring your own mug.") == 4
        assert "Bring your own mug." in text_of(card_of(client, plan))

    def test_a_stale_save_shows_both(self, client, navigator, plan):
        write_card(client_of(navigator), plan, "Bring a friend.")
        said = text_of(write_card(client, plan, "Bring a mug."))
        assert "Bring a friend." in said and "Bring a mug." in said
        assert InvitationCard.objects.get().words == "Bring a friend."

    @pytest.mark.parametrize("words", ["Sit with CAL-014.", "Robin comes too", "", "a" * 301, "a\n" * 7, "a\x00"])
    def test_words_that_name_somebody_or_do_not_fit_are_sent_back_with_a_sentence(self, client, plan, words):
        Beneficiary.objects.filter(reference="CAL-001").update(known_as="Robin")
        response = write_card(client, plan, words)
        assert response.status_code == 200 and response.context["form"].errors["words"]
        assert not InvitationCard.objects.exists()

    @pytest.mark.parametrize("name", ["print", "labels"])
    def test_no_reference_and_no_chosen_name_is_on_paper(self, client, plan, name):
        Beneficiary.objects.filter(reference="CAL-001").update(known_as="Peregrine")
        plan.description = "Walk with CAL-001"
        plan.save()
        paper = text_of(card_of(client, plan, name)).partition("<main")[2]
        assert "CAL-" not in paper and "Peregrine" not in paper and "WY-FI" not in paper

    def test_a_chosen_name_in_the_plans_own_words_holds_the_cards_back_until_it_means_another(self, client, plan):
        Beneficiary.objects.filter(reference="CAL-001").update(known_as="Robin")
        plan.place = "Robin Park"
        plan.save()
        page = text_of(card_of(client, plan, "print"))
        assert "Somebody on this plan is called “Robin”" in page and 'class="invitation"' not in page
        assert "Robin Park" in text_of(card_of(client, plan, "print", meant="another", design="cup"))
        Participation.objects.filter(pk=part_of(plan).pk).update(invitation="withdrawn")
        assert "Robin Park" in text_of(card_of(client, plan, "print"))

    @pytest.mark.parametrize(("opened", "number"), [({}, 4), ({"size": "large"}, 2), ({"size": "x", "design": "y"}, 4)])
    def test_four_fit_on_a_page_or_two_large_ones(self, client, plan, opened, number):
        paper = text_of(card_of(client, plan, "print", **opened))
        assert paper.count('class="invitation"') == number

    @pytest.mark.parametrize(("name", "number"), [("card", 6), ("labels", 4), ("print", 8)])
    def test_what_it_costs_does_not_depend_on_the_people(self, client, plan, name, number):
        """A plan whose words may hold a reference ("Bus 508") costs one query more to print."""
        Activity.objects.filter(pk=plan.pk).update(description="Walk from bus 508")
        write_card(client, plan, "Bring a mug.")
        assert queries_of(lambda: card_of(client, plan, name)) == number


@given(st.sampled_from(Invitation), st.lists(st.sampled_from(Asked)))
def test_whoever_may_come_is_reminded_and_nobody_else(invitation, liked):
    may_come = invitation in (Invitation.INVITED, Invitation.COMING, Invitation.MAYBE)
    assert ("CAL-014" in invitations.say_reminder(invitation, "CAL-014", liked)) == may_come


@pytest.mark.django_db
class TestReminders:
    def test_they_are_prompts_in_the_way_that_each_person_likes(self, client, champion, plan):
        said = {"beneficiary": part_of(plan).beneficiary, "part": "asked", "written_by": champion}
        ProfileEntry.objects.create(**said, choices=["text"], words="The evening before", shared_with="team")
        press(client, plan, answer="coming")
        press(client, plan, "CAL-002", answer="not_coming")
        said = page_of(client, plan).partition('id="reminders"')[2]
        assert "<strong>Text CAL-001</strong>" in said and "“The evening before”" in said and "CAL-002" not in said

    @pytest.mark.parametrize(("days", "is_there"), [(1, True), (0, True), (-1, False)])
    def test_they_stand_there_until_the_day_is_over(self, client, plan, days, is_there):
        press(client, plan, answer="coming")
        Activity.objects.filter(pk=plan.pk).update(date=timezone.localdate() + timedelta(days=days))
        assert ("Ring CAL-001" in page_of(client, plan)) == is_there
        assert ("It is tomorrow." in page_of(client, plan)) == (days == 1)

    @pytest.mark.parametrize(("days", "is_there"), [(0, False), (1, True), (2, False)])
    def test_my_week_leads_the_champion_there_the_day_before(self, client, plan, days, is_there):
        Activity.objects.filter(pk=plan.pk).update(date=timezone.localdate() + timedelta(days=days))
        assert ("Remind people today" in text_of(client.get(reverse("activities:week")))) == is_there

    def test_one_press_ticks_the_line_for_the_days_before_and_again_changes_nothing(self, client, champion, plan):
        steps = Step.objects.filter(checklist=plan.checklist, task__tool=Tool.REMIND)
        address = reverse("activities:invitation_reminded", args=[plan.pk])
        for said in ("is ticked", "nothing left to tick"):
            assert said in text_of(client.post(address, follow=True))
            ticked = steps.filter(state="done")
            assert [(step.stage, step.marked_by) for step in ticked] == [("days_before", champion)]

    def test_the_line_about_reminders_opens_the_invitations(self, client, plan):
        task = plan.checklist.tasks.get(tool=Tool.REMIND)
        page = text_of(client.get(reverse("activities:task_detail", args=[plan.pk, task.pk])))
        assert task.text.startswith("Reminders") and reverse("activities:invitation_list", args=[plan.pk]) in page
