"""Titles as file names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from werkstatt_desktop.domain.naming import MOST_BYTES, file_words


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("2026-11-22", "Wohnen im Alter"), "2026-11-22 Wohnen im Alter"),
        (("", "<b>Süd</b> / Größe"), "b Süd b Größe"),
        (("", "../../etc/passwd"), "etc passwd"),
        (("", "..."), ""),
        (("🌳" * 100,), "🌳" * (MOST_BYTES // 4)),
    ],
)
def test_words(parts: tuple[str, ...], name: str) -> None:
    """What no system takes is a blank; nothing is hidden by a dot or cut within a letter."""
    assert file_words(*parts) == name


@given(st.text(), st.text())
def test_any_title(date: str, title: str) -> None:
    """Whatever the title, the name is safe and short."""
    name = file_words(date, title)
    assert not set(name) & set('<>:"/\\|?*\x00\n')
    assert name == name.strip(". ")
    assert len(name.encode()) <= MOST_BYTES
