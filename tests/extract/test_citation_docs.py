"""What docs/citations.md and the docstrings show is what happens."""

import doctest
import importlib
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from loftespor import spacy_component  # noqa: F401  as an installed program's entry point does
from loftespor.cli.cite import cite
from loftespor.extract.citation.jsonl import FIELDS

GUIDE = (Path(__file__).parents[2] / "docs/citations.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
CONSOLE = re.findall(r'```console\n\$ echo "(.*?)" \| loftespor cite\n(.*?)```', GUIDE, re.DOTALL)


def test_the_guide_has_examples() -> None:
    assert len(EXAMPLES) == 2
    assert len(CONSOLE) == 1


@pytest.mark.parametrize("example", EXAMPLES)
def test_examples_of_the_guide_run(example: str) -> None:
    exec(compile(example, "docs/citations.md", "exec"), {})  # noqa: S102  our own example


@pytest.mark.parametrize(("text", "shown"), CONSOLE)
def test_the_command_prints_what_the_guide_shows(text: str, shown: str) -> None:
    assert CliRunner().invoke(cite, input=text + "\n").output == shown


def test_every_field_is_explained() -> None:
    assert not [field for field in FIELDS if f"`{field}`" not in GUIDE]


@pytest.mark.parametrize("module", ["citation.find", "citation.reading", "quantities.numbers", "quantities.days"])
def test_examples_in_docstrings(module: str) -> None:
    result = doctest.testmod(importlib.import_module(f"loftespor.extract.{module}"))
    assert result.attempted
    assert not result.failed
