"""Photos: from the bytes of an upload to its renditions, and the most memory that it takes"""

import io
import resource
import statistics
import subprocess
import sys
import time

from eventaudit.photos.renditions import render_photo

RUNS = 7
REACH = 250  # ms for 12 megapixels on one core
KINDS = {
    "12 MP JPEG of a camera": ((4032, 3024), "JPEG", {"quality": 90}),
    "3 MP JPEG of a tablet": ((2048, 1536), "JPEG", {"quality": 80}),
    "12 MP HEIC": ((4032, 3024), "HEIF", {"quality": 70}),
    "50 MP JPEG": ((8000, 6000), "JPEG", {"quality": 85}),
    "50 MP progressive JPEG": ((8000, 6000), "JPEG", {"quality": 85, "progressive": True}),
    "50 MP PNG": ((8000, 6000), "PNG", {}),
}


def run() -> None:
    for kind in KINDS:
        command = [sys.executable, "-m", "bench.photos", kind]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        print(done.stdout.strip())


def _photo(size: tuple[int, int], kind: str, save: dict) -> bytes:
    """As detailed as a photo: noise upon areas that change slowly."""
    from PIL import Image

    grain = Image.effect_noise((size[0] // 4, size[1] // 4), 40).resize(size)
    slow = Image.linear_gradient("L").resize(size)
    stream = io.BytesIO()
    Image.merge("RGB", [Image.blend(grain, slow, part) for part in (0.5, 0.7, 0.9)]).save(
        stream, kind, **save
    )
    return stream.getvalue()


def _measure(kind: str) -> None:
    """In a process of its own, whose memory is nobody else's."""
    with subprocess.Popen(
        [sys.executable, "-m", "bench.photos", kind, "make"], stdout=subprocess.PIPE
    ) as maker:
        data = maker.stdout.read()
    render_photo(_photo((64, 64), "JPEG", {}))  # everything is loaded
    before = _peak()
    times, processor = [], []
    for _run in range(RUNS):
        start, worked = time.perf_counter(), time.process_time()
        made = render_photo(data)
        times.append(time.perf_counter() - start)
        processor.append(time.process_time() - worked)
    reach = f" (reach {REACH})" if kind.startswith("12 MP JPEG") else ""
    median, least = statistics.median(times) * 1000, min(processor) * 1000
    sizes = f"{len(made.large) // 1000} + {len(made.small) // 1000} kB"
    print(
        f"{kind:<24} {len(data) / 1e6:5.1f} MB: {median:6.0f} ms, "
        f"least of processor time {least:5.0f} ms{reach}, {_peak() - before:4.0f} MB of memory, {sizes}"
    )


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    import django

    django.setup()
    from eventaudit.photos.renditions import _pillow

    _pillow()
    if sys.argv[2:]:
        sys.stdout.buffer.write(_photo(*KINDS[sys.argv[1]]))
    else:
        _measure(sys.argv[1])
