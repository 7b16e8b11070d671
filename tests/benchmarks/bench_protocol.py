"""How long the protocol takes from a workshop in memory to the bytes of the PDF.

Run `python tests/benchmarks/bench_protocol.py [RUNS]`. Fresh processes make the protocol of 200 cards, each
for the first time (the library is loaded and the fonts are read) and once more; in turn with them others
make a plain document: the same cards as bare paragraphs of the same library, one below the other. Medians
and their ratio are printed; the ratio holds on a busy machine too. Then come larger workshops, one process
each, with their peak memory, and the picture of one board.

`... bench_protocol.py engines [RUNS]` sets the same hundred pages with this engine, tagged and not, with the
usual way of the same library, with WeasyPrint and with Typst (extra `benchmark`; what is not installed is
left out), each in a process of its own, in turn, imports not counted. Ratios are of the same turn.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
CARDS = 200
GOAL = 300.0
"""Milliseconds that the first protocol of 200 cards may take: the rest of a second is the preview's."""
DAY_GOAL = 500.0
"""The same for the protocol of a whole day, with votes and measures, in the running program."""
LARGER = (1000, 2000, 10_000)
SECTIONS = 50
"""Of the made-up protocol of `engines.py`: a hundred pages."""
MANY = 500
"""A thousand pages."""

CHILD = r"""
import json, sys, time
from io import BytesIO
from werkstatt_desktop.domain import examples
from werkstatt_desktop.domain.picture import picture
from werkstatt_desktop.domain.records import Card, Group
from werkstatt_desktop.domain.state import State, base_edit
from werkstatt_desktop.printing import pdf
from werkstatt_desktop.texts import Texts, resources
def ms(since): return (time.perf_counter() - since) * 1000
def memory(name):
    with open("/proc/self/status") as file:
        return int(next(line for line in file if line.startswith(name)).split()[1]) / 1024
cards, again = int(sys.argv[1]), int(sys.argv[2])
stock = json.loads((resources() / "examples" / "town.json").read_text(encoding="utf-8"))
state = State().apply(base_edit("create_workshop", examples.made_up(cards, stock)).changes)
texts = Texts("de")
told = {"before": memory("VmRSS")}
start = time.perf_counter()
if again < 0:
    from html import escape
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate
    for name in ("SourceSans3-Regular", "SourceSans3-Bold"):
        pdfmetrics.registerFont(TTFont(name, str(resources() / "fonts" / f"{name}.ttf")))
    style = ParagraphStyle("card", fontName="SourceSans3-Regular", fontSize=10.75, leading=14.25)
    told["prepare"] = ms(start)
    SimpleDocTemplate(BytesIO()).build([Paragraph(escape(c.text), style) for c in state.all(Card)])
    told["first"] = ms(start)
    print(json.dumps(told))
    sys.exit()
pdf.prepare()
told["prepare"] = ms(start)
target = BytesIO()
result = pdf.write(state, target, texts)
told["first"] = ms(start)
told["peak"] = memory("VmHWM")
assert result.printed == result.cards == cards
told |= {"pages": result.pages, "bytes": len(target.getvalue()), "again": []}
for _ in range(again):
    start = time.perf_counter()
    pdf.write(state, BytesIO(), texts)
    told["again"].append(ms(start))
from werkstatt_desktop.printing import fonts
board = max((sum(1 for c in state.all(Card) if c.group_id == g.id), g.id) for g in state.all(Group))
start = time.perf_counter()
picture(state, board[1], fonts.load().measure)
told |= {"picture": ms(start), "on_board": board[0]}
print(json.dumps(told))
"""


DAY = r"""
import json, time
from io import BytesIO
from tests.exchange.whole_day import whole_day
from werkstatt_desktop.printing import pdf
from werkstatt_desktop.texts import Texts
state, texts = whole_day(), Texts("de")
pdf.prepare()
told = {"wall": [], "busy": []}
for _ in range(4):
    wall, busy = time.perf_counter(), time.process_time()
    told["pages"] = pdf.write(state, BytesIO(), texts).pages
    told["wall"].append((time.perf_counter() - wall) * 1000)
    told["busy"].append((time.process_time() - busy) * 1000)
print(json.dumps(told))
"""


def day(runs: int) -> None:
    """A whole day in a program that has run for a while: the first protocol, and the median of three more."""
    told = []
    for _ in range(runs):
        command = [sys.executable, "-c", DAY]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
        if done.returncode:
            sys.exit(done.stderr[-2000:])
        told.append(json.loads(done.stdout))
    print(f"200 cards, 3 groups, votes, measures: {told[0]['pages']} pages, median of {runs} processes:")
    for name, words in (("wall", "by the clock"), ("busy", "of the processor")):
        first = statistics.median(each[name][0] for each in told)
        again = statistics.median(statistics.median(each[name][1:]) for each in told)
        print(f"  {words:<18} {first:.0f} ms the first time, {again:.0f} ms again (goal {DAY_GOAL:.0f})")


def run(cards: int, again: int) -> dict[str, float]:
    command = [sys.executable, "-c", CHILD, str(cards), str(again)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    if done.returncode:
        sys.exit(done.stderr[-2000:])
    told = json.loads(done.stdout)
    told["again"] = statistics.median(told.get("again") or [0.0])
    return dict(told)


def build(engine: str, sections: int) -> dict[str, float] | None:
    """One document of an engine; None where that one is not installed."""
    command = [sys.executable, "-m", "tests.benchmarks.engines", engine, str(sections)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)
    if "ModuleNotFoundError" in done.stderr:
        return None
    if done.returncode:
        sys.exit(done.stderr[-2000:])
    return dict(json.loads(done.stdout))


Turn = dict[str, dict[str, float] | None]


def compare(runs: int) -> None:
    names = ("untagged", "tagged", "stock", "typst", "weasyprint")
    turns: list[Turn] = [{name: build(name, SECTIONS) for name in names} for _ in range(runs)]
    doubled: list[Turn] = [
        {f"{name}-{n}": build(name, n) for name in names[:2] for n in (SECTIONS, 2 * SECTIONS)}
        for _ in range(runs)
    ]
    print(f"The same {SECTIONS} sections, {runs} turns, min / median / max of the time to build:")
    for name in names:
        made = [found for turn in turns if (found := turn[name]) is not None]
        if not made:
            print(f"  {name:<11} not installed")
            continue
        times = sorted(found["s"] for found in made)
        spread = f"{times[0]:.3f} / {statistics.median(times):.3f} / {times[-1]:.3f} s"
        told = (
            f"{made[0]['pages']:.0f} pages, {made[0]['bytes'] / 1024:.0f} KiB, peak {made[0]['peak']:.0f} MiB"
        )
        print(f"  {name:<11} {spread}, {told}")
    print("Paired ratios, median (min to max):")
    ratio("untagged to stock", turns, "untagged", "stock", "<= 0.45")
    ratio("untagged to typst", turns, "untagged", "typst", "<= 1.5")
    ratio("pages a second, to weasyprint", turns, "weasyprint", "untagged", ">= 12")
    ratio("tagged to untagged", turns, "tagged", "untagged", "<= 2")
    for name in names[:2]:
        both = (f"{name}-{2 * SECTIONS}", f"{name}-{SECTIONS}")
        ratio(f"twice the pages, {name}", doubled, *both, "<= 2.2")
        # What others do on the machine meanwhile is not counted here.
        ratio("  of the processor", doubled, *both, "<= 2.2", "busy")
    for name, goal in (("untagged", 150), ("tagged", 300)):
        many = build(name, MANY)
        assert many is not None
        told = f"{many['pages']:.0f} pages in {many['s']:.1f} s, {many['bytes'] / 2**20:.1f} MiB"
        print(f"  {name}: {told}, peak memory {many['peak']:.0f} MiB (goal <= {goal})")


def ratio(words: str, turns: list[Turn], over: str, under: str, goal: str, kind: str = "s") -> None:
    pairs = [(turn[over], turn[under]) for turn in turns]
    found = [one[kind] / other[kind] for one, other in pairs if one is not None and other is not None]
    if found:
        spread = f"{statistics.median(found):.2f} ({min(found):.2f} to {max(found):.2f})"
        print(f"  {words:<30} {spread}, goal {goal}")


def main() -> None:
    if sys.argv[1:2] == ["engines"]:
        compare(int(sys.argv[2]) if len(sys.argv) > 2 else 5)
        return
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    day(runs)
    turns = [(run(CARDS, 3), run(CARDS, -1)) for _ in range(runs + 1)][1:]
    made, plain = [ours for ours, _ in turns], [other for _, other in turns]

    def spread(name: str, told_by: list[dict[str, float]] = made) -> str:
        values = sorted(told[name] for told in told_by)
        return f"{values[0]:.0f} / {statistics.median(values):.0f} / {values[-1]:.0f}"

    print(f"{CARDS} cards, {made[0]['pages']:.0f} pages, {runs} fresh processes, min / median / max:")
    print(f"  first protocol       {spread('first')} ms (goal {GOAL:.0f})")
    print(f"    of it, to load     {spread('prepare')} ms")
    print(f"  plain document       {spread('first', plain)} ms, {spread('prepare', plain)} ms to load")
    ratios = [ours["first"] / other["first"] for ours, other in turns]
    print(f"  paired ratio         {statistics.median(ratios):.2f}")
    print(f"  once more            {spread('again')} ms")
    print(f"  memory before, peak  {spread('before')}, {spread('peak')} MiB")
    print(f"  picture of {made[0]['on_board']:.0f} cards  {spread('picture')} ms")
    for cards in LARGER:
        told = run(cards, 1)
        print(f"{cards} cards, {told['pages']:.0f} pages, {told['bytes'] / 1024:.0f} KiB:")
        print(
            f"  once more            {told['again']:.0f} ms, {told['again'] / cards:.2f} ms a card,", end=" "
        )
        print(f"{told['pages'] / told['again'] * 1000:.0f} pages a second")
        print(f"  memory before, peak  {told['before']:.0f}, {told['peak']:.0f} MiB")
        print(f"  picture of {told['on_board']:.0f} cards  {told['picture']:.0f} ms")


if __name__ == "__main__":
    main()
