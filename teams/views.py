"""Pages about oneself."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from teams.calendar_address import renew_address, token_of
from teams.calendars import calendars_of
from teams.forms import CalendarForm, RemindersForm
from teams.models import TrainingHeld


@require_safe
def account_detail(request):
    """Who I am here, when I work, what is sent to me, and my password."""
    today = timezone.localdate()
    calendar = calendars_of([request.user.pk], since=today)[request.user.pk]
    context = {
        "memberships": request.user.memberships.select_related("team"),
        "training": TrainingHeld.objects.filter(user=request.user),
        "today": today,
        "pattern": calendar.pattern_on(today),
        "next_leave": calendar.next_leave(today),
        "reminders": RemindersForm(instance=request.user),
        "calendar": CalendarForm(instance=request.user),
        "calendar_token": token_of(request.user),
    }
    return render(request, "teams/account_detail.html", context)


@require_POST
def session_end(request):
    """Sign out one browser in which I am signed in, or all of them but this one."""
    others = request.user.sessions.exclude(session_key=request.session.session_key)
    wanted = request.POST.get("session", "")
    chosen = [session.pk for session in others if wanted in (session.number, "others")]
    request.user.sessions.filter(pk__in=chosen).delete()
    messages.success(request, "Signed out there." if chosen else "That one had ended already.")
    return redirect("mfa_index")


@require_POST
def reminders_change(request):
    """Turn the morning's e-mail on or off."""
    form = RemindersForm(request.POST, instance=request.user)
    if form.is_valid():
        form.instance.save(update_fields=form.fields)
    is_on = form.instance.wants_reminders
    messages.success(request, "We write to you on your working mornings." if is_on else "We send you no reminders.")
    return redirect("teams:account_detail")


@require_POST
def calendar_change(request):
    """Choose what the calendar on one's phone shows beside one's plans."""
    form = CalendarForm(request.POST, instance=request.user)
    if form.is_valid():
        form.instance.save(update_fields=form.fields)
    messages.success(request, "Saved. Your calendar shows it the next time that it looks.")
    return redirect("teams:account_detail")


@require_POST
def calendar_renew(request):
    """Make the address of one's calendar worthless, and have a new one."""
    renew_address(user=request.user)
    messages.success(request, "Here is your new address. The old one no longer works.")
    return redirect("teams:account_detail")
