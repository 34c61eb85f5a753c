"""Finding each other: who might like a plan, and what is coming that somebody might like."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from activities import actions, rules
from activities.models import Activity
from activities.views.person import open_person
from activities.who_might_like import (
    candidates_of,
    people_who_might_like,
    plans_they_might_like,
    terms_of_plan,
    welcomes_they_might_like,
    what_they_said,
)
from beneficiaries.models import Beneficiary
from teams.paging import page_of

PER_PAGE = 25


@require_safe
def who_might_like(request, pk):
    """People who said something that this plan is about, each with the reason; those for another time apart."""
    activity = get_object_or_404(Activity.objects.visible_to(request.user).select_related("team"), pk=pk)
    today = timezone.localdate()
    page = page_of(request, people_who_might_like(activity, request.user), per_page=PER_PAGE)
    is_ahead = rules.is_ahead(activity, today=today)
    found = candidates_of(activity, page, user=request.user, today=today) if is_ahead else []
    context = {
        "activity": activity,
        "is_ahead": is_ahead,
        "has_terms": bool(terms_of_plan(activity)),
        "page": page,
        "now": [candidate for candidate in found if not candidate.later],
        "later": [candidate for candidate in found if candidate.later],
    }
    return render(request, "activities/who_might_like.html", context)


@require_POST
def who_might_like_add(request, pk, reference):
    """Put somebody on the plan."""
    today = timezone.localdate()
    activity = get_object_or_404(Activity.objects.visible_to(request.user), pk=pk)
    people = Beneficiary.objects.visible_to(request.user).filter(team=activity.team_id)
    person = get_object_or_404(people, reference=reference)
    if not rules.is_ahead(activity, today=today):
        raise Http404
    if actions.add_person(activity=activity, person=person, by=request.user):
        messages.success(request, f"{person.called} is on the plan. Ask them next, under Invitations.")
    else:
        messages.info(request, f"{person.called} is on the plan already.")
    return redirect("activities:who_might_like", pk)


@require_safe
def might_like(request, reference):
    """What is coming that somebody might like, in their team and in those that welcome others, each with the reason."""
    people = Beneficiary.objects.visible_to(request.user).select_related("team")
    person = open_person(request, reference, people, what="what they might like")
    said, today = what_they_said(person, request.user), timezone.localdate()
    context = {
        "person": person,
        "found": plans_they_might_like(person, said, user=request.user, today=today),
        "welcomes": welcomes_they_might_like(person, said, today=today),
    }
    return render(request, "activities/might_like.html", context)
