"""What is done to a plan. Each is one transaction and answers only once the database holds it."""

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone

from activities import rules
from activities.actions.booking import booking_holds_no_more
from activities.actions.money import needed_by_follows
from activities.actions.risk_assessment import ask_to_sign_again
from activities.actions.venue import tick_when_known
from activities.models import Activity, Participation, PlanChange, Room, Venue
from activities.models.booking import BOOKED_FOR, CANCEL_BY
from activities.noticeboard import kind_problem
from activities.participation import Invitation
from activities.scheduling import due_of, work_out_due
from activities.venue_facts import say_place
from beneficiaries.models import Beneficiary
from checklist.actions import copy_checklist, reschedule, start_checklist
from checklist.models import Step, Template
from teams import trail


class PlannedAlready(Exception):
    """The form was sent before, and made the plan that is the first argument."""


class StalePlan(Exception):
    """Somebody else changed the plan after it was opened."""


@transaction.atomic
def plan_activity(*, activity: Activity, beneficiaries, navigators, by, today: date) -> Activity:
    """Save a new plan with its people and a check list from the template in use.

    Raises PlannedAlready where the same `plan_key` made a plan before, as when Save is pressed twice, or where
    somebody made one for the same day of something regular.
    """
    activity.champion = by
    template = Template.objects.current()
    due = work_out_due(activity_date=activity.date, planned_on=today, template=template, champion_id=by.pk)
    activity.checklist = start_checklist(template=template, planned_on=today, due=due)
    _save_new(activity, beneficiaries, navigators)
    tick_when_known(activity=activity, by=by, today=today)
    return activity


@transaction.atomic
def copy_activity(
    *, source: Activity, day: date | None, plan_key: UUID, by, today: date, clash_reason: str = ""
) -> Activity:
    """Plan the same thing again on another day, with the same people and the check list as they shaped it.

    Raises PlannedAlready where the same `plan_key` made a plan before.
    """
    copied = {field: getattr(source, field) for field in COPIED_FIELDS}
    copy = Activity(date=day, champion=by, plan_key=plan_key, clash_reason=clash_reason, **copied)
    template = source.checklist.template
    due = work_out_due(activity_date=day, planned_on=today, template=template, champion_id=by.pk)
    copy.checklist = copy_checklist(source=source.checklist, planned_on=today, due=due)
    # The new plan has no booking yet, so nothing to cancel.
    copy.checklist.tasks.filter(text=CANCEL_BY).delete()
    beneficiaries = source.beneficiaries_on_it.visible_to(by).exclude(status=Beneficiary.Status.MOVED_ON)
    _save_new(copy, beneficiaries, source.navigators.active())
    tick_when_known(activity=copy, by=by, today=today)
    return copy


COPIED_FIELDS = (
    "description", "starts_at", "ends_at", "kind", "place", "venue", "room", "purpose", "outcomes", "idea_from", "team",
)  # fmt: skip


def _save_new(activity, beneficiaries, navigators):
    try:
        with transaction.atomic():
            activity.save(force_insert=True)
    except IntegrityError as error:
        same_form = Q(champion=activity.champion, plan_key=activity.plan_key)
        same_day = Q(regular__isnull=False, regular=activity.regular, regular_day=activity.regular_day)
        earlier = Activity.objects.filter(same_form | same_day).first()
        if earlier is None:
            raise
        raise PlannedAlready(earlier) from error
    activity.navigators.set(navigators)
    trail.bulk_create(
        Participation.objects, (Participation(activity=activity, beneficiary=person) for person in beneficiaries)
    )
    return activity


@transaction.atomic
def change_activity(*, activity: Activity, opened_version: int, beneficiaries, navigators, by) -> list[Step]:
    """Save an edited plan, and return the steps that moved with its date.

    A change that matters to those who come (date, time, place, people) is kept in words, and navigators are asked
    again. Raises StalePlan where somebody else changed the plan since `opened_version`.
    """
    before = _claim(activity, opened_version)
    people_before = _references(activity)
    activity.version = opened_version + 1
    activity.is_on_board = before.is_on_board and not kind_problem(activity.kind)
    activity.save()
    activity.navigators.set(navigators)
    _set_beneficiaries(activity, beneficiaries, by)
    if (before.venue_id, before.room_id) != (activity.venue_id, activity.room_id):
        _follow_place(before, activity, by)
    _follow_booking(before, activity)
    ask_to_sign_again(activity=activity)
    said = rules.say_changes(before, activity, people_before, _references(activity))
    if before.date == activity.date:
        if said:
            _record(activity, PlanChange.What.CHANGED, said=said, by=by)
        return []
    return _record_move(activity, old_date=before.date, said=said, by=by)


def _references(activity):
    return set(activity.participations.on_the_plan().values_list("beneficiary__reference", flat=True))


def _claim(activity, opened_version):
    """Take the plan's next version, or raise StalePlan where somebody else already did."""
    row = Activity.objects.filter(pk=activity.pk)
    if not row.filter(version=opened_version).update(version=F("version") + 1):
        raise StalePlan
    return row.only("place", "is_on_board", *BOOKED_FOR).get()


def _follow_place(before, activity, by):
    """What is found out about a place ticks its line, or has to be found out again of another one."""
    had_another = before.venue_id is not None and before.venue_id != activity.venue_id
    tick_when_known(activity=activity, by=by, today=timezone.localdate(), had_another=had_another)


def _follow_booking(before, activity):
    """A booking holds for where and when the plan was before."""
    if any(getattr(before, field) != getattr(activity, field) for field in BOOKED_FOR):
        booking_holds_no_more(activity=activity)


def _set_beneficiaries(activity, beneficiaries, by):
    """Replace the people whom this user sees; anyone they may not see stays on the plan, and so does who is erased.

    Of whoever was asked, answered or came, what is known is kept: their invitation is taken back.
    """
    seen = Participation.objects.visible_to(by).filter(activity=activity, beneficiary__is_gone=False)
    # Whoever asks one of them at this moment waits until it is known whether they are still on the plan.
    list(seen.select_for_update(of=("self",)).order_by("pk").values_list("pk"))
    gone = seen.exclude(beneficiary__in=beneficiaries)
    trail.update(gone.with_something_to_keep(), invitation=Invitation.WITHDRAWN)
    gone.on_the_plan().delete()
    back = seen.filter(beneficiary__in=beneficiaries, invitation=Invitation.WITHDRAWN)
    trail.update(back.filter(askings__isnull=False), invitation=Invitation.INVITED)
    trail.update(back, invitation=Invitation.NOT_ASKED)
    already = set(seen.values_list("beneficiary", flat=True))
    new = (person for person in beneficiaries if person.pk not in already)
    trail.bulk_create(Participation.objects, (Participation(activity=activity, beneficiary=person) for person in new))


@transaction.atomic
def add_person(*, activity: Activity, person: Beneficiary, by) -> bool:
    """Put one more person on a plan, as an edit does. Return whether they were not on it before.

    Nothing that somebody else saved is written over, so it does not ask which version was opened.
    """
    plan = Activity.objects.select_for_update().get(pk=activity.pk)
    before = _references(plan)
    if person.reference in before:
        return False
    _set_beneficiaries(plan, [*plan.beneficiaries_on_it.visible_to(by), person], by)
    plan.version += 1
    plan.save(update_fields=["version"])
    ask_to_sign_again(activity=plan)
    said = rules.say_changes(plan, plan, before, _references(plan))
    _record(plan, PlanChange.What.CHANGED, said=said, by=by)
    return True


@transaction.atomic
def choose_venue(*, activity: Activity, venue: Venue, room: Room | None, opened_version: int, by) -> None:
    """Set where a plan is, by one press. Navigators are asked again, as after an edit of the place.

    Raises StalePlan as an edit does.
    """
    before = _claim(activity, opened_version)
    activity.version = opened_version + 1
    activity.venue, activity.room, activity.place = venue, room, say_place(venue, room)
    activity.save(update_fields=["venue", "room", "place"])
    _follow_place(before, activity, by)
    _follow_booking(before, activity)
    ask_to_sign_again(activity=activity)
    if before.place != activity.place:
        said = rules.say_changes(before, activity, set(), set())
        _record(activity, PlanChange.What.CHANGED, said=said, by=by)


@transaction.atomic
def move_activity(
    *, activity: Activity, opened_version: int, day: date | None, learned: str, by, clash_reason: str = ""
) -> list[Step]:
    """Postpone, or bring forward: what is not done yet follows the new date. Return the steps that moved.

    Raises StalePlan as an edit does.
    """
    before = _claim(activity, opened_version)
    activity.version, activity.date, activity.clash_reason = opened_version + 1, day, clash_reason
    activity.save(update_fields=["date", "clash_reason"])
    _follow_booking(before, activity)
    ask_to_sign_again(activity=activity)
    return _record_move(activity, old_date=before.date, learned=learned, by=by)


def _record_move(activity, *, old_date, by, **words):
    needed_by_follows(activity=activity, old_date=old_date, today=timezone.localdate())
    _record(activity, PlanChange.What.MOVED, old_date=old_date, new_date=activity.date, by=by, **words)
    return reschedule({activity.checklist_id: due_of(activity)})


def _record(activity, what, **fields):
    PlanChange.objects.create(activity=activity, what=what, plan_version=activity.version, **fields)


@transaction.atomic
def call_off_activity(*, activity: Activity, learned: str, by) -> None:
    """Call a plan off and keep what was learned. Whoever comes second adds what they learned."""
    still_on = Activity.objects.on().filter(pk=activity.pk)
    newly = trail.update(still_on, called_off_at=timezone.now(), version=F("version") + 1)
    called_off = PlanChange(activity=activity, what=PlanChange.What.CALLED_OFF, old_date=activity.date, by=by)
    called_off.learned = learned
    if newly or not activity.changes.filter(what=called_off.what, learned=learned).exists():
        called_off.save()


@transaction.atomic
def put_activity_back_on(*, activity: Activity, by) -> None:
    """Undo a calling off. What was learned stays."""
    called_off = Activity.objects.called_off().filter(pk=activity.pk)
    if trail.update(called_off, called_off_at=None, version=F("version") + 1):
        PlanChange.objects.create(activity=activity, what=PlanChange.What.BACK_ON, new_date=activity.date, by=by)
