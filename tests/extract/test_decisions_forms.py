"""The patterns in the data files: each row's examples hold."""

import pytest

from loftespor.extract.data_file import read_data
from loftespor.extract.minutes_forms import ELSEWHERE, FROM_HEADING, ITEM, OPENINGS, SAME, body_before, read_date
from loftespor.extract.resolutions import RESOLUTIONS, VOTES, resolved
from loftespor.extract.votes import find_votes

MINUTES = read_data("minutes.toml")
OUTCOMES = read_data("outcomes.toml")
BODIES = read_data("bodies.toml")


def examples(table: list[dict[str, object]]) -> list[tuple[str, str]]:
    rows = [(str(row["id"]), row["examples"]) for row in table]
    return [(name, str(words)) for name, all_words in rows for words in all_words]  # type: ignore[attr-defined] # TOML


@pytest.mark.parametrize(("name", "words"), examples(MINUTES["opening"]))
def test_an_opening_is_found_where_its_own_text_begins(name: str, words: str) -> None:
    opening = next(row for row in OPENINGS if row.id == name)
    text = words.replace("|", "")
    match = opening.pattern.search(text)
    assert match is not None
    assert (match.start() if opening.keep else match.end()) == words.index("|")
    assert not opening.of or body_before(text, match.start()) is not None


@pytest.mark.parametrize(("name", "words"), examples(OUTCOMES["vote"]))
def test_a_vote_is_read_with_its_outcome(name: str, words: str) -> None:
    votes = find_votes(words, 0, len(words))
    expected = next(row.outcome for row in VOTES if row.id == name)
    assert [vote.outcome for vote in votes] == [expected]


@pytest.mark.parametrize(("name", "words"), examples(OUTCOMES["resolution"]))
def test_a_resolution_is_read_by_its_own_row(name: str, words: str) -> None:
    found = resolved(words)
    assert found is not None
    assert found.id == name


@pytest.mark.parametrize("row", [*VOTES, *RESOLUTIONS], ids=lambda row: row.id)
def test_every_outcome_has_a_sentence_for_the_report(row: object) -> None:
    assert getattr(row, "sentence", "").endswith(".")


@pytest.mark.parametrize(("name", "words"), examples(BODIES["body"]))
def test_a_body_is_found_before_an_anchor(name: str, words: str) -> None:
    text = f"til orientering. {words} behandlet saken"
    body = body_before(text, text.index(" behandlet"))
    assert name
    assert body is not None
    assert body.name == words


def test_other_examples_hold() -> None:
    assert all(ELSEWHERE.search(words) for words in MINUTES["elsewhere"]["examples"])
    assert all(ITEM.match(words) for words in MINUTES["item"]["examples"])
    assert all(SAME.match(words) for words in MINUTES["same"]["examples"])
    for words in MINUTES["from_heading"]["examples"]:
        match = FROM_HEADING.match(words.replace("|", ""))
        assert match is not None
        assert match.end() == words.index("|")


@pytest.mark.parametrize(
    ("words", "iso"),
    [("1.2.2024", "2024-02-01"), ("01.02.24", "2024-02-01"), ("12. mars 2025", "2025-03-12"), ("31.02.2024", None)],
)
def test_dates(words: str, iso: str | None) -> None:
    found = read_date(words)
    assert (found.isoformat() if found else None) == iso


# What must never be read as adopted.
@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("Informasjonen tas til orientering Skriftlige orienteringer • Brev om skoler", "noted"),
        ("Fjordvik kommunestyre tar «Rapport 2024: Veien videre» til orientering.", "noted"),
        ("Representantforslaget avvises på bakgrunn av byrådets svar.", "answered"),
        ("Representantforslag fra Kari Nes (A) om skolemat oversendes byrådet for videre utredning.", "referred"),
        ("Saken om vern av Nesvika utsettes.", "postponed"),
        ("Forslaget vedlegges protokollen.", "shelved"),
        ("Kari Nes fra Etat for park deltok i møtet og orienterte om saken.", "noted"),
    ],
)
def test_resolutions_that_adopt_nothing(words: str, outcome: str) -> None:
    found = resolved(words)
    assert found is not None
    assert found.outcome == outcome


@pytest.mark.parametrize(
    "words",
    [
        "Bystyret ber byrådet ta ordningen til orientering for skolene og legge frem en plan.",
        "Forslag til forskrift om tidlig jakt vedtas. Forskriften oversendes fylket for fastsettelse.",
        "Representantforslaget avvises.",
        "Vedtatt plan oversendes Statsforvalteren for godkjenning.",
    ],
)
def test_resolutions_that_are_plain_adoptions(words: str) -> None:
    assert resolved(words) is None
