"""Passages: which documents give them, one for each sentence and value."""

from datetime import date

import pytest

from loftespor.extract.passages import find_passages
from loftespor.ingest.document import Block, BlockKind, Document, DocumentKind

OPENED = "Svømmehallen ble åpnet i mai."


def paper(
    *texts: str, kind: DocumentKind | None = "annual_report", title: str | None = None, block: BlockKind = "paragraph"
) -> Document:
    text, blocks = "", []
    for number, part in enumerate(texts):
        blocks.append(Block(number, block, len(text), len(text) + len(part), 1))
        text += part + "\n"
    return Document(
        "r.txt", "r.txt", "r", text, 1, "", "test", blocks=tuple(blocks), kind=kind, title=title, date=date(2025, 3, 1)
    )


def test_passage_is_the_sentence_with_its_value_and_date() -> None:
    document = paper(f"Året var travelt. {OPENED} Takk til alle.")
    (passage,) = find_passages(document)
    assert document.text[passage.start : passage.end] == OPENED
    assert (passage.axis, passage.value, passage.rule) == ("implementation", "implemented", "opened")
    assert passage.date == date(2025, 3, 1)


def test_one_passage_for_each_value() -> None:
    document = paper("Hallen er åpnet og tatt i bruk, mens kafeen er satt på vent fordi det ikke er satt av midler.")
    assert [(p.axis, p.value) for p in find_passages(document)] == [
        ("implementation", "implemented"),
        ("implementation", "stalled"),
        ("funding", "not_funded"),
    ]


@pytest.mark.parametrize("kind", ["annual_report", "answer", "accounts", "case_paper", "memo", "plan", "proposal"])
def test_kinds_that_give_passages(kind: DocumentKind) -> None:
    assert len(find_passages(paper(OPENED, kind=kind))) == 1


@pytest.mark.parametrize("kind", ["minutes", "agenda", "programme", "resolution", "followup", "speech", "law"])
def test_kinds_that_give_none(kind: DocumentKind) -> None:
    assert find_passages(paper(OPENED, kind=kind, title="Rapport")) == ()


@pytest.mark.parametrize(
    ("title", "found"),
    [("Statusrapport 2024", 1), ("Årsmelding", 1), ("Oppfølging av planen", 1), ("Valgprogram", 0), (None, 0)],
)
def test_unknown_kind_must_call_itself_a_report(title: str | None, found: int) -> None:
    assert len(find_passages(paper(OPENED, kind=None, title=title))) == found


@pytest.mark.parametrize(
    ("text", "kind", "values", "reason"),
    [
        ("Saken skal legges fram i juni.", "annual_report", ["planned"], "a report tells what is coming"),
        ("Saken skal legges fram i juni.", "plan", [], "a plan says what it wants itself"),
        ("Det planlegges en ny hall.", "plan", ["planned"], "but what is planned is planned"),
        ("Saken følges opp.", "annual_report", [], "too little to go by"),
        ("Er svømmehallen åpnet?", "annual_report", [], "a question"),
        ("Det er ikke satt av midler til hallen.", "budget", ["not_funded"], "what a budget has no money for"),
        ("Hallen ble åpnet i mai.", "budget", [], "a budget reports nothing"),
        ("Det settes av 4 millioner kroner til hallen.", "budget", [], "that is a budget line"),
    ],
)
def test_what_counts_depends_on_the_kind(text: str, kind: DocumentKind, values: list[str], reason: str) -> None:
    assert [passage.value for passage in find_passages(paper(text, kind=kind))] == values, reason


def test_headings_give_none() -> None:
    assert find_passages(paper(OPENED, block="heading")) == ()


def test_cells_of_a_table_give_passages() -> None:
    text = f"Svømmehall | {OPENED}"
    cells = ((0, 10), (13, len(text)))
    block = Block(0, "table_row", 0, len(text), 1, cells=cells)
    document = Document("r", "r", "r", text, 1, "", "test", blocks=(block,), kind="annual_report")
    (passage,) = find_passages(document)
    assert (passage.start, passage.end) == cells[1]
