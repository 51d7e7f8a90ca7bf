"""How the figures are taken: median of repeated runs, peak memory, number of queries, bytes on the wire."""

import gzip
import statistics
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass

import brotli
from django.db import connection
from django.test.utils import CaptureQueriesContext


@dataclass(frozen=True, slots=True)
class Figure:
    """milliseconds: median of the runs. queries: of one run. kilobytes: most Python memory a run took."""

    milliseconds: float
    queries: int
    kilobytes: float


def measure(work: Callable[[], object], *, runs: int) -> Figure:
    """Run `work` once to warm up, `runs` times against the clock, once for memory and queries."""
    work()
    times = []
    for _run in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    tracemalloc.start()
    with CaptureQueriesContext(connection) as queries:
        work()
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return Figure(statistics.median(times) * 1000, len(queries), peak / 1024)


def on_the_wire(content: bytes) -> dict[str, float]:
    """Size in kB: as it is, gzipped as a web server does, and with brotli."""
    return {
        "raw": len(content) / 1000,
        "gzip": len(gzip.compress(content, 6)) / 1000,
        "brotli": len(brotli.compress(content, quality=5)) / 1000,
    }


def show(what: str, figure: Figure, more: str = "") -> None:
    numbers = f"{figure.milliseconds:8.1f} ms {figure.queries:4} queries {figure.kilobytes / 1024:7.1f} MB"
    print(f"{what:<46} {numbers}  {more}".rstrip())
