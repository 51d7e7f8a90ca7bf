"""A server that has just started, a process of its own: what waits for the word lists, and what does not."""

import os
import subprocess
import sys

SETTINGS = "eventaudit.config.settings"
SET_UP = "import sys, django; django.setup()\n"


def _printed_by(program: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", SET_UP + program],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": SETTINGS},
        check=True,
        capture_output=True,
        text=True,
    ).stdout


def test_the_language_of_a_text_is_told_without_the_word_lists():
    program = """
from eventaudit.messaging.reading import detect_language
texts = "Hyvä vieras, ovet avataan.", "Kära gäst, dörrarna öppnas.", "Dear guest, the doors open.", "\\0" * 50
print(*map(detect_language, texts), "simplemma" in sys.modules)
"""
    assert _printed_by(program) == "fi sv en unknown False\n"


def test_every_process_of_the_web_server_makes_ready_to_read_by_itself():
    """And no sooner than it serves: starting loads nothing."""
    program = """
import threading
from gunicorn.app.wsgiapp import WSGIApplication
sys.argv = ["gunicorn", "--config", "python:eventaudit.config.processes", "eventaudit.config.wsgi"]
WSGIApplication().cfg.post_worker_init(None)
print([type(each).__name__ for each in threading.enumerate() if each.daemon], "simplemma" in sys.modules)
"""
    assert _printed_by(program) == "['Timer'] False\n"
