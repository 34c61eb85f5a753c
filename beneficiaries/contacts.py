"""What a meaningful contact is, and how contacts are said and counted. Pure rules, no database."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.utils.formats import date_format

LONGEST_AGO = timedelta(days=2 * 366)
LONGEST_AGO_OF_MILESTONES = timedelta(days=30 * 366)
MOST_MINUTES = 600


class Was(models.TextChoices):
    """What kind of contact it was."""

    TWO_WAY = "two_way", "In touch both ways"
    REMINDER = "reminder", "Reminder"
    MISSED_CALL = "missed_call", "Missed call"
    UNANSWERED = "unanswered", "No answer yet"


class Mode(models.TextChoices):
    """How two people were in touch."""

    FACE_TO_FACE = "face_to_face", "Face to face"
    PHONE = "phone", "Phone"
    TEXT = "text", "Text"
    VIDEO = "video", "Video"
    E_MAIL = "e_mail", "E-mail"
    LETTER = "letter", "Letter"
    OTHER = "other", "Another way"


class Setting(models.TextChoices):
    """With whom around, and where."""

    ONE_TO_ONE = "one_to_one", "One-to-one"
    GROUP = "group", "In a group"
    OUTREACH = "outreach", "Outreach"
    VOICE = "voice", "A voice without attending"


def counts(was: str) -> bool:
    """A two-way interaction about the person’s interests, support or taking part; reminders, missed calls and
    unanswered messages are kept but not counted."""
    return was == Was.TWO_WAY


# What people read wherever contacts are counted: the very words of the rule.
DEFINITION = " ".join(counts.__doc__.split())
COUNTING = [was for was in Was if counts(was)]


@dataclass(frozen=True)
class Numbers:
    """Contacts that count, with how many different people, and how many more are kept but not counted."""

    contacts: int
    people: int
    not_counted: int

    @property
    def words(self) -> str:
        """These numbers as a page says them: "12 contacts with 8 people"."""
        if not self.contacts:
            return "No contacts yet"
        contacts = "1 contact" if self.contacts == 1 else f"{self.contacts:,} contacts"
        return f"{contacts} with {'1 person' if self.people == 1 else f'{self.people:,} people'}"


def day_problem(day: date, *, today: date, longest_ago: timedelta = LONGEST_AGO) -> str:
    """Return what is wrong with a day on which something is said to have happened, or an empty string."""
    if day > today:
        return "That day is still to come. Write it down once it has happened."
    if day < today - longest_ago:
        return "That is very long ago. Check the year."
    return ""


def say_minutes(minutes: int | None) -> str:
    """Say how long something took: "45 minutes", "1 minute"; nothing where nobody said."""
    return f"{minutes} minute{'' if minutes == 1 else 's'}" if minutes else ""


def say_how(*, was: str, mode: str, minutes: int | None, setting: str) -> str:
    """Say how two people were in touch: "Phone · 15 minutes"; what does not count says so first: "Missed call"."""
    said = (
        "" if counts(was) else Was(was).label,
        Mode(mode).label,
        say_minutes(minutes),
        "" if setting == Setting.ONE_TO_ONE else Setting(setting).label,
    )
    return " · ".join(filter(None, said))


def differences(before, after) -> list[tuple[str, str, str]]:
    """How two states of a contact differ: `(label, before, after)` for each thing that does."""
    old, new = in_words(before), in_words(after)
    return [(label, old[label], new[label]) for label in old if old[label] != new[label]]


def in_words(contact) -> dict[str, str]:
    """Everything that is asked about a contact, as text under its label."""
    return {
        "What was it?": Was(contact.was).label,
        "How?": Mode(contact.mode).label,
        "When?": date_format(contact.date),
        "Minutes": str(contact.minutes or ""),
        "One line": contact.line,
        "Setting": Setting(contact.setting).label,
    }


def say_changes(before, after) -> str:
    """Say what was put right, a line for each thing: "Minutes: 15 before, 30 now."; nothing where all is the same."""
    return "\n".join(
        f"{label.rstrip('?')}: {old or 'nothing'} before, {new or 'nothing'} now."
        for label, old, new in differences(before, after)
    )
