"""The file of a period for whoever keeps the accounts."""

from django.http import FileResponse, Http404, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from activities.finance import as_csv, as_xlsx, rows_of
from activities.forms.finance import PeriodForm
from activities.models import Budget
from teams import trail
from teams.models import Team

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def finance(request):
    """Choose a first and a last day, and get what was written down in between. Most often it is this month's."""
    today = timezone.localdate()
    if not _keeps_accounts(request.user, today):
        raise Http404
    form = PeriodForm(request.GET or None, initial={"first_day": today.replace(day=1), "last_day": today}, today=today)
    if form.is_valid():
        return _file(request.user, **form.cleaned_data)
    return render(request, "activities/finance.html", {"form": form})


def _keeps_accounts(user, today):
    return Team.objects.accounted_by(user).exists() or Budget.objects.kept_by(user, today).exists()


def _file(user, *, first_day, last_day, file):
    rows, name = list(rows_of(user, first_day, last_day)), f"money-{first_day}-to-{last_day}.{file}"
    trail.keep_taking_out(by=user, what="the file of a period", filters=f"{first_day} to {last_day}", rows=len(rows))
    if file == "xlsx":
        return FileResponse(as_xlsx(rows), as_attachment=True, filename=name, content_type=XLSX)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(as_csv(rows), content_type="text/csv; charset=utf-8", headers=headers)
