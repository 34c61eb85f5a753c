"""What people are paid: three kinds that are kept apart, added up by person and year, and never changed."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from activities.actions import take_back
from activities.models import Payment, Upload
from activities.petty_cash import needs_another_way
from tests.factories import BeneficiaryFactory, PaymentFactory, UploadFactory
from tests.helpers import TODAY, client_of, text_of, words_of

KINDS = ["costs", "gift", "involvement"]
PDF = b"%PDF-1.7\n%%EOF\n"


def address(name, *args):
    return reverse(f"activities:{name}", args=args)


def pay(client, plan, kind="costs", **typed):
    """Write down £4.20 in cash for the first person on a plan."""
    person = plan.beneficiaries.order_by("reference").first()
    typed = {"beneficiary": person.pk, "amount": "4.20", "how": "cash", "on": f"{TODAY}"} | typed
    if kind == "costs":
        typed.setdefault("item", "fare")
    return client.post(address("payment_add", plan.pk, kind), typed, follow=True)


@pytest.fixture
def ruby(champion):
    return client_of(champion)


@given(st.decimals(min_value=0, max_value=1000, places=2))
def test_petty_cash_is_for_items_under_the_limit(amount):
    assert needs_another_way(amount) == (amount >= 20)


def test_an_organisation_sets_its_own_limit(settings):
    settings.PETTY_CASH_LIMIT = Decimal(50)
    assert not needs_another_way(Decimal("49.99")) and needs_another_way(Decimal(50))


class TestWritingItDown:
    @pytest.mark.parametrize("kind", KINDS)
    def test_each_kind_has_its_own_page_which_says_what_it_is_and_where_to_get_advice(self, ruby, museum, kind):
        page = text_of(ruby.get(address("payment_add", museum.pk, kind)))
        assert "Payments and gifts can change somebody’s benefits." in page and "Citizens Advice" in page
        assert "They may say no, or take less." in page
        assert ("What was it for?" in page) == ("receipt" in page) == (kind == "costs")

    @pytest.mark.parametrize("kind", KINDS)
    def test_it_is_kept_with_the_reference_and_who_wrote_it_down(self, ruby, champion, museum, kind):
        response = pay(ruby, museum, kind)
        kept = Payment.objects.get()
        assert (kept.kind, kept.amount, kept.how, kept.on) == (kind, Decimal("4.20"), "cash", TODAY)
        assert (kept.activity, kept.beneficiary.reference, kept.by) == (museum, "CAL-010", champion)
        assert words_of(response) == ["Kept: £4.20. Next, whoever keeps the accounts sees it in the file for finance."]
        assert kept.words in text_of(response)

    def test_a_person_may_say_no_and_nothing_is_paid(self, ruby, museum):
        response = pay(ruby, museum, "gift", amount="", declined="on")
        kept = Payment.objects.get()
        assert (kept.declined, kept.amount, kept.how) == (True, None, "")
        assert words_of(response) == ["Kept: they would rather not have it, and that is fine."]
        assert "Said “no, thank you”" in text_of(response)

    def test_a_receipt_of_their_costs_is_kept_and_opened_by_whoever_sees_the_plan(
        self, ruby, museum, navigator, outsider
    ):
        page = text_of(pay(ruby, museum, receipt=SimpleUploadedFile("bus.pdf", PDF)))
        kept = Payment.objects.get()
        assert f"Receipt P{kept.pk}" in page
        assert client_of(navigator).get(kept.receipt.get_absolute_url()).status_code == 200
        assert client_of(outsider).get(kept.receipt.get_absolute_url()).status_code == 404

    def test_pressing_keep_twice_keeps_one_entry_and_one_receipt(self, ruby, museum):
        for _ in range(2):
            receipt = SimpleUploadedFile("bus.pdf", PDF)
            assert pay(ruby, museum, key="11111111-1111-4111-8111-111111111111", receipt=receipt).status_code == 200
        assert (Payment.objects.count(), Upload.objects.count()) == (1, 1)

    def test_cash_for_more_than_petty_cash_is_for_is_kept_and_another_way_is_named(self, ruby, museum):
        said = words_of(pay(ruby, museum, amount="20"))
        assert said[1] == (
            "Petty cash is for items under £20.00. Next time, ask the budget holder about another way to pay."
        )
        assert len(words_of(pay(ruby, museum, amount="20", how="bank"))) == 1
        assert len(words_of(pay(ruby, museum, amount="19.99"))) == 1

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ({"beneficiary": ""}, "Choose who it is for."),
            ({"beneficiary": "0"}, "Choose one of these people."),
            ({"beneficiary": str(10**30)}, "Choose one of these people."),
            ({"amount": ""}, "Write how much it is. Or tick “They would rather not have it”."),
            ({"amount": "a lot"}, "We cannot read that as an amount. Write it like 84.50."),
            ({"declined": "on"}, "Did they say no? Then leave this empty. If not, take away the tick."),
            ({"how": ""}, "Choose how they get it."),
            ({"how": "cheque"}, "Choose one of these."),
            ({"on": ""}, "Choose the day."),
            ({"on": "2026-10-15"}, "That day is still to come. Write it down once it has happened."),
            ({"on": "2006-10-14"}, "That is more than two years ago. Check the year."),
            ({"item": ""}, "Choose what it was for."),
            ({"receipt": SimpleUploadedFile("bus.pdf", b"<script>")}, "receipt"),
        ],
    )
    def test_what_cannot_be_is_told_and_nothing_is_kept(self, ruby, museum, typed, sentence):
        page = text_of(pay(ruby, museum, **typed))
        assert sentence in page and "Put right" in page
        assert not Payment.objects.exists()

    def test_nobody_is_paid_who_is_not_on_the_plan(self, ruby, museum, calderdale):
        stranger = BeneficiaryFactory(reference="CAL-099", team=calderdale)
        assert "Choose one of these people." in text_of(pay(ruby, museum, beneficiary=stranger.pk))

    def test_whoever_left_the_plan_is_paid_no_more_there_but_what_they_were_paid_stays(self, ruby, museum, people):
        pay(ruby, museum, "gift")
        museum.participations.exclude(beneficiary=people[1]).delete()
        museum.participations.create(beneficiary=people[0], invitation="withdrawn")
        page = text_of(pay(ruby, museum, "gift", beneficiary=people[0].pk, amount="5.55"))
        assert "Choose one of these people." in page and 'value="5.55"' in page
        assert Payment.objects.get().words in text_of(ruby.get(address("payment_list", museum.pk)))
        museum.participations.all().delete()
        assert "Nobody is on this plan any more." in text_of(ruby.get(address("payment_add", museum.pk, "gift")))

    def test_a_holder_who_left_is_not_named_as_who_sees_it_next(self, ruby, museum, navigator):
        museum.team.budget_holder = navigator
        museum.team.save()
        assert f"Next, {navigator.name} sees it" in text_of(ruby.get(address("payment_list", museum.pk)))
        navigator.is_active = False
        navigator.save()
        assert "Next, a coordinator sees it" in text_of(ruby.get(address("payment_list", museum.pk)))

    def test_a_plan_without_people_offers_to_add_them(self, ruby, museum):
        museum.participations.all().delete()
        page = text_of(ruby.get(address("payment_list", museum.pk)))
        assert "Nobody is on this plan yet." in page and "Pay back costs" not in page


class TestTakingBack:
    def test_what_was_wrong_stays_to_be_seen_and_counts_for_nothing(self, ruby, museum, champion):
        wrong = PaymentFactory(activity=museum)
        response = ruby.post(address("payment_take_back", museum.pk, wrong.pk), follow=True)
        page = text_of(response)
        assert words_of(response) == ["Taken back. It counts for nothing now. You can add the right one."]
        assert "£4.20" in page and "−£4.20" in page and "taken back by Ruby Oyelaran" in page
        assert "Was it wrong?" not in page
        assert Payment.objects.totals() == {"costs": 0}

    def test_nothing_about_the_entry_itself_changes(self, champion, museum):
        wrong = PaymentFactory(activity=museum)
        before = Payment.objects.filter(pk=wrong.pk).values().get()
        take_back(entry=wrong, by=champion)
        assert Payment.objects.filter(pk=wrong.pk).values().get() == before

    def test_it_is_taken_back_once_however_often_it_is_pressed(self, ruby, museum):
        wrong = PaymentFactory(activity=museum)
        for _ in range(2):
            response = ruby.post(address("payment_take_back", museum.pk, wrong.pk), follow=True)
        assert words_of(response) == ["That was taken back already."]
        back = Payment.objects.get(takes_back=wrong)
        response = ruby.post(address("payment_take_back", museum.pk, back.pk), follow=True)
        assert words_of(response) == ["That was taken back already."]
        assert Payment.objects.count() == 2

    def test_a_no_can_be_taken_back_too(self, champion, museum):
        no = PaymentFactory(activity=museum, amount=None, how="", declined=True)
        assert take_back(entry=no, by=champion)
        assert no.taken_back_by.declined

    def test_a_colleague_takes_it_back_under_their_own_name_and_nobody_from_elsewhere(
        self, museum, navigator, outsider, people, leeds
    ):
        wrong = PaymentFactory(activity=museum)
        unseen = PaymentFactory(activity=museum, beneficiary=BeneficiaryFactory(reference="LDS-002", team=leeds))
        back = address("payment_take_back", museum.pk, wrong.pk)
        assert client_of(outsider).post(back).status_code == 404
        hidden = address("payment_take_back", museum.pk, unseen.pk)
        assert client_of(navigator).post(hidden).status_code == 404
        assert f"taken back by {navigator.name}" in text_of(client_of(navigator).post(back, follow=True))
        assert Payment.objects.get(takes_back=wrong).by == navigator

    def test_an_entry_of_another_plan_is_not_found(self, ruby, museum):
        assert ruby.post(address("payment_take_back", museum.pk, 1)).status_code == 404


PAID_AND_TAKEN_BACK = st.lists(
    st.tuples(
        st.sampled_from(KINDS), st.decimals(min_value=Decimal("0.01"), max_value=Decimal("99.99"), places=2),
        st.booleans(), st.booleans(),
    ),
    max_size=6,
)  # fmt: skip


def payments_of(person):
    return reverse("activities:beneficiary_payments", args=[person.reference])


class TestTotals:
    @pytest.fixture
    def totals(self, people):
        """What the person's page says, as `(kind, this year, the year before)`."""

        def read(client):
            return client.get(payments_of(people[0])).context["payments"]["rows"]

        return read

    def test_they_are_for_the_person_by_kind_and_year_over_every_plan(self, ruby, museum, people, totals):
        PaymentFactory(activity=museum)
        PaymentFactory(activity=museum, amount=Decimal("0.10"))
        PaymentFactory(activity=museum, kind="gift", amount=10, on="2026-04-05")
        PaymentFactory(activity=museum, kind="gift", amount=15, on="2025-04-05")
        PaymentFactory(activity=museum, kind="involvement", amount=None, how="", declined=True)
        PaymentFactory(activity=museum, beneficiary=people[1], amount=99)
        assert totals(ruby) == [
            ("Their own costs", Decimal("4.30"), Decimal(0)),
            ("Thank-you gift or reward card", Decimal(0), Decimal(10)),
        ]

    def test_the_page_says_when_the_year_began_and_where_to_get_advice(self, ruby, museum, people):
        PaymentFactory(activity=museum)
        page = text_of(ruby.get(payments_of(people[0])))
        assert "This year began on Monday 6 April 2026." in page and "Citizens Advice" in page

    def test_an_organisation_adds_up_by_its_own_year(self, ruby, museum, totals, settings):
        settings.PAYMENTS_YEAR_STARTS = TODAY.replace(month=6, day=1)
        PaymentFactory(activity=museum, on="2026-05-31")
        assert totals(ruby) == [("Their own costs", Decimal(0), Decimal("4.20"))]

    def test_whoever_sees_the_person_sees_all_of_their_total_but_no_plan_of_another_team(
        self, museum, leeds, people, totals
    ):
        museum.team = leeds
        museum.save()
        PaymentFactory(activity=museum)
        navigator = client_of(people[0].navigators.first())
        assert totals(navigator) == [("Their own costs", Decimal("4.20"), Decimal(0))]
        assert museum.description not in text_of(navigator.get(people[0].get_absolute_url()))

    @settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(PAID_AND_TAKEN_BACK)
    def test_they_are_the_sum_of_what_was_paid_and_not_taken_back(self, museum, champion, entries):
        with transaction.atomic():
            for kind, amount, is_declined, is_taken_back in entries:
                paid = {"amount": None, "how": "", "declined": True} if is_declined else {"amount": amount}
                payment = PaymentFactory(activity=museum, kind=kind, **paid)
                if is_taken_back:
                    take_back(entry=payment, by=champion)
            stand = {
                kind: sum((amount for each, amount, no, back in entries if each == kind and not no and not back))
                for kind, _, no, _ in entries
                if not no
            }
            assert Payment.objects.totals() == stand
            transaction.set_rollback(True)


def test_a_payment_is_seen_by_those_who_see_both_the_plan_and_the_person(
    museum, champion, navigator, coordinator, outsider, leeds
):
    ours = PaymentFactory(activity=museum)
    PaymentFactory(activity=museum, beneficiary=BeneficiaryFactory(reference="LDS-001", team=leeds))
    for user, seen in ((champion, 1), (navigator, 1), (coordinator, 2), (outsider, 0)):
        assert Payment.objects.visible_to(user).count() == seen
    assert Payment.objects.visible_to(champion).get() == ours


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": None},
        {"amount": 0},
        {"amount": -1},
        {"how": ""},
        {"declined": True},
        {"kind": "loan"},
        {"kind": "gift", "item": "fare"},
    ],
)
def test_the_database_holds_no_payment_that_cannot_be(museum, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        PaymentFactory(activity=museum, **wrong)


def test_a_gift_has_no_receipt_in_the_database(museum, champion):
    with pytest.raises(IntegrityError), transaction.atomic():
        PaymentFactory(activity=museum, kind="gift", receipt=UploadFactory(added_by=champion))


def test_a_plans_own_day_is_offered_once_it_has_been(ruby, museum):
    for days, offered in ((-3, TODAY - timedelta(days=3)), (3, TODAY)):
        museum.date = TODAY + timedelta(days=days)
        museum.save()
        form = ruby.get(address("payment_add", museum.pk, "gift")).context["form"]
        assert form["on"].initial == offered
