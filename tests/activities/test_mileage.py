"""What a journey costs: worked out to the penny, from the rate of its day and the miles before it."""

from datetime import date, timedelta
from decimal import Decimal
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from activities.actions import NoRate, claim_mileage, take_back, work_out_mileage
from activities.mileage import cost, parts, say_working_out
from activities.models import MileageClaim, MileageRate
from activities.years import Year, year_of
from tests.factories import MileageClaimFactory
from tests.helpers import TODAY, client_of, text_of, words_of

CAR = MileageRate(pence=Decimal(45), threshold=10_000, pence_above=Decimal(25))
BICYCLE = MileageRate(pence=Decimal(20))
MILES = st.decimals(min_value=Decimal("0.1"), max_value=1000, places=1)
SO_FAR = st.decimals(min_value=0, max_value=20_000, places=1)


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.sampled_from([(4, 6), (6, 1), (1, 1), (12, 31), (2, 28)]))
def test_every_day_is_in_one_year_which_begins_the_day_after_the_one_before(day, starts):
    year = year_of(day, starts=starts)
    assert year.first <= day <= year.last
    assert (year.first.month, year.first.day) == starts
    assert year.before == year_of(year.first - timedelta(days=1), starts=starts)


def test_the_tax_year_turns_on_the_sixth_of_april():
    assert year_of(date(2026, 4, 5)) == Year(date(2025, 4, 6), date(2026, 4, 5))
    assert year_of(date(2026, 4, 6)) == Year(date(2026, 4, 6), date(2027, 4, 5))


@given(MILES, SO_FAR)
def test_every_mile_is_paid_once_and_those_above_the_threshold_at_the_lower_rate(miles, before):
    split = list(parts(miles, rate=CAR, miles_before=before))
    assert sum(each for each, _ in split) == miles
    assert all(each > 0 for each, _ in split)
    above = sum(each for each, pence in split if pence == 25)
    assert above == min(miles, max(before + miles - 10_000, 0))


@given(MILES, MILES, SO_FAR)
def test_a_journey_in_two_halves_costs_the_same_but_for_half_pennies(first, second, before):
    whole = cost(first + second, rate=CAR, miles_before=before)
    halves = cost(first, rate=CAR, miles_before=before) + cost(second, rate=CAR, miles_before=before + first)
    assert abs(whole - halves) <= Decimal("0.01")


@given(MILES, SO_FAR)
def test_a_cost_is_to_the_penny_and_never_less_for_more_miles(miles, before):
    amount = cost(miles, rate=CAR, miles_before=before)
    assert amount == round(amount, 2) and amount.as_tuple().exponent == -2
    assert amount <= cost(miles + 1, rate=CAR, miles_before=before)
    assert amount >= cost(miles, rate=CAR, miles_before=before + 1)


@pytest.mark.parametrize(
    ("miles", "rate", "before", "said"),
    [
        ("12", CAR, 0, "12 miles at 45p a mile: £5.40"),
        ("12.5", CAR, 0, "12.5 miles at 45p a mile: £5.63"),
        ("1", BICYCLE, 0, "1 mile at 20p a mile: £0.20"),
        ("30", CAR, 9990, "10 miles at 45p a mile and 20 miles at 25p a mile: £9.50"),
        ("30", CAR, 10_000, "30 miles at 25p a mile: £7.50"),
        ("30", MileageRate(pence=Decimal("24.50")), 0, "30 miles at 24.5p a mile: £7.35"),
    ],
)
def test_the_working_out_is_said(miles, rate, before, said):
    assert say_working_out(Decimal(miles), rate=rate, miles_before=Decimal(before)) == said


def address(name, *args):
    return reverse(f"activities:{name}", args=args)


def claim(client, plan, seen="5.40", **typed):
    """Claim 12 miles by car, of which it was seen what they cost."""
    journey = {"miles": "12", "vehicle": "car", "on": f"{TODAY}", "journey": "Halifax to Leeds and back"}
    return client.post(address("mileage_claim", plan.pk), journey | {"seen": seen} | typed, follow=True)


@pytest.fixture
def ruby(champion):
    return client_of(champion)


class TestRates:
    def test_the_shipped_rates_are_hmrcs_since_2011(self, db):
        assert set(MileageRate.objects.values_list("vehicle", "starts_on", "pence", "threshold", "pence_above")) == {
            ("car", date(2011, 4, 6), 45, 10_000, 25),
            ("motorcycle", date(2011, 4, 6), 24, None, None),
            ("bicycle", date(2011, 4, 6), 20, None, None),
        }

    def test_shipping_them_can_be_undone_and_done_again(self, db):
        shipped = import_module("activities.migrations.0007b_shipped_mileage_rates")
        shipped.take_rates_away(apps, None)
        assert not MileageRate.objects.exists()
        shipped.write_rates(apps, None)
        shipped.write_rates(apps, None)
        assert MileageRate.objects.count() == 3

    def test_a_journey_costs_what_the_rate_of_its_day_says(self, champion):
        MileageRate.objects.create(vehicle="bicycle", starts_on=TODAY, pence=30)
        amounts = [
            work_out_mileage(by=champion, vehicle="bicycle", miles=Decimal(10), on=TODAY - timedelta(days=days)).amount
            for days in (0, 1)
        ]
        assert amounts == [Decimal("3.00"), Decimal("2.00")]

    def test_before_the_first_rate_there_is_none(self, champion):
        with pytest.raises(NoRate):
            work_out_mileage(by=champion, vehicle="car", miles=Decimal(1), on=date(2011, 4, 5))

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ({"threshold": 100}, "Fill in both the miles and the pence above them, or neither."),
            ({"starts_on": date(2011, 4, 6)}, "There is a rate from this day on already."),
            ({"pence": -1}, "greater than or equal to 0"),
        ],
    )
    def test_an_admin_is_told_what_a_rate_cannot_be(self, db, typed, sentence):
        with pytest.raises(ValidationError, match=sentence):
            MileageRate(**{"vehicle": "car", "starts_on": TODAY, "pence": 45} | typed).full_clean()


class TestAClaim:
    def test_it_is_worked_out_first_and_nothing_is_kept(self, ruby, museum):
        page = text_of(claim(ruby, museum, seen=""))
        assert "12 miles at 45p a mile: £5.40" in page and "Keep it as my claim" in page
        assert not MileageClaim.objects.exists()

    def test_no_amount_is_kept_that_was_not_seen(self, ruby, museum):
        assert "20 miles at 45p a mile: £9.00" in text_of(claim(ruby, museum, miles="20"))
        assert not MileageClaim.objects.exists()

    def test_a_car_on_the_plans_own_day_is_offered(self, ruby, museum):
        museum.date = TODAY - timedelta(days=1)
        museum.save()
        form = ruby.get(address("mileage_claim", museum.pk)).context["form"]
        assert (form["vehicle"].value(), form["on"].value()) == ("car", museum.date)

    def test_it_is_kept_with_what_it_costs_and_who_is_next(self, ruby, champion, museum):
        response = claim(ruby, museum)
        assert words_of(response) == [
            "Your claim is kept: £5.40. Next, whoever keeps the accounts sees it in the file for finance."
        ]
        kept = MileageClaim.objects.get()
        assert (kept.activity, kept.by, kept.miles, kept.amount) == (museum, champion, 12, Decimal("5.40"))
        assert "12 miles · Car or van · Halifax to Leeds and back" in text_of(response)

    def test_pressing_keep_twice_keeps_one(self, ruby, museum):
        key = "11111111-1111-4111-8111-111111111111"
        for _ in range(2):
            assert claim(ruby, museum, key=key).status_code == 200
        assert MileageClaim.objects.count() == 1

    def test_the_miles_before_it_in_the_tax_year_count_whichever_plan_they_were_for(self, champion, museum):
        MileageClaimFactory(activity=museum, miles=9995, amount=Decimal("4497.75"), on=date(2026, 4, 6))
        MileageClaimFactory(activity=museum, miles=9999, amount=Decimal(1), on=date(2026, 4, 5))
        MileageClaimFactory(activity=museum, miles=9999, amount=Decimal(1), vehicle="bicycle")
        kept = claim_mileage(
            claim=MileageClaim(activity=museum, by=champion, vehicle="car", miles=Decimal(10), on=TODAY, journey="Home")
        )
        assert kept.amount == Decimal("3.50")

    def test_miles_that_are_taken_back_no_longer_count(self, champion, museum):
        wrong = MileageClaimFactory(activity=museum, miles=9995, amount=Decimal("4497.75"))
        assert take_back(entry=wrong, by=champion) and not take_back(entry=wrong, by=champion)
        assert MileageClaim.objects.miles_so_far(by=champion, vehicle="car", on=TODAY) == 0
        assert sum(MileageClaim.objects.values_list("amount", flat=True)) == 0

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ({"miles": ""}, "Please fill this in."),
            ({"miles": "far"}, "Write the miles as a number, like 12 or 12.5."),
            ({"miles": "nan"}, "Write the miles as a number, like 12 or 12.5."),
            ({"miles": "1.25"}, "Write the miles as a number, like 12 or 12.5."),
            ({"miles": "0"}, "Write more than no miles."),
            ({"miles": "-4"}, "Write more than no miles."),
            ({"miles": "1001"}, "That is more than 1000 miles. Check the number."),
            ({"miles": "1e999"}, "That is more than 1000 miles. Check the number."),
            ({"vehicle": "rocket"}, "Choose one of these."),
            ({"on": "soon"}, "That is not a date we can read."),
            ({"on": "2026-10-15"}, "That day is still to come. Write it down once it has happened."),
            ({"on": "2011-04-05"}, "That is more than two years ago. Check the year."),
            ({"journey": ""}, "Please fill this in."),
            ({"journey": "a" * 121}, "That is too long. There is room for 120 characters, and you typed 121."),
        ],
    )
    def test_what_cannot_be_is_told_and_what_was_typed_stays(self, ruby, museum, typed, sentence):
        page = text_of(claim(ruby, museum, **typed))
        assert sentence in page
        assert ("Put right" in page and "Halifax to Leeds" in page) or "journey" in typed
        assert not MileageClaim.objects.exists()

    def test_where_no_rate_is_known_for_that_day_it_says_whom_to_ask(self, ruby, museum):
        MileageRate.objects.all().delete()
        assert "No mileage rate is known for that day." in text_of(claim(ruby, museum))

    def test_a_colleague_sees_nothing_of_it_and_cannot_take_it_back(self, museum, navigator):
        kept = MileageClaimFactory(activity=museum)
        colleague = client_of(navigator)
        assert kept.journey not in text_of(colleague.get(address("payment_list", museum.pk)))
        assert colleague.post(address("mileage_take_back", museum.pk, kept.pk)).status_code == 404

    def test_a_coordinator_sees_it_and_leaves_it_to_whom_it_belongs(self, museum, coordinator):
        kept = MileageClaimFactory(activity=museum)
        theo = client_of(coordinator)
        page = text_of(theo.get(address("payment_list", museum.pk)))
        assert kept.journey in page and "Was it wrong?" not in page
        assert theo.post(address("mileage_take_back", museum.pk, kept.pk)).status_code == 404

    def test_ones_own_is_taken_back_and_stays_to_be_seen(self, ruby, museum):
        kept = MileageClaimFactory(activity=museum)
        page = text_of(ruby.post(address("mileage_take_back", museum.pk, kept.pk), follow=True))
        assert "Taken back. It counts for nothing now." in page
        assert "−£5.40" in page and "taken back by Ruby Oyelaran" in page
