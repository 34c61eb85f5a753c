"""A person's page. It stands here, and not in `beneficiaries`, because it is made of plans."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from activities.line_in_time import line_in_time
from activities.models import Activity
from activities.querysets import add_paths, add_readiness
from activities.views.payment import totals_of
from beneficiaries.models import Beneficiary, SupportNeeds
from teams.paging import page_of

PER_PAGE = 10
MOST_COMING = 25
MOST_OF_LINE = 8
MOST_APPOINTMENTS = 50


@require_safe
def beneficiary_detail(request, reference):
    """A person supported, when they are busy elsewhere, and the plans that they are on: coming ones, then others."""
    people = Beneficiary.objects.visible_to(request.user).mark_answered_for_by(request.user)
    people = people.select_related("team").prefetch_related("navigators")
    person = get_object_or_404(people, reference=reference)
    plans = Activity.objects.visible_to(request.user).filter(beneficiaries=person).for_cards(request.user)
    today = timezone.localdate()
    coming = list(plans.coming(today).order_by("date", "id")[:MOST_COMING])
    others = page_of(request, plans.not_coming(today).order_by("-id"), per_page=PER_PAGE)
    add_readiness(add_paths([*coming, *others.object_list]), today)
    context = {
        "person": person,
        "appointments": appointments_to_come(person, today),
        "needs": SupportNeeds.objects.visible_to(request.user).filter(beneficiary=person).first(),
        "may_write_needs": person.is_mine or request.user.is_coordinator,
        "coming": coming,
        "others": others,
        "line": line_in_time(person, request.user, per_page=MOST_OF_LINE),
        "most_coming": MOST_COMING,
        "payments": totals_of(person, today),
    }
    return render(request, "activities/beneficiary_detail.html", context)


def appointments_to_come(person, today):
    """`(day, appointment)` for each that is still to come, with the next day on which it falls, soonest first."""
    appointments = person.appointments.still_to_come(today)[:MOST_APPOINTMENTS]
    days = ((appointment.next_from(today), appointment) for appointment in appointments)
    return sorted((day for day in days if day[0]), key=lambda each: (each[0], each[1].starts_at, each[1].pk))
