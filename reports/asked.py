"""What is asked for in an address: the filters that every page of reports shares."""

from dataclasses import dataclass

from django.conf import settings
from django.http import QueryDict
from django.utils import timezone
from django.utils.http import urlencode

from reports.forms import ReportForm
from reports.scope import Scope
from reports.small_numbers import Level
from teams.models import Team, User


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

    @property
    def said(self) -> str:
        """The choices in words, as the trail keeps them."""
        return f"{self.scope.period.name}; {', '.join(team.name for team in self.scope.teams)}; {self.level.label}"


def read(request, *, level: Level = Level.ALL) -> Asked:
    """Read the filters of this address; `level` holds where it says none."""
    return read_filters(request.GET, request.user, level=level)


def read_filters(filters: QueryDict, user: User, *, level: Level = Level.ALL) -> Asked:
    """Read filters as they stand in an address."""
    teams, today = Team.objects.visible_to(user), timezone.localdate()
    form = ReportForm(filters, teams=teams, today=today, starts=settings.PROJECT_YEAR_STARTS)
    if not form.is_valid() or not teams:
        return Asked(form, bool(teams))
    chosen = form.cleaned_data
    scope = Scope(user, tuple(chosen["teams"] or teams), chosen["period"], today)
    return Asked(form, True, scope, Level(chosen["numbers"] or level))


def filters_of(scope: Scope) -> str:
    """The filters that lead to this scope, whoever asks and whenever: every team is named, and both days."""
    days = [("first", scope.period.first), ("last", scope.period.last)]
    return urlencode([*days, *(("teams", team.pk) for team in scope.teams)])


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
