"""The recorder: every entry on this device's own disk before the workshop file gets it.

A recorder belongs to one workshop at one real path. Its file has a line for each journal row, with the id
of the entry before it, and one for each verified backup: the latest of those, and the lines, make the whole
workshop again. Each line carries a checksum, so what a power cut tore is known and left out. Nothing is ever
cut off: what comes after a torn line begins a line of its own, and what is recorded twice counts once.
"""

from __future__ import annotations

import errno
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
from .photos import FOLDER, in_folder
from .rows import Row, entry_of

RECORDER, DRAFTS, LEFT = "recorder.jsonl", "drafts.json", "left.json"
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_sync = getattr(os, "fdatasync", os.fsync)
_ROW: tuple[type | tuple[type, ...], ...] = (str, int, str, int, (str, type(None)), str, str, str, int)
"""The types of a journal row's values."""
_FOLDERS_ABOVE = 4
"""So many folders above that of a recorder have the name of one of ours in them."""
_BINARY = getattr(os, "O_BINARY", 0)


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
    """What a recorder holds."""

    doc_id: Id
    path: str
    base: Base | None
    lines: tuple[Line, ...]

    def leads_to(self, last: Id) -> bool:
        """Whether the backup and the lines hold all of a file that ends with this entry."""
        if self.base is None:
            return False
        known = {self.base.last}
        for line in self.lines:
            if line.after in known:
                known.add(line.id)
        return last in known


def read(folder: Path) -> Recording | None:
    """What is in the recorder of a folder; None where there is none, or it cannot be read."""
    try:
        return _recording(folder, (folder / RECORDER).read_bytes())
    except OSError:
        return None


def _recording(folder: Path, content: bytes) -> Recording | None:
    """What the lines say that are sound; a recorder that lost its first line has the name of its folder."""
    doc_id = path = ""
    base: Base | None = None
    lines: dict[Id, Line] = {}
    for found in filter(None, map(_parsed, content.splitlines())):
        if "row" in found:
            line = Line(tuple(found["row"]), found["after"])
            # Recorded again it may stand after another entry.
            lines.pop(line.id, None)
            lines[line.id] = line
        elif "base" in found:
            base = Base(found["base"], found["sha256"], found["last"])
        else:
            doc_id, path = found["doc"], found["path"]
    if not doc_id and (lines or base):
        doc_id = folder.parent.name
    return Recording(doc_id, path, base, tuple(lines.values())) if doc_id else None


class Recorder:
    """Appends to the recorder of one workshop at one path, from one thread at a time.

    Its methods raise OSError where the disk does not take it; what was written before stays.
    """

    def __init__(self, folder: Path, doc_id: Id, path: Path) -> None:
        self.folder = folder
        self._head = {"doc": doc_id, "path": os.path.realpath(path)}
        self._handle: int | None = None
        self._begun = self._torn = self._lost = False

    def begin(self) -> bool:
        """Make ready for the next line; what an earlier session left stays in front of it.

        Returns whether what was recorded before is still there.
        """
        if self._handle is not None:
            if os.fstat(self._handle).st_nlink:
                return True
            # Deleted, or somebody has put another file in its place.
            self._lost = True
            self.close()
        file = self.folder / RECORDER
        _make(self.folder)
        content = self._what_is_there(file)
        if not content:
            replace(file, _line(self._head))
        handle = os.open(file, os.O_WRONLY | os.O_APPEND | _BINARY)
        try:
            # Whoever wrote it may have died before the disk had all of it.
            os.fsync(handle)
            for folder in (self.folder, *self.folder.parents[:_FOLDERS_ABOVE]):
                _sync_folder(folder)
        except OSError:
            os.close(handle)
            raise
        self._handle, self._begun = handle, True
        lost, self._lost = self._lost, False
        return not lost

    def _what_is_there(self, file: Path) -> bytes:
        """What lines are to be added to; what cannot be read is put out of the way."""
        content = _content(file)
        self._torn = bool(content) and not content.endswith(b"\n")
        if self._begun:
            self._lost |= not content
        elif content:
            found = _recording(self.folder, content)
            if found is None:
                file.replace(file.with_name(f"unreadable-{os.urandom(4).hex()}.jsonl"))
                self._lost, self._torn = True, False
                return b""
        return content

    def append(self, lines: Sequence[Line]) -> None:
        """Bring lines onto the disk; where that fails some of them may be there nevertheless."""
        self._append(b"".join(_line({"row": line.row, "after": line.after}) for line in lines))

    def keep_picture(self, sha256: str, content: bytes) -> None:
        """Bring a picture onto the disk, before the line that names it; once is enough."""
        if in_folder(self.folder)(sha256) is None:
            _make(self.folder / FOLDER)
            replace(self.folder / FOLDER / sha256, content)

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
        for picture in (self.folder / FOLDER).glob("*"):
            picture.unlink()

    def keep_drafts(self, drafts: Mapping[str, str]) -> None:
        """Keep what stands in entry fields, by the names of the fields; nothing: forget it."""
        file = self.folder / DRAFTS
        if drafts:
            _make(self.folder)
            # A field can hold half a character; no file can.
            replace(file, _encode(dict(drafts)).encode("utf-8", "replace"))
        else:
            file.unlink(missing_ok=True)

    def leave(self, ids: Iterable[Id]) -> None:
        """Note entries that the user does not want in this file, so that they are not offered again."""
        _make(self.folder)
        replace(self.folder / LEFT, _encode(sorted(left(self.folder).union(ids))).encode())

    def close(self) -> None:
        if self._handle is not None:
            handle, self._handle = self._handle, None
            os.close(handle)

    def _append(self, data: bytes) -> None:
        if self._handle is None:
            self.begin()
        assert self._handle is not None
        try:
            _write(self._handle, b"\n" + data if self._torn else data)
            _sync(self._handle)
        except OSError:
            # A disk that failed to sync may forget what it failed with; a new handle asks it again.
            self.close()
            raise
        self._torn = False


def drafts(folder: Path) -> dict[str, str]:
    """What stood in entry fields when the program ended last."""
    found = _json(folder / DRAFTS)
    if not isinstance(found, dict):
        return {}
    return {name: text for name, text in found.items() if isinstance(text, str)}


def left(folder: Path) -> frozenset[Id]:
    """The entries that the user does not want in the file of a recorder."""
    found = _json(folder / LEFT)
    return frozenset(id for id in found if isinstance(id, str)) if isinstance(found, list) else frozenset()


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
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY, 0o600)
    try:
        try:
            _write(handle, content)
            os.fsync(handle)
        finally:
            os.close(handle)
        part.replace(file)
    except OSError:
        with suppress(OSError):
            part.unlink()
        raise
    _sync_folder(file.parent)


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return b""


def _json(file: Path) -> object:
    try:
        return json.loads(file.read_bytes().decode("utf-8", "replace"))
    except (OSError, ValueError, RecursionError):
        return None


def _make(folder: Path) -> None:
    """Make the folder of a recorder, with the names that lead to it on the disk."""
    new = []
    part = folder
    while not part.is_dir() and part != part.parent:
        new.append(part)
        part = part.parent
    for part in reversed(new):
        private_folder(part)
        _sync_folder(part.parent)


def _parsed(raw: bytes) -> dict[str, Any] | None:
    """The content of a line; None for one that is torn or was not written by a recorder."""
    try:
        mark, text = raw[:8], raw[9:]
        if int(mark, 16) != zlib.crc32(text):
            return None
        found = json.loads(text)
        if "row" in found:
            row = tuple(found["row"])
            if len(row) != len(_ROW) or not all(isinstance(*pair) for pair in zip(row, _ROW, strict=True)):
                return None
            entry_of(row)
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
    # A path may hold bytes that are no text.
    text = _encode(content).encode("utf-8", "surrogatepass")
    return b"%08x %s\n" % (zlib.crc32(text), text)


def _write(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _sync_folder(folder: Path) -> None:
    """Bring the names in a folder onto the disk, where the system has a way to."""
    if os.name != "posix":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except PermissionError:  # a folder above ours
        return
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise
    finally:
        os.close(handle)
