"""Which topics and answers a user may see."""

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q

from activities.topics import GOES_BACK_FOR, Numbers
from beneficiaries.profile import Part, Way
from beneficiaries.querysets import OfPeopleQuerySet
from teams.querysets import OfTeamsQuerySet

FROM_HOME = [Way.HOME, Way.WRITING]


class TopicQuerySet(OfTeamsQuerySet):
    def asked_by_link(self, link_hash, *, today):
        """What the link of this hash asks, while it works: whoever holds it is not signed in."""
        return self.filter(asked__link_hash=link_hash, asked__link_until__gte=today)

    def waiting(self, today):
        """Those that wait for their team: closed lately and nobody said what was done, or somebody has not answered."""
        silent = apps.get_model("activities", "TopicAsked").objects.filter(topic=OuterRef("pk"), has_answered=False)
        is_open, lately = Q(closes_on__gte=today), Q(closes_on__gte=today - GOES_BACK_FOR)
        return self.filter(lately, is_open & Exists(silent) | ~is_open & Q(done="")).order_by("closes_on", "id")


class TopicAskedQuerySet(OfPeopleQuerySet):
    def numbers(self):
        """For each topic, by its number, how many of these were asked and how many answered."""
        answered = Count("pk", filter=Q(has_answered=True))
        rows = self.order_by().values("topic").annotate(number=Count("pk"), answered=answered)
        return {row["topic"]: Numbers(row["number"], row["answered"]) for row in rows}

    def to_bring(self, today):
        """What there is to bring to somebody: a question that they have not answered, or what was done lately."""
        open_still = Q(topic__closes_on__gte=today, has_answered=False)
        told = Q(topic__closes_on__range=(today - GOES_BACK_FOR, today)) & ~Q(topic__done="")
        return self.filter(open_still | told).select_related("topic").order_by("-topic__closes_on", "-topic")

    def use_link(self, link_hash, *, today):
        """Use a link up in one UPDATE, so that of two who press at once one does; return whether it was there."""
        return self.open_link(link_hash, today=today).update(link_hash=None, has_answered=True) == 1

    def open_link(self, link_hash, *, today):
        """Whom a link that still works was made for."""
        return self.filter(link_hash=link_hash, link_until__gte=today)


class VoiceQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.is_coordinator else self.filter(topic__team__in=user.team_ids)

    def put_back_by(self, user, *, today):
        """Those that this user wrote down today."""
        return self.filter(written_by=user, written_on=today)


def likes_to_answer_from_home(entries):
    """Of profile entries, those that say so."""
    # SQLite has no "contains" for lists, and nobody can choose more ways than there are.
    chosen = Q()
    for place in range(len(Way)):
        chosen |= Q(**{f"choices__{place}__in": FROM_HOME})
    return entries.filter(chosen, part=Part.TAKING_PART)
