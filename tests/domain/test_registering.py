"""Tables of participants: what their columns mean and who comes of their rows."""

from __future__ import annotations

import pytest

from tests.examples import state_of, workshop_records
from werkstatt_desktop.domain import registering
from werkstatt_desktop.domain.errors import Refused
from werkstatt_desktop.domain.records import Group, Participant
from werkstatt_desktop.domain.registering import Wishes, planned, recognise
from werkstatt_desktop.domain.verbs import people as verbs

HEAD = ["Nachname", "Vorname", "Träger", "Fachbereich", "E-Mail", "Gruppe", "Anzahl"]
USES = ("name", "first_name", "organisation", "department", "email", "group", "persons")


def wishes(uses: tuple[str, ...] = USES, **fields: bool) -> Wishes:
    return Wishes(uses=uses, headed=fields.pop("headed", False), **fields)


def test_headings() -> None:
    """German and English headings are known, in any spelling; of two alike the first counts."""
    found = recognise([HEAD, [""] * 7])
    assert (found.uses, found.headed) == (USES, True)
    english = recognise([["First name", "Surname", "Company", "Unit", "Job title", "Name"], ["a"] * 6])
    assert english.uses == ("first_name", "name", "organisation", "department", "function", "")


def test_only_a_first_name() -> None:
    """Where there are first names alone they are the names."""
    assert recognise([["Vorname", "Amt"], ["Ayşe", "Jugendamt"]]).uses == ("name", "department")


def test_no_headings() -> None:
    """What stands in the columns tells: addresses, numbers, and names first."""
    rows = [["Ayşe", "Stadt", "a@x.de", "1"], ["Bernd", "Land", "b@x.de", "2"]]
    found = recognise(rows)
    assert (found.uses, found.headed) == (("name", "organisation", "email", "persons"), False)


def test_rows() -> None:
    """A row becomes a person with the name put together, in the group that it names."""
    state = state_of(workshop_records())
    group = next(iter(state.all(Group)))
    plan = planned(state, [["Kaya", "Ayşe", "Stadt", "Jugendamt", "a@x", group.name.upper(), ""]], wishes())
    [person] = plan.people
    assert (person.name, person.department, person.persons) == ("Ayşe Kaya", "Jugendamt", 1)
    assert person.group_id == group.id
    assert plan.groups == ()


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (["", "", "", "", "a@x", "", ""], "nobody"),
        (["A" * 301, "", "", "", "", "", ""], "too_long"),
        (["A", "", "", "", "", "", "31.02."], "no_number"),
        (["A", "", "", "", "", "", "0"], "no_number"),
        (["A", "", "", "", "", "", "9999999"], "no_number"),
    ],
)
def test_left_out(row: list[str], reason: str) -> None:
    """A row that cannot be meant is left out and says why; the others come."""
    plan = planned(state_of(workshop_records()), [row, ["B", *[""] * 6]], wishes())
    assert [line.reason for line in plan.lines] == [reason, ""]


def test_known() -> None:
    """Who is on the list already is left out, also when a table has somebody twice; counts are not."""
    state = state_of([*workshop_records(), Participant(name="Ayşe Kaya", organisation="Stadt")])
    rows = [["kaya", "ayşe", "STADT"], ["B"], ["b"], ["", "", "Land"], ["", "", "Land"]]
    even = [[*row, *[""] * (7 - len(row))] for row in rows]
    assert [line.reason for line in planned(state, even, wishes()).lines] == ["known", "", "known", "", ""]
    assert len(planned(state, even, wishes(leave_known=False)).people) == 5


def test_new_groups() -> None:
    """A group that is not there is made once, at the end; or its people get none."""
    state = state_of(workshop_records())
    rows = [["A", "Neu"], ["B", "neu"], ["C", ""]]
    plan = planned(state, rows, wishes(("name", "group")))
    assert [group.name for group in plan.groups] == ["Neu"]
    assert plan.groups[0].rank > max(group.rank for group in state.all(Group))
    assert [person.group_id for person in plan.people] == [plan.groups[0].id] * 2 + [None]
    none = planned(state, rows, wishes(("name", "group"), new_groups=False))
    assert (none.groups, none.unknown_groups) == ((), ("Neu",))
    assert {person.group_id for person in none.people} == {None}


def test_presences() -> None:
    """What is said in words holds; a tick means that somebody is there only below a heading that says so."""
    rows = [["A", "anwesend"], ["B", "Abgesagt"], ["C", "gegangen"], ["D", "vielleicht"], ["E", "x"]]
    state, uses = state_of(workshop_records()), ("name", "presence")
    found = [person.presence for person in planned(state, rows, wishes(uses)).people]
    assert found == ["present", "excused", "left", "expected", "expected"]
    for heading, presence in (("Zusage", "expected"), ("Anwesend", "present")):
        plan = planned(state, [["Name", heading], *rows], wishes(uses, headed=True))
        assert plan.people[-1].presence == presence


def test_titles_above_the_headings() -> None:
    """A list may have a title; without headings nothing is above."""
    rows = [["Anmeldungen, Stand Mai", ""], ["Name", "Amt"], ["A", "B"]]
    assert registering.above(rows) == 1
    assert registering.above(rows[1:]) == 0
    assert registering.above([["A", "B"]]) == 0


def test_one_step() -> None:
    """People and groups come in one step."""
    state = state_of(workshop_records())
    edit = verbs.register(state, [["A", "Neu"]], wishes(("name", "group")))
    assert (len(edit.ids("groups")), len(edit.ids("participants"))) == (1, 1)
    with pytest.raises(Refused, match="empty_text"):
        verbs.register(state, [["", "Neu"]], wishes(("name", "group")))
    with pytest.raises(Refused, match="too_many_people"):
        verbs.register(state, [[f"A{n}", ""] for n in range(verbs.MOST + 1)], wishes(("name", "group")))


def test_uses_have_headings() -> None:
    """Every use can be told by a heading, and no heading means two things."""
    words = [word for found in registering._HEADINGS.values() for word in found]
    assert len(words) == len(set(words))
    assert set(registering._HEADINGS) == set(registering.USES)
