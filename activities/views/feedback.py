"""What people who came say: on a phone that is handed over, or on a printed slip that somebody types in."""

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from activities import actions, handing_over
from activities.faces import Face, by_face
from activities.forms import FeedbackForm, HandPhoneForm, SlipForm, TakeBackForm
from activities.models import Activity, Feedback

SLIPS = range(4)


@require_safe
def feedback_detail(request, pk):
    """What was said so far, and how to ask more people."""
    return _page(request, _fetch(request, pk), HandPhoneForm())


def _fetch(request, pk):
    return get_object_or_404(Activity.objects.visible_to(request.user), pk=pk)


def _why_closed(activity):
    """Why nobody can be asked yet, in a sentence; nothing where they can."""
    if activity.is_called_off:
        return "This plan is called off, so there is nobody to ask."
    if activity.date is None or timezone.localdate() < activity.date:
        return "You can ask people how it was from the day itself."
    return ""


def _page(request, activity, form):
    said = by_face(Feedback.objects.visible_to(request.user).filter(activity=activity))
    context = {"activity": activity, "said": said, "hand_over": form, "closed": _why_closed(activity)}
    return render(request, "activities/feedback_detail.html", context)


def feedback_add(request, pk):
    """Type in a slip."""
    activity = _fetch(request, pk)
    if closed := _why_closed(activity):
        messages.info(request, closed)
        return redirect("activities:feedback_detail", activity.pk)
    form = FeedbackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _keep(form, activity)
        address = reverse("activities:feedback_add", args=[activity.pk])
        return redirect(f"{address}?{urlencode({'kept': form.instance.key})}")
    kept = SlipForm(request.GET)
    context = {"activity": activity, "form": form, "kept": kept.is_valid() and kept.cleaned_data["kept"]}
    return render(request, "activities/feedback_add.html", context)


@require_POST
def feedback_undo(request, pk):
    """Take a slip back that was mistyped. Pressed twice, it is taken back once."""
    activity, slip = _fetch(request, pk), SlipForm(request.POST)
    said = Feedback.objects.visible_to(request.user).filter(activity=activity)
    if slip.is_valid() and actions.take_feedback_back(feedback=said, key=slip.cleaned_data["kept"]):
        messages.success(request, "Taken back. Type it in again if you like.")
    else:
        messages.info(request, "It is gone already.")
    return redirect("activities:feedback_add", activity.pk)


def _keep(form, activity):
    form.instance.activity, form.instance.key = activity, form.cleaned_data["key"]
    actions.keep_feedback(feedback=form.instance)


@require_safe
def feedback_print(request, pk):
    """Four slips on a page, to cut and hand out."""
    context = {"activity": _fetch(request, pk), "slips": SLIPS, "faces": Face}
    return render(request, "activities/feedback_print.html", context)


@require_POST
def feedback_hand_over(request, pk):
    """Lock this phone to one page, for people to say how it was."""
    activity = _fetch(request, pk)
    form = HandPhoneForm(request.POST)
    if not form.is_valid() or _why_closed(activity):
        return _page(request, activity, form)
    handing_over.hand_over(request.session, activity_id=activity.pk, code=form.cleaned_data["code"])
    return redirect("activities:feedback_give")


def feedback_give(request):
    """The page that is handed over: three faces and a line, for one person after another."""
    if not handing_over.is_handed_over(request.session):
        raise Http404
    form = FeedbackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        plan = Activity.objects.visible_to(request.user).filter(pk=handing_over.activity_of(request.session)).first()
        if plan:
            _keep(form, plan)
        return redirect(f"{reverse('activities:feedback_give')}?said=yes")
    return _locked(request, "activities/feedback_give.html", {"form": form, "is_said": "said" in request.GET})


def feedback_take_back(request):
    """Back to the product, for whoever handed the phone over."""
    if not handing_over.is_handed_over(request.session):
        raise Http404
    is_code_open = handing_over.is_code_open(request.session)
    form = TakeBackForm(request.POST or None, is_code_open=is_code_open)
    if request.method == "POST" and form.is_valid():
        activity_id = handing_over.activity_of(request.session)
        if not ratelimit.consume(request, action="reauthenticate", user=request.user):
            form.add_error("typed", "That was a lot of tries. Wait a minute, then try again.")
        elif handing_over.take_back(request.session, typed=form.cleaned_data["typed"], user=request.user):
            return redirect("activities:feedback_detail", activity_id)
        else:
            form.add_error("typed", "That is not it. Try again.")
    return _locked(request, "activities/feedback_take_back.html", {"form": form})


def _locked(request, template, context):
    response = render(request, template, context)
    response["X-Robots-Tag"] = "noindex"
    return response
