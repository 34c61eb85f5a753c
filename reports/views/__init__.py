"""Pages of figures, of what they count, and of what is taken away of both."""

from reports.views.export import export_detail, export_file
from reports.views.pack import pack_detail
from reports.views.report import report_detail
from reports.views.rows import export_ask, rows_list

__all__ = ["export_ask", "export_detail", "export_file", "pack_detail", "report_detail", "rows_list"]
