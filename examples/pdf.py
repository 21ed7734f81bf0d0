"""Set a source as a PDF, with the standard fonts and always the same bytes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color, HexColor, white
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    LongTable,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    TableStyle,
)
from reportlab.platypus.tableofcontents import TableOfContents

from examples.markup import NOTE_MARK, Block, Source

CM = 28.346
FIGURE = re.compile(r"\**([+–-]?[\d ]+(,\d+)?( ?%)?|–)\**")
SOFT_HYPHEN = "\u00ad"
# Where long words may be divided at the end of a line.
DIVIDED = (
    "helse|stasjon", "skole|helse|tjeneste", "psykisk|helse", "lav|terskel|tilbud", "kommune|direktør",
    "bydels|utvalg", "frivillig|sentral", "aktivitets|skole", "bærekraf|tig", "samarbeids|avtale",
    "budsjett|behandling", "gjennom|før", "helse|tjeneste", "bolig|bygging", "finansier|ing",
    "kollektiv|trafikk", "ungdoms|skole", "arbeids|plass", "arbeids|giver", "behandlings|tilbud",
    "til|rettelegg", "forut|sigbar", "møte|plass", "fritids|aktivitet", "nærings|liv", "inn|bygger",
    "eldre|omsorg", "hjemme|tjeneste", "natur|mangfold", "råd|giver", "økonomi|plan", "forebygg|ende",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """How a kind of document looks: page, faces, sizes, colour, running matter."""

    body: str = "Helvetica"
    bold: str = "Helvetica-Bold"
    size: float = 10
    leading: float = 14
    accent: str = "#1d3f72"
    page: tuple[float, float] = A4
    side: float = 2.3 * CM
    top: float = 2.3 * CM
    bottom: float = 2.1 * CM
    cover: bool = False
    grid: bool = False
    chapters: bool = False
    table_size: float = 8.5


LOOKS = {
    "programme": Look(
        size=11, leading=16.5, accent="#1f5f5b", cover=True, chapters=True, side=2.7 * CM, bottom=2.4 * CM
    ),
    "minutes": Look(body="Times-Roman", bold="Times-Bold", size=10.5, leading=13.6),
    "memo": Look(bottom=4.4 * CM, top=2.6 * CM, side=2.8 * CM, size=11, leading=17.5),
    "budget": Look(size=9.4, leading=12.4, side=2 * CM, top=2.1 * CM, bottom=1.8 * CM, table_size=8.3),
    "letter": Look(),
    "report": Look(accent="#2b4a3f", size=10.5, leading=15.5),
    "followup": Look(page=landscape(A4), side=1.5 * CM, grid=True, size=9, leading=11.5, table_size=7.6),
}


def render(source: Source) -> bytes:
    """The PDF of the source. It is set twice, because each page names the number of pages."""
    _, pages = _set(source, pages=0)
    data, _ = _set(source, pages=pages)
    return data


def _set(source: Source, *, pages: int) -> tuple[bytes, int]:
    look = LOOKS[source.meta["style"]]
    out = BytesIO()
    document = Template(out, source, look, pages)
    document.multiBuild(_story(source, look), canvasmaker=_canvas)
    return out.getvalue(), document.page


def _canvas(*args: object, **options: object) -> Canvas:
    """A canvas without compression: the bytes must not depend on the zlib in use."""
    options.update(invariant=1, pageCompression=0)
    return Canvas(*args, **options)  # type: ignore[arg-type]


class Template(BaseDocTemplate):
    """The pages of one document, with running matter, bookmarks and footnotes."""

    def __init__(self, out: BytesIO, source: Source, look: Look, pages: int) -> None:
        super().__init__(
            out, pagesize=look.page, title=source.meta["title"], author=source.meta["issuer"], lang="nb-NO"
        )
        self.source, self.look, self.pages = source, look, pages
        self.noted: list[str] = []
        width, height = look.page
        frame = Frame(
            look.side, look.bottom, width - 2 * look.side, height - look.top - look.bottom,
            leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
        )  # fmt: skip
        self.addPageTemplates(PageTemplate("page", [frame], onPage=self.begin, onPageEnd=self.end))

    def begin(self, canvas: Canvas, document: BaseDocTemplate) -> None:
        """Ready the page for footnotes, and draw the cover or the running header."""
        self.noted.clear()
        canvas.setNamedCB("footnote", self.note)
        if self.look.cover and document.page == 1:
            _draw_cover(canvas, self.source.meta, self.look)
        elif document.page > 1:
            _draw_header(canvas, self.source.meta, self.look)

    def end(self, canvas: Canvas, document: BaseDocTemplate) -> None:
        """Draw the footnotes of the page and its number."""
        _draw_notes(canvas, [(mark, self.source.notes[mark]) for mark in self.noted], self.look)
        if not (self.look.cover and document.page == 1):
            _draw_footer(canvas, self.source.meta, self.look, document.page, self.pages)

    def note(self, canvas: Canvas, kind: str, mark: str) -> None:
        """Remember that the page shows the mark of a footnote."""
        if mark not in self.noted:
            self.noted.append(mark)

    def afterFlowable(self, flowable: Flowable) -> None:
        """Give headings a bookmark and a line in the table of contents."""
        level = getattr(flowable, "heading_level", None)
        if level is None:
            return
        text = flowable.getPlainText()  # type: ignore[attr-defined]
        key = f"h{self.seq.nextf('heading')}"
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(text, key, level, closed=level > 0)
        self.notify("TOCEntry", (level, text, self.page, key))


def _draw_cover(canvas: Canvas, meta: dict[str, str], look: Look) -> None:
    width, height = look.page
    canvas.setFillColor(_color(look.accent))
    canvas.rect(0, height * 0.38, width, height * 0.62, stroke=0, fill=1)
    canvas.setFillColor(white)
    canvas.setFont("Helvetica-Bold", 34)
    for number, line in enumerate(meta["cover"].split(" / ")):
        canvas.drawString(look.side, height * 0.62 - 42 * number, line)
    canvas.setFont("Helvetica", 15)
    canvas.drawString(look.side, height * 0.42, meta["title"])
    canvas.setFillColor(_color(look.accent))
    canvas.setFont("Helvetica-Bold", 18)
    canvas.drawString(look.side, height * 0.2, meta["issuer"])
    canvas.setFont("Helvetica", 11)
    canvas.drawString(look.side, height * 0.2 - 20, meta["adopted"])


def _draw_header(canvas: Canvas, meta: dict[str, str], look: Look) -> None:
    width, height = look.page
    y = height - 1.4 * CM
    canvas.setFont("Helvetica", 8)
    canvas.setFillColor(HexColor("#555555"))
    canvas.drawString(look.side, y, meta.get("header", meta["issuer"]))
    canvas.drawRightString(width - look.side, y, meta.get("reference", ""))
    canvas.setStrokeColor(HexColor("#bbbbbb"))
    canvas.setLineWidth(0.4)
    canvas.line(look.side, y - 4, width - look.side, y - 4)


def _draw_footer(canvas: Canvas, meta: dict[str, str], look: Look, page: int, pages: int) -> None:
    canvas.setFont("Helvetica", 8)
    canvas.setFillColor(HexColor("#555555"))
    label = f"{page}" if look.cover else f"Side {page} av {pages}"
    canvas.drawString(look.side, 1.1 * CM, meta.get("footer", ""))
    canvas.drawRightString(look.page[0] - look.side, 1.1 * CM, label)


def _draw_notes(canvas: Canvas, notes: list[tuple[str, str]], look: Look) -> None:
    """Stack the page's footnotes upwards from above the page number."""
    if not notes:
        return
    style = ParagraphStyle("note", fontName="Helvetica", fontSize=7.8, leading=10)
    width, y = look.page[0] - 2 * look.side, 1.7 * CM
    for mark, text in reversed(notes):
        note = Paragraph(f"<super>{mark}</super> {_inline(text)}", style)
        _, height = note.wrapOn(canvas, width, 200)
        note.drawOn(canvas, look.side, y)
        y += height + 1
    canvas.setStrokeColor(HexColor("#888888"))
    canvas.setLineWidth(0.5)
    canvas.line(look.side, y + 3, look.side + 4 * CM, y + 3)


def _story(source: Source, look: Look) -> list[Flowable]:
    story: list[Flowable] = _opening(source.meta, look)
    for number, block in enumerate(source.blocks):
        after = source.blocks[number + 1] if number + 1 < len(source.blocks) else None
        story.extend(_flowables(block, after, look))
    return story


def _opening(meta: dict[str, str], look: Look) -> list[Flowable]:
    if look.cover:
        return [Spacer(0, 1)]
    sender = ParagraphStyle(
        "sender", fontName="Helvetica-Bold", fontSize=13, leading=17, textColor=_color(look.accent)
    )
    unit = ParagraphStyle("unit", fontName="Helvetica", fontSize=9, leading=12)
    lines: list[Flowable] = [Paragraph(_inline(meta.get("sender", meta["issuer"])), sender)]
    if "unit" in meta:
        lines.append(Paragraph(_inline(meta["unit"]), unit))
    return [*lines, Spacer(0, 16)]


def _flowables(block: Block, after: Block | None, look: Look) -> list[Flowable]:
    match block.kind:
        case "heading":
            return _heading(block, after, look)
        case "item":
            ends = after is None or after.kind != "item"
            return [_item(block, look), *([Spacer(0, look.size * 0.4)] if ends else [])]
        case "table":
            return [_table(block, look), Spacer(0, 8)]
        case "toc":
            return [_contents(look)]
        case "page":
            return [PageBreak()]
    style = _text_style(look, indent=18 if block.kind == "quote" else 0)
    leads = block.text.endswith(":") and after is not None and after.kind in ("item", "quote")
    style.keepWithNext = leads
    return [Paragraph(_inline(block.text), style)]


def _heading(block: Block, after: Block | None, look: Look) -> list[Flowable]:
    # A heading kept together with a table would push the whole table to the next page.
    before_table = after is not None and after.kind == "table"
    size = {1: 1.7, 2: 1.3, 3: 1.08, 4: 1.0}[block.level] * look.size
    style = ParagraphStyle(
        f"h{block.level}",
        fontName="Helvetica-Bold" if look.body == "Helvetica" else look.bold,
        fontSize=size,
        leading=size * 1.25,
        spaceBefore=size * (0.9 if block.level > 1 else 0.4),
        spaceAfter=size * 0.35,
        textColor=_color(look.accent) if block.level < 3 else HexColor("#000000"),
        keepWithNext=0 if before_table else 1,
    )
    heading = Paragraph(_inline(block.text), style)
    if block.text != "Innhold":
        heading.__dict__["heading_level"] = block.level - 1
    if look.chapters and block.level == 1:
        return [PageBreak(), heading]
    return [CondPageBreak(110), heading] if before_table else [heading]


def _item(block: Block, look: Look) -> Paragraph:
    bullet = {0: "•", 1: "–"}.get(block.level, "–") if block.marker == "-" else block.marker
    left = 18 + 16 * block.level
    style = _text_style(look, indent=left)
    style.bulletIndent = left - (13 if block.marker == "-" else 16)
    style.bulletFontName, style.bulletFontSize = look.body, look.size
    style.spaceAfter = look.size * 0.25
    return Paragraph(_inline(block.text), style, bulletText=bullet)


def _text_style(look: Look, *, indent: float) -> ParagraphStyle:
    return ParagraphStyle(
        "text",
        fontName=look.body,
        fontSize=look.size,
        leading=look.leading,
        leftIndent=indent,
        spaceAfter=look.size * 0.55,
        allowWidows=0,
        allowOrphans=0,
    )


def _table(block: Block, look: Look) -> LongTable:
    width = look.page[0] - 2 * look.side
    weights = block.widths or (1.0,) * len(block.rows[0])
    columns = [width * weight / sum(weights) for weight in weights]
    figures = _figure_columns(block.rows)
    cells = [_row(row, look, figures, first=number == 0) for number, row in enumerate(block.rows)]
    lines = [("GRID", (0, 0), (-1, -1), 0.4, HexColor("#777777"))] if look.grid else _rules()
    style = TableStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("BACKGROUND", (0, 0), (-1, 0), HexColor("#e6ebf2")),
            ("LEFTPADDING", (0, 0), (-1, -1), 3),
            ("RIGHTPADDING", (0, 0), (-1, -1), 3),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
            *lines,
        ]
    )
    return LongTable(cells, colWidths=columns, repeatRows=1, style=style, spaceBefore=4)


def _rules() -> list[tuple[object, ...]]:
    return [
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, HexColor("#333333")),
        ("LINEBELOW", (0, 1), (-1, -1), 0.25, HexColor("#aaaaaa")),
    ]


def _figure_columns(rows: tuple[tuple[str, ...], ...]) -> set[int]:
    """The columns of figures only, which are set to the right; the first column holds codes and names."""
    columns = range(1, len(rows[0]))
    return {column for column in columns if all(FIGURE.fullmatch(row[column]) for row in rows[1:])}


def _row(row: tuple[str, ...], look: Look, figures: set[int], *, first: bool) -> list[Paragraph]:
    face = "Helvetica-Bold" if first else "Helvetica"
    size, leading = look.table_size, look.table_size * 1.25
    left = ParagraphStyle("cell", fontName=face, fontSize=size, leading=leading)
    right = ParagraphStyle("figure", parent=left, alignment=2)
    return [Paragraph(_inline(text), right if n in figures else left) for n, text in enumerate(row)]


def _contents(look: Look) -> TableOfContents:
    contents = TableOfContents(dotsMinLevel=0)
    contents.levelStyles = [
        ParagraphStyle("toc0", fontName=look.bold, fontSize=10, leading=12.4, spaceBefore=2.5),
        ParagraphStyle("toc1", fontName=look.body, fontSize=9.5, leading=11.2, leftIndent=14),
        ParagraphStyle("toc2", fontName=look.body, fontSize=9.5, leading=13, leftIndent=28),
    ]
    return contents


def _inline(text: str) -> str:
    """The text as ReportLab's own small XML."""
    marked = escape(_divisible(text)).replace("\n", "<br/>")
    marked = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", marked)
    marked = re.sub(r"\*(.+?)\*", r"<i>\1</i>", marked)
    return NOTE_MARK.sub(r'<super size="65%">\1</super><onDraw name="footnote" label="\1"/>', marked)


def _divisible(text: str) -> str:
    for word in DIVIDED:
        text = re.sub(f"(?i){word.replace('|', '')}", _with_hyphens(word), text)
    return text


def _with_hyphens(word: str) -> Callable[[re.Match[str]], str]:
    cuts = [part for part in word.split("|")]

    def divided(found: re.Match[str]) -> str:
        parts, start = [], 0
        for cut in cuts:
            parts.append(found[0][start : start + len(cut)])
            start += len(cut)
        return SOFT_HYPHEN.join(parts)

    return divided


def _color(value: str) -> Color:
    return HexColor(value)
