"""A document's blocks as lines that can be read: '## 3 Tiltak', '• bygge', '  a. først', '| Post | Kroner'."""

from loftespor.ingest import Block, Document


def outline(document: Document) -> str:
    """A line for each block but tables: signs for its kind, level and marker, then its text.

    A paragraph below a list item is indented as what the item holds; '||' is a row of a table's head, and each of its
    rows has the texts of its columns; '^1' stands where the mark of a footnote stood that was found, '^1?' of one
    that was not.
    """
    return "\n".join(_line(document, block) for block in document.blocks if block.kind != "table")


def _line(document: Document, block: Block) -> str:
    text = _with_marks(document, block)
    marker = f"{block.marker} " if block.marker else ""
    if block.kind == "heading":
        return f"{'#' * (block.level or 0)} {marker}{text}"
    if block.kind == "list_item":
        assert (block.parent is None) or document.blocks[block.parent].kind == "list_item"
        return f"{'  ' * ((block.level or 0) - 1)}{marker or '_ '}{text}"
    if block.kind == "table_row":
        columns = " | ".join(document.text[start:end] for start, end in block.cells)
        return f"{'||' if block.level else '|'} {columns}"
    if block.kind == "footnote":
        return f"[{block.marker}] {text}"
    return text if block.parent is None else f"{'  ' * (document.blocks[block.parent].level or 0)}{text}"


def _with_marks(document: Document, block: Block) -> str:
    text = document.text[block.start : block.end]
    for note in reversed(block.notes):
        found = note.block is not None and document.blocks[note.block].marker == note.mark
        at = note.offset - block.start
        text = f"{text[:at]}^{note.mark}{'' if found else '?'}{text[at:]}"
    return text
