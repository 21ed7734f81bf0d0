"""Follow-up lists from blocks made by hand: columns, rows over pages, points, dated notes, contradictions."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from loftespor.extract.follow_ups import case_of, clean_title, find_follow_ups, split_points
from loftespor.extract.records import FollowUp
from loftespor.ingest import read_file
from loftespor.ingest.document import Block, Document, DocumentKind

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
HEADER = ("Utvalg", "Møte", "Sakstittel", "Vedtak", "Status", "Merknader")
BODY = "Plan- og miljøutvalget (01.10.2023 - 30.09.2027)"
TITLE = "Saksprotokoll PMU sak 17/24, Ny lekeplass ved Granli, 12.03.2024"


def listed(*rows: Sequence[str], kind: DocumentKind | None = "followup", pages: Sequence[int] = ()) -> Document:
    """A document with one table of these rows."""
    text, blocks = "", [Block(0, "table", 0, 0, 1)]
    for number, row in enumerate(rows, start=1):
        start = len(text)
        cells: list[tuple[int, int]] = []
        for cell in row:
            text += " | " if cells else ""
            cells.append((len(text), len(text) + len(cell)))
            text += cell
        page = pages[number - 1] if pages else 1
        blocks.append(Block(number, "table_row", start, len(text), page, parent=0, cells=tuple(cells)))
        text += "\n"
    return Document("liste.pdf", "liste.pdf", "liste", text, 1, "", "test", blocks=tuple(blocks), kind=kind)


def row(*, decision: str = "Det bygges en lekeplass.", status: str = "", note: str = "") -> tuple[str, ...]:
    return BODY, "12.03.2024", TITLE, decision, status, note


def only(*, decision: str = "Det bygges en lekeplass.", status: str = "", note: str = "") -> FollowUp:
    (found,) = find_follow_ups(listed(HEADER, row(decision=decision, status=status, note=note)))
    return found


def test_columns_are_known_by_their_heads() -> None:
    document = listed(HEADER, row(status="Avsluttet", note="Lekeplassen er åpnet."))
    (found,) = find_follow_ups(document)
    assert (found.case, found.title) == ("PMU 17/24", "Ny lekeplass ved Granli")
    assert (found.body, found.meeting_date) == ("Plan- og miljøutvalget", date(2024, 3, 12))
    assert (found.status, found.note) == ("Avsluttet", "Lekeplassen er åpnet.")
    assert document.text[found.start : found.end] == " | ".join(row(status="Avsluttet", note="Lekeplassen er åpnet."))


def test_body_and_date_may_share_a_column() -> None:
    header = ("Saksnr.", "Sakstittel", "Utvalg og møte", "Vedtak", "Status", "Merknader")
    (found,) = find_follow_ups(listed(header, ("17/24", "Ny lekeplass", "Kommunestyret 12.03.2024", "Vedtas.", "", "")))
    assert (found.case, found.body, found.meeting_date) == ("17/24", "Kommunestyret", date(2024, 3, 12))


def test_columns_go_on_in_a_table_without_a_header() -> None:
    first = listed(HEADER, row(note="Lekeplassen er åpnet."))
    other = Block(9, "table_row", first.blocks[2].start, first.blocks[2].end, 2, parent=8, cells=first.blocks[2].cells)
    document = Document("a", "a", "a", first.text, 2, "", "test", blocks=(*first.blocks, other), kind="followup")
    assert len(find_follow_ups(document)) == 2


def test_row_that_runs_on_over_a_page_is_one_row() -> None:
    document = listed(
        HEADER,
        row(decision="1. Lekeplassen bygges i", note="05.01.2024: Saken er satt på vent. 03.05.2024: Lekeplassen"),
        HEADER,
        ("", "", "", "2024. 2. Plassen får lys.", "", "er under bygging."),
        pages=(1, 1, 2, 2),
    )
    (found,) = find_follow_ups(document)
    assert found.points == ("1. Lekeplassen bygges i 2024.", "2. Plassen får lys.")
    assert [note.date for note in found.dated_notes] == [date(2024, 1, 5), date(2024, 5, 3), date(2024, 5, 3)]


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        (("Kode", "Tjeneste", "Budsjett 2024", "2025", "2026", "2027"), "followup"),
        (("Navn", "Sak", "Parti", "Vara", "Møtt", "Merknad til"), "followup"),
        (("Saksnr", "Møte", "Sak", "Saksbehandler", "Vara", "Merknad"), "minutes"),
    ],
)
def test_other_tables_and_documents_give_no_rows(header: Sequence[str], kind: DocumentKind) -> None:
    assert find_follow_ups(listed(header, row(note="Lekeplassen er åpnet."), kind=kind)) == ()


@pytest.mark.parametrize("kind", [None, "programme", "annual_report"])
def test_list_in_another_document_is_known_by_its_head(kind: DocumentKind | None) -> None:
    assert len(find_follow_ups(listed(HEADER, row(), kind=kind))) == 1


@pytest.mark.parametrize(
    ("status", "note", "implementation", "conflicting", "reason"),
    [
        ("", "", "no_evidence", False, "nothing is said"),
        ("", "Lekeplassen er åpnet.", "implemented", False, "the note says it"),
        ("Under behandling", "Forskriften er trådt i kraft.", "implemented", True, "word and note disagree"),
        ("Under behandling", "Arbeidet pågår.", "in_progress", False, "both open"),
        ("Under behandling", "Saken er avsluttet. Bosetting pågår i år.", "in_progress", True, "closed and open"),
        ("Avsluttet", "Lekeplassen er åpnet.", "implemented", False, "both closed"),
        ("Avsluttet", "Arbeidet pågår fortsatt.", "in_progress", True, "closed, yet going on"),
        ("Avsluttet", "Lekeplassen skal bygges neste år.", "planned", True, "closed, yet only planned"),
        ("Avsluttet", "", "no_evidence", False, "a closed file is no playground"),
        ("Gjennomført", "", "implemented", False, "the list's own word says it"),
        ("Gjennomført", "Saken følges opp.", "implemented", False, "a weak note gives way"),
        ("Under arbeid", "", "in_progress", False, "the list's own word says it"),
        ("", "Saken er ferdig behandlet i utvalget, med vedtak.", "no_evidence", False, "treated is not done"),
        ("", "12.01.2022: Arbeidet er i gang. 27.09.2024: Lekeplassen er åpnet.", "implemented", False, "newest"),
        ("", "27.09.2024: Lekeplassen er åpnet. 12.01.2022: Arbeidet er i gang.", "implemented", False, "in any order"),
        ("", "12.01.2022: Lekeplassen er åpnet. 13.01.2024: Den er lagt ned.", "dropped", False, "and later ended"),
    ],
)  # fmt: skip
def test_status(status: str, note: str, implementation: str, conflicting: bool, reason: str) -> None:
    found = only(status=status, note=note)
    assert (found.implementation, found.conflicting) == (implementation, conflicting), reason


@pytest.mark.parametrize(
    ("decision", "note", "implementation", "reason"),
    [
        ("Rådmannen bes utrede en lekeplass.", "Utredningen er gjennomført.", "implemented", "the inquiry was it"),
        ("Det bygges en lekeplass.", "Utredningen er gjennomført.", "in_progress", "the inquiry is only a step"),
        ("Rådmannen bes utrede en lekeplass.", "Utredningen er gjennomført. Den skal evalueres og legges fram i mai.",
         "in_progress", "something is still open"),
        ("Utvalget ber om en sak om lekeplassen.", "Saken er lagt fram.", "implemented", "the case asked for"),
        ("Søknaden avslås.", "Brev sendt til søker.", "implemented", "a refusal is done when it is told"),
        ("Søknaden innvilges.", "Brev sendt til søker.", "in_progress", "a grant is not"),
        ("1. Avtalen godkjennes. 2. Rådmannen bes kartlegge støyen.", "Avtalen er inngått.", "partly_implemented",
         "the other point is not spoken of"),
        ("1. Saken tas til orientering. 2. Rådmannen bes kartlegge støyen.", "Punkt 2 er ivaretatt.", "implemented",
         "the point is named"),
    ],
)  # fmt: skip
def test_what_was_asked_for_decides_what_counts(decision: str, note: str, implementation: str, reason: str) -> None:
    assert only(decision=decision, note=note).implementation == implementation, reason


@pytest.mark.parametrize(
    ("decision", "note", "funding"),
    [
        ("Det bevilges 5 millioner kroner til lekeplassen.", "", "funded"),
        ("Tiltaket gjennomføres innenfor gjeldende ramme.", "", "within_frame"),
        ("Kostnaden søkes innarbeidet i økonomiplanen.", "", "proposed"),
        ("Det bevilges 5 millioner kroner.", "Det er ikke satt av midler til drift.", "not_funded"),
        ("Det bygges en lekeplass.", "", "no_evidence"),
    ],
)
def test_funding(decision: str, note: str, funding: str) -> None:
    assert only(decision=decision, note=note).funding == funding


def test_quote_is_the_sentence_that_says_it() -> None:
    document = listed(HEADER, row(note="05.03.2024: Det har tatt tid. Lekeplassen er åpnet. Takk til alle."))
    (found,) = find_follow_ups(document)
    assert found.quote is not None
    assert document.text[slice(*found.quote)] == "Lekeplassen er åpnet."


def test_quote_of_a_status_word_is_its_cell() -> None:
    document = listed(HEADER, row(status="Gjennomført"))
    (found,) = find_follow_ups(document)
    assert found.quote is not None
    assert document.text[slice(*found.quote)] == "Gjennomført"


def test_impossible_date_leaves_the_entry_undated() -> None:
    (note,) = only(note="31.02.2024: Lekeplassen er åpnet.").dated_notes
    assert (note.date, note.text) == (None, "Lekeplassen er åpnet.")


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("Lekeplassen bygges.", ("Lekeplassen bygges.",)),
        ("1. Plassen bygges. 2. Den får lys.", ("1. Plassen bygges.", "2. Den får lys.")),
        ("1.Plassen bygges. 2.Den får lys.", ("1.Plassen bygges.", "2.Den får lys.")),
        ("a) Plassen bygges. b) Den får lys.", ("a) Plassen bygges.", "b) Den får lys.")),
        ("Vi vedtar: 1) Plassen bygges. 2) Den får lys.", ("Vi vedtar:", "1) Plassen bygges.", "2) Den får lys.")),
        ("Ordningen gjelder fra 1. januar og 2. trinn.", ("Ordningen gjelder fra 1. januar og 2. trinn.",)),
        ("Plassen bygges i uke 8. Den får lys.", ("Plassen bygges i uke 8. Den får lys.",)),
        ("", ()),
    ],
)  # fmt: skip
def test_split_points(text: str, points: tuple[str, ...]) -> None:
    assert split_points(text) == points


@pytest.mark.parametrize(
    ("title", "case", "clean"),
    [
        (TITLE, "PMU 17/24", "Ny lekeplass ved Granli"),
        ("Ny lekeplass ved Granli", None, "Ny lekeplass ved Granli"),
        ("Saksframlegg sak 17/2024 Ny lekeplass", "17/2024", "Ny lekeplass"),
        ("Oppfølging av KST sak 14/24 om lekeplass", "KST 14/24", "Oppfølging av KST sak 14/24 om lekeplass"),
    ],
)
def test_case_and_title(title: str, case: str | None, clean: str) -> None:
    assert (case_of(title), clean_title(title)) == (case, clean)


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the evaluation data does not lie beside the checkout")
def test_real_lists_are_read_and_nothing_is_called_done_that_is_not() -> None:
    found: dict[tuple[str, str | None], FollowUp] = {}
    for path in sorted((SHARED / "evidence" / "followup").glob("*.pdf")):
        document = read_file(path)
        found |= {(path.name, row.case): row for row in find_follow_ups(document)}
        for row in find_follow_ups(document):
            assert row.quote is None or document.quote(*row.quote)
    lines = (SHARED / "gold" / "followup.jsonl").read_text(encoding="utf-8").splitlines()
    gold = [json.loads(line) for line in lines]
    assert {(line["doc"], line["case_no"]) for line in gold} <= set(found)
    false = [
        line["case_no"]
        for line in gold
        if found[line["doc"], line["case_no"]].implementation == "implemented"
        and line["implementation"] not in ("implemented", "partly_implemented")
    ]
    assert len(false) <= 1
