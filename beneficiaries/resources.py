"""Reading beneficiaries from a CSV or XLSX file: a reference, a chosen name, a team and navigators."""

from collections import defaultdict

from django import forms
from django.core.exceptions import ValidationError
from import_export.fields import Field

from beneficiaries import references
from beneficiaries.models import Beneficiary, validate_reference
from teams.forms import ChoiceInWordsField, RowForm, TeamNameField
from teams.models import NAVIGATING_ROLES, Membership, User
from teams.resources import RowResource


class NavigatorsField(forms.CharField):
    """E-mail addresses with spaces, commas or semicolons between them. It cleans to the addresses, each once."""

    def clean(self, value):
        typed = references.SEPARATORS.split(super().clean(value))
        return list(dict.fromkeys(User.objects.normalize_email(part) for part in typed if part))


class BeneficiaryRow(RowForm):
    """Somebody who is supported."""

    optional_columns = ("status",)

    reference = forms.CharField(
        help_text=references.SHAPE_IN_WORDS, error_messages={"required": "Write the person's reference."}
    )
    known_as = forms.CharField(
        max_length=40, required=False, help_text="A name that they chose, or nothing. Never a legal name."
    )
    team = TeamNameField()
    navigators = NavigatorsField(
        required=False, help_text="Their navigators' e-mail addresses, with a space between them, or nothing."
    )
    status = ChoiceInWordsField(
        Beneficiary.Status,
        required=False,
        help_text="Supported now, Having a break or Moved on. You can leave this column out.",
    )

    def __init__(self, *args, navigators, **kwargs):
        super().__init__(*args, **kwargs)
        self.navigators = navigators

    def clean_reference(self):
        reference = references.normalise(self.cleaned_data["reference"])
        validate_reference(reference)
        return reference

    def clean(self):
        """Turn the addresses into navigators of the team."""
        row = super().clean()
        if "team" in row and "navigators" in row:
            addresses, of_team = row["navigators"], self.navigators[row["team"].pk]
            self._refuse_others(set(addresses) - set(of_team))
            row["navigators"] = [of_team[address] for address in addresses if address in of_team]
        return row

    def _refuse_others(self, addresses):
        for address in sorted(addresses):
            self.add_error("navigators", f"{address} is not a navigator in {self.cleaned_data['team']}.")


class BeneficiaryResource(RowResource):
    """Beneficiaries. A reference that is known already is the same person, and stays in their team."""

    reference = Field("reference", "reference")
    known_as = Field("known_as", "known_as")
    team = Field("team__name", "team")
    navigators = Field("navigator_addresses", "navigators")
    status = Field("get_status_display", "status")

    row_form = BeneficiaryRow
    known_by = ("reference",)

    class Meta:
        model = Beneficiary
        fields = import_order = ["reference", "known_as", "team", "navigators", "status"]

    def look_up(self, texts_in):
        self.known["navigators"] = defaultdict(dict)
        for row in Membership.objects.filter(role__in=NAVIGATING_ROLES, user__is_active=True).select_related("user"):
            self.known["navigators"][row.team_id][row.user.email] = row.user
        typed = {references.normalise(text) for text in texts_in("reference")}
        people = Beneficiary.objects.filter(reference__in=typed).select_related("team").prefetch_related("navigators")
        self.people = {person.reference: person for person in people}

    def find(self):
        found = self.people.get(self.cleaned["reference"])
        if found is None:
            return None
        if found.team != self.cleaned["team"]:
            raise ValidationError({"reference": f"{found} is already with {found.team}, so nothing can change here."})
        found.navigator_addresses = say_addresses(found.navigators.all())
        return found

    def start(self):
        return Beneficiary(reference=self.cleaned["reference"], team=self.cleaned["team"])

    def fill(self, instance):
        instance.known_as = self.cleaned["known_as"]
        instance.status = self.cleaned["status"] or instance.status
        instance.navigator_addresses = say_addresses(self.cleaned["navigators"])

    def write(self, instance):
        instance.save()
        instance.navigators.set(self.cleaned["navigators"])


def say_addresses(people):
    """Write people's addresses one way, so that the same people compare as the same."""
    return " ".join(sorted(person.email for person in people))
