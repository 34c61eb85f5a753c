"""The things that light somebody up: written with them, shown to them, printed for them."""

from django.contrib import messages
from django.db.models import Case, IntegerField, Value, When
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from activities.forms.profile import PartForm, ProfileForm, TakeAwayForm, TakenForm
from activities.views.person import open_person
from beneficiaries.models import Beneficiary, Interest, ProfileEntry, ProfileVersion
from beneficiaries.profile import Part, SharedWith
from beneficiaries.profile_actions import StaleProfile, save_profile, stamp, take_away, take_away_for_good
from beneficiaries.profile_sheet import by_part, in_order, lay_out
from teams.paging import page_of

PER_PAGE = 25
# As many as can be read at a glance.
MOST_SUGGESTIONS = 18
MOST_SEEN = 100
CALLED = {"name": "The name they chose", "reference": "Their reference", "nobody": "Room to write by hand"}
PLACE = Case(
    *(When(entry__part=part, then=Value(number)) for number, part in enumerate(Part)), output_field=IntegerField()
)


def fetch_person(request, reference, *, what="the things that light them up"):
    """Somebody whom the user may see, with their navigators, or a 404. It is kept that `what` was opened."""
    people = Beneficiary.objects.visible_to(request.user).select_related("team").prefetch_related("navigators")
    return open_person(request, reference, people, what=what)


def fetch_profile(request, person):
    """What the user may see of somebody's profile, in the order of its parts, in one query."""
    return in_order(ProfileEntry.objects.visible_to(request.user).filter(beneficiary=person)[:MOST_SEEN])


def profile_edit(request, reference):
    """Write with somebody what lights them up. Where somebody else saved first, show both and ask."""
    person = fetch_person(request, reference)
    form = _form(request, person, request.POST or None)
    if not form.is_valid():
        return _page(request, person, form)
    try:
        changed = save_profile(person=person, said=form.said, by=request.user)
    except StaleProfile as stale:
        return _ask_which(request, person, stale.both)
    _say_kept(request, changed)
    pressed = TakenForm(request.POST)
    if pressed.is_valid() and pressed.cleaned_data["take_away"]:
        return redirect("activities:profile_take_away", person.reference, pressed.cleaned_data["take_away"])
    return redirect(person)


def _form(request, person, typed):
    entries = list(ProfileEntry.objects.visible_to(request.user).filter(beneficiary=person)[:MOST_SEEN])
    named = {word.casefold() for entry in entries if entry.part == Part.INTERESTS for word in entry.tags}
    offered = Interest.objects.visible_to(request.user).to_suggest(request.user)[: MOST_SUGGESTIONS + len(named)]
    words = [interest.word for interest in offered if interest.word.casefold() not in named]
    return ProfileForm(typed, person=person, user=request.user, entries=entries, suggestions=words[:MOST_SUGGESTIONS])


def _say_kept(request, changed):
    taken = [Part(entry.part).label for entry in changed if not entry.says_something]
    if taken:
        messages.success(request, f"Saved. Taken away from here: {', '.join(taken)}. It still stands under “Before”.")
    else:
        messages.success(request, "Saved. Thank you both." if changed else "Nothing was changed.")


def _ask_which(request, person, both):
    """Show what is saved beside what was typed, in a form that keeps the typed and opens the newest."""
    typed = request.POST.copy()
    for said, entry in both:
        if entry:
            typed[f"opened_{said.entry_pk}"] = stamp(entry)
    rows = [row for said, entry in both if entry for row in _differences(said, entry)]
    lost = [said.words for said, entry in both if not entry and said.words]
    return _page(request, person, _form(request, person, typed), both=rows, lost=lost)


def _differences(said, entry):
    """How an entry differs from what was typed for it: `(label, saved, typed)`."""
    now, then = _in_words(entry), _in_words(ProfileEntry(part=entry.part, words=said.words, choices=said.choices))
    who = SharedWith(entry.shared_with).label, said.shared_with.label
    rows = [(Part(entry.part).label, now, then), ("May we tell others?", *who)]
    return [row for row in rows if row[1] != row[2]]


def _in_words(entry):
    return " · ".join(filter(None, [", ".join(entry.tags), entry.sentences]))


def _page(request, person, form, **more):
    named = PartForm(request.GET)
    context = {"person": person, "form": form, "open_part": named["part"].data if named.is_valid() else Part.INTERESTS}
    return render(request, "activities/profile_edit.html", context | more)


def profile_take_away(request, reference, pk):
    """Ask first, then take something away: from the page, or for good with what was said before."""
    person = fetch_person(request, reference)
    entries = ProfileEntry.objects.visible_to(request.user).filter(beneficiary=person)
    entry = get_object_or_404(entries, pk=pk)
    form = TakeAwayForm(request.POST)
    if request.method == "POST" and form.is_valid():
        return _taken_away(request, person, entry, form.cleaned_data["for_good"])
    return render(request, "activities/profile_take_away.html", {"person": person, "entry": entry})


def _taken_away(request, person, entry, for_good):
    if for_good:
        take_away_for_good(entry=entry)
        messages.success(request, "Taken away for good, with all that was said before.")
    else:
        take_away(entry=entry, by=request.user)
        messages.success(request, "Taken away. What was said still stands under “Before”.")
    return redirect(person)


@require_safe
def profile_older(request, reference):
    """What somebody said before, by part, the newest first: how they have grown."""
    person = fetch_person(request, reference, what="what they said before")
    versions = ProfileVersion.objects.visible_to(request.user).filter(entry__beneficiary=person)
    versions = versions.annotate(place=PLACE).select_related("entry").order_by("place", "-id")
    page = page_of(request, versions, per_page=PER_PAGE)
    context = {"person": person, "page": page, "parts": by_part(list(page))}
    return render(request, "activities/profile_older.html", context)


@require_safe
def profile_print(request, reference):
    """What lights somebody up on one page, to look at together and to print, under the name that they like."""
    person = fetch_person(request, reference, what="the things that light them up, to print")
    entries = fetch_profile(request, person)
    ways = [way for way in CALLED if way != "name" or person.known_as]
    chosen = request.GET.get("called")
    context = {
        "person": person,
        "sheet": lay_out(entries),
        "ways": [(way, CALLED[way]) for way in ways],
        "called": chosen if chosen in ways else ways[0],
        "is_private": any(entry.shared_with != SharedWith.TEAM for entry in entries),
    }
    return render(request, "activities/profile_print.html", context)
