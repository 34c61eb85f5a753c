"""My week: what is happening, and what to do next."""

from datetime import timedelta

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from activities import rules
from activities.conversations import talks_of
from activities.how_ready import add_paths, add_readiness
from activities.models import Activity, Budget, LoneWorking, Topic
from activities.signatures import not_signed_soon
from activities.speak_to import by_step
from beneficiaries.models import SubjectRequest

MOST_CARDS = 6
MOST_TOPICS = 3
# Of what is late, and of what is ahead: nobody reads on beyond that, and the rest is on the plans' own pages.
MOST_STEPS = 40


@require_safe
def week(request):
    """What is happening today and next, and the steps that are due, late and coming."""
    today = timezone.localdate()
    mine = Activity.objects.visible_to(request.user).joined_by(request.user)
    coming = mine.coming(today).between(today, today + rules.NEXT_WEEKS).order_by("date", "starts_at", "id")
    activities = add_readiness(add_paths(coming.for_cards(request.user)[:MOST_CARDS], today), today)
    own = Activity.objects.visible_to(request.user).open_plans_of(request.user, today)
    steps = [*own.steps_ahead(today)[:MOST_STEPS], *own.steps_late(today)[:MOST_STEPS]]
    talks = by_step(talks_of(request.user, steps, today=today))
    steps = rules.sort_by_due(steps, today=today)
    alone = LoneWorking.objects.visible_to(request.user).for_week_of(request.user, today)
    not_signed = not_signed_soon(Activity.objects.visible_to(request.user).filter(champion=request.user), today)
    context = {
        "money": _money_of(request.user, today),
        "to_answer": Activity.objects.visible_to(request.user).with_question_about_cash(request.user)[:MOST_CARDS],
        "today": today,
        "tomorrow": today + timedelta(days=1),
        "activities": activities,
        "steps": steps,
        "talks": talks,
        "most": MOST_STEPS,
        "alone": alone,
        "not_signed": not_signed[:MOST_CARDS],
        "subject_requests": SubjectRequest.objects.visible_to(request.user).open()[:MOST_TOPICS],
        "topics": Topic.objects.visible_to(request.user).filter(by=request.user).waiting(today)[:MOST_TOPICS],
    }
    if not activities and not steps.anything:
        context["is_first_run"] = not mine.exists()
    return render(request, "activities/week.html", context)


def _money_of(user, today):
    """How many requests for cash wait for this user; None for whoever looks after no budget."""
    waiting = Budget.objects.asked_of(user, today).mark_waiting(user, today).values_list("waiting", flat=True)
    return sum(waiting) if waiting else None
