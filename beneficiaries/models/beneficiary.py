"""People supported. No legal name, birth date or address is held anywhere."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone

from beneficiaries import references
from beneficiaries.querysets import BeneficiaryQuerySet
from teams.models import Team, User


class ReferenceField(models.CharField):
    """A reference in upper case, whichever way it was typed."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", references.LONGEST)
        super().__init__(*args, **kwargs)

    def to_python(self, value):
        value = super().to_python(value)
        return references.normalise(value) if isinstance(value, str) else value

    def get_prep_value(self, value):
        return self.to_python(super().get_prep_value(value))


def validate_reference(reference):
    """Raise ValidationError where a reference has another shape than `CAL-014`."""
    if not references.is_well_formed(reference):
        raise ValidationError(references.SHAPE_IN_WORDS)


class Beneficiary(models.Model):
    """A person supported: a reference and, if they like, a name that they chose."""

    class Status(models.TextChoices):
        ACTIVE = "active", "Supported now"
        PAUSED = "paused", "Having a break"
        MOVED_ON = "moved_on", "Moved on"

    reference = ReferenceField(
        unique=True,
        validators=[validate_reference],
        help_text=references.SHAPE_IN_WORDS,
        error_messages={"unique": "Somebody already has this reference."},
    )
    known_as = models.CharField(
        max_length=40, blank=True, help_text="A name that they chose, if they like. Never a legal name."
    )
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="beneficiaries")
    navigators = models.ManyToManyField(User, blank=True, related_name="caseload")
    status = models.CharField(max_length=10, choices=Status, default=Status.ACTIVE)
    # Since when they have moved on: from this day on it is counted how long what is held is kept.
    closed_on = models.DateField(null=True, blank=True, editable=False)
    # While anything stands here, nothing of theirs is let go.
    held_why = models.CharField(
        "must be kept, because",
        max_length=120,
        blank=True,
        default="",
        db_default="",
        help_text="Who asked for it, such as “a court”. Never what happened. While this says anything, nothing goes.",
    )
    held_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", editable=False, db_index=False
    )
    held_on = models.DateField(null=True, editable=False)
    # Who it was is erased. The row stays, with a reference drawn by lot, so that what they did still counts.
    is_gone = models.BooleanField(default=False, db_default=False, editable=False)

    objects = BeneficiaryQuerySet.as_manager()

    class Meta:
        ordering = ["reference"]
        verbose_name_plural = "beneficiaries"
        indexes = [models.Index(fields=["team", "reference"], name="beneficiary_by_team")]
        constraints = [models.CheckConstraint(condition=models.Q(reference__gt=""), name="beneficiary_has_reference")]

    def __str__(self):
        return self.reference

    def save(self, **kwargs):
        """Note since when they have moved on, or that they are back."""
        if self.status != self.Status.MOVED_ON:
            self.closed_on = None
        elif self.closed_on is None:
            self.closed_on = timezone.localdate()
        super().save(**kwargs)

    def get_absolute_url(self):
        return reverse("activities:beneficiary_detail", args=[self.reference])

    @property
    def called_on_paper(self):
        """The reference alone; of somebody who is erased, nothing."""
        return "Somebody" if self.is_gone else self.reference

    @property
    def called(self):
        """The reference with the chosen name, where there is one; of somebody who is erased, nothing."""
        if self.is_gone:
            return "Somebody"
        return f"{self.reference} ({self.known_as})" if self.known_as else self.reference
