"""Lists as documents nobody tuned for set them: which items are commitments, over whole small documents."""

from dataclasses import replace

import pytest

from loftespor.extract.commitments import find_commitments
from loftespor.ingest.document import DocumentKind
from tests.extract.test_commitments import found_in, make_document

LEAD_INS: list[tuple[str, list[str], str]] = [
    ("# KrF går til valg på\n- Full barnehagedekning", ["Full barnehagedekning"], "a title without colon"),
    ("# Våre løfter til Fjordvik\n- Tannlege for alle", ["Tannlege for alle"], "a noun with its owner"),
    ("# Arbeiderpartiets ti viktigste saker\n- 500 nye boliger", ["500 nye boliger"], "a count and an owner"),
    ("Dette vil vi gjøre:\n- Åpne bekken", ["Åpne bekken"], "'this we will do'"),
    ("# Slik gjer vi det\n- Halvere prisen på buss", ["Halvere prisen på buss"], "Nynorsk, a heading"),
    ("Stem på oss hvis du vil ha:\n- åpne kirkedører", ["åpne kirkedører"], "an appeal to voters"),
    ("Difor går Fjordvik Venstre inn for:\n- ein ny symjehall", ["ein ny symjehall"], "a verb in two parts"),
    ("Bygdelista sine satsingsområde\n- Skule i kvar grend", ["Skule i kvar grend"], "'sine', no colon"),
    ("Derfor må politikerne:\n- åpne et ungdomshus", ["åpne et ungdomshus"], "who is to act"),
    ("Vi sier nei til:\n- motorvei gjennom marka", ["motorvei gjennom marka"], "what is refused"),
    ("Kravene våre er:\n- seks ukers ferie", ["seks ukers ferie"], "an owner behind the noun"),
    (
        "Vi viser til høringen og har følgende innspill:\n- Fristen bør være seks uker.",
        ["Fristen bør være seks uker."],
        "the subject before the first of two verbs",
    ),
    ("Partene er enige om å:\n- holde skatten uendret", ["holde skatten uendret"], "an agreement"),
    ("Formannskapet vedtok enstemmig:\n- Prisen fryses.", ["Prisen fryses."], "what a body decides"),
    ("Oppfølging:\n- Rutinene oppdateres i juni.\n- Avvikene er lukket.", ["Rutinene oppdateres i juni."], "no facts"),
    ("Departementet bes om å:\n- følge opp saken", ["følge opp saken"], "a passive request"),
]

DESCRIPTIONS: list[tuple[str, str]] = [
    ("Dette har vi fått til:\n- Byens første sykkelgate", "achievements"),
    ("# Høyres resultater\n- 300 nye boliger", "achievements below a heading"),
    ("Vi har:\n- 40 000 medlemmer", "what somebody has"),
    ("I dag finnes det:\n- tre kaier", "what there is"),
    ("Eksisterende tiltak:\n- Natteravner i sentrum", "measures already taken"),
    ("Alternativ 1:\n- Filialen legges ned.", "an alternative that is weighed"),
    ("Følgende kriterier legges til grunn:\n- reisetid for elevene", "criteria"),
    ("Hvorfor er dette viktig?\n- Mange venter lenge.", "an answer to a question"),
    ("Kommuneplanen stiller følgende krav:\n- Byggene skal ha takterrasse.", "what a plan in force demands"),
    ("Jeg ber byråden svare på:\n- Hvor lang er køen?", "questions"),
    ("Vi vil ha svar på:\n- Hvor lang er køen?", "questions below a lead-in"),
    ("Forslaget drøftes. Anbefaling 2: «Styret bør møtes.»", "a quote of somebody else's recommendation"),
    ("Rådets mål er\n- en by uten støy", "a lead-in that no row knows, without colon"),
]

STRUCTURE: list[tuple[str, list[str], str]] = [
    (
        "# Plan\n## Tiltak 1: Opprette et barnehus\nKommunen har ikke noe.\n## Tiltak 2: Dette er gjennomført",
        ["Opprette et barnehus"],
        "a heading with a label of its own; a remark behind one",
    ),
    ("Tiltak 1.1 Bygge gangfelt ved Moen", ["Bygge gangfelt ved Moen"], "a label without separator"),
    (
        "Tiltak 1 Bygge flytekai Tiltak 2 Kjøpe ismaskin Ansvar: Havna",
        ["Bygge flytekai", "Kjøpe ismaskin"],
        "labels in one paragraph, and a field behind the last",
    ),
    ("Tiltak 3: Bygge kai 12 Tiltak 4: Rive brua 14", ["Rive brua 14"], "lines of a table of contents"),
    (
        "Vi foreslår to grep:\n1. Flytt rådhuset\nRådhuset ligger langt unna.\n2. Åpne kaia\nKaia er stengt.",
        ["Flytt rådhuset", "Åpne kaia"],
        "titles with their explanations below",
    ),
    ("Tiltak:\n1.1 Bygge bro 1.2 Rive mur", ["Bygge bro", "Rive mur"], "decimal numbers in a paragraph"),
    (
        "Venstre vil:\n- bygge ut. Dette gjelder:\n-- sykehjem\n-- skoler\n- åpne kaia\n-- Stillingene lyses ut i mai",
        ["bygge ut. Dette gjelder:", "åpne kaia", "Stillingene lyses ut i mai"],
        "nested items that detail, and one that says what is done",
    ),
    (
        "Venstre vil:\n- bygge vei\nFigur 2: Kart over veien\n- Gode gangfelt som alle ser",
        ["bygge vei", "Gode gangfelt som alle ser"],
        "a caption does not interrupt",
    ),
    (
        "Bygdelista vil:\nInnføre gratis buss\nBelønne lag som tar inn lærlinger\nBussen er dyr i dag.",
        ["Innføre gratis buss", "Belønne lag som tar inn lærlinger"],
        "items without markers",
    ),
    (
        "# Helse\n- Styrke legevakten.\n- Statlig finansiering av hjelpen.\n- Gebyr skal fjernes.\n- Et godt bredbånd.",
        ["Styrke legevakten.", "Statlig finansiering av hjelpen.", "Gebyr skal fjernes.", "Et godt bredbånd."],
        "a programme's list below a heading alone, most of whose items ask",
    ),
    ("# Styret\n- Kari Nes, leder\n- Ola Bø, kasserer\n- Per Lie, vara", [], "a list whose items ask for nothing"),
    ("# Program\n## Vi skal sikre\n- flere leger", ["flere leger"], "a heading that leads in is none of its own"),
    ("Vi vil ikke\n- selge boligene", ["selge boligene"], "nor is a paragraph"),
]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*row[:-1], id=row[-1]) for row in LEAD_INS])
def test_lead_ins(text: str, expected: list[str]) -> None:
    assert found_in(text, kind="plan")[0] == expected


@pytest.mark.parametrize("text", [pytest.param(row[0], id=row[1]) for row in DESCRIPTIONS])
def test_lists_that_describe(text: str) -> None:
    assert found_in(text, kind="consultation_response")[0] == []


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*row[:-1], id=row[-1]) for row in STRUCTURE])
def test_structure(text: str, expected: list[str]) -> None:
    assert found_in(text)[0] == expected


@pytest.mark.parametrize(("kind", "count"), [("plan", 1), ("annual_report", 0)])
def test_reports_tell_what_became_of_a_label(kind: DocumentKind, count: int) -> None:
    assert len(found_in("Tiltak 3: Bygge kai", kind=kind)[0]) == count


def test_a_title_of_nouns_leads_into_lists_only_where_their_items_ask() -> None:
    text = "# Innspill til ny ruslov\nVi er en stiftelse.\n## Bakgrunn\n- to hus\n## Lova\n- Flere leger\n- to hus"
    assert found_in(text, kind="consultation_response")[0] == []
    text = "# Innspill til ny ruslov\nVi er en stiftelse.\n- Flere leger\n- to hus"
    assert found_in(text, kind="consultation_response")[0] == ["Flere leger"]


def test_a_box_beside_the_text_does_not_end_a_list() -> None:
    document = make_document("Venstre vil:\n- bygge vei\n# Fakta\n- tre kaier\n- Gode gangfelt for alle")
    blocks = tuple(replace(block, aside=block.number in (2, 3)) for block in document.blocks)
    boxed = replace(document, blocks=blocks)
    found = [boxed.text[c.start : c.end] for c in find_commitments(boxed)]
    assert found == ["bygge vei", "Gode gangfelt for alle"]
