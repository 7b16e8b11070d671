"""Which font draws which character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from werkstatt_desktop.printing import fonts
from werkstatt_desktop.printing.styles import BOLD, EMOJI, EMOJI_SCALE, REGULAR

LOADED = fonts.load()


def runs(text: str) -> list[tuple[str, str]]:
    return LOADED.runs(text, REGULAR)


def test_plain_text_is_one_run() -> None:
    assert runs("Größe „5“ – Yıldız → ✓") == [(REGULAR, "Größe „5“ – Yıldız → ✓")]
    assert runs("") == []


def test_emoji_come_from_their_font() -> None:
    """Those that the letters' font has too, such as the heart: its glyphs suit no text."""
    assert runs("a ❤ 🌳b") == [(REGULAR, "a "), (EMOJI, "❤"), (REGULAR, " "), (EMOJI, "🌳"), (REGULAR, "b")]


@pytest.mark.parametrize("unseen", ["\u200b", "\u200d", "\ufe0f", "\u00ad", "\u2060", "\u20e3", "\U000e0067"])
def test_what_has_no_look_is_left_out(unseen: str) -> None:
    missing: set[str] = set()
    assert LOADED.runs(f"a{unseen}b", REGULAR, missing) == [(REGULAR, "ab")]
    assert missing == set()


@pytest.mark.parametrize("char", ["\ue000", "\U000fe4e5", "\x00", "\U0001f51f"])
def test_what_has_no_meaning_is_named(char: str) -> None:
    """A font may have a drawing for it, but nobody could be told what it says."""
    missing: set[str] = set()
    assert LOADED.runs(f"a{char}", REGULAR, missing) == [(REGULAR, f"a{fonts.PLACEHOLDER}")]
    assert missing == {char}


def test_skin_tone_goes_with_its_sign_only() -> None:
    """After a sign it is left out; alone it is shown."""
    assert runs("👍🏽") == [(EMOJI, "👍")]
    assert runs("a🏽") == [(REGULAR, "a"), (EMOJI, "🏽")]


@given(st.text(max_size=30))
def test_every_character_is_shown_or_named(text: str) -> None:
    """What is drawn has a glyph in its font; what no font has is named once."""
    missing: set[str] = set()
    for name, part in LOADED.runs(text, REGULAR, missing):
        font = pdfmetrics.getFont(name)
        assert isinstance(font, TTFont)
        assert all(ord(c) in font.face.charToGlyph for c in part)
    assert missing <= set(text)
    shown = "".join(part for _, part in LOADED.runs(text, REGULAR))
    for char in set(text) - missing:
        assert char in shown or not char.isalnum(), char


@given(st.text(st.sampled_from("aÄ 🌳漢-❤"), max_size=20))
def test_width_is_the_sum_of_its_runs(text: str) -> None:
    for font in (REGULAR, BOLD):
        width = sum(
            pdfmetrics.stringWidth(part, name, 10 * (EMOJI_SCALE if name == EMOJI else 1))
            for name, part in LOADED.runs(text, font)
        )
        assert LOADED.width(text, 10.0, font) == pytest.approx(width)
    assert LOADED.measure("Quartier", 10.0, True) > LOADED.measure("Quartier", 10.0, False)
