"""What figures count, row by row, for those who may see it: the same on a page and in a file.

Rows are told by reference. What helps somebody, what they said and why they cancelled is in none of them.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.urls import reverse

from activities.models import Topic
from beneficiaries.models import Beneficiary
from reports.figures.activities import THEIR_OWN
from reports.figures.coming import newcomers
from reports.figures.network import joining
from reports.figures.people import moving
from reports.scope import Scope
from reports.tables import Cell, Column, Type, label

DATE = Column("date", "Date", Type.DATE)
PERSON = Column("person", "Person", Type.WORDS)
ACTIVITY = Column("activity", "Activity", Type.WORDS)
TEAM = Column("team", "Team", Type.WORDS)
KIND = Column("kind", "Kind", Type.WORDS)
POUNDS = Column("pounds", "Pounds", Type.POUNDS)


@dataclass(frozen=True)
class Rows:
    """Rows of one kind: which, in which order on a page, what is said of each, and where it leads."""

    name: str
    columns: tuple[Column, ...]
    find: Callable[[Scope], QuerySet]
    order: tuple[str, ...]
    cells: Callable[[Model], tuple[Cell, ...]]
    address: Callable[[Model], str]


def _plan(pk):
    return reverse("activities:activity_detail", args=[pk])


def _in_touch(scope):
    """People who came, or with whom a contact counts."""
    came = scope.came().order_by().values("beneficiary")
    contacts = scope.contacts().order_by().values("beneficiary")
    seen = Beneficiary.objects.counted_by(scope.user)
    return seen.filter(Q(pk__in=came) | Q(pk__in=contacts)).select_related("team")


def _newcomers(scope):
    new = newcomers(scope).order_by().values("beneficiary")
    return Beneficiary.objects.counted_by(scope.user).filter(pk__in=new).select_related("team")


def _moving(scope):
    people = set().union(*moving(scope).values())
    return Beneficiary.objects.counted_by(scope.user).filter(pk__in=people).select_related("team")


def _with_faces(scope):
    faces = scope.feedback().filter(activity=OuterRef("pk"))
    return scope.activities().filter(Exists(faces)).select_related("team")


ACTIVITIES = Rows(
    name="activities",
    columns=(DATE, ACTIVITY, KIND, TEAM),
    find=lambda scope: scope.activities().select_related("team"),
    order=("-date", "-pk"),
    cells=lambda each: (each.date, each.description, each.get_kind_display(), each.team.name),
    address=lambda each: _plan(each.pk),
)
PEOPLE = Rows(
    name="people",
    columns=(PERSON, TEAM),
    find=_in_touch,
    order=("reference",),
    cells=lambda each: (each.reference, each.team.name),
    address=Beneficiary.get_absolute_url,
)
PARTS = Rows(
    name="places",
    columns=(DATE, PERSON, ACTIVITY, TEAM, Column("said", "What was said", Type.WORDS), label("What became of it")),
    find=lambda scope: scope.parts().select_related("activity__team", "beneficiary"),
    order=("-activity__date", "-pk"),
    cells=lambda each: (
        each.activity.date,
        each.beneficiary.reference,
        each.activity.description,
        each.activity.team.name,
        each.get_invitation_display(),
        each.get_attendance_display(),
    ),
    address=lambda each: _plan(each.activity_id),
)
MILESTONES = Rows(
    name="milestones",
    columns=(DATE, PERSON, Column("kind", "Milestone", Type.WORDS), TEAM),
    find=lambda scope: scope.milestones().select_related("beneficiary__team", "kind"),
    order=("-date", "-pk"),
    cells=lambda each: (each.date, each.beneficiary.reference, each.kind.words, each.beneficiary.team.name),
    address=lambda each: each.beneficiary.get_absolute_url(),
)
CASH = Rows(
    name="entries",
    columns=(DATE, ACTIVITY, Column("budget", "Budget", Type.WORDS), Column("what", "What for", Type.WORDS), POUNDS),
    find=lambda scope: scope.cash().select_related("request__activity", "request__budget", "corrects"),
    order=("-day", "-pk"),
    cells=lambda each: (
        each.day,
        each.request.activity.description,
        each.request.budget.name,
        (each.corrects or each).get_what_display(),
        each.amount,
    ),
    address=lambda each: reverse("activities:money_detail", args=[each.request.activity_id]),
)
PAYMENTS = Rows(
    name="payments",
    columns=(DATE, PERSON, ACTIVITY, KIND, POUNDS),
    find=lambda scope: scope.payments().select_related("activity", "beneficiary"),
    order=("-on", "-pk"),
    cells=lambda each: (
        each.on,
        each.beneficiary.reference,
        each.activity.description,
        each.get_kind_display(),
        each.amount,
    ),
    address=lambda each: reverse("activities:payment_list", args=[each.activity_id]),
)

TOPICS = Rows(
    name="topics",
    columns=(Column("date", "Last day to answer", Type.DATE), Column("question", "Question", Type.WORDS), TEAM),
    find=lambda scope: scope.topics().select_related("team"),
    order=("-closes_on", "-pk"),
    cells=lambda each: (each.closes_on, each.question, each.team.name),
    address=Topic.get_absolute_url,
)
# What each figure counts. A face is nobody's: it leads to the activity that it is of.
ROWS_OF = {
    "people_by_team": PEOPLE,
    "people_by_champion": PEOPLE,
    "people_by_contact": PEOPLE,
    "activities_by_kind": ACTIVITIES,
    "activities_by_team": ACTIVITIES,
    "activities_by_month": ACTIVITIES,
    "whose_idea": ACTIVITIES,
    "chosen": replace(
        ACTIVITIES, find=lambda scope: scope.planned().filter(idea_from__in=THEIR_OWN).select_related("team")
    ),
    "have_your_say": TOPICS,
    "places_offered": PARTS,
    "places_by_kind": PARTS,
    "moved_on": replace(PEOPLE, find=_moving),
    "steps_in_time": ACTIVITIES,
    "days_ahead": ACTIVITIES,
    "invitations": PARTS,
    "attendance": PARTS,
    "first_timers": replace(PEOPLE, find=_newcomers),
    "milestones": MILESTONES,
    "new_network_members": replace(MILESTONES, find=joining),
    "spent_by_budget": CASH,
    "spent_by_team": CASH,
    "spent_by_what": CASH,
    "paid_to_people": PAYMENTS,
    "faces": replace(ACTIVITIES, find=_with_faces),
}
