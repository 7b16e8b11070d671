"""A desk for the tests of windows and pages: a real file, the real look, German."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from time import monotonic

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from werkstatt_desktop import settings
from werkstatt_desktop.domain import templates
from werkstatt_desktop.domain.records import WORKSHOP_ID, Group, Workshop
from werkstatt_desktop.domain.state import base_edit
from werkstatt_desktop.storage import files
from werkstatt_desktop.texts import Texts
from werkstatt_desktop.ui import theme
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.program.program import Program

_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir={folder}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>"""


@pytest.fixture
def look(qapp: QApplication) -> Iterator[theme.Theme]:
    """The application as the program dresses it, in the light theme."""
    sheet = theme.style_sheet(theme.LIGHT)
    if qapp.styleSheet() != sheet:
        qapp.setStyle("Fusion")
        qapp.setStyleSheet(sheet)
    qapp.setFont(theme.load_fonts())
    qapp.setPalette(theme.palette(theme.LIGHT))
    # Pictures are compared: a caret that blinks is not part of them.
    flash = qapp.cursorFlashTime()
    qapp.setCursorFlashTime(0)
    yield theme.LIGHT
    # The style sheet stays for the next test that wants it; `_undressed` takes it off for the others.
    qapp.setCursorFlashTime(flash)


@pytest.fixture(scope="session")
def usual_workshop(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What is in the file of a new workshop of the usual template with two groups."""
    path = tmp_path_factory.mktemp("usual") / "Probe.werkstatt"
    template = templates.built_in("csa", Texts("de").questions())
    facts = Workshop(id=WORKSHOP_ID, title="Probe", date="2026-11-22", place="Essen", series="Reihe")
    groups = [Group(id=f"group{n}", name=f"Gruppe {n}", rank=float(n)) for n in (1, 2)]
    files.create(path, base_edit("create_workshop", [facts, *groups, *template.categories]))
    return path.read_bytes()


@pytest.fixture
def workshop_file(usual_workshop: bytes, tmp_path: Path) -> Path:
    """A new workshop of the usual template with two groups; making one anew takes longer than most tests."""
    path = tmp_path / "Probe.werkstatt"
    path.write_bytes(usual_workshop)
    return path


@pytest.fixture
def make_desk(look: theme.Theme, workshop_file: Path) -> Iterator[Callable[[str], Desk]]:
    """Desks on the workshop file, in a language; their stores are closed at the end."""
    desks: list[Desk] = []

    def make(language: str = "de") -> Desk:
        store = files.open_store(workshop_file, device="test")
        desks.append(Desk(store, Texts(language), look))
        return desks[-1]

    yield make
    for desk in desks:
        desk.store.close()


@pytest.fixture
def desk(make_desk: Callable[[str], Desk]) -> Desk:
    """A German desk on a new workshop."""
    return make_desk("de")


@pytest.fixture
def kept_desk(look: theme.Theme, workshop_file: Path, tmp_path: Path) -> Iterator[Desk]:
    """A German desk as the program has it: with a recorder, and writing behind in threads."""
    store = files.open_store(workshop_file, device="test", keep=tmp_path / "keep")
    desk = Desk(store, Texts("de"), look)
    store.write_behind(desk.wake)
    yield desk
    desk.let_go()
    desk.store.close()


def unserved() -> float:
    """For how long, in seconds, this thread was ready to go on and had no processor; 0 where nobody knows."""
    try:
        return int(Path("/proc/thread-self/schedstat").read_text(encoding="ascii").split()[1]) / 1e9
    except OSError:
        return 0.0


@pytest.fixture
def gaps(qapp: QApplication) -> Iterator[Callable[[], float]]:
    """Asked, it tells for how long, in seconds, the window did nothing at most since it was asked last.

    Time in which others had the processor does not count.
    """
    last, longest = monotonic() - unserved(), 0.0

    def beat() -> None:
        nonlocal last, longest
        now = monotonic() - unserved()
        last, longest = now, max(longest, now - last)

    def tell() -> float:
        nonlocal longest
        beat()
        found, longest = longest, 0.0
        return found

    timer = QTimer()
    timer.setInterval(5)
    timer.timeout.connect(beat)
    timer.start()
    yield tell
    timer.stop()


@pytest.fixture
def begin_program(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Callable[..., Program]]:
    """Starts the program with a file or the start page, in German, with these settings; it is ended later.

    A fault that the program noted in its log fails the test. The test's folder outlives the program, which
    would miss its file else.
    """
    del qtbot, tmp_path
    qapp.setStyle("Fusion")
    qapp.setQuitOnLastWindowClosed(False)
    running: list[Program] = []

    def begin(path: Path | None = None, **changes: object) -> Program:
        settings.save(replace(settings.load(), **changes))  # type: ignore[arg-type]
        running.append(Program(qapp, "de"))
        running[-1].begin(path)
        return running[-1]

    yield begin
    for program in running:
        # A window whose last step is on its way into the file would stay until it is there.
        for found in list(program.open.values()):
            if found.window.desk.store.safety.trouble is None:
                found.window.desk.store.flush()
        program.end()
    qapp.setStyleSheet("")
    qapp.setQuitOnLastWindowClosed(True)
    log = settings.log_folder() / "werkstatt.log"
    assert not log.exists() or log.read_text(encoding="utf-8") == ""


@pytest.fixture(scope="module")
def bus() -> Iterator[str]:
    """The address of a bus of the tests' own, which starts no services."""
    if shutil.which("dbus-daemon") is None:
        pytest.skip("needs dbus-daemon, of the package dbus")
    # A socket's path has to be short.
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder, "bus.conf")
        config.write_text(_BUS.format(folder=folder), encoding="utf-8")
        call = ["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address"]
        with subprocess.Popen(call, stdout=subprocess.PIPE, text=True) as daemon:
            assert daemon.stdout is not None
            yield daemon.stdout.readline().strip()
            daemon.terminate()
