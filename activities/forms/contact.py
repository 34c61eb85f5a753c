"""A contact with somebody: big presses for what is usual, and fields for what is not."""

from datetime import timedelta

from django import forms

from activities.forms.fields import DayField, PlanKeyField, ShortText, VersionField
from activities.forms.hinted import HintedLine
from beneficiaries.contacts import MOST_MINUTES, Mode, Setting, Was, counts, day_problem
from beneficiaries.models import Contact

WHEN = {"today": "Today", "yesterday": "Yesterday", "other": "Earlier"}
USUAL_MINUTES = ("5", "15", "30", "60")
CHOOSE = "Choose one of these."
MINUTES_PROBLEM = f"Write whole minutes, from 1 to {MOST_MINUTES}."


def presses(label, choices, *, required="", **kwargs):
    """A question that is answered with one press. `required` is the sentence for where nothing was pressed."""
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=forms.RadioSelect,
        required=bool(required),
        error_messages={"required": required, "invalid_choice": CHOOSE},
        **kwargs,
    )


class ContactForm(forms.ModelForm):
    """How, how long, when, one line, and what it was. What is usual is pressed already."""

    was = presses("What was it?", Was, required="Choose what it was.", initial=Was.TWO_WAY)
    mode = presses("How?", Mode, required="Choose how you were in touch.")
    when = presses("When?", WHEN, required="Choose the day.", initial="today")
    date = DayField(label="Which day?", required=False)
    how_long = presses("How many minutes?", [*((each, each) for each in USUAL_MINUTES), ("other", "Other")])
    minutes = forms.IntegerField(
        label="Minutes",
        required=False,
        min_value=1,
        max_value=MOST_MINUTES,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), MINUTES_PROBLEM),
    )
    line = HintedLine(
        label="One line",
        max_length=200,
        required=False,
        help_text="Words they would be happy to read. No names.",
    )
    setting = presses("Setting", Setting, required="Choose the setting.", initial=Setting.ONE_TO_ONE)
    key = PlanKeyField()
    opened_version = VersionField()

    class Meta:
        model = Contact
        fields = ["was", "mode", "date", "minutes", "line", "setting"]

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.days = {today: "today", today - timedelta(days=1): "yesterday"}
        self.initial["opened_version"] = self.instance.version
        if self.instance.pk:
            self._show_kept()

    @property
    def is_usual(self) -> bool:
        """Whether it is, so far, one-to-one and both ways."""
        usual = {"was": Was.TWO_WAY, "setting": Setting.ONE_TO_ONE}
        return all(self[name].value() == value for name, value in usual.items())

    def _show_kept(self):
        minutes = str(self.instance.minutes or "")
        self.initial["when"] = self.days.get(self.instance.date, "other")
        self.initial["how_long"] = minutes if minutes in USUAL_MINUTES or not minutes else "other"

    def clean(self):
        cleaned = super().clean()
        self.instance.key = self.instance.key if self.instance.pk else cleaned["key"]
        self._clean_day(cleaned)
        self._clean_minutes(cleaned)
        return cleaned

    def _clean_day(self, cleaned):
        when = cleaned.get("when")
        if when in self.days.values():
            self._errors.pop("date", None)
            cleaned["date"] = next(day for day, word in self.days.items() if word == when)
        elif when and "date" not in self.errors:
            day = cleaned.get("date")
            if problem := day_problem(day, today=self.today) if day else "Choose the day.":
                self.add_error("date", problem)

    def _clean_minutes(self, cleaned):
        """Minutes are of contacts that count: a missed call has none."""
        how_long, may_have_some = cleaned.get("how_long"), counts(cleaned.get("was"))
        if how_long in USUAL_MINUTES or not may_have_some:
            self._errors.pop("minutes", None)
            cleaned["minutes"] = int(how_long) if may_have_some else None
        elif how_long == "other" and "minutes" not in self.errors and not cleaned.get("minutes"):
            self.add_error("minutes", MINUTES_PROBLEM)


class WhoForm(forms.Form):
    """Whom a contact was with."""

    q = ShortText(
        label="Reference or name",
        max_length=60,
        help_text="Such as CAL-014, or the name that they chose.",
        error_messages={"required": "Type a reference or a name."},
    )
