import assert from "node:assert/strict";
import { test } from "node:test";

import { areaAt, fill, placeAt, scrollStep } from "../../static/js/lib/outline_moves.js";

const BOXES = [{ top: 0, bottom: 40 }, { top: 40, bottom: 140 }, { top: 150, bottom: 190 }];

test("a row goes before the first row whose middle is below the finger", () => {
  assert.deepEqual([-5, 19, 21, 89, 91, 169, 171, 900].map((y) => placeAt(BOXES, y)), [0, 0, 1, 1, 2, 2, 3, 3]);
  assert.equal(placeAt([], 10), 0);
});

test("between, above and below the areas counts the nearest one", () => {
  assert.deepEqual([-50, 20, 100, 143, 147, 500].map((y) => areaAt(BOXES, y)), [0, 0, 1, 1, 2, 2]);
});

test("the page scrolls faster the nearer the finger is to an edge, and not in between", () => {
  assert.deepEqual([0, 48, 96, 500, 704, 752, 800].map((y) => scrollStep(y, 800)), [-18, -9, 0, 0, 0, 9, 18]);
});

test("words in braces are filled in, unknown ones stay", () => {
  assert.equal(fill("{name}: place {place} of {all}", { name: "Bar {place}", place: 1 }), "Bar {place}: place 1 of {all}");
});
