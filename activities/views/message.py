"""E-mails to colleagues about plans: shown, then sent."""

from django.conf import settings
from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import get_text_list

from activities import actions
from activities.conversations import talks_of
from activities.drafts import draft_of, people_to_tell, without_people
from activities.forms import MessageForm
from activities.mail import Outcome
from activities.messages import speak_to_text
from activities.models import Activity, Message
from activities.speak_to import COLLEAGUE
from teams.models import User

NO_ANSWER = "We could not tell whether it arrived. Ask before you send it again."
TITLES = {
    Message.About.TELL: "Tell people about it",
    Message.About.CHECK_IN: "Check in with the navigators",
    Message.About.WRITE_UP: "Write up how it went",
    Message.About.TURN: "Tell people what changed",
}
# More than this nobody answers in one go, or reads on a plan's page.
MOST_STEPS, MOST_SHOWN = 100, 20


def message_send(request, pk, about):
    """Write to colleagues about a plan: its details, what changed, or how it went."""
    plans = Activity.objects.visible_to(request.user)
    plans = plans.select_related("champion", "checklist", "who_else", "write_up")
    activity = get_object_or_404(plans, pk=pk)
    draft = draft_of(activity, about, by=request.user, now=timezone.now())
    people = people_to_tell(activity, by=request.user)
    form = MessageForm(request.POST or None, initial=draft, people=people, by=request.user)
    if request.method == "POST" and form.is_valid():
        message = _message(request, form, about, activity=activity)
        if form.cleaned_data["opened_version"] != activity.version:
            form = form.reopened(draft)
        elif _send(request, form, message, form.cleaned_data["to"]):
            return redirect(activity)
    context = {"form": form, "activity": activity, "heading": TITLES[about]}
    return render(request, "activities/message_send.html", context)


def messages_of(request, activity):
    """What was written about a plan."""
    sent = list(Message.objects.visible_to(request.user).filter(activity=activity).select_related("by")[:MOST_SHOWN])
    prefetch_related_objects(sent, "to")
    return sent


def speak_to_message(request, user_pk):
    """Write to one colleague about everything that this champion needs from them."""
    talks = _talks(request, user_pk)
    colleague = _colleague(request, user_pk, talks)
    anchor = f"{COLLEAGUE}-{user_pk}"
    card = f"{reverse('activities:speak_to_list')}?person={anchor}#{anchor}"
    text = speak_to_text(to=colleague.get_short_name(), talks=talks, by=request.user.name, site=settings.SITE_URL)
    draft = {"subject": "Can we speak?", "body": without_people(text, by=request.user)}
    form = MessageForm(request.POST or None, initial=draft, by=request.user)
    if request.method == "POST" and form.is_valid():
        message = _message(request, form, Message.About.SPEAK_TO)
        if _send(request, form, message, [colleague]):
            return redirect(card)
    return render(request, "activities/message_speak_to.html", {"form": form, "colleague": colleague, "card": card})


def _message(request, form, about, **fields):
    typed = {name: form.cleaned_data[name] for name in ("subject", "body", "key")}
    return Message(about=about, by=request.user, **typed, **fields)


def _send(request, form, message, to):
    """Send it, and say what became of it. Return whether the page is done with."""
    outcome = actions.send_message(message=message, to=to)
    if outcome == Outcome.REFUSED:
        form.say_refused()
    elif outcome == Outcome.UNKNOWN:
        messages.warning(request, NO_ANSWER)
    else:
        messages.success(request, f"Sent to {get_text_list([person.name for person in to], 'and')}.")
    return outcome != Outcome.REFUSED


def _talks(request, user_pk):
    """What this user has to speak about with one colleague."""
    today = timezone.localdate()
    own = Activity.objects.visible_to(request.user).open_plans_of(request.user, today)
    talks = talks_of(request.user, own.steps_to_speak_about()[:MOST_STEPS], today=today)
    return [talk for talk in talks if talk.is_open and talk.who.key == f"{COLLEAGUE}-{user_pk}"]


def _colleague(request, user_pk, talks):
    """Somebody of the same team, or whom one of the user's own plans sends them to. Else a 404."""
    known = User.objects.visible_to(request.user).active().exclude(pk=request.user.pk).filter(pk=user_pk).first()
    met = (talk.who.user for talk in talks if talk.who.user.is_active)
    if colleague := known or next(met, None):
        return colleague
    raise Http404
