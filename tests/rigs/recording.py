"""What a program wrote below a folder, call by call, as tests/rigs/shim.c took it down."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHIM = Path(__file__).with_name("shim.c")
_HEAD = struct.Struct("<BIIQQQ")


class Kind(IntEnum):
    """The calls that change something; MARK is a word of the program itself."""

    CREATE = 1
    WRITE = 2
    CUT = 3
    SYNC = 4
    UNLINK = 5
    RENAME = 6
    LINK = 7
    MKDIR = 8
    RMDIR = 9
    SYNC_FOLDER = 10
    MARK = 11


@dataclass(frozen=True, slots=True)
class Call:
    """One call. Files that are open are named by `inode`, others by `path`; `other` is a new name."""

    kind: Kind
    path: str
    other: str
    inode: int
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Known:
    """A file as it was before the recording began."""

    inode: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Recording:
    """All calls below `root`, and what was there before: files by path, None for a folder."""

    root: Path
    before: Mapping[str, Known | None]
    calls: tuple[Call, ...]
    after: Mapping[str, bytes]
    """The files as the program left them."""
    said: str
    """What the program printed."""


def build(folder: Path) -> Path | None:
    """The shim as a library in a folder; None where no C compiler is at hand or this is not Linux."""
    compiler = next(filter(None, map(shutil.which, ("cc", "gcc", "clang"))), None)
    if compiler is None or not sys.platform.startswith("linux"):
        return None
    library = folder / "shim.so"
    subprocess.run(
        [compiler, "-O1", "-shared", "-fPIC", "-o", library, SHIM, "-ldl", "-lpthread"],
        check=True,
        timeout=60,
    )
    return library


def record(library: Path, root: Path, *arguments: object, wrong: str = "") -> Recording:
    """Run the driver with these arguments and take down what it does below `root`."""
    root = root.resolve()
    log = root.with_name(f"{root.name}.log")
    before = {
        str(p): None if p.is_dir() else Known(p.stat().st_ino, p.read_bytes())
        for p in [root, *sorted(root.rglob("*"))]
    }
    said = drive(library, root, *arguments, wrong=wrong, log=log)
    content = log.read_bytes()
    log.unlink()
    return Recording(root, before, tuple(_calls(content)), contents(root), said)


def drive(
    library: Path,
    root: Path,
    *arguments: object,
    program: str = "driver",
    given: str = "",
    wrong: str = "",
    log: Path | None = None,
) -> str:
    """Run a program of this folder with the shim over `root`, and give it some input; what it prints."""
    environment = os.environ | {
        "LD_PRELOAD": str(library),
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "RIG_FOLDER": str(root.resolve()),
        "RIG_WRONG": wrong,
    }
    if log is not None:
        environment["RIG_LOG"] = str(log)
    done = subprocess.run(
        [sys.executable, "-m", f"tests.rigs.{program}", *map(str, arguments)],
        cwd=ROOT,
        env=environment,
        input=given,
        capture_output=True,
        encoding="utf-8",
        timeout=1800,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def contents(root: Path) -> dict[str, bytes]:
    """All files below a folder."""
    return {str(p): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


def _calls(log: bytes) -> list[Call]:
    calls = []
    place = 0
    while place < len(log):
        kind, path, other, inode, offset, length = _HEAD.unpack_from(log, place)
        place += _HEAD.size
        names = log[place : place + path + other]
        place += path + other
        data = log[place : place + length] if kind == Kind.WRITE else b""
        place += len(data)
        calls.append(
            Call(Kind(kind), os.fsdecode(names[:path]), os.fsdecode(names[path:]), inode, offset, data)
        )
    return calls
