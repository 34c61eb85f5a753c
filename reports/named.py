"""Figures by the name that their addresses have."""

from reports.figures import FIGURES
from reports.tables import definition_of

FIGURE_OF = {figure.__name__: figure for figure in FIGURES}


def definition_named(key: str) -> str:
    """What a figure counts, as it stands beside it."""
    return definition_of(FIGURE_OF[key])
