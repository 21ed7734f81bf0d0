"""The report's folder: what this program wrote in it, and nothing else, may be replaced or taken away.

The manifest `.loftespor-report.json` lists every file that was written with its format and a hash of its bytes.
A file that somebody else put there, or changed since, is never deleted.
"""

import hashlib
import json
from collections.abc import Collection, Iterable
from pathlib import Path, PurePosixPath

from loftespor.errors import ForeignReportError
from loftespor.ingest.archives.contents import open_bytes, size_of

MANIFEST = ".loftespor-report.json"


class ReportFolder:
    """The folder of a report while it is being written.

    Every file is written below `path` through `write`; `close` removes what an earlier report of the same formats
    left behind and writes the manifest.
    """

    def __init__(self, path: Path, *, formats: Collection[str]) -> None:
        self.path = path
        self._formats = frozenset(formats)
        path.mkdir(parents=True, exist_ok=True)
        self._old, self._unfinished = self._read_manifest()
        self._new: dict[str, dict[str, str]] = {}
        self._parents: set[Path] = {path}

    @property
    def finished(self) -> bool:
        """Whether the last report here was written to its end."""
        return bool(self._old) and not self._unfinished

    @property
    def names(self) -> tuple[str, ...]:
        """The files of the last report."""
        return tuple(self._old)

    def holds(self, name: str) -> bool:
        """Whether a file of the last report is there as it was written."""
        target = self._inside(name)
        return target.is_file() and file_hash(target) == self._old[name]["sha256"]

    def open(self, entries: Iterable[str]) -> None:
        """Mark the report as being written; raises ForeignReportError where an entry is somebody else's file."""
        for entry in entries:
            self._check_own(entry)
        self._write_manifest(self._old, finished=False)

    def write(self, name: str, content: str | bytes, *, part: str) -> Path:
        """Write a file by its name relative to the folder, with forward slashes, and give its path."""
        target = self._prepared(name)
        data = content.encode() if isinstance(content, str) else content
        target.write_bytes(data)
        self._new[name] = {"format": part, "sha256": hashlib.sha256(data).hexdigest()}
        return target

    def adopt(self, name: str, source: Path, *, sha256: str, part: str) -> None:
        """Copy a source file, or one of an archive, whose hash is known; what is there already is left alone."""
        target = self._prepared(name)
        known = self._old.get(name, {}).get("sha256") == sha256
        if not (known and target.exists() and target.stat().st_size == size_of(source)):
            with open_bytes(source) as reader, target.open("wb") as writer:
                while chunk := reader.read(1 << 20):
                    writer.write(chunk)
        self._new[name] = {"format": part, "sha256": sha256}

    def close(self) -> None:
        """Remove the files of the earlier report that no longer belong, and write the manifest."""
        kept = {}
        for name, entry in self._old.items():
            if name in self._new:
                continue
            if entry["format"] not in self._formats:
                kept[name] = entry
            else:
                self._remove(name, entry["sha256"])
        self._write_manifest(kept | self._new, finished=True)

    def _prepared(self, name: str) -> Path:
        target = self._inside(name)
        self._check_own(name)
        if target.parent not in self._parents:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._parents.add(target.parent)
        return target

    def _inside(self, name: str) -> Path:
        parts = PurePosixPath(name).parts
        if not parts or PurePosixPath(name).is_absolute() or any(p in {"..", "."} or "\\" in p for p in parts):
            raise ForeignReportError(f"'{name}' would lie outside the report folder {self.path}. Nothing was written.")
        target = self.path.joinpath(*parts)
        if not target.resolve().is_relative_to(self.path.resolve()):
            raise ForeignReportError(
                f"{target} is a link that leads out of the report folder {self.path}. Remove it, or name another --out."
            )
        return target

    def _check_own(self, name: str) -> None:
        if self._unfinished or name in self._old or name in self._new:
            return
        if (self.path / name).exists():
            raise ForeignReportError(
                f"{self.path / name} was not written by loftespor and would be overwritten. "
                "Move it away, or name another folder with --out."
            )

    def _remove(self, name: str, sha256: str) -> None:
        target = self._inside(name)
        if not target.is_file() or target.is_symlink() or file_hash(target) != sha256:
            return
        target.unlink()
        folder = target.parent
        while folder != self.path and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent

    def _read_manifest(self) -> tuple[dict[str, dict[str, str]], bool]:
        path = self.path / MANIFEST
        if not path.exists():
            return {}, False
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            files = {str(n): {"format": str(e["format"]), "sha256": str(e["sha256"])} for n, e in data["files"].items()}
            return files, not data["finished"]
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ForeignReportError(
                f"{path} cannot be read as the list of a report's files. Remove it, or name another folder with --out."
            ) from error

    def _write_manifest(self, files: dict[str, dict[str, str]], *, finished: bool) -> None:
        data = {"program": "loftespor", "finished": finished, "files": dict(sorted(files.items()))}
        text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
        (self.path / MANIFEST).write_text(text, encoding="utf-8")


def is_whole(path: Path) -> bool:
    """Whether a finished report stands in the folder with every file as it was written."""
    folder = ReportFolder(path, formats=())
    return folder.finished and all(folder.holds(name) for name in folder.names)


def file_hash(path: Path) -> str:
    """The SHA-256 of a file's bytes, hexadecimal."""
    with path.open("rb") as reader:
        return hashlib.file_digest(reader, "sha256").hexdigest()
