"""Badges, cards and dots are where the sheet has its labels."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.hostile import TEXT
from tests.printing.kit.paper import Box, Paper, card, person, theme, workshop
from werkstatt_desktop.domain.clean import clean
from werkstatt_desktop.domain.records import LONG, SHORT, Group, VoteRound
from werkstatt_desktop.printing import kit

SHEETS = {
    "L4785": (80.0, 50.0, 17.5, 13.5, 95.0, 55.0),
    "C32011": (85.0, 54.0, 15.0, 13.5, 95.0, 54.0),
}
LONG_NAME = "Dr. Annegret Freifrau von Hohenstein-Waldburg zu Zeil-Trauch"


def label(sheet: str, n: int) -> Box:
    wide, high, left, top, across, down = SHEETS[sheet]
    row, column = divmod(n % 10, 2)
    x, y = left + column * across, top + row * down
    return Box(x, y, x + wide, y + high)


def inner(box: Box, free: float) -> Box:
    return Box(box.left + free, box.top + free, box.right - free, box.bottom - free)


# --- Badges


@pytest.mark.parametrize("sheet", SHEETS)
def test_each_badge_is_inside_its_label(sheet: str) -> None:
    """Also with names of 60 letters; 3 mm stay free, since printers are not exact."""
    names = [LONG_NAME if n % 3 == 0 else f"Person{n:03}" for n in range(23)]
    people = [
        person(n, name=name, organisation="Arbeitsgemeinschaft " * 4, department="Fachbereich für alles " * 3)
        for n, name in enumerate(names)
    ]
    paper = Paper("badges", workshop(*people, title="Ein langer Titel " * 12), sheet=sheet)
    assert paper.count == 3
    for number in range(paper.count):
        labels = [inner(label(sheet, n), 3.0) for n in range(10)]
        for char, box in paper.letters(number):
            assert any(one.holds(box) for one in labels), f"{char!r} at {box}"


@pytest.mark.parametrize("sheet", SHEETS)
def test_badges_follow_the_labels_row_by_row(sheet: str) -> None:
    """The eleventh begins the second sheet; each name is in the middle of its label."""
    paper = Paper("badges", workshop(*(person(n) for n in range(12))), sheet=sheet)
    for n in range(12):
        box, place = paper.place_of(f"Person{n:03}", n // 10), label(sheet, n)
        assert place.holds(box)
        assert (box.left + box.right) / 2 == pytest.approx((place.left + place.right) / 2, abs=0.6)


def test_a_name_is_as_large_as_it_fits() -> None:
    """A short one is read from three metres; a long one is smaller, never cut."""
    paper = Paper("badges", workshop(person(0, name="Emre"), person(1, name=LONG_NAME)))
    high = {char: box.bottom - box.top for char, box in paper.letters()}
    assert high["E"] > 5.5
    assert LONG_NAME.replace(" ", "").replace("-", "") in paper.dense


def test_a_badge_has_name_origin_and_group() -> None:
    """And the event."""
    paper = Paper("badges", workshop(person(1, function="Leitung", organisation="Verein", department="Büro")))
    assert all(
        word in paper.text for word in ("Person001", "Leitung", "Verein", "Büro", "Birke", "Stadtwerkstatt")
    )


def test_badges_begin_with_the_first_label_that_is_left() -> None:
    """A sheet of which three labels were used."""
    paper = Paper("badges", workshop(*(person(n) for n in range(8))), first="4", blank="none")
    assert paper.count == 2
    assert label("L4785", 3).holds(paper.place_of("Person000"))
    assert label("L4785", 0).holds(paper.place_of("Person007", 1))


def test_who_does_not_come_has_no_badge() -> None:
    """Excused and left; several persons of an office have one each."""
    people = (
        person(1, presence="excused"),
        person(2, presence="left"),
        person(3),
        person(4, name="", organisation="Jugendamt", persons=3),
    )
    paper = Paper("badges", workshop(*people), blank="none")
    assert "Person001" not in paper.text
    assert "Person002" not in paper.text
    assert paper.text.count("Person003") == 1
    assert paper.text.count("Jugendamt") == 3


def test_blank_badges_fill_the_sheet() -> None:
    """Each says what the event is; none where they are not wanted; a sheet of nothing else."""
    state = workshop(person(1))
    assert Paper("badges", state).text.count("Stadtwerkstatt") == 10
    assert Paper("badges", state, blank="none").text.count("Stadtwerkstatt") == 1
    only = Paper("badges", state, blank="only")
    assert only.text.count("Stadtwerkstatt") == 10
    assert "Person001" not in only.text


# --- Cards


def place(n: int) -> Box:
    return Box(12.0, 13.5 + n % 3 * 90.0, 198.0, 13.5 + n % 3 * 90.0 + 90.0)


def test_three_cards_to_a_page() -> None:
    """Each text is inside its card."""
    texts = ["Kurz", "Ein Satz von mittlerer Länge über Räume", "Wort " * 150, "Ende"]
    state = workshop(*(card(n + 1, text) for n, text in enumerate(texts)))
    paper = Paper("cards", state, cards="filled")
    assert paper.count == 2
    assert place(0).holds(paper.place_of("Kurz"))
    assert place(1).holds(paper.place_of("Räume"))
    assert place(0).holds(paper.place_of("Ende", 1))
    for _, box in paper.letters():
        assert any(inner(place(n), 3.0).holds(box) for n in range(3))


def test_marks_in_the_margin_say_where_to_cut() -> None:
    """At every edge of a card, 1 mm outside of it, and within what printers reach."""
    drawings = Paper("cards", workshop()).drawings()
    for y in (13.5, 103.5, 193.5, 283.5):
        assert any(
            b.right == pytest.approx(11, abs=0.2) and b.top == pytest.approx(y, abs=0.3) for b in drawings
        )
        assert any(
            b.left == pytest.approx(199, abs=0.2) and b.top == pytest.approx(y, abs=0.3) for b in drawings
        )
    for x in (12.0, 198.0):
        assert any(
            b.bottom == pytest.approx(12.5, abs=0.2) and b.left == pytest.approx(x, abs=0.3) for b in drawings
        )


@pytest.mark.parametrize(
    "text", ["Wort und Satz. " * 266, "W" * 3900, "Zeile\n" * 600], ids=["words", "W", "lines"]
)
def test_a_long_text_goes_on_on_another_card(text: str) -> None:
    """Nothing of it is lost, and it stays inside."""
    paper = Paper("cards", workshop(card(1, text)), cards="filled")
    written = paper.dense.replace("Chance·Ahorn", "")
    assert written.count("W") + written.count("Z") >= text.count("W") + text.count("Z")
    assert all(any(place(n).holds(box) for n in range(3)) for _, box in paper.letters())
    assert re.search(r" 1/(?!1\b)\d", paper.text)


def test_cards_to_write_on_have_category_and_question() -> None:
    """A page for each category, with the question of the moderation; only one where one is chosen."""
    paper = Paper("cards", workshop(), pages="2")
    assert paper.count == 4
    assert "Hürden · Was fehlt?" in paper.pages[2]
    assert Paper("cards", workshop(), category="orange").count == 1


def test_numbered_cards_go_on_counting() -> None:
    """From 1, over all categories."""
    paper = Paper("cards", workshop(), cards="numbered")
    assert [word for one in paper.pages for word in one.split() if word.isdigit()] == list("123456")


def test_filled_cards_have_the_number_of_their_writing() -> None:
    """And are those of the group that is chosen."""
    state = workshop(card(7, "Sieben"), card(8, "Acht", group_id="g2", cluster_id=None))
    paper = Paper("cards", state, cards="filled", group="g2")
    assert "Acht" in paper.text
    assert "8" in paper.text.split()
    assert "Sieben" not in paper.text


def test_a_category_is_known_without_its_colour() -> None:
    """Its symbol is drawn: a plus has other corners than a triangle."""
    plus, triangle = (
        Paper("cards", workshop(), category=category).drawings() for category in ("green", "orange")
    )
    assert {(round(b.left, 1), round(b.right, 1)) for b in plus} != {
        (round(b.left, 1), round(b.right, 1)) for b in triangle
    }


# --- Dots


def dots(paper: Paper, diameter: float) -> list[Box]:
    return [
        box
        for number in range(paper.count)
        for box in paper.drawings(number)
        if box.right - box.left == pytest.approx(diameter, abs=0.3)
        and box.bottom - box.top == pytest.approx(diameter, abs=0.3)
    ]


@pytest.mark.parametrize("diameter", [12.0, 19.0])
@pytest.mark.parametrize("each", ["1", "3", "5", "10"])
def test_everybody_has_as_many_dots(diameter: float, each: str) -> None:
    """In their size, within the page, on the grid of the sheet."""
    state = workshop(*(person(n) for n in range(30)))
    paper = Paper("dots", state, dots=each, diameter=f"{diameter:.0f}")
    found = dots(paper, diameter)
    assert len(found) == 30 * int(each)
    assert all(Box(9.9, 11.9, 200.1, 281.1).holds(box) for box in found)
    first = found[0]
    assert first.left == pytest.approx(10, abs=0.1)
    assert first.top == pytest.approx(12, abs=0.1)
    if each != "1":
        across, down = found[1].left - first.left, found[1].top - first.top
        assert across + down == pytest.approx(diameter + 3, abs=0.1)
        assert min(across, down) == pytest.approx(0, abs=0.1)


def test_dots_are_those_of_the_last_vote() -> None:
    """Unless a number is chosen."""
    state = workshop(VoteRound(id="v", dots=4), person(1), person(2))
    assert len(dots(Paper("dots", state), 12)) == 8
    assert "4 Punkte je Person" in Paper("dots", state).text


def test_no_dot_lies_on_another() -> None:
    """Nor does a strip on its neighbour."""
    paper = Paper("dots", workshop(*(person(n) for n in range(20))), dots="4")
    places = [(box.left, box.top) for box in dots(paper, 12)]
    assert all(
        abs(a[0] - b[0]) > 12 or abs(a[1] - b[1]) > 12 for n, a in enumerate(places) for b in places[:n]
    )


def test_a_group_without_a_name_has_a_number() -> None:
    """On badges as on the screen."""
    assert "Gruppe 2" in Paper("badges", workshop(Group(id="g2", rank=1.0), person(1))).text


# --- Whatever is entered


def stays_inside(texts: list[str]) -> None:
    """Badges and cards keep to their labels; every sheet comes out."""
    said = [clean(text)[:LONG] for text in texts]
    names = [clean(text, lines=False)[:SHORT] for text in texts]
    people = [person(n, name=name, organisation=names[-1 - n], function=name) for n, name in enumerate(names)]
    cards = [card(n, text) for n, text in enumerate(said)]
    state = workshop(
        *people, *cards, Group(id="g1", name=names[0]), theme(names[1]), title=names[2], goal=said[3]
    )
    for kind in kit.KINDS:
        paper = Paper(kind, state, **({"cards": "filled"} if kind == "cards" else {}))
        wide, high = paper.sizes()[0]
        allowed = {
            "badges": [inner(label("L4785", n), 3.0) for n in range(10)],
            "cards": [inner(place(n), 3.0) for n in range(3)],
        }.get(kind, [Box(0, 0, wide, high)])
        # A mark on a letter may reach far; what counts is where the letters are.
        for char, box in paper.letters():
            if char.isascii():
                assert any(one.holds(box) for one in allowed), f"{kind}: {char!r} at {box}"


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(TEXT, min_size=5, max_size=5))
def test_hostile_texts_stay_inside(texts: list[str]) -> None:
    """Floods, markup, signs without letters, words of 4,000 characters."""
    stays_inside(texts)


@pytest.mark.long
@pytest.mark.timeout(1200)
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(TEXT, min_size=5, max_size=5))
def test_a_thousand_hostile_texts_stay_inside(texts: list[str]) -> None:
    """The same for many more."""
    stays_inside(texts)
