"""Set a source as a PDF, with the standard fonts and always the same bytes."""

from __future__ import annotations

import re
from io import BytesIO

from reportlab.lib.colors import HexColor
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

from examples.inline import to_xml
from examples.markup import Block, Source
from examples.pages import LOOKS, Look, Pages

FIGURE = re.compile(r"\**([+–-]?[\d ]+(,\d+)?( ?%)?|–)\**")


def render(source: Source) -> bytes:
    """The PDF of the source. It is set twice, because each page names the number of pages."""
    _, total = _set(source, total=0)
    data, _ = _set(source, total=total)
    return data


def _set(source: Source, *, total: int) -> tuple[bytes, int]:
    look, meta, out = LOOKS[source.meta["style"]], source.meta, BytesIO()
    document = BaseDocTemplate(
        out, pagesize=look.page, title=meta["title"], author=meta["issuer"], lang="nb-NO", invariant=1
    )
    pages = Pages(source, look, total, document)
    document.addPageTemplates(PageTemplate("page", [_frame(look)], onPage=pages.begin, onPageEnd=pages.end))
    document.afterFlowable = pages.after
    document.multiBuild(_story(source, look), canvasmaker=_canvas)
    return out.getvalue(), int(document.page)


def _canvas(*args: object, **options: object) -> Canvas:
    """A canvas without compression: the bytes must not depend on the zlib in use."""
    options.update(invariant=1, pageCompression=0)
    return Canvas(*args, **options)


def _frame(look: Look) -> Frame:
    width, height = look.page[0] - 2 * look.side, look.page[1] - look.top - look.bottom
    return Frame(look.side, look.bottom, width, height, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)


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
        "sender", fontName="Helvetica-Bold", fontSize=13, leading=17, textColor=HexColor(look.accent)
    )
    unit = ParagraphStyle("unit", fontName="Helvetica", fontSize=9, leading=12)
    lines: list[Flowable] = [Paragraph(to_xml(meta.get("sender", meta["issuer"])), sender)]
    if "unit" in meta:
        lines.append(Paragraph(to_xml(meta["unit"]), unit))
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
    return [Paragraph(to_xml(block.text), style)]


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
        textColor=HexColor(look.accent) if block.level < 3 else HexColor("#000000"),
        keepWithNext=0 if before_table else 1,
    )
    heading = Paragraph(to_xml(block.text), style)
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
    style.spaceAfter, style.allowWidows, style.allowOrphans = look.size * 0.25, 1, 1
    return Paragraph(to_xml(block.text), style, bulletText=bullet)


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
    return [Paragraph(to_xml(text), right if n in figures else left) for n, text in enumerate(row)]


def _contents(look: Look) -> TableOfContents:
    contents = TableOfContents(dotsMinLevel=0)
    contents.levelStyles = [
        ParagraphStyle("toc0", fontName=look.bold, fontSize=10, leading=12.4, spaceBefore=2.5),
        ParagraphStyle("toc1", fontName=look.body, fontSize=9.5, leading=11.2, leftIndent=14),
    ]
    return contents
