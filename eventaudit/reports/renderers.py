"""The rendering programs (renderer.py): started, told what to do, watched, and ended.

One program makes one report. Half of a small change's time is a program's start, so a long-lived worker has
the next one started as soon as a report is done (`keep_one_ready`).
"""

import atexit
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings

MOST_SECONDS = 300
_spare: list[subprocess.Popen] = []
_taking = threading.Lock()


class RenderingFailed(Exception):
    """The PDF could not be made; the text is for the log, not for the reader."""


@contextmanager
def renderer_at_work() -> Iterator[subprocess.Popen]:
    """A program that gets ready or is ready; gone at the end, and at last after MOST_SECONDS."""
    process = _take_spare() or _start()
    watchdog = threading.Timer(MOST_SECONDS, _kill, [process])
    watchdog.start()
    try:
        yield process
    finally:
        watchdog.cancel()
        _end(process)


def follow(process: subprocess.Popen, job: Path, on_done: Callable[[int], None]) -> int:
    """Let it make the job, and tell of every part until it ends. The peak memory, bytes. Raises
    RenderingFailed."""
    said, peak = [], 0
    with suppress(BrokenPipeError):
        process.stdin.write(f"{job}\n")
        process.stdin.flush()
    for line in process.stdout:
        word, _, number = line.partition(" ")
        if word == "done":
            on_done(int(number))
        elif word == "peak":
            peak = int(number)
        elif line != "ready\n":
            said.append(line)
    if process.wait():
        raise RenderingFailed(f"exit {process.returncode}: {''.join(said)[-4000:]}")
    return peak


def keep_one_ready(*, wait: bool = False) -> None:
    """Have a program started for the next report. It takes 60 MB, and ends with this process.

    wait: until it is ready, for measuring.
    """
    with _taking:
        if not _spare:
            _spare.append(_start())
            if wait:
                _spare[0].stdout.readline()


def _take_spare() -> subprocess.Popen | None:
    with _taking:
        process = _spare.pop() if _spare else None
    if process and process.poll() is not None:
        _end(process)
        return None
    return process


@atexit.register
def _end_spare() -> None:
    process = _take_spare()
    if process:
        _end(process)


def _start() -> subprocess.Popen:
    return subprocess.Popen(  # our own module
        [sys.executable, "-m", "eventaudit.reports.renderer"],
        cwd=settings.BASE_DIR,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def _end(process: subprocess.Popen) -> None:
    _kill(process)
    process.stdout.close()
    with suppress(BrokenPipeError):
        process.stdin.close()
    process.wait()


def _kill(process: subprocess.Popen) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
