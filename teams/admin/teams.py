"""Teams in Django admin."""

from django.contrib import admin
from django.db.models import Count, OuterRef, Q

from teams.admin.access import KeptByAdmins
from teams.admin.memberships import PeopleInTeam
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
class TeamAdmin(KeptByAdmins, admin.ModelAdmin):
    list_display = ["name", *(people_column(role) for role in Role), "beneficiary_count"]
    ordering = ["name"]
    search_fields = ["name"]
    inlines = [PeopleInTeam]

    def get_queryset(self, request):
        """Count beneficiaries apart from people: joined together, each would multiply the other."""
        supported = Team.objects.filter(pk=OuterRef("pk")).annotate(count=Count("beneficiaries")).values("count")
        counts = {f"count_of_{role}": people_count(role) for role in Role}
        return super().get_queryset(request).annotate(**counts, count_of_beneficiaries=supported)

    @admin.display(description="Beneficiaries", ordering="count_of_beneficiaries")
    def beneficiary_count(self, team):
        return team.count_of_beneficiaries
