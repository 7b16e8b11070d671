"""How long suggestions for a board take, as a ratio to scikit-learn.

Run `python tests/benchmarks/bench_suggest.py [ROUNDS]`. The rival is scikit-learn's TF-IDF on letters with
agglomerative clustering; it is no dependency of the program and the comparison is left out, with a sentence,
where it is not installed. To install it elsewhere and use it here, name the Python that has it, and numpy and
rapidfuzz, in WERKSTATT_BENCH_PYTHON.

Each measurement is a process of its own, the two by turns, so that imports count and a machine that is now
busy and now idle is the same for both. Printed are medians: 300 and 2,000 loose cards with 12 themes, imports
included, and 300 cards once more in a process that has done it before; with the extra [meaning] also those.
"""

from __future__ import annotations

import importlib.util
import os
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GOAL_SMALL, GOAL_RATIO = 0.1, 0.3
ROUNDS = 5

CARDS = """
import random
from time import perf_counter, process_time
from tests.suggest.samples import SAMPLES
texts = [t for sample in SAMPLES.values() for cards in sample.values() for t in cards]
words = [w for t in texts for w in t.split()]
chance = random.Random(1)
def board(count):
    return [" ".join(chance.choice(words) for _ in range(chance.randint(2, 8))) for _ in range(count)]
"""
OURS = """
cards = board({count})
began = perf_counter()
from werkstatt_desktop.suggest import meaning
from werkstatt_desktop.suggest.offers import Board, Note, offers
encoder = meaning.encoder() if {meant} else None
themes = {{str(n): words[n * 7] for n in range(12)}}
def run(cards):
    hung = [Note("h" + str(n), words[n * 5], str(n % 12)) for n in range(24)]
    loose = [Note(str(n), text) for n, text in enumerate(cards)]
    return offers(Board([*hung, *loose], themes), encoder=encoder)
run(cards)
first = perf_counter() - began
again = board({count}) if not {meant} else cards[1:]
began, used = perf_counter(), process_time()
run(again)
print(first, perf_counter() - began, process_time() - used)
"""
THEIRS = """
cards = board({count})
began = perf_counter()
from sklearn.cluster import AgglomerativeClustering
from sklearn.feature_extraction.text import TfidfVectorizer
rows = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True).fit_transform(cards)
AgglomerativeClustering({count} // 12, metric="cosine", linkage="average").fit(rows.toarray())
print(perf_counter() - began, 0, 0)
"""


def timed(python: str, code: str, **fields: object) -> tuple[float, float, float]:
    """Seconds of a first run with its imports, of a second one, and of the processor for that."""
    done = subprocess.run(
        [python, "-c", CARDS + code.format(**fields)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    first, again, used = done.stdout.split()
    return float(first), float(again), float(used)


def line(what: str, value: str, goal: str = "") -> None:
    print(f"{what:<58} {value:>10}  {goal}")


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    named = os.environ.get("WERKSTATT_BENCH_PYTHON")
    rival = named or (sys.executable if importlib.util.find_spec("sklearn") else None)
    # The rival's Python is ours as well, so that both have the same numpy.
    ours = named or sys.executable
    small, large, theirs, ratios = [], [], [], []
    for _ in range(rounds):
        small.append(timed(ours, OURS, count=300, meant=False))
        large.append(timed(ours, OURS, count=2000, meant=False))
        if rival is not None:
            theirs.append(timed(rival, THEIRS, count=2000)[0])
            ratios.append(large[-1][0] / theirs[-1])
    median = statistics.median
    line("300 cards, imports included", f"{median(s[0] for s in small):.3f} s")
    line("300 cards", f"{median(s[1] for s in small):.3f} s", f"goal {GOAL_SMALL} s")
    line("300 cards, of the processor", f"{median(s[2] for s in small):.3f} s")
    line("2,000 cards, imports included", f"{median(s[0] for s in large):.3f} s")
    line("2,000 cards", f"{median(s[1] for s in large):.3f} s")
    if rival is None:
        print("scikit-learn is not installed here: the comparison with it is left out.")
    else:
        line("2,000 cards, scikit-learn, imports included", f"{median(theirs):.3f} s")
        line("ratio", f"{median(ratios):.2f}", f"goal {GOAL_RATIO}")
    from werkstatt_desktop.suggest import meaning

    if meaning.available():
        for count in (300, 2000):
            first, again, _ = timed(sys.executable, OURS, count=count, meant=True)
            line(f"{count:,} cards by meaning, imports and loading included", f"{first:.3f} s")
            line(f"{count:,} cards by meaning, known texts", f"{again:.3f} s")
    else:
        print("The extra [meaning] is not installed here: it is not measured.")


if __name__ == "__main__":
    main()
