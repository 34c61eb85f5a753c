"""People in admin, with the way to their working days. Those pages are in this room; the account is in the lower."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from teams.admin import PersonAdmin as AccountAdmin
from teams.models import User

admin.site.unregister(User)


@admin.register(User)
class PersonAdmin(AccountAdmin):
    """Their account, and when they work."""

    fieldsets = [
        *AccountAdmin.fieldsets[:1],
        ("When they work", {"fields": ["working_days"]}),
        *AccountAdmin.fieldsets[1:],
    ]
    readonly_fields = ["working_days", *AccountAdmin.readonly_fields]

    @admin.display(description="Days and leave")
    def working_days(self, person):
        address = reverse("activities:working_days_of", args=[person.pk])
        return format_html('<a href="{}">Working days and leave</a>', address)
