"""The wheel: one top-level name, and every data file that the program reads."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STAGES = ("ingest", "extract", "corpus", "rules", "reports")
LEFT_OUT = {".venv", ".git", "build", "dist", "report", "__pycache__"}


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The names in a wheel built from a copy of the checkout."""
    out = tmp_path_factory.mktemp("wheel")
    copy = tmp_path_factory.mktemp("source") / "checkout"
    shutil.copytree(ROOT, copy, symlinks=True, ignore=lambda _, entries: LEFT_OUT & set(entries))
    build = "import sys; from setuptools import build_meta; build_meta.build_wheel(sys.argv[1])"
    command = [sys.executable, "-c", build, str(out)]
    done = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(next(out.glob("*.whl"))) as wheel:
        return wheel.namelist()


def test_the_only_top_level_name(names: list[str]) -> None:
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {"loftespor"}


@pytest.mark.parametrize("folder", [*STAGES, "examples/corpus"])
def test_every_file_of_a_folder_is_packaged(folder: str, names: list[str]) -> None:
    packaged = "loftespor/examples" if folder == "examples/corpus" else f"loftespor/{folder}"
    files = [path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert files
    wanted = {f"{packaged}/{path.relative_to(ROOT / folder).as_posix()}" for path in files}
    assert not sorted(wanted - set(names))
