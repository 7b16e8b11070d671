"""What holds for every test: no noise, no widget left behind, nothing of the user's touched.

A test is red when Qt or Python warns (pytest-qt and `filterwarnings` see to that), when anything at level
WARNING or above is logged, when Qt warns while the test is cleared away, when a top-level widget outlives it,
and when the program does what `forbidden.py` names. A test that expects a log record looks at it and calls
`caplog.clear()`; one that expects a word from Qt carries pytest-qt's marker `qt_log_ignore`.
"""

from __future__ import annotations

import gc
import logging
import os
import re
import shutil
import sys
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests import forbidden

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
for name in [name for name in os.environ if name == "LANGUAGE" or name.startswith(("LC_", "WERKSTATT_"))]:
    del os.environ[name]
os.environ["LANG"] = "C.UTF-8"

# How long an example takes says something of the machine only.
settings.register_profile(
    "werkstatt",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    # A check of a change tries the same examples each time; at home new ones are tried at every run.
    derandomize=bool(os.environ.get("CI")),
)
settings.load_profile("werkstatt")

# What a test writes is thrown away with it, so it lies in memory where there is room. How the program fares
# on a disk is asked by tests/storage and tests/kill, which take a folder there.
_MEMORY = Path("/dev/shm")
_ROOM = 1 << 30
if os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ROOM:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))

forbidden.watch()

# Widgets that nothing refers to any more must not be collected in a thread that happens to be at work; the
# program has `ui/program/tidying.py` for that, here it is done after each test.
gc.disable()

BEFORE = pytest.StashKey[list["QWidget"]]()
FAILED = pytest.StashKey[bool]()


@pytest.fixture(autouse=True)
def home(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An empty home folder of the test's own, where settings, data and caches go."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(folder))
        for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
            patch.setenv(f"XDG_{kind}_HOME", str(folder / kind.lower()))
        patch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
        runtime = folder / "runtime"
        runtime.mkdir(mode=0o700)
        patch.setenv("XDG_RUNTIME_DIR", str(runtime))
        if "qapp" in request.fixturenames:
            _move_qt_settings(folder / "config")
        yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(autouse=True)
def _undressed(request: pytest.FixtureRequest) -> None:
    """A test that does not ask for the program's look has none, whichever test was before."""
    if "qapp" in request.fixturenames and "look" not in request.fixturenames:
        app = request.getfixturevalue("qapp")
        if app.styleSheet():
            app.setStyleSheet("")


def _move_qt_settings(folder: Path) -> None:
    """QSettings reads the environment once in a process, so it has to be told."""
    from PySide6.QtCore import QSettings

    for form in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(form, QSettings.Scope.UserScope, str(folder))


@pytest.fixture
def qtbot(qtbot: QtBot) -> Iterator[QtBot]:
    """Holds on to the widgets it is given until they are closed, as the program does.

    Without that, one that the end of the test function lets go may be cleared by the collector while its
    events still come.
    """
    held: list[QWidget] = []
    add = qtbot.addWidget

    def add_and_hold(widget: QWidget, **more: object) -> None:
        held.append(widget)
        add(widget, **more)

    qtbot.addWidget = qtbot.add_widget = add_and_hold
    yield qtbot
    held.clear()


@pytest.fixture(autouse=True)
def _no_log_records(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    yield
    records = {
        id(record): record
        for phase in ("setup", "call", "teardown")
        for record in caplog.get_records(phase)
        if record.levelno >= logging.WARNING
    }
    if records:
        pytest.fail("logged: " + "; ".join(f"{r.levelname} {r.getMessage()}" for r in records.values()))


@pytest.fixture(autouse=True)
def _nothing_forbidden() -> Iterator[None]:
    yield
    if found := forbidden.take():
        pytest.fail("forbidden: " + "; ".join(found))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None]:
    item.stash[BEFORE] = _top_level_widgets()
    return (yield)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    item.stash[FAILED] = True
    yield
    item.stash[FAILED] = False


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None]:
    if "PySide6.QtCore" not in sys.modules:
        try:
            return (yield)
        finally:
            _set_aside()
    from PySide6.QtCore import QtMsgType, qInstallMessageHandler

    said: list[str] = []

    def hear(kind: QtMsgType, _context: object, message: str) -> None:
        if kind not in {QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg}:
            said.append(message)

    before = qInstallMessageHandler(hear)
    try:
        yield
        # What a failed test holds on to is no leak: the report keeps its frames alive.
        left = _leaked_widgets(item.stash[BEFORE]) if not item.stash.get(FAILED, True) else []
    finally:
        qInstallMessageHandler(before)
        _set_aside()
    if left:
        pytest.fail("widgets outlived the test: " + ", ".join(left))
    known = [
        *item.config.getini("qt_log_ignore"),
        *(a for m in item.iter_markers("qt_log_ignore") for a in m.args),
    ]
    loud = [message for message in said if not any(re.search(pattern, message) for pattern in known)]
    if loud:
        pytest.fail("Qt warned while the test was cleared away: " + "; ".join(loud))


def _set_aside() -> None:
    """Collect what the test left, and look at what stays no more.

    Modules, the tests themselves and Qt's classes are some hundred thousand objects; going through all of
    them after each test would take longer than many a test.
    """
    gc.collect()
    gc.freeze()


def _top_level_widgets() -> list[QWidget]:
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return []
    # The one label that shows every tooltip belongs to Qt.
    return [w for w in widgets.QApplication.topLevelWidgets() if w.metaObject().className() != "QTipLabel"]


def _leaked_widgets(before: list[QWidget]) -> list[str]:
    """Name and delete the windows that were not there before the test."""
    if not [w for w in _top_level_widgets() if w not in before]:
        return []
    _clear_away()
    left = [w for w in _top_level_widgets() if w not in before]
    names = [f"{type(w).__name__} {w.objectName()!r} {w.windowTitle()!r}" for w in left]
    for widget in left:
        widget.close()
        widget.deleteLater()
    if left:
        _clear_away()
    return names


def _clear_away() -> None:
    from PySide6.QtCore import QCoreApplication, QEvent

    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QCoreApplication.processEvents()
    gc.collect()
