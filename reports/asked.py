"""What is asked for in an address: the filters that every page of reports shares."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from reports.forms import ReportForm
from reports.scope import Scope
from reports.small_numbers import Level
from teams.models import Team


@dataclass(frozen=True)
class Asked:
    """The form as it was filled in; the scope and the level where it can be read, and the user is in a team."""

    form: ReportForm
    has_teams: bool
    scope: Scope | None = None
    level: Level = Level.ALL

    @property
    def is_whole(self) -> bool:
        return self.level == Level.ALL


def read(request, *, level: Level = Level.ALL) -> Asked:
    """Read the filters of an address; `level` holds where it says none."""
    teams, today = Team.objects.visible_to(request.user), timezone.localdate()
    form = ReportForm(request.GET, teams=teams, today=today, starts=settings.PROJECT_YEAR_STARTS)
    if not form.is_valid() or not teams:
        return Asked(form, bool(teams))
    chosen = form.cleaned_data
    scope = Scope(request.user, tuple(chosen["teams"] or teams), chosen["period"], today)
    return Asked(form, True, scope, Level(chosen["numbers"] or level))


def address_of(request, **changed) -> str:
    """The filters of this address with some of them changed, to be put behind another one. None takes one away."""
    asked = request.GET.copy()
    asked.pop("page", None)
    for name, value in changed.items():
        if value is None:
            asked.pop(name, None)
        else:
            asked[name] = value
    return f"?{asked.urlencode()}"
