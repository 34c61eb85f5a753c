"""What a report is of: the filters in its address."""

from datetime import timedelta

from django import forms

from activities.forms.fields import DayField, IdField
from reports.periods import EARLIEST, LONGEST_YEARS, Period, publishing_problem, quarter_of
from reports.small_numbers import Level
from teams.models import Team

ALL_OF_THEM = "If none is ticked, they are all counted."
NOT_A_TEAM = "One of these teams is not in your list. Tick the teams again."


class TeamsField(forms.ModelMultipleChoiceField):
    """Teams, of those that somebody sees; none ticked is all of them."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {"invalid_choice": NOT_A_TEAM, "invalid_pk_value": NOT_A_TEAM, "invalid_list": NOT_A_TEAM}

    def clean(self, value):
        try:
            for chosen in value or []:
                IdField().clean(chosen)
        except forms.ValidationError as error:
            raise forms.ValidationError(NOT_A_TEAM, code="invalid_pk_value") from error
        return super().clean(value)


class ReportForm(forms.Form):
    """A first and a last day, teams, and who is going to read it. Without days it is this quarter."""

    first = DayField(label="From", required=False)
    last = DayField(label="To", required=False)
    teams = TeamsField(label="Teams", queryset=Team.objects.none(), required=False, help_text=ALL_OF_THEM)
    numbers = forms.ChoiceField(
        label="Numbers of few people",
        choices=Level,
        required=False,
        error_messages={"invalid_choice": "Choose one of these."},
    )

    format = forms.ChoiceField(
        choices=[("csv", "CSV"), ("xlsx", "Excel"), ("json", "JSON"), ("docx", "Document")],
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": "There is no such file. Press one of those below the figures."},
    )

    def __init__(self, data, *, teams, today, starts):
        quarter, data = quarter_of(today, starts=starts), data.copy()
        if not data.get("first") and not data.get("last"):
            data["first"], data["last"] = f"{quarter.first}", f"{quarter.last}"
        super().__init__(data)
        self.today, self.starts = today, starts
        self.fields["teams"].queryset = teams

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("first"), cleaned.get("last")
        if {"first", "last"} & self.errors.keys():
            return cleaned
        if problem := days_problem(first, last, self.today):
            self.add_error(*problem)
        else:
            cleaned["period"] = Period(first, last)
            self._check_publishing(cleaned)
        return cleaned

    def _check_publishing(self, cleaned):
        if cleaned.get("numbers") != Level.PUBLISHED or "teams" not in cleaned:
            return
        counted = len(cleaned["teams"] or self.fields["teams"].queryset)
        is_whole = counted == Team.objects.count()
        problem = publishing_problem(
            cleaned["period"], today=self.today, starts=self.starts, is_whole_programme=is_whole
        )
        if problem:
            self.add_error("numbers", problem)


def days_problem(first, last, today) -> tuple[str, str] | None:
    """What is wrong with two days, as the field and a sentence; None where nothing is."""
    if not first:
        return "first", "Choose the first day too."
    if not last:
        return "last", "Choose the last day too."
    if first < EARLIEST:
        return "first", f"There is nothing before {EARLIEST.year}. Check the year."
    if last < first:
        return "last", "The last day is before the first. Check both days."
    if first > today:
        return "first", "That day is still to come. Choose today or an earlier day."
    if last - first >= timedelta(days=366 * LONGEST_YEARS):
        return "last", f"That is more than {LONGEST_YEARS} years. Choose a shorter time."
    return None
