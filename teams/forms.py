"""Forms for one's own account, for keeping people and teams in Django admin, and for one row of an imported file."""

from django import forms

from teams.models import Membership, Role, Team, User


class NewPersonForm(forms.ModelForm):
    """Somebody new. They choose a password of their own when they follow their invitation."""

    class Meta:
        model = User
        fields = ["name", "email"]

    def save(self, commit=True):
        self.instance.set_unusable_password()
        return super().save(commit)


class PersonForm(forms.ModelForm):
    """Somebody who has an account."""

    class Meta:
        model = User
        fields = ["name", "email", "is_active", "is_staff"]


class RemindersForm(forms.ModelForm):
    """Whether somebody wants the morning's e-mail."""

    class Meta:
        model = User
        fields = ["wants_reminders"]


class CalendarForm(forms.ModelForm):
    """What somebody's calendar shows beside their plans."""

    class Meta:
        model = User
        fields = ["calendar_has_speak_by", "calendar_has_references"]


class TeamForm(forms.ModelForm):
    """A team, and who gives out its cash."""

    class Meta:
        model = Team
        fields = ["name", "budget_holder"]

    def clean_budget_holder(self):
        holder = self.cleaned_data["budget_holder"]
        if holder and not holder.is_active and "budget_holder" in self.changed_data:
            raise forms.ValidationError("This account is turned off. Choose somebody who can sign in.")
        return holder


class MembershipForm(forms.ModelForm):
    """A role in a team. Once saved only the role changes; another person or team is another row."""

    class Meta:
        model = Membership
        fields = ["user", "team", "role"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self._hold("user", self.instance.user)
            self._hold("team", self.instance.team)

    def _hold(self, name, chosen):
        """Show what was chosen, without asking the database once for every row."""
        if name in self.fields:
            self.fields[name].disabled = True
            self.fields[name].widget = forms.Select(choices=[(chosen.pk, chosen)])


class MoveToTeamForm(forms.Form):
    """Which team to move people to and, where some are in several teams, which one they leave."""

    from_team = forms.ModelChoiceField(
        Team.objects.none(),
        label="Move from",
        empty_label="Choose a team",
        help_text="This counts for people in several teams. Anyone else leaves the one team that they are in.",
        error_messages={"required": "Some of these people are in several teams. Choose the one to move from."},
    )
    to_team = forms.ModelChoiceField(
        Team.objects.all(),
        label="Move to",
        empty_label="Choose a team",
        error_messages={"required": "Choose the team to move to."},
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        several = [person for person in people if len(person.memberships.all()) > 1]
        if several:
            self.fields["from_team"].queryset = Team.objects.filter(memberships__user__in=several).distinct()
        else:
            del self.fields["from_team"]

    def clean(self):
        chosen = super().clean()
        if chosen.get("from_team") and chosen.get("from_team") == chosen.get("to_team"):
            self.add_error("to_team", "Choose two different teams.")
        return chosen


class TeamNameField(forms.CharField):
    """A team's name as somebody typed it into a file, in any case. It cleans to the team."""

    default_error_messages = {
        "required": "Write the name of the team.",
        "unknown": "There is no team called “%(typed)s”. The teams are: %(known)s.",
    }

    def __init__(self, **kwargs):
        super().__init__(help_text="The team's name: Leeds.", **kwargs)
        self.teams = {}

    def clean(self, value):
        typed = super().clean(value)
        team = self.teams.get(typed.casefold())
        if team is None:
            known = ", ".join(team.name for team in self.teams.values())
            raise forms.ValidationError(self.error_messages["unknown"], params={"typed": typed, "known": known})
        return team


class ChoiceInWordsField(forms.CharField):
    """One of some choices, written as its label or its value, in any case."""

    default_error_messages = {"unknown": "“%(typed)s” is not one of these: %(known)s."}

    def __init__(self, choices, **kwargs):
        super().__init__(**kwargs)
        self.choices = choices

    def clean(self, value):
        typed = super().clean(value)
        if not typed:
            return typed
        for choice in self.choices:
            if _plain(typed) in (_plain(choice.label), _plain(choice.value)):
                return choice
        params = {"typed": typed, "known": ", ".join(self.choices.labels)}
        raise forms.ValidationError(self.error_messages["unknown"], params=params)


def _plain(words):
    return " ".join(words.replace("_", " ").casefold().split())


class RowForm(forms.Form):
    """One row of an imported file that names a team. Its fields are the file's columns."""

    optional_columns = ()

    def __init__(self, *args, teams, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].teams = teams


class PersonRow(RowForm):
    """Somebody's role in a team. A person in two teams has two rows."""

    name = forms.CharField(
        max_length=80,
        help_text="As colleagues know them: Mel Carter.",
        error_messages={"required": "Write the person's name."},
    )
    email = forms.EmailField(
        max_length=254,
        help_text="The address that they sign in with.",
        error_messages={
            "required": "Write the person's e-mail address.",
            "invalid": "This is not an e-mail address. It looks like mel@example.org.",
        },
    )
    team = TeamNameField()
    role = ChoiceInWordsField(
        Role,
        help_text="Champion, Navigator, Lead navigator or Coordinator.",
        error_messages={"required": "Write the person's role."},
    )

    def clean_email(self):
        return User.objects.normalize_email(self.cleaned_data["email"])
