"""A whole report: the figures of a scope, and how the main ones compare."""

from collections.abc import Callable
from dataclasses import dataclass

from reports.figures import FIGURES
from reports.figures.activities import went_ahead
from reports.figures.coming import first_time
from reports.figures.network import joined
from reports.figures.people import people_in_touch
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
    tables = [*compared(scope), *(figure(scope) for figure in FIGURES)]
    return [without_small_numbers(table, level) for table in tables]
