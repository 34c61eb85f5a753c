"""What people fill in about risk: where to start, one hazard, people, and what goes with a signature."""

from django import forms
from django.db.models import Q

from activities import risk, rules
from activities.forms.fields import MISSING, DayField, PeopleField, VersionField
from activities.forms.hinted import HintedLine, HintedText
from activities.models import Activity, Hazard, HazardLibrary, IndividualRisk
from activities.payments import day_problem
from teams.models import User

LAST, LISTS, EMPTY = "last", "lists", "empty"
SOMEBODY_CHANGED_IT = "Somebody saved this hazard while you had it open. Look at what is saved, then save again."


def colleagues_on(activity: Activity, user):
    """Those of the plan's team who can be named."""
    return User.objects.visible_to(user).active().filter(memberships__team=activity.team_id).distinct()


class StartForm(forms.Form):
    """From which lists to start, or from the last time, or with nothing."""

    libraries = PeopleField(
        queryset=HazardLibrary.objects.none(),
        label="Lists of hazards",
        required=False,
        help_text="Tick what fits. You look at each hazard yourself before it counts.",
        error_messages={"invalid_choice": "Choose from these lists.", "invalid_pk_value": "Choose from these lists."},
    )
    start = forms.ChoiceField(choices=[(LISTS, LISTS), (LAST, LAST), (EMPTY, EMPTY)], widget=forms.HiddenInput)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["libraries"].queryset = HazardLibrary.objects.visible_to(user)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("start", LISTS) == LISTS and not cleaned.get("libraries") and "libraries" not in self.errors:
            self.add_error("libraries", "Tick at least one list, or start with an empty one.")
        return cleaned


class WeightField(forms.TypedChoiceField):
    """A likelihood or a severity, said in words."""

    def __init__(self, words, **kwargs):
        choices = [("", "Choose"), *((each.value, f"{each.value}: {each.label}") for each in words)]
        messages = {"required": "Choose one of the five.", "invalid_choice": "Choose one of the five."}
        super().__init__(choices=choices, coerce=int, error_messages=messages, **kwargs)


class HazardForm(forms.ModelForm):
    """One hazard, in the order of the five steps."""

    hazard = HintedLine(label="What could do harm?", max_length=120)
    harmed = HintedText(label="Who might be harmed, and how?", max_length=300)
    already = HintedText(label="What is already done?", max_length=600)
    more = HintedText(label="What more will we do?", max_length=600, required=False, help_text="Empty if it is enough.")
    by_whom = forms.ModelChoiceField(
        User.objects.none(),
        label="Who does it?",
        required=False,
        empty_label="Nobody yet",
        error_messages={"invalid_choice": "Choose somebody from this list."},
    )
    by_when = DayField(label="By when?", required=False)
    is_done = forms.BooleanField(label="This is done", required=False)
    likelihood = WeightField(risk.Likelihood, label="How likely?")
    severity = WeightField(risk.Severity, label="How bad could it be?")
    likelihood_after = WeightField(risk.Likelihood, label="How likely then?")
    severity_after = WeightField(risk.Severity, label="How bad could it be then?")
    opened_version = VersionField()

    class Meta:
        model = Hazard
        fields = [
            "hazard", "harmed", "likelihood", "severity", "already", "more", "by_whom", "by_when", "is_done",
            "likelihood_after", "severity_after",
        ]  # fmt: skip

    def __init__(self, *args, activity, user, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.activity, self.user, self.today = activity, user, today
        self.day_before = self.instance.by_when
        named = Q(pk__in=colleagues_on(activity, user).values("pk")) | Q(pk=self.instance.by_whom_id)
        self.fields["by_whom"].queryset = User.objects.filter(named)
        self.initial |= {"opened_version": self.instance.version, "is_done": self.instance.done_at is not None}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("more"):
            self._clean_more(cleaned)
        weights = [cleaned.get(name) for name in ("likelihood", "severity", "likelihood_after", "severity_after")]
        if all(weights) and risk.score(*weights[2:]) > risk.score(*weights[:2]):
            self.add_error("likelihood_after", "This is more risk than before anything is done. Check all four.")
        return cleaned

    def _clean_more(self, cleaned):
        if not cleaned.get("by_whom") and "by_whom" not in self.errors:
            self.add_error("by_whom", "Say who does what more there is to do.")
        day = cleaned.get("by_when")
        if not day and "by_when" not in self.errors:
            self.add_error("by_when", "Say by when it will be done.")
        elif day and day != self.day_before and (problem := rules.date_problem(day, today=self.today)):
            self.add_error("by_when", problem)

    def reopened(self, *, hazard):
        """This form with what was typed, opened on what is saved now."""
        typed = self.data.copy()
        typed["opened_version"] = hazard.version
        form = HazardForm(typed, instance=hazard, activity=self.activity, user=self.user, today=self.today)
        form.saved_now = [(form.fields[name].label, str(getattr(hazard, name) or "")) for name in ("hazard", "harmed")]
        form.saved_now += [(form.fields[name].label, getattr(hazard, name)) for name in ("already", "more")]
        form.add_error(None, SOMEBODY_CHANGED_IT)
        return form


class ColleagueField(forms.TypedChoiceField):
    """One of these colleagues. They are fetched once, however many fields ask for one."""

    def __init__(self, colleagues, **kwargs):
        by_pk = {str(user.pk): user for user in colleagues}
        super().__init__(
            choices=[("", "Nobody yet"), *((pk, user.name) for pk, user in by_pk.items())],
            coerce=by_pk.get,
            empty_value=None,
            label="Discussed with",
            required=False,
            error_messages={"invalid_choice": "Choose somebody from this list."},
            **kwargs,
        )


def _say_talk(row):
    """A talk about somebody's own risks in words; nothing where there was none."""
    if row is None:
        return ""
    planned = ", planned for" if row.is_planned_for else ""
    return f"{row.discussed_with.name}, {rules.say_when(row.discussed_on)}{planned}"


class IndividualRiskForm(forms.Form):
    """For each person: with whom their own risks were talked about, and when. What was said is not kept here."""

    opened_version = VersionField()

    def __init__(self, *args, activity, assessment, user, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        # An assessment that nobody has started yet starts with this version.
        self.initial["opened_version"] = assessment.talks_version if assessment else 1
        self.people = list(activity.beneficiaries_on_it.visible_to(user).order_by("reference"))
        before = IndividualRisk.objects.visible_to(user).filter(assessment__activity=activity)
        self.before = {row.beneficiary_id: row for row in before.select_related("discussed_with")}
        colleagues = list(colleagues_on(activity, user))
        for person in self.people:
            self._add_fields(person.reference, self.before.get(person.pk), colleagues)

    def _add_fields(self, reference, row, colleagues):
        """Whoever was named stays a choice, although they may have left since."""
        named = [row.discussed_with] if row and row.discussed_with not in colleagues else []
        self.fields[f"with_{reference}"] = ColleagueField([*colleagues, *named], initial=row and row.discussed_with_id)
        self.fields[f"on_{reference}"] = DayField(label="On", required=False, initial=row and row.discussed_on)
        self.fields[f"planned_{reference}"] = forms.BooleanField(
            label="It is planned for", required=False, initial=row and row.is_planned_for
        )

    def differences(self, typed):
        """How what is saved now differs from `typed` rows: `(person, saved, typed)` for each who differs."""
        typed = {row.beneficiary_id: row for row in typed}
        said = [
            (person.called, *(_say_talk(rows.get(person.pk)) for rows in (self.before, typed)))
            for person in self.people
        ]
        return [(called, now, then) for called, now, then in said if now != then]

    @property
    def rows(self):
        """Each person with their three fields."""
        return [(person, *map(self.__getitem__, self._names(person))) for person in self.people]

    def _names(self, person):
        return [f"{what}_{person.reference}" for what in ("with", "on", "planned")]

    def clean(self):
        cleaned = super().clean()
        self.risks = []
        for person in self.people:
            self._clean_one(person, cleaned)
        return cleaned

    def _clean_one(self, person, cleaned):
        with_whom, on, planned = self._names(person)
        colleague, day, is_planned_for = cleaned.get(with_whom), cleaned.get(on), cleaned.get(planned)
        if not (colleague or day or is_planned_for) or with_whom in self.errors or on in self.errors:
            return
        if not colleague:
            self.add_error(with_whom, f"Say with whom you spoke about {person.reference}.")
        if not day:
            self.add_error(on, f"Say when you spoke about {person.reference}.")
        elif problem := day_problem(day, today=self.today):
            self.add_error(on, problem)
        self.risks.append(
            IndividualRisk(
                beneficiary=person, discussed_with=colleague, discussed_on=day, is_planned_for=is_planned_for
            )
        )


class AskForm(forms.Form):
    """Until when the assessment counts."""

    review_on = DayField(label="Look at it again by", error_messages={"required": MISSING})

    def __init__(self, *args, activity, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.activity, self.today = activity, today

    def clean_review_on(self):
        day = self.cleaned_data["review_on"]
        if problem := rules.date_problem(day, today=self.today):
            raise forms.ValidationError(problem)
        if risk.is_past_review(self.activity.date, review_on=day):
            raise forms.ValidationError("The plan is after that day. Choose the plan’s day or a later one.")
        return day


class SignForm(forms.Form):
    """What goes with a signature: the version that was read and, where a risk stays high, why that is all right."""

    high_reason = HintedText(label="Why is it all right all the same?", max_length=600, required=False)
    opened = forms.CharField(max_length=64, required=False)
