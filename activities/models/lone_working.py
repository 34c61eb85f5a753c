"""Working alone: where, with whom, until when, and who notices where no check-in comes."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from activities import lone_working
from activities.querysets import OfPlansQuerySet
from activities.rules import say_time
from beneficiaries.models import Beneficiary
from teams.models import User


class LoneWorkingQuerySet(OfPlansQuerySet):
    def for_week_of(self, user, day):
        """Of plans on a day or the day before, those on which this user is alone, or is the buddy.

        The day before, because a quarter of an hour after an evening's end may be after midnight.
        """
        days = (day - timedelta(days=1), day)
        mine = self.filter(Q(activity__champion=user) | Q(buddy=user), activity__date__in=days)
        return mine.filter(activity__called_off_at__isnull=True).select_related("activity__champion", "buddy")


class LoneWorking(models.Model):
    """A champion is alone with somebody on a plan. The champion checks in; the buddy notices where they do not."""

    activity = models.OneToOneField("activities.Activity", on_delete=models.CASCADE, related_name="lone_working")
    where = models.CharField("Where will you be?", max_length=200)
    with_whom = models.ForeignKey(Beneficiary, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ends_at = models.TimeField("When do you expect to finish?")
    buddy = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ring = models.CharField("Whom should your buddy ring if you do not check in?", max_length=200)
    arrived_at = models.DateTimeField(null=True)
    safe_at = models.DateTimeField(null=True)
    # The champion, or the buddy who spoke to them.
    safe_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = LoneWorkingQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "lone working"
        indexes = [models.Index(fields=["buddy"], name="lone_working_by_buddy")]

    def __str__(self):
        return f"Working alone: {self.activity}"

    @property
    def check_in(self):
        """What the check-in waits for at this moment."""
        return lone_working.check_in_of(
            self.activity.date,
            ends_at=self.ends_at,
            arrived_at=self.arrived_at,
            safe_at=self.safe_at,
            now=timezone.now(),
        )

    @property
    def arrived(self):
        """When the champion arrived, if that was for the plan's day as it is now."""
        return self.arrived_at if lone_working.counts_on(self.arrived_at, self.activity.date) else None

    @property
    def arrived_clock(self):
        return say_time(timezone.localtime(self.arrived_at).time()) if self.arrived else ""

    @property
    def safe_clock(self):
        return say_time(timezone.localtime(self.safe_at).time()) if self.is_safe else ""

    @property
    def may_check_in_now(self):
        """On the day itself and after it."""
        return self.check_in != lone_working.CheckIn.NOT_YET

    @property
    def removal_problem(self):
        """Why it cannot be taken off its plan now, in a sentence, or an empty string."""
        return "" if self.activity.is_called_off else lone_working.removal_problem(self.check_in)

    @property
    def is_overdue(self):
        """Whether somebody should ring."""
        return self.check_in == lone_working.CheckIn.OVERDUE

    @property
    def is_safe(self):
        return self.check_in == lone_working.CheckIn.SAFE
