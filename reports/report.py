"""A whole report: the figures of a scope, and how the main ones compare."""

from collections.abc import Callable
from dataclasses import dataclass

from reports.figures import FIGURES
from reports.figures.activities import went_ahead
from reports.figures.coming import first_time
from reports.figures.network import joined
from reports.figures.people import people_by_champion, people_in_touch
from reports.scope import Scope
from reports.small_numbers import Level, without_small_numbers
from reports.tables import Column, Table, label


@dataclass(frozen=True)
class Headline:
    """One number that is compared with earlier ones."""

    words: str
    number: Callable[[Scope, int], int]
    people: bool = True


HEADLINES = (
    Headline("Beneficiaries with meaningful contact", people_in_touch),
    Headline("Activities", went_ahead, people=False),
    Headline("Here for the first time", first_time),
    Headline("New Network members", lambda scope, period: len(joined(scope, period))),
)

IN_ALL = "In all"
# Where one number stands in several tables: it is hidden in all of them or in none.
SAME = [
    frozenset(places)
    for places in (
        [
            ("compared_people", "p0", "Beneficiaries with meaningful contact"),
            ("people_by_team", "people", IN_ALL),
            ("people_by_contact", "people", IN_ALL),
        ],
        [("compared_people", "p0", "Here for the first time"), ("first_timers", "people", "Beneficiaries")],
        [("compared_people", "p0", "New Network members"), ("new_network_members", "people", IN_ALL)],
        [
            ("places_offered", "places", "Beneficiaries"),
            ("invitations", "places", IN_ALL),
            ("attendance", "places", IN_ALL),
            ("places_by_kind", "places", IN_ALL),
        ],
        [("attendance", "places", "Came"), ("places_by_kind", "came", IN_ALL), ("spent_by_team", "came", IN_ALL)],
    )
]


def compared(scope: Scope) -> list[Table]:
    """The main numbers beside those of the period before and of the same one last year: people and events apart."""
    periods = scope.reading.periods
    return [
        Table(
            key=f"compared_{key}",
            title=title,
            definition="The period, the one before it, and the same one a year earlier, each counted as below.",
            columns=(label("What"), *(Column(f"p{n}", each.name, people=people) for n, each in enumerate(periods))),
            rows=[
                (each.words, *(each.number(scope, period) for period in range(len(periods))))
                for each in HEADLINES
                if each.people == people
            ],
        )
        for key, title, people in (("people", "People, and before", True), ("events", "Activities, and before", False))
    ]


def report(scope: Scope, level: Level = Level.ALL) -> list[Table]:
    """Every table of a report, in the order of the page. The number of queries does not depend on what there is."""
    return for_readers(every_table(scope), level)


def every_table(scope: Scope) -> list[Table]:
    """The same with every number."""
    return [*compared(scope), *(figure(scope) for figure in FIGURES)]


def for_readers(tables: list[Table], level: Level) -> list[Table]:
    """The tables as somebody reads them who does not see the people counted: also without whose people they are."""
    if level != Level.ALL:
        tables = [table for table in tables if table.key != people_by_champion.__name__]
    return without_small_numbers(tables, level, SAME)
