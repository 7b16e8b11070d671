"""The symbols and colours of categories, the same on screen and paper.

A symbol is drawn, not set: fonts lack some. Its outline is a polygon in a square of side 1,
y growing downwards.
"""

from __future__ import annotations

from math import cos, pi, sin

Outline = tuple[tuple[float, float], ...]


def _around(count: int, radii: tuple[float, ...], turn: float) -> Outline:
    return tuple(
        (
            0.5 + radii[n % len(radii)] * sin(turn + 2 * pi * n / count),
            0.5 - radii[n % len(radii)] * cos(turn + 2 * pi * n / count),
        )
        for n in range(count)
    )


OUTLINES: dict[str, Outline] = {
    "plus": (
        (0.36, 0.06), (0.64, 0.06), (0.64, 0.36), (0.94, 0.36), (0.94, 0.64), (0.64, 0.64),
        (0.64, 0.94), (0.36, 0.94), (0.36, 0.64), (0.06, 0.64), (0.06, 0.36), (0.36, 0.36),
    ),
    "triangle": ((0.5, 0.06), (0.98, 0.92), (0.02, 0.92)),
    "arrow": (
        (0.04, 0.38), (0.52, 0.38), (0.52, 0.12), (0.97, 0.5), (0.52, 0.88), (0.52, 0.62), (0.04, 0.62),
    ),
    "diamond": ((0.5, 0.02), (0.96, 0.5), (0.5, 0.98), (0.04, 0.5)),
    "circle": _around(32, (0.45,), 0.0),
    "square": ((0.09, 0.09), (0.91, 0.09), (0.91, 0.91), (0.09, 0.91)),
    "star": _around(10, (0.5, 0.21), 0.0),
    "minus": ((0.06, 0.36), (0.94, 0.36), (0.94, 0.64), (0.06, 0.64)),
}  # fmt: skip

LIGHT: dict[str, tuple[str, str]] = {
    "green": ("#DDF0D8", "#2E7D32"),
    "orange": ("#FBDDD1", "#BF4A22"),
    "blue": ("#DBE9F8", "#1F5FA8"),
    "violet": ("#EDE3F4", "#6C4596"),
    "teal": ("#D5EEEC", "#0F6E6A"),
    "yellow": ("#F8EEC6", "#7F6400"),
    "rose": ("#F9DCE6", "#AD2B5C"),
    "grey": ("#E6E8EA", "#505A61"),
}
"""For each colour of COLOURS that of the card and that of its stripe, in the light theme and on paper."""

DARK: dict[str, tuple[str, str]] = {
    "green": ("#203A24", "#7CCB80"),
    "orange": ("#452A20", "#F19A77"),
    "blue": ("#1E3247", "#86B9EE"),
    "violet": ("#33273F", "#BE9BE0"),
    "teal": ("#16393A", "#6CCBC6"),
    "yellow": ("#3A3316", "#DDBE55"),
    "rose": ("#452331", "#F08FB2"),
    "grey": ("#31373B", "#B4BDC3"),
}


def colours(name: str, *, dark: bool = False) -> tuple[str, str]:
    """Card and stripe of a colour; one that a newer program invented looks grey."""
    table = DARK if dark else LIGHT
    return table.get(name, table["grey"])


def outline(symbol: str) -> Outline:
    return OUTLINES.get(symbol, OUTLINES["diamond"])
