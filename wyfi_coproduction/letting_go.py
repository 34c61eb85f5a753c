"""What goes after which time, kind by kind; and what goes in another way, or stays, with the reason.

Each table that could hold something of somebody stands here once. A test fails on one that does not.
"""

from collections.abc import Callable
from datetime import date

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from activities import models as plans
from activities.money import Kind
from beneficiaries import models as people
from beneficiaries.mentions import SOMEBODY
from beneficiaries.models import Beneficiary
from checklist.models import Checklist, Step, Task, Template, TemplateTask
from reports.models import Export
from teams import models as staff
from teams.actions import LEFT, forget_colleague
from teams.models import TrailEntry, User
from wyfi_coproduction.erasing import erase_person, let_receipts_go
from wyfi_coproduction.retention import Rule, last_day_of, moment_after

NOT_KEPT = "No longer kept"
SOMEWHERE = "Somewhere"


def _people(today):
    """Who moved on so long ago that nothing about them is needed any more, and whom nobody must keep."""
    # Their receipts go with them, and the accounts need those for longer.
    paid = plans.Payment.objects.filter(on__gt=last_day_of("money", today))
    return _moved_on(today).filter(held_why="").exclude(pk__in=paid.values("beneficiary"))


def must_be_kept(today: date) -> QuerySet:
    """Who moved on as long ago, and of whom somebody wrote down why they must be kept."""
    return _moved_on(today).exclude(held_why="")


def _moved_on(today):
    last = last_day_of("support", today)
    return Beneficiary.objects.filter(is_gone=False, status="moved_on", closed_on__lte=last)


def _erase(batch):
    for person in batch:
        erase_person(person=person, writes_file_anew=False)


def _plans(today):
    """Plans of long ago in which words are left, and nobody who is still known."""
    known = plans.Participation.objects.filter(activity=OuterRef("pk"), beneficiary__is_gone=False)
    of_plan = {"activity": OuterRef("pk")}
    words = Q(*(Exists(model.objects.filter(**of_plan)) for model in WORDS_OF_A_PLAN), _connector=Q.OR)
    words |= Exists(plans.PlanChange.objects.filter(~Q(said="", learned=""), **of_plan))
    words |= Exists(plans.Conversation.objects.filter(step__checklist=OuterRef("checklist")))
    words |= Exists(Task.objects.exclude(note="").filter(checklist=OuterRef("checklist"))) | ~Q(clash_reason="")
    return plans.Activity.objects.filter(words, ~Exists(known), date__lte=last_day_of("support", today))


WORDS_OF_A_PLAN = (plans.WriteUp, plans.DayPack, plans.InvitationCard)


def _take_words_off(batch):
    for model in WORDS_OF_A_PLAN:
        model.objects.filter(activity__in=batch).delete()
    plans.PlanChange.objects.filter(activity__in=batch).update(said="", learned="")
    checklists = [plan.checklist_id for plan in batch]
    plans.Conversation.objects.filter(step__checklist__in=checklists).delete()
    Task.objects.filter(checklist__in=checklists).update(note="")
    plans.Activity.objects.filter(pk__in=[plan.pk for plan in batch]).update(clash_reason="")


def _guests(today):
    """Names of volunteers, peer mentors and colleagues of elsewhere who came along nowhere for so long."""
    known = plans.OtherGuest.objects.exclude(name__startswith=SOMEBODY).order_by()
    seen = known.values("name").annotate(last=Max("activity__date")).filter(last__lte=last_day_of("contacts", today))
    return known.filter(name__in=seen.values("name"))


def _take_name_off(batch):
    for guest in batch:
        # On one plan two who are let go must still be two.
        plans.OtherGuest.objects.filter(pk=guest.pk).update(name=f"{SOMEBODY} {guest.pk}")


def _bookings(today):
    return plans.Booking.objects.exclude(ring="").filter(activity__date__lte=last_day_of("contacts", today))


def _alone(today):
    past = plans.LoneWorking.objects.filter(activity__date__lte=last_day_of("contacts", today))
    return past.exclude(ring=SOMEBODY, where=SOMEWHERE)


def _places(today):
    """Places where nothing was on for so long, nothing is planned, and nobody checked anything since."""
    last = last_day_of("contacts", today)
    no_day_yet = plans.Activity.objects.filter(venue=OuterRef("pk"), date=None, called_off_at=None)
    used = Coalesce(Max("activities__date"), Max("facts__checked_on"))
    checked = Coalesce(Max("facts__checked_on"), Max("activities__date"))
    known = plans.Venue.objects.order_by().exclude(ring="", ring_when="").annotate(used=used, checked=checked)
    return known.filter(~Exists(no_day_yet), used__lte=last, checked__lte=last)


def _colleagues(today):
    """Accounts that are closed and were not used for so long, and that no entry about money needs any more."""
    last, for_accounts = moment_after(last_day_of("contacts", today)), last_day_of("money", today)
    drove = plans.MileageClaim.objects.filter(on__gt=for_accounts).values("by")
    entries = plans.LedgerEntry.objects.filter(day__gt=for_accounts)
    closed = User.objects.filter(is_active=False, date_joined__lt=last).exclude(email__endswith=LEFT)
    closed = closed.filter(Q(last_login=None) | Q(last_login__lt=last)).exclude(pk__in=drove)
    return closed.exclude(pk__in=entries.values("by")).exclude(
        pk__in=entries.exclude(with_whom=None).values("with_whom")
    )


def _forget_colleagues(batch):
    for user in batch:
        forget_colleague(user=user)


def _cash(today):
    """Entries about cash, older than the accounts need, with words or a receipt left."""
    said = Q(receipt=None, note="", supplier="", no_receipt__in=["", NOT_KEPT])
    return plans.LedgerEntry.objects.exclude(said).filter(day__lte=last_day_of("money", today))


def _leave_sums(batch):
    entries = plans.LedgerEntry.objects.filter(pk__in=[entry.pk for entry in batch])
    spent = entries.filter(kind=Kind.SPENT)
    let_receipts_go(spent, note="", supplier="", no_receipt=NOT_KEPT)
    let_receipts_go(entries.exclude(kind=Kind.SPENT), note="", supplier="", no_receipt="")


def _payments(today):
    return plans.Payment.objects.exclude(receipt=None).filter(on__lte=last_day_of("money", today))


def _take_receipts_off(batch):
    let_receipts_go(plans.Payment.objects.filter(pk__in=[payment.pk for payment in batch]))


def _journeys(today):
    return plans.MileageClaim.objects.exclude(journey=NOT_KEPT).filter(on__lte=last_day_of("money", today))


def _set(**words):
    """A way to let rows go: they say this instead."""

    def let_go(batch):
        type(batch[0])._base_manager.filter(pk__in=[row.pk for row in batch]).update(**words)

    return let_go


def _delete(batch):
    type(batch[0])._base_manager.filter(pk__in=[row.pk for row in batch]).delete()


def _written(model, kind, moment) -> Callable[[date], QuerySet]:
    """Rows of a table that were written so long ago, by the column that says when."""
    return lambda today: model.objects.filter(**{f"{moment}__lt": moment_after(last_day_of(kind, today))})


OF_PEOPLE = {
    *(Beneficiary, people.ProfileEntry, people.ProfileVersion, people.SupportNeeds, people.Appointment),
    *(people.Contact, people.ContactChange, people.Milestone, people.PhotoConsent, people.SafeguardingPointer),
    *(people.SubjectRequest, plans.Participation, plans.Asking, plans.Review, plans.IndividualRisk, plans.TopicAsked),
}
OF_PLANS = {plans.Activity, plans.PlanChange, plans.Conversation, Task, *WORDS_OF_A_PLAN}
OF_COLLEAGUES = {
    *(User, staff.Membership, staff.Leave, staff.WorkingPattern, staff.TrainingHeld, EmailAddress, EmailConfirmation),
    Authenticator,
}
RULES = (
    Rule("people whose support ended", OF_PEOPLE, _people, _erase, lambda person: person.reference, batch=1),
    Rule("words of plans on which nobody is known any more", OF_PLANS, _plans, _take_words_off, str),
    Rule("names of others who came along", {plans.OtherGuest}, _guests, _take_name_off, str),
    Rule("whom to ring about a room", {plans.Booking}, _bookings, _set(ring="")),
    Rule("where somebody worked alone", {plans.LoneWorking}, _alone, _set(ring=SOMEBODY, where=SOMEWHERE)),
    Rule("whom to ring at a place", {plans.Venue}, _places, _set(ring="", ring_when=""), str),
    Rule("messages to colleagues", {plans.Message}, _written(plans.Message, "messages", "began_at"), _delete),
    Rule("morning letters", {plans.Reminder}, _written(plans.Reminder, "messages", "began_at"), _delete),
    Rule("accounts that are closed", OF_COLLEAGUES, _colleagues, _forget_colleagues, str, batch=1),
    Rule("words and receipts of cash", {plans.LedgerEntry}, _cash, _leave_sums),
    Rule("receipts of what was paid", {plans.Payment}, _payments, _take_receipts_off),
    Rule("journeys of colleagues", {plans.MileageClaim}, _journeys, _set(journey=NOT_KEPT)),
    Rule("the trail", {TrailEntry}, _written(TrailEntry, "trail", "timestamp"), _delete, batch=500),
    Rule("history of Django admin", {LogEntry}, _written(LogEntry, "trail", "action_time"), _delete, batch=500),
)

BY_HAND = "somebody’s own words, for as long as they agree: taken back by hand"
OF_PLACES = "what a place is like, not who goes there"
OF_EVERYBODY = "what is offered to everybody"
OF_A_TEAM = "a team’s own, of nobody supported; colleagues on it go with their accounts"
NOBODYS = "nobody’s: it holds no person and no time"
SUMS = "numbers, sums and days: who asked goes with their account"
SAFETY = "how a plan was made safe, of nobody by name; who wrote it goes with their account"
# What has no rule of its own, and why.
NO_RULE = {
    staff.Session: "it goes when it ends, by `clearsessions`",
    Export: "it goes after a day, by `make_exports`",
    plans.Upload: "it goes with what it belongs to; what belongs to nothing goes by `clear_uploads`",
    plans.Reflection: BY_HAND,
    plans.Lesson: "about a person it goes with them; else it is about a place or a kind of plan",
    plans.Room: OF_PLACES,
    plans.VenueFact: OF_PLACES,
    **dict.fromkeys((plans.HazardLibrary, plans.LibraryHazard, plans.MileageRate, people.MilestoneKind), OF_EVERYBODY),
    **dict.fromkeys((people.Interest, Template, TemplateTask), OF_EVERYBODY),
    **dict.fromkeys((staff.Team, plans.Budget, plans.Topic, plans.Noticeboard), OF_A_TEAM),
    **dict.fromkeys((plans.RegularActivity, plans.RegularDay), OF_A_TEAM),
    **dict.fromkeys((plans.Feedback, plans.Voice), NOBODYS),
    **dict.fromkeys((plans.CashRequest, plans.EstimateLine, plans.WhoElse, Checklist, Step), SUMS),
    **dict.fromkeys((plans.RiskAssessment, plans.Hazard, plans.Signature), SAFETY),
}
