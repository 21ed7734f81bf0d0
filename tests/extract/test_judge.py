"""The judge of sentences: which clues a sentence gives, how weights add up, and which sentences are left to it."""

from pathlib import Path

import pytest

from loftespor.errors import RuleFileError
from loftespor.extract.commitments import find_commitments, read_commitments
from loftespor.extract.judge import Judge, judge_sentences, load_judge
from loftespor.extract.judge import judge as judge_module
from loftespor.extract.judge.judge import BIAS, KINDS
from loftespor.extract.judge.reading import read_sentences
from tests.extract.test_commitments import make_document

WEIGHTS = tuple(float(kind == "demand") for kind in KINDS)
CLUES = [
    ("Kommunen må bygge gangvei.", {"rule:advice:organ må", "verb:må|public", "verb:må>bygge"}, "rule and verb"),
    (
        "Det anbefales at planen revideres.",
        {"root-passive", "beside-root:expl:det"},
        "a passive root",
    ),
    ("Utarbeide en plan for bekken.", {"shape:infinitive", "shape:bare infinitive"}, "an infinitive stands alone"),
    ("Dersom noen klager, må saken utsettes.", {"shape:condition"}, "a condition"),
    ("Mange må vente på svar.", {"excepted", "excepted:må"}, "an exception of the rules fits"),
    ("Rådet ber ikke byrådet om å rive kaia.", {"negated", "sayer", "asked-body"}, "roles and negation"),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "wanted", "why"), CLUES)
def test_a_sentence_gives_its_clues(text: str, wanted: set[str], why: str) -> None:
    reading = read_commitments(make_document(text, kind="memo"))
    (read,) = read_sentences(reading.document, reading.open)
    assert wanted <= read.clues, why


@pytest.mark.model
def test_surroundings_are_clues() -> None:
    text = "Forslag til endringer. 1. Kaia er gammel. 2. Kommunen må åpne kaia."
    reading = read_commitments(make_document(text, kind="memo"))
    first, second, third = (read.clues for read in read_sentences(reading.document, reading.open))
    assert "following:advice" in second - first
    assert "after:numbered" in second & third
    assert not {"previous:advice", "previous:programme"} & third


@pytest.mark.model
def test_a_point_of_several_sentences_is_one_commitment() -> None:
    text = "Dette gjelder kaia. 4. Kaia er smal. Det må bygges rekkverk. Benkene må males. 5. Parken er stor og fin."
    found = find_commitments(make_document(text, kind="consultation_response"))
    assert [text[c.start : c.end] for c in found] == ["Kaia er smal. Det må bygges rekkverk. Benkene må males."]
    assert found[0].form == "list"
    assert found[0].statement == "Kaia er smal. Det må bygges rekkverk. Benkene må males"


def test_weights_add_up() -> None:
    judge = Judge({BIAS: (-1.0, *[0.0] * len(KINDS)), "a": (2.0, *WEIGHTS), "b": (-1.0, *[0.0] * len(KINDS))})
    assert judge.weigh({"a", "b", "never seen"}).probability == pytest.approx(0.5)
    assert judge.weigh({"a"}).probability == pytest.approx(0.7311, abs=1e-4)
    assert judge.weigh({"a"}).kind == "demand"


def test_a_damaged_file_of_weights_names_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "judge").mkdir()
    (tmp_path / "judge" / "weights.tsv").write_text("# clue\nalways\t1\t2\n", encoding="utf-8")
    monkeypatch.setattr(judge_module, "files", lambda _: tmp_path)
    load_judge.cache_clear()
    with pytest.raises(RuleFileError, match=r"weights\.tsv, line 2: 2 weights"):
        load_judge()
    load_judge.cache_clear()


def test_the_weights_of_the_package_are_whole() -> None:
    weights = load_judge().weights
    assert BIAS in weights
    assert all(len(row) == len(KINDS) + 1 for row in weights.values())


@pytest.mark.model
def test_the_judge_decides_what_running_text_commits() -> None:
    document = make_document("Kommunen må bygge gangvei.", kind="memo")
    never, always = (Judge({BIAS: (bias, *WEIGHTS)}) for bias in (-9.0, 9.0))
    assert find_commitments(document, judge=never) == ()
    (found,) = find_commitments(document, judge=always)
    assert (found.kind, found.rule, found.score) == ("demand", "sentence: organ må", 1.0)


@pytest.mark.model
def test_what_no_rule_finds_names_nobody_and_has_the_kind_of_its_clues() -> None:
    always = Judge({BIAS: (9.0, *WEIGHTS)})
    (found,) = find_commitments(make_document("Kaia er gammel og stygg.", kind="memo"), judge=always)
    assert (found.kind, found.rule, found.actor) == ("demand", "sentence: clues", None)


def test_programmes_leave_nothing_open() -> None:
    reading = read_commitments(make_document("Vi vil bygge gangvei. Kaia er gammel.", issuer="Fjordvik SV"))
    assert (len(reading.settled), reading.open) == (1, ())


@pytest.mark.model
@pytest.mark.parametrize(
    "text", ["Kaia.", "Skal kommunen bygge gangvei nå?", "Kommunen må bygge " + "mer " * 500 + "."]
)
def test_what_is_no_sentence_is_not_judged(text: str) -> None:
    always = Judge({BIAS: (9.0, *WEIGHTS)})
    reading = read_commitments(make_document(text, kind="memo"))
    assert list(judge_sentences(reading.document, reading.open, tier=reading.tier, judge=always)) == []
