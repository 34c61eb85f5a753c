"""Fields for words about people.

What looks like a name or a number gets a hint before it is saved. The second press keeps whatever stands there.
"""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django import forms
from django.db.models import Q
from django.forms import BoundField
from django.utils.html import format_html

from activities.forms.fields import LongText, ShortText
from activities.models import Venue
from teams.models import Team, User
from teams.names_by_accident import hints, names

HINT = "hint"
SEEN = "yes"


class HintedBoundField(BoundField):
    """A field that says beside itself, without being seen, that its hint was."""

    @property
    def seen_name(self):
        return f"{self.html_name}_seen"

    @property
    def is_seen(self) -> bool:
        return self.form.data.get(self.seen_name) == SEEN

    @property
    def is_hinted(self) -> bool:
        return any(error.code == HINT for error in self.errors.as_data())

    @property
    def seen(self):
        """What a page that draws the field by hand puts beside it."""
        if not (self.is_hinted or self.is_seen):
            return ""
        return format_html('<input type="hidden" name="{}" value="{}">', self.seen_name, SEEN)

    def as_widget(self, *args, **kwargs):
        return format_html("{}{}", super().as_widget(*args, **kwargs), self.seen)


class Hinted:
    """Hints, before it is saved, at what may lead to somebody. What was saved before is not asked about again."""

    def get_bound_field(self, form, field_name):
        self.bound = HintedBoundField(form, self, field_name)
        return self.bound

    def clean(self, value):
        cleaned = super().clean(value)
        is_new = cleaned and not self.bound.is_seen and self.has_changed(self.bound.initial, cleaned)
        if is_new and (found := hints(cleaned, may_stand_there(names(cleaned), self.bound.form))):
            raise forms.ValidationError([forms.ValidationError(str(hint), code=HINT) for hint in found])
        return cleaned


class HintedLine(Hinted, ShortText):
    """A line about people."""


class HintedText(Hinted, LongText):
    """A few sentences about people."""


def may_stand_there(found: Iterable[str], form) -> list[str]:
    """The names of places, of colleagues in full, and of those with whom somebody works, that are like these."""
    spoken_of = list(found)
    if not spoken_of:
        return []
    alike = reduce(or_, (Q(name__icontains=name) for name in spoken_of))
    in_full = reduce(or_, (Q(name__iexact=name) for name in spoken_of))
    people = User.objects.filter(in_full | (alike & Q(pk__in=_colleagues(form))))
    return [*people.values_list("name", flat=True), *Venue.objects.filter(alike).values_list("name", flat=True)]


def _colleagues(form):
    """With whom whoever fills this in works, where the form knows."""
    user = getattr(form, "user", None)
    if user is None:
        return [each.pk for each in getattr(form, "colleagues", ())]
    return User.objects.filter(memberships__team__in=Team.objects.visible_to(user)).values("pk")
