"""The phrase rules: every row's own examples, and the cases that the rows leave to the judge."""

from datetime import date
from itertools import pairwise

import pytest

from loftespor.errors import RuleFileError
from loftespor.rules.judge import judge
from loftespor.rules.phrase_pattern import compile_pattern
from loftespor.rules.phrases import VALUES, Axis, Phrase, Scope, phrase_book, read_phrases
from loftespor.rules.verdicts import newest_status, weigh

BOOK = phrase_book()
PHRASES = list(BOOK.phrases.values())
EXAMPLES = [pytest.param(p, text, id=f"{p.id}: {text}") for p in PHRASES for text in p.examples]
COUNTER_EXAMPLES = [pytest.param(p, text, id=f"{p.id}: {text}") for p in PHRASES for text in p.counter_examples]
SCOPE_EXAMPLES = [pytest.param(s, text, id=f"{s.id}: {text}") for s in BOOK.scopes for text in s.examples]


def values(text: str, axis: Axis) -> set[str]:
    return {hit.value for hit in judge(text) if hit.axis == axis}


def rules(text: str) -> set[str]:
    return {hit.rule for hit in judge(text)}


@pytest.mark.parametrize(("phrase", "text"), EXAMPLES)
def test_examples_are_given_the_value_of_their_row(phrase: Phrase, text: str) -> None:
    assert phrase.id in rules(text)


@pytest.mark.parametrize(("phrase", "text"), COUNTER_EXAMPLES)
def test_counter_examples_are_not(phrase: Phrase, text: str) -> None:
    assert phrase.id not in rules(text)


@pytest.mark.parametrize(("scope", "text"), SCOPE_EXAMPLES)
def test_scope_takes_the_statement_away(scope: Scope, text: str) -> None:
    covered = {phrase.value for phrase in PHRASES if scope.covers(phrase)}
    found = {hit.value for hit in judge(text) if hit.axis in scope.axes}
    assert found.isdisjoint(covered - {"planned", "in_progress"})


@pytest.mark.parametrize(
    ("text", "value", "reason"),
    [
        ("Hallen er åpnet.", "implemented", "one thing done"),
        ("Hallen er åpnet. Garderobene er under bygging.", "partly_implemented", "a part is still open"),
        ("Vedtaket er fulgt opp. Arbeidet med skilting pågår.", "implemented", "the decision as such is carried out"),
        ("Hallen er åpnet. Evaluering skal gjennomføres.", "implemented", "evaluation comes after"),
        ("Brukermøtet er gjennomført.", "in_progress", "a meeting is a step, not the measure"),
        ("I mai ble brukermøtet gjennomført.", "in_progress", "the same with the subject inside"),
        ("Det er nedsatt og etablert en arbeidsgruppe.", "in_progress", "the same with the subject after"),
        ("Ordningen er innført, evaluert og besluttet avviklet.", "dropped", "the end outweighs the beginning"),
        ("Det gamle tilbudet er lagt ned. Det nye er åpnet.", "implemented", "what was done after the end stands"),
        ("Arbeidet er startet, men er nå satt på vent.", "stalled", "the later state"),
        ("Arbeidet var satt på vent. Det er startet igjen nå.", "in_progress", "the later state"),
        ("Saken er ferdig behandlet i utvalget, med vedtak.", None, "treated is not done"),
        ("Saken er vedtatt. Saksforløpet lukkes.", None, "adopted is not done, and a closed file is not either"),
        ("Saken følges opp.", "in_progress", "weak, but nothing firmer is said"),
        ("Er hallen åpnet?", None, "a question"),
        ("Hallen er ikke åpnet, men garderobene er ferdigstilt.", "implemented", "the negation ends with its clause"),
        ("Når planen er vedtatt, er det klart. Hallen er åpnet.", "implemented", "a condition ends with it"),
        ("Ingen av de tre hallene som er bygd, er åpnet.", None, "the negation is in the subject"),
    ],
)  # fmt: skip
def test_weigh_takes_the_firmest(text: str, value: str | None, reason: str) -> None:
    verdict = weigh(judge(text))
    assert (verdict.value if verdict else None) == value, reason


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Det bevilges 8 millioner kroner. Ytterligere finansieringsbehov fremmes som egen sak.", "partly_funded"),
        ("Det er bevilget 2 mill. kroner.", "funded"),
        ("Tiltaket skal løses innenfor gjeldende ramme.", "within_frame"),
        ("Byrådet foreslår at det bevilges 4 millioner kroner.", "proposed"),
        ("Bygget har fin ramme.", None),
    ],
)  # fmt: skip
def test_weigh_funding(text: str, value: str | None) -> None:
    verdict = weigh(judge(text), axis="funding")
    assert (verdict.value if verdict else None) == value


def test_newest_dated_note_decides() -> None:
    notes = [
        (date(2024, 9, 27), "Ordningen er opprettet."),
        (date(2023, 1, 11), "Saken er satt på vent."),
        (date(2022, 7, 5), "Arbeidet er i gang."),
    ]
    status = newest_status(notes)
    assert status is not None
    assert (status.value, status.note) == ("implemented", 0)


def test_older_note_counts_where_the_newer_says_nothing_firm() -> None:
    notes = [(date(2023, 1, 11), "Hallen er åpnet."), (date(2024, 1, 11), "Se forrige status. Saken følges opp.")]
    status = newest_status(notes)
    assert status is not None
    assert (status.value, status.note) == ("implemented", 0)


def test_undated_note_is_older_than_a_dated_one() -> None:
    status = newest_status([(None, "Arbeidet er i gang."), (date(2024, 1, 11), "Hallen er åpnet.")])
    assert status is not None
    assert status.note == 1


def test_no_note_says_anything() -> None:
    assert newest_status([(None, "Saken er avsluttet fra min side.")]) is None


@pytest.mark.parametrize("text", [text for p in PHRASES for text in (*p.examples, *p.counter_examples)])
def test_hits_lie_inside_their_text_and_do_not_overlap(text: str) -> None:
    hits = judge(f"{text} {text}")
    assert all(0 <= hit.start < hit.end <= 2 * len(text) + 1 for hit in hits)
    for axis in VALUES:
        spans = [(hit.start, hit.end) for hit in hits if hit.axis == axis]
        assert all(end <= start for (_, end), (start, _) in pairwise(spans))


@pytest.mark.parametrize(
    ("pattern", "complaint"),
    [("", "needs a word"), ("..2 åpnet", "plain words"), ("er ..2", "end in a word"), ("<nobody> åpnet", "no group")],
)
def test_pattern_that_cannot_be_read_is_refused(pattern: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        compile_pattern(pattern, groups={})


@pytest.mark.parametrize(
    ("text", "complaint"),
    [("[groups", "not readable as TOML"), ("[groups]\n", "'phrase' is missing"), (
        "[groups]\n[void]\n[[phrase]]\nid='a'\naxis='funding'\nvalue='implemented'\n", "no value 'implemented'")],
)  # fmt: skip
def test_rule_file_that_does_not_follow_its_form_is_refused(text: str, complaint: str) -> None:
    with pytest.raises(RuleFileError, match=complaint):
        read_phrases(text, source="rules.toml")
