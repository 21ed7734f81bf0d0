"""What the papers of a case make of a proposal's points, from the texts to the statuses."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from loftespor.corpus.linking import link
from loftespor.corpus.reading import ingest
from loftespor.corpus.runs import start_run
from loftespor.corpus.schema import open_database
from loftespor.corpus.steps import extract_new
from loftespor.ingest import find_inputs
from loftespor.rules.assess import assess

TODAY = date(2026, 3, 1)
TITLE = "Representantforslag fra Ida Moen (V) om tryggere skoleveier i Solvik"
ROAD = "Bystyret ber byrådet bygge gangvei mellom Solvik skole og Moen"
LIGHT = "Bystyret ber byrådet sette opp gatelys langs Fjordgata"
BUS = "Bystyret ber byrådet utrede skolebuss for elevene i Nordbygda"
MOVED = f"1. {ROAD}. 2. {LIGHT}. 3. {BUS}."
DISMISSED = "Representantforslaget avvises med bakgrunn i byrådets svar."
COMMITTEE = f"Utvalg for trafikk behandlet saken i møtet 05.03.2025 sak 9/25 og avga følgende innstilling: {DISMISSED} "
OTHER = "Kari Nes (A) fremsatte på vegne av A følgende alternative forslag: "
FELL = "Votering: Alternativt forslag fra A, fremsatt av Kari Nes (A), fikk 9 stemmer (A), og var dermed falt. "


def council(resolved: str, treated: str = "", votes: str = "Votering: Innstillingen ble vedtatt enstemmig. ") -> str:
    return (
        f"Fjordvik bystyre behandlet saken i møtet 12.03.2025 sak 41/25 og fattet følgende vedtak: {resolved} "
        f"Fjordvik bystyres behandling {treated}{votes}{COMMITTEE}Forslagsstillers forslag til vedtak: {MOVED}"
    )


def in_committee(treated: str, votes: str) -> str:
    return (
        f"{COMMITTEE}Utvalg for trafikks behandling {treated}Votering: {votes} "
        f"Forslagsstillers forslag til vedtak: {MOVED}"
    )


def paper(id: str, title: str, text: str) -> dict[str, str]:
    return {"dokument_id": id, "tittel": title, "tekst": f"{title} {text}"}


def decisions(folder: Path, papers: Iterable[dict[str, str]]) -> dict[str, tuple[str, str]]:
    """The decision of each point of the proposal's own paper, with the words that are quoted."""
    return {row["text"].rstrip("."): (row["decision"], quotes(row["evidence"])) for row in assessed(folder, papers)}


def assessed(folder: Path, papers: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """The points of the proposal's own paper with their statuses."""
    file = folder / "saker.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in papers), encoding="utf-8")
    (folder / "corpus.toml").write_text('municipality = "Fjordvik"\n', encoding="utf-8")
    db = open_database(folder / "corpus.db")
    run = start_run(db, command="test", today=TODAY, inputs=())
    read = list(ingest(db, find_inputs([folder]), run=run, jobs=1))
    for step in (extract_new(db, run=run, jobs=1), link(db, run=run), assess(db, today=TODAY, run=run)):
        assert list(step)
    assert read
    query = (
        "SELECT c.text, s.decision, s.funding, s.evidence FROM statuses s JOIN documents d ON d.id = s.document "
        "JOIN commitments c ON c.id = s.commitment AND c.document = s.document WHERE d.name = 'forslag1.txt'"
    )
    rows = list(db.query(query))
    db.close()
    return rows


def quotes(evidence: str) -> str:
    return " … ".join(row["quote"] for row in json.loads(evidence) if row["axis"] == "decision")


PROPOSAL = paper("forslag1", TITLE, f"Fjordvik, 3. februar 2025. Forslag til vedtak: {MOVED}")
MINUTES = f"Saksprotokoll Bystyret, 12032025, Sak 41/25, {TITLE}"
BEFORE = f"Saksprotokoll UTR, 05032025, Sak 9/25, {TITLE}"

CASES = [
    (council(DISMISSED), ("answered", "answered", "answered"), "only the dismissal disposed of the points"),
    (council("Bystyret avviser representantforslaget på bakgrunn av byrådets svar."),
     ("answered", "answered", "answered"), "the council itself dismisses"),
    (council(DISMISSED, f"{OTHER}{ROAD}, og at arbeidet skal starte i 2026. ", FELL),
     ("rejected", "answered", "answered"), "one point was moved again with more, and fell"),
    (council(DISMISSED, f"{OTHER}1. {ROAD}. 2. {LIGHT} og ved skolen. Det kan vurderes senere. ", FELL),
     ("rejected", "rejected", "answered"), "a sentence that follows changes nothing in what fell"),
    (council(f"{LIGHT}, og utover dette følge opp intensjonen i byrådets svar."), ("rejected", "adopted", "rejected"),
     "one point was resolved, and more"),
    (council("Bystyret ber byrådet legge til rette for gangvei mellom Solvik skole og Moen."),
     ("partly_adopted", "rejected", "rejected"), "an effort instead of a result"),
    (council("Bystyret ber byrådet bygge gangvei mellom Nordbygda skole og Moen."),
     ("rejected", "rejected", "rejected"), "another road"),
    (council("Bystyret ber byrådet utrede gangvei mellom Solvik skole og Moen."), ("rejected", "rejected", "rejected"),
     "to look into a thing is not to do it"),
    (council("Det skal ikke bygges gangvei mellom Solvik skole og Moen."), ("rejected", "rejected", "rejected"),
     "the opposite of what was asked for"),
]  # fmt: skip


@pytest.mark.parametrize(("minutes", "expected", "why"), CASES, ids=[case[2] for case in CASES])
def test_what_the_council_made_of_the_points(minutes: str, expected: tuple[str, ...], why: str, tmp_path: Path) -> None:
    found = decisions(tmp_path, [PROPOSAL, paper("vedtaket", MINUTES, minutes)])
    assert tuple(found[point][0] for point in (ROAD, LIGHT, BUS)) == expected, why


def test_a_changed_form_is_quoted_in_the_words_that_were_adopted(tmp_path: Path) -> None:
    adopted = "Bystyret ber byrådet legge til rette for gangvei mellom Solvik skole og Moen."
    found = decisions(tmp_path, [PROPOSAL, paper("vedtaket", MINUTES, council(adopted))])
    assert adopted in found[ROAD][1]


def test_a_committee_that_recommends_decides_nothing(tmp_path: Path) -> None:
    votes = "Alternativt forslag fra A, fremsatt av Kari Nes (A), ble tiltrådt med 9 stemmer (A, H)."
    committee = in_committee(f"{OTHER}{ROAD}. ", votes).replace(DISMISSED, f"{ROAD}.", 1)
    found = decisions(tmp_path, [PROPOSAL, paper("innstill", BEFORE, committee)])
    assert {found[point][0] for point in (ROAD, LIGHT, BUS)} == {"no_evidence"}


def test_a_body_that_is_heard_decides_nothing(tmp_path: Path) -> None:
    said = f"Fjordvik eldreråd behandlet saken i møtet 04.03.2025 sak 6/25 og fattet følgende vedtak: {ROAD}."
    found = decisions(
        tmp_path, [PROPOSAL, paper("eldrerad", f"Saksprotokoll Eldrerådet, 04032025, Sak 6/25, {TITLE}", said)]
    )
    assert {found[point][0] for point in (ROAD, LIGHT, BUS)} == {"no_evidence"}


def test_what_a_committee_voted_down_is_answered_where_the_council_only_dismissed(tmp_path: Path) -> None:
    committee = in_committee("", "Forslagsstillers forslag punkt 1-3 fikk 3 stemmer (V).")
    papers = [PROPOSAL, paper("innstill", BEFORE, committee), paper("vedtaket", MINUTES, council(DISMISSED))]
    assert {found[0] for found in decisions(tmp_path, papers).values()} == {"answered"}


def test_equal_words_in_another_case_decide_nothing(tmp_path: Path) -> None:
    other = "Representantforslag fra Ola Vik (H) om gatelys og vedlikehold i sentrum"
    minutes = council(f"1. {ROAD}. 2. {LIGHT}.").replace("41/25", "77/25")
    found = decisions(
        tmp_path, [PROPOSAL, paper("vedtaket", f"Saksprotokoll Bystyret, 12032025, Sak 77/25, {other}", minutes)]
    )
    assert {found[point][0] for point in (ROAD, LIGHT, BUS)} == {"no_evidence"}


MONEY = "Bystyret ber byrådet om at det settes av midler til skolebuss i Nordbygda i neste budsjett"
NO_MONEY = "Det er ikke satt av midler til skolebuss i Nordbygda i budsjettet."
ANSWER = "Byrådens svar. Vår referanse: 2025/12-3. Dato: 20. februar 2025. "


@pytest.mark.parametrize(
    ("title", "said", "expected", "why"),
    [
        (f"Svar på {TITLE}", f"Forslaget lyder: {MONEY}. Dato: 3. mars 2025.", "no_evidence", "the proposal once more"),
        (f"Svar på {TITLE}", NO_MONEY, "not_funded", "the answer in its case"),
        ("Svar på interpellasjon fra Ola Vik (H) om skolebuss i distriktene", NO_MONEY, "not_assessed", "another case"),
    ],
)  # fmt: skip
def test_what_papers_say_of_money(title: str, said: str, expected: str, why: str, tmp_path: Path) -> None:
    proposal = paper("forslag1", TITLE, f"Fjordvik, 3. februar 2025. Forslag til vedtak: {MONEY}.")
    found = {
        row["text"].rstrip("."): row["funding"]
        for row in assessed(tmp_path, [proposal, paper("svaret01", title, ANSWER + said)])
    }
    assert found[MONEY] == expected, why
