"""The finders of citations are usable alone: what importing them brings along, and what it does not."""

import json
import subprocess
import sys

import pytest

from loftespor import extract

# Prints, as JSON, the modules that some code brings along and the names of the files that it opens.
OBSERVED = """
import json, sys
before, opened = set(sys.modules), []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
{code}
print(json.dumps([sorted(set(sys.modules) - before), opened]))
"""
OWN_PARTS = ("loftespor.errors", "loftespor.extract")
LIBRARIES = {"ahocorasick_rs", "typing_extensions"}


def _observed(code: str) -> tuple[list[str], list[str]]:
    program = OBSERVED.format(code=code)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    modules, opened = json.loads(done.stdout)
    return modules, opened


@pytest.mark.parametrize("module", ["loftespor.extract.citation", "loftespor.extract"])
def test_citations_bring_no_reader_of_files_no_language_model_and_no_library_but_the_automaton(module: str) -> None:
    modules, _ = _observed(f"import {module}")
    assert module in modules
    foreign = {name.partition(".")[0] for name in modules} - sys.stdlib_module_names - LIBRARIES - {"loftespor"}
    assert foreign == set()
    assert [n for n in modules if n.startswith("loftespor.") and not n.startswith(OWN_PARTS)] == []


def test_the_table_of_acts_is_read_when_a_text_is_not_when_the_package_is_imported() -> None:
    for code, read in (
        ("import loftespor.extract.citation", False),
        ("from loftespor.extract import find_citations; find_citations('etter skatteloven')", True),
    ):
        assert any(name.endswith("laws.tsv") for name in _observed(code)[1]) is read


def test_every_public_name_of_extract_is_there_when_asked_for() -> None:
    assert [name for name in extract.__all__ if not hasattr(extract, name)] == []
    assert extract.find_citations("Se NOU 2016: 4.")[0].id == "nou/2016/4"
    with pytest.raises(AttributeError, match="no_such_finder"):
        _ = extract.no_such_finder  # type: ignore[attr-defined]  # that it is missing is what is tested
