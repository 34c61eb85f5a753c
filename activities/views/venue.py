"""Places: the shared directory, what is known of each, and the place of a plan."""

from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from activities import actions
from activities.forms import (
    ChooseForm,
    FactsForm,
    RiskAssessmentForm,
    RoomForm,
    RoomMeantForm,
    VenueForm,
    VenueSearchForm,
)
from activities.models import Activity, Lesson, PlanChange, Room, Venue, VenueFact
from activities.venue_facts import ASKS, OF_ROOM, by_group, merge_facts, rows_of, wants_of
from activities.venue_search import choices_of, findings_of, group_of
from teams.paging import page_of

PER_PAGE = 20
CHOICES_PER_PAGE = 10
# What was learned longer ago is on the plans themselves.
MOST_LEARNED = 10
MAP = "https://www.openstreetmap.org/search?"


@require_safe
def venue_list(request):
    """The directory, by name; or those places that have what somebody, or the group of a plan, needs."""
    venues = Venue.objects.visible_to(request.user)
    localities = venues.exclude(locality="").order_by("locality").values_list("locality", flat=True).distinct()
    form = VenueSearchForm(request.GET, localities=localities)
    plan = _plan_in_hand(request)
    needs = [*form.must_have, *(group_of(plan).needs if plan else ())]
    if needs:
        venues = venues.having(want for _, wants in wants_of(needs) for want in wants)
    if form.words:
        venues = venues.search(form.words)
    if locality := form.cleaned_data.get("locality"):
        venues = venues.filter(locality=locality)
    page = page_of(request, venues.order_by("name", "id").prefetch_related("rooms"), per_page=PER_PAGE)
    context = {"form": form, "page": page, "plan": plan, "needs": list(dict.fromkeys(needs))}
    context["is_narrowed"] = bool(needs or form.words or locality)
    return render(request, "activities/venue_list.html", context)


def _plan_in_hand(request):
    """The plan that `?plan=` names, where this user sees it: somebody is looking for its place."""
    plan_pk = VenueSearchForm(request.GET).cleaned_data.get("plan")
    if not plan_pk:
        return None
    return Activity.objects.visible_to(request.user).with_colleagues().filter(pk=plan_pk).first()


@require_safe
def venue_detail(request, pk):
    """One place: what is known of it and who checked, whom to ring, what it costs, and what was learned there."""
    venue = get_object_or_404(Venue.objects.visible_to(request.user).with_facts(), pk=pk)
    today, plan = timezone.localdate(), _plan_in_hand(request)
    learned = PlanChange.objects.visible_to(request.user).filter(activity__venue=venue).exclude(learned="")
    lessons = Lesson.objects.visible_to(request.user).filter(venue=venue).order_by("-at", "-id")
    rows = rows_of(ASKS, merge_facts(venue.known_facts, None), today=today)
    context = {
        "venue": venue,
        "plan": plan,
        "groups": by_group(rows),
        "to_check": sum(row.is_old for row in rows),
        "not_known": sum(not row.is_known for row in rows),
        "rooms": [(room, _own_rows(venue, room, today)) for room in venue.rooms.all()],
        "lessons": lessons.select_related("by")[:MOST_LEARNED],
        "learned": learned.select_related("activity")[:MOST_LEARNED],
        "map": MAP + urlencode({"query": ", ".join(filter(None, [venue.name, venue.address, venue.locality]))}),
    }
    if plan and plan.venue_id == venue.pk:
        context["findings"] = findings_of(plan, today=today, facts=venue.known_facts)
    return render(request, "activities/venue_detail.html", context)


def _own_rows(venue, room, today):
    own = {fact.name: fact for fact in venue.known_facts if fact.room_id == room.pk}
    return [row for row in rows_of(OF_ROOM, own, today=today) if row.is_known]


def venue_add(request):
    """Add a place to the directory that all teams share."""
    if not request.user.team_ids:
        raise Http404
    form = VenueForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        venue = form.save()
        messages.success(request, "The place is in the list. Now say what you know about it.")
        return redirect("activities:venue_facts", venue.pk)
    return render(request, "activities/venue_add.html", {"form": form})


def venue_edit(request, pk):
    """Change a place's details. Where somebody else saved first, show both and ask."""
    venue = get_object_or_404(Venue.objects.visible_to(request.user), pk=pk)
    form = VenueForm(request.POST or None, instance=venue)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_venue(venue=form.instance, opened_version=form.cleaned_data["opened_version"])
        except actions.StaleVenue:
            venue = get_object_or_404(Venue.objects.visible_to(request.user), pk=pk)
            form = form.reopened(venue=venue)
        else:
            messages.success(request, "Your changes are saved.")
            return redirect(venue)
    return render(request, "activities/venue_edit.html", {"form": form, "venue": venue})


def venue_facts(request, pk):
    """What the form asks of a place, or of one of its rooms: yes, no or not known."""
    venue = get_object_or_404(Venue.objects.visible_to(request.user), pk=pk)
    room, plan, today = _room_meant(request, venue), _plan_in_hand(request), timezone.localdate()
    known = {"facts": _saved_facts(request, venue, room), "needed": _needed_by(plan)}
    form = FactsForm(request.POST or None, room=room, today=today, **known)
    if request.method == "POST" and form.is_valid():
        found = {"venue": venue, "room": room, "answers": form.answers, "activity": plan}
        try:
            actions.save_facts(**found, by=request.user, today=today)
        except actions.StaleFacts as error:
            form = form.reopened(facts=_saved_facts(request, venue, room), stale=error.args[0])
        else:
            messages.success(request, _say_saved(len(form.answers)))
            return redirect("activities:venue_choose", plan.pk) if plan else redirect(venue)
    return render(request, "activities/venue_facts.html", {"form": form, "venue": venue, "room": room, "plan": plan})


def _needed_by(plan):
    """The names of the facts that the group of a plan asks for."""
    return {want.fact for want in group_of(plan).wants} if plan else set()


def _room_meant(request, venue):
    """The room that `?room=` names; None for the whole place."""
    if "room" not in request.GET:
        return None
    form = RoomMeantForm(request.GET)
    room_pk = form.cleaned_data["room"] if form.is_valid() else 0
    return get_object_or_404(Room.objects.visible_to(request.user).filter(venue=venue), pk=room_pk)


def _saved_facts(request, venue, room):
    facts = VenueFact.objects.visible_to(request.user).filter(venue=venue, room=room)
    return {fact.name: fact for fact in facts.select_related("checked_by")}


def _say_saved(number):
    if not number:
        return "Nothing was different, so nothing was saved."
    return f"{number} answer{'' if number == 1 else 's'} saved, checked by you today. Thank you."


def room_add(request, pk):
    """Add a room of a place."""
    venue = get_object_or_404(Venue.objects.visible_to(request.user), pk=pk)
    form = RoomForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            room = actions.add_room(venue=venue, name=form.cleaned_data["name"])
        except actions.RoomThere:
            form.add_error("name", "This place has a room of that name already.")
        else:
            messages.success(request, f"{room.name} is added.")
            return redirect(venue)
    return render(request, "activities/room_add.html", {"form": form, "venue": venue})


def venue_risk_assessment(request, pk):
    """Keep a place's own risk assessment, as a photo or a PDF."""
    venue = get_object_or_404(Venue.objects.visible_to(request.user), pk=pk)
    # A form without a file in it is empty, and is to be told so.
    form = RiskAssessmentForm(request.POST, request.FILES) if request.method == "POST" else RiskAssessmentForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        actions.keep_risk_assessment(venue=venue, file=file, by=request.user, today=timezone.localdate())
        messages.success(request, "Their risk assessment is kept here.")
        return redirect(venue)
    return render(request, "activities/venue_risk_assessment.html", {"form": form, "venue": venue})


def venue_choose(request, pk):
    """Choose where a plan is: what each place has, beside what the group needs."""
    plans = Activity.objects.visible_to(request.user).with_colleagues().select_related("venue", "room")
    activity = get_object_or_404(plans, pk=pk)
    if request.method == "POST":
        return _choose(request, activity)
    form = VenueSearchForm(request.GET)
    group, today = group_of(activity), timezone.localdate()
    venues = Venue.objects.visible_to(request.user).rank_for(group.wants)
    if form.words:
        venues = venues.search(form.words)
    if activity.venue_id:
        venues = venues.exclude(pk=activity.venue_id)
    page = page_of(request, venues, per_page=CHOICES_PER_PAGE)
    shown = [*filter(None, [activity.venue]), *page.object_list]
    known = VenueFact.objects.visible_to(request.user)
    learned = Lesson.objects.visible_to(request.user).order_by("-at", "-id")
    prefetch_related_objects(
        shown,
        "rooms",
        Prefetch("facts", known, to_attr="known_facts"),
        Prefetch("lessons", learned, to_attr="learned"),
    )
    choices = choices_of(activity, shown, group, user=request.user, today=today)
    context = {
        "activity": activity,
        "form": form,
        "group": group,
        "page": page,
        "chosen": next((choice for choice in choices if choice.is_chosen), None),
        "choices": [choice for choice in choices if not choice.is_chosen],
    }
    return render(request, "activities/venue_choose.html", context)


def _choose(request, activity):
    form = ChooseForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Press the button of the place that you want.")
        return redirect("activities:venue_choose", activity.pk)
    chosen = form.cleaned_data
    venue = get_object_or_404(Venue.objects.visible_to(request.user), pk=chosen["venue"])
    rooms = Room.objects.visible_to(request.user).filter(venue=venue)
    room = get_object_or_404(rooms, pk=chosen["room"]) if chosen["room"] else None
    place = {"venue": venue, "room": room, "opened_version": chosen["opened_version"]}
    try:
        actions.choose_venue(activity=activity, by=request.user, **place)
    except actions.StalePlan:
        messages.warning(request, "Somebody changed this plan while you had it open. Look at it, then choose again.")
    else:
        messages.success(request, f"The place is {activity.place}. Next: find out what is not known, and book it.")
    return redirect("activities:venue_choose", activity.pk)
