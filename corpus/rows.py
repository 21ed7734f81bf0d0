"""Between values and rows: dataclasses to JSON columns and back. Dicts live only here, at the database's edge."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, is_dataclass
from datetime import date
from typing import Any

from loftespor.ingest import Block, Box, Document, Fragment, Hyperlink, NoteMark, PageAccount, Removed

Row = dict[str, Any]


def to_json(value: object) -> str:
    """JSON text of a value: dataclasses as objects, dates as ISO."""
    return _ENCODER.encode(value)


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


_ENCODER = json.JSONEncoder(ensure_ascii=False, default=_plain, separators=(",", ":"))


def iso(value: date | None) -> str | None:
    """A date as ISO text."""
    return value.isoformat() if value else None


def from_iso(text: str | None) -> date | None:
    """A date from ISO text."""
    return date.fromisoformat(text) if text else None


def block_row(document: str, block: Block) -> Row:
    """The row of a block."""
    return {
        "document": document, "number": block.number, "kind": block.kind, "page": block.page, "start": block.start,
        "end": block.end, "level": block.level, "marker": block.marker, "parent": block.parent,
        "section": to_json(block.section), "fragments": to_json([_fragment_list(f) for f in block.fragments]),
        "cells": to_json(block.cells), "printed_page": block.printed_page, "line": block.line,
        "language": block.language, "notes": to_json(block.notes), "aside": int(block.aside),
    }  # fmt: skip


def block_from_row(row: Mapping[str, Any]) -> Block:
    """The block of a row."""
    return Block(
        number=row["number"], kind=row["kind"], start=row["start"], end=row["end"], page=row["page"],
        level=row["level"], marker=row["marker"], parent=row["parent"], section=tuple(json.loads(row["section"])),
        fragments=tuple(_fragment(f) for f in json.loads(row["fragments"])),
        printed_page=row["printed_page"], line=row["line"], language=row["language"],
        notes=tuple(NoteMark(**n) for n in json.loads(row["notes"])),
        cells=tuple((a, b) for a, b in json.loads(row["cells"])), aside=bool(row["aside"]),
    )  # fmt: skip


def _fragment_list(f: Fragment) -> list[object]:
    box = [round(v, 1) for v in (f.box.x0, f.box.y0, f.box.x1, f.box.y1)] if f.box else None
    return [f.start, f.end, f.page, box, f.line]


def _fragment(values: Sequence[Any]) -> Fragment:
    start, end, page, box, line = values
    return Fragment(start, end, page, Box(page, *box) if box else None, line)


def removed_row(document: str, removed: Removed) -> Row:
    """The row of something that was taken out of the text."""
    return {
        "document": document, "kind": removed.kind, "original": removed.original, "offset": removed.offset,
        "page": removed.page, "box": to_json(removed.box._asdict()) if removed.box else None, "put": removed.put,
    }  # fmt: skip


def document_row(id: str, document: Document) -> Row:
    """The row of a document, without its blocks."""
    return {
        "id": id, "work": document.work, "name": document.name, "path": document.path,
        "title": document.title, "kind": document.kind, "issuer": document.issuer, "date": iso(document.date),
        "period": document.period, "language": document.language, "case": document.case,
        "municipality": document.municipality, "url": document.url, "pages": document.pages,
        "sha256": document.sha256, "parser": document.parser, "warnings": to_json(document.warnings),
        "sources": to_json(document.sources), "text": document.text, "replaced_by": None,
    }  # fmt: skip


def removed_from_row(row: Mapping[str, Any]) -> Removed:
    """What a row says was taken out."""
    box = json.loads(row["box"]) if row["box"] else None
    return Removed(row["kind"], row["original"], row["offset"], row["page"], Box(**box) if box else None, row["put"])


def hyperlink_row(document: str, hyperlink: Hyperlink, *, page: int) -> Row:
    """The row of a link that stands on a page."""
    return {
        "document": document, "page": page, "start": hyperlink.start, "end": hyperlink.end,
        "address": hyperlink.address,
    }  # fmt: skip


def account_row(document: str, account: PageAccount) -> Row:
    """The row of a page's account."""
    return {
        "document": document, "page": account.page, "characters": account.characters, "in_text": account.in_text,
        "removed": to_json(account.removed), "recognised": int(account.recognised), "known": account.known,
        "picture": int(account.picture), "unread": account.unread,
    }  # fmt: skip


def account_from_row(row: Mapping[str, Any]) -> PageAccount:
    """The account of a row."""
    return PageAccount(
        row["page"], row["characters"], row["in_text"], json.loads(row["removed"]),
        recognised=bool(row["recognised"]), known=row["known"], picture=bool(row["picture"]), unread=row["unread"],
    )  # fmt: skip


def document_from_row(
    row: Mapping[str, Any], *, blocks: Iterable[Mapping[str, Any]], removed: Iterable[Mapping[str, Any]],
    hyperlinks: Iterable[Mapping[str, Any]], accounts: Iterable[Mapping[str, Any]],
) -> Document:  # fmt: skip
    """The document of a row, with the rows of what it holds, each in their order."""
    return Document(
        name=row["name"], path=row["path"], work=row["work"], text=row["text"], pages=row["pages"],
        sha256=row["sha256"], parser=row["parser"], blocks=tuple(map(block_from_row, blocks)),
        removed=tuple(map(removed_from_row, removed)), title=row["title"],
        kind=row["kind"], issuer=row["issuer"], date=from_iso(row["date"]), period=row["period"],
        language=row["language"], case=row["case"], municipality=row["municipality"], url=row["url"],
        warnings=tuple(json.loads(row["warnings"])), sources=json.loads(row["sources"]),
        hyperlinks=tuple(Hyperlink(link["start"], link["end"], link["address"]) for link in hyperlinks),
        accounts=tuple(map(account_from_row, accounts)),
    )  # fmt: skip
