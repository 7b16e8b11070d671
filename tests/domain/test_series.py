"""What comes back from one workshop to the next."""

from __future__ import annotations

from tests.examples import state_of, workshop_records
from werkstatt_desktop.domain import series
from werkstatt_desktop.domain.records import Card, Cluster, Measure, Participant, Record
from werkstatt_desktop.domain.series import Past, Recurring


def past(name: str, date: str, *more: Record) -> Past:
    return Past(name, name, date, state_of([*workshop_records(), *more]))


def obstacle(text: str) -> Card:
    return Card(group_id="g1", category_id="obstacle", text=text, written=20)


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
    row = series.open_measures(found)
    assert [(m.id, series.responsible(found.state, m)) for m in row] == [
        ("m2", "Frau C"),
        ("m1", "Jugendamt"),
    ]
