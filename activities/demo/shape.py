"""What is said about a plan in the demo. Days are counted from today, so that the demo never grows old."""

from dataclasses import dataclass, field
from datetime import time

from activities.models import Activity
from checklist.form import Area, Stage

Kind, Idea = Activity.Kind, Activity.Idea
NO_ROOM = ("Book the room", "Set up room")
NO_MONEY = ("Calculate how much", "Request cash", "Get cash", "Print off", "Return completed")


@dataclass(frozen=True)
class OwnTask:
    """A line that a champion added to the form."""

    area: Area
    text: str
    stage: Stage
    speak_to: str = ""


@dataclass(frozen=True)
class Plan:
    """A plan, how far it has come and what became of it."""

    champion: str
    description: str
    people: str
    kind: Kind
    day: int | None = None  # working days from today
    starts_at: time | None = None
    ends_at: time | None = None
    place: str = ""
    purpose: str = ""
    outcomes: str = ""
    idea_from: Idea = Idea.CHAMPION
    planned: int = 30  # days ago
    ticked_to: int | None = -1  # what was due by this many days from today is ticked
    notes: dict[str, str] = field(default_factory=dict)  # by the first words of the task
    not_needed: tuple[str, ...] = ()  # tasks by their first words
    own_tasks: tuple[OwnTask, ...] = ()
    moved_to: int | None = None  # working days from today
    is_called_off: bool = False
    turned: int = 0  # how many days ago it was moved or called off
    learned: str = ""
    welcomes_others: bool = False
