"""An ordinary spaCy distribution of the packed pipeline, for people who have no loftespor."""

import shutil
import subprocess
import sys
import tempfile
from importlib.metadata import distribution
from pathlib import Path

from loftespor.errors import MissingPathError
from loftespor.extract import norwegian
from loftespor.extract.training.packing import LANGUAGE, NAME, VERSION


def distribute(model: Path, card: Path, out: Path) -> Path:
    """Make a wheel of the pipeline in a folder with its card, the licence and the code it needs; gives the wheel."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "model"
        shutil.copytree(model, copy)
        shutil.copy(card, copy / "README.md")
        _write_licence(copy / "LICENSE")
        # In a process of its own, where loftespor is not loaded: the distribution would depend on it.
        code = ",".join(map(str, _code()))
        command = [sys.executable, "-m", "spacy", "package", str(copy), str(out), "--code", code]
        subprocess.run([*command, "--build", "wheel", "--force"], check=True)
    folder = f"{LANGUAGE}_{NAME}-{VERSION}"
    wheels = sorted((out / folder / "dist").glob("*.whl"))
    if not wheels:
        raise MissingPathError(f"{out / folder}: no wheel was made. Read what spaCy printed above.")
    return wheels[-1]


def _code() -> list[Path]:
    """The modules beside spaCy's own that the pipeline needs."""
    folder = Path(norwegian.__file__).parent
    return [folder / f"{name}.py" for name in norwegian.__all__]


def _write_licence(path: Path) -> None:
    texts = [file for file in distribution("loftespor").files or () if file.name == "LICENSE"]
    if texts:
        path.write_text(texts[0].read_text(encoding="utf-8"), encoding="utf-8")
