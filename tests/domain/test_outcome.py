"""What a day came to, as values: complete, counted, in order, and nobody named but who does something."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.printing.samples import CATEGORIES, state_of, workshop
from werkstatt_desktop.domain.headings import Heading, beginning
from werkstatt_desktop.domain.outcome import Answer as Carried
from werkstatt_desktop.domain.outcome import Outcome, outcome
from werkstatt_desktop.domain.records import (
    Answer,
    Card,
    Category,
    Cluster,
    Feedback,
    Group,
    Link,
    Measure,
    Participant,
    Record,
    Result,
    Seal,
    Source,
    Vote,
    VoteRound,
)

ANSWER = Category(id="answer", role="recommendation", rank=3.0, colour="blue", symbol="arrow")
GROUPS = (Group(id="g0", name="Erste", rank=0.0), Group(id="g1", rank=1.0))
FIRST, SECOND = Heading(1, "Erste"), Heading(2, "")


def told(*records: Record) -> Outcome:
    return outcome(state_of(workshop(), *CATEGORIES, ANSWER, *GROUPS, *records))


def cards(count: int, category: str = "own") -> list[Card]:
    return [
        Card(id=f"c{n}", group_id="g0", category_id=category, rank=float(n), text=f"Karte {n}", written=n + 1)
        for n in range(count)
    ]


def votes(*points: int, round_id: str = "r") -> list[Vote]:
    """Points for the first, the second … card, as one device counted them."""
    return [
        Vote(id=f"{round_id}-{n}", round_id=round_id, card_id=f"c{n}", points=p, device="d")
        for n, p in enumerate(points)
    ]


def test_nothing_done() -> None:
    """A workshop of groups alone came to nothing yet, as a draft of its first version."""
    found = told()
    assert found == Outcome(None, (), (), (), (), (), (), (), version=1, seal=None)


# --- People


def test_who_came() -> None:
    """Those present and those who have left took part; entries of several persons count as many."""
    found = told(
        Participant(id="a", department="Jugendamt", presence="present"),
        Participant(id="b", department="Jugendamt", presence="left", persons=3),
        Participant(id="c", organisation="Stadt", presence="present"),
        Participant(id="d", department="Schulamt", presence="excused", persons=2),
        Participant(id="e", department="Schulamt", presence="expected"),
    ).attendance
    assert found is not None
    assert (found.persons, found.came, found.excused) == (5, True, 2)
    assert [(share.name, share.persons) for share in found.departments] == [("Jugendamt", 4), ("", 1)]
    assert [(share.name, share.persons) for share in found.organisations] == [("Stadt", 1), ("", 4)]


def test_who_is_expected() -> None:
    """Before anybody is marked as present those count who are expected; who names no place gives no table."""
    found = told(Participant(id="a", name="A. Beispiel"), Participant(id="b", persons=2)).attendance
    assert found is not None
    assert (found.persons, found.came, found.excused) == (3, False, 0)
    assert found.organisations == found.departments == ()


# --- Polls


def scale(id: str, moment: str, *counts: int) -> list[Record]:
    poll = VoteRound(id=id, kind="scale", targets="none", moment=moment, labels="schlecht\ngut", steps=5)
    return [
        poll,
        *(Vote(id=f"{id}{n}", round_id=id, x=n / 4, points=count) for n, count in enumerate(counts)),
    ]


def test_moods_side_by_side() -> None:
    """The poll of the beginning with the one of the end, each counted, with its mean."""
    (mood,) = told(*scale("o", "opening", 1, 0, 3, 0, 0), *scale("c", "closing", 0, 0, 0, 2, 2)).moods
    assert mood.before is not None
    assert mood.after is not None
    assert (mood.before.steps, mood.before.counted, mood.before.mean) == ((1, 0, 3, 0, 0), 4, 2.5)
    assert (mood.after.steps, mood.after.counted, mood.after.mean) == ((0, 0, 0, 2, 2), 4, 4.5)


def test_field_of_one_moment() -> None:
    """Dots lie where they were set; without a poll at the end that side is missing."""
    poll = VoteRound(id="f", kind="field", targets="none", moment="opening", labels="a\nb\nc\nd")
    (mood,) = told(poll, Vote(id="v", round_id="f", x=0.25, y=0.75, points=2)).moods
    assert mood.before is not None
    assert (mood.before.spots, mood.before.counted, mood.before.mean) == (((0.25, 0.75, 2),), 2, None)
    assert mood.after is None


# --- Rounds


def test_ranking_with_a_tie() -> None:
    """By points; equal ones share their rank; those without dots are left out; bars measure by the most."""
    round_ = VoteRound(id="r", group_id="g0", dots=3, voters=4)
    (part,) = told(round_, *cards(4), *votes(2, 6, 0, 2)).rounds
    assert [(o.text, o.points, o.rank, o.tied) for o in part.options] == [
        ("Karte 1", 6, 1, False),
        ("Karte 0", 2, 2, True),
        ("Karte 3", 2, 2, True),
    ]
    assert [o.share for o in part.options] == [1.0, 1 / 3, 1 / 3]
    assert {o.category.id for o in part.options if o.category is not None} == {"own"}
    assert (part.group, part.counted, part.most) == (FIRST, 10, 12)


def test_run_off() -> None:
    """It names the round whose tie it decides, and has the tied options only."""
    first = VoteRound(id="r", title="Zuerst", dots=1, voters=4)
    second = VoteRound(id="s", rank=1.0, dots=1, voters=4, run_off_of="r")
    found = told(first, second, *cards(3), *votes(2, 2, 1), *votes(3, 1, 4, round_id="s")).rounds
    assert [part.run_off_of for part in found] == ["", "Zuerst"]
    assert [(o.text, o.points) for o in found[1].options] == [("Karte 0", 3), ("Karte 1", 1)]
    assert found[1].group is None


def test_resistance() -> None:
    """The least wins, the way things are stands among them, measured by the largest there could be."""
    round_ = VoteRound(id="r", kind="resistance", voters=2)
    as_it_is = Vote(id="p", round_id="r", passive=True, points=5, device="d")
    (part,) = told(round_, *cards(2), *votes(10, 0), as_it_is).rounds
    assert [(o.text, o.points, o.rank, o.share) for o in part.options] == [
        ("Karte 1", 0, 1, 0.0),
        (None, 5, 2, 0.25),
        ("Karte 0", 10, 3, 0.5),
    ]


def test_resistance_nobody_was_asked_for() -> None:
    """An option without any answer is none that nobody minds; asked for, it can be."""
    round_ = VoteRound(id="r", kind="resistance", voters=2)
    (part,) = told(round_, *cards(3), *votes(4, 0)).rounds
    assert [(o.text, o.points, o.rank) for o in part.options] == [("Karte 1", 0, 1), ("Karte 0", 4, 2)]


def test_options_without_dots() -> None:
    """They are counted, not listed."""
    (part,) = told(VoteRound(id="r"), *cards(3), *votes(4, 0)).rounds
    assert ([o.text for o in part.options], part.without) == (["Karte 0"], 2)


def test_two_criteria() -> None:
    """Only what was placed, and where."""
    round_ = VoteRound(id="r", kind="matrix")
    placed = Vote(id="v", round_id="r", card_id="c1", x=0.2, y=0.9, device="d")
    (part,) = told(round_, *cards(3), placed).rounds
    assert [(o.text, o.place) for o in part.options] == [("Karte 1", (0.2, 0.9))]
    assert (part.counted, part.most) == (0, 0)


def test_hidden_totals() -> None:
    """As long as they are hidden neither options nor sums are told."""
    round_ = VoteRound(id="r", dots=3, voters=4, hidden=True)
    (part,) = told(round_, *cards(2), *votes(2, 6)).rounds
    assert (part.options, part.counted) == ((), 0)


# --- The plenary


def test_kept_results() -> None:
    """With the words and dots of each group, the marks, and what it was called at first."""
    theme = Cluster(id="t", group_id="g1", heading="Räume")
    result = Result(id="e", text="Mehr Räume", first_text="Räume", consensus="majority", dissent=True)
    found = told(
        *cards(1),
        theme,
        VoteRound(id="r", group_id="g0", dots=1, voters=9),
        *votes(7),
        result,
        Source(id="s1", result_id="e", cluster_id="t"),
        Source(id="s0", result_id="e", card_id="c0"),
        Result(id="l", kind="statement", text="Miteinander", first_text="Miteinander", rank=1.0),
    )
    (kept,) = found.results
    assert (kept.text, kept.first_text, kept.marks) == ("Mehr Räume", "Räume", ("dissent", "majority"))
    assert [(w.group, w.text, w.points) for w in kept.wordings] == [
        (FIRST, "Karte 0", 7),
        (SECOND, "Räume", 0),
    ]
    (statement,) = found.statements
    assert (statement.text, statement.first_text, statement.wordings) == ("Miteinander", None, ())


# --- Coverage and measures


def test_coverage() -> None:
    """An obstacle once, with all its recommendations and the measures of each; one without any is there."""
    obstacles = cards(2, "obstacle")
    answers = [replace(card, id=f"a{card.id}", text=f"Antwort {card.id}") for card in cards(2, "answer")]
    found = told(
        *obstacles,
        *answers,
        *(Link(id=f"l{a.id}", kind="overcomes", from_card_id=a.id, to_card_id="c0") for a in answers),
        Measure(id="m1", rank=1.0, what="Eins"),
        Measure(id="m2", rank=2.0, what="Zwei"),
        Answer(id="x", measure_id="m2", card_id="ac0"),
        Answer(id="y", measure_id="m1", card_id="c1"),
    ).coverage
    assert [(row.text, row.group, row.answers, row.measures) for row in found] == [
        ("Karte 0", FIRST, (Carried("Antwort c0", (2,)), Carried("Antwort c1", ())), ()),
        ("Karte 1", FIRST, (), (1,)),
    ]


@pytest.mark.parametrize(
    ("person", "said", "who"),
    [
        (Participant(id="p", name="A. Beispiel", department="Jugendamt"), "", ("A. Beispiel", "Jugendamt")),
        (Participant(id="p", name="A. Beispiel", organisation="Stadt"), "", ("A. Beispiel", "Stadt")),
        (Participant(id="p", department="Jugendamt"), "", ("Jugendamt", "")),
        (None, "Kirche", ("Kirche", "")),
        (None, "", ("", "")),
    ],
)
def test_who_does_it(person: Participant | None, said: str, who: tuple[str, str]) -> None:
    """A name with where it comes from, else the office alone, else what was said, else nobody."""
    measure = Measure(id="m", what="Anfangen", who=said, who_id="p" if person is not None else None)
    (line,) = told(*([person] if person is not None else []), measure).measures
    assert (line.who, line.where_from) == who


def test_measures_by_date() -> None:
    """The earliest first, those without a date last; numbered as on their page, with what each is for."""
    found = told(
        *cards(1),
        Result(id="e", text="Ergebnis"),
        Measure(id="m1", rank=1.0, what="Irgendwann"),
        Measure(id="m2", rank=2.0, what="Später", due="2010-03-01", result_id="e"),
        Measure(id="m3", rank=3.0, what="Bald", due="2010-02-01"),
        Answer(id="x", measure_id="m2", card_id="c0"),
    ).measures
    assert [(line.number, line.measure.what) for line in found] == [
        (3, "Bald"),
        (2, "Später"),
        (1, "Irgendwann"),
    ]
    assert found[1].purposes == ("Ergebnis", "Karte 0")


# --- The end


def test_quotes_in_their_order() -> None:
    found = told(Feedback(id="b", rank=1.0, text="Zweites"), Feedback(id="a", rank=0.0, text="Erstes"))
    assert found.quotes == ("Erstes", "Zweites")


def test_versions() -> None:
    """A closed one has its seal; once the next is begun there is none until that is closed too."""
    closed = Seal(id="s1", version=1, at="2009-09-23T17:00:00", hash="abc")
    assert (told(closed).seal, told(closed).version) == (closed, 1)
    begun = told(closed, Seal(id="s2", version=2))
    assert (begun.seal, begun.version) == (None, 2)


def test_beginning() -> None:
    """One line, cut with a sign where it is long; what just fits stays whole."""
    assert beginning("Zeile eins\n  Zeile zwei ") == "Zeile eins Zeile zwei"
    assert beginning("x" * 100) == "x" * 100
    assert beginning("x" * 101) == "x" * 99 + "…"
