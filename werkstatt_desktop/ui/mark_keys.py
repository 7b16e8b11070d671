"""The keys of marks, on every page that has them."""

from __future__ import annotations

MARK_KEYS = {
    "dissent": "Shift+B",
    "unanimous": "Shift+E",
    "majority": "Shift+M",
    "disputed": "Shift+T",
    "question": "Shift+F",
    "star": "Shift+S",
}
"""The keys of the marks, the same in all languages: Blitz, einstimmig, mehrheitlich and so on."""
