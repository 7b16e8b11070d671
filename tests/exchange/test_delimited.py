"""Tables as text, in the encodings and with the separators of other programs."""

from __future__ import annotations

import pytest

from werkstatt_desktop.domain.errors import FileProblem
from werkstatt_desktop.exchange.delimited import decoded, read_csv, read_pasted

GERMAN = "Text;Gruppe\nMehr Grün für Essen – „sofort“;Tisch 1\nGebühren in €;Tisch 2\n"
ROWS = (("Text", "Gruppe"), ("Mehr Grün für Essen – „sofort“", "Tisch 1"), ("Gebühren in €", "Tisch 2"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings(encoding: str) -> None:
    """Umlauts, quotes and the euro arrive from files of any usual encoding, with or without a mark."""
    assert read_csv(GERMAN.encode(encoding)).rows == ROWS


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separators(separator: str, end: str) -> None:
    """The separator is found, whatever ends the lines."""
    content = GERMAN.replace(";", separator).replace("\n", end)
    assert read_csv(content.encode()).rows == ROWS


def test_said_separator() -> None:
    """What Excel writes into the first line to name the separator is believed, and no row."""
    assert read_csv(b"sep=|\r\na|b\r\n").rows == (("a", "b"),)


def test_commas_in_sentences() -> None:
    """Lines with now and then a comma are lines and no columns."""
    content = "Mehr Platz, mehr Grün\nWeniger Lärm\nBänke, Licht, Wege\nEin Fest\n"
    assert [len(row) for row in read_csv(content.encode()).rows] == [1, 1, 1, 1]


def test_broken_rows() -> None:
    """Tabs part columns, though a row or two have too many or too few of them."""
    text = "Name\tFirma\tAmt\nA\tB\tC\nKaputt\nD\tE\nF\tG\tH\tx\tzu\tviel\nI\tJ\tK\n"
    assert [row[0] for row in read_csv(text.encode()).rows] == ["Name", "A", "Kaputt", "D", "F", "I"]


def test_quotes() -> None:
    """Separators, quotes and line ends inside of quotes belong to the cell."""
    content = 'Text;Gruppe\n"Zwei; Dinge\nauf ""einer"" Karte";A\nEins;B\n'
    assert read_csv(content.encode()).rows[1] == ('Zwei; Dinge\nauf "einer" Karte', "A")


def test_quotes_that_do_not_add_up() -> None:
    """A quote that is never closed swallows no rows."""
    content = 'Text\tGruppe\n"Anfang ohne Ende\tA\nEins\tB\n'
    assert read_csv(content.encode()).rows == (("Text", "Gruppe"), ('"Anfang ohne Ende', "A"), ("Eins", "B"))


def test_ragged() -> None:
    """Short rows are filled up, empty rows and empty columns at the right left out."""
    assert read_csv(b"a;b;;\n;;;\nc;;;\nd;e;;\n").rows == (("a", "b"), ("c", ""), ("d", "e"))


def test_formulas_are_text() -> None:
    """What a spreadsheet would take for a formula stays text."""
    assert read_csv(b"a;b\n=1+1;@x\n").rows[1] == ("=1+1", "@x")


def test_dangerous_characters() -> None:
    """Controls and marks that turn the direction of writing are taken out, and it is known."""
    table = read_csv("a;b\nx\u202ey;c\n".encode())
    assert table.rows[1] == ("xy", "c")
    assert table.cleaned
    assert not read_csv(b"a;b\n").cleaned


@pytest.mark.parametrize("content", [bytes(range(256)) * 20, b"\x7fELF" + bytes(range(32)) * 50])
def test_no_text(content: bytes) -> None:
    """What is no text is refused with a sentence."""
    with pytest.raises(FileProblem) as problem:
        decoded(content)
    assert problem.value.key == "not_a_table"


@pytest.mark.parametrize("content", [b"", b"\n\n", b";;;\n;;;\n", b"\xef\xbb\xbf"])
def test_nothing(content: bytes) -> None:
    """Of a file without any text nothing is left."""
    assert read_csv(content).rows == ()


def test_pasted_cells() -> None:
    """What a spreadsheet puts into the clipboard is a table."""
    table = read_pasted('Mehr Grün\tTisch 1\n"zwei\nZeilen"\tTisch 2\n')
    assert table is not None
    assert table.rows == (("Mehr Grün", "Tisch 1"), ("zwei\nZeilen", "Tisch 2"))


@pytest.mark.parametrize("text", ["eins\nzwei\ndrei", "Erst dies, dann das\nA, B", "a;b\nc;d", "", "\t\n"])
def test_pasted_lines(text: str) -> None:
    """Lines are no table, though they have commas; nor is a single column."""
    assert read_pasted(text) is None


def test_pasted_csv() -> None:
    """Below headings that name columns, commas part them."""
    table = read_pasted("Text,Thema\nMehr Grün,Park\nBänke,Park\n")
    assert table is not None
    assert table.rows[0] == ("Text", "Thema")


def test_list_in_a_file() -> None:
    """In a file of plain lines bullets go, as they do when lines are pasted."""
    assert read_csv("• Mehr Grün\n• Bänke\n".encode()).rows == (("Mehr Grün",), ("Bänke",))


def test_many_lines() -> None:
    """20,000 rows are read; what is beyond is said to be there."""
    table = read_csv(b"text;x\n" * 20_001)
    assert len(table.rows) == 20_000
    assert table.more
