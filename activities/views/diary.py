"""Diary: a month of the team's activities."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from activities import rules
from activities.models import Activity


@require_safe
def diary(request):
    """The month that `?month=2026-10` names, or this month."""
    today = timezone.localdate()
    month = rules.read_month(request.GET.get("month", ""), today=today)
    weeks = rules.weeks_of(month)
    shown = Activity.objects.visible_to(request.user).between(weeks[0][0], weeks[-1][-1])
    by_day = rules.group_by_day(shown.order_by("date", "starts_at", "id"))
    context = {
        "today": today,
        "month": month,
        "weeks": [[(day, by_day.get(day, [])) for day in days] for days in weeks],
        "anything": any(day.month == month.month for day in by_day),
        "earlier": rules.month_before(month),
        "later": rules.month_after(month),
    }
    return render(request, "activities/diary.html", context)
