"""One's own journeys for a plan: worked out first, then kept as a claim."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from activities import actions, payments
from activities.forms.mileage import MileageForm
from activities.models import MileageClaim, Vehicle
from activities.pounds import say_pounds
from activities.views.payment import NEXT, fetch_plan, take_back


def mileage_claim(request, pk):
    """Work out what a journey costs; once that was seen, keep it as a claim of one's own costs."""
    activity, today = fetch_plan(request, pk), timezone.localdate()
    form = MileageForm(
        request.POST or None,
        instance=MileageClaim(activity=activity, by=request.user),
        initial={"on": payments.likely_day(activity.date, today=today), "vehicle": Vehicle.CAR},
        today=today,
    )
    worked_out = form.worked_out if request.method == "POST" and form.is_valid() else None
    if worked_out and request.POST.get("seen") == str(worked_out.amount):
        claim = actions.claim_mileage(claim=form.instance)
        messages.success(request, f"Your claim is kept: {say_pounds(claim.amount)}. {NEXT}")
        return redirect("activities:payment_list", activity.pk)
    context = {"activity": activity, "form": form, "worked_out": worked_out}
    return render(request, "activities/mileage_claim.html", context)


@require_POST
def mileage_take_back(request, pk, entry_pk):
    """Take one of one's own claims back that was wrong."""
    own = MileageClaim.objects.visible_to(request.user).filter(activity=fetch_plan(request, pk), by=request.user)
    return take_back(request, get_object_or_404(own, pk=entry_pk))
