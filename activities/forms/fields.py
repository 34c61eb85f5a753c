"""Fields that several forms about a plan share."""

from uuid import UUID, uuid4

from django import forms
from django.db.models import BigIntegerField

from activities import rules

TOO_LONG = "That is too long. There is room for %(limit_value)d characters, and you typed %(show_value)d."
MISSING = "Please fill this in."
NOT_HERE = "Somebody whom you ticked is not in this list any more. Look at it again."
DATE_MISSING = "Choose a date, or tick “Date not known yet”."


class DayField(forms.DateField):
    """A day, with the phone's own calendar to pick it from."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    default_error_messages = {"invalid": "That is not a date we can read. Write it like 31/10/2026."}


class ClockField(forms.TimeField):
    """A time of day."""

    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    default_error_messages = {"invalid": "That is not a time we can read. Write it like 13:30."}


class ShortText(forms.CharField):
    """A line of words, of limited length."""

    default_error_messages = {
        "required": MISSING,
        "max_length": TOO_LONG,
        "null_characters_not_allowed": "There is a character in here that cannot be kept. Please type it again.",
    }


class LongText(ShortText):
    """A few sentences."""

    widget = forms.Textarea(attrs={"rows": 3})


class IdField(forms.IntegerField):
    """The number of a row. One that no row can have is refused before the database is asked."""

    def __init__(self, **kwargs):
        super().__init__(min_value=1, max_value=BigIntegerField.MAX_BIGINT, **kwargs)


class RowField(forms.ModelChoiceField):
    """One row to choose among."""

    def to_python(self, value):
        try:
            return super().to_python(IdField(required=False).clean(value))
        except forms.ValidationError as error:
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice") from error


class PeopleField(forms.ModelMultipleChoiceField):
    """People to choose among, by tick boxes."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {
        "required": "Tick at least one person.",
        "invalid_choice": NOT_HERE,
        "invalid_pk_value": NOT_HERE,
    }

    def clean(self, value):
        try:
            for chosen in value or []:
                IdField().clean(chosen)
        except forms.ValidationError as error:
            raise forms.ValidationError(NOT_HERE, code="invalid_pk_value") from error
        return super().clean(value)


class VersionField(forms.IntegerField):
    """The version that a form was opened with. One that cannot be read counts as out of date."""

    widget = forms.HiddenInput

    def clean(self, value):
        try:
            return int(value)
        except (TypeError, ValueError):
            return 0


class VersionedForm(forms.ModelForm):
    """A form that knows which version of its row it was opened with: 0 where the first save makes the row."""

    opened_version = VersionField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["opened_version"] = self.instance.version if self.instance.pk else 0


class PlanKeyField(forms.UUIDField):
    """Made when a form is opened, so that sending it twice plans one activity."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs):
        super().__init__(initial=uuid4, **kwargs)

    def clean(self, value):
        try:
            return UUID(value)
        except (TypeError, ValueError):
            return uuid4()


class DateMixin:
    """A date that has to be given or said to be not known yet, and that has to be still to come."""

    def clean_when(self, *, unchanged=None):
        """Check the date against `date_not_known`; a date that is `unchanged` may lie in the past."""
        day, not_known = self.cleaned_data.get("date"), self.cleaned_data.get("date_not_known")
        if "date" in self.errors:
            return
        if not day and not not_known:
            self.add_error("date", DATE_MISSING)
        elif day and not_known:
            self.add_error("date", "Is the date known? Take away the date or the tick.")
        elif day and day != unchanged and (problem := rules.date_problem(day, today=self.today)):
            self.add_error("date", problem)
