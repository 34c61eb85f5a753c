"""Ticking a step, and what can be written on a line of the check list."""

from django import forms
from django.urls import reverse
from django.utils.functional import cached_property

from activities import rules
from activities.forms.fields import DayField, IdField, VersionField
from activities.forms.hinted import HintedLine, HintedText
from activities.forms.speak_to import SpeakToMixin, roles_and_others
from checklist.form import Area, Stage, State
from checklist.models import validate_stages

SOMEBODY_CHANGED_IT = (
    "Somebody changed this task while you had it open. What is saved now is shown here. "
    "Put it together with yours, then save again."
)


class MarkForm(forms.Form):
    """Which step is what from now on. The pressed button names both: `done=77` says that step 77 is done."""

    FROM = [("", "the activity"), ("week", "my week")]

    done = IdField(required=False)
    to_do = IdField(required=False)
    not_needed = IdField(required=False)
    came_from_page = forms.ChoiceField(choices=FROM, required=False)
    stage = forms.ChoiceField(choices=Stage, required=False)
    by = forms.ChoiceField(choices=[("area", "area")], required=False)

    def clean(self):
        cleaned = super().clean()
        self._pressed = [(state, cleaned[state]) for state in State.values if cleaned.get(state) is not None]
        if len(self._pressed) != 1:
            raise forms.ValidationError("Press one button at a time.")
        return cleaned

    @property
    def mark(self):
        [(state, step_id)] = self._pressed
        return {"step_id": step_id, "state": State(state)}

    @property
    def is_from_week(self):
        return self.cleaned_data["came_from_page"] == "week"

    def sheet_view(self, now):
        """How the sheet was shown when the button was pressed."""
        return {"stage": self.cleaned_data["stage"] or now, "by_area": bool(self.cleaned_data["by"])}

    def came_from(self, activity):
        """The address to go back to, where the page could not answer in place."""
        cleaned = self.cleaned_data
        if self.is_from_week:
            return reverse("activities:week")
        kept = "&".join(f"{name}={cleaned[name]}" for name in ("stage", "by") if cleaned[name])
        return f"{activity.get_absolute_url()}?{kept}#sheet"


class StagesField(forms.MultipleChoiceField):
    """The stages at which a task comes round."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        super().__init__(choices=Stage.choices, label="When does it come round?", required=False, **kwargs)


class TaskForm(SpeakToMixin, forms.Form):
    """A note, who to speak to, the stages of a task, and days for them that are set by hand."""

    note = HintedText(
        label="Note",
        max_length=1000,
        required=False,
        help_text="How far you are, or what to remember. No names of the people you support, please.",
    )
    stages = StagesField()
    offered = forms.MultipleChoiceField(choices=Stage, required=False, widget=forms.MultipleHiddenInput)
    opened_version = VersionField()

    def __init__(self, *args, task, steps, today, **kwargs):
        self.task, self.steps, self.today = task, steps, today
        super().__init__(*args, initial=self._saved(), **kwargs)
        for step in self.steps_to_do:
            self.fields[f"day_{step.stage}"] = DayField(
                label=f"{step.get_stage_display()}: another day",
                required=False,
                initial=step.due_on if step.is_set_by_hand else None,
            )
        # Any stage is understood, in case it was ticked meanwhile; those that are still free are shown.
        self.fields["stages"].widget.choices = [choice for choice in Stage.choices if choice[0] not in self.marked]

    def _saved(self):
        return {
            "note": self.task.note,
            **roles_and_others(self.task.speak_to),
            "stages": [step.stage for step in self.steps],
            "offered": [stage for stage in Stage.values if stage not in self.marked],
            "opened_version": self.task.version,
        }

    @cached_property
    def steps_to_do(self):
        return [step for step in self.steps if not step.is_marked]

    @property
    def day_fields(self):
        """The fields for days set by hand, each of a stage that is still to do."""
        return [self[f"day_{step.stage}"] for step in self.steps_to_do]

    def clean(self):
        cleaned = super().clean()
        days = {step.stage: self._clean_day(step, cleaned) for step in self.steps_to_do}
        cleaned["days"] = {stage: day for stage, day in days.items() if f"day_{stage}" in self.changed_data}
        return cleaned

    def _clean_day(self, step, cleaned):
        name = f"day_{step.stage}"
        day = cleaned.pop(name, None)
        if day and day != step.due_on and (problem := rules.date_problem(day, today=self.today)):
            self.add_error(name, problem)
        return day

    @property
    def stages_in_words(self):
        return ", ".join(step.get_stage_display() for step in sorted(self.steps, key=lambda step: step.stage_place))

    @property
    def marked(self):
        """Stages that are ticked or “not needed”: they stay, so they are not offered."""
        return [step.stage for step in self.steps if step.is_marked]

    def clean_stages(self):
        stages = self.cleaned_data["stages"]
        if not self.marked:
            validate_stages(stages)
        return stages

    def reopened(self, *, task):
        """This form with what was typed, opened on the newest version, with what is saved now beside it."""
        typed = self.data.copy()
        typed["opened_version"] = task.version
        colleagues = self.colleagues
        form = TaskForm(typed, task=task, steps=self.steps, today=self.today, colleagues=colleagues)
        form.add_error(None, SOMEBODY_CHANGED_IT)
        form.saved_now = task
        return form


class TaskAddForm(SpeakToMixin, forms.Form):
    """A line of one's own."""

    text = HintedLine(label="What needs doing?", max_length=200)
    area = forms.ChoiceField(
        label="Where does it belong?", choices=Area, error_messages={"required": "Choose where it belongs."}
    )
    stages = StagesField()

    def clean_stages(self):
        stages = self.cleaned_data["stages"]
        validate_stages(stages)
        return stages
