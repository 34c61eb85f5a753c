"""The plan form: what the head of the paper asks, in its order and words, then the rest."""

from dataclasses import dataclass

from django import forms
from django.db.models import Q
from django.utils import timezone

from activities import rules
from activities.clash_search import as_planned, planned_before, spot_of
from activities.forms.clash import ClashMixin, ClashReasonField
from activities.forms.fields import ClockField, DateMixin, DayField, PeopleField, PlanKeyField, ShortText, VersionField
from activities.forms.hinted import HintedLine, HintedText
from activities.forms.noticeboard import refuse_references
from activities.models import Activity, Participation
from activities.participation import WERE_THERE
from activities.venue_facts import say_place
from activities.venue_search import find_place, places_to_offer
from beneficiaries import references
from beneficiaries.models import Beneficiary
from teams.models import Team, User

MOST_SUGGESTIONS = 6
FOR_ONE = "A one-to-one is for one person. Take this tick out, or choose another kind of activity."


class PlanForm(ClashMixin, DateMixin, forms.ModelForm):
    """A plan. Only a description and a date, or “date not known yet”, are needed to save it."""

    date = DayField(label="Date", required=False)
    date_not_known = forms.BooleanField(label="Date not known yet", required=False)
    references = ShortText(
        label="Beneficiary ID(s)",
        max_length=1000,
        required=False,
        help_text="Type references such as CAL-014, with a comma or a space between them.",
    )
    navigators = PeopleField(label="Navigator(s)", queryset=User.objects.none(), required=False)
    starts_at = ClockField(label="Start time", required=False)
    ends_at = ClockField(label="End time", required=False)
    purpose = HintedText(label="Purpose", max_length=1000, required=False, help_text="Why do this?")
    outcomes = HintedText(
        label="Intended outcomes", max_length=1000, required=False, help_text="What could come of it for people?"
    )
    clash_reason = ClashReasonField()
    plan_key = PlanKeyField()
    opened_version = VersionField()

    class Meta:
        model = Activity
        fields = [
            "description", "date", "date_not_known", "references", "navigators", "starts_at", "ends_at",
            "kind", "place", "purpose", "outcomes", "idea_from", "welcomes_others", "team",
        ]  # fmt: skip
        field_classes = {"description": HintedLine, "place": ShortText}
        widgets = {
            "kind": forms.RadioSelect,
            "idea_from": forms.RadioSelect,
            # A browser offers the known places while somebody types. Any other words will do.
            "place": forms.TextInput(attrs={"list": "places"}),
        }
        help_texts = {
            "place": "A place that we know, or your own words.",
            "welcomes_others": "They read what, when and where it is, and how to reach you. Never who comes.",
        }
        error_messages = {"description": {"required": "Say in a few words what the activity is."}}

    def __init__(self, *args, user, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.today = user, today
        self.is_new = self.instance.pk is None
        self.date_before, self.reason_before = self.instance.date, self.instance.clash_reason
        # What is made for a day of something regular is of its team.
        self.teams = [self.instance.team] if self.instance.team_id else list(Team.objects.visible_to(user))
        self.teams_meant = self._teams_meant()
        self.beneficiaries, self.repeated = [], []
        self._set_choices()
        self._set_initial()

    @classmethod
    def of(cls, request, **kwargs):
        """The form as this request has it: new, sent, or asking for the navigators of the people typed."""
        kwargs |= {"user": request.user, "today": timezone.localdate()}
        if request.method != "POST":
            return cls(**kwargs)
        if "find" not in request.POST:
            return cls(request.POST, **kwargs)
        typed = {name: request.POST.get(name, "") for name in cls.base_fields}
        return cls(initial=typed | {"navigators": request.POST.getlist("navigators")}, **kwargs)

    def _teams_meant(self):
        """The team that was chosen, or all that could be."""
        chosen = str(self.data.get("team") or self.initial.get("team") or "")
        return [team for team in self.teams if str(team.pk) == chosen] or self.teams

    def _set_choices(self):
        for name in ("kind", "idea_from"):
            field = self.fields[name]
            field.choices = [choice for choice in field.choices if choice[0]]
        self.fields["navigators"].queryset = self._navigators()
        if len(self.teams) == 1:
            del self.fields["team"]
            self.instance.team = self.teams[0]
        else:
            self.fields["team"].queryset = Team.objects.visible_to(self.user)
        del self.fields["opened_version" if self.is_new else "plan_key"]

    def _navigators(self):
        """Those of the teams to choose from, and anyone who is on the plan already."""
        offered = User.objects.navigators_of(self.teams_meant)
        if self.is_new:
            return offered
        return User.objects.filter(Q(pk__in=offered.values("pk")) | Q(navigated_activities=self.instance)).distinct()

    def _set_initial(self):
        # What was typed takes the place of what is saved, which is then not fetched.
        if self.is_new or self.is_bound:
            return
        self.beneficiaries = list(self.instance.beneficiaries_on_it.visible_to(self.user))
        saved = {
            "references": ", ".join(person.reference for person in self.beneficiaries),
            "date_not_known": self.instance.date is None,
            "clash_reason": self.instance.clash_reason,
            "opened_version": self.instance.version,
        }
        self.initial = saved | self.initial

    def places(self):
        """What a browser offers while a place is typed."""
        return places_to_offer(self.user)

    def clean_place(self):
        """Words that name a place of the directory choose it; a place that was chosen before stays with its words."""
        plan, words = self.instance, self.cleaned_data["place"]
        if plan.venue_id is None or words != plan.place:
            plan.venue, plan.room = find_place(words, self.user)
            return say_place(plan.venue, plan.room) if plan.venue else words
        return words

    def clean(self):
        cleaned = super().clean()
        self.clean_when(unchanged=self.date_before)
        if problem := rules.times_problem(cleaned.get("starts_at"), cleaned.get("ends_at")):
            self.add_error("ends_at", problem)
        welcomes_others = cleaned.get("welcomes_others")
        if self.instance.is_on_board or welcomes_others:
            refuse_references(self, "description", "place")
        if welcomes_others and cleaned.get("kind") == Activity.Kind.ONE_TO_ONE:
            self.add_error("welcomes_others", FOR_ONE)
        if "references" in cleaned and (team := cleaned.get("team") or self._only_team()):
            self._clean_references(cleaned["references"], team)
        return cleaned

    def _only_team(self):
        return self.teams[0] if len(self.teams) == 1 else None

    def _clean_references(self, text, team):
        typed = references.parse(text)
        self.repeated = typed.repeated
        on_the_plan = Q(team=team) if self.is_new else Q(team=team) | Q(activities=self.instance)
        people = Beneficiary.objects.visible_to(self.user).filter(on_the_plan, reference__in=typed.once).distinct()
        found = {person.reference: person for person in people}
        self.beneficiaries = list(found.values())
        if unknown := [reference for reference in typed.once if reference not in found]:
            self.add_error("references", unknown_sentence(unknown))
        elif not self.is_new and (left_out := self._left_out_who_came()):
            self.add_error("references", came_sentence(left_out))

    def _left_out_who_came(self):
        came = Participation.objects.visible_to(self.user).filter(activity=self.instance.pk, attendance__in=WERE_THERE)
        left_out = came.on_the_plan().exclude(beneficiary__in=self.beneficiaries).exclude(beneficiary__is_gone=True)
        return list(left_out.order_by("beneficiary__reference").values_list("beneficiary__reference", flat=True))

    def _get_validation_exclusions(self):
        """The rules about these two are said above, so the database is not asked for its own before it saves."""
        return super()._get_validation_exclusions() | {"ends_at", "welcomes_others"}

    def _post_clean(self):
        super()._post_clean()
        self.instance.plan_key = self.cleaned_data.get("plan_key", self.instance.plan_key)

    def wanted(self):
        if not self.is_bound and not self.is_new:
            return as_planned(self.instance, self.user) | {"beneficiaries": self.beneficiaries}
        typed = self.cleaned_data if self.is_bound else {}
        day = None if self.instance.is_called_off else typed.get("date")
        return {
            "activity_pk": planned_before(self.user, typed["plan_key"]) if self.is_new and day else self.instance.pk,
            "day": day,
            "starts_at": typed.get("starts_at"),
            "ends_at": typed.get("ends_at"),
            "champion": self.user if self.is_new else self.instance.champion,
            "navigators": typed.get("navigators", ()),
            "beneficiaries": self.beneficiaries,
            "spot": spot_of(self.instance),
        }

    def plan(self):
        """What was asked for, as the actions take it."""
        self.instance.clash_reason = self.cleaned_data["clash_reason"]
        return {
            "activity": self.instance,
            "beneficiaries": self.beneficiaries,
            "navigators": self.cleaned_data["navigators"],
        }


def unknown_sentence(unknown: list[str]) -> str:
    """Name each reference that is not known here, and say what to do. A stranger's reads like one that never was."""
    named = ", ".join(reference[:20] for reference in unknown)
    return f"We don't know {named} in this team. Check each one, or take it out for now."


def came_sentence(left_out: list[str]) -> str:
    """Say who cannot be taken off a plan any more, and what to do."""
    named = ", ".join(left_out)
    return f"The register says that {named} came. So they stay on this plan. Put {named} back in."


@dataclass(frozen=True)
class Offer:
    """What the form offers to choose from, given the references typed so far."""

    people: list
    theirs: list
    others: list
    chosen: set


def offer(form: PlanForm, user) -> Offer:
    """Suggest people for what is being typed, and put the navigators of those already typed first."""
    text = str(form["references"].value() or "")[: form.fields["references"].max_length].replace("\x00", "")
    typed = references.parse(text).once
    finished = not text or bool(references.SEPARATORS.fullmatch(text[-1]))
    people = Beneficiary.objects.visible_to(user).filter(team__in=form.teams_meant)
    caseload = set(people.filter(reference__in=typed).values_list("navigators", flat=True))
    navigators = list(form.fields["navigators"].queryset)
    return Offer(
        people=_suggest(people.mark_caseload_of(user), typed, finished),
        theirs=[navigator for navigator in navigators if navigator.pk in caseload],
        others=[navigator for navigator in navigators if navigator.pk not in caseload],
        chosen={str(getattr(value, "pk", value)) for value in form["navigators"].value() or []},
    )


def _suggest(people, typed, finished):
    begun = "" if finished or not typed else typed[-1]
    if begun:
        people = people.search(begun)
    return list(people.exclude(reference__in=typed).order_by("-on_caseload", "reference")[:MOST_SUGGESTIONS])


def differences(saved: Activity, stale: PlanForm, user) -> list[tuple[str, str, str]]:
    """How what is saved now differs from what was typed: `(label, saved, typed)` for each field that differs."""
    now = in_words(saved, saved.beneficiaries_on_it.visible_to(user), saved.navigators.all())
    typed = in_words(stale.instance, stale.beneficiaries, stale.cleaned_data["navigators"])
    return [(label, now[label], typed[label]) for label in now if now[label] != typed[label]]


def in_words(activity: Activity, people, navigators) -> dict[str, str]:
    """Everything that the plan form asks, as text under its label."""
    return {
        "Activity description": activity.description,
        "Date and time": activity.when,
        "Beneficiary ID(s)": ", ".join(sorted(person.reference for person in people)),
        "Navigator(s)": ", ".join(sorted(navigator.name for navigator in navigators)),
        "Kind": activity.get_kind_display(),
        "Where": activity.place,
        "Why what is in the way is all right": activity.clash_reason,
        "Purpose": activity.purpose,
        "Intended outcomes": activity.outcomes,
        "Whose idea": activity.get_idea_from_display(),
        "People of other teams": "Welcome" if activity.welcomes_others else "",
    }
