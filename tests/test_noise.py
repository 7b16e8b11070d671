"""Each rule of conftest.py turns a test red; one planted breach a rule, run in a pytest of its own."""

import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

HERE = Path(__file__).parent

PLANTED = '''
import logging, os, warnings
from pathlib import Path
import pytest
from PySide6.QtCore import QObject, QSettings, Signal, qWarning
from PySide6.QtWidgets import QLineEdit, QTextEdit, QWidget

KEPT = []

def test_qt_warning(qtbot):
    qWarning("planted")

@pytest.fixture
def loud_end(qtbot):
    yield
    qWarning("planted at the end")

def test_qt_warning_at_teardown(loud_end):
    pass

def test_python_warning():
    warnings.warn("planted", DeprecationWarning)

def test_log_record():
    logging.getLogger("werkstatt").warning("planted")

@pytest.fixture
def logging_end():
    yield
    logging.getLogger("werkstatt").error("planted")

def test_log_record_at_teardown(logging_end):
    pass

def test_leaked_widget(qtbot):
    KEPT.append(QWidget(objectName="planted"))

def test_exception_in_slot(qtbot):
    class Bell(QObject):
        rang = Signal()
    bell = Bell()
    bell.rang.connect(lambda: 1 / 0)
    bell.rang.emit()

def test_unraisable():
    class Thing:
        def __del__(self):
            raise RuntimeError("planted")
    Thing()
    import gc; gc.collect()

def test_quiet_plain():
    """The first word below WARNING is no noise."""
    logging.getLogger("werkstatt").info("no noise")

def test_quiet_expected_log(caplog):
    logging.getLogger("werkstatt").warning("expected")
    assert caplog.messages == ["expected"]
    caplog.clear()

@pytest.mark.qt_log_ignore("expected")
def test_quiet_expected_qt(qtbot):
    qWarning("expected")

def test_quiet_window(qtbot):
    window = QWidget()
    QLineEdit(window).setToolTip("x")
    QTextEdit(window)
    window.show()
    qWarning("This plugin does not support propagateSizeHints()")
    window.close()

def test_quiet_home(qtbot):
    assert not list(Path.home().joinpath("config").glob("**/*"))
    QSettings("Werkstatt", "Werkstatt").setValue("a", 1)
    assert list(Path.home().joinpath("config").glob("**/*"))

def test_quiet_home_again(qtbot):
    test_quiet_home(qtbot)
    assert str(Path.home()) != os.environ["REAL_HOME"]
'''

RED = {
    "qt_warning": "planted",
    "qt_warning_at_teardown": "Qt warned while the test was cleared away: planted at the end",
    "python_warning": "DeprecationWarning: planted",
    "log_record": "logged: WARNING planted",
    "log_record_at_teardown": "logged: ERROR planted",
    "leaked_widget": "widgets outlived the test: QWidget 'planted'",
    "exception_in_slot": "ZeroDivisionError",
    "unraisable": "PytestUnraisableExceptionWarning",
}
GREEN = ["plain", "expected_log", "expected_qt", "window", "home", "home_again"]


@pytest.fixture(scope="module")
def complaints(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What was said against each planted test; nothing if it was green."""
    root = tmp_path_factory.mktemp("planted")
    (root / "tests").mkdir()
    shutil.copy(HERE.parent / "pyproject.toml", root)
    shutil.copy(HERE / "conftest.py", root / "tests")
    (root / "tests" / "test_planted.py").write_text(PLANTED, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--junitxml=out.xml"]
    env = {**os.environ, "REAL_HOME": os.environ["HOME"]}
    run = subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, timeout=100, check=False)
    assert run.returncode == 1, run.stdout + run.stderr
    said: dict[str, str] = {}
    for case in ET.parse(root / "out.xml").iter("testcase"):
        words = ["".join([*part.attrib.values(), *part.itertext()]) for part in case]
        said[case.attrib["name"]] = said.get(case.attrib["name"], "") + "".join(words)
    return said


@pytest.mark.parametrize(("rule", "complaint"), RED.items())
def test_noise_is_red(complaints: dict[str, str], rule: str, complaint: str) -> None:
    """A test with this noise does not pass, and is told why."""
    assert complaint in complaints[f"test_{rule}"]


@pytest.mark.parametrize("rule", GREEN)
def test_quiet_is_green(complaints: dict[str, str], rule: str) -> None:
    """A quiet test, or one that expected the noise, passes."""
    assert complaints[f"test_quiet_{rule}"] == ""
