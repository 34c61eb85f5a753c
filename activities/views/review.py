"""Review: what is coming for the people whom a navigator supports, and what they answer to it."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import get_text_list
from django.views.decorators.http import require_safe

from activities import actions, rules
from activities.answers import Answered, answers_on, changes_on, changes_since_answered
from activities.forms import FineForm, ReviewForm
from activities.how_ready import add_paths, add_readiness
from activities.models import Activity, PlanChange
from activities.signatures import to_sign_by
from beneficiaries.models import Beneficiary
from teams.paging import page_of

PER_PAGE = 10
NAMED_ON_A_BUTTON = 4
MOST_TO_SIGN = 20


@dataclass(frozen=True)
class Card:
    """A plan in Review, with what was said for this navigator's people, and what changed since."""

    activity: Activity
    people: list[Answered]
    changes: list[PlanChange]

    @property
    def awaited(self):
        """Those of their people for whom the plan awaits an answer."""
        return [answers.person for answers in self.people if answers.is_awaited]

    @property
    def awaited_in_words(self):
        references = [person.reference for person in self.awaited]
        return get_text_list(references, "and") if len(references) <= NAMED_ON_A_BUTTON else f"all {len(references)}"


@require_safe
def review(request):
    """Coming activities with people for whom this user answers, soonest first; all, or those that await an answer."""
    today, is_waiting = timezone.localdate(), request.GET.get("show") == "waiting"
    coming = Activity.objects.visible_to(request.user).coming(today).for_review_by(request.user)
    if is_waiting:
        coming = coming.awaiting_answer_of(request.user)
    activities = coming.with_caseload_marked(request.user).select_related("champion").prefetch_related("navigators")
    page = page_of(request, activities.order_by("date", "id"), per_page=PER_PAGE)
    shown = add_readiness(add_paths(page.object_list, today), today)
    context = {"page": page, "cards": _cards(shown, request.user), "is_waiting": is_waiting}
    context["to_sign"] = _to_sign(request, today)
    return render(request, "activities/review.html", context)


def _to_sign(request, today):
    """What a lead navigator should sign; nothing is asked for anybody else."""
    if not request.user.led_team_ids:
        return []
    return list(to_sign_by(Activity.objects.visible_to(request.user), request.user, today)[:MOST_TO_SIGN])


def _cards(activities, user):
    answers, changes = answers_on(activities, user), changes_on(activities, user)
    return [_card(activity, answers[activity.pk], changes[activity.pk]) for activity in activities]


def _card(activity, answers, changes):
    mine = [each for each in answers if each.part.is_mine]
    return Card(activity, mine, changes_since_answered(mine, changes))


def review_answer(request, pk):
    """Answer a plan for each of one's people, or say with one press that it is fine for all who await an answer."""
    activities = Activity.objects.visible_to(request.user).with_caseload_marked(request.user)
    activity = get_object_or_404(activities.select_related("champion"), pk=pk)
    [card] = _cards([activity], request.user)
    if not card.people:
        raise Http404
    if not rules.is_ahead(activity, today=timezone.localdate()):
        messages.info(request, "This plan is over or called off, so there is nothing to answer.")
        return redirect(activity)
    form = _form_of(request, card)
    if form.is_valid():
        return _keep(request, activity, form)
    if isinstance(form, FineForm):
        messages.info(request, "Something has changed meanwhile. Please answer here, one by one.")
        form = ReviewForm(people=card.people, user=request.user, version=activity.version)
    return render(request, "activities/review_answer.html", {"activity": activity, "card": card, "form": form})


def _form_of(request, card):
    activity, user = card.activity, request.user
    if "fine" not in request.POST:
        return ReviewForm(request.POST or None, people=card.people, user=user, version=activity.version)
    people = Beneficiary.objects.visible_to(user).answered_for_by(user).filter(activities=activity)
    return FineForm(request.POST, people=people, awaited=card.awaited)


def _keep(request, activity, form):
    version, answers = form.cleaned_data["opened_version"], form.answers
    ticked = actions.answer_plan(activity=activity, answers=answers, opened_version=version, by=request.user)
    for_whom = get_text_list([answer.beneficiary.reference for answer in answers], "and")
    said = f"Your answer for {for_whom} is saved" if answers else "That is answered already"
    messages.success(request, f"{said}: {activity.description}.")
    if ticked:
        messages.success(request, "On the form it is ticked that support needs and risks are planned for.")
    changed = PlanChange.objects.visible_to(request.user).that_matter().filter(activity=activity)
    if any(change.plan_version > version for change in changed):
        messages.warning(request, "The plan changed while you had it open. See what changed, then answer again.")
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return redirect(f"{reverse('activities:review')}{query}#plan-{activity.pk}")
