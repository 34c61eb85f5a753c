"""What people fill in about money."""

from django import forms

from activities import money, rules
from activities.forms.amount import AmountField
from activities.forms.fields import DayField, PlanKeyField, RowField, ShortText, VersionField
from activities.forms.hinted import HintedLine
from activities.forms.upload import UploadField
from activities.money import Kind, What
from activities.payments import day_problem
from activities.petty_cash import needs_another_way, say_another_way
from activities.pounds import MOST, say_pounds
from teams.models import User

MOST_OF_EACH = 999
STALE = "Somebody saved this while you had it open. Look at what is saved now. If yours is still right, press again."
CHOOSE_SOMEBODY = "Choose somebody from the list."


class TypedForm(forms.Form):
    """A form that may come too late: what was typed is shown all the same."""

    def keep_typed(self):
        """Show what was typed, without what would be wrong with it: nothing can be done with it here any more."""
        self.errors.clear()


class OpenedForm(TypedForm):
    """A form that knows which version of a request it was opened with."""

    opened_version = VersionField()

    def reopen(self, *, version):
        """Keep what was typed, on the newest version, and say that somebody else saved."""
        self.data = self.data.copy()
        self.data["opened_version"] = version
        self.add_error(None, STALE)


class EstimateForm(OpenedForm):
    """How many and how much each, for the form's six kinds of cost, and what to ask for it."""

    budget = forms.ChoiceField(
        label="From which budget?",
        required=False,
        error_messages={"invalid_choice": "Choose a budget from the list."},
    )
    needed_by = DayField(label="When do you need the cash?", required=False)
    note = HintedLine(
        label="Anything to say about it?",
        max_length=300,
        required=False,
        help_text="Only if it helps. No names, please.",
    )

    def __init__(self, *args, activity, lines, budgets, version, needed_by, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.activity, self.today = activity, today
        before = {line.what: line for line in lines}
        for what in What:
            self._add_line(what, before.get(what))
        self.of_team = {str(budget.pk): budget for budget in budgets}
        self.budgets = [budget for budget in budgets if not self._problem_with(budget)]
        self.fields["budget"].choices = [(pk, budget.name) for pk, budget in self.of_team.items()]
        # One that cannot pay for the plan is understood, to say why not, but not offered.
        self.fields["budget"].widget.choices = [(budget.pk, budget.name) for budget in self.budgets]
        self.initial |= {"opened_version": version, "needed_by": needed_by}

    def _add_line(self, what, line):
        self.fields[f"quantity_{what}"] = forms.IntegerField(
            label=f"{what.label}: how many?",
            min_value=0,
            max_value=MOST_OF_EACH,
            required=False,
            initial=line and line.quantity,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            error_messages={
                "invalid": "Write a whole number, like 6.",
                "min_value": "Write a whole number, like 6.",
                "max_value": f"That is more than {MOST_OF_EACH}. Check the number.",
            },
        )
        each = f"{line.each:.2f}" if line else None
        self.fields[f"each_{what}"] = AmountField(
            label=f"{what.label}: how much each?", least=money.ZERO, required=False, initial=each
        )

    @property
    def rows(self):
        """Each kind of cost, its two fields, and what is wrong with either."""
        for what in What:
            fields = [self[f"quantity_{what}"], self[f"each_{what}"]]
            yield what, *fields, [error for field in fields for error in field.errors]

    @property
    def asks(self):
        """Whether the press was the one that asks for the cash too."""
        return "ask" in self.data

    def _problem_with(self, budget):
        return budget.problem_with(self.activity, today=self.today)

    def clean_budget(self):
        budget = self.of_team.get(self.cleaned_data["budget"])
        if budget and self.asks and (problem := self._problem_with(budget)):
            raise forms.ValidationError(f"{problem} {money.CHOOSE_ANOTHER}")
        return budget

    def clean(self):
        cleaned = super().clean()
        self.lines = {}
        for what in What:
            self._clean_line(what, cleaned.get(f"quantity_{what}"), cleaned.get(f"each_{what}"))
        if not self.errors:
            self._clean_sum()
        if self.asks:
            self._clean_asking(cleaned)
        return cleaned

    def _clean_line(self, what, quantity, each):
        if quantity and each:
            self.lines[what] = (quantity, each)
        elif each and not self.has_error(f"quantity_{what}"):
            self.add_error(f"quantity_{what}", "How many of these? Write a number, like 6.")
        elif quantity and not self.has_error(f"each_{what}"):
            self.add_error(f"each_{what}", "How much is each? Write it like 4.50.")

    def _clean_sum(self):
        if not self.lines:
            self.add_error(None, "Fill in at least one line. If it costs nothing, mark the line “Not needed”.")
        elif sum(quantity * each for quantity, each in self.lines.values()) > MOST:
            self.add_error(None, f"All of it together is more than {say_pounds(MOST)}. Check the amounts.")

    def _clean_asking(self, cleaned):
        if not cleaned.get("budget") and not self.has_error("budget"):
            self.add_error(None, "No open budget is for this plan yet, so nobody can be asked. You can save the sum.")
        day = cleaned.get("needed_by")
        if day and (problem := rules.date_problem(day, today=self.today)):
            self.add_error("needed_by", problem)


class DecideForm(OpenedForm):
    """Yes, a question, or no with a reason."""

    decision = forms.ChoiceField(
        choices=[(kind, kind.label) for kind in (Kind.APPROVED, Kind.ASKED, Kind.REFUSED)],
        error_messages=dict.fromkeys(["required", "invalid_choice"], "Press “Say yes”, “Ask a question” or “Say no”."),
    )
    note = HintedLine(label="Your question, or why not", max_length=300, required=False)

    def __init__(self, *args, version, offers_yes, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["opened_version"] = version
        if offers_yes:
            self.fields["note"].help_text = "A yes needs no words."

    def clean(self):
        cleaned = super().clean()
        if (
            cleaned.get("decision") not in (None, Kind.APPROVED)
            and not cleaned.get("note")
            and not self.has_error("note")
        ):
            asks = cleaned["decision"] == Kind.ASKED
            self.add_error("note", "Write your question here." if asks else "Write why not, in a line.")
        return cleaned


class StepForm(TypedForm):
    """One move on a page of its own: its heading, the words on its button, and what is said afterwards."""

    heading = press = done = ""
    # What is said besides, where something is worth a thought.
    thought = ""

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_vat_within(self, cleaned):
        """VAT is a part of the amount."""
        amount, vat = cleaned.get("amount"), cleaned.get("vat")
        if amount is not None and vat and vat > amount:
            self.add_error("vat", money.TOO_MUCH_VAT)

    def clean_day(self):
        day = self.cleaned_data["day"]
        if problem := day_problem(day, today=self.today):
            raise forms.ValidationError(problem)
        return day


class AnswerForm(StepForm):
    """The answer to a question about a request."""

    heading, press, done = "Answer the question", "Send the answer", "Your answer is sent."
    note = HintedLine(label="Your answer", max_length=300, error_messages={"required": "Write your answer here."})


class TwoPeopleForm(StepForm):
    """Cash that changes hands between two people."""

    with_whom = RowField(
        label="Who was the other person?",
        queryset=User.objects.none(),
        empty_label=None,
        error_messages=dict.fromkeys(["required", "invalid_choice"], CHOOSE_SOMEBODY),
    )
    day = DayField(label="On which day?", error_messages={"required": "Choose a day."})

    def __init__(self, *args, people, likely, today, **kwargs):
        super().__init__(*args, today=today, **kwargs)
        self.fields["with_whom"].queryset = people
        self.initial |= {"with_whom": likely, "day": today}


class HandOverForm(TwoPeopleForm):
    """Who was there when the cash was handed over: you and somebody else."""

    heading, press, done = "Hand over the cash", "It is handed over", "Handed over, with both names."


class BringBackForm(TwoPeopleForm):
    """What comes back, to whom."""

    heading, press, done = "Bring back the rest", "It is brought back", "That is written down."
    amount = AmountField(label="How much comes back?", least=money.ZERO)
    key = PlanKeyField()

    field_order = ["amount", "with_whom", "day"]

    def __init__(self, *args, missing, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["amount"] = f"{missing:.2f}"


class SpentForm(StepForm):
    """What was bought, and its receipt, or why there is none."""

    heading, press, done = "Write down what was spent", "Save it", "Saved."
    amount = AmountField(label="How much was it?")
    what = forms.ChoiceField(
        label="What was it for?", choices=What, error_messages={"invalid_choice": "Choose from the list."}
    )
    supplier = ShortText(label="Where was it bought?", max_length=80, required=False)
    day = DayField(label="On which day?", error_messages={"required": "Choose a day."})
    receipt = UploadField(label="The receipt", required=False)
    no_receipt = HintedLine(
        label="No receipt? Say why",
        max_length=200,
        required=False,
        help_text="A bus fare has none. A lost receipt can happen: say so.",
    )
    vat = AmountField(
        label="VAT, if the receipt shows it", least=money.ZERO, required=False, help_text="Leave it empty if not."
    )
    key = PlanKeyField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["day"] = self.today

    def clean(self):
        cleaned = super().clean()
        self.clean_vat_within(cleaned)
        if not (cleaned.get("receipt") or cleaned.get("no_receipt") or self.errors.keys() & {"receipt", "no_receipt"}):
            self.add_error("no_receipt", "Choose the receipt, or say why there is none.")
        return cleaned

    @property
    def thought(self):
        return say_another_way() if needs_another_way(self.cleaned_data["amount"]) else ""


class CorrectForm(StepForm):
    """What an entry should have said."""

    press, done = "Put it right", "Put right. The first entry stays, with this one beside it."
    amount = AmountField(label="What is the right amount?", least=money.ZERO)
    vat = AmountField(
        label="VAT in it, if the receipt shows it", least=money.ZERO, required=False, help_text="Leave it empty if not."
    )
    note = HintedLine(
        label="What was wrong?", max_length=300, error_messages={"required": "Say in a line what was wrong."}
    )

    def __init__(self, *args, entry, **kwargs):
        super().__init__(*args, **kwargs)
        self.heading = f"Put right no. {entry.number}" if entry.number else "Put right what came back"
        self.initial["amount"] = f"{entry.net:.2f}"
        if entry.kind == Kind.RETURNED:
            del self.fields["vat"]
        elif entry.net_vat:
            self.initial["vat"] = f"{entry.net_vat:.2f}"

    def clean(self):
        cleaned = super().clean()
        self.clean_vat_within(cleaned)
        return cleaned
