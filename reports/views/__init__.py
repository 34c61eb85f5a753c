"""Pages of figures, of what they count, and of what is taken away of both."""

from reports.views.report import report_detail
from reports.views.rows import rows_list

__all__ = ["report_detail", "rows_list"]
