"""What a day came to, on paper: what is hidden stays hidden, and tables go on over pages."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, cast

import pytest

from tests.printing.samples import FIRST_TEXTS, Paper, made_up, token
from werkstatt_desktop.domain.records import (
    TABLE_OF,
    Answer,
    Card,
    Cluster,
    Feedback,
    Group,
    Measure,
    Participant,
    ProgrammeItem,
    Record,
    Result,
    Seal,
    Source,
    Vote,
    VoteRound,
)
from werkstatt_desktop.domain.state import State

_ROUND = VoteRound(id="r", title="Was zuerst", group_id="g0", voters=4, dots=3, is_open=False)


def with_records(state: State, *records: Record) -> State:
    """The same workshop with these records added, or in the place of those that are there."""
    tables = {name: dict(rows) for name, rows in state.tables.items()}
    for record in records:
        tables[TABLE_OF[type(record)]][record.id] = record
    return State(tables)


def a_day() -> State:
    """The first of two groups has voted; one of its cards is a common result, a measure answers another."""
    return with_records(
        made_up(12),
        _ROUND,
        Vote(id="v", round_id="r", card_id="c2", points=7, device="d"),
        Result(id="e", text="Gemeinsam gesagt"),
        Source(id="s", result_id="e", card_id="c4"),
        Measure(id="m", what="Anfangen", due="2010-02-01"),
        Answer(id="a", measure_id="m", card_id="c10"),
    )


def hide(state: State, group_id: str) -> State:
    group = state.get(Group, group_id)
    assert group is not None
    return with_records(state, replace(group, hidden=True))


def test_hidden_board_is_only_counted() -> None:
    """No words of its cards, whether on the board, voted on, kept or answered; how many there are is said."""
    paper = Paper(hide(a_day(), "g0"))
    for n in range(12):
        assert (token(n) in paper.flat) is (n % 2 == 1)
    assert "6 Karten, verdeckt" in paper.flat
    assert "Gemeinsam gesagt" in paper.flat
    assert "Nicht gedruckt, weil die Wand verdeckt ist: 6 Karten" in paper.flat
    assert (paper.result.cards, paper.result.printed) == (12, 6)


def test_shown_board_is_told_everywhere() -> None:
    """The same day without a hidden board: voted on, kept and answered cards are named there again."""
    paper = Paper(a_day())
    assert all(paper.flat.count(token(n)) >= 2 for n in (2, 4, 10))
    assert "7 von 12 Punkten" in paper.flat
    assert paper.result.printed == 12


def test_hidden_totals_stay_hidden() -> None:
    """Before they are revealed neither points nor ranks are on paper, nor how many dots were set."""
    state = with_records(a_day(), replace(_ROUND, hidden=True))
    paper = Paper(state)
    assert "Was zuerst" in paper.flat
    assert "7 Punkte" not in paper.flat
    assert "7 von 12" not in paper.flat


def test_measures_stand_by_date() -> None:
    """The earliest first, what has no date at the end; the obstacles name the numbers of this order."""
    state = with_records(
        a_day(),
        Measure(id="z", rank=-1.0, what="Irgendwann"),
        Measure(id="y", rank=5.0, what="Sofort", due="2010-01-01"),
    )
    text = Paper(state).flat
    table = text[text.rindex("Bis wann") :]
    places = [table.index(what) for what in ("Sofort", "Anfangen", "Irgendwann")]
    assert places == sorted(places)
    obstacle = with_records(state, replace(_card(state, "c10"), category_id="obstacle"))
    row = Paper(obstacle).flat
    assert f"{token(10)}" in row
    assert "noch ohne Anregung 2" in " ".join(row.split())


def test_head_of_a_table_stands_on_each_page() -> None:
    """A plan over several pages says on each what stands in which column; nothing of it is lost."""
    long = " ".join(f"Wort{n:04}" for n in range(900))
    plan = [Measure(id=f"n{n:02}", rank=float(n), what=f"Schritt{n:02}") for n in range(40)]
    paper = Paper(with_records(made_up(2), *plan, Measure(id="lang", rank=99.0, what=long)))
    pages = [paper.pages[number - 1] for number in paper.result.parts["measures"]]
    assert len(pages) > 3
    assert all(page.count("Bis wann") == 1 for page in pages)
    assert all(f"Schritt{n:02}" in paper.flat for n in range(40))
    assert all(f"Wort{n:04}" in paper.flat for n in range(900))
    assert sum("Bis wann" in page for page in paper.pages) == len(pages)


def test_long_ends_of_a_scale_are_said_in_full() -> None:
    """What has no room beside the picture stands below it; the two questions of a poll are both said."""
    ends = ("überhaupt keine Erfahrung mit der Zusammenarbeit", "sehr viel Erfahrung über Ämter hinweg")
    before, after = (
        VoteRound(id=moment, kind="scale", targets="none", moment=moment, title=title, labels="\n".join(ends))
        for moment, title in (("opening", "Wie ist es jetzt?"), ("closing", "Wie ist es danach?"))
    )
    paper = Paper(with_records(made_up(2), before, after))
    assert all(said in paper.flat for said in (*ends, before.title, after.title))


def test_foot_says_which_version_it_is() -> None:
    """A draft on each page until the version is closed; then its number, and at the end its hash."""
    draft = Paper(made_up(2))
    assert all("Entwurf" in page for page in draft.pages)
    closed = Paper(with_records(made_up(2), Seal(id="s", version=1, at="2009-09-23T17:05:00", hash="f" * 64)))
    assert all("Version 1" in page and "Entwurf" not in page for page in closed.pages)
    assert "23. September 2009, 17:05" in closed.flat
    assert "f" * 64 in closed.flat.replace(" ", "")


def _card(state: State, id: str) -> Card:
    card = state.get(Card, id)
    assert card is not None
    return card


def test_theme_without_dots_among_the_most_important() -> None:
    """A group that has not voted yet is there with the cards of its theme, not with a nought."""
    themes = [Cluster(id=f"t{n}", group_id=f"g{n}", heading=f"Thema {n}") for n in range(2)]
    day = with_records(a_day(), *themes)
    cards = [card for card in day.all(Card) if card.id in {"c2", "c3"}]
    hung = [replace(card, cluster_id=f"t{int(card.id[1:]) % 2}") for card in cards]
    paper = Paper(with_records(day, *hung))
    assert "7 Punkte" in paper.flat
    assert "1 Karte" in paper.flat
    assert "0 Punkte" not in paper.flat


# --- Words, in both languages and whatever they are


def whole_day() -> State:
    """People, a run-off, resistance, a statement, coverage, a measure, polls, quotes, and what follows."""
    state = a_day()
    begun = replace(
        state.workshop,
        next_steps="Danach weiter",
        next_date="2010-03-12",
        distribution="An alle, die da waren",
    )
    return with_records(
        state,
        begun,
        Participant(
            id="p1",
            name="Frau Verantwortlich",
            department="Jugendamt",
            email="sie@example.org",
            function="Leiterin",
            presence="present",
        ),
        Participant(
            id="p2", name="Herr Zugast", department="Schulamt", email="er@example.org", presence="present"
        ),
        ProgrammeItem(
            id="i", title="Begrüßung", note="Nur für mich: Herr Zugast redet lang", speaker="Eine Rednerin"
        ),
        VoteRound(id="r2", rank=1.0, title="Stichwahl", group_id="g0", run_off_of="r", dots=1, voters=4),
        VoteRound(id="w", rank=2.0, title="Widerstand", kind="resistance", group_id="g1", voters=2),
        Vote(id="w1", round_id="w", passive=True, points=9, device="d"),
        Result(id="l", kind="statement", text="Alle reden mit", consensus="unanimous"),
        Measure(
            id="m", what="Anfangen", due="2010-02-01", who_id="p1", with_whom="Kirche", first_result="Da"
        ),
        VoteRound(id="o", kind="scale", targets="none", moment="opening", title="Wie geht es?", steps=5),
        Vote(id="o1", round_id="o", x=0.75, points=3, device="d"),
        Feedback(id="q", text="Endlich reden wir"),
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "de",
            (
                "Teilnehmende 2 Personen",
                "Stichwahl zu „Was zuerst“",
                "3 Punkte je Person",
                "Alles bleibt, wie es ist",
                "Leitsatz Alle reden mit einstimmig",
                "01.02.2010",
                "Zu Beginn: 3 Punkte",
                "„Endlich reden wir“",
                "Freitag, 12. März 2010",
                "An alle, die da waren",
            ),
        ),
        (
            "en",
            (
                "Participants 2 persons",
                "Run-off of “Was zuerst”",
                "3 dots for each person",
                "Everything stays as it is",
                "Guiding statement Alle reden mit agreed unanimously",
                "At the beginning: 3 dots",
                "“Endlich reden wir”",
                "Friday, 12 March 2010",
                "An alle, die da waren",
            ),
        ),
    ],
)
def test_all_of_a_day_is_told(language: str, words: tuple[str, ...]) -> None:
    """Each part with its own words, in the language of the paper."""
    paper = Paper(whole_day(), language)
    assert [said for said in words if said not in paper.flat] == []


def test_nobody_is_named_but_who_does_something() -> None:
    """Of the participants only who is responsible is on paper; addresses and private notes never are."""
    text = Paper(whole_day()).flat
    assert "Frau Verantwortlich" in text
    assert "Eine Rednerin" in text
    for private in ("Zugast", "@example.org", "Leiterin", "Nur für mich"):
        assert private not in text


@pytest.mark.parametrize(
    "said",
    [
        "<b>fett</b> & <br/> &amp; <font",
        "\N{PARTY POPPER} Feier \N{SNOWMAN}",
        "%s {0} {name} \\n $x",
        "\u202everkehrt\u202c",
    ],
)
def test_no_text_is_taken_for_markup(said: str) -> None:
    """Whatever is written anywhere stands there as it was written."""
    state = whole_day()
    changed = [
        replace(record, **cast("dict[str, Any]", {name: said}))
        for kind, id, name in (
            (VoteRound, "r", "title"),
            (VoteRound, "o", "title"),
            (VoteRound, "o", "labels"),
            (Result, "e", "text"),
            (Result, "l", "text"),
            (Measure, "m", "what"),
            (Measure, "m", "first_result"),
            (Feedback, "q", "text"),
            (Participant, "p1", "department"),
        )
        if (record := state.get(kind, id)) is not None
    ]
    state = with_records(state, *changed, replace(state.workshop, next_steps=said, distribution=said))
    paper = Paper(state)
    kernel = max(re.findall(r"[\w<>&;/{}]+", said), key=len)
    assert paper.dense.count(kernel) >= 9
    assert paper.result.printed == paper.result.cards


def test_long_texts_go_over_pages() -> None:
    """Four thousand characters in every place that takes them: the first and the last word is on paper."""
    tail = " ".join(f"w{n:03}" for n in range(790))
    long = {name: f"{name}Anfang {tail} {name}Ende" for name in ("kept", "said", "task", "next", "first")}
    state = whole_day()
    state = with_records(
        state,
        Result(id="e", text=long["kept"], first_text=long["first"]),
        Feedback(id="q", text=long["said"]),
        Measure(id="m", what=long["task"]),
        replace(state.workshop, next_steps=long["next"]),
    )
    paper = Paper(state, paper=FIRST_TEXTS)
    for name, text in long.items():
        assert f"{name}Anfang" in paper.flat
        assert f"{name}Ende" in paper.flat, name
        assert len(text) < 4000
    assert all(paper.flat.count(f"w{n:03}") >= 5 for n in range(10, 790))


def test_empty_workshop_has_nothing_of_it() -> None:
    """Where nothing was weighed, kept or agreed no heading says so."""
    text = Paper(made_up(2)).flat
    for heading in ("Gewichtung", "Gemeinsame Ergebnisse", "Maßnahmen", "Teilnehmende", "Blitzlicht"):
        assert heading not in text
