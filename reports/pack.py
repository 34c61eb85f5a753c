"""The quarter's pack: figures, and beside them what was learned, what people said and what was done because of it."""

from dataclasses import dataclass
from datetime import timedelta

from activities.lessons import About
from activities.models import Lesson, Reflection, Topic
from activities.reflections import Collected
from activities.rules import start_of
from reports.kept import counted
from reports.report import for_readers
from reports.scope import Scope
from reports.small_numbers import Level
from reports.tables import Table

LESSONS, MOST_REFLECTIONS, MOST_TOPICS = 3, 50, 20


@dataclass(frozen=True)
class Pack:
    """What stands in the document, in its order."""

    tables: list[Table]
    lessons: list[Lesson]
    done: list[Topic]
    reflections: list[Collected]


def pack(scope: Scope, level: Level) -> Pack:
    """Put it together: three lessons that are about nobody, and only what may be read by everybody."""
    tables, _ = counted(scope)
    return Pack(for_readers(tables, level), _learned(scope), _done(scope), _said(scope))


def _learned(scope):
    """The newest three of these teams' plans, about a kind of activity or a place; none of those about a person."""
    first, last = scope.days
    lessons = Lesson.objects.visible_to(scope.user).filter(about__in=[About.KIND, About.PLACE])
    within = lessons.filter(at__gte=start_of(first), at__lt=start_of(last + timedelta(days=1)))
    return list(within.filter(activity__team__in=scope.teams).newest()[:LESSONS])


def _done(scope):
    """Topics that closed in the period and of which somebody wrote down what was done."""
    closed = Topic.objects.visible_to(scope.user).filter(team__in=scope.teams, closes_on__range=scope.days)
    return list(closed.exclude(done="").order_by("closes_on", "pk")[:MOST_TOPICS])


def _said(scope):
    """Reflections of every team: in the pack of one, whoever is not named could be guessed."""
    seen = Reflection.objects.visible_to(scope.user).collected(*scope.days)
    return [reflection.collected for reflection in seen[:MOST_REFLECTIONS]]
