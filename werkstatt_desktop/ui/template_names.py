"""What the built-in templates are called."""

from __future__ import annotations

from ..texts import mark

TEMPLATE_NAMES = {
    "csa": mark("Opportunities – obstacles – recommendations"),
    "swot": mark("SWOT"),
    "force_field": mark("Force field"),
    "review": mark("Review"),
    "empty": mark("Empty"),
}
