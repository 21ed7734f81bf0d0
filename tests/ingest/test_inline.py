"""Lines of pieces: links keep their words and know their place, note marks are taken out."""

import pytest

from loftespor.ingest.drafts import Draft, assemble
from loftespor.ingest.inline import Piece, line_of_pieces
from loftespor.ingest.joining import join_lines
from loftespor.ingest.language import read_languages

PLAN, LAW = "https://by.example/plan", "https://lov.example/5"


@pytest.mark.parametrize(
    ("pieces", "text", "links", "marks"),
    [
        ((Piece("Se "), Piece("planen", PLAN), Piece(".")), "Se planen.", [("planen", PLAN)], []),
        # white space belongs to neither side of a link, and one space is enough
        ((Piece("Se "), Piece(" planen ", PLAN), Piece(" nå")), "Se planen nå", [("planen", PLAN)], []),
        # a link whose words change their type half way is one link
        ((Piece("en ", PLAN), Piece("ny", PLAN), Piece(" plan", PLAN)), "en ny plan", [("en ny plan", PLAN)], []),
        ((Piece("plan", PLAN), Piece(" "), Piece("lov", LAW)), "plan lov", [("plan", PLAN), ("lov", LAW)], []),
        # an address that is no web or mail address leads nowhere
        ((Piece("kjør", "javascript:alert(1)"), Piece(" nå", "#her")), "kjør nå", [], []),
        ((Piece("by"), Piece("3", is_mark=True), Piece(" og")), "by og", [], [("3", 2)]),
        ((Piece(""), Piece("  "), Piece("byen\tvil\n"), Piece("  ")), "byen vil", [], []),
        # what is taken out leaves neither words nor spaces
        ((Piece("•", removed="marker"), Piece(" by"), Piece(" a", removed="running"), Piece(" nå")), "by nå", [], []),
        ((Piece("sam\u00ad"), Piece("arbeid\u200b")), "samarbeid", [], []),
    ],
)  # fmt: skip
def test_line_of_pieces(
    pieces: tuple[Piece, ...], text: str, links: list[tuple[str, str]], marks: list[tuple[str, int]]
) -> None:
    line = line_of_pieces(pieces)
    assert line.text == text
    assert [(line.text[a.start : a.end], a.address) for a in line.anchors] == links
    assert [(t.original, t.at) for t in line.taken if t.kind == "note_mark"] == marks


def marked(words: str, mark: str, page: int = 1) -> Draft:
    return Draft("paragraph", (line_of_pieces((Piece(words), Piece(mark, is_mark=True)), page=page),))


def note(words: str, mark: str, page: int = 1) -> Draft:
    return Draft("footnote", (line_of_pieces((Piece(words),), page=page),), mark)


@pytest.mark.parametrize(
    ("drafts", "bound"),
    [
        # each chapter counts anew
        ([marked("en", "1"), marked("to", "2"), marked("tre", "1"), *map(note, "ABC", "121")], "ABC"),
        # a mark that stands twice, and one whose note is missing
        ([marked("en", "1"), marked("igjen", "1"), marked("to", "3"), note("A", "1"), note("B", "2")], "AA-"),
        # of several pages the next one on or after its own
        ([marked("en", "*", 2), marked("to", "*", 9), note("A", "*", 1), note("B", "*", 3), note("C", "*", 4)], "B-"),
        # so far behind it is another's
        ([marked("en", "1", 2), marked("to", "1", 3), note("A", "1", 2), note("B", "1", 40), note("C", "1", 41)], "A-"),
        # the only note of a number is meant wherever it stands
        ([marked("en", "7", 2), marked("to", "7", 9), note("A", "7", 4)], "AA"),
        # as many notes as marks, but not in their order
        ([marked("en", "1", 1), marked("to", "1", 5), note("A", "1", 2), note("B", "1", 3)], "A-"),
        ([marked("en", "1,2"), note("A", "1"), note("B", "2")], "AB"),
    ],
)  # fmt: skip
def test_marks_are_bound_to_their_notes(drafts: list[Draft], bound: str) -> None:
    made = assemble(drafts, languages=read_languages())
    found = [made.blocks[n.block] if n.block is not None else None for b in made.blocks for n in b.notes]
    assert "".join(made.text[b.start : b.end] if b else "-" for b in found) == bound


def test_many_notes_of_one_mark_are_bound_soon() -> None:
    drafts = [marked("a", "1") for _ in range(30_000)] + [note("b", "1") for _ in range(20_000)]
    assert assemble(drafts, languages=read_languages()).blocks[0].notes[0].block == 30_000


def test_links_move_with_what_is_cut_out_and_stand_in_the_document() -> None:
    first = line_of_pieces((Piece("• Følge "), Piece("hoved-", PLAN)))
    second = line_of_pieces((Piece("planen", PLAN), Piece(" og "), Piece("alt", LAW)))
    lines = join_lines([first.cut(0, 2, "marker"), second.cut(10, 13, "unknown")])
    made = assemble([Draft("list_item", lines)], languages=read_languages())
    assert made.text == "Følge hovedplanen og"
    assert [(made.text[h.start : h.end], h.address) for h in made.hyperlinks] == [("hoved", PLAN), ("planen", PLAN)]
