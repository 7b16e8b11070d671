"""Dates and titles as names of files that every system takes."""

from __future__ import annotations

import re

from .clean import clean

MOST_BYTES = 180
"""How long a name may be without its ending; systems take 255, and a sync program adds to them."""

_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')


def file_words(*parts: str, room: int = MOST_BYTES) -> str:
    """The parts as one name of at most `room` bytes; empty where nothing of them can stand in one."""
    words = clean(_UNSAFE.sub(" ", " ".join(parts)), lines=False)
    words = " ".join(words.split()).strip(". ")
    return words.encode()[:room].decode(errors="ignore").strip(". ")
