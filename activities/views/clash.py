"""Clashes: what is in the way while a day, times, people and a place are picked."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from activities.forms import CopyForm, MoveForm, PlanForm
from activities.models import Activity

# The forms that ask for a day alone, by what they do with the plan.
OF_A_DAY = {"move": MoveForm, "copy": CopyForm}


@require_POST
def clash_list(request, pk=None):
    """What is in the way of what is typed: into the plan form, or into the form that `?to=` names."""
    plan = get_object_or_404(Activity.objects.visible_to(request.user).with_colleagues(), pk=pk) if pk else None
    asking = {"user": request.user, "today": timezone.localdate()}
    if plan and (form_of_a_day := OF_A_DAY.get(request.GET.get("to"))):
        form = form_of_a_day(request.POST, activity=plan, **asking)
    else:
        form = PlanForm(request.POST, instance=plan, **asking)
        if not form.teams:
            raise Http404
    form.is_valid()
    return render(request, "activities/_clashes.html", {"form": form, "is_read_again": True})
