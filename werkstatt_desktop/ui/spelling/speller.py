"""Asks the dictionaries in a thread of its own, and remembers what they said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from queue import PriorityQueue
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from ...domain.erasing import NAMES
from ...domain.records import Category, Group, ProgrammeItem, Workshop
from ...domain.state import State

if TYPE_CHECKING:
    from ...spelling.dictionary import Dictionary
    from ...spelling.own import OwnWords
    from ...spelling.words import Word

Answer = Callable[[str, list[str]], object]
SUGGESTIONS = 6
_REMEMBERED = 20_000
"""So many words are remembered; then it begins anew."""
_NAMED: tuple[tuple[type, tuple[str, ...]], ...] = (
    (Workshop, ("series", "title", "place", "organiser", "host", "commissioned_by", *NAMES["workshops"])),
    (Group, ("name", "room", *NAMES["groups"])),
    (Category, ("title",)),
    (ProgrammeItem, NAMES["programme"]),
)
"""Fields whose words are names: they are right in this workshop."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """Words to be looked up, or one word to be corrected."""

    language: str
    words: tuple[str, ...]
    suggest: bool = False


@dataclass(frozen=True, slots=True)
class _Said:
    """What came back. Without a dictionary nothing is known."""

    asked: _Asked
    has_dictionary: bool
    known: Mapping[str, bool] = field(default_factory=dict)
    suggested: tuple[str, ...] = ()


_Queue = PriorityQueue[tuple[int, int, _Asked | None]]
_AT_ONCE, _SOON, _AHEAD = range(3)
"""What is waited for, what is typed, and what may be asked for later."""


class Speller(QObject):
    """What is right and wrong in the language of a workshop. Nothing here waits for a dictionary.

    `learned`: more words are known than before, or others. `missing`: there is no dictionary for the
    workshop's language; that is said once a language.
    """

    learned = Signal()
    missing = Signal(str)
    _said = Signal(object)

    def __init__(self, state: Callable[[], State], own: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state, self._own_path = state, own
        self._language = state().workshop.language
        self._known: dict[str, bool] = {}
        self._asked: set[str] = set()
        self._names: tuple[State, frozenset[str]] | None = None
        self._own: OwnWords | None = None
        self._without: set[str] = set()
        self._wanted: tuple[str, Answer] | None = None
        self._suggested: dict[str, tuple[str, ...]] = {}
        self._expected: set[str] = set()
        self._queue: _Queue = PriorityQueue()
        self._count = count()
        self._thread: Thread | None = None
        self._said.connect(self._hear, Qt.ConnectionType.QueuedConnection)

    @property
    def has_dictionary(self) -> bool:
        """Whether there may be a dictionary; it is not known before one was asked for."""
        return self._state().workshop.language not in self._without

    def wrong(self, text: str) -> list[Word]:
        """The words of a text that are known to be wrong; `learned` follows where some are asked for."""
        from ...spelling.words import words_in

        self._follow_language()
        if not self.has_dictionary:
            return []
        found, new, names, own = [], [], self._names_now(), self._own_now()
        for word in words_in(text):
            if word.text in names or word.text in own:
                continue
            known = self._known.get(word.text)
            if known is None:
                new.append(word.text)
            elif not known:
                found.append(word)
        self._ask(new)
        return found

    def suggest(self, word: str, answer: Answer) -> None:
        """Have `answer` called with the word and what may have been meant; an earlier question is dropped."""
        self._follow_language()
        if (known := self._suggested.get(word)) is not None:
            answer(word, list(known))
            return
        self._wanted = word, answer
        self._put(_Asked(self._language, (word,), suggest=True), _AT_ONCE)

    def look_ahead(self, words: Iterable[str]) -> None:
        """Have suggestions for these words ready, should they be asked for; all else comes first."""
        for word in words:
            if word not in self._suggested and word not in self._expected:
                self._expected.add(word)
                self._put(_Asked(self._language, (word,), suggest=True), _AHEAD)

    def forget_question(self) -> None:
        """Nobody waits for suggestions any more."""
        self._wanted = None

    def add(self, word: str) -> bool:
        """A word is right from now on, on this machine; whether it will be so after the next start, too."""
        kept = self._own_now().add(word)
        self.learned.emit()
        return kept

    def look_again(self) -> None:
        """Other windows may have added words."""
        if self._own is not None and self._own.look_again():
            self.learned.emit()

    def stop(self) -> None:
        """Ask nothing more."""
        if self._thread is not None:
            self._queue.put((_AT_ONCE, next(self._count), None))

    def _follow_language(self) -> None:
        language = self._state().workshop.language
        if language != self._language or len(self._known) > _REMEMBERED:
            self._language = language
            self._known, self._asked = {}, set()
            self._suggested, self._expected = {}, set()

    def _names_now(self) -> frozenset[str]:
        state = self._state()
        if self._names is None or self._names[0] is not state:
            self._names = state, _names(state)
        return self._names[1]

    def _own_now(self) -> OwnWords:
        if self._own is None:
            from ...spelling.own import OwnWords

            self._own = OwnWords(self._own_path)
            self._own.look_again()
        return self._own

    def _ask(self, words: Iterable[str]) -> None:
        new = tuple(dict.fromkeys(word for word in words if word not in self._asked))
        if new:
            self._asked.update(new)
            self._put(_Asked(self._language, new), _SOON)

    def _put(self, asked: _Asked, when: int) -> None:
        self._queue.put((when, next(self._count), asked))
        if self._thread is None:
            self._thread = Thread(target=_work, args=(self._queue, self._tell), name="spelling", daemon=True)
            self._thread.start()

    def _tell(self, said: _Said) -> None:
        """Called by the thread."""
        with suppress(RuntimeError):  # the window has gone meanwhile
            self._said.emit(said)

    def _hear(self, said: _Said) -> None:
        language = said.asked.language
        if not said.has_dictionary and language not in self._without:
            self._without.add(language)
            self.missing.emit(language)
        if said.asked.suggest:
            wanted, word = self._wanted, said.asked.words[0]
            if language == self._language and said.has_dictionary:
                self._suggested[word] = said.suggested
            if wanted is not None and wanted[0] == word:
                self._wanted = None
                wanted[1](word, list(said.suggested))
        elif language == self._language:
            self._known.update(said.known)
            self.learned.emit()


def _work(queue: _Queue, tell: Callable[[_Said], None]) -> None:
    """Read a dictionary when it is first asked for, and answer until nothing more is asked."""
    from ...spelling.dictionary import load
    from ...spelling.places import dictionaries

    loaded: dict[str, Dictionary | None] = {}
    suggested: dict[tuple[str, str], tuple[str, ...]] = {}
    while (asked := queue.get()[2]) is not None:
        if asked.language not in loaded:
            loaded[asked.language] = load(dictionaries(asked.language))
        dictionary = loaded[asked.language]
        if dictionary is None:
            tell(_Said(asked, has_dictionary=False))
        elif asked.suggest:
            # The same may be asked for ahead and at once.
            key = asked.language, asked.words[0]
            if key not in suggested:
                suggested[key] = tuple(dictionary.suggest(asked.words[0], SUGGESTIONS))
            tell(_Said(asked, has_dictionary=True, suggested=suggested[key]))
        else:
            known = {word: dictionary.knows(word) for word in asked.words}
            tell(_Said(asked, has_dictionary=True, known=known))


def _names(state: State) -> frozenset[str]:
    from ...spelling.words import words_in

    texts = (
        getattr(record, name) or ""
        for kind, names in _NAMED
        for record in (state.all(kind) if kind is not Workshop else [state.workshop])
        for name in names
    )
    return frozenset(word.text for text in texts for word in words_in(text))
