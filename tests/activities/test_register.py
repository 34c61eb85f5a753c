"""The register: everybody who may come is expected, and one press says what was different."""

from datetime import date, timedelta
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from activities import register
from activities.models import Participation, WhoElse
from activities.participation import Attendance, Invitation, counts_as_not_attending
from beneficiaries.models import Beneficiary
from tests.activities.growing import queries_of
from tests.factories import ActivityFactory, BeneficiaryFactory
from tests.helpers import HTMX, client_of, text_of, words_of

ROOT = Path(__file__).parents[2]
PARTS = st.builds(SimpleNamespace, invitation=st.sampled_from(Invitation), attendance=st.sampled_from(Attendance))


@given(st.lists(PARTS))
def test_everybody_is_counted_once_except_whoever_said_no_and_stayed_away(parts):
    counted = register.count(parts)
    folded = [part for part in parts if register.is_folded(part)]
    assert counted.expected == len(parts) - len(folded)
    assert all(part.invitation in register.SAID_NO for part in folded)


def test_only_did_not_come_counts_as_not_attending():
    assert [each for each in Attendance if counts_as_not_attending(each)] == [Attendance.DID_NOT_COME]


def test_words_that_blame_are_nowhere():
    sources = [*ROOT.glob("templates/**/*.html"), *ROOT.glob("activities/**/*.py")]
    said = " ".join(path.read_text().lower() for path in sources)
    assert "failed to attend" not in said and "dna" not in said.split()
    assert not {"dna", "failed to attend"} & {label.lower() for _, label in [*Attendance.choices, *Invitation.choices]}


@pytest.mark.parametrize(
    ("day", "is_called_off", "is_open"),
    [
        (date(2026, 10, 14), False, True),
        (date(2026, 10, 15), False, True),
        (date(2026, 10, 16), False, False),
        (date(2026, 9, 1), False, True),
        (None, False, False),
        (date(2026, 10, 14), True, False),
    ],
)
def test_it_is_open_from_the_day_before(day, is_called_off, is_open):
    plan = SimpleNamespace(date=day, is_called_off=is_called_off)
    assert bool(register.why_closed(plan, today=date(2026, 10, 14))) != is_open


@pytest.fixture
def plan(champion, calderdale):
    people = [BeneficiaryFactory(reference=f"CAL-{number:03}", team=calderdale) for number in range(1, 4)]
    return ActivityFactory(team=calderdale, champion=champion, beneficiaries=people, date=timezone.localdate())


@pytest.fixture
def client(champion):
    return client_of(champion)


def address(plan, name="detail"):
    return reverse(f"activities:register_{name}", args=[plan.pk])


def part_of(plan, reference="CAL-001"):
    return plan.participations.get(beneficiary__reference=reference)


def attendances(plan):
    return list(plan.participations.order_by("beneficiary__reference").values_list("attendance", flat=True))


def press(client, plan, attendance, reference="CAL-001", headers=HTMX, **typed):
    said = {"person": part_of(plan, reference).pk, "attendance": attendance, **typed}
    return client.post(address(plan, "mark"), said, headers=headers)


@pytest.mark.django_db
class TestPressing:
    @pytest.mark.parametrize("attendance", Attendance)
    def test_each_answer_is_one_press_that_says_who_and_undoes(self, client, champion, plan, attendance):
        press(client, plan, attendance)
        part = part_of(plan)
        assert part.attendance == attendance
        assert part.attendance_by == (None if attendance == Attendance.EXPECTED else champion)
        page = press(client, plan, "expected")
        part = part_of(plan)
        assert (part.attendance, part.attendance_by, part.attendance_at) == (Attendance.EXPECTED, None, None)
        assert (part.cancelled_on, part.reason) == (None, "")
        assert 'value="came"' in text_of(page)

    def test_the_answer_is_the_persons_row_and_the_totals_alone(self, client, plan):
        said = text_of(press(client, plan, "came"))
        assert "CAL-001" in said and "CAL-002" not in said
        assert 'id="totals" hx-swap-oob="true"><strong>1</strong> came' in said

    def test_without_javascript_it_leads_back_to_the_person(self, client, plan):
        response = press(client, plan, "came", headers={})
        assert response.url == f"{address(plan)}#person-{part_of(plan).pk}"

    def test_a_second_press_keeps_the_first_name_and_shows_the_truth(self, client, navigator, champion, plan):
        press(client, plan, "came")
        at = part_of(plan).attendance_at
        assert "Ruby Oyelaran" in text_of(press(client_of(navigator), plan, "came"))
        part = part_of(plan)
        assert (part.attendance_by, part.attendance_at) == (champion, at)

    def test_somebody_who_cancelled_told_us_today_unless_another_day_is_said(self, client, plan):
        press(client, plan, "cancelled")
        assert part_of(plan).cancelled_on == timezone.localdate()
        yesterday = timezone.localdate() - timedelta(days=1)
        press(client, plan, "cancelled", cancelled_on=yesterday, reason="A bad night")
        assert (part_of(plan).cancelled_on, part_of(plan).reason) == (yesterday, "A bad night")
        press(client, plan, "came", cancelled_on=yesterday, reason="A bad night")
        assert (part_of(plan).cancelled_on, part_of(plan).reason) == (None, "")

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ({"cancelled_on": "soon"}, "That is not a date we can read."),
            ({"cancelled_on": "2999-01-01"}, "That day is still to come."),
            ({"reason": "x" * 201}, "That is too long."),
        ],
    )
    @pytest.mark.parametrize("headers", [HTMX, {}], ids=["in place", "whole page"])
    def test_what_cannot_be_kept_is_said_beside_it_and_stays_typed(self, client, plan, typed, said, headers):
        page = text_of(press(client, plan, "cancelled", headers=headers, **typed))
        assert said in page
        assert next(iter(typed.values())) in page
        assert part_of(plan).attendance == Attendance.EXPECTED

    @pytest.mark.parametrize("typed", [{}, {"person": "x", "attendance": "came"}, {"person": 1, "attendance": "late"}])
    def test_what_nobody_could_press_changes_nothing(self, client, plan, typed):
        assert client.post(address(plan, "mark"), typed).status_code == 400
        assert not Participation.objects.exclude(attendance="expected").exists()

    def test_a_person_of_another_plan_is_left_alone(self, client, plan, leeds):
        other = ActivityFactory(team=leeds, beneficiaries=[BeneficiaryFactory(team=leeds)], date=plan.date)
        part = other.participations.get()
        client.post(address(plan, "mark"), {"person": part.pk, "attendance": "came"}, headers=HTMX)
        part.refresh_from_db()
        assert part.attendance == Attendance.EXPECTED

    def test_before_the_day_before_nothing_can_be_said(self, client, plan):
        type(plan).objects.filter(pk=plan.pk).update(date=timezone.localdate() + timedelta(days=2))
        press(client, plan, "came")
        client.post(address(plan, "everybody"))
        client.post(address(plan, "others"), {"guests": 1, "new_faces": 1, "opened_version": 0})
        assert "The register opens on" in text_of(client.get(address(plan)))
        assert not Participation.objects.exclude(attendance="expected").exists() and not WhoElse.objects.exists()


@pytest.mark.django_db
class TestWhoIsExpected:
    @pytest.mark.parametrize("invitation", sorted(set(Invitation) - register.SAID_NO))
    def test_nobody_who_may_come_is_missing(self, client, plan, invitation):
        plan.participations.update(invitation=invitation)
        response = client.get(address(plan))
        assert len(response.context["expected"]) == 3 and not response.context["folded"]

    @pytest.mark.parametrize("invitation", sorted(register.SAID_NO))
    def test_whoever_said_no_is_folded_away_and_can_come_after_all(self, client, plan, invitation):
        plan.participations.filter(beneficiary__reference="CAL-001").update(invitation=invitation)
        assert [part.called for part in client.get(address(plan)).context["folded"]] == ["CAL-001"]
        press(client, plan, "came")
        response = client.get(address(plan))
        assert len(response.context["expected"]) == 3 and response.context["count"].came == 1

    def test_everybody_who_is_left_came_in_one_press_and_one_undoes_it(self, client, navigator, plan):
        press(client, plan, "cancelled", "CAL-001")
        plan.participations.filter(beneficiary__reference="CAL-002").update(invitation="not_coming")
        swept = client.post(address(plan, "everybody"))
        assert attendances(plan) == ["cancelled", "expected", "came"]
        page = client.get(swept.url)
        undo = page.context["undo"].isoformat()
        press(client_of(navigator), plan, "came", "CAL-002")
        undone = client.post(address(plan, "everybody"), {"undo": undo}, follow=True)
        assert words_of(undone) == ["Undone. 1 person is back to “expected”."]
        assert attendances(plan) == ["cancelled", "came", "expected"]

    @pytest.mark.parametrize("undo", ["", "now", "2026-10-14T10:00:00", "2026-99-14T10:00:00+00:00"])
    def test_an_undo_that_says_nothing_undoes_nothing(self, client, plan, undo):
        press(client, plan, "came")
        assert client.get(address(plan), {"undo": undo}).status_code == 200
        client.post(address(plan, "everybody"), {"undo": undo})
        assert part_of(plan).attendance == "came"


@pytest.mark.django_db
class TestWhoElseCame:
    def save(self, client, plan, guests, new_faces, version):
        typed = {"guests": guests, "new_faces": new_faces, "opened_version": version}
        return client.post(address(plan, "others"), typed)

    def test_is_two_numbers_that_can_be_changed(self, client, plan, champion):
        self.save(client, plan, 2, 1, 0)
        self.save(client, plan, 3, 0, 1)
        kept = WhoElse.objects.get()
        assert (kept.guests, kept.new_faces, kept.version, kept.changed_by) == (3, 0, 2, champion)

    @pytest.mark.parametrize("version", [0, 7, "x"])
    def test_of_two_people_the_second_sees_both(self, client, plan, version):
        self.save(client, plan, 2, 1, 0)
        page = text_of(self.save(client, plan, 5, 1, version))
        assert "2 guests and 1 new faces" in page and 'value="5"' in page
        assert WhoElse.objects.get().guests == 2

    @pytest.mark.parametrize(
        ("typed", "said"),
        [("", "a whole number"), ("two", "a whole number"), ("-1", "less than 0"), ("9999", "more than 999")],
    )
    def test_what_is_no_number_is_said_beside_it(self, client, plan, typed, said):
        assert said in text_of(self.save(client, plan, typed, 0, 0))


@pytest.mark.parametrize("rows", [30, 500])
@pytest.mark.django_db
def test_a_press_and_the_register_cost_six_queries_each_however_many_people_come(rows, client, plan):
    people = Beneficiary.objects.bulk_create(
        Beneficiary(reference=f"CAL-{1000 + row}", team=plan.team) for row in range(rows)
    )
    Participation.objects.bulk_create(Participation(activity=plan, beneficiary=person) for person in people)
    # Around what a press does stands a transaction, which two more statements begin and end.
    for attendance in Attendance:
        said = {"person": part_of(plan).pk, "attendance": attendance}
        assert queries_of(partial(client.post, address(plan, "mark"), said, headers=HTMX)) <= 6 + 2, attendance
    assert queries_of(lambda: client.get(address(plan))) == 6
