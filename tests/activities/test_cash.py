"""Cash for a plan: handed over, spent, brought back, put right, settled, and on paper."""

import random
from datetime import timedelta
from decimal import Decimal
from functools import partial
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from activities import actions, money
from activities.models import CashRequest, LedgerEntry, Upload
from activities.money import Kind, Refused, State
from checklist.form import Tool
from tests.activities.money_moves import (
    TYPED,
    address,
    ask,
    bring_back,
    cash,
    hand_over,
    left,
    missing,
    move,
    press,
    put_right,
    rows,
    say_yes,
    settle,
    spend,
    ticked,
)
from tests.helpers import TODAY, client_of, text_of

pytestmark = pytest.mark.django_db


class TestCash:
    @pytest.fixture(autouse=True)
    def handed_over(self, plan, champion, coordinator):
        hand_over(plan, champion, coordinator)

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ({"amount": ""}, "Please fill this in."),
            ({"amount": "0"}, "Write an amount above nothing."),
            ({"amount": "84.51"}, "£84.50 of the cash is left to write down."),
            ({"amount": "-1"}, "An amount cannot be below nothing."),
            ({"day": "2026-10-15"}, "That day is still to come."),
            ({"day": "0001-01-01"}, "That is more than two years ago. Check the year."),
            ({"day": "yesterday"}, "That is not a date we can read."),
            ({"what": "sweets"}, "Choose from the list."),
            ({"vat": "5.01"}, "The VAT is more than the whole amount."),
            ({"no_receipt": ""}, "Choose the receipt, or say why there is none."),
            ({"no_receipt": "x" * 201}, "There is room for 200 characters"),
            ({"supplier": "x\0y"}, "a character in here that cannot be kept"),
        ],
    )
    def test_what_cannot_have_been_spent_gets_a_sentence(self, plan, champion, typed, sentence):
        typed = {"amount": "5", "what": "travel", "day": TODAY, "no_receipt": "Bus"} | typed
        before = rows()
        assert sentence in text_of(press(champion, plan, "spent", **typed))
        assert rows() == before

    def test_pressed_twice_it_is_written_once(self, plan, champion, coordinator):
        typed = {"amount": "5", "what": "travel", "day": TODAY, "no_receipt": "Bus", "key": uuid4()}
        for _ in range(2):
            press(champion, plan, "spent", **typed)
        back = {"amount": "4", "with_whom": coordinator.pk, "day": TODAY, "key": uuid4()}
        for _ in range(2):
            press(champion, plan, "bring_back", **back)
        assert [entry.amount for entry in cash(plan).entries.all()][-2:] == [5, 4]

    def test_a_receipt_is_opened_by_whoever_sees_the_money_alone(self, plan, champion, navigator, outsider):
        photo = SimpleUploadedFile("IMG_1.pdf", b"%PDF-1.7\n%%EOF\n")
        press(champion, plan, "spent", amount="5", what="travel", day=TODAY, receipt=photo)
        receipt = cash(plan).entries.get(kind=Kind.SPENT).receipt
        assert receipt.get_absolute_url() in text_of(client_of(navigator).get(address(plan)))
        assert client_of(navigator).get(receipt.get_absolute_url()).status_code == 200
        assert client_of(outsider).get(receipt.get_absolute_url()).status_code == 404

    def test_a_file_that_is_no_receipt_gets_a_sentence_and_nothing_is_kept(self, plan, champion):
        script = SimpleUploadedFile("receipt.jpg", b"<svg><script>1</script></svg>")
        response = press(champion, plan, "spent", amount="5", what="travel", day=TODAY, receipt=script)
        assert response.context["form"].errors["receipt"]
        refused = SimpleUploadedFile("receipt.pdf", b"%PDF-1.7\n%%EOF\n")
        press(champion, plan, "spent", amount="500", what="travel", day=TODAY, receipt=refused)
        assert not Upload.objects.exists()

    def test_receipts_are_numbered_in_the_order_in_which_they_come(self, plan, champion):
        assert [spend(plan, champion, "1").number for _ in range(3)] == [1, 2, 3]

    @pytest.mark.parametrize("with_whom", ["", "0", "x", "9" * 30])
    def test_cash_changes_hands_between_two_people(self, plan, champion, with_whom):
        page = press(champion, plan, "bring_back", amount="1", with_whom=with_whom, day=TODAY)
        assert "Choose somebody from the list." in text_of(page)
        page = press(champion, plan, "bring_back", amount="1", with_whom=champion.pk, day=TODAY)
        assert "Choose somebody from the list." in text_of(page)

    def test_one_of_the_two_looks_after_the_budget(self, plan, champion, navigator, coordinator):
        typed = {"amount": "1", "day": TODAY}
        page = press(champion, plan, "bring_back", **typed, with_whom=navigator.pk)
        assert "Choose somebody from the list." in text_of(page)
        offered = client_of(champion).get(address(plan, "bring_back")).context["form"].fields["with_whom"].queryset
        assert list(offered) == [coordinator]
        for second in (navigator, None, champion):
            with pytest.raises(Refused, match="look after the budget"):
                bring_back(plan, champion, second, "1")
        assert missing(plan) == Decimal("84.50")
        press(coordinator, plan, "bring_back", **typed, with_whom=navigator.pk)
        assert missing(plan) == Decimal("83.50")

    @pytest.mark.parametrize(("amount", "sentence"), [("84.51", "£84.50 of the cash is left"), ("0", "Write how much")])
    def test_nobody_brings_back_more_than_there_is_nor_nothing(self, plan, champion, coordinator, amount, sentence):
        page = press(champion, plan, "bring_back", amount=amount, with_whom=coordinator.pk, day=TODAY)
        assert sentence in text_of(page)

    def test_where_all_is_spent_the_receipts_alone_come_back(self, plan, champion, coordinator):
        spend(plan, champion, "84.50")
        press(champion, plan, "bring_back", amount="0.00", with_whom=coordinator.pk, day=TODAY)
        assert cash(plan).state == State.RETURNED

    def test_what_is_put_right_stays_with_the_right_amount_beside_it(self, plan, champion):
        entry = spend(plan, champion, "21.50")
        page = press(champion, plan, "correct", entry.pk, amount="12.50", note="I misread it.")
        assert "−£9.00" in text_of(page) and "I misread it." in text_of(page)
        assert "£12.50" in text_of(client_of(champion).get(address(plan, "print")))
        entry.refresh_from_db()
        assert entry.amount == Decimal("21.50")

    def test_the_vat_is_put_right_with_the_amount_and_by_itself(self, plan, champion):
        entry = spend(plan, champion, "24.00", vat=Decimal(4))
        assert client_of(champion).get(address(plan, "correct", entry.pk)).context["form"]["vat"].value() == "4.00"
        typed = {"amount": "12", "note": "I misread it."}
        page = text_of(press(champion, plan, "correct", entry.pk, **typed, vat="12.01"))
        assert money.TOO_MUCH_VAT in page and 'value="12.01"' in page
        with pytest.raises(Refused, match="VAT is more"):
            put_right(plan, champion, entry, "12", vat="12.01")
        press(champion, plan, "correct", entry.pk, **typed, vat="2")
        assert "VAT −£1.00" in text_of(press(champion, plan, "correct", entry.pk, **typed, vat="1"))
        assert [each.vat for each in entry.corrections.all()] == [-2, -1]
        assert "£1.00" in text_of(client_of(champion).get(address(plan, "print")))
        page = text_of(press(champion, plan, "correct", entry.pk, **typed, vat="1"))
        assert "That is what it says already." in page
        press(champion, plan, "correct", entry.pk, **typed, vat="")
        assert actions.money.net_of(entry) == (12, 0)

    def test_what_comes_back_has_no_vat_to_put_right(self, plan, champion, coordinator):
        entry = bring_back(plan, champion, coordinator, "5")
        page = press(champion, plan, "correct", entry.pk, amount="4", note="Misread", vat="1")
        assert "vat" not in client_of(champion).get(address(plan, "correct", entry.pk)).context["form"].fields
        assert "−£1.00" in text_of(page) and actions.money.net_of(entry) == (4, 0)

    @pytest.mark.parametrize("vat", ["-0.01", "5.01"])
    def test_the_vat_of_what_was_spent_is_a_part_of_it_in_the_database(self, plan, champion, vat):
        with pytest.raises(IntegrityError), transaction.atomic():
            spend(plan, champion, "5", vat=Decimal(vat))

    def test_only_what_was_spent_or_came_back_is_put_right(self, plan, champion):
        entry = cash(plan).entries.first()
        assert client_of(champion).get(address(plan, "correct", entry.pk)).status_code == 404


class TestAfterSettling:
    @pytest.fixture(autouse=True)
    def settled(self, plan, champion, coordinator):
        settle(plan, champion, coordinator)

    def test_no_entry_is_changed_and_a_correction_opens_it_again(self, plan, champion, coordinator):
        before = list(cash(plan).entries.values())
        spent = cash(plan).entries.get(kind=Kind.SPENT)
        put_right(plan, champion, spent, "70.00")
        assert list(cash(plan).entries.values())[: len(before)] == before
        assert cash(plan).state == State.HANDED_OVER
        assert Tool.CLAIM_RETURN not in ticked(plan)
        assert "£8.30 is still to be written down." in text_of(client_of(champion).get(address(plan)))
        bring_back(plan, champion, coordinator, "8.30")
        move(plan, Kind.CLOSED, coordinator)
        assert left(plan) == 430

    @pytest.mark.parametrize("name", ["spent", "bring_back", "hand_over", "answer", "withdraw", "close", "estimate"])
    def test_nothing_else_is_open(self, plan, champion, coordinator, name):
        before = rows()
        for user in (champion, coordinator):
            press(user, plan, name, **TYPED, ask="yes", amount="1", what="travel", day=TODAY, no_receipt="x", note="x")
        assert rows() == before

    @pytest.mark.parametrize(
        ("who", "name", "typed"),
        [
            ("champion", "answer", {"note": "Two taxis each way"}),
            ("champion", "estimate", {"quantity_rent": "1", "each_rent": "23.45", "note": "For the hall"}),
            ("champion", "spent", {"amount": "23.45", "supplier": "Corner shop"}),
            ("champion", "bring_back", {"amount": "23.45"}),
            ("coordinator", "decide", {"decision": "refused", "note": "Too near the end"}),
        ],
    )
    def test_what_was_typed_too_late_is_shown_to_be_copied(self, request, plan, who, name, typed):
        before = rows()
        page = press(request.getfixturevalue(who), plan, name, **typed)
        text = text_of(page)
        assert "By now this is: Settled." in text and f'href="{address(plan)}">see where the money is now' in text
        for words in set(typed.values()) - {"refused", "1"}:
            assert words in text
        assert "btn-primary btn-lg" not in text and "to put right" not in text
        assert rows() == before

    def test_the_page_says_that_nobody_has_to_do_anything_more(self, plan, champion):
        page = text_of(client_of(champion).get(address(plan)))
        assert "Everything is settled." in page and "Drawn £84.50 = spent £78.30 + returned £6.20." in page


class TestPrint:
    def test_it_prints_blank_before_anything_is_worked_out(self, plan, champion):
        paper = text_of(client_of(champion).get(address(plan, "print")))
        assert paper.count("is-blank") == 12 and "Not worked out yet." in paper

    def test_looking_at_it_ticks_nothing_and_saying_that_it_is_printed_does(self, plan, champion):
        client_of(champion).get(address(plan, "print"))
        assert not ticked(plan)
        press(champion, plan, "printed")
        assert ticked(plan) == {Tool.CLAIM_PRINT: champion}


def test_any_sequence_of_presses_leaves_a_ledger_that_balances(plan, champion, coordinator, navigator):
    """The database does what the rules say, and a refused press leaves every row as it was."""
    dice, reached, refusals = random.Random(84), set(), 0
    for _ in range(150):
        refusals += press_something(dice, plan, [champion, coordinator, navigator])
        asked = CashRequest.objects.filter(activity=plan).first()
        if asked:
            entries = list(asked.entries.select_related("corrects"))
            balance = money.cash_of(State(asked.state), asked.amount, entries)
            assert min(balance.missing, balance.spent, balance.returned) >= 0
            assert balance.drawn == (asked.amount if balance.is_drawn else 0)
            assert balance.missing == 0 or asked.state == State.HANDED_OVER
            reached.add(asked.state)
    assert refusals > 10 and {State.HANDED_OVER, State.RETURNED} <= reached


def press_something(dice, plan, people):
    """Make one move or be refused; return whether it was refused."""
    by, amount = dice.choice(people), Decimal(dice.randrange(1, 6000)) / 100
    entries = list(LedgerEntry.objects.filter(kind__in=[Kind.SPENT, Kind.RETURNED]))
    plain = [Kind.ASKED, Kind.ANSWERED, Kind.REFUSED, Kind.WITHDRAWN, Kind.HANDED_OVER, Kind.CLOSED]
    moves = [
        partial(ask, plan, by), partial(say_yes, plan, by), partial(spend, plan, by, amount),
        partial(bring_back, plan, by, dice.choice(people), amount),
        partial(bring_back, plan, by, dice.choice(people), missing(plan)),
        partial(move, plan, Kind.HANDED_OVER, by, with_whom=dice.choice(people)),
        partial(move, plan, dice.choice([kind for kind in plain if kind != Kind.HANDED_OVER]), by),
    ]  # fmt: skip
    if entries:
        moves.append(partial(put_right, plan, by, dice.choice(entries), amount))
    before = rows()
    try:
        dice.choice(moves)()
    except (Refused, CashRequest.DoesNotExist):
        assert rows() == before
        return True
    return False


def test_a_budget_in_django_admin_never_falls_below_what_is_promised(plan, champion, coordinator, admin, budget):
    hand_over(plan, champion, coordinator)
    address = reverse("admin:activities_budget_change", args=[budget.pk])
    typed = {"name": "Activities", "team": plan.team.pk, "starts_on": TODAY, "ends_on": TODAY, "holder": ""}
    page = client_of(admin).post(address, typed | {"amount": "84.49"})
    assert "£84.50 of it is promised already." in text_of(page)
    page = client_of(admin).post(address, typed | {"amount": "90", "ends_on": TODAY - timedelta(days=1)})
    assert "The last day is before the first." in text_of(page)
    assert client_of(admin).post(address, typed | {"amount": "84.50"}).status_code == 302
    assert "£0.00" in text_of(client_of(admin).get(reverse("admin:activities_budget_changelist")))
