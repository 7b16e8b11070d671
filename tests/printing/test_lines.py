"""Where texts are broken into lines, and that nothing of them is lost on the way."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from werkstatt_desktop.printing import fonts, pdf, styles
from werkstatt_desktop.printing.fonts import PLACEHOLDER
from werkstatt_desktop.printing.lines import Text
from werkstatt_desktop.printing.rows import Setter
from werkstatt_desktop.printing.styles import CARD, COUNT


def setter(language: str = "de") -> Setter:
    return Setter(fonts.load(), language)


def lines(text: str, width: float, language: str = "de") -> list[str]:
    return said(setter(language).text(text, CARD, width))


def said(text: Text) -> list[str]:
    return [line if isinstance(line, str) else "".join(part for _, part in line) for _, line in text.lines]


def test_lines_are_as_full_as_they_can_be() -> None:
    """A word stands on a line if it fits there, and no line is wider than the column."""
    text = "Wir wollen in jedem Quartier einen Platz für alle, an dem man sich trifft und bleibt. " * 4
    whole = setter().text(text, CARD, 180.0)
    width = fonts.load().width
    found = said(whole)
    assert " ".join(found) == text.strip()
    for (wide, _), line, following in zip(whole.lines, found, [*found[1:], ""], strict=True):
        assert wide == pytest.approx(width(line, CARD.size, CARD.font))
        assert wide <= 180.0
        if following:
            assert width(f"{line} {following.split()[0]}", CARD.size, CARD.font) > 180.0
    assert whole.height == len(found) * CARD.leading


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n ", []),
        ("a\n", ["a"]),
        ("a\n\nb", ["a", "", "b"]),
        ("\na", ["", "a"]),
        ("  a   b ", ["a b"]),
        ("a\tb", ["a b"]),
        ("5\u00a0km", ["5\u00a0km"]),
        ("<b>a</b> &amp; {b}", ["<b>a</b> &amp; {b}"]),
    ],
)
def test_white_space_and_markup(text: str, expected: list[str]) -> None:
    """Lines are kept, blanks are one, free lines at the end are none; nothing is markup."""
    assert lines(text, 400.0) == expected


def test_blank_that_does_not_break() -> None:
    assert lines("aaaa 5\u00a0km", 36.0) == ["aaaa", "5\u00a0km"]


def test_too_long_word_is_broken_by_the_language() -> None:
    """Between syllables, and only where it is wider than a whole line."""
    assert lines("Die Straßenbahnhaltestelle", 70.0) == ["Die Straßen-", "bahnhaltestel-", "le"]
    assert "-" not in "".join(lines("Die Straßenbahnhaltestelle", 150.0))
    assert lines("participation", 40.0, "en") == ["particip-", "ation"]


def test_what_is_no_word_is_cut() -> None:
    """An address or an endless word is cut where the line ends, without a hyphen that was not there."""
    text = "http://stadt.example/sehr/lang/und/noch/laenger?x=1"
    found = lines(text, 60.0)
    assert "".join(found) == text
    assert len(found) > 3


def test_syllable_wider_than_the_column() -> None:
    """In a column for three letters everything is there all the same."""
    found = lines("Straßenbahn", 17.0)
    assert "".join(found).replace("-", "") == "Straßenbahn"


def test_several_fonts_in_a_line() -> None:
    """An emoji belongs to the word it stands at, and is measured in its own font."""
    text = setter().text("Prima🙂 so geht 🙂 es weiter und weiter", CARD, 90.0)
    assert " ".join(said(text)) == "Prima🙂 so geht 🙂 es weiter und weiter"
    assert all(wide <= 90.0 for wide, _ in text.lines)
    fonts_of_first = [font for font, _ in text.lines[0][1]]
    assert fonts_of_first == [styles.REGULAR, styles.EMOJI] * 2


def test_missing_characters_are_named() -> None:
    here = setter()
    assert said(here.text("a ⁂⁂ 漢", CARD, 200.0)) == [f"a {PLACEHOLDER * 2} {PLACEHOLDER}"]
    assert here.missing == {"⁂", "漢"}


def test_split_leaves_no_line_alone() -> None:
    """Two lines at least stay together at either side; where that cannot be, the text stays whole."""
    text = setter().text("\n".join("abcdef"), CARD, 100.0)
    sizes = {room: text.split(room * CARD.leading) for room in range(8)}
    cut = {room: len(halves[0].lines) for room, halves in sizes.items() if halves}
    assert cut == {2: 2, 3: 3, 4: 4, 5: 4}
    three = setter().text("a\nb\nc", CARD, 100.0)
    assert three.split(2 * CARD.leading) is None


def drawn(text: str, style: styles.Style, width: float) -> PdfReader:
    target = BytesIO()
    with pdf.PRINTING:
        canvas = Canvas(target, initialFontName=styles.REGULAR)
        setter().text(text, style, width).draw(canvas, 50.0, 700.0)
        canvas.save()
    return PdfReader(target, strict=True)


def test_numbers_end_at_the_right() -> None:
    """A text that is set to the right ends at the edge of its column."""
    places: list[float] = []

    def visit(text: str, matrix: list[float], place: list[float], font: object, size: float) -> None:
        if text.strip():
            wide = fonts.load().width(text.strip(), size, COUNT.font)
            places.append(place[4] + wide)

    drawn("7\n1234", COUNT, 80.0).pages[0].extract_text(visitor_text=visit)
    assert places == [pytest.approx(130.0, abs=0.02)] * 2


def test_all_characters_of_the_fonts_are_written() -> None:
    """Also those for which a font needs several parts in the file."""
    font = fonts.load()
    every = "".join(chr(code) for code in range(0x21, 0x2600) if font.is_plain(chr(code), styles.REGULAR))
    assert len(every) > 600
    found = drawn(every, CARD, 450.0).pages[0].extract_text()
    assert "".join(found.split()).replace("\u00a0", "") == "".join(every.split()).replace("\u00a0", "")


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=60), st.sampled_from([20.0, 60.0, 200.0]))
def test_nothing_is_lost(text: str, width: float) -> None:
    """Any text comes out whole, compared without white space, hyphens and what has no look of its own."""
    here = setter()
    shown = "".join(part for line in text.split("\n") for _, part in fonts.load().runs(line, CARD.font))
    found = "".join(said(here.text(text, CARD, width)))

    def dense(said: str) -> str:
        return "".join(said.split()).replace("-", "")

    assert dense(found) == dense(shown)
