"""Who may use a page in Django admin, and what they may ask of it."""

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.db.models import BigIntegerField

from teams.actions import end_sessions
from teams.models import Membership

LONGEST_SEARCH = 100
MOST_WORDS = 8
# What the kinds of filter on our lists ask of their field.
FILTER_LOOKUPS = ("exact", "id__exact", "isnull", "gte", "lt")
# An id that no row has.
NOBODY = "0"


def is_id(text):
    """Whether a row could have this id. SQLite fails on larger numbers, and Django on anything else."""
    return text.isascii() and text.isdecimal() and len(text) < 20 and int(text) <= BigIntegerField.MAX_BIGINT


class KnownIds:
    """Reads an id that no row can have as nobody's, so that the form says that it is not a choice."""

    def value_from_datadict(self, data, files, name):
        value = super().value_from_datadict(data, files, name)
        if isinstance(value, list):
            return [part if is_id(part) else NOBODY for part in value]
        return value if not value or is_id(value) else NOBODY


class PickOne(KnownIds, AutocompleteSelect):
    pass


class PickSeveral(KnownIds, AutocompleteSelectMultiple):
    pass


class EndsSessionsOfChangedRoles:
    """A page on which roles change: whoever got another, or lost one, is signed out everywhere."""

    def save_formset(self, request, form, formset, change):
        super().save_formset(request, form, formset, change)
        if formset.model is Membership:
            changed = [*formset.new_objects, *formset.deleted_objects, *(row for row, _ in formset.changed_objects)]
            end_sessions(users=[row.user_id for row in changed])


class KeptByAdmins:
    """Any admin may look, add and change; nobody deletes. There are no separate permissions to hand out.

    A list answers what its own filters, search and actions ask, and nothing else that an address can be made to say.
    """

    def has_module_permission(self, request):
        return self.admin_site.has_permission(request)

    def has_view_permission(self, request, obj=None):
        return self.admin_site.has_permission(request)

    def has_add_permission(self, request, obj=None):
        return self.admin_site.has_permission(request)

    def has_change_permission(self, request, obj=None):
        return self.admin_site.has_permission(request)

    def has_delete_permission(self, request, obj=None):
        return False

    def lookup_allowed(self, lookup, value, request):
        """Django would let any field be asked about, and so tell an admin who is in which plan."""
        allowed = set()
        for declared in self.get_list_filter(request):
            if isinstance(declared, type):
                allowed.add(declared.parameter_name)
            else:
                field = declared if isinstance(declared, str) else declared[0]
                allowed |= {f"{field}__{kind}" for kind in FILTER_LOOKUPS}
        return lookup in allowed

    def get_changelist_instance(self, request):
        """Answer a filter with a value that the database cannot look for by the whole list."""
        try:
            return super().get_changelist_instance(request)
        except (ValueError, OverflowError) as error:
            raise IncorrectLookupParameters from error

    def get_search_results(self, request, queryset, search_term):
        words = search_term.replace("\0", " ")[:LONGEST_SEARCH].split()
        return super().get_search_results(request, queryset, " ".join(words[:MOST_WORDS]))

    def response_action(self, request, queryset):
        if all(map(is_id, request.POST.getlist(ACTION_CHECKBOX_NAME))):
            return super().response_action(request, queryset)
        self.message_user(request, "We could not read what you chose. Choose again in the list.", messages.WARNING)

    def get_changeform_initial_data(self, request):
        """Nothing in a form comes from the page's address."""
        return {}

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = PickOne(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = PickSeveral(db_field, self.admin_site)
        return super().formfield_for_manytomany(db_field, request, **kwargs)
