"""Asking for a long file."""

from reports.models import Export
from teams.keeping import keep_once


def ask_for_export(*, by, figure: str, filters: str, format: str, rows: int) -> Export:
    """Ask for the rows of a figure as a file. Whoever presses twice gets the one that is being made already."""
    asked = {"by": by, "figure": figure, "filters": filters, "format": format}
    return keep_once(Export(**asked, rows=rows), **asked, expires_at=None, has_failed=False)
