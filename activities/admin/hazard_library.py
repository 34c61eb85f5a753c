"""Lists of hazards in Django admin. Nothing that belongs to a plan is here."""

from django import forms
from django.contrib import admin

from activities.models import HazardLibrary, LibraryHazard
from activities.risk import score
from teams.admin.access import KeptByAdmins
from teams.models import Training


class LibraryForm(forms.ModelForm):
    """A kind of activity, and the training that it asks for."""

    asks_for = forms.MultipleChoiceField(
        label="Training that it asks for",
        choices=Training,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="With lone working, an assessment asks who the buddy is.",
    )

    class Meta:
        model = HazardLibrary
        fields = ["kind", "asks_for", "is_offered", "position"]


class LibraryHazardForm(forms.ModelForm):
    """One hazard. What is done about it never makes it worse."""

    class Meta:
        model = LibraryHazard
        fields = [
            "hazard", "harmed", "already", "likelihood", "severity", "likelihood_after", "severity_after", "position",
        ]  # fmt: skip
        widgets = {"hazard": forms.Textarea(attrs={"rows": 3}), "harmed": forms.Textarea(attrs={"rows": 3})}

    def clean(self):
        cleaned = super().clean()
        weights = [cleaned.get(f"{name}{when}") for when in ("", "_after") for name in ("likelihood", "severity")]
        if all(weights) and score(*weights[2:]) > score(*weights[:2]):
            self.add_error("likelihood_after", "This is more risk than before anything is done. Check all four.")
        return cleaned


class HazardsOfLibrary(KeptByAdmins, admin.TabularInline):
    model = LibraryHazard
    form = LibraryHazardForm
    extra = 1
    verbose_name_plural = "Hazards, in the order of their position"

    def has_delete_permission(self, request, obj=None):
        """Assessments hold copies, so nothing that people made goes with it."""
        return self.has_change_permission(request, obj)


@admin.register(HazardLibrary)
class HazardLibraryAdmin(KeptByAdmins, admin.ModelAdmin):
    form = LibraryForm
    list_display = ["kind", "is_offered", "position"]
    ordering = ["position", "kind"]
    inlines = [HazardsOfLibrary]
