"""A file that somebody brings: which kind of table it is, and what stands in it."""

from __future__ import annotations

from pathlib import Path

from ..domain.errors import FileProblem
from .delimited import read_csv
from .table import Table

MOST_BYTES = 24 << 20
"""Of a file that is read; a table of 20,000 long cards is smaller."""
ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm")
"""Names of files that are taken for tables; what is in a file tells its kind."""
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_OTHERS = (b"SQLite format 3\x00", b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"{\\rtf")


def read_tables(path: Path) -> tuple[Table, ...]:
    """The tables in a file that have any text; a CSV file has one.

    Raises `FileProblem`: missing, unreadable, table_too_large, table_locked, table_damaged, other_table,
    old_table, not_a_table, empty_table.
    """
    tables = tables_of(_content(path))
    if not tables:
        raise FileProblem("empty_table", exit_code=2)
    return tables


def tables_of(content: bytes) -> tuple[Table, ...]:
    """The tables in the bytes of a file. Raises as `read_tables` does."""
    if content.startswith(b"PK"):
        from .xlsx import read_xlsx

        return read_xlsx(content)
    if content.startswith(_OLD_OFFICE):
        # Excel's files with a password look so, too.
        raise FileProblem("old_table", exit_code=2)
    if content.startswith(_OTHERS):
        raise FileProblem("not_a_table", exit_code=2)
    table = read_csv(content)
    return (table,) if table.rows else ()


def _content(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise FileProblem("unreadable" if path.exists() else "missing", exit_code=4)
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise FileProblem("unreadable", exit_code=4) from error
    if len(content) > MOST_BYTES:
        raise FileProblem("table_too_large", exit_code=1)
    return content
