"""Budget lines from blocks made by hand: columns, stages, units, chapters and posts, sentences with amounts."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from loftespor.extract.budget_lines import find_budget_lines
from loftespor.extract.budget_numbers import read_amount, stated_unit
from loftespor.extract.records import BudgetLine
from loftespor.ingest import read_file
from loftespor.ingest.document import Block, BlockKind, Document, DocumentKind, Removed

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
HEAD = ("Kode", "Tjeneste", "Regnskap 2023", "Budsjett 2024", "Budsjett 2025", "2026")
ROW = ("2310", "Leirskole", "3 900", "4 000", "4 400", "4 500")
ADOPTED = "Vedtatt av kommunestyret 12. desember 2024. Alle beløp er i 1000 kr."


class Paper:
    """Builds a document from lines of text and rows of tables."""

    def __init__(self) -> None:
        self.text = ""
        self.blocks: list[Block] = []

    def line(
        self, text: str, kind: BlockKind = "paragraph", section: tuple[str, ...] = (), marker: str = ""
    ) -> "Paper":
        start = len(self.text)
        block = Block(len(self.blocks), kind, start, start + len(text), 1, section=section, marker=marker or None)
        self.blocks.append(block)
        self.text += text + "\n"
        return self

    def table(self, *rows: Sequence[str], section: tuple[str, ...] = ()) -> "Paper":
        parent = len(self.blocks)
        self.blocks.append(Block(parent, "table", len(self.text), len(self.text), 1, section=section))
        for row in rows:
            start = len(self.text)
            cells: list[tuple[int, int]] = []
            for cell in row:
                self.text += " | " if cells else ""
                cells.append((len(self.text), len(self.text) + len(cell)))
                self.text += cell
            block = Block(
                len(self.blocks),
                "table_row",
                start,
                len(self.text),
                1,
                parent=parent,
                section=section,
                cells=tuple(cells),
            )
            self.blocks.append(block)
            self.text += "\n"
        return self

    def document(
        self, kind: DocumentKind | None = "budget", title: str | None = "Budsjett 2025", running: str = ""
    ) -> Document:
        removed = (Removed("running", running, 0, 1),) if running else ()
        return Document(
            "b.pdf", "b.pdf", "b", self.text, 1, "", "test",
            blocks=tuple(self.blocks), removed=removed, kind=kind, title=title, issuer="Granli kommune",
            date=date(2024, 11, 1),
        )  # fmt: skip


def by_year(lines: Sequence[BudgetLine]) -> dict[int | None, tuple[str, int, int | None]]:
    return {line.year: (line.stage, line.amount, line.previous) for line in lines}


def test_columns_give_stage_year_and_the_year_before() -> None:
    lines = find_budget_lines(Paper().line(ADOPTED).table(HEAD, ROW).document())
    assert {(line.service, line.name, line.unit, line.owner) for line in lines} == {
        ("2310", "Leirskole", "1000 kr", "Granli kommune")
    }
    assert by_year(lines) == {
        2023: ("accounts", 3_900_000, None),
        2024: ("adopted", 4_000_000, 3_900_000),
        2025: ("adopted", 4_400_000, 4_000_000),
        2026: ("plan", 4_500_000, 4_400_000),
    }


def test_span_is_the_row() -> None:
    document = Paper().line(ADOPTED).table(HEAD, ROW).document()
    assert {document.text[line.start : line.end] for line in find_budget_lines(document)} == {" | ".join(ROW)}


@pytest.mark.parametrize(
    ("front", "title", "kind", "stage", "reason"),
    [
        (ADOPTED, "Budsjett 2025", "budget", "adopted", "the document says that it was adopted"),
        ("Beløp i 1000 kr.", "Budsjett 2025", "budget", "proposed", "only a vote adopts a budget"),
        (ADOPTED, "Byrådets forslag til budsjett 2025", "budget", "proposed", "the title says proposal"),
        (ADOPTED, "Tilleggsinnstilling til budsjett 2025", "budget", "proposed", "a supplementary proposal"),
        (ADOPTED, "Alternativt budsjett 2025", "alternative_budget", "alternative", "by its kind"),
    ],
)
def test_stage_of_the_documents_own_year(front: str, title: str, kind: DocumentKind, stage: str, reason: str) -> None:
    head, row = ("Kode", "Tjeneste", "Budsjett 2025"), ("2310", "Leirskole", "4 400")
    (line,) = find_budget_lines(Paper().line(front).table(head, row).document(kind, title))
    assert line.stage == stage, reason


@pytest.mark.parametrize(
    ("head", "stage"),
    [
        ("Regnskap 2025", "accounts"),
        ("Revidert budsjett 2025", "revised"),
        ("Vedtatt budsjett 2025", "adopted"),
        ("Forslag 2025", "proposed"),
        ("Økonomiplan 2025", "plan"),
        ("Vårt forslag 2025", "alternative"),
        ("2024", "adopted"),
        ("2027", "plan"),
    ],
)
def test_words_of_a_column_give_its_stage(head: str, stage: str) -> None:
    table = Paper().table(("Kode", "Tjeneste", head), ("2310", "Leirskole", "4 400"))
    (line,) = find_budget_lines(table.document(title="Forslag til budsjett 2025"))
    assert line.stage == stage


@pytest.mark.parametrize(
    ("statement", "head", "amount"),
    [
        ("Alle beløp er i 1000 kr.", "Budsjett 2025", 4_400_000),
        ("Tall i 1 000 kroner", "Budsjett 2025", 4_400_000),
        ("Beløp i hele kroner", "Budsjett 2025", 4_400),
        ("Tall i mill. kr", "Budsjett 2025", 4_400_000_000),
        ("Alle beløp er i 1000 kr.", "Budsjett 2025 (mill. kr)", 4_400_000_000),
        ("Budsjettet er vedtatt.", "Budsjett 2025", 4_400),
    ],
)
def test_unit_from_the_head_else_from_the_text_before(statement: str, head: str, amount: int) -> None:
    table = Paper().line(statement).line("1 Skole", "heading")
    (line,) = find_budget_lines(table.table(("Tjeneste", head), ("Leirskole", "4 400")).document())
    assert line.amount == amount


def test_sums_headings_and_dashes_are_no_lines() -> None:
    rows = (("", "Sum skole", "9 000", "9 500"), ("", "Nye tiltak", "", ""), ("2311", "Leksehjelp", "–", "–"))
    head = ("Kode", "Tiltak", "Budsjett 2024", "Budsjett 2025")
    assert find_budget_lines(Paper().table(head, *rows).document()) == ()


def test_what_ends_is_a_line_of_nothing() -> None:
    head = ("Kode", "Tiltak", "Budsjett 2024", "Budsjett 2025")
    lines = find_budget_lines(Paper().table(head, ("2311", "Leksehjelp", "900", "–")).document())
    assert by_year(lines) == {2024: ("adopted", 900, None), 2025: ("proposed", 0, 900)}


def test_name_that_goes_on_in_the_next_row() -> None:
    head = ("Kode", "Tiltak", "Budsjett 2025")
    rows = (("2311", "Leksehjelp for elever i", "900"), ("", "videregående skole", ""), ("", "Nye tiltak", ""))
    (line,) = find_budget_lines(Paper().table(head, *rows).document())
    assert line.name == "Leksehjelp for elever i videregående skole"


def test_head_over_two_rows() -> None:
    rows = (
        ("Tiltak", "Regnskap", "Budsjett", "Økonomiplan"),
        ("", "2023", "2025", "2026"),
        ("Leirskole", "1", "2", "3"),
    )
    lines = find_budget_lines(Paper().table(*rows).document())
    assert by_year(lines) == {2023: ("accounts", 1, None), 2025: ("proposed", 2, 1), 2026: ("plan", 3, 2)}


def test_table_that_goes_on_without_its_head() -> None:
    paper = Paper().table(HEAD, ROW).table(("2311", "Leksehjelp", "1", "2", "3", "4"))
    assert {line.name for line in find_budget_lines(paper.document())} == {"Leirskole", "Leksehjelp"}


@pytest.mark.parametrize(
    ("head", "section", "kind"),
    [
        ("Tiltak", ("1 Skole",), "operations"),
        ("Prosjekt", (), "investment"),
        ("Tiltak", ("4 Investeringer",), "investment"),
    ],
)
def test_operations_and_investments(head: str, section: tuple[str, ...], kind: str) -> None:
    (line,) = find_budget_lines(Paper().table((head, "Budsjett 2025"), ("Ny skole", "9"), section=section).document())
    assert line.kind == kind


@pytest.mark.parametrize(
    ("front", "head"), [("Beløpene viser endring fra byrådets forslag.", "2025"), ("Beløp i kroner.", "Endring 2025")]
)
def test_changes_are_marked(front: str, head: str) -> None:
    (line,) = find_budget_lines(Paper().line(front).table(("Tiltak", head), ("Leirskole", "–1 200")).document())
    assert (line.rule, line.amount, line.previous) == ("table_change", -1200, None)


@pytest.mark.parametrize("kind", ["annual_report", "plan", "case_paper", None])
def test_other_documents_need_a_budget_word_in_the_head(kind: DocumentKind | None) -> None:
    figures = Paper().table(("Måltall", "Mål 2025", "2026"), ("Lærlinger", "250", "254"))
    assert find_budget_lines(figures.document(kind)) == ()
    assert len(find_budget_lines(Paper().table(("Tiltak", "Budsjett 2025"), ("Leirskole", "9")).document(kind))) == 1


@pytest.mark.parametrize("kind", ["minutes", "programme", "followup", "resolution"])
def test_these_documents_have_no_budget_lines(kind: DocumentKind) -> None:
    assert find_budget_lines(Paper().table(HEAD, ROW).document(kind)) == ()


STATE = (
    ("Kap.", "Post", "", "Kroner", "Kroner"),
    ("61", "", "Granlirådet:", "", ""),
    ("", "1", "Driftsutgifter", "16 234 000", ""),
    ("", "45", "Større utstyr, kan overføres", "2 500 000", "18 734 000"),
    ("", "", "Sum Granlirådet", "", "18 734 000"),
    ("1062", "", "Kystvakten:", "", ""),
    ("", "70", "Tilskudd til brygger, kan nyttes under post 1", "300 000", "300 000"),
)


def test_state_budget_goes_by_chapter_and_post() -> None:
    lines = find_budget_lines(Paper().table(*STATE).document(title="Statsbudsjettet 2026"))
    assert [(line.chapter, line.post, line.name, line.service, line.amount, line.kind) for line in lines] == [
        ("61", "1", "Driftsutgifter", "Granlirådet", 16_234_000, "operations"),
        ("61", "45", "Større utstyr", "Granlirådet", 2_500_000, "investment"),
        ("1062", "70", "Tilskudd til brygger", "Kystvakten", 300_000, None),
    ]
    assert {(line.stage, line.year, line.unit) for line in lines} == {("proposed", 2026, "kr")}


def test_state_budget_whose_head_was_running_matter() -> None:
    document = Paper().table(*STATE[1:]).document(title=None, running="Kap. Post Kroner Kroner Statsbudsjettet 2026")
    lines = find_budget_lines(document)
    assert len(lines) == 3
    assert {line.year for line in lines} == {2026}


def test_state_budget_with_chapter_outside_the_table_and_name_over_two_rows() -> None:
    paper = Paper().table(STATE[0]).line("Kystvakten:", marker="1062.")
    rows = (("1 Driftsutgifter,", ""), ("kan overføres", "12 000"), ("70 Brygger", "300"))
    lines = find_budget_lines(paper.table(*rows).document())
    assert [(line.chapter, line.post, line.name, line.amount) for line in lines] == [
        ("1062", "1", "Driftsutgifter", 12_000),
        ("1062", "70", "Brygger", 300),
    ]


@pytest.mark.parametrize(
    ("head", "rows", "expected", "reason"),
    [
        (
            ("kap_nr", "kap_navn", "post_nr", "upost_nr", "post_navn", "GB"),
            (("61", "Granlirådet", "1", "2", "Drift", "16"), ("1062", "Kystvakten", "0045", "", "Brygger", "1 200")),
            [("61", "1", "Drift", "Granlirådet", 16), ("1062", "45", "Brygger", "Kystvakten", 1200)],
            "names of columns as a register gives them; leading zeros are not part of a number",
        ),
        (
            ("Kap. nr", "Postnr.", "Posttekst", "Saldert budsjett 2025"),
            (("61", "", "Granlirådet", ""), ("", "1", "Drift", "16"), ("", "", "Sum", "16")),
            [("61", "1", "Drift", "Granlirådet", 16)],
            "the chapter stands on a row of its own",
        ),
    ],
)
def test_state_budget_in_columns(
    head: tuple[str, ...], rows: tuple[tuple[str, ...], ...], expected: list[tuple[object, ...]], reason: str
) -> None:
    lines = find_budget_lines(Paper().table(head, *rows).document(kind=None, title="Saldert budsjett 2025"))
    assert [(x.chapter, x.post, x.name, x.service, x.amount) for x in lines] == expected, reason
    assert {(line.stage, line.year) for line in lines} == {("adopted", 2025)}


def test_recipients_below_their_service() -> None:
    head = (
        "Tjeneste-id",
        "Tjenestebeskrivelse",
        "Tilskuddsmottaker",
        "Forslag 2025",
        "Vedtatt budsjett 2024",
        "Endring",
    )
    rows = (("23130", "Kulturtilskudd", "Granli korps", "5", "4", "1"), ("", "", "Granli kor", "6", "6", "0"))
    paper = Paper().table(head, *rows).table(("", "", "Granli ballett", "7", "7", "0"))
    lines = [line for line in find_budget_lines(paper.document(title="Forslag til budsjett 2025")) if line.year == 2025]
    assert [(line.service, line.name, line.amount) for line in lines] == [
        ("23130", "Granli korps", 5),
        ("23130", "Granli kor", 6),
        (None, "Granli ballett", 7),
    ]


@pytest.mark.parametrize(
    ("name", "stage", "year"),
    [
        ("saldert_budsjett_2025.xlsx", "adopted", 2025),
        ("budsjettforslag-2026.csv", "proposed", 2026),
        ("tall 2025 og 2026.csv", "proposed", None),
    ],
)
def test_file_name_where_there_is_no_title(name: str, stage: str, year: int | None) -> None:
    rows = (("Kap.nr", "Post", "Beløp"), ("61", "1", "16"))
    document = replace(Paper().table(*rows).document(title=None), name=name, date=None)
    assert {(line.stage, line.year) for line in find_budget_lines(document)} == {(stage, year)}


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.exists(), reason="the evaluation data is not beside the checkout")
@pytest.mark.parametrize(
    ("name", "lines", "total"),
    [
        ("gul_bok_2025.xlsx", 1761, 5_767_664_841_000),
        ("saldert_budsjett_2025.xlsx", 1608, 6_228_992_883_000),
    ],
)
def test_lines_of_a_workbook_add_up_to_its_column(name: str, lines: int, total: int) -> None:
    found = find_budget_lines(read_file(SHARED / "budget" / name))
    assert (len(found), sum(line.amount for line in found)) == (lines, total)


@pytest.mark.parametrize(
    ("text", "name", "amount"),
    [
        ("Det settes av 4 mill. kroner til leirskole.", "leirskole", 4_000_000),
        ("Kommunestyret bevilger 250 000 kroner i 2026 til flygel, slik at alle øver.", "flygel", 250_000),
        ("Tilskuddet til korpsene reduseres med 1,5 millioner kroner.", "Tilskuddet til korpsene", -1_500_000),
    ],
)  # fmt: skip
def test_sentence_that_sets_money_aside(text: str, name: str, amount: int) -> None:
    document = Paper().line(f"Innledning. {text}").document()
    (line,) = find_budget_lines(document)
    assert (line.name, line.amount, line.rule) == (name, amount, "text_amount")
    assert document.text[line.start : line.end] == text


@pytest.mark.parametrize(
    "text",
    [
        "Driftsbudsjettet er på 9,6 milliarder kroner.",
        "Det settes av 4 mill. kroner til leirskole og 2 mill. kroner til lån.",
        "Det settes av tid til leirskole.",
    ],
)
def test_sentence_that_is_no_line(text: str) -> None:
    assert find_budget_lines(Paper().line(text).document()) == ()


@pytest.mark.parametrize(
    ("item", "section", "name", "amount"),
    [
        ("3,6 millioner kroner mer til leirskole, slik at alle kan dra", "Skole", "leirskole", 3_600_000),
        ("skatt på hytter, beregnet til 48 millioner kroner", "Inndekning", "skatt på hytter", -48_000_000),
        ("leirskole: 2 millioner kroner", "Skole", "leirskole", 2_000_000),
        ("2 millioner kroner mer til leirskole, til sammen 9 millioner kroner", "Skole", "leirskole", 2_000_000),
    ],
)  # fmt: skip
def test_items_of_an_alternative_budget(item: str, section: str, name: str, amount: int) -> None:
    (line,) = find_budget_lines(Paper().line(item, "list_item", (section,)).document("alternative_budget"))
    assert (line.name, line.amount, line.stage, line.year) == (name, amount, "alternative", 2025)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1 812 600", "1812600"),
        ("1.812.600", "1812600"),
        ("–1 200", "-1200"),
        ("− 1 200", "-1200"),
        ("(1 200)", "-1200"),
        ("+2 500", "2500"),
        ("28,5", "28.5"),
        ("–", "0"),
        ("100 %", None),
        ("Sum", None),
        ("", None),
        ("12 34", None),
    ],
)
def test_read_amount(text: str, number: str | None) -> None:
    assert read_amount(text) == (Decimal(number) if number else None)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Tall i 1000 kroner", "1000 kr"),
        ("Beløp i hele tusen", "1000 kr"),
        ("(mill. kr)", "mill. kr"),
        ("i millioner kroner", "mill. kr"),
        ("Beløp i hele kroner", "kr"),
        ("Vi bruker 1000 kroner på kake.", None),
        ("først i 1000 kr, så i millioner kroner", "mill. kr"),
    ],
)
def test_stated_unit(text: str, unit: str | None) -> None:
    assert stated_unit(text) == unit


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the evaluation data does not lie beside the checkout")
def test_real_pages_of_a_state_budget() -> None:
    document = read_file(SHARED / "budget" / "gul_bok_2026_pages_87_106.pdf")
    found = {(line.chapter, line.post, line.amount) for line in find_budget_lines(document)}
    lines = (SHARED / "gold" / "budget_lines.jsonl").read_text(encoding="utf-8").splitlines()
    gold = {(str(line["chapter"]), str(line["post"]), line["amount"]) for line in map(json.loads, lines)}
    assert len(found & gold) >= 0.98 * len(gold)
    assert len(found - gold) <= 2
