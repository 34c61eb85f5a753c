"""How entries in the trail are written, and fetched for the one person that they are about."""

from auditlog.models import LogEntryManager
from django.contrib.contenttypes.models import ContentType
from django.db import models

from teams.following import about


class TrailQuerySet(models.QuerySet):
    def of_person(self, number):
        """What was done with what is held of this person, with who did it."""
        return self.filter(person=number).select_related("actor").prefetch_related("actor__memberships")

    def without(self, model):
        """All but what was done to rows of this model."""
        return self.exclude(content_type=ContentType.objects.get_for_model(model))


class TrailManager(LogEntryManager.from_queryset(TrailQuerySet)):
    def log_create(self, instance, force_log=False, **said):
        """An entry about this row, which says what kind of thing it is and whose."""
        return super().log_create(instance, force_log, **{**about(instance), **said})

    def log_m2m_changes(self, changed_queryset, instance, operation, field_name, **said):
        """An entry about what this row is linked with."""
        said = {**about(instance), **said}
        return super().log_m2m_changes(changed_queryset, instance, operation, field_name, **said)
