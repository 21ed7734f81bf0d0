import dataclasses

import pytest
from sqlite_utils import Database

from loftespor.reports.language import Language
from loftespor.reports.line import LAST_SEEN, NO_STATION, TO_THE_END, draw_line, line_note, stop_key, stop_words
from loftespor.reports.material import Item, Stop, load_material
from loftespor.reports.summary import summarise
from loftespor.reports.surroundings import read_text

NB = Language("nb")


@pytest.fixture
def item(db: Database) -> Item:
    return load_material(db).items[0]


@pytest.mark.parametrize(
    ("stations", "stopped_at", "states", "key", "note"),
    [
        pytest.param(
            "moved=moved adopted=rejected", "adopted",
            "passed ahead ahead refused ahead ahead ahead", "adopted", "",
            id="voted down",
        ),
        pytest.param(
            "moved=moved adopted=adopted", "adopted",
            "passed ahead ahead last ahead ahead ahead", "after-adopted", LAST_SEEN,
            id="adopted and not heard of since: nobody stopped it",
        ),
        pytest.param(
            "adopted=adopted begun=in_progress done=dropped", "done",
            "ahead ahead ahead passed ahead passed refused", "done", "",
            id="begun and dropped",
        ),
        pytest.param(
            "adopted=rejected done=dropped", "adopted",
            "ahead ahead ahead refused ahead ahead fell", "adopted", "",
            id="voted down, and what there was before ended too",
        ),
        pytest.param("", "moved", "refused ahead ahead ahead ahead ahead ahead", "moved", "", id="never moved"),
        pytest.param(
            "adopted=adopted done=implemented", None,
            "ahead ahead ahead passed ahead ahead passed", "none", TO_THE_END,
            id="done",
        ),
        pytest.param("", None, "ahead ahead ahead ahead ahead ahead ahead", "none", NO_STATION, id="nothing found"),
    ],
)  # fmt: skip
def test_a_line(item: Item, stations: str, stopped_at: str | None, states: str, key: str, note: str) -> None:
    pairs = [pair.split("=") for pair in stations.split()]
    stops = tuple(Stop(station, value, None, None, None) for station, value in pairs)
    drawn = dataclasses.replace(item, stations=stops, stopped_at=stopped_at)
    assert [stop.state for stop in draw_line(drawn, NB)] == states.split()
    assert stop_key(drawn, NB) == key
    assert line_note(drawn, NB) == note


@pytest.mark.parametrize(
    ("key", "words"), [("adopted", "vedtaket"), ("after-adopted", "sist sett: vedtatt"), ("none", "")]
)
def test_a_stop_in_words(key: str, words: str) -> None:
    assert stop_words(key, NB) == words


def test_figures_add_nothing_together(db: Database) -> None:
    summary = summarise(load_material(db), NB)
    funding = summary.axis("funding")
    assert [(t.value, t.count, t.assessed) for t in funding.tallies] == [
        ("funded", 1, 3), ("partly_funded", 1, 3), ("no_evidence", 1, 3),
    ]  # fmt: skip
    assert funding.not_assessed == 5
    assert [t.count for t in summary.voted_down] == [1, 1, 0, 0]
    assert summary.headlines[0] == ("must_check", 1)
    assert sum(count for _, count in summary.headlines) == summary.commitments == 8


def test_stations_of_all_commitments(db: Database) -> None:
    stations = {s.station: s for s in summarise(load_material(db), NB).stations}
    assert (stations["adopted"].reached, stations["adopted"].refused, stations["adopted"].last) == (1, 1, 0)


def test_a_quote_and_its_surroundings_are_the_text_of_the_document(db: Database) -> None:
    text = db.execute("SELECT text FROM documents WHERE id = 'program'").fetchone()[0]
    start = text.index("gratis skolemat")
    around = read_text(db, "program").around(start, start + len("gratis skolemat"))
    assert around is not None
    assert (around.before, around.after) == ("Innføre ", " i alle grunnskoler.")
    assert [block.text[:7] for block in (*around.above, *around.below)] == ["Ansette", "Åpne et", "Slik vi", "Klima"]


def test_a_quote_over_two_blocks_ends_in_the_second(db: Database) -> None:
    text = db.execute("SELECT text FROM documents WHERE id = 'program'").fetchone()[0]
    start, end = text.index("i alle grunnskoler"), text.index(" gjøre hverdagen")
    around = read_text(db, "program").around(start, end)
    assert around is not None
    assert around.after == " gjøre hverdagen lettere for familiene."


def test_a_place_outside_the_text_has_no_surroundings(db: Database) -> None:
    assert read_text(db, "program").around(99_999, 100_001) is None
