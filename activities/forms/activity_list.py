"""Which plans the list shows."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms


@dataclass(frozen=True)
class Shown:
    """One choice of plans: its name in the address, its words on screen, and how to find and order them."""

    name: str
    words: str
    find: Callable
    order: tuple[str, ...]

    def choose(self, activities, today):
        return self.find(activities, today).order_by(*self.order)


CHOICES = [
    Shown("coming", "Coming up", lambda activities, today: activities.coming(today), ("date", "id")),
    Shown("no-date", "No date yet", lambda activities, today: activities.without_date(), ("-id",)),
    Shown("past", "Past", lambda activities, today: activities.past(today), ("-date", "-id")),
    Shown("called-off", "Called off", lambda activities, today: activities.called_off(), ("-id",)),
]


class ListForm(forms.Form):
    """The choice in the address; anything that cannot be read means what is coming."""

    show = forms.ChoiceField(choices=[(choice.name, choice.words) for choice in CHOICES])
    choices = CHOICES

    def shown(self) -> Shown:
        name = self.cleaned_data["show"] if self.is_valid() else "coming"
        return next(choice for choice in CHOICES if choice.name == name)
