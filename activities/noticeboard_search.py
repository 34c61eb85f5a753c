"""Finds what is on a team's noticeboard. The number of queries does not depend on how much that is."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from activities import noticeboard
from activities.models import Activity, Noticeboard, RegularActivity
from activities.noticeboard import ASK_FIRST, Entry
from activities.recurrence import Occurrence
from beneficiaries import references
from beneficiaries.models import Beneficiary
from teams.models import Team


@dataclass(frozen=True)
class OnADay:
    """One thing on one day as the team's own page shows it: a plan on the board, or one time of something regular.

    `plan` is the plan itself, or the one that somebody made for that day of something regular.
    """

    entry: Entry
    plan: Activity | None = None
    regular: RegularActivity | None = None
    occurrence: Occurrence | None = None
    is_withheld: bool = False

    @property
    def is_replaced(self) -> bool:
        """Whether the plan that was made for this day of something regular is on the board in its place."""
        return self.regular is not None and self.plan is not None and self.plan.is_on_board and not self.not_on

    @property
    def not_on(self) -> str:
        """Why it is not on that day, in words; an empty string where it is. Only something regular is ever not on."""
        if self.regular is None:
            return ""
        if self.occurrence.is_off:
            return "It is not on that day."
        if self.plan and self.plan.is_called_off:
            return "The plan for that day is called off."
        return "The plan for that day has another date now." if self.plan and self.plan.date != self.entry.day else ""

    @property
    def not_shown(self) -> str:
        """Why it is not on the board, in words; an empty string where it is."""
        if self.is_withheld:
            return "Not on the board: what it says looks like somebody’s reference."
        is_meant = self.regular is None or self.regular.is_on_board
        return self.not_on or ("" if is_meant else "Not on the board.")

    @property
    def is_shown(self) -> bool:
        return not self.not_shown and not self.is_replaced


def board_of(team: Team) -> Noticeboard:
    """What a team keeps about its noticeboard, or what holds where it has kept nothing yet."""
    return Noticeboard.objects.filter(team=team).first() or Noticeboard(team=team)


def things_between(team: Team, first: date, last: date) -> list[OnADay]:
    """What is on a team's board in a stretch of days, and what is not on it though it is regular: five queries."""
    found = [*_plans_between(team, first, last), *_regular_between(team, first, last)]
    named = Beneficiary.objects.named_in(*(word for each in found for word in each.entry.words))
    checked = (replace(each, is_withheld=bool(_written_in(each.entry) & named)) for each in found)
    return sorted(checked, key=lambda each: each.entry.order)


def entries_between(team: Team, first: date, last: date) -> list[Entry]:
    """What everybody may read on a team's board of a stretch of days, in order."""
    return [each.entry for each in things_between(team, first, last) if each.is_shown]


def by_day(things: Iterable) -> list[tuple[date, list]]:
    """Entries, or things with an entry, under the day on which they are. They come in order."""
    grouped = groupby(things, key=lambda each: getattr(each, "entry", each).day)
    return [(day, list(group)) for day, group in grouped]


def _plans_between(team, first, last):
    plans = Activity.objects.on().filter(team=team, is_on_board=True, kind__in=noticeboard.KINDS)
    for plan in plans.between(first, last):
        times = {"starts_at": plan.starts_at, "ends_at": plan.ends_at}
        yield OnADay(Entry(day=plan.date, description=plan.description, place=plan.place, **times), plan)


def _regular_between(team, first, last):
    regulars = RegularActivity.objects.filter(team=team).touching(first, last)
    found = [(each, time) for each in regulars for time in each.occurrences(each.said, first=first, last=last)]
    plans = _plans_made_for(found)
    for regular, occurrence in found:
        plan = plans.get((regular.pk, occurrence.day))
        yield OnADay(_entry_of_regular(regular, occurrence), plan, regular, occurrence)


def _plans_made_for(found):
    days = {occurrence.day for _, occurrence in found}
    plans = Activity.objects.filter(regular__in={regular for regular, _ in found}, regular_day__in=days)
    return {(plan.regular_id, plan.regular_day): plan for plan in plans}


def _entry_of_regular(regular, occurrence):
    times = {"starts_at": regular.starts_at, "ends_at": regular.ends_at}
    words = {"description": regular.description, "place": regular.place, "about": regular.about}
    note = ASK_FIRST if occurrence.holiday else ""
    return Entry(day=occurrence.on, regular=regular.pk, note=note, **times, **words)


def _written_in(entry):
    found = [references.find(text) for text in entry.words]
    return set().union(*(each.sure | each.maybe for each in found))


def names_in(activity: Activity) -> list[str]:
    """The names that people on a plan chose and that its public words hold too. They may be words like any other."""
    return names_among(activity, f"{activity.description} {activity.place}")


def names_among(activity: Activity, text: str) -> list[str]:
    """The same, in any text."""
    said = {word.casefold() for word in re.findall(r"\w+", text)}
    names = activity.beneficiaries_on_it.exclude(known_as="").values_list("known_as", flat=True)
    return sorted(name for name in names if name.casefold() in said)
