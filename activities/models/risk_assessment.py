"""The risk assessment of a plan: its hazards, what was said about people, and who signed which version."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from activities import risk
from activities.models.hazard_library import HazardLibrary
from activities.querysets import OfPlansQuerySet
from activities.risk_querysets import HazardQuerySet, OfAssessmentsQuerySet, SignatureQuerySet
from beneficiaries.models import Beneficiary
from teams.models import User


class RiskAssessment(models.Model):
    """What could do harm on a plan, and what is done about it. It is looked at again by `review_on`."""

    activity = models.OneToOneField("activities.Activity", on_delete=models.CASCADE, related_name="risk_assessment")
    libraries = models.ManyToManyField(HazardLibrary, related_name="+")
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    review_on = models.DateField("Look at it again by")
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(null=True)
    # The version of what touches safety, written by each action that changes any of it, so that a list can ask for it.
    fingerprint = models.CharField(max_length=64, blank=True, default="")
    # Of what is noted about talks of each person's own risks.
    talks_version = models.PositiveIntegerField(default=1)

    objects = OfPlansQuerySet.as_manager()

    def __str__(self):
        return f"Risk assessment: {self.activity}"


class Hazard(models.Model):
    """Something that could do harm. One that was started from a list counts once somebody has looked at it."""

    assessment = models.ForeignKey(RiskAssessment, on_delete=models.CASCADE, related_name="hazards")
    hazard = models.CharField("What could do harm?", max_length=120)
    harmed = models.CharField("Who might be harmed, and how?", max_length=300)
    already = models.TextField("What is already done?", max_length=600)
    more = models.TextField("What more will we do?", max_length=600, blank=True)
    by_whom = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by_when = models.DateField("By when?", null=True, blank=True)
    done_at = models.DateTimeField(null=True)
    likelihood = models.PositiveSmallIntegerField("How likely?", choices=risk.Likelihood)
    severity = models.PositiveSmallIntegerField("How bad could it be?", choices=risk.Severity)
    likelihood_after = models.PositiveSmallIntegerField("How likely then?", choices=risk.Likelihood)
    severity_after = models.PositiveSmallIntegerField("How bad could it be then?", choices=risk.Severity)
    is_looked_at = models.BooleanField(default=False)
    removed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = HazardQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(likelihood__range=(1, 5), severity__range=(1, 5))
                & Q(likelihood_after__range=(1, 5), severity_after__range=(1, 5)),
                name="hazard_weighed_1_to_5",
            )
        ]

    def __str__(self):
        return self.hazard

    @property
    def score(self):
        return risk.score(self.likelihood, self.severity)

    @property
    def score_after(self):
        return risk.score(self.likelihood_after, self.severity_after)

    @property
    def band(self):
        return risk.band_of(self.score, bands=settings.RISK_BANDS)

    @property
    def band_after(self):
        return risk.band_of(self.score_after, bands=settings.RISK_BANDS)


class IndividualRisk(models.Model):
    """That somebody's own risks were talked about. What they are stays in the navigator's own system."""

    assessment = models.ForeignKey(RiskAssessment, on_delete=models.CASCADE, related_name="individual_risks")
    beneficiary = models.ForeignKey(Beneficiary, on_delete=models.CASCADE, related_name="+")
    discussed_with = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    discussed_on = models.DateField()
    is_planned_for = models.BooleanField(default=False)

    objects = OfAssessmentsQuerySet.as_manager()

    class Meta:
        ordering = ["beneficiary"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "beneficiary"], name="individual_risk_once_per_person")
        ]

    def __str__(self):
        return f"{self.beneficiary}, {self.discussed_on}"


class Signature(models.Model):
    """A lead navigator signed one version of an assessment. These rows are only ever added."""

    assessment = models.ForeignKey(RiskAssessment, on_delete=models.CASCADE, related_name="signatures")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    # Why it is all right although a risk stays high.
    reason = models.CharField("Why is it all right all the same?", max_length=600, blank=True)
    # What was signed, as `risk.safety_of` says it, and its fingerprint.
    safety = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    # It counts for a plan on this day or sooner.
    review_on = models.DateField()

    objects = SignatureQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["fingerprint", "at"], name="signature_by_version")]

    def __str__(self):
        return f"{self.by}, {self.at:%Y-%m-%d}"

    @property
    def version(self):
        """The version that was signed, as it is said on paper."""
        return risk.say_version(self.fingerprint)
