"""What is right, of another kind, missed or found in vain; where it stands; and how it is counted."""

from pathlib import Path
from typing import Any

import pytest
from rapidfuzz import fuzz

from loftespor.evaluation.cases import Case
from loftespor.evaluation.counts import Counts
from loftespor.evaluation.matching import match, nearest, normalise
from loftespor.evaluation.tables import text_of
from tests.evaluation.builders import PASSAGES, evaluated, line


@pytest.mark.parametrize(
    ("gold", "found", "pairs"),
    [
        pytest.param(["Bygge skoler."], ["bygge skoler"], {0: 0}, id="case and marks do not count"),
        pytest.param(["a-b c"], ["a b  c"], {0: 0}, id="a hyphen parts as a space does"),
        pytest.param(["bygge skoler"], ["rive skoler"], {}, id="less than 90 alike"),
        pytest.param(["bygge ny skole i år"], ["bygge ny skole i Å", "bygge ny skole i år"], {0: 1}, id="best first"),
        pytest.param(["bygge skoler", "bygge skoler"], ["bygge skoler"], {1: 0}, id="one to one"),
        pytest.param([], ["bygge"], {}, id="nothing to find"),
        pytest.param(["bygge"], [], {}, id="nothing found"),
    ],
)
def test_match(gold: list[str], found: list[str], pairs: dict[int, int]) -> None:
    assert {place: partner for place, (partner, _) in match(gold, found).items()} == pairs


def test_what_is_nearest() -> None:
    assert nearest("bygge skoler", ["rive alt", "bygge skole"]) == (1, fuzz.ratio("bygge skoler", "bygge skole"))
    assert nearest("bygge skoler", []) is None
    assert nearest("xyz", ["qw"]) is None
    assert normalise(" Bygge  2 000\nboliger! ") == "bygge 2 000 boliger"


def results(cases: tuple[Case, ...]) -> list[tuple[str, str]]:
    return [(case.result, case.subject.text) for case in cases]


FALSE = ("false", "<b>åpne</b> biblioteket hver søndag")
FALSE_SENTENCE = ("false", "Lærerne skal få tid til hver elev.")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        pytest.param(line(*PASSAGES[0]), ("right", PASSAGES[0][0]), id="right"),
        pytest.param(line(PASSAGES[0][0], kind=None), ("right", PASSAGES[0][0]), id="nobody said which kind"),
        pytest.param(line(PASSAGES[0][0], kind="demand"), ("kind", PASSAGES[0][0]), id="another kind"),
        pytest.param(line("Elevene venter.", "sentence"), ("missed", "Elevene venter."), id="missed"),
        pytest.param(line(PASSAGES[0][0], required=False), None, id="a borderline that is found is no case"),
        pytest.param(line("Elevene venter.", required=False), None, id="nor is one that is missed"),
    ],
)
def test_a_passage_is_judged(tmp_path: Path, row: dict[str, Any], expected: tuple[str, str] | None) -> None:
    others = [line(*passage) for passage in PASSAGES if passage[0] != row["text"]]
    said = results(evaluated(tmp_path, [row, *others]).cases)
    assert [one for one in said if one[1] == row["text"]] == ([expected] if expected else [])
    assert said[-2:] == [FALSE, FALSE_SENTENCE]


def test_equal_passages_have_ids_of_their_own_and_ids_last(tmp_path: Path) -> None:
    rows = [line("Elevene venter."), line("Elevene venter!"), *(line(*passage) for passage in PASSAGES)]
    first, second = evaluated(tmp_path, rows).cases, evaluated(tmp_path, rows[::-1]).cases
    assert len({case.id for case in first}) == len(first) == 7
    assert {case.id for case in first} == {case.id for case in second}


def test_a_case_knows_its_surroundings(tmp_path: Path) -> None:
    evaluation = evaluated(tmp_path, [line("kommunen bygge en ny skole i Solia", "sentence")])
    missed = next(case for case in evaluation.cases if case.result == "missed")
    place = evaluation.places.place(missed)
    assert place is not None
    assert place.said == "kommunen bygge en ny skole i Sollia", "the stretch that is most like the reader's words"
    assert place.before.endswith("og skolene er fulle. Derfor må ")
    assert place.after == ". Elevene venter."
    assert (place.page, place.section, place.language) == (1, ("Oppvekst",), "nb")
    assert missed.found is not None, "the sentence is the nearest that was found"
    assert missed.found.text == PASSAGES[2][0]
    assert missed.ratio is not None
    assert 70 < missed.ratio < 90


def test_words_that_the_document_does_not_have_have_no_place(tmp_path: Path) -> None:
    evaluation = evaluated(tmp_path, [line("zzz qqq xxx")])
    [missed] = [case for case in evaluation.cases if case.result == "missed"]
    assert evaluation.places.place(missed) is None
    assert evaluation.places.language(missed) == "nb"


def test_groups_sum_up_to_the_whole(tmp_path: Path) -> None:
    rows = [line(*PASSAGES[0]), line(PASSAGES[2][0], "sentence", "pledge"), line("Elevene venter.", "sentence", None)]
    evaluation = evaluated(tmp_path, rows)
    counts = {(row.by, row.group): row.counts for row in evaluation.rows}
    assert counts["all", "all"] == Counts(2, 3, 1)
    for by in ("form", "kind", "language", "document"):
        assert sum((c for (of, _), c in counts.items() if of == by), Counts(0, 0, 0)) == Counts(2, 3, 1), by
    assert counts["form", "list"] == Counts(1, 2, 0)
    assert counts["kind", "not said"] == Counts(0, 0, 1)
    assert counts["rule", "lead-in: vil"] == Counts(1, 2, 0), "what is missed was found by no rule"
    whole = evaluation.rows[0]
    assert (whole.kind_right, whole.kind_judged) == (1, 2)


def test_the_table_has_at_most_100_columns_and_cuts_no_name(tmp_path: Path) -> None:
    evaluation = evaluated(tmp_path, [line(*passage) for passage in PASSAGES])
    lines = list(text_of(evaluation.rows))
    assert max(map(len, lines)) <= 100
    assert lines[0] == "gold.jsonl: shares in per cent, with 95 % intervals"
    assert lines[2].split()[:5] == ["all", "3", "2", "0", "60.0"]
    assert lines[-1] == "kind right among the found: 3 of 3: 100.0 (43.9–100.0)"


def test_documents_that_are_not_there_are_named_and_do_not_count(tmp_path: Path) -> None:
    evaluation = evaluated(tmp_path, [line(*PASSAGES[0]), {**line("bygge"), "doc": "borte.pdf"}])
    assert evaluation.absent == ("borte",)
    assert evaluation.rows[0].counts.missed == 0
