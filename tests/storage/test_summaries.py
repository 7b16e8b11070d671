"""What the start page knows of workshops it does not open."""

from __future__ import annotations

import json
import os
import sqlite3
from pathlib import Path

import pytest

from tests.workshops import workshop
from werkstatt_desktop.storage import files
from werkstatt_desktop.storage.summaries import THEME, Summaries, Summary, summary


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return workshop(tmp_path / "a" / "Wohnen.werkstatt", series="Stadtforum", number="2", place="Essen")


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "workshops.json"


def stamp(path: Path) -> tuple[bytes, int, list[Path]]:
    return path.read_bytes(), path.stat().st_mtime_ns, sorted(path.parent.iterdir())


def test_facts_and_counts(path: Path) -> None:
    """A summary has the facts of the event and says how many groups and cards there are."""
    found = summary(path)
    assert (found.title, found.series, found.number) == ("Wohnen im Alter", "Stadtforum", "2")
    assert (found.date, found.place, found.groups, found.cards) == ("2026-03-03", "Essen", 2, 5)
    assert found.problem == ""


def test_boxes_of_the_fullest_board(path: Path) -> None:
    """The picture has a box for each card and theme of the group with the most cards."""
    boxes = summary(path).boxes
    assert [box.colour for box in boxes] == [THEME, *["green"] * 5]
    assert min(box.x for box in boxes) == min(box.y for box in boxes) == 0


def test_reading_leaves_no_trace(path: Path) -> None:
    """File, time and folder are the same after a summary was read."""
    before = stamp(path)
    summary(path)
    assert stamp(path) == before


def test_reading_beside_an_open_workshop(path: Path) -> None:
    """A workshop that is open can be read, and its writer does not notice."""
    store = files.open_store(path, device="a")
    assert summary(path).cards == 5
    store.close()


@pytest.mark.parametrize(
    ("content", "problem"),
    [(b"", "empty_file"), (b"x" * 200, "not_a_workshop"), (b"\0" * 4096, "damaged")],
)
def test_broken_file(tmp_path: Path, content: bytes, problem: str) -> None:
    """What is wrong with a file is in its summary; nothing is raised."""
    path = tmp_path / "Kaputt.werkstatt"
    path.write_bytes(content)
    assert summary(path) == Summary(str(path), problem=problem)


def test_damage_inside(path: Path) -> None:
    """A file whose pages are overwritten gives a summary with a problem."""
    content = bytearray(path.read_bytes())
    content[4096:16384] = os.urandom(12288)
    path.write_bytes(content)
    assert summary(path).problem == "damaged"


def test_newer_file(path: Path) -> None:
    """A file of a newer program is not read."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    assert summary(path).problem == "newer"


def test_known_without_looking(path: Path, cache: Path) -> None:
    """What was found once is known in the next run, before any file is looked at."""
    first = Summaries(cache)
    found = first.of(path)
    first.keep_only([path])
    second = Summaries(cache)
    second.load()
    assert second.known(path) == found
    assert second.all() == [found]


def test_read_again_only_when_changed(path: Path, cache: Path) -> None:
    """A file is read again when it was written, and only then."""
    known = Summaries(cache)
    known.of(path)
    before = path.stat()
    path.write_bytes(b"x" * before.st_size)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert known.of(path).problem == ""
    path.unlink()
    assert known.of(workshop(path, count=7)).cards == 7


def test_missing_file_keeps_what_was_known(path: Path, cache: Path) -> None:
    """A workshop that has gone is still called by its name."""
    known = Summaries(cache)
    known.of(path)
    path.unlink()
    found = known.of(path)
    assert (found.title, found.problem) == ("Wohnen im Alter", "missing")


def test_found_again(path: Path, cache: Path) -> None:
    """A workshop that is back where it was is whole again."""
    known = Summaries(cache)
    known.of(path)
    away = path.rename(path.with_suffix(".away"))
    assert known.of(path).problem == "missing"
    away.rename(path)
    assert known.of(path).problem == ""


def test_forgets_what_is_not_listed(path: Path, cache: Path) -> None:
    """A workshop that is no longer listed leaves nothing in the cache."""
    known = Summaries(cache)
    known.of(path)
    known.keep_only([path])
    assert "Wohnen" in cache.read_text(encoding="utf-8")
    known.keep_only([])
    assert "Wohnen" not in cache.read_text(encoding="utf-8")


def test_others_cannot_read_the_cache(path: Path, cache: Path) -> None:
    """The cache names workshops; it is the user's alone."""
    known = Summaries(cache)
    known.of(path)
    known.keep_only([path])
    assert cache.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"version": 1}', '{"version": 2, "workshops": []}', '{"version": 1, "workshops": [{}]}'],
)
def test_broken_cache_counts_as_empty(cache: Path, text: str) -> None:
    """A cache that cannot be understood is left aside."""
    cache.parent.mkdir()
    cache.write_text(text, encoding="utf-8")
    known = Summaries(cache)
    known.load()
    assert known.all() == []


@pytest.mark.parametrize(
    ("field", "value"), [("title", 7), ("cards", "x"), ("boxes", [["a"]]), ("strange", 1)]
)
def test_cache_with_strange_values(path: Path, cache: Path, field: str, value: object) -> None:
    """Values of another kind make the cache count as empty."""
    known = Summaries(cache)
    known.of(path)
    known.keep_only([path])
    content = json.loads(cache.read_text(encoding="utf-8"))
    content["workshops"][0][field] = value
    cache.write_text(json.dumps(content), encoding="utf-8")
    again = Summaries(cache)
    again.load()
    assert again.all() == []


def test_unwritable_cache(path: Path, tmp_path: Path) -> None:
    """Where the cache cannot be written, summaries are read all the same."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    known = Summaries(tmp_path / "file" / "workshops.json")
    assert known.of(path).cards == 5
    known.keep_only([path])
    assert known.of(path).cards == 5
