"""Who to speak to: people, not tasks, each with everything that there is to say."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from activities import actions, rules
from activities.conversations import talks_of
from activities.drafts import newest_to
from activities.forms import SpokenForm
from activities.models import Activity
from activities.querysets import with_plans
from activities.speak_to import COLLEAGUE, by_person, next_only, split_by_time
from checklist.models import Step

# Whoever has more to say than this has it on the plans' own pages.
MOST_STEPS = 400
MOST_TALKS = 10


@require_safe
def speak_to_list(request):
    """Everybody whom this champion has to speak to, soonest first; one of them with all that there is to say."""
    people = _people(request)
    soon, later = split_by_time(people, until=timezone.localdate() + rules.NEXT_WEEKS)
    asked_for = _find_person(people, request.GET.get("person"))
    opened = asked_for or next(iter(people), None)
    context = {"soon": soon, "later": later, **_opened(request, opened, shows_all="all" in request.GET)}
    return render(request, "activities/speak_to_list.html", context)


def _people(request):
    """Those to speak to, with what is to be said, and what was said today."""
    today = timezone.localdate()
    own = Activity.objects.visible_to(request.user).open_plans_of(request.user, today)
    midnight = rules.start_of(today)
    talks = talks_of(request.user, own.steps_to_speak_about(midnight)[:MOST_STEPS], today=today)
    return by_person(next_only(talk for talk in talks if talk.is_open or talk.was_spoken_since(midnight)), today=today)


def _find_person(people, anchor):
    return next((person for person in people if person.who.anchor == anchor), None)


def _opened(request, person, *, shows_all):
    """What the card of the opened person shows: as many of the things to say as are shown at once, and the message."""
    if person is None:
        return {"opened": None}
    return {
        "opened": person,
        "talks": person.talks if shows_all else person.talks[:MOST_TALKS],
        "message": person.message(by=request.user.name),
        "wrote": newest_to(person.who.id, by=request.user) if person.who.kind == COLLEAGUE else None,
        "came_from_page": "speak-to-all" if shows_all else "speak-to",
    }


@require_POST
def talk_mark(request, pk):
    """Keep that somebody was spoken to about a step of this plan; answer with what the database now holds."""
    activity = get_object_or_404(Activity.objects.visible_to(request.user), pk=pk)
    form = SpokenForm(request.POST)
    if not form.is_valid():
        return render(request, "activities/mark_not_understood.html", {"activity": activity, "form": form}, status=400)
    talk, everybody = _find(request, activity, form)
    has_ticked = actions.mark_spoken(
        talk=talk, everybody=everybody, is_spoken=form.cleaned_data["spoken"] == "yes", answer=form.said,
        by=request.user,
    )  # fmt: skip
    if request.htmx:
        return _answer_in_place(request, activity, form, talk)
    if has_ticked:
        messages.success(request, f"“{talk.step.task.text}” is ticked: everybody has been spoken to.")
    return redirect(form.came_from(talk))


def _answer_in_place(request, activity, form, talk):
    """The person's whole card in the list, whose count and message have changed too; else the line alone."""
    context = {"marked": talk.anchor}
    if form.is_from_list:
        person = _find_person(_people(request), talk.who.anchor)
        context |= {"person": person, **_opened(request, person, shows_all=form.shows_all)}
        return render(request, "activities/_person_to_speak_to.html", context)
    context["talk"], _ = _find(request, activity, form)
    return render(request, "activities/_talk.html", context)


def _find(request, activity, form):
    """What is to be spoken about with this person at this step, and with everybody else at it. Else a 404."""
    steps = with_plans(Step.objects.filter(checklist=activity.checklist_id, pk=form.cleaned_data["step"]))
    everybody = talks_of(request.user, steps, today=timezone.localdate())
    for talk in everybody:
        if talk.who.key == form.cleaned_data["who"]:
            return talk, everybody
    raise Http404
