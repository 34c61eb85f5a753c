"""A person's page and their plans. They stand here, and not in `beneficiaries`, because they are made of plans."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from activities.how_ready import add_paths, add_readiness
from activities.line_in_time import line_in_time
from activities.models import Activity, Topic, TopicAsked
from activities.querysets import add_people
from activities.views.person import open_person
from activities.views.profile import fetch_profile
from beneficiaries.models import Beneficiary
from beneficiaries.profile_sheet import by_part
from teams.paging import page_of

PER_PAGE = 10
MOST_COMING = 25
# What is read at a glance; the page of plans has the others.
MOST_NEXT = 5
MOST_OF_LINE = 8
MOST_TOPICS = 3


@require_safe
def beneficiary_detail(request, reference):
    """A person supported: what lights them up, what is coming, and where to find everything else."""
    people = Beneficiary.objects.visible_to(request.user).mark_answered_for_by(request.user)
    people = people.select_related("team", "support_needs").prefetch_related("navigators")
    person = open_person(request, reference, people)
    may_write_needs = person.is_mine or request.user.is_coordinator
    today = timezone.localdate()
    coming = _plans_of(request, person).coming(today).order_by("date", "id")
    asked = TopicAsked.objects.visible_to(request.user).filter(beneficiary=person, topic__in=_topics_of(request))
    context = {
        "person": person,
        "profile": by_part(fetch_profile(request, person)),
        "may_write_needs": may_write_needs,
        "needs": getattr(person, "support_needs", None) if may_write_needs else None,
        "today": today,
        "coming": coming[:MOST_NEXT],
        "topics": asked.to_bring(today)[:MOST_TOPICS],
        "line": line_in_time(person, request.user, per_page=MOST_OF_LINE),
    }
    return render(request, "activities/beneficiary_detail.html", context)


def _topics_of(request):
    return Topic.objects.visible_to(request.user)


@require_safe
def beneficiary_plans(request, reference):
    """Every plan that somebody is on: coming ones, then others."""
    people = Beneficiary.objects.visible_to(request.user).select_related("team")
    person = open_person(request, reference, people, what="their plans")
    plans = _plans_of(request, person).select_related("team", "champion")
    today = timezone.localdate()
    coming = list(plans.coming(today).order_by("date", "id")[:MOST_COMING])
    others = page_of(request, plans.not_coming(today).order_by("-id"), per_page=PER_PAGE)
    shown = [*coming, *others.object_list]
    add_people(shown, request.user)
    add_readiness(add_paths(shown, today), today)
    context = {"person": person, "coming": coming, "others": others}
    return render(request, "activities/beneficiary_plans.html", context)


def _plans_of(request, person):
    return Activity.objects.visible_to(request.user).with_on_it(person)
