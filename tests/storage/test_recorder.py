"""The recorder: what is appended is read again, whatever else happened to its file."""

from __future__ import annotations

import json
import os
import random
import stat
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import entry, made
from tests.plain import run_plain
from werkstatt_desktop.domain.edits import Change
from werkstatt_desktop.storage import recorder
from werkstatt_desktop.storage.recorder import RECORDER, Base, Line, Recorder, Recording, lines_after
from werkstatt_desktop.storage.rows import Row, entry_row

HOSTILE = [
    "",
    "a\nb\r\nc\x85d\u2028e\u2029f\x0b\x0c\x1c",
    'quote " backslash \\ {"row": []} 00000000 {}',
    "\x00\x1f",
    "⚡ 👩‍👩‍👧 \u202eתשע",
    "ä" * 4000,
]


def row(n: int, text: str = "neu") -> Row:
    return entry_row(entry(f"e{n}", n, made("x", Change("groups", "g1", {}, {"name": text}))))


def line(n: int, text: str = "neu", after: str | None = None) -> Line:
    return Line(row(n, text), after if after is not None else f"e{n - 1}")


def raw_line(content: object) -> bytes:
    text = json.dumps(content).encode()
    return b"%08x %s\n" % (zlib.crc32(text), text)


@pytest.fixture
def tmp_path(memory: Path) -> Path:
    return memory


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "keep" / "recorder" / "doc" / "at"


@pytest.fixture
def make(folder: Path) -> Iterator[Callable[[], Recorder]]:
    """Makes recorders for the same file, as one session after the other does; they are closed again."""
    recorders: list[Recorder] = []

    def one() -> Recorder:
        recorders.append(Recorder(folder, "doc", Path("/somewhere/Essen.werkstatt")))
        return recorders[-1]

    yield one
    for each in recorders:
        each.close()


def read(folder: Path) -> Recording:
    found = recorder.read(folder)
    assert found is not None
    return found


def ids(folder: Path) -> list[str]:
    return [each.id for each in read(folder).lines]


# --- Reading what was written


def test_lines_are_read_as_they_were_written(folder: Path, make: Callable[[], Recorder]) -> None:
    """Doc, path, lines in their order and what each follows come back, with whatever stands in the texts."""
    one = make()
    lines = [line(n, text) for n, text in enumerate(HOSTILE, 2)]
    one.append(lines[:2])
    one.append(lines[2:])
    found = read(folder)
    assert (found.doc_id, found.path, found.base) == ("doc", "/somewhere/Essen.werkstatt", None)
    assert list(found.lines) == lines
    assert [each.entry.edit.changes[0].after["name"] for each in found.lines] == HOSTILE


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=30), max_size=5))
def test_any_text(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    """Whatever a field can hold is recorded as it is."""
    folder = tmp_path_factory.mktemp("any")
    one = Recorder(folder, "doc", Path("/a"))
    one.append([line(n, text) for n, text in enumerate(texts)])
    one.close()
    assert [each.entry.edit.changes[0].after["name"] for each in read(folder).lines] == texts


def test_one_session_after_the_other(folder: Path, make: Callable[[], Recorder]) -> None:
    """A later session goes on behind what an earlier one left."""
    make().append([line(2)])
    assert make().begin()
    make().append([line(3), line(4)])
    assert ids(folder) == ["e2", "e3", "e4"]


def test_two_at_a_time(folder: Path, make: Callable[[], Recorder]) -> None:
    """Two programs that record at the same path take nothing away from each other."""
    one, two = make(), make()
    one.append([line(2)])
    two.append([line(3)])
    one.append([line(4)])
    two.append([line(5)])
    assert ids(folder) == ["e2", "e3", "e4", "e5"]


def test_nothing_recorded(folder: Path) -> None:
    """Where there is no recorder, none is read."""
    assert recorder.read(folder) is None


def test_path_that_is_no_text(folder: Path) -> None:
    """A file name made of bytes that are no UTF-8 is recorded and found again."""
    name = os.fsdecode(b"/somewhere/Gr\xfc\xdfe.werkstatt")
    one = Recorder(folder, "doc", Path(name))
    one.append([line(2)])
    one.close()
    assert os.fsencode(read(folder).path) == b"/somewhere/Gr\xfc\xdfe.werkstatt"


def test_latest_base_counts(folder: Path, make: Callable[[], Recorder]) -> None:
    """Of several backups the recorder names the one that was noted last; the lines stay."""
    one = make()
    one.note_base(Base("a", "1", "e1"))
    one.append([line(2)])
    one.note_base(Base("b", "2", "e2"))
    assert read(folder).base == Base("b", "2", "e2")
    assert ids(folder) == ["e2"]


def test_recorded_twice(folder: Path, make: Callable[[], Recorder]) -> None:
    """What is recorded again counts once, and stands after what it was said to follow last."""
    one = make()
    one.append([line(2), line(3)])
    one.append([line(2, after="x"), line(3)])
    assert [(each.id, each.after) for each in read(folder).lines] == [("e2", "x"), ("e3", "e2")]


@pytest.mark.parametrize("base", [None, Base("a", "1", "e3")])
def test_begun_anew(folder: Path, make: Callable[[], Recorder], base: Base | None) -> None:
    """Cleared, a recorder holds nothing but the backup that has all of it, and goes on from there."""
    one = make()
    one.append([line(2), line(3)])
    one.clear(base)
    assert (ids(folder), read(folder).base, read(folder).doc_id) == ([], base, "doc")
    one.append([line(4)])
    assert ids(folder) == ["e4"]


def test_cleared_without_having_begun(folder: Path, make: Callable[[], Recorder]) -> None:
    """A session in which nothing was recorded leaves no recorder, unless there is a backup to name."""
    make().clear(None)
    assert not folder.exists()
    make().clear(Base("a", "1", "e1"))
    assert read(folder).base == Base("a", "1", "e1")


@pytest.mark.parametrize(
    ("base", "lines", "last", "whole"),
    [
        (None, [line(2)], "e2", False),
        (Base("a", "1", "e1"), [], "e1", True),
        (Base("a", "1", "e1"), [], "e2", False),
        (Base("a", "1", "e1"), [line(2), line(3)], "e3", True),
        (Base("a", "1", "e1"), [line(2), line(3)], "e2", True),
        (Base("a", "1", "e1"), [line(2), line(4)], "e4", False),
        (Base("a", "1", "e3"), [line(2), line(3), line(4)], "e4", True),
        (Base("a", "1", "e1"), [line(3), line(4)], "e4", False),
    ],
)
def test_whether_all_of_a_file_is_there(base: Base | None, lines: list[Line], last: str, whole: bool) -> None:
    """A recording has all of a file only where each line follows the backup or another line."""
    assert Recording("doc", "/a", base, tuple(lines)).leads_to(last) is whole


def test_written_out_again(folder: Path, make: Callable[[], Recorder]) -> None:
    """What was read can be written in place of the old file, and is read as the same."""
    one = make()
    one.append([line(2, "ä"), line(3)])
    one.note_base(Base("b", "2", "e2"))
    before = read(folder)
    recorder.replace(folder / RECORDER, recorder.encoded(before))
    assert read(folder) == before


def test_lines_after_each_other() -> None:
    """Rows that were written in one go follow each other."""
    assert [(each.id, each.after) for each in lines_after([row(5), row(7)], "e1")] == [
        ("e5", "e1"),
        ("e7", "e5"),
    ]


# --- Damage


def test_torn_anywhere(folder: Path, make: Callable[[], Recorder]) -> None:
    """However much of the last line is there, what came before it is read, and what comes after it too.

    Where only its end is missing, the line is whole.
    """
    one = make()
    one.append([line(2)])
    whole = (folder / RECORDER).read_bytes()
    one.append([line(3, "ä⚡")])
    longer = (folder / RECORDER).read_bytes()
    one.close()
    for end in range(len(whole), len(longer)):
        (folder / RECORDER).write_bytes(longer[:end])
        there = ["e2", "e3"] if end == len(longer) - 1 else ["e2"]
        assert ids(folder) == there
        two = make()
        assert two.begin()
        two.append([line(4)])
        two.append([line(5)])
        two.close()
        assert ids(folder) == [*there, "e4", "e5"]


def test_damage_in_the_middle(folder: Path, make: Callable[[], Recorder]) -> None:
    """A line that was damaged is left out, never read as another text; all others are read."""
    one = make()
    lines = [line(n, f"Karte {n}") for n in range(2, 8)]
    one.append(lines)
    content = (folder / RECORDER).read_bytes()
    starts = [n for n in range(len(content)) if content[:n].endswith(b"\n")]
    chance = random.Random(1)
    for _ in range(300):
        place, bit = chance.randrange(starts[0], len(content)), 1 << chance.randrange(8)
        (folder / RECORDER).write_bytes(
            content[:place] + bytes([content[place] ^ bit]) + content[place + 1 :]
        )
        found = read(folder).lines
        assert set(found) <= set(lines)
        # A line end that is gone takes the next line along.
        assert len(found) >= len(lines) - 2


@given(st.binary(max_size=300))
def test_garbage(tmp_path_factory: pytest.TempPathFactory, garbage: bytes) -> None:
    """Nothing that stands in a recorder's file raises; what was sound before it and after it is read."""
    folder = tmp_path_factory.mktemp("garbage")
    (folder / RECORDER).write_bytes(garbage)
    assert recorder.read(folder) is None
    one = Recorder(folder, "doc", Path("/a"))
    one.append([line(2)])
    with (folder / RECORDER).open("ab") as file:
        file.write(garbage)
    one.close()
    two = Recorder(folder, "doc", Path("/a"))
    two.append([line(3)])
    two.close()
    assert ids(folder) == ["e2", "e3"]


@pytest.mark.parametrize(
    "content",
    [
        5,
        "row",
        ["row"],
        {},
        {"row": 5, "after": "x"},
        {"row": [], "after": "x"},
        {"row": list(row(2)), "after": None},
        {"row": list(row(2))},
        {"row": [*row(2)[:-1], 0], "after": "x"},
        {"row": [*row(2), 0], "after": "x"},
        {"row": ["e2", "2", *row(2)[2:]], "after": "x"},
        {"row": [*row(2)[:4], 5, *row(2)[5:]], "after": "x"},
        {"base": "a"},
        {"base": "a", "sha256": 5, "last": "x"},
        {"doc": "doc"},
        {"doc": 5, "path": "x"},
    ],
)
def test_sound_lines_without_sense(folder: Path, make: Callable[[], Recorder], content: object) -> None:
    """A line with a right checksum that no recorder writes is left out."""
    make().append([line(1)])
    with (folder / RECORDER).open("ab") as file:
        file.write(raw_line(content))
    found = read(folder)
    assert (found.doc_id, found.base, [each.id for each in found.lines]) == ("doc", None, ["e1"])


def test_first_line_lost(folder: Path, make: Callable[[], Recorder]) -> None:
    """A recorder whose beginning is gone is that of the workshop after which its folder is named."""
    make().append([line(2), line(3)])
    content = (folder / RECORDER).read_bytes()
    start = content.index(b"\n") + 1
    (folder / RECORDER).write_bytes(bytes(start) + content[start:])
    assert (read(folder).doc_id, read(folder).path, ids(folder)) == ("doc", "", ["e3"])
    assert make().begin()
    make().append([line(4)])
    assert ids(folder) == ["e3", "e4"]


def test_unreadable_recorder_is_put_aside(folder: Path, make: Callable[[], Recorder]) -> None:
    """A recorder in which nothing is sound is kept under another name, and that it is gone is said once."""
    folder.mkdir(parents=True)
    (folder / RECORDER).write_bytes(bytes(5000))
    one = make()
    assert not one.begin()
    assert one.begin()
    one.append([line(2)])
    assert ids(folder) == ["e2"]
    aside = [path for path in folder.iterdir() if path.name.startswith("unreadable-")]
    assert [path.read_bytes() for path in aside] == [bytes(5000)]


def test_recorder_deleted_underneath(folder: Path, make: Callable[[], Recorder]) -> None:
    """A recorder that was deleted while it was in use is missed, and begun again."""
    one = make()
    one.append([line(2)])
    (folder / RECORDER).unlink()
    assert not one.begin()
    one.append([line(3)])
    assert one.begin()
    assert ids(folder) == ["e3"]


def test_recorder_replaced_underneath(folder: Path, make: Callable[[], Recorder]) -> None:
    """Another program has put a new recorder in the place: that is noticed, the new one gets the lines."""
    one = make()
    one.append([line(2)])
    make().clear(Base("a", "1", "e2"))
    assert not one.begin()
    one.append([line(3)])
    assert (ids(folder), read(folder).base) == (["e3"], Base("a", "1", "e2"))


@pytest.mark.skipif(os.name != "posix", reason="limits of files are POSIX")
def test_disk_full_in_the_middle_of_a_line(folder: Path) -> None:
    """A line that found no room is refused; with room again it is there once, and so is the next."""
    code = """
import resource, sys
from pathlib import Path
from tests.storage.test_recorder import line
from werkstatt_desktop.storage.recorder import RECORDER, Recorder

folder = Path(sys.argv[1])
one = Recorder(folder, "doc", Path("/a"))
one.append([line(2)])
_, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
for room in (3, 100, 0):
    resource.setrlimit(resource.RLIMIT_FSIZE, ((folder / RECORDER).stat().st_size + room, hard))
    try:
        one.append([line(3), line(4, "x" * 4000)])
        print("taken")
    except OSError:
        print("refused")
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
assert one.begin()
one.append([line(3), line(4, "x" * 4000)])
one.append([line(5)])
"""
    assert run_plain(code, folder).split() == ["refused"] * 3
    assert ids(folder) == ["e2", "e3", "e4", "e5"]


@pytest.mark.skipif(os.name != "posix", reason="limits of files are POSIX")
def test_no_room_for_a_new_recorder(folder: Path) -> None:
    """Where not even the first line finds room, however often it is tried, nothing piles up."""
    code = """
import resource, sys
from pathlib import Path
from tests.storage.test_recorder import line
from werkstatt_desktop.storage.recorder import Recorder

_, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (10, hard))
folder = Path(sys.argv[1])
one = Recorder(folder, "doc", Path("/a"))
for _ in range(5):
    try:
        one.append([line(2)])
        print("taken")
    except OSError:
        print("refused")
print(len(list(folder.iterdir())))
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
one.append([line(2)])
print(len(list(folder.iterdir())))
"""
    assert run_plain(code, folder).split() == ["refused"] * 5 + ["0", "1"]
    assert ids(folder) == ["e2"]


# --- On the disk, and for nobody else's eyes


@pytest.mark.skipif(os.name != "posix", reason="rights of files are POSIX")
def test_only_the_user_may_look(tmp_path: Path, folder: Path, make: Callable[[], Recorder]) -> None:
    """Folders are 0700 and files 0600, whatever the mask is."""
    before = os.umask(0)
    try:
        one = make()
        one.append([line(2)])
        one.keep_drafts({"a": "b"})
        one.leave(["e1"])
        one.clear(Base("a", "1", "e2"))
    finally:
        os.umask(before)
    found = {
        str(path.relative_to(tmp_path)): stat.S_IMODE(path.stat().st_mode) for path in tmp_path.rglob("*")
    }
    top = "keep/recorder/doc/at"
    assert found == {
        "keep": 0o700,
        "keep/recorder": 0o700,
        "keep/recorder/doc": 0o700,
        top: 0o700,
        f"{top}/recorder.jsonl": 0o600,
        f"{top}/drafts.json": 0o600,
        f"{top}/left.json": 0o600,
    }


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="asks Linux what a handle leads to")
def test_names_on_the_way_are_on_the_disk(
    tmp_path: Path, folder: Path, make: Callable[[], Recorder], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A session syncs the file and each folder on the way, also those that an earlier one left behind."""
    make().append([line(2)])
    synced: list[str] = []
    fsync = os.fsync

    def noted(handle: int) -> None:
        synced.append(str(Path(f"/proc/self/fd/{handle}").readlink()))
        fsync(handle)

    monkeypatch.setattr(os, "fsync", noted)
    make().begin()
    wanted = [folder / RECORDER, folder, *folder.parents[:4]]
    assert synced == [str(path) for path in wanted]
    assert wanted[-1] == tmp_path


# --- Drafts, and what was left


def test_drafts(folder: Path, make: Callable[[], Recorder]) -> None:
    """What stood in fields is there again, in place of what stood there before, until there is nothing."""
    one = make()
    assert recorder.drafts(folder) == {}
    one.keep_drafts({"a": "x" * 9000})
    texts = {f"field {n}": text for n, text in enumerate(HOSTILE)}
    one.keep_drafts(texts)
    assert recorder.drafts(folder) == texts
    one.keep_drafts({})
    assert recorder.drafts(folder) == {}
    one.keep_drafts({})


def test_half_a_character_in_a_draft(folder: Path, make: Callable[[], Recorder]) -> None:
    """A field that holds half a character does not keep the rest from being kept."""
    make().keep_drafts({"a": "vorher \ud83d nachher", "b": "ganz"})
    assert recorder.drafts(folder) == {"a": "vorher ? nachher", "b": "ganz"}


@given(st.binary(max_size=100) | st.sampled_from([b"[1]", b'{"a": 1, "b": "x"}', b"[" * 100_000, b'"a"']))
def test_garbage_in_drafts_and_what_was_left(
    tmp_path_factory: pytest.TempPathFactory, garbage: bytes
) -> None:
    """Nothing that stands there raises; what is no text is left out."""
    folder = tmp_path_factory.mktemp("garbage")
    for name in (recorder.DRAFTS, recorder.LEFT):
        (folder / name).write_bytes(garbage)
    assert {type(text) for text in recorder.drafts(folder).values()} <= {str}
    assert {type(id) for id in recorder.left(folder)} <= {str}


def test_left(folder: Path, make: Callable[[], Recorder]) -> None:
    """What was left once stays left when more is."""
    assert recorder.left(folder) == frozenset()
    make().leave(["e2", "e1"])
    make().leave(["e3"])
    assert recorder.left(folder) == {"e1", "e2", "e3"}
