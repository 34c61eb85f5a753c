"""Money for the people on a plan: their own costs, a thank-you, an involvement payment."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from activities import actions, payments
from activities.forms.payment import CostsForm, PaymentForm
from activities.models import Activity, MileageClaim, Payment
from activities.petty_cash import needs_another_way, say_another_way
from activities.pounds import say_pounds
from activities.views.person import open_person
from activities.years import year_of
from teams.paging import page_of

PER_PAGE, MOST_JOURNEYS = 25, 50
NEXT = "Next, whoever keeps the accounts sees it in the file for finance."


@require_safe
def payment_list(request, pk):
    """What was paid to people on this plan, what one drove oneself, and the ways to add to it."""
    activity = fetch_plan(request, pk)
    kept = Payment.objects.visible_to(request.user).filter(activity=activity)
    journeys = MileageClaim.objects.visible_to(request.user).filter(activity=activity).with_what_became()
    entries = kept.select_related("beneficiary", "receipt").with_what_became().order_by("-id")
    totals = kept.totals()
    context = {
        "activity": activity,
        "ways": payments.WORDS,
        "page": page_of(request, entries, per_page=PER_PAGE),
        "totals": [(kind.label, totals[kind]) for kind in Payment.Kind if totals.get(kind)],
        "journeys": journeys.order_by("-id")[:MOST_JOURNEYS],
        "people": activity.beneficiaries_on_it.visible_to(request.user).order_by("reference"),
    }
    return render(request, "activities/payment_list.html", context)


def fetch_plan(request, pk):
    """The plan, or a 404 where it is out of sight."""
    plans = Activity.objects.visible_to(request.user).select_related("team__budget_holder")
    return get_object_or_404(plans, pk=pk)


def payment_add(request, pk, kind):
    """Write down a payment of one kind, or that somebody would rather not have it."""
    activity, today = fetch_plan(request, pk), timezone.localdate()
    form = _form(request, activity, kind, today)
    if request.method == "POST" and form.is_valid():
        _say_kept(request, actions.keep_payment(payment=form.instance, receipt=form.cleaned_data.get("receipt")))
        return redirect("activities:payment_list", activity.pk)
    context = {"activity": activity, "form": form, "words": payments.WORDS[kind]}
    return render(request, "activities/payment_add.html", context)


def _form(request, activity, kind, today):
    form_class = CostsForm if kind == Payment.Kind.COSTS else PaymentForm
    return form_class(
        request.POST or None,
        request.FILES or None,
        instance=Payment(activity=activity, kind=kind, by=request.user),
        initial={"on": payments.likely_day(activity.date, today=today)},
        people=activity.beneficiaries_on_it.visible_to(request.user).order_by("reference"),
        today=today,
    )


def _say_kept(request, payment):
    if payment.declined:
        messages.success(request, "Kept: they would rather not have it, and that is fine.")
        return
    messages.success(request, f"Kept: {say_pounds(payment.amount)}. {NEXT}")
    if payment.how == Payment.How.CASH and needs_another_way(payment.amount):
        messages.warning(request, say_another_way())


@require_POST
def payment_take_back(request, pk, entry_pk):
    """Take an entry back that was wrong. It stays to be seen, and counts for nothing."""
    kept = Payment.objects.visible_to(request.user).filter(activity=fetch_plan(request, pk))
    return take_back(request, get_object_or_404(kept, pk=entry_pk))


def take_back(request, entry):
    """Take an entry back and say so. Pressed twice, it is taken back once."""
    if actions.take_back(entry=entry, by=request.user):
        messages.success(request, "Taken back. It counts for nothing now. You can add the right one.")
    else:
        messages.info(request, "That was taken back already.")
    return redirect("activities:payment_list", entry.activity_id)


@require_safe
def beneficiary_payments(request, reference):
    """What somebody was paid in this year and the one before."""
    person = open_person(request, reference, what="their payments")
    context = {"person": person, "payments": totals_of(person, timezone.localdate())}
    return render(request, "activities/beneficiary_payments.html", context)


def totals_of(person, today):
    """What a person was paid in this year and the one before: `year`, and `rows` of kind, this year's, last year's."""
    starts = settings.PAYMENTS_YEAR_STARTS
    year = year_of(today, starts=(starts.month, starts.day))
    totals = person.payments.totals_in(year)
    return {"year": year, "rows": [(kind.label, *totals[kind]) for kind in Payment.Kind if kind in totals]}
