"""The cards that invite people, and labels for their envelopes: on paper, with the name left blank for handwriting."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from activities.drafts import without_people
from activities.forms import InvitationCardForm
from activities.invitations import is_short, suggest_words
from activities.models import Activity, InvitationCard
from activities.noticeboard_search import names_in
from activities.views.kept_once import keep_words, saved_row

DESIGNS = {"sun": "Sun", "cup": "Cup of tea", "flowers": "Flowers", "bunting": "Bunting"}
SIZES = {"": (4, "Four cards"), "large": (2, "Two large cards")}
LABELS = range(1, 9)


def invitation_card(request, pk):
    """Change the words of the cards. Where somebody else saved first, show both and ask."""
    activity = get_object_or_404(Activity.objects.visible_to(request.user).select_related("champion"), pk=pk)
    row, both = saved_row(request, activity, InvitationCard), ()
    form = InvitationCardForm(request.POST or None, instance=row, initial={"words": _words_of(row)})
    if form.is_valid():
        stale = keep_words(request, form, "words")
        if stale is None:
            messages.success(request, "Saved. Now print the cards.")
            return redirect("activities:invitation_print", activity.pk)
        form, both = stale
    return render(request, "activities/invitation_card.html", {"activity": activity, "form": form, "both": both})


def _words_of(row):
    """What is written on the cards, or what could be."""
    plan = row.activity
    return row.words or suggest_words(has_date=plan.date is not None, champion=plan.champion.get_short_name())


@require_safe
def invitation_print(request, pk):
    """The cards on a page of A4, in one of the designs. No reference stands on them.

    Where the plan's own words hold a name that somebody on it chose, they wait until they are said to mean another.
    """
    activity = get_object_or_404(Activity.objects.visible_to(request.user).select_related("champion"), pk=pk)
    row = saved_row(request, activity, InvitationCard)
    design, size = request.GET.get("design", ""), request.GET.get("size", "")
    number, _ = SIZES.get(size, SIZES[""])
    names = names_in(activity)
    what, where = (without_people(said, by=request.user) for said in (activity.description, activity.place))
    words = _words_of(row)
    context = {
        "activity": activity,
        "cards": range(1, number + 1) if "meant" in request.GET or not names else [],
        "size": size if size in SIZES else "",
        "sizes": [(value, name) for value, (_, name) in SIZES.items()],
        "design": design if design in DESIGNS else "sun",
        "designs": DESIGNS,
        "words": words,
        "what": what,
        "where": where,
        "is_short": is_short(what, where, words),
        "names": names,
    }
    return render(request, "activities/invitation_print.html", context)


@require_safe
def invitation_labels(request, pk):
    """Labels for the envelopes: a smiling face, and room for a name by hand."""
    activity = get_object_or_404(Activity.objects.visible_to(request.user), pk=pk)
    return render(request, "activities/invitation_labels.html", {"activity": activity, "labels": LABELS})
