"""Writing a report: pages, Excel, CSV and JSON from the same rows."""

from collections.abc import Collection
from datetime import date
from pathlib import Path

from sqlite_utils import Database

from loftespor.reports.files import copy_files
from loftespor.reports.folder import ReportFolder
from loftespor.reports.language import Language
from loftespor.reports.material import Material, load_material
from loftespor.reports.reading_rows import document_rows
from loftespor.reports.rows import COLUMNS, build_rows
from loftespor.reports.sheets import csv_text, json_text, xlsx_bytes
from loftespor.reports.site import Site

FORMATS = ("html", "xlsx", "csv", "json")
_TITLES = {"xlsx": "Excel", "csv": "CSV", "json": "JSON"}


def write_report(
    db: Database,
    out: Path,
    *,
    today: date,
    lang: str = "nb",
    formats: Collection[str] = FORMATS,
    csv_dialect: str = "plain",
) -> Path:
    """Write the report into the folder `out` and give its first page, or the table that was asked for.

    `formats` are of html, xlsx, csv, json; the tables are `punkter.xlsx` and so on. `lang` is nb, nn or en. Files of
    an earlier report that no longer belong are removed. Raises ForeignReportError before anything is written
    where a file of somebody else has the name of the first page or a table; ValueError for an unknown format,
    language or dialect.
    """
    chosen = _chosen(formats)
    language = Language(lang)
    folder = ReportFolder(out, formats=chosen)
    names = {"html": "index.html"} | {part: f"punkter.{part}" for part in _TITLES}
    folder.open([names[part] for part in chosen])
    material = load_material(db)
    _write_tables(folder, material, chosen, language=language, today=today, csv_dialect=csv_dialect)
    if "html" in chosen:
        site = Site(material, folder=folder, language=language, today=today, files=copy_files(folder, material.sources))
        site.write(db, downloads=[(names[part], _TITLES[part]) for part in chosen if part != "html"])
    folder.close()
    return out / names[chosen[0]]


def _chosen(formats: Collection[str]) -> list[str]:
    unknown = sorted(set(formats) - set(FORMATS))
    if unknown or not formats:
        raise ValueError(f"there is no report format '{', '.join(unknown)}'; choose from {', '.join(FORMATS)}")
    return [part for part in FORMATS if part in formats]


def _write_tables(
    folder: ReportFolder,
    material: Material,
    chosen: Collection[str],
    *,
    language: Language,
    today: date,
    csv_dialect: str,
) -> None:
    rows = list(build_rows(material.items, language)) if set(chosen) & set(_TITLES) else []
    readings = list(document_rows(material.sources, material.readings))
    if "xlsx" in chosen:
        data = xlsx_bytes(rows, readings, language=language, today=today, links="html" in chosen)
        folder.write("punkter.xlsx", data, part="xlsx")
    if "csv" in chosen:
        columns = [column.id for column in COLUMNS]
        folder.write("punkter.csv", csv_text(rows, columns, dialect=csv_dialect), part="csv")
    if "json" in chosen:
        folder.write("punkter.json", json_text(rows, readings, language=language, today=today), part="json")
