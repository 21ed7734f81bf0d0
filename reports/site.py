"""The pages of the report."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, partial
from importlib.resources import files
from itertools import groupby
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape
from sqlite_utils import Database

from loftespor.ingest.vocabulary import BROKEN_SHARE
from loftespor.reports import facts, matrix, method, reading
from loftespor.reports.audits import audit_texts
from loftespor.reports.files import SourceFiles
from loftespor.reports.findings import finding_groups
from loftespor.reports.folder import ReportFolder
from loftespor.reports.language import N_, Language
from loftespor.reports.line import draw_line, line_note, stop_key, stop_tone, stop_words
from loftespor.reports.link_reasons import link_reason
from loftespor.reports.links import Links, load_links
from loftespor.reports.material import AXES, Item, Material, Source
from loftespor.reports.orphans import COLUMNS, TABLES, find_orphans, printed
from loftespor.reports.reading_rows import PAGE_COLUMNS, page_rows
from loftespor.reports.reviews import Review, load_corrections, load_reviews
from loftespor.reports.sheets import csv_text
from loftespor.reports.summary import summarise
from loftespor.reports.surroundings import TextShelf
from loftespor.reports.templating import templates_in

FIRST_ROWS = 50  # rows of the matrix that stand in the page itself, for readers without scripts
FIRST_ORPHANS = 200  # rows of each kind on the page of orphans; the rest is in its CSV file
ASSETS = ("report.css", "matrix.js")


class Site:
    """The pages of one report, written one after the other into its folder."""

    def __init__(
        self, material: Material, *, folder: ReportFolder, language: Language, today: date, files: SourceFiles
    ) -> None:
        self._material = material
        self._folder = folder
        self._language = language
        self._files = files
        self._today = language.long_date(today)
        self._environment = _environment(language.code)

    def write(self, db: Database, *, downloads: list[tuple[str, str]]) -> None:
        """Write all pages, the matrix' data and the assets."""
        links = load_links(db, self._material)
        reviews = load_reviews(db, self._language)
        for name in ASSETS:
            text = files("loftespor.reports").joinpath(f"assets/{name}").read_text(encoding="utf-8")
            self._folder.write(f"assets/{name}", text, part="html")
        self._folder.write("data/rows.js", matrix.script(self._material, self._language), part="html")
        shelf = TextShelf(db)
        for source in self._material.sources:
            self._write_document(source)
            self._write_items(source, shelf, links, reviews)
        self._write_orphans(db)
        self._write_searches()
        self._write_reading(db)
        self._write_method(db)
        self._write_index(downloads)

    def _page(self, template: str, name: str, **values: Any) -> None:
        root = "../" * name.count("/")
        everywhere = {"root": root, "today": self._today, "file_link": self._files.link}
        page = self._environment.get_template(template).render(everywhere | values)
        self._folder.write(name, page, part="html")

    def _write_index(self, downloads: list[tuple[str, str]]) -> None:
        language, material = self._language, self._material
        summary = summarise(material, language)
        names = [language.text(name) for name in (N_("Finansiert"), N_("Gjennomført"), N_("Frafalt"))]
        self._page(
            "index.html", "index.html", summary=summary, municipality=_only_municipality(material),
            words=list(zip(names, summary.words, strict=True)),
            most=max((station.reached for station in summary.stations), default=0) or 1, downloads=downloads,
            unread=material.unread, warned=[source for source in material.sources if source.warnings],
            overall=reading.overall(material.readings.values()), findings=material.findings,
            finding_groups=finding_groups(material.findings, language),
            replaced=material.replaced, first=material.items[:FIRST_ROWS], facets=matrix.facets(material, language),
        )  # fmt: skip

    def _write_document(self, source: Source) -> None:
        items, read = self._material.by_document[source.id], self._material.readings[source.id]
        sections = [(section, list(group)) for section, group in groupby(items, key=_section)]
        self._page(
            "document.html", source.href, source=source, items=items, sections=sections,
            metadata=facts.metadata(source, self._language), file=self._files.link(source),
            reading=read, notes=list(reading.page_notes(read, self._language)),
        )  # fmt: skip

    def _write_items(
        self, source: Source, shelf: TextShelf, links: Links, reviews: Mapping[str, tuple[Review, ...]]
    ) -> None:
        text = shelf.text(source.id)
        for item in self._material.by_document[source.id]:
            key = (item.id, source.id)
            self._page(
                "item.html", item.href, item=item, around=text.around(item.start, item.end), shelf=shelf,
                line=draw_line(item, self._language), line_note=line_note(item, self._language),
                facts=facts.item_facts(item, self._language), axes=list(_answers(item, self._language)),
                measures=links.cited(item), related=links.related.get(key, ()),
                candidates=links.candidates.get(key, ()), reviews=reviews.get(item.id, ()),
            )  # fmt: skip

    def _write_orphans(self, db: Database) -> None:
        material = self._material
        found = find_orphans(db, material, self._language)
        silent = {id: sum(not item.evidence for item in items) for id, items in material.by_document.items()}
        rows = [orphan.row() for table in found.values() for orphan in table]
        self._folder.write("data/uten-punkt.csv", csv_text(rows, COLUMNS), part="html")
        self._page(
            "orphans.html", "uten-spor.html", silent=sum(silent.values()), total=len(material.items),
            documents=[(s, silent[s.id], len(material.by_document[s.id])) for s in material.sources if silent[s.id]],
            evidence=[
                (table, self._language.text(title), rows[:FIRST_ORPHANS], len(rows))
                for table, title in TABLES.items()
                for rows in (printed(found[table]),)
            ],
        )  # fmt: skip

    def _write_searches(self) -> None:
        self._page("searches.html", "sok.html", searches=list(_searches(self._material, self._language)))

    def _write_reading(self, db: Database) -> None:
        material = self._material
        rows = page_rows(db, {source.id: source for source in material.sources})
        self._folder.write("data/lesing.csv", csv_text(rows, PAGE_COLUMNS), part="html")
        self._page(
            "reading.html", "lesing.html", overall=reading.overall(material.readings.values()),
            documents=[(source, material.readings[source.id]) for source in material.sources],
            meanings=reading.meanings(self._language), unread=material.unread, known_least=round(100 * BROKEN_SHARE),
        )  # fmt: skip

    def _write_method(self, db: Database) -> None:
        language, material = self._language, self._material
        used = method.used_rules(material, language)
        self._page(
            "method.html", "metode.html", axes=method.axis_texts(language), used=used,
            headline_order=method.headline_order(language), unused=method.other_rules(used, language),
            unread=material.unread, versions=method.versions(material, self._today, language),
            audits=audit_texts(db, language), corrections=load_corrections(db, language),
        )  # fmt: skip


@cache
def _environment(code: str) -> Environment:
    """The templates of a language; compiled once, for that takes longer than writing a small report."""
    language = Language(code)
    environment = templates_in(language)
    badges = Badges(language)
    environment.globals |= {
        "percent": language.percent,
        "day": language.long_date, "short_day": language.short_date, "label": language.label, "tone": language.tone,
        "document_kind": language.document_kind, "station_label": language.station,
        "axis_label": badges.axis_label, "question": badges.question, "counts": badges.counts,
        "badge": badges.badge, "headline_badge": badges.headline, "headline_words": badges.of_item,
        "headline_tone": language.headline_tone, "stop": badges.stop,
        "sentence": partial(method.sentence, language=language), "said": partial(facts.said, language=language),
        "taken_out": partial(reading.taken_out, language=language),
        "fault_words": partial(reading.fault_words, language=language),
        "link_state": partial(facts.link_state, language=language),
        "link_reason": partial(link_reason, language=language),
    }  # fmt: skip
    return environment


class Badges:
    """Values as they stand in a page: the words with an icon by tone, never a colour alone."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self.badge = cache(self._badge)

    def _badge(self, axis: str, value: str) -> Markup:
        return _mark(self._language.label(axis, value), self._language.tone(axis, value))

    def headline(self, headline: str) -> Markup:
        """A headline alone."""
        return _mark(self._language.headline(headline, form=None, funding=""), self._language.headline_tone(headline))

    def of_item(self, item: Item) -> Markup:
        """The headline of a commitment, with form and funding."""
        words = self._language.headline(item.headline, form=item.decision_form, funding=item.funding)
        return _mark(words, self._language.headline_tone(item.headline))

    def stop(self, item: Item) -> str:
        """Where a commitment's line stopped, or where it was last seen."""
        key = stop_key(item, self._language)
        words, tone = stop_words(key, self._language), stop_tone(key)
        return _mark(words, tone) if tone else words

    def axis_label(self, axis: str) -> str:
        """The name of an axis."""
        return self._language.axes.axis(axis).labels[self._language.code]

    def question(self, axis: str) -> str:
        """The question an axis answers."""
        return self._language.axes.axis(axis).question[self._language.code]

    def counts(self, axis: str, value: str) -> str:
        """What counts for a value; empty for an unknown one."""
        known = self._language.value(axis, value)
        return known.counts[self._language.code] if known else ""


def _mark(words: str, tone: str) -> Markup:
    return Markup('<span class="v t-{}">{}</span>').format(escape(tone), escape(words))


def _answers(item: Item, language: Language) -> Iterator[dict[str, Any]]:
    for axis in AXES:
        searched = [(facts.search_words(s, language), s) for s in item.searched if s.axis == axis]
        yield {
            "id": axis, "value": item.value(axis), "evidence": [e for e in item.evidence if e.axis == axis],
            "form": language.form(item.decision_form) if axis == "decision" else "", "searched": searched,
        }  # fmt: skip


def _searches(material: Material, language: Language) -> Iterator[dict[str, Any]]:
    axes = facts.searches_of(material)
    until = {s.id: s for item in material.items for s in item.searched if s.id}
    known = {source.id: source for source in material.sources} | {source.name: source for source in material.sources}
    order = {axis: number for number, axis in enumerate(AXES)}
    stored = sorted(material.searches.items(), key=lambda s: (order.get(axes.get(s[0], ""), 9), len(s[1]), s[0]))
    for id, documents in stored:
        if id in until:
            sources = [known[document] for document in documents if document in known]
            axis = language.axes.axis(axes[id]).labels[language.code].capitalize() if id in axes else ""
            title = ": ".join(part for part in (axis, facts.search_words(until[id], language)) if part)
            yield {"id": id, "title": title, "sources": sources, "missing": len(documents) - len(sources)}


def _only_municipality(material: Material) -> str | None:
    """The municipality, where all documents that name one name the same."""
    named = {source.municipality for source in material.sources if source.municipality}
    return named.pop() if len(named) == 1 else None


def _section(item: Item) -> tuple[str, ...]:
    return item.section
