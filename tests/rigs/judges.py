"""What must hold of the files that a power cut left."""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path

from werkstatt_desktop.domain.errors import FileProblem, Refused
from werkstatt_desktop.domain.photos import shown
from werkstatt_desktop.domain.records import Id
from werkstatt_desktop.storage import files, photos, ways
from werkstatt_desktop.storage.reading import check_open, read
from werkstatt_desktop.texts import Texts

from .powercut import Judge
from .scenarios import ERASED, KEPT, SAFE, SECRET

IN_FULL = 40
"""Every so many states all is looked at, whether it is known or not."""


class DocumentJudge:
    """The file can be opened, is sound, and holds what was said to be safe in it, and no half of anything.

    The file is opened by SQLite each time, which takes back what was half done. What then is known to the
    last byte from an earlier state is not looked at again, but for some.
    """

    def __init__(self, path: Path, order: Sequence[Id]) -> None:
        self._path = path
        self._order = list(order)
        self._known: dict[bytes, tuple[str, int]] = {}
        self._count = 0

    def __call__(self, marks: Sequence[str]) -> str:
        fault, entries = self._look()
        safe = promised(marks, SAFE)
        if fault == "missing" and not safe:
            return ""
        return fault or ("lost" if entries < safe else "")

    def _look(self) -> tuple[str, int]:
        """What is wrong with the file, and how many entries are in it."""
        self._count += 1
        if not self._path.exists():
            return "missing", 0
        if self._count % IN_FULL == 0:
            found = self._in_full()
            known = self._known.setdefault(digest(self._path), found)
            assert known == found, (known, found)
            return found
        if not mend(self._path):
            return self._in_full()
        mark = digest(self._path)
        if mark not in self._known:
            self._known[mark] = self._in_full()
        return self._known[mark]

    def _in_full(self) -> tuple[str, int]:
        try:
            store = files.open_store(self._path, device="judge")
        except FileProblem as problem:
            return f"unreadable: {problem.key}", 0
        try:
            ids = [entry.id for entry in store.journal()]
            store.close()
            found = files.check(self._path)
        except FileProblem as problem:
            return f"unsound: {problem.key}", 0
        finally:
            store.close()
        if found.tables or found.pictures:
            return "half", len(ids)
        return ("" if ids == self._order[: len(ids)] else "out of order"), len(ids)


class EitherJudge:
    """One of several judges has nothing to say; for a file that may have one name or another."""

    def __init__(self, *judges: Judge) -> None:
        self._judges = judges

    def __call__(self, marks: Sequence[str]) -> str:
        found = [judge(marks) for judge in self._judges]
        return "" if "" in found else found[0]


class BothJudge:
    """Two judges, one after the other."""

    def __init__(self, first: Judge, second: Judge) -> None:
        self._first, self._second = first, second

    def __call__(self, marks: Sequence[str]) -> str:
        return self._first(marks) or self._second(marks)


class EraseJudge:
    """What was erased stands nowhere in any file; then another judge has the word."""

    def __init__(self, root: Path, judge: Judge) -> None:
        self._root, self._judge = root, judge

    def __call__(self, marks: Sequence[str]) -> str:
        if ERASED in marks:
            for path in files_below(self._root):
                if SECRET.encode() in path.read_bytes():
                    return f"not erased: {path.suffix or path.name}"
        return self._judge(marks)


class KeepJudge:
    """Whatever became of the file, with what the device keeps all that was said to be kept is there again.

    `ways` counts how: as the file is, taken over when it is opened, offered, or by a way out of a file that
    is damaged, "recorder" or "backup".
    """

    def __init__(self, path: Path, keep: Path, order: Sequence[Id]) -> None:
        self._path, self._keep = path, keep
        self._order = list(order)
        self._known: dict[bytes, tuple[str, set[Id]]] = {}
        self.ways: Counter[str] = Counter()
        self._count = 0

    def __call__(self, marks: Sequence[str]) -> str:
        self._count += 1
        mended = self._count % IN_FULL and mend(self._path)
        mark = digest(self._path, *files_below(self._keep)) if mended else b""
        way, ids = self._known.get(mark) or self._look()
        if mark:
            self._known[mark] = way, ids
        self.ways[way] += 1
        return "" if ids.issuperset(self._order[: promised(marks, KEPT)]) else f"lost, {way}"

    def _look(self) -> tuple[str, set[Id]]:
        """How the workshop is there again, and the entries in it."""
        try:
            found = self._opened()
            seen = files.check(self._path)
            differs = bool(seen.tables)
            if seen.pictures:
                return "no picture", set()
        except FileProblem as problem:
            return self._rescued(problem.key)
        return self._rescued("tables_differ") if differs else found

    def _opened(self) -> tuple[str, set[Id]]:
        store = files.open_store(self._path, device="judge", keep=self._keep)
        try:
            way = "taken over" if store.taken else "as it is"
            if store.offered:
                way = "offered"
                with suppress(Refused):  # what was torn before it was safe may lack what it needs
                    store.take_offer()
            done = store.flush()
            # The program checks each file after it was opened, and puts lost pictures back.
            if check_open(self._path).pictures:
                kept = photos.on_device(self._keep, store.doc_id)
                photos.mend(self._path, shown(store.state), kept)
            if not done:
                raise store.safety.trouble or FileProblem("unreadable", exit_code=4)
            return way, {entry.id for entry in store.journal()}
        finally:
            store.close()

    def _rescued(self, problem: str) -> tuple[str, set[Id]]:
        """The first way that the program names for a file with this problem, and leads somewhere."""
        target = self._path.with_name("rescued.werkstatt")
        for way in ways.ways_out(self._path, problem, self._keep):
            if way.kind == "salvage":  # what can be read in the file is not what was said to be safe
                break
            with suppress(FileProblem):
                ways.take(way, target, self._keep, Texts("en"))
                found = read(target, journal=True)
                seen = files.check(target)
                sound = not seen.tables and not seen.pictures
                target.unlink()
                return way.kind, {entry.id for entry in found.journal} if sound else set()
        return f"nothing for {problem}", set()


def mend(path: Path) -> bool:
    """Let SQLite take back what a crash left half done, as opening does; whether the file can be read."""
    try:
        files.inspect(path)
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except (FileProblem, sqlite3.Error):
        return False
    return True


def promised(marks: Sequence[str], word: str) -> int:
    """How many entries were said to be safe."""
    return max((int(mark.split()[1]) for mark in marks if mark.startswith(f"{word} ")), default=0)


def files_below(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]


def digest(*paths: Path) -> bytes:
    found = hashlib.sha1(usedforsecurity=False)
    for path in paths:
        content = path.read_bytes()
        found.update(b"%b %d " % (str(path).encode(), len(content)))
        found.update(content)
    return found.digest()
