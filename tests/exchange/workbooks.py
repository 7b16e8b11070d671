"""Workbooks for the tests, whole and hostile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook


def workbook(rows: Sequence[Sequence[object]], more: Callable[[Workbook], None] | None = None) -> bytes:
    """A workbook with these rows in its first sheet, as the library writes it."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    if more is not None:
        more(book)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The same file with one part replaced, or one more."""
    target = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for known in old.namelist():
            if known != name:
                new.writestr(known, old.read(known))
        new.writestr(name, part)
    return target.getvalue()


def part_of(content: bytes, name: str) -> bytes:
    with ZipFile(BytesIO(content)) as parts:
        return parts.read(name)
