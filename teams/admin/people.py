"""People and their accounts in Django admin."""

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.auth.admin import UserAdmin
from django.db import transaction
from django.db.models import Exists, OuterRef, Prefetch
from django.template.response import TemplateResponse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from teams.actions import (
    CannotMove,
    deactivate_users,
    end_sessions,
    forget_old_addresses,
    forget_second_factors,
    invite_user,
    move_to_team,
    reactivate_users,
)
from teams.admin.access import EndsSessionsOfChangedRoles, KeptByAdmins
from teams.admin.importing import FileImport
from teams.admin.memberships import TeamsOfPerson
from teams.admin.training import TrainingOfPerson
from teams.forms import MoveToTeamForm, NewPersonForm, PersonForm
from teams.models import Membership, Role, Team, User
from teams.resources import PersonResource

# A message travels in a cookie, so a long list of names is cut short.
NAMES_IN_A_SENTENCE = 8
# What decides how somebody signs in, or what opens to them then.
ENDS_SESSIONS = {"email", "is_active", "is_staff"}


def say_names(people):
    """Name a few people in a sentence: “Ann, Bob and 3 others”."""
    names = [str(person) for person in people]
    rest = len(names) - NAMES_IN_A_SENTENCE
    if rest > 0:
        names = [*names[:NAMES_IN_A_SENTENCE], "1 other" if rest == 1 else f"{rest} others"]
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


class MembershipFilter(admin.SimpleListFilter):
    """Team and role together look for one membership: navigators of Leeds, not people who are each somewhere."""

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        if self.value() not in {str(value) for value, _ in self.lookup_choices}:
            raise IncorrectLookupParameters
        wanted = {name: request.GET[name] for name in ("team", "role") if name in request.GET}
        return queryset.filter(Exists(Membership.objects.filter(user=OuterRef("pk"), **wanted)))


class TeamFilter(MembershipFilter):
    title = parameter_name = "team"

    def lookups(self, request, model_admin):
        return list(Team.objects.values_list("pk", "name"))


class RoleFilter(MembershipFilter):
    title = parameter_name = "role"

    def lookups(self, request, model_admin):
        return Role.choices


@admin.register(User)
class PersonAdmin(EndsSessionsOfChangedRoles, KeptByAdmins, FileImport, UserAdmin):
    """People with their teams. Nobody is deleted: an account that is not needed any more is turned off."""

    form = PersonForm
    add_form = NewPersonForm
    add_form_template = "admin/teams/user/add_form.html"
    fieldsets = [
        (None, {"fields": ["name", "email"]}),
        ("Signing in", {"fields": ["is_active", "is_staff", "last_sign_in", "date_joined"]}),
    ]
    add_fieldsets = [(None, {"fields": ["name", "email"]})]
    readonly_fields = ["last_sign_in", "date_joined"]
    filter_horizontal = []
    inlines = [TeamsOfPerson, TrainingOfPerson]
    list_display = ["name", "email", "teams_and_roles", "is_staff", "is_active", "last_sign_in"]
    list_filter = [TeamFilter, RoleFilter, "is_active", "is_staff"]
    # The count beside each choice would leave the other filter out.
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 50
    search_fields = ["name", "email"]
    ordering = ["name", "pk"]
    actions = ["send_invitation", "deactivate", "reactivate", "move", "forget_second_factors"]
    resource_classes = [PersonResource]
    import_title = "Add people from a file"
    # Their page here is all there is to see of them.
    view_on_site = False
    # Back to the list, where an invitation is sent from.
    response_add = admin.ModelAdmin.response_add

    class Media:
        css = {"all": ["css/admin.css"]}

    def get_queryset(self, request):
        memberships = Membership.objects.select_related("team").order_by("team__name")
        return super().get_queryset(request).prefetch_related(Prefetch("memberships", memberships))

    def get_search_results(self, request, queryset, search_term):
        """Whoever gives out a team's cash has to be able to sign in."""
        if request.GET.get("field_name") == "budget_holder":
            queryset = queryset.active()
        return super().get_search_results(request, queryset, search_term)

    def get_urls(self):
        """Without the page for setting somebody's password: only they choose it."""
        return [url for url in super().get_urls() if url.name != "auth_user_password_change"]

    def get_readonly_fields(self, request, obj=None):
        """Nobody takes away their own way in."""
        own = ["is_active", "is_staff"] if obj == request.user else []
        return [*self.readonly_fields, *own]

    def save_model(self, request, obj, form, change):
        """Within the transaction of Django's own page, so that no address is both given up and still in use."""
        super().save_model(request, obj, form, change)
        if "email" in form.changed_data:
            forget_old_addresses(user=obj)
        if ENDS_SESSIONS & set(form.changed_data):
            end_sessions(users=[obj])

    @admin.display(description="Teams and roles")
    def teams_and_roles(self, person):
        rows = person.memberships.all()
        return ", ".join(f"{row.team}: {row.get_role_display()}" for row in rows) or "No team yet"

    @admin.display(description="Last sign-in", ordering="last_login")
    def last_sign_in(self, person):
        return date_format(localtime(person.last_login), "j M Y") if person.last_login else "Not yet"

    def log_row(self, request, row):
        membership = row.instance
        log = self.log_addition if row.person_is_new else self.log_change
        log(request, membership.user, f"Taken from a file: {membership.get_role_display()}, {membership.team}.")

    def _log_each(self, request, people, sentence):
        for person in people:
            self.log_change(request, person, sentence)

    def _say(self, request, people, sentence, level=messages.SUCCESS):
        """Say one sentence about some people, or nothing where there is nobody to say it of."""
        if people:
            self.message_user(request, f"{sentence}: {say_names(people)}.", level)

    @admin.action(description="Send an invitation to sign in")
    def send_invitation(self, request, queryset):
        sent, failed, turned_off = [], [], []
        for person in queryset:
            if not person.is_active:
                turned_off.append(person)
            elif self._invite(request, person):
                sent.append(person)
            else:
                failed.append(person)
        self._say(request, sent, "An invitation is on its way to")
        self._say(request, turned_off, "No invitation went to these accounts, as they are turned off", messages.WARNING)
        self._say(request, failed, "The message could not be sent. Try again later for", messages.ERROR)

    def _invite(self, request, person):
        """Send one invitation, and return whether it went: one that fails does not stop the others."""
        try:
            invite_user(user=person)
        except OSError:
            return False
        self.log_change(request, person, "Sent an invitation to sign in.")
        return True

    @admin.action(description="Deactivate the chosen accounts")
    def deactivate(self, request, queryset):
        if "confirmed" not in request.POST:
            return self._ask(request, queryset, "deactivate", "Turn off these accounts?")
        with transaction.atomic():
            changed = deactivate_users(users=queryset, by=request.user)
            self._log_each(request, changed, "Turned the account off.")
        self._say(request, changed, "These people can no longer sign in")
        if queryset.filter(pk=request.user.pk).exists():
            self.message_user(request, "Your own account stays on.", messages.WARNING)

    @admin.action(description="Reactivate the chosen accounts")
    def reactivate(self, request, queryset):
        with transaction.atomic():
            changed = reactivate_users(users=queryset)
            self._log_each(request, changed, "Turned the account on again.")
        self._say(request, changed, "These people can sign in again")

    @admin.action(description="Take away passkeys and codes that were lost")
    def forget_second_factors(self, request, queryset):
        if "confirmed" not in request.POST:
            return self._ask(request, queryset, "forget_second_factors", "Take away their passkeys and codes?")
        with transaction.atomic():
            changed = forget_second_factors(users=queryset)
            self._log_each(request, changed, "Took away their passkeys and codes.")
        self._say(request, changed, "These people sign in with a password or a code by e-mail, and set up new ones")

    @admin.action(description="Move to another team")
    def move(self, request, queryset):
        people = list(queryset)
        form = MoveToTeamForm(request.POST if "confirmed" in request.POST else None, people=people)
        if not form.is_valid():
            return self._ask(request, people, "move", "Move these people to another team", form)
        moved, stayed = self._move(request, people, **form.cleaned_data)
        self._say(request, moved, f"Now in {form.cleaned_data['to_team']}")
        for reason, unmoved in stayed.items():
            self._say(request, unmoved, reason, messages.WARNING)

    def _move(self, request, people, **teams):
        """Move each person who can be moved. Return them, and those who stay by the reason why."""
        moved, stayed = [], {}
        for person in people:
            try:
                self._move_one(request, person, **teams)
                moved.append(person)
            except CannotMove as reason:
                stayed.setdefault(str(reason), []).append(person)
        return moved, stayed

    @transaction.atomic
    def _move_one(self, request, person, to_team, from_team=None):
        left = move_to_team(user=person, to_team=to_team, from_team=from_team)
        self.log_change(request, person, f"Moved from {left} to {to_team}.")

    def _ask(self, request, people, action, title, form=None):
        """Show a page that lists the people before anything is done to them."""
        context = self.admin_site.each_context(request) | {
            "title": title,
            "opts": self.opts,
            "people": people,
            "action": action,
            "form": form,
            "checkbox_name": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, f"admin/teams/user/{action}.html", context)
