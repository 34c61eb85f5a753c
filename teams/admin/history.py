"""The history of changes that admins made."""

from django.contrib import admin
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime

from teams.admin.access import KeptByAdmins

# What Django admin calls its log everywhere. Migrations do not see it: they read what the class itself says.
LogEntry._meta.verbose_name = "change"
LogEntry._meta.verbose_name_plural = "history of changes"

IN_WORDS = {ADDITION: "Added", CHANGE: "Changed", DELETION: "Taken away"}


def titled(filter_class, title):
    """The same filter under a title in plain words."""

    class TitledFilter(filter_class):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            self.title = title

    return TitledFilter


@admin.register(LogEntry)
class HistoryAdmin(KeptByAdmins, admin.ModelAdmin):
    """Who changed what, and when. It is only ever read."""

    list_display = ["when", "who", "kind_of_change", "to_what", "kind_of_thing", "what_changed"]
    list_display_links = None
    list_filter = [
        ("action_time", titled(admin.DateFieldListFilter, "day")),
        ("action_flag", titled(admin.ChoicesFieldListFilter, "what was done")),
        ("content_type", titled(admin.RelatedOnlyFieldListFilter, "kind of thing")),
        ("user", titled(admin.RelatedOnlyFieldListFilter, "who")),
    ]
    list_select_related = ["user", "content_type"]
    search_fields = ["object_repr", "change_message", "user__name", "user__email"]
    fields = readonly_fields = ["when", "who", "kind_of_change", "to_what", "kind_of_thing", "what_changed"]
    # This table only grows, so its whole length is never counted for show.
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    class Media:
        css = {"all": ["css/admin.css"]}

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": "History of changes"} | (extra_context or {}))

    @admin.display(description="When", ordering="action_time")
    def when(self, entry):
        return date_format(localtime(entry.action_time), "j M Y, H:i")

    @admin.display(description="Who", ordering="user__name")
    def who(self, entry):
        return entry.user

    @admin.display(description="What was done", ordering="action_flag")
    def kind_of_change(self, entry):
        return IN_WORDS[entry.action_flag]

    @admin.display(description="To what", ordering="object_repr")
    def to_what(self, entry):
        return entry.object_repr

    @admin.display(description="Kind of thing", ordering="content_type__model")
    def kind_of_thing(self, entry):
        return capfirst(entry.content_type.name) if entry.content_type else ""

    @admin.display(description="What changed")
    def what_changed(self, entry):
        return entry.get_change_message()
