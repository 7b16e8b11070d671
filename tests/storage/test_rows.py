"""Journal rows and their checksums."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import new_file, open_file, workshop_records
from werkstatt_desktop.domain.edits import Change, Edit, Entry
from werkstatt_desktop.domain.errors import FileProblem
from werkstatt_desktop.domain.records import OWNERS, TABLES, Vote, VoteRound, fits
from werkstatt_desktop.storage.rows import crc, entry_of, entry_row, now

TEXT = st.text(st.characters(codec="utf-8"), max_size=20)
FIELDS_OF_A_CARD = st.fixed_dictionaries(
    {},
    optional={
        "text": TEXT,
        "first_text": st.none() | TEXT,
        "x": st.floats(-1e9, 1e9),
        "rank": st.integers(-9, 9),
        "written": st.integers(0, 2**50),
        "gone": st.booleans(),
        "cluster_id": st.none() | TEXT,
    },
)
ENTRIES = st.builds(
    Entry,
    id=TEXT,
    seq=st.integers(1, 2**40),
    device=TEXT,
    number=st.integers(1, 2**40),
    toggles=st.none() | TEXT,
    at=TEXT,
    edit=st.builds(
        Edit,
        TEXT,
        st.lists(
            st.builds(Change, st.just("cards"), TEXT, FIELDS_OF_A_CARD, FIELDS_OF_A_CARD), max_size=3
        ).map(tuple),
    ),
)


@given(ENTRIES)
def test_there_and_back(entry: Entry) -> None:
    """An entry comes back from its row as it was."""
    assert entry_of(entry_row(entry)) == entry


@given(ENTRIES, st.integers(0, 7), st.data())
def test_every_column_is_guarded(entry: Entry, column: int, data: st.DataObject) -> None:
    """Whatever column changes, the row is not whole any more."""
    row = list(entry_row(entry))
    old = row[column]
    new = data.draw(st.integers(1, 2**40) if isinstance(old, int) else TEXT)
    row[column] = new
    if ("" if old is None else old) == new:
        return
    with pytest.raises(FileProblem) as problem:
        entry_of(tuple(row))
    assert (problem.value.key, problem.value.exit_code) == ("damaged", 1)


def test_checksum_is_crc32() -> None:
    """The checksum is CRC-32 over the columns, told apart by a separator: a promise of the format."""
    row = ("a", 1, "d", 1, None, "2026-01-01", "write_card", "[]")
    assert crc(row) == 4_196_034_706
    assert crc(row) != crc(("a", 11, "d", 1, None, "2026-01-01", "write_card", "[]"))
    assert crc(("ab", "c")) != crc(("a", "bc"))


HOSTILE: list[Any] = [
    "{}",
    '""',
    "7",
    "null",
    '"text"',
    "[7]",
    "[[]]",
    '[["cards", "c", {}]]',
    '[["invented", "c", {}, {}]]',
    '[[["cards"], "c", {}, {}]]',
    '[["cards", 7, {}, {}]]',
    '[["cards", null, {}, {}]]',
    '[["cards", "c", [], {}]]',
    '[["cards", "c", {}, "text"]]',
    '[["cards", "c", {}, {"invented": 1}]]',
    '[["cards", "c", {"invented": 1}, {}]]',
    '[["cards", "c", {}, {"id": "d"}]]',
    '[["cards", "c", {}, {"text": null}]]',
    '[["cards", "c", {}, {"text": 7}]]',
    '[["cards", "c", {}, {"x": true}]]',
    '[["cards", "c", {}, {"x": NaN}]]',
    '[["cards", "c", {}, {"x": Infinity}]]',
    '[["cards", "c", {}, {"x": 1e400}]]',
    '[["cards", "c", {}, {"written": 1.0}]]',
    '[["cards", "c", {}, {"written": 99999999999999999999}]]',
    '[["cards", "c", {}, {"gone": 1}]]',
    '[["cards", "c", {}, {"group_id": null}]]',
    "[" * 5000,
    "[1" + "0" * 5000 + "]",
    "",
]


@pytest.mark.parametrize("changes", HOSTILE)
def test_hostile_changes(changes: str) -> None:
    """A row with a right checksum and wrong contents is damaged too, however it is wrong."""
    row = ("a", 1, "d", 1, None, "", "x", changes)
    with pytest.raises(FileProblem) as problem:
        entry_of((*row, crc(row)))
    assert problem.value.key == "damaged"


@pytest.mark.parametrize("value", ["\ud800", float("nan"), float("inf")])
def test_what_no_file_holds(value: object) -> None:
    """A value that cannot be written is an error before anything is written."""
    change = Change("cards", "c", {}, {"text": value})  # type: ignore[dict-item]
    with pytest.raises(ValueError):  # noqa: PT011 - which of them it is does not matter
        entry_row(Entry("a", 1, "d", 1, None, "", Edit("x", (change,))))


def test_row_is_small() -> None:
    """The changes are compact JSON with letters as they are."""
    edit = Edit("x", (Change("cards", "c", {"text": ""}, {"text": "Größe"}),))
    changes = entry_row(Entry("a", 1, "d", 1, None, "", edit))[7]
    assert changes == '[["cards","c",{"text":""},{"text":"Größe"}]]'
    assert json.loads(changes)


def test_time_of_an_entry() -> None:
    """The time of an entry is local, to the second, with its distance from UTC."""
    assert len(now()) == 25
    assert now()[10] == "T"
    assert now()[19] in "+-"


def test_what_fits() -> None:
    """Every record of the program has values that fit; those of another table do not."""
    for table, kind in TABLES.items():
        names: dict[str, Any] = {field: "x" for field, _ in OWNERS[table]}
        record = kind(**names)
        values = {name: getattr(record, name) for name in kind.__dataclass_fields__}
        assert fits(table, values)
    assert not fits("groups", {"text": "x"})
    assert fits("cards", {"x": 2.0**53 - 1, "written": 2**53 - 1})
    assert not fits("cards", {"x": 2.0**53})


@pytest.mark.parametrize("x", [None, 0.25])
def test_numbers_that_may_be_missing(tmp_path: Path, x: float | None) -> None:
    """A file whose votes have no place on a field, or some have one, is read again as it was."""
    votes = [Vote(id="v", round_id="r", points=3), Vote(id="w", round_id="r", x=x)]
    path = new_file(tmp_path / "a.werkstatt", [*workshop_records(), VoteRound(id="r"), *votes])
    store = open_file(path)
    assert [store.state.get(Vote, vote.id) for vote in votes] == votes
    store.close()
