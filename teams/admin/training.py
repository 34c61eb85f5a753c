"""Training, as rows on a person's page."""

from django.contrib import admin

from teams.admin.access import KeptByAdmins
from teams.models import TrainingHeld


class TrainingOfPerson(KeptByAdmins, admin.TabularInline):
    model = TrainingHeld
    fields = ["kind", "expires_on"]
    extra = 0
    verbose_name = "training"
    verbose_name_plural = "Training, and until when it counts"

    def has_delete_permission(self, request, obj=None):
        """What was entered by mistake is taken away, never the person."""
        return self.has_change_permission(request, obj)
