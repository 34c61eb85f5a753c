"""Contacts outside activities: written down in a moment, on a phone."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from activities.forms.contact import ContactForm, WhoForm
from activities.rules import days_of
from activities.views.person import open_person
from beneficiaries import references
from beneficiaries.actions import StaleContact, put_contact_right, take_back_entry, write_contact
from beneficiaries.contacts import DEFINITION, differences
from beneficiaries.models import Beneficiary, Contact, ContactChange
from teams.paging import page_of

PER_PAGE = 20
MOST_LAST_PEOPLE, LAST_CONTACTS = 6, 30
MOST_FOUND = 10


@require_safe
def contact_list(request):
    """One's own contacts, the newest first, and the numbers of this month with what counts."""
    today = timezone.localdate()
    seen = Contact.objects.visible_to(request.user)
    this_month = seen.between(*days_of(today.replace(day=1)))
    mine = seen.filter(by=request.user)
    lately = mine.select_related("beneficiary", "taken_back_by").order_by("-date", "-id")
    context = {
        "today": today,
        "definition": DEFINITION,
        "mine": this_month.filter(by=request.user).numbers(),
        "teams": this_month.numbers_by_team(),
        "page": page_of(request, lately, per_page=PER_PAGE),
    }
    return render(request, "activities/contact_list.html", context)


@require_safe
def contact_choose(request):
    """Whom was it with? One of the last few people, or whoever is typed; one found leads straight on."""
    form = WhoForm(request.GET if "q" in request.GET else None)
    found = None
    if form.is_valid():
        found = _people_called(request, form.cleaned_data["q"])
        if len(found) == 1:
            return redirect("activities:contact_add", found[0].reference)
    context = {"form": form, "found": found, "last_people": _last_people(request.user), "most": MOST_FOUND}
    return render(request, "activities/contact_choose.html", context)


def _people_called(request, words):
    """Whoever has exactly this reference, else everybody whom the words may mean."""
    people = Beneficiary.objects.visible_to(request.user)
    typed = references.parse(words).once
    exact = people.filter(reference=typed[0]) if len(typed) == 1 else people.none()
    return exact[:1] or people.search(typed[0] if len(typed) == 1 else words).order_by("reference")[: MOST_FOUND + 1]


def _last_people(user):
    """Those with whom this user was in touch last, each once."""
    mine = Contact.objects.visible_to(user).filter(by=user, beneficiary__is_gone=False)
    last = mine.select_related("beneficiary").order_by("-date", "-id")[:LAST_CONTACTS]
    people = dict.fromkeys(contact.beneficiary for contact in last)
    return list(people)[:MOST_LAST_PEOPLE]


def contact_add(request, reference):
    """Write down a contact with somebody."""
    person = get_object_or_404(Beneficiary.objects.visible_to(request.user), reference=reference)
    contact = Contact(beneficiary=person, by=request.user)
    form = ContactForm(request.POST or None, instance=contact, today=timezone.localdate())
    if form.is_valid():
        kept = write_contact(contact=form.instance)
        messages.success(
            request, "Saved. It stands in their line in time." if kept.counts else "Saved. It is kept, and not counted."
        )
        return redirect(person)
    return render(request, "activities/contact_add.html", {"form": form, "person": person, "definition": DEFINITION})


def contact_edit(request, reference, pk):
    """Put a contact right. Where somebody else saved first, show both and ask."""
    contact = _contact_of(request, reference, pk)
    form = ContactForm(request.POST or None, instance=contact, today=timezone.localdate())
    if contact.is_taken_back or not form.is_valid():
        return _edit_page(request, contact, form)
    try:
        version = form.cleaned_data["opened_version"]
        differs = put_contact_right(contact=form.instance, opened_version=version, by=request.user)
    except StaleContact:
        return _ask_which(request, form)
    return _put_right(request, contact, differs=differs)


def _contact_of(request, reference, pk):
    person = open_person(request, reference, what="a contact")
    mine = Contact.objects.visible_to(request.user).put_right_by(request.user).filter(beneficiary=person)
    return get_object_or_404(mine.select_related("beneficiary", "by", "taken_back_by"), pk=pk)


def _ask_which(request, form):
    """Show what is saved beside what was typed, in a form that keeps the typed and opens the newest version."""
    saved = _contact_of(request, form.instance.beneficiary.reference, form.instance.pk)
    both = differences(saved, form.instance)
    if not both and not saved.is_taken_back:
        return _put_right(request, saved)
    typed = request.POST.copy()
    typed["opened_version"] = saved.version
    return _edit_page(request, saved, ContactForm(typed, instance=saved, today=form.today), both)


def _edit_page(request, contact, form, both=()):
    changes = ContactChange.objects.visible_to(request.user).filter(contact=contact).select_related("by")
    context = {"person": contact.beneficiary, "contact": contact, "form": form, "both": both, "changes": changes}
    return render(request, "activities/contact_edit.html", context | {"definition": DEFINITION})


def _put_right(request, contact, *, differs=True):
    messages.success(request, "Put right. What it said before is kept." if differs else "It stays as it was.")
    return redirect(contact.beneficiary)


@require_POST
def contact_take_back(request, reference, pk):
    """Take a contact back that was wrong. Pressed twice, it is taken back once."""
    return taken_back(request, _contact_of(request, reference, pk))


def taken_back(request, entry):
    """Take an entry of somebody's journey back, and say so."""
    if take_back_entry(entry=entry, by=request.user):
        messages.success(request, "Taken back. It is kept with your name, and counts for nothing.")
    else:
        messages.info(request, "That was taken back already.")
    return redirect(entry.beneficiary)
