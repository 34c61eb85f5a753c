"""A beneficiary's part in an activity."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from activities.participation import WERE_THERE, Attendance, Invitation
from activities.querysets import AskingQuerySet, ParticipationQuerySet
from activities.rules import say_time
from beneficiaries.models import Beneficiary
from beneficiaries.profile import Asked
from teams.models import User


class Participation(models.Model):
    """This person is on this plan: whether they were asked and what they said, and whether they came."""

    activity = models.ForeignKey("activities.Activity", on_delete=models.CASCADE, related_name="participations")
    beneficiary = models.ForeignKey(Beneficiary, on_delete=models.PROTECT, related_name="participations")

    invitation = models.CharField(
        max_length=10, choices=Invitation, default=Invitation.NOT_ASKED, db_default=Invitation.NOT_ASKED
    )
    answered_on = models.DateField(null=True, blank=True)

    attendance = models.CharField(
        max_length=15, choices=Attendance, default=Attendance.EXPECTED, db_default=Attendance.EXPECTED
    )
    attendance_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    attendance_at = models.DateTimeField(null=True, blank=True)
    cancelled_on = models.DateField("When did they tell us?", null=True, blank=True)
    # Only where the person offered one: nobody is asked for it.
    reason = models.CharField("Why, if they said", max_length=200, blank=True, default="", db_default="")

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [
            # Who came to what, for reports: read without the rows themselves.
            models.Index(
                fields=["activity", "beneficiary"],
                condition=Q(attendance__in=sorted(WERE_THERE)) & ~Q(invitation=Invitation.WITHDRAWN),
                name="participation_who_came",
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["activity", "beneficiary"], name="participation_once_per_activity"),
            models.CheckConstraint(
                condition=Q(attendance=Attendance.CANCELLED) | Q(cancelled_on__isnull=True, reason=""),
                name="participation_reason_of_cancelling",
            ),
        ]

    def __str__(self):
        return f"{self.beneficiary}: {self.activity}"

    @property
    def called(self):
        """How the person is spoken of."""
        return self.beneficiary.called

    @property
    def attendance_clock(self):
        """At what time it was said whether they came."""
        return say_time(timezone.localtime(self.attendance_at).time()) if self.attendance_at else ""


class Asking(models.Model):
    """Somebody was asked to come, once: how, when and by whom. Asked again is another row."""

    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="askings")
    how = models.CharField("How were they asked?", max_length=12, choices=Asked)
    on = models.DateField("When?", default=timezone.localdate)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = AskingQuerySet.as_manager()

    class Meta:
        ordering = ["on", "id"]
        constraints = [models.UniqueConstraint(fields=["participation", "on", "how"], name="asking_once_a_day")]

    def __str__(self):
        return f"{self.participation}, {self.on}"
