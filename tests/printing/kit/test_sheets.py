"""Attendance list, run sheet, data protection note, posters and opening page say what they have to."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.printing.kit.paper import Paper, card, item, nothing, person, theme, workshop
from tests.printing.structure import read
from werkstatt_desktop.domain.records import Cluster, Participant, Vote, VoteRound


def rows(paper: Paper) -> list[list[str]]:
    """The cells of each row of a list, as they are heard."""
    return [
        [cell.words.replace("\u00a0", " ").strip() for cell in row.all("TH", "TD")]
        for row in read(paper.content).all("TR")
    ]


# --- Attendance list


def test_everybody_signs_on_a_line() -> None:
    """With name, function, origin and group; who is excused is told so, and lines are left for others."""
    state = workshop(
        person(1, function="Leitung", organisation="Stadt Essen", department="Jugendamt"),
        person(2, presence="excused"),
        organiser="Familienbüro",
    )
    paper = Paper("attendance", state, spare="5")
    head, first, second, *spare = rows(paper)
    assert head[1] == "Name"
    assert head[4] == "Unterschrift"
    assert first == ["1", "Person001 Leitung", "Stadt Essen Jugendamt", "Birke", ""]
    assert second == ["2", "Person002", "", "Ahorn", "entschuldigt"]
    assert [row[0] for row in spare] == ["3", "4", "5", "6", "7"]
    assert all(row[1:] == ["", "", "", ""] for row in spare)
    assert "davon 1 entschuldigt" in paper.text


def test_the_list_says_what_it_is_for() -> None:
    """Event, day, place, organiser, and what the details serve for."""
    paper = Paper("attendance", workshop(organiser="Familienbüro", starts="09:00", ends="16:30"))
    for words in (
        "Stadtwerkstatt",
        "Mittwoch, 23. September 2009",
        "09:00–16:30",
        "Familienbüro",
        "Datenschutz",
    ):
        assert words in paper.text


def test_several_persons_of_an_office_have_a_line_each() -> None:
    """They write their names themselves."""
    office = Participant(id="o", organisation="Jugendamt", persons=3)
    lines = rows(Paper("attendance", workshop(office), spare="0"))[1:]
    assert [line[2] for line in lines] == ["Jugendamt"] * 3


def test_a_line_is_high_enough_to_sign_on() -> None:
    """9 mm from line to line, at least, also where it is empty."""
    paper = Paper("attendance", nothing())
    lines = sorted(
        {round(b.top, 1) for b in paper.drawings() if b.right - b.left > 150 and b.bottom - b.top < 1}
    )
    gaps = [below - above for above, below in pairwise(lines[:-1])]
    assert len(gaps) > 12
    assert min(gaps) >= 9


def test_a_long_list_says_its_head_and_its_page_again() -> None:
    """200 persons with names of 60 letters."""
    people = (person(n, name=f"{'Nachname-Doppelname ' * 2}Vorname{n:03}"[:60]) for n in range(200))
    paper = Paper("attendance", workshop(*people))
    assert paper.count > 5
    assert all("Unterschrift" in text for text in paper.pages)
    assert f"Seite 2 von {paper.count}" in paper.pages[1]
    assert paper.text.count("Vorname") == 200


def test_the_list_of_one_group() -> None:
    """And all of them by group."""
    state = workshop(*(person(n) for n in range(4)))
    assert [row[1] for row in rows(Paper("attendance", state, group="g2", spare="0"))[1:]] == [
        "Person001",
        "Person003",
    ]
    by_group = rows(Paper("attendance", state, order="group", spare="0"))[1:]
    assert [row[3] for row in by_group] == ["Ahorn", "Ahorn", "Birke", "Birke"]


# --- Run sheet


def test_the_run_sheet_has_plan_and_what_really_was() -> None:
    """Times, speaker, minutes, begin and end."""
    state = workshop(
        item(1, "Begrüßung", minutes=20, began_at="2009-09-23T09:05:00", ended_at="2009-09-23T09:31:00"),
        item(2, "Vortrag", speaker="Prof. Muster", minutes=45, starts_at="10:00"),
        starts="09:00",
    )
    paper = Paper("run-sheet", state)
    assert rows(paper) == [
        ["Plan", "Was", "Dauer", "Beginn", "Ende"],
        ["09:00", "Begrüßung", "20 min dauerte 26 min", "09:05", "09:31"],
        ["10:00", "Vortrag Prof. Muster", "45 min", "", ""],
    ]
    assert "Geplantes Ende 10:45" in paper.text


def test_private_notes_are_on_one_of_two_run_sheets() -> None:
    """The other one can lie about."""
    state = workshop(item(1, "Begrüßung", note="Mikrofon prüfen"))
    private, public = Paper("run-sheet", state, notes="yes"), Paper("run-sheet", state, notes="no")
    assert "Mikrofon prüfen" in private.text
    assert "nur für die Moderation" in private.text
    assert "Mikrofon" not in public.text
    assert "Begrüßung" in public.text
    assert "nur für die Moderation" not in public.text


# --- Data protection note


def test_the_note_names_who_is_responsible() -> None:
    """And what is kept, where, how long, which rights there are; it is a template, and one page long."""
    state = workshop(
        person(1, email="a@example.org"), organiser="Familienbüro", distribution="secret@example.org"
    )
    paper = Paper("privacy", state)
    assert paper.count == 1
    for words in (
        "Vorlage",
        "Familienbüro",
        "In einer Datei auf dem Computer",
        "längstens bis",
        "Art. 15",
        "Art. 77",
    ):
        assert words in paper.text
    assert "example.org" not in paper.text


def test_the_note_tells_of_the_details_that_are_kept() -> None:
    """Where nobody has an e-mail address none is told of; where nobody was entered all that are usual."""
    assert "E-Mail-Adresse" not in Paper("privacy", workshop(person(1))).text
    assert "E-Mail-Adresse" in Paper("privacy", workshop()).text
    assert "Organiser: ____" in Paper("privacy", nothing(), "en").text


# --- Posters


def test_a_poster_for_each_theme() -> None:
    """A3, the heading above everything, its cards below, how many points they got."""
    state = workshop(
        theme("Kurze Wege"),
        Cluster(id="t2", group_id="g2", heading="Offene Räume"),
        card(1, "Eine Tür für alle"),
        card(2, "Ein Café", cluster_id="t2", group_id="g2"),
        VoteRound(id="v", dots=3),
        Vote(id="x", round_id="v", card_id="c001", device="a", points=7),
    )
    paper = Paper("posters", state)
    assert paper.sizes() == [(297, 420)] * 2
    assert "Kurze Wege" in paper.pages[0]
    assert "Eine Tür für alle" in paper.pages[0]
    assert "7 Punkte" in paper.pages[0]
    assert "Offene Räume" in paper.pages[1]
    heading, text = paper.place_of("Kurze Wege"), paper.place_of("Eine Tür für alle")
    assert heading.bottom < text.top
    assert heading.bottom - heading.top > 1.5 * (text.bottom - text.top) > 15
    assert Paper("posters", state, size="A4", group="g2").sizes() == [(210, 297)]


@pytest.mark.parametrize("cards", [1, 30, 120])
def test_no_card_of_a_theme_is_lost(cards: int) -> None:
    """They are on as many pages as they need, in letters of 15 points and more."""
    state = workshop(theme("Ein Thema " * 9), *(card(n, f"K{n:03}x gemeinsam planen") for n in range(cards)))
    paper = Paper("posters", state)
    for n in range(cards):
        assert paper.text.count(f"K{n:03}x") == 1
    assert min(b.bottom - b.top for char, b in paper.letters() if char == "K") > 3.3


def test_a_card_that_is_longer_than_a_poster_goes_on() -> None:
    """4,000 characters, and a heading of one word that is wider than the paper."""
    state = workshop(theme("Donaudampfschifffahrtsgesellschaft" * 4), card(1, "Zeile\n" * 660))
    paper = Paper("posters", state)
    assert paper.dense.count("Zeile") == 660
    assert paper.dense.count("Donaudampfschifffahrtsgesellschaft" * 4) == paper.count > 1


# --- Opening page


def test_the_opening_page_tells_goal_rules_and_agenda() -> None:
    """On lying paper, in A4 and twice as large."""
    state = workshop(
        item(1, "Begrüßung", speaker="Bürgermeisterin", minutes=30),
        item(2, "Pause", kind="break", minutes=15, note="Geheim"),
        goal="Wege finden",
        rules="Jeder kommt zu Wort\nWir halten die Zeiten ein",
        starts="09:00",
    )
    paper, large = Paper("opening", state), Paper("opening", state, size="A3")
    assert (paper.sizes(), large.sizes()) == ([(297, 210)], [(420, 297)])
    for words in ("Ziel", "Wege finden", "Spielregeln", "Jeder kommt zu Wort", "09:30 Pause", "bis 09:45"):
        assert words in paper.text
    assert "Geheim" not in paper.text
    small, big = (one.place_of("Wege finden") for one in (paper, large))
    assert (big.bottom - big.top) / (small.bottom - small.top) == pytest.approx(2**0.5, rel=0.05)


def test_what_is_short_is_written_large() -> None:
    """And what is long is smaller, then goes on on further pages, and nothing is lost."""
    short, long = (
        Paper("opening", workshop(goal="Wege finden", rules="\n".join(["Zuhören"] * count)))
        for count in (2, 24)
    )
    sizes = [box.bottom - box.top for box in (short.place_of("Wege finden"), long.place_of("Wege finden"))]
    assert sizes[0] > 1.5 * sizes[1]
    many = Paper(
        "opening", workshop(*(item(n, f"P{n:02}x", minutes=5) for n in range(80)), goal="Ziel " * 700)
    )
    assert many.count > 1
    assert many.text.count("Ziel") == 700 + 1
    assert all(f"P{n:02}x" in many.text for n in range(80))


def test_who_speaks_stands_on_the_page_of_the_item() -> None:
    """Where the agenda goes on on another page, an item goes there with its speaker."""
    items = (item(n, f"P{n:02}x", speaker=f"S{n:02}y", minutes=5) for n in range(60))
    paper = Paper("opening", workshop(*items))
    assert paper.count > 1
    for n in range(60):
        assert [f"P{n:02}x" in text for text in paper.pages] == [f"S{n:02}y" in text for text in paper.pages]
        assert paper.text.count(f"P{n:02}x") == 1
