"""Have your say: topics for people who would rather take part from home."""

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from activities import actions
from activities.forms.topic import AskForm, ChangeTopicForm, DoneForm, NewTopicForm, VoiceForm
from activities.models import Topic, TopicAsked, Voice
from activities.topic_querysets import likes_to_answer_from_home
from activities.topics import Numbers
from beneficiaries.models import Beneficiary, ProfileEntry
from teams.paging import page_of

PER_PAGE, MOST_OFFERED, MOST_SHOWN = 20, 12, 200
CARDS = range(2)
# In characters: more than that needs smaller letters to stay on one page.
LONG = 600


@require_safe
def topic_list(request):
    """Every topic of one's teams, the one that closes last first."""
    topics = Topic.objects.visible_to(request.user).select_related("team").order_by("-closes_on", "-id")
    page = page_of(request, topics, per_page=PER_PAGE)
    numbers = TopicAsked.objects.visible_to(request.user).filter(topic__in=list(page)).numbers()
    listed = [(topic, numbers.get(topic.pk, Numbers(0, 0))) for topic in page]
    context = {"page": page, "topics": listed, "today": timezone.localdate()}
    return render(request, "activities/topic_list.html", context)


def topic_new(request):
    """Ask something."""
    form = NewTopicForm(request.POST or None, user=request.user, today=timezone.localdate())
    if form.is_valid():
        form.instance.by, form.instance.form_key = request.user, form.cleaned_data["key"]
        topic = actions.ask_topic(topic=form.instance)
        messages.success(request, "Saved. Now choose whom to ask.")
        return redirect(topic)
    return render(request, "activities/topic_new.html", {"form": form})


def topic_edit(request, pk):
    """Change what is asked, or until when. Where somebody else saved first, show both and ask."""
    topic, both = _fetch(request, pk), None
    form = ChangeTopicForm(request.POST or None, instance=topic, today=timezone.localdate())
    if form.is_valid():
        try:
            actions.change_topic(topic=form.instance, opened_version=form.cleaned_data["opened_version"])
        except actions.StaleTopic:
            both, form = _both(request, form, ChangeTopicForm, today=timezone.localdate())
        else:
            messages.success(request, "Saved. Tell those who were asked already, and print new cards.")
            return redirect(topic)
    topic = _fetch(request, pk)
    return render(request, "activities/topic_edit.html", {"topic": topic, "form": form, "both": both})


def _both(request, form, form_class, **given):
    """What is saved beside what was typed, and a form that keeps the typed and opens the newest."""
    topic, typed = _fetch(request, form.instance.pk), form.cleaned_data
    names = [name for name in form.Meta.fields if getattr(topic, name) != typed[name]]
    both = [(form.fields[name].label, getattr(topic, name), typed[name]) for name in names]
    data = request.POST.copy()
    data["opened_version"] = topic.version
    return both, form_class(data, instance=topic, **given)


def _fetch(request, pk):
    return get_object_or_404(Topic.objects.visible_to(request.user).select_related("team"), pk=pk)


def _asked(request, topic, asked_pk):
    seen = TopicAsked.objects.visible_to(request.user).filter(topic=topic)
    return get_object_or_404(seen.select_related("topic", "beneficiary"), pk=asked_pk)


def _people(request, topic):
    return Beneficiary.objects.visible_to(request.user).filter(team=topic.team_id)


@require_safe
def topic_detail(request, pk):
    """The question, who was asked, and what was said."""
    topic = _fetch(request, pk)
    return _page(request, topic, AskForm(people=_people(request, topic)))


def _page(request, topic, form, **more):
    today = timezone.localdate()
    asked = TopicAsked.objects.visible_to(request.user).filter(topic=topic)
    home = likes_to_answer_from_home(ProfileEntry.objects.visible_to(request.user))
    offered = _people(request, topic).filter(Exists(home.filter(beneficiary=OuterRef("pk"))))
    offered = offered.exclude(pk__in=asked.values("beneficiary"))
    voices = Voice.objects.visible_to(request.user).filter(topic=topic)
    context = {
        "topic": topic,
        "form": form,
        "today": today,
        "is_open": topic.closes_on >= today,
        "numbers": asked.numbers().get(topic.pk, Numbers(0, 0)),
        "asked": asked.select_related("beneficiary").order_by("has_answered", "beneficiary__reference")[:MOST_SHOWN],
        "most": MOST_SHOWN,
        "offered": offered[:MOST_OFFERED],
        "voices": voices[:MOST_SHOWN],
    }
    return render(request, "activities/topic_detail.html", context | more)


@require_POST
def topic_ask(request, pk):
    """Keep that somebody was asked."""
    topic = _fetch(request, pk)
    form = AskForm(request.POST, people=_people(request, topic))
    if topic.closes_on < timezone.localdate():
        messages.info(request, "This topic is closed, so nobody can be asked any more.")
        return redirect(topic)
    if not form.is_valid():
        return _page(request, topic, form)
    person = form.cleaned_data["reference"]
    actions.ask_person(topic=topic, person=person, on=timezone.localdate())
    messages.success(request, f"{person.reference} is on the list.")
    return redirect(topic)


@require_POST
def topic_link(request, pk, asked_pk):
    """Make a link for one person, and show it this once."""
    topic, today = _fetch(request, pk), timezone.localdate()
    asked = _asked(request, topic, asked_pk)
    if asked.has_answered or topic.closes_on < today:
        messages.info(request, "No link was made: they have answered, or the topic is closed.")
        return redirect(topic)
    secret = actions.make_link(asked=asked, today=today)
    link = request.build_absolute_uri(reverse("activities:say", args=[secret]))
    return _page(request, topic, AskForm(people=_people(request, topic)), link=link, link_for=asked.beneficiary)


@require_POST
def topic_answered(request, pk, asked_pk):
    """Keep whether somebody answered: a state, never a toggle."""
    topic = _fetch(request, pk)
    asked = _asked(request, topic, asked_pk)
    has_answered = request.POST.get("answered") == "yes"
    changes = {"has_answered": True, "link_hash": None} if has_answered else {"has_answered": False}
    TopicAsked.objects.visible_to(request.user).filter(pk=asked.pk).update(**changes)
    return redirect(topic)


def topic_voice_add(request, pk):
    """Write down what somebody said to a champion, or wrote on a card. A card may come in late."""
    topic = _fetch(request, pk)
    form = VoiceForm(request.POST or None)
    if form.is_valid():
        written = {"written_by": request.user, "written_on": timezone.localdate()}
        actions.write_voice(voice=form.voice(topic=topic, **written))
        messages.success(request, "Kept, without a name. You can take it back today.")
        return redirect(topic)
    return render(request, "activities/topic_voice_add.html", {"topic": topic, "form": form})


@require_POST
def topic_voice_take_back(request, pk, voice_pk):
    """Take back what one wrote down today. Pressed twice, it is taken back once."""
    topic = _fetch(request, pk)
    voices = Voice.objects.visible_to(request.user).filter(topic=topic, pk=voice_pk)
    if voices.put_back_by(request.user, today=timezone.localdate()).delete()[0]:
        messages.success(request, "Taken back.")
    return redirect(topic)


def topic_done(request, pk):
    """Say what was heard, and what was done because of it."""
    topic = _fetch(request, pk)
    form = DoneForm(request.POST or None, instance=topic)
    both = None
    if form.is_valid():
        try:
            actions.say_done(topic=topic, **form.cleaned_data)
        except actions.StaleTopic:
            both, form = _both(request, form, DoneForm)
        else:
            messages.success(request, "Saved. Print the sheet, and give it to everybody who was asked.")
            return redirect(topic)
    return render(request, "activities/topic_done.html", {"topic": topic, "form": form, "both": both})


@require_safe
def topic_card_print(request, pk):
    """Reply cards, two on a page. No name and no reference is on them."""
    return render(request, "activities/topic_card_print.html", {"topic": _fetch(request, pk), "cards": CARDS})


@require_safe
def topic_sheet_print(request, pk):
    """You said, we did: one page for everybody who was asked."""
    topic = _fetch(request, pk)
    is_long = len(topic.heard) + len(topic.done) > LONG
    return render(request, "activities/topic_sheet_print.html", {"topic": topic, "is_long": is_long})
