import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import test from "node:test";

import { shownPhotos, withOriginals } from "../../static/js/lib/photo_list.js";
import { arrowHead, blocks, boxOf, markBetween, moved, placed, sized } from "../../static/js/lib/photo_marks.js";
import { fitted, spoilt } from "../../static/js/lib/photo_size.js";
import { sha256 } from "../../static/js/lib/sha256.js";

const PICTURE = { width: 2000, height: 1000 };
const at = (x, y) => ({ x, y });

test("a photo keeps its shape when it is made smaller and is never enlarged", () => {
  assert.deepEqual(fitted(4032, 3024), [2048, 1536]);
  assert.deepEqual(fitted(3024, 4032), [1536, 2048]);
  assert.deepEqual(fitted(640, 480), [640, 480]);
  assert.deepEqual(fitted(20_000, 3), [2048, 1]);
});

test("a shrunk photo of one colour or next to nothing is the browser's failure", () => {
  const grey = Uint8ClampedArray.from({ length: 400 }, (_, index) => (index % 4 === 3 ? 255 : 128 + (index % 2)));
  const scene = grey.with(40, 190);
  const photo = { width: 2048, height: 1536, bytes: 400_000 };
  assert.equal(spoilt({ ...photo, pixels: scene }), false);
  assert.equal(spoilt({ ...photo, pixels: grey }), true);
  assert.equal(spoilt({ ...photo, bytes: 4000, pixels: scene }), true);
  assert.equal(spoilt({ width: 60, height: 40, bytes: 900, pixels: scene }), false);
});

test("the hash without https is that of everybody else", () => {
  for (const length of [0, 1, 55, 56, 63, 64, 65, 1000, 70_001]) {
    const bytes = randomBytes(length);
    assert.equal(sha256(new Uint8Array(bytes)), createHash("sha256").update(bytes).digest("hex"), `${length} bytes`);
  }
});

test("the annotated copy stands in the place of its originals, and goes with them", () => {
  const rows = [{ id: "a" }, { id: "copy", original: "a" }, { id: "b" }, { id: "again", original: "copy" }];
  assert.deepEqual(shownPhotos(rows), [{ id: "b" }, { id: "again", original: "copy" }]);
  assert.deepEqual(withOriginals("again", rows), ["again", "copy", "a"]);
  assert.deepEqual(withOriginals("unknown", rows), ["unknown"]);
  assert.deepEqual(withOriginals("x", [{ id: "x", original: "y" }, { id: "y", original: "x" }]), ["x", "y"]);
});

test("a drag makes a mark between its ends, inside the picture", () => {
  const mark = { tool: "circle", colour: "red", x1: 100, y1: 200, x2: 2000, y2: 0 };
  assert.deepEqual(markBetween("circle", "red", PICTURE, at(100, 200), at(2300, -50)), mark);
  assert.deepEqual(boxOf(mark), { x: 100, y: 0, width: 1900, height: 200 });
});

test("a tap places a mark of the usual size, an arrow pointing at what was tapped", () => {
  assert.deepEqual(boxOf(markBetween("cover", "", PICTURE, at(1000, 500), at(1010, 505))), { x: 820, y: 320, width: 360, height: 360 });
  assert.deepEqual(boxOf(placed("circle", "", PICTURE, at(0, 0))), { x: 0, y: 0, width: 360, height: 360 });
  const { x1, y1, x2, y2 } = placed("arrow", "red", PICTURE, at(10, 990));
  assert.deepEqual([x1, y1, x2, y2], [370, 630, 10, 990]);
});

test("a mark moves as far as the picture goes and changes size within reason", () => {
  const mark = placed("cover", "", PICTURE, at(1000, 500));
  assert.deepEqual(boxOf(moved(mark, PICTURE, -5000, 40)), { x: 0, y: 360, width: 360, height: 360 });
  assert.deepEqual(boxOf(sized(mark, PICTURE, 0.5)), { x: 910, y: 410, width: 180, height: 180 });
  assert.equal(sized(mark, PICTURE, 0.01), mark);
  assert.equal(sized(mark, PICTURE, 100), mark);
  const arrow = placed("arrow", "red", PICTURE, at(1000, 500));
  const { x2, y2 } = sized(arrow, PICTURE, 1.25);
  assert.deepEqual([x2, y2], [1000, 500]);
});

test("an arrow's head lies behind its tip on both sides; a cover has few blocks however large", () => {
  const [one, other] = arrowHead({ x1: 0, y1: 0, x2: 100, y2: 0 }, 20);
  assert.ok(one.x < 100 && one.x === other.x && one.y === -other.y && one.y !== 0);
  assert.deepEqual(blocks({ width: 700, height: 1400 }), [4, 7]);
  assert.deepEqual(blocks({ width: 50, height: 2 }), [7, 1]);
});
