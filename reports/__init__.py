"""Reports: what became of every commitment, as pages, Excel, CSV and JSON."""

from loftespor.reports.folder import ForeignReportError
from loftespor.reports.write import FORMATS, write_report

__all__ = ["FORMATS", "ForeignReportError", "write_report"]
