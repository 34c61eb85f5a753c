"""The form: versions of its template, and the check list that an activity has. It knows nothing of activities."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from checklist.form import STAGE_ORDER, Area, Stage, State, Tool
from checklist.querysets import StepQuerySet, TaskQuerySet, TemplateQuerySet
from checklist.schedule import Offsets
from teams.models import User


class Template(models.Model):
    """One version of the form. Once published it never changes: a new version takes its place."""

    version = models.PositiveIntegerField(unique=True)
    change = models.CharField("what changed", max_length=200, blank=True)
    published_at = models.DateTimeField("in use since", null=True, blank=True, editable=False)
    weeks_before_days = models.PositiveSmallIntegerField(
        "“weeks before” is due this many days before",
        db_default=14,
        default=14,
        validators=[MinValueValidator(1), MaxValueValidator(90)],
    )
    days_before_days = models.PositiveSmallIntegerField(
        "“days before” is due this many working days before",
        db_default=3,
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(20)],
    )
    after_days = models.PositiveSmallIntegerField(
        "“after” is due this many working days after",
        db_default=2,
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(20)],
    )

    objects = TemplateQuerySet.as_manager()

    class Meta:
        ordering = ["-version"]

    def __str__(self):
        return f"Check list, version {self.version}"

    @property
    def is_published(self):
        return self.published_at is not None

    @property
    def offsets(self):
        """How far each stage lies from the activity, as the schedule takes it."""
        return Offsets(self.weeks_before_days, self.days_before_days, self.after_days)


class Line(models.Model):
    """What a line of the form says, on the template and on a check list alike."""

    position = models.PositiveSmallIntegerField()
    area = models.CharField(max_length=15, choices=Area)
    text = models.CharField("task", max_length=200)
    speak_to = models.CharField("who do I need to speak to?", max_length=200, blank=True)
    speaking_does_it = models.BooleanField(
        "done by speaking",
        db_default=True,
        default=True,
        help_text="Ticked by itself once everybody has been spoken to.",
    )
    tool = models.CharField(max_length=12, choices=Tool, blank=True, db_default="", default="")

    class Meta:
        abstract = True

    def __str__(self):
        return self.text

    @property
    def line(self):
        """The same, to be written on another check list."""
        names = ("position", "area", "text", "speak_to", "speaking_does_it", "tool")
        return {name: getattr(self, name) for name in names}


class TemplateTask(Line):
    """A line of the form, with a dot for each stage at which it comes round."""

    template = models.ForeignKey(Template, on_delete=models.CASCADE, related_name="tasks")
    initial_idea = models.BooleanField(Stage.INITIAL_IDEA.label, default=False)
    weeks_before = models.BooleanField(Stage.WEEKS_BEFORE.label, default=False)
    days_before = models.BooleanField(Stage.DAYS_BEFORE.label, default=False)
    on_day = models.BooleanField(Stage.ON_DAY.label, default=False)
    after = models.BooleanField(Stage.AFTER.label, default=False)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = "task"
        constraints = [
            models.CheckConstraint(
                condition=Q(initial_idea=True)
                | Q(weeks_before=True)
                | Q(days_before=True)
                | Q(on_day=True)
                | Q(after=True),
                name="template_task_has_a_stage",
                violation_error_message="Tick at least one stage for this task.",
            )
        ]

    @property
    def stages(self):
        return [stage for stage in Stage if getattr(self, stage)]


class Checklist(models.Model):
    """The form on one activity, started from one version of the template."""

    template = models.ForeignKey(Template, on_delete=models.PROTECT, related_name="checklists")
    planned_on = models.DateField()

    def __str__(self):
        return f"Check list {self.pk}"


class Task(Line):
    """One line of a check list. It always has at least one step."""

    checklist = models.ForeignKey(Checklist, on_delete=models.CASCADE, related_name="tasks")
    note = models.TextField(max_length=1000, blank=True)
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    added_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", help_text="Empty for the form's own lines."
    )
    version = models.PositiveIntegerField(default=1)

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]


class Step(models.Model):
    """A task at one stage: the thing that is ticked. It keeps who marked it last, and when."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="steps")
    # The task's own, kept here too, so that the progress of a check list is read from one index.
    checklist = models.ForeignKey(Checklist, on_delete=models.CASCADE, related_name="steps", db_index=False)
    stage = models.CharField(max_length=15, choices=Stage)
    state = models.CharField(max_length=10, choices=State, default=State.TO_DO)
    due_on = models.DateField(null=True)
    is_set_by_hand = models.BooleanField(db_default=False, default=False)
    marked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    marked_at = models.DateTimeField(null=True)

    objects = StepQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["checklist", "stage", "state"], name="step_by_checklist")]
        constraints = [
            models.UniqueConstraint(fields=["task", "stage"], name="step_once_per_stage"),
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="step_stage_known"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="step_state_known"),
            models.CheckConstraint(
                condition=Q(state=State.TO_DO) | Q(marked_by__isnull=False, marked_at__isnull=False),
                name="step_marked_by_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.task}, {self.get_stage_display()}"

    @property
    def is_done(self):
        return self.state == State.DONE

    @property
    def is_not_needed(self):
        return self.state == State.NOT_NEEDED

    @property
    def is_marked(self):
        """Done or not needed."""
        return self.state != State.TO_DO

    @property
    def stage_place(self):
        return STAGE_ORDER[self.stage]


def validate_stages(stages):
    """Raise ValidationError where a task would come round at no stage at all."""
    if not stages:
        raise ValidationError("Choose at least one stage. If there is nothing to do, mark the task “not needed”.")
