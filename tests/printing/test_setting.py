"""How what is told comes onto pages: variants, sections, one page that fits, charts, dots, margins."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from tests.big_day import big_day
from tests.big_day import state_of as day_of
from tests.exchange.whole_day import whole_day
from tests.hostile import MARKUP
from tests.printing.samples import Paper, made_up, one_group, state_of, workshop
from tests.printing.test_outcome import with_records
from tests.printing.test_photos import hung
from tests.ui.pictures import jpeg, png
from werkstatt_desktop.domain.paper import Paper as Choice
from werkstatt_desktop.domain.paper import asked, usual
from werkstatt_desktop.domain.photos import nothing
from werkstatt_desktop.domain.records import (
    Card,
    Feedback,
    Group,
    Measure,
    ParkedItem,
    Participant,
    Result,
    Vote,
    VoteRound,
)
from werkstatt_desktop.domain.state import State
from werkstatt_desktop.printing import fonts, looks, one_page, pdf, styles
from werkstatt_desktop.printing.looks import FULL, Look
from werkstatt_desktop.printing.rows import Setter
from werkstatt_desktop.printing.setting import Setting
from werkstatt_desktop.report import blocks as b
from werkstatt_desktop.report import words
from werkstatt_desktop.report.telling import tell
from werkstatt_desktop.texts import Texts

DE = Texts("de")
EIGHT_MM = 8 / 25.4 * 72


def pages_of(content: bytes) -> PdfReader:
    return PdfReader(BytesIO(content), strict=True)


@cache
def day(command: str) -> Paper:
    """A whole day as one of the variants; several tests look at it."""
    return Paper(whole_day(), paper=asked(command))


def a_full_day() -> State:
    """More results, measures and questions than have room on a page, and long facts."""
    many = [Result(id=f"e{n}", text=f"Ergebnis {n} " + "Wort " * 14, rank=float(n)) for n in range(20)]
    plan = [Measure(id=f"m{n}", what=f"Schritt {n} " + "Wort " * 16, rank=float(n)) for n in range(20)]
    asked_ = [ParkedItem(id=f"k{n}", text=f"Frage {n} " + "Wort " * 12, rank=float(n)) for n in range(20)]
    said = [Result(id=f"l{n}", kind="statement", text=f"Leitsatz {n} " + "Wort " * 12) for n in range(3)]
    state = with_records(made_up(60, themes=9), *many, *plan, *asked_, *said)
    begun = replace(
        state.workshop,
        goal="Ziel " * 60,
        next_steps="Danach " * 40,
        distribution="Alle " * 40,
        series="Reihe",
    )
    return with_records(state, begun)


# --- One page


@pytest.mark.parametrize("language", ["de", "en"])
def test_short_protocol_is_one_page(language: str) -> None:
    """Also where there is far more than has room; what is left out is counted."""
    for state in (whole_day(), a_full_day(), made_up(0)):
        paper = Paper(state, language, asked("summary"))
        assert len(paper.pages) == 1
        assert paper.result.pages == 1


def test_what_is_left_out_of_a_page_is_counted() -> None:
    """Results and measures that are not there are those that the lines below the lists speak of."""
    text = Paper(a_full_day(), paper=asked("summary")).flat
    for word in ("Ergebnis", "Schritt"):
        shown = len(re.findall(rf"{word} \d+", text))
        more = re.search(r"(\d+) weitere", text[[*re.finditer(rf"{word} \d+", text)][-1].start() :])
        assert more
        assert 2 <= shown < 20
        assert shown + int(more[1]) == 20


def test_long_list_is_cut_no_further_than_needed() -> None:
    """A list that has room stays whole, and nothing is said to be missing."""

    def setting(look: Look) -> Setting:
        return Setting(
            t=DE,
            setter=Setter(fonts.load(), "de"),
            look=look,
            plan=lambda _id, _high: pytest.fail("no board is told"),
            photos=nothing,
            printed=lambda: 0,
        )

    def entries(count: int) -> list[b.Block]:
        rows = tuple(b.Entry((b.Text(f"Zeile {n}"),)) for n in range(count))
        return [b.Title("", "Titel"), b.Chapter("parked", "Speicher"), b.Entries(rows), b.Colophon(0)]

    chosen, told = one_page.fitted(entries(5), setting(FULL), DE)
    assert told == entries(5)
    assert chosen.look == looks.ONE_PAGE[0]
    chosen, told = one_page.fitted(entries(90), setting(FULL), DE)
    assert chosen.look == looks.ONE_PAGE[-1]
    (shown,) = (block for block in told if isinstance(block, b.Entries))
    (more,) = (block for block in told if isinstance(block, b.Paragraph))
    assert more.text == f"{DE.number(90 - len(shown.rows))} weitere"
    assert len(shown.rows) > 35


def test_page_that_cannot_hold_everything_is_given_up_at_once() -> None:
    """Cards switched on for a single page are measured a few times, and nobody has to wait for the rest."""
    asked_for = 0

    def unwanted() -> bool:
        nonlocal asked_for
        asked_for += 1
        return asked_for > blocks + 1

    state = whole_day()
    paper = replace(usual("summary"), sections=("cards", "first_texts"))
    blocks = len([*tell(state, paper, DE)])
    with pytest.raises(pdf.Cancelled):
        pdf.to_bytes(state, DE, paper=paper, cancelled=unwanted)
    assert asked_for == blocks + 2


def test_fewest_rows_are_searched_for_in_few_steps() -> None:
    """A thousand rows too many take no more than a dozen measurings of the page."""
    measured = 0

    def count() -> None:
        nonlocal measured
        measured += 1

    rows = tuple(b.Entry((b.Text(f"Zeile {n}"),)) for n in range(1000))
    long: list[b.Block] = [b.Chapter("parked", "Speicher"), b.Entries(rows), b.Colophon(0)]
    setting = Setting(
        t=DE,
        setter=Setter(fonts.load(), "de"),
        look=FULL,
        plan=lambda _id, _high: pytest.fail("no board is told"),
        photos=nothing,
        printed=lambda: 0,
    )
    _, told = one_page.fitted(long, setting, DE, count)
    assert measured < 20
    (shown,) = (block for block in told if isinstance(block, b.Entries))
    (more,) = (block for block in told if isinstance(block, b.Paragraph))
    assert more.text == f"{DE.number(1000 - len(shown.rows))} weitere"
    assert len(shown.rows) > 35


def test_letters_are_large_enough_to_be_read() -> None:
    """What is read as text has at least 9.5 points, on one page too; labels and notes at least 8.5."""
    small = {"goal_label", "head", "caption", "last"}
    for look in (FULL, *looks.ONE_PAGE):
        for field in fields(look):
            style = getattr(look, field.name)
            if isinstance(style, styles.Style):
                assert style.size >= (8.5 if field.name in small else 9.5), field.name
                assert style.leading >= 1.15 * style.size or style.size > 15, field.name


# --- Variants and sections


@pytest.mark.parametrize("command", ["full", "summary", "group", "measures", "draft"])
def test_sections_stand_on_the_pages_that_are_told(command: str) -> None:
    """The pages of each section are in order, and its title is on the first of them."""
    choice = asked(command)
    paper = day(command)
    assert set(paper.result.parts) <= set(choice.sections)
    for key, numbers in paper.result.parts.items():
        assert list(numbers) == sorted(set(numbers))
        assert 1 <= numbers[0] <= numbers[-1] <= paper.result.pages
        if key in {"weigh", "coverage", "measures", "parked"} and command != "summary":
            title = words.section_title(key, DE).replace("→", "").split()[0]
            assert title in paper.pages[numbers[0] - 1], key
    if command in {"full", "group", "draft"}:
        assert {"boards", "cards", "measures"} <= set(paper.result.parts)


def test_one_group_is_told_by_itself() -> None:
    state = made_up(40, groups=3)
    paper = Paper(state, paper=asked("group", "g1"))
    cards = {card.text.split()[0] for card in state.all(Card) if card.group_id == "g1"}
    assert set(re.findall(r"K\d{5}x", paper.text)) == cards
    assert paper.result.printed == len(cards)


def test_sections_follow_the_chosen_order() -> None:
    paper = Paper(whole_day(), paper=Choice(sections=("parked", "measures", "people")))
    assert [*paper.result.parts] == ["parked", "measures", "people"]


def test_contents_and_last_lines_belong_to_no_section() -> None:
    """A section that is switched off takes its pages with it; those stay."""
    state = made_up(40)
    for lines in range(20, 36):
        begun = replace(state.workshop, goal="\n".join(["Ziel " * 20] * lines))
        choice = Choice(sections=("highlights", "cards"))
        paper = Paper(with_records(state, begun), paper=choice)
        if "Inhalt" in paper.pages[1] and "Thema" not in paper.pages[1].split("Inhalt")[0]:
            break
    else:
        pytest.fail("the contents never stand alone on the second page")
    assert paper.result.parts["highlights"] == (1,)


def test_paper_without_cards_claims_nothing_about_them() -> None:
    """The plan of measures does not say that none of the cards is printed."""
    assert "hier gedruckt" not in day("measures").flat
    assert "hier gedruckt: 200" in day("full").flat


def test_draft_says_so_on_every_page() -> None:
    """Large across the page and small above the text, whatever is drawn over it."""
    paper = day("draft")
    sizes: dict[int, list[float]] = {}
    for piece in paper.pieces():
        if piece.text == "Entwurf":
            sizes.setdefault(piece.page, []).append(piece.size)
    assert len(sizes) == len(paper.pages)
    assert all(max(found) > 90 and 10.5 in found for found in sizes.values())


def test_group_begins_on_the_page_of_its_board() -> None:
    """No page holds the heading of a group alone, however large its board is."""
    state = day_of(big_day())
    _, result = pdf.to_bytes(state, DE, paper=Choice("group", ("boards",)))
    assert len(result.parts["boards"]) == sum(1 for _ in state.all(Group))
    assert result.pages == 1 + len(result.parts["boards"])


# --- Foot and margins


def test_foot_says_version_and_time_of_printing() -> None:
    content, _ = pdf.to_bytes(made_up(40), DE, at=datetime(2026, 6, 12, 14, 2, tzinfo=UTC))
    for page in pages_of(content).pages:
        text = page.extract_text()
        assert "Entwurf" in text
        assert "12.06.2026, 14:02" in text


def test_foot_is_cut_where_it_is_too_long() -> None:
    """A long title does not run into the number of the page."""
    paper = Paper(state_of(workshop(title="Wort " * 60)))
    feet = [p for p in paper.pieces() if p.size == styles.FOOT.size and p.text.startswith("Wort")]
    assert len(feet) == len(paper.pages)
    for foot in feet:
        assert foot.text.endswith("…")
        wide = fonts.load().width(foot.text, foot.size, styles.REGULAR)
        assert foot.x + wide < styles.PAGE[0] - styles.MARGIN_X - 60


@pytest.mark.parametrize("command", ["full", "summary", "measures"])
def test_margins_are_wide_enough_for_any_printer(command: str) -> None:
    """At least 8 mm, the same on both sides, so that a duplex print can be punched and bound."""
    paper = day(command)
    for piece in paper.pieces():
        page = paper.reader.pages[piece.page].mediabox
        if piece.text != "Entwurf":
            assert EIGHT_MM < piece.x < float(page.width) - EIGHT_MM
            assert EIGHT_MM + 2 < piece.y < float(page.height) - EIGHT_MM
    assert styles.MARGIN_X > 2 * EIGHT_MM


# --- Figures, charts, dots


def test_figures_are_equally_wide() -> None:
    """Numbers below each other stand in columns: the fonts' figures are tabular as they are."""
    for font in (styles.REGULAR, styles.SEMIBOLD, styles.BOLD):
        assert len({fonts.load().width(digit, 100, font) for digit in "0123456789"}) == 1


def dotted(points: int) -> bytes:
    """A card that has so many points."""
    round_ = VoteRound(id="r", title="Was zuerst", group_id="g", voters=40, dots=1, is_open=False)
    vote = Vote(id="v", round_id="r", card_id="c0", points=points, device="d")
    return pdf.to_bytes(
        with_records(one_group("Karte"), round_, vote), DE, paper=Choice(sections=("cards",))
    )[0]


def red_circles(content: bytes) -> int:
    """How many circles are filled in the colour of the dots."""
    count = 0
    for page in pages_of(content).pages:
        data = page.get_contents()
        assert data is not None
        red = re.split(r"\.8392\d* 0?\.1608\d* 0?\.2431\d* rg", data.get_data().decode("latin-1"))
        count += sum(len(re.findall(r"\bh\b", part.split("EMC")[0])) for part in red[1:])
    return count


@pytest.mark.parametrize(("points", "drawn"), [(0, 0), (1, 1), (12, 12), (30, 30), (31, 0)])
def test_dots_stand_beside_a_card(points: int, drawn: int) -> None:
    """One for each point; too many to be counted by eye are only said."""
    content = dotted(points)
    assert red_circles(content) == drawn
    text = " ".join(page.extract_text() for page in pages_of(content).pages)
    assert (f"{points} Punkt" in text) is (points > 0)


def with_polls(label: str) -> State:
    """Polls of both kinds, votes and people, all of them saying this."""
    ends = "\n".join([label] * 4)
    return with_records(
        one_group("Karte"),
        VoteRound(id="s", kind="scale", targets="none", moment="opening", title=label, labels=ends, steps=5),
        VoteRound(id="f", kind="field", targets="none", moment="closing", title=label, labels=ends),
        Vote(id="s1", round_id="s", x=0.75, points=3, device="d"),
        Vote(id="f1", round_id="f", x=0.25, y=0.75, points=2, device="d"),
        VoteRound(id="r", title=label, group_id="g", voters=4, dots=3, is_open=False),
        Vote(id="v", round_id="r", card_id="c0", points=7, device="d"),
        Participant(id="p", department=label, organisation=label, presence="present"),
        Feedback(id="q", text=label),
    )


@pytest.mark.parametrize("label", ["gut 🙂", "漢字", "<b>&amp;</b>", "\x00\x07", "W" * 300, *MARKUP[:2]])
def test_charts_are_drawn_in_our_fonts(label: str) -> None:
    """Whatever the words of a chart are, no font comes in that is not in the file."""
    page: Any
    content, _ = pdf.to_bytes(with_polls(label), DE)
    names = set()
    for page in pages_of(content).pages:
        for font in page["/Resources"]["/Font"].values():
            found = font.get_object()
            names.add(str(found["/BaseFont"]).split("+")[-1])
            assert "/FontFile2" in found["/FontDescriptor"].get_object()
    assert names <= {styles.REGULAR, styles.SEMIBOLD, styles.BOLD, styles.ITALIC, styles.EMOJI}


def test_chart_says_its_numbers() -> None:
    """They are on the bars and below them, so that it can be read without colours."""
    text = Paper(with_polls("gut")).flat
    assert "3 Punkte · Mittel 4,0 von 5" in text
    assert "0 1 0 2 0 3 3 4 0 5" in text


# --- Photos


@pytest.mark.parametrize("content", [jpeg(900, 600), png(900, 600)], ids=["jpeg", "png"])
def test_picture_that_cannot_be_decoded_is_a_note(content: bytes) -> None:
    """Half a file, and one that says it is a picture and is none: the place and the caption stay."""
    for broken in (content[: len(content) // 2], content[:200] + bytes(len(content) - 200)):
        state, known = hung([broken])
        made, _ = pdf.to_bytes(state, DE, picture=known.get)
        text = " ".join(page.extract_text() for page in pages_of(made).pages)
        assert "Das Bild ist verloren." in text
        assert "Wand 1" in text
    state, known = hung([content])
    whole, _ = pdf.to_bytes(state, DE, picture=known.get)
    assert "verloren" not in " ".join(page.extract_text() for page in pages_of(whole).pages)


# --- How long it takes


def test_progress_goes_on_to_the_end() -> None:
    told: list[tuple[int, int]] = []
    pdf.to_bytes(whole_day(), DE, progress=lambda done, of: told.append((done, of)))
    assert len(told) > 8
    assert told == sorted(told)
    assert len({of for _, of in told}) == 1
    assert told[-1][0] == told[-1][1]


def test_stopped_while_it_is_told_and_while_it_is_set() -> None:
    """Whenever nobody waits any more, it ends within a few blocks."""
    for after in (0, 5, 150, 400):
        calls = 0

        def cancelled() -> bool:
            nonlocal calls
            calls += 1
            return calls > after  # noqa: B023

        with pytest.raises(pdf.Cancelled):
            pdf.to_bytes(whole_day(), DE, cancelled=cancelled)
        assert calls == after + 1
