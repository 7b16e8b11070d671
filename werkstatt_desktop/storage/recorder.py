"""The recorder: every entry on this device's own disk before the workshop file gets it.

A recorder belongs to one workshop at one real path. Its file has a line for each journal row, with the id
of the entry before it, and one for each verified backup: the latest of those, and the lines, make the whole
workshop again. Each line carries a checksum, so what a power cut tore is known and left out.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..domain.edits import Entry
from ..domain.errors import FileProblem
from ..domain.records import Id
from .keep import private_folder
from .rows import Row, entry_of

RECORDER, DRAFTS = "recorder.jsonl", "drafts.json"
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_sync = getattr(os, "fdatasync", os.fsync)


@dataclass(frozen=True, slots=True)
class Line:
    """A journal row, and the entry after which it was written."""

    row: Row
    after: Id

    @property
    def id(self) -> Id:
        found: Id = self.row[0]
        return found

    @property
    def entry(self) -> Entry:
        """Raises `FileProblem("damaged")` for a row that is not whole."""
        return entry_of(self.row)


@dataclass(frozen=True, slots=True)
class Base:
    """A verified backup: its file name, the hash of its bytes, and the last entry in it."""

    name: str
    sha256: str
    last: Id


@dataclass(frozen=True, slots=True)
class Recording:
    """What a recorder holds. `size`: bytes up to the end of the last sound line."""

    doc_id: Id
    path: str
    base: Base | None
    lines: tuple[Line, ...]
    size: int


def read(folder: Path) -> Recording | None:
    """What is in the recorder of a folder; None where there is none, or it cannot be read."""
    try:
        content = (folder / RECORDER).read_bytes()
    except OSError:
        return None
    doc_id = path = ""
    base: Base | None = None
    lines: dict[Id, Line] = {}
    place = size = 0
    for raw in content.splitlines(keepends=True):
        place += len(raw)
        found = _parsed(raw)
        if found is None:
            continue
        size = place
        if "row" in found:
            line = Line(tuple(found["row"]), found["after"])
            lines.setdefault(line.id, line)
        elif "base" in found:
            base = Base(found["base"], found["sha256"], found["last"])
        else:
            doc_id, path = found["doc"], found["path"]
    return Recording(doc_id, path, base, tuple(lines.values()), size) if doc_id else None


class Recorder:
    """Appends to the recorder of one workshop at one path, from one thread at a time.

    Its methods raise OSError where the disk does not take it; what was written before stays.
    """

    def __init__(self, folder: Path, doc_id: Id, path: Path) -> None:
        self.folder = folder
        self._head = {"doc": doc_id, "path": os.path.realpath(path)}
        self._handle: int | None = None
        self._size = 0
        self._torn = False

    def begin(self) -> None:
        """Make ready for the first line; what an earlier session left stays in front of it."""
        if self._handle is not None:
            return
        _make(self.folder)
        file = self.folder / RECORDER
        before = read(self.folder)
        if before is None and file.exists():
            file.replace(file.with_name(f"unreadable-{os.urandom(4).hex()}.jsonl"))
        handle = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            if before is None:
                self._size = 0
                _write(handle, _line(self._head))
                self._size = os.fstat(handle).st_size
                os.fsync(handle)
                _sync_folder(self.folder)
            else:
                os.ftruncate(handle, before.size)
                self._size = before.size
        except OSError:
            os.close(handle)
            raise
        self._handle = handle

    def append(self, lines: Sequence[Line]) -> None:
        """Bring lines onto the disk, all of them or none."""
        self._append(b"".join(_line({"row": line.row, "after": line.after}) for line in lines))

    def note_base(self, base: Base) -> None:
        """Note a verified backup, from which the workshop can be made again."""
        self._append(_line({"base": base.name, "sha256": base.sha256, "last": base.last}))

    def clear(self, base: Base | None) -> None:
        """Begin anew; for when all that was recorded is safe in the workshop, and in the backup."""
        content = _line(self._head)
        if base is not None:
            content += _line({"base": base.name, "sha256": base.sha256, "last": base.last})
        self.close()
        if (self.folder / RECORDER).exists() or base is not None:
            _make(self.folder)
            replace(self.folder / RECORDER, content)

    def set_aside(self) -> None:
        """Put what is recorded out of the way, for a user who does not want it now."""
        self.close()
        file = self.folder / RECORDER
        if file.exists():
            file.replace(file.with_name(f"left-{os.urandom(4).hex()}.jsonl"))
            _sync_folder(self.folder)

    def keep_drafts(self, drafts: Mapping[str, str]) -> None:
        """Keep what stands in entry fields, by the names of the fields; nothing: forget it."""
        file = self.folder / DRAFTS
        if drafts:
            _make(self.folder)
            replace(file, _encode(dict(drafts)).encode())
        elif file.exists():
            file.unlink()

    def close(self) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def _append(self, data: bytes) -> None:
        self.begin()
        assert self._handle is not None
        try:
            # After a failure a torn line may be left, which must not swallow the next one.
            _write(self._handle, b"\n" + data if self._torn else data)
            _sync(self._handle)
        except OSError:
            self._torn = True
            with suppress(OSError):
                os.ftruncate(self._handle, self._size)
                self._torn = False
            # A disk that failed to sync may forget what it failed with; a new handle asks it again.
            self.close()
            raise
        self._torn = False
        self._size = os.fstat(self._handle).st_size


def drafts(folder: Path) -> dict[str, str]:
    """What stood in entry fields when the program ended last."""
    try:
        found = json.loads((folder / DRAFTS).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {name: text for name, text in found.items() if isinstance(text, str)}


def lines_after(rows: Iterable[Row], before: Id) -> list[Line]:
    """Lines for rows that were written one after the other, the first of them after `before`."""
    lines = []
    for row in rows:
        lines.append(Line(row, before))
        before = row[0]
    return lines


def encoded(recording: Recording) -> bytes:
    """The file of a recorder that holds just this."""
    parts: list[dict[str, Any]] = [{"doc": recording.doc_id, "path": recording.path}]
    if (base := recording.base) is not None:
        parts.append({"base": base.name, "sha256": base.sha256, "last": base.last})
    parts += [{"row": line.row, "after": line.after} for line in recording.lines]
    return b"".join(map(_line, parts))


def replace(file: Path, content: bytes) -> None:
    """Write a file of the user's own in place of the one that is there, on the disk when this returns."""
    part = file.with_name(f"{file.name}.part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        _write(handle, content)
        os.fsync(handle)
    except OSError:
        with suppress(OSError):
            part.unlink()
        raise
    finally:
        os.close(handle)
    part.replace(file)
    _sync_folder(file.parent)


def _make(folder: Path) -> None:
    """Make the folder of a recorder, with the names that lead to it on the disk."""
    if folder.is_dir():
        return
    new = [part for part in (folder, *folder.parents) if not part.exists()]
    for part in reversed(new):
        private_folder(part)
        _sync_folder(part.parent)


def _parsed(raw: bytes) -> dict[str, Any] | None:
    """The content of a line; None for one that is torn or was not written by a recorder."""
    try:
        mark, text = raw[:8], raw[9:].rstrip(b"\n")
        if not raw.endswith(b"\n") or int(mark, 16) != zlib.crc32(text):
            return None
        found = json.loads(text)
        if "row" in found:
            entry_of(tuple(found["row"]))
            texts = [found["after"]]
        elif "base" in found:
            texts = [found[name] for name in ("base", "sha256", "last")]
        else:
            texts = [found["doc"], found["path"]]
        if not all(isinstance(text, str) for text in texts):
            return None
    except (ValueError, KeyError, TypeError, FileProblem, RecursionError):
        return None
    content: dict[str, Any] = found
    return content


def _line(content: Mapping[str, Any]) -> bytes:
    text = _encode(content).encode()
    return b"%08x %s\n" % (zlib.crc32(text), text)


def _write(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
