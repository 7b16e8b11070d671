"""Errors that a user can do something about: a key and fields, of which `texts.py` makes the sentence."""

from __future__ import annotations


class WerkstattError(Exception):
    """Something the user can mend. `key` names the sentence, `fields` fill its gaps."""

    def __init__(self, key: str, **fields: object) -> None:
        super().__init__(key, fields)
        self.key = key
        self.fields = fields


class Refused(WerkstattError):
    """A verb or the store will not do this; nothing was changed."""


class FileProblem(WerkstattError):
    """A file cannot be read or written; nothing on disk was changed.

    `exit_code` is what a command returns for it: 1 damaged, 2 not a workshop, 3 newer than the
    program, 4 missing or unreadable, 5 output not written.
    """

    def __init__(self, key: str, *, exit_code: int, **fields: object) -> None:
        super().__init__(key, **fields)
        self.exit_code = exit_code
