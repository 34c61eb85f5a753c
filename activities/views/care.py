"""Photographs, for each use of them; and where something about somebody's safety is written down."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from activities.forms.care import PhotoAnswerForm, SafeguardingForm, TakePointerBackForm
from activities.models import Activity
from activities.views.person import open_person
from beneficiaries.care_actions import StaleAnswer, answer_about_photographs, point_to_safeguarding, take_pointer_back
from beneficiaries.models import Beneficiary, PhotoConsent, SafeguardingPointer
from beneficiaries.photographs import MONTHS, Use, by_use, may_use


@dataclass(frozen=True)
class AboutUse:
    """One use of photographs: what was answered, and whether it is agreed to today."""

    use: Use
    answers: list[PhotoConsent]
    is_yes: bool

    @property
    def newest(self):
        return self.answers[-1] if self.answers else None

    @property
    def earlier(self):
        return self.answers[-2::-1]


@require_safe
def photographs(request, reference):
    """What somebody agrees to, use by use."""
    person = open_person(request, reference, what="their answers about photographs")
    answers = PhotoConsent.objects.visible_to(request.user).filter(beneficiary=person).select_related("by")
    today = timezone.localdate()
    uses = [AboutUse(use, said, may_use(said, on=today)) for use, said in by_use(answers).items()]
    context = {"person": person, "uses": uses, "yeses": list(MONTHS.items())}
    return render(request, "activities/photographs.html", context)


@require_POST
def photographs_answer(request, reference):
    """Keep one answer. Pressed twice, it is kept once."""
    person = get_object_or_404(Beneficiary.objects.visible_to(request.user), reference=reference)
    form = PhotoAnswerForm(request.POST)
    if not form.is_valid():
        back = {"back": reverse("activities:photographs", args=[person.reference]), "back_to": "the photographs"}
        return render(request, "activities/press_not_understood.html", back, status=400)
    said, months = form.said
    use = form.cleaned_data["use"]
    answer = {"use": use, "said": said, "months": months, "on": timezone.localdate(), "by": request.user}
    try:
        is_new = answer_about_photographs(person=person, **answer, opened_with=form.cleaned_data["opened_with"] or 0)
    except StaleAnswer:
        messages.warning(request, "Something else was said since you opened this page. Please look, then ask again.")
    else:
        words = "Kept" if is_new else "That stands already"
        messages.success(request, f"{words}: {Use(use).label}. {said.label}.")
    return redirect("activities:photographs", person.reference)


@require_safe
def plan_photographs(request, pk):
    """Who on a plan may be photographed on its day, and what for; once it has been, what may still be shown today."""
    activity = get_object_or_404(Activity.objects.visible_to(request.user), pk=pk)
    today = timezone.localdate()
    day = max(activity.date or today, today)
    people = list(activity.beneficiaries_on_it.visible_to(request.user).order_by("reference"))
    answers = {person.pk: [] for person in people}
    for answer in PhotoConsent.objects.visible_to(request.user).filter(beneficiary__in=people).newest():
        answers[answer.beneficiary_id].append(answer)
    guests = [(person, _agreed(answers[person.pk], day)) for person in people]
    return render(request, "activities/plan_photographs.html", {"activity": activity, "guests": guests})


def _agreed(answers, day):
    return [use.label for use, said in by_use(answers).items() if may_use(said, on=day)]


def safeguarding(request, reference):
    """Whom to ring, and where it is written down: a pointer, never what happened."""
    person = open_person(request, reference, what="whom to tell about their safety")
    today = timezone.localdate()
    pointer = SafeguardingPointer(beneficiary=person, by=request.user)
    form = SafeguardingForm(request.POST or None, instance=pointer, initial={"date": today}, today=today)
    if request.method == "POST" and form.is_valid():
        point_to_safeguarding(pointer=form.instance)
        messages.success(request, "Kept. Thank you for telling somebody. Look after yourself too.")
        return redirect("activities:safeguarding", person.reference)
    seen = SafeguardingPointer.objects.visible_to(request.user).filter(beneficiary=person)
    context = {
        "person": person,
        "form": form,
        "pointers": seen.select_related("by", "taken_back_by"),
        "on_call": settings.ON_CALL_NUMBER,
    }
    return render(request, "activities/safeguarding.html", context)


@require_POST
def safeguarding_take_back(request, reference):
    """Take a pointer back that was written down by mistake. It is kept, with who and when."""
    person = get_object_or_404(Beneficiary.objects.visible_to(request.user), reference=reference)
    form = TakePointerBackForm(request.POST)
    mine = SafeguardingPointer.objects.visible_to(request.user).put_right_by(request.user).filter(beneficiary=person)
    if form.is_valid() and take_pointer_back(pointers=mine, pointer_id=form.cleaned_data["pointer"], by=request.user):
        messages.success(request, "Taken back. It is kept with your name.")
    else:
        messages.info(request, "Nothing was left to take back.")
    return redirect("activities:safeguarding", person.reference)
