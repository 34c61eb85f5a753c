"""When people work and are away. It stands here, and not in `teams`, because plans follow it at once."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_POST, require_safe

from activities import actions, rules
from activities.forms.working_days import LeaveForm, PatternForm
from activities.models import Activity
from teams.calendars import calendars_of
from teams.models import User
from teams.paging import page_of
from teams.working_days import Calendar, say_away, say_weekdays

PER_PAGE = 25


@require_safe
def working_days(request, user_pk=None):
    """When somebody works, and when they will be away: one's own, or a colleague's for whoever keeps them."""
    person = fetch_person(request, user_pk or request.user.pk)
    today = timezone.localdate()
    patterns = list(person.working_patterns.all())
    context = {
        "person": person,
        "is_own": person == request.user,
        "now": Calendar(tuple(pattern.as_days for pattern in patterns)).pattern_on(today),
        "patterns": [pattern for pattern in patterns if pattern.starts_on > today],
        "leave": person.leave.to_come(today).select_related("deputy"),
    }
    return render(request, "activities/working_days.html", context)


def fetch_person(request, pk):
    """Somebody whose working days this user may change, or a 404."""
    return get_object_or_404(User.objects.days_kept_by(request.user), pk=pk)


def page_of_days(request, person):
    """The address of somebody's working days."""
    if person == request.user:
        return reverse("activities:working_days")
    return reverse("activities:working_days_of", args=[person.pk])


def leave_add(request, user_pk):
    """Say when somebody will be away."""
    person, today = fetch_person(request, user_pk), timezone.localdate()
    is_own = person == request.user
    form = LeaveForm(request.POST or None, person=person, is_own=is_own, today=today)
    if request.method == "POST" and form.is_valid():
        moved = actions.save_days(days=form.instance, today=today)
        _say(request, f"Saved: away {say_away(form.instance)}.", moved)
        if clash := form.deputys_own_leave:
            messages.warning(request, f"{clash.user.name} is away too, {say_away(clash)}. Who else could stand in?")
        _say_plans_meanwhile(request, form.instance)
        return redirect(page_of_days(request, person))
    context = {"form": form, "person": person, "is_own": is_own, "back": page_of_days(request, person)}
    return render(request, "activities/working_days_leave.html", context)


def _say_plans_meanwhile(request, leave):
    """Say which of their own plans fall into somebody's leave: the first by name, as there is rarely another."""
    plans = Activity.objects.visible_to(request.user).on().filter(champion=leave.user)
    meanwhile = plans.between(leave.first_day, leave.last_day).order_by("date", "pk")
    if plan := meanwhile.first():
        more = f", and {count - 1} more of your plans too" if (count := meanwhile.count()) > 1 else ""
        said = f"{plan.description} is on {date_format(plan.date)}{more}. Move it, or ask who can go."
        messages.warning(request, said)


def pattern_change(request, user_pk):
    """Say on which weekdays somebody works, from a day on."""
    person, today = fetch_person(request, user_pk), timezone.localdate()
    now = calendars_of([person.pk], since=today)[person.pk].pattern_on(today)
    form = PatternForm(request.POST or None, person=person, now=now, today=today)
    if request.method == "POST" and form.is_valid():
        pattern = form.instance
        moved = actions.save_days(days=pattern, today=today)
        weekdays = say_weekdays(frozenset(pattern.weekdays))
        _say(request, f"Saved: {weekdays}, from {date_format(pattern.starts_on)}.", moved)
        return redirect(page_of_days(request, person))
    context = {"form": form, "person": person, "is_own": person == request.user, "back": page_of_days(request, person)}
    return render(request, "activities/working_days_pattern.html", context)


@require_POST
def leave_remove(request, user_pk, pk):
    """Take leave away that is still to come, or not over yet."""
    person = fetch_person(request, user_pk)
    return _remove(request, person, person.leave, pk)


@require_POST
def pattern_remove(request, user_pk, pk):
    """Take a pattern away that is still to come."""
    person = fetch_person(request, user_pk)
    return _remove(request, person, person.working_patterns, pk)


def _remove(request, person, kept, pk):
    """Pressed twice, it is removed once, and the second press is told so."""
    today = timezone.localdate()
    if days := kept.to_come(today).filter(pk=pk).first():
        _say(request, "Removed.", actions.remove_days(days=days, today=today))
    else:
        messages.info(request, "There was nothing left to remove.")
    return redirect(page_of_days(request, person))


def _say(request, done, moved):
    """Say what was done, and what moved by it on the plans that this user may see."""
    checklists = {step.checklist_id for step in moved}
    plans = Activity.objects.visible_to(request.user).filter(checklist__in=checklists)
    in_sight = set(plans.values_list("checklist_id", flat=True))
    seen = [step for step in moved if step.checklist_id in in_sight]
    messages.success(request, f"{done} {rules.say_moved(seen, today=timezone.localdate())}".strip())


@require_safe
def colleague_list(request):
    """Everybody who works here, with their working days and next leave, for whoever keeps them."""
    if not request.user.keeps_days:
        raise Http404
    people = User.objects.days_kept_by(request.user).active().prefetch_related("memberships__team")
    page = page_of(request, people.order_by("name", "id"), per_page=PER_PAGE)
    today = timezone.localdate()
    calendars = calendars_of([person.pk for person in page.object_list], since=today)
    for person in page.object_list:
        person.pattern, person.away = calendars[person.pk].pattern_on(today), calendars[person.pk].next_leave(today)
    return render(request, "activities/colleague_list.html", {"page": page})
