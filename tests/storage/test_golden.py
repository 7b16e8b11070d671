"""Files that released versions wrote: every later version opens them and finds what was in them."""

import json
import shutil
from pathlib import Path

import pytest

from tests.examples import assert_in_step
from tests.storage.conftest import Open
from tests.storage.make_golden import FOLDER, contents, golden, make
from werkstatt_desktop.domain.records import TABLES, Card
from werkstatt_desktop.domain.verbs import cards
from werkstatt_desktop.storage import files
from werkstatt_desktop.storage.schema import VERSION

VERSIONS = range(1, VERSION + 1)
DEVICE = "1" * 32


@pytest.fixture
def copy(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return Path(shutil.copy(golden(request.param)[0], tmp_path / "golden.werkstatt"))


def test_every_version_has_its_golden_file() -> None:
    """No version of the schema is without one."""
    wanted = {path.name for version in VERSIONS for path in golden(version)}
    assert wanted == {path.name for path in FOLDER.iterdir()}


@pytest.mark.parametrize(("copy", "version"), [(v, v) for v in VERSIONS], indirect=["copy"])
def test_golden_file_holds_what_it_held(copy: Path, version: int, opened: Open) -> None:
    """Records, journal, identity and undo are those that the program of then wrote."""
    store = opened(copy, DEVICE)
    expected = json.loads(golden(version)[1].read_text(encoding="utf-8"))
    found = json.loads(json.dumps(contents(store)))
    assert {name: found[name] for name in expected if name != "tables"} == {
        name: value for name, value in expected.items() if name != "tables"
    }
    for table, rows in expected["tables"].items():
        for id, fields in rows.items():
            record = found["tables"][table][id]
            assert {name: record[name] for name in fields} == fields
        assert len(found["tables"][table]) == len(rows)
    assert_in_step(store.state)


@pytest.mark.parametrize("copy", VERSIONS, indirect=True)
def test_golden_file_is_sound(copy: Path) -> None:
    """Its tables are its journal's fold."""
    assert files.check(copy).tables == ()


@pytest.mark.parametrize("copy", VERSIONS, indirect=True)
def test_golden_file_is_worked_on(copy: Path, opened: Open) -> None:
    """Work goes on in it: steps of then are taken back, new ones are taken, and it stays sound."""
    store = opened(copy, DEVICE)
    before = store.state
    while store.undo() is not None:
        pass
    assert store.state != before
    group, category = next(iter(store.state.shown["groups"])), next(iter(store.state.shown["categories"]))
    store.commit(cards.write_cards(store.state, group_id=group, category_id=category, texts=["neu"]))
    store.close()
    assert files.check(copy).tables == ()


def test_golden_file_has_everything(tmp_path: Path, opened: Open) -> None:
    """The day that makes it touches every table, deletes, takes back and takes up again."""
    path = tmp_path / "day.werkstatt"
    make(path)
    store = opened(path, DEVICE)
    assert all(store.state.tables[table] for table in TABLES)
    assert any(row.gone for rows in store.state.tables.values() for row in rows.values())
    entries = list(store.journal())
    assert len({entry.device for entry in entries}) == 3
    assert sum(entry.toggles is not None for entry in entries) == 4
    assert (store.undo_verb, store.redo_verb) != (None, None)
    disputed, edited = store.state.tables["cards"]["c2"], store.state.tables["cards"]["c3"]
    assert isinstance(disputed, Card)
    assert sorted(disputed.text.split("\n")) == ["Die Zeit fehlt", "Viel zu wenig Zeit"]
    assert not edited.gone
    store.close()
    assert b"Vertraulich" not in path.read_bytes()
    assert files.check(path).tables == ()
