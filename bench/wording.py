"""Reading a page of 2,000 words: language, atmosphere, promises"""

import json
import time
from pathlib import Path

from eventaudit.wording import find_contradictions, load_lemmas, read_text

from .measuring import measure, show

MESSAGES = Path(__file__).resolve().parents[1] / "tests" / "wording" / "messages" / "tuning"
WORDS = 2_000


def run() -> None:
    for lang in ("en", "fi", "sv"):
        texts = [message["text"] for message in json.loads((MESSAGES / f"{lang}.json").read_text())]
        page = _page(texts)
        start = time.perf_counter()
        load_lemmas(lang)
        loading = time.perf_counter() - start
        start = time.perf_counter()
        read_text(page)
        first = time.perf_counter() - start
        show(
            f"a page in {lang}, its words seen before",
            measure(lambda page=page: read_text(page), runs=10),
            f"lemmas loaded in {loading:.1f} s, its first reading {first * 1000:.0f} ms",
        )
        messages = [(str(number), text, lang) for number, text in enumerate(texts[:7])]
        show(
            f"contradictions of 7 messages in {lang}",
            measure(lambda m=messages: find_contradictions(m), runs=5),
        )


def _page(texts: list[str]) -> str:
    """Messages after one another up to the length of a long page."""
    words = 0
    kept = []
    for text in texts:
        kept.append(text)
        words += len(text.split())
        if words >= WORDS:
            break
    return "\n\n".join(kept)
