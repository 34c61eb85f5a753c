"""Changing a plan, and two people changing it at once."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from activities.models import Activity, Asking, Participation
from tests.factories import BeneficiaryFactory
from tests.helpers import TODAY, client_of, text_of, words_of

pytestmark = pytest.mark.django_db


def edit(user, activity, **typed):
    return client_of(user).post(reverse("activities:activity_edit", args=[activity.pk]), typed, follow=True)


def as_opened(activity, **changes):
    """What the form sends when it is opened now and only `changes` are typed."""
    opened = {
        "description": activity.description,
        "date": activity.date.isoformat(),
        "references": "CAL-010, CAL-011, CAL-012",
        "navigators": [navigator.pk for navigator in activity.navigators.all()],
        "opened_version": activity.version,
    }
    return opened | changes


def test_the_form_opens_with_what_is_saved(champion, museum):
    form = client_of(champion).get(reverse("activities:activity_edit", args=[museum.pk])).context["form"]
    assert form["description"].value() == "Trip to the industrial museum"
    assert form["references"].value() == "CAL-010, CAL-011, CAL-012"
    assert form["opened_version"].value() == museum.version


def test_changes_are_saved(champion, museum):
    response = edit(champion, museum, **as_opened(museum, place="Halifax", references="CAL-010", navigators=[]))
    museum.refresh_from_db()
    assert words_of(response) == ["Your changes are saved."]
    assert museum.place == "Halifax"
    assert [person.reference for person in museum.beneficiaries.all()] == ["CAL-010"]
    assert not museum.navigators.exists()


def test_people_who_stay_on_the_plan_keep_their_participation(champion, museum):
    before = Participation.objects.get(activity=museum, beneficiary__reference="CAL-010").pk
    edit(champion, museum, **as_opened(museum, references="CAL-010"))
    assert Participation.objects.get(activity=museum).pk == before


def part_of(plan, reference="CAL-012"):
    return Participation.objects.filter(activity=plan, beneficiary__reference=reference)


def test_whoever_was_asked_and_is_taken_off_keeps_what_was_said_and_leaves_every_page(champion, museum):
    part = part_of(museum).get()
    Asking.objects.create(participation=part, how="card", by=champion)
    part_of(museum).update(invitation="maybe", answered_on=TODAY)
    part_of(museum, "CAL-011").update(attendance="cancelled", cancelled_on=TODAY, reason="A bad night")
    edit(champion, museum, **as_opened(museum, references="CAL-010"))
    part.refresh_from_db()
    assert (part.invitation, part.answered_on, part.askings.count()) == ("withdrawn", TODAY, 1)
    assert part_of(museum, "CAL-011").get().reason == "A bad night"
    client = client_of(champion)
    for page in ("activities:activity_detail", "activities:activity_print", "activities:day_pack"):
        shown = client.get(reverse(page, args=[museum.pk])).context["activity"]
        assert [person.reference for person in shown.people] == ["CAL-010"]
    form = client.get(reverse("activities:activity_edit", args=[museum.pk])).context["form"]
    assert form["references"].value() == "CAL-010"


def test_whoever_was_never_asked_leaves_nothing_behind(champion, museum):
    edit(champion, museum, **as_opened(museum, references="CAL-010"))
    assert not part_of(museum).exists()


@pytest.mark.parametrize(("is_asked", "invitation"), [(True, "invited"), (False, "not_asked")])
def test_put_back_they_are_where_they_were_with_all_that_was_kept(champion, museum, is_asked, invitation):
    part = part_of(museum).get()
    part_of(museum).update(invitation="maybe")
    if is_asked:
        Asking.objects.create(participation=part, how="call", by=champion)
    edit(champion, museum, **as_opened(museum, references="CAL-010"))
    museum.refresh_from_db()
    edit(champion, museum, **as_opened(museum))
    part.refresh_from_db()
    assert (part.invitation, part.askings.count()) == (invitation, int(is_asked))


def test_whoever_came_is_not_taken_off(champion, museum):
    part_of(museum).update(attendance="part")
    response = edit(champion, museum, **as_opened(museum, references="CAL-010"))
    assert "The register says that CAL-012 came. So they stay on this plan." in text_of(response)
    assert part_of(museum).get().invitation == "not_asked" and part_of(museum, "CAL-011").exists()


def test_nobody_awaits_an_answer_for_whoever_was_taken_off(champion, museum):
    part_of(museum).update(invitation="withdrawn")
    awaited = Participation.objects.awaiting_answer().filter(activity=museum)
    assert awaited.count() == museum.participations.count() - 1


def test_a_new_date_moves_what_is_to_do_and_is_written_down(champion, museum):
    edit(champion, museum, **as_opened(museum, date="2026-12-09"))
    change = museum.changes.get()
    assert (change.what, change.old_date, change.new_date, change.by) == (
        "moved", TODAY + timedelta(days=21), date(2026, 12, 9), champion,
    )  # fmt: skip
    steps = museum.checklist.tasks.get(text="Set up room if necessary").steps
    assert steps.get().due_on == date(2026, 12, 9)


def test_a_plan_whose_day_has_gone_can_still_be_written_up(champion, museum):
    Activity.objects.filter(pk=museum.pk).update(date=TODAY - timedelta(days=3))
    museum.refresh_from_db()
    edit(champion, museum, **as_opened(museum, outcomes="Everyone laughed"))
    museum.refresh_from_db()
    assert museum.outcomes == "Everyone laughed"


def test_a_stale_save_shows_both_and_overwrites_nothing(champion, navigator, museum):
    opened = as_opened(museum, place="The café")
    edit(navigator, museum, **as_opened(museum, place="The hall"))
    response = edit(champion, museum, **opened)
    museum.refresh_from_db()
    assert museum.place == "The hall"
    assert response.context["both"] == [("Where", "The hall", "The café")]
    assert "This plan was saved while you had it open" in text_of(response)


def test_after_both_were_shown_saving_again_keeps_what_was_typed(champion, navigator, museum):
    opened = as_opened(museum, place="The café")
    edit(navigator, museum, **as_opened(museum, place="The hall"))
    shown = edit(champion, museum, **opened).context["form"]
    edit(champion, museum, **(opened | {"opened_version": shown["opened_version"].value()}))
    museum.refresh_from_db()
    assert museum.place == "The café"


def test_a_form_whose_version_cannot_be_read_counts_as_stale(champion, museum):
    response = edit(champion, museum, **as_opened(museum, place="Elsewhere", opened_version="x"))
    museum.refresh_from_db()
    assert museum.place == ""
    assert response.context["both"] == [("Where", "", "Elsewhere")]


def test_somebody_who_moved_to_another_team_stays_on_the_plan_out_of_sight(champion, museum, people, leeds):
    people[0].team = leeds
    people[0].save()
    edit(champion, museum, **as_opened(museum, references="CAL-011"))
    assert set(museum.beneficiaries.values_list("reference", flat=True)) == {"CAL-010", "CAL-011"}
    assert "CAL-010" not in text_of(client_of(champion).get(museum.get_absolute_url()))


def test_a_mistake_keeps_what_was_typed(champion, museum):
    response = edit(champion, museum, **as_opened(museum, references="CAL-777", place="The hall"))
    assert "CAL-777" in response.context["form"].errors["references"][0]
    assert "The hall" in text_of(response)


def test_a_navigator_who_left_the_team_stays_on_offer_while_references_are_typed(champion, navigator, museum):
    navigator.memberships.all().delete()
    address = reverse("activities:plan_people_offer", args=[museum.pk])
    response = client_of(champion).post(address, {"references": "CAL-010 ", "navigators": [navigator.pk]})
    assert f'value="{navigator.pk}"' in text_of(response)


def test_asking_for_navigators_without_javascript_keeps_an_unticked_box_unticked(champion, museum):
    Activity.objects.filter(pk=museum.pk).update(date=None)
    typed = {"description": "Museum", "date": "2026-11-20", "references": "CAL-010", "find": "navigators"}
    form = edit(champion, museum, **typed).context["form"]
    assert not form["date_not_known"].value()
    assert form["date"].value() == "2026-11-20"


def test_the_team_of_a_plan_stays(champion, museum, leeds):
    BeneficiaryFactory(reference="LEE-001", team=leeds)
    edit(champion, museum, **as_opened(museum, team=leeds.pk))
    museum.refresh_from_db()
    assert museum.team.name == "Calderdale"
