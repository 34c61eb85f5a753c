"""Beneficiaries in Django admin: who is supported, by which team and navigators. Not their stories.

The kinds of milestone that people choose from are kept here too.
"""

from django import forms
from django.contrib import admin
from django.db.models import Prefetch

from beneficiaries.models import Beneficiary, MilestoneKind
from beneficiaries.resources import BeneficiaryResource
from teams.admin.access import KeptByAdmins
from teams.admin.importing import FileImport
from teams.models import NAVIGATING_ROLES, User


class BeneficiaryForm(forms.ModelForm):
    """Somebody who is supported, with navigators of their own team only."""

    class Meta:
        model = Beneficiary
        fields = ["reference", "known_as", "team", "navigators", "status"]

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
        return super().get_queryset(request).prefetch_related(Prefetch("navigators", User.objects.order_by("name")))

    @admin.display(description="Navigators")
    def navigator_names(self, beneficiary):
        return ", ".join(person.name for person in beneficiary.navigators.all()) or "Nobody yet"


@admin.register(MilestoneKind)
class MilestoneKindAdmin(KeptByAdmins, admin.ModelAdmin):
    """Nobody deletes a kind: one that is not offered any more stays where it was kept."""

    list_display = ["words", "is_offered", "position"]
    list_filter = ["is_offered"]
    ordering = ["position", "words"]
