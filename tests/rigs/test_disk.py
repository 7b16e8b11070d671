"""The disk of the power cuts loses what may be lost, and nothing else."""

from __future__ import annotations

import random
from pathlib import PurePosixPath

import pytest

from .disk import CACHE, SECTOR, Disk, How, Rule
from .recording import Call, Kind, Known

ROOT = "/r"
OLD = b"old" * 500


def disk(rule: Rule) -> Disk:
    return Disk(PurePosixPath(ROOT), {ROOT: None, "/r/a": Known(1, OLD)}, rule)


def call(
    kind: Kind, path: str = "", *, other: str = "", inode: int = 0, at: int = 0, data: bytes = b""
) -> Call:
    return Call(kind, path, other, inode, at, data)


def left(disk: Disk) -> set[tuple[tuple[str, bytes], ...]]:
    """All that a power cut may leave, as far as chance finds it."""
    chance = random.Random(1)
    return {tuple(sorted(disk.survivors(how, chance).items())) for _ in range(200) for how in How}


def names(disk: Disk) -> set[tuple[str, ...]]:
    return {tuple(path for path, _ in files) for files in left(disk)}


def contents(disk: Disk) -> set[bytes]:
    return {content for files in left(disk) for path, content in files if path == "/r/a"}


@pytest.mark.parametrize("rule", [Rule.STRICT, Rule.EXT4])
def test_what_was_synced_stays(rule: Rule) -> None:
    """A write may be there, not there or there in sectors; after syncing it is there."""
    written = disk(rule)
    written.take(call(Kind.WRITE, inode=1, data=b"N" * (2 * SECTOR)))
    new, old = (
        b"N" * SECTOR,
        OLD[:SECTOR],
    )
    second = OLD[SECTOR : 2 * SECTOR]
    rest = OLD[2 * SECTOR :]
    assert contents(written) == {one + two + rest for one in (new, old) for two in (new, second)}
    written.take(call(Kind.SYNC, inode=1))
    assert contents(written) == {new + new + rest}


def test_writes_one_after_the_other() -> None:
    """Of several writes any may be missing, the earlier ones too."""
    written = disk(Rule.STRICT)
    written.take(call(Kind.WRITE, inode=1, at=0, data=b"1"))
    written.take(call(Kind.WRITE, inode=1, at=1, data=b"2"))
    assert {content[:2] for content in contents(written)} == {b"ol", b"1l", b"o2", b"12"}


def test_file_that_grows() -> None:
    """A file may have got its length and zeros for content; on ext4 it has not."""
    for rule, zeros in ((Rule.STRICT, True), (Rule.EXT4, False)):
        grown = disk(rule)
        grown.take(call(Kind.WRITE, inode=1, at=len(OLD), data=b"N" * 8))
        assert (OLD + bytes(8) in contents(grown)) is zeros
        assert {OLD, OLD + b"N" * 8} <= contents(grown)


def test_name_needs_its_folder_synced() -> None:
    """Syncing a new file does not keep its name; on ext4 it does."""
    for rule, safe in ((Rule.STRICT, False), (Rule.EXT4, True)):
        made = disk(rule)
        made.take(call(Kind.CREATE, "/r/b", inode=2))
        assert names(made) == {("/r/a",), ("/r/a", "/r/b")}
        made.take(call(Kind.SYNC, inode=2))
        assert (("/r/a",) not in names(made)) is safe
        made.take(call(Kind.SYNC_FOLDER, ROOT))
        assert names(made) == {("/r/a", "/r/b")}


def test_names_go_in_their_order() -> None:
    """A name that was given later is not there without the earlier one."""
    made = disk(Rule.STRICT)
    made.take(call(Kind.CREATE, "/r/b", inode=2))
    made.take(call(Kind.UNLINK, "/r/a"))
    assert names(made) == {("/r/a",), ("/r/a", "/r/b"), ("/r/b",)}


def test_file_in_place_of_another() -> None:
    """In place of another file is all of the new one or the old one, on ext4 even where it was not synced."""
    for rule, torn in ((Rule.STRICT, True), (Rule.EXT4, False)):
        replaced = disk(rule)
        replaced.take(call(Kind.CREATE, "/r/b", inode=2))
        replaced.take(call(Kind.WRITE, inode=2, data=b"new"))
        replaced.take(call(Kind.RENAME, "/r/b", other="/r/a"))
        assert {OLD, b"new"} <= contents(replaced)
        assert (b"" in contents(replaced)) is torn


def test_stick_keeps_the_last_calls_to_itself() -> None:
    """Syncing does nothing; what is older than its cache is on the stick."""
    stick = disk(Rule.LYING)
    for n in range(CACHE):
        stick.take(call(Kind.WRITE, inode=1, at=n, data=b"N"))
        stick.take(call(Kind.SYNC, inode=1))
    assert OLD in contents(stick)
    stick.take(call(Kind.WRITE, inode=1, at=CACHE, data=b"N"))
    assert {content[:1] for content in contents(stick)} == {b"N"}
    assert {content[1:2] for content in contents(stick)} == {b"N", OLD[1:2]}
