"""The pictures of one open workshop: those on their way to the disk, in its file, kept on this device."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from ..domain.edits import Entry
from ..domain.errors import FileProblem
from ..domain.photos import Source, demand_fit, named, nothing
from ..domain.records import Id
from . import photos
from .medium import Medium
from .photos import Pictures


class Gallery:
    """Where the bytes of pictures are just now.

    `kept` gives what this device keeps beside the file, `held` says how many pictures the file has and how
    many bytes they have together.
    """

    def __init__(
        self, path: Path, doc_id: Id, medium: Medium, kept: Source | None, held: tuple[int, int]
    ) -> None:
        self._path = path
        self._doc_id = doc_id
        self._medium = medium
        self._kept = kept or nothing
        self._held = held

    def get(self, sha256: str) -> bytes | None:
        """A picture; None where it is lost. For any thread.

        Raises `FileProblem` where the file cannot be read just now and nothing else has the picture.
        """
        found = self._waiting(sha256)
        if found is not None:
            return found
        try:
            found = photos.read(self._path, sha256, self._doc_id)
        except FileProblem:
            found = self._kept(sha256)
            if found is None:
                raise
        return found if found is not None else self._kept(sha256)

    def at_hand(self, sha256: str) -> bytes | None:
        """A picture; None where it is lost, or cannot be had just now."""
        try:
            return self.get(sha256)
        except FileProblem:
            return None

    def beside(self, sha256: str) -> bytes | None:
        """A picture without the file, which may hang; None where nothing else has it."""
        return photos.first(sha256, self._waiting, self._kept)

    def brought_by(self, news: Iterable[Entry], erased: Collection[Id], source: Source = nothing) -> Pictures:
        """The pictures that come with some entries, as far as they can be had; `source` has them at best.

        `erased` are the ids of `Erased` records.
        """
        return photos.gathered(named(news, erased), self._waiting, source, self._kept)

    def demand_room(self, pictures: Mapping[str, bytes]) -> None:
        """Raise `Refused` for pictures that are more than a workshop may hold."""
        demand_fit(pictures, *self._held)

    def count(self, pictures: Pictures) -> None:
        """These are on their way into the file."""
        count, size = self._held
        self._held = count + len(pictures), size + sum(len(content) for _, content in pictures)

    def _waiting(self, sha256: str) -> bytes | None:
        waiting = (picture for put in self._medium.waiting for picture in put.pictures)
        return next((content for name, content in waiting if name == sha256), None)
