"""What each process of the web server does once it serves; gunicorn reads this (serve.py)."""

from threading import Timer

_SECONDS = 5  # the first pages come first


def post_worker_init(_worker) -> None:
    """Make ready to read messages in every process: the page on which one is added prepares only its own."""
    from eventaudit.messaging.reading import prepare_reader

    timer = Timer(_SECONDS, prepare_reader)
    timer.daemon = True
    timer.start()
