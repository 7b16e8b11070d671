"""What the program remembers between two runs."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from werkstatt_desktop import settings
from werkstatt_desktop.settings import Settings, page_of, with_recent, without_recent


def test_first_load_names_the_device() -> None:
    """The id of the device is made once and kept."""
    first = settings.load()
    assert len(first.device) == 32
    assert settings.load() == first


def test_saved_and_loaded() -> None:
    """What was saved comes back."""
    wanted = replace(
        settings.load(),
        language="en",
        scheme="dark",
        folder="/w",
        card_size=2,
        recent=("/a",),
        pages=("collect",),
    )
    settings.save(wanted)
    assert settings.load() == wanted


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        pytest.param("[" * 100_000, id="deep"),
        '{"recent": 7, "scheme": 1, "device": null}',
    ],
)
def test_broken_file_counts_as_none(text: str) -> None:
    """A settings file that cannot be understood gives the usual values."""
    settings.settings_path().parent.mkdir(parents=True)
    settings.settings_path().write_text(text, encoding="utf-8")
    assert replace(settings.load(), device="") == Settings()


def test_unknown_and_wrong_values() -> None:
    """Known values are taken, others are left aside."""
    path = settings.settings_path()
    path.parent.mkdir(parents=True)
    path.write_text(
        json.dumps({"device": "d", "language": "de", "card_size": "x", "new": 1}), encoding="utf-8"
    )
    assert settings.load() == Settings(device="d", language="de")


def test_recent_files() -> None:
    """The file opened last is the first, each stands there once, and there are at most twenty."""
    found = Settings()
    for n in range(25):
        found = with_recent(found, Path(f"/{n}"))
    found = with_recent(found, Path("/20"))
    assert found.recent[:3] == ("/20", "/24", "/23")
    assert (len(found.recent), len(found.pages)) == (20, 20)


def test_pages_of_recent_files() -> None:
    """Each file keeps the page it was left at, also when it is opened again."""
    found = with_recent(with_recent(Settings(), Path("/a"), "collect"), Path("/b"), "protocol")
    found = with_recent(found, Path("/a"))
    assert (page_of(found, Path("/a")), page_of(found, Path("/b"))) == ("collect", "protocol")
    found = without_recent(found, Path("/a"))
    assert (found.recent, found.pages, page_of(found, Path("/a"))) == (("/b",), ("protocol",), "")
