"""What a good protocol says, check by check: its head, its groups, what was decided, how it goes on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.printing.samples import CATEGORIES, state_of, workshop
from tests.report.reading import cells, entries, every, full_day, of_part, text, told, with_records
from werkstatt_desktop.domain.headings import Heading
from werkstatt_desktop.domain.paper import SECTIONS, Paper, usual
from werkstatt_desktop.domain.records import (
    Answer,
    Card,
    Category,
    Cluster,
    Feedback,
    Group,
    Link,
    Measure,
    ParkedItem,
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
from werkstatt_desktop.report import blocks as b
from werkstatt_desktop.report import words
from werkstatt_desktop.texts import Texts

T = Texts("de")
ANSWER = Category(id="answer", role="recommendation", rank=3.0, colour="blue", symbol="arrow")
GROUPS = (Group(id="g0", name="Quartier", room="2.14"), Group(id="g1", rank=1.0))


def day(*records: Record, **facts: str) -> State:
    return state_of(workshop(**facts), *CATEGORIES, ANSWER, *GROUPS, *records)


def card(n: int, category: str = "own", **more: object) -> Card:
    values = {"group_id": "g0", "cluster_id": "t", "text": f"Karte {n}", "rank": float(n), "written": n + 1}
    return Card(id=f"c{n}", category_id=category, **values | more)  # type: ignore[arg-type]


def dots(*points: int, **facts: object) -> list[Record]:
    """A round in the first group with these points for the first, the second … card."""
    values = {"title": "Was zuerst", "group_id": "g0", "dots": 3, "voters": 4, "is_open": False}
    votes = [
        Vote(id=f"v{n}", round_id="r", card_id=f"c{n}", points=p, device="d") for n, p in enumerate(points)
    ]
    return [VoteRound(id="r", **values | facts), *votes]  # type: ignore[arg-type]


THEME = Cluster(id="t", group_id="g0", heading="Wege")


def facts_of(blocks: list[b.Block]) -> dict[str, str]:
    (facts, *_) = every(blocks, b.Facts)
    return dict(facts.rows)


def test_head() -> None:
    """1, 3: what, when, where, who is responsible, to what end."""
    blocks = told(full_day())
    (title,) = every(blocks, b.Title)
    assert (title.over, title.title) == ("Ergebnisprotokoll", "Großer Tag")
    assert title.below == "Stadtwerkstatt, Nr. 4 · Essen, 22. November 2026"
    assert {
        "Veranstalter": "Bündnis",
        "Im Auftrag von": "Ministerium",
        "Gastgeber": "Stadt Essen",
        "Moderation": "Frau Leitmann",
        "Protokoll": "Herr Griffel",
        "Zeit": "09:00 bis 17:30 Uhr",
        "Anlass": "Es war an der Zeit",
    }.items() <= facts_of(blocks).items()
    assert next((box.label, box.text) for box in every(blocks, b.Box)) == ("Ziel", "Gemeinsam anfangen")


def test_people() -> None:
    """2: how many, from where by the number of persons and the alphabet, and who sent apologies."""
    state = day(
        *(
            Participant(id=f"p{n}", name=f"Name {n}", department=office, persons=many, presence=presence)
            for n, (office, many, presence) in enumerate([
                ("Zoo", 1, "present"), ("Ämter", 1, "present"), ("Bau", 3, "present"), ("Amt", 1, "excused"),
            ])
        )
    )  # fmt: skip
    blocks = told(state)
    assert facts_of(blocks)["Teilnehmende"] == "5 Personen aus 3 Fachbereichen und Ämtern · 1 entschuldigt"
    (bars,) = every(blocks, b.Bars)
    assert [(name, said) for name, _, said in bars.rows] == [("Bau", "3"), ("Ämter", "1"), ("Zoo", "1")]
    assert bars.about == "Fachbereiche und Ämter: Bau 3; Ämter 1; Zoo 1"
    assert "Name 0" not in text(blocks)
    (table,) = every(told(state, Paper(sections=("names",))), b.Table)
    assert [row[0][0].text for row in table.rows] == [f"Name {n}" for n in range(4)]
    assert [row[4][0].text for row in table.rows][-1] == "entschuldigt"


@pytest.mark.parametrize(
    ("people", "said"),
    [
        ([Participant(id="p", presence="present")], "1 Person"),
        ([Participant(id="p", persons=8, organisation="Verein")], "8 Personen aus 1 Organisation erwartet"),
    ],
)
def test_people_of_whom_little_is_known(people: list[Participant], said: str) -> None:
    assert facts_of(told(day(*people)))["Teilnehmende"] == said


def test_programme_as_it_was_held() -> None:
    """4: when each item really began and how long it took; what did not begin has the planned time."""
    state = day(
        ProgrammeItem(
            id="a", title="Anfang", minutes=10, speaker="Frau Wort", starts_at="09:00",
            began_at="2009-09-23T09:07:00", ended_at="2009-09-23T09:32:00",
        ),
        ProgrammeItem(id="b", rank=1.0, kind="break", minutes=15, starts_at="10:00"),
        starts="09:00",
    )  # fmt: skip
    (table,) = every(of_part(told(state), "programme"), b.Table)
    found = [[" ".join(one.text for one in cell) for cell in row] for row in table.rows]
    assert found == [["09:07", "Anfang Frau Wort", "25 min"], ["10:00 geplant", "Pause", "15 min"]]


def test_programme_without_times() -> None:
    """No column stands empty."""
    state = day(ProgrammeItem(id="a", title="Anfang", minutes=0))
    (table,) = every(of_part(told(state), "programme"), b.Table)
    assert [column.head for column in table.columns] == ["Programmpunkt"]


def test_most_important_at_the_beginning() -> None:
    """5: before the contents stand the best themes, recommendations, measures and open questions."""
    blocks = told(
        day(
            THEME, card(0, "answer"), card(1, "answer"), *dots(2, 5),
            Measure(id="m", what="Anfangen", who="Amt", due="2010-02-01"),
            Measure(id="n", what="Fertig", status="done"),
            ParkedItem(id="q", kind="question", text="Wer zahlt?"),
            ParkedItem(id="w", kind="question", text="Wann?", answer="Bald"),
            Result(id="l", kind="statement", text="Alle reden mit", consensus="unanimous"),
        )
    )  # fmt: skip
    before = blocks[: blocks.index(b.Contents())]
    said = [(entry.texts[0].text, entry.note) for entry in entries(before)]
    assert said == [
        ("Wege", "7 Punkte · Quartier"),
        ("Karte 1", "5 Punkte"),
        ("Karte 0", "2 Punkte"),
        ("Anfangen", "Amt · 01.02.2010"),
        ("Wer zahlt?", ""),
    ]
    assert [(box.label, box.text) for box in every(before, b.Box)] == [
        ("Leitsatz, einstimmig", "Alle reden mit")
    ]


def test_groups() -> None:
    """6, 7, 8, 19: each with its facts, symbols with words, themes with dots and rank, loose cards."""
    other = replace(THEME, id="u", heading="Räume")
    blocks = told(day(THEME, other, card(0), card(1, cluster_id="u"), card(2, cluster_id=None), *dots(1, 4)))
    first, second = (c for c in every(blocks, b.Chapter) if c.key.startswith("group-"))
    assert (first.title, first.facts) == ("Gruppe 1 · Quartier", "Raum 2.14 · 3 Karten in 2 Themen")
    assert (second.title, second.facts) == ("Gruppe 2", "0 Karten")
    legend = every(blocks, b.Legend)[0]
    assert [(sign.symbol, sign.word) for sign, _ in legend.rows] == [("diamond", "Voraussetzungen")]
    headings = [(h.text, h.count) for h in every(of_part(blocks, "cards"), b.Heading)]
    assert headings == [
        ("Wege", "1 Karte · 1 Punkt · Rang 2"),
        ("Räume", "1 Karte · 4 Punkte · Rang 1"),
        ("Ohne Thema", "1 Karte"),
    ]
    found = [(entry.note, entry.dots) for entry in entries(of_part(blocks, "cards"))]
    assert found == [("1 Punkt", 1), ("4 Punkte", 4), ("", 0)]


def test_dots_of_a_hidden_round_are_not_told() -> None:
    """Neither beside the cards nor among what is most important."""
    blocks = told(day(THEME, card(0, "answer"), *dots(7, hidden=True)))
    assert "7 Punkte" not in text(blocks)
    assert "Rang" not in text(blocks)


def test_decisions_stand_apart() -> None:
    """10, 13: what was decided, what was only kept, what is disputed; with the groups that said it."""
    state = day(
        THEME,
        card(0, text="So gesagt"),
        Result(id="a", rank=0.0, text="Gesagt"),
        Result(id="b", rank=1.0, text="Beschlossen", consensus="majority", dissent=True),
        Result(id="c", rank=2.0, text="Umstritten", consensus="disputed"),
        Result(id="d", rank=3.0, text="Dagegen", dissent=True),
        Source(id="s", result_id="b", card_id="c0"),
    )
    kept = of_part(told(state), "plenary")
    found: dict[str, list[tuple[str, ...]]] = {}
    for heading, rows in zip(every(kept, b.Heading), every(kept, b.Entries), strict=True):
        found[heading.text] = [(e.number, *(one.text for one in e.texts)) for e in rows.rows]
    assert found == {
        "Vereinbart": [("2", "Beschlossen", "Einspruch (Blitz) · mehrheitlich", "Quartier: „So gesagt“")],
        "Festgehalten, ohne Beschluss": [("1", "Gesagt")],
        "Strittig geblieben": [("3", "Umstritten", "strittig"), ("4", "Dagegen", "Einspruch (Blitz)")],
    }


def test_results_without_any_decision_need_no_headings() -> None:
    kept = of_part(told(day(Result(id="a", text="Gesagt"))), "plenary")
    assert not every(kept, b.Heading)


def test_what_answers_what() -> None:
    """11, 14: obstacles with their gaps, measures by date with the numbers of their page."""
    state = day(
        THEME,
        card(0, "obstacle"),
        card(1, "obstacle"),
        card(2, "answer"),
        Link(id="l", from_card_id="c2", to_card_id="c0", kind="overcomes"),
        Result(id="e", text="Ergebnis"),
        Participant(id="p", name="Frau Tat", department="Jugendamt"),
        Measure(id="m1", rank=1.0, what="Später", due="2010-03-01", who_id="p", result_id="e"),
        Measure(id="m2", rank=2.0, what="Bald", due="2010-02-01"),
        Measure(id="m3", rank=3.0, what="Irgendwann", from_id="früher"),
        Answer(id="x", measure_id="m2", card_id="c2"),
    )
    blocks = told(state)
    (table,) = every(of_part(blocks, "coverage"), b.Table)
    assert [[cell[0].text for cell in row] for row in table.rows] == [
        ["Karte 0", "Karte 2", "2"],
        ["Karte 1", "noch ohne Anregung", "keine"],
    ]
    (plan,) = every(of_part(blocks, "measures"), b.Table)
    assert [[[one.text for one in cell] for cell in row[:4]] for row in plan.rows] == [
        [["2"], ["Bald", "zu: Karte 2"], ["noch niemand"], ["01.02.2010"]],
        [["1"], ["Später", "zu Ergebnis 1: Ergebnis"], ["Frau Tat", "Jugendamt"], ["01.03.2010"]],
        [
            ["3"],
            ["Irgendwann", "übernommen aus dem letzten Workshop"],
            ["noch niemand"],
            ["noch kein Termin"],
        ],
    ]


def test_gaps_are_told_before_anything_is_answered() -> None:
    """11: where nobody has begun to say what answers what, the obstacles without an answer are counted."""
    blocks = told(day(THEME, card(0, "obstacle"), card(1, "obstacle"), card(2, "answer")))
    (said,) = every(of_part(blocks, "coverage"), b.Paragraph)
    assert said.text == "2 Schwierigkeiten, noch keine Anregung dazu"
    assert not every(of_part(blocks, "coverage"), b.Table)


def test_plan_without_measures() -> None:
    """A paper of measures says that there are none."""
    (none,) = every(of_part(told(day(), usual("measures")), "measures"), b.Paragraph)
    assert none.text == "keine"


def test_rule_of_a_vote() -> None:
    """12: dots of each, voters, how many were cast, and who has how many at which rank."""
    blocks = of_part(told(day(THEME, card(0), card(1), card(2), *dots(5, 3, 3))), "weigh")
    (rule,) = every(blocks, b.Paragraph)
    assert rule.text.split(" · ") == [
        "Quartier", "3 Punkte je Person", "höchstens einer je Vorschlag", "4 Stimmberechtigte",
        "11 von 12 Punkten",
    ]  # fmt: skip
    assert [(e.number, e.texts[0].text, e.note) for e in entries(blocks)] == [
        ("1", "Karte 0", "5 Punkte"),
        ("2", "Karte 1", "3 Punkte · gleich"),
        ("2", "Karte 2", "3 Punkte · gleich"),
    ]


def test_many_options_share_lines() -> None:
    """The first eight and those that are equal to them have a line each; nothing is lost of the others.

    Where the cards are told with the same dots they are counted, else named, a line for each number of dots.
    """
    state = day(THEME, *map(card, range(13)), *dots(20, 19, 18, 17, 16, 15, 14, 9, 9, 9, 2, 2, 1))
    together, alone = (
        [(e.number, e.texts[0].text, e.note) for e in entries(of_part(told(state, paper), "weigh"))]
        for paper in (usual("full"), Paper(sections=("weigh",)))
    )
    assert len(together) == 11
    assert together[:10] == alone[:10]
    assert together[10] == ("11", "3 weitere; ihre Punkte stehen bei den Karten", "1 bis 2 Punkte")
    assert alone[10:] == [("11", "Karte 10 · Karte 11", "2 Punkte"), ("13", "Karte 12", "1 Punkt")]


def test_earlier_round_names_its_options() -> None:
    """What stands beside the cards are the dots of the last round; of others all options are named."""
    again = VoteRound(id="s", rank=1.0, group_id="g0", dots=3, is_open=False)
    votes = [Vote(id=f"w{n}", round_id="s", card_id=f"c{n}", points=1) for n in range(13)]
    first = dots(20, 19, 18, 17, 16, 15, 14, 9, 9, 9, 2, 2, 1)
    blocks = of_part(told(day(THEME, *map(card, range(13)), *first, again, *votes)), "weigh")
    assert [e.texts[0].text for e in every(blocks, b.Entries)[0].rows][-2:] == [
        "Karte 10 · Karte 11",
        "Karte 12",
    ]


def test_many_gaps_stand_below_the_table() -> None:
    """Each obstacle with its group; a few stay in the table."""
    answered = Link(id="l", from_card_id="c0", to_card_id="c1", kind="overcomes")
    few, many = (
        of_part(
            told(day(THEME, card(0, "answer"), answered, *(card(n, "obstacle") for n in range(1, last)))),
            "coverage",
        )
        for last in (14, 15)
    )
    assert len(cells(few, 0)) == 13
    assert not entries(few)
    assert cells(many, 0) == ["Karte 1"]
    assert [(e.texts[0].text, e.note) for e in entries(many)] == [
        (f"Karte {n}", "Quartier") for n in range(2, 15)
    ]


def test_parking_lot() -> None:
    """15: also where nothing was parked."""
    (none,) = every(of_part(told(day()), "parked"), b.Paragraph)
    assert none.text == "keine"


def test_mood_before_and_after() -> None:
    """16: how many dots, all the numbers in words, what stands at the ends, and what has changed."""

    def poll(moment: str, *counts: int) -> list[Record]:
        scale = VoteRound(
            id=moment, kind="scale", targets="none", moment=moment, title="Wie geht es?", steps=3,
            labels="schlecht\ngut",
        )  # fmt: skip
        return [scale, *(
            Vote(id=f"{moment}{n}", round_id=moment, x=n / 2, points=p, device="d")
            for n, p in enumerate(counts)
        )]  # fmt: skip

    state = day(*poll("opening", 2, 0, 0), *poll("closing", 0, 1, 3), Feedback(id="f", text="Endlich"))
    blocks = of_part(told(state), "feedback")
    (found,) = every(blocks, b.Poll)
    assert found.words == (
        "Zu Beginn: 2 Punkte · Mittel 1,0 von 3",
        "Am Ende: 4 Punkte · Mittel 2,8 von 3",
    )
    assert "1: 2; 2: 0; 3: 0." in found.about
    assert "1: 0; 2: 1; 3: 3." in found.about
    assert "links: schlecht; rechts: gut" in found.about
    assert "Der Mittelwert hat sich um +1,8 verschoben." in text(blocks)
    assert [entry.texts[0].text for entry in entries(blocks)] == ["„Endlich“"]


def test_field_says_all_its_ends() -> None:
    """16: dots by quarter, and the words at the four ends."""
    field = VoteRound(id="f", kind="field", targets="none", labels="fern\nnah\nmatt\nmunter")
    spots = ((0.1, 0.9, 2), (0.9, 0.9, 1), (0.2, 0.1, 4))
    votes = [Vote(id=f"v{n}", round_id="f", x=x, y=y, points=p) for n, (x, y, p) in enumerate(spots)]
    (found,) = every(told(day(field, *votes)), b.Poll)
    assert "oben links: 2; oben rechts: 1; unten links: 4; unten rechts: 0." in found.about
    assert "links: fern; rechts: nah; unten: matt; oben: munter" in found.about


def test_how_it_goes_on() -> None:
    """17: next steps, the next date in words, and whom the protocol goes to."""
    (facts,) = every(of_part(told(full_day()), "outlook"), b.Facts)
    assert facts.rows == (
        ("Nächste Schritte", "Weiter machen"),
        ("Nächster Termin", "Freitag, 12. März 2027"),
        ("Das Protokoll geht an", "Frau Verteilung"),
    )


def test_foot() -> None:
    """18: which version it is, and when it was made."""
    state, at = day(), datetime(2009, 9, 23, 17, 5, tzinfo=UTC)
    assert words.foot(state, T, at) == "Entwurf · Stand 23.09.2009, 17:05 Uhr"
    sealed = with_records(state, Seal(id="s", at="2009-09-23T17:00:00", hash="f" * 64))
    assert words.foot(sealed, T) == "Version 1"
    (end,) = every(told(sealed), b.Colophon)
    assert end.lines == (f"Version 1, abgeschlossen am 23. September 2009, 17:00 Uhr · {'f' * 64}",)


def test_reworded_cards_say_so() -> None:
    """24: marked as reworded; the first wording stands beside it where it is asked for."""
    state = day(THEME, card(0, first_text="Vorher"), card(1))
    usually, asked_for = (
        [[one.text for one in e.texts] for e in entries(of_part(told(state, paper), "cards"))]
        for paper in (usual("full"), Paper(sections=SECTIONS))
    )
    assert usually == [["Karte 0", "umformuliert"], ["Karte 1"]]
    assert asked_for == [["Karte 0", "ursprünglich: „Vorher“"], ["Karte 1"]]


def test_links_and_second_cards() -> None:
    """What a card overcomes stands below it; a second one says where else it hangs and does not count."""
    other = Cluster(id="u", group_id="g0", heading="Räume", rank=1.0)
    state = day(
        THEME,
        other,
        card(0, "answer"),
        card(1, "obstacle"),
        card(2, "answer", text="Karte 0", cluster_id="u", twin_of="c0"),
        Link(id="l", from_card_id="c0", to_card_id="c1", kind="overcomes"),
    )
    found = [(e.card, [one.text for one in e.texts]) for e in entries(of_part(told(state), "cards"))]
    assert (True, ["Karte 0", "überwindet: Karte 1", "auch unter: Räume"]) in found
    assert (False, ["Karte 0", "auch unter: Wege"]) in found


@pytest.mark.parametrize(
    ("name", "said"),
    [("", "Gruppe 2"), ("Quartier", "Gruppe 2 · Quartier"), ("Arbeitsgruppe 2", "Arbeitsgruppe 2")],
)
def test_name_of_a_group(name: str, said: str) -> None:
    assert words.group_title(Heading(2, name), T) == said


def test_last_line() -> None:
    """9: how many of the cards are in it, and what no font has."""
    assert words.colophon(T, 1000, 7) == "Karten im Workshop: 1.000 · hier gedruckt: 7"
    assert "U+2603 SNOWMAN" in words.colophon(T, 1, 1, {"\N{SNOWMAN}"})
    assert words.colophon(T, 1, 1, {chr(0xE000 + n) for n in range(203)}).endswith("3 weitere")


def test_both_languages() -> None:
    """The words of the paper are those of its language; what people wrote stays."""
    english = told(day(THEME, card(0)), language="en")
    assert "Picture of the wall" not in text(english)
    assert {c.title for c in every(english, b.Chapter)} >= {"Parking lot", "Group 1 · Quartier"}
    assert cells(of_part(told(full_day(), language="en"), "coverage"), 1)
    titles = {words.section_title(key, T) for key in SECTIONS}
    assert len(titles) == len(SECTIONS)
    assert titles.isdisjoint(words.section_title(key, Texts("en")) for key in SECTIONS)
