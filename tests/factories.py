"""Makes the things that tests are about, with as much truth as the product itself gives them."""

from datetime import time, timedelta
from decimal import Decimal

import factory
from auditlog.context import disable_auditlog
from django.utils import timezone
from factory.django import DjangoModelFactory

from activities.models import (
    Activity,
    Budget,
    Hazard,
    LoneWorking,
    MileageClaim,
    Noticeboard,
    Payment,
    Reflection,
    RegularActivity,
    RiskAssessment,
    Topic,
    Upload,
    Vehicle,
    Venue,
    VenueFact,
)
from activities.scheduling import work_out_due
from activities.venue_facts import ASK
from beneficiaries.models import Beneficiary, Contact, Interest, Milestone, MilestoneKind, ProfileEntry, SupportNeeds
from beneficiaries.profile import FOUND_BY, Part, SharedWith
from beneficiaries.words import kept
from checklist.actions import start_checklist
from checklist.models import Template
from reports.models import Export
from teams.models import Membership, Role, Team, User


class Made(DjangoModelFactory):
    """What a test sets up leaves no trail: only what is done with the product does."""

    class Meta:
        abstract = True

    @classmethod
    def _generate(cls, strategy, params):
        with disable_auditlog():
            return super()._generate(strategy, params)


PASSWORD = "a tidy allotment in spring"


class TeamFactory(Made):
    class Meta:
        model = Team
        django_get_or_create = ["name"]

    name = factory.Sequence("Team {}".format)


class UserFactory(Made):
    """Somebody who can sign in with `PASSWORD`, and belongs to no team yet."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    name = factory.Sequence("Person {}".format)
    email = factory.Sequence("person{}@test.example".format)
    password = factory.django.Password(PASSWORD)


class MembershipFactory(Made):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    team = factory.SubFactory(TeamFactory)
    role = Role.CHAMPION


class BeneficiaryFactory(Made):
    class Meta:
        model = Beneficiary
        skip_postgeneration_save = True

    reference = factory.Sequence("CAL-{:05}".format)
    team = factory.SubFactory(TeamFactory)

    @factory.post_generation
    def navigators(beneficiary, create, people):
        beneficiary.navigators.set(people or [])


class InterestFactory(Made):
    class Meta:
        model = Interest
        django_get_or_create = ["word"]

    word = factory.Sequence("interest {}".format)


class ProfileEntryFactory(Made):
    """A hope that is shared with the whole team."""

    class Meta:
        model = ProfileEntry

    beneficiary = factory.SubFactory(BeneficiaryFactory)
    part = Part.HOPES
    words = "To be a hairdresser."
    shared_with = SharedWith.TEAM
    terms = factory.LazyAttribute(lambda entry: kept(entry.words) if entry.part in FOUND_BY else "")
    written_by = factory.LazyAttribute(lambda entry: person(Role.CHAMPION, entry.beneficiary.team))


class ActivityFactory(Made):
    """A plan three weeks ahead with the check list in use, by a champion of its team.

    `planned_on` is the day it was planned: today, or four weeks before an activity that has been.
    """

    class Meta:
        model = Activity
        skip_postgeneration_save = True

    class Params:
        planned_on = factory.LazyAttribute(lambda plan: _likely_planning_day(plan.date))

    description = factory.Sequence("Cook and eat {}".format)
    date = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=21))
    team = factory.SubFactory(TeamFactory)
    champion = factory.LazyAttribute(lambda plan: person(Role.CHAMPION, plan.team))
    checklist = factory.LazyAttribute(
        lambda plan: checklist_of(activity_date=plan.date, planned_on=plan.planned_on, champion_id=plan.champion.pk)
    )

    @factory.post_generation
    def beneficiaries(activity, create, people):
        activity.beneficiaries.set(people or [])

    @factory.post_generation
    def navigators(activity, create, people):
        activity.navigators.set(people or [])


def checklist_of(*, activity_date, planned_on, champion_id=0):
    """A check list from the form in use, for an activity on this day."""
    template = Template.objects.current()
    due = work_out_due(activity_date=activity_date, planned_on=planned_on, template=template, champion_id=champion_id)
    return start_checklist(template=template, planned_on=planned_on, due=due)


def _likely_planning_day(day):
    today = timezone.localdate()
    return today if day is None or day >= today else day - timedelta(days=28)


def person(role, team, **fields):
    """Somebody with this role in this team."""
    return MembershipFactory(role=role, team=team, **{f"user__{name}": value for name, value in fields.items()}).user


class BudgetFactory(Made):
    """£500 for a team, over the year around today."""

    class Meta:
        model = Budget

    name = "Activities"
    team = factory.SubFactory(TeamFactory)
    starts_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=180))
    ends_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=180))
    amount = 500


class VenueFactory(Made):
    """A place of which everything is known and suits everybody, checked yesterday; `facts` says what is otherwise.

    `facts={"size": ("yes", 12), "lift": "no", "quiet": None}`: an answer, with its number; None is not known.
    """

    class Meta:
        model = Venue
        skip_postgeneration_save = True

    name = factory.Sequence("Hall {}".format)
    locality = "Halifax"

    @factory.post_generation
    def facts(venue, create, otherwise):
        good = dict.fromkeys(ASK, "yes") | {"alcohol": "no", "size": ("yes", 50)}
        know(venue, **good | (otherwise or {}))


def know(venue, *, room=None, by=None, checked_on=None, **facts):
    """Let it be known of a place, or of a room in it: `lift="no"`, `size=("yes", 12)`; None is not known."""
    checked = {
        "checked_by": by or User.objects.first() or UserFactory(name="Kit Olsen"),
        "checked_on": checked_on or timezone.localdate() - timedelta(days=1),
    }
    said = {name: answer if isinstance(answer, tuple) else (answer, None) for name, answer in facts.items()}
    VenueFact.objects.filter(venue=venue, room=room, name__in=said).delete()
    VenueFact.objects.bulk_create(
        VenueFact(venue=venue, room=room, name=name, answer=answer or "not_known", number=number, **checked)
        for name, (answer, number) in said.items()
    )


class PaymentFactory(Made):
    """£4.20 in cash for somebody's bus fare, on the day it is."""

    class Meta:
        model = Payment

    activity = factory.SubFactory(ActivityFactory)
    beneficiary = factory.LazyAttribute(lambda payment: payment.activity.beneficiaries.first())
    kind = Payment.Kind.COSTS
    amount = Decimal("4.20")
    how = Payment.How.CASH
    on = factory.LazyFunction(timezone.localdate)
    by = factory.LazyAttribute(lambda payment: payment.activity.champion)


class MileageClaimFactory(Made):
    """12 miles by car, by the champion of the plan."""

    class Meta:
        model = MileageClaim

    activity = factory.SubFactory(ActivityFactory)
    vehicle = Vehicle.CAR
    miles = Decimal(12)
    amount = Decimal("5.40")
    journey = "Halifax to Leeds and back"
    on = factory.LazyFunction(timezone.localdate)
    by = factory.LazyAttribute(lambda claim: claim.activity.champion)


class UploadFactory(Made):
    """A PDF that somebody brought."""

    class Meta:
        model = Upload

    kind = Upload.Kind.PDF
    file = factory.django.FileField(data=b"%PDF-1.7\n%%EOF", filename="receipt.pdf")
    added_by = factory.SubFactory(UserFactory)


class ExportFactory(Made):
    """A long file that somebody asked for, ready for a day."""

    class Meta:
        model = Export

    by = factory.SubFactory(UserFactory)
    figure, filters, format, rows = "attendance", "first=2017-09-01&last=2017-12-31", "csv", 60_000
    file = factory.django.FileField(data=b"Date,Person\r\n", filename="rows.csv")
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(hours=24))


class SupportNeedsFactory(Made):
    """What somebody's navigator wrote of what helps."""

    class Meta:
        model = SupportNeeds

    beneficiary = factory.SubFactory(BeneficiaryFactory)
    helps = "A seat near the door"
    updated_by = factory.SubFactory(UserFactory)


class ContactFactory(Made):
    """A quarter of an hour on the phone, today, by a champion of the person's team."""

    class Meta:
        model = Contact

    beneficiary = factory.SubFactory(BeneficiaryFactory)
    team = factory.SelfAttribute("beneficiary.team")
    by = factory.LazyAttribute(lambda contact: person(Role.CHAMPION, contact.team))
    date = factory.LazyFunction(timezone.localdate)
    mode, minutes = "phone", 15


class MilestoneFactory(Made):
    """Somebody joined the Network, today."""

    class Meta:
        model = Milestone

    beneficiary = factory.SubFactory(BeneficiaryFactory)
    kind = factory.LazyFunction(lambda: MilestoneKind.objects.get(words="Joined the Network"))
    by = factory.LazyAttribute(lambda milestone: person(Role.CHAMPION, milestone.beneficiary.team))
    date = factory.LazyFunction(timezone.localdate)


class ReflectionFactory(Made):
    """What somebody told a champion, kept private."""

    class Meta:
        model = Reflection

    words = "I did not think that I could."
    whose = "told"
    shared = "private"
    beneficiary = factory.SubFactory(BeneficiaryFactory)
    team = factory.LazyAttribute(lambda reflection: reflection.beneficiary.team)
    by = factory.LazyAttribute(lambda reflection: person(Role.CHAMPION, reflection.beneficiary.team))


class RiskAssessmentFactory(Made):
    """An assessment that counts for half a year, with nothing on it yet."""

    class Meta:
        model = RiskAssessment

    activity = factory.SubFactory(ActivityFactory)
    made_by = factory.SelfAttribute("activity.champion")
    review_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=180))


class HazardFactory(Made):
    """A hazard that somebody looked at, medium with nothing done and low with what is done."""

    class Meta:
        model = Hazard

    assessment = factory.SubFactory(RiskAssessmentFactory)
    hazard = factory.Sequence("Hot pan {}".format)
    harmed = "Anyone who cooks may be burned."
    already = "Dry oven gloves to hand."
    likelihood, severity = 4, 3
    likelihood_after, severity_after = 2, 3
    is_looked_at = True


class LoneWorkingFactory(Made):
    """The champion is alone until three in the afternoon, with a buddy of the same team."""

    class Meta:
        model = LoneWorking

    activity = factory.SubFactory(ActivityFactory)
    where = "The Copper Kettle"
    ends_at = time(15)
    buddy = factory.LazyAttribute(lambda lone: person(Role.NAVIGATOR, lone.activity.team))
    ring = "The on-call manager, 01422 000000"


class NoticeboardFactory(Made):
    """A team's board, which a screen shows."""

    class Meta:
        model = Noticeboard
        django_get_or_create = ["team"]

    has_screen = True


class RegularActivityFactory(Made):
    """Every Friday at 10.30, on its team's noticeboard, from the next Friday on."""

    class Meta:
        model = RegularActivity

    description = factory.Sequence("Mindful meditation {}".format)
    kind = "group"
    place = "The Lantern Rooms"
    starts_at = time(10, 30)
    ends_at = time(11, 30)
    first_day = factory.LazyFunction(lambda: next_weekday(4))
    rule = "FREQ=WEEKLY"
    is_on_board = True
    team = factory.SubFactory(TeamFactory)
    added_by = factory.LazyAttribute(lambda regular: person(Role.CHAMPION, regular.team))


class TopicFactory(Made):
    """Something that a team asks for three more weeks."""

    class Meta:
        model = Topic

    question = factory.Sequence("What would make the café warmer? {}".format)
    background = "We meet there on Fridays."
    closes_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=21))
    team = factory.SubFactory(TeamFactory)
    by = factory.LazyAttribute(lambda topic: person(Role.CHAMPION, topic.team))


def next_weekday(weekday):
    """The first such weekday after today. Monday is 0."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    return tomorrow + timedelta(days=(weekday - tomorrow.weekday()) % 7)
