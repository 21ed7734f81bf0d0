"""The seam for the language model: what it is called, and that nobody pays for spaCy who does not use it."""

import subprocess
import sys
from pathlib import Path

import pytest

from loftespor.extract import language


def test_model_name_comes_from_its_description(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_model_folder", lambda: tmp_path / "model")
    assert language.model_name() == "blank-nb"
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "meta.json").write_text('{"lang": "nb", "name": "loftespor", "version": "1.0.0"}')
    assert language.model_name() == "nb_loftespor"


def test_extract_is_imported_without_spacy() -> None:
    code = "import sys, loftespor.extract, loftespor.extract.language; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
