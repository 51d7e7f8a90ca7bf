"""What hands do in the chaos."""

import io
import random

from PIL import Image

# One change after the other, [[criterion, value]], never to what is chosen already: that would take it back.
# Says in the console what is tried and, when the tick is there, what is ticked.
BURST = """async (order) => {
  for (const [key, value] of order) {
    const card = document.getElementById(key);
    const choice = card.querySelector(`[name="a-${key}"][value="${value}"]`);
    if (choice.checked || card.dataset.chosen === value) continue;
    console.log(`tried ${key} ${value}`);
    choice.click();
    while (card.classList.contains("keeping")) await new Promise((done) => setTimeout(done, 2));
    console.log(`ticked ${key} ${value}`);
  }
}"""


def grainy_photo(name: str, by: random.Random) -> dict:
    """A small photo unlike any other."""
    picture = Image.frombytes("RGB", (60, 40), by.randbytes(60 * 40 * 3)).resize((480, 320))
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=80)
    return {"name": name, "mimeType": "image/jpeg", "buffer": stream.getvalue()}
