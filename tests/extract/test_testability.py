"""Testability: the reason that decides, and its words."""

import pytest

from loftespor.extract.frame.testability import find_reason, reasons, translated
from loftespor.extract.records import Amount, Commitment, Deadline, Direction, Target

CASES: list[tuple[str | None, Direction | None, str, str]] = [
    ("styrke", "more", "vague", "a way to go, no thing that shall be there"),
    ("innføre", "new", "made", "what is introduced is there or not"),
    ("utarbeide", "new", "ended or made", "the direction decides where the verb is not listed"),
    ("drøfte", "inquire", "open", "nothing to look for"),
    (None, None, "open", "a fragment without a verb"),
]


def commitment(action: str | None = None, direction: Direction | None = None, **values: object) -> Commitment:
    return Commitment(0, 4, "pledge", "list", "lead-in: vil", "Noe", action=action, direction=direction, **values)  # type: ignore[arg-type] # fields by name


@pytest.mark.parametrize(("action", "direction", "id", "why"), CASES, ids=[case[-1] for case in CASES])
def test_the_first_reason_that_fits_decides(action: str | None, direction: Direction, id: str, why: str) -> None:
    assert find_reason(commitment(action, direction)).id == id, why


def test_numbers_and_dates_make_a_vague_commitment_testable() -> None:
    assert find_reason(commitment("styrke", amounts=(Amount("2 mill. kr", 2_000_000),))).id == "amount"
    assert find_reason(commitment("styrke", targets=(Target("to plasser", 2, "plasser"),))).id == "target"
    assert find_reason(commitment("drøfte", deadline=Deadline("innen 2027", None, None, "year"))).id == "date"


def test_reasons_speak_three_languages_and_no_row_is_shadowed() -> None:
    ids = [reason.id for reason in reasons()]
    assert len(set(ids)) == len(ids)
    assert [r.id for r in reasons() if not (r.says or r.verbs or r.direction)] == [ids[-1]]
    for reason in reasons():
        assert {translated(reason.sentence["nb"], code) for code in ("nb", "nn", "en")} == set(reason.sentence.values())
    assert translated("Noe annet.", "en") == "Noe annet."


def test_no_verb_stands_in_two_rows() -> None:
    verbs = [verb for reason in reasons() for verb in reason.verbs]
    assert len(set(verbs)) == len(verbs)
