"""A disk as it may look after the power went: what was synced is there; of the rest any part may be."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from pathlib import PurePosixPath

from .recording import Call, Kind, Known

SECTOR = 512
SHARES = (0.1, 0.5, 0.9)
"""How much of what was not synced survives, where any part of it may."""
CACHE = 64
"""So many calls a lying stick may keep to itself."""


class Rule(Enum):
    """What a disk makes of syncing.

    STRICT: what POSIX says and no more; a name is safe once its folder was synced. EXT4: names get onto
    the disk in the order of the calls, syncing a file brings its name along, and a file that takes the
    place of another has its content. LYING: syncing does nothing; each of the last calls may be on the
    disk or not, in any order.
    """

    STRICT = "strict"
    EXT4 = "ext4"
    LYING = "lying"


class How(Enum):
    """What survives of that which was not synced: nothing, all, what came first, any sectors."""

    NOTHING = "nothing"
    ALL = "all"
    FIRST = "first"
    SECTORS = "sectors"


class File:
    """Content that is on the disk."""

    __slots__ = ("content",)

    def __init__(self, content: bytes = b"") -> None:
        self.content = bytearray(content)


class Folder:
    """Names that are on the disk, and those that the program sees."""

    __slots__ = ("live", "names")

    def __init__(self) -> None:
        self.names: Names = {}
        self.live: Names = {}


Names = dict[str, File | Folder]


@dataclass(frozen=True, slots=True)
class Piece:
    """Bytes written at an offset of a file; no data: the file is cut, or made longer, to there."""

    file: File
    offset: int
    data: bytes | None


@dataclass(frozen=True, slots=True)
class Naming:
    """Names given in a folder, or taken away (None), by one call."""

    folder: Folder
    names: tuple[tuple[str, File | Folder | None], ...]

    def concerns(self, file: File) -> bool:
        return any(node is file for _, node in self.names)


Change = Piece | Naming


class Disk:
    """Takes in calls one after the other and says at any time what a power cut may leave."""

    def __init__(self, root: PurePosixPath, before: Mapping[str, Known | None], rule: Rule) -> None:
        self._rule = rule
        self._path = str(root)
        self._root = Folder()
        self._files: dict[int, File] = {}
        self.pending: list[Change] = []
        """What may be lost, in the order of the calls."""
        for path, known in before.items():
            if path == self._path:
                continue
            parent, name = self._place(path)
            node: File | Folder = Folder() if known is None else File(known.content)
            if known is not None and isinstance(node, File):
                self._files[known.inode] = node
            parent.live[name] = parent.names[name] = node

    def take(self, call: Call) -> None:
        """What a call does to the disk."""
        match call.kind:
            case Kind.WRITE:
                self._add(Piece(self._files[call.inode], call.offset, call.data))
            case Kind.CUT:
                self._add(Piece(self._files[call.inode], call.offset, None))
            case Kind.SYNC:
                self._sync(self._files[call.inode])
            case Kind.SYNC_FOLDER:
                self._sync_folder(self._folder(call.path))
            case Kind.MARK:
                pass
            case _:
                self._name(call)

    def sync(self) -> None:
        """Everything gets onto the disk."""
        self._settle(lambda _: True)

    def survivors(self, how: How, chance: random.Random) -> dict[str, bytes]:
        """The files by path as a power cut may leave them."""
        names: dict[Folder, Names] = {}
        contents: dict[File, bytearray] = {}
        for change in self._kept(how, chance):
            if isinstance(change, Naming):
                if change.folder not in names:
                    names[change.folder] = dict(change.folder.names)
                _give(names[change.folder], change)
            else:
                if change.file not in contents:
                    contents[change.file] = bytearray(change.file.content)
                _patch(contents[change.file], change)
        found = _walk(self._root, self._path, lambda folder: names.get(folder, folder.names))
        return {path: bytes(contents.get(file, file.content)) for path, file in found}

    def _kept(self, how: How, chance: random.Random) -> list[Change]:
        """What of the pending changes survives."""
        if how is How.NOTHING:
            return []
        if how is How.ALL:
            return self.pending
        if self._rule is Rule.LYING:
            share = chance.choice(SHARES)
            parts = self.pending if how is How.FIRST else [p for c in self.pending for p in _sectors(c)]
            return [part for part in parts if chance.random() < share]
        rows: dict[object, list[Change]] = {}
        for change in self.pending:
            rows.setdefault(self._order(change), []).append(change)
        kept: list[Change] = []
        for row in rows.values():
            if how is How.SECTORS and isinstance(row[0], Piece):
                kept += self._torn(row[0].file, row, chance)
            else:
                kept += row[: chance.randrange(len(row) + 1)]
        return kept

    def _torn(self, file: File, row: list[Change], chance: random.Random) -> list[Change]:
        """Some sectors of what was written to a file."""
        share = chance.choice(SHARES)
        kept = [part for change in row for part in _sectors(change) if chance.random() < share]
        size = max(c.offset + len(c.data or b"") for c in row if isinstance(c, Piece))
        if self._rule is Rule.STRICT and size > len(file.content) and chance.random() < 0.5:
            # A file may have got its length, and zeros for content.
            kept.insert(0, Piece(file, size, None))
        return kept

    def _order(self, change: Change) -> object:
        """Changes of which the later one is never on the disk without the earlier one."""
        if isinstance(change, Piece):
            return change.file
        return change.folder if self._rule is Rule.STRICT else Naming

    def _add(self, change: Change) -> None:
        self.pending.append(change)
        if self._rule is Rule.LYING and len(self.pending) > CACHE:
            _apply(self.pending.pop(0))

    def _sync(self, file: File) -> None:
        if self._rule is Rule.LYING:
            return
        self._settle(lambda change: isinstance(change, Piece) and change.file is file)
        if self._rule is Rule.EXT4:
            self._settle_names(lambda naming: naming.concerns(file))

    def _sync_folder(self, folder: Folder) -> None:
        if self._rule is Rule.STRICT:
            self._settle(lambda change: isinstance(change, Naming) and change.folder is folder)
        elif self._rule is Rule.EXT4:
            self._settle_names(lambda naming: naming.folder is folder)

    def _settle(self, meant: Callable[[Change], bool]) -> None:
        rest: list[Change] = []
        for change in self.pending:
            if meant(change):
                _apply(change)
            else:
                rest.append(change)
        self.pending = rest

    def _settle_names(self, meant: Callable[[Naming], bool]) -> None:
        """The names that are meant, and all that were given before."""
        last = max((n for n, c in enumerate(self.pending) if isinstance(c, Naming) and meant(c)), default=-1)
        settled = {id(c) for c in self.pending[: last + 1] if isinstance(c, Naming)}
        self._settle(lambda change: id(change) in settled)

    def _name(self, call: Call) -> None:
        folder, name = self._place(call.path)
        if call.kind in (Kind.UNLINK, Kind.RMDIR):
            self._given(folder, (name, None))
            return
        if call.kind in (Kind.CREATE, Kind.MKDIR):
            node: File | Folder = File() if call.kind is Kind.CREATE else Folder()
            if isinstance(node, File):
                self._files[call.inode] = node
            self._given(folder, (name, node))
            return
        target, new_name = self._place(call.other)
        node = folder.live[name]
        if call.kind is Kind.LINK:
            self._given(target, (new_name, node))
            return
        if target is not folder:
            raise NotImplementedError("a rename from one folder into another")
        if self._rule is Rule.EXT4 and isinstance(node, File):
            self._settle(lambda change: isinstance(change, Piece) and change.file is node)
        self._given(folder, (name, None), (new_name, node))

    def _given(self, folder: Folder, *names: tuple[str, File | Folder | None]) -> None:
        naming = Naming(folder, names)
        _give(folder.live, naming)
        self._add(naming)

    def _place(self, path: str) -> tuple[Folder, str]:
        parent, _, name = path.rpartition("/")
        return self._folder(parent), name

    def _folder(self, path: str) -> Folder:
        folder = self._root
        for name in path[len(self._path) :].split("/"):
            if name:
                node = folder.live[name]
                assert isinstance(node, Folder)
                folder = node
        return folder


def _apply(change: Change) -> None:
    if isinstance(change, Naming):
        _give(change.folder.names, change)
    else:
        _patch(change.file.content, change)


def _give(names: Names, naming: Naming) -> None:
    for name, node in naming.names:
        if node is None:
            names.pop(name, None)
        else:
            names[name] = node


def _patch(content: bytearray, piece: Piece) -> None:
    if len(content) < piece.offset:
        content.extend(bytes(piece.offset - len(content)))
    if piece.data is None:
        del content[piece.offset :]
    else:
        content[piece.offset : piece.offset + len(piece.data)] = piece.data


def _sectors(change: Change) -> Iterable[Change]:
    """A write as the sectors that can get onto the disk without each other."""
    if isinstance(change, Naming) or change.data is None:
        return [change]
    start, end = change.offset, change.offset + len(change.data)
    cuts = [start, *range(start - start % SECTOR + SECTOR, end, SECTOR), end]
    return [
        Piece(change.file, one, change.data[one - start : other - start]) for one, other in pairwise(cuts)
    ]


def _walk(folder: Folder, path: str, names: Callable[[Folder], Names]) -> Iterator[tuple[str, File]]:
    for name, node in names(folder).items():
        if isinstance(node, Folder):
            yield from _walk(node, f"{path}/{name}", names)
        else:
            yield f"{path}/{name}", node
