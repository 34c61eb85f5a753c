"""Reflections: written with consent, changed, taken back, and collected into a document."""

from datetime import timedelta

from django.contrib import messages
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from activities import actions
from activities.forms.reflection import CollectForm, NewReflectionForm, ReflectionForm
from activities.models import Reflection
from activities.reflections import Shared, Whose
from activities.reflections_document import DOCX, write_document
from teams import trail
from teams.paging import page_of

PER_PAGE, MOST_COLLECTED = 20, 500
A_QUARTER = timedelta(days=91)


@require_safe
def reflection_list(request):
    """What the user may read, the newest first."""
    seen = Reflection.objects.visible_to(request.user).select_related("by", "team", "beneficiary")
    page = page_of(request, seen.order_by("-on", "-pk"), per_page=PER_PAGE)
    gone = _to_let_go(request).filter(pk__in=[each.pk for each in page])
    may_let_go = set(gone.values_list("pk", flat=True))
    return render(request, "activities/reflection_list.html", {"page": page, "may_let_go": may_let_go})


def reflection_write(request):
    """Write something down, with consent chosen at once."""
    told = request.GET.get("person", "")[:20]
    initial = {
        "on": timezone.localdate(),
        "whose": Whose.TOLD if told else Whose.OWN,
        "reference": told,
        "signed": "" if told else request.user.get_short_name(),
    }
    form = NewReflectionForm(request.POST or None, user=request.user, today=timezone.localdate(), initial=initial)
    if form.is_valid():
        kept = actions.write_reflection(reflection=form.instance)
        messages.success(request, f"Kept. Shared with: {Shared(kept.shared).label.lower()}.")
        return redirect("activities:reflection_list")
    return render(request, "activities/reflection_write.html", {"form": form})


def _mine(request):
    return Reflection.objects.visible_to(request.user).written_by(request.user)


def _to_let_go(request):
    return Reflection.objects.visible_to(request.user).let_go_by(request.user)


def reflection_edit(request, pk):
    """Change the words or the consent. Where somebody else saved first, show both and ask."""
    reflection = get_object_or_404(_mine(request), pk=pk)
    today, both = timezone.localdate(), ()
    form = ReflectionForm(request.POST or None, instance=reflection, today=today)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            version = typed["opened_version"]
            actions.change_reflection(reflections=_mine(request), reflection=form.instance, opened_version=version)
        except actions.StaleReflection:
            reflection = get_object_or_404(_mine(request), pk=pk)
            both = [(form.fields[name].label, getattr(reflection, name), typed[name]) for name in ("words", "signed")]
            asked = (reflection.get_shared_display(), Shared(typed["shared"]).label)
            both.append((form.fields["shared"].label, *asked))
            data = request.POST.copy()
            data["opened_version"] = reflection.version
            form = ReflectionForm(data, instance=reflection, today=today)
        else:
            messages.success(request, "Saved.")
            return redirect("activities:reflection_list")
    return render(request, "activities/reflection_edit.html", {"form": form, "reflection": reflection, "both": both})


def reflection_take_back(request, pk):
    """Take the consent back: ask first, then nothing of it is left."""
    if request.method == "POST" and actions.is_let_go(pk):
        messages.info(request, "It is gone already.")
        return redirect("activities:reflection_list")
    reflection = get_object_or_404(_to_let_go(request), pk=pk)
    if request.method == "POST":
        actions.let_reflection_go(reflections=_to_let_go(request), reflection_id=reflection.pk)
        messages.success(request, "Taken back. It is gone from here, and from every later print.")
        return redirect("activities:reflection_list")
    return render(request, "activities/reflection_take_back.html", {"reflection": reflection})


@require_safe
def reflection_collect(request):
    """What may be read by everybody, of some months: on a page that prints, and as a document."""
    today = timezone.localdate()
    opened = {"first": f"{today - A_QUARTER}", "last": f"{today}"}
    form = CollectForm(request.GET if "first" in request.GET or "last" in request.GET else opened)
    entries, title, is_cut = [], "", False
    if form.is_valid():
        first, last = form.cleaned_data["first"], form.cleaned_data["last"]
        title = f"Reflections, {date_format(first, 'j F Y')} to {date_format(last, 'j F Y')}"
        seen = Reflection.objects.visible_to(request.user).collected(first, last)
        entries = [reflection.collected for reflection in seen[: MOST_COLLECTED + 1]]
        is_cut = len(entries) > MOST_COLLECTED
        entries = entries[:MOST_COLLECTED]
        trail.keep_taking_out(by=request.user, what="reflections, to print", filters=title, rows=len(entries))
        if request.GET.get("format") == "docx":
            file = write_document(title=title, entries=entries)
            return FileResponse(file, as_attachment=True, filename=f"reflections-{last}.docx", content_type=DOCX)
    context = {"form": form, "entries": entries, "title": title, "is_cut": is_cut}
    return render(request, "activities/reflection_collect.html", context)
