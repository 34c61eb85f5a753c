"""Who to speak to: people, not tasks, each with everything that there is to say."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from activities import actions, rules
from activities.conversations import talks_of
from activities.forms import SpokenForm
from activities.models import Activity
from activities.querysets import with_plans
from activities.speak_to import by_person, next_only, split_by_time
from checklist.models import Step

# Whoever has more to say than this has it on the plans' own pages.
MOST_STEPS = 400
MOST_TALKS = 10


@require_safe
def speak_to_list(request):
    """Everybody whom this champion has to speak to, soonest first; one of them with all that there is to say."""
    today = timezone.localdate()
    own = Activity.objects.visible_to(request.user).open_plans_of(request.user, today)
    midnight = rules.start_of(today)
    talks = talks_of(request.user, own.steps_to_speak_about(midnight)[:MOST_STEPS], today=today)
    talks = next_only(talk for talk in talks if talk.is_open or talk.was_spoken_since(midnight))
    people = by_person(talks, today=today)
    soon, later = split_by_time(people, until=today + rules.NEXT_WEEKS)
    context = {"soon": soon, "later": later, **_opened(request, people)}
    return render(request, "activities/speak_to_list.html", context)


def _opened(request, people):
    """The person asked for, else the first, and as many of the things to say as are shown at once."""
    opened = next((person for person in people if person.who.anchor == request.GET.get("person")), None)
    opened = opened or next(iter(people), None)
    if opened is None:
        return {}
    most = None if "all" in request.GET else MOST_TALKS
    return {"opened": opened, "talks": opened.talks[:most], "message": opened.message(by=request.user.name)}


@require_POST
def talk_mark(request, pk):
    """Keep that somebody was spoken to about a step of this plan; answer with the line as the database now holds it."""
    activity = get_object_or_404(Activity.objects.visible_to(request.user), pk=pk)
    form = SpokenForm(request.POST)
    if not form.is_valid():
        return render(request, "activities/mark_not_understood.html", {"activity": activity, "form": form}, status=400)
    talk, everybody = _find(request, activity, form)
    has_ticked = actions.mark_spoken(
        talk=talk, everybody=everybody, is_spoken=form.cleaned_data["spoken"] == "yes",
        answer=form.cleaned_data["answer"], by=request.user,
    )  # fmt: skip
    if request.htmx:
        talk, _ = _find(request, activity, form)
        context = {"talk": talk, "came_from_page": form.cleaned_data["came_from_page"]}
        return render(request, "activities/_talk.html", context)
    if has_ticked:
        messages.success(request, f"“{talk.step.task.text}” is ticked: everybody has been spoken to.")
    return redirect(form.came_from(talk))


def _find(request, activity, form):
    """What is to be spoken about with this person at this step, and with everybody else at it. Else a 404."""
    steps = with_plans(Step.objects.filter(checklist=activity.checklist_id, pk=form.cleaned_data["step"]))
    everybody = talks_of(request.user, steps, today=timezone.localdate())
    for talk in everybody:
        if talk.who.key == form.cleaned_data["who"]:
            return talk, everybody
    raise Http404
