"""Plans: the list, one plan with its check list, and what is done to it."""

from itertools import chain

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from activities import actions, rules
from activities.answers import answers_on
from activities.clash_search import clashes_of
from activities.conversations import open_talks_on
from activities.forms import CallOffForm, CopyForm, ListForm, MoveForm, PlanForm
from activities.forms.plan import differences, offer
from activities.how_ready import add_paths, add_readiness
from activities.models import Activity, PlanChange
from activities.speak_to import by_person
from activities.support import support_on
from activities.the_day import the_day_of
from activities.views.message import messages_of
from beneficiaries.models import Beneficiary
from checklist.form import Stage
from checklist.layout import lay_out
from checklist.models import Step
from checklist.progress import by_stage, late_of, stage_now
from teams.paging import page_of

PER_PAGE = 10


@require_safe
def activity_list(request):
    """The plans of the teams that this user belongs to: coming, without a date, past or called off."""
    form = ListForm(request.GET)
    shown = form.shown()
    activities = shown.choose(Activity.objects.visible_to(request.user), timezone.localdate())
    page = page_of(request, activities.for_cards(request.user), per_page=PER_PAGE)
    today = timezone.localdate()
    add_readiness(add_paths(page.object_list, today), today)
    return render(request, "activities/activity_list.html", {"page": page, "shown": shown, "choices": form.choices})


@require_safe
def activity_detail(request, pk):
    """One plan: the form as a screen."""
    activity = fetch_activity(request, pk)
    steps = list(Step.objects.of(activity.checklist_id))
    path = by_stage(steps)
    activity.late = late_of(steps, timezone.localdate())
    changes = _changes_of(request, activity)
    talks = {} if activity.is_called_off else open_talks_on(request.user, activity, steps, today=timezone.localdate())
    navigators = activity.navigators.all()
    context = {
        "activity": activity,
        "talks": talks,
        "news": by_person((talk for talk in chain(*talks.values()) if talk.is_news), today=timezone.localdate()),
        "days_by_hand": sum(step.is_set_by_hand and not step.is_marked for step in steps),
        "navigators": navigators,
        "support": support_on(activity, navigators=navigators, user=request.user, today=timezone.localdate()),
        "bands": lay_out(steps),
        "path": path,
        "changes": changes,
        "is_untold": any(change.is_untold for change in changes),
        "sent": messages_of(request, activity),
        "day": the_day_of(activity, changes, user=request.user, today=timezone.localdate()),
        **_reviews_of(request, activity),
        **sheet_view(request, stage_now(path, day=activity.date, today=timezone.localdate())),
    }
    return render(request, "activities/activity_detail.html", context)


def _changes_of(request, activity):
    if activity.version == 1:
        return []
    changes = PlanChange.objects.visible_to(request.user).filter(activity=activity).select_related("by")
    return changes.mark_untold(timezone.now())


def _reviews_of(request, activity):
    """How ready the plan is, what navigators say for each person on it, and whether this user answers for somebody."""
    add_readiness([activity], timezone.localdate())
    answers = answers_on([activity], request.user)[activity.pk]
    prefetch_related_objects([each.person for each in answers if each.is_awaited], "navigators")
    mine = Beneficiary.objects.visible_to(request.user).answered_for_by(request.user)
    return {
        "answers": [each for each in answers if each.reviews or activity.readiness],
        "may_answer": activity.readiness and mine.filter(pk__in=[person.pk for person in activity.people]).exists(),
    }


def fetch_activity(request, pk):
    """The plan with everything that its page shows beside the check list, or a 404 where it is out of sight."""
    activities = Activity.objects.visible_to(request.user).with_colleagues().with_people(request.user)
    return get_object_or_404(activities, pk=pk)


def sheet_view(request, now):
    """How a phone shows the sheet: one stage at a time, or all of it by area."""
    asked = request.GET.get("stage", "")
    stage = Stage(asked) if asked in Stage.values else now
    return {"now": now, "stage": stage, "by_area": request.GET.get("by") == "area"}


def activity_plan(request):
    """Plan a new activity."""
    form = PlanForm.of(request)
    if not form.teams:
        messages.error(request, "You are not in a team yet. Ask an admin to add you to one, then plan away.")
        return redirect("activities:week")
    if form.is_valid() and form.is_all_right():
        return save_plan(request, form)
    return render(request, "activities/activity_plan.html", {"form": form, "offer": offer(form, request.user)})


def save_plan(request, form):
    """Keep what a valid plan form says, and lead to the plan; to both, where one was made before."""
    try:
        activity = actions.plan_activity(**form.plan(), by=request.user, today=timezone.localdate())
    except actions.PlannedAlready as error:
        return _ask_which(request, error.args[0].pk, form)
    _say_repeated(request, form)
    messages.success(request, "Your plan is saved. Here is its check list.")
    return redirect(activity)


def activity_edit(request, pk):
    """Change a plan. Where somebody else saved first, show both and ask."""
    plans = Activity.objects.visible_to(request.user).select_related("champion", "team")
    activity = get_object_or_404(plans.prefetch_related("navigators"), pk=pk)
    form = PlanForm.of(request, instance=activity)
    if form.is_valid() and form.is_all_right():
        try:
            version = form.cleaned_data["opened_version"]
            moved = actions.change_activity(**form.plan(), opened_version=version, by=request.user)
        except actions.StalePlan:
            return _ask_which(request, pk, form)
        _say_repeated(request, form)
        said = rules.say_moved(moved, today=timezone.localdate())
        messages.success(request, f"Your changes are saved. {said}".strip())
        return redirect(activity)
    return _edit_page(request, activity, form)


def _edit_page(request, activity, form, both=()):
    context = {"form": form, "activity": activity, "both": both, "offer": offer(form, request.user)}
    return render(request, "activities/activity_edit.html", context)


def _ask_which(request, pk, form):
    """Show what is saved beside what was typed, in a form that keeps the typed and opens the newest version."""
    saved = get_object_or_404(Activity.objects.visible_to(request.user), pk=pk)
    both = differences(saved, form, request.user)
    if not both:
        messages.success(request, "Your changes are saved.")
        return redirect(saved)
    typed = request.POST.copy()
    typed["opened_version"] = saved.version
    reopened = PlanForm(typed, instance=saved, user=request.user, today=timezone.localdate())
    return _edit_page(request, saved, reopened, both)


def _say_repeated(request, form):
    if form.repeated:
        messages.info(request, f"Typed more than once, kept once: {', '.join(form.repeated)}.")


def activity_copy(request, pk):
    """Do this again on another day."""
    activity = get_object_or_404(Activity.objects.visible_to(request.user).with_colleagues(), pk=pk)
    today = timezone.localdate()
    form = CopyForm(request.POST or None, activity=activity, user=request.user, today=today)
    if form.is_valid() and form.is_all_right():
        try:
            copy = actions.copy_activity(source=activity, by=request.user, today=today, **form.copy)
        except actions.PlannedAlready as error:
            [copy] = error.args
        messages.success(request, f"Here is your new plan for {copy.when}. Change whatever is different.")
        return redirect(copy)
    return render(request, "activities/activity_copy.html", {"form": form, "activity": activity})


def activity_move(request, pk):
    """Postpone a plan, or bring it forward."""
    activity = get_object_or_404(Activity.objects.visible_to(request.user).with_colleagues(), pk=pk)
    form = MoveForm(request.POST or None, activity=activity, user=request.user, today=timezone.localdate())
    if form.is_valid() and form.is_all_right():
        try:
            moved = actions.move_activity(activity=activity, by=request.user, **form.move)
        except actions.StalePlan:
            activity = get_object_or_404(Activity.objects.visible_to(request.user), pk=pk)
            form = form.reopened(activity=activity)
        else:
            said = f"Moved. {activity.when}." if activity.date else "Postponed, without a date for now."
            messages.success(request, f"{said} {rules.say_moved(moved, today=timezone.localdate())}".strip())
            return redirect(activity)
    return render(request, "activities/activity_move.html", {"form": form, "activity": activity})


def activity_call_off(request, pk):
    """Call a plan off and say what was learned."""
    activity = get_object_or_404(Activity.objects.visible_to(request.user), pk=pk)
    form = CallOffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.call_off_activity(activity=activity, learned=form.cleaned_data["learned"], by=request.user)
        messages.success(request, "Called off. What you learned is kept. You can put it back on at any time.")
        return redirect(activity)
    return render(request, "activities/activity_call_off.html", {"form": form, "activity": activity})


@require_POST
def activity_put_back_on(request, pk):
    """Undo a calling off. Where something is in the way by now, go on to the form that shows it."""
    plans = Activity.objects.visible_to(request.user)
    actions.put_activity_back_on(activity=get_object_or_404(plans, pk=pk), by=request.user)
    activity = plans.select_related("champion").get(pk=pk)
    if not activity.clash_reason and clashes_of(activity, request.user, timezone.localdate()):
        messages.warning(request, "It is back on, and something is in the way that day. Choose a day, or say why not.")
        return redirect("activities:activity_edit", pk)
    messages.success(request, "It is back on.")
    return redirect(activity)


@require_POST
def people_offer(request, pk=None):
    """While references are typed: who could be meant, and whose navigators to offer first."""
    plan = get_object_or_404(Activity.objects.visible_to(request.user), pk=pk) if pk else None
    form = PlanForm(request.POST, instance=plan, user=request.user, today=timezone.localdate())
    if not form.teams:
        raise Http404
    return render(request, "activities/_people_offer.html", {"form": form, "offer": offer(form, request.user)})
