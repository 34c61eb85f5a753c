"""Which topics and answers a user may see."""

from django.db import models
from django.db.models import Q

from beneficiaries.profile import Part, Way
from beneficiaries.querysets import OfPeopleQuerySet
from teams.querysets import OfTeamsQuerySet

FROM_HOME = [Way.HOME, Way.WRITING]


class TopicQuerySet(OfTeamsQuerySet):
    def asked_by_link(self, link_hash, *, today):
        """What the link of this hash asks, while it works: whoever holds it is not signed in."""
        return self.filter(asked__link_hash=link_hash, asked__link_until__gte=today)


class TopicAskedQuerySet(OfPeopleQuerySet):
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
