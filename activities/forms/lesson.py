"""What was learned: a line, and what it is about."""

from django import forms

from activities.forms.hinted import HintedLine
from activities.lessons import About
from activities.models import Lesson
from beneficiaries.models import Beneficiary

NAMES_SOMEBODY = "Every team may read this. Please take the reference out."
PERSON = "person-"


class LessonForm(forms.ModelForm):
    """A line for whoever goes to a place next."""

    words = HintedLine(
        label="What did we learn here?",
        max_length=300,
        help_text="A line is enough. No names of the people you support, please.",
        error_messages={"required": "Write a line first."},
    )

    class Meta:
        model = Lesson
        fields = ["words"]

    def clean_words(self):
        words = self.cleaned_data["words"]
        if Beneficiary.objects.named_in(words):
            raise forms.ValidationError(NAMES_SOMEBODY)
        return words


class PlanLessonForm(forms.ModelForm):
    """What was learned on a plan, and whether it is about plans like it, its place, or one of its people."""

    words = HintedLine(
        label="What did we learn?",
        max_length=300,
        help_text="What would you tell a friend who plans this next? A line is enough. It is nobody’s fault.",
        error_messages={"required": "Write a line first."},
    )
    about = forms.ChoiceField(
        label="What is it about?",
        widget=forms.RadioSelect,
        help_text="It is shown to whoever plans that next.",
        error_messages={"required": "Choose what it is about.", "invalid_choice": "Choose from this list only."},
    )

    class Meta:
        model = Lesson
        fields = ["words", "about"]

    def __init__(self, *args, activity, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.activity, self.instance.by = activity, by
        self.people = {f"{PERSON}{person.pk}": person for person in activity.people}
        self.fields["about"].choices = self._choices(activity)
        self.initial["about"] = About.KIND

    def _choices(self, activity):
        alike = f" ({activity.get_kind_display()})" if activity.kind else ""
        place = [(About.PLACE, f"{About.PLACE.label}: {activity.place}")] if activity.place else []
        people = [(name, f"{About.PERSON.label}: {person.called}") for name, person in self.people.items()]
        return [(About.KIND, About.KIND.label + alike), *place, *people]

    def clean(self):
        cleaned, activity = super().clean(), self.instance.activity
        about, words = cleaned.get("about", ""), cleaned.get("words", "")
        person = self.people.get(about)
        if about and not person and Beneficiary.objects.named_in(words):
            self.add_error("words", "Is it about one person? Then choose them below. If not, take the reference out.")
        self.instance.beneficiary = person
        if person:
            cleaned["about"] = About.PERSON
        elif about == About.PLACE:
            self.instance.venue_id, self.instance.place = activity.venue_id, activity.place
        else:
            self.instance.kind = activity.kind
        return cleaned

    @property
    def is_kept_already(self):
        """Whether the same was said of the same before, as when Save is pressed twice."""
        said = self.instance
        same = Lesson.objects.filter(activity=said.activity, about=said.about, beneficiary=said.beneficiary)
        return same.filter(words=said.words).exists()
