"""What is put on paper: which variant of the protocol, which of its sections, in which order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, get_args

from .records import Id

Variant = Literal["full", "summary", "group", "measures"]
VARIANTS: tuple[Variant, ...] = get_args(Variant)
COMMANDS = (*VARIANTS, "no-names", "draft")
"""What a command line can ask for; the last two are the full one without names or with a watermark."""

SECTIONS = (
    "highlights",
    "programme",
    "people",
    "boards",
    "cards",
    "weigh",
    "plenary",
    "coverage",
    "measures",
    "parked",
    "feedback",
    "outlook",
    "first_texts",
    "photos",
    "names",
)
"""Every section, in its usual order. "boards" and "cards" are told group by group, "first_texts" beside what
was reworded; the title page and the colophon are always there."""
FIXED = frozenset({"highlights", "boards", "first_texts"})
"""Sections that have their place beside others; they are switched, never moved."""
USUAL: dict[Variant, tuple[str, ...]] = {
    "full": tuple(key for key in SECTIONS if key not in {"first_texts", "names"}),
    "summary": ("highlights", "plenary", "measures", "parked", "outlook"),
    "group": ("highlights", "boards", "cards", "weigh", "coverage", "measures", "parked", "photos"),
    "measures": ("coverage", "measures", "outlook"),
}
"""What each variant tells unless somebody chose otherwise."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What is printed: `sections` are those that are told, in this order.

    `group_id` is the one group of the variant "group"; None: all of them, one after another. `no_names`:
    nobody is named. `draft`: a watermark says that it is one.
    """

    variant: Variant = "full"
    sections: tuple[str, ...] = USUAL["full"]
    group_id: Id | None = None
    no_names: bool = False
    draft: bool = False


def usual(variant: Variant, group_id: Id | None = None) -> Paper:
    """A variant as it is without any choice."""
    return Paper(variant, USUAL[variant], group_id)


def asked(command: str, group_id: Id | None = None) -> Paper:
    """What one of COMMANDS means."""
    full = usual("full", group_id)
    if command == "no-names":
        return replace(full, no_names=True)
    if command == "draft":
        return replace(full, draft=True)
    return next(usual(variant, group_id) for variant in VARIANTS if variant == command)
