"""People supported in Django admin, with the way to erase one. Every room holds something of them: it is done here."""

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import ProgrammingError, transaction
from django.template.response import TemplateResponse

from beneficiaries import references
from beneficiaries.admin import BeneficiaryAdmin as KeptBeneficiaryAdmin
from beneficiaries.models import Beneficiary
from wyfi_coproduction.erasing import MustBeKept, erase_person

ERASED = "They are erased. What they did still counts, and nobody can see any more who it was."
NOT_FROM_HERE = "This server lets nobody erase from here. Ask whoever runs it for the command “erase_person”."

admin.site.unregister(Beneficiary)


@admin.register(Beneficiary)
class BeneficiaryAdmin(KeptBeneficiaryAdmin):
    """Who is supported; and how one person is erased."""

    actions = ["erase"]

    @admin.action(description="Erase one person for good")
    def erase(self, request, queryset):
        """Ask for the reference again, then erase."""
        if len(people := list(queryset[:2])) != 1:
            self.message_user(request, "Tick one person. Only one can be erased at a time.", messages.WARNING)
            return None
        [person] = people
        if person.held_why or "again" not in request.POST:
            return self._ask(request, person)
        if references.normalise(request.POST["again"]) != person.reference:
            return self._ask(request, person, problem=f"That is not {person.reference}. Nothing was erased.")
        return self._erase(request, person)

    def _erase(self, request, person):
        try:
            with transaction.atomic():
                erase_person(person=person, by=request.user)
        except MustBeKept as reason:
            self.message_user(request, str(reason), messages.ERROR)
        except ProgrammingError:
            # PostgreSQL gives the web user no right to take anything out of the trail.
            self.message_user(request, NOT_FROM_HERE, messages.ERROR)
        else:
            self.message_user(request, ERASED, messages.SUCCESS)

    def _ask(self, request, person, problem=""):
        asked = {"title": f"Erase {person.reference}?", "opts": self.opts, "person": person, "problem": problem}
        context = self.admin_site.each_context(request) | asked | {"checkbox_name": ACTION_CHECKBOX_NAME}
        return TemplateResponse(request, "admin/beneficiaries/beneficiary/erase.html", context)
