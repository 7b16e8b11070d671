"""The one door for text."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from werkstatt_desktop.domain.clean import admitted, clean, loses_characters
from werkstatt_desktop.domain.errors import Refused
from werkstatt_desktop.domain.records import LONG, SHORT, Card, Category, Group, Workshop

# Text as hostile as it comes: any code point, lone surrogates too.
ANY = st.text(st.characters(codec=None, exclude_categories=()), max_size=40)
HARD = st.text(
    st.sampled_from(
        "a ä\u0308e\u0301\u1100\u1161\r\n\t\v\f\x00\x1b\x85"
        "\u2028\u202e\u2066\ufeff\ud83d\ude00\u200b\ufe0f\ufffc"
    ),
    max_size=20,
)


def is_unwanted(character: str) -> bool:
    """The rule, said in another way than the code does."""
    code = ord(character)
    return (
        (unicodedata.category(character) in ("Cc", "Cs") and character != "\n")
        or unicodedata.bidirectional(character)
        in ("LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI")
        or code & 0xFFFE == 0xFFFE
        or 0xFDD0 <= code <= 0xFDEF
        or character == "\ufeff"
    )


@given(ANY | HARD, st.booleans())
@example("\u2028\x85\x0b", True)
@example("a\u0308\u202e\u0308", False)
def test_what_comes_out(text: str, lines: bool) -> None:
    """NFC, no controls, surrogates, bidi overrides or non-characters, no white space around."""
    tidy = clean(text, lines=lines)
    assert not [c for c in tidy if is_unwanted(c)]
    assert unicodedata.is_normalized("NFC", tidy)
    assert tidy == tidy.strip()
    assert lines or "\n" not in tidy
    tidy.encode("utf-8")


@given(ANY | HARD, st.booleans())
def test_once_is_enough(text: str, lines: bool) -> None:
    """Cleaning what is clean changes nothing, and says that nothing is lost."""
    tidy = clean(text, lines=lines)
    assert clean(tidy, lines=lines) == tidy
    assert not loses_characters(tidy)


@given(st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), max_size=40))
def test_visible_text_stays(text: str) -> None:
    """Letters, figures, marks of any script come through, white space around them aside."""
    assert clean(text) == unicodedata.normalize("NFC", text).strip()
    assert not loses_characters(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  Größe \n", "Größe"),
        ("Gro\u0308ße", "Größe"),
        ("a\r\nb\rc\vd\fe\x85f\u2028g\u2029h", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("a\tb", "a b"),
        ("a\x00b\x1b[31mc\x7f", "ab[31mc"),
        ("\u202eabc\u202c \u2066x\u2069", "abc x"),
        ("\ufeffTitel", "Titel"),
        ("a\ud83db", "a\ufffdb"),
        ("\ud83d\ude00", "😀"),
        ("👩\u200d🔧 ❤\ufe0f", "👩\u200d🔧 ❤\ufe0f"),
        ("مرحبا <b>&amp;", "مرحبا <b>&amp;"),
        ("\u200b\u200d \u00ad", ""),
        ("bild \ufffc hier", "bild  hier"),
        ("a\U0001fffeb\ufdd0", "ab"),
        ("zwei  Blanke", "zwei  Blanke"),
    ],
)
def test_examples(text: str, expected: str) -> None:
    """Texts as people paste them."""
    assert clean(text) == expected


@pytest.mark.parametrize("text", ["a\nb", "a \t b", "a  b", "a\u2028b", " a\r\n\r\nb "])
def test_one_line(text: str) -> None:
    """Where there is one line, white space between words is one blank."""
    assert clean(text, lines=False) == "a b"


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("Größe", False),
        ("  a\r\nb\tc\u2028d\x85 ", False),
        ("Gro\u0308ße", False),
        ("\ud83d\ude00", False),
        ("\ufffd", False),
        ("a\ud83d", True),
        ("a\x00", True),
        ("\u202ea", True),
        ("\ufeffa", True),
    ],
)
def test_loss_is_noted(text: str, lost: bool) -> None:
    """A note is due where a character went, not where white space or its form changed."""
    assert loses_characters(text) == lost


def test_admitted_cleans_every_text() -> None:
    """All text fields of a record go through the door, each as its field is."""
    card, lost = admitted(Card(group_id="g", category_id="c", text=" a\x00\nb ", explanation="x\u202e"))
    assert (card.text, card.explanation, lost) == ("a\nb", "x", True)
    facts, lost = admitted(Workshop(title=" Zwei\nZeilen ", goal="eins\nzwei"))
    assert (facts.title, facts.goal, lost) == ("Zwei Zeilen", "eins\nzwei", False)
    assert admitted(Category(title=None))[0].title is None


def test_admitted_leaves_what_was_there() -> None:
    """A field that is as before is not looked at again, so that an old text is never refused."""
    old = Group(name="x" * (SHORT + 1))
    assert admitted(old, old) == (old, False)


def test_admitted_refuses_too_much() -> None:
    """A text longer than its field holds is refused with both lengths; one that fits is not."""
    assert admitted(Card(group_id="g", category_id="c", text="x" * LONG + " "))[0].text == "x" * LONG
    with pytest.raises(Refused) as refused:
        admitted(Group(name="x" * (SHORT + 1)))
    assert refused.value.key == "too_long"
    assert refused.value.fields == {"field": "name", "length": SHORT + 1, "limit": SHORT}
