import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { quoteBetween, toCodePoints, toUtf16 } from "../../static/js/lib/quote.js";

const vectors = JSON.parse(readFileSync(new URL("../vectors/quotes.json", import.meta.url)));

for (const { case: name, text, utf16, start, end, quote } of vectors) {
  test(name, () => assert.deepEqual(quoteBetween(text, ...utf16), { start, end, quote }));
}

test("white space alone makes no quote", () => {
  assert.equal(quoteBetween("a \n b", 1, 4), null);
  assert.equal(quoteBetween("abc", 2, 2), null);
});

test("counting there and back gives the same place, for every place between characters", () => {
  for (const { text } of vectors) {
    const points = Array.from(text).length;
    for (let point = 0; point <= points; point += 1) {
      assert.equal(toCodePoints(text, toUtf16(text, point)), point);
    }
  }
});
