"""What a workshop window asks of the program around it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ..domain.errors import WerkstattError
from ..settings import Settings
from .desk import Desk

if TYPE_CHECKING:
    from ..storage.ways import Way


class Safekeeping(Protocol):
    """The sheets of what keeps workshops safe, and of what erases. `…_of`: for a file that is not open."""

    def show_backups(self, desk: Desk) -> None:
        """Shows the backups of a workshop, which can be made workshops of their own."""

    def show_backups_of(self, path: Path) -> None:
        """The same for a file that may be damaged or gone."""

    def show_all_backups(self) -> None:
        """Shows the backups of all workshops, on the start page."""

    def look_for_ways(
        self, path: Path, error: WerkstattError, tell: Callable[[tuple[Path, Sequence[Way]]], object]
    ) -> None:
        """Looks what there is to go on with for a file that did not open, and tells the path and the ways."""

    def take_way(self, way: Way, failed: Callable[[WerkstattError], object]) -> Callable[[], None]:
        """Takes a way and opens what it leads to, or tells why not; gives what stops it."""

    def merge_with(self, desk: Desk) -> None:
        """Asks for another file of the same workshop, and takes over what it has."""

    def check_ready(self, desk: Desk) -> None:
        """Looks whether printer, disk, fonts and screen are ready for the day."""

    def show_trash(self, desk: Desk) -> None:
        """Shows what was deleted, to be put back or erased for good."""

    def erase_name(self, desk: Desk) -> None:
        """Asks for a name, and erases it where the workshop holds it."""

    def remove_names(self, desk: Desk) -> None:
        """Asks whether all names shall be taken out of a workshop, and does so."""

    def destroy(self, desk: Desk) -> None:
        """Asks whether a workshop shall be destroyed, with all that is kept of it; the window goes, too."""

    def destroy_file(self, path: Path) -> None:
        """The same for a workshop on the start page."""


class Rescue(Protocol):
    """Goes on with an open workshop in another file. What cannot be done is said by the desk."""

    def ask_elsewhere(self, desk: Desk) -> None:
        """Asks where to, writes the whole workshop there and goes on with that file."""

    def ask_place(self, desk: Desk) -> None:
        """Asks where the file has been moved to, and goes on there."""

    def go_on_with(self, desk: Desk, path: Path) -> None:
        """Goes on with the workshop's own file under another name, with the steps that it lacks."""

    def keep_both(self, desk: Desk) -> None:
        """Writes the workshop beside the version that has taken its place, and goes on with that."""


@dataclass(frozen=True, slots=True)
class Services:
    """What goes beyond one window: other windows, files and the settings.

    All of them return at once and ask the user themselves where something has to be asked. `rename`
    and `save_copy` keep the workshop open; what cannot be done is said by the desk or in the dialog.
    """

    new_workshop: Callable[[], None]
    """Shows the start page with the sheet for a new workshop."""
    open_file: Callable[[], None]
    """Asks for a workshop file and opens it."""
    open_path: Callable[[Path], None]
    """Opens a workshop in a window of its own, or raises the window that has it."""
    open_at: Callable[[Path, str, str], None]
    """The same, and brings a place into view there ("measures/<id>"), or a card or theme by its id."""
    open_copy: Callable[[Path], None]
    """Copies a workshop that is open elsewhere beside itself and opens the copy."""
    open_anyway: Callable[[Path], None]
    """Opens a workshop that another computer has open, and takes over its mark."""
    open_to_read: Callable[[Path], None]
    """Opens a workshop that is open elsewhere, and writes nothing to it."""
    show_start: Callable[[], None]
    save_copy: Callable[[Desk], None]
    """Asks where to, and writes the whole workshop there; the window keeps the file it has."""
    rename: Callable[[Desk], None]
    """Asks for another name of the file; the desk goes on with it."""
    save_template: Callable[[Desk], None]
    """Asks where to, and writes the workshop's template file."""
    rescue: Callable[[], Rescue]
    """What helps when a file is out of reach; made when it is wanted."""
    safekeeping: Callable[[], Safekeeping]
    """What is asked for by way of backups, merging and erasing; made when it is wanted."""
    finish: Callable[[Desk], None]
    """Lets go of the workshop of a window that closes: its file is closed, if need be after a last backup."""
    set_language: Callable[[str], None]
    """"de", "en" or "" for the system's; all windows are made anew on the same stores."""
    set_scheme: Callable[[str], None]
    """One of `settings.SCHEMES`; all windows change at once."""
    settings: Callable[[], Settings]
    keep: Callable[[Settings], None]
    """Takes over and saves changed settings."""
