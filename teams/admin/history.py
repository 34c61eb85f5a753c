"""The history of changes that admins made."""

from django.contrib import admin
from django.contrib.admin.models import LogEntry

from teams.admin.access import KeptByAdmins


@admin.register(LogEntry)
class HistoryAdmin(KeptByAdmins, admin.ModelAdmin):
    """Who changed what, and when. It is only ever read."""

    list_display = ["when", "who", "kind_of_change", "object_repr", "kind_of_thing", "what_changed"]
    list_display_links = None
    list_filter = [
        "action_time",
        "action_flag",
        ("content_type", admin.RelatedOnlyFieldListFilter),
        ("user", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["user", "content_type"]
    search_fields = ["object_repr", "change_message", "user__name", "user__email"]
    fields = readonly_fields = ["when", "who", "kind_of_change", "object_repr", "kind_of_thing", "what_changed"]
    # This table only grows, so its whole length is never counted for show.
    show_full_result_count = False

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": "History of changes"} | (extra_context or {}))

    @admin.display(description="When", ordering="action_time")
    def when(self, entry):
        return entry.action_time

    @admin.display(description="Who", ordering="user__name")
    def who(self, entry):
        return entry.user

    @admin.display(description="What was done", ordering="action_flag")
    def kind_of_change(self, entry):
        return {"Addition": "Added", "Change": "Changed", "Deletion": "Taken away"}[
            str(entry.get_action_flag_display())
        ]

    @admin.display(description="Kind of thing", ordering="content_type__model")
    def kind_of_thing(self, entry):
        return entry.content_type

    @admin.display(description="What changed")
    def what_changed(self, entry):
        return entry.get_change_message()
