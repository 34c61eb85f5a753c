"""What somebody was paid, or said no to: one form for each of the three kinds."""

from django import forms

from activities import payments
from activities.forms.amount import AmountField
from activities.forms.fields import DayField, PlanKeyField, RowField
from activities.forms.upload import UploadField
from activities.models import Payment

NO_OR_YES = "Did they say no? Then leave this empty. If not, take away the tick."


class PersonField(RowField):
    """One of the people on a plan."""

    widget = forms.RadioSelect
    default_error_messages = {"required": "Choose who it is for.", "invalid_choice": "Choose one of these people."}

    def label_from_instance(self, person):
        return person.called


class HasBeenMixin(forms.Form):
    """Money is written down on the day on which it was paid or earned, or after it."""

    on = DayField(label="When?", error_messages={"required": "Choose the day."})

    def clean_on(self):
        day = self.cleaned_data["on"]
        if problem := payments.day_problem(day, today=self.today):
            raise forms.ValidationError(problem)
        return day


class PaymentForm(HasBeenMixin, forms.ModelForm):
    """Who, how much, how and when; or that they would rather not."""

    beneficiary = PersonField(None, label="Who is it for?", empty_label=None)
    amount = AmountField(label="How much?", required=False, help_text="In pounds, like 4.20.")
    how = forms.ChoiceField(
        label="How do they get it?",
        choices=Payment.How,
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": "Choose one of these."},
    )
    declined = forms.BooleanField(
        label="They would rather not have it", required=False, help_text="That is fine. Leave the amount empty."
    )
    key = PlanKeyField()

    field_order = ["beneficiary", "item", "amount", "receipt", "how", "on", "declined"]

    class Meta:
        model = Payment
        fields = ["beneficiary", "amount", "how", "on", "declined"]

    def __init__(self, *args, people, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.people, self.today = people, today
        self.fields["beneficiary"].queryset = people
        if len(people) == 1:
            self.initial["beneficiary"] = people[0].pk

    def clean(self):
        cleaned = super().clean()
        self.instance.key = cleaned["key"]
        if cleaned.get("declined"):
            self._clean_declined(cleaned)
        else:
            self._clean_paid(cleaned)
        return cleaned

    def _clean_declined(self, cleaned):
        """How they would have got it means nothing then."""
        cleaned["how"] = ""
        for name in ("amount", "receipt"):
            if cleaned.get(name):
                self.add_error(name, NO_OR_YES)

    def _clean_paid(self, cleaned):
        if "amount" in cleaned and cleaned["amount"] is None:
            self.add_error("amount", "Write how much it is. Or tick “They would rather not have it”.")
        if "how" in cleaned and not cleaned["how"]:
            self.add_error("how", "Choose how they get it.")


class CostsForm(PaymentForm):
    """The same for what somebody spent themselves, with what it was for."""

    item = forms.ChoiceField(
        label="What was it for?",
        choices=Payment.Item,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it was for.", "invalid_choice": "Choose one of these."},
    )

    # Not one of the model's: what comes in is a clean file, and what is kept is a row.
    receipt = UploadField(label="The receipt, if there is one", required=False)

    class Meta(PaymentForm.Meta):
        fields = [*PaymentForm.Meta.fields, "item"]
