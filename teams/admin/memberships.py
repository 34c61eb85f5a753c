"""Memberships, as rows on a team's page or a person's page."""

from django.contrib import admin

from teams.admin.access import KeptByAdmins
from teams.forms import MembershipForm
from teams.models import Membership


class MembershipInline(KeptByAdmins, admin.TabularInline):
    model = Membership
    form = MembershipForm
    extra = 1
    verbose_name = "role"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("user", "team").order_by("team__name", "user__name")

    def has_delete_permission(self, request, obj=None):
        """Leaving a team takes away the membership, never the person."""
        return self.has_change_permission(request, obj)


class TeamsOfPerson(MembershipInline):
    autocomplete_fields = ["team"]
    verbose_name_plural = "Teams and roles"


class PeopleInTeam(MembershipInline):
    autocomplete_fields = ["user"]
    verbose_name_plural = "People in this team"
