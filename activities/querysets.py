"""Which activities a user may see, and how they are fetched for each page."""

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery, prefetch_related_objects

from activities.messages import OFFERED_FOR
from activities.money import State as Money
from activities.participation import Attendance, Invitation
from activities.rules import LOOSE_ENDS_FOR, NEXT_WEEKS
from beneficiaries.models import Beneficiary
from checklist.form import State
from checklist.models import Step
from teams.models import User
from teams.querysets import OfTeamsQuerySet


class ActivityQuerySet(OfTeamsQuerySet):
    def on(self):
        """Not called off."""
        return self.filter(called_off_at__isnull=True)

    def called_off(self):
        return self.filter(called_off_at__isnull=False)

    def coming(self, today):
        return self.on().filter(date__gte=today)

    def past(self, today):
        return self.on().filter(date__lt=today)

    def not_coming(self, today):
        """Past, without a date, or called off."""
        return self.exclude(called_off_at__isnull=True, date__gte=today)

    def welcoming(self, team):
        """Plans of others at which people of this team are welcome. What its people may read of them is a `Welcome`."""
        return self.on().filter(welcomes_others=True, champion__is_active=True).exclude(team=team)

    def without_date(self):
        return self.on().filter(date__isnull=True)

    def between(self, first, last):
        return self.filter(date__range=(first, last))

    def joined_by(self, user):
        """Planned by this user, or with them as navigator."""
        invited = User.objects.filter(navigated_activities=OuterRef("pk"), pk=user.pk)
        return self.filter(Q(champion=user) | Exists(invited))

    def with_on_it(self, person):
        """Those that this person is on: not those that they were taken off again."""
        parts = _rows("Participation").on_the_plan().filter(activity=OuterRef("pk"), beneficiary=person)
        return self.filter(Exists(parts))

    def for_review_by(self, user):
        """Activities with people on this user's caseload; a lead navigator's whole team."""
        caseload = _rows("Participation").on_the_plan().filter(activity=OuterRef("pk"), beneficiary__navigators=user)
        return self.filter(Exists(caseload) | Q(team__in=user.led_team_ids))

    def awaiting_answer_of(self, user):
        """Those on which somebody for whom this user answers has no answer that counts."""
        mine = Beneficiary.objects.visible_to(user).answered_for_by(user)
        awaited = _rows("Participation").awaiting_answer().filter(activity=OuterRef("pk"), beneficiary__in=mine)
        return self.filter(Exists(awaited))

    def not_long_gone(self, today):
        """On, and either still to come or over so lately that its loose ends are worth tying."""
        return self.on().filter(Q(date__isnull=True) | Q(date__gte=today - LOOSE_ENDS_FOR))

    def open_plans_of(self, champion, today):
        """A champion's own plans on which something may be left to do."""
        return self.filter(champion=champion).not_long_gone(today)

    def with_question_about_cash(self, user):
        """Those with a question about their cash to this user, who asked for it or leads the plan."""
        theirs = Q(champion=user) | Q(cash_request__asked_by=user)
        found = self.on().filter(theirs, cash_request__state=Money.ASKED).select_related("cash_request")
        return found.order_by("cash_request__needed_by", "pk")

    def steps_to_do(self):
        """The steps still to do on these activities."""
        return with_plans(Step.objects.to_do().filter(checklist__activity__in=self))

    def steps_to_speak_about(self, since=None):
        """The dated steps still to do on these activities, with those that somebody was spoken to about `since`."""
        steps = Step.objects.filter(checklist__activity__in=self).exclude(task__speak_to="")
        wanted = Q(state=State.TO_DO, due_on__isnull=False)
        if since:
            wanted |= Q(conversations__spoken_at__gte=since)
        return with_plans(steps.filter(wanted).distinct()).order_by("due_on", "pk")

    def steps_ahead(self, today):
        """What is due from today to two weeks ahead, soonest first."""
        return self.steps_to_do().filter(due_on__range=(today, today + NEXT_WEEKS)).order_by("due_on", "pk")

    def steps_late(self, today):
        """What was due before today, the latest first."""
        return self.steps_to_do().filter(due_on__lt=today).order_by("-due_on", "-pk")

    def with_people(self, user):
        """Fetch the beneficiaries on each activity that this user may see."""
        return self._with(_rows("Participation").visible_to(user).select_related("beneficiary"))

    def with_caseload_marked(self, user):
        """The same, with those marked who are on this user's caseload, and those for whom they answer."""
        return self._with(_rows("Participation").visible_to(user).select_related("beneficiary").mark_caseload_of(user))

    def _with(self, parts):
        return self.prefetch_related(parts.as_parts())

    def with_colleagues(self):
        """Fetch what a plan's check list and its conversations depend on."""
        return self.select_related("checklist__template", "champion", "team__budget_holder")

    def for_cards(self, user):
        """Fetch what a card in a list shows, apart from the path."""
        return self.select_related("team", "champion").with_people(user)


class ParticipationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The part of people whom the user may see."""
        return self if user.is_coordinator else self.filter(beneficiary__team__in=user.team_ids)

    def on_the_plan(self):
        """Those who were not taken off it again."""
        return self.exclude(invitation=Invitation.WITHDRAWN)

    def as_parts(self):
        """These as what is fetched for plans, of which each then knows its `people`."""
        return Prefetch("participations", self.on_the_plan().order_by("beneficiary__reference"), to_attr="parts")

    def mark_caseload_of(self, user):
        """Add `on_caseload`, and `is_mine`: whether this user answers plans for the person."""
        people = Beneficiary.objects.filter(pk=OuterRef("beneficiary"))
        return self.annotate(
            on_caseload=Exists(people.filter(navigators=user)), is_mine=Exists(people.answered_for_by(user))
        )

    def with_something_to_keep(self):
        """Those of whom more is known than that they are on the plan: they were asked, or answered, or came."""
        untouched = Q(invitation=Invitation.NOT_ASKED, attendance=Attendance.EXPECTED)
        return self.filter(~untouched | Exists(_rows("Asking").filter(participation=OuterRef("pk"))))

    def awaiting_answer(self):
        """Those for whom no navigator has answered the plan as it is now. One answer for each person is enough."""
        return self.on_the_plan().filter(~Exists(self._reviews()))

    def not_planned_for(self):
        """Those of whom no navigator says that their support needs and risks are understood and planned for."""
        return self.on_the_plan().filter(~Exists(self._reviews().filter(is_planned_for=True)))

    def mark_answer(self):
        """Add `answer`: the newest that counts, or None."""
        newest_first = self._reviews().order_by("-at", "-pk")
        return self.annotate(answer=Subquery(newest_first.values("answer")[:1]))

    def _reviews(self):
        counting = _rows("Review").mark_counting().filter(counts=True)
        return counting.filter(activity=OuterRef("activity"), beneficiary=OuterRef("beneficiary"))


class AskingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """How the people whom the user may see were asked."""
        return self.filter(participation__beneficiary__in=Beneficiary.objects.visible_to(user))


class OfPlansQuerySet(models.QuerySet):
    """Rows that belong to a plan, and are seen by whoever sees it."""

    def visible_to(self, user):
        return self if user.is_coordinator else self.filter(activity__team__in=user.team_ids)


class PlanChangeQuerySet(OfPlansQuerySet):
    def that_matter(self):
        """Those after which navigators are asked again."""
        return self.filter(what__in=["moved", "changed"])

    def mark_untold(self, now):
        """Add `is_untold`: lately, and nobody was written to about what changed since."""
        told = _rows("Message").filter(activity=OuterRef("activity"), about="turn", began_at__gte=OuterRef("at"))
        return self.annotate(is_untold=Q(at__gt=now - OFFERED_FOR) & ~Exists(told))


class ReviewQuerySet(OfPlansQuerySet):
    def mark_counting(self):
        """Add `counts`: whether nothing that matters has changed in the plan since it was answered."""
        since = _rows("PlanChange").that_matter()
        since = since.filter(activity=OuterRef("activity"), plan_version__gt=OuterRef("plan_version"))
        return self.annotate(counts=~Exists(since))


class ConversationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those about plans that the user may see."""
        return self if user.is_coordinator else self.filter(step__checklist__activity__team__in=user.team_ids)


# What a file can be brought for: each model, with its field that says which file.
FILES_BELONG_TO = (("LedgerEntry", "receipt"), ("Venue", "risk_assessment_file"), ("Payment", "receipt"))


class UploadQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Files are seen by whoever sees what they belong to; by whoever brought them only while that is nothing."""
        brought, seen = Q(added_by=user), Q()
        for name, field in FILES_BELONG_TO:
            rows = _rows(name).filter(**{field: OuterRef("pk")})
            brought &= ~Exists(rows)
            seen |= Exists(rows.visible_to(user))
        return self.filter(brought | seen)


def with_plans(steps):
    """Steps with their task, their plan, and the people on whom its conversations depend."""
    plan = "checklist__activity"
    return steps.select_related("task", plan, f"{plan}__champion", f"{plan}__team__budget_holder")


def add_people(activities, user):
    """Fetch for all of these activities, which may come of several lists, the people whom this user may see."""
    parts = _rows("Participation").visible_to(user).select_related("beneficiary")
    prefetch_related_objects(activities, parts.as_parts())


def _rows(name):
    """All rows of another model of this room, which is not there yet while this file is read."""
    return apps.get_model("activities", name).objects.all()
