"""What can be chosen for each kind of paper. Values are texts, as a list of choices gives them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ...texts import Texts, mark


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: its name, its values, the usual one. `ids`: the values may also be ids of that table."""

    name: str
    values: tuple[str, ...]
    usual: str
    ids: str = ""

    def takes(self, value: str) -> bool:
        """Whether that can be chosen."""
        return value in self.values or bool(self.ids)


_GROUP = Option("group", ("",), "", "groups")

OPTIONS: Mapping[str, tuple[Option, ...]] = {
    "attendance": (
        _GROUP,
        Option("order", ("name", "group"), "name"),
        Option("spare", ("0", "5", "10", "20"), "10"),
    ),
    "badges": (
        Option("sheet", ("L4785", "C32011"), "L4785"),
        _GROUP,
        Option("blank", ("rest", "none", "only"), "rest"),
        Option("first", tuple(str(n) for n in range(1, 11)), "1"),
    ),
    "cards": (
        Option("cards", ("empty", "numbered", "filled"), "empty"),
        _GROUP,
        Option("category", ("",), "", "categories"),
        Option("pages", ("1", "2", "5", "10", "20"), "1"),
    ),
    "posters": (_GROUP, Option("size", ("A3", "A4"), "A3")),
    "boards": (_GROUP, Option("size", ("A3", "A4"), "A3")),
    "run-sheet": (Option("notes", ("yes", "no"), "yes"),),
    "opening": (Option("size", ("A4", "A3"), "A4"),),
    "dots": (
        Option("dots", ("", "1", "2", "3", "4", "5", "6", "8", "10"), ""),
        Option("diameter", ("12", "19"), "12"),
        Option("colour", ("rose", "blue", "green", "yellow", "orange", "violet", "teal", "grey"), "rose"),
    ),
    "privacy": (),
}
"""A group that is chosen is the only one; none: all of them."""

_TITLES = {
    "attendance": mark("Attendance list"),
    "badges": mark("Name badges"),
    "cards": mark("Cards for the pin board"),
    "posters": mark("Theme posters"),
    "boards": mark("Board as a poster"),
    "run-sheet": mark("Run sheet"),
    "opening": mark("Opening page"),
    "dots": mark("Sheet of dots"),
    "privacy": mark("Data protection note"),
}
_OPTION_TITLES = {
    "group": mark("Group"),
    "order": mark("Order"),
    "spare": mark("Empty lines"),
    "sheet": mark("Label sheet"),
    "blank": mark("Blank badges"),
    "first": mark("Begin with label"),
    "cards": mark("Cards"),
    "category": mark("Category"),
    "pages": mark("Pages for each category"),
    "size": mark("Paper size"),
    "notes": mark("Private notes"),
    "dots": mark("Dots for each person"),
    "diameter": mark("Diameter"),
    "colour": mark("Colour"),
}
_VALUE_TITLES = {
    ("group", ""): mark("All groups"),
    ("category", ""): mark("All categories"),
    ("order", "name"): mark("by name"),
    ("order", "group"): mark("by group"),
    ("sheet", "L4785"): mark("Avery Zweckform L4785 to L4787, 80 × 50 mm"),
    ("sheet", "C32011"): mark("Avery Zweckform C32011, 85 × 54 mm"),
    ("blank", "rest"): mark("on the rest of the sheet"),
    ("blank", "none"): mark("none"),
    ("blank", "only"): mark("blank badges only"),
    ("cards", "empty"): mark("empty"),
    ("cards", "numbered"): mark("numbered"),
    ("cards", "filled"): mark("with the texts of the cards"),
    ("notes", "yes"): mark("with notes, for the moderation"),
    ("notes", "no"): mark("without notes, for everybody"),
    ("dots", ""): mark("as in the last vote"),
    ("diameter", "12"): mark("12 mm"),
    ("diameter", "19"): mark("19 mm"),
    ("colour", "rose"): mark("Rose"),
    ("colour", "blue"): mark("Blue"),
    ("colour", "green"): mark("Green"),
    ("colour", "yellow"): mark("Yellow"),
    ("colour", "orange"): mark("Orange"),
    ("colour", "violet"): mark("Violet"),
    ("colour", "teal"): mark("Teal"),
    ("colour", "grey"): mark("Grey"),
}


def title(kind: str, t: Texts) -> str:
    """What a kind is called."""
    return t(_TITLES[kind])


def option_title(name: str, t: Texts) -> str:
    """What an option is called."""
    return t(_OPTION_TITLES[name])


def value_title(name: str, value: str, t: Texts) -> str:
    """What a value of an option is called; a number is what it is."""
    words = _VALUE_TITLES.get((name, value))
    return value if words is None else t(words)


def chosen(kind: str, options: Mapping[str, str]) -> dict[str, str]:
    """All options of a kind: as somebody chose, or as usual where that is no value of theirs."""
    return {
        option.name: option.usual
        if (value := options.get(option.name)) is None or not option.takes(value)
        else value
        for option in OPTIONS[kind]
    }
