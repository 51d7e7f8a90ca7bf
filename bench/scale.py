"""Scale: larger events, and a thousand of them through the command line on one core"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from eventaudit.consistency import audit, default_library, parse_event
from eventaudit.consistency.output import audit_json

from .events import AUDITORS, ROUNDS, made_event
from .measuring import measure, show

EVENTS = 1000
AUDITING = ("-m", "eventaudit.consistency")
ONLY_READING = ("-c", "import json, sys\nfor line in open(sys.argv[1], 'rb'): json.loads(line)")


def run() -> None:
    for times in (1, 2, 4):
        _one_event(rounds=ROUNDS * times)
    with tempfile.TemporaryDirectory(prefix="eventaudit-bench-") as folder:
        file = Path(folder) / "events.jsonl"
        with file.open("w", encoding="utf-8") as lines:
            lines.writelines(f"{json.dumps(made_event(number))}\n" for number in range(EVENTS))
        _many_events(file)


def _one_event(*, rounds: int) -> None:
    """Twice the answers should take twice the time."""
    library, data = default_library(), made_event(0, rounds=rounds)
    answers = AUDITORS * rounds * len(library.criteria)
    facts = parse_event(data, library)
    reading = measure(lambda: parse_event(data, library), runs=15)
    show(f"checking an event of {answers:,} answers", reading, _per_thousand(reading.milliseconds, answers))
    auditing = measure(lambda: audit(facts, library), runs=15)
    show(f"auditing an event of {answers:,} answers", auditing, _per_thousand(auditing.milliseconds, answers))
    if rounds == ROUNDS:
        found = audit(facts, library)
        show("writing the audit as JSON", measure(lambda: json.dumps(audit_json(found)), runs=15))


def _per_thousand(milliseconds: float, answers: int) -> str:
    return f"{milliseconds / answers * 1000:.2f} ms per 1,000 answers"


def _many_events(file: Path) -> None:
    size = file.stat().st_size / 1e6
    reading_cpu, reading_wall = _on_one_core(ONLY_READING, file)
    cpu, wall = _on_one_core(AUDITING, file)
    what = f"json.loads of {EVENTS:,} events, {size:.0f} MB"
    print(f"{what:<46} {reading_cpu:8.2f} s CPU {reading_wall:8.2f} s")
    print(
        f"{'reading, checking, auditing and printing them':<46} {cpu:8.2f} s CPU {wall:8.2f} s  "
        f"{EVENTS / cpu:.0f} events/s of CPU, {EVENTS / wall:.0f}/s by the clock, "
        f"{cpu / reading_cpu:.1f} x json.loads"
    )


def _on_one_core(arguments: Sequence[str], file: Path) -> tuple[float, float]:
    """Seconds of processor time and by the clock of one Python process, its start included."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(
        [sys.executable, *arguments, str(file)],
        check=True,
        stdout=subprocess.DEVNULL,
        preexec_fn=_stay_on_one_core,
    )
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def _stay_on_one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
