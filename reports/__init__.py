"""Reports: what became of every commitment, as pages, Excel, CSV and JSON."""

from loftespor.errors import ForeignReportError
from loftespor.reports.current import keep_report
from loftespor.reports.write import FORMATS, write_report

__all__ = ["FORMATS", "ForeignReportError", "keep_report", "write_report"]
