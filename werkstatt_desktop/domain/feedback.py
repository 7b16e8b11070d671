"""What was said in the flash round at the end."""

from __future__ import annotations

from . import order
from .records import Feedback
from .state import State


def quotes(state: State) -> list[Feedback]:
    """In the order of the list. No quote says from whom it is."""
    return order.by_rank(list(state.all(Feedback)))
