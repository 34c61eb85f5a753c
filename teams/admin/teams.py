"""Teams in Django admin."""

from django.contrib import admin
from django.db.models import Count, Q

from teams.admin.access import EndsSessionsOfChangedRoles, KeptByAdmins
from teams.admin.memberships import PeopleInTeam
from teams.forms import TeamForm
from teams.models import Role, Team


def people_column(role):
    """A column with the number of people who can sign in and have this role."""

    @admin.display(description=f"{role.label}s", ordering=f"count_of_{role}")
    def column(team):
        return getattr(team, f"count_of_{role}")

    return column


def people_count(role):
    return Count("memberships", filter=Q(memberships__role=role, memberships__user__is_active=True))


@admin.register(Team)
class TeamAdmin(EndsSessionsOfChangedRoles, KeptByAdmins, admin.ModelAdmin):
    list_display = ["name", *(people_column(role) for role in Role)]
    ordering = ["name"]
    search_fields = ["name"]
    form = TeamForm
    autocomplete_fields = ["budget_holder"]
    inlines = [PeopleInTeam]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(**{f"count_of_{role}": people_count(role) for role in Role})
