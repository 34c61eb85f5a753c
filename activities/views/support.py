"""What helps somebody: read and written by those who answer for them. It stands beside the plans that it is for."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from activities import actions
from activities.forms.support import SupportForm, differences
from activities.views.person import open_person
from beneficiaries.actions import StaleNeeds
from beneficiaries.models import Beneficiary, SupportNeeds


def support_change(request, reference):
    """Write what helps somebody. Where somebody else saved first, show both and ask."""
    people = Beneficiary.objects.visible_to(request.user).needs_written_by(request.user)
    person = open_person(request, reference, people, what="what helps them")
    form = SupportForm(request.POST or None, instance=_saved(request, person))
    if not form.is_valid():
        return _page(request, person, form)
    try:
        version = form.cleaned_data["opened_version"]
        actions.write_support_needs(
            needs=form.instance, opened_version=version, by=request.user, today=timezone.localdate()
        )
    except StaleNeeds:
        return _ask_which(request, person, form)
    return _done(request, person)


def _saved(request, person):
    """What is written now, or nothing yet."""
    written = SupportNeeds.objects.visible_to(request.user).filter(beneficiary=person)
    return written.select_related("updated_by").first() or SupportNeeds(beneficiary=person)


def _ask_which(request, person, form):
    """Show what is saved beside what was typed, in a form that keeps the typed and opens the newest version."""
    saved = _saved(request, person)
    both = differences(saved, form.instance)
    if not both:
        return _done(request, person)
    typed = request.POST.copy()
    typed["opened_version"] = saved.version
    return _page(request, person, SupportForm(typed, instance=saved), both)


def _page(request, person, form, both=()):
    return render(request, "activities/support_change.html", {"person": person, "form": form, "both": both})


def _done(request, person):
    messages.success(request, "Saved. The people of a plan can see it from a week before.")
    return redirect(person)
