"""Two evaluations of the same gold: what was won, what was lost."""

from dataclasses import replace
from pathlib import Path

import pytest

from loftespor.errors import GoldFileError
from loftespor.evaluation.comparison import SavedCase, compare, read_saved, save, saved, text_of
from tests.evaluation.builders import PASSAGES, evaluated, line

CASE = SavedCase("a", "gold.jsonl", "program", 2, "right", "pledge", "list", "lead-in: vil", "bygge skoler")


def test_what_is_saved_is_read_again(tmp_path: Path) -> None:
    cases = evaluated(tmp_path, [line(*PASSAGES[0]), line("Elevene venter.", page=None)]).cases
    save(cases, tmp_path / "before.jsonl")
    before = read_saved(tmp_path / "before.jsonl")
    assert before == [saved(case) for case in cases]
    assert all(not part for _, _, part in compare(before, before).parts()), "nothing changed"


@pytest.mark.parametrize(
    ("earlier", "now", "name", "gain"),
    [
        pytest.param("missed", "right", "newly found", True, id="found"),
        pytest.param("missed", "kind", "newly found", True, id="found, of whatever kind"),
        pytest.param("right", "missed", "lost", False, id="lost"),
        pytest.param("kind", "right", "now of the right kind", True, id="the kind is right now"),
        pytest.param("right", "kind", "now of a wrong kind", False, id="the kind is wrong now"),
        pytest.param("false", None, "no longer found in vain", True, id="a false one is gone"),
        pytest.param(None, "false", "newly found in vain", False, id="a new false one"),
        pytest.param("missed", "missed", None, None, id="still missed"),
        pytest.param(None, "missed", None, None, id="the gold is new: no change of the finders"),
        pytest.param("right", None, None, None, id="the gold is gone"),
    ],
)
def test_changes(earlier: str | None, now: str | None, name: str | None, gain: bool | None) -> None:
    other = replace(CASE, id="b", text="rive skoler")
    before = [other, *([replace(CASE, result=earlier)] if earlier else [])]  # type: ignore[arg-type]  # a row of the table
    after = [other, *([replace(CASE, result=now)] if now else [])]  # type: ignore[arg-type]
    changes = {part: (is_gain, cases) for part, is_gain, cases in compare(before, after).parts() if cases}
    assert list(changes) == ([name] if name else [])
    assert [is_gain for is_gain, _ in changes.values()] == ([gain] if name else [])


def test_gold_files_of_one_evaluation_only_are_not_compared() -> None:
    elsewhere = replace(CASE, id="c", gold="minutes.jsonl", result="false")
    changes = compare([CASE, elsewhere], [CASE])
    assert changes.not_compared == ("minutes.jsonl",)
    assert not changes.no_longer_false
    assert list(text_of(changes))[-1] == "in one of the two only, and not compared: minutes.jsonl"


def test_changes_are_told_with_their_text_and_place() -> None:
    lines = list(text_of(compare([replace(CASE, result="missed")], [CASE])))
    assert lines[:2] == ["newly found: 1", "  + program p. 2 [lead-in: vil] bygge skoler"]


@pytest.mark.parametrize("text", ['{"doc": "a.txt"}\n', "ikke json\n"])
def test_a_file_of_another_form_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "before.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(GoldFileError, match="line 1"):
        read_saved(path)
