"""What comes back from one workshop to the next."""

from __future__ import annotations

from dataclasses import replace

from tests.examples import state_of, workshop_records
from werkstatt_desktop.domain import recalling, series
from werkstatt_desktop.domain.recalling import Past
from werkstatt_desktop.domain.records import (
    WORKSHOP_ID,
    Card,
    Cluster,
    Group,
    Measure,
    Participant,
    Record,
    Workshop,
)
from werkstatt_desktop.domain.series import Recurring


def past(name: str, date: str, *more: Record, series: str = "Essen", from_doc: str | None = None) -> Past:
    found = recalling.past_of(name, state_of([*workshop_records(), *more]))
    facts = replace(found.facts, title=name, date=date, series=series, from_doc=from_doc)
    return replace(found, facts=facts)


def obstacle(text: str, group: str = "g1") -> Card:
    return Card(group_id=group, category_id="obstacle", text=text, written=20)


FIRST = past("a", "2024-05-01", obstacle("Ressortegoismus"), obstacle("Zuständigkeiten unklar."))
SECOND = past("b", "2025-05-01", obstacle("ressort-egoismus"), obstacle("Zuständigkeiten unklar"))
THIRD = past("c", "2026-05-01", obstacle("ZUSTÄNDIGKEITEN  UNKLAR"), Cluster(group_id="g1", heading="Räume"))


def test_by_date() -> None:
    """The oldest first."""
    assert series.in_order([THIRD, FIRST, SECOND]) == [FIRST, SECOND, THIRD]


def test_recurring_obstacles() -> None:
    """The same words whatever their case and marks, named in two workshops or more, most often first."""
    assert series.recurring_obstacles([FIRST, SECOND, THIRD]) == [
        Recurring("Zu wenig Zeit", (1, 1, 1)),
        Recurring("ZUSTÄNDIGKEITEN  UNKLAR", (1, 1, 1)),
    ]


def test_named_before() -> None:
    """In how many workshops before it was named."""
    assert series.named_before("Zuständigkeiten unklar!", [FIRST, SECOND, THIRD]) == 3
    assert series.named_before("Neu", [FIRST, SECOND]) == 0


def test_topics() -> None:
    """Headings with how many cards they have in each workshop."""
    assert series.topics([FIRST, THIRD]) == [Recurring("Zusammenarbeit", (2, 2)), Recurring("Räume", (0, 1))]


def test_second_cards_count_once() -> None:
    """A card under two headings is one obstacle, and one card under each heading."""
    first = replace(obstacle("Neu"), id="new", cluster_id="t1")
    theme = Cluster(id="t2", group_id="g1", heading="Noch eins")
    found = past("x", "", theme, first, replace(first, id="twin", cluster_id="t2", twin_of="new"))
    assert found.obstacles["neu"] == ("Neu", 1)
    assert [found.topics[key][1] for key in ("zusammenarbeit", "noch eins")] == [3, 1]
    assert [said.text for said in found.said].count("Neu") == 1


def test_hidden_boards_say_nothing() -> None:
    """No card, heading or obstacle of a board that is hidden."""
    hidden = Group(id="h", name="Verdeckt", hidden=True)
    found = past("x", "", hidden, obstacle("Geheim", "h"), Cluster(group_id="h", heading="Geheimes Thema"))
    assert "Geheim" not in {said.text for said in found.said}
    assert "geheim" not in found.obstacles
    assert "geheimes thema" not in found.topics


def test_series_by_name_or_chain() -> None:
    """Of the series is what is called so, and what was gone on with, but no copy of this workshop."""
    facts = Workshop(id=WORKSHOP_ID, series="essen!", from_doc="d")
    chained = [past("d", "2020-01-01", series="Anders", from_doc="e"), past("e", "2019-01-01", series="")]
    folder = [THIRD, FIRST, *chained, past("own", "2018-01-01"), past("f", "2017-01-01", series="Fremd")]
    assert series.members(facts, "own", folder) == [chained[1], chained[0], FIRST, THIRD]
    assert series.members(Workshop(id=WORKSHOP_ID), "own", folder) == []


def test_last_workshop() -> None:
    """Before this one are those of earlier days; the last is that from which it went on."""
    facts = Workshop(id=WORKSHOP_ID, date="2026-01-01", from_doc="a")
    assert series.before(facts, [FIRST, SECOND, THIRD]) == [SECOND, FIRST]
    assert series.before(replace(facts, from_doc=None), [THIRD, FIRST, SECOND]) == [FIRST, SECOND]
    assert series.before(replace(facts, date=""), [THIRD, FIRST]) == [THIRD, FIRST]


def test_open_measures() -> None:
    """What is not done comes back, with whoever is responsible in words."""
    person = Participant(id="p", name="", department="Jugendamt")
    found = past(
        "x",
        "",
        person,
        Measure(id="m1", what="x", rank=1.0, who_id="p"),
        Measure(id="m2", what="y", rank=0.0, who="Frau C", status="begun"),
        Measure(id="m3", what="z", status="done"),
        Measure(id="m4", what="z", status="dropped"),
    )
    [(of, row)] = series.still_open([found])
    assert of is found
    assert [(m.id, who) for m, who in row] == [("m2", "Frau C"), ("m1", "Jugendamt")]


def test_gone_on_with() -> None:
    """What a later workshop took over is its own to answer, done or not; all else stays where it was."""
    first = past("a", "2024-01-01", Measure(id="m1", what="x"), Measure(id="m2", what="y"))
    second = past("b", "2025-01-01", Measure(id="n1", what="x", from_id="m1", status="done"))
    found = series.still_open([first, second])
    assert [(of.doc_id, [m.id for m, _ in row]) for of, row in found] == [("a", ["m2"])]
