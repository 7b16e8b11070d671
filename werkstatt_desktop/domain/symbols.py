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


def _arc(x: float, y: float, radius: float, start: float, end: float) -> Outline:
    """Points on a circle; angles in parts of a whole turn, clockwise from the right."""
    turns = (start + (end - start) * n / 10 for n in range(11))
    return tuple((x + radius * cos(2 * pi * t), y + radius * sin(2 * pi * t)) for t in turns)


_TICK: Outline = ((0.06, 0.52), (0.2, 0.38), (0.4, 0.58), (0.8, 0.16), (0.94, 0.3), (0.4, 0.86))
_HOOK: Outline = (
    *_arc(0.5, 0.3, 0.28, 0.5, 1.12), (0.58, 0.56), (0.58, 0.66), (0.42, 0.66), (0.42, 0.49),
    *_arc(0.5, 0.3, 0.13, 1.12, 0.5),
)  # fmt: skip

MARKS: dict[str, tuple[Outline, ...]] = {
    "dissent": (((0.6, 0.0), (0.14, 0.58), (0.44, 0.58), (0.34, 1.0), (0.86, 0.38), (0.54, 0.38)),),
    "unanimous": (
        tuple((0.78 * x, y) for x, y in _TICK),
        ((0.47, 0.72), (0.58, 0.56), (0.89, 0.2), (1.0, 0.32), (0.53, 0.88)),
    ),
    "majority": (_TICK,),
    "disputed": (
        ((0.06, 0.26), (0.94, 0.26), (0.94, 0.42), (0.06, 0.42)),
        ((0.06, 0.58), (0.94, 0.58), (0.94, 0.74), (0.06, 0.74)),
        ((0.66, 0.02), (0.82, 0.1), (0.34, 0.98), (0.18, 0.9)),
    ),
    "question": (_HOOK, _arc(0.5, 0.87, 0.11, 0.0, 1.0)),
    "star": (OUTLINES["star"],),
    "twin": (
        ((0.08, 0.06), (0.66, 0.06), (0.66, 0.22), (0.24, 0.22), (0.24, 0.66), (0.08, 0.66)),
        ((0.36, 0.34), (0.94, 0.34), (0.94, 0.94), (0.36, 0.94)),
    ),
    "photo": (
        ((0.02, 0.1), (0.98, 0.1), (0.98, 0.24), (0.02, 0.24)),
        ((0.02, 0.24), (0.14, 0.24), (0.14, 0.88), (0.02, 0.88)),
        ((0.86, 0.24), (0.98, 0.24), (0.98, 0.88), (0.86, 0.88)),
        ((0.14, 0.88), (0.36, 0.46), (0.56, 0.72), (0.66, 0.58), (0.86, 0.88)),
    ),
}
"""For each mark of a card or theme the outlines that are filled for it, in a square of side 1.

`unanimous` is a double tick, `majority` a single one, `disputed` an unequal sign.
"""

MARK_COLOURS: dict[str, tuple[str, str]] = {
    "dissent": ("#B3261E", "#FF8A80"),
    "unanimous": ("#2E7D32", "#7CCB80"),
    "majority": ("#2E7D32", "#7CCB80"),
    "disputed": ("#B3261E", "#FF8A80"),
    "question": ("#6C4596", "#BE9BE0"),
    "star": ("#7F6400", "#DDBE55"),
    "twin": ("#5C666D", "#A3ADB3"),
    "photo": ("#5C666D", "#A3ADB3"),
}
"""The colour of each mark in the light theme and on paper, and in the dark theme."""

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


def tint(name: str) -> str:
    """What fills the box of a theme in a colour, on paper: paler than its cards, which lie on it."""
    card, ground = colours(name)[0], "#FBFAF7"
    pairs = ((int(ground[n : n + 2], 16), int(card[n : n + 2], 16)) for n in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * 0.6):02X}" for a, b in pairs)


def outline(symbol: str) -> Outline:
    return OUTLINES.get(symbol, OUTLINES["diamond"])
