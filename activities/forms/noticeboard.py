"""A noticeboard: whom people can ask, what is on it again and again, and what is said of single days."""

from django import forms

from activities import rules
from activities.forms.fields import ClockField, DayField, PlanKeyField, ShortText, VersionField
from activities.forms.hinted import HintedLine
from activities.models import Noticeboard, RegularActivity, RegularDay
from activities.noticeboard import reference_problem
from activities.recurrence import Every, Said, every_of, rule_of
from activities.venue_search import places_to_offer
from beneficiaries.models import Beneficiary

SOMEBODY_CHANGED_IT = (
    "Somebody changed this while you had it open. What they wrote is beside yours. "
    "Change what you need, then save again."
)


def refuse_references(form, *names):
    """Add an error to each of these fields in which somebody's reference stands: everybody can read the board."""
    for name in names:
        if problem := reference_problem(Beneficiary.objects.named_in(form.cleaned_data.get(name) or "")):
            form.add_error(name, problem)


class RegularForm(forms.ModelForm):
    """Something regular. How often it comes round is asked in words; which day it is follows from the first day."""

    first_day = DayField(
        label="First day",
        help_text="The next day on which it is on. Which weekday it is follows from this.",
        error_messages={"required": "Choose the first day."},
    )
    every = forms.ChoiceField(
        label="How often?",
        choices=Every,
        initial=Every.WEEK,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how often.", "invalid_choice": "Choose one of these three."},
    )
    starts_at = ClockField(label="Start time", error_messages={"required": "Choose a start time."})
    ends_at = ClockField(label="End time", required=False)
    last_day = DayField(label="Last day", required=False, help_text="Only if you know when it ends.")
    form_key = PlanKeyField()
    opened_version = VersionField()

    class Meta:
        model = RegularActivity
        fields = [
            "description", "kind", "first_day", "every", "starts_at", "ends_at", "place", "last_day", "about",
            "is_on_board",
        ]  # fmt: skip
        field_classes = {"description": HintedLine, "place": ShortText, "about": HintedLine}
        widgets = {"kind": forms.RadioSelect, "place": forms.TextInput(attrs={"list": "places"})}
        help_texts = {
            "place": "A place that we know, or your own words.",
            "about": "Gardening, music or quiet time, for example. It chooses the picture on the poster.",
            "is_on_board": "Everybody can read the noticeboard.",
        }
        error_messages = {
            "description": {"required": "Say in a few words what it is."},
            "kind": {"required": "Choose what kind of activity it is."},
        }

    def __init__(self, *args, user, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.today = user, today
        self.first_day_before, self.last_day_before = self.instance.first_day, self.instance.last_day
        self.fields["kind"].choices = [choice for choice in self.fields["kind"].choices if choice[0]]
        if self.instance.pk is None:
            self.initial["is_on_board"] = True
            del self.fields["opened_version"]
        else:
            self.initial |= {"every": every_of(self.instance.rule), "opened_version": self.instance.version}
            del self.fields["form_key"]

    def places(self):
        """What a browser offers while a place is typed."""
        return places_to_offer(self.user)

    def clean(self):
        cleaned = super().clean()
        if "starts_at" in cleaned and (problem := rules.times_problem(cleaned["starts_at"], cleaned.get("ends_at"))):
            self.add_error("ends_at", problem)
        first_day, last_day = cleaned.get("first_day"), cleaned.get("last_day")
        if first_day and first_day != self.first_day_before and self._is_far_off(first_day):
            self.add_error("first_day", rules.FAR_OFF)
        if last_day and last_day != self.last_day_before and self._is_far_off(last_day):
            self.add_error("last_day", rules.FAR_OFF)
        elif first_day and last_day and last_day < first_day:
            self.add_error("last_day", "That is before the first day. Check both days.")
        refuse_references(self, "description", "place", "about")
        return cleaned

    def _is_far_off(self, day):
        return abs(day - self.today) > rules.FURTHEST_AHEAD

    def _post_clean(self):
        super()._post_clean()
        self.instance.form_key = self.cleaned_data.get("form_key", self.instance.form_key)

    def reopened(self, *, regular):
        """This form with what was typed, opened on the newest version; what is saved now stands beside it."""
        typed = self.data.copy()
        typed["opened_version"] = regular.version
        self.instance.rule = rule_of(self.cleaned_data["every"], self.cleaned_data["first_day"])
        now, then = _in_words(regular), _in_words(self.instance)
        form = RegularForm(typed, instance=regular, user=self.user, today=self.today)
        form.add_error(None, SOMEBODY_CHANGED_IT)
        form.both = [(label, now[label], then[label]) for label in now if now[label] != then[label]]
        return form


class RegularDayForm(forms.ModelForm):
    """What is said of one day of something regular."""

    what = forms.ChoiceField(
        label="Is it on?",
        choices=Said,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of these three.", "invalid_choice": "Choose one of these three."},
    )
    moved_to = DayField(label="Which day instead?", required=False, help_text="Only if it is on another day.")
    why = HintedLine(
        label="Why?", max_length=120, required=False, help_text="Only colleagues see this. No names, please."
    )

    class Meta:
        model = RegularDay
        fields = ["what", "moved_to", "why"]

    def __init__(self, *args, day, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.day, self.today = day, today

    def clean(self):
        cleaned = super().clean()
        moved_to, is_moved = cleaned.get("moved_to"), cleaned.get("what") == Said.MOVED
        if is_moved and not moved_to and "moved_to" not in self.errors:
            self.add_error("moved_to", "Choose the day on which it is instead.")
        elif is_moved and moved_to == self.day:
            self.add_error("moved_to", "That is the same day. Choose another one.")
        elif is_moved and moved_to and (problem := rules.date_problem(moved_to, today=self.today)):
            self.add_error("moved_to", problem)
        elif moved_to and cleaned.get("what") and not is_moved:
            self.add_error("moved_to", "Take this day away, or choose that it is on another day.")
        if cleaned.get("what") != Said.MOVED:
            cleaned["moved_to"] = None
        return cleaned


class BoardForm(forms.ModelForm):
    """Whom people can ask about what is on the board."""

    opened_version = VersionField()

    class Meta:
        model = Noticeboard
        fields = ["ask"]
        field_classes = {"ask": ShortText}
        help_texts = {
            "ask": "This line stands on the poster. If you leave it empty, it says “Ask any champion”. "
            "Names of colleagues only if they agree."
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["opened_version"] = self.instance.version

    def clean(self):
        cleaned = super().clean()
        refuse_references(self, "ask")
        return cleaned

    def reopened(self, *, board):
        """This form with what was typed, opened on the newest version; what is saved now stands beside it."""
        typed = self.data.copy()
        typed["opened_version"] = board.version
        both = [(self.fields["ask"].label, board.ask, self.cleaned_data["ask"])]
        form = BoardForm(typed, instance=board)
        form.add_error(None, SOMEBODY_CHANGED_IT)
        form.both = both
        return form


def _in_words(regular: RegularActivity) -> dict[str, str]:
    """Everything that the form asks, as text under its label."""
    return {
        "What is it?": regular.description,
        "What kind of activity is it?": regular.get_kind_display(),
        "When": regular.says_when,
        "First day": rules.say_when(regular.first_day),
        "Last day": rules.say_when(regular.last_day) if regular.last_day else "",
        "Where?": regular.place,
        "What is it about?": regular.about,
        "Show it on the noticeboard": "yes" if regular.is_on_board else "no",
    }
