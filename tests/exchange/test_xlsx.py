"""Excel's files: what stands in them, and what is refused."""

from __future__ import annotations

import struct
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from time import process_time
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from tests.exchange.workbooks import part_of, with_part, workbook
from werkstatt_desktop.domain.errors import FileProblem
from werkstatt_desktop.exchange.reading import read_tables, tables_of
from werkstatt_desktop.exchange.xlsx import MOST_UNPACKED, read_xlsx
from werkstatt_desktop.texts import Texts

SHEET = "xl/worksheets/sheet1.xml"


def key_of(content: bytes) -> str:
    """Why a file is refused; there is a sentence for it in both languages."""
    with pytest.raises(FileProblem) as problem:
        tables_of(content)
    assert Texts("de").sentence(problem.value) != Texts("en").sentence(problem.value)
    return problem.value.key


def taken_or_refused(content: bytes) -> bool:
    """Whether there is a table, or a sentence; anything else that is raised fails the test."""
    try:
        tables_of(content)
    except FileProblem as problem:
        return bool(Texts("de").sentence(problem))
    return True


def test_values() -> None:
    """Texts, numbers, days and times come as one would write them."""
    rows: list[list[object]] = [
        ["Text", "Zahl", "Tag", "Zeit"],
        ["Grün", 5, date(2026, 11, 22), time(9, 30)],
        ["Blau", 2.5, datetime.fromisoformat("2026-11-22T14:05"), None],
    ]
    (table,) = read_xlsx(workbook(rows))
    assert table.rows[1:] == (
        ("Grün", "5", "2026-11-22", "09:30"),
        ("Blau", "2.5", "2026-11-22 14:05", ""),
    )


def test_formulas() -> None:
    """Of a formula the value counts, and never its wording."""
    content = workbook([["Text"], ["Karte"]])
    source = part_of(content, SHEET).replace(
        b"</sheetData>",
        b'<row r="3"><c r="A3" t="str"><f>CONCATENATE("ge","rechnet")</f><v>gerechnet</v></c></row>'
        b'<row r="4"><c r="A4"><f>HYPERLINK("http://x")</f></c></row></sheetData>',
    )
    (table,) = read_xlsx(with_part(content, SHEET, source))
    assert table.rows == (("Text",), ("Karte",), ("gerechnet",))


def test_text_like_a_formula() -> None:
    """A text that begins like a formula stays text."""
    content = workbook([["Text"], ["x"]])
    source = part_of(content, SHEET).replace(
        b"</sheetData>", b'<row r="3"><c r="A3" t="inlineStr"><is><t>=1+1</t></is></c></row></sheetData>'
    )
    (table,) = read_xlsx(with_part(content, SHEET, source))
    assert table.rows[2] == ("=1+1",)


def test_merged_cells() -> None:
    """A cell that was merged with those below it holds for their rows; beside it nothing is repeated."""

    def merge(book: Workbook) -> None:
        sheet = book.worksheets[0]
        sheet.merge_cells("A2:A4")
        sheet.merge_cells("A1:C1")

    rows: list[list[object]] = [
        ["Werkstatt", None, None],
        ["Tisch 1", "a", "x"],
        [None, "b", "y"],
        [None, "c", "z"],
    ]
    (table,) = read_xlsx(workbook(rows, merge))
    assert table.rows[0] == ("Werkstatt", "", "")
    assert [row[0] for row in table.rows[1:]] == ["Tisch 1"] * 3


def test_sheets() -> None:
    """Each sheet with text is a table of its own; hidden ones are left out."""

    def add(book: Workbook) -> None:
        book.create_sheet("Leer")
        book.create_sheet("Zweites").append(["b"])
        hidden = book.create_sheet("Versteckt")
        hidden.append(["c"])
        hidden.sheet_state = "hidden"

    tables = read_xlsx(workbook([["a"]], add))
    assert [(table.name, table.rows) for table in tables] == [("Sheet", (("a",),)), ("Zweites", (("b",),))]


def test_far_cell() -> None:
    """A cell in the last corner of the largest sheet there is costs neither time nor memory."""
    content = workbook([["Text"], ["Karte"]])
    source = part_of(content, SHEET).replace(
        b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )
    started = process_time()
    (table,) = read_xlsx(with_part(content, SHEET, source.replace(b'ref="A1:A2"', b'ref="A1:XFD1048576"')))
    assert table.rows == (("Text",), ("Karte",))
    assert process_time() - started < 20


def test_zip_bomb() -> None:
    """A file that would unpack to more than a table ever is, is refused before it is unpacked."""
    bomb = with_part(workbook([["a"]]), SHEET, b"<a>" + b" " * (MOST_UNPACKED + 1))
    assert len(bomb) < 100_000
    assert key_of(bomb) == "table_too_large"


def test_lying_zip_bomb() -> None:
    """One that says it is small is not unpacked further than it says."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", b"<a>" + b" " * (1 << 28))
    content = bytearray(target.getvalue())
    at = content.rindex(b"PK\x01\x02")
    content[at + 24 : at + 28] = struct.pack("<I", 1000)
    started = process_time()
    assert key_of(bytes(content)) == "table_damaged"
    assert process_time() - started < 20


def test_many_marks() -> None:
    """Millions of empty elements are refused: each takes twenty times its size in memory."""
    bomb = with_part(workbook([["a"]]), "xl/styles.xml", b"<a>" + b"<b/>" * 3_100_000 + b"</a>")
    assert key_of(bomb) == "table_too_large"


def test_many_parts() -> None:
    """So are thousands of parts."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_STORED) as parts:
        parts.writestr("xl/workbook.xml", b"<a/>")
        for n in range(2100):
            parts.writestr(f"xl/{n}.xml", b"")
    assert key_of(target.getvalue()) == "table_too_large"


def test_entities() -> None:
    """No file may define entities that grow."""
    laughs = b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><sst>&c;</sst>'
    assert key_of(with_part(workbook([["a"]]), "xl/sharedStrings.xml", laughs)) == "table_damaged"


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "old_table"),
        (b"SQLite format 3\0" + b"\0" * 100, "not_a_table"),
        (b"%PDF-1.7 ...", "not_a_table"),
        (b"\x89PNG\r\n\x1a\n", "not_a_table"),
        (b"PK\x03\x04 no archive", "table_damaged"),
    ],
)
def test_other_files(content: bytes, key: str) -> None:
    """What is no table of ours is refused for its reason."""
    assert key_of(content) == key


def test_open_document() -> None:
    """A table of LibreOffice has a sentence that says what to do."""
    target = BytesIO()
    with ZipFile(target, "w") as parts:
        parts.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        parts.writestr("content.xml", "<a/>")
    assert key_of(target.getvalue()) == "other_table"


WHOLE = workbook([["Text", "Gruppe"], ["Mehr Grün", "A"], ["Bänke", "B"]])


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_damage(data: st.DataObject) -> None:
    """Whatever is wrong in a part of a file, there is a table or a sentence."""
    with ZipFile(BytesIO(WHOLE)) as parts:
        names = sorted(parts.namelist())
    name = data.draw(st.sampled_from(names))
    source = part_of(WHOLE, name)
    start = data.draw(st.integers(0, len(source)))
    end = data.draw(st.integers(start, min(len(source), start + 60)))
    put = data.draw(
        st.sampled_from([b"", b"<a/>", b'"', b"-1", b"99999999999", b"nan", b"\xff", b"<a>", b"r"])
    )
    assert taken_or_refused(with_part(WHOLE, name, source[:start] + put + source[end:]))


@settings(max_examples=80, deadline=None)
@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=8))
def test_damaged_bytes(at: int, put: bytes) -> None:
    """The same for damage in the file itself."""
    assert taken_or_refused(WHOLE[:at] + put + WHOLE[at + len(put) :])


def test_ten_thousand_rows() -> None:
    """10,000 rows of five columns are read in a few seconds."""
    content = workbook(
        [["Text", "Kategorie", "Gruppe", "Thema", "Erläuterung"]]
        + [[f"Karte {n}", "Chance", f"Gruppe {n % 4}", f"Thema {n % 40}", "weil"] for n in range(10_000)]
    )
    started = process_time()
    (table,) = read_xlsx(content)
    assert len(table.rows) == 10_001
    assert process_time() - started < 60


def test_files(tmp_path: Path) -> None:
    """A file is told by what is in it, not by its name."""
    (tmp_path / "a.csv").write_bytes(WHOLE)
    (tmp_path / "a.xlsx").write_bytes(b"Text;Gruppe\na;b\n")
    assert read_tables(tmp_path / "a.csv")[0].rows[0] == ("Text", "Gruppe")
    assert read_tables(tmp_path / "a.xlsx")[0].rows[1] == ("a", "b")


@pytest.mark.parametrize(
    ("name", "key"), [("none.csv", "missing"), ("", "unreadable"), ("empty.csv", "empty_table")]
)
def test_files_without_a_table(tmp_path: Path, name: str, key: str) -> None:
    """Missing files, folders and empty files have their sentences."""
    (tmp_path / "empty.csv").write_bytes(b"")
    with pytest.raises(FileProblem) as problem:
        read_tables(tmp_path / name)
    assert problem.value.key == key


def test_large_file(tmp_path: Path) -> None:
    """A file of gigabytes is not read."""
    with (tmp_path / "big.csv").open("wb") as file:
        file.truncate(5 << 30)
    with pytest.raises(FileProblem) as problem:
        read_tables(tmp_path / "big.csv")
    assert problem.value.key == "table_too_large"
