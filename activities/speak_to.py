"""Who is meant by "Who do I need to speak to?", and by when. Pure functions, no database."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from uuid import NAMESPACE_OID, uuid5

from django.utils.formats import date_format

from activities.messages import speak_to_text
from checklist.form import SpeakTo
from checklist.schedule import Chance, SpeakBy
from teams.models import User, short_name
from teams.working_days import IN_WORDS, Away, Calendar, say_away, say_weekdays

# A number that somebody outside can be rung on, wherever it stands among the words.
PHONE = re.compile(r"\+?\d[\d ()-]{7,}\d")
CHANCE_WORDS = {Chance.LATE: "late", Chance.NONE_LEFT: "no day left"}
COLLEAGUE, BENEFICIARY, OTHER = "colleague", "beneficiary", "other"


def split_names(text: str) -> list[str]:
    """The roles and names in a line's text, each once, in their order."""
    names = {name.casefold(): name for part in re.split("[,;\n]", text) if (name := " ".join(part.split()))}
    return list(names.values())


def join_names(names: Iterable[str]) -> str:
    """The text that `split_names` reads: a comma within a name would make two of it."""
    return ", ".join(" ".join(name.replace(",", " ").replace(";", " ").split()) for name in names)


@dataclass(frozen=True)
class Somebody:
    """Somebody to speak to: a colleague, a beneficiary, or others outside, known by the words that name them.

    A role that nobody holds yet is vacant: it is shown, so that it is not forgotten, and waited for by nothing.
    """

    kind: str
    id: int | str
    name: str
    role: str = ""
    phone: str = ""
    is_vacant: bool = False
    user: User | None = field(default=None, compare=False)
    calendar: Calendar | None = field(default=None, compare=False, repr=False)

    @property
    def key(self) -> str:
        """What forms and addresses call them."""
        return f"{self.kind}-{self.id}"

    @property
    def group(self) -> str:
        """The same for the same person on every plan. Each place has a venue of its own."""
        return f"{self.kind}-{self.name}" if self.kind == OTHER else self.key

    @property
    def anchor(self) -> str:
        """The place of this person on a page and in an address. Names and numbers of people outside stay out of it."""
        return f"{OTHER}-{uuid5(NAMESPACE_OID, self.group)}" if self.kind == OTHER else self.key

    @property
    def short_name(self) -> str:
        return short_name(self.name) if self.kind == COLLEAGUE else self.name


@dataclass(frozen=True)
class PeopleOfPlan:
    """Everybody around one plan, from whom its roles and names are read."""

    champion: User
    beneficiaries: list
    navigators: list[User]
    lead_navigators: list[User]
    budget_holders: list[User]
    colleagues: list[User]
    place: str
    calendars: dict[int, Calendar]
    champion_calendar: Calendar

    @cached_property
    def colleague_by_name(self):
        """By the name as a line's text holds it."""
        return {join_names([user.name]).casefold(): user for user in self.colleagues}

    @cached_property
    def holders(self) -> dict[str, list[Somebody]]:
        """Who holds each role on this plan: nobody, or several."""
        users = {
            SpeakTo.NAVIGATORS: self.navigators,
            SpeakTo.LEAD_NAVIGATOR: self.lead_navigators,
            SpeakTo.BUDGET_HOLDER: self.budget_holders,
        }
        holders = {role: [self.somebody(user, role) for user in held_by] for role, held_by in users.items()}
        known = (person for person in self.beneficiaries if not person.is_gone)
        people = [Somebody(BENEFICIARY, person.pk, person.reference) for person in known]
        return holders | {SpeakTo.BENEFICIARIES: people}

    def somebody(self, user, role="") -> Somebody:
        """A colleague as somebody to speak to, in a role or by name."""
        return Somebody(COLLEAGUE, user.pk, user.name, role, user=user, calendar=self.calendars.get(user.pk))


def resolve(text: str, people: PeopleOfPlan) -> list[Somebody]:
    """The real people whom a line's text means on this plan, each once; the champion does not speak to themself.

    A role that nobody holds yet stays as its words. A name that is no colleague's is somebody outside, with the phone
    number that stands in it.
    """
    found = {}
    for name in split_names(text):
        for somebody in _meant(name, people):
            found.setdefault(somebody.key, somebody)
    found.pop(f"{COLLEAGUE}-{people.champion.pk}", None)
    return list(found.values())


def _meant(name, people):
    role = name.casefold()
    if role == SpeakTo.VENUE:
        return [Somebody(OTHER, role, f"{name}: {people.place}" if people.place else name)]
    if role in people.holders:
        return people.holders[role] or [Somebody(OTHER, role, name, is_vacant=True)]
    if user := people.colleague_by_name.get(role):
        return [people.somebody(user)]
    phone = PHONE.search(name)
    return [Somebody(OTHER, name, name, phone=phone[0].strip() if phone else "")]


@dataclass(frozen=True)
class Talk:
    """One thing to speak about with one person: a step of a plan, and by when.

    `speak_by` is None while the plan has no date. `champion` is when the champion works. `moved_from` is the day it was
    before somebody's newest leave or working days; `stand_in` whom to ask where no day is left.
    """

    step: object
    who: Somebody
    speak_by: SpeakBy | None
    conversation: object = None
    champion: Calendar | None = field(default=None, compare=False, repr=False)
    today: date | None = None
    stand_in: User | None = None
    moved_from: date | None = None

    @property
    def activity(self):
        return self.step.checklist.activity

    @property
    def anchor(self) -> str:
        """Its place on a page."""
        return f"talk-{self.step.pk}-{self.who.anchor}"

    @property
    def is_spoken(self) -> bool:
        return self.conversation is not None and self.conversation.is_spoken

    @property
    def is_open(self) -> bool:
        """Still to be said: the step is to do, has a day, and they were not spoken to."""
        return self.speak_by is not None and not self.step.is_marked and not self.is_spoken

    def was_spoken_since(self, moment: datetime) -> bool:
        return self.is_spoken and self.conversation.spoken_at >= moment

    @property
    def answer(self) -> str:
        return self.conversation.answer if self.conversation else ""

    @property
    def is_in_time(self) -> bool:
        return self.speak_by is not None and self.speak_by.chance == Chance.IN_TIME

    @property
    def is_pressing(self) -> bool:
        """Late, or with no day left to speak about it in time."""
        return self.speak_by is not None and self.speak_by.chance != Chance.IN_TIME

    @property
    def chance_words(self) -> str:
        """In two or three words what is pressing about it."""
        return CHANCE_WORDS.get(self.speak_by.chance, "") if self.speak_by else ""

    @property
    def is_news(self) -> bool:
        """Still to be said, and by their new days the day has moved, or their leave leaves none."""
        if not self.is_open or self.who.calendar is None:
            return False
        is_none_left = self.speak_by.chance == Chance.NONE_LEFT
        return self.moved_from is not None or (is_none_left and bool(self.who.calendar.leave_on(self.step.due_on)))

    @property
    def order(self):
        """Soonest first: what is pressing, then by day, then what has no day yet."""
        day = self.speak_by.day if self.is_in_time else self.step.due_on
        return (self.speak_by is None, not self.is_pressing, day or date.max, self.step.pk)

    @property
    def why(self) -> str:
        """Why it has to be earlier than it is due, or why no day is left. Empty where nothing is in the way."""
        day = self.speak_by.waits_for if self.speak_by else None
        if day is None:
            return ""
        of_them = why_not_at_work(self.who.short_name, self.who.calendar, day)
        return of_them or why_not_at_work(self.activity.champion.get_short_name(), self.champion, day)

    @property
    def sentence(self) -> str:
        """Whom to speak to by when, why, and whom to ask where no day is left."""
        if self.speak_by is None:
            return f"Speak to {self.who.name}."
        if self.is_in_time:
            return self._with_reasons(f"Speak to {self.who.name} {self._by_day}.")
        due = date_format(self.step.due_on)
        if self.speak_by.chance == Chance.LATE:
            return self._with_reasons(f"Speak to {self.who.name}: this was due by {due}.")
        return self._with_reasons(f"There is no day left to speak to {self.who.name} before {due}.")

    @property
    def when(self) -> str:
        """The same where the name stands beside it."""
        if self.speak_by is None:
            return "There is no day for this until the plan has a date."
        if self.is_in_time:
            return self._with_reasons(f"{self._by_day.capitalize()}.")
        late = self.speak_by.chance == Chance.LATE
        said = "This was due by {}." if late else "No day is left before {}."
        return self._with_reasons(said.format(date_format(self.step.due_on)))

    @property
    def _by_day(self):
        day = self.speak_by.day
        return "today" if day == self.today else f"by {date_format(day)}"

    def _with_reasons(self, said):
        return " ".join(part for part in (said, self.why, self._next_step) if part)

    @property
    def _next_step(self):
        if self.is_in_time:
            return ""
        if self.speak_by.chance == Chance.NONE_LEFT and self.stand_in:
            return f"Speak to {self.stand_in.name} instead."
        if self.speak_by.day == self.today:
            return "You can still do it today."
        return f"Your next chance is {date_format(self.speak_by.day)}." if self.speak_by.day else ""


def why_not_at_work(name: str, calendar: Calendar | None, day: date) -> str:
    """Why somebody does not work on a day, in a sentence; empty where they do, or where nobody knows."""
    if calendar is None or calendar.works_on(day):
        return ""
    if away := calendar.leave_on(day):
        return f"{name} is away {say_away(away)}."
    if day.weekday() not in calendar.weekdays_on(day):
        return f"{name} does not work on {IN_WORDS[day.weekday()]}."
    return f"{date_format(day)} is a bank holiday."


@dataclass(frozen=True)
class PersonToSpeakTo:
    """One person with all that is to be spoken about, soonest first, and when they work."""

    who: Somebody
    talks: list[Talk]
    works: str = ""
    next_leave: Away | None = None

    @cached_property
    def open_talks(self) -> list[Talk]:
        return [talk for talk in self.talks if not talk.is_spoken]

    @property
    def pressing(self) -> list[Talk]:
        return [talk for talk in self.open_talks if talk.is_pressing]

    def message(self, by: str) -> str:
        """All of it in one message, with the name of whom it is from under it."""
        to = self.who.short_name if self.who.kind == COLLEAGUE else "there"
        return speak_to_text(to=to, talks=self.talks, by=by)


def by_step(talks: Iterable[Talk]) -> dict[int, list[Talk]]:
    """The talks about each step, by its id."""
    gathered = defaultdict(list)
    for talk in talks:
        gathered[talk.step.pk].append(talk)
    return dict(gathered)


def next_only(talks: Iterable[Talk]) -> list[Talk]:
    """Of a task that comes round at several stages only the next stage for each person; later ones wait their turn."""
    kept = {}
    for talk in sorted(talks, key=lambda talk: talk.order):
        kept.setdefault((talk.step.task_id, talk.who.key, talk.is_spoken), talk)
    return list(kept.values())


def by_person(talks: Iterable[Talk], *, today: date) -> list[PersonToSpeakTo]:
    """Gather what is to be said by person, not by plan: whoever has to be spoken to soonest comes first."""
    gathered = {}
    for talk in sorted(talks, key=lambda talk: talk.order):
        gathered.setdefault(talk.who.group, []).append(talk)
    return [_person(talks[0].who, talks, today) for talks in gathered.values()]


def _person(who, talks, today):
    if who.calendar is None:
        return PersonToSpeakTo(who, talks)
    return PersonToSpeakTo(who, talks, say_weekdays(who.calendar.weekdays_on(today)), who.calendar.next_leave(today))


def split_by_time(people: Iterable[PersonToSpeakTo], *, until: date) -> tuple[list, list]:
    """Those to be spoken to up to a day, and those for whom there is time."""
    soon, later = [], []
    for person in people:
        first = person.talks[0]
        is_soon = first.is_pressing or first.is_spoken or first.speak_by.day <= until
        (soon if is_soon else later).append(person)
    return soon, later
