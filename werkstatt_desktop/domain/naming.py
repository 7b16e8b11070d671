"""Dates and titles as names of files that every system takes."""

from __future__ import annotations

import re

from .clean import clean

MOST_BYTES = 76
"""How long a name may be without its ending; with it and a number it is no longer than 100 bytes.

Systems take 255, but paths of 260 in all, and sync programs add to names.
"""

_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
_DEVICES = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]) *(?:\.|$)", re.IGNORECASE)
"""Names that mean a device on Windows, whatever ending they have."""
_NEVER_FIRST = ". -~"
"""Would hide a file, or make a command take its name for an option or a folder of somebody's."""


def file_words(*parts: str, room: int = MOST_BYTES) -> str:
    """The parts as one name of at most `room` bytes; empty where nothing of them can stand in one."""
    words = clean(_UNSAFE.sub(" ", " ".join(parts)), lines=False)
    words = " ".join(words.split()).lstrip(_NEVER_FIRST).rstrip(". ")
    if _DEVICES.match(words):
        words = f"_{words}"
    return words.encode()[:room].decode(errors="ignore").strip(". ")
