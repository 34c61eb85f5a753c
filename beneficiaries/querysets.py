"""Which beneficiaries and appointments a user may see, and how they are found."""

from django.apps import apps
from django.db import connections, models
from django.db.models import BooleanField, Count, Exists, F, Func, Max, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Lower

from beneficiaries import references, words
from beneficiaries.profile import SharedWith
from teams.querysets import OfTeamsQuerySet


class BeneficiaryQuerySet(OfTeamsQuerySet):
    def visible_to(self, user):
        """Those of one's teams, without whoever is erased."""
        return self.counted_by(user).filter(is_gone=False)

    def counted_by(self, user):
        """The same, and those who are erased: without them the numbers of a report would not be right."""
        return super().visible_to(user)

    def search(self, typed):
        """People whose reference starts with what was typed, or whose chosen name holds it."""
        return self.filter(Q(reference__startswith=references.normalise(typed)) | Q(known_as__icontains=typed.strip()))

    def who_said(self, terms, *, to, every=False):
        """Those of these people who told this user any of these terms, or `every` one of them; nobody without terms."""
        if not terms:
            return self.none()
        entries = apps.get_model("beneficiaries", "ProfileEntry").objects.told(to).saying(terms, every=every)
        theirs = entries.order_by().values("beneficiary")
        return self.filter(_IsOneOf(F("pk"), theirs) if _is_postgresql(self) else Q(pk__in=theirs))

    def named_in(self, *texts):
        """Which references these words hold: what is surely one, and what may be one and is of these people."""
        found = [references.find(text) for text in texts]
        sure, maybe = set().union(*(each.sure for each in found)), set().union(*(each.maybe for each in found))
        return sure | set(self.filter(reference__in=maybe).values_list("reference", flat=True) if maybe else ())

    def left_out_of(self, text):
        """A text without their references, however they are typed. One query at the most."""
        return references.leave_out(text, known=self.named_in(text))

    def mark_caseload_of(self, user):
        """Add `on_caseload`: whether this user is one of the person's navigators."""
        links = self.model.navigators.through.objects.filter(beneficiary=OuterRef("pk"), user=user)
        return self.annotate(on_caseload=Exists(links))

    def answered_for_by(self, user):
        """Those for whom this user answers plans: a navigator's caseload, and a lead navigator's whole team."""
        if not user.is_navigator:
            return self.none()
        return self.mark_caseload_of(user).filter(Q(on_caseload=True) | Q(team__in=user.led_team_ids))

    def supported_by(self, user):
        """Those whom this user supports: a navigator their caseload, champions and lead navigators their whole team."""
        return self.mark_caseload_of(user).filter(Q(on_caseload=True) | Q(team__in=user.supported_team_ids))

    def needs_written_by(self, user):
        """Those whose support needs this user reads and writes: whoever answers for them, and a coordinator."""
        return self if user.is_coordinator else self.answered_for_by(user)

    def mark_answered_for_by(self, user):
        """Add `is_mine`: whether this user answers plans for the person."""
        mine = self.model.objects.answered_for_by(user).filter(pk=OuterRef("pk"))
        return self.annotate(is_mine=Exists(mine))


class OfPeopleQuerySet(models.QuerySet):
    """Rows of a person, or of something of theirs: `person` is the way from a row to whose it is."""

    person = "beneficiary"

    def visible_to(self, user):
        """Those of people whom the user may see."""
        return self if user.is_coordinator else self.filter(**{f"{self.person}__team__in": user.team_ids})


class AppointmentQuerySet(OfPeopleQuerySet):
    def around(self, day):
        """Those that may fall on a day: on it, or repeating and begun. `is_on` says which do."""
        going_on = Q(until__isnull=True) | Q(until__gte=day)
        return self.filter(Q(date=day) | (Q(date__lt=day) & ~Q(repeats="once") & going_on))

    def still_to_come(self, today):
        """Those on or after today, and those that repeat and have not ended."""
        going_on = Q(until__isnull=True) | Q(until__gte=today)
        return self.filter(Q(date__gte=today) | (~Q(repeats="once") & going_on))


class SupportNeedsQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those that this user may read and write at any time, whatever is planned."""
        people = apps.get_model("beneficiaries", "Beneficiary").objects.visible_to(user)
        return self if user.is_coordinator else self.filter(beneficiary__in=people.needs_written_by(user))

    def for_people(self, people):
        """Those of these people, given as rows or as their numbers."""
        return self.filter(beneficiary__in=people)


class PhotoConsentQuerySet(OfPeopleQuerySet):
    def newest(self):
        """Of each person about each use the answer that counts."""
        newest = self.order_by().values("beneficiary", "use").annotate(newest=Max("pk"))
        return self.filter(pk__in=newest.values("newest"))


class ProfileEntryQuerySet(OfPeopleQuerySet):
    def visible_to(self, user):
        """What the person agreed to share with this user, of people whom the user may see. No role is above that."""
        return super().visible_to(user).told(user)

    def told(self, user):
        """What the person agreed to share with this user, for where whom the user may see is decided already."""
        return self.filter(_agreed_with(user, "", ""))

    def saying(self, terms, *, every=False):
        """Those that say any of these terms, or `every` one of them; none without terms.

        They are interests, strengths and hopes: of nothing else terms are kept.
        """
        if not terms:
            return self.none()
        how = _with_index if _is_postgresql(self) else _by_scanning
        return self.filter(how(terms, every))


class ProfileVersionQuerySet(OfPeopleQuerySet):
    person = "entry__beneficiary"

    def visible_to(self, user):
        """What was shared with this user then, of what is still shared with them now."""
        then, now = _agreed_with(user, "", "entry__"), _agreed_with(user, "entry__", "entry__")
        return super().visible_to(user).filter(then, now)


class InterestQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What may be suggested to this user: what admins keep, and what somebody shares with them."""
        entries = apps.get_model("beneficiaries", "ProfileEntry").objects.visible_to(user)
        return self.filter(Q(is_kept=True) | Exists(entries.filter(interests=OuterRef("pk"))))

    def to_suggest(self, user):
        """These, those first that admins keep, then those that most people share with this user."""
        entries = apps.get_model("beneficiaries", "ProfileEntry").objects.visible_to(user)
        naming = entries.filter(interests=OuterRef("pk")).order_by().values("interests").annotate(number=Count("pk"))
        named = Coalesce(Subquery(naming.values("number")), 0)
        return self.annotate(named=named).order_by("-is_kept", "-named", "word")

    def kept_by_admins(self):
        """What an admin sees: what is suggested to everybody, and what somebody shares with their team."""
        entries = apps.get_model("beneficiaries", "ProfileEntry").objects.filter(shared_with=SharedWith.TEAM)
        return self.filter(Q(is_kept=True) | Exists(entries.filter(interests=OuterRef("pk"))))

    def spelled(self, spellings):
        """Those that are spelled like this, in capital letters or not."""
        return self.alias(lower=Lower("word")).filter(lower__in=[Lower(Value(word)) for word in spellings])


def _is_postgresql(queryset):
    return connections[queryset.db].vendor == "postgresql"


class _IsOneOf(Func):
    """Whether something is among what a query gives, which PostgreSQL then asks once, and first.

    Left to itself it goes through everybody in the order of the page, as if many were to be found.
    """

    template = "%(expressions)s)"
    arg_joiner = " = ANY(ARRAY"
    output_field = BooleanField()


class _SaysTerms(Func):
    """Whether kept terms match a query. It is written as the index over them is, so that PostgreSQL uses it."""

    template = "to_tsvector('simple', %(expressions)s)"
    arg_joiner = ") @@ to_tsquery('simple', "
    output_field = BooleanField()


def _with_index(terms, every):
    query = (f"{term}:*" if words.is_beginning(term) else term for term in terms)
    return _SaysTerms(F("terms"), Value((" & " if every else " | ").join(query)))


def _by_scanning(terms, every):
    each = (Q(terms__contains=f" {term}" if words.is_beginning(term) else f" {term} ") for term in terms)
    return Q(*each, _connector=Q.AND if every else Q.OR)


def _agreed_with(user, said, entry):
    """Whether what was said (at the path `said`) of a person (at the path `entry`) is shared with this user."""
    caseload = user.caseload.through.objects.filter(user=user, beneficiary=OuterRef(f"{entry}beneficiary"))
    return (
        Q(**{f"{said}shared_with": SharedWith.TEAM})
        | Q(**{f"{said}shared_with": SharedWith.NAVIGATORS}) & Q(Exists(caseload))
        | Q(**{f"{said}written_by": user})
    )
