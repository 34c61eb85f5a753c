"""Beneficiaries in Django admin: who is supported, by which team and navigators. Not their stories.

The kinds of milestone that people choose from are kept here too. Of profiles there are the words for interests alone,
where a team knows them anyway, and never whose they are.
"""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import transaction
from django.db.models import Prefetch
from django.template.response import TemplateResponse
from django.utils import timezone

from beneficiaries.models import Beneficiary, Interest, MilestoneKind
from beneficiaries.profile import LONGEST_INTEREST, split_interests
from beneficiaries.profile_actions import merge_interests, rename_interest
from beneficiaries.resources import BeneficiaryResource
from teams.admin.access import KeptByAdmins
from teams.admin.importing import FileImport
from teams.models import NAVIGATING_ROLES, User


class BeneficiaryForm(forms.ModelForm):
    """Somebody who is supported, with navigators of their own team only."""

    class Meta:
        model = Beneficiary
        fields = ["reference", "known_as", "team", "navigators", "status", "held_why"]

    def clean(self):
        chosen = super().clean()
        if chosen.get("team") and "navigators" in chosen:
            self._refuse_others(chosen["team"], chosen["navigators"])
        return chosen

    def _refuse_others(self, team, people):
        of_team = set(User.objects.navigators_of([team.pk]))
        for person in people:
            if person not in of_team:
                self.add_error("navigators", f"{person} is not a navigator in {team} now. Choose somebody who is.")


class NavigatorFilter(admin.SimpleListFilter):
    """One navigator's caseload."""

    title = parameter_name = "navigator"

    def lookups(self, request, model_admin):
        navigators = User.objects.filter(memberships__role__in=NAVIGATING_ROLES).distinct()
        return list(navigators.values_list("pk", "name"))

    def queryset(self, request, queryset):
        known = {str(pk) for pk, _ in self.lookup_choices}
        return queryset.filter(navigators=self.value()) if self.value() in known else queryset


@admin.register(Beneficiary)
class BeneficiaryAdmin(KeptByAdmins, FileImport, admin.ModelAdmin):
    form = BeneficiaryForm
    list_display = ["reference", "known_as", "team", "navigator_names", "status"]
    list_filter = ["status", "team", NavigatorFilter]
    list_select_related = ["team"]
    list_per_page = 50
    search_fields = ["reference", "known_as"]
    autocomplete_fields = ["navigators"]
    resource_classes = [BeneficiaryResource]
    import_title = "Add beneficiaries from a file"
    # A person's own page opens to their team, not to an admin.
    view_on_site = False

    def get_queryset(self, request):
        people = super().get_queryset(request).filter(is_gone=False)
        return people.prefetch_related(Prefetch("navigators", User.objects.order_by("name")))

    def save_model(self, request, obj, form, change):
        if "held_why" in form.changed_data:
            obj.held_by, obj.held_on = (request.user, timezone.localdate()) if obj.held_why else (None, None)
        super().save_model(request, obj, form, change)

    @admin.display(description="Navigators")
    def navigator_names(self, beneficiary):
        return ", ".join(person.name for person in beneficiary.navigators.all()) or "Nobody yet"


@admin.register(MilestoneKind)
class MilestoneKindAdmin(KeptByAdmins, admin.ModelAdmin):
    """Nobody deletes a kind: one that is not offered any more stays where it was kept."""

    list_display = ["words", "is_offered", "counts_as", "position"]
    list_filter = ["is_offered"]
    ordering = ["position", "words"]


class InterestForm(forms.ModelForm):
    """One interest, as people say it.

    A word that only somebody's navigator may know is not told by refusing it: saving takes that one in.
    """

    spelled = forms.CharField(label="Interest", max_length=LONGEST_INTEREST)

    class Meta:
        model = Interest
        fields = ["is_kept"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["spelled"] = self.instance.word

    def clean_spelled(self):
        found = split_interests(self.cleaned_data["spelled"])
        if len(found) != 1:
            raise forms.ValidationError("Write one interest, without a comma.")
        same = Interest.objects.kept_by_admins().spelled(found).exclude(pk=self.instance.pk)
        if same.exists():
            raise forms.ValidationError("There is this one already. Go back to the list, tick both, and merge them.")
        return found[0]


@admin.register(Interest)
class InterestAdmin(KeptByAdmins, admin.ModelAdmin):
    form = InterestForm
    fields = ["spelled", "is_kept"]
    list_display = ["word", "is_kept"]
    list_filter = ["is_kept"]
    list_per_page = 50
    search_fields = ["word"]
    actions = ["merge"]

    def get_queryset(self, request):
        return Interest.objects.kept_by_admins().order_by("word")

    def has_add_permission(self, request, obj=None):
        """Interests come from people."""
        return False

    def save_model(self, request, obj, form, change):
        rename_interest(interest=obj, word=form.cleaned_data["spelled"])

    @admin.action(description="Merge those that mean the same")
    def merge(self, request, queryset):
        """Ask which word stays, then merge the others into it."""
        interests = list(queryset)
        stays = next((each for each in interests if str(each.pk) == request.POST.get("stays")), None)
        if len(interests) < 2:
            self.message_user(request, "Tick two or more that mean the same.", messages.WARNING)
        elif stays:
            self._merge(request, stays, [each for each in interests if each != stays])
        else:
            return self._ask(request, interests)
        return None

    @transaction.atomic
    def _merge(self, request, stays, others):
        merge_interests(into=stays, others=others)
        words = ", ".join(f"“{each.word}”" for each in others)
        self.log_change(request, stays, f"Merged {words} into it.")
        self.message_user(request, f"Merged. Only “{stays.word}” is left.", messages.SUCCESS)

    def _ask(self, request, interests):
        asked = {"title": "Merge these?", "opts": self.opts, "interests": interests}
        context = self.admin_site.each_context(request) | asked | {"checkbox_name": ACTION_CHECKBOX_NAME}
        return TemplateResponse(request, "admin/beneficiaries/interest/merge.html", context)
