"""Those who hear what happens to a workshop."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable

from ..domain.edits import Step
from .medium import Safety

Listener = Callable[[Step], None]
Watcher = Callable[[Safety], None]


class Audience:
    """Tells listeners of steps and watchers of safety; one that raises keeps the others from nothing."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []
        self._watchers: list[Watcher] = []
        self._untold: deque[Step] = deque()

    def listen(self, listener: Listener) -> None:
        self._listeners.append(listener)

    def watch(self, watcher: Watcher) -> None:
        self._watchers.append(watcher)

    def forget(self, listener: Listener, watcher: Watcher) -> None:
        self._listeners = [known for known in self._listeners if known != listener]
        self._watchers = [known for known in self._watchers if known != watcher]

    def tell(self, step: Step) -> None:
        """Tell all listeners; a step that one of them takes is told after this one."""
        self._untold.append(step)
        if len(self._untold) > 1:
            return
        try:
            while self._untold:
                for listener in tuple(self._listeners):
                    _call(listener, self._untold[0])
                self._untold.popleft()
        finally:
            self._untold.clear()

    def tell_safety(self, safety: Callable[[], Safety]) -> None:
        """Tell all watchers how safe the workshop is when each of them hears of it."""
        for watcher in tuple(self._watchers):
            _call(watcher, safety())


def _call(listener: Callable[..., None], news: Step | Safety) -> None:
    try:
        listener(news)
    except Exception:  # noqa: BLE001 - one broken view must not keep the others from the news
        sys.excepthook(*sys.exc_info())
