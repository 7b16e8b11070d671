"""Boards as boxes and lines, and text that fits onto cards."""

import unicodedata
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.printing.samples import CATEGORIES, made_up, one_group, state_of, workshop
from werkstatt_desktop.domain import layout
from werkstatt_desktop.domain.breaking import break_lines, elide
from werkstatt_desktop.domain.layout import CARD_HEIGHT, CARD_WIDTH
from werkstatt_desktop.domain.picture import (
    HEADING_SIZES,
    SIZES,
    Box,
    Fitted,
    fit,
    height_of,
    mark_rects,
    picture,
    symbol_rect,
)
from werkstatt_desktop.domain.records import Card, Category, Cluster, Group
from werkstatt_desktop.domain.symbols import MARK_COLOURS, MARKS

TEXTS = st.text(
    st.sampled_from("aÄWi -/\n.👍🏽é\u0301") | st.characters(exclude_categories=("C", "Z")), max_size=120
)


def measure(text: str, size: float, bold: bool) -> float:
    """Every letter as wide as half the size, a mark without any width."""
    letters = sum(1 for c in text if not unicodedata.combining(c))
    return letters * size * (0.55 if bold else 0.5)


def fitted(text: str) -> Fitted:
    return fit(text, measure)


# --- Lines


@given(TEXTS, st.integers(12, 60))
@example("x" * 40, 12)
@example("Top-down-Leitfäden", 12)
def test_breaking_loses_nothing(text: str, letters: int) -> None:
    """All letters of a text are in its lines, in their order; only hyphens are added where a word is torn."""
    broken = break_lines(text, 10.0, measure, width=letters * 5.0)
    found = iter("".join(broken.lines))
    wanted = [c for c in text if not c.isspace()]
    assert all(any(c == other for other in found) for c in wanted)
    assert broken.torn or [c for line in broken.lines for c in line if c != " "] == wanted


@given(TEXTS, st.integers(12, 60), st.integers(1, 5))
def test_lines_are_narrow_enough(text: str, letters: int, most: int) -> None:
    """No line is wider than allowed, the first one no wider than the first; there are not too many."""
    broken = break_lines(text, 10.0, measure, width=letters * 5.0, first=letters * 4.0, most=most)
    widths = [measure(line, 10.0, False) for line in broken.lines]
    assert len(widths) <= most
    assert widths[0] <= letters * 4.0
    assert all(width <= letters * 5.0 for width in widths)


def test_words_are_broken_after_their_dashes() -> None:
    broken = break_lines("Top-down-Leitfäden/Regeln", 10.0, measure, width=55.0)
    assert broken.lines == ("Top-down-", "Leitfäden/", "Regeln")
    assert not broken.torn


def test_torn_word_gets_a_hyphen() -> None:
    """Between letters a hyphen shows that the word goes on; between digits it would change them."""
    assert break_lines("Verwaltungen", 10.0, measure, width=40.0).lines == ("Verwal-", "tungen")
    assert break_lines("123456789012", 10.0, measure, width=40.0).lines == ("1234567", "89012")


@pytest.mark.parametrize(
    ("word", "letters", "lines"),
    [
        ("Verantwortung", 11, ("Verantwor-", "tung")),
        ("Gesellschaft", 9, ("Gesell-", "schaft")),
        ("Sprachkurse", 9, ("Sprach-", "kurse")),
        ("Bücherei", 6, ("Büche-", "rei")),
        ("Rrrrrrrrrrrr", 8, ("Rrrrrrr-", "rrrrr")),
    ],
)
def test_words_are_torn_between_syllables(word: str, letters: int, lines: tuple[str, ...]) -> None:
    """Near the end of a line, where a syllable begins; where none is found, at the end."""
    assert break_lines(word, 10.0, measure, width=letters * 5.0).lines == lines


def test_signs_that_belong_together_stay_together() -> None:
    """Neither a skin tone nor a mark begins a line."""
    for word in ("👍🏽" * 9, "e\u0323" * 20, "👩\u200d👧" * 9):
        lines = break_lines(word, 10.0, measure, width=35.0).lines
        assert len(lines) > 1
        assert not [line for line in lines if unicodedata.combining(line[0]) or line[0] in "🏽\u200d👧"]


def test_what_is_left_out_is_marked() -> None:
    broken = break_lines("eins zwei drei vier", 10.0, measure, width=25.0, most=2)
    assert broken.cut
    assert broken.lines == ("eins", "zwei…")


def test_own_lines_stay() -> None:
    assert break_lines("a\n\nb", 10.0, measure, width=50.0).lines == ("a", "", "b")


@given(st.text(max_size=60), st.integers(1, 40))
def test_elided_text_fits(text: str, letters: int) -> None:
    short = elide(text, 10.0, measure, letters * 5.0)
    assert short == text or (short.endswith("…") and measure(short, 10.0, False) <= letters * 5.0)


# --- Cards


def test_few_words_are_large() -> None:
    assert fitted("Ressortegoismus") == Fitted(SIZES[0], ("Ressortegoismus",), CARD_HEIGHT)


def test_more_words_are_smaller_on_the_same_card() -> None:
    """Cards stay equal as long as the text can shrink."""
    cards = [fitted(" ".join(["Wort"] * count)) for count in range(1, 20)]
    sizes = [card.size for card in cards]
    assert {card.height for card in cards} == {CARD_HEIGHT}
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) > 1


def test_long_word_makes_the_text_smaller_before_it_is_torn() -> None:
    assert fitted("fachbereichsübergreifendes").lines == ("fachbereichsübergreifendes",)
    assert fitted("fachbereichsübergreifendes").size < SIZES[0]
    torn = fitted("Donaudampfschifffahrtsgesellschaftskapitän")
    assert (torn.size, torn.height) == (SIZES[0], CARD_HEIGHT)
    assert len(torn.lines) > 1


def test_long_text_makes_the_card_higher() -> None:
    card = fitted(" ".join(["Wort"] * 40))
    assert card.size == SIZES[-1]
    assert CARD_HEIGHT < card.height < 3 * CARD_HEIGHT
    assert " ".join(card.lines) == " ".join(["Wort"] * 40)


@pytest.mark.parametrize("text", ["x" * 4000, "Wort " * 800, "a\n" * 2000, "🎉" * 4000, "W\n\n" * 1000])
def test_nothing_of_a_card_is_cut(text: str) -> None:
    """All of the longest text stands on the card; line breaks without end become blanks."""
    card = fitted(text.strip())
    shown = "".join(card.lines).replace("-", "").replace(" ", "")
    assert shown == "".join(text.split())
    assert len(card.lines) <= 310


@given(TEXTS)
def test_lines_lie_within_the_card(text: str) -> None:
    """Between the stripe and the right edge, below the upper and above the lower one, beside the symbol."""
    card = fitted(text)
    rect = layout.Rect(100.0, 50.0, CARD_WIDTH, card.height)
    symbol = symbol_rect(rect)
    for run in card.runs(rect):
        right = run.x + measure(run.text, run.size, False)
        assert rect.x < run.x
        assert right <= rect.right
        assert rect.y + run.size * 0.7 < run.y < rect.bottom - run.size * 0.2
        assert right <= symbol.x or run.y - run.size * 0.8 > symbol.bottom - 2


@given(TEXTS)
def test_height_is_that_of_the_fitted_text(text: str) -> None:
    """What asks for the height alone gets the height of the card that is drawn."""
    assert height_of(Card(group_id="g", category_id="c", text=text), measure) == fitted(text).height


# --- Boards


def test_picture_holds_every_card_once() -> None:
    """Each card of the group lies where the layout puts it, in its category's colour, with its symbol."""
    state = made_up(40, groups=2)
    shown = picture(state, "g1", measure)
    cards = {box.id: box for box in shown.boxes if box.kind == "card"}
    assert set(cards) == {card.id for card in state.all(Card) if card.group_id == "g1"}
    assert len(cards) == sum(1 for box in shown.boxes if box.kind == "card")
    places = layout.arrange(state, "g1", lambda card: height_of(card, measure)).cards
    for id, box in cards.items():
        card = state.get(Card, id)
        assert card
        category = state.get(Category, card.category_id)
        assert category
        assert (box.rect, box.colour, box.symbol) == (places[id], category.colour, category.symbol)
        assert " ".join(run.text for run in box.runs) == card.text


def test_boxes_come_in_the_order_of_painting() -> None:
    """Themes below cards, headings above all."""
    kinds = [box.kind for box in picture(made_up(40), "g0", measure).boxes]
    assert kinds == sorted(kinds, key=["theme", "card", "heading"].index)


def test_bounds_hold_everything() -> None:
    shown = picture(made_up(40), "g0", measure)
    bounds = shown.bounds
    for box in shown.boxes:
        assert bounds.x <= box.rect.x
        assert bounds.y <= box.rect.y
        assert box.rect.right <= bounds.right
        assert box.rect.bottom <= bounds.bottom


def test_empty_board_is_an_empty_picture() -> None:
    state = state_of(workshop(), Group(id="g"))
    assert picture(state, "g", measure).boxes == ()
    assert picture(state, "g", measure).bounds == layout.Rect(0.0, 0.0, 0.0, 0.0)


def heading_of(text: str) -> list[Box]:
    state = state_of(workshop(), Group(id="g"), Cluster(id="t", group_id="g", heading=text))
    return [box for box in picture(state, "g", measure).boxes if box.kind == "heading"]


def test_heading_grows_with_its_text_up_to_the_theme() -> None:
    """A long heading makes the oval wider, then its text smaller, and then it takes more lines."""
    short, middle, long, endless = (
        heading_of(text)[0]
        for text in ("Ziele", "Gemeinsame Ziele", "Gemeinsame Ziele und Spielregeln finden", "Ziel " * 60)
    )
    assert short.rect.width < middle.rect.width < long.rect.width
    assert endless.rect.width <= 2 * CARD_WIDTH + layout.GAP
    assert [b.runs[0].size for b in (short, middle)] == [HEADING_SIZES[0]] * 2
    assert long.rect.height == short.rect.height < endless.rect.height
    assert {box.rect.bottom for box in (short, middle, long, endless)} == {short.rect.bottom}
    lines = [run for run in endless.runs if not run.faint]
    assert " ".join(run.text for run in lines) == ("Ziel " * 60).strip()
    assert {run.size for run in lines} == {HEADING_SIZES[-1]}
    for box in (short, middle, long, endless):
        for run in box.runs:
            assert box.rect.x < run.x
            assert run.x + measure(run.text, run.size, run.bold) < box.rect.right
            assert box.rect.y + run.size * 0.7 < run.y < box.rect.bottom - run.size * 0.2


def test_heading_has_its_number_and_that_of_its_cards() -> None:
    """The number of the theme stands before it, how many cards it has behind it."""
    cards = [Card(id=f"c{n}", group_id="g", category_id="cat0", cluster_id="t", text="x") for n in range(3)]
    state = state_of(
        workshop(),
        *CATEGORIES,
        Group(id="g"),
        Cluster(id="s", group_id="g", heading="Erstes", rank=1.0),
        Cluster(id="t", group_id="g", heading="Zweites", rank=2.0),
        *(replace(card, category_id=CATEGORIES[0].id) for card in cards),
    )
    first, second = (b for b in picture(state, "g", measure).boxes if b.kind == "heading")
    assert [run.text for run in sorted(first.runs, key=lambda r: r.x)] == ["1", "Erstes", "0"]
    assert [run.text for run in sorted(second.runs, key=lambda r: r.x)] == ["2", "Zweites", "3"]


def test_folded_theme_shows_its_heading_alone() -> None:
    """Its cards are not in the picture, but their number is; it needs little room."""
    theme = Cluster(id="t", group_id="g", heading="Ziele", folded=True)
    card = Card(id="c", group_id="g", category_id=CATEGORIES[0].id, cluster_id="t", text="x")
    shown = picture(state_of(workshop(), *CATEGORIES, Group(id="g"), theme, card), "g", measure)
    assert [(box.kind, box.folded) for box in shown.boxes] == [("theme", True), ("heading", True)]
    assert "1" in [run.text for run in shown.boxes[1].runs]
    assert shown.boxes[0].rect.height < CARD_HEIGHT


def test_marks_have_their_places_on_the_lower_edge() -> None:
    """Badges stand side by side within the width of the card, in one order whatever was marked first."""
    card = Card(
        id="c", group_id="g", category_id=CATEGORIES[0].id, text="x",
        star=True, dissent=True, question_mark=True, consensus="disputed", twin_of="d",
    )  # fmt: skip
    twin = Card(id="d", group_id="g", category_id=CATEGORIES[0].id, text="x")
    shown = picture(state_of(workshop(), *CATEGORIES, Group(id="g"), card, twin), "g", measure)
    marked = next(box for box in shown.boxes if box.id == "c")
    assert marked.marks == ("dissent", "disputed", "question", "star", "twin")
    rects = mark_rects(marked.rect, len(marked.marks))
    assert all(one.right < other.x for one, other in pairwise(rects))
    assert all(
        marked.rect.x <= r.x and r.right <= marked.rect.right and r.y < marked.rect.bottom for r in rects
    )
    assert set(marked.marks) <= MARKS.keys() == MARK_COLOURS.keys()


def test_theme_without_a_heading_has_no_oval() -> None:
    assert heading_of("") == []


def test_measures_each_word_once() -> None:
    """A board of many like words does not ask for them again and again."""
    asked: list[tuple[str, float, bool]] = []

    def ask(text: str, size: float, bold: bool) -> float:
        asked.append((text, size, bold))
        return measure(text, size, bold)

    picture(one_group(*["Wege Familien Quartier"] * 50), "g", ask)
    assert len(asked) == len(set(asked))


def test_card_of_a_category_that_is_gone_keeps_its_look() -> None:
    """A category that was deleted still colours the cards it has."""
    gone = replace(CATEGORIES[0], gone=True)
    state = state_of(
        workshop(), gone, Group(id="g"), Card(id="c", group_id="g", category_id=gone.id, text="x")
    )
    (box,) = picture(state, "g", measure).boxes
    assert (box.colour, box.symbol) == (gone.colour, gone.symbol)
