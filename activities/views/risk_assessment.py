"""The risk assessment of a plan: start it, look at each hazard, ask for the signature, sign, print."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from activities import actions, risk, rules
from activities.assessments import (
    assessment_of,
    counting,
    last_time,
    learned_here,
    lone_working_on,
    missing_on,
    needs_reason,
    repeated_signature,
    safety_with,
    training_on,
)
from activities.forms import AskForm, HazardForm, IndividualRiskForm, SignForm, StartForm
from activities.forms.risk_assessment import LAST
from activities.models import Activity, Hazard
from activities.views.activity import fetch_activity
from teams import trail
from teams.models import Role, User


@require_safe
def risk_detail(request, pk):
    """The hazards of a plan with what is done about them, who signed, and who has the next move."""
    activity, assessment = _fetch_assessed(request, pk)
    if assessment is None:
        return _start_page(request, activity, StartForm(user=request.user))
    return _risk_page(request, activity, assessment)


def _fetch_assessed(request, pk):
    """A plan, which knows its people whom the user may see, and its risk assessment, or None."""
    plans = Activity.objects.visible_to(request.user).with_people(request.user)
    assessed = ("champion", "risk_assessment__made_by", "risk_assessment__asked_by")
    activity = get_object_or_404(plans.select_related(*assessed), pk=pk)
    return activity, getattr(activity, "risk_assessment", None)


def _risk_page(request, activity, assessment, *, ask=None, sign=None):
    today, user = timezone.localdate(), request.user
    context = _assessment_context(activity, assessment)
    hazards, signature = context["hazards"], context["signature"]
    libraries = list(assessment.libraries.all())
    missing = missing_on(hazards, libraries, context["lone"])
    may_sign = activity.team_id in user.led_team_ids
    is_ready = not missing and assessment.asked_at and not signature
    context |= {
        "activity": activity,
        "assessment": assessment,
        "missing": missing,
        "is_ahead": rules.is_ahead(activity, today=today),
        "may_sign": may_sign,
        "leads": [] if signature else _lead_navigators(request, activity),
        "learned": learned_here(activity, user),
        "training": training_on(activity, libraries, today=today),
        "not_discussed": _not_discussed(activity, context["people"]),
        "ask": ask or AskForm(initial={"review_on": assessment.review_on}, activity=activity, today=today),
        "sign": sign or SignForm(),
        "needs_reason": needs_reason(hazards),
    }
    if may_sign and is_ready:
        version = context["version"]
        context["repeated"] = repeated_signature(assessment, team_id=activity.team_id, version=version, today=today)
    return render(request, "activities/risk_detail.html", context)


def _assessment_context(activity, assessment):
    """What the screen and the paper both say."""
    rows = list(assessment.hazards.select_related("by_whom"))
    hazards = [hazard for hazard in rows if hazard.removed_at is None]
    lone = lone_working_on(activity)
    safety = safety_with(activity, hazards=hazards, lone=lone)
    version = risk.fingerprint(safety)
    signatures = list(assessment.signatures.select_related("by"))
    signature = counting(signatures, version=version, day=activity.date)
    return {
        "hazards": hazards,
        "taken_off": [hazard for hazard in rows if hazard.removed_at],
        "version": version,
        "short_version": risk.say_version(version),
        "signature": signature,
        "signed_before": signatures[0] if signatures else None,
        "changed": risk.say_changed(signatures[0].safety, safety) if signatures and not signature else "",
        "lone": lone,
        **_people_in_sight(activity, assessment, lone),
    }


def _people_in_sight(activity, assessment, lone):
    """Of those who were discussed, and whom somebody is alone with: who is on the plan, and whom the user may see."""
    in_sight = {person.pk for person in activity.people}
    discussed = assessment.individual_risks.filter(beneficiary__in=in_sight)
    return {
        "people": list(discussed.select_related("beneficiary", "discussed_with")),
        "alone_with": lone.with_whom if lone and lone.with_whom_id in in_sight else None,
    }


def _not_discussed(activity, risks):
    spoken_of = {row.beneficiary_id for row in risks}
    return [person for person in activity.people if person.pk not in spoken_of]


def _lead_navigators(request, activity):
    leads = {"memberships__team": activity.team_id, "memberships__role": Role.LEAD_NAVIGATOR}
    return [user.name for user in User.objects.visible_to(request.user).active().filter(**leads).distinct()]


def risk_start(request, pk):
    """Start from lists of hazards, from the last time at this place, or with an empty list; or add from a list."""
    activity = fetch_activity(request, pk)
    form = StartForm(request.POST or None, user=request.user)
    if not form.is_valid():
        return _start_page(request, activity, form)
    earlier = last_time(activity, request.user) if form.cleaned_data["start"] == LAST else None
    assessment = actions.start_assessment(
        activity=activity,
        by=request.user,
        today=timezone.localdate(),
        libraries=form.cleaned_data["libraries"],
        earlier=earlier,
    )
    unseen = assessment.hazards.kept().filter(is_looked_at=False).count()
    if unseen:
        messages.success(request, f"{unseen} hazard{'s' if unseen > 1 else ''} to look at, one by one.")
        return _to_next(activity, assessment)
    return redirect("activities:risk_detail", activity.pk)


def _start_page(request, activity, form):
    context = {
        "activity": activity,
        "form": form,
        "is_started": assessment_of(activity) is not None,
        "earlier": last_time(activity, request.user),
        "learned": learned_here(activity, request.user),
    }
    return render(request, "activities/risk_start.html", context)


def _to_next(activity, assessment):
    """On to the next hazard that nobody has looked at, else back to all of them."""
    unseen = assessment.hazards.kept().filter(is_looked_at=False).first()
    if unseen:
        return redirect("activities:hazard_edit", activity.pk, unseen.pk)
    return redirect("activities:risk_detail", activity.pk)


def hazard_add(request, pk):
    """Write down a hazard of one's own."""
    activity = fetch_activity(request, pk)
    form = HazardForm(request.POST or None, activity=activity, user=request.user, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        form.instance.assessment = actions.start_assessment(
            activity=activity, by=request.user, today=timezone.localdate()
        )
        return _save_hazard(request, activity, form)
    return render(request, "activities/hazard_edit.html", {"activity": activity, "form": form, "is_new": True})


def hazard_edit(request, pk, hazard_pk):
    """Look at one hazard and change it. From then on it counts."""
    activity = fetch_activity(request, pk)
    hazard = get_object_or_404(_hazards_of(request, activity), pk=hazard_pk)
    today = timezone.localdate()
    form = HazardForm(request.POST or None, instance=hazard, activity=activity, user=request.user, today=today)
    if request.method == "POST" and form.is_valid():
        try:
            return _save_hazard(request, activity, form)
        except actions.StaleHazard:
            form = form.reopened(hazard=_hazards_of(request, activity).get(pk=hazard_pk))
    left = _hazards_of(request, activity).kept().filter(is_looked_at=False).exclude(pk=hazard_pk).count()
    context = {"activity": activity, "form": form, "left": left, "learned": learned_here(activity, request.user)}
    return render(request, "activities/hazard_edit.html", context)


def _save_hazard(request, activity, form):
    hazard, cleaned = form.instance, form.cleaned_data
    actions.save_hazard(hazard=hazard, opened_version=cleaned["opened_version"], is_done=cleaned["is_done"])
    messages.success(request, f"Saved: {hazard.hazard}")
    return _to_next(activity, hazard.assessment)


def _hazards_of(request, activity):
    return Hazard.objects.visible_to(request.user).filter(assessment__activity=activity)


@require_POST
def hazard_keep(request, pk, hazard_pk):
    """Take a hazard off the list, or put it back."""
    activity = fetch_activity(request, pk)
    hazard = get_object_or_404(_hazards_of(request, activity), pk=hazard_pk)
    is_kept = request.POST.get("keep") == "yes"
    actions.keep_hazard(hazard=hazard, is_kept=is_kept)
    said = "Back on the list" if is_kept else "Taken off. You can put it back at the end of the list"
    messages.success(request, f"{said}: {hazard.hazard}")
    return redirect("activities:risk_detail", activity.pk)


def individual_risks(request, pk):
    """Note with whom and when each person's own risks were talked about. What was said stays elsewhere."""
    activity = fetch_activity(request, pk)
    form = _individual_risk_form(request, activity, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _save_individual_risks(request, activity, form)
        except actions.StaleTalks:
            newest = _individual_risk_form(request, activity)
            if both := newest.differences(form.risks):
                typed = request.POST.copy()
                typed["opened_version"] = newest.initial["opened_version"]
                return _individual_risk_page(request, activity, _individual_risk_form(request, activity, typed), both)
        messages.success(request, "Saved.")
        return redirect("activities:risk_detail", activity.pk)
    return _individual_risk_page(request, activity, form)


def _individual_risk_page(request, activity, form, both=()):
    """What is saved stands beside what was typed, where somebody else saved first."""
    context = {"activity": activity, "form": form, "both": both}
    return render(request, "activities/individual_risks.html", context)


def _individual_risk_form(request, activity, typed=None):
    who = {"user": request.user, "today": timezone.localdate()}
    return IndividualRiskForm(typed, activity=activity, assessment=assessment_of(activity), **who)


def _save_individual_risks(request, activity, form):
    assessment = actions.start_assessment(activity=activity, by=request.user, today=timezone.localdate())
    actions.save_individual_risks(
        assessment=assessment,
        people=form.people,
        risks=form.risks,
        opened_version=form.cleaned_data["opened_version"],
    )


@require_POST
def risk_ask(request, pk):
    """Ask the lead navigator to sign."""
    activity, assessment = _fetch_assessment(request, pk)
    form = AskForm(request.POST, activity=activity, today=timezone.localdate())
    if not form.is_valid():
        return _risk_page(request, activity, assessment, ask=form)
    review_on = form.cleaned_data["review_on"]
    if actions.ask_for_signature(assessment=assessment, review_on=review_on, by=request.user):
        messages.warning(request, "It is not ready to sign yet. This page says what is still to do.")
    else:
        messages.success(request, "Asked. The lead navigator sees it in Review.")
    return redirect("activities:risk_detail", activity.pk)


@require_POST
def risk_sign(request, pk):
    """Sign the version that was read. Only a lead navigator of the plan's team does."""
    activity, assessment = _fetch_assessment(request, pk)
    if activity.team_id not in request.user.led_team_ids:
        raise Http404
    if not rules.is_ahead(activity, today=timezone.localdate()):
        messages.info(request, "This plan is over or called off, so there is nothing to sign.")
        return redirect("activities:risk_detail", activity.pk)
    form = SignForm(request.POST)
    if not form.is_valid():
        return _risk_page(request, activity, assessment, sign=form)
    opened, reason = form.cleaned_data["opened"], form.cleaned_data["high_reason"]
    try:
        actions.sign_assessment(activity=activity, opened=opened, reason=reason, by=request.user)
    except actions.CannotSign as error:
        form.add_error(None, str(error))
        return _risk_page(request, activity, assessment, sign=form)
    messages.success(request, "Signed. The line on the check list is ticked.")
    return redirect(_where_signed(request, activity))


def _where_signed(request, activity):
    """Back to Review for whoever signed there in one press."""
    if request.POST.get("came_from_page") == "review":
        return reverse("activities:review")
    return reverse("activities:risk_detail", args=[activity.pk])


def _fetch_assessment(request, pk):
    activity, assessment = _fetch_assessed(request, pk)
    if assessment is None:
        raise Http404
    return activity, assessment


@require_safe
def risk_print(request, pk):
    """The assessment on A4, with lines to sign on; with empty rows where none was started."""
    activity, assessment = _fetch_assessed(request, pk)
    what = "a risk assessment, to print"
    trail.keep_taking_out(by=request.user, what=what, filters=f"Plan {activity.pk}", rows=1)
    trail.keep_reading_of_all(by=request.user, of=activity.people, what="the risk assessment of a plan they are on")
    context = _assessment_context(activity, assessment) if assessment else {"blank_rows": range(6)}
    return render(request, "activities/risk_print.html", context | {"activity": activity, "assessment": assessment})
