"""The pages of a SQLite file, read without SQLite, as far as they can be read.

For files that SQLite refuses. Nothing that the file says is run: only rows of tables are taken out, each
page is looked at once, and what makes no sense is counted and left out.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO

from . import limits

Value = str | bytes | int | float | None
Row = tuple[Value, ...]

_LEAF, _INNER = 0x0D, 0x05
USUAL = 4096
"""Bytes of a page in a file that a program of ours made."""
_MOST_COLUMNS = 100
_SIZES = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)


def page_size(head: bytes) -> int:
    """What the header of a file says of the size of its pages; the usual one where that makes no sense."""
    size = int.from_bytes(head[16:18], "big")
    size = 1 << 16 if size == 1 else size
    return size if 512 <= size <= 1 << 16 and size & (size - 1) == 0 else USUAL


class Pages:
    """The rows in a file. `lost` counts pages and rows that could not be read."""

    def __init__(self, file: BinaryIO, size: int = USUAL) -> None:
        self._file = file
        head = file.read(100)
        self._size = size
        reserved = head[20] if len(head) > 20 else 0
        self._usable = size - (reserved if reserved <= 32 else 0)
        self._count = -(-file.seek(0, 2) // self._size)
        self._seen = {0}
        self.lost = 0
        self._leave_out_free(head)

    def rows(self, root: int) -> Iterator[Row]:
        """The rows of the table whose tree begins at a page."""
        waiting = [root]
        while waiting:
            number = waiting.pop()
            if number in self._seen or number > self._count:
                self.lost += 1
                continue
            page = self._page(number)
            start = 100 if number == 1 else 0
            if page[start] == _INNER:
                self._seen.add(number)
                waiting += self._below(page, start)[::-1]
            elif page[start] == _LEAF:
                self._seen.add(number)
                yield from self._leaf(page, start)
            else:
                self.lost += 1

    def strays(self) -> Iterator[Iterator[Row]]:
        """The rows of each page that belongs to no table, as far as `rows` was asked for them."""
        for number in range(2, self._count + 1):
            if number not in self._seen and (page := self._page(number))[0] == _LEAF:
                self._seen.add(number)
                yield self._leaf(page, 0)

    def _page(self, number: int) -> bytes:
        self._file.seek((number - 1) * self._size)
        return self._file.read(self._size).ljust(self._size, b"\0")

    def _leave_out_free(self, head: bytes) -> None:
        """Pages that are not in use hold what was there before."""
        number, left = int.from_bytes(head[32:36], "big"), self._count
        while 1 < number <= self._count and number not in self._seen and left > 0:
            self._seen.add(number)
            page = self._page(number)
            count = min(int.from_bytes(page[4:8], "big"), (self._usable - 8) // 4)
            self._seen.update(struct.unpack_from(f">{count}I", page, 8))
            number, left = int.from_bytes(page[:4], "big"), left - 1 - count

    def _cells(self, page: bytes, start: int) -> tuple[int, ...]:
        """Where the cells of a page begin."""
        inner = page[start] == _INNER
        first = start + (12 if inner else 8)
        count = int.from_bytes(page[start + 3 : start + 5], "big")
        most = (self._usable - first) // 2
        if count > most:
            self.lost += 1
        return struct.unpack_from(f">{min(count, most)}H", page, first)

    def _below(self, page: bytes, start: int) -> list[int]:
        places = self._cells(page, start)
        found = [int.from_bytes(page[place : place + 4], "big") for place in places]
        return [*found, int.from_bytes(page[start + 8 : start + 12], "big")]

    def _leaf(self, page: bytes, start: int) -> Iterator[Row]:
        room = 2 * self._size
        for place in self._cells(page, start):
            try:
                payload = self._payload(page, place)
                yield _values(payload)
            except (IndexError, ValueError, struct.error):
                self.lost += 1
            else:
                # Cells of a sound page do not lie on each other.
                room -= min(len(payload), self._usable)
                if room < 0:
                    self.lost += 1
                    break

    def _payload(self, page: bytes, place: int) -> bytes:
        """All bytes of a row; fewer where the pages on which it goes on are lost."""
        length, place = _varint(page, place)
        _, place = _varint(page, place)
        if length > limits.ENTRY_BYTES:
            raise ValueError(length)
        local = length
        if length > self._usable - 35:
            least = (self._usable - 12) * 32 // 255 - 23
            local = least + (length - least) % (self._usable - 4)
            local = local if local <= self._usable - 35 else least
        found = bytearray(page[place : place + local])
        number = int.from_bytes(page[place + local : place + local + 4], "big") if local < length else 0
        while len(found) < length:
            if number in self._seen or number > self._count:
                self.lost += 1
                break
            self._seen.add(number)
            page = self._page(number)
            found += page[4 : min(self._usable, 4 + length - len(found))]
            number = int.from_bytes(page[:4], "big")
        return bytes(found)


def _values(payload: bytes) -> Row:
    """The values of a row. IndexError or ValueError is raised for what is no row."""
    end, place = _varint(payload, 0)
    kinds = []
    while place < end:
        kind, place = _varint(payload, place)
        kinds.append(kind)
        if len(kinds) > _MOST_COLUMNS:
            raise ValueError(kind)
    if place != end:
        raise ValueError(end)
    found: list[Value] = []
    for kind in kinds:
        length = _SIZES[kind] if kind < 10 else (kind - 12) // 2
        if length < 0:
            raise ValueError(kind)
        found.append(_value(kind, payload[place : place + length]))
        place += length
    return tuple(found)


def _value(kind: int, content: bytes) -> Value:
    if kind in (0, 8, 9):
        return None if kind == 0 else kind - 8
    if kind > 11:
        return content.decode("utf-8", "replace") if kind % 2 else content
    if len(content) < _SIZES[kind]:
        return None
    return (
        float(struct.unpack(">d", content)[0]) if kind == 7 else int.from_bytes(content, "big", signed=True)
    )


def _varint(page: bytes, place: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where it ends. IndexError is raised beyond the end."""
    value = 0
    for n in range(8):
        byte = page[place + n]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, place + n + 1
    return value << 8 | page[place + 8], place + 9
